"""The network: MiniLM's six layers, with the case of each word put back beside its uncased word pieces."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

WIDTH, HEADS, LAYERS, INNER = 384, 12, 6, 1536
VOCABULARY, POSITIONS, SHAPES = 30522, 512, 8
NORM_EPSILON = 1e-12
SHARED_LAYERS = 2
"""How many of the lowest layers the claims network stands on too."""


class Layer(nn.Module):
    """One layer of a BERT encoder."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.output = nn.Linear(WIDTH, WIDTH)
        self.output_norm = nn.LayerNorm(WIDTH, eps=NORM_EPSILON)
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.outer_norm = nn.LayerNorm(WIDTH, eps=NORM_EPSILON)
        self.dropout = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """Let every piece look at the others, then think about what it saw."""
        batch, length, _ = x.shape
        query, key, value = (
            part(x).view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        weights = query @ key.transpose(-1, -2) / (WIDTH // HEADS) ** 0.5
        if mask is not None:
            weights = weights + mask
        seen = self.dropout(weights.softmax(-1)) @ value
        seen = self.output(seen.transpose(1, 2).reshape(batch, length, WIDTH))
        x = self.output_norm(x + self.dropout(seen))
        thought = self.outer(nn.functional.gelu(self.inner(x)))
        return self.outer_norm(x + self.dropout(thought))


class NameNetwork(nn.Module):
    """Word pieces and shapes in, one row of label scores a piece out."""

    def __init__(self, labels: int) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=NORM_EPSILON)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.dropout = nn.Dropout(0.1)
        self.labels = nn.Linear(WIDTH, labels)
        nn.init.normal_(self.shapes.weight, std=0.02)

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor | None = None) -> Tensor:
        """Label scores; `mask` is false where a batch was filled up."""
        hidden = self.words(ids) + self.positions.weight[: ids.shape[1]] + self.shapes(shapes)
        hidden = self.dropout(self.norm(hidden))
        hide = None if mask is None else torch.where(mask, 0.0, -1e4)[:, None, None, :]
        for layer in self.layers:
            hidden = layer(hidden, hide)
        scores: Tensor = self.labels(self.dropout(hidden))
        return scores

    def load_base(self, path: Path) -> None:
        """Take over the published weights of the language model."""
        base = load_file(path)
        ours = self.state_dict()
        ours["words.weight"] = base["embeddings.word_embeddings.weight"]
        # Only one sentence is read at a time, so the mark of a first sentence is part of every position.
        ours["positions.weight"] = (
            base["embeddings.position_embeddings.weight"] + base["embeddings.token_type_embeddings.weight"][0]
        )
        parts = {
            "query": "attention.self.query",
            "key": "attention.self.key",
            "value": "attention.self.value",
            "output": "attention.output.dense",
            "output_norm": "attention.output.LayerNorm",
            "inner": "intermediate.dense",
            "outer": "output.dense",
            "outer_norm": "output.LayerNorm",
        }
        for kind in ("weight", "bias"):
            ours[f"norm.{kind}"] = base[f"embeddings.LayerNorm.{kind}"]
            for layer in range(LAYERS):
                for mine, theirs in parts.items():
                    ours[f"layers.{layer}.{mine}.{kind}"] = base[f"encoder.layer.{layer}.{theirs}.{kind}"]
        self.load_state_dict(ours)
