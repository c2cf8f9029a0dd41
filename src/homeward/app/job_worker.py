"""Does the jobs that were asked for: in each lane one after another, the lanes side by side, each in a thread."""

import logging
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from homeward.app.audit import now
from homeward.app.jobs import JobStopped, Told, Work, asked_for
from homeward.app.wiring import Workspace
from homeward.basics.errors import HomewardError, WorkspaceUnusable
from homeward.storage.jobs.model import Job

SECONDS_BETWEEN_LOOKS = 1.0
"""How often a worker looks for jobs that another program was asked for."""
SECONDS_BETWEEN_BEATS = 4.0
SECONDS_TO_LEAVE = 5.0
"""How long a worker is waited for; a job that has not been put back by then is begun again by another one."""
Lane = Mapping[str, Work]
"""Kinds of jobs that wait for one another, each with what does it."""
UNFORESEEN = (
    "Something went wrong that was not foreseen. Ask again; tell whoever looks after the server if it stays so."
)
_log = logging.getLogger("homeward.jobs")


class Worker(threading.Thread):
    """Takes the jobs of a lane in turn until it is told to leave; what it had begun then waits for the next worker."""

    def __init__(self, workspace: Workspace, works: Lane) -> None:
        super().__init__(name=f"homeward-jobs-{'-'.join(works)}", daemon=True)
        self._workspace, self._works = workspace, works
        self._leaving = threading.Event()

    def run(self) -> None:
        """Work until told to leave."""
        while not self._leaving.is_set():
            asked_for.clear()
            try:
                work_off(self._workspace, self._works, self._leaving)
            except WorkspaceUnusable:  # the database may be back at the next look
                _log.exception("the jobs cannot be reached")
                self._workspace.close()
            asked_for.wait(SECONDS_BETWEEN_LOOKS)
        self._workspace.close()

    def leave(self) -> None:
        """Put back what is being done, and end."""
        self.tell_to_leave()
        self.join(SECONDS_TO_LEAVE)

    def tell_to_leave(self) -> None:
        """Let what is being done be put back at its next word; wait for nothing."""
        self._leaving.set()
        asked_for.set()


@contextmanager
def working(workspace: Workspace, lanes: Iterable[Lane]) -> Iterator[None]:
    """Work in every lane while what is inside goes on, then put back what is being done."""
    workers = [Worker(workspace, lane) for lane in lanes]
    for one in workers:
        one.start()
    try:
        yield
    finally:
        for one in workers:
            one.tell_to_leave()
        for one in workers:
            one.leave()


def work_off(workspace: Workspace, works: Lane, leaving: threading.Event | None = None) -> int:
    """Do the jobs that wait until none does, or `leaving` is set; return how many were begun."""
    begun, leaving = 0, leaving or threading.Event()
    while not leaving.is_set() and (job := workspace.jobs.take(tuple(works), now())):
        begun += 1
        _do(workspace, job, works[job.kind], leaving)
    return begun


def _do(workspace: Workspace, job: Job, work: Work, leaving: threading.Event) -> None:
    """Do one job, and keep what came of it."""
    said, over = _Said(), threading.Event()
    told = _told(workspace, job, leaving, said)
    beats = threading.Thread(target=_beat, args=(workspace, job, over, said), daemon=True)
    beats.start()
    result: Any = None
    trouble: str | None = None
    try:
        result = work(workspace, job, told)
    except JobStopped:
        workspace.jobs.put_back(job)  # one that was stopped is no longer running, and stays stopped
        return
    except HomewardError as error:
        trouble = str(error)
    except Exception:  # whatever it was, the next job is to be done
        _log.exception("job %s failed", job.id)
        trouble = UNFORESEEN
    finally:
        over.set()
        beats.join()
    workspace.jobs.end(job, now(), result, trouble)


@dataclass(slots=True)
class _Said:
    """What a job says while all that it reads is of one moment, so that nothing can be written: the beat writes it."""

    latest: tuple[int, int, str] | None = None
    is_wanted: bool = True


def _told(workspace: Workspace, job: Job, leaving: threading.Event, said: _Said) -> Told:
    def told(done: int, of: int, words: str) -> None:
        if leaving.is_set() or not said.is_wanted:
            raise JobStopped
        if not workspace.store.is_free_to_write:
            said.latest = (done, of, words)
            return
        said.latest = None
        if not workspace.jobs.tell(job, now(), done, of, words):
            raise JobStopped

    return told


def _beat(workspace: Workspace, job: Job, over: threading.Event, said: _Said) -> None:
    """Say again and again that the job goes on, however long one step of it takes."""
    try:
        while not over.wait(SECONDS_BETWEEN_BEATS):
            jobs, latest = workspace.jobs, said.latest
            said.is_wanted = jobs.tell(job, now(), *latest) if latest else jobs.goes_on(job, now())
    finally:
        workspace.close()
