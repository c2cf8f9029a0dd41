"""Full-text search over kept texts, with the same answers on SQLite and on PostgreSQL.

Texts are cut into words here, not by the database: letters without their accents, in lower case. So neither tokenizer's
habits matter, and the places of the words are found again in the kept text by the same rule.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from django.db import connection

from homeward.documents.model import Document
from homeward.storage.model import Hit

_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_LONGEST_WORD = 80
_SEGMENT_BYTES = 250_000
"""PostgreSQL holds at most a megabyte of words in one row; a longer text takes several, each found by itself."""
_MOST_QUERY_WORDS = 32
_DOCUMENTS_WITH = {
    "sqlite": "SELECT document, rank FROM search_segment WHERE search_segment MATCH %s AND document NOT IN"
    " (SELECT number FROM document AS d WHERE d.document_id IN (SELECT value FROM json_each(%s)))"
    " ORDER BY rank, document LIMIT %s",
    "postgresql": "SELECT document, max(ts_rank(words, query)) AS rank"
    " FROM search_segment, (SELECT %s::tsquery AS query) AS asked WHERE words @@ query AND document NOT IN"
    " (SELECT number FROM document AS d WHERE d.document_id IN (SELECT jsonb_array_elements_text(%s::jsonb)))"
    " GROUP BY document ORDER BY rank DESC, document LIMIT %s",
}


def search_words(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each word of `text` as it is indexed, and where it stands."""
    for found in _WORD.finditer(text):
        word = _normalised(found[0])
        if word:
            yield word, found.start(), found.end()


def _normalised(word: str) -> str:
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


def documents_with(query: str, limit: int, hidden: frozenset[str] = frozenset()) -> list[int]:
    """Return the numbers of the best `limit` documents that hold every word of `query`; none where it has no words.

    Documents with the ids `hidden` count as not there.
    """
    words = query_words(query)
    if not words:
        return []
    if connection.vendor == "postgresql":
        asked = " & ".join(f"'{word}':*" for word in words)
    else:
        asked = " ".join(f'"{word}"*' for word in words)
    sql = _DOCUMENTS_WITH[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(sql, [asked, json.dumps(sorted(hidden)), limit])
        return list(dict.fromkeys(int(row[0]) for row in cursor.fetchall()))


def query_words(query: str) -> tuple[str, ...]:
    """Return the words of what a user typed, each once; quotes, operators and pictures are no words."""
    return tuple(dict.fromkeys(word for word, _, _ in search_words(query)))[:_MOST_QUERY_WORDS]


def find_in(document: Document, query: str) -> Hit:
    """Return where the words of `query` stand in `document`."""
    wanted = query_words(query)
    places = (document.span(start, end) for word, start, end in search_words(document.text) if word.startswith(wanted))
    return Hit(document, tuple(places))
