"""How much of a sentence has been served when: parts and lengths of it as ranges of days."""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from math import ceil

from homeward.basics.dates import PartialDate
from homeward.basics.said import say
from homeward.basics.terms import Duration
from homeward.routes.model import CreditPer, ReleaseDate
from homeward.routes.parameters import DatedValue
from homeward.routes.sentences.durations import time_between
from homeward.routes.sentences.model import DayRange, Reckoning, Step, days_before
from homeward.routes.sentences.terms_to_serve import after, credit_days, lengths_of, sentences_to_serve

_DAY = timedelta(days=1)


def days_in(start: date, last: date) -> int:
    """Return how many days a sentence has, the first and the last counted."""
    return (last - start).days + 1


def length_in(start: date, last: date) -> Duration:
    """Return how long a sentence is by the calendar."""
    return time_between(start, last + _DAY)


def part_served(reckoning: Reckoning, part: Fraction) -> DayRange:
    """Return the day on which a part of the whole sentence has been served, a part of a day counting as a whole one."""
    start, last = reckoning.start, reckoning.last
    return DayRange(_part_on(start.earliest, last.earliest, part), _part_on(start.latest, last.latest, part))


def _part_on(start: date | None, last: date | None, part: Fraction) -> date | None:
    if start is None or last is None:
        return None
    return start + timedelta(ceil(days_in(start, last) * part) - 1)


def time_served(reckoning: Reckoning, shortest: Duration, longest: Duration | None = None) -> DayRange:
    """Return the day on which a length of time has been served; `longest` where the length is uncertain."""
    start = reckoning.start
    return DayRange(
        start.earliest and after(start.earliest, shortest) - _DAY,
        start.latest and after(start.latest, longest or shortest) - _DAY,
    )


def minimum_served(reckoning: Reckoning) -> DayRange | None:
    """Return the day on which the longest minimum that a court set has been served; None where none is known."""
    found = None
    for one in sentences_to_serve(reckoning.facts):
        if one.minimum is None:
            continue
        shortest, longest = lengths_of(one.minimum)
        served = time_served(reckoning, shortest, longest)
        served = DayRange(served.earliest, None) if longest is None else served
        found = served if found is None else found.or_later(served)
    return found


def recorded_days(reckoning: Reckoning, length: Duration) -> int:
    """Return the days of remission for each year or month that the case records."""
    credits = [one for one in reckoning.facts.credits if one.per is not CreditPer.TOTAL]
    return credit_days(credits, length)


def records_remission(reckoning: Reckoning) -> bool:
    """Return whether the case records remission for each year or month: what was given then stands for what may be."""
    return any(one.per is not CreditPer.TOTAL for one in reckoning.facts.credits)


def less_recorded(reckoning: Reckoning) -> DayRange:
    """Return the last day less the remission for each year or month that the case records."""
    start, last = reckoning.start, reckoning.last
    return DayRange(
        _less_recorded(reckoning, start.earliest, last.earliest), _less_recorded(reckoning, start.latest, last.latest)
    )


def _less_recorded(reckoning: Reckoning, start: date | None, last: date | None) -> date | None:
    if not records_remission(reckoning):
        return last
    if start is None or last is None:
        return None
    return max(start, days_before(last, recorded_days(reckoning, length_in(start, last))))


def release(name: str, days: DayRange, rule: str, values: Sequence[DatedValue] = ()) -> tuple[ReleaseDate, ...]:
    """Return a release date as a tuple of one, or of none where nothing can be said of the day."""
    day = days.edtf
    if day is None:
        return ()
    source = next((one.source for one in values if one.source), None)
    return (ReleaseDate(name, day, rule, source, any(one.unverified for one in values)),)


def full_release(name: str, days: DayRange, rule: str, values: Sequence[DatedValue] = ()) -> ReleaseDate | None:
    """Return the date of full release, or None where nothing can be said of the day."""
    return next(iter(release(name, days, rule, values)), None)


def custody_counted(reckoning: Reckoning, article: str, value: DatedValue | None = None) -> Step:
    """Return the step that says from which day time counts, and which custody is left out."""
    facts, first = reckoning.facts, sentences_to_serve(reckoning.facts)[0]
    if first.runs_from is None:
        text = say("custody since %(in_custody_since)s counts as time served", in_custody_since=facts.in_custody_since)
    else:
        text = say("time counts from %(runs_from)s, as the case says", runs_from=first.runs_from)
        if _is_before(facts.in_custody_since, first.runs_from):
            text += say(
                "; custody from %(in_custody_since)s until then is left out (give the earlier day as `runs_from`, or"
                " the days as `credits`, where it was credited)",
                in_custody_since=facts.in_custody_since,
            )
    total = sum(one.days for one in facts.credits if one.per is CreditPer.TOTAL)
    if total:
        text += say("; %(total)s more days are recorded as credited", total=total)
    return Step(article, text, value is not None and value.unverified)


def _is_before(one: PartialDate | None, other: PartialDate) -> bool:
    return one is not None and one.latest is not None and other.earliest is not None and one.latest < other.earliest


def is_foreign_national(reckoning: Reckoning, state: str) -> bool:
    """Return whether the person's nationalities are known and the State's is none of them."""
    nationalities = reckoning.facts.nationalities
    return bool(nationalities) and state not in nationalities


def imposed_in(reckoning: Reckoning) -> DayRange:
    """Return when the sentences may have been imposed; where that is unknown, some day since custody began."""
    to_serve = sentences_to_serve(reckoning.facts)
    known = [one.imposed for one in to_serve if one.imposed is not None]
    if not known or len(known) < len(to_serve):
        return DayRange(reckoning.began.earliest, None)
    return DayRange(
        min((one.from_day for one in known), default=None) if all(one.earliest for one in known) else None,
        max((one.to_day for one in known), default=None) if all(one.latest for one in known) else None,
    )
