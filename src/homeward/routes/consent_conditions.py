"""Findings on the person's consent, which most instruments ask for: who gave it, what was known, who verified it."""

from homeward.basics.dates import add_months
from homeward.routes.conditions import met, not_met, on_or_in, told_by, unknown
from homeward.routes.model import CaseFacts, Consent, Finding, MentalState, Outcome
from homeward.routes.treaty import Setting

ADULT_AT = 18


def person_consents(facts: CaseFacts, setting: Setting) -> Finding:
    """Return whether the person consents, knowing what follows from it."""
    asks = "the person's written consent, with a record that its legal consequences were explained"
    consent = facts.consent
    if consent is None or consent.given is None:
        return unknown("whether the person consents is not known", "consent", settled_by=asks)
    when = on_or_in(consent.date)
    if told_by(consent.date, setting.on) is not Outcome.MET:
        said = "given" if consent.given else "refused"
        return unknown(f"consent was {said}{when}, not by {setting.on}", "consent", settled_by=asks)
    if not consent.given:
        return not_met("the person does not consent", "consent", settled_by="a change of the person's mind")
    if consent.informed is False:
        return not_met(f"consent was given{when} without knowing its legal consequences", "consent", settled_by=asks)
    if consent.informed is None:
        told = f"consent was given{when}; whether its consequences were known is not recorded"
        return unknown(told, "consent", settled_by=asks)
    return _by_the_right_one(facts, setting, consent, when)


def _by_the_right_one(facts: CaseFacts, setting: Setting, consent: Consent, when: str) -> Finding:
    """Return whether the person could consent alone, or a representative had to: for age, or for state of mind."""
    young = _may_be_minor(facts, setting)
    if consent.by != "person" and not (facts.mental_state or facts.health or young):
        told = f"consent was given{when} by {consent.by}; why not by the person is not recorded"
        return unknown(told, "consent", settled_by="why one of the two States finds a representative necessary")
    if consent.by == "person" and (young or facts.mental_state is MentalState.UNFIT):
        why = "found unfit" if facts.mental_state is MentalState.UNFIT else f"born {facts.born}"
        told = f"informed consent was given{when} by the person, {why}"
        asks = "whether one of the two States finds it necessary that a legal representative consents"
        return unknown(told, "consent", "mental_state" if not young else "born", settled_by=asks)
    by = "" if consent.by == "person" else f" by {consent.by}"
    return met(f"informed consent was given{when}{by}", "consent")


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
