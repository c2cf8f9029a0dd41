"""The leximin points of a large model: all of them, found from the bound of the worst-off side downwards.

In any whole point the worst-off side falls a little short of what the relaxation allows, and there are few points so
near to it. Points of which no side lies below a level, and only some sides at it, are asked for; the first that there
are, with as few sides at the level as can be, have the best among them.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from math import floor

from homeward.exchanges.linear import LinearModel, Sum
from homeward.exchanges.near_points import NearPoints
from homeward.exchanges.solution import Clock
from homeward.exchanges.solver import relaxed

_WIDER = 1.2
"""Levels are passed over whose budget is not greater than the last one's by this much: the next ones contain them."""
_FIRST = 1.0
_LOWEST = 40
"""So many levels below the bound at most."""


def leximin_points(linear: LinearModel, gains: Sequence[tuple[Sum, int]], clock: Clock) -> list[list[int]] | None:
    """Return every whole point whose gains, the least first, are greatest; None where this way does not settle it."""
    if linear.continuous:
        return None
    model = linear.copy()
    tighten(model)
    ends = [end for surplus, low in gains for end in (model.least(surplus) - low, model.greatest(surplus) - low)]
    level = model.variable(max(0, *ends) + 1, min(0, *ends) - 1)
    rows = [model.row([*surplus, (level, -1)], low, None) for surplus, low in gains]
    loose = relaxed(model, [(level, 1)], clock)
    if loose is None:
        return None
    try:
        points = _fairest_near(NearPoints(model, level, loose.basic, loose.tight), rows, clock)
    except (ValueError, OverflowError):  # the corner, or its numbers, cannot be worked with in 64 bits
        return None
    return _best([values[: len(linear.lower)] for values in points], gains) if points else None


def _fairest_near(near: NearPoints, rows: Sequence[int], clock: Clock) -> list[list[int]] | None:
    """Return the points of the highest level that has any; None where there are too many to list, or time ran out."""
    reached = 0.0
    for moves, following in pairwise(_levels(near, rows)):
        if _need(near, following) <= max(_FIRST, reached * _WIDER):
            continue
        reached = _need(near, moves)
        points = near.points(moves, clock)
        if points is None or points:
            return points
    return None


Moves = list[list[tuple[int, int]]]
"""For each choice of sides at the level, by how much every side's row is moved."""


def _levels(near: NearPoints, rows: Sequence[int]) -> Iterator[Moves]:
    """Yield the levels downwards, and at each first those with few sides at it: each contains those before it."""
    bound = floor(near.budget([]))
    for level in range(bound, bound - _LOWEST, -1):
        for number in range(1, len(rows) + 1):
            yield [
                [(row, level + (place not in at_level)) for place, row in enumerate(rows)]
                for at_level in combinations(range(len(rows)), number)
            ]


def _need(near: NearPoints, moves: Moves) -> float:
    return max(float(near.budget(moved)) for moved in moves)


def _best(points: Sequence[list[int]], gains: Sequence[tuple[Sum, int]]) -> list[list[int]]:
    def fairness(values: Sequence[int]) -> list[int]:
        return sorted(sum(weight * values[variable] for variable, weight in surplus) - low for surplus, low in gains)

    most = max(map(fairness, points))
    return [values for values in points if fairness(values) == most]


def tighten(model: LinearModel) -> None:
    """Make rows of one variable ends of that variable."""
    for row, terms in enumerate(model.rows):
        if len(terms) != 1:
            continue
        (variable, weight), low, high = terms[0], model.low[row], model.high[row]
        low, high = (low, high) if weight > 0 else (high, low)
        if low is not None:
            model.lower[variable] = max(model.lower[variable], -(-low // weight))
        if high is not None:
            upper = model.upper[variable]
            model.upper[variable] = high // weight if upper is None else min(upper, high // weight)
        model.low[row] = model.high[row] = None
