"""Files become documents: the kept text, who issued it and when, with hashes of the text and of the bytes it came from.

The main job is `read_files`; `list_files` (file_list.py) and `read_one` are its two halves, for callers that show
progress or spread the work over processes.
"""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from homeward.basics.errors import DocumentRefused
from homeward.documents.cleaning import SURROGATES
from homeward.documents.dates import date_from_value, date_in_text
from homeward.documents.file_list import contents, list_files
from homeward.documents.formats.model import Extracted, RawFile
from homeward.documents.formats.registry import format_of
from homeward.documents.language import language_of
from homeward.documents.limits import Limits
from homeward.documents.model import DateOrigin, Document, DocumentDate, FileToRead, KeptFile, Refusal

DEFAULT_LIMITS = Limits()
FILE_MADE = "Its date is the day its file was made; the text gives none."


def read_files(paths: Iterable[Path], limits: Limits = DEFAULT_LIMITS) -> Iterator[KeptFile | Refusal]:
    """Read every file under `paths` in order; one that cannot be read is refused and never stops the others."""
    for found in list_files(paths, limits):
        yield found if isinstance(found, Refusal) else read_one(found, limits)


def read_one(item: FileToRead, limits: Limits = DEFAULT_LIMITS) -> KeptFile | Refusal:
    """Read one listed file; safe to run in another process, and never raises on what a file holds."""
    try:
        data = contents(item, limits)
        return KeptFile(document_from(RawFile(item.name, data), limits), data)
    except DocumentRefused as refused:
        return Refusal(refused.name, refused.why, refused.what_to_do)


def document_from(raw: RawFile, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Make the document of one file's bytes; raise DocumentRefused where there is none to be made."""
    if not raw.data.strip():
        raise DocumentRefused(raw.name, "is empty", "If it should not be, save it again.")
    format_ = format_of(raw)
    try:
        extracted = format_.extract(raw, limits)
    except DocumentRefused:
        raise
    except Exception as error:  # a parser's fault costs one file, never the run
        why = f"could not be read as {format_.name} ({type(error).__name__})"
        raise DocumentRefused(raw.name, why, "Save it anew, or as plain text.") from error
    text = _checked(raw.name, extracted.text, limits)
    date = _date(extracted, text)
    made = date is not None and extracted.date is None and date.edtf == extracted.file_made
    return Document(
        name=raw.name,
        text=text,
        text_sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        bytes_sha256=hashlib.sha256(raw.data).hexdigest(),
        media_type=format_.media_type,
        title=extracted.title and _cut(extracted.title, limits),
        publisher=extracted.publisher and _cut(extracted.publisher, limits),
        author=extracted.author and _cut(extracted.author, limits),
        date=date,
        language=extracted.language or language_of(text),
        notes=(*(_cut(note, limits) for note in extracted.notes), *((FILE_MADE,) if made else ())),
    )


def _cut(said: str, limits: Limits) -> str:
    """What a file says of itself, for a line in a list: as it is, or its beginning where it goes on without end."""
    most = limits.title_characters
    return said if len(said) <= most else f"{said[: most - 1]}…"


def _checked(name: str, text: str, limits: Limits) -> str:
    """The text as it can be hashed and stored; raise DocumentRefused where it is too long or says nothing."""
    if len(text) > limits.text_characters:
        why = f"has {len(text):,} characters of text, and {limits.text_characters:,} is the most we read"
        raise DocumentRefused(name, why, "Split it into parts.")
    if not text.strip():
        raise DocumentRefused(name, "has no text", "If a program shows some, save it from there as plain text.")
    return SURROGATES.sub("\ufffd", text)


def _date(extracted: Extracted, text: str) -> DocumentDate | None:
    """What the publisher states comes first, then the text's own dateline; last the day the file was made."""
    return extracted.date or date_in_text(text) or date_from_value(extracted.file_made, DateOrigin.METADATA)
