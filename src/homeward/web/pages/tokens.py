"""Access tokens: a member makes one for a program, sees it once, and takes it back."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from homeward.app.tokens import MOST_DAYS, list_tokens, make_token, revoke_token
from homeward.basics.errors import TokenRefused
from homeward.storage.tokens.model import Scope
from homeward.web.asking import today, workspace

DAYS_OFFERED = 90


@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """List the viewer's tokens, an administrator's list everybody's; a form makes one and shows its text, once."""
    if request.method != "POST":
        return _page(request, {})
    form = request.POST
    said = {name: form.get(name, "").replace("\0", "").strip() for name in ("name", "scope", "until")}
    try:
        if said["scope"] not in tuple(Scope):
            raise TokenRefused(gettext("Choose what the token may do."))
        made, text = make_token(workspace(request), said["name"], Scope(said["scope"]), _day(said["until"]), today())
    except TokenRefused as refused:
        return _page(request, {"refused": refused, "typed": said}, status=400)
    return _page(request, {"made": made, "text": text})


@require_POST
def revoke(request: HttpRequest, token_id: str) -> HttpResponse:
    """Take a token back at once."""
    revoke_token(workspace(request), token_id)
    return redirect("tokens")


def _page(request: HttpRequest, said: dict[str, Any], status: int = 200) -> HttpResponse:
    opened, on = workspace(request), today()
    found = list_tokens(opened)
    shown = {
        "standing": [one for one in found if one.stands(on)],
        "ended": [one for one in found if not one.stands(on)],
        "scopes": [one for one in Scope if opened.viewer.may(one.role)],
        "first": on,
        "last": on + timedelta(days=MOST_DAYS),
        "typed": {"scope": Scope.READ, "until": (on + timedelta(days=DAYS_OFFERED)).isoformat()},
    }
    answer = render(request, "homeward/tokens.html", shown | said, status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError:
        refusal = gettext("%(said)s is not a day. Write the last day of the token as 2026-06-30.")
        raise TokenRefused(refusal % {"said": repr(said)}) from None
