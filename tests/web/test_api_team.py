"""The team through the API: what an administrator may, freshly signed in or with a token made for it, and no more."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from conftest import PASSWORD, ids_in, send, signed_in
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from homeward.app.access import seen_by
from homeward.app.audit import list_audit, verify_audit
from homeward.app.serve_pages import prepare
from homeward.app.team import add_group, add_member, put_in_group, set_password
from homeward.app.tokens import MOST_DAYS_FOR_TEAM, make_token, opened_with
from homeward.app.wiring import Workspace
from homeward.basics.errors import NotAllowed, TokenRefused
from homeward.storage.accounts.model import Role
from homeward.storage.accounts.models import Account, GroupRow
from homeward.storage.tokens.model import Scope
from homeward.web.rights import RIGHTS

TODAY = date.today()  # noqa: DTZ011 - as the pages have it, this machine's
NOBODY = "0000000000000000"


@pytest.fixture
def shared(reported: Workspace) -> Iterator[Workspace]:
    """The reports, of Ana and Bea, who administer them, Cara, a caseworker, and Ben, a reader, for one test.

    Ana and Cara are in the group "Close".
    """
    roles = {"Ana": Role.ADMINISTRATOR, "Bea": Role.ADMINISTRATOR, "Cara": Role.CASEWORKER, "Ben": Role.READER}
    for name, role in roles.items():
        add_member(reported, name, role)
        set_password(reported, name, PASSWORD)
    group = add_group(reported, "Close")
    for name in ("Ana", "Cara"):
        put_in_group(reported, group.id, reported.team.member(name).id, None)
    prepare(reported)
    cache.clear()
    yield reported
    reported.team.lift_all()
    Account.objects.all().delete()
    GroupRow.objects.all().delete()


def program_of(workspace: Workspace, name: str, scope: Scope) -> Client:
    """Return a program that sends a new token of a member."""
    text = make_token(seen_by(workspace, name, TODAY), "a test", scope, TODAY, TODAY)[1]
    return Client(headers={"host": "localhost", "authorization": f"Bearer {text}"})


def id_of(workspace: Workspace, name: str) -> int:
    """Return the id of a member."""
    return workspace.team.member(name).id


def test_a_program_brings_somebody_in_and_lets_them_go(shared: Workspace) -> None:
    """With a token for the team an account is made, given a link, a group that ends and a role, and closed."""
    program = program_of(shared, "Ana", Scope.TEAM)
    made = send(program, "POST", "team/members", {"name": "Dora", "role": "reader"}, 201)
    assert (made["role"], made["active"], made["has_password"], made["groups"]) == ("reader", True, False, [])
    path = send(program, "POST", f"team/members/{made['id']}/link", None, 201)["path"]
    stranger = Client(headers={"host": "localhost"})
    form = stranger.get(path, follow=True).redirect_chain[-1][0]
    stranger.post(form, {"password1": PASSWORD, "password2": PASSWORD})
    assert signed_in(shared, "Dora").get("/cases/").status_code == 200
    group = send(program, "POST", "team/groups", {"name": "Fresh"}, 201)
    until = (TODAY + timedelta(days=3)).isoformat()
    place = f"team/groups/{group['id']}/members/{made['id']}"
    assert send(program, "PUT", place, {"until": until})["members"][0]["until"] == until
    shown = send(program, "PUT", f"team/members/{made['id']}", {"role": "caseworker"})
    assert (shown["role"], shown["groups"][0]["until"]) == ("caseworker", until)
    assert send(program, "DELETE", place)["members"] == []
    send(program, "DELETE", place, status=404)
    assert send(program, "DELETE", f"team/groups/{group['id']}")["name"] == "Fresh"
    assert send(program, "PUT", f"team/members/{made['id']}", {"active": False})["active"] is False
    send(program, "PUT", f"team/members/{made['id']}", {}, 400)
    assert send(program, "GET", "team/members?limit=1&offset=4")["total"] == 5
    assert ("Ana", "member added") in [(one.who, one.what) for one in list_audit(shared, "member:Dora")]
    assert verify_audit(shared) == ()


def test_a_program_that_says_what_it_saw_overwrites_nothing_else(shared: Workspace) -> None:
    """A role, or a place in a group, that is otherwise than in `seen` stays, and the answer has both."""
    program, ben, group = program_of(shared, "Ana", Scope.TEAM), id_of(shared, "Ben"), shared.team.groups()[0].id
    path, place = f"team/members/{ben}", f"team/groups/{group}/members/{ben}"
    assert send(program, "PUT", path, {"role": "reviewer", "seen": "reader"})["role"] == "reviewer"
    stale = send(program, "PUT", path, {"role": "caseworker", "seen": "reader"}, 409)
    assert (stale["saw"], stale["stands"], shared.team.member("Ben").role) == ("reader", "reviewer", Role.REVIEWER)
    assert "seen`" in send(program, "PUT", path, {"role": "caseworker", "seen": "king"}, 400)["sentence"]
    assert send(program, "PUT", path, {"role": "caseworker"})["role"] == "caseworker"
    until = (TODAY + timedelta(days=3)).isoformat()
    send(program, "PUT", place, {"until": until, "seen": ""})
    stale = send(program, "PUT", place, {"seen": ""}, 409)
    assert (stale["saw"], stale["stands"]) == ("", until)
    send(program, "PUT", place, {"seen": until})
    stale = send(program, "DELETE", f"{place}?seen={until}", status=409)
    assert (stale["saw"], stale["stands"]) == (until, "for good")
    send(program, "DELETE", f"{place}?seen=for%20good")


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "team/members", {"name": "Eve", "role": "administrator"}),
        ("PUT", "team/members/{Ben}", {"role": "administrator"}),
        ("PUT", "team/members/{Bea}", {"role": "reader"}),
        ("PUT", "team/members/{Bea}", {"active": False}),
        ("POST", "team/members/{Bea}/link", None),
        ("POST", "team/members/{Ben}/link", None),
    ],
)
def test_no_token_touches_administrators_or_takes_an_account_over(
    shared: Workspace, method: str, path: str, body: Any
) -> None:
    """Whoever finds a token makes nobody an administrator, changes none, and lets nobody choose another's password."""
    before = shared.team.members()
    ids = {one.name: one.id for one in before}
    told = send(program_of(shared, "Ana", Scope.TEAM), method, path.format(**ids), body, 403)
    assert "No token" in told["sentence"]
    assert shared.team.members() == before
    answer = signed_in(shared, "Ana").generic(
        method, f"/api/{path.format(**ids)}", json.dumps(body), content_type="application/json"
    )
    assert answer.status_code in (200, 201)  # who has just signed in may, as on the page


