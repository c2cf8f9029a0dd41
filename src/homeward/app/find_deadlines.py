"""The days that are coming in the cases of those who are held, as far as routes and sentences can say them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from homeward.app.assess_routes import FactsOfPerson, assess
from homeward.basics.dates import PartialDate, parse_date
from homeward.basics.errors import CaseIncomplete
from homeward.basics.said import as_plain, from_plain, say
from homeward.cases.model import Case, Standing
from homeward.routes.case_facts import facts_of
from homeward.routes.model import Outcome, SentenceCalculation
from homeward.routes.treaty_list import treaty

WITHOUT_DELAY = {("vccr-1963", "inform_person"), ("vccr-1963", "notify_consulate")}
"""The duties, by instrument and condition, that begin with the arrest and for which no number of days is written."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day in a case that has not surely passed: what comes then, by which rule, and where the rule can be read.

    `instrument` is the treaty whose time limit it is, None where a law of release says the day.
    """

    person_id: str
    name: str
    what: str
    when: PartialDate
    rule: str
    source: str | None = None
    unverified: bool = False
    instrument: str | None = None


@dataclass(frozen=True, slots=True)
class Overdue:
    """Something a treaty asks for without delay, of which no report says that it was done, or that says it was not."""

    person_id: str
    name: str
    instrument: str
    article: str
    reason: str
    settled_by: str | None


def find_deadlines(cases: Iterable[Case], on: date) -> tuple[Deadline, ...]:
    """Return what is coming in the cases of those who are held on a day, the earliest day that it may be first.

    What has no last day stands at the end.
    """
    return tuple(sorted((one for case in cases for one in coming_in(case, on)), key=lambda one: sort_key(one, on)))


def coming_in(case: Case, on: date) -> tuple[Deadline, ...]:
    """Return what is coming in one case after a day."""
    return tuple(one for one in _deadlines(case, on) if one.when.to_day >= on)


def sort_key(one: Deadline, on: date) -> tuple[bool, date, date, str]:
    """Return what deadlines are ordered by: the first day that may still come, the last one, and the name."""
    return one.when.latest is None, max(one.when.from_day, on), one.when.to_day, one.name


def find_overdue(cases: Iterable[Case], on: date) -> tuple[Overdue, ...]:
    """Return what treaties ask for without delay and is not known to be done, of those who are held on a day."""
    return tuple(one for case in cases for one in overdue_in(case, on))


def overdue_in(case: Case, on: date) -> tuple[Overdue, ...]:
    """Return what treaties ask for without delay and is not known to be done in one case."""
    return tuple(_overdue(case, on))


def content_of(one: Deadline | Overdue) -> dict[str, Any]:
    """Return all of a deadline, or of what is overdue, but whose it is, as plain JSON."""
    told = {name.name: getattr(one, name.name) for name in fields(one) if name.name != "person_id"}
    return {name: value.edtf if isinstance(value, PartialDate) else as_plain(value) for name, value in told.items()}


def deadline_from(person_id: str, content: Mapping[str, Any]) -> Deadline:
    """Return the deadline of a person that has that content."""
    told = {name: from_plain(value) for name, value in content.items()}
    return Deadline(person_id, **{**told, "when": parse_date(content["when"])})


def overdue_from(person_id: str, content: Mapping[str, Any]) -> Overdue:
    """Return what is overdue of a person and has that content."""
    return Overdue(person_id, **{name: from_plain(value) for name, value in content.items()})


def _asked(case: Case, on: date) -> FactsOfPerson | None:
    """Return what routes ask of a case; None where the person is not held, or no report says by which State."""
    if case.status.standing is not Standing.HELD:
        return None
    try:
        return FactsOfPerson(facts_of(case, on), on, case.status)
    except CaseIncomplete:
        return None


def _deadlines(case: Case, on: date) -> Iterator[Deadline]:
    asked = _asked(case, on)
    found = assess(asked) if asked else None
    if found is None or found.sentence is None:
        return
    yield from _releases(case, found.sentence)
    for instrument, when in found.sentence.last_day_for_request.items():
        what = say("last day on which a request leaves enough of the sentence to serve")
        yield Deadline(case.id, case.person.name, what, when, treaty(instrument).title, instrument=instrument)


def _releases(case: Case, sentence: SentenceCalculation) -> Iterator[Deadline]:
    for one in (*sentence.conditional_release, *((sentence.full_release,) if sentence.full_release else ())):
        yield Deadline(case.id, case.person.name, one.name, one.date, one.rule, one.source, one.unverified)
    if sentence.full_release is None and sentence.nominal_end is not None:
        what, rule = say("end of the term, without remission"), say("the term as it was imposed")
        yield Deadline(case.id, case.person.name, what, sentence.nominal_end, rule)


def _overdue(case: Case, on: date) -> Iterator[Overdue]:
    asked = _asked(case, on)
    for one in assess(asked).safeguards if asked else ():
        if (one.instrument, one.condition) in WITHOUT_DELAY and one.outcome is not Outcome.MET:
            yield Overdue(case.id, case.person.name, one.instrument, one.article, one.reason, one.settled_by)
