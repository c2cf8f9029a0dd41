"""Looks after a team: who has an account and may do what, who is in which group, and what is for one group alone."""

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date

from homeward.app.audit import now, record
from homeward.app.serve_pages import use_secret_of
from homeward.app.show_cases import person_with_id
from homeward.app.tokens import revoke_all_of
from homeward.app.wiring import Workspace
from homeward.basics.errors import NotAllowed, StaleEdit, TeamRefused, UnknownName
from homeward.basics.said import say
from homeward.cases.model import PersonInDocument
from homeward.storage.accounts.model import Restriction, Role, TeamGroup, TeamMember

LONGEST_NAME = 60
LONGEST_REASON = 2000
FOR_GOOD = "for good"
"""How somebody is in a group who is in it without a last day."""


def add_member(workspace: Workspace, name: str, role: Role) -> TeamMember:
    """Make an account, to which nobody can sign in until a password is chosen; raise TeamRefused.

    The first must be an administrator's: from then on every page asks for a sign-in. Raises NotAllowed where a program
    with a token asks for an administrator.
    """
    name = _name(name)
    _must_not_be_by_token(workspace, role is Role.ADMINISTRATOR)
    with workspace.store.transaction():
        if any(one.name.casefold() == name.casefold() for one in workspace.team.members()):
            raise TeamRefused(say("%(name)s has an account already. Choose another name.", name=repr(name)))
        if role is not Role.ADMINISTRATOR and workspace.team.is_empty():
            raise TeamRefused("The first account must be an administrator's. Add --administrator.")
        member = workspace.team.add_member(name, role)
        record(workspace, "member added", _of_member(member), after=_as_recorded(member))
    return member


def change_member(
    workspace: Workspace,
    member_id: int,
    *,
    role: Role | None = None,
    active: bool | None = None,
    seen: str | None = None,
) -> TeamMember:
    """Change what a member may do, or whether they may sign in; raise TeamRefused where no administrator is left.

    With an account all tokens end that speak for it; opened again, it has none. `seen` is the role that whoever asks
    saw, None where nobody looked. Raises StaleEdit, with both, where it is another by now; NotAllowed where a program
    with a token would make an administrator, or change one.
    """
    with workspace.store.transaction():
        before = workspace.team.member_with_id(member_id)
        _must_not_be_by_token(workspace, Role.ADMINISTRATOR in (before.role, role))
        if seen is not None and seen != before.role:
            raise StaleEdit(
                say(
                    "Somebody changed the role of %(name)s since you looked. Look at it, then change it again.",
                    name=repr(before.name),
                ),
                seen,
                str(before.role),
            )
        after = workspace.team.change_member(before.name, role=role, active=active)
        if not any(one.active and one.role is Role.ADMINISTRATOR for one in workspace.team.members()):
            raise TeamRefused(
                say("%(name)s is the last administrator. Make somebody else one first.", name=repr(before.name))
            )
        if after != before:
            record(
                workspace, "member changed", _of_member(after), before=_as_recorded(before), after=_as_recorded(after)
            )
        if not after.active:
            revoke_all_of(workspace, after.name)
    return after


def one_time_link(workspace: Workspace, name: str) -> str:
    """Return the path of a page on which that member can choose a password, once, within three days.

    Raises NotAllowed where a program with a token asks, and the member is an administrator or has a password already:
    whoever finds a token does not take accounts over with it.
    """
    use_secret_of(workspace)
    with workspace.store.transaction():
        member = workspace.team.member(name)
        _must_not_be_by_token(workspace, member.role is Role.ADMINISTRATOR or member.has_password)
        record(workspace, "link to choose a password made", _of_member(member))
        return f"/sign-in/link/{workspace.team.link_key(member.name)}/"


def set_password(workspace: Workspace, name: str, password: str) -> None:
    """Let a member sign in with that password; raise TeamRefused with what is wrong with it."""
    wrong = workspace.team.weaknesses(name, password)
    if wrong:
        raise TeamRefused(" ".join(wrong))
    with workspace.store.transaction():
        workspace.team.set_password(name, password)
        record(workspace, "password set", _of_member(workspace.team.member(name)))


