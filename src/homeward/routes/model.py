"""The nouns of routes: what a case says that the law asks for, and the answer, condition by condition.

What a case leaves out is unknown (None or empty), and unknown never counts as "not met". Dates are EDTF and keep their
precision; States are ISO 3166-1 codes, parts of a federation ISO 3166-2 (`US-VA`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from homeward.basics.dates import PartialDate
from homeward.basics.terms import Term


class Outcome(StrEnum):
    """What a check comes to. `&` combines: one refusal refuses, one gap leaves the whole open."""

    MET = "met"
    NOT_MET = "not met"
    UNKNOWN = "unknown"

    def __and__(self, other: "Outcome") -> "Outcome":
        if Outcome.NOT_MET in (self, other):
            return Outcome.NOT_MET
        return Outcome.UNKNOWN if Outcome.UNKNOWN in (self, other) else Outcome.MET


class Stage(StrEnum):
    """How far the proceedings have come."""

    DETAINED = "detained"
    CHARGED = "charged"
    CONVICTED = "convicted"
    SENTENCED = "sentenced"
    APPEAL = "appeal"
    FINAL = "final"


class MentalState(StrEnum):
    """A court's or doctor's finding on the person's mind, where it changes which rules apply."""

    UNFIT = "unfit"
    NOT_RESPONSIBLE = "not_responsible"


@dataclass(frozen=True, slots=True)
class CourtJudgment:
    """A court's judgment: `final_since` is when it became final, `appeal_pending` whether a remedy is open."""

    court: str | None = None
    date: PartialDate | None = None
    final_since: PartialDate | None = None
    appeal_pending: bool | None = None


@dataclass(frozen=True, slots=True)
class SentenceToServe:
    """A punishment imposed: `runs_from` is the day from which time counts, `concurrent` with the sentence before it.

    `minimum` is the shortest time to serve before release may be considered, where the court set one; `regime` the
    kind of institution it ordered, in that law's words (Russia: settlement, general, strict, special, prison).
    """

    term: Term | None = None
    imposed: PartialDate | None = None
    runs_from: PartialDate | None = None
    concurrent: bool = False
    minimum: Term | None = None
    regime: str | None = None


class CreditPer(StrEnum):
    """What a credit of days is given for."""

    YEAR = "year"
    MONTH = "month"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Credit:
    """Remission known of: so many `days` for each year or month of the sentence, or in all."""

    days: int
    per: CreditPer = CreditPer.TOTAL


@dataclass(frozen=True, slots=True)
class Offence:
    """What the person was charged with or convicted of, and in which States the conduct is an offence (where known).

    `gravity` is its class under the law by which release is reckoned, in the words that law's parameters list.
    """

    name: str
    punishable_in: Mapping[str, bool] = field(default_factory=dict)
    article: str | None = None
    gravity: str | None = None
    committed: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Consent:
    """Whether the person (or a legal representative: `by`) agrees to be transferred, and knew what it entails."""

    given: bool | None = None
    date: PartialDate | None = None
    informed: bool | None = None
    by: str = "person"


@dataclass(frozen=True, slots=True)
class TransferRequest:
    """A State's request under an instrument: when it was made, and when the other State received it."""

    instrument: str
    by: str
    made: PartialDate | None = None
    received: PartialDate | None = None


