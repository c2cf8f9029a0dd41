"""Documents: their list, one, its text and file as it came, adding one, and the search."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Status
from pydantic import BaseModel

from homeward.app.claim_values import place_values
from homeward.app.read_in_job import ask_to_read, uploaded
from homeward.app.show_documents import (
    Found,
    about_document,
    find_documents,
    newest_documents,
    original_of,
    show_document,
)
from homeward.storage.model import KeptDocument
from homeward.web.api.guard import BYTES
from homeward.web.api.jobs import JobShown, job_values
from homeward.web.api.shapes import ROWS, Limit, Offset, Place, RowsOf, Words, answers, rows_of
from homeward.web.asking import workspace

router = Router(tags=["documents"])
MOST_CHARACTERS = 1_000_000
"""Characters of a text in one answer."""
AS_IT_CAME = {"responses": {200: {"content": {BYTES: {"schema": {"type": "string", "format": "binary"}}}}}}
ANY_FILE = {"requestBody": {"required": True, "content": {BYTES: {"schema": {"type": "string", "format": "binary"}}}}}


class DocumentText(BaseModel):
    """A document's kept text, in whose characters all offsets count: `text` begins at `start` of `characters` in all.

    Of a text too long for one answer the rest begins at `next`, null at the end. `text_sha256` is of the whole text.
    """

    document_id: str
    text: str
    start: int
    characters: int
    next: int | None
    text_sha256: str


class FoundDocument(BaseModel):
    """A document that holds all the words: an excerpt that begins at `start`, and every place of the words."""

    document_id: str
    name: str
    title: str | None
    publisher: str | None
    date: str | None
    excerpt: str
    start: int
    words: list[Place]


@router.get("documents", url_name="api_documents", response=answers(RowsOf[KeptDocument]))
def documents(request: HttpRequest, limit: Limit = ROWS, offset: Offset = 0) -> Any:
    """List the kept documents, the newest first."""
    return rows_of(newest_documents(workspace(request)), limit, offset)


@router.post(
    "documents", url_name="api_documents", response=answers(JobShown, 202), openapi_extra=ANY_FILE, summary="Add report"
)
def add(request: HttpRequest, name: Annotated[str, Query(min_length=1, max_length=200)]) -> Any:
    """Add the report that is sent, a file or an archive of any kind that Homeward reads, and ask for its reading.

    The answer is a job: it says how far the reading is, and in the end what came of each file.
    """
    opened = workspace(request)
    with uploaded(opened) as upload:
        upload.keep(name, iter(lambda: request.read(1_000_000), b""))
        return Status(202, job_values(opened, ask_to_read(opened, upload)))


@router.get("documents/{slug:document_id}", url_name="api_document", response=answers(KeptDocument))
def document(request: HttpRequest, document_id: str) -> Any:
    """Say what is known of one document: where it came from, when it was issued, who read it."""
    return about_document(workspace(request), document_id)


@router.get("documents/{slug:document_id}/text", url_name="api_document_text", response=answers(DocumentText))
def text(
    request: HttpRequest,
    document_id: str,
    start: Annotated[int, Query(ge=0, le=2**31)] = 0,
    most: Annotated[int, Query(ge=1, le=MOST_CHARACTERS)] = MOST_CHARACTERS,
) -> Any:
    """Give the kept text of one document from the character `start` on, `most` characters at once."""
    found = show_document(workspace(request), document_id)
    end = start + most
    return {
        "document_id": found.id,
        "text": found.text[start:end],
        "start": start,
        "characters": len(found.text),
        "next": end if end < len(found.text) else None,
        "text_sha256": found.text_sha256,
    }


@router.get(
    "documents/{slug:document_id}/original",
    url_name="api_original",
    response=answers(None),
    openapi_extra=AS_IT_CAME,
    summary="Original file",
)
def original(request: HttpRequest, document_id: str) -> HttpResponse:
    """Give the bytes that a document came as."""
    opened = workspace(request)
    answer = HttpResponse(original_of(opened, show_document(opened, document_id).id), content_type=BYTES)
    answer.headers["Content-Disposition"] = "attachment"
    return answer


@router.get("search", url_name="api_search", response=answers(RowsOf[FoundDocument]))
def search(
    request: HttpRequest,
    words: Words,
    publisher: Words = "",
    language: Words = "",
    limit: Limit = ROWS,
    offset: Offset = 0,
) -> Any:
    """Find the documents that hold all the words, or words that begin so, the best first."""
    found = find_documents(workspace(request), words, publisher, language).rows if words.strip() else ()
    return rows_of(found, limit, offset, _found)


def _found(one: Found) -> dict[str, Any]:
    return {
        "document_id": one.document_id,
        "name": one.name,
        "title": one.title,
        "publisher": one.publisher,
        "date": one.date,
        "excerpt": one.excerpt,
        "start": one.start,
        "words": [place_values(span) for span in one.words],
    }
