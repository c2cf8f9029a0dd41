"""Full-text search over kept texts, with the same answers on SQLite and on PostgreSQL.

Texts are cut into words here, not by the database: letters without their accents, in lower case. So neither tokenizer's
habits matter, and the places of the words are found again in the kept text by the same rule.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import islice

from django.db import connection

from homeward.documents.model import Document, Span
from homeward.storage.fields import storable
from homeward.storage.model import Hit
from homeward.storage.rows import document_of
from homeward.storage.shown import Shown

_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_LONGEST_WORD = 80
_LOOKED_AT_OF_A_WORD = 1_000
"""Characters of one word that are looked at: a text may be a single word of megabytes."""
_SEGMENT_BYTES = 250_000
"""PostgreSQL holds at most a megabyte of words in one row; a longer text takes several rows, marked as `several`."""
_MOST_QUERY_WORDS = 32
MOST_RANKED = 1000
"""Documents put in order by how well they fit; where more hold the words, so many of the newest are given instead."""
_LONG_TEXT = 100_000
_MOST_PLACES = 500
_TEXTS_AT_ONCE = 4
_LOOKED_THROUGH = 1_000_000
"""Characters of a text in which words are looked for that nowhere stand with the very letters asked for."""
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
_IN_SEVERAL = (
    "SELECT document FROM search_segment WHERE several AND words @@ %s::tsquery AND "  # noqa: S608 - constants
    + _SHOWN["postgresql"]
)
"""PostgreSQL's documents with a word in any of their several rows; SQLite holds every text in one."""


def search_words(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each word of `text` as it is indexed, and where it stands."""
    for found in _WORD.finditer(text):
        word = _normalised(text[found.start() : min(found.end(), found.start() + _LOOKED_AT_OF_A_WORD)])
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
    if connection.vendor == "postgresql":
        sql = "INSERT INTO search_segment (words, document, several) VALUES (%s::tsvector, %s, %s)"
        rows: list[tuple[str | int | bool, ...]] = [row for one in documents for row in _rows_of(*one)]
    else:
        sql = "INSERT INTO search_segment (words, document) VALUES (%s, %s)"
        rows = [(" ".join(map(" ".join, _segments(document.text))), number) for number, document in documents]
    with connection.cursor() as cursor:
        cursor.executemany(sql, rows)


def _rows_of(number: int, document: Document) -> list[tuple[str, int, bool]]:
    segments = [_tsvector(words) for words in _segments(document.text)]
    return [(words, number, len(segments) > 1) for words in segments]


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
    shown = [json.dumps(sorted(hidden)), *known]
    apart = _with_words_apart(words, shown)
    newest = tuple(dict.fromkeys(merge(_numbers(_NEWEST, asked, shown), apart, reverse=True)))
    if len(newest) > MOST_RANKED:
        return Matches(newest[:MOST_RANKED], True)
    return Matches(tuple(dict.fromkeys((*_numbers(_BEST, asked, shown), *apart))), False)


def _numbers(sql: Mapping[str, str], asked: str, shown: Sequence[str]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql[connection.vendor], [asked, *shown, MOST_RANKED + 1])
        return [int(row[0]) for row in cursor.fetchall()]


def _with_words_apart(words: Sequence[str], shown: Sequence[str]) -> list[int]:
    """Return the long documents that hold every word in one or another of their rows, the newest first."""
    if connection.vendor != "postgresql" or len(words) < 2:
        return []
    with connection.cursor() as cursor:
        values = [value for word in words for value in (f"'{word}':*", *shown)]
        cursor.execute(" INTERSECT ".join([_IN_SEVERAL] * len(words)), values)
        return sorted((int(row[0]) for row in cursor.fetchall()), reverse=True)


class WordIndex:
    """Finds the documents shown by the words they hold."""

    def __init__(self, shown: Shown) -> None:
        self._shown = shown

    def matches(self, words: str, publisher: str = "", language: str = "") -> Matches:
        """Return which documents hold every word, of that publisher and in that language where these are given."""
        return documents_with(words, self._shown.hidden, publisher, language)

    def best(self, words: str, limit: int = 20) -> tuple[Hit, ...]:
        """Return the best documents that hold every word, and where; whatever the user typed is never an error."""
        numbers = self.matches(words).numbers[:limit]
        hits = dict(self.hits(numbers, words))
        return tuple(hits[number] for number in numbers if number in hits)

    def hits(self, numbers: Sequence[int], words: str) -> Iterator[tuple[int, Hit]]:
        """Yield where the words stand in the documents with those numbers, in any order; few texts are held at once."""
        rows = self._shown.documents().filter(number__in=numbers)
        for row in rows.iterator(chunk_size=_TEXTS_AT_ONCE):
            yield row.number, find_in(document_of(row), words)


def query_words(query: str) -> tuple[str, ...]:
    """Return the words of what a user typed, each once; quotes, operators and pictures are no words."""
    return tuple(dict.fromkeys(word for word, _, _ in search_words(query)))[:_MOST_QUERY_WORDS]


def find_in(document: Document, query: str) -> Hit:
    """Return where the words of `query` stand in `document`; of a long text the first few hundred places."""
    wanted = query_words(query)
    if len(document.text) > _LONG_TEXT and (places := _places_as_typed(document, wanted)):
        return Hit(document, tuple(places))
    words = search_words(document.text[:_LOOKED_THROUGH])
    found = (document.span(start, end) for word, start, end in words if word.startswith(wanted))
    return Hit(document, tuple(islice(found, _MOST_PLACES * len(wanted))))


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
