"""Findings that articles of several instruments share; each instrument's articles.py cites its own text and calls them.

Facts dated after the setting's day do not count. Unknown never counts as not met, and the agreement of a State is only
ever a recorded decision.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from homeward.basics.dates import PartialDate, Precision, add_months, date_between, sort_key
from homeward.basics.terms import Duration, parse_term
from homeward.routes.binding import federal_state, name_of, successors_of
from homeward.routes.model import (
    CaseFacts,
    CourtJudgment,
    DecisionKind,
    Finding,
    Outcome,
    Stage,
    StateDecision,
    TransferRequest,
)
from homeward.routes.treaty import Declaration, Setting


def met(reason: str, *facts: str, unverified: tuple[str, ...] = ()) -> Finding:
    """Return a finding that a rule is met."""
    return Finding(Outcome.MET, reason, facts, None, unverified)


def not_met(reason: str, *facts: str, settled_by: str | None = None, unverified: tuple[str, ...] = ()) -> Finding:
    """Return a finding that a known fact stands against a rule; `settled_by` is what could still change it."""
    return Finding(Outcome.NOT_MET, reason, facts, settled_by, unverified)


def unknown(reason: str, *facts: str, settled_by: str, unverified: tuple[str, ...] = ()) -> Finding:
    """Return a finding that the case does not say, with what would settle it."""
    return Finding(Outcome.UNKNOWN, reason, facts, settled_by, unverified)


def told_by(day: PartialDate | None, on: date) -> Outcome:
    """Return whether something dated so had happened by a day; what has no date counts as told."""
    if day is None or day.to_day <= on:
        return Outcome.MET
    return Outcome.NOT_MET if day.from_day > on else Outcome.UNKNOWN


def on_or_in(day: PartialDate | None) -> str:
    """Return a date as it stands after a verb, with a blank before it: " on 2019-10-07", " in 2019"; "" without one."""
    if day is None:
        return ""
    return f" on {day}" if day.precision is Precision.DAY and not day.approximate else f" in {day}"


def listed(words: Iterable[str]) -> str:
    """Return words as a list in a sentence: "a, b and c"."""
    several = list(words)
    return " and ".join([", ".join(several[:-1]), several[-1]] if len(several) > 1 else several)


def national(facts: CaseFacts, setting: Setting, declared_in: str | None = None) -> Finding:
    """Return whether the person is a national of the State to administer, as that State declared to understand it."""
    state = setting.administering_state
    if not facts.nationalities:
        return unknown(
            "the person's nationality is not known", "nationalities", settled_by="a passport or birth record"
        )
    if federal_state(state) in facts.nationalities:
        both = setting.sentencing_state in facts.nationalities
        note = f"; {name_of(setting.sentencing_state)} may hold a dual national to be its own alone" if both else ""
        return met(f"national of {name_of(state)}{note}", "nationalities")
    for declaration in setting.declared(state, declared_in) if declared_in else ():
        found = _national_as_declared(facts, declaration)
        if found is not None:
            return found
    former = _of_former_state(facts, setting)
    if former:
        return former
    unread = state in setting.treaty.declared_unread
    marks = (f"declarations of {state}, which were not read",) if unread and declared_in else ()
    told = f"not a national of {name_of(state)}, but of {_names(facts.nationalities)}"
    return not_met(told, "nationalities", unverified=marks)


def _of_former_state(facts: CaseFacts, setting: Setting) -> Finding | None:
    """Return that nobody knows whose national a former State's national became; None where it had no such successor."""
    state = federal_state(setting.administering_state)
    for old in facts.nationalities:
        if state in successors_of(old):
            told = (
                f"national of {name_of(old)}; whether {name_of(state)} holds the person to be its national is not known"
            )
            asks = f"a passport of {name_of(state)}, or its certificate of nationality"
            return unknown(told, "nationalities", settled_by=asks)
    return None


def _names(states: Iterable[str]) -> str:
    return listed(name_of(state) for state in states)


