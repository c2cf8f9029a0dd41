"""The pool gives results in order and outlives its processes."""

import itertools
import multiprocessing
import subprocess
import sys
from pathlib import Path
from time import monotonic

import pytest
from piecework import DIES, EXITS, FAILS, HANGS, SECONDS_BUSY, shout, slow_first, which_process

from homeward.bulk.processes import Lost, Processes


@pytest.mark.parametrize("jobs", [1, 2])
def test_one_piece_never_stops_the_others(jobs: int) -> None:
    """A process that is killed, exits or fails loses its own piece, with the reason; all others get done."""
    pieces = ["a", DIES, "b", FAILS, "c", EXITS, DIES, "d"]
    results = list(Processes(shout, jobs, seconds=30).results(pieces))
    assert [piece for piece, _ in results] == pieces
    assert [result for _, result in results if isinstance(result, str)] == ["A", "B", "C", "D"]
    assert [result.why for _, result in results if isinstance(result, Lost)] == [
        "the process reading it died (signal 9)",
        "reading it failed (ValueError: no such thing)",
        "the process reading it died (exit status 7)",
        "the process reading it died (signal 9)",
    ]


def test_a_piece_that_takes_too_long_is_given_up() -> None:
    """A process that hangs is ended after the seconds it has."""
    results = list(Processes(shout, 1, seconds=1.5).results([HANGS, "a"]))
    assert results == [(HANGS, Lost("reading it took longer than 1.5 seconds")), ("a", "A")]


def test_results_keep_the_order_of_the_pieces() -> None:
    """A slow first piece is waited for."""
    results = Processes(slow_first, 2, seconds=30).results(range(12))
    assert [result for _, result in results] == list(range(12))


def test_work_is_shared_and_few_pieces_are_taken_ahead() -> None:
    """Several processes work; an endless source is drawn from only as fast as results are taken."""
    taken = []

    def source() -> "itertools.count[int]":
        for number in itertools.count():
            taken.append(number)
            yield number

    results = Processes(which_process, 2, seconds=30).results(source())
    processes = {process for _, process in itertools.islice(results, 30)}
    results.close()
    assert len(processes) == 2
    assert len(taken) < 30 + 2 * 4 + 1


def test_no_process_is_left_when_the_results_are_closed_early() -> None:
    """Breaking off ends the processes, busy or not."""
    results = Processes(shout, 2, seconds=30).results(["a", HANGS, HANGS])
    assert next(results) == ("a", "A")
    results.close()
    assert multiprocessing.active_children() == []


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
def test_no_process_outlives_one_that_is_killed() -> None:
    """A process busy with a long piece ends when whoever started it is killed."""
    run = "from piecework import *; from homeward.bulk.processes import Processes\n"
    run += "if __name__ == '__main__': next(Processes(say_busy_and_be, 1, seconds=60).results([0]))"
    started = subprocess.Popen(
        [sys.executable, "-c", run], cwd=Path(__file__).parent, stdout=subprocess.PIPE, text=True
    )
    assert started.stdout
    with started.stdout as said:
        assert said.readline().strip() == "busy"
        started.kill()
        started.wait()
        killed = monotonic()
        said.read()  # to the end of the pipe, which comes once no process holds it any more
    assert monotonic() - killed < SECONDS_BUSY / 2
