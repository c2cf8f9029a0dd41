"""Zip archives: what is in them, and one entry's bytes, without ever unpacking more than the limits allow.

Sizes are checked as the archive declares them, before anything is unpacked; `zipfile` never gives more than declared.
"""

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from homeward.basics.errors import DocumentRefused
from homeward.documents.limits import MEGABYTE, Limits, in_words

ZIP_MARK = b"PK\x03\x04"
EMPTY_ZIP_MARK = b"PK\x05\x06"
OFFICE_PARTS = frozenset({"[Content_Types].xml", "mimetype"})
"""An archive with one of these is a document of an office program (.docx, .odt, .epub), not a folder of files."""
ENCRYPTED = 0x1
UNREADABLE = (zipfile.BadZipFile, OSError, EOFError, RuntimeError, ValueError, LookupError, ArithmeticError)
DAMAGED_WHAT_TO_DO = "Open it with an archive program, and give us the files in it."


@dataclass(slots=True)
class Allowance:
    """What is left, of the limits on one archive, for the entries still to come."""

    entries: int
    size: int

    @classmethod
    def of(cls, limits: Limits) -> "Allowance":
        """The whole of `limits`."""
        return cls(limits.archive_entries, limits.archive_bytes)


def is_archive(file: IO[bytes]) -> bool:
    """Whether an open file is a zip archive of files, told by its content; leaves it where it stood."""
    at = file.tell()
    mark = file.read(4)
    file.seek(at)
    if mark == EMPTY_ZIP_MARK:
        return True
    found = mark == ZIP_MARK and not OFFICE_PARTS & names_in(file)
    file.seek(at)
    return found


def names_in(file: IO[bytes]) -> frozenset[str]:
    """The names in an archive; none where it cannot be opened."""
    try:
        with zipfile.ZipFile(file) as archive:
            return frozenset(archive.namelist())
    except Exception:  # a broken directory raises nearly anything; then it has no names to give
        return frozenset()


def opened(name: str, file: IO[bytes] | Path) -> zipfile.ZipFile:
    """Open an archive; raise DocumentRefused where its directory cannot be read."""
    try:
        return zipfile.ZipFile(file)
    except FileNotFoundError as error:
        raise DocumentRefused(name, "is not there any more", "Look where it was moved to.") from error
    except PermissionError as error:
        raise DocumentRefused(name, "may not be read by you", "Change its permissions, or copy it.") from error
    except UNREADABLE as error:
        raise DocumentRefused(name, "is a damaged zip archive", DAMAGED_WHAT_TO_DO) from error


def entries_of(name: str, archive: zipfile.ZipFile, allowance: Allowance) -> list[tuple[int, zipfile.ZipInfo]]:
    """Return the archive's files with their numbers, sorted by name, hidden ones left out; raise DocumentRefused."""
    entries = archive.infolist()
    size = sum(entry.file_size for entry in entries)
    if len(entries) > allowance.entries:
        raise DocumentRefused(name, f"holds more than {allowance.entries:,} files", "Unpack it into a folder.")
    if size > allowance.size:
        why = f"unpacks to {in_words(size)}, and {in_words(allowance.size)} is the most we unpack"
        raise DocumentRefused(name, why, "Unpack it into a folder.")
    allowance.entries -= len(entries)
    allowance.size -= size
    files = [
        pair for pair in enumerate(entries) if not pair[1].filename.endswith("/") and not is_hidden(pair[1].filename)
    ]
    return sorted(files, key=lambda pair: (pair[1].filename, pair[0]))


def is_hidden(name: str) -> bool:
    """Whether programs keep a file for themselves: a part of its path opens with a dot, or is macOS's own."""
    parts = name.replace("\\", "/").split("/")
    return any((part.startswith(".") and part not in {".", ".."}) or part == "__MACOSX" for part in parts)


def entry_bytes(name: str, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limits: Limits) -> bytes:
    """Unpack one entry; raise DocumentRefused where it is encrypted, damaged or beyond the limits."""
    check_entry(name, entry, limits)
    try:
        with archive.open(entry) as file:
            return file.read(limits.file_bytes + 1)
    except MemoryError as error:
        raise DocumentRefused(name, "does not fit into memory", "Unpack the archive, and give us the file.") from error
    except Exception as error:  # zlib, lzma and bz2 each have errors of their own
        raise DocumentRefused(name, "is damaged inside its zip archive", DAMAGED_WHAT_TO_DO) from error


def check_entry(name: str, entry: zipfile.ZipInfo, limits: Limits) -> None:
    """Raise DocumentRefused where an entry, by what the archive declares of it, may not be unpacked."""
    if entry.flag_bits & ENCRYPTED:
        raise DocumentRefused(name, "needs a password", "Unpack the archive with its password, and give us the file.")
    if entry.file_size > limits.file_bytes:
        raise DocumentRefused(name, too_large(entry.file_size, limits), "Split it into parts.")
    if entry.file_size > MEGABYTE and entry.file_size > limits.archive_ratio * max(1, entry.compress_size):
        why = f"unpacks to more than {limits.archive_ratio} times its packed size, as no report does"
        raise DocumentRefused(name, why, "If you trust it, unpack it yourself, and give us the file.")


def check_package(name: str, data: bytes, limits: Limits) -> None:
    """Raise DocumentRefused where an office document's parts, unpacked together, are beyond the limits on one file."""
    with opened(name, io.BytesIO(data)) as archive:
        entries = archive.infolist()
        size = sum(entry.file_size for entry in entries)
        if size > limits.file_bytes or len(entries) > limits.archive_entries:
            why = f"unpacks to {in_words(size)} in {len(entries):,} parts, more than we read"
            raise DocumentRefused(name, why, "Save it anew without pictures.")
        for entry in entries:
            check_entry(name, entry, limits)


def too_large(size: int, limits: Limits) -> str:
    """Why a file of that size is refused."""
    return f"is {in_words(size)} large, and {in_words(limits.file_bytes)} is the most we read"
