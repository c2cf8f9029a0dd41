"""US federal law: the whole term less credit for good conduct, no parole, then supervised release (18 U.S.C.)."""

from datetime import date, timedelta
from math import floor

from homeward.basics.said import say
from homeward.basics.terms import Duration
from homeward.routes.parameters import DatedValue
from homeward.routes.sentences.model import DayRange, Law, Reckoning, Step
from homeward.routes.sentences.parts import (
    custody_counted,
    days_in,
    full_release,
    length_in,
    less_recorded,
    records_remission,
)
from homeward.routes.sentences.terms_to_serve import after

_YEAR = Duration(12)
_DAY = timedelta(days=1)


def prior_custody(reckoning: Reckoning) -> Step:
    """Custody for the offence before the sentence commences is credited to it, abroad too: 18 U.S.C. 3585(b)."""
    return custody_counted(reckoning, "18 U.S.C. 3585(b)", reckoning.parameters["prior_custody"].on(reckoning.on))


def no_parole(reckoning: Reckoning) -> Step:
    """Offences since 1 November 1987 carry no parole: Sentencing Reform Act 1984."""
    value = reckoning.parameters["no_parole"].values[0]
    committed = [one.committed for one in reckoning.facts.offences if one.committed is not None]
    before = any(one.earliest is None or one.earliest < value.from_day for one in committed)
    may_be_before = not committed and (reckoning.began.earliest is None or reckoning.began.earliest < value.from_day)
    if before or may_be_before:
        sentence = say(
            "The offence may have been committed before %(from_day)s, under the older law with parole, which is not"
            " written here. Give `committed` for each offence, or ask the US Parole Commission.",
            from_day=value.from_day,
        )
        return Step(value.reference, say("the older law with parole may apply"), refusal=("before-the-rules", sentence))
    text = say("no parole for offences committed since %(from_day)s", from_day=value.from_day)
    if not committed:
        text += say(", as this one is taken to be, since custody began later")
    return Step(value.reference, text, value.unverified)


def good_conduct_time(reckoning: Reckoning) -> Step | None:
    """Release comes at the end of the term less 54 days a year for good conduct: 18 U.S.C. 3624(a), (b)(1)."""
    rate = reckoning.parameters["good_conduct_days"].on(reckoning.on)
    basis = reckoning.parameters["good_conduct_basis"].on(reckoning.on)
    if rate is None or basis is None:
        return None
    if records_remission(reckoning):
        return _credit_recorded(reckoning, rate)
    start, last = reckoning.start, reckoning.last
    straddles = _straddles_the_year(start, last)
    earliest = _released(start.earliest, last.earliest, (rate, basis), Duration(12, 1) if straddles else None)
    latest = _released(start.latest, last.latest, (rate, basis), _YEAR if straddles else None)
    days = DayRange(min(earliest, default=None), max(latest, default=None))
    text = say("%(credit_words)s; release %(days)s", credit_words=_credit_words(start, last, rate, basis), days=days)
    rule = say(
        "%(reference)s: %(days)s days for each year %(basis)s",
        reference=rate.reference,
        days=rate.value,
        basis=say(str(basis.value)),
    )
    whole = full_release(say("release, less credit for good conduct"), days, rule, (basis, rate))
    return Step(rate.reference, text, rate.unverified or basis.unverified, full_release=whole)


def _credit_recorded(reckoning: Reckoning, rate: DatedValue) -> Step:
    """Return the step for credit that the case records: what was given stands, not the most that may be."""
    days = less_recorded(reckoning)
    last = reckoning.last
    text = say(
        "credit as the case records it, instead of the most that may be, %(value)s days a year", value=rate.value
    )
    if last.earliest and days.earliest and last.earliest == last.latest:
        text += say(
            ": %(days)s days off %(earliest)s", days=(last.earliest - days.earliest).days, earliest=last.earliest
        )
    text += say("; release %(days)s", days=days)
    rule = say("%(reference)s: credit as recorded", reference=rate.reference)
    whole = full_release(say("release, less credit recorded"), days, rule, (rate,))
    return Step(rate.reference, text, rate.unverified, full_release=whole)


def _straddles_the_year(start: DayRange, last: DayRange) -> bool:
    """Return whether the term may be a year or less, which earns no credit, and may be more, which earns some."""
    shortest = length_in(start.earliest, last.earliest) if start.earliest and last.earliest else Duration(0)
    longest = length_in(start.latest, last.latest) if start.latest and last.latest else None
    return not _is_over_a_year(shortest) and (longest is None or _is_over_a_year(longest))


