"""A sentence on a day: served, remaining and the dates of release under one law, with the working shown."""

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

from homeward.basics.dates import PartialDate
from homeward.basics.said import joined, say
from homeward.basics.terms import Duration, Term, WithoutLength
from homeward.routes.model import CaseFacts, CreditPer, SentenceCalculation, SentenceToServe
from homeward.routes.parameters import NOT_CHECKED
from homeward.routes.sentences.durations import in_words, time_between, words
from homeward.routes.sentences.law_list import law_of, parameters_of
from homeward.routes.sentences.model import DayRange, Law, Reckoning, SentenceEnd, Step, WhyNot
from homeward.routes.sentences.terms_to_serve import last_day_with_months_left, sentence_end

_DAY = timedelta(days=1)
_NO_MINIMA: Mapping[str, int] = MappingProxyType({})


def calculate_sentence(
    facts: CaseFacts,
    on: date,
    *,
    administered_by: str | None = None,
    months_to_leave: Mapping[str, int] = _NO_MINIMA,
) -> SentenceCalculation:
    """Return what is served and remains on a day, and when release can or must come, each with its article.

    The law is that of `administered_by`, else of the part of a State or the State that holds the person. Where it does
    not answer, `refusal` says why, and what needs no law still comes. `months_to_leave` gives for an instrument the
    months that a request must leave to serve, and `last_day_for_request` answers it.
    """
    end = sentence_end(facts)
    state = administered_by or facts.held_under or facts.held_by
    law = law_of(state)
    named = law if isinstance(law, Law) else None
    refusal = _without_law(end, facts) or (_too_early(law, on) if isinstance(law, Law) else law)
    steps = () if refusal or named is None else _apply(named, facts, on, end)
    refusal = refusal or next((step.refusal for step in steps if step.refusal), None) or _without_dates(steps)
    served, remaining = _served(end, on), _remaining(end, on)
    return SentenceCalculation(
        on=on,
        law=named.title if named else None,
        nominal_end=end.nominal.edtf if end.nominal else None,
        indeterminate=end.indeterminate is True,
        served=served,
        remaining=remaining,
        full_release=next((step.full_release for step in steps if step.full_release), None),
        conditional_release=tuple(one for step in steps for one in step.conditional_release),
        working=(
            *_terms(facts, end),
            *_on_the_day(on, served, remaining),
            *(_law_lines(named, facts, administered_by, steps) if named and steps else ()),
            *((say("Refused (%(code)s): %(why)s", code=refusal[0], why=refusal[1]),) if refusal else ()),
        ),
        refusal=refusal,
        last_day_for_request=last_days_for_request(end, months_to_leave),
    )


def last_days_for_request(end: SentenceEnd, months_to_leave: Mapping[str, int]) -> Mapping[str, PartialDate]:
    """Return for each instrument the last day on which a request can leave the months it asks for.

    From the end less recorded remission to the nominal end, since treaties do not say which of the two counts.
    """
    if end.nominal is None or end.after_credits is None:
        return {}
    range_ = DayRange(end.after_credits.earliest, end.nominal.latest)
    days = {one: last_day_with_months_left(range_, months).edtf for one, months in months_to_leave.items()}
    return {instrument: day for instrument, day in days.items() if day is not None}


def _too_early(law: Law, on: date) -> WhyNot | None:
    if on >= law.since:
        return None
    return "before-the-rules", say(
        "The rules of %(title)s are written here from %(since)s; %(on)s is before that.",
        title=law.title,
        since=law.since,
        on=on,
    )


def _without_dates(steps: tuple[Step, ...]) -> WhyNot | None:
    """Return why no date came of any article: where both ends of start and term are open, nothing can be said."""
    if any(step.full_release or step.conditional_release for step in steps):
        return None
    return "dates-unknown", say("Start and term are too uncertain for any date. Enter them more exactly.")


def _without_law(end: SentenceEnd, facts: CaseFacts) -> WhyNot | None:
    """Return why no law of release can be applied, whichever it is."""
    if end.death:
        return "death-sentence", say(
            "A death sentence is no time to serve; only clemency or a new judgment changes it."
        )
    if "sentences" in end.missing:
        return "no-sentence", say("No sentence is recorded. Enter `sentences` with a term.")
    if end.nothing_to_serve:
        return "suspended", say("The sentence is suspended: there is no time to serve unless a court revokes that.")
    if "term" in end.missing or end.indeterminate is None:
        return (
            "term-unknown",
            say("The term is not known well enough: it may have no fixed end. Enter `term` of each sentence."),
        )
    if any(one.minimum is not None and one.minimum.shortest is WithoutLength.LIFE for one in facts.sentences):
        return "no-release-date", say(
            "The court ordered the whole of life to be served; only clemency or a review ends it."
        )
    if end.start is None:
        return "start-unknown", say(
            "The day from which time counts is unknown. Enter `runs_from` or `in_custody_since`."
        )
    return None


