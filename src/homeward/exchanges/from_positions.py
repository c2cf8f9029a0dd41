"""The main job of this room: positions in; out comes what every side could accept, or why nothing is and what would do.

Every answer is checked again by `acceptance`, which knows no solver.
"""

from collections.abc import Iterable

from homeward.exchanges.acceptance import objections
from homeward.exchanges.constraints import ExchangeModel, build_model
from homeward.exchanges.explanation import cheapest_compromises, is_impossible, smallest_clash
from homeward.exchanges.frontier import frontier_of, nash_point
from homeward.exchanges.handover import plan_handover
from homeward.exchanges.left_out import who_is_left_out
from homeward.exchanges.model import Answer, Compromise, Exchange, Positions, Proof, Status
from homeward.exchanges.more_home import compromises_for_more
from homeward.exchanges.objectives import Chosen, largest_total, leximin, most_home
from homeward.exchanges.robustness import withstanding
from homeward.exchanges.solver import Clock

CHECKER = "exact check of every line"
MOST_THAT_BRING_MORE = 3
"""Compromises beside an exchange that is possible already; each takes as long as the exchange itself."""


def find_exchange(
    positions: Positions,
    *,
    frontier: bool = False,
    compromises: int = 5,
    rounds: int | None = None,
    withstand: int = 0,
    without: Iterable[str] = (),
    seconds: float | None = None,
) -> Answer:
    """Return the best exchange that every side accepts, or the clash where there is none and the cheapest compromises.

    `without` are ids of lines left out. `withstand` asks that the exchange stays acceptable if any so many releases
    fall through. `rounds` plans a hand-over in so many rounds at most. After `seconds` the best known comes back, as
    undecided.
    """
    clock, dropped = Clock(seconds), frozenset(without)
    model = build_model(positions, without=dropped)
    best = withstanding(model, withstand, dropped, clock) if withstand else most_home(model, clock)
    if best.exchange is None:
        return _without_exchange(model, best, compromises, dropped, clock)
    _must_be_acceptable(positions, best.exchange, dropped)
    points = {"most_home": best.exchange}
    for name, found in {"leximin": leximin, "total": largest_total}.items():
        chosen = found(model, clock)
        if chosen.exchange is not None and chosen.proved:
            points[name] = chosen.exchange
    nash = nash_point(model, clock)
    if nash is not None:
        points["nash"] = nash
    for exchange in points.values():
        _must_be_acceptable(positions, exchange, dropped)
    return Answer(
        Status.POSSIBLE if best.proved else Status.UNDECIDED,
        best.exchange,
        points,
        frontier_of(model, clock) if frontier else None,
        more_home=_more_home(model, best, 0 if withstand else compromises, dropped, clock),
        handover=plan_handover(positions, best.exchange, rounds, clock) if rounds else None,
        left_out=who_is_left_out(positions, best.exchange, clock, dropped),
        proof=Proof(best.bound, best.proved, ("HiGHS", CHECKER)),
    )


def _more_home(
    model: ExchangeModel, best: Chosen, number: int, dropped: frozenset[str], clock: Clock
) -> tuple[Compromise, ...]:
    """Return the cheapest compromises that bring more people home than the best exchange, where that one is proved."""
    if best.exchange is None or not best.proved or not best.exchange.people_home:
        return ()
    more, most = best.exchange.people_home, min(number, MOST_THAT_BRING_MORE)
    return tuple(compromises_for_more(model.positions, more, most, clock, dropped))


def _without_exchange(model: ExchangeModel, best: Chosen, number: int, dropped: frozenset[str], clock: Clock) -> Answer:
    """Return "none" with its reasons; a clash and compromises only where no exchange is possible even if all holds."""
    impossible, ways = is_impossible(model.linear, clock)
    if not impossible:
        return Answer(Status.UNDECIDED, proof=Proof(best.bound, False, ways))
    found = tuple(cheapest_compromises(model.positions, number, clock, dropped))
    given_up = dropped.union(*(one.give_up for one in found[:1]))
    return Answer(
        Status.NONE,
        clash=smallest_clash(model.positions, clock, dropped),
        compromises=found,
        left_out=who_is_left_out(model.positions, found[0].opens, clock, given_up) if found else (),
        proof=Proof(0, True, ways),
    )


def _must_be_acceptable(positions: Positions, exchange: Exchange, dropped: Iterable[str]) -> None:
    """Raise where the checker objects: an answer that is wrong must never be shown."""
    said = objections(positions, exchange, dropped)
    if said:
        raise AssertionError(f"the solver's exchange is not acceptable: {'; '.join(said)}")
