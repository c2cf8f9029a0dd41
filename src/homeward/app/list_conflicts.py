"""Lists the conflicts of all cases a page at a time: only the cases whose conflicts are looked at are built."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import merge
from itertools import islice
from operator import itemgetter

from homeward.app.audit import record
from homeward.app.case_lists import as_it_is
from homeward.app.kept_cases import cases_of
from homeward.app.long_lists import LongList
from homeward.app.remembered import remembered
from homeward.app.wiring import Workspace
from homeward.app.work_out import bring_up_to_date
from homeward.cases.model import Conflict

Place = tuple[str, str, str]
"""How the case of a conflict is ordered by name, whose it is, and the conflict's id."""


@dataclass(frozen=True, slots=True)
class ListedConflict:
    """A conflict, and in whose case it stands."""

    person_id: str
    name: str
    conflict: Conflict


def list_conflicts(workspace: Workspace, as_of: date, *, with_ruled: bool = False) -> Sequence[ListedConflict]:
    """Return the conflicts on a day that wait for a ruling, or all, by name, fetched as they are looked at.

    The audit says that cases were listed.
    """
    bring_up_to_date(workspace)
    record(workspace, "cases listed")
    found = workspace.store.finding(as_of)
    kept = found.conflicts() if with_ruled else found.conflicts().filter(open=True)
    apart = _apart(workspace, as_of)
    if apart and not with_ruled:
        ruled = {one.conflict_id for one in workspace.store.conflict_rulings() if one.undone_at is None}
        apart = [one for one in apart if one[2] not in ruled]

    def fetch(first: int, last: int) -> Sequence[ListedConflict]:
        if not apart:
            return _found(workspace, as_of, found.places_of(kept)[first:last])
        # these stand among those kept, wherever that is
        both = merge(found.places_of(kept)[:last], apart, key=itemgetter(0, 1))
        return _found(workspace, as_of, islice(both, first, last))

    number = remembered(("number of conflicts", with_ruled, *as_it_is(workspace, as_of)), kept.count)
    return LongList(number + len(apart), fetch)


def _apart(workspace: Workspace, as_of: date) -> list[Place]:
    """Return the conflicts, ruled on or not, of the cases that are otherwise on the day, or to the viewer."""
    from homeward.storage.people.finding import place_of  # noqa: PLC0415 - needs Django's models

    store = workspace.store

    def places() -> list[Place]:
        people = store.who_is_who.people(as_of, store.finding(as_of).known_in_part())
        found = [(*place_of(case), one.id) for case in cases_of(store, people, as_of) for one in case.conflicts]
        return sorted(found, key=itemgetter(0, 1))

    return remembered(("conflicts apart", *as_it_is(workspace, as_of)), places)


def _found(workspace: Workspace, as_of: date, asked: Iterable[Place]) -> list[ListedConflict]:
    store, ids = workspace.store, [(person_id, conflict_id) for _, person_id, conflict_id in asked]
    people = store.who_is_who.people(as_of, {person_id for person_id, _ in ids})
    found = {
        (case.id, one.id): ListedConflict(case.id, case.person.name, one)
        for case in cases_of(store, people, as_of)
        for one in case.conflicts
    }
    # another process may have written a case anew since
    return [found[one] for one in ids if one in found]
