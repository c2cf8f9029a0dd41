"""ETS No. 112, the 1983 convention on the transfer of sentenced persons: one article, one function."""

from homeward.basics.said import say
from homeward.basics.terms import WithoutLength
from homeward.routes import conditions, consent_conditions, time_conditions
from homeward.routes.binding import name_of
from homeward.routes.conditions import met, not_checked, not_met, unknown
from homeward.routes.model import CaseFacts, Effect, Finding, MentalState
from homeward.routes.procedures import procedures_declared
from homeward.routes.treaty import Condition, Role, Setting, Way


def nationality(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 3(1)(a), read with 3(4): the person is a national of the administering State, as it declared the word."""
    return conditions.national(facts, setting, declared_in="3(4)")


def final_judgment(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 3(1)(b): the judgment is final."""
    return conditions.final_judgment(facts, setting)


def time_remaining(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 3(1)(c) and 3(2): six months are left when the request is received, or the sentence has no fixed end."""
    counted, when = time_conditions.request_day(facts, setting)
    return time_conditions.time_left(facts, setting, counted=counted, when=when, may_agree=True)


def consent_person(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 3(1)(d) and 7(1): the person consents, voluntarily and knowing the legal consequences."""
    return consent_conditions.person_consents(facts, setting)


def consent_verification(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 7(2): a consul or other agreed official may verify that consent was voluntary and informed."""
    name = name_of(setting.administering_state)
    asks = say("whether a consul of %(name)s was let verify the consent", name=name)
    if facts.consular and facts.consular.denied:
        return unknown(
            say("consular access was denied on %(denied)s", denied=facts.consular.denied), "consular", settled_by=asks
        )
    return consent_conditions.consent_verified(facts, settled_by=asks)


def dual_criminality(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 3(1)(e): the conduct is, or would be, an offence in the administering State."""
    return conditions.offence_in_both(facts, setting)


def agreement_of_states(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 3(1)(f): both States agree. Nobody is bound to, and no reason need be given."""
    return conditions.states_agree(facts, setting)


def sub_federal_consent(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 3(1)(f) in federations: by its law or practice the holding State asks its part's consent too."""
    return consent_conditions.part_consents_where_asked(facts, setting)


def who_may_request(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 2(3): only one of the two States may request; the person may ask either of them to."""
    asks = say(
        "a letter asking the Ministry of Justice of %(administering)s or of %(sentencing)s to make the request",
        administering=name_of(setting.administering_state),
        sentencing=name_of(setting.sentencing_state),
    )
    return conditions.request_made(facts, setting, otherwise=say("counsel or family cannot make it"), settled_by=asks)


def sentence_deprives_of_liberty(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 1(a): a sentence is a punishment or measure involving deprivation of liberty, ordered by a court."""
    if facts.mental_state is MentalState.NOT_RESPONSIBLE:
        name = name_of(setting.administering_state)
        declared = setting.declared(setting.administering_state, "9(4)")
        marks = tuple(mark for one in declared for mark in not_checked(one))
        if declared:
            return met(
                say("%(name)s declared that it applies article 9(4)", name=name), "mental_state", unverified=marks
            )
        asks = say("whether %(name)s declared that it takes persons found not responsible (article 9(4))", name=name)
        return unknown("a measure, not a punishment: article 9(4)", "mental_state", settled_by=asks)
    terms = [one.term for one in facts.sentences if one.term]
    if not terms:
        asks = say("the operative part of the judgment")
        return unknown("what the court imposed is not known", "sentences", settled_by=asks)
    to_serve = [term for term in terms if not term.suspended]
    if not to_serve and len(terms) < len(facts.sentences):
        asks = say("the operative part of every judgment")
        return unknown("one sentence is suspended, the term of another is not known", "sentences", settled_by=asks)
    if not to_serve:
        return not_met("the sentence is suspended: nothing is to be served", "sentences")
    if any(term.shortest is WithoutLength.DEATH for term in terms):
        asks = say("a commutation of the death sentence")
        return unknown("a death sentence is no deprivation of liberty", "sentences", settled_by=asks)
    return met(
        say("%(listed)s: deprivation of liberty", listed=conditions.listed(term.text for term in to_serve)),
        "sentences",
    )


def procedure(facts: CaseFacts, setting: Setting) -> tuple[Effect, ...]:
    """Article 3(3) and 9(1): which of the two procedures the administering State has excluded, or prefers."""
    return procedures_declared(setting, "3(3)")


CONDITIONS = (
    Condition("sentence", "1(a)", sentence_deprives_of_liberty),
    Condition("nationality", "3(1)(a)", nationality),
    Condition("final_judgment", "3(1)(b)", final_judgment),
    Condition("time_remaining", "3(1)(c)", time_remaining),
    Condition("consent_person", "3(1)(d)", consent_person),
    Condition("consent_verification", "7(2)", consent_verification, Role.DUTY),
    Condition("dual_criminality", "3(1)(e)", dual_criminality),
    Condition("who_may_request", "2(3)", who_may_request, Role.DUTY),
    Condition("sub_federal_consent", "3(1)(f)", sub_federal_consent),
    Condition("agreement_of_states", "3(1)(f)", agreement_of_states),
)

WAYS = (Way("transfer_of_sentenced_person", CONDITIONS, effects=procedure),)
