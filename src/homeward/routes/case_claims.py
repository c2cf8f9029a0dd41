"""What the claims of a case file come to on a day: had it happened, when, and which conflict leaves it open."""

from collections.abc import Iterable, Mapping
from datetime import date

from homeward.basics.dates import PartialDate, date_between
from homeward.cases.model import Case, Conflict, Evidence
from homeward.cases.profiles import date_or_none
from homeward.routes.model import Outcome

Sources = tuple[str, ...]
"""Claim ids, and "conflict ID" for each open conflict that makes a value a range or unknown."""


def claims_of(*evidence: Iterable[Evidence]) -> Sources:
    """Return the ids of claims, each once."""
    return tuple(dict.fromkeys(one.claim_id for several in evidence for one in several))


def claims_in(case: Case) -> Mapping[str, Evidence]:
    """Return every claim that a case file's facts rest on, by its id."""
    born = (case.born,) if case.born else ()
    told = (*case.nationality, *born, *case.custody, *case.timeline, *case.judgments, *case.sentences, *case.offences)
    sides = (side for conflict in case.conflicts for side in conflict.sides)
    return {one.claim_id: one for each in (*told, *sides) for one in each.evidence}


def happened_by(when: str | None, evidence: Iterable[Evidence], on: date) -> Outcome:
    """Return whether something had happened by a day: by its date, else because it was reported by then."""
    happened = date_or_none(when)
    if happened and happened.month_and_day is None:
        if happened.to_day <= on:
            return Outcome.MET
        if happened.from_day > on:
            return Outcome.NOT_MET
    reports = [date_or_none(one.reported) for one in evidence]
    return Outcome.MET if any(one and one.to_day <= on for one in reports) else Outcome.UNKNOWN


def conflict_over(case: Case, slot: str, evidence: Iterable[Evidence]) -> Conflict | None:
    """Return the conflict over a slot ("date of arrest") to which the evidence belongs."""
    mine = set(claims_of(evidence))
    over_it = (one for one in case.conflicts if one.slot == slot)
    return next((one for one in over_it if any(mine & set(claims_of(side.evidence)) for side in one.sides)), None)


def is_open(conflict: Conflict) -> bool:
    """Return whether no reviewer has said which side holds."""
    return conflict.ruling is None or conflict.ruling.value is None


def dated(
    case: Case, kind: str, when: str | None, evidence: tuple[Evidence, ...]
) -> tuple[PartialDate | None, Sources]:
    """Return when an event was, with its sources: as ruled, or every day that the sides of an open conflict name."""
    conflict = conflict_over(case, f"date of {kind}", evidence)
    if conflict is None:
        return date_or_none(when), claims_of(evidence)
    sources = claims_of(evidence, *(side.evidence for side in conflict.sides))
    if conflict.ruling is not None and conflict.ruling.value is not None:
        return date_or_none(conflict.ruling.value), sources
    days = [found for side in conflict.sides if (found := date_or_none(side.value))]
    return _reaching_over(days), (*sources, f"conflict {conflict.id}")


def _reaching_over(days: list[PartialDate]) -> PartialDate | None:
    """Return the shortest range that holds every day that any of the dates may mean."""
    if not days or any(one.month_and_day for one in days):
        return None
    first = None if any(one.earliest is None for one in days) else min(one.from_day for one in days)
    last = None if any(one.latest is None for one in days) else max(one.to_day for one in days)
    return None if first is None and last is None else date_between(first, last)
