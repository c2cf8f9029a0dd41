"""The hand-made gold goes through our nouns and comes out the same."""

import hashlib
import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from homeward.claims.contract import claim_from_row, claim_row
from homeward.documents.model import Document


def given(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row without the fields that say nothing."""
    return {name: value for name, value in row.items() if value not in (None, "", [])}


def test_every_gold_claim_comes_back_as_it_went_in(shared_reading: Path) -> None:
    """Nothing of the contract is lost or changed on its way through Claim."""
    sys.path.insert(0, str(shared_reading))
    body = import_module("score").body

    count = 0
    for stem in ("seeds", "en-dev-1", "en-dev-2", "ru-dev-1", "ru-dev-2"):
        for line in (shared_reading / "gold" / f"{stem}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            text = body(shared_reading / "docs" / row["doc"])
            digest = hashlib.sha256(text.encode()).hexdigest()
            document = Document(row["doc"], text, digest, digest, "text/plain")
            for claim in row["claims"]:
                assert given(claim_row(document, claim_from_row(document, claim))) == given(claim)
                count += 1
    assert count > 900
