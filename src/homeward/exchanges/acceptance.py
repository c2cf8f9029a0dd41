"""The checker: whether every side accepts an exchange, by plain arithmetic on exact fractions and no solver at all."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import lcm

from homeward.exchanges.model import (
    AnyOf,
    AtLeast,
    AtMost,
    Exchange,
    Floor,
    Gives,
    Insists,
    Line,
    NotBoth,
    OnlyIf,
    Position,
    Positions,
    Ratio,
    Refuses,
    Release,
    Together,
    ValuesTerms,
    Wants,
    Worths,
)

Counts = Mapping[str, int]
"""How many of each group are let go."""
Options = Mapping[str, str]
"""The option agreed for each term."""


def objections(positions: Positions, exchange: Exchange, without: Iterable[str] = ()) -> tuple[str, ...]:
    """Return why an exchange is not acceptable, a sentence each; empty where every participant accepts.

    `without` are ids of lines given up. Nothing but the file and the exchange's releases and terms is believed: the
    surpluses are worked out anew.
    """
    let_go = {group.id: 0 for group in positions.people}
    said: list[str] = []
    groups = {group.id: group for group in positions.people}
    for release in exchange.releases:
        group = groups.get(release.person)
        if group is None or (release.from_, release.to) != (group.held_by, group.home):
            said.append(f"{release.person} is not held and wanted home so")
            continue
        let_go[group.id] += release.count
    options = {term.id: exchange.terms.get(term.id, term.options[0]) for term in positions.terms}
    said += _impossible(positions, let_go, options)
    dropped, counts = frozenset(without), {group.id: group.count for group in positions.people}
    standing = [position for position in positions.positions if position.id not in dropped]
    said += [
        f"{position.id}: {position.of} does not accept"
        for position in standing
        if not holds(positions, position, let_go, counts)
    ]
    said += _below_floor(positions, dropped, surpluses(positions, let_go, options))
    return tuple(said)


def _impossible(positions: Positions, let_go: Counts, options: Options) -> list[str]:
    given = {
        person for position in positions.positions if isinstance(position.line, Gives) for person in position.line.costs
    }
    said = []
    for group in positions.people:
        if not 0 <= let_go[group.id] <= group.count:
            said.append(f"{group.id}: {let_go[group.id]} of {group.count} cannot be let go")
        if let_go[group.id] and group.id not in given:
            said.append(f"{group.id}: nobody gives them")
        if let_go[group.id] and group.no_route is not None:
            said.append(f"{group.id}: no open route, {group.no_route}")
    said += [
        f"{term.id}: there is no option {options[term.id]!r}"
        for term in positions.terms
        if options[term.id] not in term.options
    ]
    if positions.people and not any(let_go.values()):
        said.append("nobody is let go")
    return said


def surpluses(positions: Positions, let_go: Counts, options: Options) -> dict[str, Fraction]:
    """Return each participant's surplus: its wants over those let go, its terms, less its gives."""
    surplus = {participant.id: Fraction(0) for participant in positions.participants}
    for position in positions.positions:
        line = position.line
        if isinstance(line, Wants):
            surplus[position.of] += _total(line.worths, let_go)
        elif isinstance(line, Gives):
            surplus[position.of] -= _total(line.costs, let_go)
        elif isinstance(line, ValuesTerms):
            surplus[position.of] += sum(worths.get(options[term], Fraction(0)) for term, worths in line.worths.items())
    return surplus


def _total(worths: Worths, let_go: Counts) -> Fraction:
    """Return the sum of worths over those let go, by one common denominator: Fractions add up slowly one by one."""
    going = [(worth, let_go[who]) for who, worth in worths.items() if let_go[who]]
    whole = lcm(*(worth.denominator for worth, _ in going))
    return Fraction(sum(worth.numerator * (whole // worth.denominator) * number for worth, number in going), whole)


def worth_of_release(positions: Positions, participant: str, person: str) -> Fraction:
    """Return what letting one person of a group go is worth to a participant: what it wants less what it gives."""
    worth = Fraction(0)
    for position in positions.positions:
        if position.of == participant and isinstance(position.line, Wants):
            worth += position.line.worths.get(person, 0)
        elif position.of == participant and isinstance(position.line, Gives):
            worth -= position.line.costs.get(person, 0)
    return worth


def floors(positions: Positions, without: Iterable[str] = ()) -> dict[str, Fraction | None]:
    """Return each participant's floor: 0 where no line says anything, None where its floor line was given up."""
    dropped = frozenset(without)
    found: dict[str, Fraction | None] = {participant.id: Fraction(0) for participant in positions.participants}
    for position in positions.positions:
        if isinstance(position.line, Floor):
            found[position.of] = None if position.id in dropped else position.line.surplus
    return found


def _below_floor(positions: Positions, dropped: frozenset[str], surplus: Mapping[str, Fraction]) -> list[str]:
    found = floors(positions, dropped)
    return [
        f"{participant}: its surplus {surplus[participant]} is below its floor {floor}"
        for participant, floor in found.items()
        if floor is not None and surplus[participant] < floor
    ]


def holds(positions: Positions, position: Position, let_go: Counts, counts: Counts) -> bool:
    """Return whether a line that forbids something holds, of groups of so many; the rest is judged by surplus."""
    line = position.line
    if isinstance(line, Ratio):
        home = sum(let_go[group.id] for group in positions.people if group.home == position.of)
        lets_go = sum(let_go[group.id] for group in positions.people if group.held_by == position.of)
        return home * line.gives >= lets_go * line.gets
    if isinstance(line, AtMost | AtLeast):
        number = sum(let_go[person] for person in line.people)
        return number <= line.count if isinstance(line, AtMost) else number >= line.count
    return _whom(line, let_go, counts)


def _whom(line: Line, let_go: Counts, counts: Counts) -> bool:
    """Return whether a line about whom to let go holds, of groups of so many."""

    def some(people: Iterable[str]) -> int:
        return sum(let_go[person] > 0 for person in people)

    def everybody(people: Iterable[str]) -> bool:
        return all(let_go[person] == counts[person] for person in people)

    match line:
        case Refuses(people):
            return not some(people)
        case Insists(people):
            return everybody(people)
        case AnyOf(people):
            return some(people) > 0
        case OnlyIf(releases, needs):
            return not some(releases) or everybody(needs)
        case Together(people):
            return not some(people) or everybody(people)
        case NotBoth(people):
            return some(people) <= 1
    return True


def as_exchange(positions: Positions, let_go: Counts, options: Options) -> Exchange:
    """Return the exchange that lets go so many of each group under these options, in the order of the file."""
    return Exchange(
        tuple(
            Release(group.id, group.held_by, group.home, let_go[group.id])
            for group in positions.people
            if let_go[group.id]
        ),
        dict(options),
        surpluses(positions, let_go, options),
    )
