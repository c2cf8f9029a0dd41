"""Reports are added once, whole or not at all, whatever happens to the run."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from homeward.app.add_reports import DocumentWithoutReader, Progress, add_reports
from homeward.app.audit import list_audit, verify_audit
from homeward.app.read_claims import read_claims
from homeward.app.wiring import Workspace, open_workspace
from homeward.basics.errors import WorkspaceUnusable
from homeward.claims.from_documents import NO_READER
from homeward.claims.model import Reading
from homeward.documents.model import Document, Refusal

READ = Path(__file__).with_name("read_in_another_process.py")
SENTENCES = "Суд приговорил задержанного к девяти годам. Его адвокат подал жалобу. Посольство просит о встрече. "


def write_reports(folder: Path, many: int, sentences: int = 3) -> Path:
    """Write so many Russian reports, each different."""
    folder.mkdir()
    for number in range(many):
        text = f"Сообщение номер {number}.\n\n" + SENTENCES * sentences
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    return folder


def test_reports_are_kept_once_however_often_they_are_read(workspace: Workspace, tmp_path: Path) -> None:
    """The second run finds everything unchanged, and nothing doubles."""
    reports = write_reports(tmp_path / "reports", 4)
    first = add_reports(workspace, [reports], 2)
    assert (first.new, first.unchanged, first.read_again, first.refused) == (4, 0, 0, ())
    second = add_reports(workspace, [reports], 2)
    assert (second.new, second.unchanged, second.read_again, second.refused) == (0, 4, 0, ())
    assert [document.name for document in workspace.store.documents()] == ["000.txt", "001.txt", "002.txt", "003.txt"]
    assert len(list_audit(workspace)) == 4
    assert workspace.store.original(first_id(workspace)) == (reports / "000.txt").read_bytes()


def first_id(workspace: Workspace) -> str:
    """The id of the document that was added first."""
    return workspace.store.kept_documents()[0].id


def test_a_document_whose_language_nobody_reads_is_kept_found_and_flagged(workspace: Workspace, tmp_path: Path) -> None:
    """Until its language has a reader, a report can be searched, and the summary says that it has no claims."""
    summary = add_reports(workspace, [write_reports(tmp_path / "reports", 1)], 1)
    assert summary.without_reader == (DocumentWithoutReader("000.txt", "ru"),)
    assert summary.claims == {}
    assert len(workspace.store.words.best("посольство")) == 1
    assert [one.reader for one in workspace.store.kept_documents()] == [NO_READER]


def test_one_bad_file_never_stops_the_others(sqlite_workspace: Workspace, tmp_path: Path) -> None:
    """An empty file and one that is not there get a sentence each, which the workspace keeps; the rest is kept."""
    reports = write_reports(tmp_path / "reports", 2)
    (reports / "0000.txt").write_bytes(b"")
    summary = add_reports(sqlite_workspace, [reports, tmp_path / "nowhere.txt"], 2)
    assert summary.new == 2
    assert [refusal.why for refusal in summary.refused] == ["is empty", "is not there"]
    assert sqlite_workspace.store.refusals() == summary.refused


def test_a_file_that_vanishes_while_others_are_read_is_refused(sqlite_workspace: Workspace, tmp_path: Path) -> None:
    """Listed, then deleted: a sentence for it, and the rest is kept."""
    reports = write_reports(tmp_path / "reports", 30)

    def vanish(_: Progress) -> None:
        (reports / "029.txt").unlink(missing_ok=True)

    summary = add_reports(sqlite_workspace, [reports], 1, vanish)
    assert summary.new == 29
    assert [(refusal.name, refusal.why) for refusal in summary.refused] == [("029.txt", "is not there")]


def test_progress_counts_every_file(sqlite_workspace: Workspace, tmp_path: Path) -> None:
    """The bar begins at one and ends at all of them."""
    seen: list[Progress] = []
    add_reports(sqlite_workspace, [write_reports(tmp_path / "reports", 3)], 2, seen.append)
    assert seen == [Progress(1, 3, "000.txt"), Progress(2, 3, "001.txt"), Progress(3, 3, "002.txt")]


def test_a_document_is_read_again_when_its_reader_has_changed(sqlite_workspace: Workspace, tmp_path: Path) -> None:
    """What another reader found, or nobody has read yet, is read by the reader there is now."""
    report = tmp_path / "english.txt"
    report.write_text("---\nlang: en\n---\nThe weather was fine in the north, and nobody was at sea.\n")
    add_reports(sqlite_workspace, [report], 1)
    name = sqlite_workspace.store.kept_documents()[0].reader
    sqlite_workspace.store.save_reading(Reading(first_id(sqlite_workspace), "english 0"))
    summary = add_reports(sqlite_workspace, [report], 1)
    assert (summary.new, summary.unchanged, summary.read_again) == (0, 1, 1)
    assert [one.reader for one in sqlite_workspace.store.kept_documents()] == [name]


def test_claims_are_read_without_a_workspace(tmp_path: Path) -> None:
    """Documents come in the order given, each with its reading; a refusal keeps its place."""
    reports = write_reports(tmp_path / "reports", 3)
    found = list(read_claims([reports / "002.txt", tmp_path / "nowhere.txt", reports / "000.txt"], 2))
    assert [one.name.rpartition("/")[2] for one, _ in found] == ["002.txt", "nowhere.txt", "000.txt"]
    assert [isinstance(one, Document) for one, _ in found] == [True, False, True]
    assert isinstance(found[1][0], Refusal)
    assert found[1][1] is None


def start(workspace: Path, reports: Path, largest_file: int = 0) -> "subprocess.Popen[str]":
    """Start reading in a process of its own."""
    command = [sys.executable, READ, workspace, reports, str(largest_file)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, start_new_session=True)


def test_a_run_that_is_killed_loses_nothing_and_the_next_one_finishes(on_either_database: str, tmp_path: Path) -> None:
    """After kill -9 all that was reported done is there, and reading again adds the rest, each document once."""
    reports = write_reports(tmp_path / "reports", 60)
    process = start(tmp_path / "workspace", reports)
    assert process.stdout is not None
    done = [process.stdout.readline().strip() for _ in range(15)]
    os.kill(process.pid, signal.SIGKILL)
    process.communicate(timeout=60)
    with open_workspace(tmp_path / "workspace") as workspace:
        documents = workspace.store.kept_documents()
        kept = [document.name for document in documents]
        assert kept[:15] == done
        assert len(kept) < 60
        assert all(document.reader is not None for document in documents)
        summary = add_reports(workspace, [reports], 2)
        assert (summary.new, summary.unchanged, summary.refused) == (60 - len(kept), len(kept), ())
        assert [document.name for document in workspace.store.kept_documents()] == [f"{n:03}.txt" for n in range(60)]
        assert verify_audit(workspace) == ()


def test_a_run_that_is_broken_off_keeps_what_is_done_and_ends_its_processes(tmp_path: Path) -> None:
    """Ctrl-C, which a terminal sends to every process, ends the run at once and cleanly."""
    reports = write_reports(tmp_path / "reports", 200)
    process = start(tmp_path / "workspace", reports)
    assert process.stdout is not None
    for _ in range(5):
        process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert said.strip() == "broken off"
    assert still_running(process.pid) == []
    with open_workspace(tmp_path / "workspace") as workspace:
        assert 5 <= len(workspace.store.kept_documents()) < 200


def still_running(group: int) -> list[str]:
    """What runs in the group of processes, once those that end by themselves have had ten seconds to do so."""
    for _ in range(100):
        listed = subprocess.run(["ps", "-eo", "pgid=,stat=,args="], capture_output=True, text=True, check=True).stdout
        rows = [line.split(maxsplit=2) for line in listed.splitlines()]
        running = [row[2] for row in rows if row[0] == str(group) and not row[1].startswith("Z")]
        if not running:
            break
        time.sleep(0.1)
    return running


def test_a_file_that_may_not_grow_ends_the_run_with_a_sentence(tmp_path: Path) -> None:
    """Where the database can hold no more, the run says so, and all that it was done with is kept."""
    reports = write_reports(tmp_path / "reports", 60, sentences=100)
    process = start(tmp_path / "workspace", reports, largest_file=900_000)
    printed, said = process.communicate(timeout=100)
    assert process.returncode == 1
    assert "is full. Make room and try again" in said
    with open_workspace(tmp_path / "workspace") as workspace:
        assert [document.name for document in workspace.store.kept_documents()] == printed.split()
        assert add_reports(workspace, [reports], 2).new == 60 - len(printed.split())


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[None]:
    """A disk of its own under the folder, where this user may make one."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", folder]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("a small disk to fill can be made by root only, where mounting is allowed")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def test_a_full_disk_ends_the_run_with_a_sentence_and_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When there is room again, the next run goes on where this one stopped."""
    monkeypatch.delenv("HOMEWARD_DATABASE_URL", raising=False)
    reports = write_reports(tmp_path / "reports", 60, sentences=100)
    with small_disk(tmp_path / "disk", 2):
        with open_workspace(tmp_path / "disk" / "workspace") as workspace:
            with pytest.raises(WorkspaceUnusable, match=r"is full\. Make room and try again"):
                add_reports(workspace, [reports], 2)
            kept = len(workspace.store.kept_documents())
            assert 0 < kept < 60
        subprocess.run(["mount", "-o", "remount,size=50m", tmp_path / "disk"], check=True)
        with open_workspace(tmp_path / "disk" / "workspace") as workspace:
            summary = add_reports(workspace, [reports], 2)
            assert (summary.new, summary.unchanged) == (60 - kept, kept)
            assert verify_audit(workspace) == ()


def test_two_runs_at_once_keep_each_document_once(on_either_database: str, tmp_path: Path) -> None:
    """A second run over the same files waits its turn and doubles nothing."""
    reports = write_reports(tmp_path / "reports", 20)
    processes = [start(tmp_path / "workspace", reports) for _ in range(2)]
    ends = []
    threads = [threading.Thread(target=lambda p=p: ends.append(p.communicate(timeout=100)[1])) for p in processes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ends == ["", ""]
    with open_workspace(tmp_path / "workspace") as workspace:
        assert sorted(document.name for document in workspace.store.kept_documents()) == [
            f"{n:03}.txt" for n in range(20)
        ]
        assert verify_audit(workspace) == ()


def test_a_text_too_long_to_be_read_at_once_is_kept_and_says_what_was_not_read(
    sqlite_workspace: Workspace, tmp_path: Path
) -> None:
    """Ten megabytes in one line are kept and found; what stands round them is read, what they claim is unknown."""
    arrest = "Ana Quillfeather, a Norwegian teacher, was arrested in Russia on 5 March 2021."
    sentence = "Ana Quillfeather, a Norwegian teacher, was sentenced to nine years in prison in Russia in 2022."
    text = f"{arrest}\n\n{'x' * 10_000_000}\n\n{sentence}\n"
    report = tmp_path / "long.txt"
    report.write_text(f"---\nlang: en\n---\n{text}", encoding="utf-8")
    parts: list[str] = []
    summary = add_reports(sqlite_workspace, [report], 1, lambda step: parts.append(step.name))
    assert (summary.new, summary.unchanged, summary.read_again, summary.refused) == (1, 0, 0, ())
    ((left),) = summary.unread
    assert left.name == str(report)
    assert text[left.start : left.end].strip("\n") == "x" * 10_000_000
    assert parts == [str(report), f"{report}, part 1 of 2", f"{report}, part 2 of 2", str(report)]
    (kept,) = sqlite_workspace.store.kept_documents()
    assert [(one.span.start, one.span.end, one.why) for one in kept.unread] == [(left.start, left.end, left.why)]
    document = sqlite_workspace.store.document(kept.id)
    assert document.text == text
    claims = {claim.kind: document.quote(claim.span) for _, claim in sqlite_workspace.store.claims()}
    assert claims["arrest"] in arrest
    assert claims["sentence"] in sentence
    assert len(sqlite_workspace.store.words.best("arrested nine years")) == 1
    again = add_reports(sqlite_workspace, [report], 1)
    assert (again.new, again.unchanged, again.read_again, again.unread) == (0, 1, 0, ())
    ((_, reading),) = read_claims([report], 1)
    assert reading is not None
    assert reading.claims == tuple(claim for _, claim in sqlite_workspace.store.claims())
    assert [(one.span.start, one.span.end) for one in reading.unread] == [(left.start, left.end)]
