"""Tests of reports read and lists written beside the pages: whole, for whoever asked alone, and nothing left behind."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from homeward.app.access import seen_by
from homeward.app.export_lists import FOLDER as EXPORTS
from homeward.app.export_lists import ask_to_export, exported
from homeward.app.export_rows import List
from homeward.app.forget import forget_everything
from homeward.app.job_kinds import WORKS, result_as_values
from homeward.app.job_worker import work_off
from homeward.app.read_in_job import FOLDER, ask_to_read, summary_of, sweep, uploaded
from homeward.app.show_jobs import list_jobs, show_job, stop
from homeward.app.wiring import Workspace, open_workspace
from homeward.basics.errors import DocumentRefused, NotAllowed, UnknownName
from homeward.cases.model import PersonInDocument
from homeward.storage.accounts.model import Role
from homeward.storage.jobs.model import Job, JobStatus

REPORT = """---
date: 2021-03-06
lang: en
---
Ana Quillfeather, 34, a Norwegian teacher, was arrested in Russia on 5 March 2021. She is held in Moscow.
"""
DAY = date(2024, 1, 1)
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def send(workspace: Workspace, **files: str) -> Job:
    """Ask for the reading of some files."""
    with uploaded(workspace) as upload:
        for name, text in files.items():
            upload.keep(f"{name}.txt", [text.encode()])
        return ask_to_read(workspace, upload)


def left(workspace: Workspace, folder: str = FOLDER) -> list[Path]:
    """Return what lies in a folder of the workspace."""
    at = workspace.folder / folder
    return sorted(at.rglob("*")) if at.is_dir() else []


def add_members(workspace: Workspace, **roles: Role) -> None:
    """Make accounts."""
    with workspace.store.transaction():
        for name, role in roles.items():
            workspace.team.add_member(name, role)


def test_reading_keeps_documents_claims_and_cases(workspace: Workspace) -> None:
    """A reading keeps every file, works out who is who, says what came of it, and deletes what was sent."""
    job = send(workspace, one=REPORT, two=REPORT.replace("5 March", "7 March"), empty="")
    assert left(workspace)
    assert work_off(workspace, WORKS) == 1
    done = show_job(workspace, job.id)
    summary = summary_of(done)
    assert done.status is JobStatus.DONE, done.trouble
    assert summary is not None
    assert (summary.new, [one.name for one in summary.refused]) == (2, ["empty.txt"])
    assert result_as_values(done)["claims"]["arrest"] == 2
    assert workspace.store.who_is_who.is_current()
    assert len(workspace.store.kept_documents()) == 2
    assert not left(workspace)


def test_reading_that_was_broken_off_goes_on(sqlite_workspace: Workspace) -> None:
    """What a reading had kept when its program ended is unchanged the second time; nothing is kept twice."""
    job = send(sqlite_workspace, one=REPORT, two=REPORT.replace("5 March", "7 March"))
    begun = sqlite_workspace.jobs.take([job.kind], "2024-01-01T00:00:00.000000+00:00")
    assert begun is not None

    def breaks_off(done: int, of: int, words: str) -> None:
        if done == 1:
            raise KeyboardInterrupt  # as good as killed: nothing is tidied up after it

    with pytest.raises(KeyboardInterrupt):
        WORKS[job.kind](sqlite_workspace, begun, breaks_off)
    assert len(sqlite_workspace.store.kept_documents()) == 1
    assert work_off(sqlite_workspace, WORKS) == 1
    summary = summary_of(show_job(sqlite_workspace, job.id))
    assert summary is not None
    assert (summary.new, summary.unchanged) == (1, 1)
    assert not left(sqlite_workspace)


def test_stopped_reading_leaves_no_files(sqlite_workspace: Workspace) -> None:
    """A reading that is stopped before it begins reads nothing, and what was sent is deleted."""
    job = send(sqlite_workspace, one=REPORT)
    assert stop(sqlite_workspace, job.id).status is JobStatus.STOPPED
    assert work_off(sqlite_workspace, WORKS) == 0
    assert not sqlite_workspace.store.kept_documents()
    assert not [path for path in left(sqlite_workspace) if path.is_file()]


def test_upload_given_up_half_way_leaves_nothing(sqlite_workspace: Workspace) -> None:
    """Nothing stays of what was not sent to its end, and an empty upload is refused."""
    with pytest.raises(ConnectionResetError), uploaded(sqlite_workspace) as upload:
        upload.keep("half.txt", iter(_half()))
    with pytest.raises(DocumentRefused), uploaded(sqlite_workspace) as upload:
        upload.keep("empty.txt", [])
        ask_to_read(sqlite_workspace, upload)
    assert not [path for path in left(sqlite_workspace) if path.is_file()]
    assert not list_jobs(sqlite_workspace)


def _half() -> list[bytes]:
    raise ConnectionResetError


@pytest.mark.parametrize(
    "name",
    ["../../../etc/passwd", "/etc/passwd", "..\\..\\boot.ini", "..", ".", "", "\0", "a/b/c", ".hidden", "x" * 999],
)
def test_no_name_leads_out_of_the_folder(sqlite_workspace: Workspace, name: str) -> None:
    """A file lands in the upload's own folder, whatever it is called, and one of the same name beside it."""
    with uploaded(sqlite_workspace) as upload:
        upload.keep(name, [b"one"])
        upload.keep(name, [b"two"])
        files = [path for path in upload.folder.rglob("*") if path.is_file()]
        assert len(files) == 2
        assert sorted(path.read_bytes() for path in files) == [b"one", b"two"]
        assert not any(path.name.startswith(".") for path in files)


