"""Makes access tokens for programs, finds out for whom one speaks, and takes tokens back."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from homeward.app.access import seen_by
from homeward.app.audit import now, record
from homeward.app.wiring import Workspace
from homeward.basics.errors import NotAllowed, TokenRefused, UnknownName
from homeward.basics.said import say
from homeward.storage.tokens.model import AccessToken, Scope

LONGEST_NAME = 60
MOST_DAYS = 366
"""For how many days a token may be taken at most."""
MOST_DAYS_FOR_TEAM = 31
"""The same, of a token that looks after the team."""
MOST_TOKENS = 50
"""How many tokens of one member may stand at once."""
NOT_TAKEN = (
    "This token is not taken. It was taken back, has expired, or never was one; make another on the tokens page."
)


def make_token(workspace: Workspace, name: str, scope: Scope, until: date, today: date) -> tuple[AccessToken, str]:
    """Make a token that speaks for the viewer until the end of a day; its text is told here and never again.

    Raises TokenRefused where the name is none, the day is past or too far, the scope is more than the viewer's role,
    or the viewer has too many tokens; NotAllowed where a token asks, which would outlive its own end so.
    """
    if workspace.viewer.by_token:
        raise NotAllowed("No token makes another. Sign in, and make it on the tokens page.")
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise TokenRefused(
            say(
                "Say in up to %(most)s letters what the token is for, such as `Nightly export`.",
                most=LONGEST_NAME,
            )
        )
    most = MOST_DAYS_FOR_TEAM if scope is Scope.TEAM else MOST_DAYS
    if not today <= until <= today + timedelta(days=most):
        raise TokenRefused(
            say("Such a token is for %(most)s days at most. Choose a last day from today on.", most=most)
        )
    if not workspace.viewer.may(scope.role):
        raise TokenRefused(
            say(
                "Your role, %(role)s, has no right to `%(scope)s`. Choose a smaller scope.",
                role=workspace.viewer.role,
                scope=scope,
            )
        )
    if sum(one.stands(today) for one in workspace.tokens.tokens(workspace.viewer.name)) >= MOST_TOKENS:
        raise TokenRefused(
            say(
                "%(tokens)s tokens of yours stand already. Revoke those that nothing uses.",
                tokens=MOST_TOKENS,
            )
        )
    with workspace.store.transaction():
        token, text = workspace.tokens.add(name, workspace.viewer.name, scope, now(), until)
        record(workspace, "access token made", token.id, after=_as_recorded(token))
    return token, text


def list_tokens(workspace: Workspace) -> tuple[AccessToken, ...]:
    """Return the viewer's tokens, an administrator's list everybody's; the last made first."""
    return workspace.tokens.tokens(None if workspace.viewer.administers else workspace.viewer.name)


def revoke_token(workspace: Workspace, token_id: str) -> AccessToken:
    """Take a token back at once; raise UnknownName where the viewer has none with that id."""
    token = next((one for one in list_tokens(workspace) if one.id == token_id), None)
    if token is None:
        raise UnknownName(say("There is no token %(token_id)s.", token_id=repr(token_id)))
    with workspace.store.transaction():
        workspace.tokens.revoke(token_id, now())
        record(workspace, "access token revoked", token_id, before=_as_recorded(token))
    return workspace.tokens.token(token_id)


def revoke_all_of(workspace: Workspace, name: str) -> None:
    """Take back all that speaks for a member, as whoever got hold of their account may have made it."""
    with workspace.store.transaction():
        for token_id in workspace.tokens.revoke_all(name, now()):
            record(workspace, "access token revoked", token_id, before=_as_recorded(workspace.tokens.token(token_id)))


def opened_with(whole: Workspace, text: str, on: date) -> tuple[Workspace, AccessToken]:
    """Return the workspace as the holder of a token sees it on a day, and the token; raise TokenRefused.

    Whoever looks with it has the holder's role, lowered to what the scope allows.
    """
    token = whole.tokens.shown(text)
    if token is None or not token.stands(on) or not whole.team.member(token.holder).active:
        raise TokenRefused(NOT_TAKEN)
    whole.tokens.used(token, on)
    seen = seen_by(whole, token.holder, on)
    viewer = replace(seen.viewer, role=seen.viewer.role.at_most(token.scope.role), by_token=True)
    return replace(seen, viewer=viewer), token


def _as_recorded(token: AccessToken) -> Mapping[str, str]:
    """Return what the record keeps of a token: what it is for, for whom it speaks, what it may, and its last day."""
    until = token.until.isoformat()
    return {"name": token.name, "holder": token.holder, "scope": str(token.scope), "until": until}
