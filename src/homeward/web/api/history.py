"""Exchanges since 1962: what was public before each, and what then happened."""

from typing import Any

from django.http import HttpRequest
from ninja import Router
from pydantic import BaseModel

from homeward.app.past_lines import what_happened
from homeward.app.plan_exchange import positions_in_text
from homeward.exchanges.model import PastExchange
from homeward.exchanges.past_exchanges import past_exchange, past_exchanges
from homeward.web.api.shapes import ROWS, Limit, Offset, RowsOf, answers, rows_of, told

router = Router(tags=["exchanges"])


class PastRow(BaseModel):
    """An exchange that happened: the day of the first hand-over (EDTF), the sides, and how many people went home."""

    id: str
    title: str
    date: str
    participants: tuple[str, ...]
    people_home: int


class ReleaseShown(BaseModel):
    """Who went home, from whom, to whom."""

    who: str
    by: str
    to: str


class PastShown(PastRow):
    """An exchange with the positions file of what was public before it, and what happened.

    `against` has a sentence for each line or side of the file that stood against it; `not_public_before` who or what
    else was part of it.
    """

    positions: str
    releases: list[ReleaseShown]
    agreed: str
    against: tuple[str, ...]
    not_public_before: tuple[str, ...]
    note: str
    source: str


@router.get("history", url_name="api_history", response=answers(RowsOf[PastRow]))
def history(request: HttpRequest, limit: Limit = ROWS, offset: Offset = 0) -> Any:
    """List every exchange of the collection, the first first."""
    return rows_of(past_exchanges(), limit, offset, _row)


@router.get("history/{slug:past_id}", url_name="api_past", response=answers(PastShown))
def past(request: HttpRequest, past_id: str) -> Any:
    """Give one exchange: the positions that were public before it, and what then happened."""
    found = past_exchange(past_id)
    happened = what_happened(found, positions_in_text(found.text))
    return {
        **_row(found),
        "positions": found.text,
        "releases": [{"who": who, "by": by, "to": to} for who, by, to in happened.releases],
        "agreed": happened.agreed,
        "against": happened.against,
        "not_public_before": found.not_public_before,
        "note": found.note,
        "source": found.source,
    }


def _row(one: PastExchange) -> dict[str, Any]:
    return told(one, PastRow.model_fields)
