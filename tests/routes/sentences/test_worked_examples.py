"""Every worked example beside a law of release comes out as it says."""

import re
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from homeward.basics.yaml_files import Entry, load_yaml
from homeward.routes.case_fields import Place, fields
from homeward.routes.case_files import FIELDS
from homeward.routes.model import CaseFacts, SentenceCalculation
from homeward.routes.parameters import load_parameters
from homeward.routes.sentences.calculation import calculate_sentence
from homeward.routes.sentences.law_list import LAWS, parameters_of

KEYS = {"name", "on", "administered_by", "given", "expect"}


def examples() -> list[Any]:
    """Return every example, named by its law and its sentence."""
    found = []
    for law in LAWS:
        where = f"{law.id}/examples.yaml"
        text = files(f"homeward.routes.sentences.laws.{law.id}").joinpath("examples.yaml").read_text(encoding="utf-8")
        found += [pytest.param(one, where, id=f"{law.id}: {one['name']}") for one in load_yaml(text, where)]
    return found


def shown(calculation: SentenceCalculation) -> dict[str, Any]:
    """Return what an example can expect, in the words of examples.yaml."""
    return {
        "nominal_end": str(calculation.nominal_end) if calculation.nominal_end else None,
        "full_release": str(calculation.full_release.date) if calculation.full_release else None,
        "conditional_release": [str(one.date) for one in calculation.conditional_release],
        "served": calculation.served,
        "remaining": calculation.remaining,
        "refusal": calculation.refusal[0] if calculation.refusal else None,
    }


def check(example: Entry, where: str) -> None:
    """Reckon the case of an example and compare what it expects."""
    assert set(example) <= KEYS, f"{where}, line {example.line}: write only {', '.join(sorted(KEYS))}"
    given = fields(example["given"], Place(where, example.line, ""), FIELDS, ())
    facts = CaseFacts(**({"person": "A person", "nationalities": ()} | given))
    calculation = calculate_sentence(
        facts, date.fromisoformat(example["on"]), administered_by=example.get("administered_by")
    )
    expected = {"refusal": None} | dict(example["expect"])
    assert {key: shown(calculation)[key] for key in expected} == expected, f"{where}, line {example.line}"


@pytest.mark.parametrize(("example", "where"), examples())
def test_an_example_comes_out_as_it_says(example: Entry, where: str) -> None:
    """The case given, reckoned on its day, has the dates that the example expects; nothing else is refused."""
    check(example, where)


def test_the_page_on_laws_shows_files_as_they_are_read() -> None:
    """The parameter in docs/add-a-law-of-release.md can be read, and its example comes out."""
    page = Path(__file__).resolve().parents[3] / "docs" / "add-a-law-of-release.md"
    parameters, worked = re.findall(r"```yaml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    assert load_parameters(parameters, page.name)["release_least"].on(date(2020, 1, 1))
    for example in load_yaml(worked, page.name):
        check(example, page.name)


def test_every_law_has_examples_and_references() -> None:
    """Each law listed has examples, and every value of its parameters says where it stands in the law."""
    for law in LAWS:
        assert any(one.id and str(one.id).startswith(f"{law.id}: ") for one in examples())
        for parameter in parameters_of(law.id).values():
            assert all(value.reference for value in parameter.values), f"{law.id}: {parameter.name}"


def test_the_folders_and_the_list_of_laws_agree() -> None:
    """Every folder under laws/ is in LAWS, and the other way round."""
    folders = {one.name for one in files("homeward.routes.sentences.laws").iterdir() if one.is_dir()}
    assert folders - {"__pycache__"} == {law.id for law in LAWS}
