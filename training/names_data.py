"""Read the open name corpora into one form, and put their labels in one order."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

TRAIN_FILES = (
    "ner/uner_en_ewt-dev.iob2",
    "ner/uner_en_pud.iob2",
    "ner/wikigold.conll",
    "ner/redocred-dev.json",
    "ner/redocred-test.json",
    "ner/crossner_politics-train.conll",
    "ner/crossner_politics-dev.conll",
    "ner/crossner_politics-test.conll",
)
TEST_FILE = "ner/uner_en_ewt-test.iob2"
KINDS = {
    **dict.fromkeys(("PER", "politician", "person"), "PER"),
    **dict.fromkeys(("LOC", "country", "location"), "LOC"),
    **dict.fromkeys(("ORG", "organisation", "politicalparty"), "ORG"),
}
ARTICLES = ("the", "a", "an")
DEMONYMS = frozenset(
    word
    for line in (Path(__file__).parent / "demonyms.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
    for word in line.split()
)
PREFIXES = ("North", "South", "East", "West", "Northern", "Southern", "Latin", "Sub", "Pan", "Anglo", "Saudi", "Soviet")


@dataclass(frozen=True, slots=True)
class Sample:
    """One sentence and the names in it, as code points."""

    text: str
    names: tuple[tuple[int, int, str], ...]


def read_samples(path: Path) -> list[Sample]:
    """Read one corpus file of any of the forms used here."""
    sentences = _redocred(path) if path.suffix == ".json" else _columns(path)
    return [_sample(words, _cleaned_all(words, names)) for words, names in sentences if words]


def read_samples_as_published(path: Path) -> list[Sample]:
    """Read a column file without changing any label."""
    return [_sample(words, names) for words, names in _columns(path) if words]


Labelled = tuple[list[str], list[tuple[int, int, str]]]


def _columns(path: Path) -> Iterator[Labelled]:
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line for line in block.split("\n") if line.strip() and not line.startswith("# ")]
        cells = [_word_and_label(line, path) for line in rows if not line.startswith("-DOCSTART-")]
        yield [word for word, _ in cells], list(_joined([label for _, label in cells]))


def _word_and_label(line: str, path: Path) -> tuple[str, str]:
    if path.suffix == ".iob2":
        _, word, label = line.split("\t")[:3]
        return word, label
    word, label = line.split("\t") if "\t" in line else line.rsplit(" ", 1)
    return word, label.strip()


def _joined(labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Names from B- and I- labels; an I- that continues nothing begins a name, as WikiGold writes it."""
    start = 0
    for i, label in enumerate([*labels, "O"]):
        before = labels[i - 1] if i else "O"
        if before != "O" and label != "I-" + before[2:]:
            yield start, i, before[2:]
        if label != "O" and (before == "O" or label != "I-" + before[2:]):
            start = i


def _redocred(path: Path) -> Iterator[Labelled]:
    for document in json.loads(path.read_text(encoding="utf-8")):
        names: list[list[tuple[int, int, str]]] = [[] for _ in document["sents"]]
        for mention in (mention for entity in document["vertexSet"] for mention in entity):
            start, end = mention["pos"]
            names[mention["sent_id"]].append((start, end, mention["type"]))
        yield from zip(document["sents"], names, strict=True)


def _sample(words: list[str], names: Sequence[tuple[int, int, str]]) -> Sample:
    places: list[tuple[int, int]] = []
    at = 0
    for word in words:
        places.append((at, at + len(word)))
        at += len(word) + 1
    return Sample(" ".join(words), tuple((places[start][0], places[end - 1][1], kind) for start, end, kind in names))


def _cleaned_all(words: list[str], names: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    kept: list[tuple[int, int, str]] = []
    for start, end, kind in sorted(names, key=lambda name: (name[0], -name[1])):
        cleaned = _cleaned(words, start, end, KINDS.get(kind))
        if cleaned and (not kept or cleaned[0] >= kept[-1][1]):
            kept.append(cleaned)
    return kept


def _cleaned(words: list[str], start: int, end: int, kind: str | None) -> tuple[int, int, str] | None:
    """One rule for all corpora: no article, no possessive, and a word for a people is no name of a place."""
    while start < end and words[start].lower() in ARTICLES:
        start += 1
    while start < end and words[end - 1] in ("'s", "’s", "'", "’", ",", '"'):
        end -= 1
    if kind is None or start == end or _is_demonym(words[start:end]):
        return None
    return start, end, kind


def _is_demonym(words: Sequence[str]) -> bool:
    parts = [part for word in words for part in word.split("-") if part]
    while len(parts) > 1 and parts[0] in PREFIXES:
        parts = parts[1:]
    return bool(parts) and all(p in DEMONYMS or (p.endswith("s") and p[:-1] in DEMONYMS) for p in parts)


def places_stay_places(samples: Sequence[Sample]) -> list[Sample]:
    """A country that acts is still labelled as a place: the corpora differ here, and sometimes within themselves."""
    counts: dict[str, Counter[str]] = {}
    for sample in samples:
        for start, end, kind in sample.names:
            counts.setdefault(sample.text[start:end], Counter())[kind] += 1
    places = {name for name, kinds in counts.items() if kinds["LOC"] >= 5 and kinds["LOC"] > 3 * kinds["ORG"]}

    def settled(sample: Sample, start: int, end: int, kind: str) -> tuple[int, int, str]:
        return start, end, "LOC" if kind == "ORG" and sample.text[start:end] in places else kind

    return [Sample(sample.text, tuple(settled(sample, *name) for name in sample.names)) for sample in samples]


def vary(sample: Sample, rng: random.Random) -> Sample:
    """News has headlines, capitals and curly quotes that the corpora seldom have."""
    text = sample.text
    draw = rng.random()
    if draw < 0.04:
        text = text.upper()
    elif draw < 0.09:
        text = " ".join(word[:1].upper() + word[1:] for word in text.split(" "))
    elif draw < 0.11:
        text = text.lower()
    if rng.random() < 0.4:
        text = text.replace("'", "’").replace("``", "“ ").replace("’’", "” ").replace(' "', " ”")
    return Sample(text if len(text) == len(sample.text) else sample.text, sample.names)
