"""The page where lists are taken out: chosen, written beside the pages, taken as a file by whoever asked."""

import csv
import io

import pytest
from conftest import signed_in
from django.test import Client

from homeward.app.audit import list_audit
from homeward.app.export_rows import List
from homeward.app.job_kinds import WORKS
from homeward.app.job_worker import work_off
from homeward.app.serve_pages import prepare
from homeward.app.wiring import Workspace
from homeward.web.pages.exports import BY_DAY, WHAT_IS_IN_IT


@pytest.fixture
def page(reported: Workspace) -> Client:
    """A browser over two reports."""
    prepare(reported)
    return Client(headers={"host": "localhost"})


def ask(page: Client, wanted: str, as_of: str = "2022-10-01") -> str:
    """Send the form and return the address of the page it leads to."""
    answer = page.post("/exports/", {"list": wanted, "as_of": as_of})
    assert answer.status_code == 302
    return str(answer["Location"])


def test_every_list_stands_on_the_page_with_what_is_in_it(page: Client) -> None:
    """Nothing is chosen beforehand; each choice says what the file will hold."""
    said = page.get("/exports/").content.decode()
    assert set(WHAT_IS_IN_IT) == set(List) > set(BY_DAY)
    assert all(f'value="{one.value}"' in said for one in List)
    assert "checked" not in said


@pytest.mark.parametrize("wanted", List)
def test_a_list_is_asked_for_written_and_taken(page: Client, reported: Workspace, wanted: List) -> None:
    """The page of the list says how far it is, then leads to the file; the record has both."""
    address = ask(page, wanted.value)
    assert "Waiting" in page.get(address).content.decode()
    assert page.get(f"{address}file/").status_code == 404
    assert "HX-Refresh" not in page.get(f"{address}progress/").headers
    work_off(reported, WORKS)
    assert page.get(f"{address}progress/").headers["HX-Refresh"] == "true"
    assert f'href="{address}file/"' in page.get(address).content.decode()
    assert address in page.get("/exports/").content.decode()
    file = page.get(f"{address}file/")
    assert file.headers["Content-Disposition"] == f'attachment; filename="{wanted.value}"'
    text = b"".join(file).decode()  # type: ignore[arg-type]
    assert "Quillfeather" in text or wanted in (List.COUNTS_CSV, List.DOCUMENTS_CSV, List.STATEMENTS_CSV)
    if wanted.value.endswith(".csv"):
        rows = list(csv.reader(io.StringIO(text)))
        assert {len(row) for row in rows} == {len(rows[0])}
    done = [entry.what for entry in list_audit(reported)]
    assert "list exported" in done
    assert done[-1] == "list taken out"


def test_a_list_that_is_stopped_is_not_written(page: Client, reported: Workspace) -> None:
    """The button stops it; there is no file then."""
    address = ask(page, "claims.jsonl")
    assert page.post(f"{address}stop/").status_code == 302
    work_off(reported, WORKS)
    assert "Stopped" in page.get(address).content.decode()
    assert page.get(f"{address}file/").status_code == 404


@pytest.mark.parametrize("form", [{}, {"list": "passwords.csv"}, {"list": "cases.csv", "as_of": "soon"}])
def test_what_makes_no_sense_is_refused(page: Client, form: dict[str, str]) -> None:
    """No list is written that nobody chose, or of no day."""
    assert page.post("/exports/", form).status_code == 400


def test_nobody_sees_a_list_of_somebody_else(team: Workspace) -> None:
    """A list is its asker's alone, whatever the other's role, and has nobody in it who is hidden from them."""
    outside = signed_in(team, "outside caseworker")
    address = ask(outside, "people.csv")
    work_off(team, WORKS)
    taken = b"".join(outside.get(f"{address}file/")).decode()  # type: ignore[arg-type]
    assert taken.splitlines() == ["doc,name,person_id"]
    other = signed_in(team, "administrator")
    for path in (address, f"{address}file/", f"{address}progress/"):
        assert other.get(path).status_code == 404
    assert other.post(f"{address}stop/").status_code == 404
    assert address not in other.get("/exports/").content.decode()
