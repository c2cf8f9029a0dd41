"""The whole way of one user in a real browser, from an empty workspace to signing out, with and without JavaScript."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from served import homeward, served
from steps import CONTRADICTING, correct_a_claim, look_at_routes, rule_on_a_conflict, sign_out, solve_an_exchange
from watched import OpenPage


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
    correct_a_claim(browser, by_mouse=scripted)
    rule_on_a_conflict(browser)
    look_at_routes(browser)
    solve_an_exchange(browser)
    sign_out(browser)
