"""Cases made to trap the engine, each run through the real command: dates to the day, and what must stay unknown."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from homeward.basics.yaml_files import load_yaml
from homeward.cli.main import app

FILE = Path(__file__).with_name("traps.yaml")
TRAPS = load_yaml(FILE.read_text(encoding="utf-8"), FILE.name)


def answer_to(trap: Any, folder: Path) -> Any:
    """Return what `homeward routes CASE.yaml --json` prints for a trap."""
    case = folder / "CASE.yaml"
    case.write_text(trap.get("yaml") or json.dumps({"person": "A", **trap["case"]}, indent=1), encoding="utf-8")
    to = ["--to", trap["to"]] if "to" in trap else []
    done = CliRunner().invoke(app, ["routes", str(case), "--on", trap["on"], *to, "--json"])
    assert done.exit_code == 0, done.output
    return json.loads(done.output)


def found(answer: Any, where: str, wanted: list[str]) -> dict[str, str]:
    """Return what an answer says of an instrument (or of one of its ways); "not there" where it says nothing."""
    instrument, _, way = where.partition(" ")
    said: dict[str, str] = {}
    for route in answer["routes"]:
        if route["instrument"] == instrument and way in ("", route["kind"]) and not said:
            said = {one["condition"]: one["outcome"] for one in route["checks"]}
            said |= {"route": route["outcome"], "in_force": route["in_force"]["outcome"]}
    for right in answer["safeguards"]:
        if right["instrument"] == instrument:
            said[right["condition"]] = right["outcome"]
    return {key: said.get(key, "not there") for key in wanted}


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: str(trap["name"]))
def test_no_trap_catches_the_engine(trap: Any, tmp_path: Path) -> None:
    """The answer is what a strict lawyer would give."""
    answer = answer_to(trap, tmp_path)
    said = {where: found(answer, where, list(expected)) for where, expected in trap["expect"].items()}
    assert said == trap["expect"]
    there = {one["instrument"] for one in answer["routes"]}
    assert there.isdisjoint(trap.get("absent") or ())
    text = json.dumps(answer, ensure_ascii=False)
    assert [words for words in trap.get("says") or () if words not in text] == []
