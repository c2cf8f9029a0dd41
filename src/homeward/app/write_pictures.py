"""Writes a picture to a path that the user names, whole or not at all, and over nothing but a picture of ours."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from homeward.basics.errors import PictureRefused
from homeward.exchanges.svg import OURS

ENDING = ".svg"
_ENOUGH = 200
"""Bytes in which a picture of ours says that it is one."""


def write_picture(path: Path, picture: str) -> None:
    """Write SVG to `path`; raise PictureRefused where something else than a picture of ours is there, or none can be.

    What is written has the rights of a new file of the user's, and appears at once when it is complete.
    """
    refuse_unless_ours(path)
    unfinished = ""
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=path.parent, prefix=f".{path.stem}-", suffix=ENDING, delete=False
        ) as file:
            unfinished = file.name
            file.write(picture)
        Path(unfinished).chmod(0o666 & ~_mask())
        Path(unfinished).replace(path)
    except OSError as error:
        if unfinished:
            with suppress(OSError):
                Path(unfinished).unlink()
        raise PictureRefused(
            f"{path} cannot be written ({error.strerror}). Name a file where you may write."
        ) from error


def refuse_unless_ours(path: Path) -> None:
    """Raise PictureRefused where `path` is no place for a picture: to be asked before the work, not after it."""
    if path.suffix.lower() != ENDING:
        raise PictureRefused(f"{path} does not end in {ENDING}, and a picture is SVG. Name a file that does.")
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise PictureRefused(f"{path} is there and no plain file. Name another.")
    if not path.parent.is_dir():
        raise PictureRefused(f"There is no folder {path.parent}. Make it, or name a file elsewhere.")
    if path.is_file() and not _is_ours(path):
        raise PictureRefused(
            f"{path} is there and no picture of ours, so it stays. Name another file, or move that one."
        )


def _is_ours(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return OURS.encode() in file.read(_ENOUGH)
    except OSError:
        return False


def _mask() -> int:
    """Return the rights that new files of this process do not get."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
