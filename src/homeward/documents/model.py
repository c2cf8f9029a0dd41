"""The nouns of a document: its kept text, spans in it, and what is known of where and when it was issued."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from homeward.basics.errors import SpanFromAnotherText


class DateOrigin(StrEnum):
    """Where in a file a document's date was found, most trusted first."""

    FRONT_MATTER = "front matter"
    METADATA = "metadata"
    DATELINE = "dateline"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class DocumentDate:
    """When a document was issued: an EDTF string no more precise than its source, and where it was found."""

    edtf: str
    origin: DateOrigin


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of Unicode code points in the kept text whose SHA-256 is `text_sha256`."""

    text_sha256: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """One text as kept. `text` never changes once kept; offsets count its code points.

    `text_sha256` is over the UTF-8 of `text`, `bytes_sha256` over the file as it came. `name` is the path as given.
    `language` is an ISO 639-1 code or None where it could not be told.
    """

    name: str
    text: str = field(repr=False)
    text_sha256: str
    bytes_sha256: str
    media_type: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    date: DocumentDate | None = None
    language: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """What other nouns call this document: the start of its text's SHA-256."""
        return self.text_sha256[:16]

    def span(self, start: int, end: int) -> Span:
        """Return the span from `start` to `end` of this text; raise SpanFromAnotherText where it does not fit."""
        if not 0 <= start < end <= len(self.text):
            raise SpanFromAnotherText(
                f"Span {start}-{end} does not fit {self.name}, a text of {len(self.text)} characters. "
                "Take spans on the kept text, and never empty ones."
            )
        return Span(self.text_sha256, start, end)

    def quote(self, span: Span) -> str:
        """Look up the words at `span`; raise SpanFromAnotherText where it was taken from another text."""
        if span.text_sha256 != self.text_sha256:
            raise SpanFromAnotherText(
                f"That span was taken from another text than {self.name}. Read the document again."
            )
        return self.text[span.start : span.end]


@dataclass(frozen=True, slots=True)
class FileToRead:
    """One file found but not read yet; small enough to be sent to another process.

    `members` leads into an archive: the entry's number in it, then in the archive that this entry is, and so on.
    """

    path: Path
    name: str
    members: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A document with the bytes of the file it was made from."""

    document: Document
    original: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that could not become a document: which, why, and what its owner can do."""

    name: str
    why: str
    what_to_do: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in (f"{self.name}: {self.why}.", self.what_to_do) if part)
