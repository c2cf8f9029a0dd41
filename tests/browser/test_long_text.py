"""A text of many parts in a real browser: links and keys lead from part to part and to each claim, scripts or none."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from invented import FIRST, SECOND, report
from looked_at import all_faults, axe, missed_by_tab
from served import homeward, served
from watched import OpenPage

LINE = "x" * 300_000
"""A line that no reader takes, so that claims stand in the first part and in the last alone."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, chromium: object) -> Iterator[str]:
    """The address of a workspace with one report of many parts."""
    folder: Path = tmp_path_factory.mktemp("long")
    (folder / "long.txt").write_text(report("Long", "North Wire", "2022-08-05", f"{FIRST}\n\n{LINE}\n\n{SECOND}"))
    said = homeward(folder / "workspace", "read", str(folder / "long.txt"))
    assert "were not read for claims: they are one line" in said
    with served(folder / "workspace") as at:
        yield at


def path_of_the_text(browser: object) -> str:
    """The path of the only document."""
    found = re.search(r"/documents/\w{16}/", browser.asked("/documents/").text())  # type: ignore[attr-defined]
    assert found is not None
    return found[0]


def test_keys_go_on_where_a_part_ends(address: str, open_page: OpenPage) -> None:
    """After the last claim of a part j leads to the next claim, parts away, with the focus on it; k leads back."""
    browser = open_page(address)
    page = browser.goto(path_of_the_text(browser))
    for _ in range(page.locator("#claims ol a[data-claim]").count()):
        page.keyboard.press("j")
    last = page.evaluate("document.activeElement.dataset.claim")
    page.keyboard.press("j")
    page.wait_for_url(re.compile(r"\?claim="))
    page.wait_for_function("document.activeElement.closest('#text a.claim') !== null")
    assert "Part 7 of 7" in page.locator("nav.pager").first.inner_text()
    assert page.locator("#opened .panel").get_attribute("data-claim") in page.url
    page.keyboard.press("k")
    page.wait_for_url(re.compile(f"claim={last}"))
    assert "Part 1 of 7" in page.locator("nav.pager").first.inner_text()


def test_without_scripts_links_lead_from_part_to_part(address: str, open_page: OpenPage) -> None:
    """Before and next, a part by its number, the next claim, and what was not read are all links and forms."""
    browser = open_page(address, java_script_enabled=False)
    page = browser.goto(path_of_the_text(browser))
    page.get_by_role("link", name="The next part").first.click()
    assert "Part 2 of 7" in page.locator("nav.pager").first.inner_text()
    assert "Claims in this part: 0 of" in page.locator("#claims").inner_text()
    page.get_by_label("Part", exact=True).first.fill("7")
    page.get_by_role("button", name="Show").first.click()
    assert "Part 7 of 7" in page.locator("nav.pager").first.inner_text()
    page.get_by_role("link", name="The last claim before this part").click()
    assert "Part 1 of 7" in page.locator("nav.pager").first.inner_text()
    page.get_by_role("link", name="Go there").click()
    assert "?part=1" in page.url


def test_a_part_fits_a_narrow_window_and_tab_reaches_all_of_it(address: str, open_page: OpenPage) -> None:
    """A line of thousands of letters makes no page too wide, breaks no rule of access, and Tab reaches all."""
    browser = open_page(address)
    browser.profile.add_init_script(script=axe())
    page = browser.goto(f"{path_of_the_text(browser)}?part=2")
    assert missed_by_tab(page) == []
    assert all_faults(page) == []
