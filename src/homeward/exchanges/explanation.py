"""Why no exchange is possible, and what would make one: the smallest clash, and the cheapest compromises.

"None" is said only where two ways that share no code agree. Every set of lines here is proved minimal.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from homeward.exchanges.acceptance import objections
from homeward.exchanges.branching import impossible_by_branching
from homeward.exchanges.compromise_search import CompromiseSearch
from homeward.exchanges.constraints import UNSAID_FLOOR, build_model
from homeward.exchanges.linear import LinearModel
from homeward.exchanges.model import Clash, Compromise, Exchange, Gives, Position, Positions, ValuesTerms, Wants
from homeward.exchanges.objectives import exchange_of, most_home
from homeward.exchanges.optimum import maximise, whole_near
from homeward.exchanges.rechecked import must_be_acceptable
from homeward.exchanges.search import maximise_by_search
from homeward.exchanges.solution import CP_SAT, Clock, Found, Solution
from homeward.exchanges.solver import Relaxation, contradiction

_NODES_FOR_TIES = 200
"""What a compromise opens is the exchange with most people home; so far the fairest of those is looked for."""


def forbidding(positions: Positions) -> tuple[Position, ...]:
    """Return the lines that can stand in an exchange's way, by id; wants, gives and worths of terms forbid nothing."""
    found = (one for one in positions.positions if not isinstance(one.line, Wants | Gives | ValuesTerms))
    return tuple(sorted(found, key=lambda one: one.id))


def is_impossible(model: LinearModel, clock: Clock) -> tuple[bool | None, tuple[str, ...]]:
    """Return whether two independent ways agree that a model has no solution, and which; None where they do not.

    The first is HiGHS, or CP-SAT where numbers are too large for the other. The second is an exact contradiction of the
    rows in fractions, or else CP-SAT's word, asked with and without its presolve, since either alone has been wrong;
    where that was the first already, a contradiction of every branch.
    """
    first = maximise(model, (), clock)
    return _proved(model, first, clock)


def _proved(model: LinearModel, first: Solution, clock: Clock) -> tuple[bool | None, tuple[str, ...]]:
    if first.values is not None:
        return False, (first.by,)
    if first.found is not Found.INFEASIBLE:
        return None, ()
    if contradiction(model, clock):
        return True, (first.by, "exact contradiction")
    if first.by == CP_SAT:
        is_certain = impossible_by_branching(model, clock)
        return (True, (CP_SAT, "exact contradiction of every branch")) if is_certain else (None, ())
    second = [maximise_by_search(model, (), clock, presolve=presolve) for presolve in (True, False)]
    if all(one.found is Found.INFEASIBLE for one in second):
        return True, (first.by, CP_SAT)
    return (False, (CP_SAT,)) if any(one.values is not None for one in second) else (None, ())


def smallest_clash(positions: Positions, clock: Clock, without: Iterable[str] = ()) -> Clash:
    """Return lines that cannot all hold, of which none can be spared; empty where they can, or no line is to blame.

    Also empty, and not settled, where time ran out before that was proved of each.
    Floors of 0 that no line says always hold: lines are spared before them, and those still needed are named beside.
    The exact contradiction of the relaxed model says where to look first; each line is then left out in turn.
    """
    dropped = frozenset(without)
    lines = frozenset(one.id for one in forbidding(positions) if one.id not in dropped)
    built = build_model(positions, without=dropped)
    model = built.linear
    floors = frozenset(label for label in model.labels if label.startswith(UNSAID_FLOOR))
    loose = Relaxation(model, clock)
    rows = loose.contradiction()
    kept = _labels_of(model, rows) if rows else lines | floors
    if not rows and not (impossible := is_impossible(model, clock)[0]):
        return Clash(settled=impossible is False)
    for one in (*sorted(lines), *sorted(floors)):
        if one not in kept:
            continue
        left_out = ((lines if one in lines else lines | floors) - kept) | {one}
        if rows := loose.contradiction(left_out):
            kept = _labels_of(model, rows)
            continue
        impossible, values = _has_no_whole_values(model.without(left_out), loose, clock)
        if impossible is None:
            return Clash(settled=False)
        if values is not None and one in lines:
            must_be_acceptable(positions, exchange_of(built, values), dropped | left_out)
        if impossible:
            kept = (kept | floors if one in lines else kept) - {one}
    losing = (floor.removeprefix(UNSAID_FLOOR) for floor in sorted(kept & floors))
    return Clash(tuple(sorted(kept & lines)), tuple(losing))


def _has_no_whole_values(
    model: LinearModel, loose: Relaxation, clock: Clock
) -> tuple[bool | None, Sequence[int] | None]:
    """Return whether a model has none, None where neither is proved, and some where it has.

    Most often some lie near the relaxation's.
    """
    near = None if clock.is_over else loose.values
    if near is not None and (values := whole_near(model, (), near, clock).values) is not None:
        return False, values
    found = maximise(model, (), clock)
    return _proved(model, found, clock)[0], found.values


def _labels_of(model: LinearModel, rows: Iterable[int]) -> frozenset[str]:
    return frozenset(model.labels[row] for row in rows) - {""}


@dataclass(frozen=True, slots=True)
class Cheapest:
    """The cheapest compromises in order, and whether it is settled that there are no others that were asked for."""

    found: tuple[Compromise, ...]
    settled: bool


def cheapest_compromises(positions: Positions, number: int, clock: Clock, without: Iterable[str] = ()) -> Cheapest:
    """Return up to `number` sets of lines to give up, the cheapest first, each with the best exchange it opens.

    Costs are above 0, so the cheapest set has no part that would do; sets that contain one found before are shut out.
    """
    dropped = frozenset(without)
    soft = [one for one in forbidding(positions) if one.yields is not None and one.id not in dropped]
    if clock.is_over or not soft or not number:
        return Cheapest((), not soft or not number)
    search, found = CompromiseSearch(positions, soft, dropped, clock), list[Compromise]()
    while len(found) < number:
        give_up = search.cheapest()
        if not give_up:  # none would do, or nothing has to be given up, or time ran out
            return Cheapest(tuple(found), search.settled)
        opens = _opened(positions, give_up, dropped, clock)
        if opens is None:
            return Cheapest(tuple(found), settled=False)
        cost = sum((one.yields or Fraction(0) for one in soft if one.id in give_up), Fraction(0))
        found.append(Compromise(give_up, cost, opens))
        search.shut_out(give_up)
    return Cheapest(tuple(found), settled=True)


def _opened(positions: Positions, give_up: Sequence[str], dropped: frozenset[str], clock: Clock) -> Exchange | None:
    left_out = (*give_up, *dropped)
    chosen = most_home(build_model(positions, without=left_out), clock, clock.part(1.0, _NODES_FOR_TIES))
    if chosen.exchange is None or objections(positions, chosen.exchange, left_out):
        return None
    return chosen.exchange
