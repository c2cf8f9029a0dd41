"""The worked examples of every instrument: what lawyers write and correct, read for the tests."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from typing import Any

from homeward.basics.yaml_files import load_yaml
from homeward.routes.case_files import read_case
from homeward.routes.from_cases import assess_routes
from homeward.routes.model import Assessment, CaseFacts
from homeward.routes.treaty_list import FOLDERS, all_treaties

TREATIES = files("homeward.routes.treaties")


@dataclass(frozen=True)
class WorkedExample:
    """One example of a folder: the facts, the day, the State to go to, and what is expected of which condition."""

    folder: str
    name: str
    facts: CaseFacts
    on: date
    to: str | None
    way: str | None
    expect: dict[str, str]
    case: str | None = None
    """The id of a real case that it is, in `worked_cases.yaml`; its sources and outcome stand with it."""
    difference: dict[str, str] = field(default_factory=dict)
    """Why the engine does not answer something as that file expects it, or where it answers it."""

    def assessment(self) -> Assessment:
        """Return what the engine says, with every instrument in play, so that one may require or replace another."""
        return assess_routes(self.facts, self.on, to=self.to)

    def found(self) -> dict[str, str]:
        """Return what the engine says for each thing expected; "not there" where it says nothing."""
        said = self._said()
        return {key: said.get(key, "not there") for key in self.expect}

    def _said(self) -> dict[str, str]:
        instrument = next(one.id for one in all_treaties() if one.folder == self.folder)
        answer = self.assessment()
        said = {one.condition: str(one.outcome) for one in answer.safeguards if one.instrument == instrument}
        for route in answer.routes:
            if route.instrument == instrument and self.way in (None, route.kind):
                said |= {"route": str(route.outcome), "in_force": str(route.in_force.outcome)}
                said |= {check.condition: str(check.outcome) for check in route.checks}
                break
        return said


def worked_examples() -> Iterator[WorkedExample]:
    """Yield every example of every folder, in order."""
    for folder in FOLDERS:
        for entry in _written(folder):
            yield _example(folder, f"{folder}/examples.yaml", entry)


def written_examples() -> Iterator[Any]:
    """Yield the entry of every example as it stands in its file."""
    for folder in FOLDERS:
        yield from _written(folder)


def _written(folder: str) -> Any:
    text = TREATIES.joinpath(folder, "examples.yaml").read_text(encoding="utf-8")
    return load_yaml(text, f"{folder}/examples.yaml")


def _example(folder: str, where: str, entry: Any) -> WorkedExample:
    given = {"person": "The person", **entry["given"]}
    facts = read_case(json.dumps(given, ensure_ascii=False), f"{where}, line {entry.line}")
    return WorkedExample(
        folder,
        entry["name"],
        facts,
        date.fromisoformat(entry["on"]),
        entry.get("to"),
        entry.get("way"),
        {key: str(value) for key, value in entry["expect"].items()},
        entry.get("case"),
        dict(entry.get("difference") or {}),
    )
