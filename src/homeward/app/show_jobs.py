"""Shows the long work that was asked for, as far as the viewer may know of it, and stops it."""

from homeward.app import read_in_job, solve_exchange
from homeward.app.jobs import stop_job
from homeward.app.wiring import Workspace
from homeward.basics.errors import NotAllowed, UnknownName
from homeward.basics.said import say
from homeward.storage.jobs.model import Job

SHARED = (solve_exchange.KIND,)
"""Kinds of which everybody knows who may know of what they rest on; of all others, whoever asked alone."""
MOST_JOBS = 1000


def list_jobs(workspace: Workspace, kind: str | None = None) -> tuple[Job, ...]:
    """Return the latest jobs that the viewer may know of, of one kind or of all, the last first, without results."""
    return tuple(one for one in workspace.jobs.jobs(kind, MOST_JOBS) if _is_known(workspace, one))


def show_job(workspace: Workspace, job_id: str) -> Job:
    """Return a job with what came of it; raise UnknownName where there is none that the viewer may know of."""
    job = workspace.jobs.job(job_id)
    if not _is_known(workspace, job):
        raise UnknownName(say("There is no job %(job_id)s.", job_id=repr(job_id)))
    return job


def stop(workspace: Workspace, job_id: str) -> Job:
    """Stop a job, and return it as it then stands; whoever asked for it may, and who keeps exchanges.

    Raises UnknownName where there is none, NotAllowed where the viewer may not stop it.
    """
    job = show_job(workspace, job_id)
    if not may_stop(workspace, job):
        raise NotAllowed(say("%(who)s asked for this. They can stop it, or a caseworker.", who=job.who))
    stopped = stop_job(workspace, job.id)
    read_in_job.sweep(workspace)
    return stopped


def may_stop(workspace: Workspace, job: Job) -> bool:
    """Return whether the viewer may stop a job."""
    return job.who == workspace.viewer.name or workspace.viewer.adds


def _is_known(workspace: Workspace, job: Job) -> bool:
    return job.kind in SHARED or job.who == workspace.viewer.name
