"""Claims and their reviews as plain values that JSON can say: the contract's row, and where each stands."""

from typing import Any

from homeward.claims.contract import claim_row
from homeward.claims.model import Claim, ClaimReview
from homeward.claims.reviews import ReviewedClaim
from homeward.documents.model import Document, Span


def claim_values(document: Document, claim: Claim) -> dict[str, Any]:
    """Return a claim as the contract has it, with its id, its document, and the places of the words for each value."""
    return {
        "id": claim.id,
        "document_id": document.id,
        **claim_row(document, claim),
        "words": {name: [place_values(span) for span in spans] for name, spans in claim.words.items()},
    }


def reviewed_values(document: Document, one: ReviewedClaim) -> dict[str, Any]:
    """Return a claim with where it stands with reviewers; `seen` is what whoever reviews it next says they saw."""
    review = None if one.review is None else review_values(document, one.review)
    return {**claim_values(document, one.claim), "review_status": str(one.status), "seen": one.seen, "review": review}


def review_values(document: Document, review: ClaimReview) -> dict[str, Any]:
    """Return a review with the claim as it was accepted, corrected, rejected or added, and the one it is about."""
    return {
        "act": str(review.act),
        "by": review.by,
        "at": review.at,
        "note": review.note,
        "undone_at": review.undone_at,
        "about": review.about.id,
        "claim": claim_values(document, review.claim),
    }


def place_values(span: Span) -> dict[str, int]:
    """Return where words stand in the kept text of a document: from `start` up to but without `end`."""
    return {"start": span.start, "end": span.end}
