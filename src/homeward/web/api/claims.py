"""Claims: of a document, one in its context, and what reviewers say of them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import BaseModel, ConfigDict, Field

from homeward.app.claim_values import review_values, reviewed_values
from homeward.app.review_claims import (
    add_claim,
    claims_under_review,
    correct_claim,
    documents_to_review,
    list_reviews,
    review_claim,
    undo_review,
)
from homeward.app.show_claims import show_claim
from homeward.app.show_documents import show_document
from homeward.basics.errors import StaleEdit
from homeward.claims.entries import EnteredClaim, Entry
from homeward.claims.model import ClaimReview, Reality, ReviewAct
from homeward.claims.passages import Passage
from homeward.documents.model import Document
from homeward.storage.model import DocumentToReview
from homeward.web.api.shapes import (
    ROWS,
    Body,
    FromOne,
    Limit,
    Note,
    Number,
    Offset,
    Place,
    RowsOf,
    Seen,
    answers,
    rows_of,
    without_nuls,
)
from homeward.web.asking import workspace

router = Router(tags=["claims"])
MOST_ENTRIES = 40


class ClaimShown(BaseModel):
    """What one source says at one place; the fields of its kind stand beside those named here (see the contract)."""

    model_config = ConfigDict(extra="allow")
    id: str
    document_id: str
    kind: str
    quote: str
    start: int
    end: int
    who: list[str]
    by: str | list[str] | None
    reality: Reality
    date: str | None
    words: dict[str, list[Place]]


class ReviewShown(BaseModel):
    """What a reviewer said of a claim; `about` is the id of the claim as it was read or first added."""

    act: ReviewAct
    by: str
    at: str
    note: str
    undone_at: str | None
    about: str
    claim: ClaimShown


class ReviewedClaimShown(ClaimShown):
    """A claim as it stands with reviewers; `seen` is the moment of the review in force, empty where there is none."""

    review_status: str
    seen: str
    review: ReviewShown | None


class ClaimInContextShown(BaseModel):
    """A claim with its sentences (`before`, its quote and `after` follow one another) and every review of it."""

    claim: ReviewedClaimShown
    before: str
    after: str
    said_by: dict[str, list[str]]
    history: list[ReviewShown]


class PassageBody(Body):
    """Words of the text: quoted, by their places, or the `nth` place where they stand."""

    words: Annotated[str, Field(max_length=10_000)] = ""
    at: list[tuple[Number, Number]] = Field(default_factory=list, max_length=MOST_ENTRIES)
    nth: FromOne | None = None


class EntryBody(PassageBody):
    """One value: empty where the words are the value themselves."""

    value: Annotated[str, Field(max_length=1000)] = ""


class ClaimBody(Body):
    """A claim as a reviewer enters it: its quote, and for each field the values with the words that say them."""

    kind: Annotated[str, Field(max_length=40)]
    quote: PassageBody
    reality: Reality = Reality.ASSERTED
    fields: dict[str, Annotated[list[EntryBody], Field(max_length=MOST_ENTRIES)]] = Field(
        default_factory=dict, max_length=40
    )
    note: Note = ""
    seen: Seen = ""


class ReviewBody(Body):
    """What a reviewer says of a claim as it stands."""

    act: Literal["accept", "reject"]
    note: Note = ""
    seen: Seen = ""


@router.get("documents/{slug:document_id}/claims", url_name="api_claims", response=answers(RowsOf[ReviewedClaimShown]))
def claims(request: HttpRequest, document_id: str, limit: Limit = ROWS, offset: Offset = 0) -> Any:
    """List a document's claims as they stand, rejected ones too, in the order of the text."""
    opened = workspace(request)
    document = show_document(opened, document_id)
    found = claims_under_review(opened, document.id)
    return rows_of(found, limit, offset, lambda one: reviewed_values(document, one))


@router.post("documents/{slug:document_id}/claims", url_name="api_claims", response=answers(ReviewedClaimShown, 201))
def add(request: HttpRequest, document_id: str, body: ClaimBody) -> Any:
    """Add a claim that the reader missed; its values are held against the text, as a reader's are."""
    opened = workspace(request)
    document = show_document(opened, document_id)
    added = add_claim(opened, document.id, _entered(body), without_nuls(body.note))
    return Status(201, reviewed_values(document, added))


