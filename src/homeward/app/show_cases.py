"""Shows a case or a person, as the reports kept until now have them on a day; the audit says that they were read."""

from collections.abc import Iterable, Sequence
from datetime import date

from homeward.app.audit import record
from homeward.app.kept_cases import cases_of
from homeward.app.update_cases import case_of, known_person, people_like
from homeward.app.wiring import Workspace
from homeward.basics.errors import UnknownName
from homeward.basics.said import say
from homeward.cases.model import Case, Person
from homeward.cases.names import Fit, compare_names, parts_of

_NAMES_TO_OFFER = 8
_NOT_AT_ALL = 5
_GOOD_ENOUGH_TO_OFFER = 0.6


def show_case(workspace: Workspace, name: str, as_of: date) -> Case:
    """Return the case of the person called `name` (any spelling, or the person's id); the audit says that it was read.

    Raises UnknownName, with the people who may be meant, where nobody or more than one person is called so.
    """
    known = people_like(workspace, name, as_of)
    held = [one.person for one in known if one.has_case]
    if not _called(held, name) and (others := _called((one.person for one in known), name)):
        raise UnknownName(
            say(
                "%(listed)s: no report kept up to %(as_of)s says that anything was done to them, so there is no case.",
                listed=_listed(others),
                as_of=as_of,
            ),
            "`homeward people` says where they are named.",
        )
    person = the_one_called(held, name)
    (case,) = cases_of(workspace.store, [one for one in known if one.person.id == person.id], as_of)
    record(workspace, "case read", person.id)
    return case


def case_with_id(workspace: Workspace, person_id: str, as_of: date) -> Case | None:
    """Return the case with that very id on a day, None where it begins later; the audit says that it was read.

    Raises UnknownName where nobody has a case with that id on any day.
    """
    case = case_of(workspace, person_id, as_of)
    if case is None and case_of(workspace, person_id, date.max) is None:
        raise UnknownName(say("There is no case %(person_id)s.", person_id=repr(person_id)))
    record(workspace, "case read", person_id)
    return case


def person_with_id(workspace: Workspace, person_id: str, as_of: date) -> tuple[Person, bool]:
    """Return the person with that very id, as named up to `as_of`, and whether there is a case then.

    Raises UnknownName where nobody named by then has that id.
    """
    found = known_person(workspace, person_id, as_of)
    if found is None:
        raise UnknownName(say("There is no person %(person_id)s.", person_id=repr(person_id)))
    record(workspace, "person read", person_id)
    return found.person, found.has_case


def the_one_called(people: Sequence[Person], name: str) -> Person:
    """Return the one person whom `name` fits best; raise UnknownName where it is nobody, or several equally well."""
    found = _called(people, name)
    if len(found) == 1:
        return found[0]
    if found:
        raise UnknownName(
            say("%(name)s may be %(listed)s. Give the whole name, or the id.", name=repr(name), listed=_listed(found))
        )
    near = sorted(people, key=lambda person: -_likeness(person, name))[:_NAMES_TO_OFFER]
    near = [person for person in near if _likeness(person, name) >= _GOOD_ENOUGH_TO_OFFER]
    nobody = say("Nobody called %(name)s is held by any report kept here.", name=repr(name))
    if near:
        raise UnknownName(say("%(nobody)s Perhaps %(listed)s is meant.", nobody=nobody, listed=_listed(near)))
    raise UnknownName(nobody, "`homeward cases` lists everyone who has a case.")


def _called(people: Iterable[Person], name: str) -> list[Person]:
    """Return those whom `name` fits best; whom it fits less well count only where it fits nobody better."""
    tiers: dict[int, list[Person]] = {}
    for person in people:
        tiers.setdefault(_fit(person, name), []).append(person)
    best = min(tiers, default=_NOT_AT_ALL)
    return [] if best == _NOT_AT_ALL else tiers[best]


def _fit(person: Person, name: str) -> int:
    """Return how well `name` fits: 0 the id or name, 1 a spelling, 2 words of one, 3 the same sounds, 4 some.

    A spelling of one word ("Berg") fits no better than the same word in others' names, so that it is asked back.
    """
    spellings = {person.name, *(form.text for form in person.forms)}
    folded, words = name.casefold(), set(parts_of(name).words)
    if person.id == name or folded == person.name.casefold():
        return 0
    if folded in {spelling.casefold() for spelling in spellings}:
        return 1 if len(words) > 1 else 2
    if words and any(words <= set(parts_of(spelling).words) for spelling in spellings):
        return 2
    fits = {compare_names(name, spelling).fit for spelling in spellings}
    if Fit.SAME in fits:
        return 3
    return 4 if fits - {Fit.CLASH} else _NOT_AT_ALL


def _likeness(person: Person, name: str) -> float:
    return max(compare_names(name, spelling).likeness for spelling in {person.name, *(f.text for f in person.forms)})


def _listed(people: Sequence[Person]) -> str:
    return " or ".join(f"{person.name} ({person.id})" for person in people[:_NAMES_TO_OFFER])
