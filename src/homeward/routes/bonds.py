"""What binds two States on a day, one instrument beside another: what needs another one, and what replaces another."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from itertools import combinations

from homeward.basics.said import say
from homeward.routes.binding import (
    federal_state,
    first_of_its_kind,
    former_states,
    in_force_between,
    last_days,
    turning_days,
)
from homeward.routes.model import InForce, Outcome, TransferRequest
from homeward.routes.treaty import Binds, Treaty, article_mark

Pair = tuple[str, str]
"""Two States by their codes, in the order of the alphabet."""


def all_bonds(treaties: tuple[Treaty, ...], on: date) -> Mapping[Pair, Mapping[str, InForce]]:
    """Return what binds every two States on a day by instrument; what binds no pair of States is left out.

    A former State has pairs only until its last day; a territory only where it is a party of its own.
    """
    between_states = tuple(treaty for treaty in treaties if treaty.binds in (Binds.PARTIES, Binds.PAIRS))
    gone = {code for code, one in former_states().items() if str(one["until"]) < on.isoformat()}
    pairs = {pair for treaty in between_states for pair in _pairs(treaty) if gone.isdisjoint(pair)}
    return {pair: bonds_between(between_states, *pair, on) for pair in sorted(pairs)}


def _pairs(treaty: Treaty) -> set[Pair]:
    if treaty.binds is Binds.PAIRS:
        return {(min(row.state, row.other), max(row.state, row.other)) for row in treaty.parties if row.other}
    return set(combinations(sorted({row.state for row in treaty.parties}), 2))


def bonds_between(treaties: tuple[Treaty, ...], one: str, other: str, on: date) -> Mapping[str, InForce]:
    """Return what binds two States on a day by instrument, after what requires or replaces what."""
    return _bonds_since(treaties, one, other, first_of_its_kind(_turning_days_of_all(treaties, one, other), on))


@cache
def _turning_days_of_all(treaties: tuple[Treaty, ...], one: str, other: str) -> tuple[date, ...]:
    pair = federal_state(one), federal_state(other)
    days = {day for treaty in treaties for day in turning_days(treaty, *pair) or ()}
    return tuple(sorted(days.union(last_days(one), last_days(other))))


@lru_cache(maxsize=65536)
def _bonds_since(treaties: tuple[Treaty, ...], one: str, other: str, on: date) -> Mapping[str, InForce]:
    concerned = _concerned(treaties, one, other)
    found = {treaty.id: in_force_between(treaty, one, other, on) for treaty in concerned}
    bonds = {instrument: bond for instrument, bond in found.items() if bond is not None}
    for treaty in concerned:
        bond = bonds.get(treaty.id)
        if bond and treaty.requires:
            bonds[treaty.id] = _with_required(bond, treaty.requires, bonds.get(treaty.requires))
    for treaty in concerned:
        bond = bonds.get(treaty.id)
        if bond and bond.outcome is Outcome.MET and treaty.replaces:
            for instrument in treaty.replaces:
                if instrument in bonds:
                    bonds[instrument] = _replaced(bonds[instrument], treaty, bond)
    return bonds


@cache
def _concerned(treaties: tuple[Treaty, ...], one: str, other: str) -> tuple[Treaty, ...]:
    """Return the instruments that have to do with both States on any day at all."""
    return tuple(treaty for treaty in treaties if in_force_between(treaty, one, other, date.max) is not None)


def with_older_requests(
    bonds: Mapping[str, InForce], treaties: tuple[Treaty, ...], between: Pair, requests: Iterable[TransferRequest]
) -> Mapping[str, InForce]:
    """Return the bonds of a day with those that go on for a request received while they stood, where a rule says so.

    `requests` are those received by that day.
    """
    found = dict(bonds)
    for one in requests:
        now = found.get(one.instrument)
        if one.received is None or one.received.earliest is None or now is None or now.outcome is not Outcome.NOT_MET:
            continue
        days = (one.received.earliest, one.received.to_day)
        then = [bonds_between(treaties, *between, day)[one.instrument] for day in days]
        rule = next((by for by in treaties if by.requests_stay and one.instrument in (by.id, *by.replaces)), None)
        if rule and all(bond.outcome is Outcome.MET for bond in then):
            reason = say(
                "the request received on %(received)s stays under it (%(id)s, article %(requests_stay)s)",
                received=one.received,
                id=rule.id,
                requests_stay=rule.requests_stay,
            )
            marks = article_mark(rule, rule.requests_stay or "")
            found[one.instrument] = replace(then[0], reason=reason, unverified=(*then[0].unverified, *marks))
    return found


def _with_required(bond: InForce, instrument: str, required: InForce | None) -> InForce:
    if required and required.outcome is Outcome.MET:
        return bond
    why = required.reason if required else say("one of them never joined it")
    if required and required.outcome is Outcome.UNKNOWN:
        return replace(
            bond,
            outcome=bond.outcome & Outcome.UNKNOWN,
            reason=say("needs %(instrument)s: %(why)s", instrument=instrument, why=why),
        )
    needs = required.needs if required else say("both bound by %(instrument)s", instrument=instrument)
    return replace(
        bond,
        outcome=Outcome.NOT_MET,
        reason=say("needs %(instrument)s, and %(why)s", instrument=instrument, why=why),
        needs=needs,
    )


def _replaced(bond: InForce, by: Treaty, newer: InForce) -> InForce:
    since = say(" since %(since)s", since=newer.since) if newer.since else ""
    reason = say("replaced between them by %(short_name)s%(since)s", short_name=by.short_name, since=since)
    marks = tuple(dict.fromkeys((*bond.unverified, *newer.unverified)))
    return replace(
        bond, outcome=Outcome.NOT_MET, reason=reason, needs=say("a route under %(id)s", id=by.id), unverified=marks
    )