@router.get("claims/{slug:claim_id}", url_name="api_claim", response=answers(ClaimInContextShown))
def claim(request: HttpRequest, claim_id: str) -> Any:
    """Show one claim in its sentences, with the words that say each value and every review of it."""
    found = show_claim(workspace(request), claim_id)
    return {
        "claim": reviewed_values(found.document, found.under.standing),
        "before": found.before,
        "after": found.after,
        "said_by": {name: list(words) for name, words in found.words.items()},
        "history": [review_values(found.document, one) for one in found.under.history],
    }


@router.post(
    "claims/{slug:claim_id}/review", url_name="api_review", response=answers(ReviewedClaimShown, over=ReviewShown)
)
def review(request: HttpRequest, claim_id: str, body: ReviewBody) -> Any:
    """Accept or reject a claim as it stands; over a review in force `seen` has to say so, or the answer is 409."""
    opened = workspace(request)
    with _reviews_told(show_claim(opened, claim_id).document) as document:
        kept = review_claim(opened, claim_id, ReviewAct(body.act), without_nuls(body.note), body.seen)
    return reviewed_values(document, kept)


@router.put(
    "claims/{slug:claim_id}/review", url_name="api_review", response=answers(ReviewedClaimShown, over=ReviewShown)
)
def correct(request: HttpRequest, claim_id: str, body: ClaimBody) -> Any:
    """Put what is sent in a claim's place; its values are held against the text, `seen` against what is in force."""
    opened = workspace(request)
    with _reviews_told(show_claim(opened, claim_id).document) as document:
        kept = correct_claim(opened, claim_id, _entered(body), without_nuls(body.note), body.seen)
    return reviewed_values(document, kept)


@router.delete(
    "claims/{slug:claim_id}/review",
    url_name="api_review",
    response=answers(ReviewedClaimShown | None, over=ReviewShown),
)
def undo(request: HttpRequest, claim_id: str, seen: Seen = "") -> Any:
    """Take back the review in force, which is the one in `seen`; 409 where another is.

    The answer is the claim as it stands then, null where it was an added one.
    """
    opened = workspace(request)
    with _reviews_told(show_claim(opened, claim_id).document) as document:
        left = undo_review(opened, claim_id, seen)
    return None if left is None else reviewed_values(document, left)


@router.get("reviews", url_name="api_reviews", response=answers(RowsOf[ReviewShown]))
def reviews(request: HttpRequest, limit: Limit = ROWS, offset: Offset = 0) -> Any:
    """List every review, taken back or not, in the order of the documents."""
    return rows_of(list_reviews(workspace(request)), limit, offset, lambda one: review_values(*one))


@router.get("to-review", url_name="api_to_review", response=answers(list[DocumentToReview]))
def to_review(request: HttpRequest, limit: Limit = ROWS, offset: Offset = 0) -> Any:
    """List the documents with claims that nobody reviewed, the newest first."""
    return list(documents_to_review(workspace(request), offset, limit))


@contextmanager
def _reviews_told(document: Document) -> Iterator[Document]:
    """Give the two reviews that a stale edit is about as all reviews of that document are given."""
    try:
        yield document
    except StaleEdit as stale:
        both = (stale.saw, stale.stands)
        stale.saw, stale.stands = (
            review_values(document, one) if isinstance(one, ClaimReview) else None for one in both
        )
        raise


def _entered(body: ClaimBody) -> EnteredClaim:
    fields: Mapping[str, Any] = {name: [_entry(one) for one in several] for name, several in body.fields.items()}
    return EnteredClaim(body.kind, _passage(body.quote), body.reality, fields)


def _entry(one: EntryBody) -> Entry:
    return Entry(one.value.replace("\0", "\ufffd"), _passage(one))


def _passage(said: PassageBody) -> Passage:
    return Passage(said.words.replace("\0", "\ufffd"), tuple(said.at), said.nth)
