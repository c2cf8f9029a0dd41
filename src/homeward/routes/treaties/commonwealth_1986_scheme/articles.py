"""The Commonwealth Scheme for the transfer of convicted offenders: one paragraph, one function.

It binds nobody. Paragraphs 1 to 3 were seen; the conditions that follow them were not.
"""

from homeward.basics.said import say
from homeward.routes import conditions, consent_conditions, time_conditions
from homeward.routes.binding import federal_state, name_of
from homeward.routes.conditions import met, not_checked, not_met, unknown
from homeward.routes.model import CaseFacts, Finding, Outcome
from homeward.routes.treaty import Condition, Role, Setting, Way


def implementing_law(facts: CaseFacts, setting: Setting) -> Finding:
    """The Scheme works by national law only: both countries have a law that carries it out."""
    lacking: list[str] = []
    marks: list[str] = []
    for state in (federal_state(setting.sentencing_state), federal_state(setting.administering_state)):
        practice = setting.declared(state, "practice")
        marks += [mark for one in practice for mark in not_checked(one)]
        if any(one.effect == "no_implementing_law" for one in practice):
            asks = say("whether %(state)s has passed a law since", state=name_of(state))
            return not_met(
                say("%(state)s has no law for it", state=name_of(state)), settled_by=asks, unverified=tuple(marks)
            )
        if not any(one.effect == "implementing_law" for one in practice):
            lacking.append(name_of(state))
    if lacking:
        told = say(
            "whether the law of %(listed)s carries out the Scheme was not found", listed=conditions.listed(lacking)
        )
        asks = say("the law of %(listed)s on the transfer of prisoners", listed=conditions.listed(lacking))
        return unknown(told, settled_by=asks, unverified=tuple(dict.fromkeys(marks)))
    return met("both countries have a law on the transfer of prisoners", unverified=tuple(dict.fromkeys(marks)))


def designation(facts: CaseFacts, setting: Setting) -> Finding:
    """Each country has designated the other, as its own law asks; two recorded agreements show that both did."""
    if conditions.states_agree(facts, setting).outcome is Outcome.MET:
        return met("both countries agreed to the transfer under the Scheme", "decisions")
    one, other = name_of(setting.sentencing_state), name_of(setting.administering_state)
    asks = say("the lists of countries under the laws of %(one)s and %(other)s", one=one, other=other)
    return unknown(
        say("whether %(one)s and %(other)s designated one another was not found", one=one, other=other),
        settled_by=asks,
    )


def nationality(facts: CaseFacts, setting: Setting) -> Finding:
    """Paragraph 4: a national of the administering country; its law may take people with close ties too."""
    found = conditions.national(facts, setting)
    state = setting.administering_state
    if found.outcome is not Outcome.NOT_MET or state not in (*facts.ties, facts.residence):
        return found
    asks = say("whether the law of %(state)s takes people with close ties", state=name_of(state))
    return unknown(
        say("%(reason)s; has ties there", reason=found.reason), "nationalities", "ties", "residence", settled_by=asks
    )


def final_judgment(facts: CaseFacts, setting: Setting) -> Finding:
    """Paragraph 4: the judgment is final."""
    return conditions.final_judgment(facts, setting)


def time_remaining(facts: CaseFacts, setting: Setting) -> Finding:
    """Paragraph 4: six months are left when the request is received; less if both countries agree."""
    counted, when = time_conditions.request_day(facts, setting)
    return time_conditions.time_left(facts, setting, counted=counted, when=when, may_agree=True)


def consent_person(facts: CaseFacts, setting: Setting) -> Finding:
    """Paragraph 4: the person consents."""
    return consent_conditions.person_consents(facts, setting)


def dual_criminality(facts: CaseFacts, setting: Setting) -> Finding:
    """Paragraph 4: the act is an offence in the administering country too."""
    return conditions.offence_in_both(facts, setting)


def who_may_request(facts: CaseFacts, setting: Setting) -> Finding:
    """Paragraph 3(2): either country requests; the person may apply, and the other country is told of it."""
    asks = say("an application by the person to %(sentencing)s", sentencing=name_of(setting.sentencing_state))
    otherwise = say("an application by the person is none, but sets things going")
    return conditions.request_made(facts, setting, otherwise=otherwise, settled_by=asks)


def agreement_of_states(facts: CaseFacts, setting: Setting) -> Finding:
    """Paragraph 4: both countries agree."""
    return conditions.states_agree(facts, setting)


CONDITIONS = (
    Condition("implementing_law", "nature", implementing_law),
    Condition("designation", "nature", designation),
    Condition("nationality", "4", nationality),
    Condition("final_judgment", "4", final_judgment),
    Condition("time_remaining", "4", time_remaining),
    Condition("consent_person", "4", consent_person),
    Condition("dual_criminality", "4", dual_criminality),
    Condition("who_may_request", "3(2)", who_may_request, Role.DUTY),
    Condition("agreement_of_states", "4", agreement_of_states),
)

WAYS = (Way("transfer_of_sentenced_person", CONDITIONS),)
