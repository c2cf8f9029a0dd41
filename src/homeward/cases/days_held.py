"""How many days someone has been held: the fewest and the most that the reported intervals of custody allow."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from homeward.cases.model import Custody, CustodyStatus, Standing
from homeward.cases.profiles import date_or_none
from homeward.cases.timeline import HANDED_OVER


@dataclass(frozen=True, slots=True)
class DaysHeld:
    """Days in custody up to a day: surely `least`, at most `most` (None: no report bounds when custody began)."""

    least: int
    most: int | None


@dataclass(frozen=True, slots=True)
class CustodyBounds:
    """Between which days custody began, and between which it ended or lasts; an open end is the calendar's."""

    begins_from: date
    begins_by: date
    ends_from: date
    ends_by: date


def custody_bounds(one: Custody, status: CustodyStatus) -> CustodyBounds:
    """Return between which days one custody began and ended, none later than the day of `status`.

    Custody without a reported end lasts to that day where it is the one that `status` tells of; else nothing is sure
    beyond its beginning.
    """
    begins, ends = date_or_none(one.begins), date_or_none(one.ends)
    first, surely_begun = (begins.from_day, begins.to_day) if begins else (date.min, date.max)
    is_present = status.standing is Standing.HELD and (one.holder, one.begins) == (status.holder, status.since)
    if is_present and one.ended_by is None:
        surely_to = last = status.on
    else:
        surely_to = ends.from_day if ends else date.min
        last = min(ends.to_day if ends else date.max, _over_by(status))
    return CustodyBounds(first, surely_begun, min(surely_to, status.on), min(last, status.on))


def days_held(custody: Sequence[Custody], status: CustodyStatus) -> DaysHeld:
    """Return how long the person was held up to the day of `status`, days under two holders counted once.

    Who is handed over is held on every day between, whichever of them it happened on.
    """
    bounds = [custody_bounds(one, status) for one in custody]
    sure = [(one.begins_by, one.ends_from) for one in bounds]
    for place, (one, following) in enumerate(pairwise(custody)):
        if one.ended_by in HANDED_OVER and one.ends is not None and one.ends == following.begins:
            sure.append((bounds[place].ends_from, bounds[place + 1].begins_by))
    least = _days((first, last) for first, last in sure if first != date.min)
    if not bounds or any(one.begins_from == date.min for one in bounds):
        return DaysHeld(least, None)
    return DaysHeld(least, _days((one.begins_from, one.ends_by) for one in bounds))


def _over_by(status: CustodyStatus) -> date:
    """Return the last day on which an earlier custody can have ended, given where the person stands now."""
    since = date_or_none(status.since)
    return since.to_day if since and status.standing in (Standing.RELEASED, Standing.DIED) else status.on


def _days(intervals: Iterable[tuple[date, date]]) -> int:
    """Return the days that lie in any of the intervals, from the first up to the last of each."""
    total, reached = 0, date.min
    for first, last in sorted(intervals):
        start = max(first, reached)
        if last > start:
            total += (last - start).days
            reached = last
    return total
