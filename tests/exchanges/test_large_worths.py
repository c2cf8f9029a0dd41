"""Worths are the user's own numbers in any unit: dollars on one side and points on the other change no answer."""

from dataclasses import replace
from fractions import Fraction
from itertools import product
from random import Random

import pytest
from brute_force import every_acceptable, frontier, rank
from random_files import random_positions

from homeward.exchanges.acceptance import floors
from homeward.exchanges.branching import impossible_by_branching
from homeward.exchanges.constraints import build_model
from homeward.exchanges.explanation import is_impossible
from homeward.exchanges.from_positions import find_exchange
from homeward.exchanges.linear import LinearModel
from homeward.exchanges.model import Floor, Gives, Line, Positions, Status, ValuesTerms, Wants
from homeward.exchanges.named_points import POINTS
from homeward.exchanges.position_files import read_positions
from homeward.exchanges.solution import CP_SAT, HIGHS, Clock, Found, Solution
from homeward.exchanges.solver import _settled, maximise_at_once, maximise_product

DOLLARS = """
participants: {US: {}, IR: {}}
people:
  a: {held_by: IR, home: US}
  b: {held_by: IR, home: US}
  d: {held_by: US, home: IR}
terms: {funds: {options: [frozen, half, released]}}
positions:
  - {id: us-w, of: US, wants: {a: 2500000000, b: 1999999999}}
  - {id: us-g, of: US, gives: {d: 123456789}}
  - {id: us-t, of: US, terms: {funds: {half: -3000000000, released: -6000000000}}}
  - {id: ir-w, of: IR, wants: {d: 3}}
  - {id: ir-g, of: IR, gives: {a: 3, b: 2}}
  - {id: ir-t, of: IR, terms: {funds: {half: 3, released: 5}}}
"""


def in_units(positions: Positions, luck: Random) -> Positions:
    """Return a file in which each side counts in a unit of its own, and no worth is round."""
    units = {one.id: luck.choice((1, 10**7, 10**10, Fraction(12345678901, 100))) for one in positions.participants}
    lines = (replace(one, line=_in_unit(one.line, Fraction(units[one.of]), luck)) for one in positions.positions)
    return replace(positions, positions=tuple(lines))


def _in_unit(line: Line, unit: Fraction, luck: Random) -> Line:
    def of(worths: dict[str, Fraction]) -> dict[str, Fraction]:
        return {who: worth * unit + (luck.randint(0, 999) if unit > 1 else 0) for who, worth in worths.items()}

    match line:
        case Wants(worths):
            return Wants(of(dict(worths)))
        case Gives(costs):
            return Gives(of(dict(costs)))
        case ValuesTerms(terms):
            return ValuesTerms({term: of(dict(worths)) for term, worths in terms.items()})
        case Floor(surplus):
            return Floor(surplus * unit)
    return line


def test_dollars_beside_points_are_answered() -> None:
    """All points and the frontier of a file with worths of billions are found, and are those of trying everything."""
    positions = read_positions(DOLLARS)
    answer = find_exchange(positions, frontier=True, seconds=60)
    possible = list(every_acceptable(positions))
    assert (answer.status, answer.unsettled, answer.points.keys()) == (Status.POSSIBLE, (), POINTS)
    assert answer.best is not None
    assert rank(answer.best) == max(map(rank, possible))
    assert {tuple(sorted(one.surplus.items())) for one in answer.frontier or ()} == frontier(possible)


@pytest.mark.parametrize("seed", range(30))
def test_units_change_no_proof(seed: int) -> None:
    """Files in units of ten millions and more come out as trying everything says, with nothing unsettled."""
    luck = Random(seed)  # noqa: S311 - luck, not secrets
    positions = in_units(random_positions(luck, most_people=4), luck)
    answer, possible = find_exchange(positions, frontier=True, seconds=60), list(every_acceptable(positions))
    assert answer.unsettled == ()
    if not possible:
        assert answer.status is Status.NONE
        return
    assert answer.status is Status.POSSIBLE
    assert answer.best is not None
    assert rank(answer.best) == max(map(rank, possible))
    assert sorted(answer.points["leximin"].surplus.values()) == max(rank(one)[1] for one in possible)
    assert {tuple(sorted(one.surplus.items())) for one in answer.frontier or ()} == frontier(possible)
    least = {who: each or Fraction(0) for who, each in floors(positions).items()}
    kalai = [sorted(one.surplus[who] - least[who] for who in least) for one in (answer.points["kalai"], *possible)]
    assert kalai[0] == max(kalai)


