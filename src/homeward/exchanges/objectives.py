"""What makes one exchange better than another: people home, the worst-off side, the total, the product of gains.

Every objective is a chain of whole-number maxima: each is proved, kept as a row, and the next one asked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from homeward.exchanges.acceptance import as_exchange
from homeward.exchanges.constraints import ExchangeModel
from homeward.exchanges.fairest import leximin_points
from homeward.exchanges.linear import LinearModel, Sum, merged
from homeward.exchanges.model import Exchange
from homeward.exchanges.optimum import maximise
from homeward.exchanges.solution import Clock, Found, Solution
from homeward.exchanges.solver import SMALL

_LARGEST_LEVEL = 10**6
_MOST_SUMMED = 10
"""Any k of more surpluses than this are too many sums to list."""
Gain = tuple[Sum, int]
"""A surplus, and from where it is measured."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The best exchange by an objective, whether that is proved, and the bound of its first stage.

    `people_proved` says of the exchange with most people home that no other has more, ties settled or not.
    """

    exchange: Exchange | None
    solution: Solution
    proved: bool
    bound: int | None = None
    people_proved: bool = False


def exchange_of(model: ExchangeModel, values: Sequence[int]) -> Exchange:
    """Return the exchange that a solver's values stand for."""
    let_go = {group.id: 0 for group in model.positions.people}
    let_go |= {person: values[variable] for person, variable in model.let_go.items()}
    options = {term: option for (term, option), variable in model.options.items() if values[variable]}
    return as_exchange(model.positions, let_go, options)


def most_home(model: ExchangeModel, clock: Clock, for_ties: Clock | None = None) -> Chosen:
    """Return the exchange that brings most people home; among those the leximin one, then the largest total.

    `for_ties` is the time that choosing among those may take, where it is less.
    """
    linear = model.linear.copy()
    first = _kept(linear, model.people_home, clock)
    if first.values is None or first.value is None:
        return Chosen(None, first, first.found is Found.INFEASIBLE, first.bound)
    if first.found is not Found.OPTIMAL:
        return Chosen(exchange_of(model, first.values), first, False, first.bound)
    for_ties = for_ties or clock
    last, proved = _leximin(model, linear, first, for_ties)
    settled = _as_now(model, linear, last, for_ties)
    return Chosen(exchange_of(model, settled.values or first.values), settled, proved, first.value, True)


def leximin(model: ExchangeModel, clock: Clock) -> Chosen:
    """Return the exchange whose worst-off side is as well off as can be, then the next; then most people home."""
    return _fairest(model, clock, dict.fromkeys(model.surplus, 0))


def kalai(model: ExchangeModel, clock: Clock) -> Chosen:
    """Return the exchange in which the least gain of a side above its floor is the largest, then the next least.

    Then most people home. Who has no floor left is no part of it.
    """
    return _fairest(model, clock, {who: least for who, least in model.floors.items() if least is not None})


def _fairest(model: ExchangeModel, clock: Clock, above: Mapping[str, int]) -> Chosen:
    linear = model.linear.copy()
    start = maximise(linear, (), clock)
    if start.values is None:
        return Chosen(None, start, start.found is Found.INFEASIBLE)
    last, proved = _leximin(model, linear, start, clock, above)
    final = _kept(linear, model.people_home, clock)
    return _chosen(model, (start, last, final, _as_now(model, linear, final, clock)), proved)


def largest_total(model: ExchangeModel, clock: Clock) -> Chosen:
    """Return the exchange with the largest sum of surpluses; then most people home, then leximin."""
    linear = model.linear.copy()
    total = [term for surplus in model.surplus.values() for term in surplus]
    first = _kept(linear, merged(total), clock)
    if first.values is None:
        return Chosen(None, first, first.found is Found.INFEASIBLE)
    second = _kept(linear, model.people_home, clock)
    last, proved = _leximin(model, linear, second if second.values else first, clock)
    return _chosen(model, (first, second, last, _as_now(model, linear, last, clock)), proved)


def _chosen(model: ExchangeModel, stages: Sequence[Solution], proved: bool) -> Chosen:
    values = [stage.values for stage in stages if stage.values is not None]
    every = all(stage.found is Found.OPTIMAL for stage in stages)
    return Chosen(exchange_of(model, values[-1]), stages[-1], proved and every)


def _kept(linear: LinearModel, objective: Sum, clock: Clock, start: Sequence[int] | None = None) -> Solution:
    """Maximise, and keep what was reached as a row of the model."""
    solution = maximise(linear, objective, clock, start)
    if solution.value is not None and objective:
        linear.row(objective, solution.value, None)
    return solution


