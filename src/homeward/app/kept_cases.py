"""Builds cases of people who are kept as worked out, each out of the documents that have a claim about them alone."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from homeward.cases.evidence import Witnessed, witnessed
from homeward.cases.from_claims import build_case
from homeward.cases.model import Case, ConflictRuling
from homeward.documents.model import Document

if TYPE_CHECKING:
    from homeward.storage.people.model import KnownPerson
    from homeward.storage.store import Store

_DOCUMENTS_AT_ONCE = 500


def cases_of(store: "Store", people: Iterable["KnownPerson"], as_of: date) -> Iterator[Case]:
    """Yield the case of each of these people who has one, as the documents shown have it that count up to `as_of`."""
    rulings = cache(store.conflict_rulings)  # asked for once, and only where a case has a conflict
    for several in _together([one for one in people if one.has_case]):
        yield from _cases(store, several, as_of, rulings)


def _together(people: Sequence["KnownPerson"]) -> Iterator[list["KnownPerson"]]:
    """Yield the people some at a time, so that never many documents are in memory at once."""
    several: list[KnownPerson] = []
    documents: set[str] = set()
    for one in people:
        several.append(one)
        documents |= one.told
        if len(documents) >= _DOCUMENTS_AT_ONCE:
            yield several
            several, documents = [], set()
    if several:
        yield several


def _cases(
    store: "Store", people: Sequence["KnownPerson"], as_of: date, rulings: Callable[[], Iterable[ConflictRuling]]
) -> Iterator[Case]:
    view = store.with_only(document_id for one in people for document_id in one.told)
    documents = {document.id: document for document in view.documents()}
    # another process may have forgotten a document, or read it, since
    readings = [reading for reading in view.readings() if reading.document_id in documents]
    told: dict[str, list[Witnessed]] = {}
    for one in witnessed(documents, readings, view.who_is_who.everybody(), view.who_is_who.origins()):
        told.setdefault(one.evidence.document_id, []).append(one)
    undated = _undated(store, documents, {member.document_id for one in people for member in one.person.members})
    for known in people:
        claims = [claim for document_id in sorted(known.told) for claim in told.get(document_id, ())]
        case = build_case(known.person, claims, undated, as_of, rulings)
        if case is not None:
            yield case


def _undated(store: "Store", read: Mapping[str, Document], named: set[str]) -> frozenset[str]:
    """Return those of the documents `named` that nobody knows the date of; those `read` need not be asked for."""
    others = named - read.keys()
    undated = store.with_only(others).document_list.undated() if others else frozenset()
    return undated | {one.id for one in read.values() if one.date is None}
