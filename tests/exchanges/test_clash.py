"""A clash names lines that cannot all hold; floors of 0 that nobody wrote always hold and are named beside them."""

from random import Random

import pytest
from brute_force import clashes, every_acceptable
from random_files import random_positions

from homeward.exchanges.explanation import smallest_clash
from homeward.exchanges.from_positions import find_exchange
from homeward.exchanges.model import Floor, Position, Positions, Status
from homeward.exchanges.position_files import read_positions
from homeward.exchanges.solution import Clock

FILE = """
participants: {A: {}, B: {}}
people: {p: {held_by: A, home: B}, q: {held_by: B, home: A}}
positions:
  - {id: a-gives, of: A, gives: {p: 5}}
  - {id: b-wants, of: B, wants: {p: 9}}
  - {id: b-gives, of: B, gives: {q: 1}}
  - {id: a-wants, of: A, wants: {q: 7}}
  - {id: b-keeps, of: B, refuses: [q], yields: 2}
"""


def with_floors(positions: Positions, but: tuple[str, ...]) -> Positions:
    """Return the file with a line for each floor that no line says, of no effect for the sides not in `but`."""
    said = {one.of for one in positions.positions if isinstance(one.line, Floor)}
    lines = [
        Position(f"floor of {one.id}", one.id, Floor(0 if one.id in but else -(10**6)))  # type: ignore[arg-type]
        for one in positions.participants
        if one.id not in said
    ]
    return Positions(
        "", None, positions.participants, positions.people, positions.terms, (*positions.positions, *lines)
    )


def test_the_side_that_would_lose_is_named_beside_the_line() -> None:
    """Only q could pay A for p, and B keeps q; A names no floor, and would end below 0."""
    answer = find_exchange(read_positions(FILE))
    assert (answer.status, answer.clash, answer.losing) == (Status.NONE, ("b-keeps",), ("A",))


def test_where_no_line_is_to_blame_the_sides_are_named() -> None:
    """Nothing but A's own worths stands in the way."""
    kept = FILE.replace("wants: {q: 7}", "wants: {q: 4}").partition("  - {id: b-keeps")[0]
    answer = find_exchange(read_positions(kept))  # p alone costs A, q alone costs B, and both together cost A
    assert (answer.status, answer.clash, answer.losing) == (Status.NONE, (), ("A", "B"))
    answer = find_exchange(read_positions(FILE.partition("  - {id: b-gives")[0]))
    assert (answer.status, answer.clash, answer.losing) == (Status.NONE, (), ("A",))


def test_nobody_to_let_go_is_nobody_s_loss() -> None:
    """Where no line lets anybody go, neither a line nor a side is to blame."""
    answer = find_exchange(read_positions(FILE.partition("positions:")[0] + "positions: []"))
    assert (answer.status, answer.clash, answer.losing) == (Status.NONE, (), ())


@pytest.mark.parametrize("seed", range(80))
def test_lines_and_sides_together_clash_and_none_can_be_spared(seed: int) -> None:
    """With the named sides' floors alone the lines still clash; without one line, or one such floor, they do not."""
    positions = random_positions(Random(seed), most_people=4)  # noqa: S311 - luck, not secrets
    if next(every_acceptable(positions), None) is not None:
        return
    found = smallest_clash(positions, Clock())
    floors = {f"floor of {side}" for side in found.losing}
    kept = {*found.lines, *floors}
    assert clashes(with_floors(positions, found.losing), kept)
    for spared in found.lines:
        assert not clashes(positions, kept - {spared})
    for side in found.losing:
        rest = tuple(one for one in found.losing if one != side)
        assert not clashes(with_floors(positions, rest), kept - {f"floor of {side}"})
