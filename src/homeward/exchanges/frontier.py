"""The frontier: every vector of surpluses that no acceptable exchange dominates, and the one of the largest product.

A file without people is a sum over its terms, so its frontier is built term by term; any other is asked of the solver,
one undominated exchange after another.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod

import numpy as np
from numpy.typing import NDArray

from homeward.exchanges.acceptance import as_exchange
from homeward.exchanges.constraints import ExchangeModel
from homeward.exchanges.linear import Sum
from homeward.exchanges.model import Exchange, Floor
from homeward.exchanges.objectives import exchange_of, gains
from homeward.exchanges.optimum import maximise
from homeward.exchanges.solver import Clock, Found, maximise_product

Vectors = NDArray[np.int64]
_MOST_SCALED = 2**61


def frontier_of(model: ExchangeModel, clock: Clock) -> tuple[Exchange, ...] | None:
    """Return an exchange for each undominated vector of surpluses, the largest total first; None where time ran out."""
    found = frontier_of_terms(model, clock) if not model.positions.people else _one_by_one(model, clock)
    if found is None:
        return None
    return tuple(sorted(found, key=lambda one: (-sum(one.surplus.values()), tuple(sorted(one.surplus.items())))))


def nash_point(model: ExchangeModel, clock: Clock) -> Exchange | None:
    """Return the exchange with the largest product of surpluses above the floors, over the sides that can gain at all.

    None where time ran out, or where no exchange lets all of them gain.
    """
    able = [who for who, surplus in model.surplus.items() if _can_gain(model, who, surplus, clock)]
    least = _least(model)
    shifted = [(model.surplus[who], -least[who]) for who in able]
    values = maximise_product(model.linear, shifted, clock)
    return None if values is None else _as_now(model, values, clock)


def _as_now(model: ExchangeModel, values: Sequence[int], clock: Clock) -> Exchange:
    """Return an exchange with the same surpluses that leaves as many terms as they are now as it can."""
    if not model.positions.terms:
        return exchange_of(model, values)
    linear = model.linear.copy()
    for surplus in model.surplus.values():
        reached = sum(coefficient * values[variable] for variable, coefficient in surplus)
        linear.row(surplus, reached, reached)
    now = [(model.options[term.id, term.options[0]], 1) for term in model.positions.terms]
    return exchange_of(model, maximise(linear, now, clock).values or values)


def largest_product(exchanges: Sequence[Exchange], model: ExchangeModel) -> Exchange | None:
    """Return the exchange of a frontier with the largest product of gains, over the sides that can gain at all."""
    if not exchanges:
        return None
    each = [(gains(model, exchange), exchange) for exchange in exchanges]
    able = [who for who in model.surplus if any(gain[who] > 0 for gain, _ in each)]
    return max(each, key=lambda one: (prod((one[0][who] for who in able), start=Fraction(1)), sum(one[0].values())))[1]


def _least(model: ExchangeModel) -> dict[str, int]:
    """Return each side's floor in whole numbers."""
    said = {one.of: one.line.surplus for one in model.positions.positions if isinstance(one.line, Floor)}
    return {who: int(said.get(who, Fraction(0)) * model.scale) for who in model.surplus}


def _can_gain(model: ExchangeModel, who: str, surplus: Sum, clock: Clock) -> bool:
    best = maximise(model.linear, surplus, clock) if surplus else None
    return best is not None and best.value is not None and best.value > _least(model)[who]


def _one_by_one(model: ExchangeModel, clock: Clock) -> list[Exchange] | None:
    """Ask for the largest total that no exchange found dominates or equals; each such answer is itself undominated."""
    linear = model.linear.copy()
    surpluses = [surplus for surplus in model.surplus.values() if surplus]
    total = [term for surplus in surpluses for term in surplus]
    found: list[Exchange] = []
    while True:
        best = maximise(linear, _merged(total), clock)
        if best.found is Found.INFEASIBLE:
            return found
        if best.found is not Found.OPTIMAL or best.values is None:
            return None
        found.append(_as_now(model, best.values, clock))
        better = []
        for surplus in surpluses:
            reached = sum(coefficient * best.values[variable] for variable, coefficient in surplus)
            gap = reached + 1 - linear.least(surplus)
            if linear.greatest(surplus) > reached:
                more = linear.variable()
                linear.row([*surplus, (more, -gap)], reached + 1 - gap, None)
                better.append(more)
        linear.row([(more, 1) for more in better], 1, None)


