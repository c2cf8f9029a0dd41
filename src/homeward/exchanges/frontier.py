"""The frontier: every vector of surpluses that no acceptable exchange dominates, and the one of the largest product.

A file without people is a sum over its terms, so its frontier is built term by term; any other is asked of the solver,
one undominated exchange after another.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from homeward.exchanges.acceptance import as_exchange
from homeward.exchanges.constraints import ExchangeModel
from homeward.exchanges.linear import LinearModel, Sum, merged
from homeward.exchanges.model import Exchange
from homeward.exchanges.objectives import exchange_of
from homeward.exchanges.optimum import maximise
from homeward.exchanges.solution import Clock, Found
from homeward.exchanges.solver import maximise_product
from homeward.exchanges.zones import Zones

Vectors = NDArray[Any]
"""A row a vector: of int64 where every sum fits, else of Python's own integers."""
_MOST_IN_INT64 = 2**61
_LOOKED_AT = 256
"""After so many rows the time is looked at."""
_MOST_PARTIAL = 3_000_000
"""With more undominated sums of some of the terms than this, a frontier is asked of the solver instead."""


def frontier_of(model: ExchangeModel, clock: Clock) -> tuple[Exchange, ...] | None:
    """Return an exchange for each undominated vector of surpluses, the largest total first; None where time ran out."""
    found = frontier_of_terms(model, clock) if not model.positions.people else _one_by_one(model, clock)
    if found is None:
        return None
    return tuple(sorted(found, key=lambda one: (-sum(one.surplus.values()), tuple(sorted(one.surplus.items())))))


def gaining(model: ExchangeModel, clock: Clock) -> dict[str, Exchange] | None:
    """Return for each side that can gain above its floor at all an exchange by which it does; None where time ran out.

    Who has no floor left is no part of it.
    """
    found: dict[str, Exchange] = {}
    for who, least in model.floors.items():
        if least is None or not model.surplus[who]:
            continue
        best = maximise(model.linear, model.surplus[who], clock)
        if best.values is not None and best.value is not None and best.value > least:
            found[who] = exchange_of(model, best.values)
        elif best.found is not Found.OPTIMAL:
            return None
    return found


def nash_point(model: ExchangeModel, able: Iterable[str], clock: Clock) -> tuple[Exchange | None, bool]:
    """Return the exchange with the largest product of gains above these sides' floors, and whether that is settled.

    There is none where no exchange lets all of them gain.
    """
    shifted = [(model.surplus[who], -(model.floors[who] or 0)) for who in able]
    found = maximise_product(model.linear, shifted, clock)
    if found.values is None:
        return None, found.found is Found.INFEASIBLE
    return _as_now(model, found.values, clock), True


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


def largest_product(exchanges: Sequence[Exchange], model: ExchangeModel) -> Exchange:
    """Return the exchange of a frontier with the largest product of gains, over the sides that can gain at all."""
    floors = {who: least / model.scale for who, least in model.floors.items() if least is not None}
    each = [({who: exchange.surplus[who] - least for who, least in floors.items()}, exchange) for exchange in exchanges]
    able = [who for who in floors if any(gain[who] > 0 for gain, _ in each)]
    return max(each, key=lambda one: (prod((one[0][who] for who in able), start=Fraction(1)), sum(one[0].values())))[1]


def _one_by_one(model: ExchangeModel, clock: Clock) -> list[Exchange] | None:
    surpluses = [surplus for surplus in model.surplus.values() if surplus]
    as_now = [(model.options[term.id, term.options[0]], 1) for term in model.positions.terms]
    found = every_undominated(model.linear, surpluses, clock, as_now)
    return None if found is None else [exchange_of(model, values) for values in found]


def every_undominated(
    model: LinearModel, sums: Sequence[Sum], clock: Clock, then: Sum = ()
) -> list[Sequence[int]] | None:
    """Return values for each undominated vector of sums; None where time ran out.

    Of the values with one vector those with the largest `then` are returned. The largest total of a zone, all sums
    above a corner, is undominated; it splits every zone that it lies in, until each is shown to be empty (Klamroth,
    Lacour and Vanderpooten 2015).
    """
    linear, best = model.copy(), []
    objective = _total_and(linear, [term for each in sums for term in each], then)
    rows = [linear.row(each, None, None) for each in sums]
    for each in sums:
        greatest = maximise(model, each, clock)
        if greatest.found is Found.INFEASIBLE:
            return []
        if greatest.found is not Found.OPTIMAL or greatest.value is None:
            return None
        best.append(greatest.value)
    zones = Zones(best, [model.least(each) - 1 for each in sums])
    found: list[Sequence[int]] = []
    while (corner := zones.largest()) is not None:
        for row, above in zip(rows, corner, strict=True):
            linear.low[row] = above + 1
        reached = maximise(linear, objective, clock)
        if reached.found is Found.INFEASIBLE:
            zones.empty(corner)
            continue
        if reached.found is not Found.OPTIMAL or reached.values is None:
            return None
        found.append(reached.values)
        zones.split([sum(weight * reached.values[variable] for variable, weight in each) for each in sums])
    return found


