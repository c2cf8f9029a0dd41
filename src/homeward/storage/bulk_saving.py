"""Many documents at once, each with its reading: the same rows as one by one, in few statements."""

from collections.abc import Sequence

from homeward.claims.model import Reading
from homeward.documents.model import Document
from homeward.storage import search
from homeward.storage.models import ClaimRow, DocumentRow, FileRow, NamedPersonRow, OriginalRow, ReadingRow
from homeward.storage.people import revisions
from homeward.storage.people.models import ReadAtRow
from homeward.storage.rows import claim_row, document_row, named_person_row, reading_row
from homeward.storage.statements import kept as statements

_ROWS_AT_ONCE = 500


def save_together(kept: Sequence[tuple[Document, bytes, Reading]]) -> None:
    """Keep documents of which none is kept yet, the bytes they came as and their readings; call it in a transaction."""
    DocumentRow.objects.bulk_create([document_row(document) for document, _, _ in kept], batch_size=_ROWS_AT_ONCE)
    rows = DocumentRow.objects.in_bulk([document.id for document, _, _ in kept], field_name="document_id")
    together = [(rows[document.id], document, original, reading) for document, original, reading in kept]
    search.index_documents((row.number, document) for row, document, _, _ in together)
    originals = [
        OriginalRow(bytes_sha256=document.bytes_sha256, document=row, content=original)
        for row, document, original, _ in together
    ]
    OriginalRow.objects.bulk_create(originals, batch_size=_ROWS_AT_ONCE)
    files = [FileRow(original_id=document.bytes_sha256, name=document.name) for _, document, _, _ in together]
    FileRow.objects.bulk_create(files, batch_size=_ROWS_AT_ONCE)
    readings = [reading_row(one, row) for row, _, _, one in together]
    ReadingRow.objects.bulk_create(readings, batch_size=_ROWS_AT_ONCE)
    claims = [claim_row(claim, row, place) for row, _, _, one in together for place, claim in enumerate(one.claims)]
    ClaimRow.objects.bulk_create(claims, batch_size=_ROWS_AT_ONCE)
    statements.keep(statements.Counted(row.number, row.date, enumerate(one.claims)) for row, _, _, one in together)
    people = [
        named_person_row(person, row, place) for row, _, _, one in together for place, person in enumerate(one.people)
    ]
    NamedPersonRow.objects.bulk_create(people, batch_size=_ROWS_AT_ONCE)
    revisions.texts_changed()
    revision = revisions.people_changed()
    read = [ReadAtRow(document=row, revision=revision) for row, _, _, _ in together]
    ReadAtRow.objects.bulk_create(read, batch_size=_ROWS_AT_ONCE)
