"""A team for the workspace that is measured: some people are kept from whoever asks for pages, and they sign in."""

import secrets
import urllib.parse
import urllib.request
from collections.abc import Sequence
from datetime import UTC, date, datetime
from http.cookiejar import CookieJar
from pathlib import Path

from homeward.app.access import hidden_documents, seen_by
from homeward.app.team import add_group, add_member, put_in_group, restrict_person, set_password
from homeward.app.wiring import Workspace, open_workspace
from homeward.storage.accounts.model import Role

KEEPER, READER = "keeper", "reader"
RESTRICTED = 5
"""People whom the reader may not know of."""


def make_team(folder: Path, cases: Sequence[str]) -> tuple[str, frozenset[str], frozenset[str]]:
    """Give a workspace a team where it has none.

    Returns the reader's password, the documents that they may not know of, and the people whom these name.
    """
    password = secrets.token_urlsafe(16)
    with open_workspace(folder) as opened:
        if READER not in {one.name for one in opened.team.members()}:
            _make(opened, cases)
        set_password(opened, READER, password)
        hidden = hidden_documents(opened, READER, _today())
        return password, hidden, opened.store.without(hidden).who_is_who.partly_hidden()


def sign_in(port: int, password: str) -> str:
    """Sign the reader in through the page for it, and return the cookies that their pages are asked for with."""
    jar = CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    address = f"http://127.0.0.1:{port}/sign-in/"
    browser.open(address, timeout=60).read()
    token = next(one.value for one in jar if one.name == "csrftoken")
    said = {"login": READER, "password": password, "csrfmiddlewaretoken": token}
    browser.open(address, urllib.parse.urlencode(said).encode(), timeout=60).read()
    return "; ".join(f"{one.name}={one.value}" for one in jar)


def _make(opened: Workspace, cases: Sequence[str]) -> None:
    keeper = add_member(opened, KEEPER, Role.ADMINISTRATOR)
    add_member(opened, READER, Role.READER)
    group = add_group(opened, "closed")
    put_in_group(opened, group.id, keeper.id, None)
    seen = seen_by(opened, KEEPER, _today())
    for person_id in cases[:: len(cases) // RESTRICTED][:RESTRICTED]:
        restrict_person(seen, person_id, group.id, "measured", _today())


def _today() -> date:
    return datetime.now(UTC).date()
