"""The pages by keyboard alone: Tab reaches everything and shows where it is; the reader's keys do what they say."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from invented import FIRST, SECOND, report
from looked_at import missed_by_tab
from served import homeward, served
from watched import OpenPage

PAGES = (
    "/",
    "/cases/",
    "/statements/",
    "/people/",
    "/exchanges/desk/?past=us-ru-2022",
    "{case}",
    "{routes}",
    "{reader}",
)


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


@pytest.mark.parametrize("path", PAGES)
def test_tab_reaches_everything(address: str, open_page: OpenPage, path: str) -> None:
    """Every link, button and field that is shown is reached by Tab, and is seen to have the focus."""
    browser = open_page(address)
    person = re.findall(r"/cases/(\w{16})/", browser.asked("/cases/").text())[0]
    document = re.findall(r"/documents/(\w{16})/", browser.asked("/documents/").text())[0]
    page = browser.goto(
        path.format(case=f"/cases/{person}/", routes=f"/cases/{person}/routes/", reader=f"/documents/{document}/")
    )
    assert missed_by_tab(page) == []


def test_first_link_leads_past_the_navigation(address: str, open_page: OpenPage) -> None:
    """The first Tab offers to skip to the page, and Enter puts the focus there."""
    page = open_page(address).goto("/cases/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_reader_is_worked_by_keys(address: str, open_page: OpenPage) -> None:
    """j and k go from claim to claim, a accepts, r rejects, c corrects, ? says so; none acts while one types."""
    browser = open_page(address)
    page = browser.goto("/documents/")
    page.get_by_role("link", name="Talks").click()
    page.wait_for_load_state()
    page.locator("#claims[open]").wait_for()
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
