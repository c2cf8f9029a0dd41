"""Every address of the API answers each member of a team as its row says, by session and by token, and nobody else."""

import json
import re
from datetime import date
from typing import Any

import pytest
from api_access_table import API, ApiAccess
from conftest import ids_in, signed_in
from django.core.cache import cache
from django.test import Client

from homeward.app.access import seen_by
from homeward.app.serve_pages import prepare
from homeward.app.tokens import make_token
from homeward.app.wiring import Workspace
from homeward.storage.accounts.model import Role
from homeward.storage.tokens.model import Scope
from homeward.web.rights import RIGHTS

METHODS = ("GET", "POST", "PUT", "DELETE")
ROLES = [role for role in Role if role is not Role.FAMILY]
READABLE = [row for row in API if row.get[3] == 200]


def status(browser: Client, method: str, path: str, token: str = "", **headers: str) -> int:
    """Return the status of what is answered to `{}`."""
    return int(ask(browser, method, path, token, **headers).status_code)


def ask(browser: Client, method: str, path: str, token: str = "", **headers: str) -> Any:
    """Return what is answered to `{}`; a trouble is a sentence and its status."""
    if token:
        headers["authorization"] = f"Bearer {token}"
    answer = browser.generic(method, path, "{}", content_type="application/json", headers=headers)
    if answer.status_code >= 400:
        said = json.loads(answer.content)
        assert set(said) == {"sentence", "status"}
        assert said["status"] == answer.status_code
        assert said["sentence"].endswith((".", ". ", "?", "`."))
    return answer


def rows_for(ids: dict[str, str]) -> list[ApiAccess]:
    """Return the rows whose things are there: which conflicts there are hangs on what the reader finds."""
    return [row for row in API if ids["conflict"] != "none" or "{conflict}" not in row.path]


def expected(row: ApiAccess, method: str, at: int) -> int:
    """Return the status that a row has for a role; a method that the address does not take is refused as others are."""
    if method == "GET":
        return row.get[at]
    if row.name == "api_nowhere":
        return 404
    if method in row.changes:
        return row.changes[method][at]
    least = next(iter(row.changes.values()), row.get)
    return 403 if least[at] == 403 and row.name != "api_job" else 405


def token_of(workspace: Workspace, name: str, scope: Scope) -> str:
    """Return the text of a token of a member."""
    day = date.today()  # noqa: DTZ011 - the day of this machine, as the pages have it
    return make_token(seen_by(workspace, name, day), f"for {name}", scope, day, day)[1]


@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_what_its_row_says(team: Workspace, role: Role) -> None:
    """Whoever is signed in gets what the role allows, with every method, and nothing else."""
    browser, ids, at = signed_in(team, role), ids_in(team), ROLES.index(role)
    wrong = []
    for row in rows_for(ids):
        for method in METHODS:
            got = status(browser, method, row.path.format(**ids))
            if got != expected(row, method, at):
                wrong.append((row.name, method, got, expected(row, method, at)))
    assert not wrong


def test_nobody_who_is_not_signed_in_gets_anything(team: Workspace) -> None:
    """Where somebody has an account, no address answers a stranger or a wrong token, nor tells what there is."""
    prepare(team)
    browser, ids = Client(headers={"host": "localhost"}), ids_in(team)
    for row in API:
        cache.clear()  # too many wrong tokens would be put off
        for method in METHODS:
            answer = ask(browser, method, row.path.format(**ids))
            assert answer.status_code == 401, row.name
            assert answer.headers["WWW-Authenticate"] == "Bearer"
            assert status(browser, method, row.path.format(**ids), "homeward_0000000000000000_x") == 401


@pytest.mark.parametrize("role", ROLES)
def test_restricted_and_absent_answer_alike(team: Workspace, role: Role) -> None:
    """Whoever is outside the group, an administrator too, gets word for word what an id that is nobody's gets."""
    browser, ids, at = signed_in(team, f"outside {role}"), ids_in(team), ROLES.index(role)
    for row in (row for row in rows_for(ids) if row.of_one):
        for method in ("GET", *row.changes):
            pair = []
            for path in (row.path.format(**ids), str(row.missing)):
                answer = ask(browser, method, path)
                pair.append((answer.status_code, re.sub(r"[0-9a-f]{16,}|\b\d{1,6}\b", "ID", answer.content.decode())))
            assert pair[0] == pair[1], (row.name, method)
            assert pair[0][0] == row.outside[method][at], (row.name, method)


