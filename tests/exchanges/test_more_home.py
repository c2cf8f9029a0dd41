"""Compromises that bring more people home than the best exchange, held against trying every set of lines."""

from fractions import Fraction
from itertools import chain, combinations
from random import Random

import pytest
from brute_force import every_acceptable
from random_files import random_positions

from homeward.exchanges.acceptance import objections
from homeward.exchanges.balances import balances
from homeward.exchanges.from_positions import MOST_THAT_BRING_MORE, find_exchange
from homeward.exchanges.model import Floor, Positions, Status
from homeward.exchanges.more_home import compromises_for_more
from homeward.exchanges.solution import Clock


def every_compromise_for_more(positions: Positions, more_than: int) -> dict[frozenset[str], Fraction]:
    """Return every minimal set of lines that, given up, lets more people go home, with its cost."""
    soft = {one.id: one.yields for one in positions.positions if one.yields is not None}
    found: dict[frozenset[str], Fraction] = {}
    for lines in chain.from_iterable(combinations(sorted(soft), size) for size in range(1, len(soft) + 1)):
        given_up = frozenset(lines)
        if any(smaller <= given_up for smaller in found):
            continue
        if any(one.people_home > more_than for one in every_acceptable(positions, lines)):
            found[given_up] = sum((soft[line] or Fraction(0) for line in lines), Fraction(0))
    return found


@pytest.mark.parametrize("seed", range(60))
def test_compromises_for_more_are_what_trying_everything_says(seed: int) -> None:
    """Where an exchange is possible, the compromises for more are all found, minimal, the cheapest first."""
    positions = random_positions(Random(5000 + seed), most_people=4)  # noqa: S311 - luck, not secrets
    answer = find_exchange(positions, compromises=30)
    if answer.status is not Status.POSSIBLE:
        assert answer.more_home == ()
        return
    assert answer.best is not None
    expected = every_compromise_for_more(positions, answer.best.people_home)
    found = list(compromises_for_more(positions, answer.best.people_home, 40, Clock()).found)
    assert {frozenset(one.give_up): one.cost for one in found} == expected
    costs = [one.cost for one in found]
    assert costs == sorted(costs)
    for one in found:
        assert one.opens.people_home > answer.best.people_home
        assert objections(positions, one.opens, one.give_up) == ()
    assert [one.cost for one in answer.more_home] == costs[:MOST_THAT_BRING_MORE]


def test_none_is_offered_where_none_was_asked_for() -> None:
    """With no compromises asked for, and with releases that may fall through, none is worked out."""
    for seed in range(40):
        positions = random_positions(Random(5000 + seed), most_people=4)  # noqa: S311
        assert find_exchange(positions, compromises=0).more_home == ()
        assert find_exchange(positions, withstand=1).more_home == ()


@pytest.mark.parametrize("seed", range(30))
def test_a_balance_is_the_surplus_in_two_parts(seed: int) -> None:
    """Gain less cost is the surplus, and neither is below nothing."""
    positions = random_positions(Random(6000 + seed), most_people=4)  # noqa: S311
    for exchange in every_acceptable(positions):
        balance = balances(positions, exchange)
        assert {who: one.gain - one.cost for who, one in balance.items()} == dict(exchange.surplus)
        assert all(one.gain >= 0 and one.cost >= 0 for one in balance.values())


def test_who_is_left_out_is_left_out_by_every_exchange_or_not() -> None:
    """Whether another exchange has them is what trying everything says; the lines named do stand in the way."""
    told = 0
    for seed in range(80):
        positions = random_positions(Random(seed), most_people=4)  # noqa: S311
        answer = find_exchange(positions, compromises=1)
        given_up = {line for one in answer.compromises for line in one.give_up}
        shown = answer.best or (answer.compromises[0].opens if answer.compromises else None)
        if shown is None:
            assert answer.left_out == ()
            continue
        home = {release.person: release.count for release in shown.releases}
        possible = list(every_acceptable(positions, given_up))
        for one in answer.left_out:
            group = next(each for each in positions.people if each.id == one.person)
            assert home.get(group.id, 0) < group.count
            assert one.elsewhere is any(
                release.person == group.id and release.count == group.count
                for exchange in possible
                for release in exchange.releases
            )
            assert not set(one.because) & given_up
            assert not any(each.of in one.losing and isinstance(each.line, Floor) for each in positions.positions)
            told += bool(one.because or one.losing)
    assert told
