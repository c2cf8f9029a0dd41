"""Statements: who said what, when, via whom, about whom; and the numbers of people given."""

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router

from homeward.app.claim_values import claim_values
from homeward.app.find_statements import find_counts, find_statements
from homeward.storage.statements.model import StatementsWanted
from homeward.web.api.claims import ClaimShown
from homeward.web.api.shapes import ROWS, Day, Limit, Offset, RowsOf, Words, answers, rows_of
from homeward.web.asking import today, workspace

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
    as_of: Day | None = None,
    limit: Limit = ROWS,
    offset: Offset = 0,
) -> Any:
    """List what was said, the latest first, or the numbers of people given, in what was reported up to `as_of`.

    They are narrowed by who, and by when it was said.
    """
    wanted = StatementsWanted(by.strip(), via.strip(), about.strip(), since, until, as_of or today())
    find = find_statements if kind == "statement" else find_counts
    found = find(workspace(request), wanted)
    return rows_of(found, limit, offset, lambda one: claim_values(one.document, one.claim))
