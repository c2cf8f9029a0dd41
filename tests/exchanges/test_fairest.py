"""The leximin points of a model found from the bound downwards are those that trying everything finds, and no other."""

from fractions import Fraction
from itertools import product
from random import Random

import pytest
from brute_force import every_acceptable
from hypothesis import given, settings
from hypothesis import strategies as st
from random_files import random_positions

from homeward.exchanges.choice_sums import ChoiceSums, Step, Target
from homeward.exchanges.constraints import build_model
from homeward.exchanges.elimination import solved
from homeward.exchanges.fairest import leximin_points
from homeward.exchanges.objectives import exchange_of
from homeward.exchanges.solution import Clock

NUMBERS = st.integers(-9, 9)
STEPS = st.lists(st.builds(Step, st.integers(0, 12), st.integers(0, 6), st.integers(0, 2)), max_size=7)
TARGETS = st.lists(st.builds(Target, st.integers(0, 40), st.integers(0, 6)), min_size=1, max_size=3)


@settings(max_examples=200, deadline=None)
@given(STEPS, TARGETS)
def test_every_choice_that_adds_up_is_found_once(steps: list[Step], targets: list[Target]) -> None:
    """All choices of steps with the target's cost and remainder, and no other."""
    found = ChoiceSums(steps, targets, 7).found(10_000, 100_000, Clock())
    assert found is not None
    for target, rows in zip(targets, found, strict=True):
        every = {
            times
            for times in product(*(range(step.most + 1) for step in steps))
            if sum(step.cost * number for step, number in zip(steps, times, strict=True)) == target.cost
            and (sum(step.moves * number for step, number in zip(steps, times, strict=True)) - target.moves) % 7 == 0
        }
        told = [tuple(int(each) for each in row) for row in rows]
        assert len(told) == len(set(told))
        assert set(told) == every


def test_too_many_choices_are_not_listed() -> None:
    """Where the choices outgrow what may be listed or found, nothing is said."""
    steps, target = [Step(1, 1, 1)] * 12, [Target(6, 6)]
    assert ChoiceSums(steps, target, 7).found(5, 10_000, Clock()) is None
    assert ChoiceSums(steps, target, 7).found(10_000, 5, Clock()) is None


@settings(max_examples=100, deadline=None)
@given(
    st.integers(1, 5).flatmap(
        lambda n: st.lists(st.lists(NUMBERS, min_size=n + 1, max_size=n + 1), min_size=n, max_size=n)
    )
)
def test_elimination_solves_exactly(rows: list[list[int]]) -> None:
    """The determinant's size times the solution, or nothing where the rows depend on one another."""
    matrix, side = [row[:-1] for row in rows], [row[-1] for row in rows]
    found = solved(matrix, [side])
    if found is None:
        return
    size, (scaled,) = found
    assert size > 0
    for row, right in zip(matrix, side, strict=True):
        assert sum(weight * Fraction(value, size) for weight, value in zip(row, scaled, strict=True)) == right


@pytest.mark.parametrize("seed", range(120))
def test_leximin_points_are_what_trying_everything_says(seed: int) -> None:
    """Where this way settles it, the exchanges are all those with the greatest surpluses, the least first."""
    positions = random_positions(Random(7000 + seed), most_people=6)  # noqa: S311 - luck, not secrets
    model = build_model(positions)
    gains = [(surplus, 0) for surplus in model.surplus.values() if surplus]
    every = list(every_acceptable(positions))
    if not every or not gains:
        return
    found = leximin_points(model.linear, gains, Clock())
    if found is None:
        pytest.skip("too many points lie near the bound")
    fairest = max(sorted(one.surplus.values()) for one in every)
    told = [exchange_of(model, values) for values in found]
    expected = [one for one in every if sorted(one.surplus.values()) == fairest]
    assert {str((one.releases, sorted(one.terms.items()))) for one in told} == {
        str((one.releases, sorted(one.terms.items()))) for one in expected
    }
