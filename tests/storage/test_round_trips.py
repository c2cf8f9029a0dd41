"""What goes into the store comes out equal, on both databases."""

import dataclasses

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nouns import NAME, a_document, documents, readings

from homeward.app.wiring import Workspace
from homeward.basics.errors import SpanFromAnotherText, UnknownName
from homeward.cases.model import ConflictRuling, MatchDecision, PersonInDocument, Ruling
from homeward.claims.model import Claim, Reading
from homeward.documents.model import Document, Refusal

several_times = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@several_times
@given(document=documents(), data=st.data())
def test_a_document_and_its_reading_come_back_as_they_went_in(
    workspace: Workspace, document: Document, data: st.DataObject
) -> None:
    """Every text, name, date, field, word and span survives the database unchanged."""
    reading = data.draw(readings(document))
    store = workspace.store
    store.forget_everything()
    assert store.save_document(document, b"\x00\xff bytes")
    store.save_reading(reading)
    assert store.document(document.id) == document
    assert list(store.documents()) == [document]
    assert list(store.readings()) == [reading]
    assert store.original(document.id) == b"\x00\xff bytes"
    for claim in reading.claims:
        assert [(of, found.id) for of, found in store.claims_called(claim.id)] == [(document.id, claim.id)]


@several_times
@given(
    left=st.builds(PersonInDocument, st.just("0123456789abcdef"), NAME),
    right=st.builds(PersonInDocument, st.just("fedcba9876543210"), NAME),
    ruling=st.sampled_from(Ruling),
    note=NAME,
)
def test_a_match_decision_is_kept_and_taken_back(
    workspace: Workspace, left: PersonInDocument, right: PersonInDocument, ruling: Ruling, note: str
) -> None:
    """A decision comes back as it was made; taken back, it keeps its place and says when."""
    store = workspace.store
    store.forget_everything()
    decision = MatchDecision(left, right, ruling, "maria", "2024-01-02T03:04:05+00:00", note)
    store.save_decision(decision)
    assert store.decisions() == (decision,)
    store.undo_decision(decision, "maria", "2024-01-03T00:00:00+00:00")
    assert store.decisions() == (dataclasses.replace(decision, undone_at="2024-01-03T00:00:00+00:00"),)
    with pytest.raises(UnknownName):
        store.undo_decision(decision, "maria", "2024-01-04T00:00:00+00:00")


def test_a_conflict_ruling_is_kept_and_taken_back(workspace: Workspace) -> None:
    """Rulings on conflicts last, can be taken back, and a later one can be made."""
    store = workspace.store
    first = ConflictRuling("c1", "P25Y", "maria", "2024-01-02T00:00:00+00:00", "the court's own release")
    second = ConflictRuling("c1", None, "maria", "2024-01-04T00:00:00+00:00")
    store.save_conflict_ruling(first)
    store.undo_conflict_ruling(first, "ivan", "2024-01-03T00:00:00+00:00")
    store.save_conflict_ruling(second)
    assert store.conflict_rulings() == (dataclasses.replace(first, undone_at="2024-01-03T00:00:00+00:00"), second)


def test_the_same_text_is_kept_once_under_all_its_names(workspace: Workspace) -> None:
    """The same bytes under another name, or the same text from other bytes, never make a second document."""
    store = workspace.store
    document = a_document("One text.", "a.txt")
    assert store.save_document(document, b"one")
    assert not store.save_document(dataclasses.replace(document, name="b.txt"), b"one")
    assert not store.save_document(dataclasses.replace(document, name="c.html", bytes_sha256="f" * 64), b"two")
    (kept,) = store.kept_documents()
    assert (kept.name, kept.other_names) == ("a.txt", ("b.txt", "c.html"))
    assert set(store.kept_bytes()) == {document.bytes_sha256, "f" * 64}


def test_a_later_reading_takes_the_place_of_the_earlier(workspace: Workspace) -> None:
    """A document has one reading at a time, so claims never double when a reader changes."""
    store = workspace.store
    document = a_document("He was held.")
    store.save_document(document, b"")
    claim = Claim("custody", document.span(0, 11))
    store.save_reading(Reading(document.id, "reader 1", (claim, claim)))
    store.save_reading(Reading(document.id, "reader 2", (claim,)))
    assert [found for _, found in store.claims()] == [claim]
    assert [one.reader for one in store.kept_documents()] == ["reader 2"]
    assert list(store.claims(kind="arrest")) == []
    assert list(store.claims(kind="custody", document_id=document.id)) == [(document.id, claim)]


def test_a_claim_on_another_text_is_refused_and_nothing_of_its_reading_kept(workspace: Workspace) -> None:
    """A span bound to another text can never be stored with this one."""
    store = workspace.store
    document, other = a_document("He was held."), a_document("She was freed.")
    store.save_document(document, b"")
    good, bad = Claim("custody", document.span(0, 2)), Claim("custody", other.span(0, 3))
    with pytest.raises(SpanFromAnotherText):
        store.save_reading(Reading(document.id, "reader 1", (good, bad)))
    assert list(store.claims()) == []
    assert store.kept_documents()[0].reader is None


def test_a_reading_of_a_document_that_is_not_kept_is_refused(workspace: Workspace) -> None:
    """Nothing is stored without its document."""
    with pytest.raises(UnknownName, match="no document 0123456789abcdef"):
        workspace.store.save_reading(Reading("0123456789abcdef", "reader 1"))


def test_what_the_last_run_refused_takes_the_place_of_what_the_one_before_did(workspace: Workspace) -> None:
    """Refusals are those of the last run only."""
    workspace.store.save_refusals([Refusal("a.pdf", "is locked", "Unlock it."), Refusal("b.pdf", "is empty")])
    workspace.store.save_refusals([Refusal("a.pdf", "is locked", "Unlock it.")])
    assert workspace.store.refusals() == (Refusal("a.pdf", "is locked", "Unlock it."),)


def test_a_transaction_keeps_all_or_nothing(workspace: Workspace) -> None:
    """What is written before an error inside one transaction is not kept."""
    with pytest.raises(RuntimeError), workspace.store.transaction():
        workspace.store.save_document(a_document("A text."), b"")
        raise RuntimeError
    assert workspace.store.kept_documents() == ()
