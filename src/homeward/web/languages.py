"""The language of a page: chosen with a form and kept in a cookie, or else the first that the browser asks for."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
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

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        super().__init__(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the page answer."""
        if request.path_info.startswith(API) and request.path_info != API:
            with translation.override(settings.LANGUAGE_CODE):
                return self.get_response(request)  # type: ignore[return-value]
        with said_in(translation):
            return super().__call__(request)


def which_language(request: HttpRequest) -> dict[str, object]:
    """Return, for every template, the language that it is in, its direction, and those that can be chosen."""
    spoken = get_language() or settings.LANGUAGE_CODE
    direction = "rtl" if get_language_info(spoken)["bidi"] else "ltr"
    return {"page_language": spoken, "page_direction": direction, "page_languages": settings.LANGUAGES}


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep the language that was chosen, and go back to the page of ours that `page` names, else to the start."""
    answer = HttpResponseRedirect(_ours(request.POST.get("page", "")))
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
            samesite=settings.LANGUAGE_COOKIE_SAMESITE,
            secure=request.is_secure(),
        )
    return answer


def _ours(page: str) -> str:
    """Return a path of this app as it is; anything else, of other hosts above all, leads to the start."""
    path, mark, query = page.partition("?")
    try:
        resolve(path)
    except Resolver404:
        return reverse("start")
    if not path.startswith("/") or path.startswith("//") or "\\" in page or not page.isprintable():
        return reverse("start")
    return path + mark + query
