"""An empty workspace in a real browser: a folder dropped on it is read; its desk solves, draws, and stops."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from invented import FIRST, SECOND, report
from looked_at import all_faults, axe, missed_by_tab
from served import served
from watched import OpenPage

TRADED = """title: Two ports
participants: {N: {name: Northland}, S: {name: Southland}}
people:
  ana: {name: Ana Quillfeather, held_by: S, home: N}
  cy: {name: Cy Marsh, held_by: S, home: N}
  bo: {name: Bo Lund, held_by: N, home: S}
positions:
  - {id: n-wants, of: N, wants: {ana: 5, cy: 3}}
  - {id: n-gives, of: N, gives: {bo: 1}}
  - {id: s-wants, of: S, wants: {bo: 4}}
  - {id: s-gives, of: S, gives: {ana: 1, cy: 2}}
"""
"""Southland is better off without Cy's release, Northland with it: neither exchange betters the other for both."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, chromium: object) -> Iterator[str]:
    """The address of one person's workspace in which nothing is kept."""
    with served(tmp_path_factory.mktemp("desk") / "workspace") as at:
        yield at


def endless(people: int = 40) -> str:
    """Return positions with more exchanges that no other betters than anybody lists in minutes."""
    sides, held = ("N", "S"), range(people)
    lines = ["participants: {N: {name: Northland}, S: {name: Southland}}", "people:"]
    for holder, home in (sides, sides[::-1]):
        lines += [f"  {holder}{one}: {{name: {holder} {one}, held_by: {holder}, home: {home}}}" for one in held]
    lines += ["positions:"]
    for side, other in (sides, sides[::-1]):
        wants = ", ".join(f"{other}{one}: {101 + one * one * 7 % 89}" for one in held)
        gives = ", ".join(f"{side}{one}: {83 + one * one * 11 % 53}" for one in held)
        lines += [f"  - {{id: {side}-wants, of: {side}, wants: {{{wants}}}}}"]
        lines += [f"  - {{id: {side}-gives, of: {side}, gives: {{{gives}}}}}"]
    return "\n".join(lines) + "\n"


def test_solved_page_draws_the_frontier_and_plans_the_rounds(address: str, open_page: OpenPage) -> None:
    """The answer has the frontier as a plot and as a table, and the hand-over round by round, without fault."""
    browser = open_page(address)
    browser.profile.add_init_script(script=axe())
    page = browser.goto("/exchanges/desk/")
    page.get_by_label("Positions, as YAML").fill(TRADED)
    page.get_by_label("Hand-over in so many rounds").fill("2")
    browser.solve()
    plot = page.get_by_role("region", name="Plot of the frontier").locator("svg")
    assert plot.bounding_box()["width"] > 100  # type: ignore[index]
    assert "Northland" in plot.inner_html()
    page.locator("details", has_text="As a table").locator("summary").click()
    assert page.get_by_role("table", name="The exchanges on the frontier").locator("tbody tr").count() == 2
    assert "Ana Quillfeather: Southland → Northland" in page.locator("ol.rounds").inner_text()
    page.reload()  # Tab starts from the top then
    assert missed_by_tab(page) + all_faults(page) == []


def test_search_is_stopped(address: str, open_page: OpenPage) -> None:
    """A search that would go on for minutes says how far it is; stopped, it says so, and the next one is answered."""
    browser = open_page(address)
    page = browser.goto("/exchanges/desk/")
    page.get_by_label("Positions, as YAML").fill(endless())
    page.get_by_label("Seconds, at most").fill("600")
    page.get_by_role("button", name="Solve", exact=True).click()
    browser.wait_for(page.locator("#job progress"))
    page.get_by_role("button", name="Stop the search").click()
    page.locator("#job", has_text="Nothing came of it; ask again below.").wait_for()
    page = browser.goto("/exchanges/desk/")
    page.get_by_label("Positions, as YAML").fill(TRADED)
    browser.solve()


def test_dropped_folder_is_read(address: str, open_page: OpenPage, tmp_path: Path) -> None:
    """A folder dropped on the form is told file by file before it is sent; then all that is in it is read."""
    (tmp_path / "reports" / "inner").mkdir(parents=True)
    (tmp_path / "reports" / "first.txt").write_text(report("Teacher held", "North Wire", "2022-08-05", FIRST))
    (tmp_path / "reports" / "inner" / "talks.txt").write_text(report("Talks", "South Post", "2022-09-01", SECOND))
    browser = open_page(address)
    page = browser.goto("/")
    box = page.locator("form[data-drop]").bounding_box()
    assert box is not None
    mouse = browser.profile.new_cdp_session(page)
    held = {"items": [], "files": [str(tmp_path / "reports")], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        mouse.send("Input.dispatchDragEvent", {"type": kind, "x": box["x"] + 20, "y": box["y"] + 20, "data": held})
    told = page.locator("[data-dropped]", has_text="2 files chosen:")
    told.wait_for()
    assert "first.txt" in told.inner_text()
    assert "talks.txt" in told.inner_text()
    page.get_by_role("button", name="Read them").click()
    browser.wait_for(page.get_by_text("2 new documents"))
