"""Deleting for good: rows, words in the index, and what the database's files would still hold of them."""

from django.db import connection

from homeward.storage.models import ConflictRulingRow, DocumentRow, FileRow, MatchDecisionRow, RefusalRow
from homeward.storage.people import revisions
from homeward.storage.people.models import PersonRow
from homeward.storage.people.saving import leave_documents
from homeward.storage.rulings import forget_rulings_on_document
from homeward.storage.search import forget_deleted_words, leave_index
from homeward.storage.statements import kept as statements

_TABLES = (
    "document", "original", "file", "reading", "claim", "named_person", "refusal", "match_decision", "conflict_ruling",
    "search_segment", "claim_review", "job", "variant", "variant_version", "clearing",
    "person", "member", "name_key", "case_summary", "case_value", "conflict", "origin_of_text", "read_at",
    "statement", "speaker", "speaker_key", "said_by", "case_looked_at", "deadline",
)  # fmt: skip
_TRIES = 4


def forget_document(document: DocumentRow) -> None:
    """Delete the document, its originals, reading, claims, reviews, people, index words, decisions and refusals."""
    names = set(FileRow.objects.filter(original__document=document).values_list("name", flat=True))
    RefusalRow.objects.filter(name__in=names | {document.name}).delete()
    leave_documents([document.document_id])
    revisions.texts_changed()
    forget_rulings_on_document(document.document_id)
    leave_index(document.number)
    statements.leave(document)
    document.delete()


def forget_everything() -> None:
    """Delete all but the audit."""
    revisions.texts_changed()
    statements.leave_all()
    for rows in (PersonRow, DocumentRow, RefusalRow, MatchDecisionRow, ConflictRulingRow):
        rows.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_segment")


def overwrite() -> None:
    """Rewrite the database's files without what was deleted; what a PostgreSQL server logs and backs up is its own."""
    forget_deleted_words()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in _TABLES:
                cursor.execute(f"VACUUM (FULL) {table}")
            return
        cursor.execute("VACUUM")
        for _ in range(_TRIES):  # each waits for those who read of a moment before, as long as for any lock
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            if not cursor.fetchone()[0]:
                return
