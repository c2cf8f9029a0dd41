"""The main job of this room: documents in, readings out."""

from collections.abc import Callable, Mapping
from functools import cache

from homeward.claims.model import Reader, Reading
from homeward.documents.model import Document

NO_READER = ""
"""The reader's name in a reading of a document whose language nobody reads yet."""


def _english() -> Reader:
    from homeward.claims.readers.english.reader import EnglishReader  # noqa: PLC0415 - models load only when wanted

    return EnglishReader()


READERS: Mapping[str, Callable[[], Reader]] = {"en": _english}
"""One reader a language, by ISO 639-1 code."""


@cache
def reader_for(language: str) -> Reader | None:
    """Return the reader of a language, its models loaded once a process; None where there is none yet."""
    make = READERS.get(language)
    return make() if make else None


def read_document(document: Document) -> Reading:
    """Return what the document claims, each value with its words; an empty reading where its language has no reader."""
    reader = reader_for(document.language or "")
    if reader is None:
        return Reading(document.id, NO_READER)
    return reader.read(document)
