"""Two people at once in a real browser: a stale edit shows both versions, and a restricted case is as if never kept."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from invented import FIRST, SECOND, report
from served import homeward, served
from steps import (
    CONTRADICTING,
    correct_a_claim,
    look_at_routes,
    open_case,
    rule_on_a_conflict,
    sees_the_correction,
    sees_the_ruling,
    sign_out,
    solve_an_exchange,
)
from watched import OpenPage, Watched

NAME = "Quillfeather"
ID, ABSENT = re.compile(r"\b[0-9a-f]{16}\b"), "0000000000000000"


@pytest.fixture
def empty(tmp_path: Path, chromium: object) -> Iterator[tuple[str, str]]:
    """The address of an empty workspace, and what the command said that made its administrator, Boss."""
    said = homeward(tmp_path / "workspace", "team", "add", "Boss", "--administrator")
    with served(tmp_path / "workspace") as address:
        yield address, said


def test_two_caseworkers_and_a_restricted_case(empty: tuple[str, str], open_page: OpenPage) -> None:
    """Ina and Otto work on one case, and each is shown what the other did; then Ina restricts it to her group."""
    boss, ina, otto = (open_page(empty[0]) for _ in range(3))
    boss.choose_password(empty[1])
    boss.sign_in("Boss")
    for browser, name in ((ina, "Ina"), (otto, "Otto")):
        browser.choose_password(_add_member(boss, name))
        browser.sign_in(name)
    _put_in_group(boss, "Inside", "Ina")
    ina.paste(report("Teacher held", "North Wire", "2022-08-05", FIRST))
    ina.paste(report("Talks", "South Post", "2022-09-01", SECOND))
    _review_at_once(ina, otto)
    _rule_at_once(ina, otto)
    addresses = _addresses_of_case(ina, NAME)
    assert [(path, otto.asked(path).status) for path in addresses] == [(path, 200) for path in addresses]
    _restrict(ina, NAME)
    for outside in (otto, boss):
        _sees_nothing(outside, addresses, "Quillfeather|North Wire|South Post")
    assert [(path, ina.asked(path).status) for path in addresses] == [(path, 200) for path in addresses]
    sign_out(otto)


def test_two_go_the_whole_way_and_one_case_is_restricted(
    empty: tuple[str, str], seeds: list[str], open_page: OpenPage
) -> None:
    """What one user goes alone two go by turns, each seeing what the other did, until Bout's case is for one alone."""
    boss, otto = (open_page(empty[0]) for _ in range(2))
    boss.choose_password(empty[1])
    boss.sign_in("Boss")
    otto.choose_password(_add_member(boss, "Otto"))
    otto.sign_in("Otto")
    _put_in_group(boss, "Inside", "Boss")
    for browser, text in ((boss, seeds[0]), (otto, seeds[1]), (boss, CONTRADICTING)):
        browser.paste(text)
    correct_a_claim(boss, by_mouse=True)
    sees_the_correction(otto)
    rule_on_a_conflict(otto)
    open_case(boss, "Brittney Griner")
    sees_the_ruling(boss)
    look_at_routes(otto)
    solve_an_exchange(boss)
    open_case(boss, "Viktor Bout")
    addresses = [*_addresses_of_case(boss, "Bout"), "/exchanges/desk/?one=RU&other=US"]
    assert [(path, otto.asked(path).status) for path in addresses] == [(path, 200) for path in addresses]
    _restrict(boss, "Bout")
    _sees_nothing(otto, addresses[:-1], "Bout|Griner|Northgate|Moscow Times")
    assert "Bout" not in otto.asked(addresses[-1]).text()
    look_at_routes(boss)
    for browser in (otto, boss):
        sign_out(browser)


def _add_member(boss: Watched, name: str) -> str:
    page = boss.goto("/team/")
    page.get_by_label("Name to sign in with").fill(name)
    page.get_by_label("Role", exact=True).select_option("caseworker")
    page.get_by_role("button", name="Add", exact=True).first.click()
    link = page.locator(".told code")
    link.wait_for()
    return link.inner_text()


def _put_in_group(boss: Watched, group: str, name: str) -> None:
    page = boss.goto("/team/")
    page.get_by_label("Its name").fill(group)
    page.get_by_role("button", name="Add", exact=True).last.click()
    page.get_by_label("Put in this group").select_option(name)
    page.get_by_role("button", name=f"Put in {group}").click()
    page.get_by_role("button", name=f"Take out {name} of {group}").wait_for()


