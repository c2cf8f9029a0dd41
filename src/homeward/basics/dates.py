"""Dates that keep the precision they were given: EDTF strings (ISO 8601-2:2019) and what can be said of two of them.

A date is never made more precise than it came. It stands for an interval of days, either end of which may be open.
"""

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

from homeward.basics.errors import DateRefused
from homeward.basics.said import say

SEASON_STARTS = {21: 3, 22: 6, 23: 9, 24: 12}
"""First month of EDTF's seasons (spring, summer, autumn, winter), as the northern hemisphere counts them."""

_YEAR = re.compile(r"(\d{4})")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_DECADE = re.compile(r"(\d{3})X")
_EVERY_YEAR = re.compile(r"XXXX-(\d\d)(?:-(\d\d))?")
_FORMS = say(
    "Write 2012, 2011-11, 2022-12-09, 2017-22 (summer), 199X, XXXX-08-12, 2022-12~ (about), or 2022-02/.. (from)."
)


class Precision(StrEnum):
    """How much a date gives."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    INTERVAL = "interval"
    YEARLESS = "day or month of an unknown year"


MARGINS = {
    Precision.DAY: timedelta(days=7),
    Precision.MONTH: timedelta(days=31),
    Precision.SEASON: timedelta(days=92),
    Precision.YEAR: timedelta(days=366),
    Precision.DECADE: timedelta(days=3653),
    Precision.INTERVAL: timedelta(days=31),
    Precision.YEARLESS: timedelta(days=7),
}
"""How far "about" (EDTF's ~) reaches beyond either end when dates are compared: one unit more, a week for a day."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as given: its EDTF string, and the first and last day that it may mean (None: that end is open).

    `month_and_day` is set, and both ends are open, where the year is unknown; day 0 means the whole month.
    """

    edtf: str
    earliest: date | None
    latest: date | None
    precision: Precision
    approximate: bool = False
    month_and_day: tuple[int, int] | None = None
    _margin: timedelta = field(default=timedelta(0), repr=False, compare=False)

    def __str__(self) -> str:
        return self.edtf

    @property
    def from_day(self) -> date:
        """The first day it may mean, margin of "about" included; `date.min` where that end is open."""
        return date.min if self.earliest is None else _moved(self.earliest, -self._margin)

    @property
    def to_day(self) -> date:
        """The last day it may mean, margin of "about" included; `date.max` where that end is open."""
        return date.max if self.latest is None else _moved(self.latest, self._margin)


@lru_cache(maxsize=8192)
def parse_date(edtf: str) -> PartialDate:
    """Return the date that an EDTF string says; raise DateRefused where it says none."""
    text = edtf.strip()
    if "/" not in text:
        return _parse_single(text)
    start_text, _, end_text = text.partition("/")
    start = None if start_text in ("..", "") else _parse_single(start_text)
    end = None if end_text in ("..", "") else _parse_single(end_text)
    if start is None and end is None:
        raise DateRefused(
            say("%(edtf)s is open at both ends and so says no date. %(forms)s", edtf=repr(edtf), forms=_FORMS)
        )
    earliest = start.earliest if start else None
    latest = end.latest if end else None
    if (start and not start.earliest) or (end and not end.latest):
        raise DateRefused(say("%(edtf)s starts or ends in no known year. %(forms)s", edtf=repr(edtf), forms=_FORMS))
    if earliest and latest and earliest > latest:
        raise DateRefused(say("%(edtf)s ends before it starts. Put the earlier date first.", edtf=repr(edtf)))
    approximate = bool((start and start.approximate) or (end and end.approximate))
    margin = max((one._margin for one in (start, end) if one), default=timedelta(0))
    return PartialDate(text, earliest, latest, Precision.INTERVAL, approximate, None, margin)


def _parse_single(text: str) -> PartialDate:
    approximate = text.endswith(("~", "%"))
    bare = text.rstrip("~%?")
    try:
        earliest, latest, precision = _ends_of(bare)
    except ValueError as error:
        raise DateRefused(say("%(text)s is not a date. %(forms)s", text=repr(text), forms=_FORMS)) from error
    margin = MARGINS[precision] if approximate else timedelta(0)
    yearless = _EVERY_YEAR.fullmatch(bare)
    month_and_day = (int(yearless[1]), int(yearless[2] or 0)) if yearless else None
    return PartialDate(text, earliest, latest, precision, approximate, month_and_day, margin)


def _ends_of(bare: str) -> tuple[date | None, date | None, Precision]:
    """Return first day, last day and precision of one date without qualifiers; raise ValueError where it is none."""
    if found := _DAY.fullmatch(bare):
        day = date.fromisoformat(bare)
        return day, day, Precision.DAY
    if found := _MONTH.fullmatch(bare):
        return _ends_of_month_or_season(int(found[1]), int(found[2]))
    if found := _YEAR.fullmatch(bare):
        return date(int(found[1]), 1, 1), date(int(found[1]), 12, 31), Precision.YEAR
    if found := _DECADE.fullmatch(bare):
        return date(int(found[1] + "0"), 1, 1), date(int(found[1] + "9"), 12, 31), Precision.DECADE
    if found := _EVERY_YEAR.fullmatch(bare):
        date(2000, int(found[1]), int(found[2] or 1))
        return None, None, Precision.YEARLESS
    return _ends_by_library(bare)


def _ends_of_month_or_season(year: int, number: int) -> tuple[date, date, Precision]:
    if number not in SEASON_STARTS:
        return date(year, number, 1), last_of_month(year, number), Precision.MONTH
    first = SEASON_STARTS[number]
    last_year, last = (year, first + 2) if first + 2 <= 12 else (year + 1, first - 10)
    return date(year, first, 1), last_of_month(last_year, last), Precision.SEASON


def _ends_by_library(bare: str) -> tuple[date, date, Precision]:
    """Read the rarer forms (`2004-06-XX`, `~2012`) as the edtf library does; an interval is all we say of them."""
    try:
        parsed = parse_edtf(bare)
        lower, upper = parsed.lower_strict(), parsed.upper_strict()
        return date(*lower[:3]), date(*upper[:3]), Precision.INTERVAL
    except (EDTFParseException, TypeError, AttributeError, OverflowError) as error:
        raise ValueError(bare) from error


def date_between(earliest: date | None, latest: date | None) -> PartialDate:
    """Return the shortest date that means exactly the days from `earliest` to `latest`; None is an open end."""
    if earliest is not None and latest is not None:
        if earliest > latest:
            raise DateRefused(
                say("%(latest)s is before %(earliest)s. Put the earlier date first.", latest=latest, earliest=earliest)
            )
        if (whole := _whole_unit(earliest, latest)) is not None:
            return parse_date(whole)
        return parse_date(_interval(earliest, latest))
    if earliest is None and latest is None:
        raise DateRefused(say("A date open at both ends says nothing. %(forms)s", forms=_FORMS))
    start = ".." if earliest is None else earliest.isoformat()
    end = ".." if latest is None else latest.isoformat()
    return parse_date(f"{start}/{end}")


def _whole_unit(earliest: date, latest: date) -> str | None:
    if earliest == latest:
        return earliest.isoformat()
    if earliest.day != 1 or latest != last_of_month(latest.year, latest.month):
        return None
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        return f"{earliest:%Y-%m}" if earliest.year > 999 else f"{earliest.year:04}-{earliest.month:02}"
    if (earliest.month, latest.month) == (1, 12):
        if earliest.year == latest.year:
            return f"{earliest.year:04}"
        if earliest.year % 10 == 0 and latest.year == earliest.year + 9:
            return f"{earliest.year // 10:03}X"
    return None


def _interval(earliest: date, latest: date) -> str:
    if earliest.day == 1 and latest == last_of_month(latest.year, latest.month):
        if (earliest.month, latest.month) == (1, 12):
            return f"{earliest.year:04}/{latest.year:04}"
        return f"{earliest.isoformat()[:7]}/{latest.isoformat()[:7]}"
    return f"{earliest.isoformat()}/{latest.isoformat()}"


def overlap(one: PartialDate, other: PartialDate) -> bool:
    """Return whether both dates may mean the same day; "about" reaches as far as MARGINS says."""
    for yearless, full in ((one, other), (other, one)):
        if yearless.month_and_day is not None:
            return _day_of_any_year_in(yearless, full)
    return one.from_day <= other.to_day and other.from_day <= one.to_day


def _day_of_any_year_in(yearless: PartialDate, full: PartialDate) -> bool:
    assert yearless.month_and_day is not None  # noqa: S101 - the caller has looked
    month, day = yearless.month_and_day
    if full.month_and_day is not None:
        other_month, other_day = full.month_and_day
        return month == other_month and (not day or not other_day or day == other_day)
    if full.earliest is None or full.latest is None:
        return True
    first, last = _moved(full.from_day, -yearless._margin), _moved(full.to_day, yearless._margin)
    for year in range(first.year, min(last.year, first.year + 8) + 1):
        if month == 2 and day == 29 and monthrange(year, 2)[1] < 29:
            continue
        start = date(year, month, day or 1)
        end = start if day else last_of_month(year, month)
        if start <= last and first <= end:
            return True
    return False


def surely_before(one: PartialDate, other: PartialDate) -> bool:
    """Return whether every day that `one` may mean lies before every day that `other` may mean."""
    return one.to_day < other.from_day


def possibly_before(one: PartialDate, other: PartialDate) -> bool:
    """Return whether some day that `one` may mean lies before some day that `other` may mean."""
    return one.from_day < other.to_day


def within(one: PartialDate, other: PartialDate) -> bool:
    """Return whether every day that `one` may mean is one that `other` may mean too: `one` says no less."""
    if one.month_and_day is not None or other.month_and_day is not None:
        return one.month_and_day == other.month_and_day or (
            other.month_and_day is not None and one.precision is Precision.DAY and overlap(one, other)
        )
    return other.from_day <= one.from_day and one.to_day <= other.to_day


def intersection(one: PartialDate, other: PartialDate) -> PartialDate | None:
    """Return what both dates together say, or None where they cannot mean the same day."""
    if not overlap(one, other):
        return None
    for narrow, wide in ((one, other), (other, one)):
        if within(narrow, wide):
            return narrow
    if one.month_and_day is not None:
        return other
    if other.month_and_day is not None:
        return one
    first, last = max(one.from_day, other.from_day), min(one.to_day, other.to_day)
    return date_between(None if first == date.min else first, None if last == date.max else last)


def sort_key(one: PartialDate | None) -> tuple[date, date, str]:
    """Return a key that puts dates in order of their first day, then their last; unknown years and None come last."""
    if one is None:
        return date.max, date.max, "~"
    if one.month_and_day is not None:
        return date.max, date.max, one.edtf
    return one.earliest or date.min, one.latest or date.max, one.edtf


def birth_dates(age: int, on: PartialDate) -> PartialDate:
    """Return when someone who is `age` whole years old on a date may have been born."""
    earliest = None if on.earliest is None else add_months(on.earliest, -12 * (age + 1)) + timedelta(days=1)
    latest = None if on.latest is None else add_months(on.latest, -12 * age)
    return date_between(earliest, latest)


def add_months(day: date, months: int) -> date:
    """Return the same day `months` later, or the last of a shorter month; clamped to the calendar's ends."""
    count = day.year * 12 + day.month - 1 + months
    year, month = count // 12, count % 12 + 1
    if not date.min.year <= year <= date.max.year:
        return date.min if months < 0 else date.max
    number = day.day
    return date(year, month, number if number <= 28 else min(number, monthrange(year, month)[1]))


def last_of_month(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def _moved(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return date.min if by < timedelta(0) else date.max
