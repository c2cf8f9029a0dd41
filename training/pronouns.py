"""Learn whom a pronoun means: weights of the features in pronouns.py, from the coreference of UD GUM.

    python training/pronouns.py --ud ../shared/reading/training/ud [--write]

Reads en_gum-train (its genres that allow any use) with its own parses, lets the reader run over each document with the
right person chosen, and fits a softmax over the choices of every pronoun. Prints how often the right one is chosen in
en_gum-dev and -test, before and after; with --write the weights go to lexicon/pronoun_weights.yaml.
"""

import argparse
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import spacy
import yaml
from spacy.tokens import Doc

from homeward.claims.readers.english import pronouns
from homeward.claims.readers.english.masking import Paragraph
from homeward.claims.readers.english.mentions import MentionReader
from homeward.claims.readers.english.model import AnalysedText, TextSentence
from homeward.claims.readers.english.names import Name
from homeward.claims.readers.english.people import people_of
from homeward.claims.readers.english.quotations import find_quotations
from homeward.claims.readers.english.referents import Referent
from homeward.documents.model import Document

WEIGHTS = Path("src/homeward/claims/lexicon/pronoun_weights.yaml")
_ENTITY = re.compile(r"\((?P<open>\d+)-(?P<kind>[a-z]+)[^()]*(?P<one>\))?|(?P<close>\d+)\)")
_VOCABULARY = spacy.blank("en").vocab
_STRENGTH = 60.0
"""How hard the weights are held to where they start."""
_PRIOR = {
    "sentences_back_0": 1.6,
    "sentences_back_1": 1.2,
    "sentences_back_2": 0.0,
    "sentences_back_3": -0.8,
    "sentences_back_4": -1.6,
    "last_is_subject": 0.8,
    "last_is_object": 0.2,
    "last_is_owner": 0.3,
    "last_is_topic": 0.4,
    "subject_above": 1.0,
    "same_place": 0.4,
    "gender_known": 0.5,
    "named": 0.6,
    "times_recently": 0.6,
    "times_so_far": 0.3,
    "times_in_all": 0.4,
    "words_between": -0.3,
    "official": -0.4,
    "held_before": 0.2,
    "done_to_and_held": 0.8,
    "official_done_to": -1.0,
    "spoke_last": 1.0,
    "says_again": 0.8,
    "from_the_same_quotation": 0.4,
    "owner_of_subject": 0.4,
}
"""Where learning starts: what grammars of English say of who is meant."""


@dataclass
class Annotated:
    """One document with the person entity that each token belongs to, innermost first."""

    text: AnalysedText
    entity: dict[int, list[int]]


@dataclass
class Rows:
    """What was to choose at every pronoun: features of each choice, and which was right."""

    features: list[list[dict[str, float]]] = field(default_factory=list)
    right: list[int] = field(default_factory=list)
    chosen: list[int] = field(default_factory=list)


def main() -> int:
    """Fit, print, and write where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ud", type=Path, default=Path("../shared/reading/training/ud"))
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    taught = rows_of(options.ud / "en_gum-train.conllu")
    asked = [rows_of(options.ud / f"en_gum-{part}.conllu") for part in ("dev", "test")]
    before = dict(pronouns.weights())
    weights = fit(taught)
    for name, rows in zip(("train", "dev", "test"), (taught, *asked), strict=True):
        shares = f"{accuracy(rows, before):.3f} before, {accuracy(rows, weights):.3f} after"
        print(f"{name:5} {len(rows.right):5} pronouns: {shares}")
    if options.write:
        head = "# How much each feature of a person spoken of before speaks for a pronoun meaning them.\n"
        head += "# Learnt by training/pronouns.py.\n"
        WEIGHTS.write_text(head + yaml.safe_dump({"weights": weights}, sort_keys=True), encoding="utf-8")
    return 0


def rows_of(path: Path) -> Rows:
    """Run the reader over every document of a treebank and note each pronoun's choices."""
    rows = Rows()
    for document in read_documents(path):
        _note_choices(document, rows)
    return rows


def _note_choices(document: Annotated, rows: Rows) -> None:
    def chooser(token: Any, choices: Sequence[pronouns.Choice]) -> Referent | None:
        meant = document.entity.get(token.i, [])
        entity_of = [_entity(document, choice.referent) for choice in choices]
        right = next((at for at, one in enumerate(entity_of) if meant and one == meant[0]), None)
        if right is None:
            return pronouns.choose(token, choices)
        if len(choices) > 1:
            rows.features.append([dict(choice.features) for choice in choices])
            rows.right.append(right)
        return choices[right].referent

    people, descriptions = people_of(document.text)
    MentionReader(document.text, people, descriptions, chooser).read()


