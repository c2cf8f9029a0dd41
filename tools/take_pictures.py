"""Take the pictures of the real pages that README shows, from the workspace that `make demo` leaves.

With --all FOLDER, take every page of every kind instead, wide and narrow, to look at them: most as the administrator of
a team sees them, over a copy of that workspace which is deleted afterwards. What is longer than a screen can show well
goes on in a second picture and so on.
"""

import argparse
import base64
import hmac
import os
import re
import secrets
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from pictured_pages import NOT_THERE, PICTURED, Pictured, forgotten
from pictured_team import make_team
from playwright.sync_api import Browser, Page, sync_playwright

from homeward.app.wiring import open_workspace

ROOT = Path(__file__).resolve().parents[1]
DEMO = ROOT / "build" / "demo"
PICTURES = ROOT / "docs" / "pictures"
SIZE = {"width": 1280, "height": 900}
NARROW = {"width": 320, "height": 900}
HIGH = 2400
"""Pixels of a page on one picture."""
MOST_PARTS = 4
SHOWN = {
    "web-case.png": "/cases/{bout}/?as_of=2012-06-30",
    "web-reader.png": "/documents/{document}/?claim={claim}#opened",
    "web-routes.png": "/cases/{bout}/routes/?on=2012-09-01&as_of=2012-09-01",
}


def main() -> None:
    """Take the pictures that were asked for."""
    given = _asked()
    if not DEMO.is_dir():
        sys.exit(f"{DEMO} is not here. Run `make demo SERVE=no` first.")
    if given.all:
        with tempfile.TemporaryDirectory() as scratch:
            _take_all(given, Path(shutil.copytree(DEMO, Path(scratch) / "demo")))
        return
    with _served(DEMO) as address, _browser() as browser:
        page = _page(browser, given)
        ids = _ids(page, address)
        for name, path in SHOWN.items():
            _open(page, address + path.format(**ids))
            page.screenshot(path=PICTURES / name)


def _asked() -> argparse.Namespace:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--all", type=Path, metavar="FOLDER", help="take every page, wide and narrow, into this folder")
    asked.add_argument("--only", metavar="WORDS", help="of all, those whose name matches this expression")
    asked.add_argument("--dark", action="store_true", help="with the colours for the dark")
    asked.add_argument("--language", default="en-GB", help="that the browser asks for, such as ru")
    return asked.parse_args()


def _take_all(given: argparse.Namespace, folder: Path) -> None:
    """Take first what one user alone sees, then make a team and take what its members see."""
    with open_workspace(folder):
        missing = forgotten()
    if missing:
        sys.exit(f"No picture is taken of {', '.join(missing)}. Say in tools/pictured_pages.py where.")
    given.all.mkdir(parents=True, exist_ok=True)
    wanted = {name: one for name, one in PICTURED.items() if re.search(given.only or "", name)}
    password = secrets.token_urlsafe(16)
    with _served(folder) as address, _browser() as browser:
        page = _page(browser, given)
        ids = _ids(page, address)
        _take(page, address, ids, given.all, _by("alone", wanted))
    ids = make_team(folder, password, ids)
    with _served(folder) as address, _browser() as browser:
        _take(_page(browser, given), address, ids, given.all, _by("nobody", wanted))
        page = _page(browser, given)
        _sign_in(page, address, "boss", password)
        not_there = {"not-there": Pictured(NOT_THERE)} if re.search(given.only or "", "not-there") else {}
        _take(page, address, ids, given.all, [*_by("boss", wanted), *not_there.items()], password)
        if with_app := _by("Ada", wanted):
            page = _page(browser, given)
            _sign_in(page, address, "Ada", password)
            code = _add_app(page, address, password)
            _sign_in(page, address, "Ada", password)
            _take(page, address, ids, given.all, with_app[:1])
            _send(page, code)
            _take(page, address, ids, given.all, with_app[1:], password)


def _by(who: str, wanted: dict[str, Pictured]) -> list[tuple[str, Pictured]]:
    return [(name, one) for name, one in wanted.items() if one.by == who]


