"""Files without people: the best exchange and every point lie on the frontier, built exactly, term by term."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from homeward.exchanges.acceptance import as_exchange, objections
from homeward.exchanges.constraints import ExchangeModel
from homeward.exchanges.frontier import frontier_of, largest_product
from homeward.exchanges.model import Exchange
from homeward.exchanges.solution import Clock


@dataclass(frozen=True, slots=True)
class OfTerms:
    """What a file without people comes to: its frontier, and the named points of it."""

    frontier: tuple[Exchange, ...]
    points: Mapping[str, Exchange]


def found_by_terms(model: ExchangeModel, without: Iterable[str], clock: Clock) -> OfTerms | None:
    """Return the frontier and points of a file without people; None where there are people, or no exchange is found.

    A line about people that cannot hold where nobody goes is left to those who say why.
    """
    positions = model.positions
    if positions.people or not positions.terms:
        return None
    frontier = frontier_of(model, clock)
    if not frontier or objections(positions, as_exchange(positions, {}, frontier[0].terms), without):
        return None

    def fair(one: Exchange) -> tuple[list[Fraction], Fraction]:
        return sorted(one.surplus.values()), sum(one.surplus.values(), Fraction(0))

    fairest = max(frontier, key=fair)
    floors = {who: least / model.scale for who, least in model.floors.items() if least is not None}
    points = {
        "most_home": fairest,
        "leximin": fairest,
        "kalai": max(frontier, key=lambda one: (sorted(one.surplus[who] - floors[who] for who in floors), fair(one))),
        "total": max(frontier, key=lambda one: (sum(one.surplus.values()), sorted(one.surplus.values()))),
        "nash": largest_product(frontier, model),
    }
    return OfTerms(frontier, points)
