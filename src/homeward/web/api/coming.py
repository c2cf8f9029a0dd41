"""What is coming and what is new: deadlines, what is overdue, what changed since a day, and files that were refused."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import HttpRequest
from ninja import Router
from pydantic import BaseModel

from homeward.app.find_deadlines import Deadline, Overdue
from homeward.app.list_deadlines import list_deadlines
from homeward.app.read_in_job import refusals_seen
from homeward.app.show_changes import Act, CaseChange, changes_since
from homeward.documents.model import Refusal
from homeward.storage.model import KeptDocument
from homeward.web.api.shapes import ROWS, Day, Limit, Offset, RowsOf, answers, rows_of, told
from homeward.web.asking import beginning_of, today, workspace

router = Router(tags=["coming"])


class DeadlineShown(BaseModel):
    """A day in a case that has not surely passed (EDTF): what comes then, by which rule, and where it can be read.

    `instrument` is the treaty whose time limit it is, null where a law of release says the day.
    """

    person_id: str
    name: str
    what: str
    when: str
    rule: str
    source: str | None
    unverified: bool
    instrument: str | None


class OverdueShown(BaseModel):
    """What a treaty asks for without delay, and no report says that it was done, or one says that it was not."""

    person_id: str
    name: str
    instrument: str
    article: str
    reason: str
    settled_by: str | None


class DeadlinesShown(RowsOf[DeadlineShown]):
    """Some deadlines; where not `all` cases were looked at for the day yet, those of the others are missing."""

    all: bool


class OverduesShown(RowsOf[OverdueShown]):
    """Some of what is overdue; where not `all` cases were looked at for the day yet, that of the others is missing."""

    all: bool


class ActShown(BaseModel):
    """Something that somebody changed (ISO 8601, UTC), and the document or the case it was done on."""

    at: str
    who: str
    what: str
    document_id: str | None
    person_id: str | None


class DifferenceShown(BaseModel):
    """Something in a case that reads otherwise for the new reports."""

    what: str
    before: str
    after: str


class CaseChangeShown(BaseModel):
    """A case that new reports speak of: whether it is new, and what reads otherwise."""

    person_id: str
    name: str
    is_new: bool
    differences: list[DifferenceShown]


class ChangesShown(BaseModel):
    """What changed since a moment: the documents added and the acts, each in pages as long lists are.

    `touched` counts the cases that new reports speak of; `cases` has at most some of them compared.
    """

    since: str
    documents: RowsOf[KeptDocument]
    acts: RowsOf[ActShown]
    cases: list[CaseChangeShown]
    touched: int


@router.get("deadlines", url_name="api_deadlines", response=answers(DeadlinesShown))
def deadlines(request: HttpRequest, as_of: Day | None = None, limit: Limit = ROWS, offset: Offset = 0) -> Any:
    """List the days that are coming for everyone who is held on a day, the earliest first."""
    found = list_deadlines(workspace(request), as_of or today())
    return {**rows_of(found.coming, limit, offset, _deadline), "all": found.all}


@router.get("overdue", url_name="api_overdue", response=answers(OverduesShown))
def overdue(request: HttpRequest, as_of: Day | None = None, limit: Limit = ROWS, offset: Offset = 0) -> Any:
    """List what ought to have been done without delay for everyone who is held on a day."""
    found = list_deadlines(workspace(request), as_of or today())
    return {**rows_of(found.overdue, limit, offset, _overdue), "all": found.all}


@router.get("changes", url_name="api_changes", response=answers(ChangesShown))
def changes(request: HttpRequest, since: Day, limit: Limit = ROWS, offset: Offset = 0) -> Any:
    """Say what changed since the beginning of a day: reports added, acts, and the cases that read otherwise for it."""
    found = changes_since(workspace(request), beginning_of(since), today())
    return {
        "since": found.since,
        "documents": rows_of(found.documents, limit, offset),
        "acts": rows_of(found.acts, limit, offset, _act),
        "cases": list(_cases(found.cases)),
        "touched": found.touched,
    }


@router.get("refusals", url_name="api_refusals", response=answers(RowsOf[Refusal]))
def refusals(request: HttpRequest, limit: Limit = ROWS, offset: Offset = 0) -> Any:
    """List the files that your last reading refused, why, and what to do."""
    return rows_of(refusals_seen(workspace(request)), limit, offset)


def _deadline(one: Deadline) -> dict[str, Any]:
    return {**told(one, DeadlineShown.model_fields), "when": one.when.edtf}


def _overdue(one: Overdue) -> dict[str, Any]:
    return told(one, OverdueShown.model_fields)


def _act(one: Act) -> dict[str, Any]:
    return {
        "at": one.entry.at,
        "who": one.entry.who,
        "what": one.entry.what,
        "document_id": one.document.id if one.document else None,
        "person_id": one.person.id if one.person else None,
    }


def _cases(several: Sequence[CaseChange]) -> Iterator[dict[str, Any]]:
    for one in several:
        differences = [dict(zip(("what", "before", "after"), each, strict=True)) for each in one.differences]
        yield {"person_id": one.person.id, "name": one.person.name, "is_new": one.is_new, "differences": differences}
