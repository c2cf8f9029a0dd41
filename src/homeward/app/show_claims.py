"""Shows one claim with the words around it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from homeward.app.audit import record
from homeward.app.review_claims import ClaimUnderReview, claim_under_review
from homeward.app.wiring import Workspace
from homeward.claims.model import Claim, ReviewStatus
from homeward.documents.model import Document, Span

_CONTEXT = 400
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)]*\s+|\n\s*\n")


@dataclass(frozen=True, slots=True)
class ClaimInDocument:
    """A claim, the document that makes it, its quote looked up there, and where the claim stands with reviewers."""

    claim: Claim
    document: Document
    quote: str
    review: ReviewStatus = ReviewStatus.UNREVIEWED


@dataclass(frozen=True, slots=True)
class ClaimInContext:
    """A claim with its quote and the rest of its sentences: `before`, `quote`, `after` follow one another in the text.

    `words` are the words that say each value, `under` where the claim stands with reviewers. A corrected claim is shown
    as corrected, a rejected one as it was when it was rejected.
    """

    claim: Claim
    document: Document
    before: str
    quote: str
    after: str
    words: Mapping[str, tuple[str, ...]]
    under: ClaimUnderReview


def show_claim(workspace: Workspace, claim_id: str) -> ClaimInContext:
    """Return the claim whose id begins so, as it stands; raise UnknownName where there is none, or more than one."""
    under = claim_under_review(workspace, claim_id)
    document, claim = under.document, under.standing.claim
    record(workspace, "claim read", claim.id)
    start, end = _sentences_around(document.text, claim.span)
    return ClaimInContext(
        claim=claim,
        document=document,
        before=document.text[start : claim.span.start],
        quote=document.quote(claim.span),
        after=document.text[claim.span.end : end],
        words={name: tuple(document.quote(span) for span in spans) for name, spans in claim.words.items()},
        under=under,
    )


def _sentences_around(text: str, span: Span) -> tuple[int, int]:
    """Return where the sentences begin and end that hold `span`, as far as marks tell, and never far away."""
    earliest, latest = max(0, span.start - _CONTEXT), min(len(text), span.end + _CONTEXT)
    ends = [earliest, *(found.end() for found in _SENTENCE_END.finditer(text, earliest, span.start))]
    following = _SENTENCE_END.search(text, max(span.end - 1, span.start), latest)
    return ends[-1], max(span.end, len(text[: following.end()].rstrip())) if following else latest
