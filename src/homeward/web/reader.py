"""The reader's page: a kept text with its claims marked, and beside it one claim, or the form for one."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from homeward.app.claim_lines import ClaimLine, claim_lines, review_in_words, standing_in_words
from homeward.app.review_claims import claims_under_review
from homeward.app.show_claims import ClaimInContext
from homeward.app.show_documents import left_unread, original_as_text, original_pages
from homeward.basics.safe_text import LONGEST_QUOTED, inert, shortened
from homeward.claims.reviews import ReviewedClaim
from homeward.documents.model import Document
from homeward.web.asking import workspace
from homeward.web.marked_text import TextPart, part_of, part_with

MOST_PAGES = 60
"""Pictures of a file's pages that stand beside its text; the download has all."""
MOST_UNREAD = 20
"""Stretches of a text that were not read for claims and are named above it."""


@dataclass(frozen=True, slots=True)
class ShownClaim:
    """A claim beside its text: its values, where it stands, how it came to that, and what else the words claim.

    `as_read` are the values as the reader had them, where a reviewer has them otherwise. A very long quote is cut.
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

    @property
    def length(self) -> int:
        """How many characters the quote has in the text."""
        return len(self.opened.quote)

    @property
    def quote_is_shortened(self) -> bool:
        """Whether the quote is shown without its middle."""
        return self.length > LONGEST_QUOTED


def shown_claim(opened: ClaimInContext) -> ShownClaim:
    """Return a claim as the panel beside the text shows it."""
    document, under = opened.document, opened.under
    about, claim = under.standing.about, opened.claim
    span = claim.span
    return ShownClaim(
        opened=opened,
        before=inert(opened.before),
        quote=inert(shortened(opened.quote)),
        after=inert(opened.after),
        lines=claim_lines(document, claim),
        standing=standing_in_words(under.standing),
        history=tuple(review_in_words(one) for one in reversed(under.history)),
        as_read=claim_lines(document, about) if about.id != claim.id else (),
        beside=tuple(
            one for one in under.others if one.claim.span.start < span.end and span.start < one.claim.span.end
        ),
    )


@dataclass(frozen=True, slots=True)
class ListedClaims:
    """The claims that begin in the part of a text that is shown, of `number` in all, and those before and after it."""

    here: tuple[ReviewedClaim, ...]
    before: ReviewedClaim | None
    after: ReviewedClaim | None
    number: int


def listed_claims(claims: Sequence[ReviewedClaim], part: TextPart) -> ListedClaims:
    """Return which of a document's claims, in the order of the text, are listed beside a part of it."""
    starts = [one.claim.span.start for one in claims]
    first, last = bisect_left(starts, part.start), bisect_left(starts, part.end)
    before = claims[first - 1] if first else None
    return ListedClaims(tuple(claims[first:last]), before, claims[last] if last < len(claims) else None, len(claims))


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
        number = part_with(document.text, opened.claim.span.start)
    field = request.GET.get("field", "")
    said = opened.claim.words.get(field, ()) if opened else ()
    if said and not asked:
        number = part_with(document.text, said[0].start)
    part = part_of(document.text, number, claims, said)
    unread = left_unread(workspace(request), document.id)
    beside = "beside" in request.GET
    context = {
        "document": document,
        "part": part,
        "claims": listed_claims(claims, part),
        "waits": unread is None,
        "unread": [(one, part_with(document.text, one.span.start)) for one in (unread or ())[:MOST_UNREAD]],
        "unread_in_all": len(unread or ()),
        "unreviewed": sum(one.review is None for one in claims),
        "shown": shown_claim(opened) if opened else None,
        "field": field if said else "",
        "beside": beside,
        "source": original_as_text(workspace(request), document.id) if beside else None,
        "pages": range(1, min(original_pages(workspace(request), document.id), MOST_PAGES) + 1) if beside else (),
        **(form or {}),
    }
    return render(request, "homeward/reader.html", context, status=status)
