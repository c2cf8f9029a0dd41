"""Exchange: people let go together by agreement of States, each by a lawful way; nothing is inferred."""

from datetime import date

from homeward.basics.said import say
from homeward.routes import conditions
from homeward.routes.binding import federal_state, name_of
from homeward.routes.conditions import listed, met, not_met, on_or_in, told_by, unknown
from homeward.routes.model import CaseFacts, DecisionKind, Finding, Outcome, StateDecision
from homeward.routes.treaty import Condition, Role, Setting, Way

NO_RELEASE = frozenset({"exchange", "vccr-1963", "us-ru-mlat-1999"})
"""Instruments under which no decision lets a person go for good."""
OWN_RELEASE = frozenset({"clemency", "removal"})
"""Instruments under which a State lets go of people whom it holds itself."""


def position_of_holding_state(facts: CaseFacts, setting: Setting) -> Finding:
    """The State that holds the person agrees to let them go in the exchange, by its recorded decision."""
    return conditions.agreement_of(facts, setting, setting.sentencing_state)


def position_of_home_state(facts: CaseFacts, setting: Setting) -> Finding:
    """The home State agrees to what is asked of it in return, by its recorded decision."""
    return conditions.agreement_of(facts, setting, setting.administering_state)


def lawful_way_of_holding_state(facts: CaseFacts, setting: Setting) -> Finding:
    """A lawful way to let the person go: a pardon, a transfer, an expulsion, charges dropped."""
    found = _lawful_way(facts, setting, setting.sentencing_state)
    order = facts.expulsion_order
    if found.outcome is not Outcome.MET and order and order.made and told_by(order.date, setting.on) is Outcome.MET:
        when = on_or_in(order.date)
        return met(
            say("ordered to leave %(sentencing)s%(when)s", sentencing=name_of(setting.sentencing_state), when=when),
            "expulsion_order",
        )
    return found


def lawful_way_of_home_state(facts: CaseFacts, setting: Setting) -> Finding:
    """A lawful way for the home State to let go whoever it gives: its own pardon, transfer or expulsion of them."""
    return _lawful_way(facts, setting, setting.administering_state, of_others=True)


def consent_person(facts: CaseFacts, setting: Setting) -> Finding:
    """The person is asked: people have refused a pardon, or a country, that came with an exchange."""
    consent = facts.consent
    if consent is None or consent.given is None or told_by(consent.date, setting.on) is not Outcome.MET:
        asks = say(
            "the person, through counsel or a consul: whether they want to go, and would sign what the pardon asks for"
        )
        return unknown("whether the person wants to be exchanged is not recorded", "consent", settled_by=asks)
    if consent.given:
        return met("the person agreed to go", "consent")
    return not_met("the person does not want to go", "consent", settled_by="a change of the person's mind")


def _lawful_way(facts: CaseFacts, setting: Setting, state: str, *, of_others: bool = False) -> Finding:
    """Return whether a State has decided, under an instrument that lets people go, to use it.

    `of_others`: for people it holds itself, so that its consent to receive this person does not count.
    """
    name = name_of(state)
    asks = say(
        "by which lawful way %(name)s would let go: a pardon, a transfer, an expulsion, charges dropped", name=name
    )
    newest = {}
    for one in sorted(facts.decisions, key=_undated_first):
        lets_go = one.instrument in OWN_RELEASE if of_others else one.instrument not in NO_RELEASE
        if lets_go and federal_state(one.by) == federal_state(state) and told_by(one.date, setting.on) is Outcome.MET:
            newest[one.instrument, one.by] = one
    granted = [one for one in newest.values() if one.decision is DecisionKind.AGREED]
    if granted:
        said = listed(
            say("%(instrument)s%(when)s", instrument=one.instrument, when=on_or_in(one.date)) for one in granted
        )
        return met(say("%(name)s agreed under %(said)s", name=name, said=said), "decisions")
    refused = listed(dict.fromkeys(one.instrument for one in newest.values()))
    told = (
        say("%(name)s refused under %(refused)s", name=name, refused=refused)
        if refused
        else say("no decision of %(name)s to let go is recorded", name=name)
    )
    return unknown(told, "decisions", settled_by=asks)


def _undated_first(decision: StateDecision) -> date:
    return decision.date.from_day if decision.date else date.min


CONDITIONS = (
    Condition("lawful_way_of_holding_state", "lawful way", lawful_way_of_holding_state),
    Condition("lawful_way_of_home_state", "lawful way", lawful_way_of_home_state),
    Condition("consent_person", "consent", consent_person, Role.DUTY),
    Condition("position_of_holding_state", "position", position_of_holding_state),
    Condition("position_of_home_state", "position", position_of_home_state),
)

WAYS = (Way("exchange", CONDITIONS),)