def _as_now(model: ExchangeModel, linear: LinearModel, last: Solution, clock: Clock) -> Solution:
    """Leave as many terms as they are now as the rest allows: what nobody asked for is not changed."""
    if not model.positions.terms:
        return last
    now = [(model.options[term.id, term.options[0]], 1) for term in model.positions.terms]
    settled = _kept(linear, now, clock)
    return settled if settled.found is Found.OPTIMAL else last


def _leximin(
    model: ExchangeModel, linear: LinearModel, start: Solution, clock: Clock, above: Mapping[str, int] | None = None
) -> tuple[Solution, bool]:
    """Make the sum of the k smallest surpluses as large as it can be, for k from 1 on; `linear` keeps each.

    With `above`, of these participants alone, and what counts is how far each surplus lies above that. The sum of the k
    smallest of some numbers is the largest `k * level - sum of how far each lies below level` (Ogryczak and Sliwinski
    2003), so each stage is a maximum of a linear sum. Where surpluses are large, it is the least sum of any k of them
    instead: bounds of levels creep forward by ones, and those of sums do not.
    """
    above = dict.fromkeys(model.surplus, 0) if above is None else above
    gains = [(model.surplus[who], least) for who, least in above.items() if model.surplus[who]]  # others never change
    if not gains:
        return start, True
    if len(linear.lower) > SMALL and (points := leximin_points(linear, gains, clock)):
        return _fixed_at(model, linear, points), True
    least = min(linear.least(surplus) - low for surplus, low in gains)
    greatest = max(linear.greatest(surplus) - low for surplus, low in gains)
    by_sums = greatest - least > _LARGEST_LEVEL and len(gains) <= _MOST_SUMMED
    best, proved = start, True
    for k in range(1, len(gains) + 1):
        if by_sums:
            objective, known = _least_sum(linear, gains, k), _with_sum(best.values or (), gains, k)
        else:
            objective = _sum_of_smallest(linear, gains, k, least, greatest)
            known = _with_levels(best.values or (), gains, k)
        solution = _kept(linear, objective, clock, known)
        if solution.values is None:
            return best, False
        best, proved = solution, proved and solution.found is Found.OPTIMAL
        if not proved:
            return best, False
    return best, proved


def _fixed_at(model: ExchangeModel, linear: LinearModel, points: Sequence[Sequence[int]]) -> Solution:
    """Leave one point in the model: of some, that with most people home, then with most terms as they are now."""
    now = [model.options[term.id, term.options[0]] for term in model.positions.terms]
    home = list(model.let_go.values())

    def rank(values: Sequence[int]) -> tuple[int, int, list[int]]:
        return sum(values[each] for each in home), sum(values[each] for each in now), [-each for each in values]

    chosen = max(points, key=rank)
    linear.lower[:], linear.upper[:] = chosen, chosen
    return Solution(Found.OPTIMAL, chosen)


def _reached(values: Sequence[int], gains: Sequence[Gain]) -> list[int]:
    return [sum(weight * values[variable] for variable, weight in surplus) - low for surplus, low in gains]


def _with_levels(values: Sequence[int], gains: Sequence[Gain], k: int) -> list[int]:
    """Return the values of the stage before with those of this stage's level and shortfalls: where to start from."""
    reached = _reached(values, gains)
    level = sorted(reached)[k - 1]
    return [*values, level, *(max(0, level - each) for each in reached)]


def _sum_of_smallest(linear: LinearModel, gains: Sequence[Gain], k: int, least: int, greatest: int) -> Sum:
    level = linear.variable(greatest, least)
    objective = [(level, k)]
    for surplus, low in gains:
        below = linear.variable(greatest - least)
        linear.row([*surplus, (below, 1), (level, -1)], low, None)
        objective.append((below, -1))
    return objective


def _with_sum(values: Sequence[int], gains: Sequence[Gain], k: int) -> list[int]:
    """Return the values of the stage before with this stage's least sum: where to start from."""
    return [*values, sum(sorted(_reached(values, gains))[:k])]


def _least_sum(linear: LinearModel, gains: Sequence[Gain], k: int) -> Sum:
    several = [
        (merged(term for surplus, _ in some for term in surplus), sum(low for _, low in some))
        for some in combinations(gains, k)
    ]
    ends = [end - low for terms, low in several for end in (linear.least(terms), linear.greatest(terms))]
    least_sum = linear.variable(max(ends), min(ends))
    for terms, low in several:
        linear.row([*terms, (least_sum, -1)], low, None)
    return [(least_sum, 1)]
