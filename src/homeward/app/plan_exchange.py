"""Plans an exchange out of a positions file: what every side could accept, and by which route each could go."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from homeward.app.open_routes import with_closed_routes
from homeward.basics.dates import parse_date
from homeward.basics.errors import PositionsRefused
from homeward.basics.said import say
from homeward.exchanges.from_positions import find_exchange
from homeward.exchanges.model import Answer, Compromise, Exchange, Handover, Positions, Release
from homeward.exchanges.position_files import read_positions
from homeward.routes.from_cases import assess_routes
from homeward.routes.model import CaseFacts, RouteOutcome

LARGEST_FILE = 50_000_000
"""Bytes of a positions file; one of 10,000 people has a few million."""
LIKELY_WAYS = ("pardon", "commutation", "transfer_of_sentenced_person", "transfer_by_arrangement", "removal")
"""The ways by which people were let go in exchanges, the usual ones first; the exchange itself is none."""
NO_ROUTE = "no open route is known"
_TITLE = re.compile(r"^title:[ \t]*(\w.*|\".*|'.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the positions beyond the best exchange; `routes_on` is the day on which routes are judged."""

    frontier: bool = False
    compromises: int = 5
    rounds: int | None = None
    withstand: int = 0
    without: tuple[str, ...] = ()
    seconds: float | None = None
    routes_on: date | None = None


def positions_in_file(path: Path) -> Positions:
    """Return what a positions file says; raise PositionsRefused or YamlRefused where it makes no sense."""
    if not path.is_file():
        raise PositionsRefused(str(path), 1, "there is no such file", "Give the path of a positions file.")
    return read_positions(text_of(path), path.name)


def positions_in_text(text: str, name: str = "positions") -> Positions:
    """Return what the text of a positions file says; raise PositionsRefused or YamlRefused where it makes no sense."""
    if len(text) > LARGEST_FILE:
        raise PositionsRefused(
            name,
            1,
            say("the text has over %(most)s characters", most=f"{LARGEST_FILE:,}"),
            "Split it, or group people.",
        )
    return read_positions(text, name)


def title_in(text: str) -> str:
    """Return what the text of a positions file is titled, by the first line that says it; "" where none does."""
    found = _TITLE.search(text)
    return found[1].strip("\"'") if found else ""


def text_of(path: Path) -> str:
    """Return the text of a positions file; raise PositionsRefused where it is too large or none."""
    if path.stat().st_size > LARGEST_FILE:
        raise PositionsRefused(
            path.name,
            1,
            say("the file has over %(most)s bytes", most=f"{LARGEST_FILE:,}"),
            "Split it, or group people.",
        )
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise PositionsRefused(path.name, 1, "the file is not UTF-8 text", "Save it as UTF-8.") from error


def plan_exchange(
    positions: Positions, asked: Asked, on: date, told: Callable[[str], None] = lambda words: None
) -> Answer:
    """Return the answer, each release with the legal route that could carry it on the day of the file, or else `on`.

    Nobody is let go to whom none of the ways is open that the file names for them. `told` is told what is looked for.
    """
    _known_lines(positions, asked.without)
    day = asked.routes_on or (parse_date(positions.as_of).to_day if positions.as_of else on)
    ways = {group.id: group.routes or LIKELY_WAYS for group in positions.people}
    answer = find_exchange(
        with_closed_routes(positions, day),
        frontier=asked.frontier,
        compromises=asked.compromises,
        rounds=asked.rounds,
        withstand=asked.withstand,
        without=asked.without,
        seconds=asked.seconds,
        told=told,
    )
    return replace(
        answer,
        best=answer.best and _with_routes(answer.best, ways, day),
        compromises=_opened_with_routes(answer.compromises, ways, day),
        more_home=_opened_with_routes(answer.more_home, ways, day),
        handover=answer.handover and _in_rounds_with_routes(answer.handover, ways, day),
    )


def _known_lines(positions: Positions, without: Iterable[str]) -> None:
    known = {one.id for one in positions.positions}
    for line in without:
        if line not in known:
            raise PositionsRefused(
                "without",
                1,
                say("there is no line `%(line)s`", line=line),
                say("Known are: %(names)s.", names=", ".join(known)),
            )


Ways = Mapping[str, tuple[str, ...]]
"""The kinds of legal way to look for, for each person."""


def _with_routes(exchange: Exchange, ways: Ways, on: date) -> Exchange:
    """Return the exchange with the first route that is not closed for each release, as far as nationality tells."""
    return replace(exchange, releases=_by_routes(exchange.releases, ways, on))


def _opened_with_routes(compromises: Iterable[Compromise], ways: Ways, on: date) -> tuple[Compromise, ...]:
    return tuple(replace(one, opens=_with_routes(one.opens, ways, on)) for one in compromises)


def _in_rounds_with_routes(handover: Handover, ways: Ways, on: date) -> Handover:
    rounds = (replace(one, releases=_by_routes(one.releases, ways, on)) for one in handover.rounds)
    return replace(handover, rounds=tuple(rounds))


def _by_routes(releases: Iterable[Release], ways: Ways, on: date) -> tuple[Release, ...]:
    return tuple(replace(one, route=_route(one.from_, one.to, ways[one.person], on)) for one in releases)


@cache
def _route(holder: str, home: str, kinds: tuple[str, ...], on: date) -> str:
    found = assess_routes(CaseFacts("", (home,), holder), on, to=home).routes
    likely = (route for kind in kinds for route in found if route.kind == kind)
    first = next((route for route in likely if route.outcome is not RouteOutcome.CLOSED), None)
    return NO_ROUTE if first is None else f"{first.instrument} ({first.kind}), {first.outcome}"
