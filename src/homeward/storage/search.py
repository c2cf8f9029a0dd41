"""Full-text search over kept texts, with the same answers on SQLite and on PostgreSQL.

Texts are cut into words here, not by the database: letters without their accents, in lower case. So neither tokenizer's
habits matter, and the places of the words are found again in the kept text by the same rule.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from django.db import connection

from homeward.documents.model import Document, Span
from homeward.storage.fields import storable
from homeward.storage.model import Hit
from homeward.storage.rows import document_of
from homeward.storage.shown import Shown

_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_LONGEST_WORD = 80
_SEGMENT_BYTES = 250_000
"""PostgreSQL holds at most a megabyte of words in one row; a longer text takes several, each found by itself."""
_MOST_QUERY_WORDS = 32
MOST_RANKED = 1000
"""Documents put in order by how well they fit; where more hold the words, so many of the newest are given instead."""
_LONG_TEXT = 100_000
_MOST_PLACES = 500
_SHOWN = {
    "sqlite": "document NOT IN (SELECT number FROM document AS d WHERE d.document_id IN (SELECT value FROM"
    " json_each(%s))) AND (%s = '' OR document IN (SELECT number FROM document AS d WHERE d.publisher = %s))"
    " AND (%s = '' OR document IN (SELECT number FROM document AS d WHERE d.language = %s))",
    "postgresql": "document NOT IN (SELECT number FROM document AS d WHERE d.document_id IN (SELECT"
    " jsonb_array_elements_text(%s::jsonb))) AND (%s = '' OR document IN (SELECT number FROM document AS d WHERE"
    " d.publisher = %s)) AND (%s = '' OR document IN (SELECT number FROM document AS d WHERE d.language = %s))",
}
_NEWEST = {
    "sqlite": "SELECT document FROM search_segment WHERE search_segment MATCH %s AND "  # noqa: S608 - constants
    + _SHOWN["sqlite"]
    + " ORDER BY rowid DESC LIMIT %s",
    "postgresql": "SELECT document FROM search_segment WHERE words @@ %s::tsquery AND "  # noqa: S608 - constants
    + _SHOWN["postgresql"]
    + " ORDER BY document DESC LIMIT %s",
}
_BEST = {
    "sqlite": "SELECT document FROM search_segment WHERE search_segment MATCH %s AND "  # noqa: S608 - constants
    + _SHOWN["sqlite"]
    + " ORDER BY rank, document LIMIT %s",
    "postgresql": "SELECT document FROM search_segment, (SELECT %s::tsquery AS query) AS asked"  # noqa: S608 - constants
    + " WHERE words @@ query AND "
    + _SHOWN["postgresql"]
    + " GROUP BY document ORDER BY max(ts_rank(words, query)) DESC, document LIMIT %s",
}


def search_words(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each word of `text` as it is indexed, and where it stands."""
    for found in _WORD.finditer(text):
        word = _normalised(found[0])
        if word:
            yield word, found.start(), found.end()


def _normalised(word: str) -> str:
    if word.isascii():  # nearly all words of many texts, and much faster so
        return word.lower()[:_LONGEST_WORD]
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    return "".join(letter for letter in letters if letter.isalnum())[:_LONGEST_WORD]


def index_document(number: int, document: Document) -> None:
    """Add the words of `document`, kept under `number`, to the index."""
    index_documents([(number, document)])


def index_documents(documents: Iterable[tuple[int, Document]]) -> None:
    """Add the words of documents, each with the number it is kept under, to the index."""
    segments = ((number, words) for number, document in documents for words in _segments(document.text))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sql = "INSERT INTO search_segment (words, document) VALUES (%s::tsvector, %s)"
            cursor.executemany(sql, [(_tsvector(words), number) for number, words in segments])
        else:
            sql = "INSERT INTO search_segment (words, document) VALUES (%s, %s)"
            cursor.executemany(sql, [(" ".join(words), number) for number, words in segments])


