"""Long work: taken in turn, followed, stopped, and begun again where it was broken off."""

import threading
import time
from datetime import datetime, timedelta
from typing import Any

import pytest

from homeward.app import job_worker, jobs
from homeward.app.audit import now
from homeward.app.job_kinds import LANES, jobs_ahead
from homeward.app.job_kinds import WORKS as ALL_WORKS
from homeward.app.job_worker import UNFORESEEN, Worker, work_off, working
from homeward.app.jobs import AGAIN_AFTER, JobStopped, Told, ask_for, ask_once, stop_job
from homeward.app.wiring import Workspace
from homeward.basics.errors import CaseIncomplete, UnknownName
from homeward.storage.jobs.model import Job, JobStatus
from homeward.storage.jobs.queue import GIVEN_UP, MOST_TRIES, SILENT_AFTER, Jobs


def later() -> str:
    """Return a moment at which a worker that fell silent now is taken to be gone."""
    return (datetime.fromisoformat(now()) + SILENT_AFTER * 2).isoformat(timespec="microseconds")


def doubled(workspace: Workspace, job: Job, told: Told) -> Any:
    """A small work: doubles a number, or fails as it is asked to."""
    told(1, 2, "half of it")
    match job.input["number"]:
        case None:
            raise CaseIncomplete("There is no number. Give one.")
        case str():
            raise ZeroDivisionError
        case number:
            return {"doubled": number * 2}


WORKS = {"double": doubled}


def test_jobs_are_done_in_turn_and_come_back_as_they_were_asked(workspace: Workspace) -> None:
    """What was asked, who asked and what came of it stand in the job, on either database."""
    first = ask_for(workspace, "double", {"number": 4, "words": "\0 ünïcode"})
    second = ask_for(workspace, "double", {"number": 5})
    assert workspace.jobs.ahead_of(second, ["double"]) == 1
    assert workspace.jobs.ahead_of(second, ["other"]) == 0
    assert work_off(workspace, WORKS) == 2
    done = workspace.jobs.job(first.id)
    assert (done.status, done.result, done.input) == (JobStatus.DONE, {"doubled": 8}, first.input)
    assert (done.done, done.of, done.words, done.who) == (1, 2, "half of it", workspace.viewer.name)
    assert done.started_at and done.ended_at and done.started_at <= done.ended_at
    assert [one.id for one in workspace.jobs.jobs("double")] == [second.id, first.id]
    again = workspace.jobs.last_done("double", second.key)
    assert again is not None and again.result == {"doubled": 10}
    assert work_off(workspace, WORKS) == 0


def test_failure_is_told_and_stops_nobody_else(sqlite_workspace: Workspace) -> None:
    """An error that the user can mend is told in its words, any other in none of its own; the next job is done."""
    jobs = [ask_for(sqlite_workspace, "double", {"number": number}) for number in (None, "x", 1)]
    work_off(sqlite_workspace, WORKS)
    ended = [sqlite_workspace.jobs.job(one.id) for one in jobs]
    assert [one.status for one in ended] == [JobStatus.FAILED, JobStatus.FAILED, JobStatus.DONE]
    assert [one.trouble for one in ended] == ["There is no number. Give one.", UNFORESEEN, None]


def test_job_of_another_kind_waits_for_its_worker(sqlite_workspace: Workspace) -> None:
    """A worker takes only the kinds that it can do."""
    ask_for(sqlite_workspace, "other", {})
    assert work_off(sqlite_workspace, WORKS) == 0


def test_waiting_job_that_is_stopped_is_never_begun(sqlite_workspace: Workspace) -> None:
    """A job stopped before its turn stays stopped; stopping one that has ended changes nothing."""
    job = ask_for(sqlite_workspace, "double", {"number": 4})
    assert stop_job(sqlite_workspace, job.id).status is JobStatus.STOPPED
    assert work_off(sqlite_workspace, WORKS) == 0
    done = ask_for(sqlite_workspace, "double", {"number": 4})
    work_off(sqlite_workspace, WORKS)
    assert stop_job(sqlite_workspace, done.id).status is JobStatus.DONE


