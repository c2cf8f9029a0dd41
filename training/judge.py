"""Train the judge: which proposed claims are claims (weights readable in english_judge.json).

    python training/judge.py --shared ../shared/reading --out src/homeward/claims/trained/english_judge.json

Learns from gold/en-dev-1 to -5 and training/annotations. Prints what documents give that neither these weights nor
those of scope had seen (five folds, cut by document), as score.py counts, what the shipped weights give on
gold/en-dev-1 to -5, and what they give on the files kept back with --without.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from reading_gold import GOLD
from scope import Read, learn_both, read_all, read_written
from sklearn.linear_model import LogisticRegression

from homeward.basics.errors import ClaimRefused
from homeward.claims.alignment import align
from homeward.claims.contract import claim_row
from homeward.claims.readers.english.candidates import Candidate
from homeward.claims.readers.english.likelihood_features import BY_NETWORK
from homeward.claims.readers.english.likelihoods import Likelihoods
from homeward.claims.readers.english.model import AnalysedText
from homeward.claims.readers.english.proposals import Network, read_by_network
from homeward.claims.readers.english.proposals import propose as propose_claims
from homeward.claims.readers.english.scope import Judgement, judgement

FOLDS = 5
NEVER_ASKED = -1
"""The fold of texts written to learn from: of them only what was done to people is learnt, of which reports tell too
little; in the rest they are denser than reports."""
SEEN_IN_DOCUMENTS = 4
"""A feature found in fewer documents than this weighs nothing: it would be learnt by heart."""
RULES = "by rules"
"""The log odds that the rules' features give, where what the network sees is weighed beside them."""


@dataclass
class Example:
    """One candidate of one document, with whether the gold has it."""

    document: int
    candidate: Candidate
    row: dict[str, Any]
    right: bool


def main() -> int:
    """Train, print the tables, write the weights."""
    options = asked()
    sys.path.insert(0, str(options.shared))
    import score  # noqa: PLC0415 - lies beside the gold

    reads = read_all(options.shared)
    kept_back = options.without.split(",")
    taught = [one for one in reads if one.stem not in kept_back]
    marked = [one for one in taught if one.row is not None and one.stem != "seeds"]
    rows = [one.row for one in marked]
    written = read_written(options.shared)
    folds = [number % FOLDS for number in range(len(marked))] + [NEVER_ASKED] * len(written)
    network = (lambda _: None) if options.rules_alone else unseen_by_network(marked)
    learnt = learn_both(taught)
    both = unseen_examples(taught, marked, folds, network, score)
    both += events_of(written, len(marked), learnt, score)
    examples = by_rules(both)
    print(
        f"{len(examples)} candidates, {sum(e.right for e in examples)} right; {sum(map(_claims, rows))} marked claims"
    )
    unseen = out_of_fold(examples, folds, options.strength)
    threshold = best_threshold(examples, unseen, sum(map(_claims, rows)))
    report("unseen documents, five folds", examples, unseen, threshold, dict(enumerate(rows)), score)
    groups = train(examples, options.strength)
    if not options.rules_alone:
        own = [
            number
            for number, one in enumerate(both)
            if one.document < len(marked) and network(marked[one.document].text) is not None
        ]
        read = {number: rows[number] for number, one in enumerate(marked) if network(one.text) is not None}
        report(f"{len(read)} of them, by rules", [examples[i] for i in own], unseen[own], threshold, read, score)
        heard = with_network([both[i] for i in own], unseen[own])
        unseen = out_of_fold(heard, folds, options.strength)
        threshold = best_threshold(heard, unseen, sum(map(_claims, read.values())))
        report(f"{len(read)} of them, with the network, which never saw them", heard, unseen, threshold, read, score)
        groups = combined(groups, train(heard, options.strength))
    shipped = network if options.rules_alone else read_by_network
    for title, of, reading in (
        ("the same documents, shipped weights", [one for one in marked if one.stem in GOLD], shipped),
        ("documents kept back", [one for one in reads if one.stem in kept_back], network),
    ):
        found = [e for number, one in enumerate(of) for e in propose(number, one, learnt, reading, score)]
        taken = np.array([judged(groups[e.candidate.group], e) for e in found])
        report(title, found, taken, threshold, {number: one.row for number, one in enumerate(of)}, score)
    write(groups, threshold, sorted({one.stem for one in marked}), options.out)
    return 0


def asked() -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared/reading"))
    parser.add_argument("--out", type=Path, default=Path("src/homeward/claims/trained/english_judge.json"))
    parser.add_argument("--strength", type=float, default=0.15, help="inverse of the regularisation's strength")
    parser.add_argument("--rules-alone", action="store_true", help="learn nothing of what the network sees")
    parser.add_argument(
        "--without", default="", help="files to measure on and learn nothing from, by stem, with commas"
    )
    return parser.parse_args()


