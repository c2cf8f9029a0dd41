"""Reads claims out of files and keeps nothing: no workspace, no database."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from homeward.bulk.from_files import read_in_bulk, read_long
from homeward.bulk.processes import cores
from homeward.claims.model import Reading
from homeward.documents.file_list import list_files
from homeward.documents.model import Document, KeptFile, Refusal


def read_claims(paths: Sequence[Path], jobs: int | None = None) -> Iterator[tuple[Document | Refusal, Reading | None]]:
    """Yield each file's document with its reading, or its refusal with None, in the order given.

    They are read in `jobs` processes (None: one a core).
    """
    jobs = jobs or cores()
    with closing(read_in_bulk(list_files(paths), jobs)) as files:
        for file in files:
            if isinstance(file.outcome, KeptFile):
                document = file.outcome.document
                yield document, file.reading or read_long(document, jobs)
            elif isinstance(file.outcome, Refusal):
                yield file.outcome, None
