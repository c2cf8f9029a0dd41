"""An exchange in words: who goes home, what is agreed besides, each side's number, and why somebody is not in it."""

from collections.abc import Mapping
from fractions import Fraction

from homeward.app.position_lines import Named, joined_names, signed
from homeward.basics.counting import counted
from homeward.basics.safe_text import one_line
from homeward.exchanges.model import Exchange, Gives, LeftOut, Positions, Release, Wants

TO_BE_AGREED = "place to be agreed"
"""What stands where the file gives no place for a hand-over."""
POINTS = {
    "leximin": "Best for the worst-off side",
    "nash": "Largest product of gains",
    "total": "Largest total",
}
"""What the named exchanges beside the best are, as a heading says it."""


def who(release: Release, named: Named) -> str:
    """Return whom a release lets go, and of a group how many."""
    group, name = named.groups[release.person], named.person(release.person)
    return name if group.count == 1 else f"{name} ({release.count:,} of {group.count:,})"


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
        return "0 for every side"
    return ", ".join(said) + (f", {counted(rest, 'other')} 0" if rest else "")


def people_in(exchange: Exchange, named: Named) -> str:
    """Return who goes home in an exchange, and what is agreed besides."""
    people = joined_names([who(release, named) for release in exchange.releases])
    changed = changed_terms(exchange, named)
    return "; ".join(part for part in (people, changed) if part) or "everything as it is now"


def why_in_none(left: LeftOut, named: Named) -> str:
    """Return why no exchange has a wanted person; the lines in the way are named apart."""
    group = named.groups[left.person]
    if not is_given(left.person, named.positions):
        return f"no line says that {named.side(group.held_by)} would let them go"
    whom = "them" if group.count == 1 else "all of them"
    none = f"no exchange that all accept has {whom}"
    if not left.losing:
        return f"{none}, because of"
    sides = " or ".join(named.side(one) for one in left.losing)
    return f"{none}: {sides} would lose by it" + (", or this would not hold" if left.because else "")


def is_given(person: str, positions: Positions) -> bool:
    """Return whether any line would let a person go."""
    return any(isinstance(one.line, Gives) and person in one.line.costs for one in positions.positions)


def place_of(release: Release, named: Named) -> str:
    """Return where a release is handed over."""
    place = named.positions.place_of(named.groups[release.person])
    return one_line(place) if place else TO_BE_AGREED


def never_given(positions: Positions) -> list[str]:
    """Return whom a line wants home and no line would let go."""
    wanted = {person for one in positions.positions if isinstance(one.line, Wants) for person in one.line.worths}
    return [group.id for group in positions.people if group.id in wanted and not is_given(group.id, positions)]
