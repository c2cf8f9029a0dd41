"""Stretches of text for words of the parse: a noun with what belongs to it, and nothing more."""

from typing import Any

from homeward.claims.alignment import Range, Said
from homeward.claims.readers.english.model import AnalysedText

_LEFT_OUT = frozenset({"acl:relcl", "appos", "parataxis", "punct", "cc", "conj", "advcl", "dep", "ccomp"})
_BEFORE_PLACE = frozenset({"amod", "compound", "nmod:poss", "det", "nummod", "flat", "nmod"})
_DAYS_AND_MONTHS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december jan feb mar apr jun jul aug sept sep oct nov dec".split()
)
_EDGES = " ,;:.!?()[]{}\"“”‘'«»–—-*"


def noun_range(token: Any, *, conjuncts: bool = False, case: bool = False) -> Range:
    """Return where the noun with its modifiers stands; relative clauses, appositions and conjuncts left out."""
    words = [token]
    waiting = [token]
    while waiting:
        head = waiting.pop()
        for child in head.children:
            if head is token and not case and child.dep_ == "case" and child.i < token.i:
                continue
            if child.dep_ in _LEFT_OUT and not (conjuncts and child.dep_ in ("conj", "cc", "punct")):
                continue
            words.append(child)
            waiting.append(child)
    return _contiguous(words, token)


def _contiguous(words: list[Any], head: Any) -> Range:
    """Keep the run of words around the head that no foreign word interrupts."""
    places = {word.i: word for word in words}
    doc = head.doc
    first = last = head.i
    while first - 1 in places or (first - 2 in places and _joins(doc[first - 1])):
        first -= 1
    while last + 1 in places or (last + 2 in places and (_joins(doc[last + 1]) or doc[last + 1].is_punct)):
        last += 1
    return doc[first].idx, doc[last].idx + len(doc[last].text)


def _joins(token: Any) -> bool:
    return bool(token.is_space) or token.text in {"-", "–", "/", "'s", "’s", "'", "’", "."}


def place_range(token: Any) -> Range:
    """Return a place with what tells it apart ("a penal colony in Mordovia"), a date behind it left out."""
    words = [token]
    for child in token.children:
        if child.i < token.i and child.dep_ in _BEFORE_PLACE:
            words.extend(word for word in child.subtree if word.dep_ not in _LEFT_OUT)
        elif child.dep_ in ("flat", "nmod", "compound") and child.i > token.i and _names_place(child):
            words.extend(word for word in child.subtree if word.dep_ not in _LEFT_OUT and not word.like_num)
    return _contiguous(words, token)


def _names_place(token: Any) -> bool:
    return token.pos_ == "PROPN" and token.lower_.rstrip(".") not in _DAYS_AND_MONTHS


def subtree_range(token: Any, *, without: frozenset[str] = frozenset({"case", "mark"})) -> Range:
    """Return from the first to the last word below the token, its leading preposition or marker left out."""
    skipped = {
        word.i for child in token.children if child.dep_ in without and child.i < token.i for word in child.subtree
    }
    words = [word for word in token.subtree if word.i not in skipped and not word.is_space]
    return words[0].idx, words[-1].idx + len(words[-1].text)


def trimmed(text: AnalysedText, at: Range) -> Range:
    """Move both ends inwards over spaces and stray marks."""
    start, end = at
    while start < end and text.masked[start] in _EDGES:
        start += 1
    while (
        start < end
        and text.masked[end - 1] in _EDGES
        and not text.masked[start:end].endswith(("U.S.", "U.K.", "Inc.", "Co."))
    ):
        end -= 1
    return start, end


def without_article(text: AnalysedText, at: Range) -> Range:
    """Leave out a leading "a", "an" or "the"."""
    start, end = at
    for article in ("the ", "an ", "a "):
        if text.masked[start:end].lower().startswith(article):
            return start + len(article), end
    return at


def as_written(text: AnalysedText, at: Range) -> Said | None:
    """Return the words at a stretch as a value; None where nothing is left of it."""
    start, end = trimmed(text, at)
    return Said(text.document.text[start:end], ((start, end),)) if start < end else None
