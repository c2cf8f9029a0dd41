"""Records what a reviewer says of claims: accepted, corrected, rejected, or added where the reader found none."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from homeward.app.audit import now, record
from homeward.app.long_lists import LongList
from homeward.app.wiring import Workspace
from homeward.app.work_out import work_in_at_once
from homeward.basics.errors import ClaimRefused, StaleEdit, UnknownName
from homeward.basics.said import say
from homeward.claims.contract import claim_row
from homeward.claims.entries import EnteredClaim, claim_entered
from homeward.claims.model import Claim, ClaimReview, ReviewAct
from homeward.claims.reviews import ReviewedClaim, in_force, reviewed_claims
from homeward.documents.model import Document
from homeward.storage.model import DocumentToReview

_DONE = {
    ReviewAct.ACCEPT: "claim accepted",
    ReviewAct.CORRECT: "claim corrected",
    ReviewAct.REJECT: "claim rejected",
    ReviewAct.ADD: "claim added",
}


@dataclass(frozen=True, slots=True)
class ClaimUnderReview:
    """A claim as it stands in its document, with every review of it in the order made and the claims around it."""

    document: Document
    standing: ReviewedClaim
    history: tuple[ClaimReview, ...]
    others: tuple[ReviewedClaim, ...]


def claims_under_review(workspace: Workspace, document_id: str) -> tuple[ReviewedClaim, ...]:
    """Return a document's claims as they stand, rejected ones too, in the order of the text."""
    store = workspace.store
    return reviewed_claims(store.claims_read(document_id), store.claim_reviews(document_id))


def claim_under_review(workspace: Workspace, claim_id: str) -> ClaimUnderReview:
    """Return the claim whose id, as read or as reviewed, begins so; raise UnknownName where none or several do."""
    document_id, claim = _claim_called(workspace, claim_id)
    reviews = workspace.store.claim_reviews(document_id)
    standing = reviewed_claims(workspace.store.claims_read(document_id), reviews)
    abouts = {one.about.id for one in reviews if one.claim.id == claim.id}
    ways = (
        [one for one in standing if one.about.id == claim.id],
        [one for one in standing if one.claim.id == claim.id],
        [one for one in standing if one.about.id in abouts],
    )
    found = next((several[0] for several in ways if several), None)
    if found is None:
        raise UnknownName(
            say(
                "Claim %(id)s was taken back, or gave way to a reviewer's. Its document shows what stands.", id=claim.id
            )
        )
    return ClaimUnderReview(
        document=workspace.store.document(document_id),
        standing=found,
        history=tuple(one for one in reviews if one.about.id == found.about.id),
        others=tuple(one for one in standing if one is not found),
    )


def review_claim(
    workspace: Workspace, claim_id: str, act: ReviewAct, note: str = "", seen: str | None = None
) -> ReviewedClaim:
    """Accept or reject a claim as it stands; the latest review wins, and can be taken back.

    `seen` is the moment (`at`) of the review that the reviewer saw in force, "" for none, None where nobody looked.
    Raises UnknownName where there is no such claim; StaleEdit, with both reviews, where another is in force than the
    one seen.
    """
    found = claim_under_review(workspace, claim_id)
    return _keep(workspace, found, act, found.standing.claim, note, seen)


def correct_claim(
    workspace: Workspace, claim_id: str, entered: EnteredClaim, note: str = "", seen: str | None = None
) -> ReviewedClaim:
    """Put what was entered in a claim's place; `seen` and what is raised as in `review_claim`.

    Raises ClaimRefused, with what to do, where the text does not hold a value's words, or nothing was changed.
    """
    found = claim_under_review(workspace, claim_id)
    _check_seen(found, found.standing.review, seen)
    if entered.kind != found.standing.claim.kind:
        raise ClaimRefused("A correction cannot change a claim's kind. Reject it, and add a claim of the other kind.")
    claim = claim_entered(found.document, entered)
    if claim == found.standing.claim:
        raise ClaimRefused("Nothing was changed. Accept the claim if it is right as it stands.")
    _check_new(claim, found.others)
    return _keep(workspace, found, ReviewAct.CORRECT, claim, note, seen)


def add_claim(workspace: Workspace, document_id: str, entered: EnteredClaim, note: str = "") -> ReviewedClaim:
    """Add a claim that the reader missed.

    Raises UnknownName where there is no such document, ClaimRefused where the text does not hold a value's words, or
    the document makes that claim already.
    """
    document = workspace.store.document(document_id)
    claim = claim_entered(document, entered)
    with workspace.store.transaction():
        standing = claims_under_review(workspace, document.id)
        _check_new(claim, standing)
        review = ClaimReview(ReviewAct.ADD, claim, claim, workspace.viewer.name, now(), note)
        after = ReviewedClaim(claim, claim, review)
        workspace.store.save_claim_review(document.id, review)
        work_in_at_once(workspace, document.id)
        record(workspace, _DONE[review.act], document.id, after=_recorded(document, after), why=note)
    return after


