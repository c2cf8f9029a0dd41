"""Keeps access tokens, without their secrets, and finds the one that a program shows."""

import secrets
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from hashlib import sha256
from hmac import compare_digest

from homeward.basics.errors import UnknownName
from homeward.basics.said import say
from homeward.storage.accounts.models import Account
from homeward.storage.tokens.model import AccessToken, Scope, new_secret, parts_of, text_of
from homeward.storage.tokens.models import TokenRow

Transaction = Callable[[], AbstractContextManager[None]]


class Tokens:
    """The access tokens of one workspace; a change is one `transaction`."""

    def __init__(self, transaction: Transaction) -> None:
        self._changing = transaction

    def add(self, name: str, holder: str, scope: Scope, made_at: str, until: date) -> tuple[AccessToken, str]:
        """Keep a new token and return it with its text, which cannot be had a second time."""
        secret = new_secret()
        with self._changing():
            row = TokenRow.objects.create(
                token_id=secrets.token_hex(8),
                name=name,
                account=Account.objects.get(username=holder),
                scope=scope,
                secret_sha256=_hash(secret),
                made_at=made_at,
                until=until,
            )
        return _token_of(row), text_of(row.token_id, secret)

    def shown(self, text: str) -> AccessToken | None:
        """Return the token with that text, whether it stands or not; None where there is none."""
        parts = parts_of(text)
        row = TokenRow.objects.select_related("account").filter(token_id=parts[0]).first() if parts else None
        if row is None or parts is None or not compare_digest(row.secret_sha256, _hash(parts[1])):
            return None
        return _token_of(row)

    def token(self, token_id: str) -> AccessToken:
        """Return the token with that id; raise UnknownName where there is none."""
        row = TokenRow.objects.select_related("account").filter(token_id=token_id).first()
        if row is None:
            raise UnknownName(say("There is no token %(token_id)s.", token_id=repr(token_id)))
        return _token_of(row)

    def tokens(self, holder: str | None = None) -> tuple[AccessToken, ...]:
        """Return the tokens of one member, or of all, the last made first."""
        rows = TokenRow.objects.select_related("account").order_by("-id")
        return tuple(map(_token_of, rows if holder is None else rows.filter(account__username=holder)))

    def used(self, token: AccessToken, on: date) -> None:
        """Keep the day on which a token was last taken."""
        if token.used_on != on:  # once a day, so that reading stays reading
            with self._changing():
                TokenRow.objects.filter(token_id=token.id).update(used_on=on)

    def revoke(self, token_id: str, at: str) -> None:
        """Take a token back; one that was taken back already stays so."""
        with self._changing():
            TokenRow.objects.filter(token_id=token_id, revoked_at=None).update(revoked_at=at)

    def revoke_all(self, holder: str, at: str) -> tuple[str, ...]:
        """Take back every token of a member that stands, and return their ids."""
        with self._changing():
            rows = TokenRow.objects.filter(account__username=holder, revoked_at=None).order_by("id")
            ids = tuple(rows.values_list("token_id", flat=True))
            rows.update(revoked_at=at)
        return ids


def _hash(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def _token_of(row: TokenRow) -> AccessToken:
    return AccessToken(
        id=row.token_id,
        name=row.name,
        holder=row.account.username,
        scope=Scope(row.scope),
        made_at=row.made_at,
        until=row.until,
        used_on=row.used_on,
        revoked_at=row.revoked_at,
    )
