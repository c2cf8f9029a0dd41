"""Reads the numbers of a positions file exactly as they are written; refuses those too large to prove anything by."""

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import Any

from homeward.basics.errors import PositionsRefused
from homeward.exchanges.model import Floor, Gives, Group, Line, Position, Ratio, ValuesTerms, Wants

FORMS = "Write a number of up to 40 figures: 12, 0.5, 1e6 or 1/3."
"""What a number may look like, as a refusal says it."""
MOST_PEOPLE = 10**9
"""In a file; far more than anybody holds."""
_MOST_FIGURES = 40
_LARGEST_SUM = 10**18
"""What whole numbers a proof can add up exactly (CP-SAT's end is 2**62), several sides together included."""
_FINEST = 10**60
"""No common denominator beyond it can end below the largest sum; finding it would only take time."""
_DECIMAL = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d{1,2})?|[-+]?\d+/\d+", re.ASCII)
_IN_OTHER_BASE = re.compile(r"0x[0-9a-fA-F]+|0o[0-7]+")
_Numbers = Sequence[tuple[Fraction, int]]
"""Numbers, each with how often it counts."""
_WHOLE = re.compile(r"[-+]?\d+", re.ASCII)


def number_of(said: Any) -> Fraction | None:
    """Return the number that some text of a file is, exactly; None for all else, and where it has too many figures."""
    if not isinstance(said, str) or len(said) > _MOST_FIGURES + 6:
        return None
    if _IN_OTHER_BASE.fullmatch(said):
        return Fraction(int(said, 0))
    if not _DECIMAL.fullmatch(said) or sum(letter.isdigit() for letter in said) > _MOST_FIGURES + 2:
        return None
    try:
        return Fraction(said)
    except ZeroDivisionError:
        return None


def whole_number_of(said: Any) -> int | None:
    """Return the whole number that some text of a file is; None for all else."""
    if not isinstance(said, str) or len(said) > _MOST_FIGURES:
        return None
    return int(said, 0) if _IN_OTHER_BASE.fullmatch(said) else int(said) if _WHOLE.fullmatch(said) else None


def must_be_provable(where: str, people: Mapping[str, Group], positions: Sequence[Position]) -> None:
    """Raise PositionsRefused at the line with which numbers that are added up no longer are so exactly.

    These are the numbers of one side, each times the people it is for, and what all lines that could yield would cost.
    """
    sums: dict[str | None, _Sum] = {}
    for one in positions:
        numbers: dict[str | None, _Numbers] = {one.of: tuple(_numbers(one.line, people))}
        if one.yields is not None:
            numbers[None] = ((one.yields, 1),)
        for side, several in numbers.items():
            if not sums.setdefault(side, _Sum()).takes(several):
                whose = "what the lines would cost to give up" if side is None else f"the numbers of {side}"
                why = f"{one.id}: {whose} are too large, or too fine, to be added up exactly"
                remedy = "Round them, or take a larger unit: without fractions they may come to 10^18 together."
                raise PositionsRefused(where, one.file_line, why, remedy)
    for one in positions:
        if isinstance(one.line, Ratio) and not _Sum().takes(_ratio(one.line, people)):
            raise PositionsRefused(where, one.file_line, f"{one.id}: the ratio is too large, or too fine", "Round it.")


class _Sum:
    """The size of several numbers together, as whole numbers of their common denominator."""

    def __init__(self) -> None:
        self._denominator, self._size = 1, 0

    def takes(self, numbers: _Numbers) -> bool:
        """Add numbers, each so many times; return whether the sum can still be proved by."""
        denominator = self._denominator
        for number, _ in numbers:
            denominator = lcm(denominator, number.denominator)
            if denominator > _FINEST:
                return False
        added = sum(abs(number.numerator) * (denominator // number.denominator) * times for number, times in numbers)
        self._size = self._size * (denominator // self._denominator) + added
        self._denominator = denominator
        return self._size <= _LARGEST_SUM


def _numbers(line: Line, people: Mapping[str, Group]) -> Iterator[tuple[Fraction, int]]:
    """Yield each number of a line with how often it may count."""
    match line:
        case Wants(worths) | Gives(worths):
            yield from ((worth, people[person].count) for person, worth in worths.items())
        case ValuesTerms(terms):
            yield from ((worth, 1) for options in terms.values() for worth in options.values())
        case Floor(surplus):
            yield surplus, 1


def _ratio(line: Ratio, people: Mapping[str, Group]) -> _Numbers:
    several = sum(group.count for group in people.values())
    return (line.gets, several), (line.gives, several)
