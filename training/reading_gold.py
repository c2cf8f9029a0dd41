"""The hand-made gold as documents: which files may be learnt from, and which are for scoring alone."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annotations import document_named, read_annotations

from homeward.documents.model import Document

GOLD = tuple(f"en-dev-{number}" for number in range(1, 6))
BLIND = ("en-dev-6", "en-dev-7")
WRITTEN = "written"
"""Texts written to learn from: denser in claims than reports, so that nothing learns from them how many to expect."""


def gold_rows(shared: Path, stem: str) -> list[dict[str, Any]]:
    """Return one gold file's rows."""
    lines = (shared / "gold" / f"{stem}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def gold_document(shared: Path, name: str, date: str | None) -> Document:
    """Return an English document of the shared folder as reading keeps it, dated as the gold has it."""
    return document_named(shared, name, date)


def marked_documents(shared: Path) -> Iterator[tuple[str, dict[str, Any], Document]]:
    """Yield every real document whose claims may be learnt: its file's stem, its row in the contract's form, itself."""
    for stem in GOLD:
        for row in gold_rows(shared, stem):
            yield stem, row, gold_document(shared, row["doc"], row["date"])
    yield from (one for one in read_annotations(shared) if not one[0].startswith(WRITTEN))


def written_documents(shared: Path) -> Iterator[tuple[str, dict[str, Any], Document]]:
    """Yield the texts written to learn from, in the same form."""
    yield from (one for one in read_annotations(shared) if one[0].startswith(WRITTEN))
