"""Does one piece of work after another in several processes, and outlives every one of them.

The standard library's pool gives up as a whole when one process dies, and cannot say at which piece; this one says so,
starts another process and goes on.
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import connection
from multiprocessing.process import BaseProcess
from time import monotonic
from typing import Any, Generic, TypeVar

Piece = TypeVar("Piece")
Result = TypeVar("Result")

_PIECES_PER_PROCESS = 4
"""How many pieces may be under way, or done before their turn, so that memory stays bounded."""


def cores() -> int:
    """Return how many processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Lost:
    """A piece that came to nothing because its process died, took too long or met an error nobody foresaw; and why."""

    why: str


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Any
    turn: int
    """Which piece it is at, counted from 0; -1 for none."""
    deadline: float = 0.0


class Processes(Generic[Piece, Result]):
    """At most `jobs` processes that do `work` (a function of a module), each piece within `seconds`."""

    def __init__(self, work: Callable[[Piece], Result], jobs: int, seconds: float) -> None:
        self._work, self._jobs, self._seconds = work, max(1, jobs), seconds
        self._workers: list[_Worker] = []

    def results(self, pieces: Iterable[Piece]) -> Generator[tuple[Piece, Result | Lost]]:
        """Yield each piece with its result, in the order given; every process is ended when this is done or closed."""
        source = enumerate(pieces)
        waiting: dict[int, Piece] = {}
        done: dict[int, Result | Lost] = {}
        turn = 0
        try:
            while True:
                self._hand_out(source, waiting)
                if not waiting:
                    return
                done.update(self._finished())
                while turn in done:
                    yield waiting.pop(turn), done.pop(turn)
                    turn += 1
        finally:
            self._end()

    def _hand_out(self, source: Iterator[tuple[int, Piece]], waiting: dict[int, Piece]) -> None:
        while len(waiting) < self._jobs * _PIECES_PER_PROCESS:
            idle = next((worker for worker in self._workers if worker.turn < 0), None)
            if idle is None and len(self._workers) >= self._jobs:
                return
            following = next(source, None)
            if following is None:
                return
            turn, piece = following
            waiting[turn] = piece
            self._give(idle or self._start(), turn, piece)

    def _give(self, worker: _Worker, turn: int, piece: Piece) -> None:
        try:
            worker.pipe.send(piece)
        except OSError:  # it died while it had nothing to do
            self._remove(worker)
            worker = self._start()
            worker.pipe.send(piece)
        worker.turn, worker.deadline = turn, monotonic() + self._seconds

    def _finished(self) -> Iterator[tuple[int, Result | Lost]]:
        """Wait until a busy process is done, dead or late, and yield what became of its piece."""
        busy = [worker for worker in self._workers if worker.turn >= 0]
        patience = max(0.0, min(worker.deadline for worker in busy) - monotonic())
        ready = connection.wait([worker.pipe for worker in busy], timeout=patience)
        now = monotonic()
        for worker in busy:
            turn = worker.turn
            if worker.pipe in ready:
                yield turn, self._received(worker)
            elif worker.deadline <= now:
                self._remove(worker)
                yield turn, Lost(f"reading it took longer than {self._seconds:g} seconds")

    def _received(self, worker: _Worker) -> Result | Lost:
        try:
            result: Result | Lost = worker.pipe.recv()
        except (EOFError, OSError):
            self._remove(worker)
            return Lost(f"the process reading it died ({_how_it_ended(worker.process)})")
        worker.turn = -1
        return result

    def _start(self) -> _Worker:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, self._work), daemon=True)
        with _interrupts_left_to_us():
            process.start()
        theirs.close()
        worker = _Worker(process, ours, -1)
        self._workers.append(worker)
        return worker

    def _remove(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.pipe.close()
        worker.process.kill()
        worker.process.join()

    def _end(self) -> None:
        for worker in list(self._workers):
            self._remove(worker)


def _serve(pipe: Any, work: Callable[[Any], Any]) -> None:
    """Do pieces until the other end is closed; when the process there is killed, end even in the midst of one."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    while True:
        try:
            piece = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            result = work(piece)
        except Exception as error:  # a document must never stop those after it
            result = Lost(f"reading it failed ({type(error).__name__}: {error})")
        try:
            pipe.send(result)
        except OSError:
            return


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


@contextmanager
def _interrupts_left_to_us() -> Iterator[None]:
    """Let processes started inside ignore Ctrl-C, which a terminal sends to all of them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _how_it_ended(process: BaseProcess) -> str:
    code = process.exitcode or 0
    return f"signal {-code}" if code < 0 else f"exit status {code}"
