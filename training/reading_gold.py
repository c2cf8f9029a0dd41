"""The hand-made gold as documents: which files may be learnt from, and which are for scoring alone."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from homeward.documents.formats.model import RawFile
from homeward.documents.from_files import document_from
from homeward.documents.model import DateOrigin, Document, DocumentDate

GOLD = tuple(f"en-dev-{number}" for number in range(1, 6))
BLIND = ("en-dev-6", "en-dev-7")


def gold_rows(shared: Path, stem: str) -> list[dict[str, Any]]:
    """Return one gold file's rows."""
    lines = (shared / "gold" / f"{stem}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def gold_document(shared: Path, name: str, date: str | None) -> Document:
    """Return an English document of the shared folder as reading keeps it, dated as the gold has it."""
    kept = document_from(RawFile(name, (shared / "docs" / name).read_bytes()))
    issued = DocumentDate(date, DateOrigin.FRONT_MATTER) if date else None
    return replace(kept, date=issued, language="en")
