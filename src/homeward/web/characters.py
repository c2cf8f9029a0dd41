"""Keeps out of pages the one character that a page cannot hold."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

INSTEAD = "\ufffd".encode()
"""One character for one: places in a text stay what they are."""


class ShowNul:
    """Middleware: NUL in a page, which browsers drop without a word, is shown as the character for what cannot be."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the page answer."""
        answer = self.get_response(request)
        is_page = answer.get("Content-Type", "").startswith("text/html") and not answer.streaming
        if is_page and b"\0" in answer.content:
            answer.content = answer.content.replace(b"\0", INSTEAD)
        return answer
