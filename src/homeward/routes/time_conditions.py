"""Findings on how much of a sentence is left, and on the day from which that is counted."""

from dataclasses import replace
from datetime import date

from homeward.basics.dates import PartialDate, date_between, parse_date
from homeward.basics.said import say
from homeward.routes.conditions import (
    agreement_of,
    made_or_received,
    met,
    not_met,
    on_or_in,
    requests_told,
    told_by,
    unknown,
)
from homeward.routes.model import CaseFacts, DecisionKind, Finding, Outcome, TransferRequest
from homeward.routes.sentences.model import SentenceEnd
from homeward.routes.sentences.terms_to_serve import months_are_left, sentence_end
from homeward.routes.treaty import Setting


def request_day(facts: CaseFacts, setting: Setting, *, received: bool = True) -> tuple[PartialDate, str]:
    """Return the day from which time left is counted, and how to say so: receipt or making of the request.

    Without a request on record, or with one of no known day, it is some day up to the setting's.
    """
    request, until_today = _request_that_counts(facts, setting), date_between(None, setting.on)
    if request is None:
        return until_today, say("if a request came in by %(on)s", on=setting.on)
    if not received and request.made:
        return request.made, say("when the request was made%(when)s", when=on_or_in(request.made))
    if not received:
        by = request.received.to_day if request.received else setting.on
        return date_between(None, by), say("when the request was made, by %(by)s", by=by)
    if request.received and request.received.from_day > setting.on:
        return _day(setting.on), say(
            "on %(on)s, the request of %(made)s not being received yet", on=setting.on, made=request.made
        )
    if request.received:
        return request.received, say("when the request was received%(when)s", when=on_or_in(request.received))
    if request.made:
        return date_between(request.made.from_day, max(setting.on, request.made.to_day)), (
            say(
                "when the request made%(when)s was received, on a day that is not recorded", when=on_or_in(request.made)
            )
        )
    return until_today, say("when the request was received, by %(on)s", on=setting.on)


def _day(day: date) -> PartialDate:
    return parse_date(day.isoformat())


def time_left(facts: CaseFacts, setting: Setting, *, counted: PartialDate, when: str, may_agree: bool) -> Finding:
    """Return whether the parameter `months_left` remains to be served at `counted` (said as `when`).

    `may_agree`: two recorded agreements make up for less (article 3(2) of the 1983 convention).
    """
    needed = setting.parameter("months_left")
    months, marks = needed.whole, ("months_left",) if needed.unverified else ()
    end = sentence_end(facts)
    found = _whatever_the_day(end, setting.on) or _counted_in_months(facts, end, months, counted, when)
    if found.outcome is Outcome.NOT_MET and _may_start_later(facts, setting.on, months, counted):
        told = say("%(reason)s if it runs from the arrest; from when it runs is not recorded", reason=found.reason)
        found = unknown(told, "sentences", "in_custody_since", settled_by="the day from which the sentence runs")
    short = end.nominal is not None and months_are_left(end, months, _latest(counted, setting.on)) is Outcome.NOT_MET
    if found.outcome is not Outcome.MET and short and not _is_over(end, setting.on) and may_agree:
        if _both_agreed(facts, setting):
            found = met(say("less than %(months)s months are left, but both States agreed", months=months), "decisions")
        elif found.outcome is Outcome.NOT_MET:
            found = replace(found, settled_by=say("an exceptional agreement of both States"))
    return replace(found, unverified=marks)


def _may_start_later(facts: CaseFacts, on: date, months: int, counted: PartialDate) -> bool:
    """Return whether enough might be left because the sentence runs from later than the arrest: from its imposition."""
    if all(one.runs_from for one in facts.sentences[:1]) or facts.in_custody_since is None:
        return False
    from_imposed = tuple(replace(one, runs_from=one.runs_from or one.imposed) for one in facts.sentences)
    later = sentence_end(replace(facts, sentences=from_imposed, in_custody_since=None))
    if later.nothing_to_serve:
        return False
    return not _is_over(later, on) and months_are_left(later, months, counted) is not Outcome.NOT_MET


def _whatever_the_day(end: SentenceEnd, on: date) -> Finding | None:
    """Return what holds on whichever day a request comes in; None where it hangs on that day."""
    if end.death:
        asks = say("a commutation of the death sentence")
        return unknown("a death sentence is no deprivation of liberty", "sentences", settled_by=asks)
    if end.nothing_to_serve:
        return not_met("no sentence is to be served", "sentences")
    if end.indeterminate:
        return met("the sentence has no fixed end", "sentences")
    if _is_over(end, on) and end.nominal:
        return not_met(say("the term ended %(nominal)s: nothing is left to serve", nominal=end.nominal), "sentences")
    return None


def _is_over(end: SentenceEnd, on: date) -> bool:
    return bool(end.nominal and end.nominal.latest and end.nominal.latest < on)


def _counted_in_months(facts: CaseFacts, end: SentenceEnd, months: int, counted: PartialDate, when: str) -> Finding:
    nominal = months_are_left(end, months, counted)
    less = months_are_left(end, months, counted, less_credits=True) if facts.credits else nominal
    last = end.nominal.edtf if end.nominal else None
    if nominal is less is Outcome.MET:
        return met(
            say(
                "%(months)s months or more are left %(when)s: the term ends on %(last)s",
                months=months,
                when=when,
                last=last,
            ),
            "sentences",
        )
    if nominal is Outcome.NOT_MET:
        return not_met(
            say(
                "less than %(months)s months are left %(when)s: the term ends on %(last)s",
                months=months,
                when=when,
                last=last,
            ),
            "sentences",
        )
    if nominal is Outcome.MET:
        told = say(
            "%(months)s months are left %(when)s to the end of the term, not to release with the credits known",
            months=months,
            when=when,
        )
        return unknown(told, "sentences", "credits", settled_by="to which of the two days the States count")
    if last and counted.latest and months_are_left(end, months, _day(counted.latest)) is Outcome.NOT_MET:
        told = say(
            "less than %(months)s months are left from %(latest)s on: the term ends on %(last)s",
            months=months,
            latest=counted.latest,
            last=last,
        )
        asks = say("whether a request was received earlier, and on which day")
        return unknown(told, "sentences", "requests", settled_by=asks)
    told = say(
        "when the sentence ends is not known well enough (%(last)s)", last=last or say("its term or start is missing")
    )
    asks = say("a sentence calculation with its start, credits and release dates")
    return unknown(told, "sentences", settled_by=asks)


def _latest(counted: PartialDate, on: date) -> PartialDate:
    return _day(counted.latest or on)


def _both_agreed(facts: CaseFacts, setting: Setting) -> bool:
    states = (setting.sentencing_state, setting.administering_state)
    return all(agreement_of(facts, setting, state).outcome is Outcome.MET for state in states)


def _request_that_counts(facts: CaseFacts, setting: Setting) -> TransferRequest | None:
    """Return the first request that no refusal has answered, since one that repeats it takes nothing away from it."""
    requests = sorted(requests_told(facts, setting), key=made_or_received)
    states = (setting.sentencing_state, setting.administering_state)
    refused = [
        one.date.to_day
        for one in facts.decisions
        if one.instrument == setting.treaty.id
        and one.by in states
        and one.decision is DecisionKind.REFUSED
        and one.date
        and told_by(one.date, setting.on) is Outcome.MET
    ]
    newest = max(refused, default=date.min)
    open_ones = [one for one in requests if (day := one.made or one.received) and day.from_day > newest]
    return next(iter(open_ones), requests[-1] if requests else None)
