"""Noun phrases beside a word: who stands left or right of a reporting verb."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

_NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "CD", "PRP"})
_INSIDE = _NOMINAL - {"PRP"} | {"JJ", "JJR", "JJS", "POS", "HYPH", "PRP$", "AFX", "VBN", "VBG", "RBS", "ADD"}
_OPENERS = frozenset({"DT", "PDT", "PRP$", "WP$"})
_PREPOSITIONS = frozenset(
    {"of", "for", "with", "at", "from", "in", "to", "on", "against", "de", "von", "by", "familiar", "knowledge"}
)
_PERSONAL = frozenset({"he", "she", "they", "we", "i", "it", "who", "both", "all"})


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """Places in the sentence: first and last word, and the head word."""

    first: int
    last: int
    head: int


def is_nominal(word: Any) -> bool:
    """Tell whether a noun phrase may end in this word."""
    return word.tag_ in _NOMINAL or word.lower_ in _PERSONAL or _looks_like_a_name(word)


def _looks_like_a_name(word: Any) -> bool:
    """Taggers slip on rare names; a capital letter on a word that is no function word tells more."""
    return (
        word.text[:1].isupper()
        and word.tag_ in {"JJ", "VB", "VBP", "VBZ", "VBN", "FW", "UH", "RB"}
        and (not word.is_sent_start or word.tag_ in {"JJ", "FW", "UH"})
    )


def phrase_ending_at(words: Sequence[Any], last: int, floor: int = 0) -> NounPhrase | None:
    """Return the noun phrase whose last word is at `last`, with what hangs on it by "of", "for" and the like."""
    if last < floor or not is_nominal(words[last]):
        return None
    first = _first_word(words, last, floor)
    head = last
    while first - 2 >= floor and words[first - 1].lower_ in _PREPOSITIONS and _may_end_before(words, first - 2):
        if words[first - 2].lower_ in {"familiar", "knowledge"} and first - 3 >= floor and is_nominal(words[first - 3]):
            head = first - 3
        elif words[first - 2].tag_ in _NOMINAL - {"PRP"} or words[first - 2].lower_ == "one":
            head = first - 2
        else:
            break
        first = _first_word(words, head, floor)
    return NounPhrase(first, last, head)


def _may_end_before(words: Sequence[Any], i: int) -> bool:
    return is_nominal(words[i]) or words[i].lower_ == "familiar"


def _first_word(words: Sequence[Any], last: int, floor: int) -> int:
    first = last
    if words[last].tag_ == "PRP" or words[last].lower_ in _PERSONAL:
        return last
    while first - 1 >= floor:
        before = words[first - 1]
        if before.tag_ in _OPENERS:
            first -= 1
            if first - 1 < floor or words[first - 1].tag_ != "PDT":
                break
        elif (
            before.tag_ in _INSIDE
            or _looks_like_a_name(before)
            or (before.tag_ in {"''", "``"} and _nickname(words, first - 1, floor))
        ):
            first -= 1
        else:
            break
    return _without_leading_date(words, first, last)


def _without_leading_date(words: Sequence[Any], first: int, last: int) -> int:
    """ "Friday Blinken said" has no phrase "Friday Blinken"; participles and adverbs do not open a phrase either."""
    while first < last and (words[first].lower_ in _DAYS or words[first].tag_ in {"VBG", "POS", "HYPH"}):
        first += 1
    return first


_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday earlier later meanwhile yesterday today".split()
)


def _nickname(words: Sequence[Any], i: int, floor: int) -> bool:
    """A quotation mark inside a name: Ismael “El Mayo” Zambada."""
    near = words[max(floor, i - 4) : i + 5]
    return (
        sum(word.tag_ in {"''", "``"} for word in near) >= 2 and i - floor > 0 and words[i - 1].tag_.startswith("NNP")
    )


def phrase_starting_at(words: Sequence[Any], first: int) -> NounPhrase | None:
    """Return the noun phrase that opens at `first`, its appositive left out."""
    i = first
    while i < len(words) and (words[i].tag_ in _OPENERS | _INSIDE or (words[i].tag_ in {"``", "''"} and i > first)):
        i += 1
    last = i - 1
    while last >= first and words[last].tag_ not in _NOMINAL:
        last -= 1
    if last < first:
        return NounPhrase(first, first, first) if first < len(words) and words[first].tag_ == "PRP" else None
    end, head = last, last
    while end + 2 < len(words):
        step = 2 if words[end + 1].lower_ in {"familiar", "close", "briefed"} else 1
        if step == 1 and words[end + 1].lower_ not in {"of", "for", "at", "with", "in", "from"}:
            break
        further = phrase_starting_at(words, end + step + 1)
        if further is None or further.first != end + step + 1:
            break
        end = further.last
    return NounPhrase(first, end, head)
