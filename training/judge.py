"""Train the judge: which proposed claims are claims (weights readable in english_judge.json).

    python training/judge.py --shared ../shared/reading --out src/homeward/claims/trained/english_judge.json

Learns from gold/en-dev-1 to -5 alone. Prints what documents give that the weights had not seen (five folds, cut by
document), as score.py counts, and what the shipped weights give on the same documents.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from reading_gold import GOLD, gold_document, gold_rows
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from homeward.basics.errors import ClaimRefused
from homeward.claims.alignment import align
from homeward.claims.contract import claim_row
from homeward.claims.readers.english.analysis import analyse
from homeward.claims.readers.english.candidates import Candidate
from homeward.claims.readers.english.people import find_people
from homeward.claims.readers.english.proposals import propose as propose_claims

FOLDS = 5
SEEN_IN_DOCUMENTS = 4
"""A feature found in fewer documents than this weighs nothing: it would be learnt by heart."""


@dataclass
class Example:
    """One candidate of one document, with whether the gold has it."""

    document: int
    candidate: Candidate
    row: dict[str, Any]
    right: bool


def main() -> int:
    """Train, print both tables, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared/reading"))
    parser.add_argument("--out", type=Path, default=Path("src/homeward/claims/trained/english_judge.json"))
    parser.add_argument("--strength", type=float, default=0.15, help="inverse of the regularisation's strength")
    options = parser.parse_args()
    sys.path.insert(0, str(options.shared))
    import score  # noqa: PLC0415 - lies beside the gold

    gold = [row for stem in GOLD for row in gold_rows(options.shared, stem)]
    examples = [example for number, row in enumerate(gold) for example in propose(number, row, options.shared, score)]
    print(
        f"{len(examples)} candidates, {sum(e.right for e in examples)} right; "
        f"{sum(len(r['claims']) for r in gold)} gold claims"
    )
    unseen = out_of_fold(examples, options.strength)
    asked = sum(len(row["claims"]) for row in gold)
    threshold = best_threshold(unseen, [e.right for e in examples], asked)
    report("unseen documents", examples, unseen, threshold, gold, score)
    groups = train(examples, options.strength)
    seen = np.array([judged(groups[e.candidate.group], e) for e in examples])
    report("the same documents, shipped weights", examples, seen, threshold, gold, score)
    written = {
        group: {"threshold": round(threshold, 3), "weights": weights} for group, weights in sorted(groups.items())
    }
    text = json.dumps(
        {"made_by": "training/judge.py", "learnt_from": GOLD, "groups": written}, indent=1, sort_keys=True
    )
    options.out.write_text(text + "\n", encoding="utf-8")
    return 0


def propose(number: int, row: dict[str, Any], shared: Path, score: Any) -> Iterable[Example]:
    """Read one document and mark each candidate that matches a gold claim, one to one."""
    document = gold_document(shared, row["doc"], row["date"])
    text = analyse(document)
    proposed = []
    for candidate in propose_claims(text, find_people(text)):
        try:
            proposed.append((candidate, claim_row(document, align(document, candidate.draft))))
        except ClaimRefused as error:
            print(f"refused: {error}")
    matched = {id(ours) for _, ours in score.match(row["claims"], [ours for _, ours in proposed])}
    return [Example(number, candidate, ours, id(ours) in matched) for candidate, ours in proposed]


def train(examples: Sequence[Example], strength: float) -> dict[str, dict[str, float]]:
    """Return the weights of every group."""
    weights = {}
    for group in sorted({e.candidate.group for e in examples}):
        own = [e for e in examples if e.candidate.group == group]
        weights[group] = fit(own, strength)
    return weights


