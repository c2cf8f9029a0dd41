"""The answer on a positions file as plain values, in the words of the contract."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from homeward.exchanges.model import Answer, Compromise, Exchange, Handover, Positions, Release


def answer_as_values(answer: Answer, positions: Positions) -> dict[str, Any]:
    """Return an answer as values that JSON can say; what was not asked for is left out."""
    names = {group.id: group.name for group in positions.people}
    said: dict[str, Any] = {
        "status": answer.status,
        "best": answer.best and _exchange(answer.best, names),
        "points": {name: _exchange(exchange, names) for name, exchange in answer.points.items()},
    }
    if answer.frontier is not None:
        said["frontier"] = [_exchange(exchange, names) for exchange in answer.frontier]
    said["clash"] = list(answer.clash)
    said["compromises"] = [_compromise(one, names) for one in answer.compromises]
    if answer.handover is not None:
        said["handover"] = _rounds(answer.handover, names)
        said["worst_exposure"] = number(answer.handover.worst)
    said["left_out"] = [{"person": who, "because": list(lines)} for who, lines in answer.left_out.items()]
    if answer.proof is not None:
        proof = answer.proof
        checked_by = " and ".join(proof.checked_by)
        said["proof"] = {"bound": proof.bound, "optimal": proof.optimal, "checked_by": checked_by}
    return said


def number(value: Fraction) -> int | float:
    """Return a worth as a whole number where it is one."""
    return value.numerator if value.denominator == 1 else float(value)


def _exchange(exchange: Exchange, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "people_home": exchange.people_home,
        "releases": [_release(release, names) for release in exchange.releases],
        "terms": dict(exchange.terms),
        "surplus": {who: number(surplus) for who, surplus in exchange.surplus.items()},
    }


def _release(release: Release, names: Mapping[str, str]) -> dict[str, Any]:
    said: dict[str, Any] = {
        "person": release.person,
        "name": names[release.person],
        "from": release.from_,
        "to": release.to,
        "count": release.count,
    }
    return said if release.route is None else {**said, "route": release.route}


def _compromise(compromise: Compromise, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "give_up": list(compromise.give_up),
        "cost": number(compromise.cost),
        "opens": _exchange(compromise.opens, names),
    }


def _rounds(handover: Handover, names: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "round": one.number,
            "releases": [_release(release, names) for release in one.releases],
            "exposure": {who: number(exposure) for who, exposure in one.exposure.items()},
        }
        for one in handover.rounds
    ]
