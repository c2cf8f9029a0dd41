"""The access log as an administrator reads it: who read or changed what, of all that they may know of themselves."""

import json
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from homeward.app.audit import RecordedAct, with_changes
from homeward.app.case_lists import cases_apart
from homeward.app.show_documents import headings_of
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


class Kind(StrEnum):
    """What an act may be done on, as far as a page shows it."""

    CASE = "case"
    PERSON = "person"
    CONFLICT = "conflict"
    DOCUMENT = "document"
    CLAIM = "claim"
    VARIANT = "variant"


@dataclass(frozen=True, slots=True)
class ActedOn:
    """What an act was done on: what it is, the id it is shown under, and what it is called today.

    A conflict is shown with the case of the person who has that id, and called as the person is; a claim is called as
    its document.
    """

    kind: Kind
    shown_under: str
    name: str


def access_log(workspace: Workspace, who: str, on: str, before: int | None, most: int) -> AccessLog:
    """Return the latest `most` entries by `who` and on ids that begin with `on` (any where empty), `before` a number.

    With those on a person come those on the documents that name them, their claims, and the conflicts of the case.
    What was done on anything that is hidden from the viewer is not there for them, nor what names it in what it
    changed, as a ruling on two names does, and nor is what was forgotten: these cannot be told apart.
    """
    found: list[RecordedAct] = []
    for act in _wanted(workspace, who, on, before):
        if len(found) == most:
            return AccessLog(tuple(found), found[-1].entry.number)
        found.append(act)
    return AccessLog(tuple(found), None)


def what_acts_are_on(workspace: Workspace, acts: Iterable[RecordedAct], as_of: date) -> dict[str, ActedOn]:
    """Return, by its id, what each act was done on, as the viewer may know of it and as it is called today.

    What nobody can look at, or is there no more, is left out.
    """
    store, ids = workspace.store, {one.entry.on for one in acts if one.entry.on}
    claims = workspace.record.documents_of_claims(ids, store.hidden)
    documents = {one.id: one.title or one.name for one in headings_of(workspace, ids | set(claims.values()))}
    conflicts = _cases_of_conflicts(workspace, ids)
    people = {one.person.id: one for one in store.who_is_who.people(as_of, ids | set(conflicts.values()))}
    found = {one: ActedOn(Kind.CLAIM, one, documents[at]) for one, at in claims.items() if at in documents}
    for one, of in conflicts.items():
        if of in people:
            found[one] = ActedOn(Kind.CONFLICT, of, people[of].person.name)
    for one in ids & people.keys():
        found[one] = ActedOn(Kind.CASE if people[one].has_case else Kind.PERSON, one, people[one].person.name)
    found |= {one: ActedOn(Kind.DOCUMENT, one, documents[one]) for one in ids & documents.keys()}
    if any(one.startswith("variant ") for one in ids):
        named = {
            f"variant {one.id}": ActedOn(Kind.VARIANT, str(one.id), one.name) for one in workspace.variants.latest()
        }
        found |= {one: named[one] for one in ids & named.keys()}
    return found


def _cases_of_conflicts(workspace: Workspace, ids: Collection[str]) -> dict[str, str]:
    """Return in whose case each of these conflicts is, those included that a viewer's case alone has."""
    of_viewer = {one.id: case.id for case in cases_apart(workspace, date.max) for one in case.conflicts}
    return workspace.store.case_list.of_conflicts(ids) | {one: of_viewer[one] for one in of_viewer.keys() & set(ids)}


def _wanted(workspace: Workspace, who: str, on: str, before: int | None) -> Iterator[RecordedAct]:
    hidden = workspace.store.hidden
    apart = _known_apart(workspace) if hidden else None
    conflicts = [one.id for case in cases_apart(workspace, date.max) if case.id == on for one in case.conflicts]
    while entries := workspace.record.found(who, on, before, _AT_ONCE, hidden, apart, conflicts):
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
