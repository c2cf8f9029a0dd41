"""The bilateral transfer agreements of the United Kingdom, read with the Repatriation of Prisoners Act 1984.

The Act was seen, and of the agreements part of the one with Libya; the others stand on what the prison service says
that they usually ask. Whether the person must consent is known for most of them: parameter `person_consent`.
"""

from dataclasses import replace

from homeward.basics.dates import sort_key
from homeward.basics.said import say
from homeward.routes import conditions, usual_conditions
from homeward.routes.binding import federal_state, name_of
from homeward.routes.conditions import told_by, unknown
from homeward.routes.model import CaseFacts, Finding, Outcome
from homeward.routes.treaty import Condition, Role, Setting, Way

HOME = "GB"


def nationality(facts: CaseFacts, setting: Setting) -> Finding:
    """The agreement; into the United Kingdom also section 1(3): a British citizen, or close ties with it."""
    found = usual_conditions.national(facts, setting)
    if found.outcome is not Outcome.NOT_MET or federal_state(setting.administering_state) != HOME:
        return found
    if HOME in (*facts.ties, facts.residence):
        asks = say("whether the minister finds the transfer appropriate for those ties, and the agreement allows it")
        return unknown(
            say("%(reason)s; has ties with the United Kingdom", reason=found.reason),
            "ties",
            "residence",
            settled_by=asks,
        )
    if facts.ties:
        return found
    asks = say("whether the person is a British citizen too, or has close ties with the United Kingdom")
    return unknown(say("%(reason)s; ties are not known", reason=found.reason), "nationalities", "ties", settled_by=asks)


def final_judgment(facts: CaseFacts, setting: Setting) -> Finding:
    """The agreement: the judgment is final, and with Libya (article 3(b)) no other proceedings on it are pending."""
    return conditions.final_judgment(facts, setting)


def dual_criminality(facts: CaseFacts, setting: Setting) -> Finding:
    """The agreement: the offence is one in the receiving State too."""
    return conditions.offence_in_both(facts, setting)


def time_remaining(facts: CaseFacts, setting: Setting) -> Finding:
    """The agreement: six months are left when the request is received, as a rule, or the sentence has no fixed end."""
    return usual_conditions.time_left(facts, setting)


def consent_person(facts: CaseFacts, setting: Setting) -> Finding:
    """Section 1(1)(c): the person consents where the agreement provides for transfer with consent only."""
    return usual_conditions.person_consents(facts, setting)


def who_may_request(facts: CaseFacts, setting: Setting) -> Finding:
    """The agreement (Libya, article 2(3)): either State may request; the person may tell one of them of the wish."""
    asks = say(
        "a letter of the person to the prison service of %(sentencing)s or to the authorities of %(administering)s",
        sentencing=name_of(setting.sentencing_state),
        administering=name_of(setting.administering_state),
    )
    return conditions.request_made(facts, setting, otherwise=say("the person can only ask for one"), settled_by=asks)


def agreement_of_states(facts: CaseFacts, setting: Setting) -> Finding:
    """Section 1(1)(b): the relevant minister and the other State have each agreed; in Scotland its own ministers."""
    return conditions.states_agree(facts, _between_those_who_decide(facts, setting))


def _between_those_who_decide(facts: CaseFacts, setting: Setting) -> Setting:
    """Return the setting with the part of the United Kingdom that decided in place of the whole, where one did."""
    return replace(
        setting,
        sentencing_state=_who_decides(setting.sentencing_state, facts, setting),
        administering_state=_who_decides(setting.administering_state, facts, setting),
    )


def _who_decides(state: str, facts: CaseFacts, setting: Setting) -> str:
    if federal_state(state) != HOME:
        return state
    made = [
        one
        for one in facts.decisions
        if one.instrument == setting.treaty.id
        and federal_state(one.by) == HOME
        and told_by(one.date, setting.on) is not Outcome.NOT_MET
    ]
    if made:
        return max(made, key=lambda one: (one.date is not None, sort_key(one.date))).by
    part = facts.held_under
    held_there = federal_state(setting.sentencing_state) == HOME and part and federal_state(part) == HOME
    return part if held_there and part else state


CONDITIONS = (
    Condition("nationality", "usual terms(1)", nationality),
    Condition("final_judgment", "usual terms(2)", final_judgment),
    Condition("time_remaining", "usual terms(4)", time_remaining),
    Condition("consent_person", "section 1(1)(c)", consent_person),
    Condition("dual_criminality", "usual terms(3)", dual_criminality),
    Condition("who_may_request", "usual terms(5)", who_may_request, Role.DUTY),
    Condition("agreement_of_states", "section 1(1)(b)", agreement_of_states),
)

WAYS = (Way("transfer_of_sentenced_person", CONDITIONS),)
