"""The nouns of access by a program: a token, and how much of its holder's right it has."""

import secrets
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from homeward.storage.accounts.model import Role

MARK = "homeward"
"""How the text of every token begins, so that one left lying about is known for what it is."""


class Scope(StrEnum):
    """How much of its holder's right a token has; each has all that the one before has.

    With `read` a program does what a reader may, with `review` what a reviewer may, with `write` what a caseworker may.
    With `team` it does what an administrator may, and what pages take from members alone who have just shown who they
    are. None lets it do what its holder may not.
    """

    READ = "read"
    REVIEW = "review"
    WRITE = "write"
    TEAM = "team"

    @property
    def role(self) -> Role:
        """The greatest role of which it has the rights."""
        return {
            Scope.READ: Role.READER,
            Scope.REVIEW: Role.REVIEWER,
            Scope.WRITE: Role.CASEWORKER,
            Scope.TEAM: Role.ADMINISTRATOR,
        }[self]


@dataclass(frozen=True, slots=True)
class AccessToken:
    """What a program shows instead of a password: `name` says what for, `holder` is the member it speaks for.

    `until` is the last day on which it is taken, `used_on` the last on which it was, None where never. `revoked_at` is
    when it was taken back (ISO 8601, UTC), None where it was not. Its text is kept nowhere, only a hash of it.
    """

    id: str
    name: str
    holder: str
    scope: Scope
    made_at: str
    until: date
    used_on: date | None = None
    revoked_at: str | None = None

    def stands(self, on: date) -> bool:
        """Return whether it is taken on a day."""
        return self.revoked_at is None and on <= self.until


def new_secret() -> str:
    """Return the secret part of a token's text: 256 bits that nobody can guess."""
    return secrets.token_urlsafe(32)


def text_of(token_id: str, secret: str) -> str:
    """Return the text that a program shows."""
    return f"{MARK}_{token_id}_{secret}"


def parts_of(text: str) -> tuple[str, str] | None:
    """Return the id and the secret in a token's text, None where it is none."""
    mark, _, rest = text.partition("_")
    token_id, _, secret = rest.partition("_")
    return (token_id, secret) if mark == MARK and token_id and secret and text.isascii() else None