def _merged(terms: Sequence[tuple[int, int]]) -> Sum:
    merged: dict[int, int] = {}
    for variable, coefficient in terms:
        merged[variable] = merged.get(variable, 0) + coefficient
    return list(merged.items())


@dataclass(frozen=True, slots=True)
class _Partial:
    """Undominated sums over the terms so far, and the option of each term that each sum took."""

    sums: Vectors
    chosen: NDArray[np.int32]


def frontier_of_terms(model: ExchangeModel, clock: Clock) -> list[Exchange] | None:
    """Return the frontier of a file without people, term by term; None where time ran out."""
    who = list(model.surplus)
    worth = {name: dict(model.surplus[name]) for name in who}
    terms = sorted(model.positions.terms, key=lambda one: (len(one.options), one.id))
    partial = _Partial(np.zeros((1, len(who)), np.int64), np.zeros((1, 0), np.int32))
    ahead = _still_to_come(model, worth, who)
    least = np.array([_least(model)[name] for name in who], dtype=np.int64)
    for term in terms:
        if clock.is_over:
            return None
        table = np.array(
            [[worth[name].get(model.options[term.id, option], 0) for name in who] for option in term.options], np.int64
        )
        ahead = ahead - table.max(axis=0)
        partial = _with_term(partial, table, least - ahead)
    return [_exchange_of_options(model, [term.id for term in terms], row) for row in partial.chosen]


def _still_to_come(model: ExchangeModel, worth: dict[str, dict[int, int]], who: Sequence[str]) -> Vectors:
    """Return the most that each side can get from all terms together."""
    return np.array(
        [
            sum(
                max(worth[name].get(model.options[term.id, option], 0) for option in term.options)
                for term in model.positions.terms
            )
            for name in who
        ],
        dtype=np.int64,
    )


def _with_term(partial: _Partial, table: Vectors, reachable: Vectors) -> _Partial:
    """Return the undominated sums with one more term, without those from which a floor is out of reach."""
    sums = (partial.sums[:, None, :] + table[None, :, :]).reshape(-1, table.shape[1])
    before = np.repeat(np.arange(len(partial.sums)), len(table))
    option = np.tile(np.arange(len(table), dtype=np.int32), len(partial.sums))
    kept = np.flatnonzero((sums >= reachable).all(axis=1))
    kept = kept[undominated(sums[kept])]
    chosen = np.concatenate([partial.chosen[before[kept]], option[kept, None]], axis=1)
    return _Partial(sums[kept], chosen)


def undominated(vectors: Vectors) -> NDArray[np.intp]:
    """Return the rows that no other row dominates, one of each equal set, their first column falling."""
    if len(vectors) == 0:
        return np.zeros(0, dtype=np.intp)
    order = np.lexsort(tuple(-vectors[:, column] for column in reversed(range(vectors.shape[1]))))
    ordered = vectors[order]
    fresh = np.ones(len(ordered), dtype=bool)
    fresh[1:] = (ordered[1:] != ordered[:-1]).any(axis=1)
    order, ordered = order[fresh], ordered[fresh]
    if vectors.shape[1] == 1:
        return order[:1]
    if vectors.shape[1] == 2:
        best_before = np.maximum.accumulate(np.concatenate(([np.iinfo(np.int64).min], ordered[:-1, 1])))
        return order[ordered[:, 1] > best_before]
    kept: list[int] = []
    front = np.empty_like(ordered)
    for row in range(len(ordered)):  # a row can be dominated only by one before it
        if not (front[: len(kept)] >= ordered[row]).all(axis=1).any():
            front[len(kept)] = ordered[row]
            kept.append(row)
    return order[kept]


def _exchange_of_options(model: ExchangeModel, terms: Sequence[str], chosen: Sequence[int]) -> Exchange:
    by_id = {term.id: term for term in model.positions.terms}
    options = {term: by_id[term].options[int(option)] for term, option in zip(terms, chosen, strict=True)}
    ordered = {term.id: options[term.id] for term in model.positions.terms}
    return as_exchange(model.positions, {}, ordered)
