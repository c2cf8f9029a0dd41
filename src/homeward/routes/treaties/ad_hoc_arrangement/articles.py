"""An arrangement of two governments for one person, where no treaty serves: both agree in writing."""

from homeward.basics.said import say
from homeward.routes import conditions, consent_conditions
from homeward.routes.binding import name_of
from homeward.routes.conditions import met, not_checked, not_met, practice, unknown
from homeward.routes.model import CaseFacts, Effect, Finding, Outcome
from homeward.routes.treaty import Condition, Role, Setting, Way


def nationality(facts: CaseFacts, setting: Setting) -> Finding:
    """States take back their own nationals; of others only what the arrangement itself says."""
    found = conditions.national(facts, setting)
    if found.outcome is not Outcome.NOT_MET:
        return found
    asks = say(
        "whether %(administering)s would take a person who is no national of its own",
        administering=name_of(setting.administering_state),
    )
    return unknown(found.reason, *found.facts, settled_by=asks)


def final_judgment(facts: CaseFacts, setting: Setting) -> Finding:
    """A final judgment, as a rule: States hand over people to serve a sentence, not to be tried."""
    return conditions.final_judgment(facts, setting)


def consent_person(facts: CaseFacts, setting: Setting) -> Finding:
    """The person's informed consent: there is no treaty that could do without it."""
    return consent_conditions.person_consents(facts, setting)


def law_of_holding_state(facts: CaseFacts, setting: Setting) -> Finding:
    """The law of the State that holds the person lets it hand over a sentenced person without a treaty."""
    return _law_allows(facts, setting, setting.sentencing_state)


def law_of_receiving_state(facts: CaseFacts, setting: Setting) -> Finding:
    """The law of the receiving State lets it enforce the sentence of another State without a treaty."""
    return _law_allows(facts, setting, setting.administering_state)


def agreement_of_states(facts: CaseFacts, setting: Setting) -> Finding:
    """The arrangement itself: both governments agreed in writing, by their recorded decisions alone."""
    return conditions.states_agree(facts, setting)


def _law_allows(facts: CaseFacts, setting: Setting, state: str) -> Finding:
    needed, allowed = practice(setting, state, "treaty_required"), practice(setting, state, "without_treaty")
    agreed = conditions.agreement_of(facts, setting, state).outcome is Outcome.MET
    if needed and agreed:
        asks = say("on which provision %(state)s acts", state=name_of(state))
        told = say("%(text)s; it agreed all the same", text=needed.text)
        return unknown(told, "held_by", "decisions", settled_by=asks, unverified=not_checked(needed))
    if needed:
        asks = say("a treaty, or a law made for the case; else clemency, removal or an exchange")
        return not_met(needed.text, "held_by", settled_by=asks, unverified=not_checked(needed))
    if allowed:
        return met(allowed.text, "held_by", unverified=not_checked(allowed))
    if agreed:
        return met(
            say("%(state)s agreed to the arrangement, and so holds its law to allow it", state=name_of(state)),
            "decisions",
        )
    asks = say(
        "the Ministry of Justice of %(state)s: on which provision it could act without a treaty", state=name_of(state)
    )
    return unknown(
        say("whether the law of %(state)s allows it without a treaty was not collected", state=name_of(state)),
        settled_by=asks,
    )


def examples_of_practice(facts: CaseFacts, setting: Setting) -> tuple[Effect, ...]:
    """Return arrangements that the two States have made before, as what to ask for."""
    rows = (
        practice(setting, state, "made_before") for state in (setting.sentencing_state, setting.administering_state)
    )
    return tuple(
        Effect("arrangement", say("Made before: %(text)s", text=one.text), not_checked(one)) for one in rows if one
    )


CONDITIONS = (
    Condition("nationality", "nationality", nationality),
    Condition("final_judgment", "judgment", final_judgment, Role.REFUSAL_GROUND),
    Condition("consent_person", "consent", consent_person),
    Condition("law_of_holding_state", "law of each State", law_of_holding_state),
    Condition("law_of_receiving_state", "law of each State", law_of_receiving_state),
    Condition("agreement_of_states", "arrangement", agreement_of_states),
)

WAYS = (Way("transfer_by_arrangement", CONDITIONS, effects=examples_of_practice),)
