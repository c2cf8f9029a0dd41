"""On many documents pages show what was last worked out while a job works in the rest; rights are never late."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hand_made_reports import a_report
from hypothesis import HealthCheck, given, settings
from test_kept_people import ACTS, REPORTS, act, check

from homeward.app import work_out
from homeward.app.access import seen_by
from homeward.app.being_worked_in import being_worked_in
from homeward.app.case_lists import number_of_cases, search_cases
from homeward.app.find_cases import Wanted
from homeward.app.forget import forget_document
from homeward.app.job_kinds import WORKS
from homeward.app.job_worker import work_off
from homeward.app.jobs import stop_job
from homeward.app.review_claims import review_claim, undo_review
from homeward.app.show_cases import case_with_id
from homeward.app.wiring import Workspace
from homeward.app.work_out import bring_up_to_date
from homeward.basics.errors import UnknownName
from homeward.cases.model import MatchDecision, PersonInDocument, Ruling
from homeward.claims.model import Reading, ReviewAct
from homeward.documents.model import Document
from homeward.storage.accounts.model import Role

DAY = date(2024, 1, 1)
HELD = [("arrest", "Lena Orlova", "SE"), ("sentence", "Lena Orlova", "SE")]


@pytest.fixture
def pages(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """A workspace as pages have it, where any document is one too many to wait for."""
    monkeypatch.setattr(work_out, "MOST_AT_ONCE", 0)
    yield replace(workspace, waits=False)


def add(workspace: Workspace, number: int, lines: list[tuple[str, str, str]]) -> str:
    """Keep a report and its reading, and return its id."""
    document, reading = a_report(number, "2015-01-01", lines)
    workspace.store.save_document(document, document.text.encode())
    workspace.store.save_reading(reading)
    return document.id


def names(workspace: Workspace) -> list[str]:
    """Return who is in the list of cases."""
    return [one.case.name for one in search_cases(workspace, Wanted(), DAY).rows]


def test_pages_show_the_last_state_and_one_job_works_in_the_rest(pages: Workspace) -> None:
    """What is added shows once a job is through, which is asked for once however many look; the page says so."""
    add(pages, 1, HELD)
    assert names(pages) == []
    assert len(pages.jobs.jobs(work_out.KIND)) == 1
    first = being_worked_in(pages)
    assert first is not None and (first.documents, first.as_of) == (1, None)
    assert work_off(pages, WORKS) == 1
    assert being_worked_in(pages) is None
    assert names(pages) == ["Lena Orlova"]
    add(pages, 2, [("arrest", "Karl Weiss", "NO")])
    assert names(pages) == ["Lena Orlova"]
    assert names(pages) == ["Lena Orlova"]
    later = being_worked_in(pages)
    assert later is not None and later.documents == 1 and later.as_of is not None
    assert len(pages.jobs.jobs(work_out.KIND)) == 2
    work_off(pages, WORKS)
    assert names(pages) == ["Karl Weiss", "Lena Orlova"]
    assert number_of_cases(pages, DAY) == 2


def test_whoever_waits_has_the_state_of_now(pages: Workspace) -> None:
    """The command line is shown what follows from all that is kept, however much that is."""
    add(pages, 1, HELD)
    assert names(replace(pages, waits=True)) == ["Lena Orlova"]
    assert being_worked_in(pages) is None


def test_few_documents_are_worked_in_at_once(pages: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is little to work out, pages have it at once, and say nothing."""
    monkeypatch.setattr(work_out, "MOST_AT_ONCE", 1)
    add(pages, 1, HELD)
    assert being_worked_in(pages) is None
    assert names(pages) == ["Lena Orlova"]
    assert pages.jobs.jobs(work_out.KIND) == ()


def test_stopped_job_is_not_asked_for_at_every_look(pages: Workspace) -> None:
    """A job that somebody stopped is asked for again only after some time."""
    add(pages, 1, HELD)
    names(pages)
    stop_job(pages, pages.jobs.jobs(work_out.KIND)[0].id)
    names(pages)
    assert len(pages.jobs.jobs(work_out.KIND)) == 1


