"""Case files as tests write them: a few events, each with one claim, and what follows from them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import count

from homeward.cases.model import (
    Case,
    Conflict,
    ConflictClass,
    ConflictRuling,
    Custody,
    CustodyGround,
    CustodyStatus,
    Event,
    Evidence,
    Judgment,
    Person,
    ReportedValue,
    Sentence,
    Standing,
)

REPORTED = "2013-01-01"
_IDS = count(1)


def a_claim(reported: str | None = REPORTED, start: int = 0, end: int = 10, document: str = "d1") -> Evidence:
    """One claim with an id of its own."""
    claim_id = f"{next(_IDS):016x}"
    return Evidence(claim_id, document, "a.txt", None, start, end, "words", None, reported, claim_id, claim_id)


def an_event(
    kind: str,
    when: str | None,
    *,
    state: str | None = None,
    value: str | None = None,
    reported: str | None = REPORTED,
    told: Iterable[Evidence] = (),
) -> Event:
    """One event with one claim, or those given."""
    states = (state,) if state else ()
    return Event(kind, "asserted", when, tuple(told) or (a_claim(reported),), states=states, value=value)


def a_conflict(slot: str, *sides: tuple[str, Evidence], ruled: str | None = None) -> Conflict:
    """A conflict over a slot between values, open or ruled."""
    values = tuple(ReportedValue(value, (told,)) for value, told in sides)
    ruling = ConflictRuling("c" * 16, ruled, "anna", "2020-01-01") if ruled else None
    return Conflict("c" * 16, slot, ConflictClass.DATE, values, ruling)


def a_case(*timeline: Event, custody: Iterable[Custody] = (), conflicts: Iterable[Conflict] = ()) -> Case:
    """A case file of Alva Quillfeather, national of Norway, with these events in order."""
    return Case(
        person=Person("p" * 16, "Alva Quillfeather", (), (), held=True),
        document_ids=("d1",),
        undated_document_ids=(),
        nationality=(ReportedValue("NO", (a_claim(),)),),
        occupations=(),
        born=None,
        status=CustodyStatus(date(2013, 1, 1), Standing.UNKNOWN),
        custody=tuple(custody),
        timeline=timeline,
        not_asserted=(),
        offences=(),
        judgments=tuple(
            Judgment(one.value, one.date, next(iter(one.states), None), None, (), one.evidence)
            for one in timeline
            if one.kind == "conviction"
        ),
        sentences=tuple(
            Sentence(one.value, one.date, next(iter(one.states), None), None, (), one.evidence)
            for one in timeline
            if one.kind == "sentence"
        ),
        positions=(),
        statements=(),
        meetings=(),
        instruments=(),
        counts=(),
        conflicts=tuple(conflicts),
    )


def held(holder: str, begins: str | None, ends: str | None = None, ended_by: str | None = None) -> Custody:
    """An interval of custody, reported the day after it began or ended."""
    return Custody(begins, ends, holder, CustodyGround.ARREST, (a_claim(),), ended_by=ended_by)


def with_values(case: Case, **values: object) -> Case:
    """The same case with other values."""
    return replace(case, **values)
