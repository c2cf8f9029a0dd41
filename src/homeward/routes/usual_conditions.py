"""Findings under agreements whose own terms were not read: what such agreements usually ask.

What is usual can speak for a person, with a mark, but never against: where the usual rule is not kept, the answer is
unknown and the agreement's text is what to get.
"""

from homeward.basics.said import say
from homeward.routes import conditions, consent_conditions, time_conditions
from homeward.routes.binding import federal_state, name_of, territories
from homeward.routes.conditions import met, not_met, unknown
from homeward.routes.model import CaseFacts, Finding, Outcome
from homeward.routes.treaty import Setting

NEEDED, NOT_NEEDED = "required", "not required"
"""What the parameter `person_consent` says where it is known."""


def agreement_between(setting: Setting) -> str:
    """Return how to name the agreement that somebody has to read."""
    one, other = setting.sentencing_state, setting.administering_state
    return say("the agreement between %(one)s and %(other)s", one=name_of(one), other=name_of(other))


def time_left(facts: CaseFacts, setting: Setting, *, received: bool = True, may_agree: bool = False) -> Finding:
    """Return whether the usual time is left when the request is received (or made); less than usual is unknown.

    `may_agree` as in time_conditions.time_left.
    """
    counted, when = time_conditions.request_day(facts, setting, received=received)
    found = time_conditions.time_left(facts, setting, counted=counted, when=when, may_agree=may_agree)
    if found.outcome is not Outcome.NOT_MET or not setting.parameter("months_left").unverified:
        return found
    asks = say("how much must be left under %(agreement)s", agreement=agreement_between(setting))
    told = say("%(reason)s; that is the usual minimum, and the agreement's own was not read", reason=found.reason)
    return unknown(told, *found.facts, settled_by=asks, unverified=found.unverified)


def national(facts: CaseFacts, setting: Setting) -> Finding:
    """Return whether the person is a national of the receiving State; a territory has no nationals of its own."""
    found = conditions.national(facts, setting)
    place = setting.administering_state
    if found.outcome is not Outcome.NOT_MET or place not in territories():
        return found
    asks = say(
        "whom %(agreement)s takes for the people of %(place)s: permanent residents, as a rule",
        agreement=agreement_between(setting),
        place=name_of(place),
    )
    told = say("%(place)s has no nationality of its own, and the agreement was not read", place=name_of(place))
    return unknown(told, "nationalities", "residence", settled_by=asks)


def person_consents(facts: CaseFacts, setting: Setting) -> Finding:
    """Return whether the person consents, or the agreement needs no consent (parameter `person_consent`)."""
    needed = setting.parameter("person_consent")
    marks = ("person_consent",) if needed.unverified else ()
    if needed.value == NOT_NEEDED:
        told = say("%(agreement)s does not ask for the person's consent", agreement=agreement_between(setting))
        return met(told, unverified=marks)
    found = consent_conditions.person_consents(facts, setting)
    if needed.value == NEEDED or found.outcome is not Outcome.NOT_MET:
        return found
    asks = say("whether %(agreement)s asks for the person's consent", agreement=agreement_between(setting))
    return unknown(
        say("%(reason)s; whether that matters was not found", reason=found.reason), *found.facts, settled_by=asks
    )


def unless_agreed(found: Finding, facts: CaseFacts, setting: Setting) -> Finding:
    """Return a finding on a ground for refusal, which has nothing left to decide once both States agreed."""
    if found.outcome is Outcome.MET or conditions.states_agree(facts, setting).outcome is not Outcome.MET:
        return found
    return met(say("%(reason)s; both States agreed all the same", reason=found.reason), *found.facts, "decisions")


def not_its_own_national(facts: CaseFacts, setting: Setting) -> Finding:
    """Return whether the holding State has no nationality of the person's to refuse for; moot once both agreed."""
    holder = federal_state(setting.sentencing_state)
    if not facts.nationalities:
        asks = say("whether the person is a national of %(holder)s too", holder=name_of(holder))
        return unknown("the person's nationality is not known", "nationalities", settled_by=asks)
    if holder not in facts.nationalities:
        return met(say("no nationality of %(holder)s is known", holder=name_of(holder)), "nationalities")
    asks = say("a decision of %(holder)s", holder=name_of(holder))
    found = not_met(
        say("a national of %(holder)s too, which may refuse for that", holder=name_of(holder)),
        "nationalities",
        settled_by=asks,
    )
    return unless_agreed(found, facts, setting)
