"""Who may open which address: each stands here with the role it needs, and one without a row stops the program."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, reverse

from homeward.storage.accounts.model import Role
from homeward.web.asking import NotSignedIn, workspace

SAFE = ("GET", "HEAD", "OPTIONS")


@dataclass(frozen=True, slots=True)
class Right:
    """What an address needs: `look` to be seen, `change` to send a form to."""

    look: Role
    change: Role


def needs(look: Role, change: Role | None = None) -> Right:
    """Return what an address needs whose forms need `change`, or no more than looking does."""
    return Right(look, change or look)


RIGHTS: Mapping[str, Right] = {
    "start": needs(Role.READER),
    "add_reports": needs(Role.CASEWORKER),
    "documents": needs(Role.READER),
    "reader": needs(Role.READER),
    "original": needs(Role.READER),
    "search": needs(Role.READER),
    "claim": needs(Role.READER),
    "cases": needs(Role.READER),
    "case": needs(Role.READER),
    "timeline": needs(Role.READER),
    "routes": needs(Role.READER),
    "rule": needs(Role.REVIEWER),
    "people": needs(Role.READER),
    "person": needs(Role.READER, change=Role.REVIEWER),
    "statements": needs(Role.READER),
    "treaties": needs(Role.READER),
    "matrix": needs(Role.READER),
    "treaty": needs(Role.READER),
    "exchanges": needs(Role.READER),
    "solve": needs(Role.READER),
}
"""By the name of the address; the access table of the tests says what each role then gets."""


def guarded(patterns: Iterable[URLPattern]) -> list[URLPattern]:
    """Return addresses that answer only to those who have the right to them; raise KeyError for one without a row."""
    return [
        URLPattern(one.pattern, _guarded(one.callback, RIGHTS[str(one.name)]), one.default_args, one.name)
        for one in patterns
    ]


def _guarded(view: Callable[..., HttpResponseBase], right: Right) -> Callable[..., HttpResponseBase]:
    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **named: Any) -> HttpResponseBase:
        try:
            viewer = workspace(request).viewer
        except NotSignedIn:
            return ask_to_sign_in(request)
        if not viewer.may(right.look if request.method in SAFE else right.change):
            return refuse(request)
        return view(request, *args, **named)

    return asked


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send whoever is not signed in to the page where one does, and from there back to the page they asked for."""
    return redirect_to_login(request.get_full_path() if request.method in SAFE else "/", reverse("account_login"))


def refuse(request: HttpRequest) -> HttpResponse:
    """Say that the viewer's role does not allow this."""
    said = {"sentence": "Your role does not allow this. Ask an administrator of your team.", "status": 403}
    return render(request, "homeward/trouble.html", said, status=403)
