"""Who is who and the cases, kept and brought up to date, are what a run over everything from the beginning gives."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hand_made_reports import READER, a_report
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from homeward.app.case_lists import search_cases, search_people
from homeward.app.find_cases import Wanted, choices, find_cases, find_people
from homeward.app.forget import forget_document
from homeward.app.update_cases import case_book, case_of, known_person
from homeward.app.wiring import Workspace
from homeward.app.work_out import bring_up_to_date
from homeward.cases.from_claims import build_cases
from homeward.cases.model import CaseBook, MatchDecision, PersonInDocument, Ruling
from homeward.cases.summaries import summary_of
from homeward.claims.contract import claim_from_row
from homeward.claims.model import NamedPerson, Reading
from homeward.documents.from_files import read_files
from homeward.documents.model import Document, KeptFile
from homeward.documents.origins import group_by_origin
from homeward.storage.store import Store

EARLIER, LATE = date(2016, 1, 15), date(2030, 1, 1)
NAMES = ("Lena Orlova", "Лена Орлова", "Karl Weiss", "Ivan Orlov", "K. Weiss", "Orlova")
KINDS = ("arrest", "sentence", "release", "person", "statement")
LINES = st.lists(
    st.tuples(st.sampled_from(KINDS), st.sampled_from(NAMES), st.sampled_from(["SE", "NO"])), min_size=1, max_size=4
)
ISSUED = st.sampled_from([None, "2015-01-01", "2016-02", "2017"])
REPORTS = st.lists(st.tuples(ISSUED, LINES), min_size=2, max_size=5).map(
    lambda drawn: [a_report(number, *one) for number, one in enumerate(drawn)]
)
ACTS = st.lists(
    st.tuples(st.sampled_from(["add", "forget", "same", "different", "undo"]), st.integers(0, 99), st.integers(0, 99)),
    min_size=2,
    max_size=6,
)


def from_the_beginning(store: Store, as_of: date) -> CaseBook:
    """Return what a run over everything that is kept gives."""
    documents = list(store.documents())
    return build_cases(
        documents,
        store.readings(),
        as_of=as_of,
        decisions=store.decisions(),
        rulings=store.conflict_rulings(),
        origins=group_by_origin(documents),
        added=store.added(),
    )


def check(workspace: Workspace) -> None:
    """Hold what is kept against a run over everything, on two days, person by person, and the list of cases."""
    for as_of in (LATE, EARLIER):
        expected = from_the_beginning(workspace.store, as_of)
        assert case_book(workspace, as_of) == expected
        assert [case_of(workspace, one.id, as_of) for one in expected.people] == [
            expected.case(one.id) for one in expected.people
        ]
        check_lists(workspace, expected)
    listed = workspace.store.case_list.summaries(
        [case.id for case in from_the_beginning(workspace.store, date.max).cases]
    )
    assert listed == {case.id: summary_of(case) for case in from_the_beginning(workspace.store, date.max).cases}


WANTED = (
    Wanted(),
    Wanted(name="orlova"),
    Wanted(name="Weiss", standing="held"),
    Wanted(holder="SE", nationality="NO"),
    Wanted(standing="unknown", since=date(2015, 6, 1)),
)


def check_lists(workspace: Workspace, book: CaseBook) -> None:
    """Hold the lists against the same question put to everything: who is found, how many, and what can be chosen."""
    for wanted in WANTED:
        found = search_cases(workspace, wanted, book.as_of)
        cases, undated = find_cases(book.cases, wanted)
        assert [(one.case, one.status.standing) for one in found.rows] == [
            (summary_of(case), case.status.standing) for case in cases
        ]
        assert (found.all, found.undated, found.by_now) == (len(book.cases), undated, False)
        assert found.choices == choices(book.cases, wanted)
    for name, who in (("", ""), ("Orlov", ""), ("вАЛЕ", "speaks"), ("", "held")):
        people, everyone = search_people(workspace, name, who, book.as_of)
        expected = [one for one in find_people(book.people, name) if getattr(one, who, True)]
        assert (list(people), everyone) == (expected, len(book.people))


def act(workspace: Workspace, waiting: list[tuple[Document, Reading]], what: str, one: int, other: int) -> None:
    """Add a report, forget one, or rule on two of the names that are kept."""
    store = workspace.store
    kept = sorted(store.added())
    members = sorted({PersonInDocument(person.document_id, person.name) for person in store.people()})
    if what == "add" and waiting:
        document, reading = waiting.pop()
        store.save_document(document, document.text.encode())
        store.save_reading(reading)
    elif what == "forget" and kept:
        forget_document(workspace, kept[one % len(kept)])
    elif what == "undo" and (standing := [ruled for ruled in store.decisions() if ruled.undone_at is None]):
        store.undo_decision(standing[one % len(standing)], "maria", "2024-02-01T00:00:00+00:00")
    elif what in ("same", "different") and members:
        left, right = members[one % len(members)], members[other % len(members)]
        if left != right:
            at = f"2024-01-01T00:00:{len(store.decisions()):02}+00:00"
            store.save_decision(MatchDecision(left, right, Ruling(what), "maria", at))


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(reports=REPORTS, acts=ACTS)
def test_whatever_is_done_leaves_what_a_run_over_everything_gives(
    workspace: Workspace, reports: list[tuple[Document, Reading]], acts: list[tuple[str, int, int]]
) -> None:
    """Adding, forgetting, ruling and taking back, in any order, with or without a look between, change nothing else."""
    workspace.store.forget_everything()
    waiting = list(reports)
    for what, one, other in [("add", 0, 0), *acts]:
        act(workspace, waiting, what, one, other)
        if one % 2:
            bring_up_to_date(workspace)
    check(workspace)


@pytest.fixture(scope="module")
def real_reports(shared_reading: Path) -> list[tuple[Document, Reading]]:
    """Real documents with their hand-made claims."""
    found = []
    for file in ("seeds", "en-dev-1", "en-dev-2", "ru-dev-1"):
        for line in (shared_reading / "gold" / f"{file}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            (kept,) = read_files([shared_reading / "docs" / row["doc"]])
            assert isinstance(kept, KeptFile)
            claims = tuple(claim_from_row(kept.document, claim) for claim in row["claims"])
            names = sorted({name for claim in claims for name in claim.who})
            people = tuple(NamedPerson(kept.document.id, name, (name,), (), held=True) for name in names)
            found.append((kept.document, Reading(kept.document.id, READER, claims, people)))
    return found


@pytest.fixture
def with_real_reports(sqlite_workspace: Workspace, real_reports: list[tuple[Document, Reading]]) -> Iterator[Workspace]:
    """A workspace with real documents."""
    with sqlite_workspace.store.transaction():
        for document, reading in real_reports:
            sqlite_workspace.store.save_document(document, b"")
            sqlite_workspace.store.save_reading(reading)
    yield sqlite_workspace


def test_real_reports_make_the_same_people_and_cases(with_real_reports: Workspace) -> None:
    """On dozens of real documents everybody, and every case on two days, is as a run over everything has it."""
    check(with_real_reports)
    assert len(case_book(with_real_reports, date.max).cases) > 20


def test_a_person_is_known_by_the_documents_shown_alone(with_real_reports: Workspace) -> None:
    """With a document hidden nobody has a name, role, claim or reason out of it, and all others stay as they were."""
    opened = with_real_reports
    book = case_book(opened, date.max)
    case = max(book.cases, key=lambda one: len(one.document_ids))
    hidden = case.document_ids[0]
    view = Workspace(opened.folder, opened.store.without(frozenset({hidden})), opened.viewer)
    seen = case_of(view, case.id, date.max)
    assert seen is not None
    assert set(seen.document_ids) == set(case.document_ids) - {hidden}
    assert hidden not in repr(case_book(view, date.max))
    for other in book.cases:
        if hidden not in other.document_ids:
            assert case_of(view, other.id, date.max) == other
    everything = frozenset(opened.store.who_is_who.documents_naming([case.id]))
    gone = Workspace(opened.folder, opened.store.without(everything), opened.viewer)
    assert (case_of(gone, case.id, date.max), known_person(gone, case.id, date.max)) == (None, None)


def test_nobody_is_found_by_a_spelling_that_is_hidden_or_comes_later(workspace: Workspace) -> None:
    """A name that only a hidden document has, or one of a later day, finds nobody, in people and in cases."""
    first, reading = a_report(1, "2015-01-01", [("arrest", "Lena Orlova", "SE")])
    second, later = a_report(2, "2017-01-01", [("arrest", "Karl Weiss", "SE")])
    for document, one in ((first, reading), (second, later)):
        workspace.store.save_document(document, b"")
        workspace.store.save_reading(one)
    left, right = PersonInDocument(first.id, "Lena Orlova"), PersonInDocument(second.id, "Karl Weiss")
    workspace.store.save_decision(MatchDecision(left, right, Ruling.SAME, "maria", "2024-01-01T00:00:00+00:00"))
    view = Workspace(workspace.folder, workspace.store.without(frozenset({second.id})), workspace.viewer)

    def found(opened: Workspace, name: str, on: date) -> tuple[int, int]:
        return len(search_people(opened, name, "", on)[0]), len(search_cases(opened, Wanted(name=name), on).rows)

    assert (
        found(workspace, "Weiss", LATE) == found(workspace, "Orlova", EARLIER) == found(view, "Orlova", LATE) == (1, 1)
    )
    assert found(workspace, "Weiss", EARLIER) == found(view, "Weiss", LATE) == (0, 0)
