"""Findings on consent: of the person, and of a part of a federation where its consent is asked for."""

from dataclasses import replace

from homeward.basics.dates import add_months
from homeward.basics.said import say
from homeward.routes.binding import federal_state, name_of
from homeward.routes.conditions import agreement_of, met, not_checked, not_met, on_or_in, told_by, unknown
from homeward.routes.model import CaseFacts, Consent, Finding, MentalState, Outcome
from homeward.routes.treaty import Setting

ADULT_AT = 18


def person_consents(facts: CaseFacts, setting: Setting) -> Finding:
    """Return whether the person consents, knowing what follows from it."""
    asks = say("the person's written consent, with a record that its legal consequences were explained")
    consent = facts.consent
    if consent is None or consent.given is None:
        return unknown("whether the person consents is not known", "consent", settled_by=asks)
    when = on_or_in(consent.date)
    if told_by(consent.date, setting.on) is not Outcome.MET:
        said = "given" if consent.given else "refused"
        return unknown(
            say("consent was %(said)s%(when)s, not by %(on)s", said=said, when=when, on=setting.on),
            "consent",
            settled_by=asks,
        )
    if not consent.given:
        return not_met("the person does not consent", "consent", settled_by="a change of the person's mind")
    if consent.informed is False:
        return not_met(
            say("consent was given%(when)s without knowing its legal consequences", when=when),
            "consent",
            settled_by=asks,
        )
    if consent.informed is None:
        told = say("consent was given%(when)s; whether its consequences were known is not recorded", when=when)
        return unknown(told, "consent", settled_by=asks)
    return _by_the_right_one(facts, setting, consent, when)


def _by_the_right_one(facts: CaseFacts, setting: Setting, consent: Consent, when: str) -> Finding:
    """Return whether the person could consent alone, or a representative had to: for age, or for state of mind."""
    young = _may_be_minor(facts, setting)
    if consent.by != "person" and not (facts.mental_state or facts.health or young):
        told = say(
            "consent was given%(when)s by %(by)s; why not by the person is not recorded", when=when, by=consent.by
        )
        return unknown(told, "consent", settled_by="why one of the two States finds a representative necessary")
    if consent.by == "person" and (young or facts.mental_state is MentalState.UNFIT):
        why = say("found unfit") if facts.mental_state is MentalState.UNFIT else say("born %(born)s", born=facts.born)
        told = say("informed consent was given%(when)s by the person, %(why)s", when=when, why=why)
        asks = say("whether one of the two States finds it necessary that a legal representative consents")
        return unknown(told, "consent", "mental_state" if not young else "born", settled_by=asks)
    by = "" if consent.by == "person" else say(" by %(by)s", by=consent.by)
    return met(say("informed consent was given%(when)s%(by)s", when=when, by=by), "consent")


def _may_be_minor(facts: CaseFacts, setting: Setting) -> bool:
    """Return whether the person may have been under 18 on the day of the consent, or on the day asked about."""
    if facts.born is None:
        return False
    given = facts.consent.date if facts.consent else None
    return add_months(facts.born.to_day, 12 * ADULT_AT) > (given.from_day if given else setting.on)


def consent_verified(facts: CaseFacts, *, settled_by: str) -> Finding:
    """Return whether a record that the consent was verified is among the papers held (`verified_consent`)."""
    if "verified_consent" in facts.papers_held:
        return met("a record that the consent was verified is in the case file", "papers_held")
    return unknown("whether the consent was verified is not recorded", "papers_held", settled_by=settled_by)


def part_consents(facts: CaseFacts, setting: Setting) -> Finding:
    """Return whether the part of a federation that sentenced the person consents, where it is one that must."""
    held_under = facts.held_under
    asks = say("under which authority the person was sentenced: the federation's or a part's")
    if held_under is None:
        return unknown("whether a part of a federation must consent is not known", "held_under", settled_by=asks)
    if "-" not in held_under:
        return met(say("sentenced by %(held_under)s itself", held_under=name_of(held_under)), "held_under")
    finding = agreement_of(facts, setting, held_under)
    if finding.outcome is Outcome.MET:
        return met(say("%(held_under)s consented", held_under=held_under), "held_under", "decisions")
    if finding.outcome is Outcome.NOT_MET:
        return not_met(finding.reason, "held_under", "decisions", settled_by=finding.settled_by)
    told = say("whether %(held_under)s, which sentenced the person, consents is not recorded", held_under=held_under)
    return unknown(
        told, "held_under", "decisions", settled_by=say("the consent of %(held_under)s", held_under=held_under)
    )


def part_consents_where_asked(facts: CaseFacts, setting: Setting) -> Finding:
    """Return whether a part of the holding federation consents, where by its law or practice that is asked for."""
    holder = federal_state(setting.sentencing_state)
    if facts.held_under and "-" in facts.held_under:
        return part_consents(facts, setting)
    asked = [one for one in setting.declared(holder, "practice") if one.effect == "sub_federal_consent"]
    if not asked:
        return met(say("%(holder)s is not known to ask a part's consent", holder=name_of(holder)), "held_by")
    found = part_consents(facts, setting)
    marks = tuple(dict.fromkeys(mark for one in asked for mark in not_checked(one)))
    return replace(found, unverified=(*found.unverified, *marks))