def add_group(workspace: Workspace, name: str) -> TeamGroup:
    """Make a group that nobody is in yet; raise TeamRefused where the name is none, or is taken."""
    name = _name(name)
    with workspace.store.transaction():
        if any(one.name.casefold() == name.casefold() for one in workspace.team.groups()):
            raise TeamRefused(say("There is a group %(name)s already. Choose another name.", name=repr(name)))
        group = workspace.team.add_group(name)
        record(workspace, "group added", _of_group(group))
    return group


def delete_group(workspace: Workspace, group_id: int) -> None:
    """Delete a group; raise TeamRefused where something is restricted to it."""
    with workspace.store.transaction():
        group = workspace.team.group(group_id)
        if any(one.group_id == group_id for one in workspace.team.restrictions()):
            raise TeamRefused(
                say("Something is restricted to %(name)s. Its members can lift that first.", name=repr(group.name))
            )
        workspace.team.delete_group(group_id)
        record(workspace, "group deleted", _of_group(group), before=_members(group))


def put_in_group(
    workspace: Workspace,
    group_id: int,
    member_id: int,
    until: date | None,
    seen: str | None = None,
    on: date = date.min,
) -> None:
    """Put a member in a group until the end of a day (None: for good), or change until when.

    `seen` is what whoever asks saw of it: the last day (ISO 8601), FOR_GOOD, or "" where the member was not in it or,
    by the day `on`, not any more; None where nobody looked. Raises StaleEdit, with both, where that is otherwise.
    """
    with workspace.store.transaction():
        member, before = workspace.team.member_with_id(member_id), workspace.team.group(group_id)
        _check_place(before, member, seen, on)
        workspace.team.put_in_group(group_id, member.name, until)
        _record_group(workspace, "put in a group", before)


def take_from_group(
    workspace: Workspace, group_id: int, member_id: int, seen: str | None = None, on: date = date.min
) -> None:
    """Take a member out of a group; `seen` and what is raised as in `put_in_group`."""
    with workspace.store.transaction():
        member, before = workspace.team.member_with_id(member_id), workspace.team.group(group_id)
        _check_place(before, member, seen, on)
        workspace.team.take_from_group(group_id, member.name)
        _record_group(workspace, "taken out of a group", before)


def groups_of_viewer(workspace: Workspace, on: date) -> tuple[TeamGroup, ...]:
    """Return the groups that the viewer is in on a day."""
    mine = workspace.team.groups_of(workspace.viewer.name, on)
    return tuple(one for one in workspace.team.groups() if one.id in mine)


def restrictions_seen(workspace: Workspace) -> tuple[Restriction, ...]:
    """Return the restrictions on what the viewer may see; of others nobody may know that they are there."""
    return tuple(one for one in workspace.team.restrictions() if workspace.viewer.hidden.isdisjoint(_documents(one)))


def restrictions_on_document(workspace: Workspace, document_id: str) -> tuple[Restriction, ...]:
    """Return the restrictions on that very document; raise UnknownName where it is not there for the viewer.

    The audit says that they were read.
    """
    workspace.store.document(document_id)
    record(workspace, "restrictions read", document_id)
    return tuple(one for one in restrictions_seen(workspace) if one.document_id == document_id)


def restrictions_on_person(workspace: Workspace, person_id: str) -> tuple[str, tuple[Restriction, ...]]:
    """Return a person's name, and the restrictions on them; raise UnknownName where nobody the viewer sees is it."""
    person, _ = person_with_id(workspace, person_id, date.max)
    members = frozenset(person.members)
    return person.name, tuple(one for one in restrictions_seen(workspace) if not members.isdisjoint(one.names))


def restrict_person(workspace: Workspace, person_id: str, group_id: int, why: str, on: date) -> Restriction:
    """Keep a person, and every document that names them, for a group that the viewer is in; raise TeamRefused."""
    person, _ = person_with_id(workspace, person_id, date.max)
    return _restrict(workspace, person_id, (None, person.members), group_id, why, on)


def restrict_document(workspace: Workspace, document_id: str, group_id: int, why: str, on: date) -> Restriction:
    """Keep a document for a group that the viewer is in; raise TeamRefused where they are not."""
    document = workspace.store.document(document_id)
    return _restrict(workspace, document.id, (document.id, ()), group_id, why, on)


