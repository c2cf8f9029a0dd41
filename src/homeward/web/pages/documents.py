"""The documents: their list, the search, and the reader that shows every claim in the kept text."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.app.show_claims import ClaimInContext, show_claim
from homeward.app.show_documents import (
    claims_in,
    document_called,
    list_documents,
    original_of,
    search_documents,
    show_document,
)
from homeward.claims.model import Claim
from homeward.documents.model import Document
from homeward.web.asking import page_of, workspace

LONGEST_SHOWN = 200_000
"""Characters of a text shown at once; the original has all of it."""
DOWNLOAD = "application/octet-stream"


@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """List the kept documents, the newest first."""
    kept = sorted(list_documents(workspace(request)), key=lambda one: one.added, reverse=True)
    return render(request, "homeward/documents.html", {"page": page_of(request, kept)})


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show the documents that hold all the words asked for."""
    words = request.GET.get("words", "")
    found = search_documents(workspace(request), words) if words.strip() else ()
    return render(request, "homeward/search.html", {"words": words, "found": found})


@require_safe
def reader(request: HttpRequest, document_id: str) -> HttpResponse:
    """Show a document's text with its claims marked; `?claim=` opens one beside it."""
    document = show_document(workspace(request), document_id)
    claims = claims_in(workspace(request), document.id)
    asked = request.GET.get("claim", "")
    opened = next((one for one in claims if asked and one.id.startswith(asked)), None)
    said = {
        "document": document,
        "kept": document_called(workspace(request), document.id),
        "pieces": pieces(document.text[:LONGEST_SHOWN], claims),
        "cut": len(document.text) > LONGEST_SHOWN,
        "claims": claims,
        "opened": None if opened is None else show_claim(workspace(request), opened.id),
    }
    return render(request, "homeward/reader.html", said)


@require_safe
def claim(request: HttpRequest, claim_id: str) -> HttpResponse:
    """Show one claim: its fields, and the words that say each, within their sentence."""
    found: ClaimInContext = show_claim(workspace(request), claim_id)
    template = "homeward/claim_panel.html" if request.headers.get("HX-Request") else "homeward/claim.html"
    return render(request, template, {"opened": found, "document": found.document})


@require_safe
def original(request: HttpRequest, document_id: str) -> HttpResponse:
    """Give the bytes that a document came as, as a download that no browser runs."""
    document: Document = show_document(workspace(request), document_id)
    content = original_of(workspace(request), document.id)
    answer = HttpResponse(content, content_type=DOWNLOAD)
    answer["Content-Disposition"] = f'attachment; filename="{document.id}"'
    return answer


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and the claims whose quote covers it, the innermost first; none for bare text."""

    text: str
    claims: tuple[Claim, ...] = ()

    @property
    def kind(self) -> str:
        """The kind of the innermost claim."""
        return self.claims[0].kind if self.claims else ""


def pieces(text: str, claims: Sequence[Claim]) -> list[Piece]:
    """Return the text cut where any claim begins or ends; offsets are code points, as everywhere."""
    cuts = sorted({0, len(text), *(min(edge, len(text)) for one in claims for edge in (one.span.start, one.span.end))})
    found = []
    for start, end in pairwise(cuts):
        over = [one for one in claims if one.span.start <= start and end <= one.span.end]
        over.sort(key=lambda one: one.span.end - one.span.start)
        found.append(Piece(text[start:end], tuple(over)))
    return found
