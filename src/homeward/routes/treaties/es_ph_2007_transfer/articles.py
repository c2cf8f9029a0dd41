"""The agreement of 2007 between the Philippines and Spain, its conditions as a presentation and the press tell them."""

from homeward.basics.said import say
from homeward.routes import conditions, consent_conditions, time_conditions
from homeward.routes.binding import name_of
from homeward.routes.conditions import met, unknown
from homeward.routes.model import CaseFacts, Finding, Outcome
from homeward.routes.treaty import Condition, Role, Setting, Way


def dual_criminality(facts: CaseFacts, setting: Setting) -> Finding:
    """Condition a: the acts are punishable in the administering State too."""
    return conditions.offence_in_both(facts, setting)


def nationality(facts: CaseFacts, setting: Setting) -> Finding:
    """Condition b: a national of the administering State at the time of the request."""
    return conditions.national(facts, setting)


def final_judgment(facts: CaseFacts, setting: Setting) -> Finding:
    """Condition c: the judgment is final."""
    return conditions.final_judgment(facts, setting)


def no_other_case(facts: CaseFacts, setting: Setting) -> Finding:
    """Condition c: no other proceedings are pending in the sentencing State."""
    asks = say(
        "a certificate of the prosecutors and courts of %(sentencing)s that no case is pending",
        sentencing=name_of(setting.sentencing_state),
    )
    return _on_paper(facts, setting, "no_other_case", say("whether another case is pending is not recorded"), asks)


def consent_person(facts: CaseFacts, setting: Setting) -> Finding:
    """Condition d: the person consents, or the legal representative of somebody who cannot."""
    return consent_conditions.person_consents(facts, setting)


def time_remaining(facts: CaseFacts, setting: Setting) -> Finding:
    """Condition e: a year is left when the request is received, or the sentence has no fixed end."""
    counted, when = time_conditions.request_day(facts, setting)
    return time_conditions.time_left(facts, setting, counted=counted, when=when, may_agree=False)


def fines_paid(facts: CaseFacts, setting: Setting) -> Finding:
    """Fines that the judgment imposed have been paid."""
    asks = say("the judgment's words on fines and damages, and the receipts")
    return _on_paper(facts, setting, "fines_paid", say("whether fines were imposed, and paid, is not recorded"), asks)


def who_may_request(facts: CaseFacts, setting: Setting) -> Finding:
    """Either State requests; the person may ask one of them to."""
    asks = say(
        "a letter asking the Ministry of Justice of %(administering)s to make the request",
        administering=name_of(setting.administering_state),
    )
    return conditions.request_made(facts, setting, otherwise=say("the person can only ask for one"), settled_by=asks)


def agreement_of_states(facts: CaseFacts, setting: Setting) -> Finding:
    """Both States agree; neither has to."""
    return conditions.states_agree(facts, setting)


def _on_paper(facts: CaseFacts, setting: Setting, paper: str, otherwise: str, asks: str) -> Finding:
    """Return whether a paper shows what a State asks for, or its agreement that it asks for nothing more."""
    if paper in facts.papers_held:
        return met("shown by a paper in the case file", "papers_held")
    if conditions.agreement_of(facts, setting, setting.sentencing_state).outcome is Outcome.MET:
        return met(
            say("%(sentencing)s agreed, and so asks for nothing more", sentencing=name_of(setting.sentencing_state)),
            "decisions",
        )
    return unknown(otherwise, "papers_held", settled_by=asks)


CONDITIONS = (
    Condition("nationality", "condition b", nationality),
    Condition("final_judgment", "condition c", final_judgment),
    Condition("no_other_case", "condition c", no_other_case),
    Condition("time_remaining", "condition e", time_remaining),
    Condition("consent_person", "condition d", consent_person),
    Condition("dual_criminality", "condition a", dual_criminality),
    Condition("fines_paid", "fines", fines_paid),
    Condition("who_may_request", "request", who_may_request, Role.DUTY),
    Condition("agreement_of_states", "agreement", agreement_of_states),
)

WAYS = (Way("transfer_of_sentenced_person", CONDITIONS),)