@pytest.mark.parametrize("role", ROLES)
def test_no_list_tells_of_a_restricted_person(team: Workspace, role: Role) -> None:
    """Lists, search, counts and the record have nothing of whoever is restricted."""
    browser, ids = signed_in(team, f"outside {role}"), ids_in(team)
    for row in (row for row in READABLE if not row.of_one):
        answer = ask(browser, "GET", row.path)
        for told in ("Quillfeather", "North Wire", "Teacher held", *map(str, ids.values())):
            if len(told) > 4:
                assert told not in answer.content.decode(), (row.name, told)


def test_families_have_no_api(team: Workspace) -> None:
    """Somebody of a family gets nothing from any address."""
    with team.store.transaction():
        if all(one.name != "kin" for one in team.team.members()):
            team.team.add_member("kin", Role.FAMILY)
    from conftest import PASSWORD  # noqa: PLC0415

    with team.store.transaction():
        team.team.set_password("kin", PASSWORD)
    browser, ids = signed_in(team, "kin"), ids_in(team)
    for row in API:
        for method in ("GET", *row.changes):
            assert status(browser, method, row.path.format(**ids)) == 403, (row.name, method)


@pytest.mark.parametrize("role", ROLES)
def test_token_of_each_scope_has_its_holders_right_and_no_more(team: Workspace, role: Role) -> None:
    """A token reads and changes what both its scope and the holder's role allow.

    Looking after the team is left to the scope `team`.
    """
    ids, at = ids_in(team), ROLES.index(role)
    prepare(team)
    browser = Client(headers={"host": "localhost"})
    for scope in (scope for scope in Scope if role.may(scope.role)):
        token = token_of(team, role, scope)
        capped = min(at, ROLES.index(scope.role))
        for row in rows_for(ids):
            path = row.path.format(**ids)
            assert status(browser, "GET", path, token) == row.get[capped], (row.name, scope)
            for method, four in row.changes.items():
                wanted = 403 if RIGHTS[row.name].by_team and scope is not Scope.TEAM else four[capped]
                assert status(browser, method, path, token) == wanted, (row.name, method, scope)


def test_token_wins_over_a_session_and_outside_sees_nothing(team: Workspace) -> None:
    """A token speaks for its holder, in whosever browser it is sent."""
    browser, ids = signed_in(team, Role.ADMINISTRATOR), ids_in(team)
    token = token_of(team, f"outside {Role.CASEWORKER}", Scope.WRITE)
    assert status(browser, "GET", f"/api/cases/{ids['person']}") == 200
    assert status(browser, "GET", f"/api/cases/{ids['person']}", token) == 404


def test_page_of_another_site_gets_nothing_from_who_is_signed_in(team: Workspace) -> None:
    """A session is not enough for what another site sends."""
    browser = signed_in(team, Role.CASEWORKER)
    assert status(browser, "GET", "/api/cases", origin="https://evil.example") == 403
    assert status(browser, "GET", "/api/cases", origin="http://localhost") == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://localhost:81"},
    ],
    ids=lambda one: " ".join(one.values()),
)
def test_page_of_another_site_gets_nothing(browser: Client, reported: Workspace, headers: dict[str, str]) -> None:
    """Where nobody has an account, a page of another site neither reads nor changes anything in the owner's name."""
    ids = ids_in(reported)
    for row in API:
        for method in ("GET", *row.changes):
            assert status(browser, method, row.path.format(**ids), **headers) == 403, (row.name, method)


def test_form_of_any_page_is_refused(browser: Client, reported: Workspace) -> None:
    """What a form without a script can send is never taken."""
    ids = ids_in(reported)
    kinds = ("application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain")
    for row in (row for row in API if row.changes and not RIGHTS[row.name].account):
        for kind in kinds:
            answer = browser.post(row.path.format(**ids), "{}", content_type=kind)
            assert answer.status_code == 415, (row.name, kind)


def test_owner_is_served_on_their_own_machine_alone(browser: Client) -> None:
    """A workspace without accounts answers no other machine, and no other name of this one."""
    assert browser.get("/api/cases").status_code == 200
    assert browser.get("/api/cases", REMOTE_ADDR="192.0.2.7").status_code == 403
    assert browser.get("/api/cases", headers={"host": "evil.example"}).status_code == 400
