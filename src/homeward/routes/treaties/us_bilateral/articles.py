"""The bilateral transfer treaties of the United States, read with chapter 306 of title 18 of its Code.

What that chapter asks holds both ways and was seen. Of the treaties themselves only the one with Thailand was read, so
the others stand on what they usually ask.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from homeward.basics.dates import PartialDate
from homeward.basics.said import say
from homeward.basics.terms import end_of_term
from homeward.basics.yaml_files import load_yaml
from homeward.routes import conditions, consent_conditions, time_conditions, usual_conditions
from homeward.routes.binding import federal_state, name_of
from homeward.routes.conditions import met, not_met, told_by, unknown
from homeward.routes.model import CaseFacts, Effect, Finding, Outcome
from homeward.routes.treaty import Condition, Role, Setting, Way


def nationality(facts: CaseFacts, setting: Setting) -> Finding:
    """18 U.S.C. 4100(b): only a citizen or national of the receiving State may be transferred."""
    return usual_conditions.national(facts, setting)


def final_judgment(facts: CaseFacts, setting: Setting) -> Finding:
    """18 U.S.C. 4100(c): no appeal and no collateral attack on conviction or sentence is pending."""
    return conditions.final_judgment(facts, setting)


def consent_person(facts: CaseFacts, setting: Setting) -> Finding:
    """18 U.S.C. 4100(b): only with the person's consent, which cannot be taken back once it was verified."""
    return consent_conditions.person_consents(facts, setting)


def consent_verification(facts: CaseFacts, setting: Setting) -> Finding:
    """18 U.S.C. 4107 and 4108: a magistrate or judge of the United States verifies the consent at a hearing."""
    asks = say("the record of the hearing before a magistrate or judge, held once both governments have approved")
    return consent_conditions.consent_verified(facts, settled_by=asks)


def dual_criminality(facts: CaseFacts, setting: Setting) -> Finding:
    """18 U.S.C. 4100(b) and 4101(a): still an offence in the transferring State, and one in the receiving State."""
    return conditions.offence_in_both(facts, setting)


def time_remaining(facts: CaseFacts, setting: Setting) -> Finding:
    """The treaty: so much is left when transfer is applied for, six months as a rule."""
    return usual_conditions.time_left(facts, setting, received=False)


def who_may_request(facts: CaseFacts, setting: Setting) -> Finding:
    """The treaty: the two governments deal with one another; the person may only ask one of them to begin."""
    asks = say(
        "an application by the person to the prison or to the consulate of %(administering)s, for the two governments"
        " to take up",
        administering=name_of(setting.administering_state),
    )
    return conditions.request_made(facts, setting, otherwise=say("the person can only ask for one"), settled_by=asks)


def sub_federal_consent(facts: CaseFacts, setting: Setting) -> Finding:
    """18 U.S.C. 4102: a prisoner of one of the states of the union moves by agreement with that state."""
    return consent_conditions.part_consents_where_asked(facts, setting)


def agreement_of_states(facts: CaseFacts, setting: Setting) -> Finding:
    """18 U.S.C. 4102: both governments approve each transfer; for the United States the Attorney General decides."""
    return conditions.states_agree(facts, setting)


_EXCLUDED = {
    "state_security": say("state security"),
    "the_head_of_state": say("the head of state"),
    "national_art_treasures": say("national art treasures"),
}


def excluded_offence(facts: CaseFacts, setting: Setting) -> Finding:
    """Thailand, article II(3): not for offences against State security, the head of State or national art treasures."""
    asks = say("the provisions of law that the judgment applied")
    if not facts.offences:
        return unknown("the offence is not known", "offences", settled_by=asks)
    kinds = {one.name: _kind_of_offence(one.name) for one in facts.offences}
    for name, kind in kinds.items():
        if kind and kind != "outside":
            return not_met(say("%(name)s: an offence against %(kind)s", name=name, kind=_EXCLUDED[kind]), "offences")
    unsure = [name for name, kind in kinds.items() if kind is None]
    if unsure:
        return unknown(
            say("whether %(listed)s is one of those excluded", listed=conditions.listed(unsure)),
            "offences",
            settled_by=asks,
        )
    return met(say("%(listed)s: none of those excluded", listed=conditions.listed(kinds)), "offences")


@cache
def _kinds_of_offence() -> Mapping[str, Any]:
    text = files("homeward.routes.treaties.us_bilateral").joinpath("offences.yaml").read_text(encoding="utf-8")
    kinds: Mapping[str, Any] = load_yaml(text, "us_bilateral/offences.yaml")
    return kinds


def _kind_of_offence(name: str) -> str | None:
    """Return the first kind one of whose words stands in an offence's name; None where none does."""
    said = name.casefold()
    return next((kind for kind, words in _kinds_of_offence().items() if any(word in said for word in words)), None)


