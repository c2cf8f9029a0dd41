"""Turns what States are reported to want, offer and refuse into lines of a draft, each with the claim it rests on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from homeward.basics.states import state_name
from homeward.cases.model import Evidence
from homeward.cases.model import Position as ReportedPosition
from homeward.exchanges.draft_words import id_of, listed, said_where
from homeward.exchanges.model import Gives, Group, Line, Position, Refuses, Wants

NEUTRAL = Fraction(1)
"""What every worth and cost is set to: the user sets others, visibly."""
ASSERTED = "asserted"
_KINDS = {"demands": "wants", "offers": "gives", "open": "gives", "refuses": "refuses"}
"""The line that each stance of a position makes; the others make none."""
_NO_LINE = {
    "conditions": "on which condition is for you to read: `only_if`, `insists` or `together` may say it",
    "denies_knowledge": "who denies knowledge neither wants nor gives",
}


@dataclass(frozen=True, slots=True)
class DraftedLines:
    """Lines with the remarks on them, and what was said and makes no line."""

    lines: tuple[Position, ...]
    remarks: Mapping[str, tuple[str, ...]]
    unwritten: tuple[str, ...]


@dataclass(slots=True)
class _Sorted:
    """Reported positions, those that make one line together; the others as remarks."""

    lines: dict[tuple[str, str, str], list[ReportedPosition]] = field(default_factory=dict)
    unwritten: list[str] = field(default_factory=list)


def line_of(position: ReportedPosition, group: Group) -> str | None:
    """Return which line a position on somebody makes (wants, gives or refuses); None where it makes none."""
    return _KINDS[position.stance] if _why_no_line(position, group) is None else None


def _why_no_line(position: ReportedPosition, group: Group) -> str | None:
    """Return why a position on somebody makes no line; None where it makes one."""
    kind = _KINDS.get(position.stance)
    if position.state is None:
        return "which State is not told"
    if position.reality != ASSERTED:
        return f"it is {position.reality} only"
    if kind is None:
        return _NO_LINE.get(position.stance, f"`{position.stance}` makes no line")
    name = state_name(position.state)
    if kind == "wants" and position.state == group.held_by:
        return f"{name} holds them itself"
    if kind == "gives" and position.state != group.held_by:
        return f"{name} does not hold them"
    if kind == "refuses" and position.state == group.home:
        return f"{name} is their home, and what it refuses is for you to read"
    return None


def draft_lines(told: Iterable[tuple[Group, Sequence[ReportedPosition]]], participants: Iterable[str]) -> DraftedLines:
    """Return the lines that the positions on each person make; superseded positions are left out."""
    found, taking_part = _Sorted(), frozenset(participants)
    for group, positions in told:
        for position in positions:
            if position.superseded or not position.named:
                continue
            why = _why_no_line(position, group)
            if why is None and position.state not in taking_part:
                why = f"{state_name(position.state or '')} is no participant here"
            if why is None:
                key = (position.state or "", _KINDS[position.stance], group.id)
                found.lines.setdefault(key, []).append(position)
            else:
                found.unwritten += _said(position, group.name, why)
    return _drafted(found)


def positions_on_unsettled(name: str, positions: Iterable[ReportedPosition]) -> Iterator[str]:
    """Yield what was said of somebody who cannot be entered yet, so that it is not lost."""
    for position in positions:
        if not position.superseded and position.named:
            yield from _said(position, name, "their home is not settled")


def said_at_large(positions: Iterable[ReportedPosition]) -> Iterator[str]:
    """Yield what was said of exchanges or of held people at large."""
    for position in positions:
        if not position.superseded and not position.named:
            yield from _said(position, "nobody by name", "it is on exchanges or held people at large")


def _said(position: ReportedPosition, name: str, why: str) -> Iterator[str]:
    state = state_name(position.state) if position.state else "A State"
    for evidence in position.evidence:
        stance = position.stance.replace("_", " ")
        yield f"{state} {stance}, of {name}: {said_where(evidence, position.by)}. No line: {why}."


def _drafted(found: _Sorted) -> DraftedLines:
    lines: list[Position] = []
    remarks: dict[str, tuple[str, ...]] = {}
    for (state, kind, person), positions in sorted(found.lines.items(), key=lambda item: item[0]):
        name = id_of(f"{state.rpartition(':')[2]}-{kind}-{person}", [line.id for line in lines], "-")
        latest = positions[-1]
        lines.append(
            Position(name, state, _line(kind, person), source=_source(latest), date=_date(latest), note=_note(latest))
        )
        also = [evidence for one in reversed(positions) for evidence in one.evidence][1:]
        remarks[name] = tuple(_remarks(kind, also))
    return DraftedLines(tuple(lines), remarks, tuple(dict.fromkeys(found.unwritten)))


def _line(kind: str, person: str) -> Line:
    if kind == "refuses":
        return Refuses((person,))
    return Wants({person: NEUTRAL}) if kind == "wants" else Gives({person: NEUTRAL})


def _remarks(kind: str, also: Sequence[Evidence]) -> Iterator[str]:
    if kind == "refuses":
        yield "Never given up as it stands; `yields: N` says at what cost it could be."
    yield from (f"So too {said_where(evidence, evidence.by)}." for evidence in also)


def _source(position: ReportedPosition) -> dict[str, str]:
    evidence = position.evidence[0]
    said = {
        "claim": evidence.claim_id,
        "by": listed(position.by),
        "document": evidence.document_name,
        "publisher": evidence.publisher or "",
        "quote": evidence.quote,
        "date": evidence.reported or "",
    }
    return {key: value for key, value in said.items() if value}


def _date(position: ReportedPosition) -> str | None:
    """Return when the position was taken, else when it was reported."""
    return position.date or position.evidence[0].reported


def _note(position: ReportedPosition) -> str | None:
    return "open to it, and no more" if position.stance == "open" else None
