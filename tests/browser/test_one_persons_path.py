"""The whole way of one user in a real browser, from an empty workspace to signing out, with and without JavaScript."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from selecting import select_words
from served import homeward, served
from watched import OpenPage, Watched

SEEDS = ("moscow-times-2022-12-20.txt", "rt-2012-06-15.txt")
CONTRADICTING = """---
title: Ten years, not nine
publisher: The Northgate Gazette
date: 2022-12-21
lang: en
---
American basketball player Brittney Griner, 31, was arrested at a Moscow airport on 17 March 2022, her lawyer said. \
Griner was sentenced to ten years in prison in Russia. The United States demands her release, a diplomat of the \
US Embassy in Moscow said. Russia and the United States are negotiating an exchange of prisoners \
for Viktor Bout, an official said.
"""
LONGER_QUOTE = "after she was detained at a Moscow airport in February"


@pytest.fixture(scope="module")
def seeds(shared_reading: Path) -> list[str]:
    """The texts of the two first reports."""
    return [(shared_reading / "docs" / "seeds" / name).read_text(encoding="utf-8") for name in SEEDS]


@pytest.fixture
def empty(tmp_path: Path, chromium: object) -> Iterator[tuple[str, str]]:
    """The address of an empty workspace, and what the command said that made its administrator, Ana."""
    said = homeward(tmp_path / "workspace", "team", "add", "Ana", "--administrator")
    with served(tmp_path / "workspace") as address:
        yield address, said


@pytest.mark.parametrize("scripted", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_user_goes_the_whole_way(
    empty: tuple[str, str], seeds: list[str], open_page: OpenPage, scripted: bool
) -> None:
    """Paste the first reports, correct a claim, rule, look at routes of a day, solve an exchange, sign out."""
    address, said = empty
    browser = open_page(address, java_script_enabled=scripted)
    browser.choose_password(said)
    browser.sign_in("Ana")
    for text in (*seeds, CONTRADICTING):
        browser.paste(text)
    _correct_a_claim(browser, by_mouse=scripted)
    _rule_on_a_conflict(browser)
    _look_at_routes(browser)
    _solve_an_exchange(browser)
    browser.page.get_by_role("button", name="Sign out").click()
    browser.page.get_by_role("heading", name="Sign in").wait_for()
    assert browser.asked("/cases/").status == 302


def _case(browser: Watched, name: str) -> None:
    page = browser.goto("/cases/")
    page.locator("#found").get_by_role("link", name=name).click()
    page.get_by_role("heading", name=name, level=1).wait_for()


def _correct_a_claim(browser: Watched, *, by_mouse: bool) -> None:
    page = browser.goto("/")
    page.get_by_label("Words to search for").fill("sting operation")
    page.get_by_role("button", name="Search").click()
    page.locator("main a[href^='/documents/']").first.click()
    page.locator("#claims").get_by_role("link", name=re.compile("^arrest: .*Griner")).first.click()
    page.get_by_role("link", name="Correct", exact=True).click()
    quote = page.get_by_label("quote: the words that say it")
    quote.click()
    if by_mouse:
        select_words(page, LONGER_QUOTE)
        page.get_by_text(re.compile("^Taken for")).wait_for()
        assert quote.input_value() == LONGER_QUOTE
    else:
        quote.fill(LONGER_QUOTE)
    page.get_by_role("button", name="Keep the correction").click()
    page.locator(".status.corrected").wait_for()
    assert LONGER_QUOTE in page.locator("#opened blockquote mark").inner_text()
    _case(browser, "Brittney Griner")
    assert LONGER_QUOTE in browser.page.locator("main").inner_text()


def _rule_on_a_conflict(browser: Watched) -> None:
    _case(browser, "Brittney Griner")
    conflict = browser.page.locator(".conflict").filter(has_text="term of sentence").first
    conflict.locator("summary", has_text="Rule on it").click()
    conflict.get_by_label(re.compile("^9 years")).check()
    conflict.get_by_label("Why").fill("The court's own words say nine.")
    conflict.get_by_role("button", name="Keep this ruling").click()
    ruled = browser.page.locator(".sides .holds")
    ruled.wait_for()
    assert "9 years" in ruled.inner_text()


def _look_at_routes(browser: Watched) -> None:
    _case(browser, "Viktor Bout")
    page = browser.page
    page.get_by_role("link", name="Routes on this day").click()
    page.get_by_label("On the day").fill("2012-09-01")
    page.get_by_label("To", exact=True).select_option("RU")  # no report says of which State he is a national
    page.get_by_role("button", name="Show").click()
    page.get_by_role("heading", name="Condition by condition").wait_for()
    assert "on=2012-09-01" in page.url
    assert page.locator("section .route").count()


def _solve_an_exchange(browser: Watched) -> None:
    page = browser.goto("/exchanges/history/us-ru-2022/")
    page.get_by_role("button", name="Take a copy to the desk").click()
    browser.solve()
    assert "every side" in page.locator("section.answer").inner_text()
