"""A reviewer's word on claims: what a case file then holds, two reviewers at once, and taking it back."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from homeward.app.add_reports import add_reports
from homeward.app.find_statements import list_statements
from homeward.app.review_claims import (
    add_claim,
    claim_under_review,
    claims_under_review,
    correct_claim,
    documents_to_review,
    list_reviews,
    review_claim,
    undo_review,
)
from homeward.app.show_documents import claims_in
from homeward.app.update_cases import case_book
from homeward.app.wiring import Workspace
from homeward.basics.errors import ClaimRefused, StaleEdit, UnknownName
from homeward.claims.entries import EnteredClaim, Entry, entered_from
from homeward.claims.model import Claim, Reading, ReviewAct
from homeward.claims.passages import Passage
from homeward.cli.output import json_text

TEXT = (
    "Ana Quillfeather, a Norwegian teacher, was arrested in Russia on 5 March 2021. A Moscow court sentenced her to"
    ' nine years in prison on 4 August 2022. "She is innocent," her lawyer Oleg Marsh told Reuters.\n\n'
    "A guard said that Quillfeather was flown home in May."
)


@pytest.fixture
def opened(sqlite_workspace: Workspace, tmp_path: Path) -> Workspace:
    """A workspace with one report, read."""
    report = tmp_path / "one.txt"
    report.write_text(f"---\ndate: 2022-08-05\nlang: en\n---\n{TEXT}\n", encoding="utf-8")
    add_reports(sqlite_workspace, [report], jobs=1)
    return sqlite_workspace


def document_id(workspace: Workspace) -> str:
    """The id of its one document."""
    return workspace.store.kept_documents()[0].id


def the_claim(workspace: Workspace, kind: str) -> Claim:
    """Its claim of that kind, as it stands."""
    return next(claim for _, claim in workspace.store.claims(kind=kind))


def case_file(workspace: Workspace) -> str:
    """Every case as JSON, as the command line prints it."""
    return json_text(case_book(workspace, date.max))


def corrected_term(workspace: Workspace) -> EnteredClaim:
    """The sentence as entered with another term and its words."""
    entered = entered_from(workspace.store.document(document_id(workspace)), the_claim(workspace, "sentence"))
    return replace(entered, fields={**entered.fields, "term": (Entry("P8Y", Passage("nine years")),)})


RELEASE = EnteredClaim(
    "release",
    Passage("Quillfeather was flown home in May"),
    "asserted",
    {"who": [Entry("Ana Quillfeather", Passage("Quillfeather"))], "date": [Entry("2022-05", Passage("May"))]},
)


def test_a_case_file_holds_what_reviewers_say(opened: Workspace) -> None:
    """Accepted, it says so alone; corrected, the new value stands; rejected, no line has it; added, one more does."""
    read = case_file(opened)
    sentence = the_claim(opened, "sentence")
    review_claim(opened, sentence.id, ReviewAct.ACCEPT, "I looked")
    accepted = case_file(opened)
    assert accepted != read
    assert accepted.replace('"review": "accepted"', '"review": "not reviewed"') == read
    correct_claim(opened, sentence.id, corrected_term(opened))
    assert [one.term for one in case_book(opened, date.max).cases[0].sentences] == ["P8Y"]
    review_claim(opened, sentence.id, ReviewAct.REJECT)
    assert case_book(opened, date.max).cases[0].sentences == ()
    added = add_claim(opened, document_id(opened), RELEASE, "the guard")
    assert "release" in {event.kind for event in case_book(opened, date.max).cases[0].timeline}
    assert added.claim.id in case_file(opened)


def test_rejected_everywhere(opened: Workspace) -> None:
    """A rejected statement is in no list and no number; its document still shows it, struck."""
    statement = the_claim(opened, "statement")
    before = opened.store.kept_documents()[0].claims
    review_claim(opened, statement.id, ReviewAct.REJECT)
    assert statement.id not in {one.claim.id for one in list_statements(opened)}
    assert statement.id not in {one.id for one in claims_in(opened, document_id(opened))}
    assert opened.store.kept_documents()[0].claims == before - 1
    standing = {one.claim.id: one.counts for one in claims_under_review(opened, document_id(opened))}
    assert standing[statement.id] is False


def test_without_its_claims_there_is_no_case(opened: Workspace) -> None:
    """Who is named by rejected claims alone has no case and is not held."""
    for _, claim in list(opened.store.claims()):
        review_claim(opened, claim.id, ReviewAct.REJECT)
    book = case_book(opened, date.max)
    assert book.cases == ()
    assert not any(person.held or person.speaks for person in book.people)


def test_taking_back_restores_the_file_byte_for_byte(opened: Workspace) -> None:
    """Each review taken back, the latest first, gives the case file that stood before it."""
    sentence, files = the_claim(opened, "sentence"), [case_file(opened)]
    review_claim(opened, sentence.id, ReviewAct.ACCEPT)
    files.append(case_file(opened))
    corrected = correct_claim(opened, sentence.id, corrected_term(opened))
    files.append(case_file(opened))
    review_claim(opened, corrected.claim.id, ReviewAct.REJECT)
    added = add_claim(opened, document_id(opened), RELEASE)
    assert len({*files, case_file(opened)}) == 4
    assert undo_review(opened, added.claim.id) is None
    for before in reversed(files):
        undo_review(opened, sentence.id)
        assert case_file(opened) == before
    with pytest.raises(UnknownName, match="nothing to take back"):
        undo_review(opened, sentence.id)
    with pytest.raises(UnknownName, match="taken back"):
        claim_under_review(opened, added.claim.id)
    assert [review.undone_at is None for _, review in list_reviews(opened)] == [False] * 4


def test_a_review_of_what_was_not_seen_is_refused(opened: Workspace) -> None:
    """Who saw the claim before somebody else's review changes nothing, whatever they meant to do."""
    sentence = the_claim(opened, "sentence")
    first = review_claim(opened, sentence.id, ReviewAct.ACCEPT, seen="")
    with pytest.raises(StaleEdit):
        review_claim(opened, sentence.id, ReviewAct.REJECT, seen="")
    with pytest.raises(StaleEdit):
        correct_claim(opened, sentence.id, corrected_term(opened), seen="")
    with pytest.raises(StaleEdit):
        undo_review(opened, sentence.id, seen="")
    assert claim_under_review(opened, sentence.id).standing == first
    second = correct_claim(opened, sentence.id, corrected_term(opened), seen=first.seen)
    under = claim_under_review(opened, second.claim.id)
    assert (under.standing, len(under.history)) == (second, 2)
    assert claim_under_review(opened, sentence.id).standing == second


