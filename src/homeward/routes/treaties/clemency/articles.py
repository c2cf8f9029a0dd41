"""Clemency: the holding State pardons, commutes, or lets the person go for reasons of health; it alone decides."""

from dataclasses import replace

from homeward.basics.said import say
from homeward.routes import conditions
from homeward.routes.binding import name_of
from homeward.routes.conditions import listed, met, not_checked, not_met, on_or_in, practice, told_by, unknown
from homeward.routes.model import CaseFacts, Finding, Outcome, StateDecision
from homeward.routes.treaty import Condition, Role, Setting, Way

PARDON, COMMUTATION, COMPASSIONATE_RELEASE = "pardon", "commutation", "compassionate_release"
_NAMED = {PARDON: ("pardon", "amnesty"), COMMUTATION: ("commut",), COMPASSIONATE_RELEASE: ("compassion",)}
"""How the reasons of a recorded decision name each form; one that names none is taken for a pardon."""


def competent_authority(facts: CaseFacts, setting: Setting) -> Finding:
    """Who decides: in some federations a part of it for its own sentences, and the head of State for the others."""
    state, held_under = setting.sentencing_state, facts.held_under
    by_parts, head = (
        practice(setting, setting.sentencing_state, "parts_decide"),
        practice(setting, setting.sentencing_state, "decides"),
    )
    if by_parts and held_under is None:
        asks = say("under which authority the person was sentenced: the federation's or a part's")
        return unknown(by_parts.text, "held_under", settled_by=asks, unverified=not_checked(by_parts))
    if by_parts and held_under and held_under != state:
        return met(
            say("%(held_under)s: %(text)s", held_under=held_under, text=by_parts.text),
            "held_under",
            unverified=not_checked(by_parts),
        )
    if head:
        return met(head.text, "held_by", unverified=not_checked(head))
    asks = say(
        "which provision of the law of %(state)s governs pardons, and to whom a petition goes", state=name_of(state)
    )
    return unknown(
        say("who grants clemency in %(state)s was not collected", state=name_of(state)), "held_by", settled_by=asks
    )


def final_judgment(facts: CaseFacts, setting: Setting) -> Finding:
    """A final judgment, where the law of the holding State asks for one before it pardons."""
    final = conditions.final_judgment(facts, setting)
    needed, early = (
        practice(setting, setting.sentencing_state, "needs_final_judgment"),
        practice(setting, setting.sentencing_state, "before_conviction_too"),
    )
    if final.outcome is Outcome.MET:
        return final
    if early and _decider(facts, setting) == setting.sentencing_state:
        return met(
            say("%(reason)s; %(text)s", reason=final.reason, text=early.text),
            *final.facts,
            unverified=not_checked(early),
        )
    if needed and final.outcome is Outcome.NOT_MET:
        told = say("%(reason)s; %(text)s", reason=final.reason, text=needed.text)
        return not_met(told, *final.facts, settled_by=final.settled_by, unverified=not_checked(needed))
    if final.outcome is Outcome.UNKNOWN:
        asks = final.settled_by or say("whether the judgment is final")
        return unknown(final.reason, *final.facts, settled_by=asks)
    name = name_of(_decider(facts, setting))
    asks = say("whether the law of %(name)s lets it pardon before a judgment is final", name=name)
    return unknown(
        say("%(reason)s; whether %(name)s pardons so early was not collected", reason=final.reason, name=name),
        *final.facts,
        settled_by=asks,
    )


def petition(facts: CaseFacts, setting: Setting) -> Finding:
    """A petition by the person, the family, counsel or the home State; some laws do without."""
    made = [
        one
        for one in facts.requests
        if one.instrument == setting.treaty.id and told_by(one.made or one.received, setting.on) is not Outcome.NOT_MET
    ]
    if made:
        asked = listed(
            say("%(by)s%(when)s", by=name_of(one.by), when=on_or_in(one.made or one.received)) for one in made
        )
        return met(say("asked for by %(asked)s", asked=asked), "requests")
    if "petition" in facts.papers_held:
        return met("a petition is on file", "papers_held")
    asks = say(
        "whether the person or anybody for them has petitioned, and whether the law there asks for the person's own"
    )
    return unknown("no petition is recorded", "requests", settled_by=asks)


def health(facts: CaseFacts, setting: Setting) -> Finding:
    """Grounds of compassion: a terminal illness, incapacity, or a prison that endangers life, as that law puts it."""
    granted = _decision_in(facts, setting, COMPASSIONATE_RELEASE)
    if granted.outcome is Outcome.MET:
        return met(say("%(reason)s, and so found the grounds made out", reason=granted.reason), "decisions")
    if facts.health:
        grounds = practice(setting, setting.sentencing_state, "compassionate_grounds")
        told = say("on record: %(health)s", health=facts.health) + (
            say("; %(text)s", text=grounds.text) if grounds else ""
        )
        asks = say("a medical report on prognosis and on what the prison can do")
        marks = not_checked(grounds) if grounds else ()
        return unknown(told, "health", settled_by=asks, unverified=marks)
    return unknown("nothing is recorded of the person's health", "health", settled_by="a medical report")


def decision_pardon(facts: CaseFacts, setting: Setting) -> Finding:
    """The decree or warrant of pardon, or the act of amnesty that covers the person."""
    return _decision_in(facts, setting, PARDON)


def decision_commutation(facts: CaseFacts, setting: Setting) -> Finding:
    """The decision that makes the sentence shorter or milder."""
    return _decision_in(facts, setting, COMMUTATION)


def decision_compassionate_release(facts: CaseFacts, setting: Setting) -> Finding:
    """The decision to release on compassionate grounds, mostly on a licence with terms."""
    return _decision_in(facts, setting, COMPASSIONATE_RELEASE)


def _decision_in(facts: CaseFacts, setting: Setting, form: str) -> Finding:
    """Return what the one who decides has decided on one form of clemency."""
    if any(one.instrument == setting.treaty.id for one in facts.decisions):
        facts = replace(facts, decisions=tuple(one for one in facts.decisions if _form(one) == form))
    return conditions.agreement_of(facts, setting, _decider(facts, setting))


def _form(decision: StateDecision) -> str:
    reasons = " ".join(decision.reasons).casefold()
    return next((form for form, words in _NAMED.items() if any(word in reasons for word in words)), PARDON)


def _decider(facts: CaseFacts, setting: Setting) -> str:
    """Return whose decision counts: that of the part that sentenced, where parts decide for themselves."""
    state, part = setting.sentencing_state, facts.held_under
    if part is None or part == state:
        return state
    if practice(setting, setting.sentencing_state, "parts_decide"):
        return part
    told = any(one.by == part and one.instrument == setting.treaty.id for one in facts.decisions)
    return part if told else state


AUTHORITY = Condition("competent_authority", "authority", competent_authority, Role.DUTY)
JUDGMENT = Condition("final_judgment", "judgment", final_judgment)
PETITION = Condition("petition", "petition", petition, Role.DUTY)

WAYS = (
    Way(PARDON, (AUTHORITY, JUDGMENT, PETITION, Condition("decision", "decision", decision_pardon))),
    Way(COMMUTATION, (AUTHORITY, JUDGMENT, PETITION, Condition("decision", "decision", decision_commutation))),
    Way(
        COMPASSIONATE_RELEASE,
        (
            AUTHORITY,
            PETITION,
            Condition("health", "health", health),
            Condition("decision", "decision", decision_compassionate_release),
        ),
    ),
)
