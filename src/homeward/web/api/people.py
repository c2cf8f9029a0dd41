"""People across documents, and reviewers' decisions on who is the same person."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Router
from pydantic import BaseModel, Field

from homeward.app.case_lists import search_people
from homeward.app.claim_values import place_values
from homeward.app.review_matches import decide_match, list_matches, undo_match
from homeward.app.show_cases import person_with_id
from homeward.app.show_documents import people_named
from homeward.cases.model import MatchDecision, Person, Ruling
from homeward.claims.model import NamedPerson
from homeward.web.api.shapes import (
    ROWS,
    Body,
    Day,
    Limit,
    Note,
    Offset,
    Place,
    RowsOf,
    Seen,
    Words,
    answers,
    rows_of,
    told,
    without_nuls,
)
from homeward.web.asking import today, workspace

router = Router(tags=["people"])
Named = Annotated[
    str,
    Field(min_length=1, max_length=1000, description="A person's id or name, or DOCUMENT_ID:NAME for one document's."),
]


class MatchBody(Body):
    """A ruling on two names."""

    first: Named
    second: Named
    ruling: Ruling
    note: Note = ""
    seen: Seen = ""


class NamedShown(BaseModel):
    """Somebody as one document names them: the longest form, the others, and where each stands in the kept text.

    `held` is true where the document says something done to them, `speaks` where it quotes them. `person_id` is whom
    they are taken for across documents, null until that is worked out.
    """

    name: str
    forms: tuple[str, ...]
    places: list[Place]
    held: bool
    speaks: bool
    nationality: tuple[str, ...]
    roles: tuple[str, ...]
    person_id: str | None


@router.get("documents/{slug:document_id}/people", url_name="api_named", response=answers(RowsOf[NamedShown]))
def named(request: HttpRequest, document_id: str, limit: Limit = ROWS, offset: Offset = 0) -> Any:
    """List everyone whom a document names, in the order in which it does."""
    return rows_of(people_named(workspace(request), document_id), limit, offset, _named)


@router.get("people", url_name="api_people", response=answers(RowsOf[Person]))
def people(
    request: HttpRequest,
    as_of: Day | None = None,
    name: Words = "",
    who: Literal["", "held", "speaks"] = "",
    limit: Limit = ROWS,
    offset: Offset = 0,
) -> Any:
    """List everyone named, held or speaking, in what was reported up to `as_of`, narrowed by name."""
    return rows_of(search_people(workspace(request), name, who, as_of or today())[0], limit, offset)


@router.get("people/{slug:person_id}", url_name="api_person", response=answers(Person))
def person(request: HttpRequest, person_id: str, as_of: Day | None = None) -> Any:
    """Give one person's names, the documents that use them, and why they are taken for one person."""
    return person_with_id(workspace(request), person_id, as_of or today())[0]


@router.get("matches", url_name="api_matches", response=answers(RowsOf[MatchDecision]))
def matches(request: HttpRequest, limit: Limit = ROWS, offset: Offset = 0) -> Any:
    """List every match decision in the order made; those taken back have `undone_at` set."""
    return rows_of(list_matches(workspace(request)), limit, offset)


@router.post("matches", url_name="api_matches", response=answers(MatchDecision, over=MatchDecision))
def decide(request: HttpRequest, body: MatchBody) -> Any:
    """Rule whether two names are one person; the ruling wins over what was worked out, until it is taken back.

    Over a ruling that is in force `seen` has to say so, or the answer is 409.
    """
    note = without_nuls(body.note)
    return decide_match(workspace(request), body.first, body.second, body.ruling, note, frozenset([body.seen]))


@router.delete("matches", url_name="api_matches", response=answers(MatchDecision, over=MatchDecision))
def undo(request: HttpRequest, first: Named, second: Named, seen: Seen = "") -> Any:
    """Take back the ruling in force on two names, which is the one in `seen`; 409 where another is."""
    return undo_match(workspace(request), first, second, frozenset([seen]))


def _named(row: tuple[NamedPerson, str | None]) -> dict[str, Any]:
    one, person_id = row
    shown = told(one, ("name", "forms", "held", "speaks", "nationality", "roles"))
    places = [place_values(span) for span in one.spans]
    return {**shown, "places": places, "person_id": person_id}
