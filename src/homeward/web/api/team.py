"""The team: who has an account and may do what, and who is in which group until when; for administrators."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import BaseModel, Field

from homeward.app import team
from homeward.app.wiring import Workspace
from homeward.basics.errors import TeamRefused, UnknownName
from homeward.storage.accounts.model import Role, TeamGroup, TeamMember
from homeward.web.api.shapes import ROWS, Body, Day, FromOne, Limit, Offset, RowsOf, answers, rows_of
from homeward.web.asking import workspace

router = Router(tags=["team"])
Name = Annotated[str, Field(min_length=1, max_length=team.LONGEST_NAME)]


class MembershipShown(BaseModel):
    """A group that a member is in, and the last day of it, null where it does not end."""

    group_id: int
    group: str
    until: date | None


class MemberShown(BaseModel):
    """Somebody who has an account; `active` is false of a closed one, `has_password` until one was chosen."""

    id: int
    name: str
    role: Role
    active: bool
    has_password: bool
    groups: list[MembershipShown]


class PlaceShown(BaseModel):
    """A member's place in a group, and the last day of it, null where it does not end."""

    member_id: int
    name: str
    until: date | None


class GroupShown(BaseModel):
    """A named set of members, those whose membership has ended too."""

    id: int
    name: str
    members: list[PlaceShown]


class LinkShown(BaseModel):
    """Where a member chooses a password, once, within three days: put the address of the pages before it."""

    path: str


class NewMemberBody(Body):
    """An account to make: the name to sign in with, and what its owner may do."""

    name: Name
    role: Role


class MemberBody(Body):
    """What to change of an account; what is left out or null stays.

    `seen` is the role that you saw: where it is another by now nothing is changed, and the answer is 409 with both.
    """

    role: Role | None = None
    active: bool | None = None
    seen: Role | None = None


class NewGroupBody(Body):
    """A group to make."""

    name: Name


PlaceSeen = Annotated[
    str | None,
    Field(
        max_length=10,
        description=f"The last day that you saw of a member in a group, `{team.FOR_GOOD}` where there was none, empty"
        " where the member was not in it. Where that is otherwise by now nothing is changed, and the answer is 409 with"
        " both.",
    ),
]


class PlaceBody(Body):
    """Until when a member is in a group, that day too; null for good."""

    until: Day | None = None
    seen: PlaceSeen = None


@router.get("team/members", url_name="api_members", response=answers(RowsOf[MemberShown]))
def members(request: HttpRequest, limit: Limit = ROWS, offset: Offset = 0) -> Any:
    """List everybody who has an account, by name."""
    opened = workspace(request)
    groups = opened.team.groups()
    return rows_of(opened.team.members(), limit, offset, lambda one: _member(one, groups))


@router.post("team/members", url_name="api_members", response=answers(MemberShown, 201))
def add_member(request: HttpRequest, body: NewMemberBody) -> Any:
    """Make an account; nobody can sign in to it until a password is chosen on its link.

    No token makes an administrator, and the first account is made on the command line alone.
    """
    return Status(201, _member(team.add_member(workspace(request), body.name, body.role), ()))


@router.get("team/members/{member_id}", url_name="api_member", response=answers(MemberShown))
def member(request: HttpRequest, member_id: FromOne) -> Any:
    """Show one account."""
    opened = workspace(request)
    return _member(opened.team.member_with_id(member_id), opened.team.groups())


@router.put("team/members/{member_id}", url_name="api_member", response=answers(MemberShown, over=Role))
def change_member(request: HttpRequest, member_id: FromOne, body: MemberBody) -> Any:
    """Change what a member may do, or close or open the account; one administrator always stays.

    No token changes an administrator.
    """
    opened = workspace(request)
    if body.role is None and body.active is None:
        raise TeamRefused("Say what to change: `role`, `active`, or both.")
    after = team.change_member(opened, member_id, role=body.role, active=body.active, seen=body.seen)
    return _member(after, opened.team.groups())


@router.post("team/members/{member_id}/link", url_name="api_member_link", response=answers(LinkShown, 201))
def link(request: HttpRequest, member_id: FromOne) -> Any:
    """Make a link on which a member chooses a password; with a token, for one who never had any."""
    opened = workspace(request)
    return Status(201, {"path": team.one_time_link(opened, opened.team.member_with_id(member_id).name)})


@router.get("team/groups", url_name="api_groups", response=answers(RowsOf[GroupShown]))
def groups(request: HttpRequest, limit: Limit = ROWS, offset: Offset = 0) -> Any:
    """List every group with its members, by name."""
    return rows_of(workspace(request).team.groups(), limit, offset, _group)


@router.post("team/groups", url_name="api_groups", response=answers(GroupShown, 201))
def add_group(request: HttpRequest, body: NewGroupBody) -> Any:
    """Make a group that nobody is in yet."""
    return Status(201, _group(team.add_group(workspace(request), body.name)))


@router.get("team/groups/{group_id}", url_name="api_group", response=answers(GroupShown))
def group(request: HttpRequest, group_id: FromOne) -> Any:
    """Show one group."""
    return _group(workspace(request).team.group(group_id))


@router.delete("team/groups/{group_id}", url_name="api_group", response=answers(GroupShown))
def delete_group(request: HttpRequest, group_id: FromOne) -> Any:
    """Delete a group that nothing is restricted to; the answer is the group as it was."""
    opened = workspace(request)
    before = opened.team.group(group_id)
    team.delete_group(opened, group_id)
    return _group(before)


@router.put(
    "team/groups/{group_id}/members/{member_id}", url_name="api_group_member", response=answers(GroupShown, over=str)
)
def put_in_group(request: HttpRequest, group_id: FromOne, member_id: FromOne, body: PlaceBody) -> Any:
    """Put a member in a group, or change until when they are in it."""
    opened = workspace(request)
    team.put_in_group(opened, group_id, member_id, body.until, body.seen)
    return _group(opened.team.group(group_id))


@router.delete(
    "team/groups/{group_id}/members/{member_id}", url_name="api_group_member", response=answers(GroupShown, over=str)
)
def take_from_group(request: HttpRequest, group_id: FromOne, member_id: FromOne, seen: PlaceSeen = None) -> Any:
    """Take a member out of a group."""
    opened = workspace(request)
    _must_be_in(opened, group_id, member_id)
    team.take_from_group(opened, group_id, member_id, seen)
    return _group(opened.team.group(group_id))


def _must_be_in(opened: Workspace, group_id: int, member_id: int) -> None:
    if all(one.member.id != member_id for one in opened.team.group(group_id).members):
        raise UnknownName("That member is not in that group.")


def _member(one: TeamMember, groups: tuple[TeamGroup, ...]) -> dict[str, Any]:
    places = [(group, place) for group in groups for place in group.members if place.member.id == one.id]
    return {
        "id": one.id,
        "name": one.name,
        "role": one.role,
        "active": one.active,
        "has_password": one.has_password,
        "groups": [{"group_id": group.id, "group": group.name, "until": place.until} for group, place in places],
    }


def _group(one: TeamGroup) -> dict[str, Any]:
    places = [{"member_id": place.member.id, "name": place.member.name, "until": place.until} for place in one.members]
    return {"id": one.id, "name": one.name, "members": places}
