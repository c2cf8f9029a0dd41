"""The page of added reports: how far their reading is, a way to stop it, and what came of each file."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from homeward.app.job_kinds import jobs_ahead
from homeward.app.read_in_job import KIND, summary_of
from homeward.app.show_jobs import show_job, stop
from homeward.storage.jobs.model import Job
from homeward.web.asking import workspace
from homeward.web.pages.job_progress import progress_page


@require_safe
def reading(request: HttpRequest, job_id: str) -> HttpResponse:
    """Show how far a reading is, and in the end what came of each file."""
    return render(request, "homeward/reading.html", _shown(request, job_id))


@require_safe
def progress(request: HttpRequest, job_id: str) -> HttpResponse:
    """Say how far it is, for a page that asks again and again; once it has ended the whole page is asked for."""
    return progress_page(request, "homeward/reading_progress.html", _shown(request, job_id))


@require_POST
def stop_reading(request: HttpRequest, job_id: str) -> HttpResponse:
    """Stop a reading; what was read by then is kept."""
    job = stop(workspace(request), _job(request, job_id).id)
    return redirect("reading", job.id)


def _shown(request: HttpRequest, job_id: str) -> dict[str, Any]:
    job = _job(request, job_id)
    return {"job": job, "ahead": jobs_ahead(workspace(request), job), "summary": summary_of(job)}


def _job(request: HttpRequest, job_id: str) -> Job:
    job = show_job(workspace(request), job_id)
    if job.kind != KIND:
        raise Http404
    return job
