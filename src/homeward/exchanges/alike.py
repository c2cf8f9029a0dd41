"""People who are alike for every side and every line, taken together as one group: an answer does not tell them apart.

Held by the same side, at home in the same place, of the same worth, named by the same lines: then only how many of them
go matters, and a file of thousands may be one of a few hundred groups.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from homeward.exchanges.acceptance import as_exchange
from homeward.exchanges.model import (
    AnyOf,
    AtLeast,
    AtMost,
    Exchange,
    Gives,
    Group,
    Insists,
    Line,
    NotBoth,
    OnlyIf,
    Position,
    Positions,
    Refuses,
    Release,
    Together,
    Wants,
    Worths,
)


@dataclass(frozen=True, slots=True)
class Alike:
    """A positions file with people who are alike in one group, and who is in each (by id); `file` is as it was."""

    file: Positions
    positions: Positions
    members: Mapping[str, tuple[Group, ...]]

    def each(self, exchange: Exchange) -> Exchange:
        """Return an exchange of groups as one of the file's own people, the first ids of each group first."""
        let_go = {group.id: 0 for group in self.file.people}
        for release in exchange.releases:
            for group, number in _shared_out(self.members[release.person], release.count):
                let_go[group.id] = number
        return as_exchange(self.file, let_go, exchange.terms)

    def each_of_rounds(self, rounds: Iterable[tuple[Release, ...]]) -> Iterator[tuple[Release, ...]]:
        """Yield the releases of each round as those of the file's own people, the first ids of each group first."""
        gone: dict[str, int] = defaultdict(int)
        for releases in rounds:
            found: list[Release] = []
            for release in releases:
                before, gone[release.person] = gone[release.person], gone[release.person] + release.count
                until = dict(_shared_out(self.members[release.person], before))
                for group, number in _shared_out(self.members[release.person], gone[release.person]):
                    if number > until.get(group, 0):
                        found.append(
                            Release(group.id, group.held_by, group.home, number - until.get(group, 0), release.route)
                        )
            yield tuple(found)


def _shared_out(members: Iterable[Group], number: int) -> Iterator[tuple[Group, int]]:
    for group in members:
        if number <= 0:
            return
        yield group, min(group.count, number)
        number -= group.count


def alike_together(positions: Positions) -> Alike:
    """Return a file with people who are alike in one group, under the id that comes first."""
    said: dict[str, list[Hashable]] = {group.id: [] for group in positions.people}
    for position in positions.positions:
        for person, what in _said_of(position):
            said[person].append((position.id, what))
    classes: dict[Hashable, list[Group]] = defaultdict(list)
    for group in sorted(positions.people, key=lambda one: one.id):
        alike = group.held_by, group.home, group.place, group.no_route, tuple(said[group.id])
        classes[alike].append(group)
    members = {groups[0].id: tuple(groups) for groups in classes.values()}
    if len(members) == len(positions.people):
        return Alike(positions, positions, members)
    first = {group.id: name for name, groups in members.items() for group in groups}
    people = tuple(
        replace(group, count=sum(one.count for one in members[group.id]))
        for group in positions.people
        if group.id in members
    )
    lines = tuple(replace(one, line=_of_groups(one.line, first)) for one in positions.positions)
    return Alike(positions, replace(positions, people=people, positions=lines), members)


def _said_of(position: Position) -> Iterator[tuple[str, Hashable]]:
    """Yield each person whom a line names, with what it says of them."""
    match position.line:
        case Wants(worths) | Gives(worths):
            yield from worths.items()
        case OnlyIf(releases, needs):
            yield from ((person, "releases") for person in releases)
            yield from ((person, "needs") for person in needs)
        case NotBoth(people):
            yield from ((person, person) for person in people)  # one of them shuts the others out: nobody is alike
        case (
            Refuses(people)
            | Insists(people)
            | AnyOf(people)
            | Together(people)
            | AtMost(people, _)
            | AtLeast(people, _)
        ):
            yield from ((person, "") for person in people)


def _of_groups(line: Line, first: Mapping[str, str]) -> Line:
    """Return a line that names groups for those in them."""
    match line:
        case Wants(worths):
            return Wants(_worths(worths, first))
        case Gives(costs):
            return Gives(_worths(costs, first))
        case OnlyIf(releases, needs):
            return OnlyIf(_names(releases, first), _names(needs, first))
        case Refuses() | Insists() | AnyOf() | Together() | AtMost() | AtLeast() | NotBoth():
            return replace(line, people=_names(line.people, first))
    return line


def _worths(worths: Worths, first: Mapping[str, str]) -> Worths:
    return {person: worth for person, worth in worths.items() if first[person] == person}


def _names(people: Iterable[str], first: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(first[person] for person in people))
