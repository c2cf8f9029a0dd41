"""The main job of this room: positions in; out comes what every side could accept, or why nothing is and what would do.

Every answer is checked again by `acceptance`, which knows no solver.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from homeward.exchanges.alike import Alike, alike_together
from homeward.exchanges.constraints import ExchangeModel, build_model
from homeward.exchanges.explanation import Cheapest, cheapest_compromises, forbidding, is_impossible, smallest_clash
from homeward.exchanges.frontier import frontier_of
from homeward.exchanges.handover import plan_handover
from homeward.exchanges.left_out import who_is_left_out
from homeward.exchanges.model import Answer, Exchange, Handover, Part, Positions, Proof, Status
from homeward.exchanges.more_home import compromises_for_more
from homeward.exchanges.named_points import POINTS, named_points
from homeward.exchanges.objectives import Chosen, most_home
from homeward.exchanges.rechecked import must_be_acceptable, must_be_none, must_hand_over
from homeward.exchanges.robustness import until_none_breaks, withstanding
from homeward.exchanges.solution import Clock
from homeward.exchanges.solver import LARGEST_SUM
from homeward.exchanges.terms import OfTerms, found_by_terms

CHECKER = "exact check of every line"
LARGEST = 10**16
"""Where all worths of a file, as whole numbers, add up to more, sums do not fit into what a solver can add up."""
_FOR_COMPROMISES = 0.7
"""The share of the time that they may take where a clash is to be named after them."""
MOST_THAT_BRING_MORE = 3
"""Compromises beside an exchange that is possible already; each takes as long as the exchange itself."""

Told = Callable[[str], None]
"""Is told, in a few words, what is being looked for."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked of positions, and within which time."""

    positions: Positions
    alike: Alike
    model: ExchangeModel
    dropped: frozenset[str]
    clock: Clock
    told: Told
    frontier: bool
    compromises: int
    rounds: int | None
    withstand: int


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
    fall through. `rounds` plans a hand-over in so many rounds at most. After `seconds` the best known comes back, and
    what is not settled is named. `told` is told what is being looked for.
    """
    clock, dropped, alike = Clock(seconds), frozenset(without), alike_together(positions)
    model = build_model(alike.positions, without=dropped)
    if agreed := found_by_terms(model, dropped, clock):
        return _of_terms(positions, agreed, dropped, frontier=frontier)
    asked = _Asked(positions, alike, model, dropped, clock, told, frontier, compromises, rounds, withstand)
    if _reach(model) > LARGEST:
        return _undecided(asked, None, ())
    told("exchanges that every side accepts")
    best = withstanding(model, withstand, dropped, clock) if withstand else most_home(model, clock, clock.part(0.4))
    return _without_exchange(asked, best) if best.exchange is None else _with_exchange(asked, best, best.exchange)


def _reach(model: ExchangeModel) -> int:
    """Return what all worths of a file add up to, in the whole numbers of its model."""
    upper = model.linear.upper
    worths = (abs(weight) * (upper[which] or 0) for surplus in model.surplus.values() for which, weight in surplus)
    return sum(worths) + sum(abs(least) for least in model.floors.values() if least is not None)


def _with_exchange(asked: _Asked, best: Chosen, exchange: Exchange) -> Answer:
    positions, alike, dropped, clock = asked.positions, asked.alike, asked.dropped, asked.clock
    asked.told("the fairest of them, and the largest sum")
    found = alike.each(exchange)
    others = named_points(asked.model, asked.withstand, dropped, clock)
    points = {"most_home": found} | {name: alike.each(one) for name, one in others.items()}
    asked.told("every exchange that no other betters for all")
    frontier = _frontier(asked) if asked.frontier else None
    for one in (*points.values(), *(frontier or ())):
        must_be_acceptable(positions, one, dropped)
    asked.told("compromises that bring more people home, the hand-over, and why others are not in it")
    more = _more_home(asked, best, exchange)
    handover = _handover(asked, found) if asked.rounds else None
    left_out = who_is_left_out(positions, found, clock, dropped)
    settled = {
        Part.BEST: best.proved,
        Part.POINTS: points.keys() == POINTS,
        Part.FRONTIER: not asked.frontier or frontier is not None,
        Part.MORE_HOME: more.settled,
        Part.HANDOVER: not asked.rounds or (handover is not None and handover.optimal),
        Part.LEFT_OUT: all(one.elsewhere is not None for one in left_out),
    }
    return Answer(
        Status.POSSIBLE if best.people_proved else Status.UNDECIDED,
        found,
        points,
        frontier,
        more_home=more.found,
        handover=handover,
        left_out=left_out,
        no_route=_without_route(positions),
        proof=Proof(best.bound, best.proved, (best.solution.by, CHECKER)),
        unsettled=tuple(part for part, is_settled in settled.items() if not is_settled),
        withstand=asked.withstand,
    )


def _frontier(asked: _Asked) -> tuple[Exchange, ...] | None:
    found = until_none_breaks(
        asked.model, asked.withstand, asked.dropped, lambda: frontier_of(asked.model, asked.clock)
    )
    return None if found is None else tuple(map(asked.alike.each, found))


def _handover(asked: _Asked, exchange: Exchange) -> Handover | None:
    planned = plan_handover(asked.positions, exchange, asked.rounds or 1, asked.clock)
    if planned is not None:
        must_hand_over(asked.positions, exchange, planned)
    return planned


def _of_terms(positions: Positions, agreed: OfTerms, dropped: frozenset[str], *, frontier: bool) -> Answer:
    for exchange in (*agreed.points.values(), *agreed.frontier):
        must_be_acceptable(positions, exchange, dropped)
    return Answer(
        Status.POSSIBLE,
        agreed.points["most_home"],
        agreed.points,
        agreed.frontier if frontier else None,
        proof=Proof(0, True, ("every term in turn", CHECKER)),
    )


def _without_route(positions: Positions) -> dict[str, str]:
    return {group.id: group.no_route for group in positions.people if group.no_route is not None}


def _more_home(asked: _Asked, best: Chosen, exchange: Exchange) -> Cheapest:
    """Return the cheapest compromises that bring more people home than the best exchange, where that one is proved."""
    most = 0 if asked.withstand else min(asked.compromises, MOST_THAT_BRING_MORE)
    if not most or not exchange.people_home:
        return Cheapest((), settled=True)
    if not best.people_proved:
        return Cheapest((), settled=False)
    found = compromises_for_more(asked.alike.positions, exchange.people_home, most, asked.clock, asked.dropped)
    return _opening(asked, found)


def _opening(asked: _Asked, cheapest: Cheapest) -> Cheapest:
    """Return compromises with what they open as an exchange of the file's own people."""
    found = tuple(replace(one, opens=asked.alike.each(one.opens)) for one in cheapest.found)
    for one in found:
        must_be_acceptable(asked.positions, one.opens, asked.dropped.union(one.give_up))
    return Cheapest(found, cheapest.settled)


