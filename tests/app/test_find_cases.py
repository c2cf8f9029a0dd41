"""Narrowing a list of cases down."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from homeward.app.add_reports import add_reports
from homeward.app.find_cases import Wanted, choices, find_cases, find_people
from homeward.app.update_cases import case_book
from homeward.app.wiring import open_workspace
from homeward.cases.model import CaseBook

REPORTS = {
    "one": "Ana Quillfeather, a Norwegian teacher, was arrested in Russia on 5 March 2021 and charged with espionage. "
    "She was sentenced to nine years in prison on 4 August 2022.",
    "two": "Tom Vale, a British nurse, was arrested in Iran on 3 May 2019. He was released on 2 June 2020.",
    "three": "Pyotr Ardashev, a Russian sailor, is being held in a German prison, his lawyer said.",
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: pytest.FixtureRequest) -> Iterator[CaseBook]:
    """The cases of three people."""
    folder = tmp_path_factory.mktemp("reports")
    for name, text in REPORTS.items():
        (folder / f"{name}.txt").write_text(f"---\ndate: 2022-09-01\nlang: en\n---\n{text}\n", encoding="utf-8")
    with django_db_blocker.unblock(), open_workspace(tmp_path_factory.mktemp("workspace")) as workspace:  # type: ignore[attr-defined]
        add_reports(workspace, [folder], jobs=1)
        yield case_book(workspace, date(2022, 10, 1))


def names(book: CaseBook, wanted: Wanted) -> list[str]:
    """Return the names of those who fit."""
    return [case.person.name for case in find_cases(book.cases, wanted)[0]]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(), ["Ana Quillfeather", "Pyotr Ardashev", "Tom Vale"]),
        (Wanted(name="quillf"), ["Ana Quillfeather"]),
        (Wanted(name="Ардашев"), ["Pyotr Ardashev"]),
        (Wanted(nationality="GB"), ["Tom Vale"]),
        (Wanted(standing="held", holder="RU"), ["Ana Quillfeather"]),
        (Wanted(holder="IR"), ["Tom Vale"]),
        (Wanted(standing="released"), ["Tom Vale"]),
        (Wanted(offence="ESPIONAGE"), ["Ana Quillfeather"]),
        (Wanted(name="nobody at all"), []),
        (Wanted(nationality="GB", standing="held"), []),
    ],
)
def test_only_those_who_fit_are_listed(book: CaseBook, wanted: Wanted, expected: list[str]) -> None:
    """Every filter narrows the list, and several narrow it together; spellings in other scripts are found."""
    assert names(book, wanted) == expected


def test_since_leaves_out_who_was_surely_held_earlier(book: CaseBook) -> None:
    """Custody known only to have begun by some day may have begun late enough; what nobody knows is counted apart."""
    cases, untold = find_cases(book.cases, Wanted(since=date(2021, 1, 1)))
    assert [case.person.name for case in cases] == ["Ana Quillfeather", "Pyotr Ardashev"]
    assert untold == 0
    unknown = [replace(case, custody=()) for case in book.cases]
    assert find_cases(unknown, Wanted(since=date(2021, 1, 1))) == ((), 3)


def test_choices_are_what_the_cases_have(book: CaseBook) -> None:
    """What can be chosen is what at least one case has, in words."""
    every = choices(book.cases, Wanted())
    assert [one.words for one in every.nationalities] == ["Norway", "Russia", "United Kingdom"]
    assert {one.value: one.cases for one in every.holders} == {"RU": 1, "IR": 1, "DE": 1}
    assert {one.value: one.cases for one in every.standings} == {"held": 2, "released": 1}
    assert {one.value: one.cases for one in every.offences} == {"espionage": 1}


def test_choices_count_what_the_other_filters_leave(book: CaseBook) -> None:
    """A choice is counted among the cases that fit every other filter, so that it says what choosing it would show."""
    held = choices(book.cases, Wanted(standing="held", nationality="RU"))
    assert [one.value for one in held.nationalities] == ["NO", "RU"]
    assert {one.value: one.cases for one in held.holders} == {"DE": 1}
    assert {one.value: one.cases for one in held.standings} == {"held": 1}
    assert choices(book.cases, Wanted(name="nobody at all")) == choices((), Wanted())


def test_people_are_found_by_any_spelling(book: CaseBook) -> None:
    """People are found by a part of a name or by one that sounds alike."""
    assert [one.name for one in find_people(book.people, "vale")] == ["Tom Vale"]
    assert len(find_people(book.people, "  ")) == len(book.people)