def _entity(document: Annotated, referent: Referent) -> int | None:
    found = document.entity.get(referent.tokens[0], [])
    return found[0] if found else None


def fit(rows: Rows, strength: float = _STRENGTH) -> dict[str, float]:
    """Return the weights that make the right choices likeliest, drawn towards those a linguist would start from."""
    names = sorted({name for choices in rows.features for one in choices for name in one})
    tables = [np.array([[one.get(name, 0.0) for name in names] for one in choices]) for choices in rows.features]
    prior = np.array([_PRIOR.get(name, 0.0) for name in names])
    weights = prior.copy()
    for _ in range(300):
        slope = strength * (prior - weights)
        for table, right in zip(tables, rows.right, strict=True):
            odds = table @ weights
            chances = np.exp(odds - odds.max())
            slope += table[right] - (chances / chances.sum()) @ table
        weights += slope / (len(tables) / 2 + strength)
    return {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True) if abs(weight) >= 0.01}


def accuracy(rows: Rows, weights: dict[str, float]) -> float:
    """Return the share of pronouns for which the weights favour the right choice."""
    hits = 0
    for choices, right in zip(rows.features, rows.right, strict=True):
        odds = [sum(weights.get(name, 0.0) * value for name, value in one.items()) for one in choices]
        hits += int(np.argmax(odds)) == right
    return hits / max(1, len(rows.right))


def read_documents(path: Path) -> Iterator[Annotated]:
    """Yield the documents of a CoNLL-U file, each analysed by its own annotation."""
    sentences: list[list[list[str]]] = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        if "# newdoc" in block and sentences:
            yield _annotated(sentences)
            sentences = []
        lines = [line.split("\t") for line in block.split("\n") if line and line[0].isdigit()]
        words = [line for line in lines if line[0].isdigit()]
        if words:
            sentences.append(words)
    if sentences:
        yield _annotated(sentences)


def _annotated(sentences: Sequence[Sequence[Sequence[str]]]) -> Annotated:
    words = [line for sentence in sentences for line in sentence]
    heads, starts, at = [], [], 0
    for sentence in sentences:
        heads += [at + (int(line[6]) - 1 if line[6] != "0" else place) for place, line in enumerate(sentence)]
        starts += [place == 0 for place in range(len(sentence))]
        at += len(sentence)
    doc = Doc(
        _VOCABULARY,
        words=[line[1].replace(" ", "_") for line in words],
        spaces=["SpaceAfter=No" not in line[9] for line in words],
        tags=[line[4] for line in words],
        pos=[line[3] for line in words],
        lemmas=[line[2] for line in words],
        heads=heads,
        deps=[line[7] for line in words],
        sent_starts=starts,
    )
    body = doc.text
    cut = tuple(TextSentence(s.start_char, s.end_char, number) for number, s in enumerate(doc.sents))
    quotations = find_quotations(body, [Paragraph(0, len(body))]) if '"' not in body else ()
    digest = sha256(body.encode()).hexdigest()
    document = Document("gum", body, digest, digest, "text/plain")
    spans = list(_person_spans([line[9] for line in words]))
    entity: dict[int, list[int]] = {}
    for number, first, last in sorted(spans, key=lambda one: one[2] - one[1]):
        root = doc[first : last + 1].root.i
        entity.setdefault(root, []).append(number)
    names = tuple(_names(doc, spans))
    return Annotated(AnalysedText(document, body, cut, quotations, names, doc), entity)


def _person_spans(notes: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Yield the person entities with their first and last word."""
    opened: dict[int, list[int]] = {}
    for at, note in enumerate(notes):
        value = next((part[7:] for part in note.split("|") if part.startswith("Entity=")), "")
        for match in _ENTITY.finditer(value):
            if match["close"]:
                number = int(match["close"])
                if opened.get(number):
                    yield number, opened[number].pop(), at
            elif match["kind"] == "person":
                number = int(match["open"])
                if match["one"]:
                    yield number, at, at
                else:
                    opened.setdefault(number, []).append(at)


def _names(doc: Doc, spans: Sequence[tuple[int, int, int]]) -> Iterator[Name]:
    seen: set[int] = set()
    for _, first, last in spans:
        root = doc[first : last + 1].root.i
        if not doc[root].tag_.startswith("NNP") or root in seen:
            continue
        start, end = root, root
        while start > first and doc[start - 1].tag_ == "NNP":
            start -= 1
        while end < last and doc[end + 1].tag_ == "NNP":
            end += 1
        seen.update(range(start, end + 1))
        yield Name(doc[start].idx, doc[end].idx + len(doc[end]), "PER", 0.9)


if __name__ == "__main__":
    raise SystemExit(main())
