"""The list of deadlines that a job keeps, ordered and paged by the database, is the one that every case would give."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from homeward.app import list_deadlines as listing
from homeward.app import remembered
from homeward.app.add_reports import add_reports
from homeward.app.find_deadlines import content_of, find_deadlines, find_overdue
from homeward.app.job_kinds import WORKS
from homeward.app.job_worker import work_off
from homeward.app.list_deadlines import list_deadlines
from homeward.app.review_conflicts import rule_conflict
from homeward.app.update_cases import case_book
from homeward.app.wiring import Workspace, open_workspace

REPORT = """---
date: {issued}
---
{name}, a Norwegian teacher, was arrested in Russia on {day} March {year}. A Moscow court sentenced {name} to {years}
years in prison on 4 August {year}.{more}
"""
NAMES = ("Ana Quillfeather", "Boris Marsh", "Carla Lundqvist", "Denis Ostrander", "Elena Brandwein", "Farid Zenda")
DAYS = (date(2022, 9, 1), date(2023, 6, 1), date(2031, 1, 1))


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any) -> Iterator[Workspace]:
    """A workspace with some people who are held, one of them named beside another, and conflicting reports on one."""
    folder = tmp_path_factory.mktemp("reports")
    for place, name in enumerate(NAMES):
        said = {"name": name, "day": place + 1, "year": 2021 + place % 2, "years": 5 + place}
        more = f" {NAMES[place - 1]} was arrested in Russia too." if place == 3 else ""
        (folder / f"{place}.txt").write_text(REPORT.format(issued=f"2022-08-0{place + 1}", more=more, **said))
    again = {"name": NAMES[0], "day": 9, "year": 2021, "years": 8, "more": "", "issued": "2023-01-01"}
    (folder / "again.txt").write_text(REPORT.format(**again))
    with django_db_blocker.unblock(), open_workspace(tmp_path_factory.mktemp("deadlines")) as workspace:
        add_reports(workspace, [folder], jobs=1)
        yield workspace


def same(workspace: Workspace, as_of: date) -> bool:
    """Whether the kept lists, all at once and by pages, are those of every case looked at; raises where not."""
    cases = case_book(workspace, as_of).cases
    found = list_deadlines(workspace, as_of)
    assert found.all
    for listed, expected in ((found.coming, find_deadlines(cases, as_of)), (found.overdue, find_overdue(cases, as_of))):
        assert list(listed) == list(expected)
        # a sentence equals its English text; what it is made of, which other languages are said from, is the same too
        assert [content_of(one) for one in listed] == [content_of(one) for one in expected]
        assert [one for at in range(0, len(listed), 2) for one in listed[at : at + 2]] == list(expected)
    return bool(found.coming) and bool(found.overdue)


@pytest.mark.parametrize("as_of", DAYS)
def test_kept_lists_are_those_of_every_case(kept: Workspace, monkeypatch: pytest.MonkeyPatch, as_of: date) -> None:
    """On any day, for whoever may know of all and for those from whom any of the documents is hidden."""
    monkeypatch.setattr(listing, "MOST_AT_ONCE", 0)
    assert same(kept, as_of)
    for document in kept.store.kept_documents():
        same(replace(kept, store=kept.store.without(frozenset({document.id}))), as_of)


def test_a_ruling_changes_what_is_kept(kept: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """A case that is ruled on is looked at again."""
    monkeypatch.setattr(listing, "MOST_AT_ONCE", 0)
    assert same(kept, DAYS[1])
    conflicts = [one for case in case_book(kept, DAYS[1]).cases for one in case.conflicts]
    assert conflicts
    for conflict in conflicts:
        rule_conflict(kept, conflict.id, conflict.sides[0].value)
        assert same(kept, DAYS[1])


def test_few_cases_are_looked_at_while_whoever_asks_waits(kept: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page has everything at once, and from then on what is kept: no case is built again."""
    page, day = replace(kept, waits=False), date(2024, 1, 2)
    assert same(page, day)
    assert not any(one.kind == "deadlines" and not one.has_ended for one in kept.jobs.jobs())
    expected = list(list_deadlines(page, day).coming)
    with monkeypatch.context() as patched:
        patched.delattr(listing, "cases_of")
        assert list(list_deadlines(page, day).coming) == expected


def test_whoever_does_not_wait_is_told_that_some_is_missing(kept: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """A job is asked for, once; when it is done everything is there."""
    monkeypatch.setattr(listing, "MOST_AT_ONCE", 0)
    page = replace(kept, waits=False)
    day = date(2024, 2, 3)
    assert (list_deadlines(page, day).all, list(list_deadlines(page, day).coming)) == (False, [])
    assert [one.kind for one in kept.jobs.jobs() if not one.has_ended] == ["deadlines"]
    work_off(kept, WORKS)
    assert same(page, day)


def test_a_day_that_was_deleted_is_not_remembered(kept: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that remembers that all was looked at for a day says otherwise once a job for another deleted it."""
    monkeypatch.setattr(listing, "MOST_AT_ONCE", 0)
    page = replace(kept, waits=False)
    first, second = date(2024, 3, 4), date(2024, 3, 5)
    list_deadlines(page, first)
    work_off(kept, WORKS)
    remembered._answers.clear()  # as in a process that did not do the job
    assert same(page, first)
    list_deadlines(page, second)
    work_off(kept, WORKS)
    assert not list_deadlines(page, first).all
    work_off(kept, WORKS)
    assert same(page, first)