def _national_as_declared(facts: CaseFacts, declaration: Declaration) -> Finding | None:
    """Return what a State's own meaning of "national" makes of the person; None where it adds nothing."""
    state, marks = declaration.party, not_checked(declaration)
    said = f"{name_of(state)} declared: {declaration.text}"
    if declaration.effect == "national_resident":
        if facts.residence is None:
            asks = f"where the person lived before: proof of residence in {name_of(state)}"
            return unknown(f"{said}; residence is not known", "residence", settled_by=asks, unverified=marks)
        return met(f"{said}; lives there", "residence", unverified=marks) if facts.residence == state else None
    if declaration.effect == "national_close_ties":
        if state in facts.ties:
            return met(f"{said}; has close ties there", "ties", unverified=marks)
        asks = f"family, home and work in {name_of(state)}"
        return None if facts.ties else unknown(f"{said}; ties are not known", "ties", settled_by=asks, unverified=marks)
    if declaration.effect == "national_wider":
        asks = f"whether the person belongs to those whom {name_of(state)} counts as its nationals"
        return unknown(said, "nationalities", settled_by=asks, unverified=marks)
    return None


def not_checked(declaration: Declaration) -> tuple[str, ...]:
    """Return the mark of a declaration that was not checked against the official text."""
    return (f"declaration of {declaration.party} on article {declaration.article}",) if declaration.unverified else ()


def practice(setting: Setting, state: str, effect: str) -> Declaration | None:
    """Return what is known of a State's law or practice in one respect; None where nothing is."""
    rows = setting.declared(federal_state(state), "practice")
    return next((one for one in rows if one.effect == effect), None)


def final_judgment(facts: CaseFacts, setting: Setting) -> Finding:
    """Return whether the judgment is final: no ordinary remedy is pending or open."""
    asks = "a certificate of the court that the judgment is final, with its date"
    findings = [_final(one, facts.stage, setting.on, asks) for one in facts.judgments]
    if facts.stage in (Stage.DETAINED, Stage.CHARGED, Stage.CONVICTED, Stage.APPEAL):
        if findings and all(finding.outcome is Outcome.MET for finding in findings):
            told = f"the case says {facts.stage}, and of a judgment that it is {findings[0].reason}"
            return unknown(told, "stage", "judgments", settled_by=asks)
        said = {Stage.APPEAL: "an appeal is pending", Stage.CONVICTED: "convicted, not sentenced by a final judgment"}
        told = said.get(facts.stage, f"only {facts.stage}: there is no judgment yet")
        after = "the end of the appeal, or its withdrawal" if facts.stage is Stage.APPEAL else "a final judgment"
        return not_met(told, "stage", settled_by=after)
    for outcome in (Outcome.NOT_MET, Outcome.UNKNOWN, Outcome.MET):
        for finding in findings:
            if finding.outcome is outcome:
                return finding
    if facts.stage is Stage.FINAL:
        return met("the judgment is final", "stage")
    return unknown("whether the judgment is final is not known", "judgments", settled_by=asks)


def _final(judgment: CourtJudgment, stage: Stage | None, on: date, asks: str) -> Finding:
    if told_by(judgment.date, on) is Outcome.NOT_MET:
        return not_met(f"the judgment is of {judgment.date} only", "judgments", settled_by="that day, and its finality")
    final = judgment.final_since is not None and told_by(judgment.final_since, on) is Outcome.MET
    if judgment.appeal_pending and (final or stage is Stage.FINAL):
        since = f"final since {judgment.final_since}" if final else "final"
        told = f"the case says {since}, and that an appeal is pending: perhaps an extraordinary remedy"
        asks = "whether what is pending is an ordinary appeal, and whether it stops the judgment from being final"
        return unknown(told, "stage", "judgments", settled_by=asks)
    if judgment.appeal_pending:
        return not_met("an appeal is pending", "judgments", settled_by="the end of the appeal, or its withdrawal")
    if judgment.final_since:
        became = told_by(judgment.final_since, on)
        if became is Outcome.MET:
            return met(f"final since {judgment.final_since}", "judgments")
        if became is Outcome.NOT_MET:
            return not_met(f"becomes final on {judgment.final_since} only", "judgments", settled_by="that day")
        return unknown(f"final since some day of {judgment.final_since}", "judgments", settled_by=asks)
    if stage is Stage.FINAL:
        return met("the judgment is final", "stage")
    none_pending = "no appeal is pending; whether the time for one has passed or it was waived is not recorded"
    told = none_pending if judgment.appeal_pending is False else "whether the judgment is final is not known"
    return unknown(told, "judgments", settled_by=asks)


