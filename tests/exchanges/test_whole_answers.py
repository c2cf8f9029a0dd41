"""Every part of an answer holds what it says: under losses, round by round, and where time runs out."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from random import Random
from time import process_time

import pytest
from brute_force import every_acceptable, frontier, rank

from homeward.exchanges.answer import answer_as_values
from homeward.exchanges.explanation import cheapest_compromises, smallest_clash
from homeward.exchanges.from_positions import find_exchange
from homeward.exchanges.model import (
    AtMost,
    Exchange,
    Floor,
    Gives,
    Group,
    Line,
    NotBoth,
    Part,
    Participant,
    Position,
    Positions,
    Refuses,
    Release,
    Status,
    Wants,
)
from homeward.exchanges.position_files import read_positions
from homeward.exchanges.rechecked import must_be_acceptable, must_be_none, must_hand_over
from homeward.exchanges.robustness import breaking_loss
from homeward.exchanges.solution import Clock

ONE_WAY = """
participants: {A: {}, B: {}}
people:
  x: {held_by: A, home: B}
  z: {held_by: A, home: B, count: 3}
terms: {funds: {options: [frozen, released]}}
positions:
  - {id: a1, of: A, gives: {x: 6, z: 2}}
  - {id: a2, of: A, terms: {funds: {released: 20}}}
  - {id: b1, of: B, wants: {x: 8, z: 3}}
  - {id: b2, of: B, terms: {funds: {released: -5}}}
"""


def friendly(seed: int) -> Positions:
    """Return a file in which most exchanges please all, so that some withstand losses."""
    luck = Random(seed)  # noqa: S311 - luck, not secrets
    sides = ("A", "B", "C")[: luck.choice((2, 3))]
    people = tuple(
        Group(f"p{number}", "P", *luck.sample(sides, 2), luck.choice((1, 1, 2))) for number in range(luck.randint(4, 5))
    )
    names, lines = [one.id for one in people], list[tuple[str, Line]]()
    for side in sides:
        lines.append((side, Gives({one.id: Fraction(luck.randint(0, 3)) for one in people if one.held_by == side})))
        lines.append((side, Wants({one.id: Fraction(luck.randint(2, 12)) for one in people if one.home == side})))
    lines.append((luck.choice(sides), NotBoth(tuple(luck.sample(names, 2)))))
    lines.append((luck.choice(sides), AtMost(tuple(luck.sample(names, 3)), 2)))
    lines.append((luck.choice(sides), Floor(Fraction(luck.randint(0, 2)))))
    positions = tuple(Position(f"l{number:02}", of, line) for number, (of, line) in enumerate(lines))
    return Positions("", None, tuple(Participant(side, side) for side in sides), people, (), positions)


@pytest.mark.parametrize("seed", range(25))
def test_every_point_and_the_frontier_withstand(seed: int) -> None:
    """With losses asked for, all that is shown withstands them, and is the best of what does."""
    positions = friendly(seed)
    answer = find_exchange(positions, withstand=1, frontier=True)
    acceptable = list(every_acceptable(positions))
    robust = [one for one in acceptable if breaking_loss(positions, one, 1) is None]
    assert answer.withstand == 1
    assert answer.unsettled == ()
    if not robust:
        assert (answer.status, answer.none_withstands) == (Status.NONE, bool(acceptable))
        return
    assert all(breaking_loss(positions, one, 1) is None for one in (*answer.points.values(), *(answer.frontier or ())))
    assert {tuple(sorted(one.surplus.items())) for one in answer.frontier or ()} == frontier(robust)
    assert sorted(answer.points["leximin"].surplus.values()) == max(rank(one)[1] for one in robust)
    assert sum(answer.points["total"].surplus.values()) == max(sum(one.surplus.values()) for one in robust)


def test_who_only_gives_is_exposed() -> None:
    """A side that lets all go and gets nobody has given it all when the last round is over."""
    answer = find_exchange(read_positions(ONE_WAY), rounds=4)
    assert answer.handover is not None
    assert answer.handover.worst == answer.handover.rounds[-1].exposure["A"] == 12
    assert all(one.exposure["A"] <= other.exposure["A"] for one, other in pairwise(answer.handover.rounds))


def test_a_wrong_hand_over_is_not_shown() -> None:
    """A round left out, or an exposure other than what was given and got, raises."""
    positions = read_positions(ONE_WAY)
    answer = find_exchange(positions, rounds=4)
    assert answer.handover is not None
    assert answer.best is not None
    must_hand_over(positions, answer.best, answer.handover)
    last = answer.handover.rounds[-1]
    for rounds in (
        answer.handover.rounds[:-1],
        (*answer.handover.rounds[:-1], replace(last, exposure={**last.exposure, "A": Fraction(0)})),
    ):
        with pytest.raises(AssertionError):
            must_hand_over(positions, answer.best, replace(answer.handover, rounds=rounds))
    with pytest.raises(AssertionError):
        must_hand_over(positions, answer.best, replace(answer.handover, worst=Fraction(0)))


def test_what_the_checker_refuses_is_not_shown() -> None:
    """Neither an exchange that a side does not accept nor a "none" where one is."""
    positions = read_positions(ONE_WAY)
    with pytest.raises(AssertionError):
        must_be_acceptable(positions, Exchange((Release("x", "A", "B", 1),), {"funds": "frozen"}))
    with pytest.raises(AssertionError):
        must_be_none(positions)
    refusing = replace(positions, positions=(*positions.positions, Position("r", "A", Refuses(("x", "z")))))
    must_be_none(refusing)


def clashing(lines: int) -> Positions:
    """Return a file of many refusals, each of which could yield, that leave nobody to let go."""
    people = tuple(Group(f"p{number:03}", "P", "A", "B") for number in range(lines))
    positions = [
        Position("wants", "B", Wants({one.id: Fraction(2) for one in people})),
        Position("gives", "A", Gives({one.id: Fraction(0) for one in people})),
        *(
            Position(f"r{one.id}", "A", Refuses((one.id,)), Fraction(1 + number % 7))
            for number, one in enumerate(people)
        ),
    ]
    sides = (Participant("A", "A"), Participant("B", "B"))
    return Positions("", None, sides, people, (), tuple(positions))


def test_where_time_is_over_nothing_is_called_a_clash() -> None:
    """A clash that is not proved minimal is none, and the list of compromises is said not to be complete."""
    positions = clashing(40)
    assert not smallest_clash(positions, Clock(0.0)).settled
    assert smallest_clash(positions, Clock(0.0)).lines == ()
    assert smallest_clash(positions, Clock()).settled
    assert cheapest_compromises(positions, 5, Clock(0.0)).found == ()
    assert not cheapest_compromises(positions, 5, Clock(0.0)).settled
    assert cheapest_compromises(positions, 5, Clock()).settled


def test_no_time_at_all_settles_nothing_and_takes_none() -> None:
    """Once the time is over no solver begins; what is not settled is named, in the plain answer too."""
    positions = clashing(150)
    begun = process_time()
    answer = find_exchange(positions, seconds=0)
    assert process_time() - begun < 2
    assert (answer.status, answer.clash, answer.too_large) == (Status.UNDECIDED, (), False)
    assert answer.unsettled == (Part.BEST,)
    assert answer_as_values(answer, positions)["unsettled"] == ["best"]
