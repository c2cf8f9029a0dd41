"""Every address answers as the access table says, to those who may ask, and safely."""

from datetime import date

import pytest
from access_table import TABLE, Access
from django.test import Client

from homeward.app.show_cases import list_cases
from homeward.app.wiring import Workspace
from homeward.web.urls import urlpatterns

PAGES = [row for row in TABLE if not row.form]


@pytest.fixture
def ids(reported: Workspace) -> dict[str, str]:
    """Ids of things that are kept."""
    document = reported.store.kept_documents()[0].id
    claim = next(claim.id for _, claim in reported.store.claims(document_id=document))
    case = list_cases(reported, date(2022, 10, 1)).cases[0]
    conflict = case.conflicts[0].id if case.conflicts else "none"
    return {"document": document, "claim": claim, "person": case.id, "conflict": conflict}


def test_every_address_has_its_row() -> None:
    """An address without a row in the access table fails the build."""
    assert sorted(pattern.name for pattern in urlpatterns) == sorted(row.name for row in TABLE)


@pytest.mark.parametrize("row", PAGES, ids=lambda row: row.name)
def test_page_answers(browser: Client, ids: dict[str, str], row: Access) -> None:
    """A page that is there answers, whole and under the strict policy."""
    answer = browser.get(row.path.format(**ids))
    assert answer.status_code == row.status
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    if answer.headers["Content-Type"].startswith("text/html"):
        page = answer.content.decode()
        assert " style=" not in page
        assert "<script>" not in page
        assert page.count("<h1>") == 1


@pytest.mark.parametrize("row", [row for row in PAGES if row.missing], ids=lambda row: row.name)
def test_what_is_not_there_is_said_to_be_not_there(browser: Client, row: Access) -> None:
    """An id that nobody has gets a page that says so."""
    answer = browser.get(str(row.missing))
    assert answer.status_code == 404
    assert "Not there" in answer.content.decode()


@pytest.mark.parametrize("row", [row for row in TABLE if row.form], ids=lambda row: row.name)
def test_form_from_elsewhere_is_refused(browser: Client, ids: dict[str, str], row: Access) -> None:
    """A form without our token changes nothing, and an address for forms is no page."""
    assert browser.post(row.path.format(**ids), {"text": "x"}).status_code == 403
    assert browser.get(row.path.format(**ids)).status_code == 405


@pytest.mark.parametrize("path", ["/nowhere", "/documents/../../etc/passwd", "/static/../settings.py", "/cases/%00/"])
def test_no_path_leads_elsewhere(browser: Client, path: str) -> None:
    """Addresses that are none are not found, whatever they try."""
    assert browser.get(path, follow=True).status_code == 404


def test_other_names_of_this_machine_are_refused(browser: Client) -> None:
    """A page of another site that points its name at this machine gets nothing."""
    assert browser.get("/", headers={"host": "evil.example"}).status_code == 400
