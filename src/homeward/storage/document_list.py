"""The documents without their texts: all of them, a page of them, or those that go by a name."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from django.db.models import Count, QuerySet

from homeward.claims.model import UnreadStretch
from homeward.storage import reviews
from homeward.storage.model import DocumentHeading, KeptDocument
from homeward.storage.models import DocumentRow, FileRow, ReadingRow
from homeward.storage.rows import date_of, unread_of
from homeward.storage.shown import Shown


class DocumentList:
    """What is known of every document shown, without its text."""

    def __init__(self, shown: Shown) -> None:
        self._shown = shown

    def __len__(self) -> int:
        return self._shown.documents().count()

    def all(self) -> tuple[KeptDocument, ...]:
        """Return every document, in the order they were added."""
        return tuple(_kept(self._shown.documents().order_by("number")))

    def headings(self) -> tuple[DocumentHeading, ...]:
        """Return what a list names each document by, in the order they were added."""
        columns = ("document_id", "name", "title", "publisher", "date", "date_origin")
        return tuple(
            DocumentHeading(document_id, name, title, publisher, date_of(edtf, origin))
            for document_id, name, title, publisher, edtf, origin in self._shown.documents()
            .order_by("number")
            .values_list(*columns)
        )

    def newest(self, first: int, last: int) -> tuple[KeptDocument, ...]:
        """Return the documents from place `first` to before `last`, the newest first."""
        numbers = list(self._shown.documents().order_by("-number").values_list("number", flat=True)[first:last])
        found = {one.added: one for one in _kept(DocumentRow.objects.filter(number__in=numbers))}
        return tuple(found[number] for number in numbers if number in found)

    def issued(self) -> dict[str, str | None]:
        """Return, by document id, when it was issued (EDTF), None where that is not known."""
        return dict(self._shown.documents().values_list("document_id", "date"))

    def names(self) -> Iterator[tuple[str, str]]:
        """Yield every name of every document, that of its text and those of the files it was given as, with its id."""
        yield from self._shown.documents().values_list("name", "document_id").iterator()
        files = self._shown.of(FileRow.objects.all(), "original__document")
        yield from files.values_list("name", "original__document__document_id").distinct().iterator()

    def undated(self) -> frozenset[str]:
        """Return the ids of the documents that nobody knows the date of."""
        return frozenset(self._shown.documents().filter(date=None).values_list("document_id", flat=True))

    def number_unread(self) -> int:
        """Return how many documents nobody has read."""
        return self._shown.documents().filter(reading=None).count()

    def unread(self, first: int, last: int) -> tuple[KeptDocument, ...]:
        """Return those that nobody has read from place `first` to before `last`, in the order they were added."""
        numbers = self._shown.documents().filter(reading=None).order_by("number").values_list("number", flat=True)
        return tuple(_kept(DocumentRow.objects.filter(number__in=list(numbers[first:last])).order_by("number")))

    def left_unread(self, document_id: str) -> tuple[UnreadStretch, ...] | None:
        """Return what the reader of a document left unread; None where nobody has read it."""
        rows = self._shown.of(ReadingRow.objects.filter(document__document_id=document_id), "document")
        row = rows.select_related("document").defer("document__text").first()
        return None if row is None else unread_of(row, row.document.text_sha256)

    def publishers_and_languages(self, numbers: Sequence[int]) -> tuple[Counter[str], Counter[str]]:
        """Count the publishers and the languages of the documents with those numbers, unknown ones left out."""
        rows = list(DocumentRow.objects.filter(number__in=numbers).values_list("publisher", "language"))
        return Counter(one for one, _ in rows if one), Counter(one for _, one in rows if one)

    def called(self, named: str, most: int) -> tuple[KeptDocument, ...]:
        """Return the document with that very id; else at most so many given under that name, or whose id begins so."""
        if exactly := tuple(_kept(self._shown.documents().filter(document_id=named))):
            return exactly
        files = self._shown.of(FileRow.objects.filter(name=named), "original__document")
        shown = self._shown.documents()
        numbers: set[int] = {*files.values_list("original__document__number", flat=True)[:most]}
        numbers |= {*shown.filter(name=named).values_list("number", flat=True)[:most]}
        if not numbers and named:
            numbers = {*shown.filter(document_id__startswith=named).values_list("number", flat=True)[:most]}
        return tuple(_kept(DocumentRow.objects.filter(number__in=numbers).order_by("number")))[:most]


def _kept(rows: QuerySet[DocumentRow]) -> Iterator[KeptDocument]:
    names: dict[int, list[str]] = defaultdict(list)
    files = FileRow.objects.filter(original__document__in=rows.order_by().values("number")).order_by("id")
    for number, name in files.values_list("original__document__number", "name"):
        names[number].append(name)
    changes = reviews.changes_in_number(rows)
    for row in rows.defer("text").select_related("reading").annotate(claims_found=Count("reading__claims")):
        yield KeptDocument(
            id=row.document_id,
            added=row.number,
            name=row.name,
            other_names=tuple(name for name in dict.fromkeys(names[row.number]) if name != row.name),
            media_type=row.media_type,
            title=row.title,
            publisher=row.publisher,
            author=row.author,
            date=date_of(row.date, row.date_origin),
            language=row.language,
            notes=tuple(row.notes),
            reader=row.reading.reader if hasattr(row, "reading") else None,
            claims=row.claims_found + changes.get(row.number, 0),
            unread=unread_of(row.reading, row.text_sha256) if hasattr(row, "reading") else (),
        )
