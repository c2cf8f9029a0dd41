"""Findings that articles of several instruments share; each instrument's articles.py cites its own text and calls them.

Facts dated after the setting's day do not count. Unknown never counts as not met, and the agreement of a State is only
ever a recorded decision.
"""

from collections.abc import Iterable
from datetime import date

from homeward.basics.dates import PartialDate, Precision, add_months, date_between, sort_key
from homeward.basics.said import joined, say
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
    return Finding(Outcome.MET, say(reason), facts, None, unverified)


def not_met(reason: str, *facts: str, settled_by: str | None = None, unverified: tuple[str, ...] = ()) -> Finding:
    """Return a finding that a known fact stands against a rule; `settled_by` is what could still change it."""
    return Finding(Outcome.NOT_MET, say(reason), facts, settled_by and say(settled_by), unverified)


def unknown(reason: str, *facts: str, settled_by: str, unverified: tuple[str, ...] = ()) -> Finding:
    """Return a finding that the case does not say, with what would settle it."""
    return Finding(Outcome.UNKNOWN, say(reason), facts, say(settled_by), unverified)


def told_by(day: PartialDate | None, on: date) -> Outcome:
    """Return whether something dated so had happened by a day; what has no date counts as told."""
    if day is None or day.to_day <= on:
        return Outcome.MET
    return Outcome.NOT_MET if day.from_day > on else Outcome.UNKNOWN


def on_or_in(day: PartialDate | None) -> str:
    """Return a date as it stands after a verb, with a blank before it: " on 2019-10-07", " in 2019"; "" without one."""
    if day is None:
        return ""
    return (
        say(" on %(day)s", day=day)
        if day.precision is Precision.DAY and not day.approximate
        else say(" in %(day)s", day=day)
    )


def listed(words: Iterable[str]) -> str:
    """Return words as a list in a sentence: "a, b and c"."""
    several = list(words)
    if len(several) < 2:
        return several[0] if several else ""
    return say("%(several)s and %(last)s", several=joined(", ", several[:-1]), last=several[-1])


def national(facts: CaseFacts, setting: Setting, declared_in: str | None = None) -> Finding:
    """Return whether the person is a national of the State to administer, as that State declared to understand it."""
    state = setting.administering_state
    if not facts.nationalities:
        return unknown(
            "the person's nationality is not known", "nationalities", settled_by="a passport or birth record"
        )
    if federal_state(state) in facts.nationalities:
        both = setting.sentencing_state in facts.nationalities
        note = (
            say(
                "; %(sentencing)s may hold a dual national to be its own alone",
                sentencing=name_of(setting.sentencing_state),
            )
            if both
            else ""
        )
        return met(say("national of %(state)s%(note)s", state=name_of(state), note=note), "nationalities")
    for declaration in setting.declared(state, declared_in) if declared_in else ():
        found = _national_as_declared(facts, declaration)
        if found is not None:
            return found
    former = _of_former_state(facts, setting)
    if former:
        return former
    unread = state in setting.treaty.declared_unread
    marks = (say("declarations of %(state)s, which were not read", state=state),) if unread and declared_in else ()
    told = say("not a national of %(state)s, but of %(names)s", state=name_of(state), names=_names(facts.nationalities))
    return not_met(told, "nationalities", unverified=marks)


def _of_former_state(facts: CaseFacts, setting: Setting) -> Finding | None:
    """Return that nobody knows whose national a former State's national became; None where it had no such successor."""
    state = federal_state(setting.administering_state)
    for old in facts.nationalities:
        if state in successors_of(old):
            told = say(
                "national of %(old)s; whether %(state)s holds the person to be its national is not known",
                old=name_of(old),
                state=name_of(state),
            )
            asks = say("a passport of %(state)s, or its certificate of nationality", state=name_of(state))
            return unknown(told, "nationalities", settled_by=asks)
    return None


def _names(states: Iterable[str]) -> str:
    return listed(name_of(state) for state in states)


