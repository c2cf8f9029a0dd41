"""Every whole point of a model that comes near the bound of its relaxation.

At the relaxation's best corner some rows are tight, and the variables between their ends (the basic ones) follow from
all others. Each other variable, and each tight row, costs so much of the bound for every step away from its end, so few
steps are within a small budget. They have to leave whole values to the basic variables: a sum of remainders (Gomory
1969). All numbers are whole and exact; what comes out is every point there is, and is checked against the model.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random

import numpy as np
from numpy.typing import NDArray

from homeward.exchanges.choice_sums import ChoiceSums, Step, Taken, Target
from homeward.exchanges.elimination import solved
from homeward.exchanges.linear import LinearModel
from homeward.exchanges.solution import Clock

_MOST_LISTED = 250_000
_MOST_FOUND = 1_000_000
_LARGEST = 2**60
_APART = 1e-3
_SHARPEST = 10**10
"""A float tells a value of so many times a unit from its neighbours by far less than `_APART`."""
_MOST_TAKEN = 10**6
"""Steps that take more than this from a tight row are too many for integers to be exact."""


@dataclass(frozen=True, slots=True)
class _Moving:
    """A variable or tight row that may step away from its end, where to, and what a step takes from the tight rows."""

    step: Step
    takes: Sequence[tuple[int, int]]
    variable: int | None = None
    by: int = 0


class NearPoints:
    """Whole points of a model in which one variable, the `level`, comes near its bound, some rows' sides moved."""

    def __init__(self, model: LinearModel, level: int, basic: Sequence[int], tight: Sequence[int]) -> None:
        """Raise ValueError where the relaxation's corner says nothing: its rows are not independent."""
        self.model, self._level = model, level
        self._basic, self._place = list(basic), {row: place for place, row in enumerate(tight)}
        inside = {variable: place for place, variable in enumerate(basic)}
        matrix = [[0] * len(basic) for _ in tight]
        self._outside: dict[int, list[tuple[int, int]]] = {}
        for row, place in self._place.items():
            for variable, weight in model.rows[row]:
                if variable in inside:
                    matrix[place][inside[variable]] = weight
                else:
                    self._outside.setdefault(variable, []).append((place, weight))
        luck = Random(1)  # noqa: S311 - any weights do that tell remainders apart
        columns = [list(column) for column in zip(*matrix, strict=True)]
        sides = [[int(variable == level) for variable in basic], [luck.randint(1, 1000) for _ in basic]]
        found = solved(columns, sides) if len(basic) == len(tight) else None
        if found is None or found[0] > _LARGEST:
            raise ValueError("the relaxation has no corner that could be worked with")
        self.modulus, (self._weights, self._remainders) = found
        if level not in inside:
            raise ValueError("the level stands at one of its own ends")
        self._set_ends(inside)
        self._inverse = _scaled_inverse(matrix, self.modulus, max(map(abs, self._rest), default=0) + _MOST_TAKEN)

    def _set_ends(self, inside: dict[int, int]) -> None:
        """Work out at which end each variable and tight row stands, and what a step away costs of the bound."""
        model, left = self.model, [0] * len(self.model.lower)
        left[self._level] = self.modulus
        for row, place in self._place.items():
            for variable, weight in model.rows[row]:
                left[variable] -= self._weights[place] * weight
        self._left, self._at_high = left, [self._is_at_high(row) for row in self._place]
        self._side = [
            _end(model.low[row], model.high[row], high) for row, high in zip(self._place, self._at_high, strict=True)
        ]
        self._end = [
            0 if variable in inside else _end(low, high, left[variable] > 0)
            for variable, (low, high) in enumerate(zip(model.lower, model.upper, strict=True))
        ]
        self._rest = list(self._side)
        for variable, terms in self._outside.items():
            for place, weight in terms:
                self._rest[place] -= weight * self._end[variable]
        total = sum(weight * side for weight, side in zip(self._weights, self._side, strict=True))
        self._total = total + sum(each * end for each, end in zip(left, self._end, strict=True))

    def _is_at_high(self, row: int) -> bool:
        weight, low, high = self._weights[self._place[row]], self.model.low[row], self.model.high[row]
        if (high if weight > 0 else low if weight < 0 else (high if low is None else low)) is None:
            raise ValueError("a row is tight where it has no side")
        return weight > 0 or (weight == 0 and low is None)

    def budget(self, moved: Sequence[tuple[int, int]]) -> Fraction:
        """Return how far below its bound the level may be to reach 0, the sides of these rows moved by so much."""
        return Fraction(self._budget(moved), self.modulus)

    def _budget(self, moved: Sequence[tuple[int, int]]) -> int:
        return self._total + sum(self._weights[self._place[row]] * by for row, by in moved if row in self._place)

    def points(self, moves: Sequence[Sequence[tuple[int, int]]], clock: Clock) -> list[list[int]] | None:
        """Return every point with the level at 0, with the rows moved in one way or another.

        None where there are too many choices to list, or time ran out.
        """
        reachable = [(moved, budget) for moved in moves if (budget := self._budget(moved)) >= 0]
        moving = list(self._all_moving(max((budget for _, budget in reachable), default=-1)))
        rests = [self._moved_rest(moved) for moved, _ in reachable]
        targets = [
            Target(budget, self._remainder(enumerate(rest))) for rest, (_, budget) in zip(rests, reachable, strict=True)
        ]
        sums = ChoiceSums([one.step for one in moving], targets, self.modulus)
        matches = None if clock.is_over else sums.found(_MOST_LISTED, _MOST_FOUND, clock)
        if matches is None:
            return None
        found = [
            values
            for (moved, _), rest, taken in zip(reachable, rests, matches, strict=True)
            for values in self._whole(moving, moved, rest, taken)
        ]
        return [list(values) for values in dict.fromkeys(map(tuple, found))]

    def _all_moving(self, budget: int) -> Iterator[_Moving]:
        """Yield the variables and tight rows of which a step is within a budget."""
        basic, model = set(self._basic), self.model
        for variable, (low, high) in enumerate(zip(model.lower, model.upper, strict=True)):
            cost = abs(self._left[variable])
            if variable not in basic and high is not None and low < high and cost <= budget:
                by = 1 if self._end[variable] == low else -1
                takes = [(place, by * weight) for place, weight in self._outside.get(variable, ())]
                yield _Moving(self._step(cost, takes, high - low, budget), takes, variable, by)
        for row, place in self._place.items():
            cost, high = abs(self._weights[place]), self._at_high[place]
            if cost <= budget:
                takes = [(place, 1 if high else -1)]
                room = self._side[place] - model.least(model.rows[row])
                room = room if high else model.greatest(model.rows[row]) - self._side[place]
                yield _Moving(self._step(cost, takes, room, budget), takes)

    def _step(self, cost: int, takes: Sequence[tuple[int, int]], room: int, budget: int) -> Step:
        return Step(cost, self._remainder(takes), max(0, min(room, budget // cost) if cost else room))

    def _remainder(self, terms: Iterable[tuple[int, int]]) -> int:
        return sum(self._remainders[place] * number for place, number in terms) % self.modulus

    def _moved_rest(self, moved: Sequence[tuple[int, int]]) -> list[int]:
        rest = list(self._rest)
        for row, by in moved:
            if row in self._place:
                rest[self._place[row]] += by
        return rest

    def _whole(
        self, moving: Sequence[_Moving], moved: Sequence[tuple[int, int]], rest: Sequence[int], taken: Taken
    ) -> Iterator[list[int]]:
        """Yield the points that these steps lead to, those whose basic variables are whole and within their ends."""
        takes = np.zeros((len(moving), len(rest)), np.int64)
        for number, one in enumerate(moving):
            for place, each in one.takes:
                takes[number, place] = each
        left = np.array(rest, float) - taken @ takes.astype(float)  # whole, and exact in floats
        if np.abs(left).max(initial=0) > _MOST_TAKEN:
            raise ValueError("steps take too much to be told apart")
        lower = np.array([self.model.lower[variable] for variable in self._basic])
        ends = (self.model.upper[variable] for variable in self._basic)
        upper = np.array([np.inf if end is None else end for end in ends])
        lower[self._basic.index(self._level)] = 0
        basic = left @ (self._inverse.T / self.modulus)
        within = (basic > lower - _APART) & (basic < upper + _APART) & (np.abs(basic - np.rint(basic)) < _APART)
        few = np.flatnonzero(within.all(axis=1))
        scaled = left[few].astype(np.int64) @ self._inverse.T
        near = scaled // self.modulus
        fine = (near * self.modulus == scaled).all(axis=1) & ((near >= lower) & (near <= upper)).all(axis=1)
        taken, near = taken[few][fine], near[fine]
        asked = self.model.copy()
        for row, by in moved:
            asked.low[row] = (asked.low[row] or 0) + by
        for steps, reached in zip(taken, near, strict=True):
            values = list(self._end)
            for one, times in zip(moving, steps, strict=True):
                if one.variable is not None and times:
                    values[one.variable] += one.by * int(times)
            for variable, each in zip(self._basic, reached, strict=True):
                values[variable] = int(each)
            if asked.holds(values):
                yield values


def _end(low: int | None, high: int | None, at_high: bool) -> int:
    end = high if at_high else low
    if end is None:
        raise ValueError("a variable or row stands at an end that it has not")
    return end


def _scaled_inverse(matrix: Sequence[Sequence[int]], scale: int, largest: int) -> NDArray[np.int64]:
    """Return a matrix's inverse times its determinant, exactly; raise ValueError where it does not fit in integers."""
    numbers = np.array(matrix, np.int64)
    parts = np.rint(np.linalg.inv(numbers.astype(float)) * scale)
    reach = max(largest, int(np.abs(numbers).max()))
    if not np.abs(parts).sum(axis=1).max() * reach < min(_LARGEST, scale * _SHARPEST):
        raise ValueError("the relaxation's corner is too sharp")
    inverse: NDArray[np.int64] = parts.astype(np.int64)
    if (numbers @ inverse != scale * np.eye(len(numbers), dtype=np.int64)).any():
        raise ValueError("the relaxation's corner is too sharp")
    return inverse
