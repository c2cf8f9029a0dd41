"""Claims marked by hand are kept as places in a text, and come back as they were."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

TRAINING = Path(__file__).parents[2] / "training"
TEXT = "Czech engineer Petr Novak, 41, was arrested\nin Perm in May. “He is innocent,” said Novak's wife, Eva."


@pytest.fixture
def annotations(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The training code's module, which is no part of the package."""
    monkeypatch.syspath_prepend(str(TRAINING))
    import annotations  # noqa: PLC0415 - lies outside the package

    yield annotations
    sys.modules.pop("annotations")


def claim(kind: str, quote: str, **fields: Any) -> dict[str, Any]:
    """Return a claim of the contract about the one text of these tests."""
    start = TEXT.index(quote)
    given = {"who": ["Petr Novak"], "by": None, "reality": "asserted", "date": None, **fields}
    return {"kind": kind, "quote": quote, "start": start, "end": start + len(quote), **given}


def row() -> dict[str, Any]:
    """Return a row with words, values without words, lists, sides and a name that the text has nowhere."""
    claims = [
        claim(
            "person",
            "Czech engineer Petr Novak, 41",
            name="Petr Novak",
            age=41,
            nationality=["CZ"],
            occupation="engineer",
        ),
        claim("arrest", "Petr Novak, 41, was arrested\nin Perm in May", place="Perm", state="RU", date="XXXX-05"),
        claim(
            "statement",
            "“He is innocent,” said Novak's wife",
            by="Eva Novak",
            speaker="Eva Novak",
            content="He is innocent",
        ),
        claim("exchange", "in May", sides=[{"state": "RU", "frees": ["Petr Novak"]}, {"state": "CZ", "count": 2}]),
    ]
    return {"doc": "made/up.txt", "date": "2021-06-01", "lang": "en", "claims": claims}


def strings(value: Any) -> Iterator[str]:
    """Yield every text in a value."""
    if isinstance(value, str):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from strings(one)


def test_claims_come_back_as_they_were(annotations: Any) -> None:
    """What is read back with the text is what was kept, every field of it."""
    kept = json.loads(json.dumps(annotations.without_text(row(), TEXT)))
    assert annotations.with_text(kept, TEXT) == row()


def test_nothing_of_the_text_is_kept(annotations: Any) -> None:
    """No quote, and no value that the text has in its words, stands in what is kept."""
    kept = annotations.without_text(row(), TEXT)
    said = {word for one in kept["claims"] for word in strings(one)}
    assert said.isdisjoint({"Petr Novak", "Perm", "engineer", "He is innocent"})
    assert all("quote" not in one for one in kept["claims"])


def test_another_text_is_refused(annotations: Any) -> None:
    """Places are only ever read in the text that was marked."""
    kept = annotations.without_text(row(), TEXT)
    with pytest.raises(ValueError, match="hash differs"):
        annotations.with_text(kept, TEXT.replace("Perm", "Omsk"))


def test_every_kept_document_is_the_one_marked(annotations: Any, shared_reading: Path) -> None:
    """All annotation files find their documents, and every claim's places lie within its text."""
    found = list(annotations.read_annotations(shared_reading))
    assert found
    for _, one, document in found:
        assert all(0 <= each["start"] < each["end"] <= len(document.text) for each in one["claims"])
