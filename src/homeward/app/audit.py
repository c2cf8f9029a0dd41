"""Who read or changed what, and when; nobody's name stands in it, only ids."""

import getpass
import os
import sys
from contextlib import suppress
from datetime import UTC, datetime

from homeward.app.wiring import Workspace
from homeward.storage.model import AuditEntry

if sys.platform != "win32":
    import pwd


def record(workspace: Workspace, what: str, on: str = "") -> None:
    """Add to the audit that the user does `what` on the person or document with the id `on`, now."""
    workspace.store.save_audit_entry(at=now(), who=acting_user(), what=what, on=on)


def list_audit(workspace: Workspace, on: str | None = None) -> tuple[AuditEntry, ...]:
    """Return the audit, first entry to last: all of it, or what was done on ids that begin with `on`."""
    return tuple(entry for entry in workspace.store.audit_entries() if on is None or (on and entry.on.startswith(on)))


def verify_audit(workspace: Workspace) -> tuple[str, ...]:
    """Return a sentence for each place where the audit was changed; none where it stands as it was written."""
    return workspace.store.broken_audit_links()


def acting_user() -> str:
    """Return the name that the operating system has for whoever runs this."""
    if sys.platform != "win32":
        with suppress(KeyError):  # a user id without a name, as in some containers
            return pwd.getpwuid(os.getuid()).pw_name
        return f"user {os.getuid()}"
    return getpass.getuser()


def now() -> str:
    """Return this moment in UTC, as ISO 8601 has it."""
    return datetime.now(UTC).isoformat(timespec="microseconds")
