"""The best whole values of a large model: its relaxation first, then only what can still matter.

The relaxation's weights prove a bound, in exact arithmetic. An answer that reaches it needs no search. Where none does,
only the variables whose change the bound can afford are left free (the core; Balas and Zemel 1980), and more of them
until the answer is as good as any that the others could bring.
"""

from collections.abc import Collection, Sequence

from homeward.exchanges.linear import LinearModel, Sum
from homeward.exchanges.proofs import Bound, bound_of
from homeward.exchanges.solution import Clock, Found, Solution
from homeward.exchanges.solver import SMALL, maximise_at_once, relaxed

_APART = 1e-6
"""A value farther than this from a whole one is in parts."""
_MOST_FREE = 0.6
"""Where more of the variables are free than this part, leaving them all free costs no more."""


def maximise(model: LinearModel, objective: Sum, clock: Clock, start: Sequence[int] | None = None) -> Solution:
    """Return the best whole values, proved where they are called optimal; `start` are values known to be possible."""
    if len(model.lower) <= SMALL:
        return maximise_at_once(model, objective, clock, start)
    loose = relaxed(model, objective, clock)
    if loose is None:
        return maximise_at_once(model, objective, clock)
    bound = bound_of(model, objective, loose.weights, loose.scale)
    near = _better(whole_near(model, objective, loose.values, clock), model, objective, start)
    if bound is None:
        return maximise_at_once(model, objective, clock, near.values)
    if near.value is not None and near.value >= bound.whole:
        return Solution(Found.OPTIMAL, near.values, near.value, near.value)
    return _by_core(model, objective, bound, near, clock)


def whole_near(model: LinearModel, objective: Sum, loose: Sequence[float], clock: Clock) -> Solution:
    """Return the best values that leave alone what the relaxation made whole anyway; none is no proof of anything."""
    apart = {variable for variable, value in enumerate(loose) if abs(value - round(value)) > _APART}
    fixed = _fixed(model, apart | model.continuous, [round(value) for value in loose])
    return maximise_at_once(fixed, objective, clock)


def _better(near: Solution, model: LinearModel, objective: Sum, start: Sequence[int] | None) -> Solution:
    if start is None or not model.holds(start):
        return near
    value = sum(coefficient * start[variable] for variable, coefficient in objective)
    return near if near.value is not None and near.value >= value else Solution(Found.FEASIBLE, start, value)


def _fixed(model: LinearModel, free: Collection[int], values: Sequence[int]) -> LinearModel:
    fixed = model.copy()
    for variable, value in enumerate(values):
        if variable not in free:
            fixed.lower[variable] = fixed.upper[variable] = value
    return fixed


def _by_core(model: LinearModel, objective: Sum, bound: Bound, near: Solution, clock: Clock) -> Solution:
    gap = 0
    while not clock.is_over:
        value = bound.whole - gap
        if near.value is not None and near.value >= value:
            value = near.value + 1
        free = bound.free_for(value)
        if len(free) > _MOST_FREE * len(model.lower):
            break
        core = _fixed(model, set(free), bound.best)
        core.row(objective, value, None)
        found = maximise_at_once(core, objective, clock)
        if found.found is not Found.INFEASIBLE:
            return _of_core(found, bound, near)
        if near.value is not None and value == near.value + 1:
            return Solution(Found.OPTIMAL, near.values, near.value, near.value)
        gap = 2 * gap + 1
    return maximise_at_once(model, objective, clock, near.values)


def _of_core(found: Solution, bound: Bound, near: Solution) -> Solution:
    """Return a core's answer as the model's own; where time ran out, with the bound of the whole."""
    if found.found is Found.OPTIMAL:
        return found
    values, value = (found.values, found.value) if found.values is not None else (near.values, near.value)
    known = Found.UNDECIDED if values is None else Found.FEASIBLE
    return Solution(known, values, value, bound.whole)
