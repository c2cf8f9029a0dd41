"""Lists what is coming in all cases a page at a time; each is looked at once for a day, many by a job."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import merge
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypeVar

from homeward.app.audit import now, record
from homeward.app.case_lists import cases_apart
from homeward.app.find_deadlines import (
    Deadline,
    Overdue,
    coming_in,
    content_of,
    deadline_from,
    overdue_from,
    overdue_in,
    sort_key,
)
from homeward.app.jobs import Told, ask_once
from homeward.app.kept_cases import cases_of
from homeward.app.long_lists import LongList
from homeward.app.remembered import remembered
from homeward.app.wiring import Workspace
from homeward.app.work_out import bring_up_to_date
from homeward.cases.model import Case
from homeward.storage.jobs.model import Job

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from homeward.storage.deadlines.kept import DeadlinesKept, Kept
    from homeward.storage.people.models import CaseRow
    from homeward.storage.store import Store

T = TypeVar("T", Deadline, Overdue)
KIND = "deadlines"
MOST_AT_ONCE = 300
"""Cases not looked at yet that are while whoever asks waits."""
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
    looked_at_all = _is_all_looked_at(workspace, as_of)
    if not looked_at_all:
        asked = {"as_of": as_of.isoformat(), "today": now()[:10]}
        looked_at_all = workspace.waits or _cases_left(workspace, as_of).count() <= MOST_AT_ONCE
        if looked_at_all:
            _look(workspace, asked, lambda done, of, what: None)
        else:
            ask_once(workspace, KIND, asked)
    apart = cases_apart(workspace, as_of)
    return ListedDeadlines(
        _list(workspace, as_of, _told(apart, as_of, coming_in), deadline_from, overdue=False),
        _list(workspace, as_of, _told(apart, as_of, overdue_in), overdue_from, overdue=True),
        looked_at_all,
    )


def look(workspace: Workspace, job: Job, told: Told) -> None:
    """Do a job: look at each case that was not looked at for a day."""
    _look(workspace, job.input, told)


def _look(workspace: Workspace, asked: Mapping[str, str], told: Told) -> None:
    from homeward.storage.deadlines.kept import leave_all_days_but  # noqa: PLC0415 - needs Django's models

    store = workspace.store.whole()
    as_of, today = (date.fromisoformat(asked[name]) for name in ("as_of", "today"))
    with store.transaction():
        leave_all_days_but([as_of, today])
    kept = _kept(as_of)
    waiting = sorted(_cases_left(workspace, as_of).values_list("pk", flat=True))
    for start in range(0, len(waiting), _AT_ONCE):
        told(start, len(waiting), "Deadlines")
        several = waiting[start : start + _AT_ONCE]
        state, seen = store.who_is_who.state(), _seen(store, several, as_of)
        with store.transaction():  # whoever looks at a page writes that down: none is to wait for what takes time
            if store.who_is_who.state() != state:
                seen = _seen(store, several, as_of)
            kept.keep(several, *seen)


def _seen(store: "Store", people: Sequence[str], as_of: date) -> "tuple[list[Kept], list[Kept]]":
    """Return what is coming in the cases of some people, and what ought to have been done."""
    cases = tuple(cases_of(store, store.who_is_who.people(as_of, people), as_of))
    return list(_told(cases, as_of, coming_in)), list(_told(cases, as_of, overdue_in))


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
    apart: "Iterable[Kept]",
    made_from: Callable[[str, Mapping[str, Any]], T],
    *,
    overdue: bool,
) -> Sequence[T]:
    without = workspace.store.who_is_who.partly_hidden()
    others = sorted(apart, key=itemgetter(0))
    number = _kept(as_of).number(overdue=overdue, without=without)

    def fetch(first: int, last: int) -> Sequence[T]:
        asked: Iterable[Kept] = _kept(as_of).fetch(0 if others else first, last, overdue=overdue, without=without)
        if others:  # these stand among those kept, wherever that is
            asked = islice(merge(asked, others, key=itemgetter(0)), first, last)
        return [made_from(at.person_id, content) for at, content in asked]

    return LongList(number + len(others), fetch)


def _told(cases: Iterable[Case], as_of: date, find: Callable[[Case, date], Sequence[T]]) -> "Iterator[Kept]":
    from homeward.storage.deadlines.kept import deadline_at  # noqa: PLC0415 - needs Django's models

    for case in cases:
        for place, one in enumerate(find(case, as_of)):
            days = sort_key(one, as_of)[:3] if isinstance(one, Deadline) else None
            yield deadline_at(case.person.name, case.id, place, days), content_of(one)


def _kept(as_of: date) -> "DeadlinesKept":
    from homeward.storage.deadlines.kept import DeadlinesKept  # noqa: PLC0415 - needs Django's models

    return DeadlinesKept(as_of)
