"""Cases whole: the two seed reports, and what must hold whatever the reports are."""

import json
from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_reports import LATE, Report, book_of, report, said

from homeward.cases.from_claims import build_cases
from homeward.cases.match_decisions import undo
from homeward.cases.model import Case, Evidence, MatchDecision, Ruling, Standing, independent_origins
from homeward.claims.contract import claim_from_row, document_row
from homeward.claims.model import NamedPerson, Reading
from homeward.documents.from_files import read_files
from homeward.documents.model import DateOrigin, DocumentDate, KeptFile

SEED_CASES = ("Brittney Griner", "Konstantin Yaroshenko", "Viktor Bout")


@pytest.fixture(scope="module")
def seeds(shared_reading: Path) -> list[Report]:
    """The two seed reports with their gold claims."""
    found = []
    for line in (shared_reading / "gold" / "seeds.jsonl").read_text(encoding="utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        kept = next(iter(read_files([shared_reading / "docs" / row["doc"]])))
        assert isinstance(kept, KeptFile)
        document = replace(kept.document, date=DocumentDate(row["date"], DateOrigin.BODY))
        claims = tuple(claim_from_row(document, claim) for claim in row["claims"])
        names = sorted({name for claim in claims for name in claim.who})
        people = tuple(NamedPerson(document.id, name, (name, name.split()[-1]), (), held=True) for name in names)
        found.append(Report(document, Reading(document.id, "gold", claims, people)))
    return found


def seed_case(seeds: list[Report], name: str, as_of: date = LATE) -> Case:
    """Return one case of the seeds."""
    return next(case for case in book_of(*seeds, as_of=as_of).cases if case.person.name == name)


def test_the_seeds_make_three_cases(seeds: list[Report]) -> None:
    """Ten years and two outlets apart, one person is one case; who only speaks has none."""
    book = book_of(*seeds)
    assert tuple(case.person.name for case in book.cases) == SEED_CASES
    assert len(seed_case(seeds, "Viktor Bout").document_ids) == 2


def test_bouts_case_tells_his_custody_once_each_in_order(seeds: list[Report]) -> None:
    """Arrest, extradition, conviction, 25 years, the exchange: in order, with the States that held him."""
    case = seed_case(seeds, "Viktor Bout")
    lines = [(event.kind, event.date, event.value) for event in case.timeline if event.kind != "custody"]
    assert lines == [
        ("arrest", "2008", None),
        ("extradition", None, "done"),
        ("conviction", "2011-11", "guilty"),
        ("sentence", "2012", "P25Y"),
        ("exchange", "2022-12~", "done"),
    ]
    assert [(one.holder, one.ended_by) for one in case.custody] == [("TH", "extradition"), ("US", "exchange")]
    assert case.status.standing is Standing.RELEASED
    assert case.born is not None
    assert (case.born.earliest, case.born.latest) == (date(1966, 6, 16), date(1967, 6, 15))
    assert [event.kind for event in case.not_asserted] == ["charge"]
    assert case.conflicts == ()


def test_bouts_case_tells_what_states_want_and_what_was_said(seeds: list[Report]) -> None:
    """Positions, the planned meeting, both instruments, the count that Vershinin claims through RIA Novosti."""
    case = seed_case(seeds, "Viktor Bout")
    assert {(one.state, one.stance, one.named) for one in case.positions} >= {
        ("RU", "demands", True),
        ("RU", "open", False),
    }
    assert [meeting.place for meeting in case.meetings if meeting.place] == ["Los Cabos, Mexico"]
    assert {one.signed for one in case.instruments} == {"1983", "1999"}
    (count,) = case.counts
    assert (count.number, count.bound, count.by) == (60, "more_than", ("Sergei Vershinin",))
    assert {one.via for one in case.statements if one.speakers == ("Sergei Vershinin",)} == {"RIA Novosti"}
    assert any("search for compromises" in one.content for one in case.statements)


def test_the_other_two_have_their_terms(seeds: list[Report]) -> None:
    """Griner's nine years and release, Yaroshenko's twenty."""
    griner, yaroshenko = (seed_case(seeds, name) for name in ("Brittney Griner", "Konstantin Yaroshenko"))
    assert [one.term for one in griner.sentences] == ["P9Y"]
    assert [(one.begins, one.ends, one.holder) for one in griner.custody] == [("2022-02", "2022-12~", "RU")]
    assert [one.term for one in yaroshenko.sentences] == ["P20Y"]
    assert yaroshenko.status.standing is Standing.HELD


def test_in_june_2012_nothing_of_2022_is_known(seeds: list[Report]) -> None:
    """The second time axis: a file as it would have stood then."""
    case = seed_case(seeds, "Viktor Bout", date(2012, 6, 30))
    assert [(event.kind, event.date) for event in case.timeline] == [("conviction", "2011-11")]
    assert len(book_of(*seeds, as_of=date(2012, 6, 30)).cases) == 2


NAMES = st.sampled_from(["Lena Orlova", "Лена Орлова", "Karl Weiss", "Ivan Orlov"])
DATES = st.sampled_from([None, "2010", "2010-05", "2010-05-03", "2011-02", "2012~", "2014-07-01"])
STATES = st.sampled_from(["SE", "NO"])
EVENTS = ("arrest", "custody", "sentence", "conviction", "release", "extradition")
KINDS = (*EVENTS, "person", "position", "meeting", "statement")


@st.composite
def rows(draw: st.DrawFn) -> dict[str, Any]:
    """Draw one claim about somebody."""
    kind = draw(st.sampled_from(KINDS))
    values: dict[str, Any] = {"who": [draw(NAMES)], "date": draw(DATES)}
    if kind == "person":
        values |= {"name": values["who"][0], "age": draw(st.integers(30, 33)), "date": None}
    elif kind == "position":
        values |= {"state": draw(STATES), "stance": draw(st.sampled_from(["demands", "open"]))}
    elif kind == "meeting":
        values |= {"states": [draw(STATES)], "stage": "held", "place": draw(st.sampled_from(["Oslo", "Bern"]))}
    elif kind == "statement":
        values |= {"by": ["Anna Berg"], "speaker": "Anna Berg", "content": draw(st.sampled_from(["no", "yes"]))}
    else:
        values["state"] = draw(STATES)
        values["reality"] = draw(st.sampled_from(["asserted", "asserted", "denied", "planned"]))
    if kind == "sentence":
        values["term"] = draw(st.sampled_from(["P5Y", "P6Y", "life"]))
    if kind == "extradition":
        values |= {"to": draw(STATES), "stage": "done"}
    return said(kind, f"{kind} {draw(st.integers(0, 999))}.", **values)


@st.composite
def many_reports(draw: st.DrawFn) -> list[Report]:
    """Draw a few reports, each with claims of its own."""
    drawn = draw(st.lists(st.lists(rows(), min_size=1, max_size=4), min_size=1, max_size=5))
    issued = st.sampled_from(["2015-01-01", "2016-02", "2017"])
    return [report(f"report {number}", *claims, on=draw(issued)) for number, claims in enumerate(drawn)]


@settings(max_examples=40, deadline=None)
@given(reports=many_reports(), data=st.data())
def test_the_order_of_documents_changes_nothing(reports: list[Report], data: st.DataObject) -> None:
    """The same documents in any order make the same book."""
    shuffled = data.draw(st.permutations(reports))
    assert book_of(*shuffled) == book_of(*reports)


@settings(max_examples=40, deadline=None)
@given(reports=many_reports(), data=st.data())
def test_a_wire_copy_corroborates_nothing(reports: list[Report], data: st.DataObject) -> None:
    """With a copy of one report added, every line has as many independent origins as before."""
    original = data.draw(st.sampled_from(reports))
    issued = original.document.date.edtf if original.document.date else None
    claims = claim_rows(original)
    copy = report("a copy of it", *claims, on=issued, publisher="Another Example")
    origins = {copy.document.id: "wire", original.document.id: "wire"}
    before = book_of(*reports, origins={original.document.id: "wire"})
    after = book_of(*reports, copy, origins=origins)
    assert sorted(map(_counts, after.cases), key=repr) == sorted(map(_counts, before.cases), key=repr)


@settings(max_examples=40, deadline=None)
@given(reports=many_reports(), heading=st.integers(0, 999), later=st.booleans(), data=st.data())
def test_a_copy_changes_nothing_but_the_list_of_voices(
    reports: list[Report], heading: int, later: bool, data: st.DataObject
) -> None:
    """A copy of that day or a later one, whatever its id, stands beside its original everywhere and moves nothing."""
    original = data.draw(st.sampled_from(reports))
    issued = original.document.date.edtf if original.document.date else None
    copy = report(f"copy {heading}", *claim_rows(original), on="2018" if later else issued, publisher="Another")
    origin = min(original.document.id, copy.document.id)
    added = {one.document.id: number for number, one in enumerate([*reports, copy])}
    before = book_of(*reports, added=added)
    after = book_of(*reports, copy, added=added, origins={original.document.id: origin, copy.document.id: origin})
    assert {case.id: _without(case, copy.document.id) for case in after.cases} == {
        case.id: _without(case, copy.document.id) for case in before.cases
    }


def _without(value: object, copy_id: str) -> object:
    """Return what a case says, each line with its voices by document and claim, those of the copy left out.

    The person is left out: a copy is one more document that uses a name, and most documents decide what is printed.
    """
    if isinstance(value, tuple):
        kept = [one for one in value if one != copy_id and getattr(one, "document_id", "") != copy_id]
        if kept and isinstance(kept[0], Evidence):
            return frozenset((one.document_id, one.claim_id) for one in kept)
        return tuple(_without(one, copy_id) for one in kept)
    if is_dataclass(value):
        names = [one.name for one in fields(value) if one.name != "person"]
        return tuple((name, _without(getattr(value, name), copy_id)) for name in names)
    return value


def claim_rows(told: Report) -> list[dict[str, Any]]:
    """Return the rows of a report's claims, as they were."""
    printed = document_row(told.document, told.reading.claims)["claims"]
    return [{name: value for name, value in row.items() if name not in ("start", "end")} for row in printed]


def _counts(case: Case) -> list[tuple[object, ...]]:
    lines = [(one.kind, one.date, one.value, independent_origins(one.evidence)) for one in case.timeline]
    sides = [(one.slot, *((side.value, side.origins) for side in one.sides)) for one in case.conflicts]
    return [*lines, *sides]


@settings(max_examples=40, deadline=None)
@given(reports=many_reports(), ruling=st.sampled_from(Ruling), data=st.data())
def test_a_decision_taken_back_leaves_no_trace(reports: list[Report], ruling: Ruling, data: st.DataObject) -> None:
    """A ruling and its undoing make the identical book."""
    members = [member for person in book_of(*reports).people for member in person.members]
    left, right = data.draw(st.sampled_from(members)), data.draw(st.sampled_from(members))
    decision = MatchDecision(left, right, ruling, "reviewer", "2020-01-01T10:00:00Z")
    undone = undo([decision], decision, "2020-01-02T10:00:00Z")
    assert book_of(*reports, decisions=undone) == book_of(*reports)


def test_a_reading_without_its_document_is_left_out() -> None:
    """A forgotten document takes its claims with it."""
    kept = report("kept", said("arrest", "Orlova seized", who=["Lena Orlova"]))
    gone = report("gone", said("arrest", "Weiss seized", who=["Karl Weiss"]))
    book = build_cases([kept.document], [kept.reading, gone.reading], as_of=LATE)
    assert [person.name for person in book.people] == ["Lena Orlova"]
