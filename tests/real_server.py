"""The real command serving a workspace in processes of its own, and questions to it."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError

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
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/api/{path}", body, {"Content-Type": "application/octet-stream"}
    )
    until = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
                return json.load(answer)
        except (URLError, ConnectionError) as error:
            if isinstance(error, HTTPError):
                error.close()
            assert time.monotonic() < until, "the server does not answer"
            time.sleep(0.2)
