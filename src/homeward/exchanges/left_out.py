"""Who is not in an exchange though somebody wants them home, and the lines because of which none has them."""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from homeward.exchanges.constraints import build_model
from homeward.exchanges.explanation import is_impossible, smallest_clash
from homeward.exchanges.model import Exchange, Floor, Gives, Insists, LeftOut, Position, Positions, Wants
from homeward.exchanges.solver import Clock

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
    return tuple(
        _explained(positions, person, clock, frozenset(without)) if person in given else LeftOut(person, False)
        for person in left[:MOST_EXPLAINED]
    )


def _explained(positions: Positions, person: str, clock: Clock, dropped: frozenset[str]) -> LeftOut:
    if clock.is_over:
        return LeftOut(person, None)
    wish = Position(_WISH, positions.participants[0].id, Insists((person,)))
    floors = {f"{_WISH}{one}": Position(f"{_WISH}{one}", one, Floor(Fraction(0))) for one in _without_floor(positions)}
    asked = replace(positions, positions=(*positions.positions, wish, *floors.values()))
    impossible, _ = is_impossible(build_model(asked, without=dropped).linear, clock)
    if not impossible:
        return LeftOut(person, None if impossible is None else True)
    clash = smallest_clash(asked, clock, dropped)
    losing = tuple(floors[line].of for line in clash if line in floors)
    return LeftOut(person, False, tuple(line for line in clash if not line.startswith(_WISH)), losing)


def _without_floor(positions: Positions) -> list[str]:
    said = {one.of for one in positions.positions if isinstance(one.line, Floor)}
    return [one.id for one in positions.participants if one.id not in said]
