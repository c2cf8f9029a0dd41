"""Every exchange of a small file tried at once, by the contract's words alone: the yardstick of `bench/exchanges.py`.

Nothing of the engine is used but the nouns of a file: all choices of a file stand in one table, and a line is a column.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import chain, combinations
from math import lcm, prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from homeward.exchanges.model import (
    Answer,
    AnyOf,
    AtLeast,
    AtMost,
    Exchange,
    Floor,
    Gives,
    Insists,
    NotBoth,
    OnlyIf,
    Position,
    Positions,
    Ratio,
    Refuses,
    Status,
    Together,
    ValuesTerms,
    Wants,
)

Column = NDArray[Any]


class EveryChoice:
    """A table of every choice of people and options of a file, and which choices each line of it allows."""

    def __init__(self, positions: Positions) -> None:
        self.positions = positions
        self.names = [one.id for one in positions.participants]
        sizes = [group.count + 1 for group in positions.people] + [len(term.options) for term in positions.terms]
        self.rows = prod(sizes)
        columns = np.unravel_index(np.arange(self.rows), sizes) if sizes else ()
        self.going = {group.id: columns[i].astype(np.int64) for i, group in enumerate(positions.people)}
        self.option = {term.id: columns[len(positions.people) + i] for i, term in enumerate(positions.terms)}
        self.scale = lcm(*(number.denominator for number in _numbers(positions)), 1)
        self.surplus = np.stack([self._surplus(name) for name in self.names], axis=1)
        self.lines = {one.id: self._allows(one) for one in positions.positions if forbids(one)}
        self.works = self._works()
        self.unsaid = self._floors_unsaid()
        self.always = np.logical_and.reduce([self.works, *self.unsaid.values()])

    def _worth(self, number: Fraction) -> int:
        return int(number * self.scale)

    def _surplus(self, name: str) -> NDArray[np.int64]:
        total = np.zeros(self.rows, np.int64)
        for position in self.positions.positions:
            if position.of != name:
                continue
            match position.line:
                case Wants(worths):
                    total += sum(self._worth(worth) * self.going[who] for who, worth in worths.items())
                case Gives(costs):
                    total -= sum(self._worth(cost) * self.going[who] for who, cost in costs.items())
                case ValuesTerms(terms):
                    total += sum(self._of_options(term, worths) for term, worths in terms.items())
        return total

    def _of_options(self, term: str, worths: Mapping[str, Fraction]) -> NDArray[np.int64]:
        options = next(one.options for one in self.positions.terms if one.id == term)
        return np.array([self._worth(worths.get(one, Fraction(0))) for one in options], np.int64)[self.option[term]]

    def _works(self) -> Column:
        """Return the choices that are exchanges at all: somebody goes, and only the given with a way open to them."""
        given = {who for one in self.positions.positions if isinstance(one.line, Gives) for who in one.line.costs}
        given -= {group.id for group in self.positions.people if group.no_route is not None}
        fine = np.ones(self.rows, bool)
        for who, number in self.going.items():
            if who not in given:
                fine &= number == 0
        if self.positions.people:
            fine &= sum(self.going.values()) > 0
        return fine

    def _floors_unsaid(self) -> dict[str, Column]:
        """Return for each side that says no floor the choices that leave it at 0 or above."""
        spoken = {one.of for one in self.positions.positions if isinstance(one.line, Floor)}
        return {name: self.surplus[:, i] >= 0 for i, name in enumerate(self.names) if name not in spoken}

    def _some(self, people: Iterable[str]) -> Column:
        return np.asarray(np.logical_or.reduce([self.going[who] > 0 for who in people]))

    def _all(self, people: Iterable[str]) -> Column:
        count = {group.id: group.count for group in self.positions.people}
        return np.asarray(np.logical_and.reduce([self.going[who] == count[who] for who in people]))

    def _allows(self, position: Position) -> Column:  # noqa: PLR0911 - a kind of line, a sentence each
        of, people = position.of, self.positions.people
        match position.line:
            case Refuses(who):
                return ~self._some(who)
            case Insists(who):
                return self._all(who)
            case AnyOf(who):
                return self._some(who)
            case OnlyIf(releases, needs):
                return ~self._some(releases) | self._all(needs)
            case Together(who):
                return ~self._some(who) | self._all(who)
            case NotBoth(who):
                return np.asarray(np.sum([self.going[one] > 0 for one in who], axis=0) <= 1)
            case AtMost(who, count):
                return np.asarray(np.sum([self.going[one] for one in who], axis=0) <= count)
            case AtLeast(who, count):
                return np.asarray(np.sum([self.going[one] for one in who], axis=0) >= count)
            case Ratio(gets, gives):
                home = sum((self.going[one.id] for one in people if one.home == of), np.zeros(self.rows, np.int64))
                gone = sum((self.going[one.id] for one in people if one.held_by == of), np.zeros(self.rows, np.int64))
                whole = lcm(gets.denominator, gives.denominator)
                return np.asarray(home * int(gives * whole) >= gone * int(gets * whole))
            case Floor(least):
                return np.asarray(self.surplus[:, self.names.index(of)] >= self._worth(least))
        raise TypeError(position.line)

    def acceptable(self, kept: Iterable[str], at_0: Iterable[str] | None = None) -> Column:
        """Return the choices that every side accepts where only these of the lines that forbid anything stand.

        With `at_0`, only these of the sides that say no floor have to end at 0 or above.
        """
        fine = self.always.copy() if at_0 is None else self.works.copy()
        for side in at_0 or ():
            fine &= self.unsaid[side]
        for line in kept:
            fine &= self.lines[line]
        return fine


def _numbers(positions: Positions) -> Iterable[Fraction]:
    for position in positions.positions:
        match position.line:
            case Wants(worths) | Gives(worths):
                yield from worths.values()
            case ValuesTerms(terms):
                yield from chain.from_iterable(worths.values() for worths in terms.values())
            case Floor(least):
                yield least


def forbids(position: Position) -> bool:
    """Return whether a line can stand in an exchange's way."""
    return not isinstance(position.line, Wants | Gives | ValuesTerms)


