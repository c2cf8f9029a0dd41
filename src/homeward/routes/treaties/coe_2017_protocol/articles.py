"""CETS No. 222, the 2017 protocol that amends that of 1997 between the States that apply it, provisionally so far.

What it leaves alone is cited as ETS 167 (the protocol of 1997) and ETS 112 (the convention of 1983). No State known to
apply it has kept out of article 3, so that ETS 167, 3(6) is not asked here.
"""

from homeward.basics.said import say
from homeward.routes import conditions, enforcement_conditions, time_conditions
from homeward.routes.model import CaseFacts, Effect, Finding
from homeward.routes.procedures import procedures_declared
from homeward.routes.treaty import Condition, Role, Setting, Way


def route_left(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 1 (new 2(1)): a national went home, knowing of the proceedings or of the judgment."""
    return enforcement_conditions.fled_there(facts, setting)


def route_expulsion(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 2 (new 3(1)): the sentence or any administrative decision bars the person from staying after release."""
    return enforcement_conditions.ordered_to_leave(facts, setting)


def opinion(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 2 (new 3(3)(a)), with ETS 167, 3(2): the person's opinion, or that the person refused to give one."""
    asks = say(
        "a declaration with the person's opinion on the transfer, or a statement that the person refused to give one"
    )
    return enforcement_conditions.opinion_given(facts, setting, asks)


def nationality(facts: CaseFacts, setting: Setting) -> Finding:
    """ETS 112, 3(1)(a) and 3(4): the person is a national of the administering State, as it declared the word."""
    return conditions.national(facts, setting, declared_in="3(4)")


def final_judgment(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 1 (new 2(1)), and ETS 112, 3(1)(b): the judgment is final."""
    return conditions.final_judgment(facts, setting)


def time_remaining(facts: CaseFacts, setting: Setting) -> Finding:
    """ETS 112, 3(1)(c) and 3(2), by ETS 167, 1(2): six months are left when the request is received."""
    counted, when = time_conditions.request_day(facts, setting)
    return time_conditions.time_left(facts, setting, counted=counted, when=when, may_agree=True)


def dual_criminality(facts: CaseFacts, setting: Setting) -> Finding:
    """ETS 112, 3(1)(e), by ETS 167, 1(2): the conduct is, or would be, an offence in the administering State."""
    return conditions.offence_in_both(facts, setting)


def who_may_request(facts: CaseFacts, setting: Setting) -> Finding:
    """Articles 1 (new 2(1)) and 2 (new 3(1)): the sentencing State alone requests."""
    return enforcement_conditions.only_sentencing_state_asked(facts, setting)


def agreement_of_states(facts: CaseFacts, setting: Setting) -> Finding:
    """ETS 112, 3(1)(f), by ETS 167, 1(2): both States agree; neither has to."""
    return conditions.states_agree(facts, setting)


def procedure(facts: CaseFacts, setting: Setting) -> tuple[Effect, ...]:
    """ETS 112, 3(3) and 9(1): which of the two procedures the administering State has excluded, or prefers."""
    return procedures_declared(setting, "ETS 112, 9(1)")


NATIONALITY = Condition("nationality", "ETS 112, 3(1)(a)", nationality)
COMMON = (
    Condition("time_remaining", "ETS 112, 3(1)(c)", time_remaining),
    Condition("dual_criminality", "ETS 112, 3(1)(e)", dual_criminality),
)
AGREEMENT = Condition("agreement_of_states", "ETS 112, 3(1)(f)", agreement_of_states)
AFTER_LEAVING = (
    Condition("route_left", "1 (new 2(1))", route_left),
    NATIONALITY,
    Condition("final_judgment", "1 (new 2(1))", final_judgment),
    *COMMON,
    Condition("who_may_request", "1 (new 2(1))", who_may_request, Role.DUTY),
    AGREEMENT,
)
AFTER_EXPULSION = (
    Condition("route_expulsion", "2 (new 3(1))", route_expulsion),
    NATIONALITY,
    Condition("final_judgment", "ETS 112, 3(1)(b)", final_judgment),
    *COMMON,
    Condition("opinion", "2 (new 3(3)(a))", opinion),
    Condition("who_may_request", "2 (new 3(1))", who_may_request, Role.DUTY),
    AGREEMENT,
)

WAYS = (
    Way("enforcement_after_flight", AFTER_LEAVING, concerns=enforcement_conditions.has_fled_home, effects=procedure),
    Way("transfer_without_consent", AFTER_EXPULSION, concerns=enforcement_conditions.is_still_held, effects=procedure),
)
