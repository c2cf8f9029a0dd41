"""What is proved by exact arithmetic alone, whatever solver the weights came from: contradictions and bounds."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from homeward.exchanges.linear import LinearModel, Sum

_ONE = 2**24
"""Weights of a bound are rounded to parts of this; any rounding leaves the bound true."""


def contradicts(model: LinearModel, weights: Mapping[int, Fraction]) -> bool:
    """Return whether the weighted rows ask for a sum greater than the variables' bounds allow."""
    scale = lcm(*(weight.denominator for weight in weights.values()))
    asked, total = 0, dict[int, int]()
    for row, weight in weights.items():
        side, whole = model.low[row] if weight > 0 else model.high[row], int(weight * scale)
        if side is None:
            return False
        asked += whole * side
        for variable, coefficient in model.rows[row]:
            total[variable] = total.get(variable, 0) + whole * coefficient
    reach = 0
    for variable, sum_of in total.items():
        end = model.upper[variable] if sum_of > 0 else model.lower[variable]
        if sum_of and end is None:
            return False
        reach += sum_of * (end or 0)
    return reach < asked


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound of a maximum: `total`, and what each variable costs of it for every step away from its `best` value."""

    total: Fraction
    best: tuple[int, ...]
    cost: tuple[Fraction, ...]

    @property
    def whole(self) -> int:
        """The greatest whole number that the maximum can be."""
        return self.total.numerator // self.total.denominator

    def free_for(self, value: int) -> list[int]:
        """Return the variables that may differ from their best value where the maximum is to reach `value`."""
        spare = self.total - value
        return [variable for variable, cost in enumerate(self.cost) if cost <= spare]


def bound_of(model: LinearModel, objective: Sum, weights: Mapping[int, float], scale: int = 1) -> Bound | None:
    """Return the bound that these weights of the rows prove (weak duality); None where they prove none.

    With a larger `scale` the weights are taken to so many times smaller parts.

    `objective = weighted rows + what is left`: the first is bounded by the rows' sides, the second by the variables'.
    """
    left, one = [0] * len(model.lower), _ONE * scale
    for variable, coefficient in objective:
        left[variable] += coefficient * one
    total = 0
    for row, weight in weights.items():
        whole = round(weight * one)
        side = model.high[row] if whole > 0 else model.low[row]
        if not whole or side is None:
            continue
        total += whole * side
        for variable, coefficient in model.rows[row]:
            left[variable] -= whole * coefficient
    best = []
    for variable, each in enumerate(left):
        end = model.upper[variable] if each > 0 else model.lower[variable]
        if end is None:
            return None
        total += each * end
        best.append(end)
    return Bound(Fraction(total, one), tuple(best), tuple(Fraction(abs(each), one) for each in left))
