"""Files become documents and readings, in as many processes as there are cores; no file can stop the others.

A text too long to be read at once comes without a reading, so that it can be kept first; `read_long` reads it, part by
part, and a part that comes to nothing is said in the reading.
"""

import hashlib
from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from functools import partial
from itertools import groupby

from homeward.basics.errors import DocumentRefused
from homeward.bulk.model import FileRead, Unchanged
from homeward.bulk.processes import Lost, Processes
from homeward.claims.from_documents import NO_READER, read_document, reader_for, reader_name
from homeward.claims.long_texts import PartRead, is_read_in_parts, joined, part_of_document, parts_to_read
from homeward.claims.model import Reading, UnreadStretch, WhyUnread
from homeward.documents.file_list import contents
from homeward.documents.formats.model import RawFile
from homeward.documents.from_files import DEFAULT_LIMITS, document_from
from homeward.documents.model import Document, FileToRead, KeptFile, Refusal

SECONDS_FOR_ONE_FILE = 600.0
"""A file that takes longer is refused, a part of a long text left unread: others wait for the process it holds up."""
PartDone = Callable[[Document, int, int], None]
"""Told of a long text, how many of its parts are done, and of how many."""


def read_in_bulk(
    files: Iterable[FileToRead | Refusal], jobs: int, known_bytes: frozenset[str] = frozenset()
) -> Generator[FileRead]:
    """Read every file in `jobs` processes and yield what became of each, in the order given.

    A file whose bytes have one of the SHA-256 hashes in `known_bytes` is left unread.
    """
    processes = Processes(partial(_read_file, known_bytes), jobs, SECONDS_FOR_ONE_FILE)
    for file, result in processes.results(files):
        yield FileRead(_refused(file.name, result)) if isinstance(result, Lost) else result


def read_kept_in_bulk(
    documents: Iterable[Document], jobs: int, on_part: PartDone = lambda document, done, of: None
) -> Generator[tuple[Document, Reading | Refusal]]:
    """Read kept documents in `jobs` processes and yield each with its reading, in the order given."""
    for in_parts, several in groupby(documents, is_read_in_parts):
        if in_parts:
            for document in several:
                yield document, read_long(document, jobs, on_part)
            continue
        for document, result in Processes(read_document, jobs, SECONDS_FOR_ONE_FILE).results(several):
            yield document, _refused(document.name, result) if isinstance(result, Lost) else result


def read_long(document: Document, jobs: int, on_part: PartDone = lambda document, done, of: None) -> Reading:
    """Read a long text part by part in `jobs` processes; its reading says what of it was not read."""
    reader = reader_name(document.language)
    if reader == NO_READER:
        return Reading(document.id, NO_READER)
    plan = parts_to_read(document)
    unread, readings = list(plan.unread), []
    pieces = (part_of_document(document, part) for part in plan.parts)
    with closing(Processes(read_document, jobs, SECONDS_FOR_ONE_FILE).results(pieces)) as results:
        for done, (part, (_, result)) in enumerate(zip(plan.parts, results, strict=True), 1):
            if isinstance(result, Lost):
                unread.append(UnreadStretch(document.span(*part), WhyUnread.GIVEN_UP))
            else:
                readings.append(PartRead(part[0], result))
            on_part(document, done, len(plan.parts))
    return joined(document, reader, readings, unread)


def reader_names(languages: Iterable[str]) -> dict[str, str | Lost]:
    """Return the name of each language's reader, or why it cannot be loaded; another process loads its models."""
    return dict(Processes(_reader_name, 1, SECONDS_FOR_ONE_FILE).results(languages))


def _reader_name(language: str) -> str:
    reader = reader_for(language)
    return reader.name if reader else NO_READER


def _read_file(known_bytes: frozenset[str], file: FileToRead | Refusal) -> FileRead:
    if isinstance(file, Refusal):
        return FileRead(file)
    try:
        original = contents(file, DEFAULT_LIMITS)
        sha256 = hashlib.sha256(original).hexdigest()
        if sha256 in known_bytes:
            return FileRead(Unchanged(file.name, sha256))
        document = document_from(RawFile(file.name, original), DEFAULT_LIMITS)
    except DocumentRefused as refused:
        return FileRead(Refusal(refused.name, refused.why, refused.what_to_do))
    return FileRead(KeptFile(document, original), None if is_read_in_parts(document) else read_document(document))


def _refused(name: str, lost: Lost) -> Refusal:
    return Refusal(name, f"was given up, since {lost.why}", "Save it anew, or as plain text, and read it again.")
