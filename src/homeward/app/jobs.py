"""Long work beside the pages: asked for, followed, stopped; job_worker.py does it."""

import hashlib
import json
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from homeward.app.audit import now
from homeward.app.wiring import Workspace
from homeward.storage.jobs.model import Grounds, Job, JobStatus, new_job

Told = Callable[[int, int, str], None]
"""Takes how far a job is: steps done, of how many, and words; raises JobStopped where nobody wants it any more."""
Work = Callable[[Workspace, Job, Told], Any]
"""Does a job of one kind and returns its result, plain JSON; a HomewardError is told to whoever asked."""
AGAIN_AFTER = timedelta(minutes=10)
"""A job that failed or was stopped is asked for again after so long."""

asked_for = threading.Event()
"""Wakes the worker of this process; those of others look by themselves."""


class JobStopped(Exception):
    """A job was stopped, or is to be begun anew elsewhere, while it ran."""


def ask_for(workspace: Workspace, kind: str, asked: Any, rests_on: Grounds = (), *, key: str | None = None) -> Job:
    """Put a job of that kind behind those that wait; `key` is the same for the same question, else made of `asked`."""
    job = new_job(kind, key or key_of(asked), asked, workspace.viewer.name, now(), rests_on)
    workspace.jobs.add(job)
    asked_for.set()
    return job


def ask_once(workspace: Workspace, kind: str, asked: Any) -> None:
    """Ask for a job, but where one for the same question waits or runs, or has just failed or been stopped."""
    last = workspace.jobs.last(kind, key_of(asked))
    some_time_ago = (datetime.fromisoformat(now()) - AGAIN_AFTER).isoformat(timespec="microseconds")
    if last is None or (last.has_ended and (last.status is JobStatus.DONE or (last.ended_at or "") < some_time_ago)):
        ask_for(workspace, kind, asked)


def key_of(asked: Any) -> str:
    """Return what stands for a question: the same for the same plain JSON."""
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()


def stop_job(workspace: Workspace, job_id: str) -> Job:
    """Stop a job that waits or runs; raise UnknownName where there is none."""
    workspace.jobs.stop(workspace.jobs.job(job_id), now())
    return workspace.jobs.job(job_id)
