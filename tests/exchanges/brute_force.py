"""The yardstick: every exchange of a small file tried one by one, by the contract's words alone."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import chain, combinations, product

from homeward.exchanges.acceptance import as_exchange, objections
from homeward.exchanges.model import Exchange, Positions


def every_acceptable(positions: Positions, without: Iterable[str] = ()) -> Iterator[Exchange]:
    """Yield every exchange that all sides accept."""
    dropped = frozenset(without)
    numbers = [range(group.count + 1) for group in positions.people]
    options = [term.options for term in positions.terms]
    for going in product(*numbers):
        for agreed in product(*options):
            exchange = as_exchange(
                positions,
                dict(zip((group.id for group in positions.people), going, strict=True)),
                dict(zip((term.id for term in positions.terms), agreed, strict=True)),
            )
            if not objections(positions, exchange, dropped):
                yield exchange


def rank(exchange: Exchange) -> tuple[int, list[Fraction]]:
    """Return what `best` goes by: people home, then the surpluses from the worst off up."""
    return exchange.people_home, sorted(exchange.surplus.values())


def frontier(exchanges: Iterable[Exchange]) -> set[tuple[tuple[str, Fraction], ...]]:
    """Return the undominated vectors of surpluses."""
    vectors = {tuple(sorted(one.surplus.items())) for one in exchanges}
    return {one for one in vectors if not any(_dominates(other, one) for other in vectors)}


def _dominates(one: tuple[tuple[str, Fraction], ...], other: tuple[tuple[str, Fraction], ...]) -> bool:
    return one != other and all(mine >= theirs for (_, mine), (_, theirs) in zip(one, other, strict=True))


def clashes(positions: Positions, lines: Iterable[str]) -> bool:
    """Return whether these lines cannot all hold, the other lines that forbid anything left out."""
    kept = set(lines)
    out = [one.id for one in positions.positions if one.id not in kept and forbids(one)]
    return next(every_acceptable(positions, out), None) is None


def forbids(position: object) -> bool:
    """Return whether a line can stand in an exchange's way."""
    return type(position.line).__name__ not in ("Wants", "Gives", "ValuesTerms")  # type: ignore[attr-defined]


def compromises(positions: Positions) -> dict[frozenset[str], Fraction]:
    """Return every minimal set of lines that opens an exchange when given up, and its cost."""
    soft = {one.id: one.yields for one in positions.positions if one.yields is not None}
    found: dict[frozenset[str], Fraction] = {}
    for lines in chain.from_iterable(combinations(sorted(soft), size) for size in range(1, len(soft) + 1)):
        given_up = frozenset(lines)
        if any(smaller <= given_up for smaller in found):
            continue
        if next(every_acceptable(positions, lines), None) is not None:
            found[given_up] = sum((soft[line] or Fraction(0) for line in lines), Fraction(0))
    return found
