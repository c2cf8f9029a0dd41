"""Speaks to HiGHS: sums, bounds and rays. Nothing of it leaves this file.

A solution is believed only after its rounded values keep every row in exact arithmetic.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import highspy
import numpy as np

from homeward.exchanges.linear import LinearModel, Sum
from homeward.exchanges.proofs import contradicts
from homeward.exchanges.search import maximise_by_search, product_by_search
from homeward.exchanges.solution import Clock, Found, Solution

_INFINITY = float(highspy.kHighsInf)
_LARGEST_INTEGER = 2**53
"""Beyond this a float no longer tells whole numbers apart."""
_LARGEST_COEFFICIENT = 10**6
LARGEST_SUM = 10**9
"""HiGHS may miss whole numbers, and sums, by a millionth: beyond these sizes that could hide a whole number."""
_ROUNDING = 1e-5
"""By so much, HiGHS's tolerances included, may a logarithm be wrong."""
SMALL = 150
"""A model of so many variables at most is searched in less time than a first guess at it takes."""
_TRIED_TWICE = 60
_NOTHING = 1e-9
"""A weight below this part of the largest is noise."""


def maximise_at_once(
    model: LinearModel, objective: Sum, clock: Clock | None = None, start: Sequence[int] | None = None
) -> Solution:
    """Return the best whole values by HiGHS, proved where it says optimal; `start` are values known to be possible.

    Where its answer does not keep the rows exactly, or numbers are too large for its tolerances, the second solver's
    is returned instead, under that one's name. HiGHS's presolve can lose the best values (1.14.0 does, of a model of 13
    variables): a small model is searched without it, and where that takes next to nothing once more with it.
    """
    if clock and clock.is_over:
        return Solution(Found.UNDECIDED)
    solver, free = _highs(model, objective, clock), _free(model)
    if solver is None:
        return maximise_by_search(model, objective, clock)
    if start is not None or free <= SMALL:
        _spare_luck(solver)
    if free <= SMALL:
        solver.setOptionValue("presolve", "off")
    first = _word_of(solver, model, objective, start)
    if first is None:
        return maximise_by_search(model, objective, clock)
    if free > _TRIED_TWICE or first.found not in _PROVED or _is_highest(model, objective, first):
        return first
    solver.clearSolver()
    solver.setOptionValue("presolve", "on")
    if clock and clock.left is not None:
        solver.setOptionValue("time_limit", solver.getRunTime() + max(0.01, clock.left))
    second = _word_of(solver, model, objective, first.values)
    if second is not None and _agree(first, second):
        return first
    return _settled(first, second, maximise_by_search(model, objective, clock))


_PROVED = (Found.OPTIMAL, Found.INFEASIBLE)


def _free(model: LinearModel) -> int:
    return sum(low != high for low, high in zip(model.lower, model.upper, strict=True))


def _is_highest(model: LinearModel, objective: Sum, solution: Solution) -> bool:
    """Return whether no values within the variables' own ends could be better."""
    if solution.value is None or any(model.upper[variable] is None for variable, _ in objective):
        return False
    return solution.value == model.greatest(objective)


def _agree(one: Solution, other: Solution) -> bool:
    return one.found in _PROVED and (one.found, one.value) == (other.found, other.value)


def _settled(first: Solution, second: Solution | None, other: Solution) -> Solution:
    """Return which of HiGHS's words (one or two) the other solver's agrees with.

    Where it agrees with none, the best values of any are returned, with nothing proved.
    """
    words = [one for one in (first, second) if one is not None]
    for word in words:
        if _agree(word, other):
            return word
    known = [one for one in (*words, other) if one.values is not None and one.value is not None]
    best = max(known, key=lambda one: one.value or 0, default=None)
    return Solution(Found.FEASIBLE, best.values, best.value) if best else Solution(Found.UNDECIDED)


def _word_of(solver: Any, model: LinearModel, objective: Sum, start: Sequence[int] | None) -> Solution | None:
    """Return what HiGHS says; None where it says nothing that could be believed."""
    if start is not None:
        solver.setSolution(len(start), np.arange(len(start), dtype=np.int32), np.array(start, dtype=np.double))
    solver.run()
    status = solver.getModelStatus()
    if status == highspy.HighsModelStatus.kInfeasible:
        return Solution(Found.INFEASIBLE)
    if status != highspy.HighsModelStatus.kOptimal and status not in _STOPPED:
        return None
    values = _whole(solver, model)
    if values is None or not model.holds(values):
        return Solution(Found.UNDECIDED, bound=_bound(solver)) if status in _STOPPED else None
    value = sum(coefficient * values[variable] for variable, coefficient in objective)
    if status == highspy.HighsModelStatus.kOptimal:
        return Solution(Found.OPTIMAL, values, value, value)
    return Solution(Found.FEASIBLE, values, value, _bound(solver))


