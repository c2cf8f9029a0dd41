"""Take the pictures of the real pages that README shows, from the workspace that `make demo` leaves.

With --all FOLDER, take every page wide and narrow into a folder instead, to look at them.
"""

import argparse
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
DEMO = ROOT / "build" / "demo"
PICTURES = ROOT / "docs" / "pictures"
SIZE = {"width": 1280, "height": 900}
NARROW = {"width": 320, "height": 900}
SHOWN = {
    "web-case.png": "/cases/{bout}/?as_of=2012-06-30",
    "web-reader.png": "/documents/{document}/?claim={claim}#opened",
    "web-routes.png": "/cases/{bout}/routes/?on=2012-09-01&as_of=2012-09-01",
}
ALL = {
    "start": "/",
    "deadlines": "/deadlines/",
    "documents": "/documents/",
    "reader": "/documents/{document}/",
    "reader-claim": "/documents/{document}/?claim={claim}",
    "reader-beside": "/documents/{document}/?claim={claim}&beside=1",
    "add-claim": "/documents/{document}/add/?kind=arrest",
    "correct-claim": "/claims/{claim}/correct/",
    "claim": "/claims/{claim}/",
    "search": "/search/?words=prisoner",
    "review": "/review/",
    "cases": "/cases/",
    "case": "/cases/{bout}/",
    "case-2012": "/cases/{bout}/?as_of=2012-06-30",
    "routes": "/cases/{bout}/routes/?on=2012-09-01&as_of=2012-09-01",
    "family": "/cases/{bout}/family/",
    "clearing": "/cases/{bout}/family/clearing/",
    "people": "/people/",
    "person": "/people/{bout}/",
    "statements": "/statements/",
    "treaties": "/treaties/",
    "treaties-pair": "/treaties/?one=RU&other=US&on=2012-09-01",
    "treaty": "/treaties/coe-ets-112/",
    "matrix": "/treaties/matrix/?on=2020-01-01",
    "exchanges": "/exchanges/",
    "desk": "/exchanges/desk/?past=us-ru-2022",
    "history": "/exchanges/history/",
    "past": "/exchanges/history/us-ru-2022/",
    "team": "/team/",
    "access-log": "/team/log/",
    "tokens": "/tokens/",
    "api": "/api/",
    "not-there": "/cases/0000000000000000/",
}


def main() -> None:
    """Take the pictures that were asked for."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--all", type=Path, metavar="FOLDER", help="take every page, wide and narrow, into this folder")
    asked.add_argument("--dark", action="store_true", help="with the colours for the dark")
    given = asked.parse_args()
    program = shutil.which("chromium")
    if program is None:
        sys.exit("Chromium is not here. Debian has it as the package chromium.")
    if not DEMO.is_dir():
        sys.exit(f"{DEMO} is not here. Run `make demo SERVE=no` first.")
    with _served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport=SIZE, locale="en-GB", color_scheme="dark" if given.dark else "light")  # type: ignore[arg-type]
        page.set_default_timeout(60_000)
        ids = _ids(page, address)
        if given.all:
            _take_all(page, address, ids, given.all)
        else:
            for name, path in SHOWN.items():
                _open(page, address + path.format(**ids))
                page.screenshot(path=PICTURES / name)
        browser.close()


def _take_all(page: Page, address: str, ids: dict[str, str], folder: Path) -> None:
    """Take every page wide and narrow, as far down as a reader would scroll."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, path in ALL.items():
        _open(page, address + path.format(**ids))
        for width, size in (("wide", SIZE), ("narrow", NARROW)):
            page.set_viewport_size(size)  # type: ignore[arg-type]
            high = min(page.evaluate("document.documentElement.scrollHeight"), 2400)
            page.screenshot(
                path=folder / f"{name}-{width}.png",
                full_page=True,
                clip={"x": 0, "y": 0, "width": size["width"], "height": high},
            )


def _open(page: Page, address: str) -> None:
    page.set_viewport_size(SIZE)  # type: ignore[arg-type]
    page.goto(address)
    page.wait_for_timeout(300)  # the reader goes to the claim once the page is complete


def _ids(page: Page, address: str) -> dict[str, str]:
    """Return what stands at the addresses: a case, a document of it, and the claim that leads to."""

    def found(pattern: str, path: str) -> re.Match[str]:
        match = re.search(pattern, page.request.get(address + path).text())
        if match is None:
            sys.exit(f"{path} does not name what the pictures show; run `make demo SERVE=no` again.")
        return match

    case = found(r"/cases/(\w{16})/", f"/cases/?name={quote('Viktor Bout')}")[1]
    dated = found(
        r'/documents/(\w{16})/\?claim=(\w{16})#opened">“<bdi>[^<]*March 2008', f"/cases/{case}/?as_of=2012-06-30"
    )
    return {"bout": case, "document": dated[1], "claim": dated[2]}


@contextmanager
def _served() -> Iterator[str]:
    """Serve the workspace of `make demo` on a free port."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "homeward", "serve", "--port", str(port)],
        env={**os.environ, "HOMEWARD_WORKSPACE": str(DEMO)},
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
