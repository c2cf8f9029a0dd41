"""Russian law: conditional release by the gravity of the offence, custody on remand credited (Criminal Code)."""

import re
from datetime import date, timedelta
from fractions import Fraction
from math import floor

from homeward.basics.said import joined, say
from homeward.basics.terms import Duration
from homeward.routes.model import Stage
from homeward.routes.parameters import DatedValue
from homeward.routes.sentences.model import Law, Reckoning, Step, WhyNot
from homeward.routes.sentences.parts import (
    custody_counted,
    days_in,
    full_release,
    less_recorded,
    part_served,
    release,
    time_served,
)
from homeward.routes.sentences.terms_to_serve import sentences_to_serve

_ARTICLE = re.compile(r"(\d+(?:\.\d+)?)(\(\d+\))?")
_REGIMES = ("settlement", "general", "strict", "special", "prison")


def remand_counts_as_term(reckoning: Reckoning) -> Step:
    """A day in custody before the sentence is final counts for one, one and a half or two: art. 72(3.1), (3.2)."""
    step = custody_counted(reckoning, "Criminal Code, art. 72(3.1)")
    values = _day_counts(reckoning)
    fewest, most = _extra_days(reckoning)
    counts = sorted({str(one.value) for one in values})
    text = say(
        "%(text)s; a day before the sentence is final counts for %(counts)s",
        text=step.text,
        counts=joined(say(" or "), counts),
    )
    if most:
        text += say(": %(days)s days more than served", days=_between(fewest, most))
        if not _regimes(reckoning):
            text += say(" (enter the `regime` the court ordered)")
    return Step(step.article, text, any(one.unverified for one in values))


def conditional_release(reckoning: Reckoning) -> Step:
    """Conditional release after one third to four fifths by gravity, six months at least: art. 79(3), (4)."""
    least = reckoning.parameters["release_least"].values[-1]
    gravities = _gravities(reckoning)
    if not isinstance(gravities, frozenset):
        return Step("Criminal Code, art. 79(3)", say("the part to serve depends on gravity"), refusal=gravities)
    parts = [part for one in gravities if (part := reckoning.parameters["release_part"].on(reckoning.on, one))]
    if len(parts) < len(gravities):
        sentence = say(
            "Which part must be served for %(names)s on %(on)s is not written here.",
            names=", ".join(sorted(gravities)),
            on=reckoning.on,
        )
        return Step(
            "Criminal Code, art. 79(3)", say("an older wording applies"), refusal=("before-the-rules", sentence)
        )
    part = max(parts, key=lambda one: one.fraction)
    days = part_served(reckoning, part.fraction).earlier_by(*_extra_days(reckoning))
    days = days.or_later(time_served(reckoning, Duration(least.whole)))
    used = (part, *_day_counts(reckoning))
    return Step(
        part.reference,
        say(
            "%(value)s of the term for an offence of the class %(kind)s, six months at least, is served %(days)s; a"
            " court decides",
            value=part.value,
            kind=say(str(part.for_)),
            days=days,
        ),
        any(one.unverified for one in used),
        conditional_release=release(
            say("%(value)s served: a court may release conditionally", value=part.value),
            days,
            say("%(reference)s: %(value)s", reference=part.reference, value=part.value),
            used,
        ),
    )


def end_of_term(reckoning: Reckoning) -> Step:
    """The term is served to its end less what counts double: art. 72; there is no remission for conduct."""
    days = less_recorded(reckoning).earlier_by(*_extra_days(reckoning))
    used = tuple(_day_counts(reckoning))
    whole = full_release(
        say("end of the term"), days, say("Criminal Code, art. 72(3.1): the term less custody credited"), used
    )
    return Step(
        "Criminal Code, art. 72",
        say("the term ends %(days)s", days=days),
        any(one.unverified for one in used),
        full_release=whole,
    )


def life_conditional_release(reckoning: Reckoning) -> Step:
    """Release from life may be asked for after 25 years actually served: art. 79(5)."""
    least = reckoning.parameters["life_least"].values[-1]
    days = time_served(reckoning, Duration(12 * least.whole))
    return Step(
        least.reference,
        say("%(value)s years of a life sentence are served %(days)s; a court decides", value=least.value, days=days),
        least.unverified,
        conditional_release=release(
            say("%(value)s years served: a court may release conditionally", value=least.value),
            days,
            say("%(reference)s: %(value)s years", reference=least.reference, value=least.value),
            (least,),
        ),
    )


def _regimes(reckoning: Reckoning) -> frozenset[str]:
    return frozenset(one.regime for one in sentences_to_serve(reckoning.facts) if one.regime in _REGIMES)


