"""Train who is in scope: whether a document is about people held across a border, and which of its people.

    python training/scope.py --shared ../shared/reading --out src/homeward/claims/trained/english_scope.json

Documents learn from gold/en-dev-1 to -5 (is there a claim?) and, at half weight, from the rough kinds of SOURCES.csv;
people from the person claims of the same gold. Documents of the blind gold files are left out by name.
"""

import argparse
import csv
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from reading_gold import BLIND, GOLD, gold_document, gold_rows
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from homeward.claims.readers.english.analysis import analyse
from homeward.claims.readers.english.people import find_people
from homeward.claims.readers.english.scope import Custody, document_scope_features, person_scope_features


@dataclass(frozen=True)
class Example:
    """One document or person: its features, whether it is in scope, and how far to trust that."""

    document: int
    features: dict[str, float]
    right: bool
    trust: float = 1.0


def main() -> int:
    """Train both, print what unseen documents give, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared/reading"))
    parser.add_argument("--out", type=Path, default=Path("src/homeward/claims/trained/english_scope.json"))
    options = parser.parse_args()
    sys.path.insert(0, str(options.shared))
    analysed = read_all(options.shared)
    documents = [Example(n, document_scope_features(t, c), right, trust) for n, t, _, c, right, trust, _ in analysed]
    weights = fit("documents", documents, 0.3)
    people = []
    for number, text, named, custody, right, trust, names in analysed:
        if trust == 1.0 and right:
            score = weights["bias"] + sum(
                weights["weights"].get(k, 0) * v for k, v in document_scope_features(text, custody).items()
            )
            for person in named.people:
                features = person_scope_features(text, person, custody, score)
                people.append(Example(number, features, any(same(person.name, name) for name in names)))
    written = {"document": weights, "person": fit("people", people, 0.3), "made_by": "training/scope.py"}
    options.out.write_text(json.dumps(written, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return 0


def same(one: str, other: str) -> bool:
    """Compare names as score.py does."""
    import score  # noqa: PLC0415 - lies beside the gold

    return bool(score.same_name(one, other))


def read_all(shared: Path) -> list[tuple[int, Any, Any, Any, bool, float, list[str]]]:
    """Analyse the gold documents, and those of SOURCES.csv that have no gold."""
    rows = [(row["doc"], row["date"], bool(row["claims"]), 1.0, [c["name"] for c in row["claims"] if c["kind"] == "person"])
            for stem in GOLD for row in gold_rows(shared, stem)]  # fmt: skip
    known = {row[0] for row in rows} | {row["doc"] for stem in BLIND for row in gold_rows(shared, stem)}
    with (shared / "SOURCES.csv").open(encoding="utf-8", newline="") as file:
        rows += [(line["file"], line["date"][:10] or None, line["kind"] == "pos", 0.5, []) for line in csv.DictReader(file)
                 if line["language"] == "en" and line["file"] not in known and (shared / "docs" / line["file"]).is_file()]  # fmt: skip
    analysed = []
    for number, (name, date, right, trust, names) in enumerate(rows):
        text = analyse(gold_document(shared, name, date))
        people = find_people(text)
        analysed.append((number, text, people, Custody(text, people), right, trust, names))
    return analysed


def fit(title: str, examples: Sequence[Example], strength: float) -> dict[str, Any]:
    """Return bias and weights on the features' own scale; print five-fold figures, cut by document."""
    names = sorted({name for example in examples for name in example.features})
    matrix = np.array([[example.features.get(name, 0.0) for name in names] for example in examples])
    right = np.array([example.right for example in examples])
    trust = np.array([example.trust for example in examples])
    groups = [example.document for example in examples]
    model = LogisticRegression(C=strength, max_iter=3000)
    unseen = cross_val_predict(model, matrix, right, groups=groups, cv=GroupKFold(5), params={"sample_weight": trust})
    for name, marks in (("all", trust > 0), ("gold", trust == 1.0)):
        hit = (unseen & right & marks).sum()
        print(f"{title}, {name}: {marks.sum()} examples, {(right & marks).sum()} in scope; unseen precision "
              f"{hit / max(1, (unseen & marks).sum()):.3f}, recall {hit / max(1, (right & marks).sum()):.3f}")  # fmt: skip
    model.fit(matrix, right, sample_weight=trust)
    weights = {name: round(float(w), 3) for name, w in zip(names, model.coef_[0], strict=True) if abs(w) >= 0.01}
    return {"bias": round(float(model.intercept_[0]), 3), "weights": weights}


if __name__ == "__main__":
    raise SystemExit(main())