def _total_and(model: LinearModel, total: Sequence[tuple[int, int]], then: Sum) -> Sum:
    """Return an objective by which the larger total counts first, and of equal ones the larger `then`."""
    step = model.greatest(then) - model.least(then) + 1
    return merged([*((variable, weight * step) for variable, weight in total), *then])


@dataclass(frozen=True, slots=True)
class _Partial:
    """Undominated sums over the terms so far, and the option of each term that each sum took."""

    sums: Vectors
    chosen: NDArray[np.int32]


def frontier_of_terms(model: ExchangeModel, clock: Clock) -> list[Exchange] | None:
    """Return the frontier of a file without people, term by term; None where time ran out or it grew too large."""
    who = list(model.surplus)
    terms = sorted(model.positions.terms, key=lambda one: (len(one.options), one.id))
    tables = _tables(model, who, [term.id for term in terms])
    kind = tables[0].dtype if tables else np.dtype(np.int64)
    partial = _Partial(np.zeros((1, len(who)), kind), np.zeros((1, 0), np.int32))
    ahead = np.zeros(len(who), kind) + sum(table.max(axis=0) for table in tables)
    bounded = [number for number, name in enumerate(who) if model.floors[name] is not None]
    least = np.array([model.floors[who[number]] for number in bounded], dtype=kind)
    for table in tables:
        if clock.is_over or len(partial.sums) * len(table) > _MOST_PARTIAL:
            return None
        ahead = ahead - table.max(axis=0)
        grown = _with_term(partial, table, bounded, least - ahead[bounded], clock)
        if grown is None:
            return None
        partial = grown
    if not len(tables):
        kept = (partial.sums[:, bounded] >= least).all(axis=1)
        partial = _Partial(partial.sums[kept], partial.chosen[kept])
    return [_exchange_of_options(model, [term.id for term in terms], row) for row in partial.chosen]


def _tables(model: ExchangeModel, who: Sequence[str], terms: Sequence[str]) -> list[Vectors]:
    """Return for each term the worth of each of its options to each side."""
    worth = {name: dict(model.surplus[name]) for name in who}
    options = {term.id: term.options for term in model.positions.terms}
    rows = [
        [[worth[name].get(model.options[term, option], 0) for name in who] for option in options[term]]
        for term in terms
    ]
    reach = sum(max(abs(each) for row in table for each in row) for table in rows) if who else 0
    floors = max((abs(least) for least in model.floors.values() if least is not None), default=0)
    kind = np.dtype(np.int64) if reach + floors < _MOST_IN_INT64 else np.dtype(object)
    return [np.array(table, dtype=kind).reshape(len(table), len(who)) for table in rows]


def _with_term(
    partial: _Partial, table: Vectors, bounded: Sequence[int], reachable: Vectors, clock: Clock
) -> _Partial | None:
    """Return the undominated sums with one more term, without those from which a floor is out of reach.

    None where time ran out.
    """
    sums = (partial.sums[:, None, :] + table[None, :, :]).reshape(-1, table.shape[1])
    before = np.repeat(np.arange(len(partial.sums)), len(table))
    option = np.tile(np.arange(len(table), dtype=np.int32), len(partial.sums))
    kept = np.flatnonzero((sums[:, bounded] >= reachable).all(axis=1))
    best = undominated(sums[kept], clock)
    if best is None:
        return None
    kept = kept[best]
    chosen = np.concatenate([partial.chosen[before[kept]], option[kept, None]], axis=1)
    return _Partial(sums[kept], chosen)


def undominated(vectors: Vectors, clock: Clock) -> NDArray[np.intp] | None:
    """Return the rows that no other row dominates, one of each equal set, their first column falling.

    None where time ran out.
    """
    if len(vectors) == 0:
        return np.zeros(0, dtype=np.intp)
    if vectors.dtype == object:  # what counts is only which is greater
        vectors = np.stack([np.unique(column, return_inverse=True)[1] for column in vectors.T], axis=1)
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
        if row % _LOOKED_AT == 0 and clock.is_over:
            return None
        if not (front[: len(kept)] >= ordered[row]).all(axis=1).any():
            front[len(kept)] = ordered[row]
            kept.append(row)
    return order[kept]


def _exchange_of_options(model: ExchangeModel, terms: Sequence[str], chosen: Sequence[int]) -> Exchange:
    by_id = {term.id: term for term in model.positions.terms}
    options = {term: by_id[term].options[int(option)] for term, option in zip(terms, chosen, strict=True)}
    ordered = {term.id: options[term.id] for term in model.positions.terms}
    return as_exchange(model.positions, {}, ordered)
