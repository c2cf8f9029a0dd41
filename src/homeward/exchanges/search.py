"""Speaks to CP-SAT, the second opinion. Nothing of it leaves this file.

Its answer is believed only after its values keep every row in exact arithmetic.
"""

import math
from typing import Any

from homeward.exchanges.linear import LinearModel, Sum
from homeward.exchanges.solution import Clock, Found, Solution

_WIDEST = 2**40
"""The end of a variable without one."""
_MOST_IN_SEARCH = 2**62


def maximise_by_search(
    model: LinearModel, objective: Sum, clock: Clock | None = None, *, presolve: bool = True
) -> Solution:
    """Return the best whole values by CP-SAT: the second opinion, exact on whole numbers."""
    from ortools.sat.python import cp_model  # noqa: PLC0415 - half a second that most answers never need

    if not _fits_search(model, objective):
        return Solution(Found.UNDECIDED)
    built, variables = _as_search(model, cp_model)
    built.maximize(sum(coefficient * variables[variable] for variable, coefficient in objective) if objective else 0)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.cp_model_presolve = presolve
    if clock and clock.left is not None:
        solver.parameters.max_time_in_seconds = max(0.01, clock.left)
    status = solver.solve(built)
    if status == cp_model.INFEASIBLE:
        return Solution(Found.INFEASIBLE)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Solution(Found.UNDECIDED)
    values = [solver.value(variable) for variable in variables]
    if not model.holds(values):
        return Solution(Found.UNDECIDED)
    value = sum(coefficient * values[variable] for variable, coefficient in objective)
    bound = math.floor(solver.best_objective_bound + 1e-6)
    return Solution(Found.OPTIMAL if status == cp_model.OPTIMAL else Found.FEASIBLE, values, value, bound)


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