def test_forgotten_document_is_gone_at_once(pages: Workspace) -> None:
    """Before anything is worked out again, nobody has a claim, a form or a case out of what was forgotten."""
    first = add(pages, 1, HELD)
    second = add(pages, 2, [("release", "Lena Orlova", "SE"), ("arrest", "Karl Weiss", "NO")])
    bring_up_to_date(replace(pages, waits=True))
    (case,) = search_cases(pages, Wanted(name="Orlova"), DAY).rows[:]
    assert case.case.documents == 2
    forget_document(pages, second)
    assert names(pages) == ["Lena Orlova"]
    left = case_with_id(pages, case.case.person_id, DAY)
    assert left is not None and set(left.document_ids) == {first}
    assert second not in repr(left)
    assert being_worked_in(pages) is not None
    work_off(pages, WORKS)
    check(replace(pages, waits=True))


def test_report_of_a_restricted_person_is_kept_apart_before_it_is_worked_in(pages: Workspace) -> None:
    """Whoever is outside the group knows neither of a new report nor of one whose person was ruled to be the same."""
    kept = add(pages, 1, HELD)
    other = add(pages, 2, [("arrest", "Karl Weiss", "NO")])
    bring_up_to_date(replace(pages, waits=True))
    with pages.store.transaction():
        pages.team.add_member("rita", Role.READER)
        group = pages.team.add_group("Inside")
        pages.team.restrict(group.id, None, [PersonInDocument(kept, "Lena Orlova")], "owner", "2024-01-01", "")
    assert seen_by(pages, "rita", DAY).viewer.hidden == {kept}
    new = add(pages, 3, [("statement", "Orlova", "SE")])
    outside = seen_by(pages, "rita", DAY)
    assert outside.viewer.hidden == {kept, new}
    assert being_worked_in(outside).documents == 0  # type: ignore[union-attr]
    left, right = PersonInDocument(kept, "Lena Orlova"), PersonInDocument(other, "Karl Weiss")
    pages.store.save_decision(MatchDecision(left, right, Ruling.SAME, "maria", "2024-01-02T00:00:00+00:00"))
    assert other in seen_by(pages, "rita", DAY).viewer.hidden
    with pytest.raises(UnknownName):
        seen_by(pages, "rita", DAY).store.document(other)


def test_a_reviewers_own_act_is_seen_at_once(pages: Workspace) -> None:
    """A rejected claim is in no case or list any more, and back when that is taken back."""
    document = add(pages, 1, HELD)
    add(pages, 2, [("sentence", "Lena Orlova", "NO"), ("arrest", "Karl Weiss", "NO")])
    bring_up_to_date(replace(pages, waits=True))
    before = search_cases(pages, Wanted(), DAY).rows[:]
    person = next(one.case.person_id for one in before if one.case.name == "Lena Orlova")
    sentence = next(one for _, one in pages.store.claims("sentence", document))
    review_claim(pages, sentence.id, ReviewAct.REJECT)
    assert being_worked_in(pages) is not None
    changed = next(one.case for one in search_cases(pages, Wanted(), DAY).rows if one.case.person_id == person)
    assert changed not in [one.case for one in before]
    shown = case_with_id(pages, person, DAY)
    assert shown is not None and sentence.id not in repr(shown)
    undo_review(pages, sentence.id)
    assert list(search_cases(pages, Wanted(), DAY).rows) == list(before)
    work_off(pages, WORKS)
    check(replace(pages, waits=True))


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(reports=REPORTS, acts=ACTS)
def test_whatever_is_done_between_jobs_comes_to_the_same(
    pages: Workspace, reports: list[tuple[Document, Reading]], acts: list[tuple[str, int, int]]
) -> None:
    """Adding, forgetting, ruling and taking back, with or without a job between: in the end all is as from scratch."""
    pages.store.forget_everything()
    waiting = list(reports)
    for what, one, other in [("add", 0, 0), *acts]:
        act(pages, waiting, what, one, other)
        names(pages)
        if one % 2:
            work_off(pages, WORKS)
    names(pages)
    work_off(pages, WORKS)
    assert being_worked_in(pages) is None
    check(pages)
