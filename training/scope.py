"""Learn who is held across a border: the weights of scope.py's features, for documents and for people.

    python training/scope.py --shared ../shared/reading [--write]

Learns from the seeds, gold/en-dev-1 to -5, training/annotations and the documents of bulk.jsonl listed in
training/scope.yaml. Prints what documents give that the weights had not seen (five folds, by document); with --write
the weights go to lexicon/scope_weights.yaml.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from reading_gold import gold_document, gold_rows, marked_documents, written_documents
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from homeward.claims.readers.english.analysis import analyse
from homeward.claims.readers.english.model import AnalysedText, PeopleInText
from homeward.claims.readers.english.people import find_people
from homeward.claims.readers.english.scope import Custody, Judgement, document_scope_features, person_scope_features
from homeward.documents.model import Document

WEIGHTS = Path("src/homeward/claims/lexicon/scope_weights.yaml")
FOLDS = 5
STRENGTH = {"document": 0.2, "person": 0.2}
"""Inverse of the penalty on large weights."""
_SMALL = 0.03


@dataclass
class Read:
    """One document: what it says of scope, and whether it and each of its people are in scope.

    `stem` names the file its claims come from, `row` has them; without a row only the document's own scope is known.
    """

    stem: str
    row: dict[str, Any] | None
    in_scope: bool
    text: AnalysedText
    people: PeopleInText
    custody: Custody
    features: dict[str, float]
    held: list[bool]


def main() -> int:
    """Learn, print, and write where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared/reading"))
    parser.add_argument("--without", default="", help="files of claims to learn nothing from, by stem, comma-separated")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    sys.path.insert(0, str(options.shared))
    taught = [one for one in read_all(options.shared) if one.stem not in options.without.split(",")]
    learnt = learn_both(taught)
    report("documents, unseen folds", *_unseen_documents(taught))
    report("people, unseen folds", *_unseen_people(_rows(taught, learnt["document"])))
    if options.write:
        head = "# How much each feature speaks for another State having a part in it; a sum above zero is in scope.\n"
        head += "# Learnt by training/scope.py.\n"
        plain = {name: {"bias": one.bias, "weights": dict(one.weights)} for name, one in learnt.items()}
        WEIGHTS.write_text(head + yaml.safe_dump(plain, sort_keys=False), encoding="utf-8")
    return 0


def read_all(shared: Path) -> list[Read]:
    """Read every document that is known to be in scope or not; whose claims are known is read no second time."""
    marked = list(marked_documents(shared))
    known = {document.text_sha256 for _, _, document in marked}
    seeds = [("seeds", row, gold_document(shared, row["doc"], row["date"])) for row in gold_rows(shared, "seeds")]
    reads = [_read(document, stem, row, bool(row["claims"])) for stem, row, document in [*seeds, *marked]]
    return [*reads, *(one for one in read_bulk(shared, known))]


def read_written(shared: Path) -> list[Read]:
    """Read the texts written to learn from, of which no scope is learnt."""
    return [_read(document, stem, row, bool(row["claims"])) for stem, row, document in written_documents(shared)]


def read_bulk(shared: Path, known: Set[str]) -> Iterator[Read]:
    """Read the documents of which only the scope is known, but for those whose claims are."""
    labels = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    lines = (shared / "bulk" / "bulk.jsonl").read_text(encoding="utf-8").split("\n")
    for name, in_scope in (("out_of_scope", False), ("in_scope", True)):
        for number in labels[name]:
            row = json.loads(lines[number])
            digest = sha256(row["text"].encode()).hexdigest()
            document = Document("bulk", row["text"], digest, digest, "text/plain", title=row["title"], language="en")
            if digest not in known:
                yield _read(document, "bulk", None, in_scope)


def _read(document: Document, stem: str, row: dict[str, Any] | None, in_scope: bool) -> Read:
    import score  # noqa: PLC0415 - lies beside the gold

    text = analyse(document)
    people = find_people(text)
    custody = Custody(text, people)
    who = {name for claim in row["claims"] for name in claim["who"]} if row else set()
    held = [any(score.same_name(person.name, name) for name in who) for person in people.people]
    return Read(stem, row, in_scope, text, people, custody, document_scope_features(text, custody), held)


def learn_both(taught: Sequence[Read]) -> dict[str, Judgement]:
    """Return the judgement of documents and that of people, in the order in which they are made."""
    documents = learn([one.features for one in taught], [one.in_scope for one in taught], STRENGTH["document"])
    rows = _rows(taught, documents)
    return {
        "document": documents,
        "person": learn([row[1] for row in rows], [row[2] for row in rows], STRENGTH["person"]),
    }


def _rows(taught: Sequence[Read], documents: Judgement) -> list[tuple[int, dict[str, float], bool]]:
    """Return each person's features, and whether the gold has them; nobody is asked about in documents out of scope."""
    found = []
    for at, one in enumerate(taught):
        score = documents.score(one.features)
        asked = (one.in_scope and one.row is not None) or (not one.in_scope and score > 0)
        for person, held in zip(one.people.people, one.held, strict=True) if asked else ():
            found.append((at, person_scope_features(one.text, person, one.custody, score), held))
    return found


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
