"""Opens a workspace for one of its team: documents kept for groups that they are not in do not exist for them."""

from collections.abc import Collection, Set
from dataclasses import replace
from datetime import date

from homeward.app.remembered import remembered
from homeward.app.viewers import Viewer
from homeward.app.wiring import Workspace
from homeward.app.work_out import bring_up_to_date
from homeward.cases.match_decisions import in_force
from homeward.cases.model import PersonInDocument, Ruling
from homeward.storage.accounts.model import Restriction


def seen_by(workspace: Workspace, name: str, on: date) -> Workspace:
    """Return the whole workspace as the member of that name sees it on a day; raise UnknownName where nobody is it."""
    member = workspace.team.member(name)
    hidden = hidden_documents(workspace, member.name, on)
    return replace(workspace, viewer=Viewer(member.name, member.role, hidden), store=workspace.store.without(hidden))


def hidden_documents(workspace: Workspace, name: str, on: date) -> frozenset[str]:
    """Return the ids of the documents in the whole workspace that the member of that name may not know of on a day."""
    restrictions = workspace.team.restrictions()
    if not restrictions:
        return frozenset()
    groups = workspace.team.groups_of(name, on)
    return kept_apart(workspace, [one for one in restrictions if one.group_id not in groups])


def kept_apart(workspace: Workspace, restrictions: Collection[Restriction]) -> frozenset[str]:
    """Return the ids of the documents that restrictions are on: every one that names a restricted person is.

    Whom the documents name is looked up anew as soon as anything changed, so that a report added today about a person
    restricted yesterday is kept apart from the first moment; one that is not worked in yet, whoever it names, is kept
    apart too.
    """
    names = frozenset(name for one in restrictions for name in one.names)
    found = frozenset(one.document_id for one in restrictions if one.document_id)
    if not names:
        return found
    bring_up_to_date(workspace)
    if workspace.store.in_transaction:  # which may still be taken back
        return found | _documents_naming(workspace, names)
    asked = "naming", workspace.folder, workspace.store.who_is_who.state(), names
    return found | remembered(asked, lambda: _documents_naming(workspace, names))


def _documents_naming(workspace: Workspace, names: Set[PersonInDocument]) -> frozenset[str]:
    """Return the ids of the documents that name these people, and of those of which it is not known yet."""
    who = workspace.store.who_is_who
    is_current = who.is_current()  # asked first: what is worked out meanwhile is only kept apart more
    changed = frozenset() if is_current else who.changed()
    people = _people(workspace, names)
    if not is_current:
        people = _with_those_ruled_the_same(workspace, people)
    return who.documents_naming(people) | changed | {name.document_id for name in names}


def _people(workspace: Workspace, names: Collection[PersonInDocument]) -> set[str]:
    """Return the ids of the people whom documents name so."""
    known = workspace.store.who_is_who.members_in({name.document_id for name in names})
    return {known[name] for name in names if name in known}


def _with_those_ruled_the_same(workspace: Workspace, people: Set[str]) -> set[str]:
    """Return the ids of these people and of everybody ruled to be one with one of them."""
    found = set(people)
    rulings = [one for one in in_force(workspace.store.decisions()) if one.ruling is Ruling.SAME]
    pairs = [_people(workspace, (one.left, one.right)) for one in rulings]
    while more := {one for pair in pairs if pair & found for one in pair} - found:
        found |= more
    return found
