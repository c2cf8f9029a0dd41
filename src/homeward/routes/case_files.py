"""Reads a case written by hand: the text of a CASE.yaml in, CaseFacts out, or a sentence on the line to mend."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields as fields_of
from dataclasses import is_dataclass
from typing import Any

from homeward.basics.dates import PartialDate, surely_before
from homeward.basics.errors import CaseRefused
from homeward.basics.said import say
from homeward.basics.yaml_files import Entry, load_yaml
from homeward.routes.binding import federal_state
from homeward.routes.case_fields import (
    Place,
    Read,
    by_state,
    day,
    days,
    fields,
    flag,
    known_among,
    mapping,
    one_of,
    record,
    several,
    state,
    state_or_part,
    term,
    word,
)
from homeward.routes.model import (
    CaseFacts,
    Consent,
    ConsularRecord,
    CourtJudgment,
    Credit,
    CreditPer,
    DecisionKind,
    ExpulsionOrder,
    MentalState,
    Offence,
    SentenceToServe,
    Stage,
    StateDecision,
    TransferRequest,
)
from homeward.routes.treaty_list import instrument_ids

REQUIRED = ("person", "nationalities", "held_by")
"""What every case says; all else may be unknown."""

AGREED = ("agreed", "approved", "consented", "granted", "accepted")
REFUSED = ("refused", "denied", "declined", "rejected")
REVOKED = ("revoked", "withdrawn")
"""Words for a consent that was taken back: a refusal for that reason."""

_DECISIONS = dict.fromkeys(AGREED, DecisionKind.AGREED) | dict.fromkeys((*REFUSED, *REVOKED), DecisionKind.REFUSED)
_instrument = known_among(instrument_ids, "instrument")


def _decision(value: Any, at: Place) -> StateDecision:
    entry = mapping(value, at, "{instrument: coe-ets-112, by: US, decision: refused, date: 2019-10-07}")
    read = fields(entry, at, _DECISION, ("instrument", "by", "decision"))
    said = str(entry["decision"]).strip().lower()
    if said in REVOKED:
        read["reasons"] = (f"consent {said}", *read.get("reasons", ()))
    return StateDecision(**read)


def _expulsion(value: Any, at: Place) -> ExpulsionOrder:
    if isinstance(value, bool):
        return ExpulsionOrder(made=value)
    entry = mapping(value, at, "true, false or {date: 2019-10-07, by: US}")
    return ExpulsionOrder(**fields(entry, at, {"made": flag, "date": day, "by": word}))


_DECISION: Mapping[str, Read[Any]] = {
    "instrument": _instrument,
    "by": state_or_part,
    "decision": one_of(DecisionKind, _DECISIONS),
    "date": day,
    "reasons": several(word),
}
_JUDGMENT: Mapping[str, Read[Any]] = {"court": word, "date": day, "final_since": day, "appeal_pending": flag}
_SENTENCE: Mapping[str, Read[Any]] = {
    "term": term,
    "imposed": day,
    "runs_from": day,
    "concurrent": flag,
    "minimum": term,
    "regime": word,
}
_CREDIT: Mapping[str, Read[Any]] = {"days": days, "per": one_of(CreditPer)}
_OFFENCE: Mapping[str, Read[Any]] = {
    "name": word,
    "punishable_in": by_state(flag),
    "article": word,
    "gravity": word,
    "committed": day,
}
_CONSENT: Mapping[str, Read[Any]] = {"given": flag, "date": day, "informed": flag, "by": word}
_REQUEST: Mapping[str, Read[Any]] = {"instrument": _instrument, "by": state_or_part, "made": day, "received": day}
_CONSULAR: Mapping[str, Read[Any]] = {
    "by": state,
    **dict.fromkeys(("notified", "access_first", "denied", "told_of_rights"), day),
}

FIELDS: Mapping[str, Read[Any]] = {
    "person": word,
    "nationalities": several(state),
    "residence": state,
    "ties": several(state),
    "born": day,
    "held_by": state,
    "held_under": state_or_part,
    "in_custody_since": day,
    "stage": one_of(Stage),
    "judgments": several(record(CourtJudgment, _JUDGMENT, (), "{date: 2011-04-28, final_since: 2013-06-10}")),
    "sentences": several(record(SentenceToServe, _SENTENCE, (), "{term: P20Y, imposed: 2011-09-07}")),
    "credits": several(record(Credit, _CREDIT, ("days",), "{days: 54, per: year}")),
    "offences": several(record(Offence, _OFFENCE, ("name",), "{name: fraud, punishable_in: {RU: true}}")),
    "consent": record(Consent, _CONSENT, (), "{given: true, date: 2019-03-01, informed: true}"),
    "requests": several(
        record(TransferRequest, _REQUEST, ("instrument", "by"), "{instrument: coe-ets-112, by: RU, made: 2019-04-22}")
    ),
    "decisions": several(_decision),
    "expulsion_order": _expulsion,
    "fled_to_own_state": flag,
    "mental_state": one_of(MentalState),
    "health": word,
    "consular": record(ConsularRecord, _CONSULAR, (), "{notified: 2010-06-01}"),
    "first_prison_term": flag,
    "recidivist": flag,
    "papers_held": several(word),
}
"""Every field of a hand-written case, and what reads it."""


def read_case(text: str, where: str, *, partial: bool = False) -> CaseFacts:
    """Return the case that a YAML text says; `where` names the file in messages.

    `partial`: person, nationalities and held_by may be missing too, as in a file laid over a case file; `sources` has
    the fields given. Raises CaseRefused or YamlRefused, with field, line and remedy, where the text says no case.
    """
    said = load_yaml(text, where)
    if said is None:
        raise CaseRefused(where, 1, "the file is empty", say("Write at least %(names)s.", names=", ".join(REQUIRED)))
    if not isinstance(said, Entry):
        raise CaseRefused(where, 1, "the file is no list of fields", "Write `person: ...`, a field on each line.")
    return case_of(said, where, partial=partial)


def case_of(said: Entry, where: str, *, partial: bool = False) -> CaseFacts:
    """Return the case that an entry of a YAML file says; as `read_case`."""
    top = Place(where, said.line, "")
    read = fields(said, top, FIELDS, () if partial else REQUIRED)
    sources = {name: (f"{where}, line {said.line_of(name)}",) for name in read}
    missing = {"person": "", "nationalities": (), "held_by": ""}
    facts = CaseFacts(**(missing | read), sources=sources)
    for name, number, why, remedy in (*_out_of_order(facts), *_before_birth(facts), *_elsewhere(facts)):
        raise _place(where, said, name, number).refused(why, remedy)
    return facts


_Trouble = tuple[str, int | None, str, str]
"""The field, which of its entries (from 0), what is wrong, and the remedy."""


def _place(where: str, said: Entry, name: str, number: int | None) -> Place:
    if number is None:
        return Place(where, said.line_of(name), name)
    entry = said[name][number]
    return Place(where, entry.line if isinstance(entry, Entry) else said.line_of(name), f"{name}[{number + 1}]")


def _out_of_order(facts: CaseFacts) -> Iterator[_Trouble]:
    for number, request in enumerate(facts.requests):
        if request.made and request.received and surely_before(request.received, request.made):
            why = f"was received on {request.received}, before it was made on {request.made}"
            yield "requests", number, why, "Mend one of the two dates."
    for number, judgment in enumerate(facts.judgments):
        if judgment.date and judgment.final_since and surely_before(judgment.final_since, judgment.date):
            why = f"is final since {judgment.final_since}, before its own date {judgment.date}"
            yield "judgments", number, why, "Mend one of the two dates."


def _before_birth(facts: CaseFacts) -> Iterator[_Trouble]:
    if facts.born is None:
        return
    for one in fields_of(facts):
        value = getattr(facts, one.name)
        entries: Collection[Any] = value if isinstance(value, tuple) else (value,)
        for number, entry in enumerate(entries):
            for name, found in _dates_of(entry):
                if one.name != "born" and surely_before(found, facts.born):
                    why = f"says {name or 'a day'}: {found}, before the person was born ({facts.born})"
                    yield one.name, number if value is entries else None, why, "Mend one of the two dates."


def _dates_of(entry: Any) -> Iterator[tuple[str, PartialDate]]:
    if isinstance(entry, PartialDate):
        yield "", entry
    elif is_dataclass(entry):
        for one in fields_of(entry):
            value = getattr(entry, one.name)
            if isinstance(value, PartialDate):
                yield one.name, value


def _elsewhere(facts: CaseFacts) -> Iterator[_Trouble]:
    """Yield what is said of another State than the one that holds the person."""
    if facts.held_under and facts.held_by and federal_state(facts.held_under) != federal_state(facts.held_by):
        why = f"is {facts.held_under}, which is no part of {facts.held_by}"
        yield "held_under", None, why, "Write the State that holds the person, or a part of it."
