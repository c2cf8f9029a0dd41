"""What a reporting clause reports: the words before it, after it, or on both sides."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from homeward.claims.readers.english.noun_phrases import phrase_ending_at
from homeward.claims.readers.english.reporting_clauses import ReportingClause
from homeward.claims.readers.english.speech_words import speech_words

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_MARKS = frozenset({",", "”", "“", '"', "''", "``", "»", "«", "’", "‘", "—", "–", "-", "--", ":", ";", ".", "!", "?"})
_OPEN = frozenset({"“", '"', "«", "‘", "``"})
_FROM_VERB = frozenset({"deny", "plead", "demand", "condemn", "claim", "express", "admit", "promise"})
_SPLICED = frozenset({"say", "explain", "announce", "claim", "admit"})
_MOSTLY = 0.6
_LEAD_IN = 4
"""The most words before a quotation that leave speech direct: 'he said the arrest "is connected ..."'."""


@dataclass(frozen=True, slots=True)
class Content:
    """Places of the first and last word said; `direct` where most of it stands in quotation marks."""

    first: int
    last: int
    direct: bool


def find_content(
    words: Sequence[Any], quoted: Sequence[bool], clause: ReportingClause, floor: int, ceiling: int
) -> Content | None:
    """Return what the clause reports, or None where it reports nothing that can be said."""
    if clause.cue.agent:
        return Content(clause.first, clause.cue.agent - 1, False)
    left = _trimmed(words, floor, clause.first - 1)
    after = _behind_clause(clause)
    if clause.inserted:
        return _inserted(words, quoted, clause, floor, ceiling)
    if clause.relative:
        ceiling = _end_of_relative(words, after, ceiling)
    right = _trimmed(words, after, ceiling - 1)
    if clause.cue.group == "plead" and not sum(quoted[clause.cue.last : ceiling]):
        return Content(clause.cue.first, right[1] if right else clause.cue.last, False)
    follows_comma = after < ceiling and words[after].text in {",", "—", "–"}
    said_before = (
        left is not None and _can_be_said(words, quoted, left, clause) and words[clause.first - 1].text in _MARKS
    )
    speech_before = (
        left is not None and said_before and quoted[left[1]] and words[left[1]].i + 3 >= words[clause.first].i
    )
    goes_before = said_before and (follows_comma or clause.cue.group == "according" or speech_before)
    if right and not goes_before:
        said_after = _after_clause(words, quoted, clause, right)
        if said_after is not None or not said_before:
            return said_after
        right = None
    if left and said_before:
        if right and clause.cue.group != "according" and _goes_on(words, quoted, left, right):
            return _content(words, quoted, (left[0], right[1]))
        return _content(words, quoted, left)
    return None


def _behind_clause(clause: ReportingClause) -> int:
    if clause.appositive and clause.appositive[0] > clause.cue.last:
        return max(clause.end, clause.appositive[1])
    return clause.end


def _trimmed(words: Sequence[Any], first: int, last: int) -> tuple[int, int] | None:
    while first <= last and (
        words[first].text in _MARKS or words[first].lower_ in {"but", "and", "however", "meanwhile"}
    ):
        first += 1
    while last >= first and words[last].text in _MARKS:
        last -= 1
    return (first, last) if last > first else None


def _can_be_said(words: Sequence[Any], quoted: Sequence[bool], span: tuple[int, int], clause: ReportingClause) -> bool:
    """A clause, or a quotation of some length; "On Friday" and "In a statement" cannot be said."""
    first, last = span
    if sum(quoted[first : last + 1]) >= 3:
        return True
    if clause.cue.group == "according" and last - first >= 2:
        return any(word.tag_.startswith("VB") for word in words[first : last + 1])
    opens_as_aside = words[first].tag_ == "IN" and words[first].lower_ not in {"that", "if", "there"}
    spliced = clause.cue.group in _SPLICED and last - first >= 4
    verbs = _FINITE | {"VBN", "VB"} if spliced else _FINITE
    main = any(word.tag_ in verbs for word in words[first : last + 1])
    return main and not (opens_as_aside and not _has_second_clause(words, first, last))


def _has_second_clause(words: Sequence[Any], first: int, last: int) -> bool:
    """ "After the trial, he was moved": a verb stands after the aside's comma."""
    comma = next((k for k in range(first, last) if words[k].text == ","), last)
    return any(word.tag_ in _FINITE for word in words[comma:last])