_STOPPED = (highspy.HighsModelStatus.kTimeLimit, highspy.HighsModelStatus.kSolutionLimit)


def _spare_luck(solver: Any) -> None:
    """Turn off what looks for first values and starts anew with them: some are known, or the search is short."""
    for option in ("mip_heuristic_run_rins", "mip_heuristic_run_rens", "mip_heuristic_run_feasibility_jump"):
        solver.setOptionValue(option, False)
    solver.setOptionValue("mip_heuristic_effort", 0.01)
    solver.setOptionValue("mip_allow_restart", False)


def _highs(model: LinearModel, objective: Sum, clock: Clock | None) -> Any:
    """Return HiGHS with a model; None where its tolerances could hide a whole number in a sum."""
    lp = _as_highs(model, objective)
    if not _is_trusted(model, lp):
        return None
    whole, free = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
    lp.integrality_ = [free if variable in model.continuous else whole for variable in range(len(model.lower))]
    solver = _with_options(clock)
    if clock and clock.nodes is not None:
        solver.setOptionValue("mip_max_nodes", clock.nodes)
    solver.passModel(lp)
    return solver


def _is_trusted(model: LinearModel, lp: Any) -> bool:
    values, most = np.abs(np.asarray(lp.a_matrix_.value_)), np.abs(np.asarray(lp.col_cost_))
    if max(values.max(initial=0), most.max(initial=0)) > _LARGEST_COEFFICIENT:
        return False
    lower, upper = np.abs(np.asarray(lp.col_lower_)), np.abs(np.asarray(lp.col_upper_))
    ends = np.maximum(lower, np.where(upper == _INFINITY, 0, upper))
    starts, farthest = np.asarray(lp.a_matrix_.start_), ends.max(initial=0)
    if max(values.max(initial=0) * np.diff(starts).max(initial=0), most.sum()) * farthest <= LARGEST_SUM:
        return True
    rows = np.repeat(np.arange(len(model.rows)), np.diff(starts))
    columns = np.asarray(lp.a_matrix_.index_, dtype=np.int32)
    reach = np.bincount(rows, values * ends[columns], 1)
    return bool(max(reach.max(), most @ ends) <= LARGEST_SUM)


def _with_options(clock: Clock | None) -> Any:
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("random_seed", 1)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", 1e-6)
    if clock and clock.left is not None:
        solver.setOptionValue("time_limit", max(0.01, clock.left))
    return solver


def _relaxed_highs(model: LinearModel, objective: Sum, clock: Clock | None) -> tuple[Any, Sequence[int]]:
    """Return HiGHS with a model without its whole-number conditions, and by how much each row is made smaller."""
    solver, scales = _with_options(clock), row_scales(model)
    solver.setOptionValue("solver", "simplex")
    solver.passModel(_as_highs(model, objective, scales))
    return solver, scales


def row_scales(model: LinearModel) -> Sequence[int]:
    """Return for each row the power of two that brings its coefficients to a size that floats work well with."""
    return [
        1 if (most := max((abs(value) for _, value in row), default=0)) <= _LARGEST_COEFFICIENT else most // 2**20
        for row in model.rows
    ]


def _as_highs(model: LinearModel, objective: Sum, scales: Sequence[int] | None = None) -> Any:
    lp = highspy.HighsLp()
    variables, rows = len(model.lower), len(model.rows)
    lp.num_col_, lp.num_row_, lp.sense_ = variables, rows, highspy.ObjSense.kMaximize
    cost = np.zeros(variables)
    for variable, coefficient in objective:
        cost[variable] += coefficient
    lp.col_cost_ = cost
    lp.col_lower_ = np.array(model.lower, dtype=np.double)
    lp.col_upper_ = np.array([_INFINITY if high is None else high for high in model.upper], dtype=np.double)
    by = np.array(scales or [1] * rows, dtype=np.double)
    lp.row_lower_ = np.array([-_INFINITY if low is None else low for low in model.low], dtype=np.double) / by
    lp.row_upper_ = np.array([_INFINITY if high is None else high for high in model.high], dtype=np.double) / by
    lengths = np.fromiter((len(row) for row in model.rows), dtype=np.int32, count=rows)
    matrix = lp.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kRowwise
    matrix.start_ = np.concatenate(([0], np.cumsum(lengths))).astype(np.int32)
    matrix.index_ = np.fromiter((variable for row in model.rows for variable, _ in row), dtype=np.int32)
    values = np.fromiter((value for row in model.rows for _, value in row), dtype=np.double)
    matrix.value_ = values / np.repeat(by, lengths)
    lp.a_matrix_ = matrix
    return lp


