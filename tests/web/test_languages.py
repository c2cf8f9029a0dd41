"""The pages in another language: complete, chosen by their reader, and nothing but the pages."""

import importlib.util
import json
import re
from datetime import date
from pathlib import Path
from types import ModuleType

import polib
import pytest
from access_table import TABLE
from conftest import ids_in
from django.test import Client
from django.utils import translation
from in_russian import RUN_OF_ENGLISH, OwnTexts, all_in_russian, shown_in_russian

from homeward.app.family_page import family_lines
from homeward.app.past_lines import what_happened
from homeward.app.plan_exchange import positions_in_text
from homeward.app.said_before import OF_ONE_PERSON, recognised
from homeward.app.update_cases import case_book
from homeward.app.wiring import Workspace
from homeward.app.wording import in_language, said_in
from homeward.app.words import listed, since_in_words, term_in_words
from homeward.basics.said import Said
from homeward.cases.model import ConflictClass, CustodyGround, Standing
from homeward.cases.model import Ruling as NameRuling
from homeward.claims.entries import field_types
from homeward.claims.kinds import all_kinds
from homeward.claims.model import Reality, ReviewStatus
from homeward.exchanges.past_exchanges import past_exchanges
from homeward.routes.model import Outcome, RouteOutcome
from homeward.routes.treaty_list import all_treaties
from homeward.storage.accounts.model import Role
from homeward.storage.tokens.model import Scope