def _take(
    page: Page,
    address: str,
    ids: dict[str, str],
    folder: Path,
    wanted: Iterable[tuple[str, Pictured]],
    password: str = "",
) -> None:
    """Take pages wide and narrow, in parts where they are long."""
    for name, one in wanted:
        _open(page, address + one.path.format(**ids))
        if "again" not in one.path:
            _show_again(page, password)
        if one.then:
            one.then(page)
        for width, size in (("wide", SIZE), ("narrow", NARROW)):
            page.set_viewport_size(size)  # type: ignore[arg-type]
            whole = page.evaluate("document.documentElement.scrollHeight")
            for part, top in enumerate(range(0, whole, HIGH)[:MOST_PARTS]):
                clip = {"x": 0, "y": top, "width": size["width"], "height": min(whole - top, HIGH)}
                file = folder / f"{name}-{width}{f'-{part + 1}' if part else ''}.png"
                page.screenshot(path=file, full_page=True, clip=clip)  # type: ignore[arg-type]


def _sign_in(page: Page, address: str, name: str, password: str) -> None:
    page.context.clear_cookies()
    _open(page, f"{address}/sign-in/")
    page.locator("input[name=login]").fill(name)
    page.locator("input[name=password]").fill(password)
    page.locator("main button.main").first.click()
    page.wait_for_url(re.compile(r"^(?!.*/sign-in/$)"))


def _show_again(page: Page, password: str) -> None:
    """Give the password again where a page asks for it first."""
    if "/again/" in page.url and page.locator("main input[type=password]").count():
        page.locator("main input[type=password]").fill(password)
        page.locator("main button.main").first.click()
        page.wait_for_url(re.compile("^(?!.*/again/)"))


def _add_app(page: Page, address: str, password: str) -> str:
    """Add an authenticator app to whoever has just signed in, and return a recovery code of theirs."""
    _open(page, f"{address}/security/app/")
    _show_again(page, password)
    _send(page, _code_of_app(page.locator("main code").inner_text()))
    _open(page, f"{address}/security/recovery/")
    return page.locator("main ol code").first.inner_text()


def _send(page: Page, code: str) -> None:
    page.locator("main input[name=code]").fill(code)
    page.locator("main button.main").first.click()
    page.wait_for_load_state()
    page.wait_for_url(re.compile(r"^(?!.*/(code|app)/$)"))


def _code_of_app(secret: str) -> str:
    """Return the six digits that an authenticator app shows now (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, struct.pack(">Q", int(time.time()) // 30), "sha1")
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def _open(page: Page, address: str) -> None:
    page.set_viewport_size(SIZE)  # type: ignore[arg-type]
    page.goto(address)
    page.wait_for_timeout(300)  # the reader goes to the claim once the page is complete


def _ids(page: Page, address: str) -> dict[str, str]:
    """Return what stands at the addresses: a case, a document of it, and the claim that leads to."""

    def found(pattern: str, path: str) -> re.Match[str]:
        match = re.search(pattern, page.request.get(address + path, headers={"Accept-Language": "en"}).text())
        if match is None:
            sys.exit(f"{path} does not name what the pictures show; run `make demo SERVE=no` again.")
        return match

    case = found(r"/cases/(\w{16})/", f"/cases/?name={quote('Viktor Bout')}")[1]
    dated = found(
        r'/documents/(\w{16})/\?claim=(\w{16})#opened">“<bdi>[^<]*March 2008', f"/cases/{case}/?as_of=2012-06-30"
    )
    return {"bout": case, "document": dated[1], "claim": dated[2]}


@contextmanager
def _browser() -> Iterator[Browser]:
    program = shutil.which("chromium")
    if program is None:
        sys.exit("Chromium is not here. Debian has it as the package chromium.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def _page(browser: Browser, given: argparse.Namespace) -> Page:
    """Open a page in a profile of its own."""
    page = browser.new_page(
        viewport=SIZE,  # type: ignore[arg-type]
        locale=given.language,
        color_scheme="dark" if given.dark else "light",
    )
    page.set_default_timeout(60_000)
    return page


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """Serve a workspace on a free port."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    elsewhere = {key: value for key, value in os.environ.items() if key != "HOMEWARD_DATABASE_URL"}
    server = subprocess.Popen(
        [sys.executable, "-m", "homeward", "serve", "--port", str(port)],
        env={**elsewhere, "HOMEWARD_WORKSPACE": str(folder)},
        stdout=subprocess.DEVNULL,
    )
    try:
        for _ in range(600):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
