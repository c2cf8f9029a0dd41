"""Lists what is coming in all cases a page at a time; on many cases a job looks at each, once for a day."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from homeward.app.audit import now, record
from homeward.app.case_lists import cases_apart, number_of_cases
from homeward.app.find_deadlines import Deadline, Overdue, coming_in, find_deadlines, find_overdue, overdue_in, sort_key
from homeward.app.jobs import Told, ask_once
from homeward.app.kept_cases import cases_of
from homeward.app.long_lists import LongList
from homeward.app.remembered import remembered
from homeward.app.update_cases import case_book
from homeward.app.wiring import Workspace
from homeward.app.work_out import bring_up_to_date
from homeward.cases.model import Case
from homeward.storage.jobs.model import Job

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from homeward.storage.deadlines.kept import DeadlineAt, DeadlinesKept
    from homeward.storage.people.models import CaseRow

T = TypeVar("T", Deadline, Overdue)
KIND = "deadlines"
MOST_AT_ONCE = 300
"""Cases that are looked at while whoever asks waits."""
_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class ListedDeadlines:
    """What is coming after a day and what ought to have been done by then, fetched as it is looked at.

    Where not `all` cases were looked at yet, what is in the others is not in the lists.
    """

    coming: Sequence[Deadline]
    overdue: Sequence[Overdue]
    all: bool


def list_deadlines(workspace: Workspace, as_of: date) -> ListedDeadlines:
    """Return what is coming in the cases of those who are held on a day; the audit says that cases were listed."""
    bring_up_to_date(workspace)
    record(workspace, "cases listed")
    if number_of_cases(workspace, as_of) <= MOST_AT_ONCE:
        cases = case_book(workspace, as_of).cases
        return ListedDeadlines(find_deadlines(cases, as_of), find_overdue(cases, as_of), all=True)
    looked_at_all = _is_all_looked_at(workspace, as_of)
    if not looked_at_all and workspace.waits:
        _look_at_all(workspace, as_of, lambda done, of, what: None)
        looked_at_all = True
    elif not looked_at_all:
        ask_once(workspace, KIND, {"as_of": as_of.isoformat(), "today": now()[:10]})
    apart = cases_apart(workspace, as_of)
    return ListedDeadlines(
        _list(workspace, as_of, apart, coming_in, overdue=False),
        _list(workspace, as_of, apart, overdue_in, overdue=True),
        looked_at_all,
    )


def look(workspace: Workspace, job: Job, told: Told) -> None:
    """Do a job: look at each case that was not looked at for a day."""
    from homeward.storage.deadlines.kept import leave_all_days_but  # noqa: PLC0415 - needs Django's models

    as_of = date.fromisoformat(job.input["as_of"])
    with workspace.store.transaction():
        leave_all_days_but([as_of, date.fromisoformat(job.input["today"])])
    _look_at_all(workspace, as_of, told)


def _look_at_all(workspace: Workspace, as_of: date, told: Told) -> None:
    store, kept = workspace.store.whole(), _kept(as_of)
    waiting = sorted(_cases_left(workspace, as_of).values_list("pk", flat=True))
    for start in range(0, len(waiting), _AT_ONCE):
        told(start, len(waiting), "Deadlines")
        several = waiting[start : start + _AT_ONCE]
        with store.transaction():  # what a case is written out of cannot change meanwhile
            cases = tuple(cases_of(store, store.who_is_who.people(as_of, several), as_of))
            kept.keep(several, _places(cases, as_of, coming_in), _places(cases, as_of, overdue_in))


def _cases_left(workspace: Workspace, as_of: date) -> "QuerySet[CaseRow]":
    """Return the cases that may have someone held on the day and were not looked at, whoever may know of them."""
    store = workspace.store.whole()
    found = store.finding(as_of)
    return _kept(as_of).left(found.settled().filter(standing="held") | store.case_list.all_of(found.unsettled_cases()))


def _is_all_looked_at(workspace: Workspace, as_of: date) -> bool:
    """Return whether no case is left to look at: that none is, is remembered until what is kept changes."""
    state = workspace.folder, workspace.store.who_is_who.state(), as_of

    def nothing_left() -> bool:
        return not _cases_left(workspace, as_of).exists()

    return remembered(("all looked at", *state), nothing_left) or nothing_left()


def _list(
    workspace: Workspace,
    as_of: date,
    apart: Sequence[Case],
    find: Callable[[Case, date], Sequence[T]],
    *,
    overdue: bool,
) -> Sequence[T]:
    without = workspace.store.who_is_who.partly_hidden()
    others = sorted(_places(apart, as_of, find))
    number = _kept(as_of).number(overdue=overdue, without=without)

    def fetch(first: int, last: int) -> Sequence[T]:
        if others:  # these stand among those kept, wherever that is
            kept = _kept(as_of).places(0, last, overdue=overdue, without=without)
            asked = list(islice(merge(kept, others), first, last))
        else:
            asked = _kept(as_of).places(first, last, overdue=overdue, without=without)
        return _found(workspace, as_of, asked, find)

    return LongList(number + len(others), fetch)


def _found(
    workspace: Workspace, as_of: date, asked: Sequence["DeadlineAt"], find: Callable[[Case, date], Sequence[T]]
) -> list[T]:
    store = workspace.store
    people = store.who_is_who.people(as_of, {one.person_id for one in asked})
    found = {case.id: find(case, as_of) for case in cases_of(store, people, as_of)}
    # another process may have written a case anew since
    return [found[one.person_id][one.place] for one in asked if one.place < len(found.get(one.person_id, ()))]


def _places(cases: Iterable[Case], as_of: date, find: Callable[[Case, date], Sequence[T]]) -> "Iterator[DeadlineAt]":
    from homeward.storage.deadlines.kept import deadline_at  # noqa: PLC0415 - needs Django's models

    for case in cases:
        for place, one in enumerate(find(case, as_of)):
            days = sort_key(one, as_of)[:3] if isinstance(one, Deadline) else None
            yield deadline_at(case.person.name, case.id, place, days)


def _kept(as_of: date) -> "DeadlinesKept":
    from homeward.storage.deadlines.kept import DeadlinesKept  # noqa: PLC0415 - needs Django's models

    return DeadlinesKept(as_of)
