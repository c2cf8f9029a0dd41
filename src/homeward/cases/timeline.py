"""Events in order, the intervals of custody they bound, and where the person stands on a day."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from homeward.basics.dates import PartialDate, date_between, sort_key
from homeward.cases.evidence import Order, Witnessed, evidence_of, no_later_than
from homeward.cases.facts import Happening, event_from
from homeward.cases.model import Custody, CustodyGround, CustodyStatus, Evidence, Standing
from homeward.cases.profiles import date_or_none
from homeward.claims.model import Reality

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
HANDED_OVER = ("extradition", "transfer", "deportation")
"""What ends one State's custody while another's begins."""


def in_order(events: Iterable[Happening]) -> list[Happening]:
    """Return events in order of happening; those without a date stand before what usually follows and was reported."""
    everything = sorted(events, key=lambda event: (sort_key(event.when), _rank(event), _first(event)))
    placed = [event for event in everything if event.when is not None and event.when.month_and_day is None]
    undated = [event for event in everything if event not in placed]
    placed = _behind_what_they_follow(placed)
    for event in sorted(undated, key=lambda one: (_rank(one), _first(one))):
        limit = last_day(event)
        at = next((place for place, other in enumerate(placed) if _follows(other, event, limit)), len(placed))
        placed.insert(at, event)
    return placed


def _behind_what_they_follow(dated: Sequence[Happening]) -> list[Happening]:
    """Let an event of some day in a while stand behind what it usually follows, where that happened in the same while.

    Custody "since 2010" comes after the arrest of May 2010. What has such an event before it already stays in place.
    """
    found = list(dated)
    for event in dated:
        at = found.index(event)
        if any(_rank(other) < _rank(event) for other in found[:at]):
            continue
        until = _begun_by(event)
        behind = next((n for n in range(at + 1, len(found)) if _within(found[n], until, _rank(event))), at)
        found.insert(behind, found.pop(at))
    return found


def _within(other: Happening, until: date, rank: int) -> bool:
    return _rank(other) < rank and other.when is not None and other.when.to_day <= until


def _begun_by(event: Happening) -> date:
    """Return the last day on which an event can have begun by its date: of "2010 or later" the last of 2010."""
    when = event.when
    if when is not None and when.latest is None:
        when = date_or_none(when.edtf.partition("/")[0])
    return when.to_day if when is not None else date.min


def _rank(event: Happening) -> int:
    return USUAL_ORDER.index(event.kind)


def _first(event: Happening) -> Order:
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
    known_by: date | None = None
    """The day by which the custody is known to have begun, where its beginning is not."""
    next_known_by: date | None = None
    """The day by which it is known to have ended, where its end has no date."""

    def seen(self, event: Happening) -> None:
        """Count an event to this custody: by then it had begun."""
        days = [day for day in (self.known_by, last_day(event)) if day is not None]
        self.known_by = min(days, default=None)

    def take(self, event: Happening) -> None:
        """Count an event's claims and places to this custody."""
        self.seen(event)
        self.told.extend(event.told)
        self.places.update(dict.fromkeys(event.all_texts("place")))
        if event.kind in ("arrest", "custody", "transfer"):
            self.authorities.update(dict.fromkeys(event.all_texts("authority")))

    def closed(self, event: Happening) -> None:
        """End here."""
        self.ends, self.ended_by = event.when, event.kind
        self.told.extend(event.told)


def custody_intervals(ordered: Sequence[Happening], names: Collection[str]) -> tuple[Custody, ...]:
    """Return the intervals of custody that asserted events, in order, tell of; `names` are those the person goes by."""
    found: list[_Open] = []
    awaited: list[Happening] = []
    for place, event in enumerate(ordered):
        now = found[-1] if found and found[-1].ended_by is None else None
        if event.kind == "arrest":
            _arrested(found, now, event)
        elif event.kind in ("extradition", "deportation") or _is_handover(event):
            _handed_over(found, now, event)
        elif event.kind in ("custody", "transfer"):
            if now is not None and _held_later(event, now, ordered[place + 1 :]):
                awaited.append(event)
            else:
                _held(found, now, event)
        elif event.kind in ("charge", "trial", "conviction", "sentence"):
            _before_court(found, now, event)
        elif event.kind in ("release", "death") or (event.kind == "exchange" and event.value == "done"):
            _let_go(found, now, event, _state(event) or _freed_by(event, names))
    for event in awaited:
        own = next((one for one in found if one.holder == _state(event)), None)
        if own is None:
            _held(found, None, event)
        else:
            own.take(event)
    _settle_handovers(found)
    return tuple(_custody(one, found[place - 1] if place else None) for place, one in enumerate(found))


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
    found.append(one)
    return one


def _arrested(found: list[_Open], now: _Open | None, event: Happening) -> None:
    if now is not None and now.ground is CustodyGround.ARREST and now.begins is None:
        now.begins = event.when
        now.take(event)
    else:
        _open(found, event, _state(event), CustodyGround.ARREST)


def _end_here(now: _Open, event: Happening) -> None:
    now.closed(event)
    now.next_known_by = last_day(event)


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
        _end_here(now, event)
    receiver = next(iter(event.all_texts("to")), None) or _state(event)
    if event.kind != "deportation" and receiver is not None:
        _open(found, event, receiver, CustodyGround.UNSTATED)


def _held_later(event: Happening, now: _Open, following: Sequence[Happening]) -> bool:
    """Return whether custody without a date is that of a State to which the person is handed over only later."""
    holder = _state(event)
    if event.when is not None or holder is None or now.holder in (None, holder):
        return False
    return any(
        one.kind in ("extradition", "transfer") and one.value in (None, "done") and holder in one.all_texts("to")
        for one in following
    )


