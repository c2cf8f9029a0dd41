"""The networks that claims_train.py --folds makes: each document is read by the one that never saw it."""

import json
from pathlib import Path

from homeward.claims.readers.english.analysis import load_models
from homeward.claims.readers.english.likelihoods import ClaimNetwork, Likelihoods
from homeward.claims.readers.english.model import AnalysedText


class UnseenNetworks:
    """Reads each document by a network that did not learn from it; what has no such network is not read."""

    def __init__(self, folder: Path) -> None:
        if not (folder / "folds.json").exists():
            raise SystemExit(f"No networks in {folder}. Run training/claims_train.py --folds {folder} first.")
        self._fold_of = json.loads((folder / "folds.json").read_text(encoding="utf-8"))
        names = load_models().names
        self._networks = [
            ClaimNetwork.load(folder / str(fold), names) for fold in range(1 + max(self._fold_of.values()))
        ]
        self._read: dict[str, Likelihoods] = {}

    def read(self, text: AnalysedText) -> Likelihoods | None:
        """Return what the document's network makes of it; None where every network learnt from it."""
        digest = text.document.text_sha256
        if digest in self._fold_of and digest not in self._read:
            self._read[digest] = self._networks[self._fold_of[digest]].read(text)
        return self._read.get(digest)
