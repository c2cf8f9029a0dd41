"""Random positions files of any size for `bench/exchanges.py`, after the model the prototype was measured on.

Refusals for 5 % of the people, a condition for every tenth, a link of three for every fiftieth, a not-both for every
hundredth, caps, parity, three ways out with room for so many, worths from 1 to 120; every side gains or stays at home.
"""

from fractions import Fraction
from random import Random

from homeward.exchanges.model import (
    AtLeast,
    AtMost,
    Gives,
    Group,
    Insists,
    Line,
    NotBoth,
    OnlyIf,
    Participant,
    Position,
    Positions,
    Ratio,
    Refuses,
    Together,
    Wants,
)


class _Lines:
    """Positions as they are added, each under the next id."""

    def __init__(self) -> None:
        self.all: list[Position] = []

    def add(self, of: str, line: Line, yields: int | None = None) -> None:
        cost = None if yields is None else Fraction(yields)
        self.all.append(Position(f"l{len(self.all):05}", of, line, cost))


def large_file(people: int, sides: int, seed: int = 1, classes: int | None = None) -> Positions:
    """Return a file in which an exchange is possible; with `classes`, the people are so many groups."""
    luck, names = Random(seed), [f"s{number}" for number in range(sides)]  # noqa: S311 - luck, not secrets
    groups = _groups(luck, people, names, classes)
    lines = _Lines()
    _worths_and_caps(luck, lines, names, groups)
    _links(luck, lines, names, [group.id for group in groups])
    return Positions("", None, tuple(Participant(name, name) for name in names), groups, (), tuple(lines.all))


def clashing_file(people: int, sides: int, seed: int = 1) -> Positions:
    """Return a file without an exchange; so many lines as 15 % of its people could be given up.

    These are refusals, most conditions, caps, whom each side insists on (2 % of all, a line each, half of them refused)
    and how many it wants home at least, which is a little more than the caps allow.
    """
    luck, base = Random(seed), large_file(people, sides, seed)  # noqa: S311
    held = {tuple(one.id for one in base.people if one.held_by == side.id) for side in base.participants}
    refused = {who for one in base.positions if isinstance(one.line, Refuses) for who in one.line.people}
    lines, conditions = _Lines(), people * 7 // 100
    for one in base.positions:
        conditions -= isinstance(one.line, OnlyIf)
        yields = isinstance(one.line, Refuses) or (isinstance(one.line, OnlyIf) and conditions >= 0)
        yields = yields or (isinstance(one.line, AtMost) and one.line.people in held)
        lines.add(one.of, one.line, luck.randint(1, 50) if yields else None)
    for side in base.participants:
        own = [group.id for group in base.people if group.home == side.id]
        for number in range(max(2, people // 50 // sides)):
            who = luck.choice(sorted(refused.intersection(own)) or own) if number % 2 else luck.choice(own)
            lines.add(side.id, Insists((who,)), luck.randint(1, 50))
        lines.add(side.id, AtLeast(tuple(own), len(own) * 61 // 100), luck.randint(1, 50))
    return Positions("", None, base.participants, base.people, (), tuple(lines.all))


def handover_file(people: int, sides: int, seed: int = 1) -> Positions:
    """Return people whom one side wants and another gives at about the same worth, without any other line."""
    luck, names = Random(seed), [f"s{number}" for number in range(sides)]  # noqa: S311
    groups, lines = _groups(luck, people, names, None), _Lines()
    for name in names:
        lines.add(name, Wants({group.id: Fraction(luck.randint(1, 120)) for group in groups if group.home == name}))
        lines.add(name, Gives({group.id: Fraction(luck.randint(1, 120)) for group in groups if group.held_by == name}))
    return Positions("", None, tuple(Participant(name, name) for name in names), groups, (), tuple(lines.all))


def _groups(luck: Random, people: int, names: list[str], classes: int | None) -> tuple[Group, ...]:
    groups = []
    for number in range(classes or people):
        held_by, home = luck.sample(names, 2)
        groups.append(Group(f"p{number:05}", f"Person {number}", held_by, home, people // (classes or people)))
    return tuple(groups)


def _worths_and_caps(luck: Random, lines: _Lines, names: list[str], groups: tuple[Group, ...]) -> None:
    for name in names:
        held = [group for group in groups if group.held_by == name]
        lines.add(name, Wants({group.id: Fraction(luck.randint(1, 120)) for group in groups if group.home == name}))
        lines.add(name, Gives({group.id: Fraction(luck.randint(1, 60)) for group in held}))
        number = sum(group.count for group in held)
        lines.add(name, AtMost(tuple(group.id for group in held), max(1, number * 3 // 5)))
        lines.add(name, Ratio(Fraction(1), Fraction(1)))
    ways: dict[int, list[Group]] = {0: [], 1: [], 2: []}
    for group in groups:
        ways[luck.randrange(3)].append(group)
    for way in ways.values():
        room = sum(group.count for group in way) * 7 // 10
        if way:
            lines.add(names[0], AtMost(tuple(group.id for group in way), room))


def _links(luck: Random, lines: _Lines, names: list[str], ids: list[str]) -> None:
    for _ in range(len(ids) // 20):
        lines.add(luck.choice(names), Refuses((luck.choice(ids),)))
    for _ in range(len(ids) // 10):
        first, then = luck.sample(ids, 2)
        lines.add(luck.choice(names), OnlyIf((first,), (then,)))
    for _ in range(len(ids) // 50):
        lines.add(luck.choice(names), Together(tuple(luck.sample(ids, 3))))
    for _ in range(len(ids) // 100):
        lines.add(luck.choice(names), NotBoth(tuple(luck.sample(ids, 2))))
