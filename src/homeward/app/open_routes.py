"""Whom no legal way lets go: judged of those of whom a positions file says by which ways alone they may."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache

from homeward.basics.states import state_of
from homeward.exchanges.model import Group, Positions
from homeward.routes.from_cases import assess_routes
from homeward.routes.model import CaseFacts, Outcome, Route, RouteOutcome

_LETTERS = 2
"""The code of a State has so many; a body that is none has a longer one."""


def with_closed_routes(positions: Positions, on: date) -> Positions:
    """Return the positions with why nobody lets go those to whom no way is open on a day.

    Of whom the file names no ways nobody is shut out: a State may let go whom it will. What is unknown closes nothing.
    """
    if all(group.routes is None for group in positions.people):
        return positions
    return replace(positions, people=tuple(replace(one, no_route=why_closed(one, on)) for one in positions.people))


def why_closed(group: Group, on: date) -> str | None:
    """Return why each of the ways that the file names for a group is closed on a day; None where one may be open."""
    if group.routes is None:
        return group.no_route
    if not group.routes:
        return "the file names no way by which they may go"
    why = []
    for kind in group.routes:
        judged = [route for route in _judged(group.held_by, group.home, on) if route.kind == kind]
        if not judged or any(route.outcome is not RouteOutcome.CLOSED for route in judged):
            return None
        why.append(f"{kind.replace('_', ' ')}: {_why(judged)}")
    return "; ".join(why)


@cache
def _judged(holder: str, home: str, on: date) -> tuple[Route, ...]:
    """Return every way between two sides; that they never joined an instrument is known only of States."""
    both = all(state_of(side) == side and len(side) == _LETTERS for side in (holder, home))
    return assess_routes(CaseFacts("", (home,), holder), on, to=home, unrelated=both).routes


def _why(closed: Iterable[Route]) -> str:
    """Return why ways of one kind are closed: what binds the two and is not met, or that nothing binds them."""
    reasons = list(dict.fromkeys(reason for route in closed for reason in _reasons(route)))
    return ", ".join(reasons) or "no instrument that is known binds the two States"


def _reasons(route: Route) -> Iterator[str]:
    for check in route.checks:
        if check.condition in route.closed_by and check.outcome is Outcome.NOT_MET:
            yield f"{check.reason} ({route.title}, {check.article})"
