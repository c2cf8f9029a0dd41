"""Quotations that no reporting clause of a known verb goes with, and who speaks them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from homeward.claims.alignment import Range
from homeward.claims.readers.english.model import AnalysedText, Quotation, TextSentence
from homeward.claims.readers.english.noun_phrases import NounPhrase, is_nominal, phrase_ending_at, phrase_starting_at

SHORTEST = 7
"""A quotation of fewer words that nobody is said to say is a name or a phrase, not speech."""
_FINITE = frozenset({"VBD", "VBZ", "VBP"})


@dataclass(frozen=True, slots=True)
class BareQuotation:
    """A quotation and the passage that shows whose it is; without `source` and `head` the last speaker goes on."""

    quotation: Quotation
    at: Range
    sentence: TextSentence
    source: Range | None = None
    head: int | None = None


def find_bare_quotations(text: AnalysedText, taken: Sequence[Range]) -> Iterator[BareQuotation]:
    """Yield the quotations of some length that none of the passages already taken touches."""
    for quotation in text.quotations:
        long_enough = len(text.masked[quotation.start : quotation.end].split()) >= SHORTEST
        if not long_enough or any(start < quotation.end and quotation.start < end for start, end in taken):
            continue
        found = _bare(text, quotation)
        if found is not None:
            yield found


def _bare(text: AnalysedText, quotation: Quotation) -> BareQuotation | None:
    first = next((s for s in text.sentences if s.start <= quotation.start < s.end), None)
    last = next((s for s in text.sentences if s.start < quotation.end <= s.end), first)
    if first is None or last is None or first.heading:
        return None
    behind = [word for word in _words(text, quotation.end, last.end) if word.is_alpha]
    before = text.masked[first.start : quotation.start].strip(' "“«‘')
    phrase = _reporter(behind)
    if phrase is not None:
        at = (min(quotation.start, first.start if not before else quotation.start), behind[phrase.last].idx)
        end = behind[phrase.last].idx + len(behind[phrase.last].text)
        return BareQuotation(quotation, (at[0], end), last, _span(behind, phrase), behind[phrase.head].i)
    if before and not before.endswith(":"):
        return None
    if not before:
        return BareQuotation(quotation, (quotation.start, quotation.end), first)
    words = _words(text, first.start, quotation.start)
    phrase = _subject(words) or _last_phrase(words)
    source = _span(words, phrase) if phrase else None
    return BareQuotation(
        quotation, (first.start, quotation.end), first, source, words[phrase.head].i if phrase else None
    )


def _words(text: AnalysedText, start: int, end: int) -> list[Any]:
    span = text.parse.char_span(start, end, alignment_mode="expand") if start < end else None
    return [word for word in span or () if not word.is_space and start <= word.idx < end]


def _reporter(words: Sequence[Any]) -> NounPhrase | None:
    """ ", Lind sighed" and ", sighed Lind": whoever stands beside the first verb."""
    if not words:
        return None
    if words[0].tag_ in _FINITE and len(words) > 1:
        phrase = phrase_starting_at(words, 1)
        return phrase if phrase is not None and phrase.first == 1 else None
    phrase = phrase_starting_at(words, 0)
    if phrase is None or phrase.last + 1 >= len(words) or words[phrase.last + 1].tag_ not in _FINITE:
        return None
    return phrase


def _subject(words: Sequence[Any]) -> NounPhrase | None:
    """The subject of what stands before a colon ("Lind took to the platform: ...")."""
    for place, word in enumerate(words):
        if word.dep_.startswith("nsubj") and is_nominal(word):
            return phrase_ending_at(words, place)
    return None


def _last_phrase(words: Sequence[Any]) -> NounPhrase | None:
    last = max((place for place, word in enumerate(words) if word.is_alpha), default=None)
    return phrase_ending_at(words, last) if last is not None else None


def _span(words: Sequence[Any], phrase: NounPhrase) -> Range:
    return words[phrase.first].idx, words[phrase.last].idx + len(words[phrase.last].text)
