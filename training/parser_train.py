"""Train the English tagger, morphologizer, lemmatizer and dependency parser, all on one shared network."""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import spacy
from parser_data import DEV_FILES, TRAIN_FILES, load_banks, plain_examples, training_examples
from spacy.language import Language
from spacy.training import Example
from spacy.training.batchers import minibatch_by_words
from thinc.api import Optimizer, fix_random_seed

SEED = 20261122
WIDTH = 128
EMBED_ROWS = [6000, 1500, 2500, 2500]
COMPONENTS = ("tagger", "morphologizer", "trainable_lemmatizer", "parser")


@dataclass(frozen=True, slots=True)
class Plan:
    """How long to train and how often to look."""

    passes: int = 6
    batch_words: int = 800
    learn_rate: float = 0.0015
    warm_up: int = 200
    dropout: float = 0.15
    check_every: int = 400


def build_pipeline() -> Language:
    """An untrained pipeline whose parts listen to one small convolutional network."""
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec", config={"model": _tok2vec()})
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH, "upstream": "tok2vec"}
    softmax = {"@architectures": "spacy.Tagger.v2", "tok2vec": listener, "nO": None, "normalize": False}
    nlp.add_pipe("tagger", config={"model": softmax})
    nlp.add_pipe("morphologizer", config={"model": softmax})
    nlp.add_pipe("trainable_lemmatizer", config={"model": softmax, "min_tree_freq": 3, "top_k": 3})
    parser = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "parser",
        "extra_state_tokens": False,
        "hidden_width": 128,
        "maxout_pieces": 2,
        "use_upper": True,
        "nO": None,
        "tok2vec": listener,
    }
    nlp.add_pipe("parser", config={"model": parser, "min_action_freq": 20})
    return nlp


def _tok2vec() -> dict[str, Any]:
    embed = {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": WIDTH,
        "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
        "rows": EMBED_ROWS,
        "include_static_vectors": False,
    }
    encode = {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": WIDTH,
        "depth": 4,
        "window_size": 1,
        "maxout_pieces": 3,
    }
    return {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}


def train_parser(data: Path, out: Path, plan: Plan | None = None) -> None:
    """Train from the treebanks and write the pipeline, keeping the best of the checks on the way."""
    plan = plan or Plan()
    fix_random_seed(SEED)
    rng = random.Random(SEED)  # noqa: S311  (a seed that can be repeated is the point)
    nlp = build_pipeline()
    train, dev = load_banks(data, TRAIN_FILES), load_banks(data, DEV_FILES)
    optimizer = nlp.initialize(lambda: training_examples(nlp, train, random.Random(SEED)))  # noqa: S311  (as above)
    keep = _keeper(nlp, optimizer, list(plain_examples(nlp, dev)), out)
    words = sum(len(s.words) for bank in train for s in bank.sentences())
    steps = plan.passes * words // plan.batch_words
    losses: dict[str, float] = {}
    for step, batch in enumerate(_batches(nlp, train, rng, plan)):
        optimizer.learn_rate = _rate(plan, step, steps)
        nlp.update(batch, sgd=optimizer, drop=plan.dropout, losses=losses)
        if step % plan.check_every == plan.check_every - 1:
            keep(step + 1, steps, losses)
            losses = {}
    keep(steps, steps, losses)


def _batches(nlp: Language, train: list[Any], rng: random.Random, plan: Plan) -> Iterator[list[Example]]:
    for _ in range(plan.passes):
        examples = training_examples(nlp, train, rng)
        yield from minibatch_by_words(examples, size=plan.batch_words, tolerance=0.2)


def _rate(plan: Plan, step: int, steps: int) -> float:
    if step < plan.warm_up:
        return plan.learn_rate * (step + 1) / plan.warm_up
    return plan.learn_rate * max(0.02, 1 - (step - plan.warm_up) / (steps - plan.warm_up))


def _keeper(
    nlp: Language, optimizer: Optimizer, dev: list[Example], out: Path
) -> Callable[[int, int, dict[str, float]], None]:
    """A check that scores the averaged weights and writes them where they are the best so far."""
    best, began = 0.0, time.process_time()

    def keep(step: int, steps: int, losses: dict[str, float]) -> None:
        nonlocal best
        with nlp.use_params(optimizer.averages):
            scores = nlp.evaluate([Example(e.x.copy(), e.y) for e in dev])
            kept = {key: round(scores[key] or 0.0, 4) for key in ("dep_uas", "dep_las", "tag_acc", "lemma_acc")}
            if kept["dep_las"] > best:
                best = kept["dep_las"]
                save(nlp, out)
        minutes = round((time.process_time() - began) / 60, 1)
        print(json.dumps({"step": step, "of": steps, "cpu_min": minutes, **kept}), file=sys.stderr, flush=True)

    return keep


def save(nlp: Language, out: Path) -> None:
    """Write the pipeline without the parts that only training needs."""
    nlp.meta.update(
        name="homeward_parser",
        version="1.0.0",
        description="Tagger, morphologizer, lemmatizer and UD parser for English news",
        license="CC BY-SA 4.0",
        author="Homeward",
    )
    out.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(out)
