"""Claims as the JSON rows that other programs read, and back (one document a row)."""

from collections.abc import Iterable, Mapping
from typing import Any

from homeward.claims.kinds import BARE_WHEN_ONE, MANY_TYPES, kind_named
from homeward.claims.model import Claim, FieldValue, Reality
from homeward.documents.model import Document

SHARED_FIELDS = frozenset({"kind", "quote", "start", "end", "who", "by", "reality", "date"})
"""What every claim's row has; all else is the kind's own."""


def document_row(document: Document, claims: Iterable[Claim]) -> dict[str, Any]:
    """Return one document's line: its name, date, language and claims in the order they stand."""
    return {
        "doc": document.name,
        "date": document.date.edtf if document.date else None,
        "lang": document.language,
        "claims": [claim_row(document, claim) for claim in sorted(claims, key=_place)],
    }


def claim_row(document: Document, claim: Claim) -> dict[str, Any]:
    """Return one claim with its quote looked up; raise SpanFromAnotherText where it is another document's."""
    kind = kind_named(claim.kind)
    own = {name: _printed(kind.fields[name], value) for name, value in claim.fields.items()}
    return {
        "kind": claim.kind,
        "quote": document.quote(claim.span),
        "start": claim.span.start,
        "end": claim.span.end,
        "who": list(claim.who),
        "by": _bare(list(claim.by)) if claim.by else None,
        "reality": str(claim.reality),
        "date": claim.date,
        **own,
    }


def claim_from_row(document: Document, row: Mapping[str, Any]) -> Claim:
    """Return the claim that a row states; its values are taken to stand in its quote.

    Raises ClaimRefused for an unknown kind, SpanFromAnotherText where the offsets do not fit.
    """
    kind = kind_named(row["kind"])
    span = document.span(row["start"], row["end"])
    fields: dict[str, FieldValue] = {}
    for name, value in row.items():
        if name not in SHARED_FIELDS and name in kind.fields and value not in (None, "", []):
            fields[name] = _kept(kind.fields[name], value)
    who, by = _listed(row.get("who")), _listed(row.get("by"))
    said = [*fields, *(["who"] if who else []), *(["by"] if by else []), *(["date"] if row.get("date") else [])]
    return Claim(
        kind=kind.name,
        span=span,
        who=who,
        by=by,
        reality=Reality(row.get("reality") or "asserted"),
        date=row.get("date"),
        fields=fields,
        words=dict.fromkeys(said, (span,)),
    )


def _place(claim: Claim) -> tuple[int, int, str, str]:
    return claim.span.start, claim.span.end, claim.kind, claim.id


def _printed(wanted: str | list[str], value: FieldValue) -> Any:
    if isinstance(value, tuple):
        printed = [_printed("", one) for one in value]
        return _bare(printed) if isinstance(wanted, str) and wanted in BARE_WHEN_ONE else printed
    if isinstance(value, Mapping):
        return {key: _printed("state" if key == "state" else "", part) for key, part in value.items()}
    return value


def _bare(several: list[Any]) -> Any:
    return several[0] if len(several) == 1 else several


def _kept(wanted: str | list[str], value: Any) -> FieldValue:
    if isinstance(value, Mapping):
        return {key: _kept("", part) for key, part in value.items()}
    if isinstance(value, list):
        return tuple(_kept("", one) for one in value)
    if isinstance(wanted, str) and wanted in MANY_TYPES:
        return (value,)
    return value if isinstance(value, str | int) else str(value)


def _listed(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)
