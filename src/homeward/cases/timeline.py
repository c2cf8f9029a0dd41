"""Events in order, the intervals of custody they bound, and where the person stands on a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from homeward.basics.dates import PartialDate, sort_key
from homeward.cases.evidence import Witnessed, before_report, evidence_of, no_later_than
from homeward.cases.facts import Happening
from homeward.cases.model import Custody, CustodyGround, CustodyStatus, Standing
from homeward.cases.profiles import date_or_none

USUAL_ORDER = (
    "arrest",
    "charge",
    "extradition",
    "trial",
    "conviction",
    "sentence",
    "appeal",
    "transfer",
    "custody",
    "ill_treatment",
    "clemency",
    "exchange",
    "release",
    "deportation",
    "death",
)
"""Where an event without a date is placed among those that have one: before what usually follows it."""
NOT_TO_SERVE = ("suspended:", "P0D")
IN_ABSENCE = ("in absentia", "заочно")


def in_order(events: Iterable[Happening]) -> list[Happening]:
    """Return events in order of happening; those without a date stand before what usually follows and was reported."""
    everything = sorted(events, key=lambda event: (sort_key(event.when), _rank(event), _first(event)))
    placed = [event for event in everything if event.when is not None and event.when.month_and_day is None]
    undated = [event for event in everything if event not in placed]
    for event in sorted(undated, key=lambda one: (_rank(one), _first(one))):
        limit = last_day(event)
        at = next((place for place, other in enumerate(placed) if _follows(other, event, limit)), len(placed))
        placed.insert(at, event)
    return placed


def _rank(event: Happening) -> int:
    return USUAL_ORDER.index(event.kind)


def _first(event: Happening) -> tuple[str, int, int, str]:
    return min(one.order for one in event.told)


def _follows(other: Happening, event: Happening, limit: date | None) -> bool:
    late = limit is not None and other.when is not None and other.when.from_day > limit
    return late or _rank(other) > _rank(event)


def last_day(event: Happening) -> date | None:
    """Return the last day on which an event can have happened, by its date and by when it was first reported."""
    return min((day for day in map(no_later_than, event.told) if day is not None), default=None)


@dataclass(slots=True)
class _Open:
    """A custody interval while events are gone through."""

    begins: PartialDate | None
    holder: str | None
    ground: CustodyGround
    told: list[Witnessed] = field(default_factory=list)
    places: dict[str, None] = field(default_factory=dict)
    authorities: dict[str, None] = field(default_factory=dict)
    ends: PartialDate | None = None
    ended_by: str | None = None
    known_by: str | None = None
    """The EDTF date by which the custody is known to have begun, where its beginning is not."""

    def take(self, event: Happening) -> None:
        """Count an event's claims and places to this custody."""
        self.told.extend(event.told)
        self.places.update(dict.fromkeys(event.all_texts("place")))
        if event.kind in ("arrest", "custody", "transfer"):
            self.authorities.update(dict.fromkeys(event.all_texts("authority")))

    def closed(self, event: Happening) -> None:
        """End here."""
        self.ends, self.ended_by = event.when, event.kind
        self.told.extend(event.told)


def custody_intervals(ordered: Sequence[Happening]) -> tuple[Custody, ...]:
    """Return the intervals of custody that asserted events, in order, tell of."""
    found: list[_Open] = []
    for event in ordered:
        now = found[-1] if found and found[-1].ended_by is None else None
        if event.kind == "arrest":
            _arrested(found, now, event)
        elif event.kind in ("extradition", "deportation") or _is_handover(event):
            _handed_over(found, now, event)
        elif event.kind in ("custody", "transfer"):
            _held(found, now, event)
        elif event.kind in ("charge", "trial", "conviction", "sentence"):
            _before_court(found, now, event)
        elif event.kind in ("release", "death") or (event.kind == "exchange" and event.value == "done"):
            _let_go(found, now, event)
    return tuple(_custody(one) for one in found)


def _is_handover(event: Happening) -> bool:
    to = event.all_texts("to")
    return event.kind == "transfer" and event.value in (None, "done") and any(_is_state(one) for one in to)


def _is_state(text: str) -> bool:
    return (len(text) == 2 and text.isupper()) or text.startswith("XX:")


def _state(event: Happening) -> str | None:
    return next(iter(event.all_texts("state")), None)


def _open(found: list[_Open], event: Happening, holder: str | None, ground: CustodyGround) -> _Open:
    one = _Open(event.when, holder, ground)
    one.take(event)
    if event.when is None:
        one.known_by = before_report(event.told)
    found.append(one)
    return one


def _arrested(found: list[_Open], now: _Open | None, event: Happening) -> None:
    if now is not None and now.ground is CustodyGround.ARREST and now.begins is None:
        now.begins = event.when
        now.take(event)
    else:
        _open(found, event, _state(event), CustodyGround.ARREST)


