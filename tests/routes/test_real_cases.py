"""The real cases beside the project: each is a worked example that agrees with what happened, or says why not."""

from pathlib import Path
from typing import Any

import pytest
from worked_examples import WorkedExample, worked_examples, written_examples

from homeward.basics.yaml_files import load_yaml

CASES = Path(__file__).resolve().parents[3] / "shared" / "law" / "worked_cases.yaml"
BY_CASE = {one.case: one for one in worked_examples() if one.case}
YES_OR_NO = {True: "met", False: "not met"}


@pytest.fixture(scope="module")
def real_cases() -> dict[str, Any]:
    """The cases by id."""
    if not CASES.is_file():
        pytest.skip("needs ../shared/law beside the project's folder")
    return {one["id"]: one for one in load_yaml(CASES.read_text(encoding="utf-8"), CASES.name)}


def test_every_real_case_is_a_worked_example(real_cases: dict[str, Any]) -> None:
    """Each stands in the folder of the instrument that it was decided under."""
    assert set(BY_CASE) == set(real_cases)


def test_the_engine_agrees_with_what_happened_or_says_why_not(real_cases: dict[str, Any]) -> None:
    """Whatever a case expects is expected of the engine too, or stands under `difference`."""
    unexplained = [
        (name, key, value, BY_CASE[name].expect.get(key))
        for name, case in real_cases.items()
        for key, value in case["expected"].items()
        if not _agrees(BY_CASE[name], key, value) and key not in BY_CASE[name].difference
    ]
    assert unexplained == []


def _agrees(example: WorkedExample, key: str, value: Any) -> bool:
    """Return whether an example expects what a case does: "met (life)" is met, "not met or unknown" either."""
    found, expected = example.expect.get(key), YES_OR_NO.get(value, str(value))
    first = next((one for one in ("not met", "unknown", "met") if expected.startswith(one)), expected)
    return found == first or (found == "unknown" and "or unknown" in expected)


def test_a_case_that_happened_says_how_it_ended_and_on_whose_word() -> None:
    """Every example named after a person has its outcome and its sources, but for an earlier day of the same case."""
    told = {
        one["name"].split(",")[0]
        for one in written_examples()
        if one.get("happened") and all(str(source).startswith("http") for source in one["sources"])
    }
    assert told >= {one["name"].split(",")[0] for one in written_examples() if one.get("case")}
