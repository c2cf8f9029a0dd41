"""Lists cases and people a page at a time, by what is kept of them; only what a day changes is worked out anew."""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from homeward.app.audit import record
from homeward.app.find_cases import Choices, Wanted, choices, choices_of, find_cases
from homeward.app.kept_cases import cases_of
from homeward.app.long_lists import LongList
from homeward.app.remembered import remembered
from homeward.app.wiring import Workspace
from homeward.app.work_out import bring_up_to_date
from homeward.cases.model import Case, CustodyStatus, Person
from homeward.cases.summaries import CaseSummary, summary_of

if TYPE_CHECKING:
    from homeward.storage.people.finding import CaseFilter, Finding

MOST_ANEW = 400
"""Cases worked out anew for one list; where a day changes more, its filters go by all that is reported until now."""


@dataclass(frozen=True, slots=True)
class ListedCase:
    """A row of the list of cases, and where the person stands on the day asked for."""

    case: CaseSummary
    status: CustodyStatus


@dataclass(frozen=True, slots=True)
class OpenConflict:
    """A conflict that waits for a ruling: whose case it is in, what it is about, and what its sides say."""

    person_id: str
    name: str
    id: str
    slot: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundCases:
    """The cases that fit, by name, fetched as they are looked at, of `all` there are on the day.

    `undated` more might fit if it were known since when the person was held. `by_now`: the filters went by what is
    reported until now, because too many cases were otherwise on the day; each row has what was known on it.
    """

    rows: Sequence[ListedCase]
    all: int
    undated: int
    choices: Choices
    by_now: bool


def search_cases(workspace: Workspace, wanted: Wanted, as_of: date) -> FoundCases:
    """Return the cases on a day that fit, and what there is to choose from; the audit says that they were listed."""
    bring_up_to_date(workspace)
    record(workspace, "cases listed")
    found = remembered((wanted, *as_it_is(workspace, as_of)), lambda: _search(workspace, wanted, as_of))
    rows = LongList(len(found.ids), partial(_rows, workspace, as_of, found))
    return FoundCases(rows, found.all, found.undated, found.choices, found.by_now)


@dataclass(frozen=True, slots=True)
class _Answer:
    ids: Sequence[str]
    known: Mapping[str, Case]
    anew: frozenset[str]
    all: int
    undated: int
    choices: Choices
    by_now: bool


def as_it_is(workspace: Workspace, as_of: date) -> tuple[Hashable, ...]:
    """Return all that an answer rests on besides the question: what is kept, who may see it, and the day."""
    return workspace.folder, workspace.store.who_is_who.state(), workspace.store.hidden, as_of


def _search(workspace: Workspace, wanted: Wanted, as_of: date) -> _Answer:
    from homeward.storage.people import finding  # noqa: PLC0415 - needs Django's models

    store = workspace.store
    found, asked = store.finding(as_of), _filter(store.finding(as_of), wanted)
    anew, settled = found.unsettled_cases(), found.settled()
    by_now = len(anew) > MOST_ANEW
    cases: list[Case] = [] if by_now else list(cases_of(store, store.who_is_who.people(as_of, anew), as_of))
    rows = store.case_list.all_of(anew) | settled if by_now else settled
    fitting, undated = finding.fitting(rows, asked)
    fitting_anew, undated_anew = find_cases(cases, wanted)
    return _Answer(
        [person_id for _, person_id in sorted([*found.ids(fitting), *map(finding.place_of, fitting_anew)])],
        {case.id: case for case in cases},
        anew,
        settled.count() + (len(anew) if by_now else len(cases)),
        undated.count() + undated_anew,
        _with(finding.choices(rows, asked), choices(cases, wanted)),
        by_now,
    )


def cases_apart(workspace: Workspace, as_of: date) -> tuple[Case, ...]:
    """Return the cases of those whom a hidden document names, as the viewer may know of them."""
    store = workspace.store

    def cases() -> tuple[Case, ...]:
        return tuple(cases_of(store, store.who_is_who.people(as_of, store.who_is_who.partly_hidden()), as_of))

    return remembered(("cases apart", *as_it_is(workspace, as_of)), cases) if store.hidden else ()