def undo_review(workspace: Workspace, claim_id: str, seen: str | None = None) -> ReviewedClaim | None:
    """Take back the review in force, so that the one before it holds, if any; return the claim as it stands then.

    None where it was an added claim, which is gone with it. `seen` as in `review_claim`. Raises UnknownName where there
    is no review; StaleEdit, with both reviews, where another than the one seen is in force.
    """
    found = claim_under_review(workspace, claim_id)
    document, about = found.document, found.standing.about
    with workspace.store.transaction():
        standing = _standing(workspace, found)
        _check_seen(found, standing, seen)
        if standing is None:
            raise UnknownName(
                say("Nobody has reviewed claim %(id)s: there is nothing to take back.", id=found.standing.claim.id)
            )
        workspace.store.undo_claim_review(document.id, standing, workspace.viewer.name, now())
        work_in_at_once(workspace, document.id)
        after = next((one for one in claims_under_review(workspace, document.id) if one.about.id == about.id), None)
        before = _recorded(document, ReviewedClaim(standing.claim, about, standing))
        record(workspace, "claim review taken back", document.id, before=before, after=_recorded(document, after))
    return after


def documents_to_review(workspace: Workspace, first: int, number: int) -> tuple[DocumentToReview, ...]:
    """Return `number` documents with claims that nobody reviewed, after the `first` such ones, the newest first."""
    return workspace.store.review_list.to_review(first, number)


def list_reviews(workspace: Workspace) -> Sequence[tuple[Document, ClaimReview]]:
    """Return every review with its document, taken back or not, by document; each is fetched as it is looked at."""
    record(workspace, "claim reviews listed")
    store = workspace.store

    def fetch(first: int, last: int) -> Sequence[tuple[Document, ClaimReview]]:
        reviews = store.review_list.fetch(first, last)
        documents = {document.id: document for document in store.documents({one for one, _ in reviews})}
        # another process may have forgotten a document since
        return [(documents[one], review) for one, review in reviews if one in documents]

    return LongList(len(store.review_list), fetch)


def _keep(
    workspace: Workspace, found: ClaimUnderReview, act: ReviewAct, claim: Claim, note: str, seen: str | None
) -> ReviewedClaim:
    document, about = found.document, found.standing.about
    with workspace.store.transaction():
        _check_seen(found, _standing(workspace, found), seen)
        review = ClaimReview(act, about, claim, workspace.viewer.name, now(), note)
        after = ReviewedClaim(claim, about, review)
        workspace.store.save_claim_review(document.id, review)
        work_in_at_once(workspace, document.id)
        before = _recorded(document, found.standing)
        record(workspace, _DONE[act], document.id, before=before, after=_recorded(document, after), why=note)
    return after


def _recorded(document: Document, one: ReviewedClaim | None) -> dict[str, Any] | None:
    """Return a claim as the record keeps it; None where there is none."""
    return {"claim": one.claim.id, "status": str(one.status), **claim_row(document, one.claim)} if one else None


def _standing(workspace: Workspace, found: ClaimUnderReview) -> ClaimReview | None:
    """Return the review of the claim that is in force at this moment."""
    return in_force(workspace.store.claim_reviews(found.document.id)).get(found.standing.about.id)


def _check_seen(found: ClaimUnderReview, standing: ClaimReview | None, seen: str | None) -> None:
    if seen is not None and seen != (standing.at if standing else ""):
        raise StaleEdit(
            say(
                "Somebody reviewed claim %(claim_id)s since this page was opened. Look at it, then review again.",
                claim_id=found.standing.about.id,
            ),
            next((one for one in found.history if one.at == seen), None),
            standing,
        )


def _check_new(claim: Claim, standing: Sequence[ReviewedClaim]) -> None:
    same = next((one for one in standing if one.claim.id == claim.id), None)
    if same is not None:
        stands = (
            say("stands there already") if same.counts else say("was rejected there; take the rejection back instead")
        )
        raise ClaimRefused(say("The very same claim (%(id)s) %(stands)s.", id=same.claim.id, stands=stands))


def _claim_called(workspace: Workspace, beginning: str) -> tuple[str, Claim]:
    found = workspace.store.claims_called(beginning) if beginning else ()
    if not found:
        raise UnknownName(
            say("There is no claim %(beginning)s.", beginning=repr(beginning)),
            "`homeward case NAME` shows the ids of a person's claims.",
        )
    if len(found) > 1:
        raise UnknownName(
            say(
                "%(beginning)s may be %(names)s. Give more of the id.",
                beginning=repr(beginning),
                names=" or ".join(claim.id for _, claim in found),
            )
        )
    return found[0]
