"""The claims network: the upper layers of the names network, learnt anew, and the linear steps to log odds."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from names_model import SHARED_LAYERS, WIDTH, NameNetwork
from onnx import numpy_helper
from torch import Tensor, nn

from homeward.claims.readers.english.likelihoods import KINDS
from homeward.claims.readers.english.names import LABELS


class ClaimLayers(NameNetwork):
    """What `names_model` has, its lowest layers kept as they are, with three heads in place of the labels."""

    def __init__(self) -> None:
        super().__init__(len(LABELS))
        self.in_claim = nn.Linear(WIDTH, len(KINDS))
        self.held = nn.Linear(WIDTH, 1)
        self.scope = nn.Linear(WIDTH, 1)
        self.right = nn.Linear(2 * WIDTH, len(KINDS))
        nn.init.constant_(self.in_claim.bias, -3.0)
        nn.init.constant_(self.right.bias, -1.0)

    def see(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        """Return what the layers make of each piece; `mask` is false where a batch was filled up."""
        hide = torch.where(mask, 0.0, -1e4)[:, None, None, :]
        with torch.no_grad():
            hidden = self.words(ids) + self.positions.weight[: ids.shape[1]] + self.shapes(shapes)
            hidden = self.dropout(self.norm(hidden))
            for layer in self.layers[:SHARED_LAYERS]:
                hidden = layer(hidden, hide)
        for layer in self.layers[SHARED_LAYERS:]:
            hidden = layer(hidden, hide)
        seen: Tensor = self.dropout(hidden)
        return seen

    def heads(self) -> list[nn.Parameter]:
        """Return what is new."""
        parts = (self.in_claim, self.held, self.scope, self.right)
        return [parameter for part in parts for parameter in part.parameters()]

    def upper(self) -> list[nn.Parameter]:
        """Return what was learnt from names and is learnt on."""
        return [parameter for layer in self.layers[SHARED_LAYERS:] for parameter in layer.parameters()]

    def load_names(self, folder: Path) -> None:
        """Take over the names network in 32 bits, as `train.py names --full-names` leaves it."""
        ours = self.state_dict()
        for path in (folder / "lower.onnx", folder / "model.onnx"):
            if path.exists():
                ours.update(_weights(onnx.load(path)))
        self.load_state_dict(ours)


def _weights(model: onnx.ModelProto) -> dict[str, Tensor]:
    """Return weights by their names in torch; the export turns matrices and gives them numbers, but not the biases."""
    stored = {one.name: numpy_helper.to_array(one) for one in model.graph.initializer}
    made_by = {name: node for node in model.graph.node for name in node.output}
    found = {name: torch.tensor(values.copy()) for name, values in stored.items() if not name.startswith("onnx::")}
    for node in model.graph.node:
        bias = next((name for name in node.input if name in stored and name.endswith(".bias")), None)
        product = next((made_by[name] for name in node.input if name in made_by), None)
        if node.op_type == "Add" and bias and product is not None and product.op_type == "MatMul":
            matrix = next(name for name in product.input if name in stored)
            found[bias.removesuffix("bias") + "weight"] = torch.tensor(stored[matrix].T.copy())
    return {name: values for name, values in found.items() if "." in name}


class _Exported(nn.Module):
    """The layers that are the claims network's own."""

    def __init__(self, network: ClaimLayers) -> None:
        super().__init__()
        self.layers = network.layers[SHARED_LAYERS:]

    def forward(self, lower: Tensor) -> Tensor:
        """Return what the upper layers make of the lower ones' answer."""
        for layer in self.layers:
            lower = layer(lower, None)
        return lower


def export_upper(network: ClaimLayers, path: Path) -> None:
    """Write the upper layers as they are, in 32 bits."""
    axes = {0: "windows", 1: "pieces"}
    torch.onnx.export(
        _Exported(network).eval(),
        (torch.ones(2, 9, WIDTH),),
        str(path),
        input_names=["lower"],
        output_names=["seen"],
        dynamic_axes={"lower": axes, "seen": axes},
        opset_version=17,
        dynamo=False,
    )


def write_heads(network: ClaimLayers, path: Path) -> None:
    """Write the linear steps as plain arrays."""
    arrays = {
        "words": network.in_claim.weight, "words_bias": network.in_claim.bias,
        "held": network.held.weight[0], "held_bias": network.held.bias,
        "claims": network.right.weight, "claims_bias": network.right.bias,
    }  # fmt: skip
    np.savez(path, **{name: values.detach().numpy() for name, values in arrays.items()})
