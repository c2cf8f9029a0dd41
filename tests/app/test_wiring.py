"""A workspace is made where it is missing, and where it cannot be used a sentence says why and what to do."""

import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from homeward.app.settings import DATABASE_FILE, workspace_folder
from homeward.app.wiring import open_workspace
from homeward.basics.errors import WorkspaceUnusable


@pytest.fixture(autouse=True)
def on_sqlite(monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests are about files."""
    monkeypatch.delenv("HOMEWARD_DATABASE_URL", raising=False)


def test_a_new_workspace_is_its_owners_alone(tmp_path: Path) -> None:
    """Nobody else may look into the folder or the database."""
    with open_workspace(tmp_path / "new" / "workspace") as workspace:
        assert stat.S_IMODE(workspace.folder.stat().st_mode) == 0o700
        assert stat.S_IMODE((workspace.folder / DATABASE_FILE).stat().st_mode) == 0o600


def test_the_database_keeps_what_is_committed_and_overwrites_what_is_deleted(tmp_path: Path) -> None:
    """SQLite runs with a write-ahead log, full synchronisation, foreign keys and secure deletion."""
    with open_workspace(tmp_path / "workspace"), connection.cursor() as cursor:
        found = {}
        for pragma in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout"):
            cursor.execute(f"PRAGMA {pragma}")
            found[pragma] = cursor.fetchone()[0]
    assert found == {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "busy_timeout": 30_000
    }  # fmt: skip


def test_a_workspace_opens_again(tmp_path: Path) -> None:
    """Opening changes nothing that is kept."""
    with open_workspace(tmp_path / "workspace") as workspace:
        workspace.record.add("2024-01-01T00:00:00+00:00", "maria", "case read", "p1")
    with open_workspace(tmp_path / "workspace") as workspace:
        assert len(workspace.store.audit_entries()) == 1


def test_the_environment_says_where_data_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """HOMEWARD_WORKSPACE is the default; without it the platform's folder for data."""
    monkeypatch.setenv("HOMEWARD_WORKSPACE", str(tmp_path / "named"))
    with open_workspace() as workspace:
        assert workspace.folder == tmp_path / "named"
    monkeypatch.delenv("HOMEWARD_WORKSPACE")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert workspace_folder() == tmp_path / "data" / "homeward"


def refused(folder: Path) -> str:
    """The sentence with which opening the folder is refused."""
    with pytest.raises(WorkspaceUnusable) as caught:
        open_workspace(folder)
    return str(caught.value)


def test_a_file_is_no_workspace(tmp_path: Path) -> None:
    """A file in the folder's place, or above it, is named."""
    (tmp_path / "report.txt").write_text("x")
    assert "report.txt is a file. Name a folder" in refused(tmp_path / "report.txt")
    assert "cannot be made" in refused(tmp_path / "report.txt" / "below")


def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path) -> None:
    """What is not ours is neither used nor overwritten."""
    other = tmp_path / DATABASE_FILE
    other.write_bytes(b"a letter to nobody\n" * 400)
    assert "is damaged, or is no database of Homeward's" in refused(tmp_path)
    assert other.read_bytes() == b"a letter to nobody\n" * 400


def test_a_damaged_database_is_said_to_be_damaged(tmp_path: Path) -> None:
    """A database cut short is a sentence, not a crash."""
    open_workspace(tmp_path).close()
    file = tmp_path / DATABASE_FILE
    file.write_bytes(file.read_bytes()[:100] + b"\xff" * 9000)
    assert "is damaged" in refused(tmp_path)


def test_a_newer_database_is_not_touched(tmp_path: Path) -> None:
    """Tables made by a later version are left to that version."""
    open_workspace(tmp_path).close()
    with sqlite3.connect(tmp_path / DATABASE_FILE) as database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('storage', '0099_later', '2030-01-01')"
        )
    database.close()
    assert "A newer Homeward was the last to use the file" in refused(tmp_path)


def test_a_folder_that_may_not_be_written_is_refused(tmp_path: Path) -> None:
    """Whoever lacks the right is told so; root lacks none, so a read-only file system stands in for it."""
    if os.geteuid() == 0:
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "ro,size=1m", "tmpfs", tmp_path], check=False)
        if mounted.returncode:
            pytest.skip("root may write everywhere here, and may not mount a read-only file system to try on")
        try:
            assert "cannot be written" in refused(tmp_path)
        finally:
            subprocess.run(["umount", tmp_path], check=True)
    else:
        tmp_path.chmod(0o500)
        assert "cannot be written" in refused(tmp_path)


@pytest.mark.parametrize("url", ["mysql://host/name", "postgresql://host", "nonsense"])
def test_an_address_that_is_no_postgresql_database_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    """The sentence gives the form."""
    monkeypatch.setenv("HOMEWARD_DATABASE_URL", url)
    assert "postgresql://user:password@host:5432/name" in refused(tmp_path)


def test_a_server_that_does_not_answer_is_named_without_its_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sentence says which database cannot be reached, and keeps the password to itself."""
    pytest.importorskip("psycopg")
    monkeypatch.setenv("HOMEWARD_DATABASE_URL", "postgresql://maria:hushhush@127.0.0.1:1/cases")
    sentence = refused(tmp_path)
    assert "The PostgreSQL database cases on 127.0.0.1 cannot be reached" in sentence
    assert "hushhush" not in sentence


def test_a_postgresql_database_without_its_driver_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever did not install the extra is told which it is."""
    monkeypatch.setenv("HOMEWARD_DATABASE_URL", "postgresql://maria@127.0.0.1:1/cases")
    without = "import sys; sys.modules.update(psycopg=None, psycopg2=None); from pathlib import Path; "
    opening = "from homeward.app.wiring import open_workspace; open_workspace(Path(sys.argv[1]))"
    done = subprocess.run(
        [sys.executable, "-c", without + opening, tmp_path], capture_output=True, text=True, check=False
    )
    assert "whose driver is not installed. Install homeward[postgresql]." in done.stderr


def test_several_processes_may_open_a_new_workspace_at_once(on_either_database: str, tmp_path: Path) -> None:
    """Whoever comes second waits for the tables that the first one makes."""
    opening = "import sys; from pathlib import Path; from homeward.app.wiring import open_workspace; " \
        "print(len(open_workspace(Path(sys.argv[1])).store.kept_documents()))"  # fmt: skip
    command = [sys.executable, "-c", opening, str(tmp_path / "workspace")]
    processes = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    assert [process.communicate(timeout=60)[0] for process in processes] == ["0\n"] * 2
