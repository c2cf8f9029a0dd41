"""While reports are being worked in, every answer of the API says that it does not have them yet, as pages do."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from conftest import PASSWORD, signed_in
from django.test import Client
from hand_made_reports import a_report

from homeward.app import work_out
from homeward.app.access import seen_by
from homeward.app.job_kinds import WORKS
from homeward.app.job_worker import work_off
from homeward.app.serve_pages import prepare
from homeward.app.team import add_group, add_member, put_in_group, restrict_document, set_password
from homeward.app.wiring import Workspace, open_workspace
from homeward.storage.accounts.model import Role
from homeward.web.api.addresses import description

HEADERS = ("Not-Worked-In", "Worked-Out-At")
LISTS = ("cases", "people", "conflicts", "deadlines", "overdue", "statements", "documents", "reviews", "cases/none")


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """A workspace as pages have it, of which any document is one too many to wait for."""
    monkeypatch.setattr(work_out, "MOST_AT_ONCE", 0)
    with open_workspace(tmp_path) as opened:
        yield replace(opened, waits=False)


def add(workspace: Workspace, number: int, name: str) -> str:
    """Keep a report on somebody's arrest with its reading, and return its id."""
    document, reading = a_report(number, "2015-01-01", [("arrest", name, "SE")])
    workspace.store.save_document(document, document.text.encode())
    workspace.store.save_reading(reading)
    return document.id


def said(browser: Client, path: str) -> tuple[str | None, str | None]:
    """Return what an answer says of what it does not have yet."""
    answer = browser.get(f"/api/{path}")
    assert answer.status_code == (404 if path.endswith("none") else 200), answer.content
    number, moment = (answer.headers.get(one) for one in HEADERS)
    return number, moment


def test_every_answer_says_what_it_does_not_have_yet(workspace: Workspace) -> None:
    """Lists and cases, those that are not there too, until the job is through; a moment once there was a state."""
    prepare(workspace)
    browser = Client(headers={"host": "localhost"})
    add(workspace, 1, "Lena Orlova")
    assert said(browser, "cases") == ("1", None)
    work_off(workspace, WORKS)
    assert {said(browser, one) for one in LISTS} == {(None, None)}
    add(workspace, 2, "Karl Weiss")
    add(workspace, 3, "Karl Weiss")
    [(number, moment)] = {said(browser, one) for one in LISTS}
    assert number == "2"
    assert datetime.fromisoformat(moment or "").utcoffset() is not None
    work_off(workspace, WORKS)
    assert {said(browser, one) for one in LISTS} == {(None, None)}


def test_nobody_is_told_of_documents_that_are_not_theirs_to_see(workspace: Workspace) -> None:
    """A hidden document is in nobody's number, and a family is told nothing."""
    for name, role in (("Bea", Role.ADMINISTRATOR), ("Cara", Role.CASEWORKER), ("kin", Role.FAMILY)):
        add_member(workspace, name, role)
        set_password(workspace, name, PASSWORD)
    group = add_group(workspace, "Close")
    put_in_group(workspace, group.id, workspace.team.member("Cara").id, None)
    add(workspace, 1, "Lena Orlova")
    today = date.today()  # noqa: DTZ011 - the day of this machine
    restrict_document(seen_by(workspace, "Cara", today), add(workspace, 2, "Karl Weiss"), group.id, "", today)
    assert [said(signed_in(workspace, name), "cases")[0] for name in ("Bea", "Cara")] == ["1", "2"]
    answer = signed_in(workspace, "kin").get("/api/cases")
    assert answer.status_code == 403
    assert not set(HEADERS) & set(answer.headers)


def test_headers_are_described() -> None:
    """Each answer of each address may have them, by the description."""
    answers = [
        answer
        for methods in description()["paths"].values()
        for one in methods.values()
        for answer in one["responses"].values()
    ]
    assert len(answers) > 200
    assert all(set(HEADERS) <= set(one["headers"]) for one in answers)
