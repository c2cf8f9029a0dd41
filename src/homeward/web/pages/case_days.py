"""What did we know: the two days that a case is looked at from, what was reported by the one, and of the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest

from homeward.app.case_days import CaseDays
from homeward.web.asking import AddressRefused, day, today

MARKS_ON_A_SCALE = 200


@dataclass(frozen=True, slots=True)
class Scale:
    """A day between two others, as a slider has it: each as its number in the calendar (date.toordinal)."""

    name: str
    first: date
    last: date
    at: date
    marks: Sequence[int] = ()

    @property
    def least(self) -> int:
        """The number of the first day."""
        return self.first.toordinal()

    @property
    def most(self) -> int:
        """The number of the last day."""
        return self.last.toordinal()

    @property
    def value(self) -> int:
        """The number of the day it stands at."""
        return min(max(self.at, self.first), self.last).toordinal()


@dataclass(frozen=True, slots=True)
class DaysAsked:
    """`as_of`: only what was reported by then counts; `on`: the day it is asked about, never after `as_of`.

    `before` and `after` are the days of the nearest reports, None where there is none.
    """

    as_of: date
    on: date
    reported: Sequence[date]
    scales: Sequence[Scale]
    before: date | None
    after: date | None

    @property
    def is_now(self) -> bool:
        """Whether all that is known is asked for, about today."""
        return min(self.as_of, self.on) >= today()


def slid(request: HttpRequest) -> str:
    """Return the query that the sliders' form stands for, in days; empty where the address is not that form's.

    Raises AddressRefused where a slider's number is no day.
    """
    numbers = {"as_of": request.GET.get("known", ""), "on": request.GET.get("then", "")}
    return urlencode({name: _day_numbered(number).isoformat() for name, number in numbers.items() if number})


def asked_days(request: HttpRequest) -> tuple[date, date]:
    """Return the days that an address asks for as `as_of` and `on`; `on` is `as_of` where it is left out or later."""
    as_of = day(request, "as_of")
    on = day(request, "on") if request.GET.get("on", "").strip() else as_of
    return as_of, min(on, as_of)


def shown_days(as_of: date, on: date, days: CaseDays) -> DaysAsked:
    """Return the two days with the scales they stand on."""
    last = max(today(), as_of)
    marks = [one.toordinal() for one in days.reported[-MARKS_ON_A_SCALE:]]
    scales = []
    if days.reported:
        scales.append(Scale("known", min(days.reported[0], as_of), last, as_of, marks))
    if days.first and days.first < as_of:
        scales.append(Scale("then", min(days.first, on), as_of, on))
    return DaysAsked(
        as_of=as_of,
        on=on,
        reported=days.reported[::-1],
        scales=scales,
        before=max((one for one in days.reported if one < as_of), default=None),
        after=min((one for one in days.reported if one > as_of), default=None),
    )


def _day_numbered(number: str) -> date:
    if not number.isdecimal() or not date.min.toordinal() <= int(number[:9]) <= date.max.toordinal():
        raise AddressRefused(f"{number!r} is not the number of a day. Use the sliders, or ?as_of=2012-06-30.")
    return date.fromordinal(int(number))
