"""Learn who is held across a border: the weights of scope.py's features, for documents and for people.

    python training/scope.py --shared ../shared/reading [--write]

Learns from the seeds, gold/en-dev-1 to -5 and the documents of bulk.jsonl listed in training/scope.yaml. Prints what
documents give that the weights had not seen (five folds, cut by document); with --write the weights go to
lexicon/scope_weights.yaml.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from reading_gold import gold_document
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from homeward.claims.readers.english.analysis import analyse
from homeward.claims.readers.english.people import find_people
from homeward.claims.readers.english.scope import Custody, Judgement, document_scope_features, person_scope_features
from homeward.documents.model import Document

TAUGHT = ("seeds", "en-dev-1", "en-dev-2", "en-dev-3", "en-dev-4", "en-dev-5")
WEIGHTS = Path("src/homeward/claims/lexicon/scope_weights.yaml")
FOLDS = 5
STRENGTH = {"document": 0.2, "person": 0.2}
"""Inverse of the penalty on large weights."""
_SMALL = 0.03


@dataclass
class Read:
    """One document: its features, its people's, and which of them the gold has."""

    features: dict[str, float]
    in_scope: bool
    people: list[tuple[Any, bool]]
    text: Any
    custody: Custody


def main() -> int:
    """Learn, print, and write where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared/reading"))
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    sys.path.insert(0, str(options.shared))
    taught = [*read_gold(options.shared, TAUGHT), *read_bulk(options.shared)]
    documents = learn([one.features for one in taught], [one.in_scope for one in taught], STRENGTH["document"])
    passed = [one for one in taught if one.in_scope or documents.score(one.features) > 0]  # nobody else is asked about
    rows = [(at, *row) for at, one in enumerate(passed) for row in people_rows(one, documents)]
    people = learn([row[1] for row in rows], [row[2] for row in rows], STRENGTH["person"])
    report("documents, unseen folds", *_unseen_documents(taught))
    report("people, unseen folds", *_unseen_people(rows))
    if options.write:
        head = "# How much each feature speaks for another State having a part in it; a sum above zero is in scope.\n"
        head += "# Learnt by training/scope.py.\n"
        judgements = {"document": documents, "person": people}
        learnt = {name: {"bias": one.bias, "weights": dict(one.weights)} for name, one in judgements.items()}
        WEIGHTS.write_text(head + yaml.safe_dump(learnt, sort_keys=False), encoding="utf-8")
    return 0


def read_gold(shared: Path, stems: Sequence[str]) -> Iterator[Read]:
    """Read the gold's documents; a person is in scope where a claim is about them."""
    import score  # noqa: PLC0415 - lies beside the gold

    for stem in stems:
        for line in (shared / "gold" / f"{stem}.jsonl").open(encoding="utf-8"):
            row = json.loads(line)
            who = {name for claim in row["claims"] for name in claim["who"]}
            document = gold_document(shared, row["doc"], row["date"])
            is_held = partial(_is_one_of, who, score.same_name)
            yield _read(document, in_scope=bool(row["claims"]), is_held=is_held)


def read_bulk(shared: Path) -> Iterator[Read]:
    """Read the documents labelled by hand; whom those in scope are about is not known, so their people are left out."""
    labels = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    lines = (shared / "bulk" / "bulk.jsonl").read_text(encoding="utf-8").split("\n")
    for name, in_scope in (("out_of_scope", False), ("in_scope", True)):
        for number in labels[name]:
            row = json.loads(lines[number])
            digest = sha256(row["text"].encode()).hexdigest()
            document = Document("bulk", row["text"], digest, digest, "text/plain", title=row["title"], language="en")
            read = _read(document, in_scope=in_scope, is_held=lambda _: False)
            if in_scope:
                read.people = []
            yield read


def _is_one_of(names: Iterable[str], same_name: Callable[[str, str], bool], name: str) -> bool:
    return any(same_name(name, one) for one in names)


def _read(document: Document, *, in_scope: bool, is_held: Callable[[str], bool]) -> Read:
    text = analyse(document)
    people = find_people(text)
    custody = Custody(text, people)
    known = [(person, is_held(person.name)) for person in people.people]
    return Read(document_scope_features(text, custody), in_scope, known, text, custody)


def people_rows(one: Read, documents: Judgement) -> list[tuple[dict[str, float], bool]]:
    """Return each person's features, and whether the gold has them."""
    score = documents.score(one.features)
    return [(person_scope_features(one.text, person, one.custody, score), held) for person, held in one.people]


def learn(features: Sequence[dict[str, float]], right: Sequence[bool], strength: float) -> Judgement:
    """Return the weights of a logistic regression on scaled features, small ones left out."""
    names = sorted({name for row in features for name in row})
    table = np.array([[row.get(name, 0.0) for name in names] for row in features])
    scale = table.std(axis=0) + 1e-6
    model = LogisticRegression(C=strength, max_iter=3000).fit(table / scale, right)
    weights = {n: round(float(w / s), 3) for n, w, s in zip(names, model.coef_[0], scale, strict=True)}
    return Judgement(round(float(model.intercept_[0]), 3), {n: w for n, w in weights.items() if abs(w) >= _SMALL})


def _unseen_documents(taught: Sequence[Read]) -> tuple[list[float], list[bool]]:
    scores = np.zeros(len(taught))
    for seen, unseen in GroupKFold(FOLDS).split(scores, groups=range(len(taught))):
        judgement = learn([taught[i].features for i in seen], [taught[i].in_scope for i in seen], STRENGTH["document"])
        for i in unseen:
            scores[i] = judgement.score(taught[i].features)
    return list(scores), [one.in_scope for one in taught]


def _unseen_people(rows: Sequence[tuple[int, dict[str, float], bool]]) -> tuple[list[float], list[bool]]:
    scores = np.zeros(len(rows))
    for seen, unseen in GroupKFold(FOLDS).split(scores, groups=[row[0] for row in rows]):
        judgement = learn([rows[i][1] for i in seen], [rows[i][2] for i in seen], STRENGTH["person"])
        for i in unseen:
            scores[i] = judgement.score(rows[i][1])
    return list(scores), [row[2] for row in rows]


def report(title: str, scores: Sequence[float], right: Sequence[bool]) -> None:
    """Print precision and recall of what is taken for in scope at several scores, and how much else stays out."""
    marks = np.array(right)
    for least in (0.0, -0.5, -1.0, -1.5):
        taken = np.array(scores) > least
        hits = int((taken & marks).sum())
        kept_out = 1 - (taken & ~marks).sum() / max(1, (~marks).sum())
        found = f"precision {hits / max(1, taken.sum()):.2f}, recall {hits / max(1, marks.sum()):.2f}"
        print(f"{title:24} {len(marks):4}, score above {least:4}: {found}, out of scope kept out {kept_out:.2f}")


if __name__ == "__main__":
    raise SystemExit(main())