def test_same_question_is_asked_once_until_it_is_done(
    sqlite_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A job that waits, or has just failed or been stopped, is not asked for again; one that is done is, at once."""

    def asked(number: int | None) -> int:
        ask_once(sqlite_workspace, "double", {"number": number})
        return len(sqlite_workspace.jobs.jobs("double"))

    assert [asked(1), asked(1), asked(None), asked(None)] == [1, 1, 2, 2]
    work_off(sqlite_workspace, WORKS)
    assert [asked(1), asked(None), asked(1)] == [3, 3, 3]
    stop_job(sqlite_workspace, sqlite_workspace.jobs.jobs("double")[0].id)
    assert asked(1) == 3
    monkeypatch.setattr(jobs, "AGAIN_AFTER", -AGAIN_AFTER)
    assert [asked(1), asked(None), asked(1)] == [4, 5, 5]


def test_running_job_hears_that_it_was_stopped(workspace: Workspace) -> None:
    """The next word of a job that was stopped ends it, and its result is not kept."""

    def endless(opened: Workspace, job: Job, told: Told) -> Any:
        stop_job(opened, job.id)
        with pytest.raises(JobStopped):
            told(1, 0, "on and on")
        raise JobStopped

    job = ask_for(workspace, "endless", {})
    work_off(workspace, {"endless": endless})
    assert workspace.jobs.job(job.id).status is JobStatus.STOPPED


def test_job_whose_worker_is_gone_is_begun_again(workspace: Workspace) -> None:
    """After a restart the job is done by the next worker; the one before it, should it live, is not listened to."""
    job = ask_for(workspace, "double", {"number": 4})
    lost = workspace.jobs.take(["double"], now())
    assert lost is not None and lost.id == job.id
    assert workspace.jobs.take(["double"], now()) is None
    again = workspace.jobs.take(["double"], later())
    assert again is not None and again.id == job.id
    assert not workspace.jobs.tell(lost, now(), 1, 2, "late")
    workspace.jobs.end(lost, now(), {"doubled": -1})
    assert workspace.jobs.job(job.id).status is JobStatus.RUNNING
    workspace.jobs.end(again, now(), {"doubled": 8})
    assert workspace.jobs.job(job.id).result == {"doubled": 8}


def test_job_that_ends_the_program_each_time_is_given_up(sqlite_workspace: Workspace) -> None:
    """A job is begun so many times and no more, and the reason is told."""
    job = ask_for(sqlite_workspace, "double", {"number": 4})
    at = datetime.fromisoformat(now())
    for _ in range(MOST_TRIES):
        at += timedelta(minutes=1)
        assert sqlite_workspace.jobs.take(["double"], at.isoformat(timespec="microseconds")) is not None
    assert sqlite_workspace.jobs.take(["double"], (at + timedelta(minutes=1)).isoformat()) is None
    assert sqlite_workspace.jobs.job(job.id).trouble == GIVEN_UP


def test_job_that_rests_on_hidden_documents_is_not_there(sqlite_workspace: Workspace) -> None:
    """Whoever may know of no document of some set finds no such job, as if it had never been."""
    rests_on = (frozenset({"a"}), frozenset({"b", "c"}))
    job = ask_for(sqlite_workspace, "double", {"number": 4}, rests_on)
    work_off(sqlite_workspace, WORKS)
    for hidden, is_there in (({"b"}, True), ({"a"}, False), ({"b", "c"}, False), ({"x"}, True)):
        seen = Jobs(frozenset(hidden), sqlite_workspace.store.transaction)
        assert bool(seen.jobs()) is bool(seen.last_done("double", job.key)) is is_there
        if not is_there:
            with pytest.raises(UnknownName):
                seen.job(job.id)


def test_worker_in_a_thread_does_what_is_asked_and_puts_back_what_it_leaves(sqlite_workspace: Workspace) -> None:
    """A job asked for while the worker waits is begun at once; one that it leaves undone waits for the next worker."""
    begun = threading.Event()

    def slow(opened: Workspace, job: Job, told: Told) -> Any:
        begun.set()
        while True:
            told(0, 0, "still at it")
            threading.Event().wait(0.02)

    worker = Worker(sqlite_workspace, {"slow": slow})
    worker.start()
    job = ask_for(sqlite_workspace, "slow", {})
    assert begun.wait(10)
    assert sqlite_workspace.jobs.job(job.id).status is JobStatus.RUNNING
    worker.leave()
    assert not worker.is_alive()
    assert sqlite_workspace.jobs.job(job.id).status is JobStatus.QUEUED


def test_long_job_holds_up_nothing_in_another_lane(workspace: Workspace) -> None:
    """While one lane is at a long job, the jobs of another are done; at the end the long one waits for the next."""
    begun, let_go = threading.Event(), threading.Event()

    def long(workspace: Workspace, job: Job, told: Told) -> Any:
        begun.set()
        while not let_go.wait(0.05):
            told(0, 0, "still at it")

    search = ask_for(workspace, "long", {})
    with working(workspace, [{"long": long}, WORKS]):
        assert begun.wait(30)
        quick = ask_for(workspace, "double", {"number": 4})
        until = time.monotonic() + 30
        while not workspace.jobs.job(quick.id).has_ended and time.monotonic() < until:
            time.sleep(0.05)
        assert workspace.jobs.job(quick.id).result == {"doubled": 8}
        assert workspace.jobs.job(search.id).status is JobStatus.RUNNING
    assert workspace.jobs.job(search.id).status is JobStatus.QUEUED


def test_every_kind_of_job_is_in_one_lane(sqlite_workspace: Workspace) -> None:
    """A reading, a search and the rest wait for their own kind alone."""
    assert sum(len(lane) for lane in LANES) == len(ALL_WORKS)
    first, second, other = (ask_for(sqlite_workspace, kind, {}) for kind in ("reading", "reading", "exchange"))
    assert [jobs_ahead(sqlite_workspace, one) for one in (first, second, other)] == [0, 1, 0]


def test_job_that_is_to_begin_anew_hears_it_and_does(workspace: Workspace) -> None:
    """What reads of a moment that is over lets go of it: its next word ends it, and it is taken again."""
    job = ask_for(workspace, "double", {"number": 4})
    begun = workspace.jobs.take(["double"], now())
    assert begun is not None
    workspace.jobs.begin_anew("double")
    assert not workspace.jobs.tell(begun, now(), 1, 2, "half of it")
    again = workspace.jobs.take(["double"], now())
    assert again is not None and again.id == job.id


def test_progress_is_told_while_all_is_read_of_one_moment(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A job that reads of one moment, in which nothing can be written, says how far it is all the same."""
    monkeypatch.setattr(job_worker, "SECONDS_BETWEEN_BEATS", 0.02)

    def reading(workspace: Workspace, job: Job, told: Told) -> Any:
        with workspace.store.snapshot():
            workspace.jobs.job(job.id)
            told(7, 9, "reading")
            time.sleep(1)
        return workspace.jobs.job(job.id).done

    job = ask_for(workspace, "reading", {})
    work_off(workspace, {"reading": reading})
    assert workspace.jobs.job(job.id).result == 7
