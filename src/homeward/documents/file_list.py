"""Paths become files to read: folders walked, archives looked into, whatever cannot be read refused with a sentence."""

import io
import os
import stat
import zipfile
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import IO

from homeward.basics.errors import DocumentRefused
from homeward.documents.archives import (
    Allowance,
    check_entry,
    entries_of,
    entry_bytes,
    is_archive,
    is_hidden,
    opened,
    too_large,
)
from homeward.documents.limits import Limits, in_words
from homeward.documents.model import FileToRead, Refusal

Found = Iterator[FileToRead | Refusal]
Version = tuple[int, int, int]
"""Process, time of change and size: an open archive serves no other process, and no file that took its place."""


def list_files(paths: Iterable[Path], limits: Limits = Limits()) -> Found:  # noqa: B008  frozen, so safe to share
    """Yield every file under `paths`, in the order given, a folder's and an archive's by name; nothing is read yet.

    A folder's file is called by its path below the folder, another by its path as given, and one in an archive by the
    archive's name, a slash, and its name there. Hidden files in folders and archives are left out.
    """
    for path in paths:
        seen: set[tuple[int, int]] = set()
        name = printable(str(path))
        yield from _caught(name, _at(path, name, "", seen, limits))


def contents(item: FileToRead, limits: Limits) -> bytes:
    """Return the bytes of a listed file; raise DocumentRefused where they cannot be had or are too many."""
    if not item.members:
        return _file_bytes(item.path, item.name, limits)
    try:
        status = item.path.stat()
    except OSError as error:
        raise DocumentRefused(item.name, *_reason(error)) from error
    version = (os.getpid(), status.st_mtime_ns, status.st_size)
    return _member_bytes(item.path, item.name, item.members, version, limits)


def _member_bytes(path: Path, name: str, members: tuple[int, ...], version: Version, limits: Limits) -> bytes:
    *above, number = members
    archive = _archive_kept_open(path, tuple(above), version, limits)
    entries = archive.infolist()
    if number >= len(entries):
        raise DocumentRefused(name, "is not in its archive any more", "Read the archive again.")
    return entry_bytes(name, archive, entries[number], limits)


@lru_cache(maxsize=4)
def _archive_kept_open(path: Path, members: tuple[int, ...], version: Version, limits: Limits) -> zipfile.ZipFile:
    """An archive, open for its next entry: finding the directory of a large one takes longer than reading from it."""
    name = printable(str(path))
    if not members:
        return opened(name, path)
    return opened(name, io.BytesIO(_member_bytes(path, name, members, version, limits)))


def printable(name: str) -> str:
    """A name as it can be written anywhere: bytes of file names that are no UTF-8 become a mark."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _caught(name: str, found: Found) -> Found:
    """What `found` yields, and a refusal in place of what stops it."""
    try:
        yield from found
    except DocumentRefused as refused:
        yield Refusal(refused.name, refused.why, refused.what_to_do)
    except (OSError, ValueError) as error:
        yield Refusal(name, *_reason(error))


def _at(path: Path, name: str, below: str, seen: set[tuple[int, int]], limits: Limits) -> Found:
    """What stands at one path: a file, an archive's files or a folder's. `below` is the path below the folder given."""
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        if (status.st_dev, status.st_ino) in seen:
            raise DocumentRefused(
                name, "leads to a folder that is read already", "Each folder is read once; nothing is lost."
            )
        seen.add((status.st_dev, status.st_ino))
        for child in sorted(path.iterdir()):
            inner = f"{below}/{child.name}" if below else child.name
            if not is_hidden(child.name):
                inner = printable(inner)
                yield from _caught(inner, _at(child, inner, inner, seen, limits))
    elif not stat.S_ISREG(status.st_mode):
        raise DocumentRefused(name, "is not a file but a pipe, socket or device", "Give the path of a file or folder.")
    else:
        yield from _file(path, name, status.st_size, limits)


def _file(path: Path, name: str, size: int, limits: Limits) -> Found:
    with _opened_file(path) as file:
        if not is_archive(file):
            yield FileToRead(path, name)
            return
        if size > limits.archive_bytes:
            why = f"is {in_words(size)} large, and {in_words(limits.archive_bytes)} is the most we unpack"
            raise DocumentRefused(name, why, "Unpack it into a folder.")
        yield from _archive(FileToRead(path, name), file, Allowance.of(limits), limits)


def _archive(item: FileToRead, file: IO[bytes], allowance: Allowance, limits: Limits) -> Found:
    with opened(item.name, file) as archive:
        entries = entries_of(item.name, archive, allowance)
        if not entries:
            raise DocumentRefused(item.name, "is a zip archive without files", "Check that it was made whole.")
        for number, entry in entries:
            name = printable(f"{item.name}/{entry.filename}")
            inner = FileToRead(item.path, name, (*item.members, number))
            yield from _caught(name, _entry(inner, archive, entry, allowance, limits))


def _entry(
    item: FileToRead, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, allowance: Allowance, limits: Limits
) -> Found:
    """One entry as a file to read; where it is an archive itself, what that holds."""
    check_entry(item.name, entry, limits)
    if not entry.filename.lower().endswith(".zip"):
        yield item
        return
    file = io.BytesIO(entry_bytes(item.name, archive, entry, limits))
    if not is_archive(file):
        yield item
    elif len(item.members) >= limits.archive_depth:
        raise DocumentRefused(
            item.name, f"is an archive inside {limits.archive_depth} others", "Unpack it, and give us what it holds."
        )
    else:
        yield from _archive(item, file, allowance, limits)


def _opened_file(path: Path) -> IO[bytes]:
    """Open for reading; never wait for a pipe that took the file's place."""
    return os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb")


def _file_bytes(path: Path, name: str, limits: Limits) -> bytes:
    try:
        with _opened_file(path) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise DocumentRefused(name, "is not a file any more", "Give the path of a file or folder.")
            if status.st_size > limits.file_bytes:
                raise DocumentRefused(name, too_large(status.st_size, limits), "Split it into parts.")
            data = file.read(limits.file_bytes + 1)
    except (OSError, ValueError) as error:
        raise DocumentRefused(name, *_reason(error)) from error
    if len(data) > limits.file_bytes:
        raise DocumentRefused(name, too_large(len(data), limits), "Split it into parts.")
    return data


def _reason(error: OSError | ValueError) -> tuple[str, str]:
    """Why a path cannot be read, and what to do."""
    if isinstance(error, FileNotFoundError):
        return "is not there", "Check the path: the file was moved or deleted, or is a link that leads nowhere."
    if isinstance(error, PermissionError):
        return "may not be read by you", "Change its permissions, or copy it to a place that is yours."
    if isinstance(error, OSError) and "Too many levels" in str(error):
        return "is a link that leads back to itself", "Give the path of the file itself."
    reason = (error.strerror or "") if isinstance(error, OSError) else str(error)
    return (
        f"cannot be read ({reason.lower() or type(error).__name__})",
        "Copy the file to another place, and try again.",
    )
