"""The pages by keyboard alone: the first link skips, the reader's keys do what they say (Tab: test_every_page.py)."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from invented import FIRST, SECOND, report
from selecting import select_words
from served import homeward, served
from watched import OpenPage, Watched

if TYPE_CHECKING:
    from playwright.sync_api import Page

OPENED = "() => document.querySelector('#opened .panel')?.dataset.claim ?? ''"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, chromium: object) -> Iterator[str]:
    """The address of one person's workspace with two reports that contradict each other."""
    folder: Path = tmp_path_factory.mktemp("keyboard")
    (folder / "reports").mkdir()
    (folder / "reports" / "first.txt").write_text(report("Teacher held", "North Wire", "2022-08-05", FIRST))
    (folder / "reports" / "second.txt").write_text(report("Talks", "South Post", "2022-09-01", SECOND))
    homeward(folder / "workspace", "read", str(folder / "reports"))
    with served(folder / "workspace") as at:
        yield at


def test_first_link_leads_past_the_navigation(address: str, open_page: OpenPage) -> None:
    """The first Tab offers to skip to the page, and Enter puts the focus there."""
    page = open_page(address).goto("/cases/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_reader_is_worked_by_keys(address: str, open_page: OpenPage) -> None:
    """j and k go from claim to claim, a accepts, r rejects, c corrects, ? says so; none acts while one types."""
    page = _talks(open_page(address))
    page.keyboard.press("j")
    page.locator("#opened .panel").wait_for()
    first = page.locator("#opened .panel").get_attribute("data-claim")
    page.keyboard.press("j")
    page.wait_for_function("(first) => document.querySelector('#opened .panel').dataset.claim !== first", arg=first)
    page.keyboard.press("k")
    page.wait_for_function("(first) => document.querySelector('#opened .panel').dataset.claim === first", arg=first)
    page.keyboard.press("a")
    page.locator("#opened .status.accepted").wait_for()
    page.keyboard.press("r")
    page.locator("#opened .status.rejected").wait_for()
    page.keyboard.press("c")
    quote = page.get_by_label("quote: the words that say it")
    quote.fill("")
    quote.press_sequentially("jar")
    assert quote.input_value() == "jar"
    page.get_by_role("link", name="Leave it as it is").click()
    page.locator("#opened .status.rejected").wait_for()
    page.keyboard.press("?")
    page.locator("#keys[open]").wait_for()


def test_reader_is_worked_by_keys_of_other_letters(address: str, open_page: OpenPage) -> None:
    """On a Cyrillic keyboard the keys count that stand where j and k do."""
    browser = open_page(address)
    page = _talks(browser)
    keyboard = browser.profile.new_cdp_session(page)

    def press(letter: str, code: str) -> str:
        before = _opened(page)
        for kind in ("keyDown", "keyUp"):
            keyboard.send("Input.dispatchKeyEvent", {"type": kind, "key": letter, "code": code})
        return _opened_after(page, before)

    first, second = press("о", "KeyJ"), press("о", "KeyJ")
    assert first != second
    assert press("л", "KeyK") == first


def test_missed_claim_is_added(address: str, open_page: OpenPage) -> None:
    """Words are selected, n opens the form, a kind is chosen: the words are its quote, and the claim is kept."""
    browser = open_page(address)
    page = _talks(browser)
    words = "in a penal colony"  # no selection begins within a marked passage
    select_words(page, words)
    page.wait_for_timeout(400)  # the selection is taken once it rests
    page.keyboard.press("n")
    page.get_by_label("What kind of claim is it?").select_option("custody")
    page.get_by_role("button", name="Go on").click()
    quote = page.get_by_label("quote: the words that say it")
    quote.wait_for()
    assert quote.input_value() == words
    page.get_by_role("button", name="Add this claim").click()
    page.locator("#opened .status.added-by-a-reviewer").wait_for()
    assert page.locator("#opened blockquote mark").inner_text() == words


def test_clicks_on_the_same_words_open_each_claim_in_turn(address: str, open_page: OpenPage) -> None:
    """Words that several claims rest on open one after the other, and then the first again."""
    page = _talks(open_page(address))
    words = page.locator("#text a[data-over]").first
    several = (words.get_attribute("data-over") or "").split()
    assert len(several) > 1
    opened = []
    for _ in range(len(several) + 1):
        before = _opened(page)
        words.click()
        opened.append(_opened_after(page, before))
    assert sorted(opened[:-1]) == sorted(several)
    assert opened[-1] == opened[0]


def _opened(page: "Page") -> str:
    """Return which claim is open, "" where none is."""
    return str(page.evaluate(OPENED))


def _opened_after(page: "Page", before: str) -> str:
    """Return which claim is open once another is than before."""
    page.wait_for_function(f"(before) => ({OPENED})() !== before", arg=before)
    return _opened(page)


def _talks(browser: Watched) -> "Page":
    page = browser.goto("/documents/")
    page.get_by_role("link", name="Talks").click()
    page.wait_for_load_state()
    page.locator("#claims[open]").wait_for()
    return page


def test_sentence_behind_a_date_is_two_clicks_away(address: str, open_page: OpenPage) -> None:
    """From the list of cases one click opens the case, and one on what stands beside a date its sentence, marked."""
    page = open_page(address).goto("/cases/")
    page.locator("#found").get_by_role("link", name="Quillfeather").click()
    dated = page.locator(".lines > li", has=page.locator(".when", has_text="2021-03-05")).first
    behind = dated.locator(".evidence a").first
    words = behind.inner_text().strip("“”")
    behind.click()
    page.wait_for_url(re.compile("/documents/"))
    marked = page.locator("#opened blockquote mark")
    assert marked.inner_text() == words
    in_text = page.locator("#text .open-now").first
    in_text.wait_for()
    assert in_text.evaluate(
        "(one) => { const box = one.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; }"
    )
    assert in_text.inner_text() in words
