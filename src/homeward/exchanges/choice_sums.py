"""Which choices of many small steps add up to a target: every one of them, found by meeting in the middle.

Each step costs something and moves a remainder. Where the steps stand in a circle and a window of half of them goes
round, the cost of a choice inside the window passes half of the whole at some place, where one step leaves and another
enters. So at each place it is enough to list what costs half of the target at most, inside and outside, and to match
the two by what their remainders lack (Horowitz and Sahni 1974).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from homeward.exchanges.solution import Clock

Numbers = NDArray[np.int64]
Taken = NDArray[Any]
"""A row a choice: how often each step is taken."""
_TABLE = 2**22


@dataclass(frozen=True, slots=True)
class Step:
    """A step that may be taken up to `most` times: its cost, and by how much it moves the remainder."""

    cost: int
    moves: int
    most: int


@dataclass(frozen=True, slots=True)
class Target:
    """What a choice has to cost in all, and how it has to move the remainder."""

    cost: int
    moves: int


@dataclass(slots=True)
class _Listed:
    """Every choice of some steps within a cost; `before` leads from each to the choice without its last step."""

    cost: Numbers = field(default_factory=lambda: np.zeros(1, np.int64))
    moves: Numbers = field(default_factory=lambda: np.zeros(1, np.int64))
    before: NDArray[np.int32] = field(default_factory=lambda: np.zeros(1, np.int32))
    starts: list[int] = field(default_factory=list)
    taken: list[tuple[int, int]] = field(default_factory=list)

    def add(self, place: int, step: Step, within: int, modulus: int) -> None:
        """Add to every choice a step as often as the cost allows."""
        costs, moves, before, size = [self.cost], [self.moves], [self.before], len(self.cost)
        for times in range(1, step.most + 1):
            able = np.flatnonzero(self.cost <= within - times * step.cost)
            if not len(able):
                break
            costs.append(self.cost[able] + times * step.cost)
            moves.append((self.moves[able] + times * step.moves) % modulus)
            before.append(able.astype(np.int32))
            self.starts.append(size)
            self.taken.append((place, times))
            size += len(able)
        self.cost, self.moves, self.before = np.concatenate(costs), np.concatenate(moves), np.concatenate(before)

    def rows(self, chosen: Numbers, steps: int) -> Taken:
        """Return how often each of so many steps is taken in some of the choices, a row each."""
        times = np.zeros((len(chosen), steps), np.int32)
        starts, taken = np.array(self.starts, np.int64), np.array(self.taken, np.int64).reshape(-1, 2)
        rows, at = np.arange(len(chosen)), chosen
        while (some := at > 0).any():
            rows, at = rows[some], at[some]
            last = taken[np.searchsorted(starts, at, "right") - 1]
            times[rows, last[:, 0]] = last[:, 1]
            at = self.before[at].astype(np.int64)
        return times


class ChoiceSums:
    """Every choice of steps that adds up to one of some targets, remainders taken modulo a number."""

    def __init__(self, steps: Sequence[Step], targets: Sequence[Target], modulus: int) -> None:
        self._steps, self._targets, self._modulus = list(steps), targets, modulus
        if len(steps) % 2:
            self._steps.append(Step(0, 0, 0))
        dearest = sorted(range(len(self._steps)), key=lambda place: (-self._steps[place].cost, place))
        self._circle = dearest[0::2] + dearest[1::2]
        self._half = max((target.cost // 2 for target in targets), default=0)
        self._number = len(steps)

    def found(self, most_listed: int, most_found: int, clock: Clock) -> list[Taken] | None:
        """Return for each target the choices that add up to it, each once.

        None where more than `most_listed` choices of half of the steps cost half of the target at most, or more than
        `most_found` are found, or where time ran out.
        """
        found = [[self._of_nothing(target)] for target in self._targets]
        size = len(self._circle)
        for place in range(size // 2):
            around = [self._circle[(place + far) % size] for far in range(size)]
            inside = self._listed(around[1 : size // 2], most_listed)
            outside = self._listed(around[size // 2 + 1 :], most_listed)
            if inside is None or outside is None or clock.is_over:
                return None
            for target, rows in self._met(around[0], around[size // 2], inside, outside):
                most_found -= len(rows)
                if most_found < 0:
                    return None
                found[target].append(rows)
        return [np.unique(np.concatenate(each), axis=0)[:, : self._number] for each in found]

    def _of_nothing(self, target: Target) -> Taken:
        """Return the choice of no step at all where it adds up."""
        nothing = not target.cost and not target.moves % self._modulus
        return np.zeros((int(nothing), len(self._steps)), np.int32)

    def _listed(self, places: Sequence[int], most: int) -> _Listed | None:
        """Return every choice of some steps at half of the cost, by cost; the dearest first, so that it grows late."""
        listed = _Listed()
        for place in sorted(places, key=lambda each: -self._steps[each].cost):
            listed.add(place, self._steps[place], self._half, self._modulus)
            if len(listed.cost) > most:
                return None
        return listed

    def _met(self, leaving: int, entering: int, inside: _Listed, outside: _Listed) -> Iterator[tuple[int, Taken]]:
        """Yield for each target the choices inside and outside that add up to it with the one step or the other."""
        one, other = self._steps[leaving], self._steps[entering]
        crossings = [
            (number, times, target.cost - cost, target.moves - times[0] * one.moves - times[1] * other.moves)
            for number, target in enumerate(self._targets)
            for times in product(range(one.most + 1), range(other.most + 1))
            if any(times) and (cost := times[0] * one.cost + times[1] * other.cost) <= target.cost
        ]
        halves = [target.cost // 2 for target in self._targets]
        least = min((rest - halves[number] for number, _, rest, _ in crossings), default=0)
        by_cost, dear = np.argsort(inside.cost, kind="stable"), np.flatnonzero(outside.cost >= least)
        costs, moves = inside.cost[by_cost], inside.moves[by_cost]
        by_moves = dear[np.argsort(outside.moves[dear], kind="stable")]
        sought = outside.moves[by_moves]
        table = np.zeros(_TABLE, bool)
        table[sought & (_TABLE - 1)] = True
        for number, times, rest, moved in crossings:
            low, high = np.searchsorted(costs, (rest - halves[number], min(rest, halves[number]) + 1))
            lacking = moved % self._modulus - moves[low:high]
            lacking[lacking < 0] += self._modulus
            near = np.flatnonzero(table[lacking & (_TABLE - 1)])
            ones, others = _equal(lacking[near], sought)
            ones, others = by_cost[low + near[ones]], by_moves[others]
            exact = inside.cost[ones] + outside.cost[others] == rest
            if exact.any():
                rows = inside.rows(ones[exact], len(self._steps)) + outside.rows(others[exact], len(self._steps))
                rows[:, leaving], rows[:, entering] = times
                yield number, rows


def _equal(wanted: Numbers, ordered: Numbers) -> tuple[Numbers, Numbers]:
    """Return the places of all pairs that are equal, of some numbers and some that are in order."""
    low = np.searchsorted(ordered, wanted)
    number = np.searchsorted(ordered, wanted, "right") - low
    which = np.repeat(np.arange(len(wanted)), number)
    offset = np.arange(number.sum()) - np.repeat(np.cumsum(number) - number, number)
    return which, low[which] + offset
