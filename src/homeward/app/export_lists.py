"""Writes lists of what is kept to files beside the pages, to be taken out by whoever asked for them."""

import shutil
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from homeward.app.audit import record
from homeward.app.export_rows import List, lines_of
from homeward.app.jobs import Told, ask_for
from homeward.app.read_in_job import as_whoever_asked
from homeward.app.show_jobs import list_jobs
from homeward.app.wiring import OURS_ALONE, Workspace
from homeward.basics.errors import UnknownName
from homeward.basics.said import say
from homeward.storage.jobs.model import Job, JobStatus

KIND = "export"
FOLDER = "exports"
"""Where in the workspace's folder lists lie until they are old."""
DAYS_KEPT = 7
_A_DAY = 24 * 60 * 60
_TOLD_EVERY = 200


def ask_to_export(workspace: Workspace, wanted: List, as_of: date) -> Job:
    """Ask for a list of what was reported up to a day."""
    sweep(workspace)
    return ask_for(workspace, KIND, {"list": wanted.value, "as_of": as_of.isoformat(), "by": workspace.viewer.name})


def export(workspace: Workspace, job: Job, told: Told) -> Any:
    """Do a job: write the list, as whoever asked for it may know of it, to a file of its own."""
    opened = as_whoever_asked(workspace, job)
    folder = workspace.folder / FOLDER
    folder.mkdir(mode=OURS_ALONE, exist_ok=True)
    file = folder / job.id
    told(0, 0, "Writing")
    lines, aside = 0, file.with_suffix(".new")
    try:
        with aside.open("w", encoding="utf-8", newline="") as out:
            for line in lines_of(opened, List(job.input["list"]), date.fromisoformat(job.input["as_of"])):
                out.write(line)
                lines += 1
                if lines % _TOLD_EVERY == 0:
                    told(lines, 0, "Lines written")
        aside.replace(file)
    finally:
        aside.unlink(missing_ok=True)
    record(opened, "list exported", after={**job.input, "lines": lines})
    return {
        "list": job.input["list"],
        "lines": lines,
        "bytes": file.stat().st_size,
        "hidden": sorted(opened.viewer.hidden),
    }


def exported(workspace: Workspace, job: Job) -> Path:
    """Return the file that an export wrote; raise UnknownName where there is none that the viewer may have.

    Nobody has it who may know of less today than when it was written.
    """
    file = workspace.folder / FOLDER / job.id
    if job.kind != KIND or job.who != workspace.viewer.name or job.status is not JobStatus.DONE or not file.is_file():
        raise UnknownName(
            say(
                "There is no list of job %(id)s. Lists are kept for %(days)s days; ask for it again.",
                id=repr(job.id),
                days=DAYS_KEPT,
            )
        )
    if not workspace.viewer.hidden <= frozenset(job.result["hidden"]):
        raise UnknownName(
            say("What job %(id)s wrote is not for you any more. Ask for the list again.", id=repr(job.id))
        )
    record(workspace, "list taken out", after={name: job.input[name] for name in ("list", "as_of")})
    return file


def own_exports(workspace: Workspace) -> tuple[Job, ...]:
    """Return the lists that the viewer asked for within the days that lists are kept, the last first."""
    since = (datetime.now(UTC) - timedelta(days=DAYS_KEPT)).isoformat()
    return tuple(one for one in list_jobs(workspace, KIND) if one.asked_at >= since)


def result_of_export(job: Job) -> dict[str, Any]:
    """Return what is told of an export."""
    return {name: job.result[name] for name in ("list", "lines", "bytes")}


def sweep(workspace: Workspace) -> None:
    """Delete the lists that are old."""
    folder = workspace.folder / FOLDER
    for file in folder.iterdir() if folder.is_dir() else ():
        if time.time() - file.stat().st_mtime > DAYS_KEPT * _A_DAY:
            file.unlink(missing_ok=True)


def forget_exports(workspace: Workspace) -> None:
    """Delete every list: what is forgotten may stand in it."""
    shutil.rmtree(workspace.folder / FOLDER, ignore_errors=True)
