"""Which instruments bind two States on a day: entry into force for each, succession, territories, denunciation."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from homeward.basics.dates import PartialDate
from homeward.basics.said import joined, named, say
from homeward.basics.states import state_name
from homeward.routes.model import InForce, Outcome
from homeward.routes.treaty import Binds, Joined, Party, Treaty
from homeward.routes.treaty_files import read_room_file


@cache
def former_states() -> Mapping[str, Any]:
    """Return the States that are no more, by ISO 3166-3 code: name, until when, and who came after them."""
    data: Mapping[str, Any] = read_room_file("former_states.yaml")
    return data


@cache
def _by_old_code() -> Mapping[str, str]:
    """Return the ISO 3166-3 code of each former State by the ISO 3166-1 code that it had."""
    return {entry["alpha_2"]: code for code, entry in former_states().items() if entry.get("alpha_2")}


@cache
def territories() -> Mapping[str, str]:
    """Return the State responsible for each territory that has an ISO 3166-1 code of its own."""
    data: Mapping[str, str] = read_room_file("territories.yaml")
    return data


@cache
def name_of(state: str) -> str:
    """Return what we call a State, a former one or a part of a federation; the code itself where we know no name."""
    former = former_states().get(_by_old_code().get(state, state))
    return named("State", str(former["name"]) if former else state_name(state))


def federal_state(state: str) -> str:
    """Return the State of which `state` (ISO 3166-2) is a part; a State itself otherwise."""
    return state.partition("-")[0]


def in_force_between(treaty: Treaty, one: str, other: str, on: date) -> InForce | None:
    """Return whether an instrument binds two States on a day; None where it has nothing to do with one of them."""
    if treaty.binds in (Binds.HOLDING_STATE, Binds.EVERY_STATE):
        gone = next((state for state in (one, other) if is_gone(state, on)), None)
        return _with_nobody(gone) if gone else _open_to_all(treaty)
    pair = federal_state(one), federal_state(other)
    days = turning_days(treaty, *pair)
    return None if days is None else _in_force(treaty, *pair, first_of_its_kind(days, on))


@cache
def turning_days(treaty: Treaty, one: str, other: str) -> tuple[date, ...] | None:
    """Return each day on which it may change whether two States are bound, in order; None where they never could be."""
    bonds = _bonds(treaty, one, other)
    if bonds is None:
        return None
    told = [treaty.in_force]
    for row in (row for bond in bonds for row in bond):
        told += (row.signed, row.in_force, row.provisional_since, row.until)
    return tuple(sorted({day for one_day in told if one_day for day in (one_day.from_day, one_day.to_day)}))


def first_of_its_kind(days: tuple[date, ...], on: date) -> date:
    """Return the turning day that `on` is, or the first day after the one before it: nothing changes in between."""
    place = bisect_right(days, on)
    if not place:
        return date.min
    before = days[place - 1]
    return before if before in (on, date.max) else before + timedelta(days=1)


@cache
def _in_force(treaty: Treaty, one: str, other: str, on: date) -> InForce:
    return _on_day(treaty, _bonds(treaty, one, other) or (), on)


def is_gone(state: str, on: date) -> bool:
    """Return whether a State had ceased to exist by a day."""
    former = former_states().get(_by_old_code().get(state, state))
    return bool(former and str(former["until"]) < on.isoformat())


def last_days(state: str) -> tuple[date, ...]:
    """Return the last day of a former State; nothing for a State of today."""
    former = former_states().get(_by_old_code().get(state, state))
    return (date.fromisoformat(str(former["until"])),) if former else ()


@cache
def successors_of(state: str) -> frozenset[str]:
    """Return every State that came after a former one, near or far; none for a State of today."""
    former = former_states().get(_by_old_code().get(state, state))
    next_ones = {str(one["state"]) for one in former["successors"]} if former else set()
    return frozenset(next_ones.union(*(successors_of(one) for one in next_ones)))


def heirs_of(state: str, on: date) -> tuple[str, ...]:
    """Return who came after a State that was no more by a day: the one that continues it, else all its successors."""
    if not is_gone(state, on):
        return ()
    former = former_states()[_by_old_code().get(state, state)]
    after = (former["continued_by"],) if former.get("continued_by") else (one["state"] for one in former["successors"])
    return tuple(heir for one in after for heir in heirs_of(one, on) or (str(one),))


def _with_nobody(gone: str) -> InForce:
    former = former_states()[_by_old_code().get(gone, gone)]
    after = joined(say(" or "), (name_of(one["state"]) for one in former["successors"]))
    marks = (say("end of %(gone)s", gone=name_of(gone)),) if "until" in former.get("unverified", ()) else ()
    why = say("%(gone)s was no more after %(until)s", gone=name_of(gone), until=former["until"])
    return InForce(
        Outcome.NOT_MET, why, needs=say("the State that came after it: %(after)s", after=after), unverified=marks
    )


@cache
def _open_to_all(treaty: Treaty) -> InForce:
    reason = (
        say("the law of the holding State; no treaty is needed")
        if treaty.binds is Binds.HOLDING_STATE
        else say("%(short_name)s is open towards every State", short_name=treaty.short_name)
    )
    return InForce(Outcome.MET, reason, since=treaty.in_force, unverified=treaty.unverified)


Bond = tuple[Party, Party]
"""The rows of both States: in a bilateral set, one row twice."""


@cache
def _bonds(treaty: Treaty, one: str, other: str) -> tuple[Bond, ...] | None:
    """Return the rows that tie two States, the latest first; None where one has no row at all."""
    if treaty.binds is Binds.PAIRS:
        rows = [row for row in treaty.parties if {row.state, row.other} == {one, other}]
        return tuple((row, row) for row in rows) or None
    ones, others = _rows(treaty, one), _rows(treaty, other)
    if not ones or not others or one == other:
        return None
    pairs = [(mine, theirs) for mine in ones for theirs in others]
    return tuple(sorted(pairs, key=lambda pair: max(_begins(row) for row in pair), reverse=True))


def _rows(treaty: Treaty, state: str) -> tuple[Party, ...]:
    state = _by_old_code().get(state, state)
    own = tuple(row for row in treaty.parties if row.state == state)
    if own or state not in territories():
        return own
    return tuple(_extended(row, state) for row in treaty.parties if row.state == territories()[state])


def _extended(row: Party, territory: str) -> Party:
    """Return the row of the State responsible as one for its territory, to which nobody knows whether it reaches."""
    note = say(
        "whether %(state)s extended it to %(territory)s was not found",
        state=name_of(row.state),
        territory=name_of(territory),
    )
    return replace(row, state=territory, other=None, succeeds=None, unverified=("extension",), note=note)


def _begins(row: Party) -> date:
    start = row.in_force or row.provisional_since
    return start.from_day if start else date.min


def _on_day(treaty: Treaty, bonds: tuple[Bond, ...], on: date) -> InForce:
    standings = [_standing(treaty, bond, on) for bond in bonds]
    best = (Outcome.MET, Outcome.UNKNOWN, Outcome.NOT_MET)
    return min(standings, key=lambda standing: best.index(standing.outcome))


def _standing(treaty: Treaty, bond: Bond, on: date) -> InForce:
    """Return how one pair of rows stands on a day; what stands in the way is told of the State that it concerns."""
    rows = bond[:1] if bond[0] is bond[1] else bond
    marks = _unverified(rows)
    notes = tuple(say("%(who)s: %(note)s", who=_who(row), note=row.note) for row in rows if row.note)
    unsure: str | None = None
    for row in sorted(rows, key=_stands_in_the_way_most):
        outcome, why = _bound(treaty, row, on)
        if outcome is Outcome.NOT_MET:
            return InForce(outcome, why, needs=_needs(row), until=row.until, unverified=marks, notes=notes)
        if outcome is Outcome.UNKNOWN:
            unsure = unsure or why
    since = None if any("extension" in row.unverified for row in rows) else _later(rows)
    until = min((row.until for row in rows if row.until), key=lambda end: end.to_day, default=None)
    if unsure:
        return InForce(
            Outcome.UNKNOWN,
            unsure,
            since,
            until,
            say("the depositary's word: %(unsure)s", unsure=unsure),
            marks,
            notes,
        )
    bound = say("both are members") if treaty.binds is Binds.MEMBERS else say("binds both")
    told = say("%(bound)s since %(since)s", bound=bound, since=since) if since else bound
    return InForce(Outcome.MET, told, since, until, unverified=marks, notes=notes)


def _stands_in_the_way_most(row: Party) -> tuple[date, int, str]:
    """Return what puts rows in order, whichever State is named first: what ended first, then what began last."""
    return row.until.to_day if row.until else date.max, -_begins(row).toordinal(), row.state


_HOW_BOUND = {
    Binds.MEMBERS: (say("is a member"), say("was a member")),
    Binds.PARTIES: (say("is bound"), say("was bound")),
    Binds.PAIRS: (say("are bound"), say("were bound")),
}


def _bound(treaty: Treaty, row: Party, on: date) -> tuple[Outcome, str]:
    who = _who(row)
    is_bound, was_bound = _HOW_BOUND[treaty.binds]
    begins = row.in_force or row.provisional_since
    if row.joined is Joined.SIGNATURE and not begins:
        return Outcome.NOT_MET, say("%(who)s signed only, as far as found", who=who)
    if row.until and row.until.to_day < on:
        return Outcome.NOT_MET, say(
            "%(who)s %(was_bound)s until %(until)s", who=who, was_bound=was_bound, until=row.until
        )
    if begins is None:
        return _bound_since_nobody_knows(
            treaty, row, on, say("since when %(who)s %(is_bound)s was not found", who=who, is_bound=is_bound)
        )
    if "extension" in row.unverified and on >= begins.from_day:
        return Outcome.UNKNOWN, row.note or ""
    if on < begins.from_day:
        before = former_states().get(row.succeeds or "", {}).get("name")
        was = say(" (%(before)s was the State before)", before=before) if before else ""
        return Outcome.NOT_MET, say(
            "%(who)s %(is_bound)s from %(begins)s only%(was)s", who=who, is_bound=is_bound, begins=begins, was=was
        )
    if on < begins.to_day or (row.until and row.until.from_day <= on and row.until.earliest != row.until.latest):
        return Outcome.UNKNOWN, say(
            "on which day of %(begins)s it entered into force for %(who)s was not found", begins=begins, who=who
        )
    return Outcome.MET, ""


def _bound_since_nobody_knows(treaty: Treaty, row: Party, on: date, told: str) -> tuple[Outcome, str]:
    """Return how a row without an entry into force stands: before its signature, or the instrument's start, not."""
    if row.signed and on < row.signed.from_day:
        return Outcome.NOT_MET, say("%(who)s signed on %(signed)s only", who=_who(row), signed=row.signed)
    if treaty.in_force and on < treaty.in_force.from_day:
        return Outcome.NOT_MET, say(
            "%(short_name)s came into force on %(in_force)s only",
            short_name=treaty.short_name,
            in_force=treaty.in_force,
        )
    return Outcome.UNKNOWN, (row.note if "extension" in row.unverified else None) or told