def _handed_over(found: list[_Open], now: _Open | None, event: Happening) -> None:
    """End custody of the State that hands over; the one that receives holds from then on, unless it only sends home."""
    if event.value not in (None, "done"):
        return
    origin = next((one for one in event.all_texts("from") if _is_state(one)), None)
    if now is None and origin is not None:
        now = _Open(None, origin, CustodyGround.UNSTATED)
        found.append(now)
    if now is not None:
        now.holder = origin or now.holder
        now.closed(event)
    receiver = next(iter(event.all_texts("to")), None) or _state(event)
    if event.kind != "deportation" and receiver is not None:
        _open(found, event, receiver, CustodyGround.UNSTATED)


def _held(found: list[_Open], now: _Open | None, event: Happening) -> None:
    holder = _state(event)
    if now is None:
        earlier = [one for one in found if one.holder == holder and event.when is None]
        if earlier:
            earlier[-1].take(event)
            return
    if now is None or (holder is not None and now.holder not in (None, holder)):
        one = _open(found, event, holder, CustodyGround.UNSTATED)
        one.known_by, one.begins = (event.when.edtf if event.when else one.known_by), None
        return
    now.holder = now.holder or holder
    now.take(event)


def _before_court(found: list[_Open], now: _Open | None, event: Happening) -> None:
    sentenced = event.kind == "sentence" and _to_serve(event)
    if now is None:
        if sentenced:
            one = _open(found, event, _state(event), CustodyGround.IMPRISONMENT)
            one.known_by, one.begins = (event.when.edtf if event.when else one.known_by), None
        return
    if _state(event) not in (None, now.holder):
        return
    now.told.extend(event.told)
    if sentenced:
        now.ground = CustodyGround.IMPRISONMENT
    elif now.ground in (CustodyGround.ARREST, CustodyGround.UNSTATED) and event.kind in ("charge", "trial"):
        now.ground = CustodyGround.PRE_TRIAL


def _to_serve(event: Happening) -> bool:
    """Return whether a sentence means custody: not a suspended one, time served, or one passed in absence."""
    said = " ".join(one.evidence.quote.lower() for one in event.told)
    return not (event.value or "").startswith(NOT_TO_SERVE) and not any(words in said for words in IN_ABSENCE)


def _let_go(found: list[_Open], now: _Open | None, event: Happening) -> None:
    if now is None:
        if found and found[-1].ended_by == event.kind:
            found[-1].told.extend(event.told)
            return
        now = _Open(None, _state(event), CustodyGround.UNSTATED)
        found.append(now)
    now.closed(event)


def _custody(one: _Open) -> Custody:
    begins = one.begins.edtf if one.begins else None
    if begins is None and one.known_by is not None:
        begins = one.known_by if one.known_by.startswith("..") else f"../{one.known_by}"
    return Custody(
        begins=begins,
        ends=one.ends.edtf if one.ends else None,
        holder=one.holder,
        ground=one.ground,
        evidence=evidence_of(one.told),
        places=tuple(one.places),
        authorities=tuple(one.authorities),
        ended_by=one.ended_by,
    )


def status_on(custody: Iterable[Custody], on: date) -> CustodyStatus:
    """Return where the person stands on a day: what the reports leave open is unknown, never free."""
    standing = CustodyStatus(on, Standing.UNKNOWN)
    for one in custody:
        if _surely_after(_begin_bound(one), on):
            continue
        if one.ended_by is None:
            standing = CustodyStatus(on, Standing.HELD, one.holder, one.begins, one.evidence)
            continue
        ended_on = _end_bound(one)
        if ended_on is not None and ended_on <= on:
            kind = Standing.DIED if one.ended_by == "death" else Standing.RELEASED
            standing = CustodyStatus(on, kind, None, one.ends, one.evidence)
        elif _surely_after(date_or_none(one.ends), on):
            standing = CustodyStatus(on, Standing.HELD, one.holder, one.begins, one.evidence)
        else:
            standing = CustodyStatus(on, Standing.UNKNOWN, None, None, one.evidence)
    return standing


def _begin_bound(one: Custody) -> PartialDate | None:
    return date_or_none(one.begins)


def _surely_after(when: PartialDate | None, on: date) -> bool:
    return when is not None and when.from_day > on


def _end_bound(one: Custody) -> date | None:
    """Return the day by which the custody had ended: what is reported as done has happened by the day of the report."""
    ends = date_or_none(one.ends)
    known = [ends.to_day] if ends is not None and ends.latest is not None else []
    for evidence in one.evidence:
        reported = date_or_none(evidence.reported)
        says_end = evidence.happened == one.ends or one.ends is None
        if says_end and reported is not None and reported.latest is not None:
            known.append(reported.latest)
    return min(known, default=None)
