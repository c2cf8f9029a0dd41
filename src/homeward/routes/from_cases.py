"""The main job of this room: a case and a day in, every legal way home out, condition by condition."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import lru_cache

from homeward.routes.binding import federal_state, name_of
from homeward.routes.bonds import bonds_between
from homeward.routes.model import (
    Assessment,
    CaseFacts,
    Check,
    Effect,
    InForce,
    OpenQuestion,
    Outcome,
    Paper,
    Route,
    RouteOutcome,
    Safeguard,
)
from homeward.routes.treaty import Binds, Condition, Role, Setting, Treaty, Way
from homeward.routes.treaty_list import all_treaties

_ORDER = (RouteOutcome.OPEN, RouteOutcome.UNDECIDED, RouteOutcome.CLOSED)
_ASKED_LAST = frozenset({"agreement_of_states"})


def assess_routes(
    facts: CaseFacts,
    on: date,
    *,
    to: str | None = None,
    unrelated: bool = False,
    treaties: Iterable[Treaty] | None = None,
) -> Assessment:
    """Return every way home of a person on a day, the best first: open, undecided (fewest unknowns first), closed.

    `to` restricts the answer to one State; otherwise every State of nationality, residence or close ties but the
    holding one is asked for. Instruments to which one of the States never belonged are left out, unless `unrelated`.
    """
    known = tuple(all_treaties() if treaties is None else treaties)
    routes: list[Route] = []
    safeguards: list[Safeguard] = []
    for place, state in enumerate(destinations(facts, to)):
        bonds = bonds_between(known, facts.held_by, state, on)
        for treaty in known:
            in_force = bonds.get(treaty.id)
            if treaty.binds is Binds.HOLDING_STATE and place:
                continue
            if in_force is None:
                routes += [_unrelated(treaty, kind, facts.held_by, state) for kind in _kinds(treaty) if unrelated]
                continue
            setting = Setting(treaty, facts.held_by, state, on, in_force)
            routes += [
                _route(facts, setting, way)
                for way in treaty.ways
                if way.concerns(facts, setting) and not (place and way.wherever)
            ]
            if state in facts.nationalities or not facts.nationalities:
                safeguards += [_safeguard(facts, setting, one) for one in treaty.safeguards]
    routes = [route for route in routes if _is_for_a_national_or_met(route, facts, to)]
    routes.sort(key=lambda route: (_ORDER.index(route.outcome), _unknowns(route) if _is_undecided(route) else 0))
    return Assessment(facts.person, on, tuple(routes), tuple(dict.fromkeys(safeguards)), None, _questions(routes))


def destinations(facts: CaseFacts, to: str | None = None) -> tuple[str, ...]:
    """Return the States that the person might go home to: of nationality first, then of residence and close ties."""
    if to:
        return (to,)
    states = (*facts.nationalities, *((facts.residence,) if facts.residence else ()), *facts.ties)
    return tuple(dict.fromkeys(state for state in states if federal_state(state) != federal_state(facts.held_by)))


def _kinds(treaty: Treaty) -> tuple[str, ...]:
    return tuple(dict.fromkeys(way.kind for way in treaty.ways))


def _unrelated(treaty: Treaty, kind: str, from_: str, to: str) -> Route:
    reason = f"{name_of(from_)} or {name_of(to)} never joined it, as far as found"
    in_force = InForce(Outcome.NOT_MET, reason, needs="both States joining it")
    return Route(treaty.id, treaty.title, kind, from_, to, RouteOutcome.CLOSED, in_force, closed_by=("in_force",))


def _route(facts: CaseFacts, setting: Setting, way: Way) -> Route:
    treaty, in_force = setting.treaty, setting.in_force
    from_, to = setting.sentencing_state, setting.administering_state
    if in_force.outcome is Outcome.NOT_MET:
        return Route(
            treaty.id, treaty.title, way.kind, from_, to, RouteOutcome.CLOSED, in_force, closed_by=("in_force",)
        )
    checks = tuple(_check(facts, setting, condition) for condition in way.conditions)
    closed_by = tuple(
        check.condition
        for check, condition in zip(checks, way.conditions, strict=True)
        if check.outcome is Outcome.NOT_MET and condition.role is Role.CONDITION
    )
    open_ones = [
        check
        for check, condition in zip(checks, way.conditions, strict=True)
        if (condition.role is Role.CONDITION and check.outcome is Outcome.UNKNOWN)
        or (condition.role is Role.REFUSAL_GROUND and check.outcome is not Outcome.MET)
    ]
    if closed_by:
        outcome = RouteOutcome.CLOSED
    else:
        undecided = open_ones or in_force.outcome is Outcome.UNKNOWN
        outcome = RouteOutcome.UNDECIDED if undecided else RouteOutcome.OPEN
    return Route(
        treaty.id,
        treaty.title,
        way.kind,
        from_,
        to,
        outcome,
        in_force,
        checks,
        (*_effects(treaty, way.kind), *way.effects(facts, setting)),
        _papers(facts, setting, way.kind),
        closed_by,
        _next_question(in_force, checks, open_ones, closed_by),
    )


def _check(facts: CaseFacts, setting: Setting, condition: Condition) -> Check:
    found, treaty = condition.check(facts, setting), setting.treaty
    marks = found.unverified
    if treaty.is_unverified(condition.article):
        marks = (*marks, f"article {condition.article}")
    return Check(
        condition.id,
        condition.article,
        found.outcome,
        found.reason,
        found.facts,
        found.settled_by,
        marks,
        treaty.sources[0] if treaty.sources else None,
    )


def _safeguard(facts: CaseFacts, setting: Setting, condition: Condition) -> Safeguard:
    check = _check(facts, setting, condition)
    return Safeguard(
        setting.treaty.id,
        check.article,
        check.condition,
        check.outcome,
        check.reason,
        check.facts,
        check.settled_by,
        (*setting.in_force.unverified, *check.unverified),
    )


@lru_cache(maxsize=1024)
def _effects(treaty: Treaty, kind: str) -> tuple[Effect, ...]:
    return tuple(
        Effect(one.article, one.text, (f"article {one.article}",) if treaty.is_unverified(one.article) else ())
        for one in treaty.effects
        if not one.ways or kind in one.ways
    )


def _papers(facts: CaseFacts, setting: Setting, kind: str) -> tuple[Paper, ...]:
    papers = _papers_asked(setting.treaty, kind, setting.sentencing_state, setting.administering_state, setting.on)
    if not facts.papers_held:
        return papers
    return tuple(replace(paper, held=paper.id in facts.papers_held) for paper in papers)


@lru_cache(maxsize=65536)
def _papers_asked(treaty: Treaty, kind: str, sentencing: str, administering: str, on: date) -> tuple[Paper, ...]:
    states = {"sentencing": sentencing, "administering": administering}
    return tuple(
        Paper(
            states.get(one.by, one.by),
            states.get(one.to, one.to),
            one.article,
            one.what,
            one.id,
            *_languages(treaty, states.get(one.to, one.to), on),
            (f"article {one.article}",) if treaty.is_unverified(one.article) else (),
        )
        for one in treaty.papers
        if not one.ways or kind in one.ways
    )


def _languages(treaty: Treaty, state: str, on: date) -> tuple[tuple[str, ...], bool]:
    """Return the languages that a State asks for, and that no paper is held."""
    for (party, article), declared in treaty.declarations.items():
        if party == state and any(one.effect == "lang" and one.languages for one in declared):
            standing = treaty.declared(state, article, on)
            return next((one.languages for one in standing if one.languages), ()), False
    return (), False


def _next_question(
    in_force: InForce, checks: tuple[Check, ...], open_ones: list[Check], closed_by: tuple[str, ...]
) -> str | None:
    """Return what to settle first: what closes the route where something could change it, else the first unknown."""
    if closed_by:
        closing = (check for check in checks if check.condition in closed_by)
        return next((check.settled_by for check in closing if check.settled_by), None)
    if in_force.outcome is Outcome.UNKNOWN:
        return in_force.needs
    first = sorted(open_ones, key=lambda check: check.condition in _ASKED_LAST)
    return next((check.settled_by for check in first if check.settled_by), None)


def _is_undecided(route: Route) -> bool:
    return route.outcome is RouteOutcome.UNDECIDED


def _unknowns(route: Route) -> int:
    return sum(check.outcome is Outcome.UNKNOWN for check in route.checks)


def _is_for_a_national_or_met(route: Route, facts: CaseFacts, to: str | None) -> bool:
    """Return whether a route is worth showing: to a State of mere residence or ties only where that can do."""
    if to or route.to in facts.nationalities:
        return True
    return route.in_force.outcome is not Outcome.NOT_MET and "nationality" not in route.closed_by


def _questions(routes: Iterable[Route]) -> tuple[OpenQuestion, ...]:
    """Return what is unknown, first what alone decides most routes, then what stands open in most."""
    asked: dict[tuple[str, str], list[Route]] = defaultdict(list)
    for route in routes:
        if _is_undecided(route):
            for check in route.checks:
                if check.outcome is Outcome.UNKNOWN and check.settled_by:
                    asked[check.condition, check.settled_by].append(route)
    questions = [
        OpenQuestion(
            condition,
            question,
            tuple(f"{route.instrument} ({route.kind}) to {route.to}" for route in several),
            sum(_unknowns(route) == 1 for route in several),
        )
        for (condition, question), several in asked.items()
    ]
    return tuple(sorted(questions, key=lambda one: (-one.decides, -len(one.routes), one.condition in _ASKED_LAST)))
