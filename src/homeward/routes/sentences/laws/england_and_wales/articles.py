"""England and Wales: release on licence at a part of the term set by offence, length and date (CJA 2003)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from math import ceil

from homeward.basics.said import joined, say
from homeward.routes.parameters import DatedValue
from homeward.routes.sentences.model import DayRange, Law, Reckoning, Step, WhyNot
from homeward.routes.sentences.parts import (
    custody_counted,
    days_in,
    full_release,
    imposed_in,
    is_foreign_national,
    length_in,
    less_recorded,
    minimum_served,
    part_served,
    release,
)

CLASSES = ("ordinary", "excluded", "schedule 15", "terrorist")
"""The classes of offence that the rules tell apart, as parameters.yaml describes them."""

_FIVE_YEARS = 60  # months: S.I. 2024/844 begins later for terms of this length
_FOUR_YEARS = (
    48  # months: shorter terms for violence are not excluded from S.I. 2024/844, those for sexual offences are
)


def remand_counts_as_served(reckoning: Reckoning) -> Step:
    """Days remanded in custody count as served: Criminal Justice Act 2003, s. 240ZA."""
    return custody_counted(reckoning, "Criminal Justice Act 2003, s. 240ZA")


def release_on_licence(reckoning: Reckoning) -> Step | None:
    """Release on licence at half, two fifths or two thirds of the term: ss. 244, 244ZA; S.I. 2020/158, 2024/844."""
    imposed = imposed_in(reckoning)
    begins = reckoning.parameters["release_part"].values[0].from_day
    if imposed.earliest is None or imposed.earliest < begins:
        return Step("Criminal Justice Act 2003, s. 244", say("the law before 2005 may apply"), refusal=_too_old(begins))
    unknown, classes = _classes(reckoning)
    automatic = [one for one in classes if one != "terrorist"]
    if not automatic:
        return None
    found = [
        *(_release_day(reckoning, one, of_earliest=True, imposed=imposed.earliest) for one in automatic),
        *(_release_day(reckoning, one, of_earliest=False, imposed=imposed.latest or date.max) for one in automatic),
    ]
    days = DayRange(_least(day for day, _ in found[: len(automatic)]), _most(day for day, _ in found[len(automatic) :]))
    used = tuple(dict.fromkeys(value for _, value in found if value))
    articles = joined("; ", dict.fromkeys(value.reference for value in used)) or say(
        "Criminal Justice Act 2003, s. 244"
    )
    parts = joined(say(" or "), sorted({str(value.value) for value in used}))
    text = say("%(parts)s of the term is served %(days)s", parts=parts, days=days)
    if unknown:
        text += say(
            "; the class of the offence is unknown (enter `gravity` as one of: %(names)s)", names=", ".join(CLASSES)
        )
    return Step(
        articles,
        text,
        any(value.unverified for value in used),
        conditional_release=release(
            say("release on licence, of right"),
            days,
            say("%(articles)s: %(parts)s of the term", articles=articles, parts=parts),
            used,
        ),
    )


def parole_board_for_terrorists(reckoning: Reckoning) -> Step | None:
    """A terrorist is released by the Parole Board only, from two thirds: s. 247A."""
    value = reckoning.parameters["terrorist_part"].on(reckoning.on)
    if value is None or "terrorist" not in _classes(reckoning)[1]:
        return None
    days = part_served(reckoning, value.fraction)
    name = say("two thirds served: the Parole Board may release") + (
        say(", if the offence is a terrorist one") if _classes(reckoning)[0] else ""
    )
    return Step(
        value.reference,
        say(
            "for a terrorist offence, the Parole Board may release once %(value)s is served, %(days)s",
            value=value.value,
            days=days,
        ),
        value.unverified,
        conditional_release=release(
            name, days, say("%(reference)s: %(value)s", reference=value.reference, value=value.value), (value,)
        ),
    )


def removal_from_prison(reckoning: Reckoning) -> Step | None:
    """Who is liable to removal from the UK may be removed before release: Criminal Justice Act 2003, s. 260."""
    if not is_foreign_national(reckoning, "GB"):
        return None
    text = say("who is liable to removal from the United Kingdom may be removed some months earlier; not counted")
    return Step("Criminal Justice Act 2003, s. 260", text, unverified=True)


def earlier_release_to_come(reckoning: Reckoning) -> Step | None:
    """One third for most is enacted, from a day to be appointed: Sentencing Act 2026, s. 23."""
    value = reckoning.parameters["earlier_part_to_come"].on(reckoning.on)
    if value is None:
        return None
    text = say(
        "sets %(value)s for most sentences from a day to be appointed; not counted: look up whether it has begun",
        value=value.value,
    )
    return Step(value.reference, text, value.unverified)


def end_of_sentence(reckoning: Reckoning) -> Step:
    """The sentence lasts to its end, on licence after release: Criminal Justice Act 2003, s. 249."""
    days = less_recorded(reckoning)
    rule = say("Criminal Justice Act 2003, s. 249: the licence lasts to the end of the sentence")
    whole = full_release(say("end of the sentence, on licence until then"), days, rule)
    return Step(
        "Criminal Justice Act 2003, s. 249",
        say("the sentence and licence end %(days)s", days=days),
        unverified=True,
        full_release=whole,
    )


def life_minimum_term(reckoning: Reckoning) -> Step:
    """From life the Parole Board may release once the minimum term is served: Crime (Sentences) Act 1997, s. 28."""
    value = reckoning.parameters["life_release"].values[-1]
    days = minimum_served(reckoning)
    if days is None:
        sentence = say(
            "A life sentence has a minimum term that the court sets, or a whole life order. Enter `minimum`."
        )
        return Step(
            value.reference, say("release depends on the minimum term"), refusal=("minimum-term-unknown", sentence)
        )
    name = say("minimum term served: the Parole Board may release")
    return Step(
        value.reference,
        say("the minimum term is served %(days)s; the Parole Board decides", days=days),
        value.unverified,
        conditional_release=release(
            name, days, say("%(reference)s: the minimum term", reference=value.reference), (value,)
        ),
    )


_Found = tuple[date | None, DatedValue | None]


def _release_day(reckoning: Reckoning, of: str, *, of_earliest: bool, imposed: date) -> _Found:
    """Return the day of release for a class of offence at one end of start and term, and the value that sets it."""
    start, last = reckoning.start, reckoning.last
    first_day, last_day = (start.earliest, last.earliest) if of_earliest else (start.latest, last.latest)
    if first_day is None or last_day is None:
        return None, None
    months = length_in(first_day, last_day).months
    if of == "schedule 15":
        long = reckoning.parameters["long_release_part"].on(imposed)
        least = reckoning.parameters["least_term"].on(imposed)
        if long and least and months >= least.whole:
            return _served(first_day, last_day, long.fraction), replace(long, unverified=least.unverified)
    half = reckoning.parameters["release_part"].on(imposed, of)
    if half is None:
        return None, None
    day = _served(first_day, last_day, half.fraction)
    early = reckoning.parameters["forty_per_cent"].on(
        reckoning.on, "under five years" if months < _FIVE_YEARS else "five years or more"
    )
    may_be_early = of == "ordinary" or (of == "schedule 15" and of_earliest and months < _FOUR_YEARS)
    if early is not None and may_be_early and day >= early.from_day:
        return max(_served(first_day, last_day, early.fraction), early.from_day), early
    return day, half


def _served(start: date, last: date, part: Fraction) -> date:
    return start + timedelta(ceil(days_in(start, last) * part) - 1)


def _least(days: Iterable[date | None]) -> date | None:
    found = list(days)
    return None if None in found else min(day for day in found if day)


def _most(days: Iterable[date | None]) -> date | None:
    found = list(days)
    return None if None in found else max(day for day in found if day)


def _classes(reckoning: Reckoning) -> tuple[bool, tuple[str, ...]]:
    """Return whether the class of some offence is unknown, and every class that then has to be tried."""
    named = [one.gravity for one in reckoning.facts.offences]
    if not named or any(one not in CLASSES for one in named):
        return True, CLASSES
    if "terrorist" in named:
        return False, ("terrorist",)
    return False, tuple(dict.fromkeys(one for one in named if one is not None))


def _too_old(begins: date) -> WhyNot:
    sentence = say(
        "The sentence was or may have been imposed before %(begins)s, under the Criminal Justice Act 1991, which is"
        " not written here. Enter `imposed` for each sentence.",
        begins=begins,
    )
    return "before-the-rules", sentence


LAW = Law(
    id="england_and_wales",
    title=say("the law of England and Wales"),
    states=("GB", "GB-EAW", "GB-ENG", "GB-WLS"),
    since=date(2005, 4, 4),
    rules=(
        remand_counts_as_served,  # s. 240ZA
        release_on_licence,  # ss. 244, 244ZA; S.I. 2020/158; S.I. 2024/844
        parole_board_for_terrorists,  # s. 247A
        removal_from_prison,  # s. 260
        earlier_release_to_come,  # Sentencing Act 2026, s. 23
        end_of_sentence,  # s. 249
    ),
    rules_for_life=(remand_counts_as_served, life_minimum_term),  # Crime (Sentences) Act 1997, s. 28
    taken_for=say("a sentence of England and Wales, since the case names neither Scotland nor Northern Ireland"),
)
