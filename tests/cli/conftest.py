"""The real command, started as a user starts it, on a workspace that is thrown away."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from homeward_command import EXAMPLES, ROOT, Command


@pytest.fixture(scope="session")
def environment() -> dict[str, str]:
    """The environment a user has, without what this machine has set for Homeward or for terminals."""
    unset = ("HOMEWARD_WORKSPACE", "HOMEWARD_DATABASE_URL", "COLUMNS", "NO_COLOR", "FORCE_COLOR", "PYTHONWARNINGS")
    kept = {name: value for name, value in os.environ.items() if name not in unset}
    return kept | {"HOMEWARD_TRACEBACK": "1", "PYTHONIOENCODING": "utf-8"}


@pytest.fixture(scope="session")
def run(environment: dict[str, str]) -> Command:
    """Runs `homeward ARGUMENTS...` with nobody at its standard input, and returns how it ended."""

    def run(*arguments: str | Path, cwd: Path = ROOT, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "homeward", *map(str, arguments)],
            env=environment | more,
            cwd=cwd,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            encoding="utf-8",
            timeout=300,
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def examples_read(run: Command, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A workspace that holds the examples, which nobody changes, and what `homeward read` said."""
    folder = tmp_path_factory.mktemp("examples") / "workspace"
    done = run("--workspace", folder, "read", EXAMPLES)
    assert done.returncode == 0, done.stderr
    return folder, done.stdout


@pytest.fixture
def examples(examples_read: tuple[Path, str], tmp_path: Path) -> Path:
    """A copy of that workspace, to be changed at will."""
    return Path(shutil.copytree(examples_read[0], tmp_path / "workspace"))
