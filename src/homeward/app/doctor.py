"""Says what is installed, where the data lies, and what is missing; changes nothing."""

import os
import platform
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from homeward.app.audit import verify_audit
from homeward.app.settings import DATABASE_FILE, workspace_folder
from homeward.app.wiring import open_workspace
from homeward.basics.errors import WorkspaceUnusable
from homeward.bulk.from_files import reader_names
from homeward.bulk.processes import Lost
from homeward.claims.from_documents import READERS

_LITTLE_ROOM = 1_000_000_000
_PARTS = ("django", "spacy", "onnxruntime", "trafilatura", "pypdfium2", "python-docx")


class Health(StrEnum):
    """How one thing stands."""

    GOOD = "good"
    NOTE = "note"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at, how it stands, and what to do where it is not good."""

    subject: str
    health: Health
    says: str
    what_to_do: str = ""


def examine(folder: Path | None = None) -> tuple[Finding, ...]:
    """Look at the programs, the readers' models, and the workspace in `folder` (None: the usual one)."""
    folder = (folder or workspace_folder()).expanduser().absolute()
    return (*_programs(), *_models(), *_data(folder))


def _programs() -> Iterator[Finding]:
    yield Finding("Homeward", Health.GOOD, _version("homeward"))
    yield Finding("Python", Health.GOOD, f"{platform.python_version()} on {platform.system()} {platform.machine()}")
    yield Finding("SQLite", Health.GOOD, sqlite3.sqlite_version)
    for part in _PARTS:
        found = _version(part)
        broken = "Install Homeward again." if found == "missing" else ""
        yield Finding(part, Health.BROKEN if broken else Health.GOOD, found, broken)
    wanted = bool(os.environ.get("HOMEWARD_DATABASE_URL"))
    if find_spec("psycopg"):
        yield Finding("PostgreSQL driver", Health.GOOD, _version("psycopg"))
    else:
        health = Health.BROKEN if wanted else Health.NOTE
        yield Finding("PostgreSQL driver", health, "not installed", "A team's database needs homeward[postgresql].")


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "missing"


def _models() -> Iterator[Finding]:
    trained = files("homeward.claims").joinpath("trained")
    present = sorted(entry.name for entry in trained.iterdir() if entry.is_dir()) if trained.is_dir() else []
    for language, name in reader_names(sorted(READERS)).items():
        if isinstance(name, Lost):
            yield Finding(f"reader of {language!r}", Health.BROKEN, name.why, "Install Homeward again.")
        else:
            yield Finding(f"reader of {language!r}", Health.GOOD, name)
    if present:
        yield Finding("readers' models", Health.GOOD, ", ".join(present))
    else:
        yield Finding("readers' models", Health.BROKEN, f"not in {trained}", "Install Homeward again.")


def _data(folder: Path) -> Iterator[Finding]:
    yield Finding("workspace", Health.GOOD, str(folder))
    if not (folder / DATABASE_FILE).exists() and not os.environ.get("HOMEWARD_DATABASE_URL"):
        yield Finding("database", Health.NOTE, "none yet", "`homeward read PATH` makes it.")
        return
    if os.name == "posix" and folder.stat().st_mode & 0o077:
        yield Finding("privacy", Health.NOTE, f"others may look into {folder}", f"Run: chmod 700 {folder}")
    try:
        with open_workspace(folder) as workspace:
            kept = workspace.store.kept_documents()
            claims = sum(document.claims for document in kept)
            yield Finding("database", Health.GOOD, f"{len(kept)} documents, {claims} claims")
            for sentence in verify_audit(workspace):
                yield Finding("audit", Health.BROKEN, sentence, "Ask who had access to the workspace since then.")
    except WorkspaceUnusable as error:
        yield Finding("database", Health.BROKEN, error.in_terminal)
    free = shutil.disk_usage(folder).free
    room = f"{free / 1e9:.1f} GB free"
    if free < _LITTLE_ROOM:
        yield Finding("disk", Health.NOTE, room, "Make room before reading more.")
    else:
        yield Finding("disk", Health.GOOD, room)
