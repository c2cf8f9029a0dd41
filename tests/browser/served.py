"""The real server and the real command, in processes of their own over a workspace of their own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SECONDS_TO_START = 60


def homeward(folder: Path, *arguments: str) -> str:
    """Run a command over the workspace in `folder`, and return what it printed; fail where it does."""
    done = subprocess.run(
        [sys.executable, "-m", "homeward", *arguments],
        env=_environment(folder),
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve the workspace in `folder`, and give the address of its pages without a last slash."""
    port = _free_port()
    log = folder.with_name(f"{folder.name}.log")
    with log.open("w") as said:
        command = [sys.executable, "-m", "homeward", "serve", "--port", str(port)]
        server = subprocess.Popen(command, env=_environment(folder), stdout=said, stderr=subprocess.STDOUT)
        try:
            _wait_for(port, server, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=20)
    assert "Traceback" not in log.read_text(), log.read_text()[-4000:]


def _environment(folder: Path) -> dict[str, str]:
    given = {key: value for key, value in os.environ.items() if key != "HOMEWARD_DATABASE_URL"}
    return {**given, "HOMEWARD_WORKSPACE": str(folder)}


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait_for(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + SECONDS_TO_START
    while server.poll() is None and time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"The server did not start: {log.read_text()}")
