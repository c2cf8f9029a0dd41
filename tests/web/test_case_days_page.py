"""What did we know on a day: a case file over both axes of time."""

import re
from datetime import date

from django.test import Client

from homeward.app.update_cases import case_book
from homeward.app.wiring import Workspace
from homeward.cases.model import Case


def case_in(workspace: Workspace) -> Case:
    """Return the one case of the test's workspace."""
    return case_book(workspace, date.max).cases[0]


def text_of(client: Client, path: str) -> str:
    """Return the page at an address."""
    answer = client.get(path)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_what_was_true_on_a_day_is_told_from_what_was_known_by_it(browser: Client, reported: Workspace) -> None:
    """Asked of a day before the sentence, the file has the arrest and leaves the sentence out, whoever reports it."""
    case = case_in(reported)
    page = text_of(browser, f"/cases/{case.id}/?as_of=2022-10-01&on=2021-06-01")
    assert "arrest" in page
    assert "10 years" not in page
    assert re.search(r"in custody for 8\d", page)
    assert re.search(r"\d+ lines? of later days (is|are) left out", page)
    assert "of <strong>2021-06-01</strong>" in page
    assert 'name="seen"' not in page


def test_sliders_are_a_form_that_leads_to_days(browser: Client, reported: Workspace) -> None:
    """The sliders' numbers lead to the same address that the fields for days make; a number that is none is refused."""
    case = case_in(reported)
    known, then = date(2022, 10, 1), date(2021, 6, 1)
    answer = browser.get(f"/cases/{case.id}/?known={known.toordinal()}&then={then.toordinal()}")
    assert answer.headers["Location"] == f"/cases/{case.id}/?as_of=2022-10-01&on=2021-06-01"
    page = text_of(browser, answer.headers["Location"])
    assert f'max="{known.toordinal()}" value="{then.toordinal()}" aria-valuetext="2021-06-01"' in page
    assert browser.get(f"/cases/{case.id}/?known=9999999999").status_code == 400
    assert browser.get(f"/cases/{case.id}/?then=x").status_code == 400


def test_no_day_asked_about_is_later_than_the_reports(browser: Client, reported: Workspace) -> None:
    """Of a day after the last report asked for, nothing can be known: the file is of the day of the reports."""
    page = text_of(browser, f"/cases/{case_in(reported).id}/?as_of=2022-10-01&on=2030-01-01")
    assert "2030" not in page
    assert "say of <strong>that day</strong>" in page
