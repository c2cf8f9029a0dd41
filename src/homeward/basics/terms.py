"""How long a punishment lasts: ISO 8601 durations, ranges of them, and the terms that have no length.

`P25Y`, `P9Y6M`, `P18M`, `P4Y~` (about), `../P80Y` (up to), `P25Y/life`, `life`, `death`, `P0D` (time served),
`suspended:P2Y`.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from homeward.basics.dates import PartialDate, Precision, add_months, date_between, parse_date
from homeward.basics.errors import TermRefused
from homeward.basics.said import say

_DURATION = re.compile(r"P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")
_FORMS = say("Write P25Y, P9Y6M, P4Y~ (about), ../P80Y (up to), P25Y/life, life, death, P0D or suspended:P2Y.")
DAYS_IN_A_MONTH = 30.4375
"""Mean length of a month, for comparing lengths only; dates are worked out by the calendar."""


class WithoutLength(StrEnum):
    """Terms that no number of days can say."""

    LIFE = "life"
    DEATH = "death"


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time by the calendar: whole months and days."""

    months: int
    days: int = 0

    @property
    def in_days(self) -> float:
        """Its length in mean days, for comparing."""
        return self.months * DAYS_IN_A_MONTH + self.days


End = Duration | WithoutLength | None
"""One end of a term: a length, a term without length, or None for an open end."""


@dataclass(frozen=True, slots=True)
class Term:
    """A punishment's length as given; `shortest` and `longest` are equal unless a range was given."""

    text: str
    shortest: End
    longest: End
    approximate: bool = False
    suspended: bool = False

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=2048)
def parse_term(text: str) -> Term:
    """Return the term that `text` says; raise TermRefused where it says none."""
    suspended = text.startswith("suspended:")
    bare = text.removeprefix("suspended:")
    approximate = "~" in bare
    start_text, slash, end_text = bare.replace("~", "").partition("/")
    start = _parse_end(start_text, text)
    end = _parse_end(end_text, text) if slash else start
    if start is None and end is None:
        raise TermRefused(say("%(text)s says no length. %(forms)s", text=repr(text), forms=_FORMS))
    if _days(start, 0.0) > _days(end, float("inf")):
        raise TermRefused(say("%(text)s ends shorter than it starts. Put the shorter term first.", text=repr(text)))
    return Term(text, start, end, approximate, suspended)


def _parse_end(part: str, whole: str) -> End:
    if part == "..":
        return None
    if part in tuple(WithoutLength):
        return WithoutLength(part)
    found = _DURATION.fullmatch(part)
    if found is None:
        raise TermRefused(say("%(whole)s is not a term. %(forms)s", whole=repr(whole), forms=_FORMS))
    years, months, weeks, days = (int(group or 0) for group in found.groups())
    return Duration(12 * years + months, 7 * weeks + days)


def _days(end: End, open_end: float) -> float:
    if end is None:
        return open_end
    if isinstance(end, Duration):
        return end.in_days
    return float("inf")


def compatible(one: Term, other: Term) -> bool:
    """Return whether both may be the same punishment; "about" reaches a quarter of the length, or a month, further.

    Life and death agree only with themselves and ranges that end in them; a suspended term never with one to serve.
    """
    if one.suspended != other.suspended:
        return False
    for mine, theirs in ((one, other), (other, one)):
        for word in WithoutLength:
            if mine.shortest is word and word not in (theirs.shortest, theirs.longest):
                return False
    if isinstance(one.shortest, WithoutLength) or isinstance(other.shortest, WithoutLength):
        return True
    (one_low, one_high), (other_low, other_high) = _reach(one), _reach(other)
    return one_low <= other_high and other_low <= one_high


def clash(one: Term, other: Term) -> bool:
    """Return whether both cannot be the same punishment."""
    return not compatible(one, other)


def _reach(term: Term) -> tuple[float, float]:
    """Return shortest and longest length in mean days; a slack of two days takes up what mean months round off."""
    low, high = _days(term.shortest, 0.0), _days(term.longest, float("inf"))
    slack = 2.0
    if term.approximate:
        slack += max(DAYS_IN_A_MONTH, 0.25 * (high if high != float("inf") else low))
    return low - slack, high + slack


def end_of_term(start: PartialDate, term: Term) -> PartialDate | None:
    """Return when a term that starts on a date ends, no more precise than both are; None where that cannot be said.

    A date with the precision of a year or a month gives one of the same precision where the term allows it.
    """
    if not isinstance(term.shortest, Duration) or not isinstance(term.longest, Duration) or start.month_and_day:
        return None
    earliest = None if start.earliest is None else _after(start.earliest, term.shortest)
    latest = None if start.latest is None else _after(start.latest, term.longest)
    if latest and start.latest and not term.longest.days and start.precision is not Precision.DAY:
        next_day = start.latest + timedelta(days=1)
        latest = _after(next_day, term.longest) - timedelta(days=1)
    if earliest is None and latest is None:
        return None
    ends = date_between(earliest, latest)
    if (term.approximate or start.approximate) and "/" not in ends.edtf:
        return parse_date(ends.edtf + "~")
    return ends


def _after(day: date, length: Duration) -> date:
    """Return the day a length after `day`, clamped to the calendar's end."""
    try:
        return add_months(day, length.months) + timedelta(days=length.days)
    except OverflowError:
        return date.max
