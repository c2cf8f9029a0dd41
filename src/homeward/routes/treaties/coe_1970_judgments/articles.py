"""ETS No. 70, the 1970 convention: one State enforces another's judgment at its request, without the person's consent.

The sentencing State is called requesting State, the other one requested State, which has to accept but for article 6.
"""

from homeward.basics.said import say
from homeward.routes import conditions, enforcement_conditions
from homeward.routes.binding import federal_state, name_of
from homeward.routes.conditions import met, not_met, unknown
from homeward.routes.model import CaseFacts, Finding, Outcome
from homeward.routes.treaty import Condition, Role, Setting, Way


def final_judgment(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 1(a): a European criminal judgment is a final decision of a criminal court of a party."""
    return conditions.final_judgment(facts, setting)


def enforceable(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 3(1): the sanction is enforceable in the requesting State, with something left to enforce."""
    return enforcement_conditions.something_left(facts, setting)


def who_may_request(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 3(2): the requested State may enforce only on a request of the sentencing State."""
    return enforcement_conditions.only_sentencing_state_asked(facts, setting)


def dual_criminality(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 4(1): the act would be an offence in the requested State, and the person liable to punishment there."""
    return conditions.offence_in_both(facts, setting)


def ground_for_request(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 5: at least one of the five cases in which the sentencing State may ask."""
    name = name_of(setting.administering_state)
    for found in (_lives_there(facts, setting), _willing_home_state(facts, setting)):
        if found.outcome is Outcome.MET:
            return found
    asked = enforcement_conditions.only_sentencing_state_asked(facts, setting)
    fled = enforcement_conditions.fled_there(facts, setting)
    if fled.outcome is Outcome.MET and asked.outcome is Outcome.MET:
        return met(
            say("5(e): %(fled)s, and %(asked)s", fled=fled.reason, asked=asked.reason),
            *fled.facts,
            *asked.facts,
        )
    told = say(
        "neither residence in %(name)s (5(a)) nor its word as home State that it is willing (5(d)) is on record",
        name=name,
    )
    asks = say(
        "proof of residence in %(name)s, what there would help the person's return to society (5(b)), another"
        " sentence to serve there (5(c)), or the word of %(name)s as home State that it is willing (5(d))",
        name=name,
    )
    return unknown(told, "residence", "nationalities", "decisions", settled_by=asks)


def _lives_there(facts: CaseFacts, setting: Setting) -> Finding:
    """Return whether the person ordinarily lives in the requested State: article 5(a)."""
    state = federal_state(setting.administering_state)
    if facts.residence is None:
        asks = say("proof of residence in %(state)s", state=name_of(state))
        return unknown("where the person lives is not known", "residence", settled_by=asks)
    if facts.residence != state:
        return not_met(say("lives in %(residence)s", residence=name_of(facts.residence)), "residence")
    return met(say("5(a): ordinarily lives in %(state)s", state=name_of(state)), "residence")


def _willing_home_state(facts: CaseFacts, setting: Setting) -> Finding:
    """Return whether the requested State is the person's home State and said that it is willing: article 5(d)."""
    national = conditions.national(facts, setting)
    if national.outcome is not Outcome.MET:
        return national
    willing = conditions.agreement_of(facts, setting, setting.administering_state)
    if willing.outcome is not Outcome.MET:
        return willing
    return met(say("5(d): the person's home State; %(reason)s", reason=willing.reason), "nationalities", "decisions")


def more_than_flight(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 6(i): a request that rests on 5(e) alone, that the sentence cannot be enforced abroad, may be refused."""
    if not facts.fled_to_own_state:
        return met("nothing on record says that the request would rest on flight", "fled_to_own_state")
    found = ground_for_request(facts, setting)
    if found.outcome is not Outcome.MET:
        told = say("whether the request would rest on flight alone is open: %(reason)s", reason=found.reason)
        return unknown(told, *found.facts, settled_by=found.settled_by or say("the request itself"))
    if not found.reason.startswith("5(e)"):
        return met(say("the request has a ground beyond flight: %(reason)s", reason=found.reason), *found.facts)
    told = say("of the grounds of article 5 only flight (5(e)) is on record")
    asks = say("whether the request rests on residence, prospects or another sentence there too (5(a) to (d))")
    flight = unknown(told, *found.facts, settled_by=asks)
    return enforcement_conditions.unless_accepted(flight, facts, setting)


def age(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 6(k): a person too young at the time to be prosecuted in the requested State lets it refuse."""
    return enforcement_conditions.unless_accepted(enforcement_conditions.of_age(facts, setting), facts, setting)


def acceptance(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 6: the requested State may refuse only on the grounds listed there, and has not refused."""
    return enforcement_conditions.must_accept(facts, setting, say("a ground of article 6"))


CONDITIONS = (
    Condition("final_judgment", "1(a)", final_judgment),
    Condition("enforceable", "3(1)", enforceable),
    Condition("dual_criminality", "4(1)", dual_criminality),
    Condition("ground_for_request", "5", ground_for_request),
    Condition("more_than_flight", "6(i)", more_than_flight, Role.REFUSAL_GROUND),
    Condition("age", "6(k)", age, Role.REFUSAL_GROUND),
    Condition("who_may_request", "3(2)", who_may_request),
    Condition("acceptance", "6", acceptance),
)

WAYS = (Way("enforcement_of_judgment", CONDITIONS),)