def number_of_cases(workspace: Workspace, as_of: date) -> int:
    """Return how many people have a case on a day."""
    bring_up_to_date(workspace)
    found = workspace.store.finding(as_of)
    question = ("cases", *as_it_is(workspace, as_of))
    return remembered(question, lambda: found.settled().count() + len(found.unsettled_cases()))


def search_people(workspace: Workspace, name: str, who: str, as_of: date) -> tuple[Sequence[Person], int]:
    """Return everyone named by a day who is called so, by name, and how many are named in all.

    `who` is "held", "speaks" or nothing. The audit says that people were listed.
    """
    bring_up_to_date(workspace)
    record(workspace, "people listed")
    found, people = workspace.store.finding(as_of), workspace.store.who_is_who
    called = found.called(name) if name.strip() else None
    ids = found.people(called, held=who == "held", speaks=who == "speaks")

    def fetch(first: int, last: int) -> Sequence[Person]:
        rows = {one.person.id: one.person for one in people.people(as_of, ids[first:last])}
        return [rows[one] for one in ids[first:last] if one in rows]

    return LongList(len(ids), fetch), found.number_of_people()


def number_of_people(workspace: Workspace, as_of: date) -> int:
    """Return how many people are named by a day."""
    bring_up_to_date(workspace)
    question = ("people", *as_it_is(workspace, as_of))
    return remembered(question, lambda: workspace.store.finding(as_of).number_of_people())


def open_conflicts(workspace: Workspace, as_of: date, most: int) -> tuple[tuple[OpenConflict, ...], int]:
    """Return at most so many conflicts that wait for a ruling, by name, and how many do in all."""
    bring_up_to_date(workspace)
    question = ("open conflicts", most, *as_it_is(workspace, as_of))
    return remembered(question, lambda: _open_conflicts(workspace, as_of, most))


def _open_conflicts(workspace: Workspace, as_of: date, most: int) -> tuple[tuple[OpenConflict, ...], int]:
    store, found = workspace.store, workspace.store.finding(as_of)
    anew = list(store.who_is_who.people(as_of, found.unsettled_cases()))[:MOST_ANEW]
    waiting = [
        OpenConflict(case.id, case.person.name, one.id, one.slot, tuple(side.value for side in one.sides))
        for case in cases_of(store, anew, as_of)
        for one in case.conflicts
        if one.ruling is None
    ]
    rows = found.open_conflicts()
    kept = [
        OpenConflict(
            row.case_id, row.case.person.name, row.conflict_id, row.content["slot"], tuple(row.content["values"])
        )
        for row in rows[:most]
    ]
    every = sorted([*waiting, *kept], key=lambda one: (one.name, one.person_id))
    return tuple(every[:most]), rows.count() + len(waiting)


def _filter(found: "Finding", wanted: Wanted) -> "CaseFilter":
    from homeward.storage.people.finding import CaseFilter  # noqa: PLC0415 - needs Django's models

    called = found.called(wanted.name) if wanted.name.strip() else None
    return CaseFilter(wanted.nationality, wanted.holder, wanted.standing, wanted.offence, wanted.since, called)


def _rows(workspace: Workspace, as_of: date, found: _Answer, first: int, last: int) -> Sequence[ListedCase]:
    store, asked = workspace.store, found.ids[first:last]
    waiting = [one for one in asked if one in found.anew and one not in found.known]
    cases = {case.id: case for case in cases_of(store, store.who_is_who.people(as_of, waiting), as_of)} | {
        **found.known
    }
    kept = store.case_list.summaries([one for one in asked if one not in cases])
    rows = [summary_of(cases[one]) if one in cases else kept.get(one) for one in asked]
    return [ListedCase(one, one.status_on(as_of)) for one in rows if one is not None]


def _with(kept: Mapping[str, Counter[str]], anew: Choices) -> Choices:
    named = {"nationality": anew.nationalities, "holder": anew.holders, "offence": anew.offences}
    counted = {what: kept[what] + Counter({one.value: one.cases for one in several}) for what, several in named.items()}
    standing = kept["standing"] + Counter({one.value: one.cases for one in anew.standings})
    return choices_of(counted["nationality"], counted["holder"], standing, counted["offence"])