@pytest.mark.parametrize("extra", ["id", "active", "has_password", "is_staff", "password", "groups"])
def test_a_new_account_is_what_its_body_names_and_nothing_else(shared: Workspace, extra: str) -> None:
    """Nobody slips a password, a group or a right into an account."""
    body = {"name": "Eve", "role": "reader", extra: "1"}
    assert extra in send(program_of(shared, "Ana", Scope.TEAM), "POST", "team/members", body, 400)["sentence"]
    assert len(shared.team.members()) == 4


def test_the_team_wants_a_fresh_sign_in_or_a_token_of_its_own(
    shared: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who signed in a while ago, or sends a token of another scope, changes nothing of the team."""
    person = ids_in(shared)["person"]
    group = shared.team.groups()[0].id
    acts = [("team/groups", {"name": "Other"}), (f"people/{person}/restrictions", {"group_id": group})]
    for path, body in acts:
        told = send(program_of(shared, "Cara", Scope.WRITE), "POST", path, body, 403)
        assert "scope `write`" in told["sentence"]
    send(program_of(shared, "Ana", Scope.READ), "GET", "team/members", None, 403)
    send(program_of(shared, "Ana", Scope.READ), "GET", "audit", None, 403)
    browser = signed_in(shared, "Ana")
    with monkeypatch.context() as later:
        later.setattr(settings, "ACCOUNT_REAUTHENTICATION_TIMEOUT", -1)
        for path, body in acts:
            assert "/sign-in/again/" in send(browser, "POST", path, body, 403)["sentence"]
        send(browser, "GET", "team/members")
    assert (len(shared.team.groups()), shared.team.restrictions()) == (1, ())
    send(browser, "POST", "team/groups", {"name": "Other"}, 201)


def test_a_token_for_the_team_is_an_administrators_short_and_makes_no_other(shared: Workspace) -> None:
    """Nobody else makes one, none stands long, and none makes a token that outlives it."""
    with pytest.raises(TokenRefused, match="caseworker"):
        make_token(seen_by(shared, "Cara", TODAY), "too much", Scope.TEAM, TODAY, TODAY)
    ana = seen_by(shared, "Ana", TODAY)
    with pytest.raises(TokenRefused, match=f"{MOST_DAYS_FOR_TEAM} days"):
        make_token(ana, "long", Scope.TEAM, TODAY + timedelta(days=MOST_DAYS_FOR_TEAM + 1), TODAY)
    _, text = make_token(ana, "short", Scope.TEAM, TODAY + timedelta(days=MOST_DAYS_FOR_TEAM), TODAY)
    with pytest.raises(NotAllowed):
        make_token(opened_with(shared, text, TODAY)[0], "next", Scope.READ, TODAY, TODAY)
    program = Client(headers={"host": "localhost", "authorization": f"Bearer {text}"})
    [shown] = send(program, "GET", "tokens")["rows"]
    assert (shown["name"], shown["scope"], shown["stands"]) == ("short", "team", True)
    assert text.rpartition("_")[2] not in repr(shown)
    assert send(program, "DELETE", f"tokens/{shown['id']}")["stands"] is False
    send(program, "GET", "tokens", status=401)


def test_a_person_is_restricted_and_let_go_again(shared: Workspace) -> None:
    """A caseworker in a group keeps a person for it, others see nothing, and it is lifted where it stands alone."""
    ids, browser = ids_in(shared), signed_in(shared, "Cara")
    path = f"people/{ids['person']}/restrictions"
    [mine] = send(browser, "GET", path)["groups"]
    made = send(browser, "POST", path, {"group_id": mine["id"], "why": "her brother is at risk"}, 201)
    assert (made["by"], made["why"], made["group"]) == ("Cara", "her brother is at risk", "Close")
    outside = program_of(shared, "Ben", Scope.READ)
    assert send(outside, "GET", "cases")["total"] == 0
    send(program_of(shared, "Bea", Scope.TEAM), "GET", path, status=404)
    send(program_of(shared, "Bea", Scope.TEAM), "DELETE", f"{path}/{made['id']}", status=404)
    other = f"documents/{ids['document']}/restrictions"
    assert send(browser, "GET", other)["restrictions"] == []
    send(browser, "DELETE", f"{other}/{made['id']}", status=404)  # it is not on the document itself
    assert len(shared.team.restrictions()) == 1
    assert send(browser, "DELETE", f"{path}/{made['id']}?why=over")["id"] == made["id"]
    assert send(outside, "GET", "cases")["total"] == 1
    told = [(one.what, one.on) for one in list_audit(shared) if one.what in ("restricted", "restriction lifted")]
    assert told[-2:] == [("restricted", ids["person"]), ("restriction lifted", ids["person"])]


def test_a_form_lifts_only_what_stands_on_its_own_page(shared: Workspace) -> None:
    """A restriction on a person is not lifted from a document's page, so that the record names what it was on."""
    ids, browser = ids_in(shared), signed_in(shared, "Cara")
    group = shared.team.groups()[0].id
    browser.post(f"/people/{ids['person']}/access/", {"group": group})
    [standing] = shared.team.restrictions()
    for page in (f"/documents/{ids['document']}/access/", f"/people/{NOBODY}/access/"):
        assert browser.post(page, {"lift": standing.id}).status_code == 404
    assert shared.team.restrictions() == (standing,)
    assert browser.post(f"/people/{ids['person']}/access/", {"lift": standing.id}).status_code == 302
    assert shared.team.restrictions() == ()


def test_a_role_that_is_lost_is_lost_to_every_token_and_session(shared: Workspace) -> None:
    """Whoever is made a reader, or closed, changes nothing any more, with what they made and signed in to before."""
    program, browser = program_of(shared, "Bea", Scope.TEAM), signed_in(shared, "Bea")
    chief = signed_in(shared, "Ana")
    path = f"team/members/{id_of(shared, 'Bea')}"
    send(chief, "PUT", path, {"role": "reader"})
    for one in (program, browser):
        send(one, "GET", "team/members", None, 403)
        send(one, "POST", "team/groups", {"name": "Still"}, 403)
        send(one, "GET", "cases")
    send(chief, "PUT", path, {"active": False})
    for one in (program, browser):
        send(one, "GET", "cases", None, 401)


def test_the_record_comes_in_pages_and_without_what_is_hidden(shared: Workspace) -> None:
    """An administrator reads the record backwards; what was done on a person kept from them is not in it."""
    ids, program = ids_in(shared), program_of(shared, "Bea", Scope.TEAM)
    send(program, "GET", f"cases/{ids['person']}")
    first = send(program, "GET", "audit?limit=2")
    second = send(program, "GET", f"audit?limit=2&before={first['next']}")
    numbers = [one["entry"]["number"] for page in (first, second) for one in page["rows"]]
    assert numbers == sorted(numbers, reverse=True)
    assert len(set(numbers)) == 4
    assert send(program, "GET", f"audit?on={ids['person'][:8]}&who=bea")["rows"][0]["entry"]["what"] == "case read"
    group = shared.team.groups()[0].id
    send(signed_in(shared, "Ana"), "POST", f"people/{ids['person']}/restrictions", {"group_id": group}, 201)
    told = json.dumps(send(program, "GET", "audit?limit=200"))
    assert "group added" in told
    for name in ("person", "document", "claim", "conflict"):
        assert ids[name] not in told
    assert send(program, "GET", "audit/verify") == {
        "stands": True,
        "broken": [],
        "head": list_audit(shared)[-1].sha256,
    }


def test_no_path_makes_the_first_administrator(browser: Client, reported: Workspace) -> None:
    """Where nobody has an account, no address of the team is there, whatever is sent, and nobody gets one.

    It stands last: one workspace is open at a time in a process.
    """
    of_team = {
        "team/members": {"name": "Eve", "role": "administrator"},
        "team/members/1": {"role": "administrator"},
        "team/members/1/link": None,
        "team/groups": {"name": "Eve"},
        "team/groups/1/members/1": {"until": None},
        f"people/{ids_in(reported)['person']}/restrictions": {"group_id": 1},
        "tokens": {"name": "x", "scope": "team", "until": TODAY.isoformat()},
    }
    for path, body in of_team.items():
        for method in ("GET", "POST", "PUT", "DELETE"):
            assert "team add NAME" in send(browser, method, path, body, 404)["sentence"]
    for name, right in RIGHTS.items():
        assert right.account or name not in ("api_members", "api_member", "add_member", "change_member")
    assert reported.team.is_empty()
