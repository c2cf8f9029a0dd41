"""Does the jobs that were asked for, one after another, in a thread of the program that serves the pages."""

import logging
import threading
from collections.abc import Mapping
from typing import Any

from homeward.app.audit import now
from homeward.app.jobs import JobStopped, Told, Work, asked_for
from homeward.app.wiring import Workspace
from homeward.basics.errors import HomewardError, WorkspaceUnusable
from homeward.storage.jobs.model import Job

SECONDS_BETWEEN_LOOKS = 2.0
"""How often a worker looks for jobs that another program was asked for."""
SECONDS_BETWEEN_BEATS = 4.0
UNFORESEEN = (
    "Something went wrong that was not foreseen. Ask again; tell whoever looks after the server if it stays so."
)
_log = logging.getLogger("homeward.jobs")


class Worker(threading.Thread):
    """Takes jobs in their turn until it is told to leave; what it had begun then waits for the next worker."""

    def __init__(self, workspace: Workspace, works: Mapping[str, Work]) -> None:
        super().__init__(name="homeward-jobs", daemon=True)
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
            asked_for.wait(SECONDS_BETWEEN_LOOKS)
        self._workspace.close()

    def leave(self) -> None:
        """Put back what is being done, and end."""
        self._leaving.set()
        asked_for.set()
        self.join(SECONDS_BETWEEN_LOOKS)


def work_off(workspace: Workspace, works: Mapping[str, Work], leaving: threading.Event | None = None) -> int:
    """Do the jobs that wait until none does, or `leaving` is set; return how many were begun."""
    begun, leaving = 0, leaving or threading.Event()
    while not leaving.is_set() and (job := workspace.jobs.take(tuple(works), now())):
        begun += 1
        _do(workspace, job, works[job.kind], leaving)
    return begun


def _do(workspace: Workspace, job: Job, work: Work, leaving: threading.Event) -> None:
    """Do one job, and keep what came of it."""
    told, over = _told(workspace, job, leaving), threading.Event()
    beats = threading.Thread(target=_beat, args=(workspace, job, over), daemon=True)
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


def _told(workspace: Workspace, job: Job, leaving: threading.Event) -> Told:
    def told(done: int, of: int, words: str) -> None:
        if leaving.is_set() or not workspace.jobs.tell(job, now(), done, of, words):
            raise JobStopped

    return told


def _beat(workspace: Workspace, job: Job, over: threading.Event) -> None:
    """Say again and again that the job goes on, however long one step of it takes."""
    try:
        while not over.wait(SECONDS_BETWEEN_BEATS):
            workspace.jobs.goes_on(job, now())
    finally:
        workspace.close()
