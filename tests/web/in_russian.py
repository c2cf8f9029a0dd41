"""What tests of translated pages share: the words of a page, and whether any of them was left in English."""

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

import polib
from access_table import Access
from django.test import Client

RUN_OF_ENGLISH = re.compile(r"[A-Za-z]{2,}(?: [a-z]{2,}){2}")
SAME_IN_BOTH = {"P9Y6M, life, death, suspended:P2Y", "Homeward"}


class Texts(HTMLParser):
    """The words of a page that somebody reads, or hears, each as it stands between two tags."""

    READ = ("aria-label", "placeholder", "alt", "title", "data-name")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        self.found.append(" ".join(data.split()).strip(" .,:;()"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what is read of a tag's attributes."""
        self.found += [value for name, value in attrs if name in self.READ and value]


class OwnTexts(HTMLParser):
    """The words of a page but for quotes, names, what is typed, and what is marked as English, which is apart."""

    NOT_OURS = ("q", "bdi", "code", "textarea", "script", "style")
    EMPTY = ("br", "hr", "img", "input", "link", "meta", "path", "rect", "circle", "line")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.english: list[str] = []
        self._inside: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Go into an element, and see whose words stand in it."""
        if tag not in self.EMPTY:
            whose = "english" if ("lang", "en") in attrs else "theirs" if tag in self.NOT_OURS else ""
            self._inside.append((tag, whose or (self._inside[-1][1] if self._inside else "")))

    def handle_endtag(self, tag: str) -> None:
        """Leave an element, and whatever in it was never closed."""
        while self._inside and self._inside.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Keep a text of ours."""
        whose = self._inside[-1][1] if self._inside else ""
        if whose != "theirs" and data.strip():
            (self.english if whose else self.found).append(" ".join(data.split()))


def shown_in_russian(browser: Client, ids: dict[str, str], rows: Iterable[Access]) -> Iterator[tuple[str, str]]:
    """Yield each page that shows itself, by its address, as a reader of Russian gets it."""
    for row in rows:
        if row.is_form:
            continue
        answer = browser.get(row.path.format(**ids), headers={"accept-language": "ru"})
        if answer.headers.get("Content-Type", "").startswith("text/html") and answer.status_code != 302:
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
            yield row.path, answer.content.decode()


def all_in_russian(pages: dict[str, str], russian: polib.POFile) -> None:
    """Look through pages for a sentence left in English that the catalogue has."""
    own = {one.msgid for one in russian if not one.msgctxt and " " in one.msgid and one.msgid != one.msgstr}
    own = {one.strip(" .,:;()") for one in own - SAME_IN_BOTH if "%(" not in one}
    for path, page in pages.items():
        assert '<html lang="ru" dir="ltr">' in page, path
        assert set(Texts(page).found) & own == set(), path