def wrong_answers(positions: Positions, answer: Answer, compromises: int) -> list[str]:
    """Return what is wrong in an answer (asked with its frontier and so many compromises), a word each."""
    table = EveryChoice(positions)
    fine = np.flatnonzero(table.acceptable(table.lines))
    if len(fine):
        return _wrong_where_possible(table, answer, fine)
    return _wrong_where_none(table, answer, compromises)


def _wrong_where_possible(table: EveryChoice, answer: Answer, fine: NDArray[np.intp]) -> list[str]:
    if answer.status is not Status.POSSIBLE or answer.best is None:
        return ["status"]
    surplus = table.surplus[fine]
    home = sum((number[fine] for number in table.going.values()), np.zeros(len(fine), np.int64))
    fair = np.sort(surplus, axis=1)
    wrong = []
    most = home == home.max()
    if (answer.best.people_home, _fair(table, answer.best)) != (home.max(), _highest(fair[most])):
        wrong.append("best")
    if "leximin" not in answer.points or _fair(table, answer.points["leximin"]) != _highest(fair):
        wrong.append("leximin")
    if "total" not in answer.points or sum(_fair(table, answer.points["total"])) != surplus.sum(axis=1).max():
        wrong.append("total")
    wrong += [*_wrong_kalai(table, answer, surplus), *_wrong_nash(table, answer, surplus)]
    for name, exchange in {"best": answer.best, **answer.points}.items():
        if not _stands(table, exchange, fine):
            wrong.append(f"{name} is not acceptable")
    wrong += _wrong_left_out(table, answer.best, answer, frozenset())
    found = {tuple(_whole(table, one)) for one in answer.frontier or ()}
    if found != undominated(surplus) or len(found) != len(answer.frontier or ()):
        wrong.append("frontier")
    return wrong


def _wrong_left_out(table: EveryChoice, shown: Exchange, answer: Answer, given_up: frozenset[str]) -> list[str]:
    """Hold who is said to be left out, whether another exchange has them, and what stands in the way, against all."""
    wrong, lines = [], set(table.lines) - given_up
    home = {release.person: release.count for release in shown.releases}
    wanted = {who for one in table.positions.positions if isinstance(one.line, Wants) for who in one.line.worths}
    left = [one.id for one in table.positions.people if one.id in wanted and home.get(one.id, 0) < one.count]
    if left != [one.person for one in answer.left_out]:
        wrong.append("who is left out")
    possible = table.acceptable(lines)
    given = {who for one in table.positions.positions if isinstance(one.line, Gives) for who in one.line.costs}
    for one in answer.left_out:
        them = table._all([one.person])
        if one.elsewhere is not bool((possible & them).any()):
            wrong.append("left out elsewhere")
        if one.elsewhere or one.person not in given:
            continue
        because, losing = set(one.because), set(one.losing)
        smaller = [(because - {line}, losing) for line in because] + [(because, losing - {side}) for side in losing]
        if because & given_up or (table.acceptable(because, losing) & them).any():
            wrong.append("why left out")
        if not all((table.acceptable(some, sides) & them).any() for some, sides in smaller):
            wrong.append("why left out is not minimal")
    return wrong


