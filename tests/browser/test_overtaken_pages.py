"""Every page that shows both versions where somebody else was quicker, in a real browser: WCAG 2.2 AA, its console."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from invented import FIRST, SECOND, report
from looked_at import all_faults, axe
from served import homeward, served
from watched import Watched

POSITIONS = """participants: {NO: {name: Norway}, RU: {name: Russia}}
people: {ana: {name: Ana Quillfeather, held_by: RU, home: NO}}
positions:
  - {id: no-wants, of: NO, wants: {ana: 1}}
"""


@pytest.fixture(scope="module")
def boss(tmp_path_factory: pytest.TempPathFactory, chromium: object) -> Iterator[Watched]:
    """An administrator's browser over two reports that contradict each other."""
    folder = tmp_path_factory.mktemp("overtaken")
    for name, day, text in (("first", "2022-08-05", FIRST), ("second", "2022-09-01", SECOND)):
        (folder / f"{name}.txt").write_text(report(name, f"{name} Wire", day, text), encoding="utf-8")
    said = homeward(folder / "workspace", "team", "add", "Boss", "--administrator")
    homeward(folder / "workspace", "read", str(folder / "first.txt"), str(folder / "second.txt"))
    with served(folder / "workspace") as address:
        browser = Watched(chromium, address, {})  # type: ignore[arg-type]
        browser.profile.add_init_script(script=axe())
        browser.choose_password(said)
        browser.sign_in("Boss")
        browser.expected.add(409)
        yield browser
        browser.close()


def somebody_else(browser: Watched, method: str, path: str, body: dict[str, Any]) -> dict[str, Any]:
    """Change something while the page is open, and return what the API answers."""
    answer = browser.profile.request.fetch(f"{browser.address}/api/{path}", method=method, data=body)
    assert answer.ok, answer.text()
    told: dict[str, Any] = answer.json()
    return told


def _id_in(browser: Watched, pattern: str, path: str) -> str:
    return str(re.findall(pattern, browser.asked(path).text())[0])


def claim(browser: Watched) -> None:
    """Reject a claim that somebody else has accepted."""
    document = _id_in(browser, r"/documents/(\w{16})/", "/documents/")
    claim_id = _id_in(browser, r"claim=(\w{16})", f"/documents/{document}/")
    page = browser.goto(f"/documents/{document}/?claim={claim_id}")
    somebody_else(browser, "POST", f"claims/{claim_id}/review", {"act": "accept", "note": "It says so."})
    page.get_by_role("button", name="Reject", exact=True).click()


def correction(browser: Watched) -> None:
    """Correct a claim that somebody else has rejected."""
    document = _id_in(browser, r"/documents/(\w{16})/", "/documents/")
    claim_id = re.findall(r"claim=(\w{16})", browser.asked(f"/documents/{document}/").text())[-1]
    page = browser.goto(f"/claims/{claim_id}/correct/")
    somebody_else(browser, "POST", f"claims/{claim_id}/review", {"act": "reject"})
    page.locator("form.claim-form button.main").click()


def conflict(browser: Watched) -> None:
    """Rule on a conflict that somebody else has ruled on."""
    person = _id_in(browser, r"/cases/(\w{16})/", "/cases/")
    page = browser.goto(f"/cases/{person}/")
    form = page.locator(".conflict").first
    conflict_id = str(form.get_attribute("id")).removeprefix("conflict-")
    somebody_else(browser, "POST", f"conflicts/{conflict_id}/ruling", {"value": None, "note": "Both are hearsay."})
    form.locator("summary", has_text="Rule on it").click()
    form.get_by_role("radio").first.check()
    form.get_by_label("Why").fill("The court's own day.")
    form.get_by_role("button", name="Keep this ruling").click()


def match(browser: Watched) -> None:
    """Take two for one person whom somebody else has ruled to be different people."""
    person = _id_in(browser, r"/cases/(\w{16})/", "/cases/")
    page = browser.goto(f"/people/{person}/")
    form = page.locator("form", has=page.locator("#second"))
    first = form.locator("input[name=first]").get_attribute("value")
    ruling = {"first": first, "second": "Oleg Marsh", "ruling": "different", "note": "He is her lawyer."}
    somebody_else(browser, "POST", "matches", ruling)
    form.locator("#second").fill("Oleg Marsh")
    form.locator("#why").fill("They speak alike.")
    form.get_by_role("button", name="The same person").click()


def variant(browser: Watched) -> None:
    """Keep an exchange of which somebody else has kept a version."""
    kept = somebody_else(browser, "POST", "variants", {"name": "One for one", "positions": POSITIONS})
    page = browser.goto(f"/exchanges/variants/{kept['id']}/")
    newer = {"name": "One for one", "positions": POSITIONS.replace("ana: 1}", "ana: 2}")}
    somebody_else(browser, "POST", "variants", {**newer, "variant": kept["id"], "seen": 1})
    page.get_by_role("button", name="Keep as a new version").click()


def role(browser: Watched) -> None:
    """Change a role that somebody else has changed."""
    rex = somebody_else(browser, "POST", "team/members", {"name": "Rex", "role": "reader"})
    page = browser.goto("/team/")
    somebody_else(browser, "PUT", f"team/members/{rex['id']}", {"role": "reviewer"})
    page.locator(f"#role-{rex['id']}").select_option("caseworker")
    page.get_by_role("button", name="Change the role of Rex").click()


def place(browser: Watched) -> None:
    """Put somebody in a group whom somebody else has put there until a day."""
    ina = somebody_else(browser, "POST", "team/members", {"name": "Ina", "role": "reader"})
    group = somebody_else(browser, "POST", "team/groups", {"name": "Inside"})
    page = browser.goto("/team/")
    somebody_else(browser, "PUT", f"team/groups/{group['id']}/members/{ina['id']}", {"until": "2099-12-31"})
    page.get_by_label("Put in this group").select_option("Ina")
    page.get_by_role("button", name="Put in Inside").click()


@pytest.mark.parametrize("stale_edit", [claim, correction, conflict, match, variant, role, place])
def test_overtaken_page_has_no_fault(boss: Watched, stale_edit: Callable[[Watched], None]) -> None:
    """The page has the words of both, a way back, and breaks no rule of WCAG 2.2 AA that a machine can check."""
    stale_edit(boss)
    page = boss.page
    page.get_by_role("heading", level=1, name="Somebody else").wait_for()
    page.get_by_role("link", name=re.compile("Leave it as it stands")).wait_for()
    assert all_faults(page) == []
    assert boss.complaints == []
