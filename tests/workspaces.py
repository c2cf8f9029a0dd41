"""Workspaces to test on: SQLite's file, and a PostgreSQL server started for the run where its programs are found."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from homeward.app.wiring import Workspace, open_workspace

_NUMBERS = count(1)


@pytest.fixture(autouse=True)
def real_database(django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Let every test reach its database: each has one of its own, so none needs keeping apart."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        yield


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL server, without a database's name, as `postgresql://postgres@/{}?host=...`."""
    given = os.environ.get("HOMEWARD_TEST_POSTGRESQL")
    if given:
        yield given
        return
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed; its initdb and pg_ctl, or HOMEWARD_TEST_POSTGRESQL, are needed")
    if os.geteuid() == 0 and (shutil.which("runuser") is None or not _is_user("postgres")):
        pytest.skip("PostgreSQL refuses to run as root, and there is no user postgres to run it as")
    with tempfile.TemporaryDirectory(prefix="homeward-postgresql-") as folder:
        as_owner = _owner_of_server(Path(folder))
        data = f"{folder}/data"
        options = f"-F -c listen_addresses='' -k {folder}"
        _run(*as_owner, f"{programs}/initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", data)
        _run(*as_owner, f"{programs}/pg_ctl", "-D", data, "-o", options, "-l", f"{folder}/log", "-w", "start")
        try:
            yield "postgresql://postgres@/{}?host=" + folder
        finally:
            _run(*as_owner, f"{programs}/pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


@pytest.fixture(params=["sqlite", "postgresql"])
def on_either_database(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Makes every workspace opened in the test lie in a fresh database of one kind, then of the other."""
    if request.param == "postgresql":
        server = request.getfixturevalue("postgresql")
        name = f"homeward_test_{os.getpid()}_{next(_NUMBERS)}"
        _tell(server, f"CREATE DATABASE {name}")
        monkeypatch.setenv("HOMEWARD_DATABASE_URL", server.format(name))
        yield "postgresql"
        _tell(server, f"DROP DATABASE {name} WITH (FORCE)")
    else:
        monkeypatch.delenv("HOMEWARD_DATABASE_URL", raising=False)
        yield "sqlite"


@pytest.fixture
def workspace(on_either_database: str, tmp_path: Path) -> Iterator[Workspace]:
    """An empty workspace, once on SQLite and once on PostgreSQL."""
    with open_workspace(tmp_path / "workspace") as opened:
        yield opened


@pytest.fixture
def sqlite_workspace(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Workspace]:
    """An empty workspace on SQLite."""
    monkeypatch.delenv("HOMEWARD_DATABASE_URL", raising=False)
    with open_workspace(tmp_path / "workspace") as opened:
        yield opened


def _programs() -> str | None:
    on_path = shutil.which("initdb")
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    found = next(iter(installed), Path(on_path) if on_path else None)
    return str(found.parent) if found else None


def _is_user(name: str) -> bool:
    try:
        return bool(pwd.getpwnam(name))
    except KeyError:
        return False


def _owner_of_server(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root: give its own user the folder, and return how to run a program as that one."""
    if os.geteuid() != 0:
        return []
    shutil.chown(folder, "postgres")
    return ["runuser", "-u", "postgres", "--"]


def _tell(server: str, statement: str) -> None:
    import psycopg  # noqa: PLC0415 - an extra, needed where PostgreSQL is

    with psycopg.connect(server.format("postgres"), autocommit=True) as connection:
        connection.execute(statement)


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, cwd="/", timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
