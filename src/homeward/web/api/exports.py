"""Exports: lists of what is kept, written as a job, for caseworkers to take out."""

from typing import Any

from django.http import FileResponse, HttpRequest
from ninja import Router, Status

from homeward.app.export_lists import ask_to_export, exported
from homeward.app.export_rows import List
from homeward.app.show_jobs import show_job
from homeward.web.api.documents import AS_IT_CAME
from homeward.web.api.guard import BYTES
from homeward.web.api.jobs import JobShown, job_values
from homeward.web.api.shapes import Body, Day, answers
from homeward.web.asking import today, workspace

router = Router(tags=["exports"])


class ExportBody(Body):
    """Which list, and by what was reported up to which day."""

    list: List
    as_of: Day | None = None


@router.post("exports", url_name="api_exports", response=answers(JobShown, 202))
def ask(request: HttpRequest, body: ExportBody) -> Any:
    """Ask for a list of what is kept; the answer is a job, and the list is had under its id."""
    opened = workspace(request)
    return Status(202, job_values(opened, ask_to_export(opened, body.list, body.as_of or today())))


@router.get(
    "exports/{slug:job_id}",
    url_name="api_export",
    response=answers(None),
    openapi_extra=AS_IT_CAME,
    summary="Take a list out",
)
def take(request: HttpRequest, job_id: str) -> Any:
    """Give the list that a job of yours wrote."""
    opened = workspace(request)
    job = show_job(opened, job_id)
    file = exported(opened, job)
    return FileResponse(file.open("rb"), content_type=BYTES, as_attachment=True, filename=job.input["list"])
