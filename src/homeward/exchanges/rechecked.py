"""Every answer once more, by plain arithmetic and no solver: what is wrong raises, for it must never be shown."""

from collections.abc import Iterable
from fractions import Fraction
from itertools import product
from math import prod

from homeward.exchanges.acceptance import as_exchange, objections, surpluses
from homeward.exchanges.model import Exchange, Handover, Positions

_MOST_TRIED = 256
"""With no more choices than these, every one is tried."""


def must_be_acceptable(positions: Positions, exchange: Exchange, without: Iterable[str] = ()) -> None:
    """Raise AssertionError where the checker objects to an exchange."""
    if said := objections(positions, exchange, without):
        raise AssertionError(f"the solver's exchange is not acceptable: {'; '.join(said)}")


def must_be_none(positions: Positions, without: Iterable[str] = ()) -> None:
    """Raise AssertionError where trying all choices of a small file finds an acceptable one; larger files pass."""
    numbers = [range(group.count + 1) for group in positions.people]
    options = [term.options for term in positions.terms]
    if prod(map(len, (*numbers, *options))) > _MOST_TRIED:
        return
    dropped = frozenset(without)
    for going in product(*numbers):
        let_go = {group.id: number for group, number in zip(positions.people, going, strict=True)}
        for agreed in product(*options):
            terms = {term.id: option for term, option in zip(positions.terms, agreed, strict=True)}
            if not objections(positions, as_exchange(positions, let_go, terms), dropped):
                raise AssertionError(f"these lines can all hold: {let_go} {terms}")


def must_hand_over(positions: Positions, exchange: Exchange, handover: Handover) -> None:
    """Raise AssertionError where not everybody of an exchange goes once, or a side's exposure is not what is said."""
    as_now = {term.id: term.options[0] for term in positions.terms}
    nobody = dict.fromkeys((group.id for group in positions.people), 0)
    before, worst = dict(nobody), list[Fraction]()
    at_rest = surpluses(positions, nobody, as_now)
    for step in handover.rounds:
        exposed = []
        for keeper in (None, *(one.id for one in positions.participants)):
            let_go = dict(before)
            for release in step.releases:
                let_go[release.person] += 0 if release.from_ == keeper else release.count
            reached = surpluses(positions, let_go, as_now)
            exposed.append({side: at_rest[side] - reached[side] for side in reached if side != keeper})
        for release in step.releases:
            before[release.person] += release.count
        found = {side: max(one[side] for one in exposed if side in one) for side in at_rest}
        if found != dict(step.exposure):
            raise AssertionError(f"round {step.number} exposes the sides otherwise: {found}")
        worst += found.values()
    if before != {**nobody, **{one.person: one.count for one in exchange.releases}}:
        raise AssertionError("not everybody is handed over once")
    if max(worst, default=handover.worst) != handover.worst:
        raise AssertionError("the worst exposure is not what is said")
