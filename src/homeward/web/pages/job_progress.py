"""How far a job is, for a page that asks again and again."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def progress_page(request: HttpRequest, template: str, said: dict[str, Any]) -> HttpResponse:
    """Say how far `said["job"]` is; once it has ended, the browser is told to ask for the whole page."""
    answer = render(request, template, said)
    if said["job"].has_ended:
        answer.headers["HX-Refresh"] = "true"
    return answer
