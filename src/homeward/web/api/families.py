"""Family pages: what is cleared of a case for the family, and its clearing, line by line."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router
from pydantic import BaseModel, Field

from homeward.app.family_page import FamilySection, clear_lines, clearing_desk, family_page, give_leave, take_leave_back
from homeward.app.wiring import Workspace
from homeward.cases.model import Evidence
from homeward.storage.clearings.model import Clearing, FamilyLeave
from homeward.web.api.shapes import Body, answers, told
from homeward.web.asking import today, workspace

router = Router(tags=["families"])
MOST_LINES = 10_000
Key = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Account = Annotated[str, Field(min_length=1, max_length=60, description="The name of an account for a family.")]


class LineShown(BaseModel):
    """A plain line: when, what, and (of something said) the words. `key` changes with any word of it."""

    key: str
    when: str
    what: str
    said: str


class SectionShown(BaseModel):
    """A heading and the lines under it."""

    heading: str
    lines: list[LineShown]


class FamilyPageShown(BaseModel):
    """The lines that are cleared for a person's family, and the day of the last clearing."""

    person_id: str
    name: str
    on: date
    cleared_at: str | None
    sections: list[SectionShown]


class LineToClear(LineShown):
    """A line that a family could see, the claims that it rests on, and the clearing in force, null where none is."""

    evidence: list[Evidence]
    clearing: Clearing | None


class SectionToClear(BaseModel):
    """A heading and all lines under it, cleared or not."""

    heading: str
    lines: list[LineToClear]


class ClearingShown(BaseModel):
    """All lines that a family could see.

    `seen` stands for what is cleared now; `gone` counts clearings of lines that read otherwise by now. `leaves` are the
    accounts that see this page, `others` those for families that see none yet.
    """

    person_id: str
    name: str
    seen: str
    gone: int
    sections: list[SectionToClear]
    leaves: list[FamilyLeave]
    others: list[str]


class ClearingBody(Body):
    """The keys of the lines that the family may see, of all others none, and `seen` as you got it."""

    lines: Annotated[list[Key], Field(max_length=MOST_LINES)]
    seen: Key


class LeaveBody(Body):
    """The account for a family that is to see this page, in place of any other."""

    name: Account


@router.get("cases/{slug:person_id}/family", url_name="api_family", response=answers(FamilyPageShown))
def family(request: HttpRequest, person_id: str) -> Any:
    """Give what is cleared for a person's family, as it stands today."""
    page = family_page(workspace(request), person_id, today())
    sections = [{"heading": one.heading, "lines": _lines(one, LineShown)} for one in page.sections]
    return {**told(page, ("person_id", "name", "on", "cleared_at")), "sections": sections}


@router.get("cases/{slug:person_id}/family/clearing", url_name="api_clearing", response=answers(ClearingShown))
def clearing(request: HttpRequest, person_id: str) -> Any:
    """Give every line that the family could see, and which of them are cleared."""
    return _desk(workspace(request), person_id)


@router.put("cases/{slug:person_id}/family/clearing", url_name="api_clearing", response=answers(ClearingShown))
def clear(request: HttpRequest, person_id: str, body: ClearingBody) -> Any:
    """Clear these lines for the family and take all others back; 409 where it is not what you saw any more."""
    opened = workspace(request)
    clear_lines(opened, person_id, today(), frozenset(body.lines), body.seen)
    return _desk(opened, person_id)


@router.post("cases/{slug:person_id}/family/leaves", url_name="api_leaves", response=answers(ClearingShown))
def give(request: HttpRequest, person_id: str, body: LeaveBody) -> Any:
    """Let an account for a family see this page, in place of any other."""
    opened = workspace(request)
    give_leave(opened, person_id, today(), body.name)
    return _desk(opened, person_id)


@router.delete("cases/{slug:person_id}/family/leaves", url_name="api_leaves", response=answers(ClearingShown))
def take_back(request: HttpRequest, person_id: str, name: Account) -> Any:
    """Let an account see this page no more."""
    opened = workspace(request)
    take_leave_back(opened, person_id, today(), name)
    return _desk(opened, person_id)


def _desk(opened: Workspace, person_id: str) -> dict[str, Any]:
    desk = clearing_desk(opened, person_id, today())
    return {
        "person_id": desk.case.id,
        "name": desk.case.person.name,
        "seen": desk.seen,
        "gone": desk.gone,
        "sections": [{"heading": one.heading, "lines": _lines(one, LineToClear)} for one in desk.sections],
        "leaves": desk.leaves,
        "others": desk.others,
    }


def _lines(section: FamilySection, shape: type[BaseModel]) -> list[dict[str, Any]]:
    return [told(line, shape.model_fields) for line in section.lines]
