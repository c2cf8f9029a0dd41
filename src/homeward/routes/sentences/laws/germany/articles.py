"""German law: the court suspends the rest of a term at two thirds, or at half, and of life after 15 years (StGB)."""

from datetime import date

from homeward.basics.said import say
from homeward.basics.terms import Duration
from homeward.routes.parameters import DatedValue
from homeward.routes.sentences.model import Law, Reckoning, Step
from homeward.routes.sentences.parts import (
    custody_counted,
    full_release,
    is_foreign_national,
    length_in,
    less_recorded,
    minimum_served,
    part_served,
    release,
    time_served,
)


def custody_before_judgment(reckoning: Reckoning) -> Step:
    """Custody for the offence is counted; for custody abroad the court sets the measure: StGB § 51."""
    step = custody_counted(reckoning, "StGB § 51(1), (3), (4)")
    text = say("%(text)s; the court may count a day in custody abroad as more than one", text=step.text)
    return Step(step.article, text)


def end_of_term(reckoning: Reckoning) -> Step:
    """Without suspension the term is served to its end; there is no remission in German law."""
    days = less_recorded(reckoning)
    whole = full_release(
        say("end of the term"), days, say("StGB § 38: the whole term, less what is recorded as remitted")
    )
    return Step(
        "StGB § 38", say("no remission for conduct; the whole term ends %(days)s", days=days), full_release=whole
    )


def service_forgone_on_removal(reckoning: Reckoning) -> Step | None:
    """Service may be forgone where the person is extradited, transferred or expelled: StPO § 456a."""
    if not is_foreign_national(reckoning, "DE"):
        return None
    text = say(
        "the prosecution may forgo further service once the person is extradited, transferred or expelled; not counted"
    )
    return Step("StPO § 456a", text, unverified=True)


def rest_suspended_at_half(reckoning: Reckoning) -> Step:
    """The court may suspend the rest at half, six months at least: StGB § 57(2)."""
    part, least, longest = (_value(reckoning, name) for name in ("half", "half_least", "first_term_at_most"))
    days = part_served(reckoning, part.fraction).or_later(time_served(reckoning, Duration(least.whole)))
    first = reckoning.facts.first_prison_term
    if first and _at_most(reckoning, longest.whole):
        needs = say("a first prison sentence of %(value)s months or less", value=longest.value)
    else:
        needs = say("special circumstances")
        if first is None and not _longer_than(reckoning, longest.whole):
            needs += say(", or if it is the first prison sentence (`first_prison_term`)")
    name = say("half served: the court may suspend the rest, given %(needs)s", needs=needs)
    return Step(
        part.reference,
        say(
            "half of the term, %(value)s months at least, is served %(days)s; suspension needs %(needs)s and consent",
            value=least.value,
            days=days,
            needs=needs,
        ),
        conditional_release=release(
            name,
            days,
            say("%(reference)s: half, %(value)s months at least", reference=part.reference, value=least.value),
            (part,),
        ),
    )


def rest_suspended_at_two_thirds(reckoning: Reckoning) -> Step:
    """The court suspends the rest at two thirds, two months at least, if that can be answered for: StGB § 57(1)."""
    part, least = (_value(reckoning, name) for name in ("two_thirds", "two_thirds_least"))
    days = part_served(reckoning, part.fraction).or_later(time_served(reckoning, Duration(least.whole)))
    name = say("two thirds served: the court suspends the rest if that can be answered for and the person consents")
    return Step(
        part.reference,
        say("two thirds of the term, %(value)s months at least, are served %(days)s", value=least.value, days=days),
        conditional_release=release(
            name, days, say("%(reference)s: two thirds, two months at least", reference=part.reference), (part,)
        ),
    )


def life_suspended(reckoning: Reckoning) -> Step:
    """The rest of a life sentence may be suspended after 15 years, later where guilt is of special gravity: § 57a."""
    least = _value(reckoning, "life_least")
    days = time_served(reckoning, Duration(12 * least.whole))
    text = say("%(value)s years of a life sentence are served %(days)s", value=least.value, days=days)
    if (minimum := minimum_served(reckoning)) is not None:
        days = days.or_later(minimum)
        text += say("; the minimum set for the special gravity of guilt %(days)s", days=days)
    else:
        text += say("; later where the court found special gravity of guilt (enter `minimum` where one is set)")
    name = say("least of a life sentence served: the court may suspend the rest")
    rule = say("%(reference)s: %(value)s years", reference=least.reference, value=least.value)
    return Step(least.reference, text, conditional_release=release(name, days, rule, (least,)))


def _value(reckoning: Reckoning, name: str) -> DatedValue:
    return reckoning.parameters[name].values[-1]


def _at_most(reckoning: Reckoning, months: int) -> bool:
    start, last = reckoning.start.latest, reckoning.last.latest
    length = length_in(start, last) if start and last else None
    return length is not None and (length.months, length.days) <= (months, 0)


def _longer_than(reckoning: Reckoning, months: int) -> bool:
    start, last = reckoning.start.earliest, reckoning.last.earliest
    length = length_in(start, last) if start and last else None
    return length is not None and (length.months, length.days) > (months, 0)


LAW = Law(
    id="germany",
    title=say("German law"),
    states=("DE",),
    since=date(1986, 5, 1),
    rules=(
        custody_before_judgment,  # StGB § 51
        rest_suspended_at_half,  # StGB § 57(2)
        rest_suspended_at_two_thirds,  # StGB § 57(1)
        service_forgone_on_removal,  # StPO § 456a
        end_of_term,  # StGB § 38
    ),
    rules_for_life=(custody_before_judgment, life_suspended, service_forgone_on_removal),
    parts_too=True,
)
