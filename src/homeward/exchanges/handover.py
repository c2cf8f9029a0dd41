"""A hand-over in rounds: steps taken at once in each, so that no side ever stands to lose more than it must.

A side's exposure is what it has given less what it has got, in its own worths, when a round is over, or if any one
other side keeps back everything that it was to let go in the round under way and stops.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from math import lcm

from homeward.exchanges.acceptance import as_exchange, worth_of_release
from homeward.exchanges.alike import Alike, alike_together
from homeward.exchanges.linear import LinearModel
from homeward.exchanges.model import Exchange, Gives, Handover, Position, Positions, Release, Round, Wants
from homeward.exchanges.search import maximise_by_search
from homeward.exchanges.solution import Clock, Found, Solution
from homeward.exchanges.solver import maximise_at_once

_SMALL = 2000
"""Up to so many variables HiGHS is asked first; CP-SAT is better at staging beyond."""


def plan_handover(positions: Positions, exchange: Exchange, rounds: int, clock: Clock) -> Handover | None:
    """Return the releases in at most so many rounds with the least worst exposure; None where time ran out."""
    alike = _alike_in(positions, exchange)
    together = as_exchange(alike.positions, {group.id: group.count for group in alike.positions.people}, {})
    worth = _worths(positions, exchange)
    model, turns, worst = _model(alike.positions, together, rounds, worth)
    found = _solved(model, [(worst, -1)], clock)
    if found.values is None:
        return None
    optimal = found.found is Found.OPTIMAL
    if optimal:
        model.row([(worst, 1)], None, found.values[worst])
        early = [(turn, -number) for (_, number), turn in turns.items()]
        found = _first_known(_solved(model, early, clock, found.values), found)
    staged = list(alike.each_of_rounds(_staged(together, turns, found.values or (), rounds)))
    steps = tuple(
        Round(number, releases, _exposures(positions, exchange, staged[:number], worth))
        for number, releases in enumerate(staged, 1)
    )
    return Handover(steps, max((max(step.exposure.values()) for step in steps), default=Fraction(0)), optimal)


def _alike_in(positions: Positions, exchange: Exchange) -> Alike:
    """Return those who go, with people together who are worth the same to every side: lines do not tell them apart."""
    going = {release.person: release.count for release in exchange.releases}
    people = tuple(replace(group, count=going[group.id]) for group in positions.people if group.id in going)
    worths: list[Position] = []
    for one in positions.positions:
        match one.line:
            case Wants(worth):
                worths.append(replace(one, line=Wants({who: each for who, each in worth.items() if who in going})))
            case Gives(cost):
                worths.append(replace(one, line=Gives({who: each for who, each in cost.items() if who in going})))
    return alike_together(replace(positions, people=people, terms=(), positions=tuple(worths)))


def _solved(
    model: LinearModel, objective: Sequence[tuple[int, int]], clock: Clock, start: Sequence[int] | None = None
) -> Solution:
    if len(model.lower) <= _SMALL:
        return maximise_at_once(model, objective, clock, start)
    return maximise_by_search(model, objective, clock)


def _first_known(later: Solution, earlier: Solution) -> Solution:
    return later if later.values is not None else earlier


Worth = Mapping[str, Mapping[str, Fraction]]
"""What each person's release is worth to each participant: above 0 what it gets, below what it gives."""


def _worths(positions: Positions, exchange: Exchange) -> Worth:
    return {
        participant.id: {
            release.person: worth_of_release(positions, participant.id, release.person) for release in exchange.releases
        }
        for participant in positions.participants
    }


def _model(
    positions: Positions, exchange: Exchange, rounds: int, worth: Worth
) -> tuple[LinearModel, dict[tuple[str, int], int], int]:
    model, scale = LinearModel(), _scale(worth)
    turns = {
        (release.person, number): model.variable(release.count)
        for release in exchange.releases
        for number in range(1, rounds + 1)
    }
    for release in exchange.releases:
        everybody = [(turns[release.person, number], 1) for number in range(1, rounds + 1)]
        model.row(everybody, release.count, release.count)
    reach = sum(
        int(abs(each) * scale) * release.count
        for side in worth.values()
        for release in exchange.releases
        for each in (side[release.person],)
    )
    worst = model.variable(reach, -reach)
    for side, number, keeper in _moments(positions, exchange, rounds):
        terms = [
            (turns[release.person, step], int(worth[side][release.person] * scale))
            for release in exchange.releases
            for step in range(1, number + 1)
            if not (step == number and release.from_ == keeper)
        ]
        model.row([*terms, (worst, 1)], 0, None)
    return model, turns, worst


def _scale(worth: Worth) -> int:
    return lcm(*(each.denominator for side in worth.values() for each in side.values()))


def _moments(positions: Positions, exchange: Exchange, rounds: int) -> Iterator[tuple[str, int, str]]:
    """Yield whom it concerns, in which round, and which other side keeps back; "" where none does."""
    keepers = ["", *sorted({release.from_ for release in exchange.releases})]
    for participant in positions.participants:
        for number in range(1, rounds + 1):
            yield from ((participant.id, number, keeper) for keeper in keepers if keeper != participant.id)


def _staged(
    exchange: Exchange, turns: Mapping[tuple[str, int], int], values: Sequence[int], rounds: int
) -> list[tuple[Release, ...]]:
    """Return the releases of each round in which anybody goes."""
    staged = []
    for number in range(1, rounds + 1):
        releases = tuple(
            Release(one.person, one.from_, one.to, values[turns[one.person, number]], one.route)
            for one in exchange.releases
            if values[turns[one.person, number]]
        )
        if releases:
            staged.append(releases)
    return staged


def _exposures(
    positions: Positions, exchange: Exchange, staged: Sequence[Sequence[Release]], worth: Worth
) -> dict[str, Fraction]:
    """Return each side's exposure in the last of these rounds, whichever other side keeps back, or none."""
    keepers = {"", *(release.from_ for release in exchange.releases)}
    exposures = {}
    for participant in positions.participants:
        side = worth[participant.id]
        kept_back = [
            -sum(
                side[release.person] * release.count
                for number, releases in enumerate(staged, 1)
                for release in releases
                if not (number == len(staged) and release.from_ == keeper)
            )
            for keeper in sorted(keepers - {participant.id})
        ]
        exposures[participant.id] = Fraction(max(kept_back, default=Fraction(0)))
    return exposures