def _held(found: list[_Open], now: _Open | None, event: Happening) -> None:
    holder = _state(event)
    if now is None:
        earlier = [one for one in found if one.holder == holder and event.when is None]
        if earlier:
            earlier[-1].take(event)
            return
    if now is None or (holder is not None and now.holder not in (None, holder)):
        _open(found, event, holder, CustodyGround.UNSTATED).begins = None
        return
    now.holder = now.holder or holder
    now.take(event)


def _before_court(found: list[_Open], now: _Open | None, event: Happening) -> None:
    sentenced = event.kind == "sentence" and _to_serve(event)
    if now is None:
        if sentenced:
            _open(found, event, _state(event), CustodyGround.IMPRISONMENT).begins = None
        return
    if _state(event) not in (None, now.holder):
        return
    now.seen(event)
    now.told.extend(event.told)
    if sentenced:
        now.ground = CustodyGround.IMPRISONMENT
    elif now.ground in (CustodyGround.ARREST, CustodyGround.UNSTATED) and event.kind in ("charge", "trial"):
        now.ground = CustodyGround.PRE_TRIAL


def _to_serve(event: Happening) -> bool:
    """Return whether a sentence means custody: not a suspended one, time served, or one passed in absence."""
    said = " ".join(one.evidence.quote.lower() for one in event.told)
    return not (event.value or "").startswith(NOT_TO_SERVE) and not any(words in said for words in IN_ABSENCE)


def _freed_by(event: Happening, names: Collection[str]) -> str | None:
    """Return the State of an exchange's side that frees someone of these names."""
    sides = event_from(event, Reality.ASSERTED).sides
    return next((side.states[0] for side in sides if side.states and not set(names).isdisjoint(side.frees)), None)


def _let_go(found: list[_Open], now: _Open | None, event: Happening, holder: str | None) -> None:
    if now is None:
        if found and found[-1].ended_by == event.kind:
            found[-1].told.extend(event.told)
            return
        now = _Open(None, holder, CustodyGround.UNSTATED)
        found.append(now)
    now.holder = now.holder or holder
    _end_here(now, event)
    for one in found:
        if one.ended_by is None and holder is not None and one.holder == holder:
            _end_here(one, event)


def _settle_handovers(found: Sequence[_Open]) -> None:
    """Let a handover without a date have happened by the time the next State is known to hold."""
    for one, following in pairwise(found):
        if one.ended_by in HANDED_OVER and one.ends is None and following.begins is None:
            days = [day for day in (one.next_known_by, following.known_by) if day is not None]
            one.next_known_by = min(days, default=None)


def _custody(one: _Open, before: _Open | None) -> Custody:
    began = one.begins or _between(before.begins if before else None, one.known_by)
    ends = one.ends or (_between(one.begins, one.next_known_by) if one.ended_by else None)
    return Custody(
        begins=began.edtf if began else None,
        ends=ends.edtf if ends else None,
        holder=one.holder,
        ground=one.ground,
        evidence=evidence_of(one.told),
        places=tuple(one.places),
        authorities=tuple(one.authorities),
        ended_by=one.ended_by,
    )


def _between(first: PartialDate | None, last: date | None) -> PartialDate | None:
    """Return the time from an earlier event to the day by which something had happened; None where neither is known."""
    earliest = first.earliest if first else None
    if earliest is None and last is None:
        return None
    return date_between(earliest, last) if last is None or earliest is None or earliest <= last else None


def status_on(custody: Iterable[Custody], on: date) -> CustodyStatus:
    """Return where the person stands on a day: what the reports leave open is unknown, never free."""
    begun = [one for one in custody if not _surely_after(date_or_none(one.begins), on)]
    maybe = [one for one in begun if not _over(one, on)]
    sure = [one for one in maybe if _surely_begun(one, on) and _surely_lasts(one, on)]
    if sure:
        return CustodyStatus(on, Standing.HELD, sure[-1].holder, sure[-1].begins, sure[-1].evidence)
    if len(maybe) > 1 and all(one.ended_by in HANDED_OVER for one in maybe[:-1]):
        evidence = tuple(dict.fromkeys(proof for one in maybe for proof in one.evidence))
        holders = {one.holder for one in maybe}
        return CustodyStatus(on, Standing.HELD, holders.pop() if len(holders) == 1 else None, maybe[0].begins, evidence)
    if maybe or not begun:
        return CustodyStatus(on, Standing.UNKNOWN, evidence=maybe[-1].evidence if maybe else ())
    last = begun[-1]
    standing = Standing.DIED if last.ended_by == "death" else Standing.RELEASED
    return CustodyStatus(on, standing, None, last.ends, last.evidence)


def _surely_after(when: PartialDate | None, on: date) -> bool:
    return when is not None and when.from_day > on


def _surely_begun(one: Custody, on: date) -> bool:
    began = date_or_none(one.begins)
    return (began is not None and began.to_day <= on) or any(day <= on for day in _reported(one.evidence))


def _surely_lasts(one: Custody, on: date) -> bool:
    return one.ended_by is None or _surely_after(date_or_none(one.ends), on)


def _over(one: Custody, on: date) -> bool:
    """Return whether custody had ended by a day: what is reported as done has happened by the day of the report."""
    if one.ended_by is None:
        return False
    ends = date_or_none(one.ends)
    known = [ends.to_day] if ends is not None and ends.latest is not None else []
    known += _reported(proof for proof in one.evidence if proof.happened == one.ends)
    return min(known, default=date.max) <= on


def _reported(evidence: Iterable[Evidence]) -> list[date]:
    issued = (date_or_none(proof.reported) for proof in evidence)
    return [when.latest for when in issued if when is not None and when.latest is not None]
