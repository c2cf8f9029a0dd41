"""Train the claims network on marked documents: which words stand in claims, and which proposals are right.

    python training/claims_train.py --shared ../shared/reading --full-names NAMES32

NAMES32 is what `train.py names --full-names` leaves. It learns from training/annotations alone: the gold stays
unseen, so that judge.py can learn from it how far to believe the network, and bench/reading.py how well it does.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from annotations import read_annotations
from claims_data import NOT_A_NAME, Lesson, MarkedText, lessons, marked_text
from claims_model import ClaimLayers, export_upper, write_heads
from names_train import SEED, make_eight_bit
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits as loss_of

from homeward.claims.readers.english.analysis import analyse, load_models
from homeward.claims.readers.english.likelihoods import KINDS
from homeward.claims.readers.english.people import find_people
from homeward.claims.readers.english.proposals import propose


@dataclass(frozen=True, slots=True)
class Plan:
    """How long to train, how fast, and how much each thing to be learnt counts."""

    passes: int = 5
    batch_pieces: int = 900
    learn_rate: float = 1e-4
    heads_rate: float = 1e-3
    warm_up: float = 0.06
    kept_empty: float = 0.2
    kept_bare: float = 0.4
    held: float = 0.5
    scope: float = 0.3
    right: float = 1.5


def main() -> int:
    """Train the network that ships."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared/reading"))
    parser.add_argument("--full-names", type=Path, required=True, help="folder with the names network in 32 bits")
    parser.add_argument("--out", type=Path, default=Path("src/homeward/claims/trained/english_claims"))
    options = parser.parse_args()
    sys.path.insert(0, str(options.shared))
    taught = list(read_marked(options.shared))
    write(fit(taught, options.full_names), options.out)
    return 0


def read_marked(shared: Path) -> Iterator[MarkedText]:
    """Read every annotated document, with what the rules propose in it."""
    import score  # noqa: PLC0415 - lies beside the gold

    for _, row, document in read_annotations(shared):
        text = analyse(document)
        drafts = [one.draft for one in propose(text, find_people(text), network=lambda _: None)]
        rows = [_row_of(draft) for draft in drafts]
        matched = {id(ours) for _, ours in score.match(row["claims"], rows)}
        proposals = [(one["kind"], one["start"], one["end"], id(one) in matched) for one in rows]
        yield marked_text(text, row, proposals, load_models().names, score.same_name)


def _row_of(draft: Any) -> dict[str, Any]:
    """Return what decides whether a draft is taken for a marked claim."""
    who = [str(said.value) for said in draft.who]
    name = {"name": who[0]} if draft.kind == "person" and who else {}
    return {"kind": draft.kind, "start": draft.at[0], "end": draft.at[1], "who": who, **name}


def fit(taught: Sequence[MarkedText], names: Path, plan: Plan | None = None) -> ClaimLayers:
    """Return the trained network."""
    plan = plan or Plan()
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    network = ClaimLayers()
    network.load_names(names)
    network.requires_grad_(False)
    for parameter in (*network.upper(), *network.heads()):
        parameter.requires_grad_(True)
    rng = random.Random(SEED)  # noqa: S311  (a seed that can be repeated is the point)
    batches = [batch for _ in range(plan.passes) for batch in _one_pass(taught, rng, plan)]
    _learn(network, batches, plan)
    return network.eval()


def _one_pass(taught: Sequence[MarkedText], rng: random.Random, plan: Plan) -> Iterator[list[Lesson]]:
    recogniser = load_models().names
    marks = (recogniser.open, recogniser.close)
    shown = list(lessons(taught, rng, marks, kept_empty=plan.kept_empty, kept_bare=plan.kept_bare))
    shown.sort(key=lambda lesson: len(lesson.window.ids) + rng.random() * 20)
    batches: list[list[Lesson]] = [[]]
    for lesson in shown:
        if batches[-1] and (len(batches[-1]) + 1) * len(lesson.window.ids) > plan.batch_pieces:
            batches.append([])
        batches[-1].append(lesson)
    rng.shuffle(batches)
    yield from batches


