"""The documents: their list, the search, and the reader that shows every claim in the kept text."""

from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from homeward.app.show_claims import ClaimInContext, show_claim
from homeward.app.show_documents import find_documents, newest_documents, original_of, show_document
from homeward.app.show_documents import original_page as page_as_picture
from homeward.basics.errors import UnknownName
from homeward.documents.model import Document
from homeward.web.asking import page_of, workspace
from homeward.web.reader import reader_page, shown_claim

DOWNLOAD = "application/octet-stream"
FOUND_ON_A_PAGE = 20


@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """List the kept documents, the newest first."""
    return render(request, "homeward/documents.html", {"page": page_of(request, newest_documents(workspace(request)))})


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show the documents that hold all the words asked for, of `?publisher=` and in `?language=` where asked."""
    words, publisher, language = (request.GET.get(name, "").strip() for name in ("words", "publisher", "language"))
    if not words:
        return render(request, "homeward/search.html", {"words": words})
    found = find_documents(workspace(request), words, publisher, language)
    asked = request.GET.copy()
    asked.pop("page", None)
    filters = (
        ("publisher", gettext("Publisher"), sorted(found.publishers.items()), publisher),
        ("language", gettext("Language"), sorted(found.languages.items()), language),
    )
    said = {"words": words, "found": found, "filters": filters, "more": f"&{asked.urlencode()}"}
    return render(request, "homeward/search.html", {**said, "page": page_of(request, found.rows, FOUND_ON_A_PAGE)})


@require_safe
def reader(request: HttpRequest, document_id: str) -> HttpResponse:
    """Show a document's text with its claims marked; `?claim=` opens one beside it, `&field=` marks a value's words."""
    document = show_document(workspace(request), document_id)
    asked = request.GET.get("claim", "")
    opened = None
    if asked:
        with suppress(UnknownName):
            opened = show_claim(workspace(request), asked)
    if opened is not None and opened.document.id != document.id:
        opened = None
    return reader_page(request, document, opened)


@require_safe
def claim(request: HttpRequest, claim_id: str) -> HttpResponse:
    """Show one claim: its fields, and the words that say each, within their sentence."""
    found: ClaimInContext = show_claim(workspace(request), claim_id)
    template = "homeward/claim_panel.html" if request.headers.get("HX-Request") else "homeward/claim.html"
    return render(request, template, {"shown": shown_claim(found), "document": found.document})


@require_safe
def original(request: HttpRequest, document_id: str) -> HttpResponse:
    """Give the bytes that a document came as, as a download that no browser runs."""
    document: Document = show_document(workspace(request), document_id)
    content = original_of(workspace(request), document.id)
    answer = HttpResponse(content, content_type=DOWNLOAD)
    answer["Content-Disposition"] = f'attachment; filename="{document.id}"'
    return answer


@require_safe
def original_page(request: HttpRequest, document_id: str, number: int) -> HttpResponse:
    """Give a picture of one page of a PDF as it came."""
    picture = page_as_picture(workspace(request), document_id, number)
    return HttpResponse(picture, content_type="image/png")
