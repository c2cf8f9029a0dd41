"""Adds reports to a workspace: every file becomes a kept document with its claims, or a refusal that says why."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from homeward.app.audit import record
from homeward.app.wiring import Workspace
from homeward.bulk.from_files import read_in_bulk, read_kept_in_bulk
from homeward.bulk.model import FileRead, Unchanged
from homeward.bulk.processes import cores
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
class UnreadIn:
    """A stretch of a kept document that was not read for claims: its characters from `start` to `end`, and why."""

    name: str
    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class ReadSummary:
    """What a run did. `claims` counts new claims by kind; `refused_claims` those whose words the text did not hold.

    `unchanged` files hold what is kept already; `read_again` documents were kept, and their reader is another now;
    `unread` is what was kept and not read for claims.
    """

    new: int
    unchanged: int
    read_again: int
    refused: tuple[Refusal, ...]
    without_reader: tuple[DocumentWithoutReader, ...]
    claims: Mapping[str, int]
    refused_claims: int
    unread: tuple[UnreadIn, ...] = ()


@dataclass(slots=True)
class _Tally:
    new: int = 0
    unchanged: int = 0
    read_again: int = 0
    refused: list[Refusal] = field(default_factory=list)
    without_reader: list[DocumentWithoutReader] = field(default_factory=list)
    claims: Counter[str] = field(default_factory=Counter)
    refused_claims: int = 0
    unread: list[UnreadIn] = field(default_factory=list)

    def count(self, document: Document, reading: Reading) -> None:
        """Count what one new reading holds."""
        self.claims.update(claim.kind for claim in reading.claims)
        self.refused_claims += len(reading.refused)
        self.unread += (UnreadIn(document.name, one.span.start, one.span.end, one.why) for one in reading.unread)
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
            tuple(self.unread),
        )


def add_reports(
    workspace: Workspace,
    paths: Sequence[Path],
    jobs: int | None = None,
    on_progress: Callable[[Progress], None] = lambda progress: None,
) -> ReadSummary:
    """Read every file under `paths` in `jobs` processes (None: one a core) and keep what they hold.

    Each document is kept together with its reading or not at all, a very long one first by itself, so a run that is
    broken off loses nothing: the next one goes on. Documents whose reader has changed are read again. Raises
    WorkspaceUnusable where they cannot be kept.
    """
    jobs = jobs or cores()
    files = list(list_files(paths))
    tally = _Tally()
    known = frozenset(workspace.store.kept_bytes())
    with closing(read_in_bulk(files, jobs, known)) as results:
        for done, (file, result) in enumerate(zip(files, results, strict=True), 1):
            _keep(workspace, result, tally)
            on_progress(Progress(done, len(files), file.name))
    _read_kept(workspace, jobs, tally, on_progress)
    workspace.store.save_refusals(tuple(tally.refused))
    return tally.summary()


def _keep(workspace: Workspace, file: FileRead, tally: _Tally) -> None:
    match file.outcome:
        case Refusal() as refusal:
            tally.refused.append(refusal)
        case Unchanged(name, bytes_sha256):
            workspace.store.add_name(bytes_sha256, name)
            tally.unchanged += 1
        case KeptFile(document, original):
            with workspace.store.transaction():
                is_new = workspace.store.save_document(document, original)
                if is_new:
                    if file.reading is not None:
                        workspace.store.save_reading(file.reading)
                    record(workspace, "document added", document.id)
            tally.new += is_new
            tally.unchanged += not is_new
            if is_new and file.reading is not None:
                tally.count(document, file.reading)


def _read_kept(workspace: Workspace, jobs: int, tally: _Tally, on_progress: Callable[[Progress], None]) -> None:
    """Read the kept documents that the reader of their language, as it is now, has not read."""
    stale = {one.id: one for one in workspace.store.kept_documents() if one.reader != reader_name(one.language)}
    documents = workspace.store.documents(stale) if stale else ()
    done = 0

    def on_part(document: Document, part: int, of: int) -> None:
        on_progress(Progress(done, len(stale), f"{document.name}, part {part} of {of}"))

    with closing(read_kept_in_bulk(documents, jobs, on_part)) as results:
        for document, reading in results:
            done += 1
            if isinstance(reading, Refusal):
                tally.refused.append(reading)
            else:
                is_first = stale[document.id].reader is None
                with workspace.store.transaction():
                    workspace.store.save_reading(reading)
                    if not is_first:
                        record(workspace, "document read again", document.id)
                tally.read_again += not is_first
                tally.count(document, reading)
            on_progress(Progress(done, len(stale), document.name))
