"""A view of the store without some documents answers as a store that never held them."""

import dataclasses

import pytest
from nouns import a_document

from homeward.app.wiring import Workspace
from homeward.basics.errors import UnknownName
from homeward.cases.model import MatchDecision, PersonInDocument, Ruling
from homeward.claims.model import Claim, NamedPerson, Reading
from homeward.documents.model import Document, Refusal
from homeward.storage.store import Store

OPEN, RESTRICTED = "Berg was held in Oslo.", "Lund was held in Oslo, then freed."


def keep(store: Store, text: str) -> Document:
    """Keep a report that names and says something of its first word."""
    document = a_document(text, f"{text[:4]}.txt", language="en")
    span = document.span(0, 4)
    claim = Claim("custody", document.span(0, 12), who=(text[:4],), words={"who": (span,)})
    store.save_document(document, text.encode())
    store.save_reading(Reading(document.id, "reader 1", (claim,), (NamedPerson(document.id, text[:4], (), (span,)),)))
    return document


def test_a_hidden_document_and_all_that_hangs_on_it_do_not_exist(workspace: Workspace) -> None:
    """Documents, claims, readings, people, originals, search, refusals and decisions show what is open alone."""
    store = workspace.store
    shown, hidden = keep(store, OPEN), keep(store, RESTRICTED)
    left, right = PersonInDocument(shown.id, "Berg"), PersonInDocument(hidden.id, "Lund")
    store.save_decision(MatchDecision(left, right, Ruling.DIFFERENT, "maria", "2024-01-01T00:00:00+00:00"))
    store.save_refusals([Refusal("Lund.txt", "is empty"), Refusal("other.txt", "is empty")])
    secret = next(claim for document_id, claim in store.claims() if document_id == hidden.id)
    view = store.without(frozenset({hidden.id}))
    assert list(view.documents()) == list(view.documents([shown.id, hidden.id])) == [shown]
    assert [(one.id, one.reader) for one in view.kept_documents()] == [(shown.id, "reader 1")]
    assert [document_id for document_id, _ in view.claims()] == [shown.id]
    assert [one.document_id for one in view.people()] == [one.document_id for one in view.readings()] == [shown.id]
    assert view.added().keys() == {shown.id}
    assert set(view.kept_bytes()) == {shown.bytes_sha256}
    assert [hit.document.id for hit in view.words.best("oslo")] == [shown.id]
    assert (view.words.best("freed"), view.claims_called(secret.id), view.decisions()) == ((), (), ())
    assert [one.name for one in view.refusals()] == ["other.txt"]
    for asked in (view.document, view.original):
        with pytest.raises(UnknownName):
            asked(hidden.id)
    assert store.without(frozenset()).claims_called(secret.id) == store.claims_called(secret.id) != ()


def test_adding_a_hidden_document_again_tells_nothing_and_changes_nothing(workspace: Workspace) -> None:
    """Whoever adds a text that is hidden from them gets the answer of a new one; its reading stays for the others."""
    store = workspace.store
    hidden = keep(store, RESTRICTED)
    view = store.without(frozenset({hidden.id}))
    assert view.save_document(dataclasses.replace(hidden, name="mine.txt"), RESTRICTED.encode())
    view.save_reading(Reading(hidden.id, "reader 2"))
    assert [one.reader for one in store.kept_documents()] == ["reader 1"]
    assert (view.kept_documents(), len(store.kept_documents())) == ((), 1)


def test_more_documents_may_be_hidden_than_a_query_takes_parameters(workspace: Workspace) -> None:
    """A group's restrictions may hide any number of documents."""
    shown = keep(workspace.store, OPEN)
    view = workspace.store.without(frozenset(f"{number:016x}" for number in range(100_000)))
    assert [(one.id, one.reader) for one in view.kept_documents()] == [(shown.id, "reader 1")]
    assert [document_id for document_id, _ in view.claims()] == [shown.id]
