"""What a list of cases says of each: as much of a case as finds it, and tells where the person stands on a day."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from homeward.basics.dates import PartialDate
from homeward.cases.model import Case, Conflict, Custody, CustodyStatus, Evidence, Standing
from homeward.cases.profiles import date_or_none
from homeward.cases.timeline import status_on


@dataclass(frozen=True, slots=True)
class ConflictSummary:
    """A conflict without its evidence: its id, slot, the values of its sides, and whether it waits for a ruling."""

    id: str
    slot: str
    values: tuple[str, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class CaseSummary:
    """One case in a list. `terms` are the sentences', `documents` counts those that name the person.

    `custody` rests on evidence without words: only when things happened and were reported is kept of it, which is all
    that `status_on` and `days_held` ask.
    """

    person_id: str
    name: str
    forms: tuple[str, ...]
    nationality: tuple[str, ...]
    offences: tuple[str, ...]
    terms: tuple[str, ...]
    custody: tuple[Custody, ...]
    documents: int
    conflicts: tuple[ConflictSummary, ...]

    @property
    def open_conflicts(self) -> int:
        """How many conflicts wait for a ruling."""
        return sum(one.is_open for one in self.conflicts)

    @property
    def held_since(self) -> PartialDate | None:
        """When the first custody began, None where that is not known."""
        return date_or_none(self.custody[0].begins) if self.custody else None

    def holders_on(self, status: CustodyStatus) -> Collection[str]:
        """Return who holds the person; of someone not known to be held, everybody who is said to have done so."""
        if status.standing is Standing.HELD and status.holder:
            return {status.holder}
        return {one.holder for one in self.custody if one.holder}

    def settled_from(self) -> date:
        """Return the day from which on the status stays as it is, by what is reported until now."""
        return max((day for one in self.custody for day in _days(one)), default=date.min)

    def status_on(self, on: date) -> CustodyStatus:
        """Return where the person stands on a day."""
        return status_on(self.custody, on)


def summary_of(case: Case) -> CaseSummary:
    """Return what a list says of the case."""
    return CaseSummary(
        person_id=case.id,
        name=case.person.name,
        forms=tuple(form.text for form in case.person.forms),
        nationality=tuple(value.value for value in case.nationality),
        offences=tuple(value.value for value in case.offences),
        terms=tuple(one.term for one in case.sentences if one.term),
        custody=tuple(
            replace(one, evidence=_dates_of(one.evidence), places=(), authorities=()) for one in case.custody
        ),
        documents=len(case.document_ids),
        conflicts=tuple(_conflict(one) for one in case.conflicts),
    )


def evidence_of_dates(happened: str | None, reported: str | None) -> Evidence:
    """Return evidence of which nothing is kept but when it happened and was reported."""
    return Evidence("", "", "", None, 0, 0, "", happened, reported, "", "")


def _dates_of(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(evidence_of_dates(*dates) for dates in dict.fromkeys((one.happened, one.reported) for one in evidence))


def _conflict(one: Conflict) -> ConflictSummary:
    return ConflictSummary(one.id, one.slot, tuple(side.value for side in one.sides), one.ruling is None)


def _days(one: Custody) -> Iterator[date]:
    for said in (one.begins, one.ends, *(proof.reported for proof in one.evidence)):
        when = date_or_none(said)
        if when is not None:
            yield from (day for day in (when.from_day, when.to_day, when.latest) if day not in (None, date.max))