def latest_request(facts: CaseFacts, setting: Setting) -> TransferRequest | None:
    """Return the latest request of one of the two States under the instrument that was made by the setting's day."""
    return max(requests_told(facts, setting), key=made_or_received, default=None)


def requests_told(facts: CaseFacts, setting: Setting) -> list[TransferRequest]:
    """Return the requests of the two States under the instrument that were made by the setting's day, or undated."""
    states = (federal_state(setting.sentencing_state), federal_state(setting.administering_state))
    return [
        one
        for one in facts.requests
        if one.instrument == setting.treaty.id
        and federal_state(one.by) in states
        and told_by(one.made or one.received, setting.on) is not Outcome.NOT_MET
    ]


def made_or_received(request: TransferRequest) -> tuple[date, date, str]:
    """Return what puts requests in order; those without a day come first."""
    day = request.made or request.received
    return sort_key(day) if day else (date.min, date.min, "")


def request_made(facts: CaseFacts, setting: Setting, *, otherwise: str, settled_by: str) -> Finding:
    """Return whether a request of one of the two States is on record; `otherwise` says what follows where none is."""
    request = latest_request(facts, setting)
    if request is None:
        return unknown(f"no request of either State is recorded; {otherwise}", "requests", settled_by=settled_by)
    when = request.made or request.received
    return met(f"{name_of(request.by)} made a request{on_or_in(when)}", "requests")


def offence_in_both(facts: CaseFacts, setting: Setting) -> Finding:
    """Return whether the conduct is an offence under the law of the State to administer too."""
    state = federal_state(setting.administering_state)
    asks = f"the provision of the law of {name_of(state)} under which the same conduct is an offence"
    if not facts.offences:
        return unknown("the offence is not known", "offences", settled_by=asks)
    said = [(one.name, one.punishable_in.get(state)) for one in facts.offences]
    if all(answer for _, answer in said):
        return met(f"{listed(name for name, _ in said)}: an offence in {name_of(state)} too", "offences")
    if all(answer is False for _, answer in said):
        return not_met(f"{listed(name for name, _ in said)}: no offence in {name_of(state)}", "offences")
    open_ones = [name for name, answer in said if answer is None]
    if open_ones:
        told = f"whether {listed(open_ones)} is an offence in {name_of(state)} is not known"
        return unknown(told, "offences", settled_by=asks)
    told = f"only part of it is an offence in {name_of(state)}"
    return unknown(told, "offences", settled_by="whether the sentence can be divided between the offences")


def states_agree(facts: CaseFacts, setting: Setting) -> Finding:
    """Return whether both States agreed, by their recorded decisions alone."""
    states = (setting.sentencing_state, setting.administering_state)
    findings = [agreement_of(facts, setting, state) for state in states]
    for finding in findings:
        if finding.outcome is Outcome.NOT_MET:
            return finding
    still = [
        (state, finding) for state, finding in zip(states, findings, strict=True) if finding.outcome is Outcome.UNKNOWN
    ]
    if not still:
        return met("; ".join(finding.reason for finding in findings), "decisions")
    told = "; ".join(finding.reason for _, finding in still)
    asks = f"a decision of {listed(name_of(state) for state, _ in still)}"
    return unknown(told, "decisions", settled_by=asks)


