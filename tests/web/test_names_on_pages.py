"""Names where codes would be, of languages, instruments and States: whoever is here for the first time can read."""

import re

from django.test import Client
from django.utils import translation
from django.utils.translation import override

from homeward.app.wording import said_in
from homeward.cases.model import Link, PersonInDocument
from homeward.web.pages.people import Member, ShownLink
from homeward.web.templatetags.said import language, marks, short_name, told_bare


def test_codes_become_names() -> None:
    """A language, an instrument and the State of a mark are named; what has no name stays as it is."""
    with override("en"):
        assert [language("en"), language("ru"), language("qqq"), language(None)] == ["English", "Russian", "qqq", ""]
        assert short_name("coe-ets-112") == "Council of Europe Transfer Convention"
        assert marks(["entry into force for RU", "article 6"]) == "entry into force for Russia, article 6"
    with override("ru"):
        assert language("en") == "Английский"


def test_pages_show_no_code_of_a_language_or_a_treaty(browser: Client) -> None:
    """Documents, their reader, the search and the routes of a case say names."""
    documents = browser.get("/documents/").content.decode()
    assert ">English</td>" in documents
    reader = browser.get(re.findall(r'href="(/documents/\w{16}/)"', documents)[0]).content.decode()
    assert "· English ·" in reader
    found = browser.get("/search/?words=Quillfeather").content.decode()
    assert ">English (2)</option>" in found
    assert "<bdi>North Wire</bdi>, 2022-08-05" in found
    case = re.findall(r"/cases/\w{16}/", browser.get("/cases/").content.decode())[0]
    routes = browser.get(f"{case}routes/?on=2022-10-01").content.decode()
    assert not re.search(r">(coe-ets-\d+|un-wgad|vccr-1963)</a>", routes)
    assert ">Council of Europe Transfer Convention</a>" in routes


def test_a_past_exchange_names_the_sides_that_stood_against_it(browser: Client) -> None:
    """Who did not accept is said by name."""
    page = browser.get("/exchanges/history/us-ru-2022/").content.decode()
    assert "us-both: United States does not accept" in page
    assert "ru-counter: Russia does not accept" in page


def test_states_in_reasons_are_named_in_the_language_of_the_page(browser: Client) -> None:
    """Why two names are one person names States in Russian on a Russian page, and in English on an English one."""
    reasons = ("Both are nationals of Norway, Russia.", "One is a national of Norway, one of Russia.")
    ana = PersonInDocument("d1", "Ana")
    shown = ShownLink(Member("Ana", None, ""), Member("Ana", None, ""), Link(ana, ana, 1.0, reasons), None).reasons
    assert shown == reasons
    browser.get("/people/")
    with override("ru"), said_in(translation):
        assert [("Норвеги" in told_bare(one) and "Росси" in told_bare(one)) for one in shown] == [True, True]
