"""Lists that are taken out: what there is and in which form, a button that asks for one, how far it is, the file."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from homeward.app.export_lists import DAYS_KEPT, KIND, ask_to_export, exported, own_exports, result_of_export
from homeward.app.export_rows import List
from homeward.app.show_jobs import show_job, stop
from homeward.basics.errors import UnknownName
from homeward.storage.jobs.model import Job, JobStatus
from homeward.web.asking import AddressRefused, day_written, today, workspace
from homeward.web.pages.job_progress import progress_page

WHAT_IS_IN_IT = {
    List.CASES_CSV: (
        gettext_lazy("Cases, as a table (CSV)"),
        gettext_lazy("A row a case: id, name, nationality, where the person stands on the day, documents, conflicts."),
    ),
    List.CASES_JSONL: (
        gettext_lazy("Cases, whole (JSON lines)"),
        gettext_lazy("A line a case: everything that stands in the case file, each value with its claims and quotes."),
    ),
    List.PEOPLE_CSV: (
        gettext_lazy("People, as a table (CSV)"),
        gettext_lazy("A row for each form of a name in a document, with the id of the person it stands for."),
    ),
    List.STATEMENTS_CSV: (
        gettext_lazy("Statements, as a table (CSV)"),
        gettext_lazy("A row a statement: when, by whom, via whom, about whom, the words and their quote."),
    ),
    List.COUNTS_CSV: (
        gettext_lazy("Numbers of people, as a table (CSV)"),
        gettext_lazy("A row for each number given: when, by whom, how many of whom, and the quote."),
    ),
    List.DOCUMENTS_CSV: (
        gettext_lazy("Documents, as a table (CSV)"),
        gettext_lazy("A row a document, without its text: name, title, publisher, author, date, language, claims."),
    ),
    List.CLAIMS_JSONL: (
        gettext_lazy("Claims, document by document (JSON lines)"),
        gettext_lazy("A line a document: its claims that count, as reviewed, each with its quote."),
    ),
}
"""By list, what it is called and what is in it."""
BY_DAY = (List.CASES_CSV, List.CASES_JSONL, List.PEOPLE_CSV, List.STATEMENTS_CSV, List.COUNTS_CSV)
"""The lists that a day changes; the others have what is kept now."""


@require_http_methods(["GET", "HEAD", "POST"])
def exports(request: HttpRequest) -> HttpResponse:
    """Show what can be taken out and what was asked for; a form asks for a list."""
    opened = workspace(request)
    if request.method == "POST":
        return redirect("export_list", ask_to_export(opened, *_asked(request)).id)
    said = {
        "lists": [(one, *words, one in BY_DAY) for one, words in WHAT_IS_IN_IT.items()],
        "as_of": today(),
        "asked": [(one, WHAT_IS_IN_IT[List(one.input["list"])][0]) for one in own_exports(opened)],
        "days_kept": DAYS_KEPT,
    }
    return render(request, "homeward/exports.html", said)


@require_safe
def export_list(request: HttpRequest, job_id: str) -> HttpResponse:
    """Show how far a list is, and where it is had once it is written."""
    return render(request, "homeward/export_list.html", _shown(request, job_id))


@require_safe
def progress(request: HttpRequest, job_id: str) -> HttpResponse:
    """Say how far it is, for a page that asks again and again; once it has ended the whole page is asked for."""
    return progress_page(request, "homeward/export_progress.html", _shown(request, job_id))


@require_safe
def take(request: HttpRequest, job_id: str) -> FileResponse:
    """Give the list that a job of the viewer's wrote, as a file; the record says so."""
    job = _job(request, job_id)
    try:
        file = exported(workspace(request), job)
    except UnknownName:
        raise Http404 from None
    # a list is a file to keep, never a page: no browser is to open it here
    return FileResponse(
        file.open("rb"), content_type="application/octet-stream", as_attachment=True, filename=job.input["list"]
    )


@require_POST
def stop_export(request: HttpRequest, job_id: str) -> HttpResponse:
    """Stop writing a list; what was written by then is deleted."""
    return redirect("export_list", stop(workspace(request), _job(request, job_id).id).id)


def _asked(request: HttpRequest) -> tuple[List, Any]:
    wanted, as_of = request.POST.get("list", ""), request.POST.get("as_of", "").strip()
    if wanted not in tuple(List):
        raise AddressRefused(gettext("Choose which list to take out."))
    return List(wanted), day_written(as_of) if as_of else today()


def _shown(request: HttpRequest, job_id: str) -> dict[str, Any]:
    job = _job(request, job_id)
    name, what = WHAT_IS_IN_IT[List(job.input["list"])]
    done = result_of_export(job) if job.status is JobStatus.DONE else None
    return {
        "job": job,
        "name": name,
        "what": what,
        "as_of": job.input["as_of"] if List(job.input["list"]) in BY_DAY else "",
        "done": done,
        "days_kept": DAYS_KEPT,
    }


def _job(request: HttpRequest, job_id: str) -> Job:
    try:
        job = show_job(workspace(request), job_id)
    except UnknownName:
        raise Http404 from None
    if job.kind != KIND:
        raise Http404
    return job
