"""What tests in a real browser share: Debian's Chromium, and pages whose console is listened to."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from steps import SEEDS
from watched import OpenPage, Watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser

OPTIONS = (
    "--no-sandbox",  # it is run as root in containers, on pages of our own alone
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)


@pytest.fixture(scope="module")
def chromium() -> "Iterator[Browser]":
    """Debian's Chromium without a window, until the file of tests is through: Django is not asked beside its loop."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="needs playwright, of the dependencies in `dev`")
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("needs Chromium as `chromium` on the PATH; Debian has it as the package chromium")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(OPTIONS))
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: "Browser") -> Iterator[OpenPage]:
    """Opens pages, each in a browser profile of its own; at the end none may have complained."""
    opened: list[Watched] = []

    def open_one(address: str, **options: object) -> Watched:
        opened.append(Watched(chromium, address, options))
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()
    assert [said for one in opened for said in one.complaints] == []


@pytest.fixture(scope="module")
def seeds(shared_reading: Path) -> list[str]:
    """The texts of the two first reports."""
    return [(shared_reading / "docs" / "seeds" / name).read_text(encoding="utf-8") for name in SEEDS]
