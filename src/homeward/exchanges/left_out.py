"""Who is not in an exchange though somebody wants them home, and the lines because of which none has them."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from homeward.exchanges.constraints import build_model
from homeward.exchanges.explanation import is_impossible, smallest_clash
from homeward.exchanges.model import Exchange, Gives, Insists, LeftOut, Position, Positions, Wants
from homeward.exchanges.solution import Clock

MOST_EXPLAINED = 12
"""For so many people left out it is said which lines stand in the way; a file of thousands would take long."""
_WISH = "\0"
"""The id of a line that no file can have."""


def who_is_left_out(
    positions: Positions, exchange: Exchange, clock: Clock, without: Iterable[str] = ()
) -> tuple[LeftOut, ...]:
    """Return those whom somebody wants and who are not, or not all, in an exchange; the first few are looked into."""
    going = {release.person: release.count for release in exchange.releases}
    wanted = {person for one in positions.positions if isinstance(one.line, Wants) for person in one.line.worths}
    given = {person for one in positions.positions if isinstance(one.line, Gives) for person in one.line.costs}
    left = [group.id for group in positions.people if group.id in wanted and going.get(group.id, 0) < group.count]
    return tuple(_looked_into(positions, person, clock, frozenset(without), given) for person in left[:MOST_EXPLAINED])


def _looked_into(
    positions: Positions, person: str, clock: Clock, dropped: frozenset[str], given: Collection[str]
) -> LeftOut:
    no_route = next(group.no_route for group in positions.people if group.id == person)
    if no_route is not None or person not in given:
        return LeftOut(person, False, no_route=no_route)
    if clock.is_over:
        return LeftOut(person, None)
    wish = Position(_WISH, positions.participants[0].id, Insists((person,)))
    asked = replace(positions, positions=(*positions.positions, wish))
    impossible, _ = is_impossible(build_model(asked, without=dropped).linear, clock)
    if not impossible:
        return LeftOut(person, None if impossible is None else True)
    clash = smallest_clash(asked, clock, dropped)
    if not clash.settled:
        return LeftOut(person, None)
    return LeftOut(person, False, tuple(line for line in clash.lines if line != _WISH), clash.losing)
