"""Records a reviewer's ruling on which side of a conflict holds, and takes it back."""

from homeward.app.audit import now, record
from homeward.app.update_cases import cases_with_conflict
from homeward.app.wiring import Workspace
from homeward.app.work_out import refresh_cases
from homeward.basics.errors import StaleEdit, UnknownName
from homeward.basics.said import say
from homeward.cases.conflicts import with_rulings
from homeward.cases.model import Case, Conflict, ConflictRuling


def conflict_called(workspace: Workspace, conflict_id: str) -> Conflict:
    """Return the conflict whose id begins so; raise UnknownName where there is none, or more than one."""
    return case_and_conflict(workspace, conflict_id)[1]


def case_and_conflict(workspace: Workspace, conflict_id: str) -> tuple[Case, Conflict]:
    """Return the conflict whose id begins so, and its case; raise UnknownName where there is none, or more than one."""
    found = {
        conflict.id: (case, conflict)
        for case in cases_with_conflict(workspace, conflict_id)
        for conflict in case.conflicts
        if conflict_id and conflict.id.startswith(conflict_id)
    }
    if len(found) == 1:
        return next(iter(found.values()))
    if found:
        raise UnknownName(
            say(
                "%(conflict_id)s may be %(names)s. Give more of the id.",
                conflict_id=repr(conflict_id),
                names=" or ".join(sorted(found)),
            )
        )
    raise UnknownName(
        say("There is no conflict %(conflict_id)s.", conflict_id=repr(conflict_id)),
        "`homeward case NAME` shows the ids at its end.",
    )


def read_conflict(workspace: Workspace, conflict_id: str) -> Conflict:
    """Return the conflict as `conflict_called` does, for somebody to look at; the audit says that it was read."""
    conflict = conflict_called(workspace, conflict_id)
    record(workspace, "conflict read", conflict.id)
    return conflict


def rule_conflict(
    workspace: Workspace, conflict_id: str, value: str | None, note: str = "", seen: str | None = None
) -> ConflictRuling:
    """Record that the side with `value` holds, or that it cannot be told (None); the latest ruling wins.

    `seen` is the moment (`at`) of the ruling that the reviewer saw in force, "" for an open conflict, None where
    nobody looked. Raises UnknownName where there is no such conflict, or no side of it has that value; StaleEdit, with
    both rulings, where another than the one seen is in force.
    """
    conflict = conflict_called(workspace, conflict_id)
    values = [side.value for side in conflict.sides]
    if value is not None and value not in values:
        raise UnknownName(
            say(
                "No side of conflict %(id)s says %(value)s. Its sides say %(names)s.",
                id=conflict.id,
                value=repr(value),
                names=" and ".join(values),
            )
        )
    with workspace.store.transaction():
        before = _as_it_stands(workspace, conflict)
        _check_seen(workspace, before, seen)
        ruling = ConflictRuling(conflict.id, value, workspace.viewer.name, now(), note)
        workspace.store.save_conflict_ruling(ruling)
        refresh_cases(workspace, conflict.id)
        told = _recorded(before, before.ruling), _recorded(before, ruling)
        record(workspace, "conflict ruled", conflict.id, before=told[0], after=told[1], why=note)
    return ruling


def reopen_conflict(workspace: Workspace, conflict_id: str, seen: str | None = None) -> Conflict:
    """Take back the ruling in force, so that the one before it holds, if any; `seen` as in `rule_conflict`.

    Raises UnknownName where there is no ruling; StaleEdit, with both rulings, where another than the one seen is in
    force.
    """
    conflict = conflict_called(workspace, conflict_id)
    with workspace.store.transaction():
        before = _as_it_stands(workspace, conflict)
        _check_seen(workspace, before, seen)
        if before.ruling is None:
            raise UnknownName(say("Conflict %(id)s is open: there is no ruling to take back.", id=conflict.id))
        workspace.store.undo_conflict_ruling(before.ruling, workspace.viewer.name, now())
        refresh_cases(workspace, conflict.id)
        after = _as_it_stands(workspace, conflict)
        told = _recorded(before, before.ruling), _recorded(after, after.ruling)
        record(workspace, "conflict ruling taken back", conflict.id, before=told[0], after=told[1])
        return after


def _recorded(conflict: Conflict, ruling: ConflictRuling | None) -> dict[str, object] | None:
    """Return what the record keeps of the ruling in force, None where the conflict is open."""
    if ruling is None:
        return None
    documents = {one.document_id for side in conflict.sides for one in side.evidence}
    return {"holds": ruling.value, "by": ruling.by, "at": ruling.at, "documents": sorted(documents)}


def _as_it_stands(workspace: Workspace, conflict: Conflict) -> Conflict:
    """Return the conflict with the ruling that is in force at this moment."""
    return with_rulings([conflict], workspace.store.conflict_rulings())[0]


def _check_seen(workspace: Workspace, conflict: Conflict, seen: str | None) -> None:
    standing = conflict.ruling
    if seen is not None and seen != (standing.at if standing else ""):
        rulings = (one for one in workspace.store.conflict_rulings() if one.conflict_id == conflict.id)
        raise StaleEdit(
            say(
                "Somebody ruled on conflict %(id)s since this page was opened. Look at it, then rule again.",
                id=conflict.id,
            ),
            next((one for one in rulings if one.at == seen), None),
            standing,
        )
