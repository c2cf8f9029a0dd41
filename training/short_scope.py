"""Learn who is held across a border in texts of a few sentences: the weights of short_scope.py's features.

    python training/short_scope.py --shared ../shared/reading [--write]

Learns from passages of one to six sentences that name a State, and not by towns of one alone: those of which
gold/en-dev-1 to -5, training/annotations and training/written claim something, and as many of documents in which
nobody is in scope (those of training/scope.yaml too). Prints what passages of unseen documents
give (five folds); with --write the weights go to lexicon/scope_weights.yaml.
"""

import argparse
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import cycle
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from reading_gold import marked_documents, written_documents
from scope import WEIGHTS, report
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from homeward.basics.states import find_states
from homeward.claims.readers.english.analysis import analyse
from homeward.claims.readers.english.masking import mask
from homeward.claims.readers.english.people import find_people
from homeward.claims.readers.english.quotations import find_quotations
from homeward.claims.readers.english.scope import Custody, Features, Judgement
from homeward.claims.readers.english.sentences import split_sentences
from homeward.claims.readers.english.short_scope import SHORT, names_home_alone, scope_of_document, scope_of_person
from homeward.documents.model import Document

SENTENCES = (1, 1, 2, 1, 3, 2, 1, 4, 1, 2, 6)
"""Sentences a passage, over and over."""
EACH = 1000
"""Passages in scope, and as many out of it."""
FOLDS = 5
STRENGTH = {"document": 0.05, "person": 0.2}
"""Inverse of the penalty on large weights."""
SEEN_IN_DOCUMENTS = 8
"""A feature found in passages of fewer documents than this weighs nothing: it would be learnt by heart."""
_SMALL = 0.03
_FEWEST_WORDS = 4
_LIMIT = 4.0


@dataclass(frozen=True)
class Passage:
    """Some sentences of a document: whether they are in scope, and whom the document holds."""

    document: str
    words: str
    in_scope: bool
    held: frozenset[str]


@dataclass(frozen=True)
class Seen:
    """A passage's features, and those of each of its people with whether they are held."""

    passage: Passage
    features: Features
    people: list[tuple[Features, bool]]