def _after_clause(
    words: Sequence[Any], quoted: Sequence[bool], clause: ReportingClause, span: tuple[int, int]
) -> Content | None:
    first, last = span
    takes_object = clause.cue.verb in speech_words().sets["object"]
    if words[first].lower_ == "that" and words[first].tag_ in {"IN", "WDT", "DT"} and last > first + 1:
        return _content(words, quoted, (first + 1, last))
    said = any(word.tag_ in _FINITE for word in words[first : last + 1]) or sum(quoted[first : last + 1]) >= 2
    if not said and not takes_object and clause.cue.group != "according":
        return None
    content = _content(words, quoted, (first, last))
    if takes_object and clause.cue.group in _FROM_VERB and not content.direct and not _opens_clause(words, first):
        return _content(words, quoted, (clause.cue.first, last))
    return content


def _opens_clause(words: Sequence[Any], first: int) -> bool:
    """A subject with its own verb follows: "admitted his government had ordered it"."""
    if words[first].tag_ == "PRP" and words[first].lower_ not in {"him", "them", "her", "me", "us"}:
        return True
    return any(
        child.dep_.startswith("nsubj")
        for word in words[first : first + 8]
        if word.tag_ in _FINITE
        for child in word.children
    )


def _goes_on(words: Sequence[Any], quoted: Sequence[bool], left: tuple[int, int], right: tuple[int, int]) -> bool:
    was_quoted = sum(quoted[left[0] : left[1] + 1]) >= (left[1] - left[0]) * _MOSTLY
    if was_quoted:
        return quoted[right[0]] or (right[0] > 0 and words[right[0] - 1].text in _OPEN)
    return right[1] - right[0] >= 2


def _inserted(
    words: Sequence[Any], quoted: Sequence[bool], clause: ReportingClause, floor: int, ceiling: int
) -> Content | None:
    """ "who authorities say was known as ..." says the rest; "charges that he denies" says what stands before."""
    after = _behind_clause(clause)
    end = _next_comma(words, after, ceiling)
    if end > after and words[after].text not in _MARKS:
        return _content(words, quoted, (after, end))
    antecedent = phrase_ending_at(words, clause.first - 2, floor) if clause.first - 2 >= floor else None
    return Content(antecedent.first, clause.cue.last, False) if antecedent else None


def _end_of_relative(words: Sequence[Any], first: int, ceiling: int) -> int:
    """A relative clause ends at the comma that the main verb follows."""
    for k in range(first + 1, ceiling - 1):
        if words[k].text in {",", "—", "–"} and words[k + 1].tag_ in _FINITE | {"RB"} and words[k + 1].dep_ != "advmod":
            return k
    return ceiling


def _next_comma(words: Sequence[Any], first: int, ceiling: int) -> int:
    k = first
    while k < ceiling and words[k].text not in {",", ".", ")", "—", "–"}:
        k += 1
    return max(first, k - 1)


def _content(words: Sequence[Any], quoted: Sequence[bool], span: tuple[int, int]) -> Content:
    """Where most of the span is quoted the content is the quotation, else the whole span."""
    first, last = span
    inside = [k for k in range(first, last + 1) if quoted[k]]
    spoken = sum(words[k].is_alpha for k in inside)
    everything = max(1, sum(words[k].is_alpha for k in range(first, last + 1)))
    if inside and inside[0] - first <= _LEAD_IN and spoken / everything >= _MOSTLY:
        return Content(inside[0], inside[-1], True)
    if last + 1 < len(words) and words[last + 1].text in {"”", '"', "''"} and inside and inside[-1] >= last - 1:
        last += 1
    return Content(first, last, False)
