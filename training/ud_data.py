"""Read Universal Dependencies treebanks into sentences whose tokens know their place in the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class Word:
    """One syntactic word; `head` counts from 0 inside the sentence, and the root is its own head."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    space_after: bool


@dataclass(slots=True)
class TreebankSentence:
    """The words of one treebank sentence and where it stands."""

    words: list[Word]
    starts_paragraph: bool
    document: str = ""

    @property
    def text(self) -> str:
        """The sentence as it was printed, without space at its ends."""
        return "".join(w.form + " " * w.space_after for w in self.words).strip()


@dataclass(slots=True)
class Treebank:
    """Documents of one file, and how many sentences could not be used."""

    documents: list[list[TreebankSentence]] = field(default_factory=list)
    dropped: int = 0

    def sentences(self) -> Iterator[TreebankSentence]:
        """Every sentence, in the order of the file."""
        for document in self.documents:
            yield from document


def read_treebank(path: Path) -> Treebank:
    """Read one CoNLL-U file."""
    bank, document = Treebank(), ""
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        lines = block.split("\n")
        comments = [line for line in lines if line.startswith("#")]
        opened = [line for line in comments if line.startswith("# newdoc")]
        if opened or not bank.documents:
            bank.documents.append([])
            document = opened[0].rpartition(" = ")[2] if opened else ""
        words = _words([line.split("\t") for line in lines if not line.startswith("#")])
        if words is None:
            bank.dropped += 1
            continue
        paragraph = any(line.startswith("# newpar") for line in comments)
        bank.documents[-1].append(TreebankSentence(words, paragraph, document))
    return bank


def _words(rows: list[list[str]]) -> list[Word] | None:
    """The words of one sentence, or None where a contraction's parts do not add up to what was printed."""
    words: list[Word] = []
    surface, parts_end, spaced = "", 0, True
    for row in rows:
        if "." in row[0]:
            continue
        if "-" in row[0]:
            surface, parts_end = row[1], int(row[0].split("-")[1])
            spaced = "SpaceAfter=No" not in row[9]
            continue
        space = "SpaceAfter=No" not in row[9]
        if int(row[0]) <= parts_end:
            if not surface.startswith(row[1]):
                return None
            surface = surface[len(row[1]) :]
            last = int(row[0]) == parts_end
            if last and surface:
                return None
            space = last and spaced
        own, head = int(row[0]) - 1, int(row[6]) - 1
        feats = row[5] if row[5] != "_" else ""
        words.append(Word(row[1], row[2], row[3], row[4], feats, own if head < 0 else head, row[7], space))
    return words
