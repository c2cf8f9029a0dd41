"""What Homeward asks of django-allauth: nobody makes an account for themselves, and no mail is sent."""

from typing import Any

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext


class NobodySignsUp(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts are made by administrators alone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return that nobody may make an account in the browser."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send nothing: no page of ours leads here, and nothing leaves this machine."""


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Draws the code for an authenticator app so that the strict policy lets it be seen, and names a new passkey."""

    def generate_authenticator_name(self, user: Any, type: str) -> str:
        """Return what a new passkey is called where nobody calls it otherwise."""
        return gettext("Passkey")

    def build_totp_svg(self, url: str) -> SafeString:
        """Return the address as a QR code, in attributes alone: our policy takes no style and no picture from data."""
        code = qrcode.QRCode(border=4)
        code.add_data(url)
        rows = code.get_matrix()
        squares = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
        side = len(rows)
        title = escape(gettext("QR code for an authenticator app"))
        # every other part of it is a number
        return mark_safe(  # noqa: S308
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" width="240" height="240" role="img"'
            f' shape-rendering="crispEdges"><title>{title}</title>'
            f'<rect width="{side}" height="{side}" fill="#ffffff"/><path d="{squares}" fill="#000000"/></svg>'
        )
