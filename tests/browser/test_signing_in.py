"""Signing in with a second factor in a real browser: its pages without fault, and a passkey that lets one in."""

import base64
import hmac
import re
import struct
import time
from collections.abc import Iterator

import pytest
from looked_at import all_faults, axe, missed_by_tab
from served import homeward, served
from watched import PASSWORD, OpenPage, Watched


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, chromium: object) -> Iterator[tuple[str, str]]:
    """The address of a workspace without reports, and what the command said that made its administrator, Boss."""
    folder = tmp_path_factory.mktemp("team") / "workspace"
    said = homeward(folder, "team", "add", "Boss", "--administrator")
    with served(folder) as at:
        # a passkey is tied to a name, which an address in numbers is not
        yield at.replace("127.0.0.1", "localhost"), said


def code_of_app(secret: str) -> str:
    """Return the six digits that an authenticator app shows now (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, struct.pack(">Q", int(time.time()) // 30), "sha1")
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def test_second_factors_are_added_and_asked_for(address: tuple[str, str], open_page: OpenPage) -> None:
    """An app, recovery codes and a passkey are added; then the app's code, and later the passkey alone, lets one in."""
    browser = open_page(address[0])
    browser.profile.add_init_script(script=axe())
    page = browser.page
    found = []

    def look(path: str) -> None:
        browser.goto(path)
        _give_password_again(browser)
        found.extend(f"{path} {one}" for one in missed_by_tab(page) + all_faults(page))

    browser.choose_password(address[1])
    browser.sign_in("Boss")
    look("/security/app/")
    secret = page.locator("main code").inner_text()
    page.get_by_label(re.compile("code", re.IGNORECASE)).fill(code_of_app(secret))
    page.get_by_role("button", name="Add it").click()
    page.wait_for_url(re.compile("/security/"))
    for path in ("/security/", "/security/recovery/", "/security/recovery/new/", "/security/app/off/"):
        look(path)
    _add_a_passkey(browser, look)
    look("/security/passkeys/")
    edit = page.locator("a[href$='/name/']").get_attribute("href")
    look(edit or "")
    look((edit or "").replace("name", "remove"))
    page.get_by_role("button", name="Sign out").click()
    browser.give_password("Boss").wait_for_url(re.compile("/sign-in/code/"))
    look("/sign-in/code/")
    page.get_by_label(re.compile("code", re.IGNORECASE)).fill(code_of_app(secret))
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_role("button", name="Sign out").wait_for()
    assert found == []


def _give_password_again(browser: Watched) -> None:
    field = browser.page.locator("main input[type=password]")
    if "/again/" in browser.page.url and field.count():
        field.fill(PASSWORD)
        browser.page.get_by_role("button", name="Go on").click()
        browser.page.wait_for_load_state()


def _add_a_passkey(browser: Watched, look: object) -> None:
    devtools = browser.profile.new_cdp_session(browser.page)
    devtools.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**key, "isUserVerified": True, "automaticPresenceSimulation": True}},
    )
    look("/security/passkeys/add/")  # type: ignore[operator]
    page = browser.page
    page.get_by_label("Name", exact=True).fill("This laptop")
    for box in page.locator("main input[type=checkbox]").all():
        box.check()
    page.get_by_role("button", name="Add it").click()
    page.wait_for_url(re.compile("(?<!/add)/$"))


def test_whoever_is_signed_out_sees_pages_without_fault(address: tuple[str, str], open_page: OpenPage) -> None:
    """The pages that nobody needs to sign in for, and the one that says what is not there, keep WCAG 2.2 AA."""
    browser = open_page(address[0])
    browser.profile.add_init_script(script=axe())
    for path, status in (
        ("/sign-in/", 200),
        ("/sign-in/inactive/", 200),
        ("/sign-in/link/1-abc-def/", 200),
        ("/sign-in/link/done/", 200),
        ("/nothing/", 404),
    ):
        browser.goto(path, status)
        assert (path, missed_by_tab(browser.page) + all_faults(browser.page)) == (path, [])
