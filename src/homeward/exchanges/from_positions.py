"""The main job of this room: positions in; out comes what every side could accept, or why nothing is and what would do.

Every answer is checked again by `acceptance`, which knows no solver.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from homeward.exchanges.acceptance import objections
from homeward.exchanges.alike import Alike, alike_together
from homeward.exchanges.constraints import ExchangeModel, build_model
from homeward.exchanges.explanation import cheapest_compromises, is_impossible, smallest_clash
from homeward.exchanges.frontier import frontier_of, nash_point
from homeward.exchanges.handover import plan_handover
from homeward.exchanges.left_out import who_is_left_out
from homeward.exchanges.model import Answer, Compromise, Exchange, Positions, Proof, Status
from homeward.exchanges.more_home import compromises_for_more
from homeward.exchanges.objectives import Chosen, kalai, largest_total, leximin, most_home
from homeward.exchanges.robustness import withstanding
from homeward.exchanges.solution import Clock
from homeward.exchanges.terms import OfTerms, found_by_terms

CHECKER = "exact check of every line"
MOST_THAT_BRING_MORE = 3
"""Compromises beside an exchange that is possible already; each takes as long as the exchange itself."""

Told = Callable[[str], None]
"""Is told, in a few words, what is being looked for."""


def find_exchange(  # noqa: PLR0913 - what a user may ask, each by its name
    positions: Positions,
    *,
    frontier: bool = False,
    compromises: int = 5,
    rounds: int | None = None,
    withstand: int = 0,
    without: Iterable[str] = (),
    seconds: float | None = None,
    told: Told = lambda words: None,
) -> Answer:
    """Return the best exchange that every side accepts, or the clash where there is none and the cheapest compromises.

    `without` are ids of lines left out. `withstand` asks that the exchange stays acceptable if any so many releases
    fall through. `rounds` plans a hand-over in so many rounds at most. After `seconds` the best known comes back, as
    undecided. `told` is told what is being looked for.
    """
    told("exchanges that every side accepts")
    clock, dropped, alike = Clock(seconds), frozenset(without), alike_together(positions)
    model = build_model(alike.positions, without=dropped)
    if agreed := found_by_terms(model, dropped, clock):
        return _of_terms(positions, agreed, dropped, frontier=frontier)
    best = withstanding(model, withstand, dropped, clock) if withstand else most_home(model, clock, clock.part(0.4))
    if best.exchange is None:
        return _without_exchange(alike, model, best, compromises, dropped, clock, told)
    told("the fairest of them, and the largest sum")
    found = alike.each(best.exchange)
    points = {"most_home": found} | {name: alike.each(one) for name, one in _points(model, clock).items()}
    for exchange in points.values():
        _must_be_acceptable(positions, exchange, dropped)
    told("every exchange that no other betters for all")
    frontiers = frontier_of(model, clock) if frontier else None
    told("compromises that bring more people home, the hand-over, and why others are not in it")
    return Answer(
        Status.POSSIBLE if best.people_proved else Status.UNDECIDED,
        found,
        points,
        None if frontiers is None else tuple(map(alike.each, frontiers)),
        more_home=_more_home(alike, best, 0 if withstand else compromises, dropped, clock),
        handover=plan_handover(positions, found, rounds, clock) if rounds else None,
        left_out=who_is_left_out(positions, found, clock, dropped),
        no_route=_without_route(positions),
        proof=Proof(best.bound, best.proved, ("HiGHS", CHECKER)),
    )


def _of_terms(positions: Positions, agreed: OfTerms, dropped: frozenset[str], *, frontier: bool) -> Answer:
    for exchange in agreed.points.values():
        _must_be_acceptable(positions, exchange, dropped)
    return Answer(
        Status.POSSIBLE,
        agreed.points["most_home"],
        agreed.points,
        agreed.frontier if frontier else None,
        proof=Proof(0, True, ("every term in turn", CHECKER)),
    )


def _without_route(positions: Positions) -> dict[str, str]:
    return {group.id: group.no_route for group in positions.people if group.no_route is not None}


def _points(model: ExchangeModel, clock: Clock) -> dict[str, Exchange]:
    """Return the other named exchanges, each only where it is proved."""
    points: dict[str, Exchange] = {}
    for name, found in {"leximin": leximin, "total": largest_total}.items():
        if clock.is_over:
            return points
        chosen = found(model, clock.part(0.4))
        if chosen.exchange is not None and chosen.proved:
            points[name] = chosen.exchange
    above = set(model.floors.values())
    if "leximin" in points and len(above) == 1 and None not in above:  # from where gains are measured is one for all
        points["kalai"] = points["leximin"]
    else:
        chosen = kalai(model, clock.part(0.4))
        if chosen.exchange is not None and chosen.proved:
            points["kalai"] = chosen.exchange
    nash = nash_point(model, clock)
    if nash is None and not clock.is_over:  # no exchange lets all gain who can: every product is 0
        nash = points.get("leximin")
    return points if nash is None else {**points, "nash": nash}


def _more_home(
    alike: Alike, best: Chosen, number: int, dropped: frozenset[str], clock: Clock
) -> tuple[Compromise, ...]:
    """Return the cheapest compromises that bring more people home than the best exchange, where that one is proved."""
    if best.exchange is None or not best.people_proved or not best.exchange.people_home:
        return ()
    more, most = best.exchange.people_home, min(number, MOST_THAT_BRING_MORE)
    return _opening(alike, compromises_for_more(alike.positions, more, most, clock, dropped))


def _opening(alike: Alike, compromises: Iterable[Compromise]) -> tuple[Compromise, ...]:
    return tuple(replace(one, opens=alike.each(one.opens)) for one in compromises)


def _without_exchange(
    alike: Alike, model: ExchangeModel, best: Chosen, number: int, dropped: frozenset[str], clock: Clock, told: Told
) -> Answer:
    """Return "none" with its reasons; a clash and compromises only where no exchange is possible even if all holds."""
    told("a proof that there is none")
    impossible, ways = is_impossible(model.linear, clock)
    if not impossible:
        return Answer(Status.UNDECIDED, no_route=_without_route(alike.file), proof=Proof(best.bound, False, ways))
    told("the cheapest compromises")
    found = _opening(alike, cheapest_compromises(alike.positions, number, clock, dropped))
    given_up = dropped.union(*(one.give_up for one in found[:1]))
    told("lines that cannot all hold")
    clash = smallest_clash(alike.positions, clock, dropped)
    return Answer(
        Status.NONE,
        clash=clash.lines,
        losing=clash.losing,
        compromises=found,
        left_out=who_is_left_out(alike.file, found[0].opens, clock, given_up) if found else (),
        no_route=_without_route(alike.file),
        proof=Proof(0, True, ways),
    )


def _must_be_acceptable(positions: Positions, exchange: Exchange, dropped: Iterable[str]) -> None:
    """Raise where the checker objects: an answer that is wrong must never be shown."""
    said = objections(positions, exchange, dropped)
    if said:
        raise AssertionError(f"the solver's exchange is not acceptable: {'; '.join(said)}")
