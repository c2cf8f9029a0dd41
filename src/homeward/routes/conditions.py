"""Findings that articles of several instruments share; each instrument's articles.py cites its own text and calls them.

Facts dated after the setting's day do not count. Unknown never counts as not met, and the agreement of a State is only
ever a recorded decision.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from homeward.basics.dates import PartialDate, add_months, date_between, parse_date, sort_key
from homeward.basics.terms import Duration, parse_term
from homeward.routes.binding import federal_state, name_of
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
from homeward.routes.sentences.terms_to_serve import months_are_left, sentence_end
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
    unread = state in setting.treaty.declared_unread
    marks = (f"declarations of {state}, which were not read",) if unread and declared_in else ()
    told = f"not a national of {name_of(state)}, but of {_names(facts.nationalities)}"
    return not_met(told, "nationalities", unverified=marks)


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
    if judgment.appeal_pending and stage is Stage.FINAL:
        told = "the case says final, and of a judgment that an appeal is pending"
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
    states = (setting.sentencing_state, setting.administering_state)
    made = [
        one
        for one in facts.requests
        if one.instrument == setting.treaty.id
        and one.by in states
        and told_by(one.made or one.received, setting.on) is not Outcome.NOT_MET
    ]
    return max(made, key=lambda one: sort_key(one.made or one.received), default=None)


def request_made(facts: CaseFacts, setting: Setting, *, otherwise: str, settled_by: str) -> Finding:
    """Return whether a request of one of the two States is on record; `otherwise` says what follows where none is."""
    request = latest_request(facts, setting)
    if request is None:
        return unknown(f"no request of either State is recorded; {otherwise}", "requests", settled_by=settled_by)
    when = request.made or request.received
    return met(f"{name_of(request.by)} made a request{f' on {when}' if when else ''}", "requests")


def request_day(facts: CaseFacts, setting: Setting, *, received: bool = True) -> tuple[PartialDate, str]:
    """Return the day from which time left is counted, and how to say so: receipt or making of the request.

    Without a request it is the setting's day, as if one came in then.
    """
    request = latest_request(facts, setting)
    if request is None:
        return _day(setting.on), f"if a request came in on {setting.on}"
    if not received and request.made:
        return request.made, f"when the request was made on {request.made}"
    if request.received:
        return request.received, f"when the request was received on {request.received}"
    if request.made:
        return date_between(request.made.from_day, max(setting.on, request.made.to_day)), (
            f"when the request made on {request.made} was received, on a day that is not recorded"
        )
    return _day(setting.on), f"if a request came in on {setting.on}"


def _day(day: date) -> PartialDate:
    return parse_date(day.isoformat())


def time_left(facts: CaseFacts, setting: Setting, *, counted: PartialDate, when: str, may_agree: bool) -> Finding:
    """Return whether the parameter `months_left` remains to be served at `counted` (said as `when`).

    `may_agree`: two recorded agreements make up for less (article 3(2) of the 1983 convention).
    """
    needed = setting.parameter("months_left")
    months, marks = int(needed.value), ("months_left",) if needed.unverified else ()
    end = sentence_end(facts)
    if end.death:
        asks = "a commutation of the death sentence"
        return unknown("a death sentence is no deprivation of liberty", "sentences", settled_by=asks)
    if end.nothing_to_serve:
        return not_met("no sentence is to be served", "sentences", unverified=marks)
    if end.indeterminate:
        return met("the sentence has no fixed end", "sentences", unverified=marks)
    nominal = months_are_left(end, months, counted)
    less = months_are_left(end, months, counted, less_credits=True) if facts.credits else nominal
    last = end.nominal.edtf if end.nominal else None
    if nominal is less is Outcome.MET:
        return met(f"{months} months or more are left {when}: the term ends on {last}", "sentences", unverified=marks)
    if nominal is Outcome.NOT_MET:
        if may_agree and _both_agreed(facts, setting):
            return met(f"less than {months} months are left, but both States agreed", "decisions", unverified=marks)
        after = "an exceptional agreement of both States" if may_agree else None
        told = f"less than {months} months are left {when}: the term ends on {last}"
        return not_met(told, "sentences", settled_by=after, unverified=marks)
    if last is None or nominal is not Outcome.MET:
        told = f"when the sentence ends is not known well enough ({last or 'its term or start is missing'})"
        asks = "a sentence calculation with its start, credits and release dates"
        return unknown(told, "sentences", settled_by=asks, unverified=marks)
    told = f"{months} months are left {when} to the end of the term, not to release with the credits known"
    asks = "to which of the two days the States count"
    return unknown(told, "sentences", "credits", settled_by=asks, unverified=marks)


def _both_agreed(facts: CaseFacts, setting: Setting) -> bool:
    states = (setting.sentencing_state, setting.administering_state)
    return all(agreement_of(facts, setting, state).outcome is Outcome.MET for state in states)


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
    when = f" on {newest.date}" if newest.date else ""
    if told_by(newest.date, setting.on) is Outcome.UNKNOWN:
        told = f"{name} decided{when}; whether by {setting.on} is not known"
        return unknown(told, "decisions", settled_by="the day of the decision")
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
    made = [
        one
        for one in facts.decisions
        if one.instrument == setting.treaty.id
        and one.by == state
        and told_by(one.date, setting.on) is not Outcome.NOT_MET
    ]
    return max(made, key=_by_date_undated_first, default=None)


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
    asked = [one for one in setting.declared(holder, "practice") if one.effect == "sub_federal_consent"]
    if not asked:
        return met(f"{name_of(holder)} is not known to ask a part's consent", "held_by")
    found = part_consents(facts, setting)
    marks = tuple(dict.fromkeys(mark for one in asked for mark in not_checked(one)))
    return replace(found, unverified=(*found.unverified, *marks))
