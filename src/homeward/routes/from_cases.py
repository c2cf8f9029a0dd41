"""The main job of this room: a case and a day in, every legal way home out, condition by condition."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from homeward.basics.said import say
from homeward.routes.binding import federal_state, heirs_of, name_of
from homeward.routes.bonds import bonds_between, with_older_requests
from homeward.routes.model import (
    Assessment,
    CaseFacts,
    Check,
    InForce,
    Outcome,
    Route,
    RouteOutcome,
    Safeguard,
)
from homeward.routes.papers import effects_of, papers_of
from homeward.routes.questions import next_question, open_questions
from homeward.routes.treaty import Binds, Condition, Role, Setting, Treaty, Way
from homeward.routes.treaty_list import all_treaties

_ORDER = (RouteOutcome.OPEN, RouteOutcome.UNDECIDED, RouteOutcome.CLOSED)


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
    facts = _with_sentences_imposed(facts, on)
    routes: list[Route] = []
    safeguards: list[Safeguard] = []
    for place, state in enumerate(destinations(facts, to, on)):
        bonds = bonds_between(known, facts.held_by, state, on)
        if facts.requests:
            by_then = [one for one in facts.requests if one.received and one.received.to_day <= on]
            bonds = with_older_requests(bonds, known, (facts.held_by, state), by_then)
        for treaty in known:
            in_force = bonds.get(treaty.id)
            if treaty.binds is Binds.HOLDING_STATE and place:
                continue
            if in_force is None:
                if unrelated:
                    routes += [_unrelated(treaty, kind, facts.held_by, state) for kind in _kinds(treaty)]
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
    routes.sort(key=_best_first)
    return Assessment(facts.person, on, tuple(routes), tuple(dict.fromkeys(safeguards)), None, open_questions(routes))


def _with_sentences_imposed(facts: CaseFacts, on: date) -> CaseFacts:
    """Return the case without sentences that are known to have been imposed after a day only."""
    imposed = tuple(one for one in facts.sentences if one.imposed is None or one.imposed.from_day <= on)
    return facts if len(imposed) == len(facts.sentences) else replace(facts, sentences=imposed)


def _best_first(route: Route) -> tuple[int, int]:
    return _ORDER.index(route.outcome), route.unknowns if route.outcome is RouteOutcome.UNDECIDED else 0


def destinations(facts: CaseFacts, to: str | None = None, on: date | None = None) -> tuple[str, ...]:
    """Return the States that the person might go home to: of nationality first, then of residence and close ties.

    Before a State that was no more by the day `on` stand those that came after it.
    """
    if to:
        return (to,)
    states = (*facts.nationalities, *((facts.residence,) if facts.residence else ()), *facts.ties)
    there = (one for state in states for one in (*(heirs_of(state, on) if on else ()), state))
    return tuple(dict.fromkeys(state for state in there if federal_state(state) != federal_state(facts.held_by)))


def _kinds(treaty: Treaty) -> tuple[str, ...]:
    return tuple(dict.fromkeys(way.kind for way in treaty.ways))


def _unrelated(treaty: Treaty, kind: str, from_: str, to: str) -> Route:
    reason = say("%(one)s or %(other)s never joined it, as far as found", one=name_of(from_), other=name_of(to))
    in_force = InForce(Outcome.NOT_MET, reason, needs=say("both States joining it"))
    return Route(treaty.id, treaty.title, kind, from_, to, RouteOutcome.CLOSED, in_force, closed_by=("in_force",))


def _route(facts: CaseFacts, setting: Setting, way: Way) -> Route:
    treaty, in_force = setting.treaty, setting.in_force
    from_, to = setting.sentencing_state, setting.administering_state
    if in_force.outcome is Outcome.NOT_MET:
        return Route(
            treaty.id, treaty.title, way.kind, from_, to, RouteOutcome.CLOSED, in_force, closed_by=("in_force",)
        )
    checks: list[Check] = []
    closed_by: list[str] = []
    open_ones: list[Check] = []
    unknowns = 0
    for condition in way.conditions:
        check = _check(facts, setting, condition)
        checks.append(check)
        if check.outcome is Outcome.MET:
            continue
        unknowns += check.outcome is Outcome.UNKNOWN
        if condition.role is Role.REFUSAL_GROUND or (
            condition.role is Role.CONDITION and check.outcome is Outcome.UNKNOWN
        ):
            open_ones.append(check)
        elif condition.role is Role.CONDITION:
            closed_by.append(check.condition)
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
        tuple(checks),
        (*effects_of(treaty, way.kind), *way.effects(facts, setting)),
        papers_of(facts, setting, way.kind),
        tuple(closed_by),
        next_question(in_force, checks, open_ones, closed_by),
        unknowns,
    )


def _check(facts: CaseFacts, setting: Setting, condition: Condition) -> Check:
    found, treaty = condition.check(facts, setting), setting.treaty
    mark = treaty.mark_of(condition.article)
    return Check(
        condition.id,
        condition.article,
        found.outcome,
        found.reason,
        found.facts,
        found.settled_by,
        (*found.unverified, *mark) if mark else found.unverified,
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


def _is_for_a_national_or_met(route: Route, facts: CaseFacts, to: str | None) -> bool:
    """Return whether a route is worth showing: to a State of mere residence or ties only where that can do."""
    if to or route.to in facts.nationalities:
        return True
    return route.in_force.outcome is not Outcome.NOT_MET and "nationality" not in route.closed_by
