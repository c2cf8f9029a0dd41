"""Wrong tokens are counted by address, in the database: too many are put off, right ones are not."""

import time
from typing import Any

import pytest
from conftest import signed_in
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from test_api_access import token_of

from homeward.app.serve_pages import prepare
from homeward.app.wiring import Workspace
from homeward.storage.accounts.model import Role
from homeward.storage.attempts.cache import KeptAttempts
from homeward.storage.tokens.model import Scope
from homeward.web.api import wrong_tokens

WRONG = "homeward_0000000000000000_x"


@pytest.fixture
def program(team: Workspace, monkeypatch: pytest.MonkeyPatch) -> Client:
    """A program that nobody put off yet, in the middle of a minute that does not end."""
    prepare(team)
    cache.clear()
    now = time.time() // 60 * 60 + 20
    monkeypatch.setattr(wrong_tokens.time, "time", lambda: now)
    return Client(headers={"host": "localhost"})


def ask(program: Client, token: str = WRONG, address: str = "192.0.2.7", path: str = "/api/cases") -> Any:
    """Return what is answered to a token that is sent from an address."""
    return program.get(path, headers={"authorization": f"Bearer {token}"}, REMOTE_ADDR=address)


def test_too_many_wrong_tokens_are_put_off(program: Client, team: Workspace) -> None:
    """After so many in a minute an address is told how long to wait, whatever it asks for; no other one is."""
    right = token_of(team, Role.READER, Scope.READ)
    statuses = [ask(program).status_code for _ in range(wrong_tokens.MOST)]
    assert set(statuses) == {401}
    answer = ask(program, "homeward_1111111111111111_y", path="/api/no/such/address")
    assert answer.status_code == 429
    assert 1 <= int(answer.headers["Retry-After"]) <= 60
    assert answer.json()["status"] == 429
    assert answer.json()["sentence"].startswith("Too many wrong tokens")
    assert ask(program, address="192.0.2.8").status_code == 401
    assert ask(program, right).status_code == 200
    assert ask(program).status_code == 429


def test_a_minute_later_they_are_looked_at_again(program: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever waited as long as they were told is answered."""
    wait = next(
        int(answer.headers["Retry-After"]) for answer in iter(lambda: ask(program), None) if answer.status_code == 429
    )
    then = time.time() + wait
    monkeypatch.setattr(wrong_tokens.time, "time", lambda: then)
    assert ask(program).status_code == 401


def test_one_network_counts_as_one_address(program: Client) -> None:
    """Who has a network of IPv6 addresses does not get a new count with each; IPv4 written as IPv6 is the same."""
    for number in range(wrong_tokens.MOST):
        ask(program, address=f"2001:db8:1:2::{number:x}")
    assert ask(program, address="2001:db8:1:2:ffff::1").status_code == 429
    assert ask(program, address="2001:db8:1:3::1").status_code == 401
    for number in range(wrong_tokens.MOST):
        ask(program, address=("::ffff:192.0.2.9", "192.0.2.9")[number % 2])
    assert ask(program, address="192.0.2.9").status_code == 429
    assert ask(program, address="a socket").status_code == 401


def test_the_count_is_one_for_all_processes(program: Client) -> None:
    """What one process counted holds in another, which starts with nothing in its memory."""
    for _ in range(wrong_tokens.MOST):
        ask(program)
    window = int(wrong_tokens.time.time() // 60)
    assert KeptAttempts("", {}).get(f"wrong token:192.0.2.7:{window}") == wrong_tokens.MOST


def test_no_page_and_no_right_token_asks_for_a_count(program: Client, team: Workspace) -> None:
    """Pages, and programs with a right token, cost no look at what was counted."""
    right, browser = token_of(team, Role.READER, Scope.READ), signed_in(team, Role.READER)
    for asked in (lambda: ask(program, right), lambda: browser.get("/documents/"), lambda: browser.get("/api/people")):
        with CaptureQueriesContext(connection) as queries:
            assert asked().status_code == 200
        assert len(queries) > 0
        assert not [one["sql"] for one in queries if '"attempt"' in one["sql"]]
