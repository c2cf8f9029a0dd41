"""The US-Russia treaty of 1999 on legal assistance: it lends a person in custody for testimony, and gets them back."""

from homeward.basics.said import say
from homeward.routes import conditions
from homeward.routes.binding import name_of
from homeward.routes.conditions import met, not_met, on_or_in, told_by, unknown
from homeward.routes.model import CaseFacts, Finding, Outcome
from homeward.routes.treaty import Condition, Role, Setting, Way


def way_home(facts: CaseFacts, setting: Setting) -> Finding:
    """Articles 1 and 2: the help listed serves inquiries and trials; handing over to serve a sentence is not in it."""
    holding, home = name_of(setting.sentencing_state), name_of(setting.administering_state)
    told = say(
        "no way home: this treaty can move a person in custody from %(holding)s to %(home)s only for a time, to"
        " testify or otherwise help an inquiry; %(home)s keeps the person in custody and sends them back",
        holding=holding,
        home=home,
    )
    asks = say("another route: transfer of a sentenced person, clemency, or an exchange")
    return not_met(told, "held_by", settled_by=asks)


def request_for_presence(facts: CaseFacts, setting: Setting) -> Finding:
    """Article 3 and the article on persons in custody: the central authority of one State asks for the presence."""
    request = conditions.latest_request(facts, setting)
    if request:
        return met(
            say(
                "%(by)s made a request%(when)s", by=name_of(request.by), when=on_or_in(request.made or request.received)
            ),
            "requests",
        )
    asks = say(
        "whether %(administering)s needs the person as a witness, and asked for that",
        administering=name_of(setting.administering_state),
    )
    return unknown("no request for the person's presence is recorded", "requests", settled_by=asks)


def consent_person(facts: CaseFacts, setting: Setting) -> Finding:
    """The article on persons in custody: the person agrees to go and testify; a consent to a transfer is not that."""
    if "consent_to_testify" in facts.papers_held:
        return met("the consent to go and testify is on file", "papers_held")
    consent = facts.consent
    if consent and consent.given is False and told_by(consent.date, setting.on) is Outcome.MET:
        return not_met("the person does not consent to leave", "consent", settled_by="a change of the person's mind")
    asks = say("the person's written consent to go, testify and return")
    return unknown("whether the person would go to testify is not recorded", "consent", settled_by=asks)


def agreement_of_states(facts: CaseFacts, setting: Setting) -> Finding:
    """The article on persons in custody: the State that holds the person agrees, by its recorded decision."""
    return conditions.agreement_of(facts, setting, setting.sentencing_state)


CONDITIONS = (
    Condition("way_home", "scope", way_home),
    Condition("request_for_presence", "custody", request_for_presence, Role.DUTY),
    Condition("consent_person", "custody", consent_person, Role.DUTY),
    Condition("agreement_of_states", "custody", agreement_of_states, Role.DUTY),
)

WAYS = (Way("temporary_transfer", CONDITIONS),)
