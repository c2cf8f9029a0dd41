"""Every page in a real browser, wide and narrow, light and dark: WCAG 2.2 AA, Tab, its console, its policy."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.urls import NoReverseMatch, URLPattern, reverse
from invented import FIRST, SECOND, report
from looked_at import all_faults, axe, missed_by_tab
from served import homeward, served
from watched import OpenPage, Watched

from homeward.web.urls import PAGES

ASKED = {
    "search": "?words=arrested",
    "matrix": "?on=2020-01-01",
    "routes": "?on=2022-10-01",
    "compare": "?one={variant_id}&other={variant_id}",
    "treaties": "?one=RU&other=US&on=2019-11-01",
    "reader": "?claim={claim_id}&beside=1",
    "add_claim": "?kind=arrest",
    "desk": "?past=us-ru-2022",
}
"""What stands behind the question mark, of pages that say more with it."""
SHOWN_ELSEWHERE = {
    "account_login": "only to whoever is signed out",
    "mfa_authenticate": "only in the middle of signing in",
    "mfa_login_webauthn": "gives a browser what its passkey signs",
    "mfa_reauthenticate": "only with a second factor",
    "mfa_reauthenticate_webauthn": "only with a passkey",
    "mfa_activate_totp": "only after the password was given again",
    "mfa_deactivate_totp": "only with an authenticator app",
    "mfa_view_recovery_codes": "only with a second factor",
    "mfa_generate_recovery_codes": "only after the password was given again",
    "mfa_add_webauthn": "only after the password was given again",
    "mfa_edit_webauthn": "only with a passkey",
    "mfa_remove_webauthn": "only with a passkey",
    "original_page": "a picture, of PDF files alone",
    "reading_progress": "a part of a page",
    "export_list_progress": "a part of a page",
}
"""Addresses that show this administrator no page; test_signing_in.py goes through those of signing in."""


@dataclass
class Known:
    """An administrator's browser over the workspace in `folder` with two reports; `ids` by what addresses call them."""

    folder: Path
    browser: Watched
    ids: dict[str, str] = field(default_factory=dict)

    def path(self, page: URLPattern) -> str:
        """Return an address of a page."""
        parts = {name: self.ids[name] for name in page.pattern.converters if name != "job_id"}
        parts |= {name: self.ids[name] for name in page.pattern.regex.groupindex if name in self.ids}
        if "job_id" in page.pattern.converters:
            kind = next((one for one in ("reading", "export") if one in str(page.name)), "job")
            parts["job_id"] = self.ids[f"{kind}_id"]
        return reverse(str(page.name), kwargs=parts) + ASKED.get(str(page.name), "").format(**self.ids)


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory, chromium: object) -> Iterator[Known]:
    """A team of one, two reports that contradict each other, an exchange kept and solved."""
    folder = tmp_path_factory.mktemp("pages")
    (folder / "first.txt").write_text(report("Teacher held", "North Wire", "2022-08-05", FIRST), encoding="utf-8")
    said = homeward(folder / "workspace", "team", "add", "Boss", "--administrator")
    homeward(folder / "workspace", "read", str(folder / "first.txt"))
    with served(folder / "workspace") as address:
        browser = Watched(chromium, address, {})  # type: ignore[arg-type]
        browser.profile.add_init_script(script=axe())
        browser.choose_password(said)
        browser.sign_in("Boss")
        one = Known(folder / "workspace", browser)
        _fill(one)
        yield one
        browser.close()


def _fill(known: Known) -> None:
    """Send the second report, solve and keep an exchange, and note what everything is called by."""
    browser, ids = known.browser, known.ids
    browser.send("talks.txt", report("Talks", "South Post", "2022-09-01", SECOND))
    ids["reading_id"] = _last(r"/reports/(\w+)/", browser.page.url)
    page = browser.goto("/exchanges/history/us-ru-2022/")
    page.get_by_role("button", name="Take a copy to the desk").click()
    browser.solve()
    ids["job_id"] = _last(r"/exchanges/solved/(\w+)/", page.locator("main").inner_html()) or _last(
        r"/exchanges/solved/(\w+)/", page.url
    )
    page.get_by_label("Name", exact=True).last.fill("Kept for the test")
    page.get_by_role("button", name="Keep", exact=True).click()
    page.wait_for_load_state()
    ids["variant_id"] = _last(r"/exchanges/variants/(\d+)/", browser.asked("/exchanges/").text())
    ids["person_id"] = _last(r"/cases/(\w{16})/", browser.asked("/cases/").text())
    ids["document_id"] = _last(r"/documents/(\w{16})/", browser.asked("/documents/").text())
    ids["claim_id"] = _last(r"/claims/(\w{16})/", browser.asked(f"/documents/{ids['document_id']}/").text())
    ids["conflict_id"] = _last(r"/conflicts/(\w{16})/", browser.asked(f"/cases/{ids['person_id']}/").text())
    page = browser.goto("/exports/")
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Write the list").click()
    browser.wait_for(page.get_by_text("Done "))
    ids["export_id"] = _last(r"/exports/(\w+)/", page.url)
    ids |= {"instrument": "coe-ets-112", "past_id": "us-ru-2022", "uidb36": "1", "key": "abc-def", "pk": "1"}
    ids |= {"member_id": "1", "group_id": "1", "number": "1", "token_id": "0000000000000000"}


def _last(pattern: str, text: str) -> str:
    found = re.findall(pattern, text)
    return str(found[-1]) if found else ""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.name))
def test_page_has_no_fault(known: Known, page: URLPattern) -> None:
    """No rule of WCAG 2.2 AA that a machine can check is broken, Tab reaches everything, the console is silent."""
    browser = known.browser
    try:
        path = known.path(page)
    except NoReverseMatch as error:
        pytest.fail(f"Say in `_fill` what {error} is asked with.")
    answer = browser.asked(path)
    if answer.status == 405 or page.name in SHOWN_ELSEWHERE or "text/html" not in answer.headers["content-type"]:
        return
    assert answer.status == 200, path
    browser.complaints.clear()
    browser.goto(path)
    assert missed_by_tab(browser.page) == []
    assert all_faults(browser.page) == []
    assert browser.complaints == []


def test_pages_that_refuse_have_no_fault(known: Known, open_page: OpenPage) -> None:
    """Nor has a page that says why not: to a role, of a day before any report, of a form that lacks something."""
    boss, member = known.browser, open_page(known.browser.address)
    member.profile.add_init_script(script=axe())
    member.choose_password(homeward(known.folder, "team", "add", "Rae", "--role", "reader"))
    member.sign_in("Rae")
    member.goto("/team/", 403)
    assert missed_by_tab(member.page) + all_faults(member.page) == []
    boss.goto("/exchanges/save/", 405)
    assert missed_by_tab(boss.page) + all_faults(boss.page) == []
    page = boss.goto(f"/cases/{known.ids['person_id']}/?as_of=1990-01-01")
    page.get_by_role("heading", name="Nothing known yet").wait_for()
    assert missed_by_tab(page) + all_faults(page) == []
    boss.expected.add(400)
    page = boss.goto(f"/documents/{known.ids['document_id']}/add/?kind=arrest")
    page.get_by_label("quote: the words that say it").fill("words that stand nowhere")
    page.get_by_role("button", name="Add this claim").click()
    page.locator("main [role=alert]").wait_for()
    assert missed_by_tab(page) + all_faults(page) == []
    page = boss.goto("/exchanges/desk/")
    page.get_by_role("button", name="Solve", exact=True).click()
    page.locator("main [role=alert]").wait_for()
    assert missed_by_tab(page) + all_faults(page) == []
