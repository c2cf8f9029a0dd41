"""Speaks to CP-SAT, the second opinion. Nothing of it leaves this file.

Its answer is believed only after its values keep every row in exact arithmetic.
"""

import math
from collections.abc import Sequence
from typing import Any

from homeward.exchanges.linear import LinearModel, Sum
from homeward.exchanges.solution import CP_SAT, Clock, Found, Solution

_WIDEST = 2**40
"""The end of a variable without one."""
_MOST_IN_SEARCH = 2**62


def maximise_by_search(
    model: LinearModel, objective: Sum, clock: Clock | None = None, *, presolve: bool = True
) -> Solution:
    """Return the best whole values by CP-SAT: the second opinion, exact on whole numbers."""
    if (clock and clock.is_over) or not _fits_search(model, objective):
        return Solution(Found.UNDECIDED, by=CP_SAT)
    from ortools.sat.python import cp_model  # noqa: PLC0415 - half a second that most answers never need

    built, variables = _as_search(model, cp_model)
    built.maximize(sum(coefficient * variables[variable] for variable, coefficient in objective) if objective else 0)
    solver = _solver(cp_model, clock)
    solver.parameters.cp_model_presolve = presolve
    status = solver.solve(built)
    if status == cp_model.INFEASIBLE:
        return Solution(Found.INFEASIBLE, by=CP_SAT)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Solution(Found.UNDECIDED, by=CP_SAT)
    values = [solver.value(variable) for variable in variables]
    if not model.holds(values):
        return Solution(Found.UNDECIDED, by=CP_SAT)
    value = sum(coefficient * values[variable] for variable, coefficient in objective)
    if status == cp_model.OPTIMAL:
        return Solution(Found.OPTIMAL, values, value, value, CP_SAT)
    return Solution(Found.FEASIBLE, values, value, math.floor(solver.best_objective_bound + 1e-6), CP_SAT)


def _solver(cp_model: Any, clock: Clock | None) -> Any:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    if clock and clock.left is not None:
        solver.parameters.max_time_in_seconds = max(0.01, clock.left)
    return solver


def _fits_search(model: LinearModel, objective: Sum) -> bool:
    """Return whether every sum stays within the integers that CP-SAT can tell apart."""
    reach = [
        max(abs(low), _WIDEST if high is None else abs(high))
        for low, high in zip(model.lower, model.upper, strict=True)
    ]
    sums = (
        sum(abs(coefficient) * reach[variable] for variable, coefficient in row) for row in (*model.rows, objective)
    )
    sides = (abs(side) for side in (*model.low, *model.high) if side is not None)
    return all(total < _MOST_IN_SEARCH for total in (*sums, *sides))


def _as_search(model: LinearModel, cp_model: Any) -> tuple[Any, list[Any]]:
    built = cp_model.CpModel()
    variables = [
        built.new_int_var(low, _WIDEST if high is None else high, f"v{number}")
        for number, (low, high) in enumerate(zip(model.lower, model.upper, strict=True))
    ]
    for row, low, high in zip(model.rows, model.low, model.high, strict=True):
        total = sum(coefficient * variables[variable] for variable, coefficient in row)
        least = -(2**62) if low is None else low
        greatest = 2**62 if high is None else high
        built.add_linear_constraint(total, least, greatest)
    return built, variables


_PARTS = 2**20
"""Into so many parts a logarithm's unit is cut, and at most so many steps a factor's range."""


def product_by_search(model: LinearModel, factors: Sequence[tuple[Sum, int]], clock: Clock | None = None) -> Solution:
    """Return whole values with the largest product of several sums (each plus a number), all of them above 0.

    The logarithms are bounded from above by tangents in whole numbers, some more at each answer, and each answer shuts
    out what is no better in any factor, until the bound lies below the best. Undecided where time ran out.
    """
    if (clock and clock.is_over) or not _fits_search(model, [term for factor, _ in factors for term in factor]):
        return Solution(Found.UNDECIDED, by=CP_SAT)
    from ortools.sat.python import cp_model  # noqa: PLC0415

    built, variables = _as_search(model, cp_model)
    gains = [_Gain(built, model, variables, factor, shift) for factor, shift in factors]
    built.maximize(sum(gain.log for gain in gains))
    best: tuple[int, Sequence[int]] | None = None
    while not (clock and clock.is_over):
        solver = _solver(cp_model, clock)
        status = solver.solve(built)
        beaten = best and solver.best_objective_bound < _PARTS * math.log(best[0]) - len(gains) - 1
        if status == cp_model.INFEASIBLE or (status == cp_model.OPTIMAL and beaten):
            return Solution(Found.OPTIMAL, best[1], by=CP_SAT) if best else Solution(Found.INFEASIBLE, by=CP_SAT)
        values = [solver.value(variable) for variable in variables] if status == cp_model.OPTIMAL else []
        if not values or not model.holds(values):
            break
        reached = [gain.reached(values) for gain in gains]
        if best is None or math.prod(reached) > best[0]:
            best = math.prod(reached), values
        built.add_bool_or([gain.exceeds(built, each) for gain, each in zip(gains, reached, strict=True)])
    return Solution(Found.UNDECIDED, by=CP_SAT)


class _Gain:
    """A factor of a product: a sum plus a number, at least 1, and a bound of its logarithm in parts of a unit."""

    def __init__(self, built: Any, model: LinearModel, variables: Sequence[Any], factor: Sum, shift: int) -> None:
        self._factor, self._shift = factor, shift
        highest = max(1, model.greatest(factor) + shift)
        self._total = sum(coefficient * variables[variable] for variable, coefficient in factor) + shift
        built.add(self._total >= 1)
        self._step = -(-highest // _PARTS)
        self._steps = built.new_int_var(1, _PARTS, "")
        built.add(self._steps * self._step >= self._total)
        built.add(self._steps * self._step <= self._total + self._step - 1)
        self.log = built.new_int_var(0, math.ceil(_PARTS * (math.log(highest) + 1)), "")
        for steps in (1, math.isqrt(_PARTS), _PARTS):
            self._tangent(built, steps)

    def _tangent(self, built: Any, at: int) -> None:
        """Add: logarithm <= its tangent at so many steps; what is rounded is rounded up."""
        high = math.ceil(_PARTS * (math.log(at * self._step) - 1.0)) + 1
        built.add(at * self.log <= at * high + _PARTS * self._steps)

    def reached(self, values: Sequence[int]) -> int:
        """Return the factor at some values."""
        return sum(coefficient * values[variable] for variable, coefficient in self._factor) + self._shift

    def exceeds(self, built: Any, value: int) -> Any:
        """Return a variable that may be true only where the factor is greater than this; add a tangent there."""
        self._tangent(built, -(-value // self._step))
        more = built.new_bool_var("")
        built.add(self._total >= value + 1).only_enforce_if(more)
        return more