def _is_over_a_year(length: Duration) -> bool:
    return (length.months, length.days) > (_YEAR.months, 0)


def _released(
    start: date | None,
    last: date | None,
    credit: tuple[DatedValue, DatedValue],
    edge: Duration | None,
) -> tuple[date, ...]:
    """Return the days of release at one end of the range, and for a term at the edge of a year where one is given."""
    if start is None or last is None:
        return ()
    rate, basis = credit
    lasts = (last,) if edge is None else (last, after(start, edge) - _DAY)
    found = []
    for one in lasts:
        days = good_conduct_days(start, one, rate.whole, str(basis.value))
        found.append(max(start, one - timedelta(days)))
    return tuple(found)


def good_conduct_days(start: date, last: date, rate: int, basis: str) -> int:
    """Return the most days of credit for a term: none up to a year, then by years imposed or by years served.

    By years served, credit and time served together make up the term: served x (1 + rate/365) = term.
    """
    length = length_in(start, last)
    if not _is_over_a_year(length):
        return 0
    if basis == "served":
        return floor(days_in(start, last) * rate / (365 + rate))
    return floor(rate * (length.months / 12 + length.days / 365) + 1e-9)


def _credit_words(start: DayRange, last: DayRange, rate: DatedValue, basis: DatedValue) -> str:
    text = say(
        "up to %(days)s days for each year %(basis)s (%(reference)s)",
        days=rate.value,
        basis=say(str(basis.value)),
        reference=basis.reference,
    )
    if start.earliest and start.earliest == start.latest and last.earliest and last.earliest == last.latest:
        days = good_conduct_days(start.earliest, last.earliest, rate.whole, str(basis.value))
        return (
            say("%(text)s: %(days)s days off %(earliest)s", text=text, days=days, earliest=last.earliest)
            if days
            else say("%(text)s: none, the term is a year or less", text=text)
        )
    return say("%(text)s, off the last day, %(told)s", text=text, told=last.told)


def set_by_parole_commission(reckoning: Reckoning) -> Step | None:
    """Release from a sentence transferred to the US is set by the Parole Commission: 18 U.S.C. 4106A, 4105(c)."""
    if reckoning.facts.held_by == "US":
        return None
    text = say(
        "for a sentence transferred to the US the Parole Commission sets the day of release, which may be earlier"
    )
    return Step("18 U.S.C. 4106A(b)", text, unverified=True)


def earned_time(reckoning: Reckoning) -> Step | None:
    """Earned time credits may bring supervised release up to a year forward: 18 U.S.C. 3624(g)(3); not counted."""
    value = reckoning.parameters["earned_time"].on(reckoning.on)
    if value is None:
        return None
    text = say(
        "credits earned in programmes may bring supervised release up to %(value)s months forward; not counted: the"
        " case does not say; not for every offence, nor applied under a final order of removal",
        value=value.value,
    )
    return Step(value.reference, text, value.unverified)


def supervised_release(reckoning: Reckoning) -> Step:
    """Release may be followed by supervised release, which is no imprisonment: 18 U.S.C. 3583."""
    return Step(
        "18 U.S.C. 3583", say("supervised release may follow; it is no part of the time to serve"), unverified=True
    )


def life_has_no_release(reckoning: Reckoning) -> Step:
    """A life term earns no credit and has no parole: 18 U.S.C. 3624(b)(1)."""
    sentence = say(
        "A federal sentence for life has no release date: no parole, and no credit for good conduct. Only clemency or"
        " a court's reduction (18 U.S.C. 3582(c)) ends it."
    )
    return Step("18 U.S.C. 3624(b)(1)", say("no credit for a life term"), refusal=("no-release-date", sentence))


LAW = Law(
    id="us_federal",
    title=say("US federal law"),
    states=("US",),
    since=date(1987, 11, 1),
    rules=(
        prior_custody,  # 18 U.S.C. 3585(b)
        no_parole,  # Sentencing Reform Act 1984
        good_conduct_time,  # 18 U.S.C. 3624(b)
        set_by_parole_commission,  # 18 U.S.C. 4106A
        earned_time,  # 18 U.S.C. 3624(g)
        supervised_release,  # 18 U.S.C. 3583
    ),
    rules_for_life=(prior_custody, no_parole, life_has_no_release),
    taken_for=say("a federal sentence, since the case names no state of the US"),
)
