"""Find the names of people, organisations and places in English text with a small trained network."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
WINDOW = 192
"""The most word pieces that are read at once; longer sentences are read in windows that overlap by a third."""
_STEP = 128
_NO_SHAPE, _LOWER, _CAPITALISED, _ONE_CAPITAL, _ALL_CAPITALS, _MIXED, _DIGITS, _OTHER = range(8)
_TRIMMED = " \t\n\r\u00a0\"'“”‘’«»„`*_,;:()[]"
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Name:
    """One name: its code points `[start, end)` in the text, PER, ORG or LOC, and how sure the network is (0 to 1)."""

    start: int
    end: int
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of one sentence, their shapes, and for each piece its word's place in the sentence."""

    ids: Ints
    shapes: Ints
    words: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]

    def first_pieces(self) -> list[int]:
        """The index of the first piece of every word."""
        return [i for i, word in enumerate(self.words) if i == 0 or word != self.words[i - 1]]


def cut_into_pieces(tokenizer: Tokenizer, texts: Sequence[str]) -> list[Pieces]:
    """Cut texts into word pieces, each with the shape of its whole word as it was printed."""
    encodings = tokenizer.encode_batch(list(texts), add_special_tokens=False)
    return [_pieces(text, encoding) for text, encoding in zip(texts, encodings, strict=True)]


def _pieces(text: str, encoding: Encoding) -> Pieces:
    words = tuple(-1 if word is None else word for word in encoding.word_ids)
    ends: dict[int, tuple[int, int]] = {}
    for word, (start, end) in zip(words, encoding.offsets, strict=True):
        ends[word] = (ends[word][0] if word in ends else start, end)
    shape_of_word = {word: _shape(text[start:end]) for word, (start, end) in ends.items()}
    return Pieces(
        np.array(encoding.ids, dtype=np.int64),
        np.array([shape_of_word[word] for word in words], dtype=np.int64),
        words,
        tuple(ends[word] for word in words),
    )


def _shape(word: str) -> int:
    """The case of a word, which the word pieces themselves no longer have."""
    if any(c.isdigit() for c in word):
        return _DIGITS
    if not word.isalpha():
        return _OTHER
    if word.islower():
        return _LOWER
    if word.isupper():
        return _ONE_CAPITAL if len(word) == 1 else _ALL_CAPITALS
    return _CAPITALISED if word[0].isupper() and word[1:].islower() else _MIXED


