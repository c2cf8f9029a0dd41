"""French law: reductions of sentence, then conditional release at half, and after 18 or 22 years of life (CPP, CP)."""

from datetime import date, timedelta
from fractions import Fraction

from homeward.basics.dates import add_months
from homeward.basics.said import joined, say
from homeward.basics.terms import Duration
from homeward.routes.parameters import DatedValue
from homeward.routes.sentences.model import DayRange, Law, Reckoning, Step
from homeward.routes.sentences.parts import (
    custody_counted,
    days_in,
    full_release,
    is_foreign_national,
    length_in,
    less_recorded,
    minimum_served,
    part_served,
    records_remission,
    release,
    time_served,
)

_MOST_FOR_PART_OF_A_YEAR = Duration(2)
_DAY = timedelta(days=1)


def custody_before_judgment(reckoning: Reckoning) -> Step:
    """Detention before the judgment is taken off the term: Code of Criminal Procedure, art. 716-4."""
    step = custody_counted(reckoning, "Code of Criminal Procedure, art. 716-4")
    return Step(step.article, step.text, unverified=True)


def reductions_of_sentence(reckoning: Reckoning) -> Step:
    """Reductions come by themselves for those imprisoned before 2023, and are granted since: art. 721."""
    days = _last_day_reduced(reckoning)
    regimes = _regimes(reckoning)
    texts = {
        "credit": say(
            "three months for the first year and two for each later one come off by themselves, unless withdrawn"
        ),
        "granted": say(
            "up to six months for each year in prison may be granted, from none to all of them counted here"
        ),
    }
    if records_remission(reckoning):
        texts = dict.fromkeys(texts, say("reductions as the case records them"))
        regimes = regimes[-1:]
    told = joined(say(" or, if custody began in 2023 or later, "), (texts[str(one.value)] for one in regimes))
    rule = regimes[-1].reference
    name = say("end of the term, less reductions of sentence")
    return Step(
        rule,
        say("%(told)s; the term then ends %(days)s", told=told, days=days),
        any(one.unverified for one in regimes),
        full_release=full_release(name, days, rule, regimes),
    )


def conditional_release(reckoning: Reckoning) -> Step:
    """Conditional release once as much has been served as is left, fifteen or twenty years at most: art. 729."""
    values = _by_record(reckoning, "release_part")
    most = _by_record(reckoning, "release_most")
    low, high = min(one.fraction for one in values), max(one.fraction for one in values)
    reduced = _last_day_reduced(reckoning, all_granted=True)
    days = DayRange(
        _served(reckoning.start.earliest, reduced.earliest, low, min(one.whole for one in most)),
        _served(reckoning.start.latest, reckoning.last.latest, high, max(one.whole for one in most)),
    )
    text = say("as much is served as is left, reductions counted, %(days)s", days=days)
    days, said = _after_security_period(reckoning, days)
    unverified = any(one.unverified for one in values)
    rule = say("%(reference)s: time served at least the time left", reference=values[0].reference)
    name = say("as much served as is left: conditional release may be granted")
    return Step(values[0].reference, text + said, unverified, conditional_release=release(name, days, rule, values))


def release_for_removal(reckoning: Reckoning) -> Step | None:
    """Conditional release of who must leave France hangs on leaving it, and needs no consent: art. 729-2."""
    if not is_foreign_national(reckoning, "FR"):
        return None
    text = say(
        "where the person is ordered to leave France, conditional release may hang on leaving, without their consent"
    )
    return Step("Code of Criminal Procedure, art. 729-2", text, unverified=True)


def life_conditional_release(reckoning: Reckoning) -> Step:
    """Conditional release from life after 18 years, 22 in recidivism: art. 729."""
    values = _by_record(reckoning, "life_least")
    low, high = min(one.whole for one in values), max(one.whole for one in values)
    if (minimum := minimum_served(reckoning)) is None:
        longest = max(high, reckoning.parameters["security_life"].values[-1].whole)
        days, said = (
            time_served(reckoning, Duration(12 * low), Duration(12 * longest)),
            (
                say(
                    "; up to %(longest)s years with a security period, longer only by special decision (enter"
                    " `minimum`)",
                    longest=longest,
                )
            ),
        )
    else:
        days = time_served(reckoning, Duration(12 * low), Duration(12 * high)).or_later(minimum)
        said = say("; the security period ends %(minimum)s", minimum=minimum)
    years = str(low) if low == high else say("%(low)s to %(high)s", low=low, high=high)
    name = say("least of a life sentence served: conditional release may be granted")
    return Step(
        values[0].reference,
        say(
            "%(years)s years of a life sentence are served%(said)s; together %(days)s",
            years=years,
            said=said,
            days=days,
        ),
        conditional_release=release(
            name, days, say("%(reference)s: %(years)s years", reference=values[0].reference, years=years), values
        ),
    )