def _whole(solver: Any, model: LinearModel) -> list[int] | None:
    """Return the values rounded, marked variables included; None where there is no solution or it is far from whole."""
    values = np.asarray(solver.getSolution().col_value)
    values = values[: len(model.lower)]
    if len(values) != len(model.lower) or not np.all(np.abs(values) < _LARGEST_INTEGER):
        return None
    rounded = np.rint(values)
    return [int(value) for value in rounded]


def _bound(solver: Any) -> int | None:
    bound = solver.getInfo().mip_dual_bound
    return None if not np.isfinite(bound) or abs(bound) > _LARGEST_INTEGER else int(np.floor(bound + 1e-6))


def maximise_product(model: LinearModel, factors: Sequence[tuple[Sum, int]], clock: Clock | None = None) -> Solution:
    """Return whole values that make the product of several sums (each plus a number) the largest, all of them above 0.

    The sum of logarithms is bounded from above by tangents, some more at each answer (outer approximation; Duran and
    Grossmann 1986), and each answer shuts out what is no better in any factor, until the bound lies below the best by
    more than rounding can hide; products are compared as whole numbers. Undecided where time ran out.
    """
    grown = model.copy()
    for factor, shift in factors:
        grown.row(factor, 1 - shift, None)
    solver = _highs(grown, (), clock)
    if solver is None:
        return product_by_search(grown, factors, clock)
    logs = [_log_of(solver, grown, factor, shift) for factor, shift in factors]
    best: tuple[int, Sequence[int]] | None = None
    while not (clock and clock.is_over):
        solver.run()
        status, bound = solver.getModelStatus(), solver.getInfo().objective_function_value
        beaten = best is not None and bound < math.log(best[0]) - _ROUNDING * (len(factors) + 1)
        if status == highspy.HighsModelStatus.kInfeasible or beaten:
            return Solution(Found.OPTIMAL, best[1]) if best else Solution(Found.INFEASIBLE)
        values = _whole(solver, grown)
        if status != highspy.HighsModelStatus.kOptimal or values is None or not grown.holds(values):
            break
        reached = [sum(c * values[variable] for variable, c in factor) + shift for factor, shift in factors]
        if best is None or math.prod(reached) > best[0]:
            best = math.prod(reached), values
        for (factor, shift), log, value in zip(factors, logs, reached, strict=True):
            _tangent(solver, factor, shift, log, value)
        _shut_out(solver, grown, factors, reached)
    return product_by_search(grown, factors, clock)


def _shut_out(solver: Any, model: LinearModel, factors: Sequence[tuple[Sum, int]], reached: Sequence[int]) -> None:
    """Add: at least one factor is greater than what was reached."""
    better = []
    for (factor, shift), value in zip(factors, reached, strict=True):
        solver.addCol(0.0, 0.0, 1.0, 0, [], [])
        more = int(solver.getNumCol()) - 1
        solver.changeColIntegrality(more, highspy.HighsVarType.kInteger)
        gap = value + 1 - shift - model.least(factor)
        columns = [more, *(variable for variable, _ in factor)]
        weights = [float(-gap), *(float(coefficient) for _, coefficient in factor)]
        low = float(value + 1 - shift - gap)
        solver.addRow(low, _INFINITY, len(columns), np.array(columns, np.int32), np.array(weights, np.double))
        better.append(more)
    solver.addRow(1.0, _INFINITY, len(better), np.array(better, np.int32), np.ones(len(better)))


def _log_of(solver: Any, model: LinearModel, factor: Sum, shift: int) -> int:
    """Add a variable for the logarithm of a sum, with tangents at both ends of its range, and return its number."""
    highest = max(1, model.greatest(factor) + shift)
    solver.addCol(1.0, -1.0, math.log(highest) + 1.0, 0, [], [])
    log = int(solver.getNumCol()) - 1
    for value in (1, math.isqrt(highest), highest):
        _tangent(solver, factor, shift, log, max(1, value))
    return log