def _segments(text: str) -> Iterator[list[str]]:
    words: list[str] = []
    size = 0
    for word, _, _ in search_words(text):
        words.append(word)
        size += len(word.encode())
        if size > _SEGMENT_BYTES:
            yield words
            words, size = [], 0
    if words:
        yield words


def _tsvector(words: Sequence[str]) -> str:
    return " ".join(f"'{word}':{min(place, 16383)}" for place, word in enumerate(words, 1))


def leave_index(number: int) -> None:
    """Take the words of the document kept under `number` out of the index."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_segment WHERE document = %s", [number])


def forget_deleted_words() -> None:
    """Make the index let go of words that no document holds any more."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_segment (search_segment) VALUES ('optimize')")


@dataclass(frozen=True, slots=True)
class Matches:
    """The numbers of the documents that hold every word: the best first, or where `more` do, the newest of them."""

    numbers: tuple[int, ...]
    more: bool


def documents_with(
    query: str, hidden: frozenset[str] = frozenset(), publisher: str = "", language: str = ""
) -> Matches:
    """Return the documents that hold every word of `query`, of that publisher and language; none where it has no words.

    Documents with the ids `hidden` count as not there.
    """
    words = query_words(query)
    if not words:
        return Matches((), False)
    if connection.vendor == "postgresql":
        asked = " & ".join(f"'{word}':*" for word in words)
    else:
        asked = " ".join(f'"{word}"*' for word in words)
    known = [storable(text) for text in (publisher, publisher, language, language)]
    values: list[str | int] = [asked, json.dumps(sorted(hidden)), *known, MOST_RANKED + 1]
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST[connection.vendor], values)
        newest = tuple(dict.fromkeys(int(row[0]) for row in cursor.fetchall()))
        if len(newest) > MOST_RANKED:
            return Matches(newest[:MOST_RANKED], True)
        cursor.execute(_BEST[connection.vendor], values)
        return Matches(tuple(dict.fromkeys(int(row[0]) for row in cursor.fetchall())), False)


class WordIndex:
    """Finds the documents shown by the words they hold."""

    def __init__(self, shown: Shown) -> None:
        self._shown = shown

    def matches(self, words: str, publisher: str = "", language: str = "") -> Matches:
        """Return which documents hold every word, of that publisher and in that language where these are given."""
        return documents_with(words, self._shown.hidden, publisher, language)

    def hits(self, numbers: Sequence[int], words: str) -> tuple[Hit, ...]:
        """Return where the words stand in the documents with those numbers."""
        rows = self._shown.documents().in_bulk(list(numbers))
        return tuple(find_in(document_of(rows[number]), words) for number in numbers if number in rows)


def query_words(query: str) -> tuple[str, ...]:
    """Return the words of what a user typed, each once; quotes, operators and pictures are no words."""
    return tuple(dict.fromkeys(word for word, _, _ in search_words(query)))[:_MOST_QUERY_WORDS]


def find_in(document: Document, query: str) -> Hit:
    """Return where the words of `query` stand in `document`; of a long text the first few hundred places."""
    wanted = query_words(query)
    if len(document.text) > _LONG_TEXT and (places := _places_as_typed(document, wanted)):
        return Hit(document, tuple(places))
    words = search_words(document.text)
    places = [document.span(start, end) for word, start, end in words if word.startswith(wanted)]
    return Hit(document, tuple(places))


def _places_as_typed(document: Document, wanted: Sequence[str]) -> list[Span]:
    """Return the first places where the words stand with the very letters; none where one of them nowhere does."""
    found: list[Span] = []
    for word in wanted:
        pattern = re.compile(rf"(?<![^\W_]){re.escape(word)}[^\W_]*", re.IGNORECASE)
        several = [document.span(*one.span()) for one in islice(pattern.finditer(document.text), _MOST_PLACES)]
        if not several:
            return []
        found += several
    return sorted(found)
