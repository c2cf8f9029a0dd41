"""Print how good and how fast the trained models are: `python training/measure.py --data ... --models ...`."""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import spacy
from names_data import TEST_FILE, Sample, read_samples, read_samples_as_published
from spacy.language import Language
from spacy.tokens import Doc, Token
from ud_data import TreebankSentence, read_treebank

from homeward.claims.readers.english.names import NameRecogniser

PARSER_TESTS = {"EWT test": "ud/en_ewt-test.conllu", "GUM test": "ud/en_gum-test.conllu"}
Place = tuple[int, int]


@dataclass(slots=True)
class Score:
    """Right, found and wanted, and the three usual figures from them."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def figures(self) -> tuple[float, float, float]:
        """Precision, recall and F1, in per cent."""
        precision, recall = 100 * self.right / max(1, self.found), 100 * self.right / max(1, self.wanted)
        return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


@dataclass(slots=True)
class ParserScores:
    """F1 of tokens, tags, lemmas and arcs; on the treebank's own tokens F1 is plain accuracy."""

    scores: dict[str, Score] = field(
        default_factory=lambda: {k: Score() for k in ("token", "XPOS", "lemma", "UAS", "LAS")}
    )
    cpu_seconds: float = 0.0

    def add(self, gold: dict[Place, dict[str, object]], read: dict[Place, dict[str, object]]) -> None:
        """Count one sentence."""
        for name, score in self.scores.items():
            score.wanted += len(gold)
            score.found += len(read)
            score.right += sum(place in read and read[place][name] == row[name] for place, row in gold.items())


def measure_parser(nlp: Language, sentences: Sequence[TreebankSentence], *, own_tokens: bool) -> ParserScores:
    """Parse every sentence, given as raw text or as the treebank's tokens, its bounds known."""
    measured = ParserScores()
    docs = [nlp.make_doc(s.text) if own_tokens else _gold_tokens(nlp, s) for s in sentences]
    for doc in docs:
        for token in doc:
            token.is_sent_start = token.i == 0
    began = time.process_time()
    parsed = list(nlp.pipe(docs, batch_size=64))
    measured.cpu_seconds = time.process_time() - began
    for sentence, doc in zip(sentences, parsed, strict=True):
        measured.add(_gold_rows(sentence), _read_rows(doc))
    return measured


def _gold_tokens(nlp: Language, sentence: TreebankSentence) -> Doc:
    spaces = [word.space_after for word in sentence.words]
    spaces[-1] = False
    return Doc(nlp.vocab, words=[word.form for word in sentence.words], spaces=spaces)


def _gold_rows(sentence: TreebankSentence) -> dict[Place, dict[str, object]]:
    places: list[Place] = []
    at = 0
    for word in sentence.words:
        places.append((at, at + len(word.form)))
        at += len(word.form) + word.space_after
    return {
        place: _row(word.xpos, word.lemma, places[word.head], "ROOT" if word.deprel == "root" else word.deprel)
        for place, word in zip(places, sentence.words, strict=True)
    }


def _read_rows(doc: Doc) -> dict[Place, dict[str, object]]:
    def place(token: Token) -> Place:
        return token.idx, token.idx + len(token)

    return {place(t): _row(t.tag_, t.lemma_, place(t.head), t.dep_) for t in doc if not t.is_space}


def _row(tag: str, lemma: str, head: Place, relation: str) -> dict[str, object]:
    return {"token": True, "XPOS": tag, "lemma": lemma, "UAS": head, "LAS": (head, relation)}


def measure_names(recogniser: NameRecogniser, samples: Sequence[Sample]) -> tuple[dict[str, Score], float]:
    """Exact matches of span and type, by type, and the words read in a CPU-second."""
    scores = {kind: Score() for kind in ("PER", "ORG", "LOC", "all")}
    began = time.process_time()
    read = [recogniser.names(s.text, [(0, len(s.text))]) for s in samples]
    seconds = time.process_time() - began
    for sample, names in zip(samples, read, strict=True):
        gold, found = set(sample.names), {(n.start, n.end, n.label) for n in names}
        for kind, score in scores.items():
            score.wanted += sum(kind in ("all", name[2]) for name in gold)
            score.found += sum(kind in ("all", name[2]) for name in found)
            score.right += sum(kind in ("all", name[2]) for name in gold & found)
    return scores, sum(len(s.text.split()) for s in samples) / seconds


def parser_lines(data: Path, folder: Path) -> Iterator[str]:
    """The parser's table."""
    nlp = spacy.load(folder)
    yield "| parser | tokens | token F1 | XPOS | lemma | UAS | LAS | words a CPU-second |"
    yield "|---|---|---|---|---|---|---|---|"
    for name, file in PARSER_TESTS.items():
        bank = read_treebank(data / file)
        news = [s for s in bank.sentences() if s.document.startswith("GUM_news")]
        parts = {name: list(bank.sentences())} | ({f"{name}, news": news} if news else {})
        for part, sentences in parts.items():
            for own_tokens in (False, True):
                measured = measure_parser(nlp, sentences, own_tokens=own_tokens)
                words = sum(len(s.words) for s in sentences)
                figures = " | ".join(f"{score.figures()[2]:.1f}" for score in measured.scores.values())
                kind = "raw text" if own_tokens else "gold"
                yield f"| {part} | {kind} | {figures} | {words / measured.cpu_seconds:,.0f} |"


def name_lines(data: Path, folders: dict[str, Path]) -> Iterator[str]:
    """The name recogniser's table."""
    yield "| names | labels | type | P | R | F1 | words a CPU-second |\n|---|---|---|---|---|---|---|"
    tests = {"as published": read_samples_as_published(data / TEST_FILE), "our rules": read_samples(data / TEST_FILE)}
    for bits, folder in folders.items():
        recogniser = NameRecogniser.load(folder)
        for labels, samples in tests.items():
            scores, speed = measure_names(recogniser, samples)
            for kind, score in scores.items():
                precision, recall, f1 = score.figures()
                yield f"| {bits} | {labels} | {kind} | {precision:.1f} | {recall:.1f} | {f1:.1f} | {speed:,.0f} |"


def main() -> None:
    """Print both tables."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--data", type=Path, required=True, help="folder with ud/ and ner/")
    arguments.add_argument("--models", type=Path, required=True, help="folder with the trained models")
    arguments.add_argument("--full-names", type=Path, help="folder with the 32-bit name recogniser, to compare")
    chosen = arguments.parse_args()
    for line in parser_lines(chosen.data, chosen.models / "english_parser"):
        print(line)
    folders = {"8 bits": chosen.models / "english_names"}
    if chosen.full_names:
        folders["32 bits"] = chosen.full_names
    for line in name_lines(chosen.data, folders):
        print(line)


if __name__ == "__main__":
    main()
