"""The page of access tokens: made after a fresh sign-in alone, shown once, and taken back at once."""

import re
from datetime import date, timedelta

import pytest
from conftest import signed_in
from django.conf import settings
from django.test import Client

from homeward.app.wiring import Workspace
from homeward.storage.accounts.model import Role

TOKEN = re.compile(r"homeward_[0-9a-f]{16}_[\w-]{43}")


def form(**changes: str) -> dict[str, str]:
    """Return what is filled in."""
    until = date.today() + timedelta(days=30)  # noqa: DTZ011 - the day of this machine, as the pages have it
    return {"name": "Nightly export", "scope": "read", "until": until.isoformat(), **changes}


def test_token_is_shown_once_and_speaks_for_its_holder(team: Workspace) -> None:
    """The page shows a new token's text, never again, and a program that sends it is its holder until it is revoked."""
    browser = signed_in(team, Role.CASEWORKER)
    answer = browser.post("/tokens/", form(scope="write"))
    [text] = TOKEN.findall(answer.content.decode())
    assert answer.headers["Cache-Control"] == "no-store"
    page = browser.get("/tokens/").content.decode()
    assert "Nightly export" in page
    assert not TOKEN.search(page)
    program = Client(headers={"host": "localhost", "authorization": f"Bearer {text}"})
    assert program.get("/api/documents").json()["total"] == 2
    assert program.get("/documents/").status_code == 302  # pages take no token
    token_id = text.split("_")[1]
    assert signed_in(team, Role.READER).post(f"/tokens/{token_id}/revoke/").status_code == 404
    assert browser.post(f"/tokens/{token_id}/revoke/").status_code == 302
    assert program.get("/api/documents").status_code == 401


def test_making_a_token_asks_for_a_fresh_sign_in(team: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever signed in a while ago is asked who they are before a token is made."""
    browser = signed_in(team, Role.CASEWORKER)
    monkeypatch.setattr(settings, "ACCOUNT_REAUTHENTICATION_TIMEOUT", -1)
    answer = browser.post("/tokens/", form())
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in/again/")


@pytest.mark.parametrize("changes", [{"scope": "administrator"}, {"scope": ""}, {"until": "soon"}, {"name": " "}])
def test_form_that_makes_no_sense_is_refused(team: Workspace, changes: dict[str, str]) -> None:
    """A token without a name, a scope there is, or an end is not made; the page says what is missing."""
    answer = signed_in(team, Role.CASEWORKER).post("/tokens/", form(**changes))
    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()


def test_nobody_gets_more_than_their_role(team: Workspace) -> None:
    """A reader is offered reading alone, and refused more."""
    browser = signed_in(team, Role.READER)
    assert 'value="write"' not in browser.get("/tokens/").content.decode()
    assert browser.post("/tokens/", form(scope="write")).status_code == 400
