"""What States want or would do, as they or others say: dated, attributed, later positions over earlier ones."""

from collections.abc import Iterable
from dataclasses import replace

from homeward.basics.dates import PartialDate, sort_key, surely_before
from homeward.cases.evidence import Witnessed, compatible, evidence_of, narrowest, with_copies
from homeward.cases.model import Position
from homeward.cases.profiles import date_or_none


def positions_of(claims: Iterable[tuple[Witnessed, bool]]) -> tuple[Position, ...]:
    """Return the positions that claims report, in order; with each claim goes whether it names the person."""
    groups: list[tuple[tuple[object, ...], PartialDate | None, list[Witnessed]]] = []
    for named, copies in _earliest_first(claims):
        one = copies[0]
        for state in one.texts("state") or (None,):
            key = (state, one.text("stance"), named, tuple(sorted(one.claim.by)), str(one.claim.reality))
            when = one.happened or one.reported
            for place, (other_key, other_when, told) in enumerate(groups):
                if key == other_key and compatible(when, other_when):
                    groups[place] = (key, narrowest((other_when, when)), [*told, *copies])
                    break
            else:
                groups.append((key, when, copies))
    positions = [_position(key, told) for key, _, told in groups]
    ordered = sorted(positions, key=lambda one: (sort_key(_since(one)), one.state or "", one.stance, one.by))
    return tuple(replace(one, superseded=_superseded(one, ordered)) for one in ordered)


def _earliest_first(claims: Iterable[tuple[Witnessed, bool]]) -> list[tuple[bool, list[Witnessed]]]:
    """Return each claim with its copies, and whether they name the person: a copy of a later day is no new position."""
    pairs = tuple(claims)
    told = [
        (named, copies)
        for named in (True, False)
        for copies in with_copies((one for one, names in pairs if names == named), lambda one: one.claim.by)
    ]
    return sorted(told, key=lambda pair: sort_key(pair[1][0].happened or pair[1][0].reported))


def _position(key: tuple[object, ...], told: list[Witnessed]) -> Position:
    state, stance, named, by, reality = key
    when = narrowest(one.happened for one in told)
    return Position(
        state=str(state) if state is not None else None,
        stance=str(stance or ""),
        named=bool(named),
        by=told[0].claim.by if by else (),
        date=when.edtf if when else None,
        reality=str(reality),
        evidence=evidence_of(told),
    )


def _since(position: Position) -> PartialDate | None:
    """Return when a position was taken: its date, or the day it was first reported."""
    if position.date is not None:
        return date_or_none(position.date)
    return min((date_or_none(one.reported) for one in position.evidence), key=sort_key, default=None)


def _superseded(position: Position, others: Iterable[Position]) -> bool:
    """Return whether the same State took a position on the same matter surely later; unknown States never do."""
    mine = _since(position)
    if position.state is None or mine is None:
        return False
    for other in others:
        theirs = _since(other)
        same = (other.state, other.named, other.reality) == (position.state, position.named, position.reality)
        if same and theirs is not None and surely_before(mine, theirs):
            return True
    return False
