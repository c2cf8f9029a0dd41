"""An exchange solved beside the pages: the same answer as at once, stopped in the midst, refused in a sentence."""

import threading
import time
from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from homeward.app.job_worker import Worker, work_off
from homeward.app.jobs import stop_job
from homeward.app.plan_exchange import Asked, plan_exchange, positions_in_text
from homeward.app.solve_exchange import KIND, answer_of, ask_to_solve, last_answer, solve
from homeward.app.wiring import Workspace
from homeward.basics.errors import YamlRefused
from homeward.exchanges.exact_answers import answer_as_exact, answer_from_exact
from homeward.storage.jobs.model import JobStatus

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "positions"
ON = date(2022, 12, 1)
WORKS = {KIND: solve}
TEXT = (EXAMPLES / "us-ru-2022.yaml").read_text(encoding="utf-8")
POSSIBLE = """participants: {N: {}, S: {}}
people: {ana: {held_by: S, home: N}, bo: {held_by: N, home: S}, cy: {held_by: S, home: N}}
positions:
  - {id: n-wants, of: N, wants: {ana: 1/3, cy: 2}}
  - {id: n-gives, of: N, gives: {bo: 0.25}}
  - {id: s-wants, of: S, wants: {bo: 2}}
  - {id: s-gives, of: S, gives: {ana: 1, cy: 1}}
  - {id: s-not-cy, of: S, refuses: [cy], yields: 1}
"""
HARD = (
    "participants: {A: {}, B: {}, C: {}}\npeople:\n"
    + "".join(f"  p{n}: {{held_by: {'ABC'[n % 3]}, home: {'BCA'[n % 3]}}}\n" for n in range(240))
    + "positions:\n"
    + "".join(
        f"  - {{id: w{side}, of: {side}, wants: {{"
        + ", ".join(f"p{n}: {n * 7919 % 997 + 1}" for n in range(240) if "BCA"[n % 3] == side)
        + "}}\n"
        + f"  - {{id: g{side}, of: {side}, gives: {{"
        + ", ".join(f"p{n}: {n * 6113 % 991 + 1}" for n in range(240) if "ABC"[n % 3] == side)
        + "}}\n"
        for side in "ABC"
    )
)


@pytest.fixture
def works(sqlite_workspace: Workspace) -> Iterator[Workspace]:
    """A workspace with a worker that solves what is asked."""
    worker = Worker(sqlite_workspace, WORKS)
    worker.start()
    yield sqlite_workspace
    worker.leave()


@pytest.mark.parametrize("text", [TEXT, POSSIBLE])
def test_answer_is_that_of_the_search_at_once(sqlite_workspace: Workspace, text: str) -> None:
    """What the job keeps reads back to the very answer, fractions exact, and is found again by the question."""
    asked = Asked(frontier=True, rounds=2, seconds=60.0)
    job = ask_to_solve(sqlite_workspace, text, asked, ON)
    assert job.status is JobStatus.QUEUED
    work_off(sqlite_workspace, WORKS)
    expected = plan_exchange(positions_in_text(text), asked, ON)
    assert answer_of(sqlite_workspace.jobs.job(job.id)) == expected
    found = last_answer(sqlite_workspace, text, job.input["asked"])
    assert found is not None and found[1] == expected
    assert last_answer(sqlite_workspace, text + "# other", job.input["asked"]) is None


def test_exact_values_lose_nothing() -> None:
    """A third of a worth stays a third, where the JSON for people rounds it."""
    positions = positions_in_text(POSSIBLE)
    answer = plan_exchange(positions, Asked(), ON)
    assert answer.best is not None
    assert answer.best.surplus["N"] == Fraction(1, 12)
    assert answer_from_exact(answer_as_exact(answer)) == answer


def test_search_is_stopped_in_the_midst(works: Workspace) -> None:
    """A long search says that it runs, and ends within moments once it is stopped, leaving no answer."""
    job = ask_to_solve(works, HARD, Asked(frontier=True, seconds=300.0), ON)
    _wait_until(lambda: works.jobs.job(job.id).words.startswith("Looking for"))
    running = works.jobs.job(job.id)
    assert (running.status, running.of) == (JobStatus.RUNNING, 300)
    stop_job(works, job.id)
    small = ask_to_solve(works, POSSIBLE, Asked(), ON)
    _wait_until(lambda: works.jobs.job(small.id).has_ended)
    assert works.jobs.job(small.id).status is JobStatus.DONE
    stopped = works.jobs.job(job.id)
    assert (stopped.status, stopped.result) == (JobStatus.STOPPED, None)


def test_what_makes_no_sense_is_refused_before_it_waits(sqlite_workspace: Workspace) -> None:
    """Positions that make no sense are no job; a line left out that is not there is told when it is searched."""
    with pytest.raises(YamlRefused):
        ask_to_solve(sqlite_workspace, "participants: {}", Asked(), ON)
    assert sqlite_workspace.jobs.jobs() == ()
    job = ask_to_solve(sqlite_workspace, POSSIBLE, Asked(without=("gone",)), ON)
    work_off(sqlite_workspace, WORKS)
    failed = sqlite_workspace.jobs.job(job.id)
    assert failed.status is JobStatus.FAILED
    assert "No line has the id `gone`" in str(failed.trouble)


def _wait_until(came: Callable[[], bool], seconds: float = 40.0) -> None:
    """Look again and again until it is so."""
    end = time.monotonic() + seconds
    while not came():
        assert time.monotonic() < end, "it never came"
        threading.Event().wait(0.1)
