"""Every worked example of every instrument holds, and every article has one for each outcome it can come to."""

from collections import defaultdict

import pytest
from worked_examples import TREATIES, WorkedExample, worked_examples

from homeward.routes.treaty_list import FOLDERS, all_treaties

EXAMPLES = list(worked_examples())


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.folder}: {example.name}")
def test_example_holds(example: WorkedExample) -> None:
    """The engine says what the lawyer expects."""
    assert example.found() == example.expect


def test_list_names_every_folder() -> None:
    """The list of instruments and the folders agree."""
    folders = {entry.name for entry in TREATIES.iterdir() if entry.is_dir() and not entry.name.startswith("__")}
    assert folders == set(FOLDERS)


def test_every_condition_is_explained_in_its_text() -> None:
    """Whatever article a check names has its section in text.md."""
    silent = [
        (treaty.id, condition.article)
        for treaty in all_treaties()
        for way in treaty.ways
        for condition in (*way.conditions, *treaty.safeguards)
        if treaty.text_of(condition.article) is None
    ]
    assert silent == []


NEVER_NOT_MET = {
    "coe_1983_transfer": {"consent_verification", "who_may_request"},
    "coe_1997_protocol": {"opinion"},
    "coe_2017_protocol": {"opinion"},
    "eu_2008_framework_decision": {"age", "location", "measure"},
    "oas_1993_sentences": {"consent_verification", "no_conflict", "sentence", "who_may_request"},
    "cis_1998_transfer": {"who_may_request"},
    "coe_1970_judgments": {"age", "ground_for_request", "more_than_flight"},
    "commonwealth_1986_scheme": {"designation", "who_may_request"},
    "us_bilateral": {"consent_verification", "who_may_request"},
    "uk_bilateral": {"time_remaining", "who_may_request"},
    "ru_bilateral": {"who_may_request"},
    "es_ph_2007_transfer": {"fines_paid", "no_other_case", "who_may_request"},
    "ad_hoc_arrangement": {"nationality"},
    "coe_1957_extradition": {"request", "surrender_not_postponed", "wanted_by_requesting_state"},
    "removal": {"no_danger_there", "readmission"},
    "clemency": {"competent_authority", "health", "petition"},
    "exchange": {"lawful_way_of_holding_state", "lawful_way_of_home_state"},
    "us_ru_1999_assistance": {"request_for_presence"},
    "un_arbitrary_detention": {"consent_of_victim", "deprived_of_liberty", "questionnaire"},
    "consular_1963": {"inform_person", "notify_consulate"},
}
"""What nothing that a case can record refuses: it is met, or it is not known."""
NEVER_MET = {"us_ru_1999_assistance": {"way_home"}}
"""What no fact changes: that treaty brings nobody home for good."""


def test_every_condition_has_an_example_for_each_outcome() -> None:
    """Every condition has an example for met, not met and unknown, but for what it can never come to."""
    shown: dict[tuple[str, str], set[str]] = defaultdict(set)
    for example in EXAMPLES:
        for key, outcome in example.expect.items():
            shown[example.folder, key].add(outcome)
    wrong = {}
    for treaty in all_treaties():
        for condition in (*(one for way in treaty.ways for one in way.conditions), *treaty.safeguards):
            outcomes = {"met", "not met", "unknown"}
            if condition.id in NEVER_NOT_MET.get(treaty.folder, ()):
                outcomes -= {"not met"}
            if condition.id in NEVER_MET.get(treaty.folder, ()):
                outcomes = {"not met"}
            if shown[treaty.folder, condition.id] != outcomes:
                wrong[treaty.folder, condition.id] = shown[treaty.folder, condition.id] ^ outcomes
    assert wrong == {}