def _national_as_declared(facts: CaseFacts, declaration: Declaration) -> Finding | None:
    """Return what a State's own meaning of "national" makes of the person; None where it adds nothing."""
    state, marks = declaration.party, not_checked(declaration)
    said = say("%(state)s declared: %(text)s", state=name_of(state), text=declaration.text)
    if declaration.effect == "national_resident":
        if facts.residence is None:
            asks = say("where the person lived before: proof of residence in %(state)s", state=name_of(state))
            return unknown(
                say("%(said)s; residence is not known", said=said), "residence", settled_by=asks, unverified=marks
            )
        return (
            met(say("%(said)s; lives there", said=said), "residence", unverified=marks)
            if facts.residence == state
            else None
        )
    if declaration.effect == "national_close_ties":
        if state in facts.ties:
            return met(say("%(said)s; has close ties there", said=said), "ties", unverified=marks)
        asks = say("family, home and work in %(state)s", state=name_of(state))
        return (
            None
            if facts.ties
            else unknown(say("%(said)s; ties are not known", said=said), "ties", settled_by=asks, unverified=marks)
        )
    if declaration.effect == "national_wider":
        asks = say("whether the person belongs to those whom %(state)s counts as its nationals", state=name_of(state))
        return unknown(said, "nationalities", settled_by=asks, unverified=marks)
    return None


def not_checked(declaration: Declaration) -> tuple[str, ...]:
    """Return the mark of a declaration that was not checked against the official text."""
    return (
        (
            say(
                "declaration of %(party)s on article %(article)s",
                party=declaration.party,
                article=say(declaration.article),
            ),
        )
        if declaration.unverified
        else ()
    )


def practice(setting: Setting, state: str, effect: str) -> Declaration | None:
    """Return what is known of a State's law or practice in one respect; None where nothing is."""
    rows = setting.declared(federal_state(state), "practice")
    return next((one for one in rows if one.effect == effect), None)


def final_judgment(facts: CaseFacts, setting: Setting) -> Finding:
    """Return whether the judgment is final: no ordinary remedy is pending or open."""
    asks = say("a certificate of the court that the judgment is final, with its date")
    findings = [_final(one, facts.stage, setting.on, asks) for one in facts.judgments]
    if facts.stage in (Stage.DETAINED, Stage.CHARGED, Stage.CONVICTED, Stage.APPEAL):
        if findings and all(finding.outcome is Outcome.MET for finding in findings):
            told = say(
                "the case says %(stage)s, and of a judgment that it is %(reason)s",
                stage=say(str(facts.stage)),
                reason=findings[0].reason,
            )
            return unknown(told, "stage", "judgments", settled_by=asks)
        said = {
            Stage.APPEAL: say("an appeal is pending"),
            Stage.CONVICTED: say("convicted, not sentenced by a final judgment"),
        }
        told = said.get(facts.stage, say("only %(stage)s: there is no judgment yet", stage=say(str(facts.stage))))
        after = (
            say("the end of the appeal, or its withdrawal") if facts.stage is Stage.APPEAL else say("a final judgment")
        )
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
        return not_met(
            say("the judgment is of %(date)s only", date=judgment.date),
            "judgments",
            settled_by="that day, and its finality",
        )
    final = judgment.final_since is not None and told_by(judgment.final_since, on) is Outcome.MET
    if judgment.appeal_pending and (final or stage is Stage.FINAL):
        since = say("final since %(final_since)s", final_since=judgment.final_since) if final else say("final")
        told = say(
            "the case says %(since)s, and that an appeal is pending: perhaps an extraordinary remedy", since=since
        )
        asks = say("whether what is pending is an ordinary appeal, and whether it stops the judgment from being final")
        return unknown(told, "stage", "judgments", settled_by=asks)
    if judgment.appeal_pending:
        return not_met("an appeal is pending", "judgments", settled_by="the end of the appeal, or its withdrawal")
    if judgment.final_since:
        became = told_by(judgment.final_since, on)
        if became is Outcome.MET:
            return met(say("final since %(final_since)s", final_since=judgment.final_since), "judgments")
        if became is Outcome.NOT_MET:
            return not_met(
                say("becomes final on %(final_since)s only", final_since=judgment.final_since),
                "judgments",
                settled_by="that day",
            )
        return unknown(
            say("final since some day of %(final_since)s", final_since=judgment.final_since),
            "judgments",
            settled_by=asks,
        )
    if stage is Stage.FINAL:
        return met("the judgment is final", "stage")
    none_pending = say("no appeal is pending; whether the time for one has passed or it was waived is not recorded")
    told = none_pending if judgment.appeal_pending is False else say("whether the judgment is final is not known")
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
        return unknown(
            say("no request of either State is recorded; %(otherwise)s", otherwise=otherwise),
            "requests",
            settled_by=settled_by,
        )
    when = request.made or request.received
    return met(say("%(by)s made a request%(when)s", by=name_of(request.by), when=on_or_in(when)), "requests")