def test_one_unit_for_all_is_no_other_model() -> None:
    """A file in millions throughout has the same rows as in ones."""
    positions = random_positions(Random(5), most_people=5)  # noqa: S311
    lines = (replace(one, line=_in_unit(one.line, Fraction(10**6), Zero())) for one in positions.positions)
    model = build_model(replace(positions, positions=tuple(lines))).linear
    assert model == build_model(positions).linear


class Zero(Random):
    """No luck at all: always the least number."""

    def randint(self, a: int, b: int) -> int:
        """Return the least number."""
        return a


def test_numbers_beyond_all_sums_are_told_of() -> None:
    """Worths that no solver can add up leave a file undecided for that reason, not for time."""
    positions = random_positions(Random(0), most_people=4)  # noqa: S311
    unit = Fraction(10**30 + 1)
    lines = (replace(one, line=_in_unit(one.line, unit, Random(1))) for one in positions.positions)  # noqa: S311
    answer = find_exchange(replace(positions, positions=tuple(lines)))
    assert (answer.status, answer.too_large) == (Status.UNDECIDED, True)


def test_large_numbers_are_impossible_case_by_case() -> None:
    """Where only whole numbers clash and numbers are too large for the first solver, every case is contradicted."""
    model = LinearModel()
    one, other, third = (model.variable() for _ in range(3))
    model.row([(one, 2 * 10**9), (other, -(10**9)), (third, 10**9 + 1)], 2 * 10**9, 2 * 10**9)
    model.row([(other, 1), (third, 1)], 1, 1)
    assert impossible_by_branching(model, Clock())
    assert is_impossible(model, Clock()) == (True, (CP_SAT, "exact contradiction of every branch"))
    model.low[0], model.high[0] = 10**9 + 1, None
    assert not impossible_by_branching(model, Clock())


@pytest.mark.parametrize("seed", range(20))
def test_largest_product_of_large_sums(seed: int) -> None:
    """The product of sums of billions is the largest that trying everything finds."""
    luck = Random(seed)  # noqa: S311
    model = LinearModel()
    variables = [model.variable(luck.randint(1, 2)) for _ in range(5)]
    model.row([(one, 1) for one in variables], None, 4)
    sums = [[(one, luck.randint(-(10**10), 3 * 10**10)) for one in variables] for _ in range(2)]
    values = maximise_product(model, [(each, 5) for each in sums]).values
    choices = product(*(range((model.upper[one] or 0) + 1) for one in variables))
    gains = [
        [sum(weight * tried[one] for one, weight in each) + 5 for each in sums]
        for tried in choices
        if model.holds(tried)
    ]
    best = max((one[0] * one[1] for one in gains if min(one) > 0), default=None)
    reached = values and [sum(weight * values[one] for one, weight in each) + 5 for each in sums]
    assert (reached and reached[0] * reached[1]) == best


def test_one_solvers_word_counts_once() -> None:
    """Where the first solver says two things, the other's word settles it only where it agrees with one of them."""
    first = Solution(Found.OPTIMAL, (1,), 1, 1)
    second, other = Solution(Found.INFEASIBLE), Solution(Found.OPTIMAL, (3,), 3, 3, CP_SAT)
    assert _settled(first, second, other).found is Found.FEASIBLE
    assert _settled(first, None, other).found is Found.FEASIBLE
    assert _settled(first, second, Solution(Found.INFEASIBLE, by=CP_SAT)) == second


def test_an_answer_says_whose_word_it_is() -> None:
    """HiGHS is asked where its tolerances suffice, CP-SAT elsewhere."""
    model = LinearModel()
    one, other = model.variable(3), model.variable(3)
    model.row([(one, 2), (other, 3)], None, 7)
    assert maximise_at_once(model, [(one, 1), (other, 1)]).by == HIGHS
    model.row([(one, 10**9), (other, 10**9 + 1)], None, 3 * 10**9)
    found = maximise_at_once(model, [(one, 1), (other, 1)])
    assert (found.by, found.value) == (CP_SAT, 3)
