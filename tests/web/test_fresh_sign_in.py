"""Acts that are hard to take back ask again who it is: lists taken out, what a family sees, what is deleted."""

from datetime import date

import pytest
from conftest import PASSWORD, ids_in, send, signed_in
from django.conf import settings
from django.test import Client

from homeward.app.access import seen_by
from homeward.app.export_lists import ask_to_export
from homeward.app.export_rows import List
from homeward.app.family_page import clearing_desk
from homeward.app.job_kinds import WORKS
from homeward.app.job_worker import work_off
from homeward.app.tokens import make_token
from homeward.app.wiring import Workspace
from homeward.storage.accounts.model import Role
from homeward.storage.tokens.model import Scope

TODAY = date.today()  # noqa: DTZ011 - as the pages have it, this machine's
AGAIN = "/sign-in/again/"


@pytest.fixture
def exported(team: Workspace) -> str:
    """The id of a job of the caseworker's that has written a list."""
    job = ask_to_export(seen_by(team, Role.CASEWORKER, TODAY), List.CASES_CSV, TODAY)
    work_off(team, WORKS)
    return job.id


def asked_again(browser: Client, monkeypatch: pytest.MonkeyPatch, method: str, path: str, form: object = None) -> str:
    """Return where somebody is sent who signed in a while ago."""
    with monkeypatch.context() as later:
        later.setattr(settings, "ACCOUNT_REAUTHENTICATION_TIMEOUT", -1)
        answer = browser.get(path) if method == "GET" else browser.post(path, form or {})
    assert answer.status_code == 302, path
    return str(answer.headers["Location"])


def test_pages_ask_again_and_then_go_on(team: Workspace, exported: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some minutes after signing in nothing goes out or away; the password given again, it does."""
    ids, browser = ids_in(team), signed_in(team, Role.CASEWORKER)
    clearing = f"/cases/{ids['person']}/family/clearing/"
    desk = clearing_desk(team, ids["person"], TODAY)
    lines = [line.key for section in desk.sections for line in section.lines][:2]
    jobs = len(team.jobs.jobs())
    for path, form in (
        ("/exports/", {"list": "cases.csv"}),
        (clearing, {"act": "open", "name": "family"}),
        (f"/exchanges/variants/{ids['variant']}/delete/", {"seen": "1"}),
    ):
        assert asked_again(browser, monkeypatch, "POST", path, form).startswith(AGAIN)
    file = asked_again(browser, monkeypatch, "GET", f"/exports/{exported}/file/")
    assert file.startswith(AGAIN)
    assert (len(team.jobs.jobs()), team.clearings.leave_of("family")) == (jobs, None)
    assert team.variants.latest()
    again = asked_again(browser, monkeypatch, "POST", clearing, {"act": "clear", "seen": desk.seen, "line": lines})
    assert not team.clearings.standing(ids["person"])
    browser.post(again, {"password": PASSWORD, "next": clearing})
    assert team.clearings.standing(ids["person"]) == set(lines)
    assert b"Quillfeather" in b"".join(browser.get(f"/exports/{exported}/file/"))


def test_api_asks_who_is_signed_in_and_not_a_token(
    team: Workspace, exported: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A session must be fresh for the same acts; a token of the right scope stands for itself."""
    person, variant = (ids_in(team)[name] for name in ("person", "variant"))
    browser, (_, text) = (
        signed_in(team, Role.CASEWORKER),
        make_token(seen_by(team, Role.CASEWORKER, TODAY), "Nightly export", Scope.WRITE, TODAY, TODAY),
    )
    program = Client(headers={"host": "localhost", "Authorization": f"Bearer {text}"})
    monkeypatch.setattr(settings, "ACCOUNT_REAUTHENTICATION_TIMEOUT", -1)
    for method, path, body in (
        ("POST", "exports", {"list": "cases.csv"}),
        ("PUT", f"cases/{person}/family/clearing", {"lines": [], "seen": "0" * 64}),
        ("POST", f"cases/{person}/family/leaves", {"name": "family"}),
        ("DELETE", f"variants/{variant}?seen=1", None),
        ("GET", f"exports/{exported}", None),
    ):
        assert AGAIN in send(browser, method, path, body, 403)["sentence"], path
    assert browser.get(f"/api/cases/{person}/family/clearing").status_code == 200
    assert send(program, "POST", "exports", {"list": "cases.csv"}, 202)["status"] == "queued"
    assert b"Quillfeather" in b"".join(program.get(f"/api/exports/{exported}"))
