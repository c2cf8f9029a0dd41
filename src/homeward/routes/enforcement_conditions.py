"""Findings under instruments by which a State enforces another's judgment, with or without the person's consent.

Flight home, an order to leave, the sentencing State's own request, and the duty to accept it.
"""

from collections.abc import Iterable
from datetime import date

from homeward.basics.dates import PartialDate, add_months, sort_key
from homeward.basics.said import say
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
        asks = say("where the person is, and whether they went to %(name)s to avoid the sentence", name=name)
        return unknown("whether the person fled home is not known", "fled_to_own_state", settled_by=asks)
    if not facts.fled_to_own_state:
        return not_met("the person did not flee home", "fled_to_own_state")
    own = [one for one in facts.nationalities if one != federal_state(setting.sentencing_state)]
    if own and state not in own:
        told = say("fled to a State of their own, and %(name)s is none", name=name)
        return not_met(told, "fled_to_own_state", "nationalities")
    if own == [state]:
        return met(say("fled to %(name)s, the person's own State", name=name), "fled_to_own_state", "nationalities")
    told = say("fled home; to which State of the person's is not recorded")
    return unknown(
        told, "fled_to_own_state", "nationalities", settled_by=say("proof that the person is in %(name)s", name=name)
    )


def ordered_to_leave(facts: CaseFacts, setting: Setting) -> Finding:
    """Return whether an order is on record that the person may not stay after release."""
    order, name = facts.expulsion_order, name_of(setting.sentencing_state)
    asks = say("the expulsion or deportation order of %(name)s, or its authorities' word that there is none", name=name)
    if order is None:
        return unknown("whether the person has to leave after release is not known", "expulsion_order", settled_by=asks)
    if not order.made:
        after = say("an expulsion or deportation order of %(name)s", name=name)
        return not_met("there is no order that the person has to leave", "expulsion_order", settled_by=after)
    given = told_by(order.date, setting.on)
    if given is not Outcome.MET:
        return unknown(
            say("the order to leave is of %(date)s, not by %(on)s", date=order.date, on=setting.on),
            "expulsion_order",
            settled_by=asks,
        )
    when = say(" of %(date)s", date=order.date) if order.date else ""
    return met(say("an order%(when)s says that the person has to leave after release", when=when), "expulsion_order")


def opinion_given(facts: CaseFacts, setting: Setting, asks: str) -> Finding:
    """Return whether what the person thinks of the transfer is on record, for or against; `asks` is the paper."""
    consent = facts.consent
    if "opinion_of_person" in facts.papers_held:
        return met("a declaration with the person's opinion is among the papers", "papers_held")
    if consent is None or consent.given is None:
        return unknown("the person's opinion is not on record", "consent", settled_by=asks)
    if told_by(consent.date, setting.on) is not Outcome.MET:
        return unknown(
            say("the person's opinion is of %(date)s, not by %(on)s", date=consent.date, on=setting.on),
            "consent",
            settled_by=asks,
        )
    says = say("wants") if consent.given else say("does not want")
    return met(say("the person %(says)s to be transferred, and said so", says=says), "consent")


def only_sentencing_state_asked(facts: CaseFacts, setting: Setting) -> Finding:
    """Return whether the sentencing State, which alone may, has asked the other one to enforce the sentence."""
    name, other = name_of(setting.sentencing_state), name_of(setting.administering_state)
    asks = say("a letter asking the authorities of %(name)s to make the request to %(other)s", name=name, other=other)
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
        return met(say("%(name)s asked %(other)s%(when)s", name=name, other=other, when=on_or_in(day)), "requests")
    if decided.outcome is Outcome.MET:
        return met(decided.reason, "decisions")
    return unknown(
        say("no request of %(name)s, which alone can make it, is recorded", name=name), "requests", settled_by=asks
    )


def must_accept(facts: CaseFacts, setting: Setting, grounds: str) -> Finding:
    """Return whether a State that has to accept a request unless one of the `grounds` applies did not refuse it."""
    state = setting.administering_state
    if any(one.instrument == setting.treaty.id and one.by == state for one in _decided(facts, setting)):
        return conditions.agreement_of(facts, setting, state)
    return met(
        say(
            "%(state)s has to accept unless %(grounds)s applies; no refusal is recorded",
            state=name_of(state),
            grounds=grounds,
        ),
        "decisions",
    )


def _decided(facts: CaseFacts, setting: Setting) -> list[StateDecision]:
    return [one for one in facts.decisions if told_by(one.date, setting.on) is not Outcome.NOT_MET]


def unless_accepted(found: Finding, facts: CaseFacts, setting: Setting) -> Finding:
    """Return a finding on a ground for refusal, which has nothing left to decide once the State accepted."""
    decided = conditions.agreement_of(facts, setting, setting.administering_state)
    if found.outcome is Outcome.MET or decided.outcome is not Outcome.MET:
        return found
    return met(
        say("%(reason)s; %(decided)s all the same", reason=found.reason, decided=decided.reason),
        *found.facts,
        "decisions",
    )


def of_age(facts: CaseFacts, setting: Setting) -> Finding:
    """Return whether nothing on record says that the person was under 18 at the time of the offence.

    Younger than that, it is for the other State's law to say from which age it prosecutes.
    """
    committed = _earliest(one.committed for one in facts.offences)
    by_then = committed or _earliest((facts.in_custody_since, *(one.date for one in facts.judgments)))
    if facts.born is None or by_then is None or _adult_on(facts.born) <= by_then.from_day:
        known = say("the person was 18 or older at the time")
        told = (
            known
            if facts.born and committed
            else say("nothing on record says that the person was under 18 at the time")
        )
        return met(told, "born", "offences")
    told = say(
        "born %(born)s, the person may have been under 18 at the time (%(when)s)",
        born=facts.born,
        when=committed or say("before %(by_then)s", by_then=by_then),
    )
    asks = say(
        "from which age %(administering)s prosecutes, and the person's age at the time",
        administering=name_of(setting.administering_state),
    )
    return unknown(told, "born", "offences", settled_by=asks)


def _earliest(days: Iterable[PartialDate | None]) -> PartialDate | None:
    return min((day for day in days if day), key=lambda day: day.from_day, default=None)


def _adult_on(born: PartialDate) -> date:
    return add_months(born.to_day, 12 * ADULT_AT)


def something_left(facts: CaseFacts, setting: Setting) -> Finding:
    """Return whether the sentence is one of deprivation of liberty of which something is still to be served."""
    end = sentence_end(facts)
    if end.death:
        asks = say("a commutation of the death sentence")
        return unknown("a death sentence is no deprivation of liberty", "sentences", settled_by=asks)
    if end.nothing_to_serve:
        return not_met("the sentence is suspended: nothing is to be served", "sentences")
    if end.indeterminate:
        return met("the sentence has no fixed end", "sentences")
    last = end.nominal
    if last and last.latest and last.latest < setting.on:
        return not_met(say("the term ended %(last)s", last=last), "sentences")
    if last and last.earliest and last.earliest >= setting.on:
        return met(say("the term ends %(last)s", last=last), "sentences")
    asks = say("a sentence calculation with its start, credits and release dates")
    return unknown("how much of the sentence is left is not known", "sentences", settled_by=asks)
