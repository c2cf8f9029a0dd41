"""The access log as an administrator reads it: who read or changed what, of all that they may know of themselves."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from homeward.app.audit import RecordedAct, with_changes
from homeward.app.case_lists import cases_apart
from homeward.app.wiring import Workspace
from homeward.app.work_out import bring_up_to_date

if TYPE_CHECKING:
    from homeward.storage.audit_log import KnownApart

_ID = re.compile(r"[0-9a-f]{16}")
_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class AccessLog:
    """Some entries of the record, the latest first, and the number to go on before, None where no more follow."""

    acts: tuple[RecordedAct, ...]
    next: int | None


def access_log(workspace: Workspace, who: str, on: str, before: int | None, most: int) -> AccessLog:
    """Return the latest `most` entries by `who` and on ids that begin with `on` (any where empty), `before` a number.

    What was done on anything that is hidden from the viewer is not there for them, nor what names it in what it
    changed, as a ruling on two names does, and nor is what was forgotten: these cannot be told apart.
    """
    found: list[RecordedAct] = []
    for act in _wanted(workspace, who, on, before):
        if len(found) == most:
            return AccessLog(tuple(found), found[-1].entry.number)
        found.append(act)
    return AccessLog(tuple(found), None)


def _wanted(workspace: Workspace, who: str, on: str, before: int | None) -> Iterator[RecordedAct]:
    hidden = workspace.store.hidden
    apart = _known_apart(workspace) if hidden else None
    while entries := workspace.record.found(who, on, before, _AT_ONCE, hidden, apart):
        for act in with_changes(workspace, entries):
            if not hidden or not _names_any(act, hidden):
                yield act
        before = entries[-1].number


def _names_any(act: RecordedAct, hidden: frozenset[str]) -> bool:
    """Return whether what an entry changed names a hidden document."""
    if act.change is None:
        return False
    named = set(_ID.findall(json.dumps([act.change.before, act.change.after, act.change.why])))
    return not hidden.isdisjoint(named)


def _known_apart(workspace: Workspace) -> "KnownApart":
    """Return whom a hidden document names, and the conflicts of their cases as the viewer may know of them."""
    from homeward.storage.audit_log import KnownApart  # noqa: PLC0415 - needs Django's models

    bring_up_to_date(workspace)
    conflicts = frozenset(one.id for case in cases_apart(workspace, date.max) for one in case.conflicts)
    return KnownApart(workspace.store.who_is_who.partly_hidden(), conflicts)
