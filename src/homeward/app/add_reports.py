"""Adds reports to a workspace: every file becomes a kept document with its claims, or a refusal that says why."""

import os
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from homeward.app.audit import record
from homeward.app.wiring import Workspace
from homeward.bulk.from_files import read_again_in_bulk, read_in_bulk
from homeward.bulk.model import FileRead, Unchanged
from homeward.claims.from_documents import READERS, reader_name
from homeward.claims.model import Reading
from homeward.documents.file_list import list_files
from homeward.documents.model import Document, KeptFile, Refusal


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: `done` of `total` files and documents, `name` the last."""

    done: int
    total: int
    name: str


@dataclass(frozen=True, slots=True)
class DocumentWithoutReader:
    """A document that is kept and can be searched, but that no reader of its language has read."""

    name: str
    language: str | None


@dataclass(frozen=True, slots=True)
class ReadSummary:
    """What a run did. `claims` counts new claims by kind; `refused_claims` those whose words the text did not hold.

    `unchanged` files hold what is kept already; `read_again` documents were kept, and their reader is another now.
    """

    new: int
    unchanged: int
    read_again: int
    refused: tuple[Refusal, ...]
    without_reader: tuple[DocumentWithoutReader, ...]
    claims: Mapping[str, int]
    refused_claims: int


@dataclass(slots=True)
class _Tally:
    new: int = 0
    unchanged: int = 0
    read_again: int = 0
    refused: list[Refusal] = field(default_factory=list)
    without_reader: list[DocumentWithoutReader] = field(default_factory=list)
    claims: Counter[str] = field(default_factory=Counter)
    refused_claims: int = 0

    def count(self, document: Document, reading: Reading) -> None:
        """Count what one new reading holds."""
        self.claims.update(claim.kind for claim in reading.claims)
        self.refused_claims += len(reading.refused)
        if document.language not in READERS:
            self.without_reader.append(DocumentWithoutReader(document.name, document.language))

    def summary(self) -> ReadSummary:
        """Return the counts as they stand."""
        return ReadSummary(
            self.new,
            self.unchanged,
            self.read_again,
            tuple(self.refused),
            tuple(self.without_reader),
            dict(self.claims),
            self.refused_claims,
        )


def add_reports(
    workspace: Workspace,
    paths: Sequence[Path],
    jobs: int | None = None,
    on_progress: Callable[[Progress], None] = lambda progress: None,
) -> ReadSummary:
    """Read every file under `paths` in `jobs` processes (None: one a core) and keep what they hold.

    Each document is kept together with its reading or not at all, so a run that is broken off loses nothing: the next
    one goes on. Documents whose reader has changed are read again. Raises WorkspaceUnusable where they cannot be kept.
    """
    jobs = jobs or _cores()
    files = list(list_files(paths))
    tally = _Tally()
    known = frozenset(workspace.store.kept_bytes())
    with closing(read_in_bulk(files, jobs, known)) as results:
        for done, (file, result) in enumerate(zip(files, results, strict=True), 1):
            _keep(workspace, result, tally)
            on_progress(Progress(done, len(files), file.name))
    _read_again(workspace, jobs, tally, on_progress)
    workspace.store.save_refusals(tuple(tally.refused))
    return tally.summary()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def _keep(workspace: Workspace, file: FileRead, tally: _Tally) -> None:
    match file.outcome:
        case Refusal() as refusal:
            tally.refused.append(refusal)
        case Unchanged(name, bytes_sha256):
            workspace.store.add_name(bytes_sha256, name)
            tally.unchanged += 1
        case KeptFile(document, original) if file.reading is not None:
            with workspace.store.transaction():
                is_new = workspace.store.save_document(document, original)
                if is_new:
                    workspace.store.save_reading(file.reading)
                    record(workspace, "document added", document.id)
            if is_new:
                tally.new += 1
                tally.count(document, file.reading)
            else:
                tally.unchanged += 1


def _read_again(workspace: Workspace, jobs: int, tally: _Tally, on_progress: Callable[[Progress], None]) -> None:
    """Read the kept documents that the reader of their language, as it is now, has not read."""
    kept = workspace.store.kept_documents()
    stale = [one.id for one in kept if one.reader != reader_name(one.language)]
    documents = workspace.store.documents(stale) if stale else ()
    with closing(read_again_in_bulk(documents, jobs)) as results:
        for done, (document, reading) in enumerate(results, 1):
            if isinstance(reading, Refusal):
                tally.refused.append(reading)
            else:
                with workspace.store.transaction():
                    workspace.store.save_reading(reading)
                    record(workspace, "document read again", document.id)
                tally.read_again += 1
                tally.count(document, reading)
            on_progress(Progress(done, len(stale), document.name))
