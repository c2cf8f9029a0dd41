"""Access tokens: which there are, and taking one back; they are made on their page, after a fresh sign-in."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Router
from pydantic import BaseModel

from homeward.app.tokens import list_tokens, revoke_token
from homeward.storage.tokens.model import AccessToken, Scope
from homeward.web.api.shapes import ROWS, Limit, Offset, RowsOf, answers, rows_of, told
from homeward.web.asking import today, workspace

router = Router(tags=["tokens"])


class TokenShown(BaseModel):
    """What a program shows instead of a password, without its text: `stands` says whether it is taken today.

    `until` is its last day, `used_on` the last on which it was taken, `revoked_at` when it was taken back.
    """

    id: str
    name: str
    holder: str
    scope: Scope
    made_at: str
    until: date
    used_on: date | None
    revoked_at: str | None
    stands: bool


@router.get("tokens", url_name="api_tokens", response=answers(RowsOf[TokenShown]))
def tokens(request: HttpRequest, limit: Limit = ROWS, offset: Offset = 0) -> Any:
    """List your tokens, as an administrator everybody's, the last made first."""
    return rows_of(list_tokens(workspace(request)), limit, offset, _shown)


@router.delete("tokens/{slug:token_id}", url_name="api_token", response=answers(TokenShown))
def revoke(request: HttpRequest, token_id: str) -> Any:
    """Take a token back at once; one that was taken back stays so."""
    return _shown(revoke_token(workspace(request), token_id))


def _shown(one: AccessToken) -> dict[str, Any]:
    return {**told(one, TokenShown.model_fields.keys() - {"stands"}), "stands": one.stands(today())}
