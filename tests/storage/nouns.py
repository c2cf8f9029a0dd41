"""Invented nouns for round trips: any text at all that UTF-8 can say, NUL included."""

import hashlib
from typing import Any

from hypothesis import strategies as st

from homeward.claims.model import Claim, NamedPerson, Reading, Reality
from homeward.documents.model import DateOrigin, Document, DocumentDate, Span

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)
NAME = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
EDTF = st.sampled_from(["2012", "2011-11", "2022-12-09", "2022-12~", "../2022-02", "XXXX-08-12", "2017-22"])


def sha256(text: str) -> str:
    """The hash that a kept text goes by."""
    return hashlib.sha256(text.encode()).hexdigest()


def a_document(text: str, name: str = "a.txt", **known: Any) -> Document:
    """A document of plain text."""
    return Document(name, text, sha256(text), sha256(name + text), "text/plain", **known)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Any document."""
    return a_document(
        draw(TEXT),
        draw(NAME),
        title=draw(st.none() | NAME),
        publisher=draw(st.none() | NAME),
        author=draw(st.none() | NAME),
        date=draw(st.none() | st.builds(DocumentDate, EDTF, st.sampled_from(DateOrigin))),
        language=draw(st.sampled_from([None, "en", "ru", "zh"])),
        notes=tuple(draw(st.lists(NAME, max_size=2))),
    )


@st.composite
def spans(draw: st.DrawFn, document: Document) -> Span:
    """Any span of the document."""
    start = draw(st.integers(0, len(document.text) - 1))
    return document.span(start, draw(st.integers(start + 1, len(document.text))))


def names() -> st.SearchStrategy[tuple[str, ...]]:
    """Some names."""
    return st.lists(NAME, max_size=3).map(tuple)


def values() -> st.SearchStrategy[Any]:
    """Any value a field may have: text, a number, several, or named parts."""
    return st.recursive(
        NAME | st.integers(-(2**60), 2**60),
        lambda inner: st.lists(inner, max_size=3).map(tuple) | st.dictionaries(NAME, inner, max_size=3),
        max_leaves=6,
    )


@st.composite
def claims(draw: st.DrawFn, document: Document) -> Claim:
    """Any claim the document could make."""
    fields = draw(st.dictionaries(NAME, values(), max_size=3))
    some_spans = st.lists(spans(document), min_size=1, max_size=2).map(tuple)
    return Claim(
        kind=draw(st.sampled_from(["arrest", "exchange", "statement"])),
        span=draw(spans(document)),
        who=draw(names()),
        by=draw(names()),
        reality=draw(st.sampled_from(Reality)),
        date=draw(st.none() | EDTF),
        fields=fields,
        words={name: draw(some_spans) for name in (*fields, "who")},
    )


@st.composite
def people(draw: st.DrawFn, document: Document) -> NamedPerson:
    """Anyone the document could name."""
    return NamedPerson(
        document_id=document.id,
        name=draw(NAME),
        forms=draw(names()),
        spans=tuple(draw(st.lists(spans(document), max_size=3))),
        held=draw(st.booleans()),
        speaks=draw(st.booleans()),
        nationality=draw(names()),
        roles=draw(names()),
        company=draw(names()),
    )


@st.composite
def readings(draw: st.DrawFn, document: Document) -> Reading:
    """Any reading of the document."""
    return Reading(
        document_id=document.id,
        reader=draw(st.sampled_from(["", "english 1"])),
        claims=tuple(draw(st.lists(claims(document), max_size=4))),
        people=tuple(draw(st.lists(people(document), max_size=3))),
        refused=draw(names()),
    )
