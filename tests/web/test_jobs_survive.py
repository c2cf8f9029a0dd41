"""A server that is killed while it reads goes on when it is started again; nothing is lost or kept twice."""

import io
import os
import signal
import time
import zipfile
from pathlib import Path
from typing import Any

from real_server import PATIENCE, ask, free_port, served

REPORTS = 40


def job_when(port: int, job_id: str, is_so: Any) -> Any:
    """Return the job as soon as something is so of it."""
    until = time.monotonic() + PATIENCE
    while not is_so(job := ask(port, f"jobs/{job_id}")):
        assert time.monotonic() < until, job
        time.sleep(0.05)
    return job


def packed() -> bytes:
    """Return a zip of reports that differ."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for number in range(REPORTS):
            text = f"Mara Lind, a Danish cook, was arrested in Norway on 1 May 2020. It is report {number}."
            archive.writestr(f"{number}.txt", f"---\ndate: 2020-05-02\nlang: en\n---\n{text}\n")
    return held.getvalue()


def test_killed_server_goes_on_with_what_it_was_asked(tmp_path: Path) -> None:
    """Reports that were being read when the server was killed are all kept after the next start, each once."""
    workspace, port = tmp_path / "workspace", free_port()
    workspace.mkdir(mode=0o700)
    with served(workspace, port) as server:
        job = ask(port, "documents?name=all.zip", packed())
        job_when(port, job["id"], lambda one: one["done"] >= 2 or one["status"] == "done")
        os.killpg(server.pid, signal.SIGKILL)
        server.wait(PATIENCE)
    with served(workspace, port):
        done = job_when(port, job["id"], lambda one: one["status"] not in ("queued", "running"))
        assert done["status"] == "done", done
        assert done["result"]["new"] + done["result"]["unchanged"] == REPORTS
        assert done["result"]["unchanged"] >= 2
        assert ask(port, "documents?limit=1")["total"] == REPORTS
        assert [row["name"] for row in ask(port, "cases")["rows"]] == ["Mara Lind"]
    assert not [path for path in (workspace / "added").rglob("*") if path.is_file()]