def agreement_of(facts: CaseFacts, setting: Setting, state: str) -> Finding:
    """Return what the newest recorded decision of one State says; a newer request makes a refusal open again."""
    name, asks = name_of(state), f"a decision of {name_of(state)}"
    newest = _newest_decision(facts, setting, state)
    if newest is None:
        return unknown(f"no decision of {name} is recorded", "decisions", settled_by=asks)
    when = on_or_in(newest.date)
    if told_by(newest.date, setting.on) is Outcome.UNKNOWN:
        told = f"{name} decided{when}; whether by {setting.on} is not known"
        return unknown(told, "decisions", settled_by="the day of the decision")
    if _contradicted(newest, facts, setting, state):
        told = f"{name} both agreed and refused; which of the two is newer is not recorded"
        return unknown(told, "decisions", settled_by=f"the days of the decisions of {name}")
    if newest.decision is DecisionKind.AGREED:
        return met(f"{name} agreed{when}", "decisions")
    why = f": {', '.join(newest.reasons)}" if newest.reasons else ""
    request = latest_request(facts, setting)
    if request and newest.date and (asked := request.made or request.received) and asked.from_day > newest.date.to_day:
        told = f"{name} refused{when}{why}; a new request of {asked} is not decided"
        return unknown(told, "decisions", "requests", settled_by=f"a decision of {name} on the new request")
    again, marks = _asked_again(setting, state, newest)
    return not_met(f"refused by {state}{when}{why}", "decisions", settled_by=f"a new decision{again}", unverified=marks)


def _newest_decision(facts: CaseFacts, setting: Setting, state: str) -> StateDecision | None:
    return max(_decisions(facts, setting, state), key=_by_date_undated_first, default=None)


def _decisions(facts: CaseFacts, setting: Setting, state: str) -> list[StateDecision]:
    return [
        one
        for one in facts.decisions
        if one.instrument == setting.treaty.id
        and one.by == state
        and told_by(one.date, setting.on) is not Outcome.NOT_MET
    ]


def _contradicted(newest: StateDecision, facts: CaseFacts, setting: Setting, state: str) -> bool:
    """Return whether a decision to the contrary may be as new: of the same days, or of no known day."""
    others = [one for one in _decisions(facts, setting, state) if one.decision is not newest.decision]
    return any(newest.date is None or one.date is None or one.date.to_day >= newest.date.from_day for one in others)


def _by_date_undated_first(decision: StateDecision) -> tuple[date, date, str]:
    return (date.min, date.min, "") if decision.date is None else sort_key(decision.date)


def _asked_again(setting: Setting, state: str, refusal: StateDecision) -> tuple[str, tuple[str, ...]]:
    """Return from when the State considers a new request, where its practice is known."""
    for known in setting.declared(federal_state(state), "practice"):
        if known.effect == "reapply_after" and known.value:
            wait = parse_term(known.value).shortest
            if refusal.date and refusal.date.earliest and refusal.date.latest and isinstance(wait, Duration):
                first = date_between(
                    add_months(refusal.date.earliest, wait.months), add_months(refusal.date.latest, wait.months)
                )
                return f"; {name_of(state)} considers a new request from {first}", not_checked(known)
            return f"; {known.text}", not_checked(known)
    return "", ()


def part_consents(facts: CaseFacts, setting: Setting) -> Finding:
    """Return whether the part of a federation that sentenced the person consents, where it is one that must."""
    held_under = facts.held_under
    asks = "under which authority the person was sentenced: the federation's or a part's"
    if held_under is None:
        return unknown("whether a part of a federation must consent is not known", "held_under", settled_by=asks)
    if "-" not in held_under:
        return met(f"sentenced by {name_of(held_under)} itself", "held_under")
    finding = agreement_of(facts, setting, held_under)
    if finding.outcome is Outcome.MET:
        return met(f"{held_under} consented", "held_under", "decisions")
    if finding.outcome is Outcome.NOT_MET:
        return not_met(finding.reason, "held_under", "decisions", settled_by=finding.settled_by)
    told = f"whether {held_under}, which sentenced the person, consents is not recorded"
    return unknown(told, "held_under", "decisions", settled_by=f"the consent of {held_under}")


def part_consents_where_asked(facts: CaseFacts, setting: Setting) -> Finding:
    """Return whether a part of the holding federation consents, where by its law or practice that is asked for."""
    holder = federal_state(setting.sentencing_state)
    if facts.held_under and "-" in facts.held_under:
        return part_consents(facts, setting)
    asked = [one for one in setting.declared(holder, "practice") if one.effect == "sub_federal_consent"]
    if not asked:
        return met(f"{name_of(holder)} is not known to ask a part's consent", "held_by")
    found = part_consents(facts, setting)
    marks = tuple(dict.fromkeys(mark for one in asked for mark in not_checked(one)))
    return replace(found, unverified=(*found.unverified, *marks))
