"""A server that is killed while it reads goes on when it is started again; nothing is lost or kept twice."""

import io
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.error import URLError

REPORTS = 40
PATIENCE = 180.0
"""Seconds; a busy machine loads the reader slowly, and a job whose server was killed waits until it surely is gone."""


def free_port() -> int:
    """Return a port that nothing serves on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(workspace: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Serve a workspace in a process of its own, in a group that can be killed whole."""
    command = [sys.executable, "-m", "homeward", "serve", "--port", str(port), "--workspace", str(workspace)]
    environment = {name: value for name, value in os.environ.items() if name != "HOMEWARD_DATABASE_URL"}
    with (workspace.parent / "log").open("ab") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env=environment, start_new_session=True)
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(PATIENCE)


def ask(port: int, path: str, body: bytes | None = None) -> Any:
    """Return what the API answers, once the server does."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/api/{path}", body, {"Content-Type": "application/octet-stream"}
    )
    until = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
                return json.load(answer)
        except (URLError, ConnectionError):
            assert time.monotonic() < until, "the server does not answer"
            time.sleep(0.2)


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
