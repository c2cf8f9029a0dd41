"""Finds the words that a reviewer selected or typed where they stand in the kept text."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from homeward.basics.errors import ClaimRefused
from homeward.basics.safe_text import INERT, one_line
from homeward.basics.said import counted, say
from homeward.claims.alignment import Range
from homeward.documents.model import Document

BETWEEN = " … "
"""What stands between the words of one value that stand apart in the text."""
_MOST_PLACES = 1000
_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
"""Characters in a text that nobody sees and so nobody types: soft hyphens, and marks of the direction of writing."""
_MAYBE_UNSEEN = f"[{_UNSEEN}]*"
_ALIKE = ("'’‘ʼ`", '"“”„«»', "-–—‐‑")
"""Characters that a keyboard gives one of for the others."""
_SHOWN_FOR: Mapping[str, str] = {
    chr(shown): "".join(chr(code) for code, also in INERT.items() if also == shown) for shown in INERT.values()
}
"""By the visible character that a page shows: those of the text that it may stand for."""
_SHOWN_OF_WORDS = 80


@dataclass(frozen=True, slots=True)
class Passage:
    """Words as a reviewer gives them: selected, with their places `at`, or only typed.

    `nth` says which of several places with these words is meant, 1 for the first; None leaves it to the claim's quote.
    """

    words: str
    at: tuple[Range, ...] = ()
    nth: int | None = None


def passage_at(document: Document, at: Sequence[Range]) -> Passage:
    """Return the passage that stands at those places."""
    return Passage(BETWEEN.join(_in_a_line(document.text[start:end]) for start, end in at), tuple(at))


def places_of(document: Document, passage: Passage, quote: Range | None = None) -> tuple[Range, ...]:
    """Return where a passage stands; of several places the one inside the `quote` of its claim.

    Raises ClaimRefused where the text does not hold the words, or holds them more than once and `nth` does not say.
    """
    if passage.at and passage.nth is None and _says(document, passage):
        return passage.at
    words = _in_a_line(passage.words)
    found = _matches(document.text, words)
    if not found and BETWEEN.strip() in words:
        parts = [part for part in map(str.strip, words.split(BETWEEN.strip())) if part]
        return tuple(_one_of(document, part, _matches(document.text, part), None, quote) for part in parts)
    return (_one_of(document, words, found, passage.nth, quote),)


def as_written(document: Document, words: str) -> str:
    """Return words of which a page showed some characters by visible ones as the text has them; else as they are."""
    if not any(letter in _SHOWN_FOR for letter in words):
        return words
    found = _matches(document.text, _in_a_line(words))
    return _in_a_line(document.text[slice(*found[0])]) if found else words


def _says(document: Document, passage: Passage) -> bool:
    """Return whether the text has the passage's words, if it gives any, at its places."""
    if any(not 0 <= start < end <= len(document.text) for start, end in passage.at):
        return False
    given = one_line(passage.words)
    return not given or given == one_line(passage_at(document, passage.at).words)


def _one_of(document: Document, words: str, found: Sequence[Range], nth: int | None, quote: Range | None) -> Range:
    shown = words if len(words) <= _SHOWN_OF_WORDS else f"{words[:_SHOWN_OF_WORDS]}…"
    if not found:
        raise ClaimRefused(
            say(
                "%(name)s does not say “%(shown)s”. Give the words exactly as they stand in the text.",
                name=document.name,
                shown=shown,
            )
        )
    if nth is not None:
        if not 1 <= nth <= len(found):
            raise ClaimRefused(
                say(
                    "“%(shown)s” stands %(times)s in the text, so there is no number %(nth)s of it.",
                    shown=shown,
                    times=_times(len(found)),
                    nth=nth,
                )
            )
        return found[nth - 1]
    inside = [one for one in found if quote is not None and quote[0] <= one[0] and one[1] <= quote[1]]
    if len(found) > 1 and len(inside) != 1:
        raise ClaimRefused(
            say(
                "“%(shown)s” stands %(times)s in the text. Say which is meant, counted from the beginning, or give"
                " more of the words around it.",
                shown=shown,
                times=_times(len(found)),
            )
        )
    return (inside or found)[0]


def _times(number: int) -> str:
    return counted(number, "once", "%(n)s times")


def _matches(text: str, words: str) -> list[Range]:
    """Return where the words stand over any white space: whole words, or parts of words where no whole ones do."""
    letters = [_letter(letter) for letter in words if not re.match(f"[{_UNSEEN}]", letter)]
    if not letters:
        return []
    pattern = _MAYBE_UNSEEN.join(letters)
    for whole in (rf"(?<!\w){pattern}(?!\w)", pattern):
        found = [one.span() for one in islice(re.finditer(whole, text), _MOST_PLACES)]
        if found:
            return found
    return []


def _letter(letter: str) -> str:
    if letter.isspace():
        return r"\s+"
    alike = next((several for several in _ALIKE if letter in several), letter + _SHOWN_FOR.get(letter, ""))
    return f"[{re.escape(alike)}]" if len(alike) > 1 else re.escape(letter)


def _in_a_line(words: str) -> str:
    return " ".join(words.split())