class DecisionKind(StrEnum):
    """What a State decided on a request."""

    AGREED = "agreed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class StateDecision:
    """A State's recorded decision under an instrument; `by` may be a part of a federation whose consent is needed."""

    instrument: str
    by: str
    decision: DecisionKind
    date: PartialDate | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExpulsionOrder:
    """An order that the person may not stay after release; `made` false where it is known that there is none."""

    made: bool = True
    date: PartialDate | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class ConsularRecord:
    """What is known of consular rights: when the consulate was told, first saw the person, was denied.

    `by` is the State whose consulate it was; where it is not recorded and the person has several, nobody can say.
    """

    notified: PartialDate | None = None
    access_first: PartialDate | None = None
    denied: PartialDate | None = None
    told_of_rights: PartialDate | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What routes ask of a case. Everything but the first three may be unknown.

    `sources` leads from a field's name to where it was taken from: claim ids, or lines of a hand-written file.
    """

    person: str
    nationalities: tuple[str, ...]
    held_by: str
    residence: str | None = None
    ties: tuple[str, ...] = ()
    born: PartialDate | None = None
    held_under: str | None = None
    in_custody_since: PartialDate | None = None
    stage: Stage | None = None
    judgments: tuple[CourtJudgment, ...] = ()
    sentences: tuple[SentenceToServe, ...] = ()
    credits: tuple[Credit, ...] = ()
    offences: tuple[Offence, ...] = ()
    consent: Consent | None = None
    requests: tuple[TransferRequest, ...] = ()
    decisions: tuple[StateDecision, ...] = ()
    expulsion_order: ExpulsionOrder | None = None
    fled_to_own_state: bool | None = None
    mental_state: MentalState | None = None
    health: str | None = None
    consular: ConsularRecord | None = None
    first_prison_term: bool | None = None
    recidivist: bool | None = None
    papers_held: tuple[str, ...] = ()
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finding:
    """What an article comes to on one case: outcome, reason, the facts used and what would settle an unknown.

    `unverified` names what it rests on that was not checked against the official text.
    """

    outcome: Outcome
    reason: str
    facts: tuple[str, ...] = ()
    settled_by: str | None = None
    unverified: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """A finding under its condition's id and article; `source` is where the article's text can be read."""

    condition: str
    article: str
    outcome: Outcome
    reason: str
    facts: tuple[str, ...] = ()
    settled_by: str | None = None
    unverified: tuple[str, ...] = ()
    source: str | None = None


@dataclass(frozen=True, slots=True)
class InForce:
    """Whether an instrument binds two States on a day: `since` when (the later of both), and until when it did or will.

    `needs` says what would have to happen where it does not. `notes` tell what is particular about either State.
    """

    outcome: Outcome
    reason: str
    since: PartialDate | None = None
    until: PartialDate | None = None
    needs: str | None = None
    unverified: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that a State gives the other, in one of the `languages` its receiver asks for (empty: none known)."""

    by: str
    to: str
    article: str
    what: str
    id: str = ""
    languages: tuple[str, ...] = ()
    held: bool = False
    unverified: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Effect:
    """What a route would do to the sentence and the person, under which article."""

    article: str
    text: str
    unverified: tuple[str, ...] = ()


class RouteOutcome(StrEnum):
    """Where a route stands."""

    OPEN = "open"
    CLOSED = "closed"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Route:
    """One legal way home under one instrument, from the holding State to another, with every check on the way.

    `closed_by` are the conditions that close it. `next_question` is what to settle first of what is unknown.
    """

    instrument: str
    title: str
    kind: str
    from_: str
    to: str
    outcome: RouteOutcome
    in_force: InForce
    checks: tuple[Check, ...] = ()
    effects: tuple[Effect, ...] = ()
    papers: tuple[Paper, ...] = ()
    closed_by: tuple[str, ...] = ()
    next_question: str | None = None
    unknowns: int = 0
    """How many of its checks are unknown."""


@dataclass(frozen=True, slots=True)
class Safeguard:
    """A right of the person that holds whatever the route, and whether it was kept."""

    instrument: str
    article: str
    condition: str
    outcome: Outcome
    reason: str
    facts: tuple[str, ...] = ()
    settled_by: str | None = None
    unverified: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """Something unknown, and the routes (instrument and kind) whose outcome it would help to settle."""

    condition: str
    question: str
    routes: tuple[str, ...]
    decides: int
    """In how many routes it is the only thing still unknown."""


@dataclass(frozen=True, slots=True)
class RequestFact:
    """One fact that a request for transfer states, under the article that asks for it; None is not known.

    `sources` are the claims, or the lines of a hand-written file, that say it.
    """

    name: str
    article: str
    value: str | None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReleaseDate:
    """A day on which release can or must come, under which rule; an interval where the input is uncertain."""

    name: str
    date: PartialDate
    rule: str
    source: str | None = None
    unverified: bool = False


@dataclass(frozen=True, slots=True)
class SentenceCalculation:
    """Served and remaining on a day, and release dates, with the working shown line by line.

    Where a case is outside the rules, `refusal` is a code and a sentence, and the dates that need them are left out.
    `nominal_end` is the end of the term without remission; None for life, and where term or start is unknown.
    """

    on: date
    law: str | None
    nominal_end: PartialDate | None = None
    indeterminate: bool = False
    served: str | None = None
    remaining: str | None = None
    full_release: ReleaseDate | None = None
    conditional_release: tuple[ReleaseDate, ...] = ()
    working: tuple[str, ...] = ()
    refusal: tuple[str, str] | None = None
    last_day_for_request: Mapping[str, PartialDate] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Assessment:
    """Every way home of one person on a day, the best first; the safeguards; the sentence; what to ask next."""

    person: str
    on: date
    routes: tuple[Route, ...]
    safeguards: tuple[Safeguard, ...]
    sentence: SentenceCalculation | None
    questions: tuple[OpenQuestion, ...] = ()
