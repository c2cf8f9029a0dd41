"""From a date to the sentence that says it: two clicks from the list of cases, whichever way they go."""

from collections.abc import Iterator

import pytest
from invented import FIRST, report
from served import homeward, served
from watched import OpenPage


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, chromium: object) -> Iterator[str]:
    """The address of a workspace with one report."""
    folder = tmp_path_factory.mktemp("clicks")
    (folder / "one.txt").write_text(report("Teacher held", "North Wire", "2022-08-05", FIRST), encoding="utf-8")
    homeward(folder / "workspace", "read", str(folder / "one.txt"))
    with served(folder / "workspace") as address:
        yield address


@pytest.mark.parametrize("scripted", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_the_sentence_behind_a_date_is_two_clicks_away(pages: str, open_page: OpenPage, scripted: bool) -> None:
    """The name, then the quote under the date: the reader opens at the words that say the date, within their text."""
    page = open_page(pages, java_script_enabled=scripted).goto("/cases/")
    page.get_by_role("link", name="Ana Quillfeather").click()
    line = page.locator("#happened, [aria-labelledby=what-happened] li").filter(has_text="2021-03-05").first
    line.get_by_role("link").first.click()
    panel = page.locator("#opened")
    panel.locator("mark").wait_for()
    assert "arrested in Russia on 5 March 2021" in panel.locator("mark").inner_text()
    assert panel.locator("mark").is_visible()
    assert "5 March 2021" in page.locator("#text").inner_text()
    assert page.locator(".claim.open-now, .claim:focus").count() or not scripted
