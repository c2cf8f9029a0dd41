"""The answer on a positions file as plain values, in the words of the contract."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from homeward.exchanges.balances import balances
from homeward.exchanges.model import (
    Answer,
    Compromise,
    Exchange,
    Group,
    Handover,
    Position,
    Positions,
    Release,
)


def answer_as_values(answer: Answer, positions: Positions) -> dict[str, Any]:
    """Return an answer as values that JSON can say; what was not asked for is left out.

    `lines` has every line that the answer names, with its source.
    """
    told = _Told(positions, {group.id: group for group in positions.people})
    said: dict[str, Any] = {
        "status": answer.status,
        "best": answer.best and told.exchange(answer.best),
        "points": {name: told.exchange(exchange) for name, exchange in answer.points.items()},
    }
    if answer.frontier is not None:
        said["frontier"] = [told.exchange(exchange) for exchange in answer.frontier]
    said["clash"] = list(answer.clash)
    said["losing"] = list(answer.losing)
    said["compromises"] = [told.compromise(one) for one in answer.compromises]
    said["more_home"] = [told.compromise(one) for one in answer.more_home]
    if answer.handover is not None:
        said["handover"] = told.rounds(answer.handover)
        said["worst_exposure"] = number(answer.handover.worst)
    said["left_out"] = [
        {
            "person": one.person,
            "elsewhere": one.elsewhere,
            "because": list(one.because),
            "losing": list(one.losing),
            "no_route": one.no_route,
        }
        for one in answer.left_out
    ]
    said["no_route"] = dict(answer.no_route)
    if answer.proof is not None:
        proof = answer.proof
        checked_by = " and ".join(proof.checked_by)
        said["proof"] = {"bound": proof.bound, "optimal": proof.optimal, "checked_by": checked_by}
    said["unsettled"] = list(answer.unsettled)
    if answer.too_large:
        said["too_large"] = True
    if answer.withstand:
        said |= {"withstand": answer.withstand, "none_withstands": answer.none_withstands}
    said["lines"] = {one.id: _line(one) for one in _named(answer, positions)}
    return said


def number(value: Fraction) -> int | float:
    """Return a worth as a whole number where it is one."""
    return value.numerator if value.denominator == 1 else float(value)


def figure(value: Fraction) -> str:
    """Return a worth in figures: whole numbers whole, others to four places."""
    return f"{value.numerator:,}" if value.denominator == 1 else f"{float(value):,.4f}".rstrip("0").rstrip(".")


def signed_figure(value: Fraction) -> str:
    """Return a worth in figures with its sign; 0 has none."""
    return f"+{figure(value)}" if value > 0 else figure(value)


@dataclass(frozen=True, slots=True)
class _Told:
    """The parts of an answer as plain values."""

    positions: Positions
    groups: Mapping[str, Group]

    def exchange(self, exchange: Exchange) -> dict[str, Any]:
        balance = balances(self.positions, exchange)
        return {
            "people_home": exchange.people_home,
            "releases": [self.release(release) for release in exchange.releases],
            "terms": dict(exchange.terms),
            "surplus": {who: number(surplus) for who, surplus in exchange.surplus.items()},
            "gain": {who: number(one.gain) for who, one in balance.items()},
            "cost": {who: number(one.cost) for who, one in balance.items()},
        }

    def release(self, release: Release) -> dict[str, Any]:
        said: dict[str, Any] = {
            "person": release.person,
            "name": self.groups[release.person].name,
            "from": release.from_,
            "to": release.to,
            "count": release.count,
        }
        return said if release.route is None else {**said, "route": release.route}

    def compromise(self, compromise: Compromise) -> dict[str, Any]:
        return {
            "give_up": list(compromise.give_up),
            "cost": number(compromise.cost),
            "opens": self.exchange(compromise.opens),
        }

    def rounds(self, handover: Handover) -> list[dict[str, Any]]:
        return [
            {
                "round": one.number,
                "releases": [
                    {**self.release(release), "place": self.positions.place_of(self.groups[release.person])}
                    for release in one.releases
                ],
                "exposure": {who: number(exposure) for who, exposure in one.exposure.items()},
            }
            for one in handover.rounds
        ]


def _named(answer: Answer, positions: Positions) -> Iterator[Position]:
    """Yield the lines that an answer names, in the order of the file."""
    several: Iterable[Iterable[str]] = (
        answer.clash,
        *(one.give_up for one in (*answer.compromises, *answer.more_home)),
        *(one.because for one in answer.left_out),
    )
    named = {line for lines in several for line in lines}
    yield from (one for one in positions.positions if one.id in named)


def _line(position: Position) -> dict[str, Any]:
    """Return where a line stands, who says so and where that was said."""
    yields = None if position.yields is None else number(position.yields)
    return {
        "of": position.of,
        "yields": yields,
        "date": position.date,
        "source": dict(position.source),
        "note": position.note,
        "file_line": position.file_line,
    }
