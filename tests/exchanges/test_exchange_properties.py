"""What must be so of any positions file: giving up, renaming, reordering and rescaling."""

import json
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import Any, TypeVar

from brute_force import every_acceptable
from hypothesis import given, settings
from hypothesis import strategies as st
from random_files import random_positions

from homeward.exchanges.answer import answer_as_values
from homeward.exchanges.from_positions import find_exchange
from homeward.exchanges.model import Floor, Gives, Group, Line, Participant, Position, Positions, ValuesTerms, Wants

Thing = TypeVar("Thing")
FILES = st.integers(0, 100_000).map(lambda seed: random_positions(Random(seed), most_people=4))  # noqa: S311
SOME = settings(max_examples=25, deadline=None)


def surpluses_of_all(positions: Positions) -> set[tuple[tuple[str, Fraction], ...]]:
    """Return the surpluses of every acceptable exchange, found without a solver."""
    return {tuple(sorted(one.surplus.items())) for one in every_acceptable(positions)}


@SOME
@given(FILES)
def test_giving_up_a_line_never_makes_a_possible_file_impossible(positions: Positions) -> None:
    """Whichever line that can yield is given up."""
    if find_exchange(positions).status != "possible":
        return
    for line in (one.id for one in positions.positions if one.yields is not None):
        assert find_exchange(positions, without=[line]).status == "possible"


@SOME
@given(FILES, st.randoms(use_true_random=False))
def test_order_changes_nothing(positions: Positions, luck: Random) -> None:
    """The order of participants, people, terms and lines changes neither status nor best, clash or compromises."""

    def shuffled(things: Sequence[Thing]) -> tuple[Thing, ...]:
        return tuple(luck.sample(things, len(things)))

    other = replace(
        positions,
        participants=shuffled(positions.participants),
        people=shuffled(positions.people),
        terms=shuffled(positions.terms),
        positions=shuffled(positions.positions),
    )
    first, second = find_exchange(positions, frontier=True), find_exchange(other, frontier=True)
    assert (first.status, first.clash) == (second.status, second.clash)
    assert [(one.give_up, one.cost) for one in first.compromises] == [
        (one.give_up, one.cost) for one in second.compromises
    ]
    assert (first.best and dict(first.best.surplus)) == (second.best and dict(second.best.surplus))
    assert [dict(one.surplus) for one in first.frontier or ()] == [dict(one.surplus) for one in second.frontier or ()]


@SOME
@given(FILES)
def test_names_change_nothing(positions: Positions) -> None:
    """What people and participants are called is for readers only."""
    other = replace(
        positions,
        participants=tuple(Participant(one.id, f"no {one.name}") for one in positions.participants),
        people=tuple(replace(one, name="somebody") for one in positions.people),
    )
    first, second = find_exchange(positions), find_exchange(other)
    assert (first.status, first.best, first.clash) == (second.status, second.best, second.clash)


@SOME
@given(FILES, st.sampled_from([Fraction(1, 3), Fraction(7), Fraction(1000)]))
def test_scaling_one_side_changes_no_acceptable_set(positions: Positions, by: Fraction) -> None:
    """One side's worths, costs and floor on another scale: the same exchanges are acceptable, the same most go home."""
    side = positions.participants[0].id
    lines = tuple(replace(one, line=_scaled(one.line, by)) if one.of == side else one for one in positions.positions)
    other = replace(positions, positions=lines)
    acceptable = [[(one.releases, dict(one.terms)) for one in every_acceptable(each)] for each in (positions, other)]
    assert acceptable[0] == acceptable[1]
    first, second = find_exchange(positions), find_exchange(other)
    assert first.status == second.status
    assert (first.best and first.best.people_home) == (second.best and second.best.people_home)
    assert {one.give_up for one in first.compromises if one.cost < first.compromises[-1].cost} == {
        one.give_up for one in second.compromises if one.cost < second.compromises[-1].cost
    }


def _scaled(line: Line, by: Fraction) -> Line:
    match line:
        case Wants(worths):
            return Wants({who: worth * by for who, worth in worths.items()})
        case Gives(costs):
            return Gives({who: cost * by for who, cost in costs.items()})
        case ValuesTerms(terms):
            scaled = {term: {one: worth * by for one, worth in worths.items()} for term, worths in terms.items()}
            return ValuesTerms(scaled)
        case Floor(surplus):
            return Floor(surplus * by)
    return line


@SOME
@given(FILES)
def test_the_same_file_gives_the_same_bytes(positions: Positions) -> None:
    """Twice the same question, twice the same answer to the last byte."""
    said = [
        json.dumps(answer_as_values(find_exchange(positions, frontier=True, rounds=3), positions)) for _ in range(2)
    ]
    assert said[0] == said[1]


@SOME
@given(FILES, st.integers(1, 3))
def test_people_written_one_by_one_are_as_a_group(positions: Positions, seed: int) -> None:
    """A group of a file, written out as single people alike in everything, gives the same surpluses."""
    wide = next((one for one in positions.people if one.count > 1), None)
    if wide is None or any(type(one.line).__name__ == "NotBoth" for one in positions.positions):
        return
    names = tuple(f"{wide.id}-{number}" for number in range(wide.count))
    single = tuple(Group(name, wide.name, wide.held_by, wide.home) for name in names)
    people = tuple(one for group in positions.people for one in (single if group is wide else (group,)))
    lines = tuple(replace(one, line=_written_out(one.line, wide.id, names)) for one in positions.positions)
    apart = replace(positions, people=people, positions=lines)
    first, second = find_exchange(positions, frontier=True), find_exchange(apart, frontier=True)
    assert (first.status, first.clash) == (second.status, second.clash)
    assert (first.best and dict(first.best.surplus)) == (second.best and dict(second.best.surplus))
    assert surpluses_of_all(positions) == surpluses_of_all(apart)


def _written_out(line: Line, wide: str, names: tuple[str, ...]) -> Line:
    def each(people: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(one for person in people for one in (names if person == wide else (person,)))

    match line:
        case Wants(worths):
            return Wants({one: worth for who, worth in worths.items() for one in each((who,))})
        case Gives(costs):
            return Gives({one: cost for who, cost in costs.items() for one in each((who,))})
    changed: dict[str, Any] = {
        name: each(getattr(line, name)) for name in ("people", "releases", "needs") if hasattr(line, name)
    }
    return replace(line, **changed) if changed else line


def test_a_floor_given_up_leaves_no_floor() -> None:
    """Not even 0: a side may lose where its floor line is left out."""
    people = (Group("p", "P", "A", "B"),)
    lines = (
        Position("gives", "A", Gives({"p": Fraction(5)})),
        Position("wants", "B", Wants({"p": Fraction(1)})),
        Position("floor", "A", Floor(Fraction(0)), Fraction(2)),
    )
    sides = (Participant("A", "A"), Participant("B", "B"))
    positions = Positions("", None, sides, people, (), lines)
    answer = find_exchange(positions)
    assert (answer.status, answer.clash) == ("none", ("floor",))
    assert [one.give_up for one in answer.compromises] == [("floor",)]
    opened = find_exchange(positions, without=["floor"])
    assert opened.best is not None
    assert opened.best.surplus["A"] == -5
