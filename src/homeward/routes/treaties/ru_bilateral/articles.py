"""The bilateral transfer treaties of Russia, read with chapter 55 of its Code of Criminal Procedure (CPC).

Articles 469, 471 and 472 were seen in part, and of the treaties a part of the one with Egypt; the others stand on what
is usual.
"""

from homeward.basics.said import say
from homeward.routes import conditions, usual_conditions
from homeward.routes.binding import federal_state, name_of
from homeward.routes.conditions import met, not_met, unknown
from homeward.routes.model import CaseFacts, Finding, Outcome
from homeward.routes.treaty import Condition, Role, Setting, Way

RUSSIA = "RU"


def nationality(facts: CaseFacts, setting: Setting) -> Finding:
    """CPC 469: a person goes to the State of citizenship, and a Russian citizen to Russia."""
    return usual_conditions.national(facts, setting)


def final_judgment(facts: CaseFacts, setting: Setting) -> Finding:
    """The treaty: the judgment has entered into force."""
    return conditions.final_judgment(facts, setting)


def time_remaining(facts: CaseFacts, setting: Setting) -> Finding:
    """The treaty (Egypt, article 4(7)): six months are left when the request is received, less by exception only."""
    return usual_conditions.time_left(facts, setting, may_agree=True)


def consent_person(facts: CaseFacts, setting: Setting) -> Finding:
    """The treaty (Egypt, article 4): the person consents, as a rule."""
    return usual_conditions.person_consents(facts, setting)


def dual_criminality(facts: CaseFacts, setting: Setting) -> Finding:
    """CPC 471(1) from Russia, 472(1) to Russia: one of the acts at least is a crime in the receiving State too."""
    found = conditions.offence_in_both(facts, setting)
    state = federal_state(setting.administering_state)
    one_is = [one.name for one in facts.offences if one.punishable_in.get(state)]
    if found.outcome is Outcome.MET or not one_is:
        return found
    return met(
        say(
            "%(listed)s: an offence in %(state)s too, and one is enough",
            listed=conditions.listed(one_is),
            state=name_of(state),
        ),
        "offences",
    )


def not_its_own_national(facts: CaseFacts, setting: Setting) -> Finding:
    """The treaty and practice: a State may refuse to hand over its own citizen, and Russia does."""
    return usual_conditions.not_its_own_national(facts, setting)


def lives_elsewhere(facts: CaseFacts, setting: Setting) -> Finding:
    """CPC 471(5): Russia may refuse where the person has a permanent home in Russia."""
    if facts.residence is None:
        asks = say("where the person has a permanent home")
        return unknown("where the person lives is not known", "residence", settled_by=asks)
    if federal_state(facts.residence) != RUSSIA:
        return met(say("lives in %(residence)s", residence=name_of(facts.residence)), "residence")
    found = not_met("has a home in Russia, which may refuse for that", "residence", settled_by="a decision of Russia")
    return usual_conditions.unless_agreed(found, facts, setting)


def who_may_request(facts: CaseFacts, setting: Setting) -> Finding:
    """CPC 469: the prison service, the person or a representative, or the other State's authority moves the court."""
    otherwise = say("in Russia the person may move the court, which waits for the two ministries")
    asks = say(
        "a letter asking the Ministry of Justice of %(administering)s to make the request",
        administering=name_of(setting.administering_state),
    )
    return conditions.request_made(facts, setting, otherwise=otherwise, settled_by=asks)


def agreement_of_states(facts: CaseFacts, setting: Setting) -> Finding:
    """The treaty and CPC 469: the other State agrees, and so does Russia, by a decision of its court."""
    return conditions.states_agree(facts, setting)


def _from_russia(facts: CaseFacts, setting: Setting) -> bool:
    return federal_state(setting.sentencing_state) == RUSSIA


def _to_russia(facts: CaseFacts, setting: Setting) -> bool:
    return not _from_russia(facts, setting)


IN_BOTH = (
    Condition("nationality", "CPC 469", nationality),
    Condition("final_judgment", "usual terms(1)", final_judgment),
    Condition("time_remaining", "usual terms(2)", time_remaining),
    Condition("consent_person", "usual terms(3)", consent_person),
    Condition("not_its_own_national", "usual terms(4)", not_its_own_national, Role.REFUSAL_GROUND),
    Condition("who_may_request", "CPC 469", who_may_request, Role.DUTY),
    Condition("agreement_of_states", "usual terms(5)", agreement_of_states),
)

FROM_RUSSIA = (
    *IN_BOTH,
    Condition("dual_criminality", "CPC 471(1)", dual_criminality),
    Condition("lives_elsewhere", "CPC 471(5)", lives_elsewhere, Role.REFUSAL_GROUND),
)

TO_RUSSIA = (*IN_BOTH, Condition("dual_criminality", "CPC 472(1)", dual_criminality))

WAYS = (
    Way("transfer_of_sentenced_person", FROM_RUSSIA, concerns=_from_russia),
    Way("transfer_of_sentenced_person", TO_RUSSIA, concerns=_to_russia),
)
