"""Values that cannot all be true: each a conflict with its sides, open until a reviewer rules."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import product

from homeward.basics.dates import overlap
from homeward.cases.births import Said
from homeward.cases.evidence import Order, Witnessed, compatible, evidence_of
from homeward.cases.facts import MAY_CONFLICT, VALUE_OF, Happening, values_clash
from homeward.cases.model import Conflict, ConflictClass, ConflictRuling, ReportedValue

DENIED_ONLY_ON_A_DAY = frozenset({"release", "clemency", "transfer", "extradition"})
"""Kinds that may be refused once and happen later: a denial speaks against them only where both are dated."""
Sides = Sequence[tuple[str, Sequence[Witnessed]]]


def conflict(person_id: str, slot: str, conflict_class: ConflictClass, sides: Sides) -> Conflict:
    """Return a conflict whose id follows from the person, the slot and the values."""
    values = [ReportedValue(value, evidence_of(told)) for value, told in sides]
    ordered = tuple(sorted(values, key=lambda side: (-side.origins, side.value)))
    said = "\n".join((person_id, slot, *sorted(value.value for value in values)))
    return Conflict(sha256(said.encode()).hexdigest()[:16], slot, conflict_class, ordered)


def birth_conflict(person_id: str, births: Sequence[Said]) -> Iterator[Conflict]:
    """Yield a conflict where the ages and birth dates reported have no day in common."""
    if len(births) > 1:
        sides = [(born.edtf, told) for born, told in births]
        yield conflict(person_id, "birth", ConflictClass.NUMBER, sides)


def event_conflicts(person_id: str, events: Iterable[Happening]) -> Iterator[Conflict]:
    """Yield what the reports of one event disagree on: its date, a term, a verdict."""
    for event in events:
        dated = [one for one in event.told if one.happened is not None]
        sides = _sides(dated, lambda one, other: compatible(one.happened, other.happened), lambda one: one.claim.date)
        if len(sides) > 1:
            yield conflict(person_id, f"date of {event.kind}", ConflictClass.DATE, sides)
        yield from _value_conflict(person_id, event)


def _value_conflict(person_id: str, event: Happening) -> Iterator[Conflict]:
    kind, name = event.kind, VALUE_OF.get(event.kind, "")
    if kind not in MAY_CONFLICT:
        return
    valued = [one for one in event.told if one.text(name) is not None]
    sides = _sides(valued, lambda one, other: not values_clash(kind, one, other), lambda one: one.text(name))
    if len(sides) > 1:
        found = ConflictClass.NUMBER if name == "term" else ConflictClass.STATUS
        yield conflict(person_id, f"{name} of {kind}", found, sides)


def denials(person_id: str, asserted: Iterable[Happening], denied: Iterable[Happening]) -> Iterator[Conflict]:
    """Yield a conflict where one source asserts what another denies."""
    for event, denial in product(asserted, denied):
        if event.kind != denial.kind or not compatible(event.when, denial.when):
            continue
        both_dated = event.when is not None and denial.when is not None
        if event.kind in DENIED_ONLY_ON_A_DAY and not both_dated:
            continue
        mine, theirs = event.all_texts("state"), denial.all_texts("state")
        if mine and theirs and not set(mine) & set(theirs):
            continue
        yield conflict(person_id, event.kind, ConflictClass.DENIAL, [("asserted", event.told), ("denied", denial.told)])


def identity_conflict(person_id: str, told: Iterable[Witnessed]) -> Iterator[Conflict]:
    """Yield a conflict where no report of a nationality shares one with all others: perhaps two people of one name."""
    said = [(frozenset(one.texts("nationality")), one) for one in told if one.texts("nationality")]
    sides: dict[frozenset[str], list[Witnessed]] = {}
    for states, one in said:
        sides.setdefault(states, []).append(one)
    apart = [states for states in sides if all(not states & other for other in sides if other != states)]
    if len(sides) > 1 and len(apart) == len(sides):
        named = [("+".join(sorted(states)), several) for states, several in sides.items()]
        yield conflict(person_id, "nationality", ConflictClass.IDENTITY, named)


def held_after_release(person_id: str, events: Sequence[Happening]) -> Iterator[Conflict]:
    """Yield a conflict where a report has the person held on a date after a release, and none has a new arrest."""
    ends = [one for one in events if one.when and _ends_custody(one)]
    for end, held in product(ends, [one for one in events if one.kind == "custody" and one.when]):
        if end.when is None or held.when is None or held.when.from_day <= end.when.to_day:
            continue
        again = [one for one in events if one.kind in ("arrest", "extradition") and one.when is not None]
        if not any(one.when and one.when.to_day >= end.when.from_day for one in again) and not overlap(
            end.when, held.when
        ):
            sides = [(f"{end.kind} {end.when}", end.told), (f"held {held.when}", held.told)]
            yield conflict(person_id, "status", ConflictClass.STATUS, sides)


def _sides(
    told: Sequence[Witnessed],
    agree: Callable[[Witnessed, Witnessed], bool],
    value: Callable[[Witnessed], str | None],
) -> list[tuple[str, list[Witnessed]]]:
    """Put claims that all agree with one another on one side, named by its plainest value."""
    sides: list[list[Witnessed]] = []
    for one in sorted(told, key=lambda one: _plainest_first(value(one) or "", one)):
        side = next((side for side in sides if all(agree(one, other) for other in side)), None)
        if side is None:
            sides.append([one])
        else:
            side.append(one)
    return [(value(side[0]) or "", side) for side in sides]


def _plainest_first(value: str, one: Witnessed) -> Order:
    return "~" in value, -len(value), value, one.order


def _ends_custody(event: Happening) -> bool:
    return event.kind in ("release", "death") or (event.kind == "exchange" and event.value == "done")


def with_rulings(conflicts: Iterable[Conflict], rulings: Iterable[ConflictRuling]) -> tuple[Conflict, ...]:
    """Return the conflicts, each once, with the ruling in force: the latest that was not taken back."""
    latest: dict[str, ConflictRuling] = {}
    for ruling in sorted(rulings, key=lambda one: (one.at, one.by, one.value or "", one.note)):
        if ruling.undone_at is None:
            latest[ruling.conflict_id] = ruling
    unique = {one.id: one for one in conflicts}
    ruled = [Conflict(one.id, one.slot, one.conflict_class, one.sides, latest.get(one.id)) for one in unique.values()]
    return tuple(sorted(ruled, key=lambda one: (one.slot, sorted(side.value for side in one.sides))))
