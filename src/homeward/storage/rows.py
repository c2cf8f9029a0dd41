"""Nouns to rows, and back to nouns equal to those that went in."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from homeward.basics.errors import SpanFromAnotherText
from homeward.basics.said import say
from homeward.claims.model import Claim, FieldValue, NamedPerson, Reading, Reality, UnreadStretch, WhyUnread
from homeward.documents.model import DateOrigin, Document, DocumentDate, Span
from homeward.storage.models import ClaimRow, DocumentRow, NamedPersonRow, ReadingRow


def document_row(document: Document) -> DocumentRow:
    """Return the row of a document that is not kept yet."""
    return DocumentRow(
        document_id=document.id,
        name=document.name,
        text=document.text,
        text_sha256=document.text_sha256,
        bytes_sha256=document.bytes_sha256,
        media_type=document.media_type,
        title=document.title,
        publisher=document.publisher,
        author=document.author,
        date=document.date.edtf if document.date else None,
        date_origin=document.date.origin if document.date else None,
        language=document.language,
        notes=document.notes,
    )


def document_of(row: DocumentRow) -> Document:
    """Return the document that a row keeps."""
    return Document(
        name=row.name,
        text=row.text,
        text_sha256=row.text_sha256,
        bytes_sha256=row.bytes_sha256,
        media_type=row.media_type,
        title=row.title,
        publisher=row.publisher,
        author=row.author,
        date=date_of(row.date, row.date_origin),
        language=row.language,
        notes=tuple(row.notes),
    )


def date_of(edtf: str | None, origin: str | None) -> DocumentDate | None:
    """Return a document's date from its two columns."""
    return None if edtf is None or origin is None else DocumentDate(edtf, DateOrigin(origin))


def reading_row(reading: Reading, document: DocumentRow) -> ReadingRow:
    """Return the row of a document's reading; raise SpanFromAnotherText where a span is another text's."""
    check_spans(document, [one.span for one in reading.unread])
    unread = [[one.span.start, one.span.end, one.why] for one in reading.unread]
    return ReadingRow(document=document, reader=reading.reader, refused=reading.refused, unread=unread)


def unread_of(row: ReadingRow, text_sha256: str) -> tuple[UnreadStretch, ...]:
    """Return what a reading left unread of the document whose text has that SHA-256."""
    return tuple(UnreadStretch(Span(text_sha256, start, end), WhyUnread(why)) for start, end, why in row.unread)


def claim_row(claim: Claim, document: DocumentRow, place: int) -> ClaimRow:
    """Return the row of a document's claim at `place`; raise SpanFromAnotherText where a span is another text's."""
    check_spans(document, [claim.span, *(span for spans in claim.words.values() for span in spans)])
    content = claim_content(claim)
    return ClaimRow(
        reading_id=document.number,
        place=place,
        claim_id=claim.id,
        kind=claim.kind,
        start=claim.span.start,
        end=claim.span.end,
        reality=claim.reality,
        date=claim.date,
        content={name: content[name] for name in ("who", "by", "fields", "words")},
    )


def claim_content(claim: Claim) -> dict[str, Any]:
    """Return all of a claim but its text's hash, as JSON has it."""
    return {
        "kind": claim.kind,
        "start": claim.span.start,
        "end": claim.span.end,
        "reality": claim.reality,
        "date": claim.date,
        "who": claim.who,
        "by": claim.by,
        "fields": {name: _plain(value) for name, value in claim.fields.items()},
        "words": {name: _ranges(spans) for name, spans in claim.words.items()},
    }


CLAIM_COLUMNS = ("kind", "start", "end", "reality", "date", "content")
PERSON_COLUMNS = ("name", "content")
"""What is asked of the database for a noun: plain columns, since making objects of thousands of rows takes its time."""


def claim_of(columns: Sequence[Any], text_sha256: str) -> Claim:
    """Return the claim that CLAIM_COLUMNS keep, of the document whose text has that SHA-256."""
    kind, start, end, reality, date, content = columns
    return Claim(
        kind=kind,
        span=Span(text_sha256, start, end),
        who=tuple(content["who"]),
        by=tuple(content["by"]),
        reality=Reality(reality),
        date=date,
        fields={name: _frozen(value) for name, value in content["fields"].items()},
        words={name: _spans(ranges, text_sha256) for name, ranges in content["words"].items()},
    )


def named_person_row(person: NamedPerson, document: DocumentRow, place: int) -> NamedPersonRow:
    """Return the row of a document's person at `place`; raise SpanFromAnotherText where a span is another text's."""
    check_spans(document, person.spans)
    return NamedPersonRow(
        reading_id=document.number,
        place=place,
        name=person.name,
        content={
            "forms": person.forms,
            "spans": _ranges(person.spans),
            "held": person.held,
            "speaks": person.speaks,
            "nationality": person.nationality,
            "roles": person.roles,
            "company": person.company,
        },
    )


def named_person_of(columns: Sequence[Any], document_id: str, text_sha256: str) -> NamedPerson:
    """Return the person that PERSON_COLUMNS keep, as the document with that id names them."""
    name, content = columns
    return NamedPerson(
        document_id=document_id,
        name=name,
        forms=tuple(content["forms"]),
        spans=_spans(content["spans"], text_sha256),
        held=content["held"],
        speaks=content["speaks"],
        nationality=tuple(content["nationality"]),
        roles=tuple(content["roles"]),
        company=tuple(content["company"]),
    )


def check_spans(document: DocumentRow, spans: Iterable[Span]) -> None:
    """Raise SpanFromAnotherText where a span was taken from another text than the document's."""
    if any(span.text_sha256 != document.text_sha256 for span in spans):
        raise SpanFromAnotherText(
            say("A span was taken from another text than %(name)s. Read the document again.", name=document.name)
        )


def _ranges(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _spans(ranges: Iterable[list[int]], text_sha256: str) -> tuple[Span, ...]:
    return tuple(Span(text_sha256, start, end) for start, end in ranges)


def _plain(value: FieldValue) -> Any:
    if isinstance(value, Mapping):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value


def _frozen(value: Any) -> FieldValue:
    if isinstance(value, dict):
        return {name: _frozen(part) for name, part in value.items()}
    if isinstance(value, list):
        return tuple(_frozen(part) for part in value)
    if isinstance(value, str | int):
        return value
    raise TypeError(f"A claim's field holds {value!r}, which is no text, number, list or mapping.")