def _apply(law: Law, facts: CaseFacts, on: date, end: SentenceEnd) -> tuple[Step, ...]:
    """Apply every article of a law in its order; days already credited in all move start and end."""
    assert end.start is not None  # noqa: S101 - _without_law has refused what has no start
    days = sum(one.days for one in facts.credits if one.per is CreditPer.TOTAL)
    reckoning = Reckoning(
        facts,
        on,
        end.start,
        end.start.earlier_by(days, days),
        end.nominal.earlier_by(days, days) if end.nominal else DayRange(None, None),
        parameters_of(law.id),
    )
    rules = law.rules_for_life if end.indeterminate else law.rules
    return tuple(step for rule in rules if (step := rule(reckoning)) is not None)


def _terms(facts: CaseFacts, end: SentenceEnd) -> tuple[str, ...]:
    lines = [_term_line(number, one) for number, one in enumerate(facts.sentences, start=1)]
    if end.nominal is not None and end.start is not None:
        together = say("All sentences together run") if len(facts.sentences) > 1 else say("It runs")
        lines.append(
            say(
                "%(together)s from %(start)s, that day counted; the last day is %(last)s",
                together=together,
                start=end.start.told,
                last=end.nominal.told,
            )
        )
    return tuple(lines)


def _term_line(number: int, one: SentenceToServe) -> str:
    parts = [say("Sentence %(number)s: %(term_words)s", number=number, term_words=_term_words(one.term))]
    if one.imposed is not None:
        parts.append(say("imposed %(imposed)s", imposed=one.imposed))
    if one.runs_from is not None:
        parts.append(say("runs from %(runs_from)s", runs_from=one.runs_from))
    if one.minimum is not None:
        parts.append(say("of which %(term_words)s at least are to be served", term_words=_term_words(one.minimum)))
    if number > 1:
        parts.append(say("together with the one before") if one.concurrent else say("after the one before"))
    return joined(", ", parts)


def _term_words(term: Term | None) -> str:
    if term is None:
        return say("term unknown")
    if isinstance(term.shortest, Duration) and term.shortest == term.longest and not term.suspended:
        length = words(term.shortest) if term.shortest != Duration(0) else say("time served")
        return (
            say("about %(length)s (%(term)s)", length=length, term=term)
            if term.approximate
            else say("%(length)s (%(term)s)", length=length, term=term)
        )
    return str(term)


def _on_the_day(on: date, served: str | None, remaining: str | None) -> tuple[str, ...]:
    known = [
        say("%(name)s %(length)s", name=name, length=length)
        for name, length in ((say("served"), served), (say("remaining"), remaining))
        if length
    ]
    return (say("On %(on)s: %(known)s", on=on, known=joined("; ", known)),) if known else ()


def _law_lines(law: Law, facts: CaseFacts, administered_by: str | None, steps: tuple[Step, ...]) -> tuple[str, ...]:
    state = administered_by or facts.held_under or facts.held_by
    head = say("Reckoned under %(title)s", title=law.title)
    if administered_by and administered_by != facts.held_by:
        head += say(
            ", as if %(administered_by)s enforced the sentence as it was imposed", administered_by=administered_by
        )
    elif law.taken_for and state in law.states[:1] and (facts.held_under is None or administered_by):
        head += say("; taken for %(taken_for)s", taken_for=law.taken_for)
    return head, *(
        say("%(article)s: %(text)s", article=say(step.article), text=step.text)
        + (say(" (%(not_checked)s)", not_checked=NOT_CHECKED) if step.unverified else "")
        for step in steps
    )


def _served(end: SentenceEnd, on: date) -> str | None:
    """Return the time served before a day, at most the whole term; None where the start is unknown."""
    start = end.start
    if start is None or end.death or end.nothing_to_serve:
        return None
    shortest = time_between(start.latest, on) if start.latest else Duration(0)
    longest = time_between(start.earliest, on) if start.earliest else None
    low, high = _term_length(end, of_latest=False), _term_length(end, of_latest=True)
    if low is not None and _longer(shortest, low):
        shortest = low
    if high is not None and (longest is None or _longer(longest, high)):
        longest = high
    return in_words(shortest, longest)


def _term_length(end: SentenceEnd, *, of_latest: bool) -> Duration | None:
    if end.start is None or end.nominal is None:
        return None
    start, last = (end.start.latest, end.nominal.latest) if of_latest else (end.start.earliest, end.nominal.earliest)
    return time_between(start, last + _DAY) if start and last else None


def _longer(one: Duration, other: Duration) -> bool:
    return (one.months, one.days) > (other.months, other.days)


def _remaining(end: SentenceEnd, on: date) -> str | None:
    """Return the time from a day (or from the start, if later) to the nominal end, both counted."""
    if end.indeterminate and not end.death:
        return say("no fixed end: life")
    if end.nominal is None or end.start is None:
        return None
    first, last = end.nominal.earliest, end.nominal.latest
    shortest = time_between(max(on, end.start.earliest or on), first + _DAY) if first else None
    longest = time_between(max(on, end.start.latest or on), last + _DAY) if last else None
    return in_words(shortest, longest)
