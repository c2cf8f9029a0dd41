"""Whatever the solver says of a small file is what trying every exchange says."""

from random import Random

import pytest
from brute_force import clashes, compromises, every_acceptable, frontier, rank
from random_files import random_positions

from homeward.exchanges.from_positions import find_exchange
from homeward.exchanges.model import Status
from homeward.exchanges.robustness import breaking_loss


@pytest.mark.parametrize("seed", range(150))
def test_answer_is_what_trying_everything_says(seed: int) -> None:
    """Status, best, points, frontier, clash and compromises all agree."""
    positions = random_positions(Random(seed), most_people=5)  # noqa: S311 - luck, not secrets
    answer, possible = find_exchange(positions, frontier=True, compromises=30), list(every_acceptable(positions))
    if possible:
        assert answer.status is Status.POSSIBLE
        assert answer.best is not None
        assert rank(answer.best) == max(map(rank, possible))
        total = max(sum(one.surplus.values()) for one in possible)
        assert sum(answer.points["total"].surplus.values()) == total
        assert sorted(answer.points["leximin"].surplus.values()) == max(rank(one)[1] for one in possible)
        assert {tuple(sorted(one.surplus.items())) for one in answer.frontier or ()} == frontier(possible)
        return
    assert answer.status is Status.NONE
    if answer.clash:
        assert clashes(positions, answer.clash)
        assert all(not clashes(positions, set(answer.clash) - {line}) for line in answer.clash)
    expected = compromises(positions)
    found = {frozenset(one.give_up): one.cost for one in answer.compromises}
    assert found == expected or (len(found) == 30 and found.items() <= expected.items())
    costs = [one.cost for one in answer.compromises]
    assert costs == sorted(costs)


@pytest.mark.parametrize("seed", range(40))
def test_robust_exchange_withstands_every_loss(seed: int) -> None:
    """No loss breaks the exchange found; where none is found, some loss breaks each."""
    positions = random_positions(Random(1000 + seed), most_people=5)  # noqa: S311
    answer = find_exchange(positions, withstand=1)
    robust = [one for one in every_acceptable(positions) if breaking_loss(positions, one, 1) is None]
    if robust:
        assert answer.best is not None
        assert breaking_loss(positions, answer.best, 1) is None
        assert rank(answer.best) == max(map(rank, robust))
    else:
        assert answer.status is Status.NONE
