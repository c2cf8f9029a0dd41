"""Narrows a list of cases down to those a user looks for, and says what there is to choose from."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from homeward.app.words import in_words, word
from homeward.basics.dates import PartialDate
from homeward.cases.find_names import is_called_by
from homeward.cases.model import Case, Person, Standing
from homeward.cases.profiles import date_or_none


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a user looks for; what is empty or None asks for nothing.

    `name` is any spelling or a part of one, `holder` a State or body, `since` the earliest day of arrest.
    """

    name: str = ""
    nationality: str = ""
    holder: str = ""
    standing: str = ""
    offence: str = ""
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that some cases have, in words, and how many of them."""

    value: str
    words: str
    cases: int


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose from under each filter, counted among the cases that fit all the other filters."""

    nationalities: tuple[Choice, ...]
    holders: tuple[Choice, ...]
    standings: tuple[Choice, ...]
    offences: tuple[Choice, ...]


def find_cases(cases: Iterable[Case], wanted: Wanted) -> tuple[tuple[Case, ...], int]:
    """Return the cases that fit, and how many more might if it were known since when the person was held.

    Custody that may have begun on the day wanted or later counts, though it may have begun earlier.
    """
    fitting = [case for case in cases if _fits(case, wanted)]
    if wanted.since is None:
        return tuple(fitting), 0
    dated = [(case, begins) for case in fitting if (begins := _held_since(case)) is not None]
    return tuple(case for case, begins in dated if begins.to_day >= wanted.since), len(fitting) - len(dated)


def find_people(people: Iterable[Person], name: str) -> tuple[Person, ...]:
    """Return the people with a spelling that `name` is part of or sounds like; all where it is empty."""
    return tuple(person for person in people if is_called(person, name))


def is_called(person: Person, name: str) -> bool:
    """Return whether `name` is part of a spelling of the person's name, or sounds like one; nothing fits everybody."""
    return is_called_by(name, {person.name, *(form.text for form in person.forms)})


def choices(cases: Iterable[Case], wanted: Wanted) -> Choices:
    """Return the values that the cases have under each filter, by name, and how many cases each would leave."""
    called = [case for case in cases if is_called(case.person, wanted.name)]
    asked = replace(wanted, name="")
    nationalities = (
        {value.value for value in case.nationality} for case in find_cases(called, replace(asked, nationality=""))[0]
    )
    offences = ({value.value for value in case.offences} for case in find_cases(called, replace(asked, offence=""))[0])
    standings = ({str(case.status.standing)} for case in find_cases(called, replace(asked, standing=""))[0])
    holders = (_holders(case) for case in find_cases(called, replace(asked, holder=""))[0])
    return choices_of(*(_counted(several) for several in (nationalities, holders, standings, offences)))


def choices_of(
    nationalities: Mapping[str, int],
    holders: Mapping[str, int],
    standings: Mapping[str, int],
    offences: Mapping[str, int],
) -> Choices:
    """Return how many cases each value leaves as choices, by their words."""
    return Choices(*(_choices(numbers) for numbers in (nationalities, holders, standings, offences)))


def _fits(case: Case, wanted: Wanted) -> bool:
    return (
        (not wanted.nationality or wanted.nationality in {value.value for value in case.nationality})
        and (not wanted.holder or wanted.holder in _holders(case))
        and (not wanted.standing or wanted.standing == case.status.standing)
        and (not wanted.offence or any(wanted.offence.casefold() in value.value.casefold() for value in case.offences))
        and is_called(case.person, wanted.name)
    )


def _holders(case: Case) -> set[str]:
    """Return who holds the person; of someone who is not known to be held, everybody who is said to have done so."""
    if case.status.standing is Standing.HELD and case.status.holder:
        return {case.status.holder}
    return {one.holder for one in case.custody if one.holder}


def _held_since(case: Case) -> PartialDate | None:
    """Return when the person's first custody began, None where that is not known."""
    return date_or_none(case.custody[0].begins) if case.custody else None


def _counted(values: Iterable[set[str]]) -> Counter[str]:
    return Counter(value for several in values for value in several)


def _choices(numbers: Mapping[str, int]) -> tuple[Choice, ...]:
    return tuple(
        sorted((Choice(value, _in_words(value), n) for value, n in numbers.items()), key=lambda one: one.words)
    )


def _in_words(value: str) -> str:
    return word(value) if value in tuple(Standing) else in_words(value)
