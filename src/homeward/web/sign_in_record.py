"""Writes into the record who signs in and out, who fails to, and who changes how they sign in."""

from dataclasses import replace
from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as second_factor
from django.contrib.auth.signals import user_logged_out, user_login_failed
from django.dispatch import receiver

from homeward.app.audit import now
from homeward.app.tokens import revoke_all_of
from homeward.basics.errors import UnknownName
from homeward.web.asking import whole_workspace

NOBODY = "nobody signed in"
"""Who the record says fails to sign in: whoever it was did not show who they are."""
FACTORS = {"totp": "authenticator app", "webauthn": "passkey", "recovery_codes": "recovery codes"}
"""What the record calls the kinds of second steps, whatever language the page is in."""


@receiver(account.user_logged_in)
def signed_in(user: Any, **_: Any) -> None:
    """Record that a member signed in."""
    _record(user.get_username(), "signed in")


@receiver(user_logged_out)
def signed_out(user: Any, **_: Any) -> None:
    """Record that a member signed out, or was signed out with their session."""
    if user is not None:
        _record(user.get_username(), "signed out")


@receiver(user_login_failed)
def failed(credentials: dict[str, Any], **_: Any) -> None:
    """Record that somebody gave a wrong password; the name they gave only where it is a member's."""
    try:
        name = whole_workspace().team.member(str(credentials.get("username", ""))).name
    except UnknownName:
        name = ""
    whole_workspace().record.add(now(), NOBODY, "sign-in failed", f"member:{name}" if name else "")


@receiver(account.password_changed)
@receiver(account.password_reset)
def changed_password(user: Any, **_: Any) -> None:
    """Record that a member chose a password."""
    _record(user.get_username(), "password chosen")


@receiver(account.password_reset)
def ends_tokens(user: Any, **_: Any) -> None:
    """Take a member's tokens back who chooses a password on a link: another may have made them in their place."""
    whole, name = whole_workspace(), user.get_username()
    revoke_all_of(replace(whole, viewer=replace(whole.viewer, name=name)), name)


@receiver(second_factor.authenticator_added)
def added_factor(user: Any, authenticator: Any, **_: Any) -> None:
    """Record that a member added an app, a passkey or recovery codes."""
    _record(user.get_username(), f"second step added: {FACTORS[authenticator.type]}")


@receiver(second_factor.authenticator_removed)
def removed_factor(user: Any, authenticator: Any, **_: Any) -> None:
    """Record that a member took one away."""
    _record(user.get_username(), f"second step removed: {FACTORS[authenticator.type]}")


@receiver(second_factor.authenticator_reset)
def new_codes(user: Any, **_: Any) -> None:
    """Record that a member made new recovery codes."""
    _record(user.get_username(), "recovery codes made anew")


def _record(name: str, what: str) -> None:
    whole_workspace().record.add(now(), name, what, f"member:{name}")
