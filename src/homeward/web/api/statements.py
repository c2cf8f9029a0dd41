"""Statements: who said what, when, via whom, about whom; and the numbers of people given."""

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router

from homeward.app.claim_values import claim_values
from homeward.app.find_statements import StatementsWanted, find_counts, find_statements
from homeward.web.api.claims import ClaimShown
from homeward.web.api.shapes import ROWS, Day, Limit, Offset, RowsOf, Words, answers, rows_of
from homeward.web.asking import workspace

router = Router(tags=["statements"])


@router.get("statements", url_name="api_statements", response=answers(RowsOf[ClaimShown]))
def statements(
    request: HttpRequest,
    kind: Literal["statement", "count"] = "statement",
    by: Words = "",
    via: Words = "",
    about: Words = "",
    since: Day | None = None,
    until: Day | None = None,
    limit: Limit = ROWS,
    offset: Offset = 0,
) -> Any:
    """List what was said, the latest first, or the numbers of people given, narrowed by who and when."""
    wanted = StatementsWanted(by.strip(), via.strip(), about.strip(), since, until)
    find = find_statements if kind == "statement" else find_counts
    found = find(workspace(request), wanted)
    return rows_of(found, limit, offset, lambda one: claim_values(one.document, one.claim))
