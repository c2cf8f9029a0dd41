"""Pages of many documents, from the real server: they answer from the last state, say so, and have the new one soon."""

import re
import time
import urllib.request
from pathlib import Path

from hand_made_reports import a_report
from real_server import PATIENCE, ask, free_port, served

from homeward.app.wiring import open_workspace
from homeward.app.work_out import MOST_AT_ONCE, bring_up_to_date

WAITS = re.compile(r'role="status">\s*(\d+ documents? (?:is|are) being worked in\.[^<]*)')


def page(port: int, path: str) -> str:
    """Return a page."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=60) as answer:
        return str(answer.read().decode())


def add(workspace: Path, first: int, last: int, name: str, *, working_out: bool) -> None:
    """Keep reports on somebody's arrest with their readings, as another program does."""
    with open_workspace(workspace) as opened:
        kept = [a_report(number, "2015-01-01", [("arrest", name, "SE")]) for number in range(first, last)]
        opened.store.save_together([(document, document.text.encode(), reading) for document, reading in kept])
        if working_out:
            bring_up_to_date(opened)


def test_pages_say_what_is_worked_in_until_it_is(tmp_path: Path) -> None:
    """While a job works in what another program added, pages show the cases from before and a line that says so."""
    workspace, port = tmp_path / "workspace", free_port()
    add(workspace, 0, MOST_AT_ONCE + 20, "Lena Orlova", working_out=True)
    with served(workspace, port, "--processes", "2"):
        ask(port, "documents")
        before = page(port, "/cases/")
        assert "Lena Orlova" in before
        assert not WAITS.search(before)
        add(workspace, 1000, 1040, "Karl Weiss", working_out=False)
        shown = page(port, "/cases/")
        waits = WAITS.search(shown)
        assert waits and waits[1].startswith("40 documents are being worked in. Until that is done,")
        assert "Lena Orlova" in shown and "Karl Weiss" not in shown
        until = time.monotonic() + PATIENCE
        while "being worked in" in (shown := page(port, "/cases/")):
            assert time.monotonic() < until
            time.sleep(0.2)
        assert "Karl Weiss" in shown
