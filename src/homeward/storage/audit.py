"""Who did what, when, on whom: a chain of entries that shows when one was changed or taken away.

What an act changed, and why, lies beside the chain, which holds a hash of it: forgetting can erase it and leave the
chain whole. Entries that are older than the owner wants to keep them are dropped from the beginning, and an entry that
names the last of them says so.
"""

import hashlib
import json
import re
import secrets
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from django.db import connection
from django.db.models import Max

from homeward.storage.model import AuditEntry, Change
from homeward.storage.models import AuditEntryRow, ChangeRow

BEFORE_THE_FIRST = "0" * 64
"""What the first entry has for a previous hash."""

HEAD_FILE = "audit-head"
"""Beside the database: number and hash of an entry that this workspace has seen, so that a cut-off end shows too.

It is made with the workspace, before any entry, and so never missing by itself.
"""

NO_HEAD = (
    f"The file {HEAD_FILE}, which says what this workspace has seen of the record, is missing or cannot be read:"
    " entries may have been cut off the end. Compare with a head of the record that was noted elsewhere."
)
"""What is broken where entries are there and that file is not."""

HEAD_ANEW = "audit: head written anew"
"""What an entry says after which the head was written again because it was missing."""

ERASED = "audit: what was changed erased"
"""What an entry says that stands for erased changes; it is on the numbers of their entries, as 3-5,9."""

DROPPED = "audit: older entries dropped"
"""What an entry says that stands for the entries before; it is on number and hash of the last of them."""

_AT_ONCE = 500


def append_entry(at: str, who: str, what: str, on: str, change: Change | None = None) -> AuditEntry:
    """Add one entry after the last, with what it changed; call it in a transaction, where nobody else writes."""
    last = AuditEntryRow.objects.order_by("-number").first()
    number, previous = (last.number + 1, last.sha256) if last else (1, BEFORE_THE_FIRST)
    change_sha256 = None
    if change is not None:
        # the salt keeps erased words from being found again by guessing
        kept = ChangeRow(number=number, salt=secrets.token_hex(16), content=[change.before, change.after, change.why])
        kept.save(force_insert=True)
        change_sha256 = _hash_of_change(kept)
    sha256 = _hash(number, at, who, what, on, previous, change_sha256)
    row = AuditEntryRow(
        number=number,
        at=at,
        who=who,
        what=what,
        on=on,
        previous_sha256=previous,
        change_sha256=change_sha256,
        sha256=sha256,
    )
    row.save(force_insert=True)
    return entry_of(row)


def entries() -> Iterator[AuditEntry]:
    """Yield every entry, first to last."""
    return map(entry_of, AuditEntryRow.objects.order_by("number").iterator())


def entries_since(at: str) -> Iterator[AuditEntry]:
    """Yield the entries made at a moment (ISO 8601, UTC) or later, the latest first."""
    for entry in map(entry_of, AuditEntryRow.objects.order_by("-number").iterator()):
        if entry.at < at:
            return
        yield entry


def changes(numbers: Collection[int]) -> dict[int, Change]:
    """Return what the entries with those numbers changed; those of which nothing is kept are left out."""
    return {row.number: Change(*row.content) for row in ChangeRow.objects.filter(number__in=numbers)}


def erase_changes(document_id: str) -> str:
    """Erase what was changed on a document, or names it; return the entries' numbers, as 3-5,9."""
    acts = AuditEntryRow.objects.filter(on=document_id).exclude(change_sha256=None).values_list("number", flat=True)
    numbers = set(ChangeRow.objects.filter(content__contains=document_id).values_list("number", flat=True))
    numbers |= set(ChangeRow.objects.filter(number__in=list(acts)).values_list("number", flat=True))
    return _erase(sorted(numbers))


def erase_all_changes() -> str:
    """Erase what every act changed; return the entries' numbers, as 3-5,9."""
    return _erase(list(ChangeRow.objects.order_by("number").values_list("number", flat=True)))


def _erase(numbers: Sequence[int]) -> str:
    for start in range(0, len(numbers), _AT_ONCE):
        ChangeRow.objects.filter(number__in=numbers[start : start + _AT_ONCE]).delete()
    return in_ranges(numbers)


def drop_entries_before(at: str) -> AuditEntry | None:
    """Drop the entries from the first on that were made before a moment; return the last dropped, None where none was.

    The last entry of all stays, so that the chain goes on; call it before adding the entry that says DROPPED.
    """
    kept = AuditEntryRow.objects.filter(at__gte=at).order_by("number").first()
    newest: int | None = AuditEntryRow.objects.aggregate(newest=Max("number"))["newest"]
    last = AuditEntryRow.objects.filter(number=(kept.number if kept else newest or 0) - 1).first()
    if last is None:
        return None
    with _unlocked():
        AuditEntryRow.objects.filter(number__lte=last.number).delete()
    ChangeRow.objects.filter(number__lte=last.number).delete()
    return entry_of(last)


def begin_head(folder: Path) -> None:
    """Remember outside the database that nothing was recorded yet, where that is so and nothing is remembered."""
    if not (folder / HEAD_FILE).exists() and not AuditEntryRow.objects.exists():
        _keep_head(folder, 0, BEFORE_THE_FIRST)


def write_head(folder: Path, entry: AuditEntry) -> None:
    """Remember outside the database that `entry` was made; one older than the last is still of use.

    Where what was remembered before is missing, or is not there as it was, that stays so: what was cut off shows for
    good, whatever is written after the cut.
    """
    seen = _head(folder)
    if seen is None or (seen != (entry.number - 1, entry.previous_sha256) and not _is_there(*seen)):
        return
    _keep_head(folder, entry.number, entry.sha256)


