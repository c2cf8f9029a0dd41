"""Who may call which address of the API, and from where; every answer is JSON, refusals too."""

from collections.abc import Callable, Iterable
from datetime import UTC
from functools import wraps
from ipaddress import ip_address
from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django.urls import URLPattern
from django.views.decorators.csrf import csrf_exempt

from homeward.app.tokens import opened_with
from homeward.basics.errors import HomewardError, TokenRefused
from homeward.storage.tokens.model import Scope
from homeward.web.api.shapes import NOT_WORKED_IN, WORKED_OUT_AT, as_trouble
from homeward.web.api.wrong_tokens import seconds_to_wait
from homeward.web.asking import NotSignedIn, look_as, not_worked_in, today, whole_workspace, workspace
from homeward.web.rights import RIGHTS, SAFE, Right, is_fresh
from homeward.web.trouble import status_of

JSON = "application/json"
BYTES = "application/octet-stream"
TAKES_BYTES = ("api_documents", "api_nowhere")
"""Addresses to which a file is sent as it is; to all others, JSON."""
SIGN_IN = "Sign in, or send an access token: `Authorization: Bearer homeward_...`."
NOT_ALLOWED = "Your role does not allow this. Ask an administrator of your team."
FROM_ELSEWHERE = "This was sent by a page of another site. Programs leave out Origin, or send an access token."
NOT_HERE = "A workspace without accounts answers its own machine alone."
NO_TEAM = "Nobody has an account here. `homeward team add NAME --administrator` makes the first one."
TOO_OFTEN = "Too many wrong tokens came from this address. Wait as long as Retry-After says, then send a right one."
NOT_FRESH = "Show again who you are, on the page /sign-in/again/, and send it once more within ten minutes."


class Refused(Exception):
    """Whoever asks may not; the sentence and the status to answer with, and for how many seconds to wait, if any."""

    def __init__(self, status: int, sentence: str, wait: int = 0) -> None:
        self.status, self.sentence, self.wait = status, sentence, wait
        super().__init__(sentence)


def guarded(patterns: Iterable[URLPattern]) -> list[URLPattern]:
    """Return addresses that answer only to those who have the right to them; raise KeyError for one without a row."""
    return [
        URLPattern(one.pattern, _guarded(one.callback, str(one.name)), one.default_args, one.name) for one in patterns
    ]


def _guarded(view: Callable[..., HttpResponseBase], name: str) -> Callable[..., HttpResponseBase]:
    right = RIGHTS[name]

    @csrf_exempt  # no form is taken here: what a page of another site could send without asking is refused below
    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **named: Any) -> HttpResponseBase:
        try:
            scope = _let_in(request)
            _must_have_the_right(request, right, scope)
            _must_be_of_a_kind(request, (JSON, BYTES) if name in TAKES_BYTES else (JSON,))
            answer = view(request, *args, **named)
        except Refused as refused:
            answer = as_trouble(refused.sentence, refused.status)
            if refused.wait:
                answer.headers["Retry-After"] = str(refused.wait)
        except HomewardError as error:
            answer = as_trouble(str(error), status_of(error))
        if isinstance(answer, HttpResponseNotAllowed):
            allowed = answer.headers["Allow"]
            answer = as_trouble(f"This address takes {allowed}.", 405)
            answer.headers["Allow"] = allowed
        if answer.status_code == 401:
            answer.headers["WWW-Authenticate"] = "Bearer"
        _say_what_is_missing(request, answer)
        answer.headers["Cache-Control"] = "no-store"
        answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        return answer

    return asked


def _say_what_is_missing(request: HttpRequest, answer: HttpResponseBase) -> None:
    """Say, as pages do in a line, where people and cases are shown as they were before documents came in."""
    waits = not_worked_in(request)
    if waits is not None:
        answer.headers[NOT_WORKED_IN] = str(waits.documents)
        if waits.as_of is not None:
            answer.headers[WORKED_OUT_AT] = waits.as_of.astimezone(UTC).isoformat()


def _let_in(request: HttpRequest) -> Scope | None:
    """Find out who asks; return the scope of the token shown, None for somebody signed in or a workspace's owner.

    Raises Refused where nobody does who may, or a page of another site asks in somebody's name.
    """
    said = request.headers.get("Authorization")
    if said is not None:
        kind, _, text = said.partition(" ")
        try:
            if kind.lower() != "bearer":
                raise TokenRefused(SIGN_IN)
            seen, token = opened_with(whole_workspace(), text.strip(), today())
        except TokenRefused as error:
            if wait := seconds_to_wait(request):
                raise Refused(429, TOO_OFTEN, wait) from error
            raise Refused(401, str(error)) from error
        look_as(request, seen)
        return token.scope
    _must_be_our_own(request)
    try:
        seen = workspace(request)
    except NotSignedIn:
        raise Refused(401, SIGN_IN) from None
    if not request.user.is_authenticated and not _is_here(request):
        raise Refused(403, NOT_HERE)
    return None


def _must_be_our_own(request: HttpRequest) -> None:
    """Refuse what a page of another site sends: the browser would act for whoever is signed in, or owns the machine."""
    origin, site = request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site", "none")
    if site not in ("none", "same-origin") or origin not in (None, f"{request.scheme}://{request.get_host()}"):
        raise Refused(403, FROM_ELSEWHERE)


def _is_here(request: HttpRequest) -> bool:
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def _must_have_the_right(request: HttpRequest, right: Right, scope: Scope | None) -> None:
    """Refuse whoever may not.

    Who is signed in must have shown just now who they are, where pages want that; a token stands for itself.
    """
    if right.account and whole_workspace().team.is_empty():
        raise Refused(404, NO_TEAM)
    changes = request.method not in SAFE
    role = right.change if changes else right.look
    if role is not None and not workspace(request).viewer.may(role):
        too_little = scope is not None and not scope.role.may(role)
        raise Refused(403, _too_little(scope) if too_little else NOT_ALLOWED)
    if right.by_team and changes and scope not in (None, Scope.TEAM):
        raise Refused(403, _too_little(scope))
    if scope is None and right.wants_fresh(request) and request.user.is_authenticated and not is_fresh(request):
        raise Refused(403, NOT_FRESH)


def _too_little(scope: Scope | None) -> str:
    return f"This token has the scope `{scope}`, which does not allow this. Make one with more."


def _must_be_of_a_kind(request: HttpRequest, kinds: tuple[str, ...]) -> None:
    """Refuse what a form on any page could send."""
    if request.method in ("POST", "PUT", "PATCH") and request.content_type not in kinds:
        raise Refused(415, f"Send {' or '.join(kinds)}, and say so in Content-Type.")