def write(groups: Mapping[str, Any], threshold: float, stems: Sequence[str], path: Path) -> None:
    """Write the weights as the reader loads them, and what they were learnt from."""
    written = {group: {"threshold": round(threshold, 3), "weights": weights} for group, weights in groups.items()}
    told = {"made_by": "training/judge.py", "learnt_from": stems, "groups": written}
    path.write_text(json.dumps(told, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def unseen_by_network(marked: Sequence[Read]) -> Network:
    """Return the network for the gold alone: it learnt from the others, and is surer there than of new documents."""
    unseen = {one.text.document.text_sha256 for one in marked if one.stem in GOLD}
    read: dict[str, Likelihoods] = {}

    def network(text: AnalysedText) -> Likelihoods | None:
        digest = text.document.text_sha256
        if digest in unseen and digest not in read:
            read[digest] = read_by_network(text)
        return read.get(digest)

    return network


def unseen_examples(
    taught: Sequence[Read], marked: Sequence[Read], folds: Sequence[int], network: Network, score: Any
) -> list[Example]:
    """Return every document's candidates, scope told by what was learnt from the other folds: as for new documents."""
    examples: list[Example] = []
    for fold in range(FOLDS):
        asked = {id(one) for one, own in zip(marked, folds, strict=False) if own == fold}
        learnt = learn_both([one for one in taught if id(one) not in asked])
        for number, one in enumerate(marked):
            if id(one) in asked:
                examples.extend(propose(number, one, learnt, network, score))
    return examples


def events_of(written: Sequence[Read], first: int, learnt: dict[str, Judgement], score: Any) -> list[Example]:
    """Return what was done to people in texts written to learn from, numbered from `first`, as the rules see it."""
    found = [e for n, one in enumerate(written, first) for e in propose(n, one, learnt, lambda _: None, score)]
    return [one for one in found if one.candidate.group == "event"]


def propose(number: int, one: Read, learnt: dict[str, Judgement], network: Network, score: Any) -> Iterable[Example]:
    """Return a document's candidates, each marked with whether it matches a gold claim, one to one."""
    proposed = []
    for candidate in propose_claims(one.text, one.people, lambda name: learnt.get(name) or judgement(name), network):
        try:
            proposed.append((candidate, claim_row(one.text.document, align(one.text.document, candidate.draft))))
        except ClaimRefused as error:
            print(f"refused: {error}")
    matched = {id(ours) for _, ours in score.match(one.row["claims"], [ours for _, ours in proposed])}
    return [Example(number, candidate, ours, id(ours) in matched) for candidate, ours in proposed]


def _claims(row: Any) -> int:
    return len(row["claims"])


def by_rules(examples: Sequence[Example]) -> list[Example]:
    """Return the examples with what the rules see alone, nothing of the network."""
    return [
        _with_features(one, {n: v for n, v in one.candidate.features.items() if not n.startswith(BY_NETWORK)})
        for one in examples
    ]


def with_network(examples: Sequence[Example], by_rules_alone: Sequence[float]) -> list[Example]:
    """Return the examples with what the network sees, and the log odds by rules alone."""
    found = []
    for one, chance in zip(examples, by_rules_alone, strict=True):
        row = {n: v for n, v in one.candidate.features.items() if n.startswith((BY_NETWORK, "kind="))}
        found.append(_with_features(one, {**row, RULES: float(np.log(chance / (1 - chance)))}))
    return found


def _with_features(one: Example, features: dict[str, float]) -> Example:
    return replace(one, candidate=replace(one.candidate, features=features))


def combined(rules: dict[str, dict[str, float]], both: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    """Return one sum a group: the rules' weights, as far as they are trusted beside the network's."""
    weights = {}
    for group, own in rules.items():
        beside = both.get(group, {"bias": 0.0, RULES: 1.0})
        trust = beside.get(RULES, 0.0)
        names = [*own, *(name for name in beside if name not in own and name != RULES)]
        weights[group] = {name: round(trust * own.get(name, 0.0) + beside.get(name, 0.0), 3) for name in names}
    return weights


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


def out_of_fold(examples: Sequence[Example], folds: Sequence[int], strength: float) -> np.ndarray:
    """Return each candidate's probability by weights that never saw its document."""
    unseen = np.zeros(len(examples))
    for fold in range(FOLDS):
        groups = train([e for e in examples if folds[e.document] != fold], strength)
        for i, example in enumerate(examples):
            if folds[example.document] == fold:
                unseen[i] = judged(groups.get(example.candidate.group, {"bias": 0.0}), example)
    return unseen


def best_threshold(examples: Sequence[Example], probabilities: np.ndarray, asked: int) -> float:
    """Return half the best F1 that any threshold gives: the best one for true probabilities (Lipton et al. 2014)."""

    def f1(threshold: float) -> float:
        taken = without_rivals(examples, probabilities, threshold)
        return 2 * sum(one.right for one in taken) / (len(taken) + asked)

    return max(f1(threshold) for threshold in np.arange(0.1, 0.7, 0.01)) / 2


def without_rivals(examples: Sequence[Example], probabilities: np.ndarray, threshold: float) -> list[Example]:
    """Return what is surely enough a claim; of several readings of the same words, as the judge does, the surest."""
    kept: dict[tuple[int, str], Example] = {}
    for place in np.argsort(-probabilities, kind="stable"):
        example = examples[place]
        if probabilities[place] >= threshold:
            kept.setdefault((example.document, example.candidate.rival or f"alone {place}"), example)
    return list(kept.values())


def report(
    title: str,
    examples: Sequence[Example],
    probabilities: np.ndarray,
    threshold: float,
    gold: Mapping[int, Any],
    score: Any,
) -> None:
    """Print claims and slots by kind, as score.py counts them."""
    taken: dict[int, list[dict[str, Any]]] = {}
    for example in without_rivals(examples, probabilities, threshold):
        taken.setdefault(example.document, []).append(example.row)
    claims: dict[str, np.ndarray] = {}
    slots: dict[str, np.ndarray] = {}
    for number, row in gold.items():
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
    kept = sum(not taken.get(number) for number, row in gold.items() if not row["claims"])
    empty = sum(not row["claims"] for row in gold.values())
    print(f"\n{title}: {kept} of {empty} empty kept empty (threshold {threshold:.2f})")
    for kind in [*(k for k in score.SLOTS if k in claims), "all"] if claims else ():
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
