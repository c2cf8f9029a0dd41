"""Writes lists of what is kept to files beside the pages, to be taken out by whoever asked for them."""

import csv
import shutil
import time
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from homeward.app.audit import record
from homeward.app.case_lines import standing_in_words, values_in_words
from homeward.app.jobs import Told, ask_for
from homeward.app.read_in_job import as_whoever_asked
from homeward.app.show_cases import list_cases, people_rows
from homeward.app.wiring import OURS_ALONE, Workspace
from homeward.app.words import in_words
from homeward.basics.errors import UnknownName
from homeward.basics.json_text import json_text
from homeward.basics.safe_text import inert, not_a_formula
from homeward.claims.contract import document_row
from homeward.storage.jobs.model import Job, JobStatus

KIND = "export"
FOLDER = "exports"
"""Where in the workspace's folder lists lie until they are old."""
DAYS_KEPT = 7
_A_DAY = 24 * 60 * 60
_TOLD_EVERY = 200


class List(StrEnum):
    """What can be taken out; the ending says in which form."""

    CASES_CSV = "cases.csv"
    CASES_JSONL = "cases.jsonl"
    PEOPLE_CSV = "people.csv"
    CLAIMS_JSONL = "claims.jsonl"


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
    with aside.open("w", encoding="utf-8", newline="") as out:
        for line in _lines(opened, List(job.input["list"]), date.fromisoformat(job.input["as_of"])):
            out.write(line)
            lines += 1
            if lines % _TOLD_EVERY == 0:
                told(lines, 0, f"Written: {lines:,} lines")
    aside.replace(file)
    record(opened, "list exported")
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
        raise UnknownName(f"There is no list of job {job.id!r}. Lists are kept for {DAYS_KEPT} days; ask for it again.")
    if not workspace.viewer.hidden <= frozenset(job.result["hidden"]):
        raise UnknownName(f"What job {job.id!r} wrote is not for you any more. Ask for the list again.")
    record(workspace, "list taken out")
    return file


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


def _lines(workspace: Workspace, wanted: List, as_of: date) -> Iterator[str]:
    if wanted is List.CASES_CSV:
        yield from _csv(_case_rows(workspace, as_of))
    elif wanted is List.PEOPLE_CSV:
        yield from _csv([("doc", "name", "person_id"), *people_rows(workspace, as_of)])
    elif wanted is List.CASES_JSONL:
        yield from (json_text(case, indent=None) + "\n" for case in list_cases(workspace, as_of).cases)
    else:
        yield from _claims(workspace)


def _case_rows(workspace: Workspace, as_of: date) -> Iterator[tuple[str, ...]]:
    yield "id", "name", "nationality", "standing", "holder", "since", "on this day", "documents", "conflicts"
    for case in list_cases(workspace, as_of).cases:
        status = case.status
        yield (
            case.id,
            case.person.name,
            values_in_words(case.nationality, in_words),
            str(status.standing),
            status.holder or "",
            status.since or "",
            standing_in_words(case),
            str(len(case.document_ids)),
            str(len(case.conflicts)),
        )


def _claims(workspace: Workspace) -> Iterator[str]:
    """Yield each document with its claims as the contract has them; the documents are those kept now, whatever day."""
    for document in workspace.store.documents():
        claims = [claim for _, claim in workspace.store.claims(document_id=document.id)]
        yield json_text(document_row(document, claims), indent=None) + "\n"


class _Line:
    """Takes what a csv writer writes, a row at a time."""

    text = ""

    def write(self, text: str) -> None:
        self.text = text


def _csv(rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Yield rows as CSV (RFC 4180 but for line ends); a cell that a spreadsheet would run as a formula is made text."""
    line = _Line()
    writer = csv.writer(line, lineterminator="\n")
    for row in rows:
        writer.writerow([not_a_formula(inert(cell)) for cell in row])
        yield line.text
