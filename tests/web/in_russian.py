"""What tests of translated pages share: the words of a page, and whether any of them was left in English."""

from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

import polib
from access_table import Access
from django.test import Client

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