ROOT = Path(__file__).parents[2]
PLACE = re.compile(r"%\((\w+)\)s")
ELSEWHERE = ("https://example.org/", "//example.org/", "/\\example.org", "javascript:alert(1)", "/nowhere/")


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    """The tool that keeps the translations up to date."""
    spec = importlib.util.spec_from_file_location("messages", ROOT / "tools" / "messages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def russian(tool: ModuleType) -> polib.POFile:
    """The Russian catalogue as it is kept."""
    return polib.pofile(str(tool.catalogue("ru")))


def test_catalogue_has_every_sentence_and_no_other(tool: ModuleType, russian: polib.POFile) -> None:
    """A sentence that the catalogue lacks, or has untranslated, fails the build; tools/messages.py lists it."""
    kept = {(one.msgctxt, one.msgid, one.msgid_plural or None) for one in russian}
    assert kept == tool.messages()
    assert [one.msgid for one in russian.untranslated_entries()] == []
    assert [one.msgid for one in russian.fuzzy_entries()] == []


def test_compiled_catalogue_is_the_kept_one(tool: ModuleType, russian: polib.POFile) -> None:
    """What is shipped says what the catalogue says."""
    compiled = polib.mofile(str(tool.catalogue("ru").with_suffix(".mo")))
    said = {(one.msgctxt, one.msgid): (one.msgstr, one.msgstr_plural) for one in compiled}
    assert said == {(one.msgctxt, one.msgid): (one.msgstr, one.msgstr_plural) for one in russian}


def test_translations_leave_out_no_value(russian: polib.POFile) -> None:
    """A translation names the same values as its sentence, and has each of Russian's three forms of number."""
    for one in russian:
        wanted = set(PLACE.findall(one.msgid + (one.msgid_plural or "")))
        for said in one.msgstr_plural.values() if one.msgid_plural else (one.msgstr,):
            assert set(PLACE.findall(said)) == wanted, one.msgid
        assert len(one.msgstr_plural) == (3 if one.msgid_plural else 0), one.msgid


@pytest.mark.parametrize("script", ["reader", "drop", "sliders", "numbers"])
def test_scripts_hold_no_sentence(script: str) -> None:
    """What a script tells stands in the page, where it is translated."""
    written = (ROOT / f"src/homeward/web/static/homeward/{script}.js").read_text(encoding="utf-8")
    code = re.sub(r"(?m)^\s*//.*$", "", written).replace('"use strict"', "")
    assert not re.findall(r"""["'`][^"'`\n]*[A-Za-z]{2,} [a-z]{2,} [^"'`\n]*["'`]""", code)


def test_own_words_are_translated(russian: polib.POFile) -> None:
    """Kinds, fields, choices, roles and outcomes, which pages show by their names, are all in the catalogue."""
    words = {
        str(one) for kind in (Role, Scope, Reality, ReviewStatus, Outcome, RouteOutcome, NameRuling) for one in kind
    }
    words |= {str(one) for kind in (Standing, CustodyGround, ConflictClass) for one in kind} | set(all_kinds())
    for fields in map(field_types, all_kinds()):
        words |= set(fields) | {choice for wanted in fields.values() if isinstance(wanted, list) for choice in wanted}
    known = {one.msgid for one in russian if not one.msgctxt}
    assert {one.replace("_", " ") for one in words} - known == set()


def test_every_page_is_in_russian(browser: Client, reported: Workspace, russian: polib.POFile) -> None:
    """No page has a sentence left in English that its template has a translation for."""
    pages = dict(shown_in_russian(browser, ids_in(reported), TABLE))
    assert len(pages) > 25
    all_in_russian(pages, russian)


@pytest.mark.parametrize(
    "path", ["/cases/{person}/routes/?on=2022-10-01&all=1", "/deadlines/?as_of=2022-10-01", "/people/{person}/"]
)
def test_what_stages_say_is_in_russian(browser: Client, reported: Workspace, path: str) -> None:
    """Reasons, questions, papers, the working of a sentence: nothing but quotes, names and a few titles is English."""
    page = browser.get(path.format(**ids_in(reported)), headers={"accept-language": "ru"}).content.decode()
    words = OwnTexts(page)
    assert [one for one in words.found if RUN_OF_ENGLISH.search(one) and "`gravity`" not in one] == []  # typed so
    assert set(words.english) <= {str(one.title) for one in all_treaties()} | {"English"}
    assert len(words.found) > 30


@pytest.mark.parametrize("path", ["/cases/0000000000000000/", "/treaties/nix/", "/claims/nix/", "/documents/nix/"])
def test_a_refusal_is_in_russian(browser: Client, path: str) -> None:
    """What is not there is said to be not there in the reader's language."""
    answer = browser.get(path, headers={"accept-language": "ru"})
    assert answer.status_code == 404
    assert [one for one in OwnTexts(answer.content.decode()).found if RUN_OF_ENGLISH.search(one)] == []


def test_what_nobody_translated_is_marked_as_english(browser: Client) -> None:
    """A screen reader is told which words of a Russian page are English; an English page has no such mark."""
    russian, english = (
        browser.get("/treaties/oas-a57/", headers={"accept-language": language}).content.decode()
        for language in ("ru", "en")
    )
    title = "Inter-American Convention on Serving Criminal Sentences Abroad"
    assert f'<h1><span lang="en">{title}</span></h1>' in russian
    assert f"<h1>{title}</h1>" in english


def test_why_names_are_one_person_is_said_again() -> None:
    """A reason that was kept is said by its message; one that fits none stays as it is."""
    with translation.override("ru"), said_in(translation):
        kept = recognised("Ana Reed fits A. Reed, but for an initial.", OF_ONE_PERSON)
        assert in_language(kept) == "Ana Reed подходит к A. Reed, с точностью до инициала."
        assert in_language(recognised("Something else.", OF_ONE_PERSON)) == "Something else."
    assert str(kept) == "Ana Reed fits A. Reed, but for an initial."


def test_every_reason_and_objection_is_recognised(reported: Workspace) -> None:
    """No reason that is kept with a person, and no objection to a past exchange, is one that nobody listed."""
    links = [link for one in case_book(reported, date.max).cases for link in one.person.links]
    reasons = {reason for link in links for reason in link.reasons}
    against = {said for past in past_exchanges() for said in what_happened(past, positions_in_text(past.text)).against}
    assert reasons
    assert against
    assert {one for one in reasons if not isinstance(recognised(one, OF_ONE_PERSON), Said)} == set()
    assert {one for one in against if not isinstance(one, Said)} == set()


def test_numbers_take_their_russian_forms() -> None:
    """Years and days are counted as Russian counts them, with a space between thousands."""
    with translation.override("ru"), said_in(translation):
        assert [term_in_words(f"P{years}Y") for years in (1, 3, 5, 21)] == ["1 год", "3 года", "5 лет", "21 год"]
        assert term_in_words("P4793D") == "4\u00a0793 дня"
        assert listed(["RU", "US"]) == "Россия и Соединённые Штаты"


def test_only_a_page_speaks_another_language() -> None:
    """Outside a page sentences stay English, whatever language Django is in: the command line, files, the record."""
    with translation.override("ru"):
        assert since_in_words("2008-03-06") == "since 2008-03-06"
        with said_in(translation):
            assert since_in_words("2008-03-06") == "с 2008-03-06"
        assert listed(["RU", "US"]) == "Russia and United States"


def test_a_line_cleared_for_a_family_is_cleared_in_every_language(reported: Workspace) -> None:
    """What stands for a cleared line is the same whoever cleared it in whatever language."""
    case = case_book(reported, date(2022, 10, 1)).cases[0]
    english = family_lines(case)
    with translation.override("ru"), said_in(translation):
        said = family_lines(case)
    keys = [[line.key for line in section.lines] for section in english]
    assert keys == [[line.key for line in section.lines] for section in said]
    assert [line.what for section in english for line in section.lines] != [
        line.what for section in said for line in section.lines
    ]


def test_api_stays_english(browser: Client) -> None:
    """A program gets the same words whatever language its user reads."""
    english, asked = (
        browser.get("/api/cases/0000000000000000", headers={"accept-language": language}) for language in ("en", "ru")
    )
    assert english.status_code == 404
    assert json.loads(asked.content) == json.loads(english.content)


def chosen(browser: Client, language: str, page: str) -> str:
    """Choose a language with the form of the first page, and return where that leads."""
    form = browser.get("/").content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)
    assert token is not None
    sent = {"language": language, "csrfmiddlewaretoken": token[1]}
    stood = page if ":" in page or page.startswith(("//", "/\\")) else f"http://localhost{page}"
    answer = browser.post("/language/", sent, headers={"origin": "http://localhost", "referer": stood})
    assert answer.status_code == 302
    return answer.headers["Location"]


def test_choice_of_a_language_lasts(browser: Client) -> None:
    """A language chosen with the form comes before the browser's own, in a cookie that no script reads."""
    assert chosen(browser, "ru", "/cases/?name=a&page=1") == "/cases/?name=a&page=1"
    cookie = browser.cookies["homeward_language"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    page = browser.get("/cases/", headers={"accept-language": "en"}).content.decode()
    assert '<html lang="ru" dir="ltr">' in page
    chosen(browser, "en", "/")
    assert '<html lang="en" dir="ltr">' in browser.get("/cases/", headers={"accept-language": "ru"}).content.decode()


def test_a_language_that_is_none_changes_nothing(browser: Client) -> None:
    """A form with any other language sets no cookie."""
    chosen(browser, "xx", "/")
    assert "homeward_language" not in browser.cookies


@pytest.mark.parametrize("page", ELSEWHERE)
def test_choosing_leads_nowhere_else(browser: Client, page: str) -> None:
    """The page to go back to is one of ours, or the first."""
    assert chosen(browser, "ru", page) == "/"
