"""Assesses the ways home of one person: out of a case written by hand, or out of the case file."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from homeward.app.show_cases import show_case
from homeward.app.wiring import Workspace
from homeward.basics.errors import CaseRefused, UnknownName
from homeward.basics.said import say
from homeward.cases.model import CustodyStatus, Evidence
from homeward.cases.timeline import status_on
from homeward.routes.case_claims import claims_in
from homeward.routes.case_facts import facts_of
from homeward.routes.case_files import read_case
from homeward.routes.from_cases import assess_routes, destinations
from homeward.routes.model import Assessment, CaseFacts, SentenceCalculation
from homeward.routes.months_to_leave import months_to_leave
from homeward.routes.sentences.calculation import calculate_sentence
from homeward.routes.treaty_list import all_treaties

LARGEST_FILE = 1_000_000
"""Bytes of a hand-written case; a person's case has some hundreds."""
ENTERED = "entered"
"""What names a text in messages and sources that came from no file."""


@dataclass(frozen=True, slots=True)
class FactsOfPerson:
    """What routes ask of a person's case on a day.

    Of a case file, `status` is where it has the person, and `claims` are those that the facts' sources name.
    """

    facts: CaseFacts
    on: date
    status: CustodyStatus | None = None
    claims: Mapping[str, Evidence] = field(default_factory=dict)


def facts_in_file(path: Path, on: date) -> FactsOfPerson:
    """Return the facts that a hand-written case says; raise CaseRefused or YamlRefused where it says none."""
    return FactsOfPerson(read_case(_text_of(path), path.name), on)


def facts_in_case(
    workspace: Workspace, name: str, on: date, *, as_of: date, entries: Path | str | None = None
) -> FactsOfPerson:
    """Return the facts of the case file of the person called `name`, as reported up to `as_of`; the audit says so.

    `entries` is a hand-written file, or its text, whose fields win. Raises UnknownName where nobody, or more than one,
    is called so, and CaseIncomplete where no report says who holds the person.
    """
    given = None if entries is None else _entries(entries)
    case = show_case(workspace, name, as_of)
    return FactsOfPerson(facts_of(case, on, given), on, status_on(case.custody, on), claims_in(case))


def _entries(said: Path | str) -> CaseFacts:
    if isinstance(said, Path):
        return read_case(_text_of(said), said.name, partial=True)
    if len(said) > LARGEST_FILE:
        raise CaseRefused(ENTERED, 1, "the text is longer than any case", "Enter what is known of one person.")
    return read_case(said, ENTERED, partial=True)


def assess(asked: FactsOfPerson, *, to: str | None = None, unrelated: bool = False) -> Assessment:
    """Return every way home on the day asked for, with the sentence; `to` and `unrelated` as in `assess_routes`."""
    found = assess_routes(asked.facts, asked.on, to=to, unrelated=unrelated)
    return replace(found, sentence=sentence(asked, to=to))


def sentence(asked: FactsOfPerson, *, to: str | None = None) -> SentenceCalculation:
    """Return what is served and remains on the day, when release comes, and until when a request can be in time."""
    facts, on = asked.facts, asked.on
    least = months_to_leave(facts.held_by, destinations(facts, to), on, all_treaties())
    return calculate_sentence(facts, on, months_to_leave=least)


def _text_of(path: Path) -> str:
    """Return the text of a hand-written case, as a sentence where it cannot be read."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except FileNotFoundError as error:
        raise UnknownName(
            say("There is no file %(path)s. Give the path of a CASE.yaml, or the name of a person.", path=path)
        ) from error
    except OSError as error:
        raise UnknownName(
            say(
                "%(path)s cannot be read (%(strerror)s). Give the path of a file of yours.",
                path=path,
                strerror=error.strerror,
            )
        ) from error
    if len(content) > LARGEST_FILE:
        raise CaseRefused(str(path), 1, "the file is larger than any case", "Give a CASE.yaml of one person.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise CaseRefused(str(path), line, "the text is not UTF-8", "Save the file as UTF-8.") from error
