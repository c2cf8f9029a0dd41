"""Findings under instruments by which a State enforces another's judgment, with or without the person's consent.

Flight home, an order to leave, the sentencing State's own request, and the duty to accept it.
"""

from collections.abc import Iterable
from datetime import date

from homeward.basics.dates import PartialDate, add_months, sort_key
from homeward.routes import conditions
from homeward.routes.binding import federal_state, name_of
from homeward.routes.conditions import met, not_met, on_or_in, told_by, unknown
from homeward.routes.model import CaseFacts, Finding, Outcome, StateDecision
from homeward.routes.sentences.terms_to_serve import sentence_end
from homeward.routes.treaty import Setting

ADULT_AT = 18


def has_fled_home(facts: CaseFacts, setting: Setting) -> bool:
    """Return whether the case says that the person fled to a State of their own."""
    return facts.fled_to_own_state is True


def is_still_held(facts: CaseFacts, setting: Setting) -> bool:
    """Return whether nothing says that the person has left the sentencing State."""
    return not has_fled_home(facts, setting)


def fled_there(facts: CaseFacts, setting: Setting) -> Finding:
    """Return whether the person fled to the State to administer, as to a State of which they are a national."""
    state = federal_state(setting.administering_state)
    name = name_of(state)
    if facts.fled_to_own_state is None:
        asks = f"where the person is, and whether they went to {name} to avoid the sentence"
        return unknown("whether the person fled home is not known", "fled_to_own_state", settled_by=asks)
    if not facts.fled_to_own_state:
        return not_met("the person did not flee home", "fled_to_own_state")
    own = [one for one in facts.nationalities if one != federal_state(setting.sentencing_state)]
    if own and state not in own:
        told = f"fled to a State of their own, and {name} is none"
        return not_met(told, "fled_to_own_state", "nationalities")
    if own == [state]:
        return met(f"fled to {name}, the person's own State", "fled_to_own_state", "nationalities")
    told = "fled home; to which State of the person's is not recorded"
    return unknown(told, "fled_to_own_state", "nationalities", settled_by=f"proof that the person is in {name}")


def ordered_to_leave(facts: CaseFacts, setting: Setting) -> Finding:
    """Return whether an order is on record that the person may not stay after release."""
    order, name = facts.expulsion_order, name_of(setting.sentencing_state)
    asks = f"the expulsion or deportation order of {name}, or its authorities' word that there is none"
    if order is None:
        return unknown("whether the person has to leave after release is not known", "expulsion_order", settled_by=asks)
    if not order.made:
        after = f"an expulsion or deportation order of {name}"
        return not_met("there is no order that the person has to leave", "expulsion_order", settled_by=after)
    given = told_by(order.date, setting.on)
    if given is not Outcome.MET:
        return unknown(
            f"the order to leave is of {order.date}, not by {setting.on}", "expulsion_order", settled_by=asks
        )
    when = f" of {order.date}" if order.date else ""
    return met(f"an order{when} says that the person has to leave after release", "expulsion_order")


def opinion_given(facts: CaseFacts, setting: Setting, asks: str) -> Finding:
    """Return whether what the person thinks of the transfer is on record, for or against; `asks` is the paper."""
    consent = facts.consent
    if "opinion_of_person" in facts.papers_held:
        return met("a declaration with the person's opinion is among the papers", "papers_held")
    if consent is None or consent.given is None:
        return unknown("the person's opinion is not on record", "consent", settled_by=asks)
    if told_by(consent.date, setting.on) is not Outcome.MET:
        return unknown(f"the person's opinion is of {consent.date}, not by {setting.on}", "consent", settled_by=asks)
    says = "wants" if consent.given else "does not want"
    return met(f"the person {says} to be transferred, and said so", "consent")


