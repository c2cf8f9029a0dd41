"""Reports made for tests: invented people, invented outlets, claims written by hand."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from homeward.cases.from_claims import build_cases, identify
from homeward.cases.model import Case, CaseBook, Person, PersonInDocument
from homeward.claims.contract import claim_from_row
from homeward.claims.model import NamedPerson, Reading
from homeward.documents.model import DateOrigin, Document, DocumentDate

LATE = date(2030, 1, 1)


@dataclass(frozen=True)
class Report:
    """A document with its reading."""

    document: Document
    reading: Reading

    def member(self, name: str) -> PersonInDocument:
        """Return the key of someone this report names."""
        return PersonInDocument(self.document.id, name)


def said(kind: str, quote: str, **values: Any) -> dict[str, Any]:
    """Return a claim's row without its offsets."""
    return {"kind": kind, "quote": quote, **values}


def report(
    name: str,
    *rows: Mapping[str, Any],
    on: str | None = "2020-06-15",
    people: Iterable[str | NamedPerson] = (),
    publisher: str = "The Example",
) -> Report:
    """Return a report whose text is its quotes, a line each; `people` are named beside whom the claims name."""
    listed = [one if isinstance(one, NamedPerson) else NamedPerson("", one, (one,), ()) for one in people]
    text = "\n".join([name, *(str(row["quote"]) for row in rows), *(one.name for one in listed)])
    sha = hashlib.sha256(text.encode()).hexdigest()
    issued = DocumentDate(on, DateOrigin.FRONT_MATTER) if on else None
    document = Document(name, text, sha, sha, "text/plain", name, publisher, None, issued, "en")
    claims, at = [], 0
    for row in rows:
        at = text.index(str(row["quote"]), at)
        end = at + len(str(row["quote"]))
        claims.append(claim_from_row(document, {**row, "start": at, "end": end}))
        at = end
    known = {one.name for one in listed}
    also = {one for claim in claims for one in claim.who} - known
    everyone = [
        NamedPerson(document.id, one.name, one.forms, (), one.held, one.speaks, one.nationality, one.roles, one.company)
        for one in listed
    ] + [NamedPerson(document.id, one, (one,), (), held=True) for one in sorted(also)]
    return Report(document, Reading(document.id, "by hand", tuple(claims), tuple(everyone)))


def book_of(*reports: Report, as_of: date = LATE, **options: Any) -> CaseBook:
    """Return the case book of some reports."""
    return build_cases([one.document for one in reports], [one.reading for one in reports], as_of=as_of, **options)


def case_of(*reports: Report, as_of: date = LATE, **options: Any) -> Case:
    """Return the only case of some reports."""
    (case,) = book_of(*reports, as_of=as_of, **options).cases
    return case


def people_of(*reports: Report, **options: Any) -> tuple[Person, ...]:
    """Return everyone whom some reports name."""
    return identify([one.document for one in reports], [one.reading for one in reports], **options)


def as_sets(people: Iterable[Person]) -> set[frozenset[PersonInDocument]]:
    """Return who was taken for whom."""
    return {frozenset(person.members) for person in people}
