"""Records a reviewer's ruling on which side of a conflict holds, and takes it back."""

from datetime import date

from homeward.app.audit import acting_user, now, record
from homeward.app.update_cases import case_book
from homeward.app.wiring import Workspace
from homeward.basics.errors import UnknownName
from homeward.cases.model import Conflict, ConflictRuling


def conflict_called(workspace: Workspace, conflict_id: str) -> Conflict:
    """Return the conflict whose id begins so; raise UnknownName where there is none, or more than one."""
    found = {
        conflict.id: conflict
        for case in case_book(workspace, date.max).cases
        for conflict in case.conflicts
        if conflict_id and conflict.id.startswith(conflict_id)
    }
    if len(found) == 1:
        return next(iter(found.values()))
    if found:
        raise UnknownName(f"{conflict_id!r} may be {' or '.join(sorted(found))}. Give more of the id.")
    raise UnknownName(f"There is no conflict {conflict_id!r}. `homeward case NAME` shows the ids at its end.")


def rule_conflict(workspace: Workspace, conflict_id: str, value: str | None, note: str = "") -> ConflictRuling:
    """Record that the side with `value` holds, or that it cannot be told (None); the latest ruling wins.

    Raises UnknownName where there is no such conflict, or no side of it has that value.
    """
    conflict = conflict_called(workspace, conflict_id)
    values = [side.value for side in conflict.sides]
    if value is not None and value not in values:
        raise UnknownName(f"No side of conflict {conflict.id} says {value!r}. Its sides say {' and '.join(values)}.")
    ruling = ConflictRuling(conflict.id, value, acting_user(), now(), note)
    with workspace.store.transaction():
        workspace.store.save_conflict_ruling(ruling)
        record(workspace, "conflict ruled", conflict.id)
    return ruling


def reopen_conflict(workspace: Workspace, conflict_id: str) -> Conflict:
    """Take back the ruling in force, so that the one before it holds, if any; raise UnknownName where there is none."""
    conflict = conflict_called(workspace, conflict_id)
    if conflict.ruling is None:
        raise UnknownName(f"Conflict {conflict.id} is open: there is no ruling to take back.")
    with workspace.store.transaction():
        workspace.store.undo_conflict_ruling(conflict.ruling, acting_user(), now())
        record(workspace, "conflict ruling taken back", conflict.id)
    return conflict_called(workspace, conflict.id)
