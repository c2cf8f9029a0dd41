"""Random positions files of every line type, small enough to try every exchange of."""

from collections.abc import Callable
from fractions import Fraction
from random import Random

from homeward.exchanges.model import (
    AnyOf,
    AtLeast,
    AtMost,
    Floor,
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
    TermOffered,
    Together,
    ValuesTerms,
    Wants,
)


def random_positions(luck: Random, most_people: int = 6, most_participants: int = 4) -> Positions:
    """Return a file of a few participants, people, terms and lines."""
    sides = [Participant(f"s{number}", f"Side {number}") for number in range(luck.randint(2, most_participants))]
    names = [side.id for side in sides]
    people = tuple(_group(luck, number, names) for number in range(luck.randint(1, most_people)))
    terms = tuple(
        TermOffered(f"t{number}", tuple(f"o{option}" for option in range(luck.randint(1, 3))))
        for number in range(luck.choice((0, 0, 1, 2)))
    )
    lines = [*_worths(luck, names, people, terms), *_forbidding(luck, names, people)]
    positions = tuple(_position(luck, number, of, line) for number, (of, line) in enumerate(lines))
    return Positions("", None, tuple(sides), people, terms, positions)


def _group(luck: Random, number: int, names: list[str]) -> Group:
    held_by, home = luck.sample(names, 2)
    return Group(f"p{number}", f"Person {number}", held_by, home, luck.choice((1, 1, 1, 1, 2, 3)))


def _position(luck: Random, number: int, of: str, line: Line) -> Position:
    forbids = not isinstance(line, Wants | Gives | ValuesTerms)
    yields = Fraction(luck.randint(1, 40), luck.choice((1, 1, 2))) if forbids and luck.random() < 0.7 else None
    return Position(f"l{number:02}", of, line, yields)


def _worths(
    luck: Random, names: list[str], people: tuple[Group, ...], terms: tuple[TermOffered, ...]
) -> list[tuple[str, Line]]:
    lines: list[tuple[str, Line]] = []
    for name in names:
        home = {
            group.id: Fraction(luck.randint(0, 20), luck.choice((1, 1, 3))) for group in people if group.home == name
        }
        held = {
            group.id: Fraction(luck.randint(0, 12)) for group in people if group.held_by == name and luck.random() < 0.9
        }
        lines += [(name, Wants(home))] if home else []
        lines += [(name, Gives(held))] if held else []
        if terms and luck.random() < 0.7:
            worths = {term.id: {one: Fraction(luck.randint(-8, 8)) for one in term.options[1:]} for term in terms}
            lines.append((name, ValuesTerms(worths)))
    return lines


def _forbidding(luck: Random, names: list[str], people: tuple[Group, ...]) -> list[tuple[str, Line]]:
    ids = [group.id for group in people]

    def some(least: int = 1) -> tuple[str, ...]:
        return tuple(luck.sample(ids, min(len(ids), luck.randint(least, max(least, 3)))))

    makes: list[Callable[[], Line]] = [
        lambda: Refuses(some()),
        lambda: Insists(some()),
        lambda: AnyOf(some()),
        lambda: OnlyIf(some(), some()),
        lambda: Together(some()),
        lambda: NotBoth(some()),
        lambda: AtMost(some(), luck.randint(0, 3)),
        lambda: AtLeast(some(), luck.randint(0, 3)),
        lambda: Ratio(Fraction(luck.randint(0, 3)), Fraction(luck.randint(1, 3))),
    ]
    lines: list[tuple[str, Line]] = [(luck.choice(names), luck.choice(makes)()) for _ in range(luck.randint(0, 6))]
    lines += [(name, Floor(Fraction(luck.randint(-5, 8)))) for name in names if luck.random() < 0.2]
    return lines