def offence_in_both(facts: CaseFacts, setting: Setting) -> Finding:
    """Return whether the conduct is an offence under the law of the State to administer too."""
    state = federal_state(setting.administering_state)
    asks = say("the provision of the law of %(state)s under which the same conduct is an offence", state=name_of(state))
    if not facts.offences:
        return unknown("the offence is not known", "offences", settled_by=asks)
    said = [(one.name, one.punishable_in.get(state)) for one in facts.offences]
    if all(answer for _, answer in said):
        return met(
            say(
                "%(listed)s: an offence in %(state)s too", listed=listed(name for name, _ in said), state=name_of(state)
            ),
            "offences",
        )
    if all(answer is False for _, answer in said):
        return not_met(
            say("%(listed)s: no offence in %(state)s", listed=listed(name for name, _ in said), state=name_of(state)),
            "offences",
        )
    open_ones = [name for name, answer in said if answer is None]
    if open_ones:
        told = say(
            "whether %(listed)s is an offence in %(state)s is not known", listed=listed(open_ones), state=name_of(state)
        )
        return unknown(told, "offences", settled_by=asks)
    told = say("only part of it is an offence in %(state)s", state=name_of(state))
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
        return met(joined("; ", (finding.reason for finding in findings)), "decisions")
    told = joined("; ", (finding.reason for _, finding in still))
    asks = say("a decision of %(listed)s", listed=listed(name_of(state) for state, _ in still))
    return unknown(told, "decisions", settled_by=asks)


def agreement_of(facts: CaseFacts, setting: Setting, state: str) -> Finding:
    """Return what the newest recorded decision of one State says; a newer request makes a refusal open again."""
    name, asks = name_of(state), say("a decision of %(state)s", state=name_of(state))
    newest = _newest_decision(facts, setting, state)
    if newest is None:
        return unknown(say("no decision of %(name)s is recorded", name=name), "decisions", settled_by=asks)
    when = on_or_in(newest.date)
    if told_by(newest.date, setting.on) is Outcome.UNKNOWN:
        told = say("%(name)s decided%(when)s; whether by %(on)s is not known", name=name, when=when, on=setting.on)
        return unknown(told, "decisions", settled_by="the day of the decision")
    if _contradicted(newest, facts, setting, state):
        told = say("%(name)s both agreed and refused; which of the two is newer is not recorded", name=name)
        return unknown(told, "decisions", settled_by=say("the days of the decisions of %(name)s", name=name))
    if newest.decision is DecisionKind.AGREED:
        return met(say("%(name)s agreed%(when)s", name=name, when=when), "decisions")
    why = say(": %(names)s", names=", ".join(newest.reasons)) if newest.reasons else ""
    request = latest_request(facts, setting)
    if request and newest.date and (asked := request.made or request.received) and asked.from_day > newest.date.to_day:
        told = say(
            "%(name)s refused%(when)s%(why)s; a new request of %(asked)s is not decided",
            name=name,
            when=when,
            why=why,
            asked=asked,
        )
        return unknown(
            told, "decisions", "requests", settled_by=say("a decision of %(name)s on the new request", name=name)
        )
    again, marks = _asked_again(setting, state, newest)
    return not_met(
        say("refused by %(state)s%(when)s%(why)s", state=state, when=when, why=why),
        "decisions",
        settled_by=say("a new decision%(again)s", again=again),
        unverified=marks,
    )


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
                return say(
                    "; %(state)s considers a new request from %(first)s", state=name_of(state), first=first
                ), not_checked(known)
            return say("; %(text)s", text=known.text), not_checked(known)
    return "", ()
