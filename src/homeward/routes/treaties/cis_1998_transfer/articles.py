"""The CIS convention of 1998 on transferring people to serve their sentence: one article, one function.

Its preamble and articles 3 and 4 were seen; the list of conditions in article 5 was not.
"""

from homeward.basics.said import say
from homeward.routes import conditions, consent_conditions, time_conditions
from homeward.routes.binding import name_of
from homeward.routes.conditions import unknown
from homeward.routes.model import CaseFacts, Finding
from homeward.routes.treaty import Condition, Role, Setting, Way


def nationality(facts: CaseFacts, setting: Setting) -> Finding:
    """Preamble and article 3: a citizen of the State of enforcement, or a stateless person who lives there for good."""
    found = conditions.national(facts, setting)
    if facts.nationalities:
        return found
    name = name_of(setting.administering_state)
    if facts.residence == setting.administering_state:
        told = say(
            "lives in %(name)s; that is enough for a stateless person, and whether this is one is not known", name=name
        )
        return unknown(told, "nationalities", "residence", settled_by="a certificate that the person is stateless")
    asks = say("a passport of %(name)s, or proof of being stateless and living there for good", name=name)
    return unknown(found.reason, "nationalities", "residence", settled_by=asks)


def final_judgment(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 5: the judgment has entered into force."""
    return conditions.final_judgment(facts, setting)


def time_remaining(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 5, as the press told of it: the request comes six months or more before the term ends."""
    counted, when = time_conditions.request_day(facts, setting)
    return time_conditions.time_left(facts, setting, counted=counted, when=when, may_agree=False)


def consent_person(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 5: the person consents in writing."""
    return consent_conditions.person_consents(facts, setting)


def dual_criminality(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 5: the act is a crime in the State of enforcement too, punished there by deprivation of liberty."""
    return conditions.offence_in_both(facts, setting)


def who_may_request(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 4: the State of the judgment or the State of enforcement may request."""
    asks = say(
        "a letter asking the competent authority of %(administering)s to make the request",
        administering=name_of(setting.administering_state),
    )
    otherwise = say("the person and the family can only ask for one")
    return conditions.request_made(facts, setting, otherwise=otherwise, settled_by=asks)


def agreement_of_states(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 5: both States agree."""
    return conditions.states_agree(facts, setting)


CONDITIONS = (
    Condition("nationality", "3", nationality),
    Condition("final_judgment", "5", final_judgment),
    Condition("time_remaining", "5", time_remaining),
    Condition("consent_person", "5", consent_person),
    Condition("dual_criminality", "5", dual_criminality),
    Condition("who_may_request", "4", who_may_request, Role.DUTY),
    Condition("agreement_of_states", "5", agreement_of_states),
)

WAYS = (Way("transfer_of_sentenced_person", CONDITIONS),)