def main() -> int:
    """Learn, print, and write where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared/reading"))
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    sys.path.insert(0, str(options.shared))
    seen = [look(one) for one in sample(list(passages(options.shared)))]
    in_scope, groups = [one.passage.in_scope for one in seen], [one.passage.document for one in seen]
    told = common([one.features for one in seen], groups)
    documents = learn(told, in_scope, "document")
    rows = list(people_rows(seen, documents))
    held, sources = [one for _, _, one in rows], [document for document, _, _ in rows]
    told_of_people = common([row for _, row, _ in rows], sources)
    people = learn(told_of_people, held, "person")
    report("passages, unseen folds", unseen(told, in_scope, groups, "document"), in_scope)
    report("people, unseen folds", unseen(told_of_people, held, sources, "person"), held)
    if options.write:
        write({"short document": documents, "short person": people})
    return 0


def documents_of(shared: Path) -> Iterator[tuple[str, list[dict[str, Any]], Document]]:
    """Yield the name, the claims and the text of every document whose claims are known, or that has none."""
    known = set()
    for found in (marked_documents(shared), written_documents(shared)):
        for _, row, document in found:
            known.add(document.text_sha256)
            yield row["doc"], row["claims"], document
    labels = yaml.safe_load((Path(__file__).parent / "scope.yaml").read_text(encoding="utf-8"))
    lines = (shared / "bulk" / "bulk.jsonl").read_text(encoding="utf-8").split("\n")
    for number in labels["out_of_scope"]:
        row = json.loads(lines[number])
        document = document_of(row["text"])
        if document.text_sha256 not in known:
            yield f"bulk/{number}", [], document


def document_of(text: str) -> Document:
    """Return a text as a document of its own, without title or date."""
    digest = sha256(text.encode()).hexdigest()
    return Document("passage", text, digest, digest, "text/plain", language="en")


def passages(shared: Path) -> Iterator[Passage]:
    """Yield what documents in scope claim something of, and all of the others, where it names a State."""
    sizes = cycle(SENTENCES)
    for name, claims, document in documents_of(shared):
        held = frozenset(who for claim in claims for who in claim["who"])
        masked, paragraphs = mask(document.text)
        sentences = list(split_sentences(masked, paragraphs, find_quotations(masked, paragraphs)))
        while sentences:
            size = next(sizes)
            part, sentences = sentences[:size], sentences[size:]
            start, end = part[0].start, part[-1].end
            words = document.text[start:end]
            if not _FEWEST_WORDS <= len(re.findall(r"\w+", words)) < SHORT:
                continue
            claimed = any(start <= claim["start"] and claim["end"] <= end for claim in claims)
            named = list(find_states(words))
            if claimed == bool(claims) and named and not names_home_alone(named):
                yield Passage(name, words, claimed, held)


def sample(found: Sequence[Passage]) -> list[Passage]:
    """Return as many passages in scope as out of it, drawn by a fixed seed."""
    chosen = random.Random(1)  # noqa: S311 - nothing secret
    inside, outside = ([one for one in found if one.in_scope is wanted] for wanted in (True, False))
    chosen.shuffle(inside)
    chosen.shuffle(outside)
    return [one for pair in zip(inside[:EACH], outside[:EACH], strict=False) for one in pair]


def look(passage: Passage) -> Seen:
    """Return what a passage tells of scope."""
    import score  # noqa: PLC0415 - lies beside the gold

    text = analyse(document_of(passage.words))
    people = find_people(text)
    custody = Custody(text, people)
    told = [
        (
            scope_of_person(text, person, custody, 0.0),
            passage.in_scope and any(score.same_name(person.name, name) for name in passage.held),
        )
        for person in people.people
    ]
    return Seen(passage, scope_of_document(text, people, custody), told)


def people_rows(seen: Sequence[Seen], documents: Judgement) -> Iterator[tuple[str, Features, bool]]:
    """Yield the people of passages that are in scope or taken for it, with their documents."""
    for one in seen:
        score = documents.score(one.features)
        if one.passage.in_scope or score > 0:
            for features, held in one.people:
                yield one.passage.document, {**features, "document": max(-_LIMIT, min(_LIMIT, score))}, held


def common(rows: Sequence[Features], documents: Sequence[str]) -> list[Features]:
    """Return the rows with the features alone that enough documents have."""
    having = {(name, document) for row, document in zip(rows, documents, strict=True) for name in row if row[name]}
    counts = Counter(name for name, _ in having)
    return [{name: value for name, value in row.items() if counts[name] >= SEEN_IN_DOCUMENTS} for row in rows]


def learn(features: Sequence[Features], right: Sequence[bool], name: str) -> Judgement:
    """Return the weights of a logistic regression on scaled features, small ones left out."""
    names = sorted({each for row in features for each in row})
    table = np.array([[row.get(each, 0.0) for each in names] for row in features])
    scale = table.std(axis=0) + 1e-6
    evenly = "balanced" if name == "document" else None
    model = LogisticRegression(C=STRENGTH[name], max_iter=3000, class_weight=evenly).fit(table / scale, right)
    weights = {each: round(float(w / s), 3) for each, w, s in zip(names, model.coef_[0], scale, strict=True)}
    kept = {each: weight for each, weight in weights.items() if abs(weight) >= _SMALL}
    return Judgement(round(float(model.intercept_[0]), 3), kept)


def unseen(features: Sequence[Features], right: Sequence[bool], groups: Sequence[str], name: str) -> list[float]:
    """Return each row's score by weights that never saw its document."""
    scores = np.zeros(len(features))
    for taught, asked in GroupKFold(FOLDS).split(scores, groups=groups):
        judgement = learn([features[i] for i in taught], [right[i] for i in taught], name)
        for i in asked:
            scores[i] = judgement.score(features[i])
    return list(scores)


def write(learnt: dict[str, Judgement]) -> None:
    """Put the weights into the file that the reader loads; those of longer texts stay as they are."""
    text = WEIGHTS.read_text(encoding="utf-8")
    head = "".join(line for line in text.splitlines(keepends=True) if line.startswith("#"))
    kept = yaml.safe_load(text)
    kept.update({name: {"bias": one.bias, "weights": dict(one.weights)} for name, one in learnt.items()})
    WEIGHTS.write_text(head + yaml.safe_dump(kept, sort_keys=False), encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
