"""The deadlines: the days that are coming for everyone who is held, and what ought to have been done without delay."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.app.list_deadlines import list_deadlines
from homeward.web.asking import day, page_of, workspace

BESIDE = 8
"""Rows of the other list that stand beside it."""


@require_safe
def deadlines(request: HttpRequest) -> HttpResponse:
    """List what is coming after `?as_of=` a day, as the reports up to it have it, the earliest first.

    `?list=overdue` pages through what ought to have been done; the first of the other list stand beside it.
    """
    as_of = day(request, "as_of")
    found = list_deadlines(workspace(request), as_of)
    is_overdue = request.GET.get("list") == "overdue"
    asked = request.GET.copy()
    asked.pop("page", None)
    asked.pop("list", None)
    rest = f"&{asked.urlencode()}" if asked else ""
    paged = page_of(request, found.overdue if is_overdue else found.coming)
    said = {
        "as_of": as_of,
        "all": found.all,
        "is_overdue": is_overdue,
        "page": paged,
        "coming": found.coming[:BESIDE] if is_overdue else paged.rows,
        "coming_in_all": len(found.coming),
        "overdue": paged.rows if is_overdue else found.overdue[:BESIDE],
        "overdue_in_all": len(found.overdue),
        "asked": rest,
        "more": f"{'&list=overdue' if is_overdue else ''}{rest}",
    }
    return render(request, "homeward/deadlines.html", said)
