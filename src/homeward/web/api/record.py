"""The record: who read or changed what, and when; for administrators."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router
from pydantic import BaseModel, Field

from homeward.app.audit import list_audit, verify_audit
from homeward.storage.model import AuditEntry
from homeward.web.api.shapes import ROWS, Limit, Offset, RowsOf, answers, rows_of
from homeward.web.asking import workspace

router = Router(tags=["record"])


class Verified(BaseModel):
    """Whether the record stands as it was written; a sentence for each place where it does not."""

    stands: bool
    broken: list[str]


@router.get("audit", url_name="api_audit", response=answers(RowsOf[AuditEntry]))
def audit(
    request: HttpRequest,
    on: Annotated[str, Field(max_length=60, description="The id, or its beginning, of what was read or changed.")] = "",
    limit: Limit = ROWS,
    offset: Offset = 0,
) -> Any:
    """List the record, the latest entry first."""
    return rows_of(list_audit(workspace(request), on or None)[::-1], limit, offset)


@router.get("audit/verify", url_name="api_audit_verify", response=answers(Verified))
def verify(request: HttpRequest) -> Any:
    """Say whether any entry of the record was changed, taken away, or put elsewhere."""
    broken = verify_audit(workspace(request))
    return {"stands": not broken, "broken": broken}
