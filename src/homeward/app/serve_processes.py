"""Keeps several processes running that share listening sockets: one that dies is begun again, all end together."""

import contextlib
import errno
import gc
import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import connection
from multiprocessing.process import BaseProcess
from types import FrameType

from homeward.basics.errors import WorkspaceUnusable
from homeward.basics.said import say

Work = Callable[[], None]
"""What a process does until SystemExit tells it to leave; can be pickled, for platforms that spawn processes."""
SECONDS_TO_SETTLE = 10.0
"""A process that ends sooner did not come up."""
IS_SHARED = sys.platform == "linux"
"""Whether processes share what is loaded before they begin; macOS's own libraries do not stand being forked."""
MOST_TRIES = 5
"""How often in a row a process may not come up before all are given up."""
SECONDS_BETWEEN_TRIES = 1.0
SECONDS_TO_END = 10.0
WAITING_CONNECTIONS = 1024
"""How many connections the system holds until a process takes them."""
_TAKEN = (errno.EADDRINUSE, errno.EACCES)


def listening(host: str, port: int) -> list[socket.socket]:
    """Return a socket for each address of a host, on which connections wait; raise OSError where there is none."""
    sockets: list[socket.socket] = []
    trouble: OSError | None = None
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    for family, address in dict.fromkeys((one[0], one[4][:2]) for one in found):
        try:
            sockets.append(socket.create_server(address, family=family, backlog=WAITING_CONNECTIONS))
        except OSError as error:
            said = str(error.strerror).partition(" (")[0]  # without the words that Python adds
            trouble = OSError(error.errno, said)
            if error.errno in _TAKEN:
                break
    if trouble is not None and (trouble.errno in _TAKEN or not sockets):
        for one in sockets:
            one.close()
        raise trouble
    return sockets


@contextmanager
def ending_as_told() -> Iterator[None]:
    """Let SIGTERM end what is inside as Ctrl+C does, cleanly, and neither be an error."""
    before = signal.signal(signal.SIGTERM, _end)
    try:
        with contextlib.suppress(KeyboardInterrupt, SystemExit):
            yield
    finally:
        signal.signal(signal.SIGTERM, before)


def keep_running(works: Sequence[Work]) -> None:
    """Do each work in a process of its own, begun again when it dies, until this process is told to end.

    Where the platform can, what is in memory by now is shared. Raises WorkspaceUnusable where a process does not come
    up, however often it is begun.
    """
    context = multiprocessing.get_context("fork" if IS_SHARED else "spawn")
    gc.collect()
    gc.freeze()  # so that collecting touches, and thereby copies, nothing that is shared
    running = [_Running(context, work) for work in works]
    try:
        for one in running:
            one.begin()
        while True:
            connection.wait([one.process.sentinel for one in running])
            for one in running:
                if not one.process.is_alive():
                    one.begin_again()
    finally:
        for one in running:
            one.tell_to_end()
        for one in running:
            one.see_ended()
        gc.unfreeze()


class _Running:
    """One work and the process that does it at the moment."""

    def __init__(self, context: multiprocessing.context.BaseContext, work: Work) -> None:
        self._context, self._work = context, work
        self._tries, self._begun = 0, 0.0
        self.process: BaseProcess = self._new()

    def begin(self) -> None:
        self.process = self._new()
        self._begun = time.monotonic()
        self.process.start()

    def begin_again(self) -> None:
        status = self.process.exitcode
        came_up = time.monotonic() - self._begun > SECONDS_TO_SETTLE
        self._tries = 0 if came_up else self._tries + 1
        if self._tries >= MOST_TRIES:
            raise WorkspaceUnusable(
                say(
                    "A process of the server ends as soon as it begins (exit status %(status)s). See `homeward"
                    " doctor`, or serve with --processes 1.",
                    status=status,
                )
            )
        if not came_up:
            time.sleep(SECONDS_BETWEEN_TRIES)
        self.begin()

    def tell_to_end(self) -> None:
        if self.process.pid is not None:
            self.process.terminate()

    def see_ended(self) -> None:
        if self.process.pid is None:
            return
        self.process.join(SECONDS_TO_END)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()

    def _new(self) -> BaseProcess:
        process: BaseProcess = self._context.Process(target=_as_child, args=(self._work,))  # type: ignore[attr-defined]
        return process


def _as_child(work: Work) -> None:
    """Do the work, leaving Ctrl+C, which the terminal tells every process, to the one that began this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _end)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with contextlib.suppress(SystemExit):
        work()


def _end_with_parent() -> None:
    """Leave nothing serving when the process that began all is killed."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(SECONDS_TO_END)
        os._exit(1)


def _end(signum: int, frame: FrameType | None) -> None:
    raise SystemExit