def _after_security_period(reckoning: Reckoning, days: DayRange) -> tuple[DayRange, str]:
    """Return the days once no security period stands in the way (Criminal Code, art. 132-23), and how to say so."""
    if (minimum := minimum_served(reckoning)) is not None:
        return days.or_later(minimum), say("; the security period ends %(minimum)s", minimum=minimum)
    longer_than = reckoning.parameters["security_from"].values[-1].whole
    start, last = reckoning.start.latest, reckoning.last.latest
    length = length_in(start, last) if start and last else None
    if length is not None and (length.months, length.days) <= (longer_than, 0):
        return days, ""
    part = reckoning.parameters["security_part"].values[-1]
    latest = part_served(reckoning, part.fraction).latest
    said = say(
        "; a security period, if any, may last until %(value)s of the term (%(reference)s; enter `minimum`)",
        value=part.value,
        reference=part.reference,
    )
    return DayRange(days.earliest, max(days.latest, latest) if days.latest and latest else None), said


def _by_record(reckoning: Reckoning, name: str) -> tuple[DatedValue, ...]:
    """Return the values that apply: for a recidivist, for who is none, or for both where that is unknown."""
    known = {True: ("recidivist",), False: ("first offender",), None: ("first offender", "recidivist")}
    found = (reckoning.parameters[name].on(reckoning.on, one) for one in known[reckoning.facts.recidivist])
    return tuple(one for one in found if one is not None)


def _regimes(reckoning: Reckoning) -> tuple[DatedValue, ...]:
    custody = reckoning.facts.in_custody_since
    first, last = (custody.from_day, custody.to_day) if custody else (reckoning.began.earliest, reckoning.began.latest)
    return (
        reckoning.parameters["reduction_regime"].between(first, last)
        or reckoning.parameters["reduction_regime"].values[:1]
    )


def _last_day_reduced(reckoning: Reckoning, *, all_granted: bool = False) -> DayRange:
    """Return the last day after reductions; `all_granted` counts as many before release as the law lets."""
    if records_remission(reckoning):
        return less_recorded(reckoning)
    regimes = {str(one.value) for one in _regimes(reckoning)}
    start, last = reckoning.start, reckoning.last
    earliest, latest = [last.earliest], [last.latest]
    if "granted" in regimes:
        earliest.append(_served(start.earliest, last.earliest, _part_left(reckoning, "granted_year"), None))
    if "credit" in regimes:
        earliest.append(_less_credit(reckoning, start.earliest, last.earliest))
    if "credit" in regimes and all_granted:
        earliest.append(_served(start.earliest, earliest[-1], _part_left(reckoning, "more_granted_year"), None))
    if regimes == {"credit"}:
        latest.append(_less_credit(reckoning, start.latest, last.latest))
    return DayRange(_earliest(earliest), _earliest(latest))


def _part_left(reckoning: Reckoning, name: str) -> Fraction:
    """Return the part of a term that is served where every year in prison brings so many months of reduction."""
    return Fraction(12, 12 + reckoning.parameters[name].values[-1].whole)


def _earliest(days: list[date | None]) -> date | None:
    return None if None in days else min(day for day in days if day is not None)


def _less_credit(reckoning: Reckoning, start: date | None, last: date | None) -> date | None:
    """Return the last day less the credit: by year of the term, by month for what is less than a year."""
    if start is None or last is None:
        return None
    first, later, month = (
        reckoning.parameters[name].values[-1].whole
        for name in ("credit_first_year", "credit_later_years", "credit_month")
    )
    length = length_in(start, last)
    years, months = divmod(length.months, 12)
    for_months = (
        _shorter(Duration(0, month * months), _MOST_FOR_PART_OF_A_YEAR) if years else Duration(0, month * months)
    )
    whole = first + later * (years - 1) if years else 0
    reduced = add_months(last + _DAY, -whole - for_months.months) - for_months.days * _DAY - _DAY
    return max(start, reduced)


def _shorter(one: Duration, other: Duration) -> Duration:
    return one if one.in_days <= other.in_days else other


def _served(start: date | None, last: date | None, part: Fraction, most_years: int | None) -> date | None:
    if start is None or last is None:
        return None
    served = start + timedelta(-(-days_in(start, last) * part // 1) - 1)
    return served if most_years is None else min(served, add_months(start, 12 * most_years) - _DAY)


LAW = Law(
    id="france",
    title=say("French law"),
    states=("FR",),
    since=date(2005, 1, 1),
    rules=(
        custody_before_judgment,  # Code of Criminal Procedure, art. 716-4
        reductions_of_sentence,  # art. 721
        conditional_release,  # art. 729; Criminal Code, art. 132-23
        release_for_removal,  # art. 729-2
    ),
    rules_for_life=(custody_before_judgment, life_conditional_release, release_for_removal),
)