def _who(row: Party) -> str:
    return (
        say("%(state)s and %(other)s", state=name_of(row.state), other=name_of(row.other))
        if row.other
        else name_of(row.state)
    )


def _needs(row: Party) -> str:
    begins = row.in_force or row.provisional_since
    if begins and row.until is None:
        return say("a day on or after %(begins)s", begins=begins)
    if row.until:
        return say("a day on or before %(until)s, or a new accession of %(who)s", until=row.until, who=_who(row))
    return say("ratification by %(who)s and entry into force", who=_who(row))


def _later(rows: tuple[Party, ...]) -> PartialDate | None:
    starts = [row.in_force or row.provisional_since for row in rows]
    known = [start for start in starts if start]
    return max(known, key=lambda start: (start.from_day, start.to_day)) if len(known) == len(rows) else None


_SAID = {
    "in_force": say("entry into force"),
    "until": say("end"),
    "extension": say("extension"),
    "membership": say("membership"),
    "provisional_since": say("provisional_since"),
    "parties": say("parties"),
}
_DECIDING = ("in_force", "until", "extension", "membership", "provisional_since", "all", "dates", "parties")


def _unverified(rows: tuple[Party, ...]) -> tuple[str, ...]:
    """Return what of the rows decides and was not checked, as "entry into force for RU"."""
    found = []
    for row in rows:
        for field in (marked.split(" ")[0] for marked in row.unverified):
            if field in _DECIDING:
                what = _SAID.get(field, _SAID["in_force"])
                found.append(
                    say("%(what)s for %(state)s and %(other)s", what=what, state=row.state, other=row.other)
                    if row.other
                    else say("%(what)s for %(state)s", what=what, state=row.state)
                )
    return tuple(dict.fromkeys(found))
