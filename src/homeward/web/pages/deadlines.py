"""The deadlines: the days that are coming for everyone who is held, and what ought to have been done without delay."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.app.find_deadlines import find_deadlines, find_overdue
from homeward.app.show_cases import list_cases
from homeward.web.asking import day, page_of, workspace


@require_safe
def deadlines(request: HttpRequest) -> HttpResponse:
    """List what is coming after `?as_of=` a day, as the reports up to it have it, the earliest first."""
    as_of = day(request, "as_of")
    cases = list_cases(workspace(request), as_of).cases
    asked = request.GET.copy()
    asked.pop("page", None)
    said = {
        "as_of": as_of,
        "page": page_of(request, find_deadlines(cases, as_of)),
        "more": f"&{asked.urlencode()}" if asked else "",
        "overdue": find_overdue(cases, as_of),
    }
    return render(request, "homeward/deadlines.html", said)
