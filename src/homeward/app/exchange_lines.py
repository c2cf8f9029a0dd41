"""An exchange in words: who goes home, what is agreed besides, each side's number, and why somebody is not in it."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from homeward.app.position_lines import Named, joined_names, signed
from homeward.app.wording import counted_in, figure, gettext, gettext_noop
from homeward.basics.safe_text import one_line
from homeward.exchanges.model import Answer, Exchange, Gives, LeftOut, Positions, Release, Wants

TO_BE_AGREED = gettext_noop("place to be agreed")
"""What stands where the file gives no place for a hand-over."""
POINTS = {
    "leximin": gettext_noop("Best for the worst-off side"),
    "nash": gettext_noop("Largest product of gains"),
    "kalai": gettext_noop("Best for the side that gains least above its floor"),
    "total": gettext_noop("Largest total"),
}
"""What the named exchanges beside the best are, as a heading says it."""


def who(release: Release, named: Named) -> str:
    """Return whom a release lets go, and of a group how many."""
    group, name = named.groups[release.person], named.person(release.person)
    if group.count == 1:
        return name
    return gettext("%(name)s (%(n)s of %(all)s)") % {
        "name": name,
        "n": figure(release.count),
        "all": figure(group.count),
    }


def changed_terms(exchange: Exchange, named: Named) -> str:
    """Return what is agreed besides people: "sanctions: lifted"."""
    return joined_names(
        [
            f"{one_line(term.name or term.id)}: {one_line(exchange.terms[term.id])}"
            for term in named.positions.terms
            if exchange.terms.get(term.id, term.options[0]) != term.options[0]
        ]
    )


def surpluses(surplus: Mapping[str, Fraction], named: Named) -> str:
    """Return each side's number, those of 0 together at the end."""
    said = [f"{named.side(side)} {signed(value)}" for side, value in surplus.items() if value]
    rest = len(surplus) - len(said)
    if not said:
        return gettext("0 for every side")
    return ", ".join(said) + (f", {counted_in(rest, '%(n)s other', '%(n)s others')} 0" if rest else "")


def points_beside(best: Exchange | None, points: Mapping[str, Exchange]) -> Iterator[tuple[str, Exchange]]:
    """Yield the named exchanges that are another one than the best, each once, with the heading of the first name."""
    seen = [] if best is None else [best.surplus]
    for name, words in POINTS.items():
        point = points.get(name)
        if point is not None and point.surplus not in seen:
            seen.append(point.surplus)
            yield gettext(words), point


def people_in(exchange: Exchange, named: Named) -> str:
    """Return who goes home in an exchange, and what is agreed besides."""
    people = joined_names([who(release, named) for release in exchange.releases])
    changed = changed_terms(exchange, named)
    return "; ".join(part for part in (people, changed) if part) or gettext("everything as it is now")


def why_in_none(left: LeftOut, named: Named) -> str:
    """Return why no exchange has a wanted person; the lines in the way are named apart."""
    group = named.groups[left.person]
    if left.no_route is not None:
        return gettext("no open route: %(why)s") % {"why": one_line(left.no_route)}
    if not is_given(left.person, named.positions):
        return gettext("no line says that %(side)s would let them go") % {"side": named.side(group.held_by)}
    none = gettext("no exchange that all accept has them")
    if group.count != 1:
        none = gettext("no exchange that all accept has all of them")
    if not left.losing:
        return gettext("%(none)s, because of") % {"none": none}
    said = gettext("%(none)s: %(sides)s would lose by it") % {"none": none, "sides": _or(left.losing, named)}
    return said + (gettext(", or this would not hold") if left.because else "")


def clash_heading(answer: Answer, named: Named) -> str:
    """Return what is wrong with the lines of a clash; empty where none is to blame."""
    sides = {"sides": _or(answer.losing, named)}
    if len(answer.clash) > 1 and answer.losing:
        said = gettext("These lines cannot all hold without %(sides)s losing; without any one of them the rest can")
        return said % sides
    if len(answer.clash) > 1:
        return gettext("These lines cannot all hold; without any one of them the rest can")
    if answer.clash and answer.losing:
        return gettext("With this line alone %(sides)s would lose by any exchange") % sides
    return gettext("This line alone shuts out all") if answer.clash else ""


def nobody_to_blame(answer: Answer, named: Named) -> str:
    """Return why there is no exchange where no line is to blame for it."""
    if not answer.losing:
        return gettext("No line is to blame: no line lets anybody go who could.")
    return gettext(
        "No line is to blame: whoever of those is let go whom a line would let go, %(sides)s would lose by it."
    ) % {"sides": _or(answer.losing, named)}


def _or(sides: Iterable[str], named: Named) -> str:
    return gettext(" or ").join(named.side(one) for one in sides)


def without_route(answer: Answer, named: Named) -> list[tuple[str, str]]:
    """Return those to whom no way is open, by name, each with why, but for those told of as left out."""
    told = {one.person for one in answer.left_out}
    return [(named.person(who), one_line(why)) for who, why in answer.no_route.items() if who not in told]


def is_given(person: str, positions: Positions) -> bool:
    """Return whether any line would let a person go."""
    return any(isinstance(one.line, Gives) and person in one.line.costs for one in positions.positions)


def place_of(release: Release, named: Named) -> str:
    """Return where a release is handed over."""
    place = named.positions.place_of(named.groups[release.person])
    return one_line(place) if place else gettext(TO_BE_AGREED)


def never_given(positions: Positions) -> list[str]:
    """Return whom a line wants home and no line would let go."""
    wanted = {person for one in positions.positions if isinstance(one.line, Wants) for person in one.line.worths}
    return [group.id for group in positions.people if group.id in wanted and not is_given(group.id, positions)]