def lift_from_person(workspace: Workspace, person_id: str, restriction_id: int, why: str) -> Restriction:
    """End a restriction on a person; raise UnknownName where the viewer sees no such one on them."""
    _, standing = restrictions_on_person(workspace, person_id)
    return _lift(workspace, person_id, standing, restriction_id, why)


def lift_from_document(workspace: Workspace, document_id: str, restriction_id: int, why: str) -> Restriction:
    """End a restriction on that very document; raise UnknownName where the viewer sees no such one on it."""
    return _lift(workspace, document_id, restrictions_on_document(workspace, document_id), restriction_id, why)


def _lift(
    workspace: Workspace, on_id: str, standing: Sequence[Restriction], restriction_id: int, why: str
) -> Restriction:
    found = next((one for one in standing if one.id == restriction_id), None)
    if found is None:
        raise UnknownName("There is no such restriction.")
    with workspace.store.transaction():
        group = workspace.team.group(found.group_id)
        workspace.team.lift(found.id)
        record(workspace, "restriction lifted", on_id, before=_for_group(group, found.names), why=_reason(why))
    return found


def _restrict(
    workspace: Workspace,
    on_id: str,
    what: tuple[str | None, Sequence[PersonInDocument]],
    group_id: int,
    why: str,
    on: date,
) -> Restriction:
    document_id, names = what
    group = next((one for one in groups_of_viewer(workspace, on) if one.id == group_id), None)
    if group is None:
        raise TeamRefused("Choose a group that you are in: what you restrict to another you could not see any more.")
    with workspace.store.transaction():
        restriction = workspace.team.restrict(group_id, document_id, names, workspace.viewer.name, now(), _reason(why))
        record(workspace, "restricted", on_id, after=_for_group(group, names), why=_reason(why))
    return restriction


def _must_not_be_by_token(workspace: Workspace, is_beyond_a_token: bool) -> None:
    if is_beyond_a_token and workspace.viewer.by_token:
        raise NotAllowed(
            "No token makes or changes an administrator, or lets anybody choose a password who has one. Do it on the"
            " team's page."
        )


def _check_place(group: TeamGroup, member: TeamMember, seen: str | None, on: date) -> None:
    place = next((one for one in group.members if one.member.id == member.id and one.stands(on)), None)
    stands = "" if place is None else place.until.isoformat() if place.until else FOR_GOOD
    if seen is not None and seen != stands:
        raise StaleEdit(
            say(
                "Somebody changed until when %(name)s is in %(group)s since you looked. Look at it, then change it"
                " again.",
                name=repr(member.name),
                group=repr(group.name),
            ),
            seen,
            stands,
        )


def _documents(restriction: Restriction) -> frozenset[str]:
    named = {one.document_id for one in restriction.names}
    return frozenset(named | ({restriction.document_id} if restriction.document_id else set()))


def _for_group(group: TeamGroup, names: Sequence[PersonInDocument]) -> Mapping[str, object]:
    return {"group": group.name, "documents": sorted({one.document_id for one in names})}


def _record_group(workspace: Workspace, what: str, before: TeamGroup) -> None:
    after = workspace.team.group(before.id)
    record(workspace, what, _of_group(after), before=_members(before), after=_members(after))


def _members(group: TeamGroup) -> Mapping[str, str | None]:
    return {one.member.name: one.until.isoformat() if one.until else None for one in group.members}


def _as_recorded(member: TeamMember) -> Mapping[str, object]:
    return {"role": str(member.role), "active": member.active}


def _of_member(member: TeamMember) -> str:
    return f"member:{member.name}"


def _of_group(group: TeamGroup) -> str:
    return f"group:{group.name}"


def _reason(why: str) -> str:
    return why.replace("\0", "").strip()[:LONGEST_REASON]


def _name(said: str) -> str:
    """Return a name as it is kept; raise TeamRefused where it is none."""
    name = unicodedata.normalize("NFC", " ".join(said.split()))
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise TeamRefused(
            say(
                "%(said)s cannot be a name. Write one of %(most)s letters at most.",
                said=repr(said[:LONGEST_NAME]),
                most=LONGEST_NAME,
            )
        )
    return name
