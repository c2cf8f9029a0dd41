"""The cheapest lines to give up: what the relaxation says must be given up, then only what whole people add to it.

Every contradiction of the relaxed model names lines of which one has to go. The cheapest lines that meet every such
demand (a hitting set) are tried; where they open an exchange, no cheaper ones can (Davies and Bacchus 2011).
"""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

from homeward.exchanges.constraints import ExchangeModel, build_model
from homeward.exchanges.linear import LinearModel
from homeward.exchanges.model import Position, Positions
from homeward.exchanges.optimum import maximise, whole_near
from homeward.exchanges.solution import Clock, Found, Solution
from homeward.exchanges.solver import Relaxation, maximise_at_once

_MOST_ROUNDS = 12
"""After so many rounds of demands the whole model is asked: sums that many lines share are no matter of demands."""


class CompromiseSearch:
    """Finds one cheapest compromise after another; it remembers what had to be given up, and what is shut out."""

    def __init__(self, positions: Positions, soft: Sequence[Position], dropped: frozenset[str], clock: Clock) -> None:
        self._positions, self._dropped, self._clock = positions, dropped, clock
        self._soft = [one.id for one in soft]
        self._cost = _whole_costs(soft)
        self._model = build_model(positions, without=dropped).linear
        self._loose = Relaxation(self._model, clock)
        self._demands = LinearModel()
        self._given_up = {line: self._demands.variable() for line in self._soft}
        self._yielding: ExchangeModel | None = None
        self.settled = True
        """Whether every set of lines that was asked for was found, or it is proved that there is none."""

    def cheapest(self) -> tuple[str, ...] | None:
        """Return the cheapest lines that open an exchange when given up; None where none do or time ran out."""
        for _ in range(_MOST_ROUNDS):
            found = self._least_cost(self._demands, self._given_up)
            if found is None:
                return None
            if self._meets_more_demands(found):
                continue
            if self._model_is_possible(found):
                return found
            break
        return self._with_whole_people()

    def shut_out(self, lines: Sequence[str]) -> None:
        """Ask for no set of lines that contains all of these."""
        self._demand(lines, None, len(lines) - 1)

    def _demand(self, lines: Sequence[str], low: int | None, high: int | None) -> None:
        self._demands.row([(self._given_up[line], 1) for line in lines], low, high)
        if self._yielding is not None:
            self._yielding.linear.row([(self._yielding.give_up[line], 1) for line in lines], low, high)

    def _least_cost(self, model: LinearModel, given_up: dict[str, int]) -> tuple[str, ...] | None:
        cost = [(given_up[line], -self._cost[line]) for line in self._soft]
        solve = maximise_at_once if model is self._demands else maximise
        found: Solution = solve(model, cost, self._clock)
        self.settled = found.found in (Found.OPTIMAL, Found.INFEASIBLE)
        if found.values is None or not self.settled:
            return None
        return tuple(line for line in self._soft if found.values[given_up[line]])

    def _meets_more_demands(self, given_up: Sequence[str]) -> bool:
        """Ask the relaxation what has to go besides these; return whether anything."""
        left_out, any_found = set(given_up), False
        while not self._clock.is_over:
            rows = self._loose.contradiction(left_out)
            if rows is None:
                break
            demand = [line for line in self._soft if line in {self._model.labels[row] for row in rows}]
            self._demand(demand, 1, None)
            any_found = True
            if not demand:
                break
            left_out.update(demand)
        return any_found

    def _model_is_possible(self, given_up: Sequence[str]) -> bool:
        model, near = self._model.without(set(given_up)), self._loose.values
        if near is not None and whole_near(model, (), near, self._clock).values is not None:
            return True
        return maximise(model, (), self._clock).values is not None

    def _with_whole_people(self) -> tuple[str, ...] | None:
        """Return the cheapest lines from the model in which each line may be given up, with every demand known."""
        if self._yielding is None:
            self._yielding = build_model(self._positions, soft=self._soft, without=self._dropped)
            for row, low, high in zip(self._demands.rows, self._demands.low, self._demands.high, strict=True):
                lines = {variable: line for line, variable in self._given_up.items()}
                terms = [(self._yielding.give_up[lines[variable]], 1) for variable, _ in row]
                self._yielding.linear.row(terms, low, high)
        return self._least_cost(self._yielding.linear, self._yielding.give_up)


def _whole_costs(soft: Sequence[Position]) -> dict[str, int]:
    scale = lcm(*(one.yields.denominator for one in soft if one.yields))
    return {one.id: int((one.yields or Fraction(0)) * scale) for one in soft}
