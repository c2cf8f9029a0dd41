"""The hand-made claims of our example reports keep to the contract and to the reports' words."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from homeward.basics.dates import parse_date
from homeward.basics.states import all_states
from homeward.basics.terms import parse_term
from homeward.claims.contract import SHARED_FIELDS
from homeward.claims.kinds import kind_named
from homeward.claims.model import Reality
from homeward.documents.from_files import read_files
from homeward.documents.model import Document, KeptFile

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@cache
def documents() -> dict[str, Document]:
    """Return the example reports as we keep them, by name."""
    kept = [one for one in read_files([EXAMPLES / "reports"]) if isinstance(one, KeptFile)]
    return {one.document.name: one.document for one in kept}


@cache
def rows() -> tuple[dict[str, Any], ...]:
    """Return the gold's lines, one a report."""
    lines = (EXAMPLES / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(json.loads(line) for line in lines)


def claims() -> Iterator[tuple[Document, dict[str, Any]]]:
    """Yield every claim with its report."""
    for row in rows():
        for claim in row["claims"]:
            yield documents()[row["doc"]], claim


def values_of(claim: dict[str, Any], *types: str) -> Iterator[Any]:
    """Yield each value of the fields of the claim's kind that have one of the types."""
    for name, wanted in kind_named(claim["kind"]).fields.items():
        value = claim.get(name)
        if isinstance(wanted, str) and wanted in types and value is not None:
            yield from value if isinstance(value, list) else [value]


def names_in(claim: dict[str, Any]) -> Iterator[str]:
    """Yield everyone whom the claim names: the people it is about, who says it, who speaks, who is freed."""
    by = claim["by"] or []
    yield from [*claim["who"], *(by if isinstance(by, list) else [by])]
    yield from values_of(claim, "name", "names", "speakers")
    for side in values_of(claim, "sides"):
        yield from side.get("frees", [])


def test_every_english_report_has_its_line() -> None:
    """Lines stand in order of name with each report's date; only reports in another language have none."""
    told = [(row["doc"], row["date"], row["lang"]) for row in rows()]
    in_english = sorted(name for name, document in documents().items() if document.language == "en")
    assert [name for name, _, _ in told] == in_english
    for name, date, language in told:
        kept = documents()[name].date
        assert kept is not None
        assert (kept.edtf, "en") == (date, language)
    assert [row["doc"] for row in rows() if not row["claims"]] == ["2019-05-04-quay-street-journal-ferry-swap.txt"]


def test_every_quote_stands_at_its_offsets() -> None:
    """A claim's quote is the report's text from start to end, and what was said is a part of it."""
    for document, claim in claims():
        assert document.text[claim["start"] : claim["end"]] == claim["quote"] != "", claim
        assert claim.get("content", "") in claim["quote"], claim
    for row in rows():
        places = [(claim["start"], claim["kind"]) for claim in row["claims"]]
        assert places == sorted(places), row["doc"]


def test_every_field_is_known_to_the_contract() -> None:
    """A claim has the shared fields, those of its kind and no others; a choice is one of the kind's words."""
    for _, claim in claims():
        fields = kind_named(claim["kind"]).fields
        assert set(claim) - set(fields) == SHARED_FIELDS, claim
        Reality(claim["reality"])
        for name, wanted in fields.items():
            assert not isinstance(wanted, list) or claim.get(name) is None or claim[name] in wanted, claim


def test_every_value_has_its_form() -> None:
    """Dates are EDTF, terms durations and States codes that we know."""
    for _, claim in claims():
        for date in [claim["date"], *values_of(claim, "edtf")]:
            assert date is None or parse_date(date)
        for term in values_of(claim, "term"):
            parse_term(term)
        sides = list(values_of(claim, "sides"))
        states = [*values_of(claim, "state", "states"), *(side["state"] for side in sides)]
        assert set(states) <= set(all_states()), claim
        if claim["kind"] == "person":
            assert claim["who"] == [claim["name"]]
        if claim["kind"] == "statement":
            assert claim["by"] == claim["speaker"]


def test_names_and_words_are_the_reports_own() -> None:
    """Nobody is named, and no place, court or charge given, in words that the report does not have."""
    for document, claim in claims():
        for words in [*names_in(claim), *values_of(claim, "text", "texts", "place")]:
            assert words in document.text, (document.name, words)
