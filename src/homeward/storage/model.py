"""The nouns of keeping: a kept document without its text, a document found by its words, one line of the audit."""

from dataclasses import dataclass
from typing import Any

from homeward.claims.model import UnreadStretch
from homeward.documents.model import Document, DocumentDate, Span


@dataclass(frozen=True, slots=True)
class KeptDocument:
    """What is known of a kept document, without its text.

    `added` counts documents in the order in which they were kept. `other_names` are further files that held the same
    text. `reader` read it last (None: nobody yet), found `claims` claims and left what is `unread`.
    """

    id: str
    added: int
    name: str
    other_names: tuple[str, ...]
    media_type: str
    title: str | None
    publisher: str | None
    author: str | None
    date: DocumentDate | None
    language: str | None
    notes: tuple[str, ...]
    reader: str | None
    claims: int
    unread: tuple[UnreadStretch, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentHeading:
    """What a list names a kept document by, and when it was issued."""

    id: str
    name: str
    title: str | None
    publisher: str | None
    date: DocumentDate | None


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that holds every word searched for (as the beginning of a word), and where, best document first."""

    document: Document
    words: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class DocumentToReview:
    """A document of whose `claims` claims `unreviewed` were neither accepted nor corrected nor rejected by anybody."""

    id: str
    name: str
    title: str | None
    publisher: str | None
    date: str | None
    claims: int
    unreviewed: int


@dataclass(frozen=True, slots=True)
class Change:
    """What an act found and what it left (plain JSON, None for nothing), and why, in the words of whoever did it."""

    before: Any
    after: Any
    why: str = ""


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """Who did what, when (ISO 8601), on whom: a person's or a document's id, never a name or a text.

    `sha256` is over all else, `previous_sha256` and `change_sha256` (of what it changed, None for nothing) included,
    so an entry changed or taken away breaks the chain.
    """

    number: int
    at: str
    who: str
    what: str
    on: str
    previous_sha256: str
    sha256: str
    change_sha256: str | None = None
