"""Gives each person and case as the reports kept until now have them on a day, and everybody's at once."""

from datetime import date
from typing import TYPE_CHECKING

from homeward.app.kept_cases import cases_of
from homeward.app.wiring import Workspace
from homeward.app.work_out import bring_up_to_date
from homeward.cases.model import Case, CaseBook, PersonInDocument

if TYPE_CHECKING:
    from homeward.storage.people.model import KnownPerson


def case_book(workspace: Workspace, as_of: date) -> CaseBook:
    """Return everyone named in the reports up to `as_of`, and a case for each who is held."""
    bring_up_to_date(workspace)
    people = workspace.store.who_is_who.people(as_of)
    return CaseBook(as_of, tuple(one.person for one in people), tuple(cases_of(workspace.store, people, as_of)))


def case_of(workspace: Workspace, person_id: str, as_of: date) -> Case | None:
    """Return the case with that very id as known up to `as_of`, None where there is none by then."""
    known = known_person(workspace, person_id, as_of)
    found = tuple(cases_of(workspace.store, [known] if known else [], as_of))
    return found[0] if found else None


def cases_with_conflict(workspace: Workspace, conflict_id: str) -> tuple[Case, ...]:
    """Return the cases that may have a conflict whose id begins so, by all that is reported."""
    bring_up_to_date(workspace)
    store = workspace.store
    ids = {*store.case_list.cases_with_conflict(conflict_id), *store.who_is_who.partly_hidden()}
    return tuple(cases_of(store, store.who_is_who.people(date.max, ids), date.max)) if conflict_id else ()


def known_person(workspace: Workspace, person_id: str, as_of: date) -> "KnownPerson | None":
    """Return the person with that very id as named up to `as_of`, None where nobody has it by then."""
    bring_up_to_date(workspace)
    return workspace.store.who_is_who.person(person_id, as_of)


def person_called(workspace: Workspace, member: PersonInDocument) -> str | None:
    """Return the id of the person whom a document names so, None where it is nobody."""
    bring_up_to_date(workspace)
    return workspace.store.who_is_who.person_of(member)


def people_like(workspace: Workspace, name: str, as_of: date) -> "tuple[KnownPerson, ...]":
    """Return the people as known up to `as_of` who have that id, or a spelling with a word like one of the name's."""
    bring_up_to_date(workspace)
    store = workspace.store.who_is_who
    return store.people(as_of, {name, *store.named_like(name)})
