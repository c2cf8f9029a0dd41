"""Exchanges that happened since 1962: what was public before each, and what came of it; docs/history.md says how."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from homeward.basics.errors import UnknownName
from homeward.basics.yaml_files import load_yaml
from homeward.exchanges.model import PastExchange
from homeward.exchanges.position_files import read_positions

_FOLDER = Path(__file__).parent / "past"
_HAPPENED = "history.yaml"
_BEFORE = ", before "
"""What follows in a file's title is the day up to which it goes."""


@cache
def past_exchanges() -> tuple[PastExchange, ...]:
    """Return every exchange of the collection, the first first."""
    happened = load_yaml((_FOLDER / _HAPPENED).read_text(encoding="utf-8"), _HAPPENED)
    found = (_past(name, said) for name, said in happened.items())
    return tuple(sorted(found, key=lambda one: (one.date, one.id)))


def past_exchange(name: str) -> PastExchange:
    """Return the exchange with that id; raise UnknownName where there is none."""
    found = next((one for one in past_exchanges() if one.id == name), None)
    if found is None:
        raise UnknownName(f"There is no exchange {name!r} in the history.")
    return found


def _past(name: str, happened: Mapping[str, Any]) -> PastExchange:
    text = (_FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    positions = read_positions(text, f"{name}.yaml")
    return PastExchange(
        name,
        positions.title.partition(_BEFORE)[0],
        str(happened["date"]),
        tuple(one.name for one in positions.participants),
        text,
        dict(happened["releases"]),
        {term: str(option) for term, option in happened.get("terms", {}).items()},
        tuple(happened.get("not_public_before", ())),
        str(happened.get("note", "")),
        str(happened.get("source", "")),
    )
