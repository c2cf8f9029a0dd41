"""Turn documents whose claims are marked into lessons: windows of word pieces, with what is to be learnt of each."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from homeward.claims.readers.english.likelihoods import (
    KINDS,
    WINDOW,
    Window,
    joined,
    place_of,
    window_bounds,
    window_of,
)
from homeward.claims.readers.english.model import AnalysedText
from homeward.claims.readers.english.names import Floats, Ints, NameRecogniser, Pieces

NOT_A_NAME = -1.0
Proposal = tuple[str, int, int, bool]
"""What the reader's rules take for a claim: its kind, where it starts and ends, and whether the marks have it."""


@dataclass(frozen=True, slots=True)
class MarkedText:
    """One document as word pieces.

    `words` is 1 where a piece stands in a claim of the column's kind; `held` is 1 where it names somebody in scope, 0
    where it names anybody else, NOT_A_NAME elsewhere.
    """

    text_sha256: str
    title: Pieces
    sentences: tuple[Pieces, ...]
    spans: Ints
    words: Floats
    held: Floats
    in_scope: bool
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """One window with its labels, a row an id; `proposals` have the column of their kind and the ids they cover."""

    window: Window
    words: Floats
    held: Floats
    in_scope: float
    proposals: tuple[tuple[int, int, int, bool], ...]


def marked_text(
    text: AnalysedText,
    row: dict[str, Any],
    proposals: Sequence[Proposal],
    names: NameRecogniser,
    same_name: Callable[[str, str], bool],
) -> MarkedText:
    """Return a document and its marks, `row` in the contract's form, as word pieces."""
    sentences = [(sentence.start, sentence.end) for sentence in text.sentences]
    title, *cut = names.cut([text.document.title or "", *(text.masked[start:end] for start, end in sentences)])
    spans = np.array(
        [(start + a, start + b) for (start, _), one in zip(sentences, cut, strict=True) for a, b in one.spans]
    ).reshape(-1, 2)
    words = np.zeros((len(spans), len(KINDS)))
    for claim in row["claims"]:
        words[_covered(spans, claim["start"], claim["end"]), place_of(claim["kind"])] = 1.0
    who = {name for claim in row["claims"] for name in claim["who"]}
    held = np.full(len(spans), NOT_A_NAME)
    for name in text.names:
        if name.label == "PER":
            words_of_name = text.masked[name.start : name.end]
            held[_covered(spans, name.start, name.end)] = float(any(same_name(words_of_name, one) for one in who))
    return MarkedText(
        text.document.text_sha256, title, tuple(cut), spans, words, held, bool(row["claims"]), tuple(proposals)
    )


def _covered(spans: Ints, start: int, end: int) -> Any:
    return (spans[:, 0] < end) & (spans[:, 1] > start)


def lessons(
    taught: Sequence[MarkedText], rng: random.Random, marks: tuple[int, int], *, kept_empty: float, kept_bare: float
) -> Iterator[Lesson]:
    """Yield the windows of all documents, cut at other places each time; `marks` open and close a window.

    Of documents without a claim, and of windows without a claim or a proposal, only a share is kept.
    """
    for one in taught:
        lengths, pieces = [len(sentence.ids) for sentence in one.sentences], joined(one.sentences)
        for start, end in window_bounds(lengths, WINDOW, first=rng.randint(WINDOW // 3, WINDOW)):
            if not one.in_scope and rng.random() > kept_empty:
                continue
            lesson = _lesson(one, window_of(one.title, pieces, (start, end), marks))
            is_bare = not lesson.proposals and not lesson.words.any()
            if one.in_scope and is_bare and rng.random() > kept_bare:
                continue
            yield lesson


def _lesson(one: MarkedText, window: Window) -> Lesson:
    shown = window.pieces >= 0
    words, held = np.zeros((len(shown), len(KINDS))), np.full(len(shown), NOT_A_NAME)
    words[shown], held[shown] = one.words[window.pieces[shown]], one.held[window.pieces[shown]]
    first = int(np.argmax(shown))
    spans = one.spans[window.pieces[shown]]
    proposals = []
    for kind, start, end, right in one.proposals:
        covered = np.flatnonzero(_covered(spans, start, end))
        if len(covered):
            proposals.append((place_of(kind), first + int(covered[0]), first + int(covered[-1]) + 1, right))
    return Lesson(window, words, held, float(one.in_scope), tuple(proposals))
