"""Turns the errors that users can mend into pages that say what is wrong and what to do, and hides everything else."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils.translation import gettext

from homeward.app.wording import in_language
from homeward.basics.errors import HomewardError, NotAllowed, StaleEdit, UnknownName, WorkspaceUnusable
from homeward.web.asking import AddressRefused

_STATUS = {UnknownName: 404, NotAllowed: 403, StaleEdit: 409, AddressRefused: 400, WorkspaceUnusable: 503}


def status_of(error: Exception) -> int:
    """Return the HTTP status that fits one of our errors."""
    return next((status for kind, status in _STATUS.items() if isinstance(error, kind)), 400)


class SayTrouble:
    """Middleware: one of our errors becomes a page with its sentence and the status that fits it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the page answer; where it takes only what a form sends, say so in place of an empty page."""
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            return _not_to_be_opened(request, response.headers["Allow"])
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Return a page for an error of ours; None leaves any other to Django's plain page for a fault."""
        if not isinstance(error, HomewardError | AddressRefused):
            return None
        status = status_of(error)
        return render(
            request, "homeward/trouble.html", {"sentence": in_language(str(error)), "status": status}, status=status
        )


def _not_to_be_opened(request: HttpRequest, allowed: str) -> HttpResponse:
    sentence = gettext("This address takes what a form sends and shows nothing. Open the page with the form.")
    page = render(request, "homeward/trouble.html", {"sentence": sentence, "status": 405}, status=405)
    page.headers["Allow"] = allowed
    return page


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is no such page, in the same words whether it never was or may not be seen."""
    said = {"sentence": gettext("There is no such page."), "status": 404}
    return render(request, "homeward/trouble.html", said, status=404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that what was sent cannot be taken as it is."""
    sentence = gettext(
        "What was sent is too much for one form, or not as a browser sends it. Send up to %(most)s files at once; more"
        " fit into a zip."
    ) % {"most": f"{settings.DATA_UPLOAD_MAX_NUMBER_FILES:,}"}
    return render(request, "homeward/trouble.html", {"sentence": sentence, "status": 400}, status=400)


def refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form did not come from our own page."""
    said = {"sentence": gettext("This form was not sent from Homeward's own page. Open the page again."), "status": 403}
    return render(request, "homeward/trouble.html", said, status=403)


def too_often(request: HttpRequest) -> HttpResponse:
    """Say that whoever asks has tried too often."""
    said = {"sentence": gettext("That was tried too often. Wait some minutes, then try again."), "status": 429}
    return render(request, "homeward/trouble.html", said, status=429)


def fault(request: HttpRequest) -> HttpResponse:
    """Say that something unforeseen went wrong, and nothing of what it was."""
    said = {"sentence": gettext("Something went wrong that was not foreseen. Nothing was lost."), "status": 500}
    return render(request, "homeward/trouble.html", said, status=500)
