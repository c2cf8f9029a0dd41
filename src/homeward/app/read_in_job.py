"""Reads added reports beside the pages: they lie in the workspace's folder until a job has read them all.

A job that was broken off begins again with the same files; what it had kept by then it finds unchanged.
"""

import secrets
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from homeward.app.access import seen_by
from homeward.app.add_reports import DocumentWithoutReader, Progress, ReadSummary, UnreadIn, add_reports
from homeward.app.jobs import Told, ask_for
from homeward.app.wiring import OURS_ALONE, Workspace
from homeward.app.work_out import bring_up_to_date
from homeward.basics.errors import DocumentRefused, UnknownName
from homeward.basics.said import say
from homeward.documents.model import Refusal
from homeward.storage.jobs.model import Job

KIND = "reading"
FOLDER = "added"
"""Where in the workspace's folder added reports lie until they are read."""
LARGEST_UPLOAD = 1_000_000_000
LONGEST_NAME = 200
"""Bytes; most disks take 255."""
MOST_LOOKED_AT = 10_000
SECONDS_TO_SEND = 24 * 60 * 60
"""What nobody asked to read within so long was left behind by a program that was stopped."""


@dataclass(slots=True)
class Upload:
    """Files that are being sent, in a folder of their own; `size` is how many bytes of them are kept."""

    folder: Path
    files: int = 0
    size: int = 0

    def keep(self, name: str, chunks: Iterable[bytes]) -> None:
        """Keep a file under its name, and one whose name is taken in a folder of its own; raise DocumentRefused."""
        self.files += 1
        path = self.folder / _safe_name(name)
        if path.exists():
            path = self.folder / f"{self.files}-{secrets.token_hex(4)}" / path.name
            path.parent.mkdir(mode=OURS_ALONE)
        with path.open("xb") as kept:
            for chunk in chunks:
                self.size += len(chunk)
                if self.size > LARGEST_UPLOAD:
                    raise DocumentRefused(
                        name,
                        say("is more than %(most)s bytes", most=f"{LARGEST_UPLOAD:,}"),
                        "Send it in parts.",
                    )
                kept.write(chunk)


@contextmanager
def uploaded(workspace: Workspace) -> Iterator[Upload]:
    """Keep what is sent inside; where it is given up half-way nothing of it stays."""
    folder = workspace.folder / FOLDER / secrets.token_hex(8)
    folder.mkdir(mode=OURS_ALONE, parents=True)
    try:
        yield Upload(folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def ask_to_read(workspace: Workspace, upload: Upload) -> Job:
    """Ask for the reading of what was sent; raise DocumentRefused where that is nothing."""
    if not upload.size:
        raise DocumentRefused("what was sent", "is empty", "Send the bytes of a report.")
    sweep(workspace)
    return ask_for(workspace, KIND, {"folder": upload.folder.name, "files": upload.files})


def read_at_once(workspace: Workspace, upload: Upload) -> ReadSummary:
    """Read what was sent while whoever sent it waits; nothing of the upload stays."""
    try:
        return add_reports(workspace, [upload.folder], jobs=1)
    finally:
        shutil.rmtree(upload.folder, ignore_errors=True)


def read(workspace: Workspace, job: Job, told: Told) -> Any:
    """Do a job: read its files for whoever sent them, and see to it that they are worked in; then delete them.

    Raises DocumentRefused where the files are no more.
    """
    opened = as_whoever_asked(workspace, job)
    folder = workspace.folder / FOLDER / str(job.input["folder"])
    if not folder.is_dir():
        raise DocumentRefused("what was added", "lies in the workspace no more", "Add it again.")

    def on_progress(step: Progress) -> None:
        told(step.done, step.total, f"Read {step.name}")

    told(0, 0, "Reading")
    summary = add_reports(opened, [folder], jobs=1, on_progress=on_progress)
    bring_up_to_date(opened, lambda what, done, of: told(done, of, f"Working out: {what}"))
    shutil.rmtree(folder, ignore_errors=True)
    return asdict(summary)


def summary_of(job: Job) -> ReadSummary | None:
    """Return what came of a reading; None where it has not ended well."""
    if job.kind != KIND or job.result is None:
        return None
    said = dict(job.result)
    said["refused"] = tuple(Refusal(**one) for one in said["refused"])
    said["without_reader"] = tuple(DocumentWithoutReader(**one) for one in said["without_reader"])
    said["unread"] = tuple(UnreadIn(**one) for one in said.get("unread", ()))
    return ReadSummary(**said)


def refusals_seen(workspace: Workspace) -> tuple[Refusal, ...]:
    """Return the files that the viewer's last reading refused; where nobody has an account, those of the last of all.

    Names of files tell of people: what others sent is not told.
    """
    if workspace.team.is_empty():
        return workspace.store.refusals()
    mine = (one.id for one in workspace.jobs.jobs(KIND, MOST_LOOKED_AT) if one.who == workspace.viewer.name)
    found = (summary_of(workspace.jobs.job(job_id)) for job_id in mine)
    return next((one.refused for one in found if one), ())


def sweep(workspace: Workspace) -> None:
    """Delete the files of readings that have ended, however they did, and what was left behind long ago."""
    added = workspace.folder / FOLDER
    if not added.is_dir():
        return
    has_ended = {one.input["folder"]: one.has_ended for one in workspace.jobs.jobs(KIND, MOST_LOOKED_AT)}
    for folder in added.iterdir():
        is_left = folder.name not in has_ended and time.time() - folder.stat().st_mtime > SECONDS_TO_SEND
        if is_left or has_ended.get(folder.name):
            shutil.rmtree(folder, ignore_errors=True)


def forget_added(workspace: Workspace) -> None:
    """Delete all that was added and is not read yet."""
    shutil.rmtree(workspace.folder / FOLDER, ignore_errors=True)


def as_whoever_asked(workspace: Workspace, job: Job) -> Workspace:
    """Return the workspace as whoever asked for a job saw it on that day, whatever has been restricted by now too."""
    try:
        return seen_by(workspace, job.who, date.fromisoformat(job.asked_at[:10]))
    except UnknownName:  # a workspace without accounts, as it was asked in
        return replace(workspace, viewer=replace(workspace.viewer, name=job.who))


def _safe_name(name: str) -> str:
    """Return the last part of a file's name, short enough for any disk, and never hidden or that of a folder."""
    last = PurePosixPath(name.replace("\\", "/").replace("\0", "")).name
    return last.encode(errors="ignore")[-LONGEST_NAME:].decode(errors="ignore").lstrip(".") or "report"
