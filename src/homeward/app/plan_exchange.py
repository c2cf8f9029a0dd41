"""Plans an exchange out of a positions file: what every side could accept, and by which route each could go."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from homeward.app.open_routes import with_closed_routes
from homeward.basics.dates import parse_date
from homeward.basics.errors import PositionsRefused, UnknownName
from homeward.basics.said import say
from homeward.exchanges.answer import answer_as_values
from homeward.exchanges.from_positions import find_exchange
from homeward.exchanges.model import Answer, Compromise, Exchange, Handover, Position, Positions, Release, Status
from homeward.exchanges.position_files import read_positions
from homeward.routes.from_cases import assess_routes
from homeward.routes.model import CaseFacts, RouteOutcome

LARGEST_FILE = 50_000_000
"""Bytes of a positions file; one of 10,000 people has a few million."""
LIKELY_WAYS = ("pardon", "commutation", "transfer_of_sentenced_person", "transfer_by_arrangement", "removal")
"""The ways by which people were let go in exchanges, the usual ones first; the exchange itself is none."""
CLAIM_DIGITS = 8
"""So many first digits of a claim's id name it."""
LINES_NAMED = 30
"""How many lines of a file are named to whoever named none of them."""
NO_ROUTE = "no open route is known"
_TITLE = re.compile(r"^title:[ \t]*(\w.*|\".*|'.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the positions beyond the best exchange; `routes_on` is the day on which routes are judged.

    `without` are lines to leave out: by their id, or by the claim that they rest on (its first 8 digits will do).
    """

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
    Raises UnknownName where a line to be left out is none of the file's.
    """
    without = lines_without(positions, asked.without)
    day = asked.routes_on or (parse_date(positions.as_of).to_day if positions.as_of else on)
    ways = {group.id: group.routes or LIKELY_WAYS for group in positions.people}
    answer = find_exchange(
        with_closed_routes(positions, day),
        frontier=asked.frontier,
        compromises=asked.compromises,
        rounds=asked.rounds,
        withstand=asked.withstand,
        without=without,
        seconds=asked.seconds,
        told=told,
    )
    return replace(
        answer,
        best=answer.best and _with_routes(answer.best, ways, day),
        frontier=() if asked.frontier and answer.status is Status.NONE else answer.frontier,
        compromises=_opened_with_routes(answer.compromises, ways, day),
        more_home=_opened_with_routes(answer.more_home, ways, day),
        handover=answer.handover and _in_rounds_with_routes(answer.handover, ways, day),
    )


def values_of_answer(answer: Answer, positions: Positions, asked: Asked) -> dict[str, Any]:
    """Return an answer as plain JSON in the words of the contract; a hand-over that was asked for is at least `[]`."""
    said = answer_as_values(answer, positions)
    if asked.rounds is not None:
        said.setdefault("handover", [])
    return said


def lines_without(positions: Positions, without: Iterable[str]) -> tuple[str, ...]:
    """Return the ids, in the order of the file, of lines that are named by id or by the claim that they rest on.

    Raises UnknownName for what names no line.
    """
    left_out: set[str] = set()
    for name in without:
        lines = [one.id for one in positions.positions if one.id == name]
        lines = lines or [one.id for one in positions.positions if _rests_on(one, name)]
        if not lines:
            raise UnknownName(_no_such_line(name, [one.id for one in positions.positions]))
        left_out.update(lines)
    return tuple(one.id for one in positions.positions if one.id in left_out)


def _rests_on(line: Position, claim: str) -> bool:
    said = line.source.get("claim", "")
    return said == claim or (len(claim) >= CLAIM_DIGITS and said.startswith(claim))


def _no_such_line(name: str, known: Sequence[str]) -> str:
    listed = ", ".join(known[:LINES_NAMED]) + (", …" if len(known) > LINES_NAMED else "")
    return say(
        "No line has the id `%(line)s` or rests on a claim of that id. Lines are: %(names)s.", line=name, names=listed
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