def _day_counts(reckoning: Reckoning) -> tuple[DatedValue, ...]:
    """Return what a day on remand may count for: by the institution ordered, or by each where that is unknown."""
    counts = reckoning.parameters["remand_day"]
    never_more = reckoning.parameters["never_more_than_a_day"].on(reckoning.on)
    named = {name for one in reckoning.facts.offences for name in _names(one.article)}
    if never_more and named & set(str(never_more.value).split()):
        return tuple(one for one in (counts.on(reckoning.on, "strict"),) if one)
    found = [counts.on(reckoning.on, regime) for regime in sorted(_regimes(reckoning)) or _REGIMES]
    return tuple(one for one in found if one is not None)


def _extra_days(reckoning: Reckoning) -> tuple[int, int]:
    """Return how many days more than served custody on remand counts for: fewest and most."""
    counts = [Fraction(str(one.value)) for one in _day_counts(reckoning)]
    if not counts or max(counts) == 1:
        return 0, 0
    start, last = reckoning.start, reckoning.last
    fewest, most = _remand_days(reckoning)
    at_least = _extra(fewest, start.latest, last.latest, min(counts))
    return at_least, max(at_least, _extra(most, start.earliest, last.earliest, max(counts)))


def _extra(remand: int | None, start: date | None, last: date | None, count: Fraction) -> int:
    """Return the days that remand adds; who waits on remand to the end has served the term by then."""
    if start is None or last is None:
        return 0 if remand is None else floor(remand * (count - 1))
    to_the_end = floor(days_in(start, last) * (1 - 1 / count))
    return to_the_end if remand is None else min(floor(remand * (count - 1)), to_the_end)


def _remand_days(reckoning: Reckoning) -> tuple[int, int | None]:
    """Return the days from the start of custody until the judgment was final; None where no end of them is known."""
    began = reckoning.began
    finals = [one.final_since for one in reckoning.facts.judgments]
    known = [one for one in finals if one is not None]
    if known and len(known) == len(finals) and began.earliest and began.latest:
        first, last = min(one.from_day for one in known), max(one.to_day for one in known)
        return max(0, _days(began.latest, first)), max(0, _days(began.earliest, last))
    imposed = [
        one.imposed.from_day for one in sentences_to_serve(reckoning.facts) if one.imposed and one.imposed.earliest
    ]
    fewest = max(0, _days(began.latest, min(imposed))) if imposed and began.latest else 0
    if reckoning.facts.stage is Stage.FINAL and began.earliest:  # final by the day asked about, whenever that was
        return fewest, max(fewest, _days(began.earliest, reckoning.on))
    return fewest, None


def _days(earlier: date, later: date) -> int:
    return (later - earlier) // timedelta(days=1)


def _between(fewest: int, most: int) -> str:
    return str(most) if fewest == most else say("%(fewest)s to %(most)s", fewest=fewest, most=most)


def _names(article: str | None) -> tuple[str, ...]:
    """Return how parameters may name an article, with its part first: `228(2)`, then `228`."""
    found = _ARTICLE.search(article or "")
    if found is None:
        return ()
    return (f"{found[1]}{found[2]}", found[1]) if found[2] else (found[1],)


def _gravities(reckoning: Reckoning) -> frozenset[str] | WhyNot:
    """Return the classes of the offences, or the refusal where one is unknown."""
    found: set[str] = set()
    known = {value.for_ for value in reckoning.parameters["release_part"].values if value.for_}
    for offence in reckoning.facts.offences:
        gravity = offence.gravity or _gravity_of(reckoning, offence.article)
        if gravity not in known:
            return _unknown(say("The gravity of the offence “%(name)s” is unknown.", name=offence.name), known)
        found.add(gravity)
    return frozenset(found) if found else _unknown(say("No offence is recorded, so its gravity is unknown."), known)


def _gravity_of(reckoning: Reckoning, article: str | None) -> str | None:
    """Return the class of an article of the Criminal Code, where the law is Russian and the parameters list it."""
    if reckoning.facts.held_by != "RU":
        return None
    table = {value.for_: str(value.value) for value in reckoning.parameters["gravity_of_article"].values}
    return next((table[name] for name in _names(article) if name in table), None)


def _unknown(why: str, known: set[str]) -> WhyNot:
    return "gravity-unknown", say(
        "%(why)s Enter `gravity` of each offence as one of: %(names)s.", why=why, names=", ".join(sorted(known))
    )


LAW = Law(
    id="russia",
    title=say("Russian law"),
    states=("RU",),
    since=date(2003, 12, 16),
    rules=(
        remand_counts_as_term,  # art. 72(3.1), (3.2)
        conditional_release,  # art. 79(3), (4)
        end_of_term,  # art. 72
    ),
    rules_for_life=(life_conditional_release,),  # art. 79(5)
    parts_too=True,
)