def _tangent(solver: Any, factor: Sum, shift: int, log: int, at: int) -> None:
    """Add: logarithm <= its tangent at a value."""
    columns = [log, *(variable for variable, _ in factor)]
    weights = [1.0, *(-coefficient / at for _, coefficient in factor)]
    high = math.log(at) - 1.0 + shift / at
    solver.addRow(-_INFINITY, high, len(columns), np.array(columns, np.int32), np.array(weights, np.double))


@dataclass(frozen=True, slots=True)
class Relaxed:
    """The best values where parts are allowed too, and the weights of the rows that prove it; all rounded.

    `basic` are the variables between their ends and `tight` the rows at a side, of which the one follow from the other.
    `scale` is by how much the row of the largest numbers was made smaller.
    """

    values: Sequence[float]
    weights: Mapping[int, float]
    basic: Sequence[int] = ()
    tight: Sequence[int] = ()
    scale: int = 1


def relaxed(model: LinearModel, objective: Sum, clock: Clock | None = None) -> Relaxed | None:
    """Return the answer of a model without its whole-number conditions; None where there is none."""
    if clock and clock.is_over:
        return None
    solver, scales = _relaxed_highs(model, objective, clock)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    solution = solver.getSolution()
    duals = enumerate(solution.row_dual)
    weights = {row: weight / scales[row] for row, weight in duals if abs(weight) > _NOTHING}
    basis, between = solver.getBasis(), highspy.HighsBasisStatus.kBasic
    basic = [variable for variable, status in enumerate(basis.col_status) if status == between]
    tight = [row for row, status in enumerate(basis.row_status) if status != between]
    return Relaxed(list(solution.col_value), weights, basic, tight, max(scales, default=1))


class Relaxation:
    """A model without its whole-number conditions, kept warm while the rows of some lines are left out and put back."""

    def __init__(self, model: LinearModel, clock: Clock | None = None) -> None:
        self._model = model
        self._clock = clock
        self._solver, self._scales = _relaxed_highs(model, (), clock)
        self._solver.setOptionValue("presolve", "off")
        self._left_out: frozenset[str] = frozenset()
        self._rows: dict[str, list[int]] = {}
        for row, label in enumerate(model.labels):
            self._rows.setdefault(label, []).append(row)

    def contradiction(self, left_out: Collection[str] = ()) -> Mapping[int, Fraction] | None:
        """Return weights of the other lines' rows that add up to something impossible within the bounds; or None.

        HiGHS's dual ray says which; what it says is rounded and believed only if the exact sum of the weighted rows
        cannot be reached by any values within their bounds.
        """
        if self._clock and self._clock.is_over:
            return None
        self._leave_out(frozenset(left_out))
        if self._clock and self._clock.left is not None:
            self._solver.setOptionValue("time_limit", self._solver.getRunTime() + max(0.01, self._clock.left))
        self._solver.run()
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kInfeasible:
            return None
        ray = _dual_ray(self._solver, len(self._model.rows))
        ray = {row: weight for row, weight in ray.items() if self._model.labels[row] not in self._left_out}
        for most in (1, 10**3, 10**6, 10**9):
            for sign in (1, -1):
                whole = {row: Fraction(sign * weight).limit_denominator(most) for row, weight in ray.items()}
                weights = {row: weight / self._scales[row] for row, weight in whole.items() if weight}
                if weights and contradicts(self._model, weights):
                    return weights
        return None

    @property
    def values(self) -> Sequence[float] | None:
        """The values, parts allowed, that the last question found for the rows that were not left out."""
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return list(self._solver.getSolution().col_value)

    def _leave_out(self, lines: frozenset[str]) -> None:
        for line in sorted(lines ^ self._left_out):
            for row in self._rows.get(line, ()):
                low, high = (None, None) if line in lines else (self._model.low[row], self._model.high[row])
                low_end = -_INFINITY if low is None else low / self._scales[row]
                self._solver.changeRowBounds(row, low_end, _INFINITY if high is None else high / self._scales[row])
        self._left_out = lines


def contradiction(model: LinearModel, clock: Clock | None = None) -> Mapping[int, Fraction] | None:
    """Return weights of rows that add up to something impossible within the bounds, checked in fractions; or None."""
    return Relaxation(model, clock).contradiction()


def _dual_ray(solver: Any, rows: int) -> dict[int, float]:
    *_, ray = solver.getDualRay()
    if ray is None or len(ray) != rows:
        return {}
    largest = max((abs(weight) for weight in ray), default=0.0) or 1.0
    return {row: weight / largest for row, weight in enumerate(ray) if abs(weight) > _NOTHING * largest}
