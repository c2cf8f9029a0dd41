"""ETS No. 167, the 1997 protocol: enforcement after flight home, and transfer without consent after an expulsion order.

The convention of 1983 applies to both as far as it is compatible (article 1(2)); its articles are cited as ETS 112.
"""

from homeward.basics.said import say
from homeward.routes import conditions, enforcement_conditions, time_conditions
from homeward.routes.binding import federal_state, name_of
from homeward.routes.conditions import met, not_checked, not_met, unknown
from homeward.routes.model import CaseFacts, Effect, Finding, Outcome
from homeward.routes.procedures import procedures_declared
from homeward.routes.treaty import Condition, Declaration, Role, Setting, Way


def route_fled(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 2(1): a national fled home to avoid the sentence, or what is left of it."""
    return enforcement_conditions.fled_there(facts, setting)


def route_expulsion(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 3(1): the sentence, or an administrative decision that follows from it, bars the person from staying."""
    found = enforcement_conditions.ordered_to_leave(facts, setting)
    order = facts.expulsion_order.date if facts.expulsion_order else None
    sentenced = [day for one in facts.judgments if (day := one.date)]
    sentenced += [day for one in facts.sentences if (day := one.imposed)]
    if found.outcome is Outcome.MET and order and sentenced and all(order.to_day < day.from_day for day in sentenced):
        told = say(
            "the order to leave of %(order)s is older than the sentence, from which it has to follow", order=order
        )
        asks = say("proof that the order follows from the sentence, or a new order that does")
        return unknown(told, "expulsion_order", "sentences", settled_by=asks)
    return found


def opinion(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 3(2): the administering State agrees only after considering the person's opinion."""
    asks = say("a declaration with the person's opinion on the transfer (article 3(3))")
    return enforcement_conditions.opinion_given(facts, setting, asks)


def opt_out(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 3(6): neither State declared that it keeps out of article 3, or keeps the people who live there out."""
    found = met("neither State declared that it keeps out of article 3, as far as read", "held_by")
    for state in (setting.sentencing_state, setting.administering_state):
        for declaration in setting.declared(federal_state(state), "3(6)"):
            told, marks = (
                say("%(party)s %(text)s", party=name_of(declaration.party), text=declaration.text),
                not_checked(declaration),
            )
            if declaration.effect == "opt_out" and state == setting.administering_state:
                return not_met(told, "held_by", unverified=marks)
            if declaration.effect == "opt_out":
                asks = say(
                    "whether %(state)s, which takes nobody over under article 3, sends people under it",
                    state=name_of(state),
                )
                return unknown(told, "held_by", settled_by=asks, unverified=marks)
            if declaration.effect == "no_residents":
                found = _lived_elsewhere(facts, declaration)
                if found.outcome is not Outcome.MET:
                    return found
    return found


def _lived_elsewhere(facts: CaseFacts, declaration: Declaration) -> Finding:
    told, marks = (
        say("%(party)s %(text)s", party=name_of(declaration.party), text=declaration.text),
        not_checked(declaration),
    )
    if facts.residence is None:
        asks = say("where the person habitually lived at the time of the arrest")
        return unknown(
            say("%(told)s; residence is not known", told=told), "residence", settled_by=asks, unverified=marks
        )
    if facts.residence == declaration.party:
        return not_met(say("%(told)s; the person lived there", told=told), "residence", unverified=marks)
    return met(
        say("%(told)s; the person lived in %(residence)s", told=told, residence=name_of(facts.residence)),
        "residence",
        unverified=marks,
    )


def nationality(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 1(1), with ETS 112, 3(1)(a) and 3(4): a national of the administering State, as it declared the word."""
    return conditions.national(facts, setting, declared_in="3(4)")


def final_judgment(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 2(1), and ETS 112, 3(1)(b): the judgment is final."""
    return conditions.final_judgment(facts, setting)


def time_remaining(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 1(2), with ETS 112, 3(1)(c) and 3(2): six months are left when the request is received."""
    counted, when = time_conditions.request_day(facts, setting)
    return time_conditions.time_left(facts, setting, counted=counted, when=when, may_agree=True)


def dual_criminality(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 1(2), with ETS 112, 3(1)(e): the conduct is, or would be, an offence in the administering State."""
    return conditions.offence_in_both(facts, setting)


def who_may_request(facts: CaseFacts, setting: Setting) -> Finding:
    """Articles 2(1) and 3(1): the sentencing State alone requests; nobody else can set either way in motion."""
    return enforcement_conditions.only_sentencing_state_asked(facts, setting)


def agreement_of_states(facts: CaseFacts, setting: Setting) -> Finding:
    """Articles 2(1) and 3(1), with ETS 112, 3(1)(f): both States agree; neither has to."""
    return conditions.states_agree(facts, setting)


def procedure(facts: CaseFacts, setting: Setting) -> tuple[Effect, ...]:
    """ETS 112, 3(3) and 9(1): which of the two procedures the administering State has excluded, or prefers."""
    return procedures_declared(setting, "ETS 112, 9(1)")


NATIONALITY = Condition("nationality", "ETS 112, 3(1)(a)", nationality)
COMMON = (
    Condition("time_remaining", "ETS 112, 3(1)(c)", time_remaining),
    Condition("dual_criminality", "ETS 112, 3(1)(e)", dual_criminality),
)
AFTER_FLIGHT = (
    Condition("route_fled", "2(1)", route_fled),
    NATIONALITY,
    Condition("final_judgment", "2(1)", final_judgment),
    *COMMON,
    Condition("who_may_request", "2(1)", who_may_request, Role.DUTY),
    Condition("agreement_of_states", "ETS 112, 3(1)(f)", agreement_of_states),
)
AFTER_EXPULSION = (
    Condition("route_expulsion", "3(1)", route_expulsion),
    Condition("opt_out", "3(6)", opt_out),
    NATIONALITY,
    Condition("final_judgment", "ETS 112, 3(1)(b)", final_judgment),
    *COMMON,
    Condition("opinion", "3(2)", opinion),
    Condition("who_may_request", "3(1)", who_may_request, Role.DUTY),
    Condition("agreement_of_states", "3(1)", agreement_of_states),
)

WAYS = (
    Way("enforcement_after_flight", AFTER_FLIGHT, concerns=enforcement_conditions.has_fled_home, effects=procedure),
    Way("transfer_without_consent", AFTER_EXPULSION, concerns=enforcement_conditions.is_still_held, effects=procedure),
)
