"""The command line: in a process of its own where that matters, else in the tests' own, which is many times faster."""

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from homeward_command import EXAMPLES, ROOT, Command, Ended

from homeward.cli import main

UNSET = ("HOMEWARD_WORKSPACE", "HOMEWARD_DATABASE_URL", "COLUMNS", "NO_COLOR", "FORCE_COLOR", "PYTHONWARNINGS")
"""What the machine that runs the tests may have set, and a user has not."""


@pytest.fixture(scope="session")
def environment() -> dict[str, str]:
    """The environment of a user; what was not foreseen shows its traceback."""
    kept = {name: value for name, value in os.environ.items() if name not in UNSET}
    return kept | {"HOMEWARD_TRACEBACK": "1", "PYTHONIOENCODING": "utf-8"}


@pytest.fixture(scope="session")
def start(environment: dict[str, str]) -> Command:
    """Starts `homeward ARGUMENTS...` as a user does, with nobody at its standard input."""

    def start(*arguments: str | Path, **more: str) -> Ended:
        done = subprocess.run(
            [sys.executable, "-m", "homeward", *map(str, arguments)],
            env=environment | more,
            cwd=ROOT,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            encoding="utf-8",
            timeout=300,
            check=False,
        )
        return Ended(done.returncode, done.stdout, done.stderr)

    return start


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, django_db_blocker: pytest.FixtureRequest) -> Iterator[Command]:
    """Runs `homeward ARGUMENTS...` in this process, with output that is no terminal and nobody at standard input."""

    def run(*arguments: str | Path, **more: str) -> Ended:
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
        with monkeypatch.context() as patched:
            for name in UNSET:
                patched.delenv(name, raising=False)
            for name, value in (more | {"HOMEWARD_TRACEBACK": "1"}).items():
                patched.setenv(name, value)
            patched.setattr(sys, "argv", ["homeward", *map(str, arguments)])
            patched.setattr(sys, "stdin", io.StringIO())
            patched.setattr(sys, "stdout", out)
            patched.setattr(sys, "stderr", err)
            status = main.run()
        printed = []
        for stream in (out, err):
            stream.flush()
            stream.seek(0)
            printed.append(stream.read())
        return Ended(status, *printed)

    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        yield run


@pytest.fixture(scope="session")
def examples_read(start: Command, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A workspace that holds the examples, which nobody changes, and what `homeward read` said."""
    folder = tmp_path_factory.mktemp("examples") / "workspace"
    done = start("--workspace", folder, "read", EXAMPLES)
    assert done.returncode == 0, done.stderr
    return folder, done.stdout


@pytest.fixture
def examples(examples_read: tuple[Path, str], tmp_path: Path) -> Path:
    """A copy of that workspace, to be changed at will."""
    return Path(shutil.copytree(examples_read[0], tmp_path / "workspace"))
