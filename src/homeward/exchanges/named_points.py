"""The named exchanges beside the best: the fairest, the largest total, the largest product; each only where proved."""

from collections.abc import Callable, Sequence

from homeward.exchanges.constraints import ExchangeModel
from homeward.exchanges.frontier import gaining, nash_point
from homeward.exchanges.model import Exchange
from homeward.exchanges.objectives import Chosen, kalai, largest_total, leximin
from homeward.exchanges.robustness import until_none_breaks
from homeward.exchanges.solution import Clock

POINTS = frozenset({"most_home", "leximin", "kalai", "nash", "total"})
_SHARE = 0.4
"""The share of the time left that one point may take."""


def named_points(model: ExchangeModel, losses: int, without: frozenset[str], clock: Clock) -> dict[str, Exchange]:
    """Return the points but for that with most people home; each stays acceptable if so many releases fall through."""

    def proved(find: Callable[[ExchangeModel, Clock], Chosen]) -> Exchange | None:
        def ask() -> Sequence[Exchange] | None:
            chosen = find(model, clock.part(_SHARE))
            return (chosen.exchange,) if chosen.exchange is not None and chosen.proved else None

        found = until_none_breaks(model, losses, without, ask)
        return found[0] if found else None

    found = {"leximin": proved(leximin), "total": proved(largest_total)}
    above = set(model.floors.values())
    one_for_all = len(above) == 1 and None not in above  # from where gains are measured
    found["kalai"] = found["leximin"] if one_for_all and found["leximin"] else proved(kalai)
    found["nash"] = _nash(model, losses, without, clock, found["leximin"])
    return {name: exchange for name, exchange in found.items() if exchange is not None}


def _nash(
    model: ExchangeModel, losses: int, without: frozenset[str], clock: Clock, fairest: Exchange | None
) -> Exchange | None:
    """Return the exchange with the largest product of gains: the fairest where not all can gain who could alone."""
    able: list[str] = []
    settled = False

    def who_can() -> Sequence[Exchange] | None:
        found = gaining(model, clock)
        able[:] = found or ()
        return None if found is None else tuple(found.values())

    def ask() -> Sequence[Exchange] | None:
        nonlocal settled
        found, settled = nash_point(model, able, clock)
        return () if found is None else (found,)

    if until_none_breaks(model, losses, without, who_can) is None:
        return None
    found = until_none_breaks(model, losses, without, ask)
    if found:
        return found[0]
    return fairest if settled else None
