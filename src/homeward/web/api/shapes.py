"""What every address of the API takes and gives alike: days, pages of long lists, troubles, and closed bodies."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Annotated, Any, Generic, TypeVar

from django.http import HttpResponse, JsonResponse
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

T = TypeVar("T")
MOST_ROWS = 200
ROWS = 50
LARGEST_NUMBER = 2**31 - 1
LONGEST_NOTE = 2000
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _written_as_a_day(said: Any) -> Any:
    if isinstance(said, str) and not _DAY.fullmatch(said):
        raise ValueError("write the day as 2012-06-30")
    return said


Day = Annotated[date, BeforeValidator(_written_as_a_day)]
"""A day as ISO 8601 writes it: 2012-06-30."""
Limit = Annotated[int, Field(ge=1, le=MOST_ROWS, description="How many rows at most.")]
Offset = Annotated[int, Field(ge=0, le=LARGEST_NUMBER, description="How many rows to pass over.")]
Number = Annotated[int, Field(ge=0, le=LARGEST_NUMBER)]
FromOne = Annotated[int, Field(ge=1, le=LARGEST_NUMBER)]
"""What counts from 1: the number that an account, a group or a variant goes by, a version, a place in a row."""
Words = Annotated[str, Field(max_length=1000)]
Note = Annotated[str, Field(max_length=LONGEST_NOTE, description="Why.")]
Seen = Annotated[
    str,
    Field(
        max_length=60,
        description="The moment (`at`) of the review or ruling that you saw in force, empty where you saw none. Where"
        " another is in force nothing is changed, and the answer is 409 with both.",
    ),
]


class Trouble(BaseModel):
    """Why there is no answer: what is wrong and what to do, and the HTTP status."""

    sentence: str
    status: int


class Overtaken(Trouble, Generic[T]):
    """Why nothing was changed: what you saw, by your `seen`, and what stands now; null where there is none."""

    saw: T | None
    stands: T | None


TROUBLES = (400, 401, 403, 404, 405, 409, 413, 415, 429, 503)
"""What any address may answer besides what it is for."""
WAIT: Mapping[str, Any] = {
    "Retry-After": {"required": True, "schema": {"type": "integer", "minimum": 1}, "description": "Seconds to wait."}
}
"""The header of an answer with status 429."""
NOT_WORKED_IN, WORKED_OUT_AT = "Not-Worked-In", "Worked-Out-At"
STALE: Mapping[str, Any] = {
    NOT_WORKED_IN: {
        "schema": {"type": "integer", "minimum": 0},
        "description": "How many documents are not in the answer yet, because a job is working them in; 0 where other"
        " changes are not. Left out where the answer has everything.",
    },
    WORKED_OUT_AT: {
        "schema": {"type": "string", "format": "date-time"},
        "description": "The moment of the state that the answer shows, where not everything is in it. Left out with it"
        " where nothing was worked out before.",
    },
}
"""The headers of an answer that does not have everything yet, whatever its status."""


class Body(BaseModel):
    """What is sent; a field that is not named in it is refused, and changes nothing."""

    model_config = ConfigDict(extra="forbid")


class Place(BaseModel):
    """A range of characters of a kept text, from `start` up to but without `end`."""

    start: int
    end: int


class RowsOf(BaseModel, Generic[T]):
    """Some rows of a list that has `total`: at most `limit`, after the first `offset`."""

    rows: list[T]
    total: int
    limit: int
    offset: int


def rows_of(
    several: Sequence[Any], limit: int, offset: int, as_row: Callable[[Any], Any] = lambda one: one
) -> dict[str, Any]:
    """Return the rows that were asked for; only these are turned into what is shown."""
    rows = [as_row(one) for one in several[offset : offset + limit]]
    return {"rows": rows, "total": len(several), "limit": limit, "offset": offset}


def told(one: object, names: Iterable[str]) -> dict[str, Any]:
    """Return these fields of a noun by their names."""
    return {name: getattr(one, name) for name in names}


def answers(kind: Any, status: int = 200, *, over: Any = None) -> dict[Any, Any]:
    """Return everything that an address may answer: `kind`, or a trouble; `over` is what a stale edit gives two of."""
    troubles: dict[Any, Any] = dict.fromkeys(TROUBLES, Trouble)
    return {status: kind, **troubles} | ({409: Overtaken[over]} if over else {})


def as_trouble(sentence: str, status: int, **more: Any) -> HttpResponse:
    """Return a trouble as an answer, with what more there is to tell of it."""
    return JsonResponse({"sentence": sentence, "status": status, **more}, status=status)


def without_nuls(said: str) -> str:
    """Return a note or name without the signs that no database keeps."""
    return said.replace("\0", "").strip()
