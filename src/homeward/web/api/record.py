"""The record: who read or changed what, when, what it was before and after, and why; for administrators."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router
from pydantic import BaseModel, Field

from homeward.app.access_log import access_log
from homeward.app.audit import RecordedAct, audit_head, audit_is_kept_for, verify_audit
from homeward.web.api.shapes import LARGEST_NUMBER, ROWS, Limit, answers, without_nuls
from homeward.web.asking import workspace

router = Router(tags=["record"])


class RecordShown(BaseModel):
    """Some entries of the record, the latest first; `next` is what to send as `before` for those that follow.

    `next` is null where no more follow. Entries are kept for `kept_for` days, 0 is for always.
    """

    rows: list[RecordedAct]
    next: int | None
    kept_for: int


class Verified(BaseModel):
    """Whether the record stands as it was written; a sentence for each place where it does not.

    `head` is the hash of the last entry, "" where there is none.
    """

    stands: bool
    broken: list[str]
    head: str


@router.get("audit", url_name="api_audit", response=answers(RecordShown))
def audit(
    request: HttpRequest,
    on: Annotated[str, Field(max_length=60, description="The id, or its beginning, of what was read or changed.")] = "",
    who: Annotated[str, Field(max_length=60, description="The name of who did it.")] = "",
    before: Annotated[
        int | None, Field(ge=0, le=LARGEST_NUMBER, description="Only entries with a smaller number.")
    ] = None,
    limit: Limit = ROWS,
) -> Any:
    """List the record, the latest entry first; what was done on what you may not know of is not in it."""
    opened = workspace(request)
    found = access_log(opened, without_nuls(who), without_nuls(on), before, limit)
    return {"rows": found.acts, "next": found.next, "kept_for": audit_is_kept_for(opened)}


@router.get("audit/verify", url_name="api_audit_verify", response=answers(Verified))
def verify(
    request: HttpRequest,
    head: Annotated[
        str, Field(pattern="^([0-9a-f]{64})?$", description="The head of the record, as you noted it.")
    ] = "",
) -> Any:
    """Say whether any entry of the record was changed, taken away, cut off, or put elsewhere."""
    opened = workspace(request)
    last, broken = audit_head(opened), verify_audit(opened, head)
    return {"stands": not broken, "broken": broken, "head": last.sha256 if last else ""}
