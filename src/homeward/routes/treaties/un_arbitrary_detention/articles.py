"""Petition to the UN Working Group on Arbitrary Detention: open to all, and it ends in an opinion, no release."""

from homeward.basics.said import say
from homeward.routes import conditions
from homeward.routes.binding import name_of
from homeward.routes.conditions import listed, met, not_met, told_by, unknown
from homeward.routes.model import CaseFacts, Finding, Outcome, Stage
from homeward.routes.treaty import Condition, Role, Setting, Way

PARTS = (
    say("identity"),
    say("arrest"),
    say("detention"),
    say("circumstances"),
    say("reasons"),
    say("remedies"),
    say("source"),
)
"""The parts of the model questionnaire; as ids of papers they begin with `wgad_`."""


def deprived_of_liberty(facts: CaseFacts, setting: Setting) -> Finding:
    """The mandate: deprivation of liberty of any kind, before, during or after trial, and without any."""
    if facts.in_custody_since and told_by(facts.in_custody_since, setting.on) is Outcome.MET:
        return met(
            say("in custody since %(in_custody_since)s", in_custody_since=facts.in_custody_since), "in_custody_since"
        )
    if facts.stage is Stage.DETAINED:
        return met("detained", "stage")
    if any(one.term and not one.term.suspended for one in facts.sentences):
        return met(
            say("held by %(sentencing)s under a sentence", sentencing=name_of(setting.sentencing_state)),
            "held_by",
            "sentences",
        )
    if facts.sentences and all(one.term for one in facts.sentences):
        asks = say("whether the person is held otherwise: house arrest, custody for another case")
        return unknown("the sentence is suspended", "sentences", settled_by=asks)
    asks = say("since when, and where, the person is held")
    return unknown("since when the person is in custody is not recorded", "in_custody_since", settled_by=asks)


def consent_of_victim(facts: CaseFacts, setting: Setting) -> Finding:
    """Question on consent: the person agrees that the petition is made and that their name is published."""
    if "wgad_consent" in facts.papers_held:
        return met("the consent to petition is on file", "papers_held")
    asks = say(
        "consent to the petition and to publication: the person's, or close family's where the person is out of reach"
    )
    return unknown(
        "no consent to a petition is on file; consent to a transfer is not that", "papers_held", settled_by=asks
    )


def questionnaire(facts: CaseFacts, setting: Setting) -> Finding:
    """The model questionnaire: the facts that the Working Group asks for; using the form is advised, not required."""
    missing = [one for one in PARTS if f"wgad_{one}" not in facts.papers_held]
    if not missing:
        return met("every part of the questionnaire is on file", "papers_held")
    said = listed(missing)
    return unknown(
        say("still to be written: %(said)s", said=said),
        "papers_held",
        settled_by=say("these parts of the questionnaire: %(said)s", said=said),
    )


def arbitrary(facts: CaseFacts, setting: Setting) -> Finding:
    """The five categories: no legal basis, exercise of a freedom, no fair trial, asylum detention, discrimination."""
    if "wgad_opinion_against" in facts.papers_held:
        return not_met(
            "the Working Group did not find it arbitrary", "papers_held", settled_by="new facts, and a review"
        )
    if "wgad_opinion" in facts.papers_held:
        return met("the Working Group found the detention arbitrary", "papers_held")
    asks = say("counsel: under which of the five categories the detention is arbitrary, and on what evidence")
    return unknown("no opinion of the Working Group is on file", "papers_held", settled_by=asks)


def release_by_state(facts: CaseFacts, setting: Setting) -> Finding:
    """The opinion asks the State for a remedy; whether it releases the person is its own decision, to be recorded."""
    found = conditions.agreement_of(facts, setting, setting.sentencing_state)
    if found.outcome is not Outcome.UNKNOWN:
        return found
    name = name_of(setting.sentencing_state)
    return unknown(
        say("%(name)s is not known to have followed an opinion", name=name),
        "decisions",
        settled_by=say("a decision of %(name)s", name=name),
    )


CONDITIONS = (
    Condition("deprived_of_liberty", "mandate", deprived_of_liberty),
    Condition("consent_of_victim", "consent", consent_of_victim),
    Condition("questionnaire", "questionnaire", questionnaire, Role.DUTY),
    Condition("arbitrary", "categories", arbitrary),
    Condition("release_by_state", "opinion", release_by_state),
)

WAYS = (Way("petition", CONDITIONS, wherever=True),)
