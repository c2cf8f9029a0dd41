"""OAS A-57, the 1993 Inter-American convention on serving criminal sentences abroad: one article, one function."""

from homeward.basics.said import say
from homeward.basics.terms import WithoutLength
from homeward.routes import conditions, consent_conditions, time_conditions
from homeward.routes.binding import name_of
from homeward.routes.conditions import met, not_met, unknown
from homeward.routes.model import CaseFacts, Finding, Outcome
from homeward.routes.treaty import Condition, Role, Setting, Way


def sentence_counts(facts: CaseFacts, setting: Setting) -> Finding:
    """Article I(3): a sentence is imprisonment, parole, probation or other supervision without imprisonment."""
    terms = [one.term for one in facts.sentences if one.term]
    if not terms:
        asks = say("the operative part of the judgment")
        return unknown("what the court imposed is not known", "sentences", settled_by=asks)
    said = conditions.listed(term.text for term in terms)
    if all(term.suspended for term in terms):
        asks = say("whether the court put the person under supervision, and until when")
        return unknown(say("%(said)s: it counts only with supervision", said=said), "sentences", settled_by=asks)
    return met(say("%(said)s: within the convention's meaning of a sentence", said=said), "sentences")


def final_judgment(facts: CaseFacts, setting: Setting) -> Finding:
    """Article III(1), with I(3): no ordinary appeal is pending and the time to lodge one is over."""
    return conditions.final_judgment(facts, setting)


def consent_person(facts: CaseFacts, setting: Setting) -> Finding:
    """Article III(2): the person consents expressly, told beforehand of the legal consequences."""
    return consent_conditions.person_consents(facts, setting)


def dual_criminality(facts: CaseFacts, setting: Setting) -> Finding:
    """Article III(3): the act is a crime in the receiving State too, whatever it is called there."""
    return conditions.offence_in_both(facts, setting)


def nationality(facts: CaseFacts, setting: Setting) -> Finding:
    """Article III(4): the person is a national of the receiving State; residence there is not enough."""
    return conditions.national(facts, setting)


def not_death(facts: CaseFacts, setting: Setting) -> Finding:
    """Article III(5): the sentence is not death."""
    terms = [one.term for one in facts.sentences]
    if any(term and WithoutLength.DEATH in (term.shortest, term.longest) for term in terms):
        return not_met("the sentence is death", "sentences", settled_by="a commutation of the death sentence")
    if not terms or None in terms:
        asks = say("the operative part of the judgment")
        return unknown("what the court imposed is not known", "sentences", settled_by=asks)
    return met("no sentence is death", "sentences")


def time_remaining(facts: CaseFacts, setting: Setting) -> Finding:
    """Article III(6): six months are left when the request is made; there is no exception for less."""
    terms = [one.term for one in facts.sentences if one.term]
    if terms and all(term.suspended for term in terms):
        asks = say("until when the person is under supervision")
        return unknown("how long supervision still lasts is not recorded", "sentences", settled_by=asks)
    counted, when = time_conditions.request_day(facts, setting, received=False)
    return time_conditions.time_left(facts, setting, counted=counted, when=when, may_agree=False)


def no_conflict(facts: CaseFacts, setting: Setting) -> Finding:
    """Article III(7): serving the sentence does not conflict with the law of the receiving State."""
    state = setting.administering_state
    if conditions.agreement_of(facts, setting, state).outcome is Outcome.MET:
        return met(say("%(state)s agreed, so it finds no conflict with its law", state=name_of(state)), "decisions")
    asks = say("whether the law of %(state)s knows such a sentence, and for how long at most", state=name_of(state))
    return unknown(
        say("whether it conflicts with the law of %(state)s is not known", state=name_of(state)), settled_by=asks
    )


def who_may_request(facts: CaseFacts, setting: Setting) -> Finding:
    """Article V: the sentencing State, the receiving State or the sentenced person may apply."""
    otherwise = say("the person may apply, which the 1983 convention does not allow")
    asks = say(
        "an application by the person to the central authority of %(sentencing)s",
        sentencing=name_of(setting.sentencing_state),
    )
    return conditions.request_made(facts, setting, otherwise=otherwise, settled_by=asks)


def consent_verification(facts: CaseFacts, setting: Setting) -> Finding:
    """Article V: an official of the receiving State may verify before transfer that consent was informed."""
    name = name_of(setting.administering_state)
    asks = say("whether an official of %(name)s verified the consent", name=name)
    return consent_conditions.consent_verified(facts, settled_by=asks)


def sub_federal_consent(facts: CaseFacts, setting: Setting) -> Finding:
    """Article V: a state or province with criminal jurisdiction of its own that imposed the sentence consents."""
    return consent_conditions.part_consents_where_asked(facts, setting)


def agreement_of_states(facts: CaseFacts, setting: Setting) -> Finding:
    """Articles V and VI: both States approve, each at its discretion; a refusal is notified at once."""
    return conditions.states_agree(facts, setting)


CONDITIONS = (
    Condition("sentence", "I(3)", sentence_counts),
    Condition("nationality", "III(4)", nationality),
    Condition("final_judgment", "III(1)", final_judgment),
    Condition("time_remaining", "III(6)", time_remaining),
    Condition("not_death", "III(5)", not_death),
    Condition("consent_person", "III(2)", consent_person),
    Condition("consent_verification", "V", consent_verification, Role.DUTY),
    Condition("dual_criminality", "III(3)", dual_criminality),
    Condition("no_conflict", "III(7)", no_conflict),
    Condition("who_may_request", "V", who_may_request, Role.DUTY),
    Condition("sub_federal_consent", "V", sub_federal_consent),
    Condition("agreement_of_states", "V", agreement_of_states),
)

WAYS = (Way("transfer_of_sentenced_person", CONDITIONS),)