def _undecided(asked: _Asked, bound: int | None, ways: tuple[str, ...]) -> Answer:
    return Answer(
        Status.UNDECIDED,
        no_route=_without_route(asked.positions),
        proof=Proof(bound, False, ways),
        unsettled=(Part.BEST,),
        too_large=not asked.clock.is_over and _reach(asked.model) > LARGEST_SUM,
        withstand=asked.withstand,
    )


def _without_exchange(asked: _Asked, best: Chosen) -> Answer:
    """Return "none" with its reasons; a clash and compromises only where no exchange is possible even if all holds."""
    alike, dropped, clock = asked.alike, asked.dropped, asked.clock
    asked.told("a proof that there is none")
    impossible, ways = is_impossible(asked.model.linear, clock)
    if not impossible:
        return _undecided(asked, best.bound, ways)
    without_losses = asked.withstand and is_impossible(build_model(alike.positions, without=dropped).linear, clock)[0]
    if asked.withstand and without_losses is False:
        proof = Proof(0, True, ways)
        return Answer(Status.NONE, proof=proof, withstand=asked.withstand, none_withstands=True)
    if not asked.withstand:
        must_be_none(alike.positions, dropped)
    asked.told("the cheapest compromises")
    cheapest = cheapest_compromises(alike.positions, asked.compromises, clock.part(_FOR_COMPROMISES), dropped)
    found = _opening(asked, cheapest).found
    given_up = dropped.union(*(one.give_up for one in found[:1]))
    asked.told("lines that cannot all hold")
    clash = smallest_clash(alike.positions, clock, dropped)
    if clash.lines:
        others = (one.id for one in forbidding(alike.positions) if one.id not in clash.lines)
        must_be_none(alike.positions, dropped.union(others))
    left_out = who_is_left_out(asked.positions, found[0].opens, clock, given_up) if found else ()
    settled = {
        Part.CLASH: clash.settled,
        Part.COMPROMISES: cheapest.settled,
        Part.LEFT_OUT: all(one.elsewhere is not None for one in left_out),
    }
    return Answer(
        Status.NONE,
        clash=clash.lines,
        losing=clash.losing,
        compromises=found,
        left_out=left_out,
        no_route=_without_route(asked.positions),
        proof=Proof(0, True, ways),
        unsettled=tuple(part for part, is_settled in settled.items() if not is_settled),
        withstand=asked.withstand,
    )
