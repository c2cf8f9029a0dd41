"""What almost worked: the compromises that bring more people home than the best exchange."""

from collections.abc import Iterable
from dataclasses import replace

from homeward.exchanges.explanation import Cheapest, cheapest_compromises
from homeward.exchanges.model import AtLeast, Position, Positions
from homeward.exchanges.solution import Clock

_WISH = "\0"
"""The id of a line that no file can have."""


def compromises_for_more(
    positions: Positions, more_than: int, number: int, clock: Clock, without: Iterable[str] = ()
) -> Cheapest:
    """Return up to `number` sets of lines that, given up, let more than so many people go home, the cheapest first.

    Each is minimal, and comes with the best exchange that it opens.
    """
    everybody = tuple(group.id for group in positions.people)
    wish = Position(_WISH, positions.participants[0].id, AtLeast(everybody, more_than + 1))
    asked = replace(positions, positions=(*positions.positions, wish))
    return cheapest_compromises(asked, number, clock, without)
