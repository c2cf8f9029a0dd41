"""Takes from a case file what routes ask of a case: what claims say, and of conflicts the whole range or nothing.

On a day only what had happened by then counts. Every value leads to its claims, and to the conflict that keeps it so.
Consent, residence, health and the like are never inferred; a hand-written file laid over the case file says them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from homeward.basics.dates import date_between, surely_before
from homeward.basics.errors import CaseIncomplete
from homeward.basics.said import say
from homeward.basics.states import state_of
from homeward.cases.model import Case, Custody, Event, Judgment, Sentence, Standing
from homeward.cases.profiles import date_or_none
from homeward.cases.timeline import HANDED_OVER, status_on
from homeward.routes.case_claims import Sources, claims_of, conflict_over, dated, happened_by, is_open
from homeward.routes.case_decisions import decisions_told, requests_told
from homeward.routes.case_sentences import sentences_told
from homeward.routes.model import CaseFacts, CourtJudgment, Offence, Outcome, Stage


@dataclass(frozen=True, slots=True)
class _Asked:
    """A case file on a day, and the custody on which the answers turn."""

    case: Case
    on: date
    custody: tuple[Custody, ...]
    """From the first arrest to the custody of that day, handed from State to State without a break."""
    held: bool
    """Whether the person is known to be held on that day."""

    @property
    def held_by(self) -> str | None:
        return self.custody[-1].holder if self.custody else None


_Told = tuple[Any, Sources]
_NOTHING: _Told = (None, ())


def facts_of(case: Case, on: date, entries: CaseFacts | None = None) -> CaseFacts:
    """Return what routes ask of a case, as a case file has it on a day; what `entries` gives wins over the case file.

    Raises CaseIncomplete where neither says which State holds the person.
    """
    held = status_on(case.custody, on).standing is Standing.HELD
    asked = _Asked(case, on, _custody_on(case, on), held)
    told = {name: take(asked) for name, take in _TAKE.items()}
    values = {name: value for name, (value, _) in told.items() if value not in (None, ())}
    sources = {name: found for name, (_, found) in told.items() if found}
    facts = CaseFacts(
        **({"person": case.person.name, "nationalities": (), "held_by": ""} | values),
        sources=sources,
    )
    if entries is not None:
        given = {one.name: getattr(entries, one.name) for one in fields(entries) if one.name in entries.sources}
        facts = replace(facts, **given, sources={**sources, **entries.sources})
    if not facts.held_by:
        raise CaseIncomplete(
            say(
                "No report says which State holds %(name)s. Write `held_by: ` and the State's two letters in a file,"
                " and lay it over the case file with --with FILE.",
                name=case.person.name,
            )
        )
    return facts


def _custody_on(case: Case, on: date) -> tuple[Custody, ...]:
    """Return the custody of a day, or where nobody holds the person then the newest, with those that led to it."""
    begun = [one for one in case.custody if happened_by(one.begins, one.evidence, on) is not Outcome.NOT_MET]
    held = [one for one in begun if one.holder]
    status = status_on(case.custody, on)
    if status.standing is Standing.HELD:
        courts = _sentenced_by(case, on)
        maybe = [one for one in held if not one.ended_by or happened_by(one.ends, (), on) is not Outcome.MET]
        of_court = [one for one in maybe if one.holder in courts and status.holder not in courts]
        held = of_court or [one for one in held if (one.holder, one.begins) == (status.holder, status.since)] or held
    if not held:
        return ()
    chain = [held[-1]]
    for before in reversed(begun[: begun.index(held[-1])]):
        if before.ended_by not in HANDED_OVER:
            break
        chain.insert(0, before)
    return tuple(chain)


def _sentenced_by(case: Case, on: date) -> set[str | None]:
    """Return the States whose courts sentenced the person by a day: where two may hold, the one that sentenced does."""
    return {one.state for one in case.sentences if one.state and happened_by(one.date, one.evidence, on) is Outcome.MET}


def _held_by(asked: _Asked) -> _Told:
    if asked.held_by:
        return asked.held_by, claims_of(asked.custody[-1].evidence)
    imposed = [one for one in asked.case.sentences if one.state]
    return (imposed[-1].state, claims_of(imposed[-1].evidence)) if imposed else _NOTHING


def _person(asked: _Asked) -> _Told:
    return asked.case.person.name, ()


def _nationalities(asked: _Asked) -> _Told:
    """Return States of nationality; none where reports name States that no report shares: perhaps two people."""
    values = asked.case.nationality
    sources = claims_of(*(one.evidence for one in values))
    conflict = next((one for one in asked.case.conflicts if one.slot == "nationality"), None)
    states = tuple(one.value for one in values if state_of(one.value) == one.value and not one.value.startswith("XX:"))
    if conflict is None:
        return states, sources
    if is_open(conflict):
        return (), (*sources, f"conflict {conflict.id}")
    ruled = conflict.ruling.value if conflict.ruling else None
    return tuple(one for one in states if one in (ruled or "").split("+")), sources


def _born(asked: _Asked) -> _Told:
    born = asked.case.born
    if born is None:
        return _NOTHING
    conflict = next((one for one in asked.case.conflicts if one.slot == "birth" and is_open(one)), None)
    over = (f"conflict {conflict.id}",) if conflict else ()
    return date_between(born.earliest, born.latest), (*claims_of(born.evidence), *over)


def _in_custody_since(asked: _Asked) -> _Told:
    """Return when the last arrest was, where no release is known to have followed; else when the custody began."""
    by_day = [one for one in asked.case.timeline if happened_by(one.date, one.evidence, asked.on) is Outcome.MET]
    arrests = [one for one in by_day if one.kind == "arrest"]
    if arrests and not (asked.held and any(_frees(one) for one in by_day[by_day.index(arrests[-1]) :])):
        return dated(asked.case, "arrest", arrests[-1].date, arrests[-1].evidence)
    return (
        dated(asked.case, "arrest", asked.custody[0].begins, asked.custody[0].evidence) if asked.custody else _NOTHING
    )


def _frees(event: Event) -> bool:
    return event.kind == "release" or (event.kind == "exchange" and event.value == "done")


_STEPS: Mapping[Stage, tuple[str, ...]] = {
    Stage.DETAINED: ("arrest", "custody"),
    Stage.CHARGED: ("charge", "trial"),
    Stage.CONVICTED: ("conviction",),
    Stage.SENTENCED: ("sentence",),
}


def _stage(asked: _Asked) -> _Told:
    """Return how far proceedings had come, where claims show it.

    That nothing more has been reported does not show that nothing more has happened: before the sentence, and in an
    appeal, a stage is known to last only until a day on which a later step is known to have been taken.
    """
    appeal = _appeal_pending(asked)
    if appeal:
        return Stage.APPEAL, appeal
    reached: tuple[Stage, Sources] | None = None
    later: Sources = ()
    for stage in _STEPS:
        events = [one for one in asked.case.timeline if one.kind in _STEPS[stage] and _concerns(asked, one)]
        outcomes = {one: happened_by(one.date, one.evidence, asked.on) for one in events}
        done = [one for one in events if outcomes[one] is Outcome.MET]
        if done:
            reached, later = (stage, claims_of(done[-1].evidence)), ()
        elif Outcome.UNKNOWN in outcomes.values():
            return _NOTHING
        elif events:
            later = later or claims_of(events[0].evidence)
    if reached is None or (reached[0] is not Stage.SENTENCED and not later):
        return _NOTHING
    return reached[0], (*reached[1], *later)


def _appeal_pending(asked: _Asked) -> Sources:
    """Return the claims of an appeal that was lodged by the day, and decided after it."""
    appeals = [one for one in asked.case.timeline if one.kind == "appeal" and _concerns(asked, one)]
    by_day = {one: happened_by(one.date, one.evidence, asked.on) for one in appeals}
    lodged = [one for one in appeals if one.value == "lodged" and by_day[one] is Outcome.MET]
    decided = [one for one in appeals if one.value not in (None, "lodged") and by_day[one] is Outcome.NOT_MET]
    if not lodged or not decided or any(by_day[one] is not Outcome.NOT_MET for one in appeals if one.value != "lodged"):
        return ()
    return claims_of(lodged[-1].evidence, decided[0].evidence)


def _concerns(asked: _Asked, event: Event) -> bool:
    """Return whether an event belongs to this custody: of the holding State, and not before the custody began."""
    begins, when = date_or_none(asked.custody[0].begins) if asked.custody else None, date_or_none(event.date)
    if begins and when and surely_before(when, begins):
        return False
    if event.kind == "conviction" and event.value == "not_guilty":
        return False
    return event.kind in ("arrest", "custody") or not event.states or asked.held_by in event.states


def _judgments(asked: _Asked) -> _Told:
    """Return convictions by the holding State; one whose verdict the reports dispute is left out."""
    found, sources = [], []
    for one in asked.case.judgments:
        conflict = conflict_over(asked.case, "verdict of conviction", one.evidence)
        if one.state not in (None, asked.held_by) or one.verdict == "not_guilty":
            continue
        if happened_by(one.date, one.evidence, asked.on) is not Outcome.MET:
            continue
        if conflict and is_open(conflict):
            sources.append(f"conflict {conflict.id}")
            continue
        when, told = dated(asked.case, "conviction", one.date, one.evidence)
        found.append(CourtJudgment(court=one.authority, date=when))
        sources.extend(told)
    return tuple(found), tuple(dict.fromkeys(sources))


def _offences(asked: _Asked) -> _Told:
    """Return the offences of convictions and sentences, else all that are named."""
    decisions: tuple[Judgment | Sentence, ...] = (*asked.case.judgments, *asked.case.sentences)
    decided = [name for one in decisions if one.state in (None, asked.held_by) for name in one.offences]
    told = [one for one in asked.case.offences if not decided or one.value in decided]
    return tuple(Offence(one.value) for one in told), claims_of(*(one.evidence for one in told))


_TAKE: Mapping[str, Callable[[_Asked], _Told]] = {
    "person": _person,
    "nationalities": _nationalities,
    "born": _born,
    "held_by": _held_by,
    "in_custody_since": _in_custody_since,
    "stage": _stage,
    "judgments": _judgments,
    "sentences": lambda asked: sentences_told(asked.case, asked.on, asked.held_by),
    "offences": _offences,
    "requests": lambda asked: requests_told(asked.case, asked.on),
    "decisions": lambda asked: decisions_told(asked.case, asked.on),
}
"""Every field that a case file can say, and what takes it from there."""
