"""Keeps positions files in the workspace's folder `positions`, lists them and gives their text."""

import os
import re
from pathlib import Path

from homeward.app.plan_exchange import text_of
from homeward.app.wiring import Workspace
from homeward.basics.errors import PositionsRefused, UnknownName

FOLDER = "positions"
ENDINGS = (".yaml", ".yml")
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}", re.ASCII)


def list_positions(workspace: Workspace) -> tuple[str, ...]:
    """Return the names of the positions files that are kept, in the order of the alphabet."""
    folder = workspace.folder / FOLDER
    if not folder.is_dir():
        return ()
    return tuple(sorted(one.name for one in folder.iterdir() if one.suffix in ENDINGS and one.is_file()))


def kept_positions(workspace: Workspace, name: str) -> str:
    """Return the text of the positions file called `name`; raise UnknownName where there is none."""
    if name not in list_positions(workspace):
        raise UnknownName(f"There is no positions file {name!r} in the workspace's folder `{FOLDER}`.")
    return text_of(workspace.folder / FOLDER / name)


def keep_positions(workspace: Workspace, name: str, text: str) -> str:
    """Keep a text of positions under a new name, and return the file's; nothing that is kept is ever written over.

    Raises PositionsRefused where the name is none, or is taken.
    """
    if not _NAME.fullmatch(name):
        remedy = "Use small letters, digits and hyphens, 60 at most."
        raise PositionsRefused("the name", 1, f"{name!r} cannot be the name of a file", remedy)
    folder = workspace.folder / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"{name}{ENDINGS[0]}"
    if not _written_new(path, text):
        raise PositionsRefused("the name", 1, f"`{path.name}` is kept already", "Choose another name.")
    return path.name


def _written_new(path: Path, text: str) -> bool:
    """Write a file that is not there yet; return False, and leave it as it is, where it is."""
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with open(file, "w", encoding="utf-8", newline="") as kept:  # noqa: PTH123 - a descriptor, opened for us alone
        kept.write(text)
    return True
