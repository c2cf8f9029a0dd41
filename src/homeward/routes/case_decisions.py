"""Requests and decisions out of a case file: only where a claim's own words name the State and the instrument."""

from collections.abc import Iterable
from datetime import date

from homeward.cases.model import Case, Event, Evidence
from homeward.cases.profiles import date_or_none
from homeward.routes.case_claims import Sources, claims_of, happened_by
from homeward.routes.model import DecisionKind, Outcome, StateDecision, TransferRequest
from homeward.routes.treaty_list import all_treaties

_DECISIONS = {"approved": DecisionKind.AGREED, "refused": DecisionKind.REFUSED}
NO_INSTRUMENT = "names no instrument or not one State: counts only when entered by hand"
"""What stands with a claim that tells of a request or decision and does not say all that one must say."""


def requests_told(case: Case, on: date) -> tuple[tuple[TransferRequest, ...], Sources]:
    """Return the requests for a transfer that claims record whole by a day, with their sources."""
    events = _transfers(case, on, ("requested",))
    found = tuple(
        TransferRequest(instrument, event.states[0], made=date_or_none(event.date))
        for event in events
        if (instrument := _instrument(case, event))
    )
    return found, _sources(case, events)


def decisions_told(case: Case, on: date) -> tuple[tuple[StateDecision, ...], Sources]:
    """Return the decisions on a transfer that claims record whole by a day; a State's mere stance is none."""
    events = _transfers(case, on, _DECISIONS)
    found = tuple(
        StateDecision(instrument, event.states[0], _DECISIONS[event.value], date_or_none(event.date))
        for event in events
        if event.value and (instrument := _instrument(case, event))
    )
    return found, _sources(case, events)


def _transfers(case: Case, on: date, stages: Iterable[str]) -> list[Event]:
    wanted = set(stages)
    return [
        event
        for event in case.timeline
        if event.kind == "transfer"
        and event.value in wanted
        and happened_by(event.date, event.evidence, on) is Outcome.MET
    ]


def _sources(case: Case, events: Iterable[Event]) -> Sources:
    return tuple(
        claim if _instrument(case, event) else f"{claim} ({NO_INSTRUMENT})"
        for event in events
        for claim in claims_of(event.evidence)
    )


def _instrument(case: Case, event: Event) -> str | None:
    """Return the instrument that the words of the claim themselves name, where one State acts."""
    if len(event.states) != 1:
        return None
    named = {
        treaty.id
        for one in case.instruments
        if any(_overlap(mine, theirs) for mine in event.evidence for theirs in one.evidence)
        for treaty in all_treaties()
        if treaty.title.casefold() in one.name.casefold() or (treaty.number and treaty.number in one.name)
    }
    return named.pop() if len(named) == 1 else None


def _overlap(one: Evidence, other: Evidence) -> bool:
    return one.document_id == other.document_id and one.start < other.end and other.start < one.end
