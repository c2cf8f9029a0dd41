"""The access log as an administrator reads it: who read or changed what, of all that they may know of themselves."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from homeward.app.audit import RecordedAct, with_changes
from homeward.app.update_cases import case_book
from homeward.app.wiring import Workspace
from homeward.storage.model import AuditEntry

_ID = re.compile(r"[0-9a-f]{16}")
_OF_NOBODY = ("member:", "group:")
"""How what an entry is on begins where it is of the team."""


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
    found: list[AuditEntry] = []
    for entry in _wanted(workspace, who, on, before):
        if len(found) == most:
            return AccessLog(with_changes(workspace, found), found[-1].number)
        found.append(entry)
    return AccessLog(with_changes(workspace, found), None)


def _wanted(workspace: Workspace, who: str, on: str, before: int | None) -> Iterator[AuditEntry]:
    known = _known(workspace) if workspace.viewer.hidden else None
    for entry in workspace.record.latest():
        if before is not None and entry.number >= before:
            continue
        if (who and entry.who.casefold() != who.casefold()) or not entry.on.startswith(on):
            continue
        if known is None or (_may_know(workspace, known, entry.on) and not _names_hidden(workspace, entry)):
            yield entry


def _may_know(workspace: Workspace, known: frozenset[str], on: str) -> bool:
    if not on or on.startswith(_OF_NOBODY) or on in known:
        return True
    return any(claim.id == on for _, claim in workspace.store.claims_called(on))


def _names_hidden(workspace: Workspace, entry: AuditEntry) -> bool:
    """Return whether what an entry changed names a document that is hidden from the viewer."""
    [act] = with_changes(workspace, [entry])
    if act.change is None:
        return False
    named = set(_ID.findall(json.dumps([act.change.before, act.change.after, act.change.why])))
    return not workspace.viewer.hidden.isdisjoint(named)


def _known(workspace: Workspace) -> frozenset[str]:
    """Return the ids of the documents, people and conflicts that the viewer may know of."""
    book = case_book(workspace, date.max)
    ids = {one.id for one in workspace.store.kept_documents()} | {one.id for one in book.people}
    return frozenset(ids | {conflict.id for case in book.cases for conflict in case.conflicts})
