"""Signing in: one-time links, the second step, throttling, sessions that end, and acts that need a fresh sign-in."""

import re
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from conftest import PASSWORD
from django.contrib.auth.hashers import identify_hasher
from django.core.cache import cache
from django.test import Client

from homeward.app.access import seen_by
from homeward.app.audit import verify_audit
from homeward.app.serve_pages import PublicAddress, prepare, public_address, serve
from homeward.app.team import add_member, change_member, one_time_link, set_password
from homeward.app.tokens import make_token
from homeward.app.wiring import Workspace, open_workspace
from homeward.basics.errors import TeamRefused, WorkspaceUnusable
from homeward.storage.accounts.model import Role
from homeward.storage.accounts.models import Account
from homeward.storage.tokens.model import Scope


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[Workspace]:
    """A workspace of Ana, who administers it, and Ben, a reader."""
    with open_workspace(tmp_path / "workspace") as workspace:
        for name, role in (("Ana", Role.ADMINISTRATOR), ("Ben", Role.READER)):
            add_member(workspace, name, role)
            set_password(workspace, name, PASSWORD)
        prepare(workspace)
        yield workspace


def browser_of(name: str, password: str = PASSWORD) -> Client:
    """Return a browser in which somebody gave their name and password."""
    browser = Client(headers={"host": "localhost"})
    browser.post("/sign-in/", {"login": name, "password": password})
    return browser


def is_in(browser: Client) -> bool:
    """Return whether a browser is signed in."""
    return browser.get("/cases/").status_code == 200


