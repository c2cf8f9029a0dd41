"""Each line of a positions file as rows of a linear model: one kind of line, one small function.

A line that may be given up gets a variable of its own; at 1, its rows ask for nothing any more.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import gcd, lcm
from typing import Any

from homeward.exchanges.acceptance import floors
from homeward.exchanges.linear import LinearModel, Sum, merged
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
    Position,
    Positions,
    Ratio,
    Refuses,
    Together,
    ValuesTerms,
    Wants,
)

UNSAID_FLOOR = "\0floor of "
"""The label of a floor of 0 that no line says, with the participant after it."""


@dataclass(slots=True)
class ExchangeModel:
    """A positions file as a linear model, and which of its variables mean what.

    `surplus` are each participant's surplus times `scale`, the least that makes every worth of the file a whole number,
    and `floors` the least that each accepts, None where its floor was given up.
    """

    positions: Positions
    scale: Fraction
    linear: LinearModel = field(default_factory=LinearModel)
    groups: dict[str, Group] = field(default_factory=dict)
    let_go: dict[str, int] = field(default_factory=dict)
    options: dict[tuple[str, str], int] = field(default_factory=dict)
    give_up: dict[str, int] = field(default_factory=dict)
    surplus: dict[str, Sum] = field(default_factory=dict)
    floors: dict[str, int | None] = field(default_factory=dict)
    _any: dict[str, int] = field(default_factory=dict)
    _all: dict[str, int] = field(default_factory=dict)

    @property
    def people_home(self) -> Sum:
        """The number of people who go home."""
        return [(variable, 1) for variable in self.let_go.values()]

    def any_of(self, person: str) -> int | None:
        """Return the variable that is 1 exactly where one or more of a group go; None where none can."""
        if person not in self.let_go:
            return None
        goes, count = self.let_go[person], self.groups[person].count
        if count == 1:
            return goes
        if person not in self._any:
            some = self._any[person] = self.linear.variable()
            self.linear.row([(goes, 1), (some, -count)], None, 0)
            self.linear.row([(goes, 1), (some, -1)], 0, None)
        return self._any[person]


def build_model(positions: Positions, soft: Iterable[str] = (), without: Iterable[str] = ()) -> ExchangeModel:
    """Return the model of a positions file; the lines `soft` can be given up, the lines `without` are left out.

    Groups, participants and lines are taken in the order of their ids, so that the order of a file changes nothing.
    """
    dropped, yielding = frozenset(without), frozenset(soft)
    model = ExchangeModel(positions, _scale(positions))
    for who, least in floors(positions, dropped).items():
        model.floors[who] = None if least is None else _whole(model, least)
    _people_and_options(model)
    for position in sorted(positions.positions, key=lambda one: one.id):
        if position.id in yielding and position.id not in dropped:
            model.give_up[position.id] = model.linear.variable()
    _add_lines(model, dropped)
    return model


def add_fallen(model: ExchangeModel, fallen: Mapping[str, int], without: Iterable[str] = ()) -> None:
    """Ask that the exchange stays acceptable where so many releases of each group fall through."""
    changed = ExchangeModel(
        model.positions, model.scale, model.linear, model.groups, dict(model.let_go), model.options, model.give_up
    )
    for person, number in fallen.items():
        if person not in changed.let_go:
            continue
        if model.groups[person].count == 1:
            del changed.let_go[person]
        else:
            changed.let_go[person] = _what_is_left(model, person, number)
    _add_lines(changed, frozenset(without))


def _what_is_left(model: ExchangeModel, person: str, fallen: int) -> int:
    """Return a variable for how many of a group still go: those let go less the fallen, never below 0."""
    goes, count = model.let_go[person], model.groups[person].count
    left, enough = model.linear.variable(count), model.linear.variable()
    model.linear.row([(left, 1), (goes, -1)], -fallen, None)
    model.linear.row([(left, 1), (goes, -1), (enough, fallen)], None, 0)
    model.linear.row([(left, 1), (enough, -count)], None, 0)
    return left


def _add_lines(model: ExchangeModel, dropped: frozenset[str]) -> None:
    _surpluses(model)
    for position in sorted(model.positions.positions, key=lambda one: one.id):
        if position.id not in dropped and not isinstance(position.line, Wants | Gives | ValuesTerms):
            _ROWS[type(position.line)](model, position, position.line)
    _floors_unsaid(model)
    if model.positions.people:
        model.linear.row(model.people_home, 1, None)


def _scale(positions: Positions) -> Fraction:
    numbers: list[Fraction] = []
    for position in positions.positions:
        match position.line:
            case Wants(worths) | Gives(worths):
                numbers += worths.values()
            case ValuesTerms(terms):
                numbers += [worth for worths in terms.values() for worth in worths.values()]
            case Floor(surplus):
                numbers.append(surplus)
    whole = lcm(*(number.denominator for number in numbers))
    return Fraction(whole, gcd(*(int(number * whole) for number in numbers)) or 1)


def _people_and_options(model: ExchangeModel) -> None:
    given = {
        person
        for position in model.positions.positions
        if isinstance(position.line, Gives)
        for person in position.line.costs
    }
    for group in sorted(model.positions.people, key=lambda one: one.id):
        model.groups[group.id] = group
        if group.id in given and group.no_route is None:
            model.let_go[group.id] = model.linear.variable(group.count)
    for term in sorted(model.positions.terms, key=lambda one: one.id):
        for option in term.options:
            model.options[term.id, option] = model.linear.variable()
        model.linear.row([(model.options[term.id, option], 1) for option in term.options], 1, 1)


def _surpluses(model: ExchangeModel) -> None:
    terms: dict[str, list[tuple[int, int]]] = {one.id: [] for one in model.positions.participants}
    for position in model.positions.positions:
        terms[position.of] += _worth_of(model, position.line)
    model.surplus = {participant: sorted(merged(terms[participant])) for participant in sorted(terms)}


def _worth_of(model: ExchangeModel, line: Line) -> Iterable[tuple[int, int]]:
    match line:
        case Wants(worths):
            yield from (
                (model.let_go[who], _whole(model, worth)) for who, worth in worths.items() if who in model.let_go
            )
        case Gives(costs):
            yield from ((model.let_go[who], -_whole(model, cost)) for who, cost in costs.items() if who in model.let_go)
        case ValuesTerms(terms):
            for term, worths in terms.items():
                yield from ((model.options[term, option], _whole(model, worth)) for option, worth in worths.items())


def _whole(model: ExchangeModel, number: Fraction) -> int:
    return int(number * model.scale)


def _floors_unsaid(model: ExchangeModel) -> None:
    said = {position.of for position in model.positions.positions if isinstance(position.line, Floor)}
    for participant, surplus in model.surplus.items():
        if participant not in said and surplus:
            by = gcd(*(coefficient for _, coefficient in surplus))
            terms = [(variable, coefficient // by) for variable, coefficient in surplus]
            model.linear.row(terms, 0, None, f"{UNSAID_FLOOR}{participant}")


def _at_least(model: ExchangeModel, position: Position, terms: Sequence[tuple[int, int]], low: int) -> None:
    """Add `sum >= low`, in the smallest whole numbers; where the line is given up, the row holds whatever the sum."""
    by = gcd(*(coefficient for _, coefficient in terms)) or 1
    terms, low = [(variable, coefficient // by) for variable, coefficient in terms], -(-low // by)
    given_up = model.give_up.get(position.id)
    if given_up is not None:
        slack = low - model.linear.least(terms)
        if slack > 0:
            terms = [*terms, (given_up, slack)]
    model.linear.row(terms, low, None, position.id)


def _at_most(model: ExchangeModel, position: Position, terms: Sequence[tuple[int, int]], high: int) -> None:
    _at_least(model, position, [(variable, -coefficient) for variable, coefficient in terms], -high)


def _goes(model: ExchangeModel, people: Iterable[str]) -> list[tuple[int, int]]:
    return [(model.let_go[person], 1) for person in people if person in model.let_go]


def _everybody_goes(model: ExchangeModel, position: Position, person: str, if_: Sequence[tuple[int, int]] = ()) -> None:
    """Add: all of a group go; with `if_`, variables of which one at 1 asks for it."""
    count = model.groups[person].count
    goes = _goes(model, [person])
    if if_:
        _at_least(model, position, [*goes, *((variable, -count) for variable, _ in if_)], 0)
    else:
        _at_least(model, position, goes, count)


def _refuses(model: ExchangeModel, position: Position, line: Refuses) -> None:
    for person in line.people:
        _at_most(model, position, _goes(model, [person]), 0)


def _insists(model: ExchangeModel, position: Position, line: Insists) -> None:
    for person in line.people:
        _everybody_goes(model, position, person)


def _any_of(model: ExchangeModel, position: Position, line: AnyOf) -> None:
    _at_least(model, position, _goes(model, line.people), 1)


def _only_if(model: ExchangeModel, position: Position, line: OnlyIf) -> None:
    if_any = [some for person in line.releases if (some := model.any_of(person)) is not None]
    if not if_any:
        return
    if len(if_any) > 1 and len(line.needs) > 1:
        one = model.linear.variable()
        for some in if_any:
            model.linear.row([(one, 1), (some, -1)], 0, None)
        if_any = [one]
    for some in if_any:
        for person in line.needs:
            _everybody_goes(model, position, person, [(some, 1)])


def _together(model: ExchangeModel, position: Position, line: Together) -> None:
    together = model.linear.variable()
    for person in line.people:
        count, goes = model.groups[person].count, _goes(model, [person])
        _at_least(model, position, [*goes, (together, -count)], 0)
        if goes:
            _at_most(model, position, [*goes, (together, -count)], 0)


def _not_both(model: ExchangeModel, position: Position, line: NotBoth) -> None:
    some = [one for person in line.people if (one := model.any_of(person)) is not None]
    _at_most(model, position, [(one, 1) for one in some], 1)


def _count_at_most(model: ExchangeModel, position: Position, line: AtMost) -> None:
    _at_most(model, position, _goes(model, line.people), line.count)


def _count_at_least(model: ExchangeModel, position: Position, line: AtLeast) -> None:
    _at_least(model, position, _goes(model, line.people), line.count)


def _ratio(model: ExchangeModel, position: Position, line: Ratio) -> None:
    """Per `gives` people let go at least `gets` come home: home * gives >= let go * gets."""
    whole = lcm(line.gets.denominator, line.gives.denominator)
    gets, gives = int(line.gets * whole), int(line.gives * whole)
    home = [(variable, gives) for who, variable in model.let_go.items() if model.groups[who].home == position.of]
    held = [(variable, -gets) for who, variable in model.let_go.items() if model.groups[who].held_by == position.of]
    _at_least(model, position, [*home, *held], 0)


def _floor(model: ExchangeModel, position: Position, line: Floor) -> None:
    _at_least(model, position, model.surplus[position.of], _whole(model, line.surplus))


_ROWS: Mapping[type[Any], Callable[[ExchangeModel, Position, Any], None]] = {
    Refuses: _refuses,
    Insists: _insists,
    AnyOf: _any_of,
    OnlyIf: _only_if,
    Together: _together,
    NotBoth: _not_both,
    AtMost: _count_at_most,
    AtLeast: _count_at_least,
    Ratio: _ratio,
    Floor: _floor,
}
