"""Restrictions: which people and documents are for one group alone; set and lifted by its members."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import BaseModel, Field

from homeward.app.team import (
    LONGEST_REASON,
    groups_of_viewer,
    lift_from_document,
    lift_from_person,
    restrict_document,
    restrict_person,
    restrictions_on_document,
    restrictions_on_person,
)
from homeward.app.wiring import Workspace
from homeward.storage.accounts.model import Restriction
from homeward.web.api.shapes import Body, FromOne, answers, told, without_nuls
from homeward.web.asking import today, workspace

router = Router(tags=["restrictions"])
Why = Annotated[str, Field(max_length=LONGEST_REASON, description="Why.")]


class GroupOfYours(BaseModel):
    """A group that you are in today."""

    id: int
    name: str


class RestrictionShown(BaseModel):
    """That something is for one group alone, by whom, since when (ISO 8601, UTC), and why."""

    id: int
    group_id: int
    group: str
    by: str
    at: str
    why: str


class WhoMaySee(BaseModel):
    """The restrictions on something, none where all the team may see it, and the groups that you can restrict it to."""

    restrictions: list[RestrictionShown]
    groups: list[GroupOfYours]


class RestrictionBody(Body):
    """The group that something is to be for alone; you must be in it."""

    group_id: FromOne
    why: Why = ""


@router.get("people/{slug:person_id}/restrictions", url_name="api_person_restrictions", response=answers(WhoMaySee))
def on_person(request: HttpRequest, person_id: str) -> Any:
    """Say who may see a person and every document that names them."""
    opened = workspace(request)
    return _who_may_see(opened, restrictions_on_person(opened, person_id)[1])


@router.post(
    "people/{slug:person_id}/restrictions", url_name="api_person_restrictions", response=answers(RestrictionShown, 201)
)
def restrict_one(request: HttpRequest, person_id: str, body: RestrictionBody) -> Any:
    """Keep a person, and every document that names them, now or later, for a group."""
    opened = workspace(request)
    made = restrict_person(opened, person_id, body.group_id, without_nuls(body.why), today())
    return Status(201, _shown(opened, made))


@router.delete(
    "people/{slug:person_id}/restrictions/{restriction_id}",
    url_name="api_person_restriction",
    response=answers(RestrictionShown),
)
def lift_one(request: HttpRequest, person_id: str, restriction_id: FromOne, why: Why = "") -> Any:
    """End a restriction on a person."""
    opened = workspace(request)
    return _shown(opened, lift_from_person(opened, person_id, restriction_id, without_nuls(why)))


@router.get(
    "documents/{slug:document_id}/restrictions", url_name="api_document_restrictions", response=answers(WhoMaySee)
)
def on_document(request: HttpRequest, document_id: str) -> Any:
    """Say who may see a document: the restrictions on itself, not those on people whom it names."""
    opened = workspace(request)
    return _who_may_see(opened, restrictions_on_document(opened, document_id))


@router.post(
    "documents/{slug:document_id}/restrictions",
    url_name="api_document_restrictions",
    response=answers(RestrictionShown, 201),
)
def restrict_text(request: HttpRequest, document_id: str, body: RestrictionBody) -> Any:
    """Keep a document for a group."""
    opened = workspace(request)
    made = restrict_document(opened, document_id, body.group_id, without_nuls(body.why), today())
    return Status(201, _shown(opened, made))


@router.delete(
    "documents/{slug:document_id}/restrictions/{restriction_id}",
    url_name="api_document_restriction",
    response=answers(RestrictionShown),
)
def lift_text(request: HttpRequest, document_id: str, restriction_id: FromOne, why: Why = "") -> Any:
    """End a restriction on a document."""
    opened = workspace(request)
    return _shown(opened, lift_from_document(opened, document_id, restriction_id, without_nuls(why)))


def _who_may_see(opened: Workspace, restrictions: tuple[Restriction, ...]) -> dict[str, Any]:
    mine = [{"id": one.id, "name": one.name} for one in groups_of_viewer(opened, today())]
    return {"restrictions": [_shown(opened, one) for one in restrictions], "groups": mine}


def _shown(opened: Workspace, one: Restriction) -> dict[str, Any]:
    group = opened.team.group(one.group_id)
    return {**told(one, ("id", "group_id", "by", "at", "why")), "group": group.name}