def code_for(secret: str) -> str:
    """Return the code that an authenticator app shows for a secret now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def acts(workspace: Workspace) -> list[tuple[str, str, str]]:
    """Return who did what on what, first to last."""
    return [(one.who, one.what, one.on) for one in workspace.store.audit_entries()]


def test_name_and_password_let_in_and_wrong_ones_do_not(shared: Workspace) -> None:
    """Only the right password lets in, in any capitals of the name, and the record has each attempt."""
    assert is_in(browser_of("ben"))
    assert not is_in(browser_of("Ben", "no such password"))
    assert not is_in(browser_of("Nobody", PASSWORD))
    assert ("Ben", "signed in", "member:Ben") in acts(shared)
    assert ("nobody signed in", "sign-in failed", "member:Ben") in acts(shared)
    assert ("nobody signed in", "sign-in failed", "") in acts(shared)
    assert verify_audit(shared) == ()


def test_a_wrong_name_and_a_wrong_password_get_the_same_words(shared: Workspace) -> None:
    """Nobody learns by trying who has an account."""
    told = []
    for name in ("Ben", "Nobody"):
        page = Client(headers={"host": "localhost"}).post("/sign-in/", {"login": name, "password": "no such password"})
        told.append(re.sub(r'value="[^"]*"', "", page.content.decode()))
    assert told[0] == told[1]


def test_passwords_are_kept_as_argon2_and_weak_ones_refused(shared: Workspace) -> None:
    """A password is kept as a hash that is slow to guess; a short or well-known one is refused in a sentence."""
    assert identify_hasher(Account.objects.get(username="Ben").password).algorithm == "argon2"
    for weak in ("short", "qwerty123456", "123456789012"):
        with pytest.raises(TeamRefused):
            set_password(shared, "Ben", weak)


def test_too_many_attempts_are_refused_for_a_while(shared: Workspace) -> None:
    """After five wrong passwords even the right one does not let in for some minutes."""
    for _ in range(5):
        assert not is_in(browser_of("Ben", "no such password"))
    page = Client(headers={"host": "localhost"}).post("/sign-in/", {"login": "Ben", "password": PASSWORD})
    assert page.status_code == 200
    assert "Too many failed login attempts" in page.content.decode()
    assert is_in(browser_of("Ana"))


def test_too_many_requests_are_a_page(shared: Workspace) -> None:
    """Who asks for the sign-in page without end gets a sentence."""
    browser = Client(headers={"host": "localhost"})
    answers = [browser.post("/sign-in/", {"login": "", "password": ""}) for _ in range(31)]
    assert answers[-1].status_code == 429
    assert "tried too often" in answers[-1].content.decode()


def test_link_lets_choose_a_password_once(shared: Workspace) -> None:
    """The link that an administrator makes works once, and ends what was signed in before."""
    earlier = browser_of("Ben")
    link = one_time_link(shared, "Ben")
    browser = Client(headers={"host": "localhost"})
    page = browser.get(link, follow=True)
    assert "Choose a password" in page.content.decode()
    form = page.redirect_chain[-1][0]
    assert link.split("-", 1)[1] not in form  # an address with the key in it would stand in histories
    chosen = "forty blue kites again"
    answer = browser.post(form, {"password1": chosen, "password2": chosen}, follow=True)
    assert "Your password is kept" in answer.content.decode()
    assert is_in(browser_of("Ben", chosen))
    assert not is_in(earlier)
    assert "used already" in Client(headers={"host": "localhost"}).get(link, follow=True).content.decode()
    assert ("Ben", "password chosen", "member:Ben") in acts(shared)


def test_a_password_chosen_on_a_link_ends_what_was_made_before(shared: Workspace) -> None:
    """Whoever had an account taken over gets it back whole: no token that was made meanwhile speaks for them."""
    day = date.today()  # noqa: DTZ011 - the day of this machine, as the pages have it
    token, text = make_token(seen_by(shared, "Ben", day), "his, or is it", Scope.READ, day, day)
    program = Client(headers={"host": "localhost", "authorization": f"Bearer {text}"})
    assert program.get("/api/cases").status_code == 200
    browser = Client(headers={"host": "localhost"})
    form = browser.get(one_time_link(shared, "Ben"), follow=True).redirect_chain[-1][0]
    browser.post(form, {"password1": "forty blue kites again", "password2": "forty blue kites again"})
    assert program.get("/api/cases").status_code == 401
    assert ("Ben", "access token revoked", token.id) in acts(shared)


def test_weak_password_is_refused_on_the_link(shared: Workspace) -> None:
    """A weak password is refused in a sentence, and the link goes on working."""
    browser = Client(headers={"host": "localhost"})
    form = browser.get(one_time_link(shared, "Ben"), follow=True).redirect_chain[-1][0]
    answer = browser.post(form, {"password1": "short", "password2": "short"})
    assert "too short" in answer.content.decode()


def test_authenticator_app_is_asked_for_and_recovery_codes_help(shared: Workspace) -> None:
    """With an app the password alone does not let in; its code does, or a recovery code, once."""
    browser = browser_of("Ben")
    assert browser.get("/security/app/").status_code == 302
    browser.post("/sign-in/again/", {"password": PASSWORD})
    page = browser.get("/security/app/").content.decode()
    assert "<svg" in page
    assert "data:" not in page
    secret = re.search(r"<code>(\w+)</code>", page)
    assert secret is not None
    browser.post("/security/app/", {"code": code_for(secret[1])})
    codes = re.findall(r"<code>(\d+)</code>", browser.get("/security/recovery/").content.decode())
    assert len(codes) == 10
    cache.clear()
    other = browser_of("Ben")
    assert not is_in(other)
    assert "Second step" in other.get("/sign-in/code/").content.decode()
    other.post("/sign-in/code/", {"code": "000000"})
    assert not is_in(other)
    other.post("/sign-in/code/", {"code": codes[0]})
    assert is_in(other)
    third = browser_of("Ben")
    third.post("/sign-in/code/", {"code": codes[0]})
    assert not is_in(third)
    assert ("Ben", "second step added: authenticator app", "member:Ben") in acts(shared)


def test_passkey_pages_need_no_inline_script(shared: Workspace) -> None:
    """What a passkey needs stands in files and in data blocks, which our policy lets through."""
    browser = browser_of("Ben")
    browser.post("/sign-in/again/", {"password": PASSWORD})
    for path in ("/security/passkeys/add/", "/sign-in/"):
        asked = browser if path.startswith("/security") else Client(headers={"host": "localhost"})
        page = asked.get(path).content.decode()
        scripts = re.findall(r"<script([^>]*)>(.)", page, re.DOTALL)
        assert scripts
        for attributes, after in scripts:
            assert 'type="application/json"' in attributes or ("src=" in attributes and after == "<"), path
        for source in re.findall(r'<script src="([^"]+)"', page):
            with closing(Client(headers={"host": "localhost"}).get(source)) as script:
                assert script.status_code == 200
    options = Client(headers={"host": "localhost"}).get("/sign-in/passkey/", headers={"accept": "application/json"})
    assert options.json()["request_options"]["publicKey"]["rpId"] == "localhost"


def test_other_sessions_can_be_ended(shared: Workspace) -> None:
    """Who lost a device signs it out from another."""
    lost, kept = browser_of("Ben"), browser_of("Ben")
    assert "this one" in kept.get("/security/sessions/").content.decode()
    kept.post("/security/sessions/")
    assert not is_in(lost)
    assert is_in(kept)


def test_closing_an_account_ends_its_sessions_at_once(shared: Workspace) -> None:
    """Whoever was signed in as a member whose account is closed sees nothing more, and cannot come back."""
    browser, member = browser_of("Ben"), shared.team.member("Ben")
    change_member(shared, member.id, active=False)
    assert not is_in(browser)
    assert not is_in(browser_of("Ben"))
    change_member(shared, member.id, active=True)
    assert is_in(browser_of("Ben"))


def test_changed_password_ends_other_sessions(shared: Workspace) -> None:
    """A changed password signs out everywhere else."""
    other, browser = browser_of("Ben"), browser_of("Ben")
    chosen = "forty blue kites again"
    form = {"oldpassword": PASSWORD, "password1": chosen, "password2": chosen}
    assert browser.post("/security/password/", form).status_code == 302
    assert is_in(browser)
    assert not is_in(other)


def test_signing_out_ends_the_session_and_takes_a_form(shared: Workspace) -> None:
    """A link cannot sign anybody out; the form does."""
    browser = browser_of("Ben")
    browser.get("/sign-out/")
    assert is_in(browser)
    browser.post("/sign-out/")
    assert not is_in(browser)


def test_sensitive_acts_need_a_fresh_sign_in(shared: Workspace) -> None:
    """Some minutes after signing in, a role is changed only with the password given again; then it goes on."""
    browser, ben = browser_of("Ana"), shared.team.member("Ben")
    session = browser.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 3600
    session.save()
    answer = browser.post(f"/team/members/{ben.id}/", {"act": "role", "role": "reviewer", "seen": "reader"})
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in/again/")
    assert shared.team.member("Ben").role is Role.READER
    again = answer.headers["Location"]
    assert browser.post(again, {"password": "no such password"}).status_code == 200
    assert shared.team.member("Ben").role is Role.READER
    browser.post(again, {"password": PASSWORD, "next": f"/team/members/{ben.id}/"})
    assert shared.team.member("Ben").role is Role.REVIEWER


def test_next_leads_nowhere_else(shared: Workspace) -> None:
    """A link cannot make signing in lead to another site."""
    browser = Client(headers={"host": "localhost"})
    form = {"login": "Ben", "password": PASSWORD, "next": "https://evil.example/"}
    assert browser.post("/sign-in/", form).headers["Location"] == "/"


def test_nobody_makes_an_account_for_themselves(shared: Workspace) -> None:
    """There is no page to make an account or to have mail sent."""
    browser = Client(headers={"host": "localhost"})
    for path in ("/accounts/signup/", "/signup/", "/sign-up/", "/accounts/password/reset/", "/sign-in/passkey/signup/"):
        assert browser.post(path, {"username": "Eve", "password1": PASSWORD}).status_code == 404
    assert len(shared.team.members()) == 2


def test_cookies_are_for_https_alone_behind_it(shared: Workspace) -> None:
    """Behind an address with HTTPS cookies are given to nothing else; on this machine they cannot be."""
    prepare(shared, address=PublicAddress("https", "homeward.example.org"))
    browser = Client(headers={"host": "homeward.example.org"})
    answer = browser.post("/sign-in/", {"login": "Ben", "password": PASSWORD}, secure=True)
    assert answer.cookies["sessionid"]["secure"]
    assert answer.cookies["sessionid"]["httponly"]
    assert answer.cookies["sessionid"]["samesite"] == "Lax"
    assert "max-age" in browser.get("/", secure=True).headers["Strict-Transport-Security"]
    prepare(shared)
    assert not browser_of("Ben").cookies["sessionid"]["secure"]
    assert browser.get("/").status_code == 400


def test_others_reach_the_pages_only_behind_sign_in_and_https(tmp_path: Path) -> None:
    """Serving to others without accounts, or without saying that a proxy protects passwords, is refused."""
    with open_workspace(tmp_path / "workspace") as workspace:
        with pytest.raises(WorkspaceUnusable, match="team add NAME --administrator"):
            serve(workspace, "0.0.0.0", 8000)  # noqa: S104 - refused
        with pytest.raises(WorkspaceUnusable, match="team add NAME --administrator"):
            serve(workspace, "127.0.0.1", 8000, public_address("https://homeward.example.org"))
        add_member(workspace, "Ana", Role.ADMINISTRATOR)
        with pytest.raises(WorkspaceUnusable, match="--address"):
            serve(workspace, "0.0.0.0", 8000)  # noqa: S104 - refused


@pytest.mark.parametrize("said", ["homeward.example.org", "ftp://x", "https://", "https://x/path", "https://x/?q"])
def test_an_address_that_is_none_is_refused(said: str) -> None:
    """What is no address of a site is said to be none."""
    with pytest.raises(WorkspaceUnusable, match=r"https://homeward\.example\.org"):
        public_address(said)


def test_no_web_path_makes_the_first_administrator(tmp_path: Path) -> None:
    """Where nobody has an account, no form makes one; the page says which command does."""
    with open_workspace(tmp_path / "workspace") as workspace:
        prepare(workspace)
        owner = Client(headers={"host": "localhost"})
        assert "homeward team add NAME --administrator" in owner.get("/team/").content.decode()
        for path in ("/team/members/", "/team/members/1/", "/team/groups/", "/sign-in/", "/sign-in/link/1-abc-def/"):
            form = {"name": "Eve", "role": "administrator", "login": "Eve", "username": "Eve", "password": PASSWORD}
            assert owner.post(path, form).status_code == 404
        assert workspace.team.is_empty()
