"""What a trained network makes of a text: how likely a word stands in a claim, and how likely a reading is right."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from homeward.claims.readers.english.model import AnalysedText
from homeward.claims.readers.english.names import Floats, Ints, NameRecogniser, Pieces, load_network

KINDS = (
    "statement", "position", "count", "exchange", "instrument", "meeting", "person", "arrest", "charge", "trial",
    "conviction", "sentence", "custody", "appeal", "movement", "clemency", "release", "harm",
)  # fmt: skip
"""What the network tells apart; kinds of the contract that are rare or alike share one."""
_SHARED = {
    "extradition": "movement", "transfer": "movement", "deportation": "movement",
    "death": "harm", "ill_treatment": "harm",
}  # fmt: skip
WINDOW = 220
"""The most word pieces of the text that are read at once, whole sentences as far as they fit."""
TITLE = 40
"""The most word pieces of the title, which stands before every window: it says what the document is about."""
_UNKNOWN = -4.0
"""Log odds of what the network was not shown."""


def place_of(kind: str) -> int:
    """Return the column of a kind of the contract."""
    return KINDS.index(_SHARED.get(kind, kind))


@dataclass(frozen=True, slots=True)
class Window:
    """What is read at once: ids and shapes with the title in front, and which pieces of the text they are.

    `pieces` has for each id the piece's place in the text, -1 for the title and the marks between.
    """

    ids: Ints
    shapes: Ints
    pieces: Ints


@dataclass(frozen=True, slots=True)
class Heads:
    """The last, linear steps from what the network made of words to log odds."""

    words: NDArray[np.float32]
    words_bias: NDArray[np.float32]
    held: NDArray[np.float32]
    held_bias: NDArray[np.float32]
    claims: NDArray[np.float32]
    claims_bias: NDArray[np.float32]

    @classmethod
    def load(cls, path: Path) -> Heads:
        """Read the numbers that training wrote."""
        with np.load(path) as arrays:
            return cls(**{name: arrays[name] for name in cls.__slots__})


@dataclass(frozen=True, slots=True)
class Likelihoods:
    """Log odds for every word piece of one text: `words` by kind (a column each), `held` of naming somebody in scope.

    `spans` are code points of the text, one row a piece, that of its whole word.
    """

    spans: Ints
    words: Floats
    held: Floats
    _vectors: NDArray[np.float16]
    _windows: Ints
    _heads: Heads

    def between(self, start: int, end: int) -> slice:
        """Return the pieces that stand in `[start, end)` of the text."""
        first = int(np.searchsorted(self.spans[:, 1], start, side="right"))
        last = int(np.searchsorted(self.spans[:, 0], end, side="left"))
        return slice(first, max(first, last))

    def of_claim(self, kind: str, start: int, end: int) -> float:
        """Return the log odds that what is read as a claim of the kind from `[start, end)` is one."""
        pieces = self.between(start, end)
        if pieces.start == pieces.stop:
            return _UNKNOWN
        windows, vectors = self._windows[pieces], self._vectors[pieces].astype(np.float32)
        column, total = place_of(kind), 0.0
        for window in np.unique(windows):
            here = vectors[windows == window]
            seen = np.concatenate([here.mean(axis=0), here.max(axis=0)])
            total += len(here) * float(seen @ self._heads.claims[column] + self._heads.claims_bias[column])
        return total / len(vectors)


class ClaimNetwork:
    """Reads a text in windows of some sentences each; stands on the two lowest layers of the name recogniser."""

    def __init__(self, names: NameRecogniser, network: Any, heads: Heads) -> None:
        self._names = names
        self._network = network
        self._heads = heads

    @classmethod
    def load(cls, folder: Path, names: NameRecogniser) -> ClaimNetwork:
        """Load what training wrote; raise ValueError where it tells other kinds apart."""
        if tuple(json.loads((folder / "kinds.json").read_text(encoding="utf-8"))) != KINDS:
            raise ValueError(f"{folder} was trained for other kinds than {', '.join(KINDS)}. Train it again.")
        return cls(names, load_network(folder / "model.onnx"), Heads.load(folder / "heads.npz"))

    def read(self, text: AnalysedText) -> Likelihoods:
        """Return what the network makes of a text."""
        sentences = [(sentence.start, sentence.end) for sentence in text.sentences]
        title, *cut = self._names.cut(
            [text.document.title or "", *(text.masked[start:end] for start, end in sentences)]
        )
        spans = [(start + a, start + b) for (start, _), one in zip(sentences, cut, strict=True) for a, b in one.spans]
        vectors = np.zeros((len(spans), self._heads.words.shape[1]), dtype=np.float16)
        numbers = np.zeros(len(spans), dtype=np.int64)
        words, held = np.zeros((len(spans), len(KINDS))), np.zeros(len(spans))
        pieces, marks = joined(cut), (self._names.open, self._names.close)
        for number, bounds in enumerate(window_bounds([len(one.ids) for one in cut], WINDOW)):
            window = window_of(title, pieces, bounds, marks)
            shown = window.pieces >= 0
            seen = self._run(window)[shown]
            at = window.pieces[shown]
            vectors[at], numbers[at] = seen, number
            words[at] = seen @ self._heads.words.T + self._heads.words_bias
            held[at] = seen @ self._heads.held + self._heads.held_bias
        return Likelihoods(np.array(spans, dtype=np.int64).reshape(-1, 2), words, held, vectors, numbers, self._heads)

    def _run(self, window: Window) -> NDArray[np.float32]:
        lower = self._names.lower_layers(window.ids, window.shapes)
        seen: NDArray[np.float32] = self._network.run(["seen"], {"lower": lower})[0][0]
        return seen


def window_of(title: Pieces, text: tuple[Ints, Ints], bounds: tuple[int, int], marks: tuple[int, int]) -> Window:
    """Return the window that shows the pieces between two places of the text (ids and shapes), the title before them.

    `marks` are the ids that open and close it.
    """
    opened, closed = marks
    ids, shapes = (one[slice(*bounds)] for one in text)
    head = [*title.ids[:TITLE], closed] if len(title.ids) else []
    head_shapes = [*title.shapes[:TITLE], 0] if len(title.ids) else []
    return Window(
        np.array([opened, *head, *ids, closed], dtype=np.int64),
        np.array([0, *head_shapes, *shapes, 0], dtype=np.int64),
        np.array([-1, *(-1 for _ in head), *range(*bounds), -1], dtype=np.int64),
    )


def joined(sentences: Sequence[Pieces]) -> tuple[Ints, Ints]:
    """Return the ids and the shapes of all sentences, one behind the other."""
    nothing = np.zeros(0, dtype=np.int64)
    ids = np.concatenate([nothing, *(one.ids for one in sentences)])
    return ids, np.concatenate([nothing, *(one.shapes for one in sentences)])


def window_bounds(lengths: Sequence[int], most: int, first: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield where windows of at most `most` pieces start and end, `first` of them in the first."""
    start = at = 0
    limit = most if first is None else first
    for length in lengths:
        for part in range(0, length, most):
            size = min(most, length - part)
            if at > start and at - start + size > limit:
                yield start, at
                start, limit = at, most
            at += size
    if at > start:
        yield start, at
