"""When sentences end: several together, from uncertain dates and terms, with the remission that the case records.

Needs no law but this: the first day counts, and sentences follow one another unless they are said to run together.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from math import ceil, floor

from homeward.basics.dates import PartialDate, add_months
from homeward.basics.terms import Duration, Term, WithoutLength
from homeward.routes.model import CaseFacts, Credit, CreditPer, Outcome, SentenceToServe
from homeward.routes.sentences.model import DayRange, SentenceEnd, days_before

_DAY = timedelta(days=1)
_NONE = Duration(0)


_Days = tuple[date | None, date | None]
"""Earliest and latest day, None where that end is open: plain, since every case against every treaty asks for it."""
_Lengths = tuple[Duration, Duration | None]
"""Shortest and longest length; None has no end that is known."""


def sentence_end(facts: CaseFacts) -> SentenceEnd:
    """Return when all sentences together end, nominally and less the credits on record, as ranges of days.

    A sentence runs from `runs_from`; the first, where that is unknown, from `in_custody_since`. Later ones follow the
    end of those before, or run together with the one before where `concurrent`. Suspended ones are not served.
    """
    if not facts.sentences:
        return SentenceEnd(_range(_days_of(facts.in_custody_since)), None, None, None, missing=("sentences",))
    to_serve = sentences_to_serve(facts)
    if not to_serve:
        return SentenceEnd(None, None, None, nothing_to_serve=True)
    start = _days_of(to_serve[0].runs_from) or _days_of(facts.in_custody_since)
    missing: tuple[str, ...] = () if start else ("start",)
    perhaps, lengths = False, []
    for one in to_serve:
        term = one.term
        if term is None:
            perhaps, missing = True, ("term", *missing) if "term" not in missing else missing
        elif type(term.shortest) is WithoutLength:
            death = WithoutLength.DEATH in [other.term.shortest for other in to_serve if other.term]
            return SentenceEnd(_range(start), None, None, True, death, missing=missing)
        elif type(term.longest) is WithoutLength:
            perhaps = True
        lengths.append(lengths_of(term))
    indeterminate = None if perhaps else False
    if start is None:
        return SentenceEnd(None, None, None, indeterminate, missing=missing)
    last, in_all = _last_day(start, to_serve, lengths)
    nominal = DayRange(*last)
    after_credits = _less_credits(nominal, start, in_all, facts.credits)
    return SentenceEnd(DayRange(*start), nominal, after_credits, indeterminate, missing=missing)


def sentences_to_serve(facts: CaseFacts) -> list[SentenceToServe]:
    """Return the sentences that are not suspended, those of unknown term among them."""
    return [one for one in facts.sentences if one.term is None or not one.term.suspended]


def months_are_left(end: SentenceEnd, months: int, received: PartialDate, *, less_credits: bool = False) -> Outcome:
    """Return whether so many months or more remain to be served on a day, that day and the last one included.

    A sentence without a fixed end always leaves enough; a death sentence is no time to serve and stays unknown,
    as does what depends on days or terms that are not known.
    """
    if end.death:
        return Outcome.UNKNOWN
    if end.indeterminate:
        return Outcome.MET
    if end.nothing_to_serve:
        return Outcome.NOT_MET
    last = end.after_credits if less_credits else end.nominal
    if last is None or (received.earliest is None and received.latest is None):
        return Outcome.UNKNOWN
    if last.earliest and received.latest and add_months(received.to_day, months) <= _next(last.earliest):
        return Outcome.MET
    if last.latest and received.earliest and add_months(received.from_day, months) > _next(last.latest):
        return Outcome.NOT_MET
    return Outcome.UNKNOWN


def last_day_with_months_left(last_day: DayRange, months: int) -> DayRange:
    """Return the last day on which so many months remain before a sentence whose last day is given ends."""
    return DayRange(
        None if last_day.earliest is None else _months_before(last_day.earliest, months),
        None if last_day.latest is None else _months_before(last_day.latest, months),
    )


def _months_before(last_day: date, months: int) -> date:
    """Return the last day from which so many months do not reach past the end; months are of unequal length."""
    free = _next(last_day)
    day = add_months(free, -months)
    while day < free and add_months(day + _DAY, months) <= free:
        day += _DAY
    return day


def _next(day: date) -> date:
    return day if day == date.max else day + _DAY


def _days_of(day: PartialDate | None) -> _Days | None:
    """Return the days that a date may mean, "about" included; None where it names no year at all."""
    if day is None or (day.earliest is None and day.latest is None):
        return None
    if not day.approximate:
        return day.earliest, day.latest
    return day.earliest and day.from_day, day.latest and day.to_day


def _range(days: _Days | None) -> DayRange | None:
    return None if days is None else DayRange(*days)


def _last_day(start: _Days, to_serve: Sequence[SentenceToServe], lengths: Sequence[_Lengths]) -> tuple[_Days, _Lengths]:
    """Return the last day of sentences one after another (or together), and how long they last in all."""
    together_from, free = start, _free_after(start, to_serve[0], lengths[0])
    before: _Lengths = (_NONE, _NONE)
    together = lengths[0]
    for one, length in zip(to_serve[1:], lengths[1:], strict=True):
        own = _days_of(one.runs_from)
        if length[1] == _NONE:
            continue  # time served beside other sentences adds nothing to them
        if one.concurrent:
            free = _later(free, _free_after(own or together_from, one, length))
            together = _longer(together, length)
            continue
        together_from = _later(own or free, free)
        free = _free_after(together_from, one, length)
        before, together = _sum(before, together), length
    earliest, latest = free
    last = (
        earliest and max(earliest - _DAY, start[0] or date.min),
        latest and max(latest - _DAY, start[1] or date.min),
    )
    return last, _sum(before, together)


def _free_after(start: _Days, one: SentenceToServe, lengths: _Lengths) -> _Days:
    """Return the first day after a sentence that starts on a day; time served ends on the day it was imposed."""
    shortest, longest = lengths
    earliest, latest = start
    if longest == _NONE:
        imposed = _days_of(one.imposed) or (earliest, None)
        return _later(start, (imposed[0] and _next(imposed[0]), imposed[1] and _next(imposed[1])))
    free = after(latest, longest) if latest and longest else None
    return earliest and after(earliest, shortest), None if free == date.max else free


def after(day: date, length: Duration) -> date:
    """Return the day a length after a day, clamped to the calendar's last."""
    try:
        moved = add_months(day, length.months)
        return moved + timedelta(length.days) if length.days else moved
    except OverflowError:
        return date.max


