"""The positions of real exchanges say only what was public before, and what happened is kept apart from them."""

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from homeward.basics.dates import parse_date
from homeward.basics.yaml_files import load_yaml
from homeward.exchanges.acceptance import as_exchange, objections
from homeward.exchanges.model import Gives, Positions
from homeward.exchanges.position_files import read_positions

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "examples" / "positions"
SWAPS = ROOT.parent / "shared" / "exchange" / "swaps.csv"
NEUTRAL = "neutral default: nothing was public"
HISTORY: dict[str, Any] = load_yaml((FOLDER / "history.yaml").read_text(encoding="utf-8"), "history.yaml")
NAMES = tuple(HISTORY)


def positions_of(name: str) -> Positions:
    """Return what one file says."""
    return read_positions((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), f"{name}.yaml")


def day_of(name: str) -> date:
    """Return the day of the exchange itself."""
    return date.fromisoformat(HISTORY[name]["date"])


def test_every_file_has_its_history_and_every_history_its_file() -> None:
    """Neither is without the other."""
    assert {path.stem for path in FOLDER.glob("*.yaml")} - {"history"} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_file_reads_and_ends_before_the_exchange(name: str) -> None:
    """What a file says was known by a day before the exchange."""
    positions = positions_of(name)
    assert positions.as_of is not None
    assert date.fromisoformat(positions.as_of) < day_of(name)
    assert positions.people


@pytest.mark.parametrize("name", NAMES)
def test_every_line_says_where_and_when_it_was_public(name: str) -> None:
    """A line has a dated source from before the exchange, or is a neutral default and says so."""
    for position in positions_of(name).positions:
        if position.note == NEUTRAL:
            assert isinstance(position.line, Gives), f"{position.id}: only what a side would give may be a default"
            assert set(position.line.costs.values()) == {1}, f"{position.id}: a default costs 1"
            assert not position.source, position.id
            continue
        assert position.source, f"{position.id} has no source"
        assert {"publication", "says"} <= position.source.keys(), position.id
        found = position.source.keys() & {"url", "retold_in"} or position.source.get("seen") == "no"
        assert found, f"{position.id} does not say where it was found"
        assert position.date, f"{position.id} has no date"
        assert parse_date(position.date).to_day < day_of(name), f"{position.id} is not from before"


@pytest.mark.parametrize("name", NAMES)
def test_history_names_only_people_and_options_of_its_file(name: str) -> None:
    """What happened is told in the words of the file, in numbers that the file has."""
    positions, happened = positions_of(name), HISTORY[name]
    counts = {group.id: group.count for group in positions.people}
    assert happened["releases"]
    assert happened["source"].startswith("http")
    for person, number in happened["releases"].items():
        assert 1 <= number <= counts.get(person, 0), f"{person}: {number}"
    options = {term.id: term.options for term in positions.terms}
    for term, option in happened.get("terms", {}).items():
        assert option in options[term], term


@pytest.mark.parametrize("name", NAMES)
def test_whoever_went_home_could_be_given(name: str) -> None:
    """No real release is shut out by a `gives` that was forgotten: the checker may object, but never for that."""
    positions, happened = positions_of(name), HISTORY[name]
    let_go = {group.id: happened["releases"].get(group.id, 0) for group in positions.people}
    options = {term.id: happened.get("terms", {}).get(term.id, term.options[0]) for term in positions.terms}
    said = objections(positions, as_exchange(positions, let_go, options))
    assert not [reason for reason in said if "nobody gives" in reason or "cannot be let go" in reason]


@pytest.mark.parametrize(
    ("name", "left_out"),
    [
        ("us-ru-2022-april", ("bout", "whelan")),
        ("us-ru-2022", ("krasikov", "whelan")),
        ("us-ru-2025-february", ("karelina",)),
        ("il-hamas-2011", ("barghouti_m", "saadat", "hamed", "barghouti_a", "sayyid", "abu_al_hija", "salameh")),
        ("se-ir-2024", ("djalali",)),
        ("us-taliban-2025", ("glezmann", "habibi", "rahim")),
    ],
)
def test_people_asked_for_in_vain_are_in_the_file(name: str, left_out: tuple[str, ...]) -> None:
    """Those who were demanded and stayed behind are named, and history does not free them."""
    people = {group.id for group in positions_of(name).people}
    assert people.issuperset(left_out)
    assert not set(left_out) & set(HISTORY[name]["releases"])


def test_every_exchange_of_the_list_is_there() -> None:
    """Each of the 34 exchanges in the list has one file."""
    if not SWAPS.is_file():
        pytest.skip("needs ../shared/exchange/swaps.csv beside the project's folder")
    with SWAPS.open(encoding="utf-8", newline="") as lines:
        listed = {row["id"] for row in csv.DictReader(lines)}
    told = [happened["swap"] for happened in HISTORY.values()]
    assert sorted(told) == sorted(listed)


def test_the_report_has_a_row_for_every_file() -> None:
    """The table in docs/history.md leaves no exchange out."""
    rows = (ROOT / "docs" / "history.md").read_text(encoding="utf-8")
    assert [name for name in NAMES if f"| `{name}` |" not in rows] == []
