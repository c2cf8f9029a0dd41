"""The real command serving a workspace in processes of its own, and questions to it."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

PATIENCE = 180.0
"""Seconds; a busy machine loads the reader slowly, and a job whose server was killed waits until it surely is gone."""


def free_port() -> int:
    """Return a port that nothing serves on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(workspace: Path, port: int, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    """Serve a workspace in a process of its own, in a group that can be killed whole; what it says goes to `log`."""
    command = [sys.executable, "-m", "homeward", "serve", "--port", str(port), "--workspace", str(workspace), *options]
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
    until, said = time.monotonic() + PATIENCE, "nothing"
    while time.monotonic() < until:
        try:
            with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as asked:
                how = "GET" if body is None else "POST"
                asked.request(how, f"/api/{path}", body, {"Content-Type": "application/octet-stream"})
                answer = asked.getresponse()
                if answer.status < 400:
                    return json.load(answer)
                said = f"{answer.status} {answer.reason}"
        except (HTTPException, OSError) as error:
            said = repr(error)
        time.sleep(0.2)
    raise AssertionError(f"the server does not answer: {said}")
