"""Who read or changed what, when, what it was before and after, and why; of people and documents it holds ids."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from homeward.app.wiring import Workspace
from homeward.basics.errors import RecordRefused
from homeward.storage.model import AuditEntry, Change

KEPT_FOR = "audit: kept for days"
"""What an entry says that sets for how many days entries are kept; the latest such entry holds, "0" for always."""


@dataclass(frozen=True, slots=True)
class RecordedAct:
    """One entry of the record, with what it changed where that is known."""

    entry: AuditEntry
    change: Change | None


def record(
    workspace: Workspace, what: str, on: str = "", *, before: Any = None, after: Any = None, why: str = ""
) -> None:
    """Add to the audit that the viewer does `what` on the person or document with the id `on`, now.

    `before` and `after` are what it changes, as plain JSON that names the documents whose words it holds by their ids:
    with any of them they are forgotten, and the entry stays.
    """
    change = None if before is None and after is None and not why else Change(before, after, why)
    workspace.record.add(now(), workspace.viewer.name, what, on, change)


def list_audit(workspace: Workspace, on: str | None = None) -> tuple[AuditEntry, ...]:
    """Return the audit, first entry to last: all of it, or what was done on ids that begin with `on`."""
    return tuple(entry for entry in workspace.store.audit_entries() if on is None or (on and entry.on.startswith(on)))


def with_changes(workspace: Workspace, entries: Sequence[AuditEntry]) -> tuple[RecordedAct, ...]:
    """Return entries with what each changed."""
    changes = workspace.record.changes([entry.number for entry in entries if entry.change_sha256])
    return tuple(RecordedAct(entry, changes.get(entry.number)) for entry in entries)


def verify_audit(workspace: Workspace, noted: str = "") -> tuple[str, ...]:
    """Return a sentence for each place where the audit was changed; none where it stands as it was written.

    `noted` is the head as it was noted elsewhere, "" where it was not: what it stood for must be there still.
    """
    return workspace.store.broken_audit_links(noted)


def audit_head(workspace: Workspace) -> AuditEntry | None:
    """Return the last entry, whose hash stands for all before it, None where there is none.

    Noted elsewhere, that hash shows a change even by somebody who could write every file of the workspace.
    """
    return workspace.record.head()


def write_audit_head_anew(workspace: Workspace) -> None:
    """Write the file that has the head again where it was lost; raise RecordRefused where it was not.

    The record says that this was done: what was cut off before shows against a head noted elsewhere alone.
    """
    if not workspace.record.write_head_anew(now(), workspace.viewer.name):
        raise RecordRefused("The file audit-head is there. It is written anew only where it is missing.")


def keep_audit_for(workspace: Workspace, days: int) -> None:
    """Keep entries for so many days from now on (0: always), and drop those that are older; raise RecordRefused."""
    if days < 0:
        raise RecordRefused(f"{days} is no number of days. Say 0 to keep the record always.")
    record(workspace, KEPT_FOR, str(days))
    drop_old_entries(workspace)


def audit_is_kept_for(workspace: Workspace) -> int:
    """Return for how many days entries are kept, 0 for always."""
    last = workspace.record.last_saying(KEPT_FOR)
    return int(last.on) if last else 0


def drop_old_entries(workspace: Workspace) -> bool:
    """Drop the entries that are older than the owner keeps them; return whether there were any."""
    days = audit_is_kept_for(workspace)
    if not days:
        return False
    oldest = (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="microseconds")
    with workspace.store.transaction():
        dropped = workspace.record.drop_before(oldest, now(), workspace.viewer.name)
        if dropped:  # the entry that set it may be among them
            record(workspace, KEPT_FOR, str(days))
    return dropped


def now() -> str:
    """Return this moment in UTC, as ISO 8601 has it."""
    return datetime.now(UTC).isoformat(timespec="microseconds")
