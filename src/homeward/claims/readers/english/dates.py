"""Dates as texts in English give them, resolved to EDTF against the document's date and the dates told before.

No date gets a day, month or year that neither the text nor the document's date gives: 12 August of an unknown year is
`XXXX-08-12`, a week is its month, "two years ago" is a year.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from homeward.basics.dates import PartialDate, parse_date
from homeward.basics.errors import DateRefused
from homeward.claims.readers.english import date_words as words
from homeward.claims.readers.english.date_rules import RULES, Told

_OF_A_WORK = re.compile(r"[\"”»’*_]\s*\(\s*$")
"""Before a date: a title ends and brackets open, as in "A Title" (1999): the year of a film or a book, of no event."""
_TITLE_END = 6


@dataclass(frozen=True, slots=True)
class DateInText:
    """A date at `start`:`end` of the text. `edtf` is None where the text gives nothing to resolve it by.

    `relative` dates lean on the document's date or on a date told before. `core` is where the date itself starts and
    ends, without the words of "since", "by" or "about" that `start`:`end` hold too.
    """

    start: int
    end: int
    edtf: str | None
    relative: bool
    core: tuple[int, int]


def find_dates(text: str, document_date: str | None, start: int = 0, end: int | None = None) -> list[DateInText]:
    """Return the dates that `text` gives between two offsets, in order, resolved against the document's date (EDTF)."""
    end = len(text) if end is None else end
    today = _parsed(document_date)
    told: PartialDate | None = None
    told_end = start
    found: list[DateInText] = []
    for name, match in _matches(text, start, end):
        if _OF_A_WORK.search(text, max(start, match.start() - _TITLE_END), match.start()):
            continue
        context = Told(text, match, today, told, match.start() - told_end)
        edtf, relative = RULES[name](context)
        if edtf == "" or (edtf and _parsed(edtf) is None):
            continue
        one = _with_bounds(text, DateInText(match.start(), match.end(), edtf, relative, match.span()), start, found)
        found.append(one)
        if edtf is not None:
            told, told_end = parse_date(edtf), match.end()
    return found


def _parsed(edtf: str | None) -> PartialDate | None:
    if not edtf:
        return None
    try:
        return parse_date(edtf)
    except DateRefused:
        return None


def _matches(text: str, start: int, end: int) -> list[tuple[str, re.Match[str]]]:
    """Return what the patterns find, leftmost first; of two that overlap the longer, then the one listed first."""
    everything = [
        (match.start(), -match.end(), order, name, match)
        for order, (name, pattern) in enumerate(words.PATTERNS)
        for match in pattern.finditer(text, start, end)
    ]
    everything.sort(key=lambda one: one[:3])
    kept: list[tuple[str, re.Match[str]]] = []
    for _, _, _, name, match in everything:
        if kept and match.start() < kept[-1][1].end():
            if match.end() > kept[-1][1].end() and match.end() - match.start() > len(kept[-1][1].group()):
                kept[-1] = (name, match)
            continue
        kept.append((name, match))
    return kept


_ABSOLUTE = re.compile(r"\d|Jan|Feb|Mar|Apr|May|Ju[nl]|Aug|Sep|Oct|Nov|Dec")


def _with_bounds(text: str, one: DateInText, floor: int, found: Sequence[DateInText]) -> DateInText:
    """Widen a date by "since", "by", "after", "about": they open one of its ends or make it approximate."""
    if one.edtf is None or "/" in one.edtf:
        return one
    before = text[max(floor, one.start - 24) : one.start]
    if _ABSOLUTE.search(text, one.start, one.end) and (about := words.ABOUT_BEFORE.search(before)):
        one = replace(one, start=one.start - (len(before) - about.start()), edtf=one.edtf.rstrip("~") + "~")
        before = before[: about.start()]
    bare = str(one.edtf)
    if since := words.SINCE_BEFORE.search(before):
        opens = since.group().lower().startswith(("since", "ever")) or words.ON_AFTER.match(text, one.end)
        return replace(one, start=one.start - (len(before) - since.start()), edtf=f"{bare}/..") if opens else one
    if until := words.UNTIL_BEFORE.search(before):
        return replace(one, start=one.start - (len(before) - until.start()), edtf=f"../{bare}")
    if after := words.AFTER_BEFORE.search(before):
        if one.relative and found:
            return one
        return replace(one, start=one.start - (len(before) - after.start()), edtf=f"{bare}/..")
    return one


def nearest_date(
    dates: Sequence[DateInText], text: str, trigger: tuple[int, int], start: int, end: int
) -> DateInText | None:
    """Return the date between `start` and `end` that tells when the words at `trigger` happened; None where none does.

    The nearest wins; one across a clause's edge (a comma, a conjunction, a quotation mark) counts as farther.
    """
    inside = [one for one in dates if start <= one.start and one.end <= end and one.edtf is not None]
    return min(inside, key=lambda one: (_distance(text, trigger, one), one.start), default=None)


_CLAUSE_EDGE = re.compile(r"[;:“”\"—]|,\s|\b(?:and|but|who|which|whose|where|when|while|after|before|that|because)\b")


def _distance(text: str, trigger: tuple[int, int], one: DateInText) -> int:
    between = text[trigger[1] : one.start] if one.start >= trigger[1] else text[one.end : trigger[0]]
    return len(between) + 40 * len(_CLAUSE_EDGE.findall(between)) + (0 if one.start >= trigger[1] else 10)
