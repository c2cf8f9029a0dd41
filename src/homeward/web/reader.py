"""The reader's page: a kept text with its claims marked, and beside it one claim, or the form for one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from homeward.app.claim_lines import ClaimLine, claim_lines, review_in_words, standing_in_words
from homeward.app.review_claims import claims_under_review
from homeward.app.show_claims import ClaimInContext
from homeward.app.show_documents import original_as_text, original_pages
from homeward.basics.safe_text import inert
from homeward.claims.reviews import ReviewedClaim
from homeward.documents.model import Document
from homeward.web.asking import workspace
from homeward.web.marked_text import part_of, part_with

MOST_PAGES = 60
"""Pictures of a file's pages that stand beside its text; the download has all."""


@dataclass(frozen=True, slots=True)
class ShownClaim:
    """A claim beside its text: its values, where it stands, how it came to that, and what else the words claim.

    `as_read` are the values as the reader had them, where a reviewer has them otherwise.
    """

    opened: ClaimInContext
    before: str
    quote: str
    after: str
    lines: tuple[ClaimLine, ...]
    standing: str
    history: tuple[str, ...]
    as_read: tuple[ClaimLine, ...]
    beside: tuple[ReviewedClaim, ...]


def shown_claim(opened: ClaimInContext) -> ShownClaim:
    """Return a claim as the panel beside the text shows it."""
    document, under = opened.document, opened.under
    about, claim = under.standing.about, opened.claim
    span = claim.span
    return ShownClaim(
        opened=opened,
        before=inert(opened.before),
        quote=inert(opened.quote),
        after=inert(opened.after),
        lines=claim_lines(document, claim),
        standing=standing_in_words(under.standing),
        history=tuple(review_in_words(one) for one in reversed(under.history)),
        as_read=claim_lines(document, about) if about.id != claim.id else (),
        beside=tuple(
            one for one in under.others if one.claim.span.start < span.end and span.start < one.claim.span.end
        ),
    )


def reader_page(
    request: HttpRequest,
    document: Document,
    opened: ClaimInContext | None = None,
    form: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Return the page of a document; `opened` stands beside its text, or the form whose context `form` is."""
    claims = claims_under_review(workspace(request), document.id)
    asked = request.GET.get("part", "")
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 9 else 1
    if opened is not None and not asked:
        number = part_with(opened.claim.span.start)
    field = request.GET.get("field", "")
    said = opened.claim.words.get(field, ()) if opened else ()
    if said and not asked:
        number = part_with(said[0].start)
    beside = "beside" in request.GET
    context = {
        "document": document,
        "part": part_of(document.text, number, claims, said),
        "claims": claims,
        "unreviewed": sum(one.review is None for one in claims),
        "shown": shown_claim(opened) if opened else None,
        "field": field if said else "",
        "beside": beside,
        "source": original_as_text(workspace(request), document.id) if beside else None,
        "pages": range(1, min(original_pages(workspace(request), document.id), MOST_PAGES) + 1) if beside else (),
        **(form or {}),
    }
    return render(request, "homeward/reader.html", context, status=status)
