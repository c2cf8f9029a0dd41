"""A proof that no whole values keep a model's rows: branch by branch, each with an exact contradiction of its own."""

from collections.abc import Sequence

from homeward.exchanges.linear import LinearModel
from homeward.exchanges.solution import Clock
from homeward.exchanges.solver import Relaxation

_MOST_BRANCHES = 2000
_APART = 1e-6


def impossible_by_branching(model: LinearModel, clock: Clock) -> bool:
    """Return whether every branch contradicts the model in exact arithmetic; False where one does not, or time ran out.

    A branch that contradicts nothing with parts allowed is cut in two at a variable; the solver only says where.
    """
    waiting, looked_at = [model.copy()], 0
    while waiting:
        looked_at += 1
        if looked_at > _MOST_BRANCHES or clock.is_over:
            return False
        branch = waiting.pop()
        if _a_row_is_out_of_reach(branch):
            continue
        loose = Relaxation(branch, clock)
        if loose.contradiction():
            continue
        cut = _cut(branch, loose.values)
        if cut is None:
            return False
        variable, at = cut
        below, above = branch.copy(), branch
        below.upper[variable], above.lower[variable] = at, at + 1
        waiting += [above, below]
    return True


def _a_row_is_out_of_reach(model: LinearModel) -> bool:
    for row, low, high in zip(model.rows, model.low, model.high, strict=True):
        if (low is not None and model.greatest(row) < low) or (high is not None and model.least(row) > high):
            return True
    return False


def _cut(model: LinearModel, values: Sequence[float] | None) -> tuple[int, int] | None:
    """Return a variable and the last whole number of its lower half: one in parts, else any that is not settled."""
    free = [
        (variable, low, high)
        for variable, (low, high) in enumerate(zip(model.lower, model.upper, strict=True))
        if high is not None and low < high
    ]
    for variable, low, high in free if values is not None else ():
        value = values[variable] if values is not None else 0
        if abs(value - round(value)) > _APART:
            return variable, min(max(int(value // 1), low), high - 1)
    return next(((variable, (low + high) // 2) for variable, low, high in free), None)
