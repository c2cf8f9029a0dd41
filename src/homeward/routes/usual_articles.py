"""Articles that transfer treaties share, for an instrument whose folder lists what it asks and has no program."""

from collections.abc import Callable, Iterable, Mapping

from homeward.basics.errors import YamlRefused
from homeward.basics.said import say
from homeward.basics.yaml_files import Entry
from homeward.routes import conditions, consent_conditions, usual_conditions
from homeward.routes.binding import name_of
from homeward.routes.model import CaseFacts, Finding
from homeward.routes.treaty import Condition, Role, Setting, Way


def nationality(facts: CaseFacts, setting: Setting) -> Finding:
    """A national of the State that would take the person, as it declared the word on article `national`."""
    return conditions.national(facts, setting, declared_in="national")


def final_judgment(facts: CaseFacts, setting: Setting) -> Finding:
    """The judgment is final."""
    return conditions.final_judgment(facts, setting)


def time_remaining(facts: CaseFacts, setting: Setting) -> Finding:
    """The months of the parameter `months_left` are left when the request is received."""
    if "months_left" not in setting.treaty.parameters:
        asks = say("the article on time left of %(short_name)s", short_name=setting.treaty.short_name)
        return conditions.unknown("how much must be left is not in parameters.yaml", settled_by=asks)
    return usual_conditions.time_left(facts, setting)


def consent_person(facts: CaseFacts, setting: Setting) -> Finding:
    """The person consents, knowing what follows from it."""
    return consent_conditions.person_consents(facts, setting)


def dual_criminality(facts: CaseFacts, setting: Setting) -> Finding:
    """The conduct is an offence in the State that would take the person too."""
    return conditions.offence_in_both(facts, setting)


def not_its_own_national(facts: CaseFacts, setting: Setting) -> Finding:
    """The State that sentenced the person may refuse to let its own national go."""
    return usual_conditions.not_its_own_national(facts, setting)


def sub_federal_consent(facts: CaseFacts, setting: Setting) -> Finding:
    """The part of a federation that sentenced the person consents."""
    return consent_conditions.part_consents_where_asked(facts, setting)


def who_may_request(facts: CaseFacts, setting: Setting) -> Finding:
    """One of the two States requests; the person may ask either of them to."""
    asks = say(
        "a letter asking the Ministry of Justice of %(administering)s to make the request",
        administering=name_of(setting.administering_state),
    )
    return conditions.request_made(facts, setting, otherwise=say("the person can only ask for one"), settled_by=asks)


def agreement_of_states(facts: CaseFacts, setting: Setting) -> Finding:
    """Both States agree, by their recorded decisions alone."""
    return conditions.states_agree(facts, setting)


USUAL: Mapping[str, tuple[Callable[[CaseFacts, Setting], Finding], Role]] = {
    "nationality": (nationality, Role.CONDITION),
    "final_judgment": (final_judgment, Role.CONDITION),
    "time_remaining": (time_remaining, Role.CONDITION),
    "consent_person": (consent_person, Role.CONDITION),
    "dual_criminality": (dual_criminality, Role.CONDITION),
    "not_its_own_national": (not_its_own_national, Role.REFUSAL_GROUND),
    "sub_federal_consent": (sub_federal_consent, Role.CONDITION),
    "who_may_request": (who_may_request, Role.DUTY),
    "agreement_of_states": (agreement_of_states, Role.CONDITION),
}
"""What such an instrument may ask, and what not meeting it does."""


def usual_ways(asks: Iterable[Entry], where: str) -> tuple[Way, ...]:
    """Return the one way of an instrument that asks these conditions, each under its article.

    Raises YamlRefused, with the line, where one is none that we know.
    """
    return (Way("transfer_of_sentenced_person", tuple(_condition(one, where) for one in asks)),)


def _condition(one: Entry, where: str) -> Condition:
    name, article = str(one.get("condition")), str(one.get("article") or "")
    if name not in USUAL or not article:
        why = f"`condition` is {name!r}" if name not in USUAL else "`article` is missing"
        raise YamlRefused(where, one.line, why, say("Write an article, and one of: %(names)s.", names=", ".join(USUAL)))
    check, role = USUAL[name]
    return Condition(name, article, check, role)
