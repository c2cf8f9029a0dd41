"""The language of a page: chosen with a form and kept in a cookie, or else the first that the browser asks for."""

from collections.abc import Awaitable
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.urls import Resolver404, resolve, reverse
from django.utils import translation
from django.utils.translation import get_language, get_language_info
from django.views.decorators.http import require_POST

from homeward.app.wording import said_in

API = "/api/"
"""Where programs ask; they are answered in English, whatever language their user reads."""


class InTheirLanguage(LocaleMiddleware):
    """Middleware: a page, and every sentence made for it, is in its reader's language; the API stays English."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase | Awaitable[HttpResponseBase]:
        """Let the page answer."""
        if request.path_info.startswith(API) and request.path_info != API:
            with translation.override(settings.LANGUAGE_CODE):
                return self.get_response(request)
        with said_in(translation):
            return super().__call__(request)


def which_language(request: HttpRequest) -> dict[str, object]:
    """Return, for every template, the language that it is in, its direction, and those that can be chosen."""
    spoken = get_language() or settings.LANGUAGE_CODE
    direction = "rtl" if get_language_info(spoken)["bidi"] else "ltr"
    return {"page_language": spoken, "page_direction": direction, "page_languages": settings.LANGUAGES}


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep the language that was chosen, and go back to the page of ours that the form stood on, else to the start."""
    answer = HttpResponseRedirect(_came_from(request))
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure(),
        )
    return answer


def _came_from(request: HttpRequest) -> str:
    """Return the page of this app that the browser names as where the form stood; the start where it names no other."""
    page = urlsplit(request.headers.get("Referer", ""))
    try:
        resolve(page.path)
    except Resolver404:
        return reverse("start")
    if page.netloc != request.get_host() or page.path.startswith("//") or "\\" in page.path:
        return reverse("start")
    return urlunsplit(("", "", page.path, page.query, ""))
