"""Reviews of claims in the database: laid over what was read, kept through a new reading, gone with their document."""

from dataclasses import replace
from pathlib import Path

import pytest
from nouns import a_document

from homeward.app.wiring import Workspace
from homeward.basics.errors import SpanFromAnotherText, UnknownName
from homeward.claims.model import Claim, ClaimReview, NamedPerson, Reading, ReviewAct
from homeward.documents.model import Document
from homeward.storage.store import Store

FIRST, SECOND, THIRD = (
    a_document(text, f"{text[0]}.txt") for text in ("One was held.", "Two \0 free.", "Three swapped.")
)


def claim_in(document: Document, kind: str = "arrest", start: int = 0, date: str | None = None) -> Claim:
    """A claim at three characters."""
    span = document.span(start, start + 3)
    return Claim(kind, span, who=("One",), date=date, fields={"place": "On\0e"}, words={"who": (span,)})


def review(act: str, about: Claim, at: str, claim: Claim | None = None) -> ClaimReview:
    """A review made at `at`."""
    return ClaimReview(ReviewAct(act), about, claim or about, "anna", at, "why \0 not")


@pytest.fixture
def store(workspace: Workspace) -> Store:
    """Three documents, each with an arrest; the second with a sentence."""
    store: Store = workspace.store
    for document in (FIRST, SECOND, THIRD):
        store.save_document(document, document.text.encode())
        claims = (claim_in(document), *([claim_in(document, "sentence", 4)] if document is SECOND else []))
        people = (NamedPerson(document.id, "One", ("One",), (), held=True),)
        store.save_reading(Reading(document.id, "english 1", claims, people))
    return store


def counts(store: Store) -> list[int]:
    """How many claims each document is said to have."""
    return [one.claims for one in store.kept_documents()]


def test_what_counts_is_given_out_everywhere(store: Store) -> None:
    """Claims, readings and numbers of claims are those that count, in the order of the documents."""
    right, missed = claim_in(FIRST, date="2020"), claim_in(THIRD, "release", 6)
    store.save_claim_review(FIRST.id, review("correct", claim_in(FIRST), "1", right))
    store.save_claim_review(SECOND.id, review("reject", claim_in(SECOND), "2"))
    store.save_claim_review(THIRD.id, review("add", missed, "3"))
    told = [(name, claim.kind, claim.date) for name, claim in store.claims()]
    assert told == [
        (FIRST.id, "arrest", "2020"),
        (SECOND.id, "sentence", None),
        (THIRD.id, "arrest", None),
        (THIRD.id, "release", None),
    ]
    assert [claim for _, claim in store.claims(kind="release")] == [missed]
    assert [claim for _, claim in store.claims(document_id=FIRST.id)] == [right]
    assert [claim for reading in store.readings() for claim in reading.claims] == [claim for _, claim in store.claims()]
    assert counts(store) == [1, 1, 2]
    assert store.claims_read(FIRST.id) == (claim_in(FIRST),)


def test_every_claim_is_found_by_its_id(store: Store) -> None:
    """The claim as read, as corrected, as rejected and as added can all be asked for."""
    right, missed = claim_in(FIRST, date="2020"), claim_in(THIRD, "release", 6)
    store.save_claim_review(FIRST.id, review("correct", claim_in(FIRST), "1", right))
    store.save_claim_review(SECOND.id, review("reject", claim_in(SECOND), "2"))
    store.save_claim_review(THIRD.id, review("add", missed, "3"))
    for document, claim in ((FIRST, claim_in(FIRST)), (FIRST, right), (SECOND, claim_in(SECOND)), (THIRD, missed)):
        assert store.claims_called(claim.id) == ((document.id, claim),)


def test_undo_restores_what_was(store: Store) -> None:
    """Taking a review back leaves everything as it was before; the review stays in the list, marked."""
    before = (list(store.claims()), list(store.readings()), counts(store))
    made = review("reject", claim_in(SECOND), "2")
    store.save_claim_review(SECOND.id, made)
    assert next(one for one in store.readings() if one.document_id == SECOND.id).claims[0].kind != "arrest"
    store.undo_claim_review(SECOND.id, made, "otto", "9")
    assert (list(store.claims()), list(store.readings()), counts(store)) == before
    assert store.claim_reviews(SECOND.id) == (replace(made, undone_at="9"),)
    with pytest.raises(UnknownName, match="does not stand"):
        store.undo_claim_review(SECOND.id, made, "otto", "9")


def test_reviews_outlive_a_new_reading_and_die_with_the_document(store: Store) -> None:
    """Read again, a document keeps its reviews; forgotten, it takes them along, and no word of them stays."""
    right = claim_in(FIRST, date="2020")
    store.save_claim_review(FIRST.id, review("correct", claim_in(FIRST), "1", right))
    store.save_reading(Reading(FIRST.id, "english 2", (claim_in(FIRST, date="2019"), claim_in(FIRST, "trial"))))
    assert [(claim.kind, claim.date) for _, claim in store.claims(document_id=FIRST.id)] == [
        ("arrest", "2020"),
        ("trial", None),
    ]
    assert counts(store)[0] == 2
    store.forget_document(FIRST.id)
    assert store.claims_called(right.id) == ()
    assert store.claims_called(claim_in(FIRST).id) == ()


def test_hidden_documents_hide_their_reviews(store: Store) -> None:
    """Who may not see a document sees nothing that was said of its claims."""
    missed = claim_in(THIRD, "release", 6)
    store.save_claim_review(THIRD.id, review("add", missed, "3"))
    view = store.without(frozenset({THIRD.id}))
    assert {name for name, _ in view.claims()} == {FIRST.id, SECOND.id}
    assert view.claims_called(missed.id) == ()
    assert view.claim_reviews(THIRD.id) == ()
    assert counts(view) == [1, 2]
    with pytest.raises(UnknownName):
        view.save_claim_review(THIRD.id, review("reject", missed, "4"))


def test_a_review_of_another_text_is_refused(store: Store) -> None:
    """A claim whose words stand in another text cannot be reviewed here."""
    with pytest.raises(SpanFromAnotherText):
        store.save_claim_review(FIRST.id, review("reject", claim_in(SECOND), "1"))


def test_no_word_of_a_forgotten_review_stays_in_the_file(sqlite_workspace: Workspace, tmp_path: Path) -> None:
    """The note and the corrected value of a forgotten document are in no byte of the database."""
    store = sqlite_workspace.store
    store.save_document(FIRST, b"x")
    store.save_reading(Reading(FIRST.id, "english 1", (claim_in(FIRST),)))
    secret = replace(review("accept", claim_in(FIRST), "1"), note="Strelsau-was-named")
    store.save_claim_review(FIRST.id, secret)
    store.forget_document(FIRST.id)
    store.overwrite_what_was_forgotten()
    kept = b"".join(file.read_bytes() for file in sqlite_workspace.folder.iterdir() if file.is_file())
    assert b"Strelsau-was-named" not in kept
