"""Every address answers its owner as the access table says, whole and safely, where nobody has an account."""

import pytest
from access_table import TABLE, Access
from api_access_table import API
from conftest import ids_in
from django.test import Client

from homeward.app.wiring import Workspace
from homeward.web.rights import RIGHTS
from homeward.web.urls import urlpatterns


def test_every_address_has_its_row() -> None:
    """An address without a row in the access table, or without a right, fails the build."""
    names = sorted(str(pattern.name) for pattern in urlpatterns)
    assert names == sorted(row.name for row in (*TABLE, *API))
    assert names == sorted(RIGHTS)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)
def test_workspace_of_one_needs_no_sign_in(browser: Client, reported: Workspace, row: Access) -> None:
    """Where nobody has an account each page answers its owner, whole and under the strict policy."""
    if row.is_form:
        return
    answer = browser.get(row.path.format(**ids_in(reported)))
    assert answer.status_code == (row.get[3] if row.alone is None else row.alone)
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    if answer.headers["Content-Type"].startswith("text/html"):
        page = answer.content.decode()
        assert " style=" not in page
        assert "<script>" not in page
        assert page.count("<h1>") == 1


@pytest.mark.parametrize("row", [row for row in TABLE if row.missing], ids=lambda row: row.name)
def test_what_is_not_there_is_said_to_be_not_there(browser: Client, row: Access) -> None:
    """An id that nobody has gets a page that says so."""
    if not row.is_form:
        answer = browser.get(str(row.missing))
        assert answer.status_code == 404
        assert "Not there" in answer.content.decode()


@pytest.mark.parametrize("row", [row for row in TABLE if row.is_form and row.alone is None], ids=lambda row: row.name)
def test_form_from_elsewhere_is_refused(browser: Client, reported: Workspace, row: Access) -> None:
    """A form without our token changes nothing, and an address for forms is no page."""
    path = row.path.format(**ids_in(reported))
    assert browser.post(path, {"text": "x"}).status_code == 403
    assert browser.get(path).status_code == 405


@pytest.mark.parametrize("path", ["/nowhere", "/documents/../../etc/passwd", "/static/../settings.py", "/cases/%00/"])
def test_no_path_leads_elsewhere(browser: Client, path: str) -> None:
    """Addresses that are none are not found, whatever they try."""
    assert browser.get(path, follow=True).status_code == 404


def test_other_names_of_this_machine_are_refused(browser: Client) -> None:
    """A page of another site that points its name at this machine gets nothing."""
    assert browser.get("/", headers={"host": "evil.example"}).status_code == 400
