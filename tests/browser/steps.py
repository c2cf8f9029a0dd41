"""The steps of whoever goes the whole way over the two first reports, and a third that contradicts one of them."""

import re

from selecting import select_words
from watched import Watched

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


def open_case(browser: Watched, name: str) -> None:
    """Open the case file of the person called so, from the list of cases."""
    page = browser.goto("/cases/")
    page.locator("#found").get_by_role("link", name=name).click()
    page.get_by_role("heading", name=name, level=1).wait_for()


def correct_a_claim(browser: Watched, *, by_mouse: bool) -> None:
    """Search for words, open a claim beside them and give it a longer quote, selected or typed; the case has it."""
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
    sees_the_correction(browser)


def sees_the_correction(browser: Watched) -> None:
    """The case file has the longer quote."""
    open_case(browser, "Brittney Griner")
    assert LONGER_QUOTE in browser.page.locator("main").inner_text()


def rule_on_a_conflict(browser: Watched) -> None:
    """Rule that the term is nine years, and say why."""
    open_case(browser, "Brittney Griner")
    conflict = browser.page.locator(".conflict").filter(has_text="term of sentence").first
    conflict.locator("summary", has_text="Rule on it").click()
    conflict.get_by_label(re.compile("^9 years")).check()
    conflict.get_by_label("Why").fill("The court's own words say nine.")
    conflict.get_by_role("button", name="Keep this ruling").click()
    sees_the_ruling(browser)


def sees_the_ruling(browser: Watched) -> None:
    """The open case file says that nine years holds."""
    ruled = browser.page.locator(".sides .holds")
    ruled.wait_for()
    assert "9 years" in ruled.inner_text()


def look_at_routes(browser: Watched) -> None:
    """Ask for Bout's routes to Russia on 1 September 2012."""
    open_case(browser, "Viktor Bout")
    page = browser.page
    page.get_by_role("link", name="Routes on this day").click()
    page.get_by_label("On the day").fill("2012-09-01")
    page.get_by_label("To", exact=True).select_option("RU")  # no report says of which State he is a national
    page.get_by_role("button", name="Show").click()
    page.get_by_role("heading", name="Condition by condition").wait_for()
    assert "on=2012-09-01" in page.url
    assert page.locator("section .route").count()


def solve_an_exchange(browser: Watched) -> None:
    """Take what was public before a past exchange to the desk, and have it solved."""
    page = browser.goto("/exchanges/history/us-ru-2022/")
    page.get_by_role("button", name="Take a copy to the desk").click()
    browser.solve()
    assert "every side" in page.locator("section.answer").inner_text()


def sign_out(browser: Watched) -> None:
    """Sign out; no case answers any more."""
    browser.goto("/").get_by_role("button", name="Sign out").click()
    browser.page.get_by_role("heading", name="Sign in").wait_for()
    assert browser.asked("/cases/").status == 302
