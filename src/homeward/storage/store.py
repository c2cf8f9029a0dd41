"""Keeps documents, readings and rulings, and gives them back as the nouns they were."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from django.db import connection, transaction

from homeward.basics.errors import UnknownName
from homeward.basics.said import say
from homeward.cases.model import ConflictRuling, MatchDecision
from homeward.claims.model import Claim, ClaimReview, NamedPerson, Reading
from homeward.claims.reviews import effective_reading
from homeward.documents.model import Document, Refusal
from homeward.storage import audit, forgetting, reviews, rulings, search
from homeward.storage.bulk_saving import save_together
from homeward.storage.document_list import DocumentList
from homeward.storage.model import AuditEntry, KeptDocument
from homeward.storage.models import (
    ClaimReviewRow,
    ClaimRow,
    DocumentRow,
    FileRow,
    NamedPersonRow,
    OriginalRow,
    ReadingRow,
    RefusalRow,
)
from homeward.storage.moments import is_one_moment, one_moment
from homeward.storage.people import revisions
from homeward.storage.people.case_list import CaseList
from homeward.storage.people.finding import Finding
from homeward.storage.people.who_is_who import WhoIsWho
from homeward.storage.rows import (
    CLAIM_COLUMNS,
    PERSON_COLUMNS,
    claim_of,
    claim_row,
    document_of,
    document_row,
    named_person_of,
    named_person_row,
    reading_row,
)
from homeward.storage.shown import Shown
from homeward.storage.statements import kept as statements
from homeward.storage.statements.finding import Statements
from homeward.storage.trouble import trouble_in_sentences

_ROWS_AT_ONCE = 500
_ONE_WRITER = "SELECT pg_advisory_xact_lock(4860)"
"""Lets one PostgreSQL transaction write at a time, as SQLite does by itself; the number is only ours."""


class Store:
    """The kept data of one workspace. A method that writes is one transaction, unless it is called inside another.

    Where documents are hidden, this is a view in which they, and all that hangs on them, do not exist.
    """

    def __init__(self, folder: Path, hidden: frozenset[str] = frozenset(), only: frozenset[str] | None = None) -> None:
        self.folder = folder
        self.hidden = hidden
        self._shown = Shown(hidden, only)

    def without(self, hidden: frozenset[str]) -> "Store":
        """Return a view in which the documents with these ids do not exist either; what is written is kept for all.

        A hidden document that is added again stays as it is, and hidden; the answer is that of a new one.
        """
        return Store(self.folder, self.hidden | hidden, self._shown.only)

    def with_only(self, document_ids: Iterable[str]) -> "Store":
        """Return a view in which the documents with these ids alone are read; what is written is kept all the same."""
        only = frozenset(document_ids)
        return Store(self.folder, self.hidden, only if self._shown.only is None else only & self._shown.only)

    def whole(self) -> "Store":
        """Return the store with nothing hidden: what is worked out for all is worked out of it."""
        return Store(self.folder)

    @property
    def in_transaction(self) -> bool:
        """Whether this is asked inside a transaction."""
        return connection.in_atomic_block

    @property
    def is_free_to_write(self) -> bool:
        """Whether a transaction of its own can begin now: not inside another, nor while all is read at one moment."""
        return not is_one_moment()

    @property
    def who_is_who(self) -> WhoIsWho:
        """The people across documents, and the list of their cases, as last worked out."""
        return WhoIsWho(self._shown)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep all that is written inside, or nothing; raise WorkspaceUnusable where the database cannot."""
        outermost = not connection.in_atomic_block
        with trouble_in_sentences(), transaction.atomic():
            if outermost and connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute(_ONE_WRITER)
            yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read all that is read inside as it stands at one moment; what others write meanwhile is not seen."""
        with trouble_in_sentences(), one_moment():
            yield

    @property
    def document_list(self) -> DocumentList:
        """The documents without their texts."""
        return DocumentList(self._shown)

    @property
    def statements(self) -> Statements:
        """What was said, and the numbers given, to be filtered and paged."""
        return Statements(self._shown, self.transaction)

    def finding(self, as_of: date) -> Finding:
        """Return what finds people and cases as known up to a day."""
        return Finding(self._shown, as_of)

    @property
    def case_list(self) -> CaseList:
        """What a list says of each case, as last worked out."""
        return CaseList(self._shown)

    def save_document(self, document: Document, original: bytes) -> bool:
        """Keep a document and the bytes it came as; return whether its text is new. Nothing is ever kept twice."""
        with self.transaction():
            row = DocumentRow.objects.filter(text_sha256=document.text_sha256).first()
            is_new = row is None or row.document_id in self.hidden
            if row is None:
                row = document_row(document)
                row.save(force_insert=True)
                search.index_document(row.number, document)
                revisions.texts_changed()
            kept, _ = OriginalRow.objects.get_or_create(
                bytes_sha256=document.bytes_sha256, defaults={"document": row, "content": original}
            )
            FileRow.objects.get_or_create(original=kept, name=document.name)
            return is_new

    def save_reading(self, reading: Reading) -> None:
        """Keep a reading in place of any earlier one; raise UnknownName where its document is not kept."""
        if reading.document_id in self.hidden:
            return
        with self.transaction():
            document = self._row(reading.document_id)
            ReadingRow.objects.filter(document=document).delete()
            reading_row(reading, document).save(force_insert=True)
            claims = [claim_row(claim, document, place) for place, claim in enumerate(reading.claims)]
            ClaimRow.objects.bulk_create(claims, batch_size=_ROWS_AT_ONCE)
            people = [named_person_row(person, document, place) for place, person in enumerate(reading.people)]
            NamedPersonRow.objects.bulk_create(people, batch_size=_ROWS_AT_ONCE)
            statements.keep_anew(document)
            revisions.reading_changed(document.number)

    def save_together(self, kept: Sequence[tuple[Document, bytes, Reading]]) -> None:
        """Keep many documents, none of which is kept yet, with the bytes they came as and their readings, at once."""
        with self.transaction():
            save_together(kept)

    def documents(self, ids: Iterable[str] | None = None) -> Iterator[Document]:
        """Yield the documents with those ids (None: all), in the order they were added."""
        shown = self._shown if ids is None else self.with_only(ids)._shown
        rows = shown.documents().order_by("number")
        yield from (document_of(row) for row in rows.iterator(chunk_size=20))  # a text may be megabytes

    def document(self, document_id: str) -> Document:
        """Return the document with that id; raise UnknownName where it is not kept."""
        return document_of(self._row(document_id))

    def kept_documents(self) -> tuple[KeptDocument, ...]:
        """Return what is known of every document, without its text, in the order they were added."""
        return self.document_list.all()

    def original(self, document_id: str) -> bytes:
        """Return the bytes that the document with that id came as; raise UnknownName where it is not kept."""
        row = self._row(document_id)
        return bytes(OriginalRow.objects.get(bytes_sha256=row.bytes_sha256).content)

    def kept_bytes(self) -> dict[str, str]:
        """Return, by SHA-256 of the bytes of every original, the id of its document."""
        rows = self._shown.of(OriginalRow.objects.all(), "document")
        return dict(rows.values_list("bytes_sha256", "document__document_id"))

    def added(self) -> dict[str, int]:
        """Return, by document id, a number that is greater for every document added later."""
        return dict(self._shown.documents().values_list("document_id", "number"))

    def add_name(self, bytes_sha256: str, name: str) -> None:
        """Keep a further name of an original that is kept already."""
        with self.transaction():
            FileRow.objects.get_or_create(original_id=bytes_sha256, name=name)

    def claims(self, kind: str | None = None, document_id: str | None = None) -> Iterator[tuple[str, Claim]]:
        """Yield the claims that count, as reviewed, with their document's id, in the order they stand.

        They are those of one kind and one document, or of all.
        """
        documents = self._texts(document_id)
        of_kind = {
            number: [one for one in several if kind in (None, one.about.kind)]
            for number, several in self._reviews(document_id).items()
        }
        for number, claim in reviews.laid_over(self._claims_read(documents, kind, document_id), of_kind):
            yield documents[number][0], claim

    def claims_read(self, document_id: str) -> tuple[Claim, ...]:
        """Return the claims of one document as its reader made them, whatever reviewers said of them."""
        return tuple(claim for _, claim in self._claims_read(self._texts(document_id), None, document_id))

    def _claims_read(
        self, documents: Mapping[int, tuple[str, str]], kind: str | None, document_id: str | None
    ) -> Iterator[tuple[int, Claim]]:
        shown = self._shown.of(ClaimRow.objects.order_by("reading_id", "place"), "reading")
        rows = shown.values_list("reading_id", *CLAIM_COLUMNS)
        if kind is not None:
            rows = rows.filter(kind=kind)
        if document_id is not None:
            rows = rows.filter(reading_id__in=list(documents))
        for number, *columns in self._shown.each(rows, _ROWS_AT_ONCE):
            if number in documents:  # not added by another process since
                yield number, claim_of(columns, documents[number][1])

    def _reviews(self, document_id: str | None = None) -> dict[int, list[ClaimReview]]:
        rows = self._shown.of(ClaimReviewRow.objects.all(), "document")
        return reviews.reviews_in(rows if document_id is None else rows.filter(document__document_id=document_id))

    def claims_called(self, beginning: str) -> tuple[tuple[str, Claim], ...]:
        """Return the claims whose id begins so (at most ten), each with its document's id.

        Claims as a reader made them and as reviewers have them, rejected ones too.
        """
        found: dict[str, tuple[str, Claim]] = {}
        columns = ("claim_id", "reading__document__document_id", "reading__document__text_sha256", *CLAIM_COLUMNS)
        rows = self._shown.of(ClaimRow.objects.filter(**reviews.called("claim_id", beginning)), "reading")
        rows = rows.order_by("reading_id", "place")
        for claim_id, document_id, text_sha256, *kept in rows.values_list(*columns)[:_ROWS_AT_ONCE]:
            found.setdefault(claim_id, (document_id, claim_of(kept, text_sha256)))
        reviewed = self._shown.of(ClaimReviewRow.objects.all(), "document")
        for document_id, claim in reviews.claims_called(reviewed, beginning):
            found.setdefault(claim.id, (document_id, claim))
        return tuple(found.values())[:10]

    def people(self) -> Iterator[NamedPerson]:
        """Yield everyone whom a document names, in the order of the documents."""
        yield from self._people(self._texts())

    def _people(self, documents: Mapping[int, tuple[str, str]]) -> Iterator[NamedPerson]:
        shown = self._shown.of(NamedPersonRow.objects.order_by("reading_id", "place"), "reading")
        rows = shown.values_list("reading_id", *PERSON_COLUMNS)
        for number, *columns in self._shown.each(rows, _ROWS_AT_ONCE):
            if number in documents:
                yield named_person_of(columns, *documents[number])

    def readings(self) -> Iterator[Reading]:
        """Yield every document's reading as reviewed, in the order of the documents."""
        documents, reviewed = self._texts(), self._reviews()
        claims: dict[int, list[Claim]] = defaultdict(list)
        people: dict[str, list[NamedPerson]] = defaultdict(list)
        for number, claim in self._claims_read(documents, None, None):
            claims[number].append(claim)
        for person in self._people(documents):
            people[person.document_id].append(person)
        read = self._shown.of(ReadingRow.objects.order_by("document_id"), "document")
        for number, name, reader, refused in read.values_list("pk", "document__document_id", "reader", "refused"):
            reading = Reading(name, reader, tuple(claims[number]), tuple(people[name]), tuple(refused))
            yield effective_reading(reading, reviewed.get(number, ()))

    def claim_reviews(self, document_id: str) -> tuple[ClaimReview, ...]:
        """Return every review of a document's claims in the order made, those taken back with `undone_at` set."""
        return tuple(one for several in self._reviews(document_id).values() for one in several)

    @property
    def review_list(self) -> reviews.ReviewList:
        """The reviews of claims, and the documents that wait for some."""
        return reviews.ReviewList(self._shown)

    def save_claim_review(self, document_id: str, review: ClaimReview) -> None:
        """Keep a review; raise SpanFromAnotherText where its claims are of another text than the document's."""
        with self.transaction():
            row = self._row(document_id)
            reviews.add_review(row, review)
            statements.keep_anew(row)
            revisions.reading_changed(row.number)

    def undo_claim_review(self, document_id: str, review: ClaimReview, by: str, at: str) -> None:
        """Take a review back; raise UnknownName where it does not stand."""
        with self.transaction():
            row = self._row(document_id)
            reviews.take_back_review(row, review, by, at)
            statements.keep_anew(row)
            revisions.reading_changed(row.number)

    def save_refusals(self, refusals: Iterable[Refusal]) -> None:
        """Keep what the last run refused, in place of what the one before it did."""
        with self.transaction():
            RefusalRow.objects.all().delete()
            rows = [RefusalRow(name=one.name, why=one.why, what_to_do=one.what_to_do) for one in refusals]
            RefusalRow.objects.bulk_create(rows, batch_size=_ROWS_AT_ONCE)

    def refusals(self) -> tuple[Refusal, ...]:
        """Return what the last run refused."""
        return tuple(Refusal(row.name, row.why, row.what_to_do) for row in self._shown.refusals().order_by("id"))

    @property
    def words(self) -> search.WordIndex:
        """The index that documents are found in by the words they hold."""
        return search.WordIndex(self._shown)

    def decisions(self) -> tuple[MatchDecision, ...]:
        """Return every match decision in the order made, those taken back with `undone_at` set."""
        return rulings.match_decisions(self._shown.decisions())

    def save_decision(self, decision: MatchDecision) -> None:
        """Keep a match decision."""
        with self.transaction():
            rulings.add_match_decision(decision)
            revisions.people_changed()

    def undo_decision(self, decision: MatchDecision, by: str, at: str) -> None:
        """Take a match decision back; raise UnknownName where it does not stand."""
        with self.transaction():
            rulings.take_back_match_decision(decision, by, at)
            revisions.people_changed()

    def conflict_rulings(self) -> tuple[ConflictRuling, ...]:
        """Return every ruling on a conflict in the order made, those taken back with `undone_at` set."""
        return rulings.conflict_rulings()

    def save_conflict_ruling(self, ruling: ConflictRuling) -> None:
        """Keep a ruling on a conflict."""
        with self.transaction():
            rulings.add_conflict_ruling(ruling)

    def undo_conflict_ruling(self, ruling: ConflictRuling, by: str, at: str) -> None:
        """Take a ruling on a conflict back; raise UnknownName where it does not stand."""
        with self.transaction():
            rulings.take_back_conflict_ruling(ruling, by, at)

    def keep_rulings_on(self, conflict_ids: set[str]) -> None:
        """Delete the rulings on conflicts that are no more."""
        with self.transaction():
            rulings.forget_rulings_except(conflict_ids)

    def audit_entries(self) -> tuple[AuditEntry, ...]:
        """Return the whole audit, first entry to last."""
        return tuple(audit.entries())

    def broken_audit_links(self, noted: str = "") -> tuple[str, ...]:
        """Return a sentence for each place where the audit was changed; none where its chain holds.

        `noted` is the hash of an entry as it was noted elsewhere, "" for none; without that entry the chain is broken.
        """
        with self.snapshot():
            return tuple(audit.broken_links(self.folder, noted))

    def forget_document(self, document_id: str) -> None:
        """Delete a document and all that came of it; raise UnknownName where it is not kept."""
        with self.transaction():
            forgetting.forget_document(self._row(document_id))

    def forget_everything(self) -> None:
        """Delete all but the audit."""
        with self.transaction():
            forgetting.forget_everything()

    def overwrite_what_was_forgotten(self) -> None:
        """Leave no trace of deleted rows in the database's own files."""
        with trouble_in_sentences():
            forgetting.overwrite()

    def _texts(self, document_id: str | None = None) -> dict[int, tuple[str, str]]:
        """Return id and SHA-256 of the text of every document, or of one, by the number it is kept under."""
        shown = self._shown if document_id is None else self.with_only([document_id])._shown
        return shown.texts()

    def _row(self, document_id: str) -> DocumentRow:
        row = self._shown.documents().filter(document_id=document_id).first()
        if row is None:
            raise UnknownName(
                say("There is no document %(document_id)s.", document_id=document_id),
                "`homeward documents` lists those that are kept.",
            )
        return row