def _review_at_once(ina: Watched, otto: Watched) -> None:
    """Both have one claim open; Ina accepts it, then Otto rejects it and is shown what he saw and what stands now."""
    document = re.findall(r"/documents/(\w{16})/", ina.asked("/documents/").text())[0]
    claim = re.findall(r"claim=(\w{16})", ina.asked(f"/documents/{document}/").text())[0]
    for browser in (ina, otto):
        browser.goto(f"/documents/{document}/?claim={claim}")
    ina.page.get_by_role("button", name="Accept", exact=True).click()
    ina.page.locator("#opened .status.accepted").wait_for()
    otto.expected.add(409)
    otto.page.get_by_role("button", name="Reject", exact=True).click()
    otto.page.get_by_role("heading", name="Somebody else reviewed this").wait_for()
    saw, stands = (otto.page.locator(".sides > div").nth(number).inner_text() for number in (0, 1))
    assert "What you saw" in saw
    assert "ina" not in saw.lower()
    assert "What stands now" in stands
    assert "Accepted by Ina" in stands
    otto.page.get_by_role("button", name="Reject what stands now").click()
    otto.page.locator("#opened .status.rejected").wait_for()


def _rule_at_once(ina: Watched, otto: Watched) -> None:
    """Both have one conflict open; Ina rules, then Otto otherwise, and is shown what he saw and what stands now."""
    for browser in (ina, otto):
        page = browser.goto("/cases/")
        page.locator("#found").get_by_role("link", name=NAME).click()
        page.locator(".conflict", has_text="arrest").locator("summary", has_text="Rule on it").click()
    for browser, day in ((ina, "2021-03-05"), (otto, "2021-03-07")):
        conflict = browser.page.locator(".conflict", has_text="arrest")
        conflict.get_by_label(re.compile(f"^{day}")).check()
        conflict.get_by_role("button", name="Keep this ruling").click()
        if browser is ina:
            browser.page.locator(".sides .holds", has_text=day).wait_for()
    otto.page.get_by_role("heading", name="Somebody else ruled on this").wait_for()
    assert "What you saw" in otto.page.locator(".sides > div").nth(0).inner_text()
    assert "2021-03-05" in otto.page.locator(".sides > div").nth(1).inner_text()
    otto.page.get_by_role("link", name="Leave it as it stands").click()
    otto.page.locator(".sides .holds", has_text="2021-03-05").wait_for()


def _person(browser: Watched, name: str) -> str:
    return str(re.findall(r"/cases/(\w{16})/", browser.asked(f"/cases/?name={name}").text())[0])


def _addresses_of_case(browser: Watched, name: str) -> list[str]:
    """Return every address that is of this case alone; the workspace has no report that does not name the person."""
    person = _person(browser, name)
    documents = sorted(set(re.findall(r"/documents/(\w{16})/", browser.asked("/documents/").text())))
    claims = re.findall(r"claim=(\w{16})", browser.asked(f"/documents/{documents[0]}/").text())[:2]
    of_person = [f"/cases/{person}/{more}" for more in ("", "timeline.svg", "routes/", "family/")]
    of_documents = [f"/documents/{one}/{more}" for one in documents for more in ("", "original/", "?beside=1")]
    of_claims = [f"/claims/{one}/" for one in claims]
    return [*of_person, f"/people/{person}/", *of_documents, *of_claims]


def _restrict(browser: Watched, name: str) -> None:
    page = browser.goto(f"/people/{_person(browser, name)}/access/")
    page.get_by_label("Group, one that you are in").select_option("Inside")
    page.get_by_label("Why", exact=True).fill("The family asked for it.")
    page.get_by_role("button", name="Restrict", exact=True).click()
    page.get_by_text("Only the group").wait_for()


def _sees_nothing(outside: Watched, addresses: list[str], hidden: str) -> None:
    """Every address of the case answers as one that is not there; lists, numbers and search know nothing of it."""
    for path in addresses:
        answer, absent = outside.asked(path), outside.asked(ID.sub(ABSENT, path))
        assert (path, answer.status) == (path, 404)
        assert ID.sub(ABSENT, _said(answer.text())) == _said(absent.text()), path
    lists = ("/", "/cases/", "/people/", "/documents/", "/statements/", "/deadlines/", "/review/", "/exchanges/")
    searches = ("/search/?words=teacher", "/search/?words=viktor", "/cases/?name=Quillfeather", "/statements/?by=Lund")
    for path in (*lists, *searches):
        assert not re.search(hidden, _said(outside.asked(path).text())), path
    for noun in ("cases", "people", "documents", "statements", "jobs", "search?words=viktor", "conflicts"):
        assert not re.search(hidden, outside.asked(f"/api/{noun}").text()), noun
    start = outside.goto("/")
    assert [one.inner_text() for one in start.locator(".numbers dd").all()] == ["0", "0", "0", "0"]


def _said(html: str) -> str:
    """Return the words of a page's main part."""
    main = re.sub(r"<input[^>]*>", "", html[html.index("<main") : html.index("</main>")])
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", main))
