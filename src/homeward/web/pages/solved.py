"""The page of one question on an exchange: how far the search is, a way to stop it, and the answer."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_POST, require_safe

from homeward.app.job_kinds import jobs_ahead
from homeward.app.jobs import stop_job
from homeward.app.plan_exchange import positions_in_text
from homeward.app.show_jobs import may_stop
from homeward.app.solve_exchange import KIND, answer_of, asked_from_values, opened_for, read_question
from homeward.storage.jobs.model import Job
from homeward.web.asking import workspace
from homeward.web.pages.answer_shown import answer_shown
from homeward.web.pages.desk import show_desk
from homeward.web.pages.desk_form import DeskForm, options_of
from homeward.web.pages.job_progress import progress_page
from homeward.web.rights import refuse


@require_safe
def solved(request: HttpRequest, job_id: str) -> HttpResponse:
    """Show the desk with the positions of a question, and the answer, or how far the search for it is.

    A page that asks again and again gets the latter alone, and is told to ask for all once the search has ended.
    """
    job = _job(request, job_id)
    if request.headers.get("HX-Request"):
        said = {"job": job, "ahead": jobs_ahead(workspace(request), job), "may_stop": may_stop(workspace(request), job)}
        fragment = progress_page(request, "homeward/job.html", said)
        patch_vary_headers(fragment, ["HX-Request"])
        return fragment
    read_question(workspace(request), job)
    opened = opened_for(job)
    form = DeskForm(job.input["text"], options_of(job.input["asked"]), opened, _name_of(request, opened.variant))
    ahead = jobs_ahead(workspace(request), job)
    shown: dict[str, Any] = {"job": job, "may_stop": may_stop(workspace(request), job), "ahead": ahead}
    answer = answer_of(job)
    if answer is not None:
        shown["answer"] = answer_shown(answer, positions_in_text(form.text), asked_from_values(job.input["asked"]))
    return show_desk(request, form, shown)


@require_POST
def stop(request: HttpRequest, job_id: str) -> HttpResponse:
    """Stop a search; who asked for it may, and who keeps exchanges."""
    job = _job(request, job_id)
    if not may_stop(workspace(request), job):
        return refuse(request)
    stop_job(workspace(request), job.id)
    return HttpResponseRedirect(reverse("solved", args=[job.id]))


def _job(request: HttpRequest, job_id: str) -> Job:
    job = workspace(request).jobs.job(job_id)
    if job.kind != KIND:
        raise Http404
    return job


def _name_of(request: HttpRequest, variant_id: int | None) -> str:
    """Return what a variant is called, "" where there is none (any more)."""
    return next((one.name for one in workspace(request).variants.latest() if one.id == variant_id), "")
