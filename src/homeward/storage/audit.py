"""Who did what, when, on whom: a chain of entries that shows when one was changed or taken away."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from homeward.storage.model import AuditEntry
from homeward.storage.models import AuditEntryRow

BEFORE_THE_FIRST = "0" * 64
"""What the first entry has for a previous hash."""

HEAD_FILE = "audit-head"
"""Beside the database: number and hash of an entry that this workspace has seen, so that a cut-off end shows too."""


def append_entry(at: str, who: str, what: str, on: str) -> AuditEntry:
    """Add one entry after the last; call it in a transaction, where nobody else writes."""
    last = AuditEntryRow.objects.order_by("-number").first()
    number, previous = (last.number + 1, last.sha256) if last else (1, BEFORE_THE_FIRST)
    entry = AuditEntry(number, at, who, what, on, previous, _hash(number, at, who, what, on, previous))
    AuditEntryRow.objects.create(
        number=entry.number,
        at=entry.at,
        who=entry.who,
        what=entry.what,
        on=entry.on,
        previous_sha256=entry.previous_sha256,
        sha256=entry.sha256,
    )
    return entry


def entries() -> Iterator[AuditEntry]:
    """Yield every entry, first to last."""
    for row in AuditEntryRow.objects.order_by("number").iterator():
        yield AuditEntry(row.number, row.at, row.who, row.what, row.on, row.previous_sha256, row.sha256)


def entries_since(at: str) -> Iterator[AuditEntry]:
    """Yield the entries made at a moment (ISO 8601, UTC) or later, the latest first."""
    for row in AuditEntryRow.objects.order_by("-number").iterator():
        if row.at < at:
            return
        yield AuditEntry(row.number, row.at, row.who, row.what, row.on, row.previous_sha256, row.sha256)


def write_head(folder: Path, entry: AuditEntry) -> None:
    """Remember outside the database that `entry` was made; one older than the last is still of use."""
    aside = folder / f"{HEAD_FILE}.new"
    with suppress(OSError):  # the entry itself is kept; on a full disk the head only lags behind
        aside.write_text(f"{entry.number} {entry.sha256}\n", encoding="ascii")
        aside.replace(folder / HEAD_FILE)


def broken_links(folder: Path) -> Iterator[str]:
    """Yield a sentence for each place where an entry was changed or taken away; nothing where the chain holds."""
    expected, previous = 1, BEFORE_THE_FIRST
    hashes: dict[int, str] = {}
    for entry in entries():
        if entry.number != expected:
            yield f"Audit entries {expected} to {entry.number - 1} were taken away."
        elif entry.previous_sha256 != previous:
            yield f"Audit entry {entry.number} does not follow from the one before it."
        said = _hash(entry.number, entry.at, entry.who, entry.what, entry.on, entry.previous_sha256)
        if entry.sha256 != said:
            yield f"Audit entry {entry.number} was changed after it was made."
        expected, previous = entry.number + 1, entry.sha256
        hashes[entry.number] = entry.sha256
    number, sha256 = _head(folder)
    if number and hashes.get(number) != sha256:
        yield f"Audit entry {number}, which this workspace has seen, is not there as it was."


def _head(folder: Path) -> tuple[int, str]:
    try:
        number, sha256 = (folder / HEAD_FILE).read_text(encoding="ascii").split()
        return int(number), sha256
    except (OSError, ValueError):
        return 0, ""


def _hash(number: int, at: str, who: str, what: str, on: str, previous_sha256: str) -> str:
    said = json.dumps([number, at, who, what, on, previous_sha256], ensure_ascii=True)
    return hashlib.sha256(said.encode("ascii")).hexdigest()
