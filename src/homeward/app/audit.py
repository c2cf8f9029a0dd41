"""Who read or changed what, and when; nobody's name stands in it, only ids."""

from datetime import UTC, datetime

from homeward.app.wiring import Workspace
from homeward.storage.model import AuditEntry


def record(workspace: Workspace, what: str, on: str = "") -> None:
    """Add to the audit that the viewer does `what` on the person or document with the id `on`, now."""
    workspace.store.save_audit_entry(at=now(), who=workspace.viewer.name, what=what, on=on)


def list_audit(workspace: Workspace, on: str | None = None) -> tuple[AuditEntry, ...]:
    """Return the audit, first entry to last: all of it, or what was done on ids that begin with `on`."""
    return tuple(entry for entry in workspace.store.audit_entries() if on is None or (on and entry.on.startswith(on)))


def verify_audit(workspace: Workspace) -> tuple[str, ...]:
    """Return a sentence for each place where the audit was changed; none where it stands as it was written."""
    return workspace.store.broken_audit_links()


def now() -> str:
    """Return this moment in UTC, as ISO 8601 has it."""
    return datetime.now(UTC).isoformat(timespec="microseconds")