def test_what_the_text_does_not_say_is_refused(opened: Workspace) -> None:
    """No word but the text's, no claim twice, no other kind, no empty correction."""
    sentence, kept = the_claim(opened, "sentence"), document_id(opened)
    as_read = entered_from(opened.store.document(kept), sentence)
    wrong = replace(as_read, fields={"place": (Entry("", Passage("Vladivostok")),)})
    for entered, says in ((wrong, "does not say"), (as_read, "Nothing was changed"), (RELEASE, "cannot change")):
        with pytest.raises(ClaimRefused, match=says):
            correct_claim(opened, sentence.id, entered)
    with pytest.raises(ClaimRefused, match="stands there already"):
        add_claim(opened, kept, as_read)
    review_claim(opened, sentence.id, ReviewAct.REJECT)
    with pytest.raises(ClaimRefused, match="was rejected there"):
        add_claim(opened, kept, as_read)


def test_what_is_left_to_review_is_listed_by_document(opened: Workspace) -> None:
    """A document is listed until each of its claims was looked at; a newer reading brings up only what is new."""
    claims = [claim for _, claim in opened.store.claims()]
    (listed,) = documents_to_review(opened, 0, 10)
    assert (listed.claims, listed.unreviewed) == (len(claims), len(claims))
    for claim in claims:
        review_claim(opened, claim.id, ReviewAct.ACCEPT)
    assert documents_to_review(opened, 0, 10) == ()
    sentence = the_claim(opened, "sentence")
    newer = replace(sentence, fields={**sentence.fields, "term": "P10Y"})
    charge = replace(sentence, kind="charge", fields={})
    opened.store.save_reading(Reading(document_id(opened), "english 99", (newer, charge)))
    (listed,) = documents_to_review(opened, 0, 10)
    assert listed.unreviewed == 1
    assert the_claim(opened, "sentence") == sentence
    assert documents_to_review(opened, 1, 10) == ()