def load_network(path: Path) -> Any:
    """Load a trained network; it runs on one thread, so that many processes can work side by side."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), sess_options=options, providers=["CPUExecutionProvider"])


class NameRecogniser:
    """Reads sentences and returns the names in them; the same sentence always gets the same names."""

    def __init__(self, tokenizer: Tokenizer, lower: Any, upper: Any) -> None:
        self._tokenizer = tokenizer
        self._lower = lower
        self._upper = upper
        self.open, self.close = _mark(tokenizer, "[CLS]"), _mark(tokenizer, "[SEP]")

    @classmethod
    def load(cls, folder: Path) -> NameRecogniser:
        """Load the trained model; raise ValueError where it was trained for other labels."""
        if tuple(json.loads((folder / "labels.json").read_text(encoding="utf-8"))) != LABELS:
            raise ValueError(f"{folder} was trained for other labels than {', '.join(LABELS)}. Train it again.")
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return cls(tokenizer, load_network(folder / "lower.onnx"), load_network(folder / "model.onnx"))

    def names(self, text: str, sentences: Sequence[tuple[int, int]]) -> list[Name]:
        """The names in the given sentences (code points of `text`), in the order of the text."""
        pieces = self.cut([text[start:end] for start, end in sentences])
        found: list[Name] = []
        for (start, _), cut in zip(sentences, pieces, strict=True):
            found += (_trimmed(text, start, name) for name in decode(cut, self._read(cut)))
        return sorted((name for name in found if name.start < name.end), key=lambda name: (name.start, name.end))

    def cut(self, texts: Sequence[str]) -> list[Pieces]:
        """Cut texts into the word pieces that the network reads."""
        return cut_into_pieces(self._tokenizer, [_harmless(text) for text in texts])

    def lower_layers(self, ids: Ints, shapes: Ints) -> NDArray[np.float32]:
        """Return what the two lowest layers make of word pieces: a batch of one, a row a piece."""
        lower: NDArray[np.float32] = self._lower.run(["lower"], {"ids": ids[None], "shapes": shapes[None]})[0]
        return lower

    def _read(self, pieces: Pieces) -> Floats:
        """Log odds of every label for every piece of one sentence."""
        odds = np.zeros((len(pieces.ids), len(LABELS)))
        for at in _window_starts(len(pieces.ids)):
            # Where windows overlap, the later one is trusted only past the middle of what they share.
            fresh = 0 if at == 0 else (WINDOW - _STEP) // 2
            odds[at + fresh : at + WINDOW] = self._run(pieces, at)[fresh:]
        return odds

    def _run(self, pieces: Pieces, at: int) -> Floats:
        """Read one window alone: the eight-bit scale is taken over all that is read together.

        In a batch a sentence's answer would hang on its neighbours; alone costs a sixth more time.
        """
        ids = [self.open, *pieces.ids[at : at + WINDOW], self.close]
        shapes = [_NO_SHAPE, *pieces.shapes[at : at + WINDOW], _NO_SHAPE]
        lower = self.lower_layers(np.array(ids, dtype=np.int64), np.array(shapes, dtype=np.int64))
        logits = np.asarray(self._upper.run(["logits"], {"lower": lower})[0], dtype=np.float64)[0, 1:-1]
        peak = logits.max(axis=-1, keepdims=True)
        normal: Floats = logits - peak - np.log(np.exp(logits - peak).sum(axis=-1, keepdims=True))
        return normal


def _mark(tokenizer: Tokenizer, mark: str) -> int:
    found = tokenizer.token_to_id(mark)
    if found is None:
        raise ValueError(f"The tokenizer has no {mark}: it is not the one the network was trained with.")
    return found


def _harmless(text: str) -> str:
    """Half of a surrogate pair stands for no character, and the tokenizer cannot take it."""
    return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)


def _window_starts(length: int) -> Iterator[int]:
    if length:
        yield 0
        yield from range(_STEP, length - (WINDOW - _STEP), _STEP)


_MAY_FOLLOW = np.array(
    [[0.0 if not now.startswith("I-") or then[2:] == now[2:] else -np.inf for now in LABELS] for then in LABELS]
)
_MAY_BEGIN = _MAY_FOLLOW[0]


def decode(pieces: Pieces, odds: Floats) -> Iterator[Name]:
    """The likeliest well-formed labels of the sentence's words, read as names."""
    first = pieces.first_pieces()
    rows = odds[first]
    if not len(rows) or not rows.argmax(axis=1).any():
        return
    labels = _best_path(rows)
    spans = [pieces.spans[i] for i in first]
    word = 0
    while word < len(labels):
        end = word + 1
        if labels[word]:
            while end < len(labels) and LABELS[labels[end]] == "I-" + LABELS[labels[word]][2:]:
                end += 1
            sure = np.exp([rows[i][labels[i]] for i in range(word, end)])
            score = round(float(sure.mean()), 4)
            yield Name(spans[word][0], spans[end - 1][1], LABELS[labels[word]][2:], score)
        word = end


def _best_path(rows: Floats) -> list[int]:
    best, came_from = rows[0] + _MAY_BEGIN, []
    for row in rows[1:]:
        ways = best[:, None] + _MAY_FOLLOW
        came_from.append(ways.argmax(axis=0))
        best = ways.max(axis=0) + row
    path = [int(best.argmax())]
    for back in reversed(came_from):
        path.append(int(back[path[-1]]))
    return path[::-1]


def _trimmed(text: str, offset: int, name: Name) -> Name:
    """The name in the whole text, without quotation marks at its ends and with accents that stand apart."""
    start, end = offset + name.start, offset + name.end
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    while start < end and text[start] in _TRIMMED:
        start += 1
    while start < end and text[end - 1] in _TRIMMED:
        end -= 1
    return Name(start, end, name.label, name.score)
