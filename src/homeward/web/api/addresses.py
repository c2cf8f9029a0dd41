"""Every address of the API, its description, and the page that shows the description."""

import logging
from functools import cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import URLPattern, path, re_path
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.operation import Operation
from pydantic_core import to_jsonable_python

from homeward.basics.errors import HomewardError, StaleEdit
from homeward.web.api import (
    cases,
    claims,
    coming,
    documents,
    exchanges,
    exports,
    families,
    history,
    jobs,
    people,
    record,
    restrictions,
    statements,
    team,
    tokens,
    treaties,
)
from homeward.web.api.guard import guarded
from homeward.web.api.shapes import STALE, WAIT, as_trouble
from homeward.web.asking import AddressRefused
from homeward.web.trouble import status_of

PREFIX = "api/"
DESCRIPTION = (
    "Reports, what they claim, and what follows from it. Every list takes `limit` and `offset` and tells its `total`;"
    " every trouble is a sentence and a status. What you may not know of answers as what is not there. `as_of` is the"
    " day up to which reports count, `on` the day that is asked about; both are today where left out. Where new reports"
    " are not worked in yet, the headers `Not-Worked-In` and `Worked-Out-At` say so."
)
UNFORESEEN = "Something went wrong that was not foreseen. Nothing was lost."
NOWHERE = "There is no such address. /api/openapi.json lists those that there are."
ROOMS = (
    documents,
    claims,
    people,
    cases,
    families,
    statements,
    coming,
    treaties,
    exchanges,
    history,
    exports,
    jobs,
    restrictions,
    team,
    tokens,
    record,
)
METHODS = frozenset({"get", "post", "put", "delete"})
_log = logging.getLogger("homeward.api")


class _Api(NinjaAPI):
    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Return a name that a generated client can call its function by."""
        room = operation.view_func.__module__.rpartition(".")[2]
        return f"{room}_{operation.view_func.__name__}"


api = _Api(
    title="Homeward",
    version="1",
    description=DESCRIPTION,
    docs_url=None,
    openapi_url=None,
    openapi_extra={
        "security": [{"token": []}],
        "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
    },
)
for _room in ROOMS:
    api.add_router("", _room.router)


@api.exception_handler(HomewardError)
@api.exception_handler(AddressRefused)
def _refused(request: HttpRequest, error: Exception) -> HttpResponse:
    return as_trouble(str(error), status_of(error))


@api.exception_handler(StaleEdit)
def _overtaken(request: HttpRequest, error: StaleEdit) -> HttpResponse:
    versions = {"saw": error.saw, "stands": error.stands}
    return as_trouble(str(error), status_of(error), **to_jsonable_python(versions))


@api.exception_handler(ValidationError)
def _makes_no_sense(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Say of each field what is wrong with it."""
    said = (f"`{'.'.join(map(str, one['loc'][1:])) or one['loc'][0]}`: {one['msg']}" for one in error.errors)
    return as_trouble(f"What was sent makes no sense: {'; '.join(said)}.", 400)


@api.exception_handler(HttpError)
def _not_read(request: HttpRequest, error: HttpError) -> HttpResponse:
    return as_trouble(f"{error}.", error.status_code)


@api.exception_handler(Http404)
def _not_there(request: HttpRequest, error: Http404) -> HttpResponse:
    return as_trouble(NOWHERE, 404)


@api.exception_handler(Exception)
def _fault(request: HttpRequest, error: Exception) -> HttpResponse:
    _log.exception("%s %s failed", request.method, request.path, exc_info=error)
    return as_trouble(UNFORESEEN, 500)


@cache
def description() -> dict[str, Any]:
    """Return the OpenAPI description of every address."""
    told = dict(api.get_openapi_schema(path_prefix=PREFIX))
    for methods in told["paths"].values():
        for method in METHODS & methods.keys():
            for status, answer in methods[method]["responses"].items():
                answer["headers"] = {**STALE, **(WAIT if status == 429 else {})}
    return told


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """Give the description, for programs that read OpenAPI."""
    return JsonResponse(description())


def nowhere(request: HttpRequest) -> HttpResponse:
    """Say that there is no such address."""
    return as_trouble(NOWHERE, 404)


@require_safe
def reference(request: HttpRequest) -> HttpResponse:
    """Show every address with what it takes and gives, for people."""
    told = description()
    addresses = [
        {"path": address, "method": method.upper(), **one}
        for address, methods in sorted(told["paths"].items())
        for method, one in methods.items()
        if method in METHODS
    ]
    return render(request, "homeward/api.html", {"info": told["info"], "addresses": addresses})


def _operations() -> list[URLPattern]:
    """Return one pattern an address; several methods of one have the same name."""
    found = (one for one in api.urls[0] if isinstance(one, URLPattern) and one.name != "api-root")
    return list({str(one.pattern): _below(one) for one in found}.values())


def _below(one: URLPattern) -> URLPattern:
    return path(f"{PREFIX}{one.pattern}", one.callback, name=one.name)


ADDRESSES = guarded(
    [
        path(f"{PREFIX}openapi.json", openapi, name="api_openapi"),
        *_operations(),
        re_path(rf"^{PREFIX}.+", nowhere, name="api_nowhere"),
    ]
)
"""Every address but that of the page, which is one among the pages."""
