"""Cases: their list with filters, one whole, its timeline and ways home, and rulings on its conflicts."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router
from pydantic import BaseModel, Field

from homeward.app.assess_routes import LARGEST_FILE, assess, facts_in_case
from homeward.app.case_lists import ListedCase, search_cases
from homeward.app.find_cases import Wanted
from homeward.app.list_conflicts import ListedConflict, list_conflicts
from homeward.app.review_conflicts import conflict_called, read_conflict, reopen_conflict, rule_conflict
from homeward.app.show_cases import case_with_id
from homeward.basics.errors import UnknownName
from homeward.cases.model import Case, Conflict, ConflictRuling, Custody, CustodyStatus, Event
from homeward.cases.on_a_day import case_on
from homeward.routes.answer import answer
from homeward.web.api.route_shapes import RoutesShown
from homeward.web.api.shapes import (
    ROWS,
    Body,
    Day,
    Limit,
    Note,
    Offset,
    RowsOf,
    Seen,
    Words,
    answers,
    rows_of,
    told,
    without_nuls,
)
from homeward.web.asking import AddressRefused, state_asked, today, workspace

router = Router(tags=["cases"])


class StatusShown(BaseModel):
    """Where a person stands on a day, and since when (EDTF)."""

    on: date
    standing: str
    holder: str | None
    since: str | None


class CaseRow(BaseModel):
    """A case in a list: who, where they stand, and how much there is on them."""

    id: str
    name: str
    status: StatusShown
    nationality: tuple[str, ...]
    offences: tuple[str, ...]
    sentences: tuple[str, ...]
    documents: int
    conflicts: int
    open_conflicts: int


class Timeline(BaseModel):
    """What was done to a person in order of happening, the intervals of custody, and what is not asserted."""

    id: str
    name: str
    status: CustodyStatus
    custody: list[Custody]
    timeline: list[Event]
    not_asserted: list[Event]


class RulingBody(Body):
    """Which side of a conflict holds: its value, or null where that cannot be told."""

    value: Annotated[str, Field(max_length=1000)] | None
    note: Note = ""
    seen: Seen = ""


class RoutesBody(Body):
    """What is known of a person beyond the case file, as a hand-written case says it; nothing of it is kept."""

    entries: Annotated[str, Field(max_length=LARGEST_FILE)] = ""


@router.get("cases", url_name="api_cases", response=answers(RowsOf[CaseRow]))
def cases(
    request: HttpRequest,
    as_of: Day | None = None,
    name: Words = "",
    nationality: Words = "",
    holder: Words = "",
    status: Words = "",
    offence: Words = "",
    since: Day | None = None,
    limit: Limit = ROWS,
    offset: Offset = 0,
) -> Any:
    """List everyone who is held, or was, and where they stand on a day, narrowed by the filters."""
    wanted = Wanted(name.strip(), nationality, holder, status, offence.strip(), since)
    return rows_of(search_cases(workspace(request), wanted, as_of or today()).rows, limit, offset, _row)


@router.get("cases/{slug:person_id}", url_name="api_case", response=answers(Case))
def case(request: HttpRequest, person_id: str, as_of: Day | None = None, on: Day | None = None) -> Any:
    """Give the whole case file as the reports up to `as_of` have it, of the day `on`, which is no later one."""
    return _case(request, person_id, as_of, on)


@router.get("cases/{slug:person_id}/timeline", url_name="api_timeline", response=answers(Timeline))
def timeline(request: HttpRequest, person_id: str, as_of: Day | None = None, on: Day | None = None) -> Any:
    """Give what was done to the person, in order, and the intervals of custody."""
    found = _case(request, person_id, as_of, on)
    shown = told(found, ("id", "status", "custody", "timeline", "not_asserted"))
    return {**shown, "name": found.person.name}


@router.get("cases/{slug:person_id}/routes", url_name="api_routes", response=answers(RoutesShown), by_alias=True)
def routes(
    request: HttpRequest,
    person_id: str,
    on: Day | None = None,
    as_of: Day | None = None,
    to: Words = "",
    everything: bool = False,
) -> Any:
    """Give the ways home of the person on a day: what each asks, what is met, not met or unknown, and why."""
    return _routes(request, person_id, on, as_of, everything, None)


@router.post("cases/{slug:person_id}/routes", url_name="api_routes", response=answers(RoutesShown), by_alias=True)
def routes_with(
    request: HttpRequest,
    person_id: str,
    body: RoutesBody,
    on: Day | None = None,
    as_of: Day | None = None,
    to: Words = "",
    everything: bool = False,
) -> Any:
    """Give the ways home with what is sent laid over the case file for this answer; nothing is kept."""
    return _routes(request, person_id, on, as_of, everything, body.entries)


@router.get("conflicts", url_name="api_conflicts", response=answers(RowsOf[ListedConflict]))
def conflicts(
    request: HttpRequest,
    as_of: Day | None = None,
    everything: Annotated[bool, Field(description="With those that are ruled on.")] = False,
    limit: Limit = ROWS,
    offset: Offset = 0,
) -> Any:
    """List the conflicts of all cases that nobody ruled on, by name."""
    found = list_conflicts(workspace(request), as_of or today(), with_ruled=everything)
    return rows_of(found, limit, offset)


@router.get("conflicts/{slug:conflict_id}", url_name="api_conflict", response=answers(Conflict))
def conflict(request: HttpRequest, conflict_id: str) -> Any:
    """Give one conflict: its sides with their claims, and the ruling in force."""
    return read_conflict(workspace(request), conflict_id)


@router.post(
    "conflicts/{slug:conflict_id}/ruling", url_name="api_ruling", response=answers(Conflict, over=ConflictRuling)
)
def rule(request: HttpRequest, conflict_id: str, body: RulingBody) -> Any:
    """Rule which side of a conflict holds; over a ruling in force `seen` has to say so, or the answer is 409."""
    opened = workspace(request)
    rule_conflict(opened, conflict_id, body.value, without_nuls(body.note), body.seen)
    return conflict_called(opened, conflict_id)


@router.delete(
    "conflicts/{slug:conflict_id}/ruling", url_name="api_ruling", response=answers(Conflict, over=ConflictRuling)
)
def reopen(request: HttpRequest, conflict_id: str, seen: Seen = "") -> Any:
    """Take back the ruling in force, the one in `seen`, so that the one before it holds, if any; else 409."""
    return reopen_conflict(workspace(request), conflict_id, seen)


def _row(one: ListedCase) -> dict[str, Any]:
    case, status = one.case, one.status
    return {
        "id": case.person_id,
        "name": case.name,
        "status": told(status, StatusShown.model_fields),
        "nationality": case.nationality,
        "offences": case.offences,
        "sentences": case.terms,
        "documents": case.documents,
        "conflicts": len(case.conflicts),
        "open_conflicts": case.open_conflicts,
    }


def _case(request: HttpRequest, person_id: str, as_of: date | None, on: date | None) -> Case:
    """Return the case with that very id; raise UnknownName where there is none by the day."""
    as_of = as_of or today()
    found = case_with_id(workspace(request), person_id, as_of)
    if found is None:
        raise UnknownName(f"There is no case {person_id!r} in what was reported up to {as_of}.")
    return case_on(found, on) if on is not None and on < as_of else found


def _routes(
    request: HttpRequest, person_id: str, on: date | None, as_of: date | None, everything: bool, entries: str | None
) -> dict[str, Any]:
    on, as_of, to = on or today(), as_of or today(), state_asked(request, "to")
    asked = facts_in_case(workspace(request), person_id, on, as_of=as_of, entries=entries or None)
    if to == asked.facts.held_by and to is not None:
        raise AddressRefused("That State holds the person. Name another in `to`.")
    return answer(assess(asked, to=to, unrelated=everything), asked.facts, asked.claims)