def test_nobody_else_knows_of_a_reading(sqlite_workspace: Workspace) -> None:
    """Names of files tell of people: whoever sent them knows of the job alone, an administrator no more than others."""
    add_members(sqlite_workspace, anna=Role.CASEWORKER, chief=Role.ADMINISTRATOR)
    anna, chief = seen_by(sqlite_workspace, "anna", DAY), seen_by(sqlite_workspace, "chief", DAY)
    job = send(anna, one=REPORT)
    assert [one.id for one in list_jobs(anna)] == [job.id]
    assert not list_jobs(chief)
    with pytest.raises(UnknownName):
        show_job(chief, job.id)
    with pytest.raises(UnknownName):
        stop(chief, job.id)


def test_what_is_known_of_anothers_exchange_is_stopped_by_caseworkers(sqlite_workspace: Workspace) -> None:
    """A reader sees a job that others asked for and may know of, and cannot stop it."""
    from homeward.app.jobs import ask_for  # noqa: PLC0415

    add_members(sqlite_workspace, anna=Role.CASEWORKER, rita=Role.READER)
    job = ask_for(seen_by(sqlite_workspace, "anna", DAY), "exchange", {"text": ""})
    reader = seen_by(sqlite_workspace, "rita", DAY)
    assert show_job(reader, job.id).id == job.id
    with pytest.raises(NotAllowed):
        stop(reader, job.id)


def test_sweeping_leaves_what_is_still_to_be_read(sqlite_workspace: Workspace) -> None:
    """Files whose reading waits are kept."""
    send(sqlite_workspace, one=REPORT)
    sweep(sqlite_workspace)
    assert [path.name for path in left(sqlite_workspace) if path.is_file()] == ["one.txt"]


@pytest.fixture(scope="module")
def read_one(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any) -> Iterator[Workspace]:
    """A workspace that has read one report, which came under names that a spreadsheet would run."""
    with django_db_blocker.unblock(), open_workspace(tmp_path_factory.mktemp("lists")) as workspace:
        with uploaded(workspace) as upload:
            for name in ("one.txt", *(f"{start}HYPERLINK(1).txt" for start in FORMULA_STARTS)):
                upload.keep(name, [REPORT.encode()])
            ask_to_read(workspace, upload)
        work_off(workspace, WORKS)
        yield workspace


def taken_out(workspace: Workspace, wanted: List) -> str:
    """Return the text of a list that is asked for and written."""
    job = ask_to_export(workspace, wanted, date(2024, 1, 1))
    work_off(workspace, WORKS)
    return exported(workspace, show_job(workspace, job.id)).read_text(encoding="utf-8")


def test_lists_hold_what_is_kept(read_one: Workspace) -> None:
    """Each list has what its name says, in a form that other programs read."""
    cases = list(csv.DictReader(io.StringIO(taken_out(read_one, List.CASES_CSV))))
    assert [(one["name"], one["standing"], one["holder"]) for one in cases] == [("Ana Quillfeather", "held", "RU")]
    people = list(csv.DictReader(io.StringIO(taken_out(read_one, List.PEOPLE_CSV))))
    assert {"doc": "one.txt", "name": "Ana Quillfeather", "person_id": cases[0]["id"]} in people
    [case] = map(json.loads, taken_out(read_one, List.CASES_JSONL).splitlines())
    assert case["person"]["name"] == "Ana Quillfeather"
    [document] = map(json.loads, taken_out(read_one, List.CLAIMS_JSONL).splitlines())
    assert any(claim["kind"] == "arrest" for claim in document["claims"])


def test_no_cell_is_a_formula(read_one: Workspace) -> None:
    """A file whose name is a formula stands in a list as text."""
    rows = list(csv.reader(io.StringIO(taken_out(read_one, List.PEOPLE_CSV))))
    assert sum("HYPERLINK" in row[0] for row in rows) >= len(FORMULA_STARTS)
    assert not [cell for row in rows for cell in row if cell.startswith(FORMULA_STARTS)]


def test_list_is_for_whoever_asked_while_they_know_of_all_in_it(read_one: Workspace) -> None:
    """Nobody takes out another's list, nor one in which somebody stands who has been kept from them since."""
    add_members(read_one, anna=Role.CASEWORKER, boris=Role.CASEWORKER)
    anna = seen_by(read_one, "anna", DAY)
    job = ask_to_export(anna, List.CASES_CSV, DAY)
    work_off(read_one, WORKS)
    job = show_job(anna, job.id)
    assert exported(anna, job).is_file()
    assert "hidden" not in result_as_values(job)
    with pytest.raises(UnknownName):
        exported(seen_by(read_one, "boris", DAY), job)
    document = read_one.store.kept_documents()[0].id
    with read_one.store.transaction():
        group = read_one.team.add_group("Others")
        names = [PersonInDocument(document, "Ana Quillfeather")]
        read_one.team.restrict(group.id, None, names, "owner", "2024-01-01T00:00:00+00:00", "")
    with pytest.raises(UnknownName, match="not for you any more"):
        exported(seen_by(read_one, "anna", DAY), job)


def test_forgetting_takes_files_that_were_sent_and_lists(read_one: Workspace) -> None:
    """What is forgotten stands in no list any more, and no file of it waits to be read."""
    taken_out(read_one, List.PEOPLE_CSV)
    send(read_one, two=REPORT)
    assert left(read_one)
    assert left(read_one, EXPORTS)
    forget_everything(read_one)
    assert not left(read_one)
    assert not left(read_one, EXPORTS)
    assert not list_jobs(read_one)