def _later(one: _Days, other: _Days) -> _Days:
    earliest = max((day for day in (one[0], other[0]) if day), default=None)
    return earliest, max(one[1], other[1]) if one[1] and other[1] else None


def _sum(one: _Lengths, other: _Lengths) -> _Lengths:
    longest = _added(one[1], other[1]) if one[1] and other[1] else None
    return _added(one[0], other[0]), longest


def _added(one: Duration, other: Duration) -> Duration:
    return Duration(one.months + other.months, one.days + other.days)


def _longer(one: _Lengths, other: _Lengths) -> _Lengths:
    longest = max(one[1], other[1], key=_in_days) if one[1] and other[1] else None
    return max(one[0], other[0], key=_in_days), longest


def _in_days(length: Duration) -> float:
    return length.in_days


def lengths_of(term: Term | None) -> _Lengths:
    """Return how long a term may last; "about" reaches a quarter of its length, or a month, to either side."""
    if term is None:
        return _NONE, None
    shortest = term.shortest if isinstance(term.shortest, Duration) else _NONE
    longest = term.longest if isinstance(term.longest, Duration) else None
    if not term.approximate:
        return shortest, longest
    less = Duration(max(0, shortest.months - max(1, ceil(shortest.months / 4))), floor(shortest.days * 3 / 4))
    if longest is None:
        return less, None
    return less, Duration(longest.months + max(1, ceil(longest.months / 4)), ceil(longest.days * 5 / 4))


def _less_credits(last: DayRange, start: _Days, lengths: _Lengths, credits: Sequence[Credit]) -> DayRange:
    """Return the last day less whole days of credit, part years and months in proportion; never before the start."""
    if not credits:
        return last
    return DayRange(
        _less(last.earliest, start[0], lengths[0], credits), _less(last.latest, start[1], lengths[1], credits)
    )


def _less(last: date | None, start: date | None, length: Duration | None, credits: Sequence[Credit]) -> date | None:
    if last is None or start is None or length is None:
        return None
    return max(start, days_before(last, credit_days(credits, length)))


def credit_days(credits: Sequence[Credit], length: Duration) -> int:
    """Return the whole days of credit that a length of time earns, a part of a year or month in proportion."""
    years = length.months / 12 + length.days / 365
    given_for = {CreditPer.YEAR: years, CreditPer.MONTH: years * 12, CreditPer.TOTAL: 1.0}
    return sum(floor(one.days * given_for[one.per] + 1e-9) for one in credits)