def year_remaining(facts: CaseFacts, setting: Setting) -> Finding:
    """Thailand, article II(4): a year or more is left when the person applies for transfer."""
    counted, when = time_conditions.request_day(facts, setting, received=False)
    found = time_conditions.time_left(facts, setting, counted=counted, when=when, may_agree=False)
    if found.outcome is not Outcome.NOT_MET or conditions.latest_request(facts, setting) is None:
        return found
    asks = say("the day on which the person applied")
    return unknown(say("%(reason)s; the person applied earlier", reason=found.reason), *found.facts, settled_by=asks)


def minimum_served(facts: CaseFacts, setting: Setting) -> Finding:
    """Thailand, article II(6): at transfer any minimum time that the transferring State's law sets has been served."""
    name = name_of(setting.sentencing_state)
    asks = say("the shortest time that the law of %(name)s has a prisoner serve before a transfer", name=name)
    if len(facts.sentences) != 1 or facts.sentences[0].minimum is None:
        return unknown(
            say("what the law of %(name)s sets for this sentence is not known", name=name),
            "sentences",
            settled_by=asks,
        )
    sentence = facts.sentences[0]
    start = sentence.runs_from or facts.in_custody_since
    served_by = _end(start, facts)
    if served_by is None:
        return unknown("from when the sentence runs is not known", "sentences", settled_by="a statement of time served")
    reached = told_by(served_by, setting.on)
    said = say("the minimum of %(minimum)s is served by %(served_by)s", minimum=sentence.minimum, served_by=served_by)
    if reached is Outcome.NOT_MET:
        return not_met(
            say("%(said)s only", said=said),
            "sentences",
            settled_by=say("the passing of time, until %(served_by)s", served_by=served_by),
        )
    if reached is Outcome.UNKNOWN:
        return unknown(said, "sentences", settled_by="a statement of time served")
    return met(said, "sentences")


def _end(start: PartialDate | None, facts: CaseFacts) -> PartialDate | None:
    minimum = facts.sentences[0].minimum
    return end_of_term(start, minimum) if start and minimum else None


def not_its_own_national(facts: CaseFacts, setting: Setting) -> Finding:
    """Thailand, article II(7)(b): the transferring State may refuse where the person is its national too."""
    return usual_conditions.not_its_own_national(facts, setting)


def execution(facts: CaseFacts, setting: Setting) -> tuple[Effect, ...]:
    """18 U.S.C. 4105, 4106A and 4111 for a person who comes to the United States; the treaty for one who leaves."""
    if federal_state(setting.administering_state) != "US":
        return ()
    return (
        Effect(
            "18 U.S.C. 4105", say("The person is held for the length of the sentence as the foreign court imposed it.")
        ),
        Effect(
            "18 U.S.C. 4105",
            say("Days in custody and good time earned abroad are credited; from then on it is earned as at home."),
        ),
        Effect(
            "18 U.S.C. 4106A",
            say("The Parole Commission sets the release date."),
            (say("article %(article)s", article="18 U.S.C. 4106A"),),
        ),
        Effect("18 U.S.C. 4111", say("No trial at home for what the foreign judgment covers.")),
    )


def _with_thailand(facts: CaseFacts, setting: Setting) -> bool:
    return "TH" in (setting.sentencing_state, setting.administering_state)


def _without_thailand(facts: CaseFacts, setting: Setting) -> bool:
    return not _with_thailand(facts, setting)


IN_BOTH = (
    Condition("consent_person", "18 U.S.C. 4100(b)", consent_person),
    Condition("consent_verification", "18 U.S.C. 4107", consent_verification, Role.DUTY),
    Condition("who_may_request", "usual terms(2)", who_may_request, Role.DUTY),
    Condition("sub_federal_consent", "18 U.S.C. 4102", sub_federal_consent),
    Condition("agreement_of_states", "18 U.S.C. 4102", agreement_of_states),
)

CONDITIONS = (
    Condition("nationality", "18 U.S.C. 4100(b)", nationality),
    Condition("final_judgment", "18 U.S.C. 4100(c)", final_judgment),
    Condition("time_remaining", "usual terms(1)", time_remaining),
    Condition("dual_criminality", "18 U.S.C. 4100(b)", dual_criminality),
    *IN_BOTH,
)

WITH_THAILAND = (
    Condition("nationality", "Thailand II(2)", nationality),
    Condition("excluded_offence", "Thailand II(3)", excluded_offence),
    Condition("final_judgment", "Thailand II(5)", final_judgment),
    Condition("time_remaining", "Thailand II(4)", year_remaining),
    Condition("minimum_served", "Thailand II(6)", minimum_served),
    Condition("dual_criminality", "Thailand II(1)", dual_criminality),
    Condition("not_its_own_national", "Thailand II(7)", not_its_own_national, Role.REFUSAL_GROUND),
    *IN_BOTH,
)

WAYS = (
    Way("transfer_of_sentenced_person", CONDITIONS, concerns=_without_thailand, effects=execution),
    Way("transfer_of_sentenced_person", WITH_THAILAND, concerns=_with_thailand, effects=execution),
)
