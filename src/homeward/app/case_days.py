"""The days that a case can be looked at from: those on which it was reported, and those on which it happened."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from homeward.app.wiring import Workspace
from homeward.basics.dates import Precision
from homeward.cases.model import Case
from homeward.cases.profiles import date_or_none


@dataclass(frozen=True, slots=True)
class CaseDays:
    """The days on which reports on a case came out, in order, and the first day on which anything in it happened."""

    reported: tuple[date, ...]
    first: date | None


def days_of(workspace: Workspace, person_id: str, case: Case | None) -> CaseDays:
    """Return the days on which all reports on a person came out, and the first of what `case` knows, if it is one."""
    issued = (date_or_none(one) for one in workspace.store.who_is_who.issue_dates_of(person_id))
    reported = sorted({one.earliest for one in issued if one and one.earliest and one.precision is Precision.DAY})
    return CaseDays(tuple(reported), min((*(_happened(case) if case else ()), *reported[:1]), default=None))


def _happened(case: Case) -> Iterator[date]:
    """Yield the first day that anything in the case may have happened on, where that is known."""
    for when in (*(one.begins for one in case.custody), *(one.date for one in case.timeline)):
        known = date_or_none(when)
        if known is not None and known.earliest is not None:
            yield known.from_day
