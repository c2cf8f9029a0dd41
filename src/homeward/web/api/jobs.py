"""Jobs: long work that was asked for, how far it is, what came of it, and stopping it."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router
from pydantic import BaseModel, Field

from homeward.app.job_kinds import jobs_ahead, result_as_values
from homeward.app.show_jobs import list_jobs, show_job, stop
from homeward.app.solve_exchange import KIND, read_question
from homeward.app.wiring import Workspace
from homeward.storage.jobs.model import Job, JobStatus
from homeward.web.api.shapes import ROWS, Limit, Offset, RowsOf, answers, rows_of, told
from homeward.web.asking import workspace

router = Router(tags=["jobs"])


class JobShown(BaseModel):
    """Long work: at `done` of `of` steps (0: not known), at what in `words`; moments in UTC, ISO 8601.

    `ahead` is how many jobs wait before it. `trouble` is the sentence on why it failed, `result` what came of it: of a
    reading its counts and refusals, of an exchange its answer, of an export its size.
    """

    id: str
    kind: str
    who: str
    status: JobStatus
    asked_at: str
    started_at: str | None
    ended_at: str | None
    done: int
    of: int
    words: str
    ahead: int
    trouble: str | None
    result: dict[str, Any] | None


def job_values(opened: Workspace, job: Job) -> dict[str, Any]:
    """Return what is told of a job."""
    shown = told(job, JobShown.model_fields.keys() - {"ahead", "result"})
    return {**shown, "ahead": jobs_ahead(opened, job), "result": result_as_values(job)}


@router.get("jobs", url_name="api_jobs", response=answers(RowsOf[JobShown]))
def jobs(
    request: HttpRequest,
    kind: Annotated[str, Field(max_length=32)] = "",
    limit: Limit = ROWS,
    offset: Offset = 0,
) -> Any:
    """List the latest jobs that you may know of, the last first, without their results."""
    opened = workspace(request)
    return rows_of(list_jobs(opened, kind or None), limit, offset, lambda one: job_values(opened, one))


@router.get("jobs/{slug:job_id}", url_name="api_job", response=answers(JobShown))
def job(request: HttpRequest, job_id: str) -> Any:
    """Say how far a job is, and in the end what came of it."""
    opened = workspace(request)
    found = show_job(opened, job_id)
    if found.kind == KIND and found.result is not None:  # before that nothing is told of anybody
        read_question(opened, found)
    return job_values(opened, found)


@router.delete("jobs/{slug:job_id}", url_name="api_job", response=answers(JobShown))
def stop_one(request: HttpRequest, job_id: str) -> Any:
    """Stop a job that waits or runs; one that has ended stays as it is."""
    opened = workspace(request)
    return job_values(opened, stop(opened, job_id))
