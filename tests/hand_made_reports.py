"""Reports of a line or two with the claims that stand in them, read by nobody."""

import hashlib
from typing import Any

from homeward.claims.contract import claim_from_row
from homeward.claims.model import NamedPerson, Reading
from homeward.documents.model import DateOrigin, Document, DocumentDate

READER = "by hand"


def a_report(number: int, issued: str | None, lines: list[tuple[str, str, str]]) -> tuple[Document, Reading]:
    """Return a report that says of someone (kind, name, State) a line each."""
    said = [f"{kind} of {name} by {state}." for kind, name, state in lines]
    text = f"Report {number}.\n" + "\n".join(said)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    when = DocumentDate(issued, DateOrigin.METADATA) if issued else None
    document = Document(f"{number}.txt", text, sha256, sha256, "text/plain", date=when, language="en")
    claims, at = [], 0
    for quote, (kind, name, state) in zip(said, lines, strict=True):
        at = text.index(quote, at)
        row: dict[str, Any] = {"kind": kind, "quote": quote, "start": at, "end": at + len(quote), "who": [name]}
        at += len(quote)
        row |= {"person": {"nationality": [state]}, "statement": {"by": ["Ada Vale"]}}.get(kind, {"state": state})
        row |= {"term": "P5Y" if len(name) % 2 else "P6Y"} if kind == "sentence" else {}
        claims.append(claim_from_row(document, row))
    named = {name for _, name, _ in lines} | {"Ada Vale"}
    people = tuple(NamedPerson(document.id, name, (name,), (), held=name != "Ada Vale") for name in sorted(named))
    return document, Reading(document.id, READER, tuple(claims), people)
