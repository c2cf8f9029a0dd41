"""What a list says of a case to rows, and back."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from homeward.cases.model import Custody, CustodyGround
from homeward.cases.summaries import CaseSummary, ConflictSummary, evidence_of_dates
from homeward.storage.people.models import CaseRow, CaseValueRow, ConflictRow

NATIONALITY, HOLDER, OFFENCE = "nationality", "holder", "offence"
_IN_THE_END = date(9999, 1, 1)
"""A day after all that is reported; on the calendar's very last one, what has no end would count as ended."""


def case_row(case: CaseSummary, worked_out_from: str) -> CaseRow:
    """Return the row of a case; a status that comes with time is the last that comes."""
    since = case.held_since
    return CaseRow(
        person_id=case.person_id,
        standing=case.status_on(_IN_THE_END).standing,
        settled_from=case.settled_from().isoformat(),
        held_since=since.to_day.isoformat() if since else "",
        worked_out_from=worked_out_from,
        content=_content(case),
    )


def value_rows(case: CaseSummary) -> Iterator[CaseValueRow]:
    """Yield a row for each value by which a case is looked for."""
    holders = case.holders_on(case.status_on(_IN_THE_END))
    for what, values in ((NATIONALITY, case.nationality), (HOLDER, holders), (OFFENCE, case.offences)):
        for value in dict.fromkeys(values):
            yield CaseValueRow(case_id=case.person_id, what=what, value=value)


def conflict_rows(case: CaseSummary) -> Iterator[ConflictRow]:
    """Yield a row for each conflict of a case."""
    for one in case.conflicts:
        content = {"slot": one.slot, "values": one.values}
        yield ConflictRow(case_id=case.person_id, conflict_id=one.id, open=one.is_open, content=content)


def summary_from(person_id: str, content: Mapping[str, Any]) -> CaseSummary:
    """Return what a list says of the case with that content."""
    return CaseSummary(
        person_id=person_id,
        name=content["name"],
        forms=tuple(content["forms"]),
        nationality=tuple(content["nationality"]),
        offences=tuple(content["offences"]),
        terms=tuple(content["terms"]),
        custody=tuple(_custody_of(one) for one in content["custody"]),
        documents=content["documents"],
        conflicts=tuple(
            ConflictSummary(conflict_id, slot, tuple(values), is_open)
            for conflict_id, slot, values, is_open in content["conflicts"]
        ),
    )


def _content(case: CaseSummary) -> dict[str, Any]:
    return {
        "name": case.name,
        "forms": case.forms,
        "nationality": case.nationality,
        "offences": case.offences,
        "terms": case.terms,
        "custody": [_plain_custody(one) for one in case.custody],
        "documents": case.documents,
        "conflicts": [[one.id, one.slot, one.values, one.is_open] for one in case.conflicts],
    }


def _plain_custody(one: Custody) -> dict[str, Any]:
    return {
        "begins": one.begins,
        "ends": one.ends,
        "holder": one.holder,
        "ground": one.ground,
        "ended_by": one.ended_by,
        "evidence": [[proof.happened, proof.reported] for proof in one.evidence],
    }


def _custody_of(content: Mapping[str, Any]) -> Custody:
    return Custody(
        begins=content["begins"],
        ends=content["ends"],
        holder=content["holder"],
        ground=CustodyGround(content["ground"]),
        evidence=tuple(evidence_of_dates(*dates) for dates in content["evidence"]),
        ended_by=content["ended_by"],
    )