def write_head_anew(folder: Path, entry: AuditEntry) -> None:
    """Remember `entry` in place of a head that is missing or cannot be read; any other stays."""
    if head_is_missing(folder):
        _keep_head(folder, entry.number, entry.sha256)


def head_is_missing(folder: Path) -> bool:
    """Return whether nothing can be read of what was remembered outside the database."""
    return _head(folder) is None


def _keep_head(folder: Path, number: int, sha256: str) -> None:
    # two processes may be writing at once, each a file of its own
    aside = folder / f"{HEAD_FILE}.{secrets.token_hex(4)}"
    try:
        aside.write_text(f"{number} {sha256}\n", encoding="ascii")
        aside.replace(folder / HEAD_FILE)
    except OSError:  # the entry itself is kept; on a full disk the head only lags behind
        with suppress(OSError):
            aside.unlink(missing_ok=True)


def broken_links(folder: Path, noted: str = "") -> Iterator[str]:
    """Yield a sentence for each place where an entry was changed or taken away; nothing where the chain holds.

    `noted` is the hash of an entry as it was noted elsewhere, "" for none.
    """
    head = _head(folder)  # read first: an entry made meanwhile is in none of it, or in the rows alone
    rows = list(entries())
    first = _first_expected(rows)
    expected, previous = first
    for entry in rows:
        if entry.number != expected:
            yield f"Audit entries {expected} to {entry.number - 1} were taken away."
        elif entry.previous_sha256 != previous:
            yield f"Audit entry {entry.number} does not follow from the one before it."
        if entry.sha256 != _hash_of(entry):
            yield f"Audit entry {entry.number} was changed after it was made."
        expected, previous = entry.number + 1, entry.sha256
    yield from _broken_changes(rows)
    hashes = {entry.number: entry.sha256 for entry in rows}
    if head is None:
        if rows:
            yield NO_HEAD
    elif head[0] >= first[0] and hashes.get(head[0]) != head[1]:
        yield f"Audit entry {head[0]}, which this workspace has seen, is not there as it was."
    if noted and noted not in (first[1], *hashes.values()):
        yield (
            f"No audit entry has the hash that was noted, {noted}: it was cut off or rewritten since, or is older than"
            " the record is kept."
        )


def _first_expected(rows: Sequence[AuditEntry]) -> tuple[int, str]:
    """Return the number that the first entry should have, and the hash it should follow."""
    dropped = [one.on.split(" ") for one in rows if one.what == DROPPED]
    if not dropped:
        return 1, BEFORE_THE_FIRST
    number, sha256 = dropped[-1]
    return int(number) + 1, sha256


def _broken_changes(rows: Sequence[AuditEntry]) -> Iterator[str]:
    erased = {number for one in rows if one.what == ERASED for number in numbers_in(one.on)}
    kept = {row.number: row for row in ChangeRow.objects.iterator()}
    for entry in rows:
        row = kept.pop(entry.number, None)
        if entry.change_sha256 is None:
            if row is not None:
                yield f"What audit entry {entry.number} changed was made up afterwards."
        elif row is None:
            if entry.number not in erased:
                yield f"What audit entry {entry.number} changed was taken away."
        elif _hash_of_change(row) != entry.change_sha256:
            yield f"What audit entry {entry.number} changed was changed after it was made."
    for number in sorted(kept):
        yield f"What audit entry {number} changed belongs to no entry."


def in_ranges(numbers: Sequence[int]) -> str:
    """Return numbers, which must be in order, as 3-5,9."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)


def numbers_in(ranges: str) -> Iterator[int]:
    """Yield the numbers that `in_ranges` was given."""
    for first, last in re.findall(r"(\d+)(?:-(\d+))?", ranges):
        yield from range(int(first), int(last or first) + 1)


@contextmanager
def _unlocked() -> Iterator[None]:
    """Let entries be deleted inside; call it in a transaction, with which the lock comes back whatever happens."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER audit_refuses_change")
            yield
            cursor.execute("ALTER TABLE audit_entry ENABLE TRIGGER audit_refuses_change")
            return
        cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = 'audit_refuses_delete'")
        (trigger,) = cursor.fetchone()
        cursor.execute("DROP TRIGGER audit_refuses_delete")
        yield
        cursor.execute(trigger)


def _is_there(number: int, sha256: str) -> bool:
    """Return whether an entry is there as it was, or was dropped as the owner set; 0 is none and always there."""
    row = AuditEntryRow.objects.filter(number=number).first()
    if row is not None:
        return bool(row.sha256 == sha256)
    return number < _first_expected([entry_of(one) for one in AuditEntryRow.objects.filter(what=DROPPED)])[0]


def _head(folder: Path) -> tuple[int, str] | None:
    """Return number and hash of the entry that was remembered, 0 before the first; None where none can be read."""
    try:
        number, sha256 = (folder / HEAD_FILE).read_text(encoding="ascii").split()
        return int(number), sha256
    except (OSError, ValueError):
        return None


def entry_of(row: AuditEntryRow) -> AuditEntry:
    """Return the entry that a row keeps."""
    return AuditEntry(row.number, row.at, row.who, row.what, row.on, row.previous_sha256, row.sha256, row.change_sha256)


def _hash_of(entry: AuditEntry) -> str:
    return _hash(entry.number, entry.at, entry.who, entry.what, entry.on, entry.previous_sha256, entry.change_sha256)


def _hash(*parts: str | int | None) -> str:
    """Return the hash over an entry; one without a change is hashed as all were before entries had any."""
    said = json.dumps([*parts[:-1], *([parts[-1]] if parts[-1] else [])], ensure_ascii=True)
    return hashlib.sha256(said.encode("ascii")).hexdigest()


def _hash_of_change(row: ChangeRow) -> str:
    said = json.dumps([row.salt, row.content], ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(said.encode("ascii")).hexdigest()