def _wrong_kalai(table: EveryChoice, answer: Answer, surplus: NDArray[np.int64]) -> list[str]:
    """Hold the gains above the floors, the least first, against the best; a floor given up is no matter here."""
    said = {one.of: one.line.surplus for one in table.positions.positions if isinstance(one.line, Floor)}
    floors = np.array([table._worth(said.get(name, Fraction(0))) for name in table.names])
    if "kalai" not in answer.points:
        return ["kalai"]
    ours = sorted(mine - int(low) for mine, low in zip(_whole(table, answer.points["kalai"]), floors, strict=True))
    return [] if ours == _highest(np.sort(surplus - floors, axis=1)) else ["kalai"]


def _wrong_nash(table: EveryChoice, answer: Answer, surplus: NDArray[np.int64]) -> list[str]:
    said = {one.of: one.line.surplus for one in table.positions.positions if isinstance(one.line, Floor)}
    gain = surplus - np.array([table._worth(said.get(name, Fraction(0))) for name in table.names])
    able = (gain > 0).any(axis=0)
    best = max(prod(int(each) for each in row) for row in gain[:, able])
    if "nash" not in answer.points:
        return ["nash"]
    floors = [table._worth(said.get(name, Fraction(0))) for name in table.names]
    ours = [mine - least for mine, least in zip(_whole(table, answer.points["nash"]), floors, strict=True)]
    return [] if prod(each for each, one in zip(ours, able, strict=True) if one) == best else ["nash"]


def _whole(table: EveryChoice, exchange: Exchange) -> list[int]:
    return [table._worth(exchange.surplus[name]) for name in table.names]


def _fair(table: EveryChoice, exchange: Exchange) -> list[int]:
    return sorted(_whole(table, exchange))


def _highest(rows: NDArray[np.int64]) -> list[int]:
    """Return the row that is greatest where the first place counts most."""
    return [int(each) for each in rows[np.lexsort(rows.T[::-1])[-1]]]


def _stands(table: EveryChoice, exchange: Exchange, fine: NDArray[np.intp]) -> bool:
    """Return whether an exchange is one of the acceptable choices, its surpluses being what its releases give."""
    going = {release.person: release.count for release in exchange.releases}
    row = np.ones(len(fine), bool)
    for who, number in table.going.items():
        row &= number[fine] == going.get(who, 0)
    for term in table.positions.terms:
        row &= table.option[term.id][fine] == term.options.index(exchange.terms[term.id])
    return bool(row.any()) and bool((table.surplus[fine][row][0] == _whole(table, exchange)).all())


def undominated(vectors: NDArray[np.int64]) -> set[tuple[int, ...]]:
    """Return the vectors that no other dominates."""
    left = np.unique(vectors, axis=0)
    left = left[np.argsort(-left.sum(axis=1), kind="stable")]
    kept = set()
    while len(left):  # nothing dominates the one with the largest sum
        kept.add(tuple(int(each) for each in left[0]))
        left = left[(left > left[0]).any(axis=1)]
    return kept


def _wrong_where_none(table: EveryChoice, answer: Answer, compromises: int) -> list[str]:
    if answer.status is not Status.NONE or answer.best is not None:
        return ["status"]
    wrong = []
    blameless = not table.always.any()
    clash = set(answer.clash)
    if blameless != (not clash) or table.acceptable(clash).any():
        wrong.append("clash")
    elif table.acceptable(clash, answer.losing).any():
        wrong.append("who would lose by a clash")
    elif any(not table.acceptable(clash, set(answer.losing) - {side}).any() for side in answer.losing):
        wrong.append("who would lose by a clash is not minimal")
    elif any(not table.acceptable(clash - {line}).any() for line in clash):
        wrong.append("clash is not minimal")
    expected = _every_compromise(table)
    found = {frozenset(one.give_up): one.cost for one in answer.compromises}
    cheapest = sorted(expected.values())[:compromises]
    if any(expected.get(lines) != cost for lines, cost in found.items()) or sorted(found.values()) != cheapest:
        wrong.append("compromises")
    if [one.cost for one in answer.compromises] != sorted(found.values()):
        wrong.append("order of compromises")
    for one in answer.compromises:
        left = np.flatnonzero(table.acceptable(set(table.lines) - set(one.give_up)))
        if not _stands(table, one.opens, left):
            wrong.append("what a compromise opens")
    for one in answer.compromises[:1]:
        wrong += _wrong_left_out(table, one.opens, answer, frozenset(one.give_up))
    return wrong


def _every_compromise(table: EveryChoice) -> dict[frozenset[str], Fraction]:
    soft = {one.id: one.yields for one in table.positions.positions if one.yields is not None}
    found: dict[frozenset[str], Fraction] = {}
    subsets = chain.from_iterable(combinations(sorted(soft), size) for size in range(1, len(soft) + 1))
    for lines in map(frozenset, subsets):
        if not any(smaller <= lines for smaller in found) and table.acceptable(set(table.lines) - lines).any():
            found[lines] = sum((soft[line] or Fraction(0) for line in lines), Fraction(0))
    return found
