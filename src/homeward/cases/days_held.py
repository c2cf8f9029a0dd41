"""How many days someone has been held: the fewest and the most that the reported intervals of custody allow."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from homeward.cases.model import Custody, CustodyStatus, Standing
from homeward.cases.profiles import date_or_none


@dataclass(frozen=True, slots=True)
class DaysHeld:
    """Days in custody up to a day: surely `least`, at most `most` (None: no report bounds when custody began)."""

    least: int
    most: int | None


def days_held(custody: Sequence[Custody], status: CustodyStatus) -> DaysHeld:
    """Return how long the person was held up to the day of `status`, days under two holders counted once.

    Custody without a reported end lasts to that day where it is the one that `status` tells of; else nothing is sure
    beyond its beginning.
    """
    sure, possible, unbounded = [], [], False
    for one in custody:
        lasts = status.standing is Standing.HELD and (one.holder, one.begins) == (status.holder, status.since)
        begins, ends = date_or_none(one.begins), date_or_none(one.ends)
        first, surely_begun = (begins.from_day, begins.to_day) if begins else (date.min, date.max)
        if lasts and one.ended_by is None:
            surely_to = last = status.on
        else:
            surely_to = ends.from_day if ends else date.min
            last = min(ends.to_day if ends else date.max, _over_by(status))
        unbounded = unbounded or first == date.min
        sure.append((surely_begun, min(surely_to, status.on)))
        possible.append((first, min(last, status.on)))
    return DaysHeld(_days(sure), None if unbounded or not custody else _days(possible))


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