def _learn(network: ClaimLayers, batches: Sequence[list[Lesson]], plan: Plan) -> None:
    optimizer = torch.optim.AdamW(
        [{"params": network.upper(), "lr": plan.learn_rate}, {"params": network.heads(), "lr": plan.heads_rate}],
        weight_decay=0.01,
    )
    warm = max(1, int(plan.warm_up * len(batches)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, (len(batches) - step) / (len(batches) - warm))
    )
    began, total = time.process_time(), 0.0
    network.train()
    for step, batch in enumerate(batches, start=1):
        loss = _loss(network, batch, plan)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_([*network.upper(), *network.heads()], 1.0)
        optimizer.step()
        schedule.step()
        total += loss.item()
        if step % 100 == 0 or step == len(batches):
            minutes = (time.process_time() - began) / 60
            print(f"{step}/{len(batches)} loss {total / 100:.3f} cpu_min {minutes:.1f}", file=sys.stderr, flush=True)
            total = 0.0


def _loss(network: ClaimLayers, batch: Sequence[Lesson], plan: Plan) -> Tensor:
    longest = max(len(lesson.window.ids) for lesson in batch)

    def padded(rows: Sequence[Any], filler: float) -> Tensor:
        return torch.tensor(np.array([np.append(row, [filler] * (longest - len(row))) for row in rows]))

    ids, shapes = (padded([getattr(x.window, name) for x in batch], 0).long() for name in ("ids", "shapes"))
    mask = padded([np.ones(len(x.window.ids)) for x in batch], 0).bool()
    shown = padded([x.window.pieces >= 0 for x in batch], 0).bool()
    held = padded([x.held for x in batch], NOT_A_NAME).float()
    words = torch.zeros(len(batch), longest, len(KINDS))
    for place, lesson in enumerate(batch):
        words[place, : len(lesson.words)] = torch.tensor(lesson.words)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        seen = network.see(ids, shapes, mask)
        in_claim, is_held = network.in_claim(seen).float(), network.held(seen).float()[..., 0]
        scope = network.scope(seen[:, 0]).float()[:, 0]
        right = [_right(network, seen[place], lesson) for place, lesson in enumerate(batch) if lesson.proposals]
    loss = loss_of(in_claim, words, reduction="none").sum(-1)[shown].mean()
    loss = loss + plan.scope * loss_of(scope, torch.tensor([lesson.in_scope for lesson in batch]))
    if (held != NOT_A_NAME).any():
        known = held != NOT_A_NAME
        loss = loss + plan.held * loss_of(is_held[known], held[known])
    if right:
        wanted = torch.tensor([float(one[3]) for lesson in batch for one in lesson.proposals])
        loss = loss + plan.right * loss_of(torch.cat(right), wanted)
    return loss


def _right(network: ClaimLayers, seen: Tensor, lesson: Lesson) -> Tensor:
    """Return the log odds of one window's proposals, as `Likelihoods.of_claim` makes them."""
    parts = [torch.cat([seen[a:b].mean(0), seen[a:b].amax(0)]) for _, a, b, _ in lesson.proposals]
    columns = torch.tensor([column for column, *_ in lesson.proposals])
    answers: Tensor = network.right(torch.stack(parts)).float()[torch.arange(len(parts)), columns]
    return answers


def write(network: ClaimLayers, folder: Path) -> None:
    """Write what the reader loads: the upper layers in eight bits, the linear steps, the order of the kinds."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        export_upper(network, Path(scratch) / "model.onnx")
        make_eight_bit(Path(scratch) / "model.onnx", folder / "model.onnx")
    write_heads(network, folder / "heads.npz")
    (folder / "kinds.json").write_text(json.dumps(KINDS) + "\n", encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