def fit(examples: Sequence[Example], strength: float) -> dict[str, float]:
    """Return one group's weights, small ones left out."""
    documents = Counter(name for d in {e.document for e in examples} for name in _names(examples, d))
    names = sorted(name for name, count in documents.items() if count >= SEEN_IN_DOCUMENTS)
    places = {name: place for place, name in enumerate(names)}
    matrix = np.zeros((len(examples), len(names)))
    for line, example in enumerate(examples):
        for name, value in example.candidate.features.items():
            if name in places:
                matrix[line, places[name]] = value
    right = np.array([e.right for e in examples])
    if right.all() or not right.any():
        return {"bias": 5.0 if right.all() else -5.0}
    model = LogisticRegression(C=strength, max_iter=2000).fit(matrix, right)
    weights = {name: round(float(w), 3) for name, w in zip(names, model.coef_[0], strict=True) if abs(w) >= 0.01}
    return {"bias": round(float(model.intercept_[0]), 3), **weights}


def _names(examples: Sequence[Example], document: int) -> set[str]:
    return {name for e in examples if e.document == document for name in e.candidate.features}


def judged(weights: dict[str, float], example: Example) -> float:
    """Return one candidate's probability under the weights."""
    features = example.candidate.features
    total = weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in features.items())
    return float(1 / (1 + np.exp(-total)))


def out_of_fold(examples: Sequence[Example], strength: float) -> np.ndarray:
    """Return each candidate's probability by weights that never saw its document."""
    documents = [e.document for e in examples]
    unseen = np.zeros(len(examples))
    for taught, asked in GroupKFold(FOLDS).split(documents, groups=documents):
        groups = train([examples[i] for i in taught], strength)
        for i in asked:
            unseen[i] = judged(groups.get(examples[i].candidate.group, {"bias": 0.0}), examples[i])
    return unseen


def best_threshold(probabilities: np.ndarray, right: Sequence[bool], asked: int) -> float:
    """Return half the best F1 that any threshold gives: the best one for true probabilities (Lipton et al. 2014)."""
    marks = np.array(right)

    def f1(threshold: float) -> float:
        taken = probabilities >= threshold
        return float(2 * (marks & taken).sum() / (taken.sum() + asked))

    return max(f1(threshold) for threshold in np.arange(0.1, 0.7, 0.01)) / 2


def report(
    title: str,
    examples: Sequence[Example],
    probabilities: np.ndarray,
    threshold: float,
    gold: Sequence[Any],
    score: Any,
) -> None:
    """Print claims and slots by kind, as score.py counts them."""
    taken: dict[int, list[dict[str, Any]]] = {}
    for example, probability in zip(examples, probabilities, strict=True):
        if probability >= threshold:
            taken.setdefault(example.document, []).append(example.row)
    claims: dict[str, np.ndarray] = {}
    slots: dict[str, np.ndarray] = {}
    for number, row in enumerate(gold):
        ours = taken.get(number, [])
        for g, p in score.match(row["claims"], ours):
            _add(claims, g["kind"], (1, 0, 0))
            _add(slots, g["kind"], (score.slot_counts(g["kind"], g, p)[0], 0, 0))
        for g in row["claims"]:
            _add(claims, g["kind"], (0, 1, 0))
            _add(slots, g["kind"], (0, score.slot_counts(g["kind"], g, None)[1], 0))
        for p in ours:
            _add(claims, p["kind"], (0, 0, 1))
            _add(slots, p["kind"], (0, 0, score.slot_counts(p["kind"], None, p)[2]))
    print(f"\n{title} (threshold {threshold:.2f})")
    for kind in [*(k for k in score.SLOTS if k in claims), "all"]:
        c, s = score.prf(*claims[kind]), score.prf(*slots[kind])
        figures = "   ".join(
            f"{name} P {part['p']:.3f} R {part['r']:.3f} F1 {part['f1']:.3f}"
            for name, part in (("claims", c), ("slots", s))
        )
        print(f"{kind:14} {figures}  gold {c['gold']:4d} predicted {c['predicted']:4d}")


def _add(table: dict[str, np.ndarray], kind: str, counts: tuple[int, int, int]) -> None:
    for key in (kind, "all"):
        table[key] = table.get(key, np.zeros(3, dtype=int)) + np.array(counts)


if __name__ == "__main__":
    raise SystemExit(main())