def only_sentencing_state_asked(facts: CaseFacts, setting: Setting) -> Finding:
    """Return whether the sentencing State, which alone may, has asked the other one to enforce the sentence."""
    name, other = name_of(setting.sentencing_state), name_of(setting.administering_state)
    asks = f"a letter asking the authorities of {name} to make the request to {other}"
    decided = conditions.agreement_of(facts, setting, setting.sentencing_state)
    if decided.outcome is Outcome.NOT_MET:
        return not_met(decided.reason, "decisions", settled_by=decided.settled_by)
    made = [
        one.made or one.received
        for one in facts.requests
        if one.instrument == setting.treaty.id
        and one.by == setting.sentencing_state
        and told_by(one.made or one.received, setting.on) is not Outcome.NOT_MET
    ]
    if made:
        day = max(made, key=sort_key)
        return met(f"{name} asked {other}{on_or_in(day)}", "requests")
    if decided.outcome is Outcome.MET:
        return met(decided.reason, "decisions")
    return unknown(f"no request of {name}, which alone can make it, is recorded", "requests", settled_by=asks)


def must_accept(facts: CaseFacts, setting: Setting, grounds: str) -> Finding:
    """Return whether a State that has to accept a request unless one of the `grounds` applies did not refuse it."""
    state = setting.administering_state
    if any(one.instrument == setting.treaty.id and one.by == state for one in _decided(facts, setting)):
        return conditions.agreement_of(facts, setting, state)
    return met(f"{name_of(state)} has to accept unless {grounds} applies; no refusal is recorded", "decisions")


def _decided(facts: CaseFacts, setting: Setting) -> list[StateDecision]:
    return [one for one in facts.decisions if told_by(one.date, setting.on) is not Outcome.NOT_MET]


def unless_accepted(found: Finding, facts: CaseFacts, setting: Setting) -> Finding:
    """Return a finding on a ground for refusal, which has nothing left to decide once the State accepted."""
    decided = conditions.agreement_of(facts, setting, setting.administering_state)
    if found.outcome is Outcome.MET or decided.outcome is not Outcome.MET:
        return found
    return met(f"{found.reason}; {decided.reason} all the same", *found.facts, "decisions")


def of_age(facts: CaseFacts, setting: Setting) -> Finding:
    """Return whether nothing on record says that the person was under 18 at the time of the offence.

    Younger than that, it is for the other State's law to say from which age it prosecutes.
    """
    committed = _earliest(one.committed for one in facts.offences)
    by_then = committed or _earliest((facts.in_custody_since, *(one.date for one in facts.judgments)))
    if facts.born is None or by_then is None or _adult_on(facts.born) <= by_then.from_day:
        known = "the person was 18 or older at the time"
        told = known if facts.born and committed else "nothing on record says that the person was under 18 at the time"
        return met(told, "born", "offences")
    told = f"born {facts.born}, the person may have been under 18 at the time ({committed or f'before {by_then}'})"
    asks = f"from which age {name_of(setting.administering_state)} prosecutes, and the person's age at the time"
    return unknown(told, "born", "offences", settled_by=asks)


def _earliest(days: Iterable[PartialDate | None]) -> PartialDate | None:
    return min((day for day in days if day), key=lambda day: day.from_day, default=None)


def _adult_on(born: PartialDate) -> date:
    return add_months(born.to_day, 12 * ADULT_AT)


def something_left(facts: CaseFacts, setting: Setting) -> Finding:
    """Return whether the sentence is one of deprivation of liberty of which something is still to be served."""
    end = sentence_end(facts)
    if end.death:
        asks = "a commutation of the death sentence"
        return unknown("a death sentence is no deprivation of liberty", "sentences", settled_by=asks)
    if end.nothing_to_serve:
        return not_met("the sentence is suspended: nothing is to be served", "sentences")
    if end.indeterminate:
        return met("the sentence has no fixed end", "sentences")
    last = end.nominal
    if last and last.latest and last.latest < setting.on:
        return not_met(f"the term ended {last}", "sentences")
    if last and last.earliest and last.earliest >= setting.on:
        return met(f"the term ends {last}", "sentences")
    asks = "a sentence calculation with its start, credits and release dates"
    return unknown("how much of the sentence is left is not known", "sentences", settled_by=asks)
