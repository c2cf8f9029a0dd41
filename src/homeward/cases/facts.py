"""Several claims become one event: the same kind, dates that may be one, values that do not clash."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from homeward.basics.dates import PartialDate
from homeward.basics.errors import HomewardError
from homeward.basics.terms import compatible as terms_compatible
from homeward.basics.terms import parse_term
from homeward.cases.evidence import Order, Witnessed, compatible, evidence_of, narrowest, values_said, with_copies
from homeward.cases.model import Event, FreedBySide
from homeward.claims.model import FieldValue

VALUE_OF = {
    "conviction": "verdict",
    "sentence": "term",
    "appeal": "outcome",
    "extradition": "stage",
    "transfer": "stage",
    "clemency": "form",
    "release": "reason",
    "exchange": "stage",
}
"""The field that tells one event of a kind from another, or that reports of one event may contradict."""
MAY_CONFLICT = frozenset({"conviction", "sentence"})
"""Kinds of which two reports with other values contradict each other; elsewhere another value is another event."""
DAYS_APART = {
    "arrest": 60,
    "conviction": 400,
    "sentence": 400,
    "extradition": 400,
    "release": 60,
    "exchange": 60,
    "deportation": 60,
    "clemency": 60,
    "death": 400,
}
"""How far apart one event's dates may be reported; kinds not listed happen often, so another date is another event."""


@dataclass(slots=True)
class Happening:
    """Claims taken to tell of one event, and the date they agree on."""

    kind: str
    told: list[Witnessed] = field(default_factory=list)
    when: PartialDate | None = None

    def add(self, one: Witnessed) -> None:
        """Take one more claim in."""
        self.told.append(one)
        self.when = narrowest((self.when, one.happened))

    def all_texts(self, name: str) -> tuple[str, ...]:
        """Return all values of a field, those of most independent origins first."""
        return tuple(value.value for value in values_said((text, one) for one in self.told for text in one.texts(name)))

    @property
    def value(self) -> str | None:
        """The kind's own value: that of most independent origins; of those the plainest."""
        said = values_said((text, one) for one in self.told for text in one.texts(VALUE_OF.get(self.kind, "")))
        return min(said, key=lambda one: (-one.origins, _vague(one.value), one.value)).value if said else None


def _vague(value: str) -> bool:
    return "~" in value or "/" in value


def happenings(claims: Iterable[Witnessed]) -> list[Happening]:
    """Gather claims of custody events and exchanges into happenings; the order of the claims does not matter."""
    found: list[Happening] = []
    for copies in _most_precise_first(with_copies(claims)):
        fitting = [(rank, place) for place, event in enumerate(found) if (rank := _fit(copies[0], event)) is not None]
        if not fitting:
            found.append(Happening(copies[0].claim.kind))
        event = found[min(fitting)[1]] if fitting else found[-1]
        for one in copies:
            event.add(one)
    return _releases_by_exchange(found)


def _most_precise_first(told: Sequence[Sequence[Witnessed]]) -> list[Sequence[Witnessed]]:
    """Sort claims, each with its copies, by how precise their dates are, then by what is said, and only then by where.

    Of those that say the same the first is of the text that tells of the most events of the kind: it tells them apart.
    """
    known = Counter((copies[0].claim.kind, copies[0].evidence.text_origin) for copies in told)

    def key(copies: Sequence[Witnessed]) -> Order:
        one = copies[0]
        when, kind = one.happened, one.claim.kind
        width = (when.to_day - when.from_day).days if when else 0
        by_what = (when is None, width, when.edtf if when else "", *one.said)
        return *by_what, -known[kind, one.evidence.text_origin], one.order

    return sorted(told, key=key)


def _fit(one: Witnessed, event: Happening) -> tuple[int, int] | None:
    """Return how well a claim fits an event (smaller is better), or None where it tells of another."""
    if one.claim.kind != event.kind:
        return None
    clash = any(values_clash(event.kind, one, other) for other in event.told)
    here = any(_one_text(one, other) for other in event.told)
    if clash and (here or event.kind not in MAY_CONFLICT):
        return None
    if not compatible(one.happened, event.when):
        return None if clash or here or not _nearly(one, event) else (3, 0)
    if not _places_agree(one, event):
        return None
    both_dated = one.happened is not None and event.when is not None
    return int(clash) * 2, 0 if both_dated else _far_from_report(one, event)


def _one_text(one: Witnessed, other: Witnessed) -> bool:
    """Return whether two claims stand in one text or its copies: a text does not contradict itself."""
    mine, theirs = one.evidence, other.evidence
    return mine.text_origin == theirs.text_origin or mine.origin == theirs.origin


def _far_from_report(one: Witnessed, event: Happening) -> int:
    """Return how many days before the report an event happened: an undated claim means the latest one it can."""
    if event.when is None or one.reported is None or event.when.earliest is None or one.reported.latest is None:
        return 0
    days = (one.reported.latest - event.when.earliest).days
    return days if days >= 0 else 10**6


def _nearly(one: Witnessed, event: Happening) -> bool:
    """Return whether another date for the same event is likelier than another event of the same kind."""
    most = DAYS_APART.get(event.kind)
    if most is None or one.happened is None or event.when is None or not _states_agree(one, event):
        return False
    first, second = sorted((one.happened, event.when), key=lambda when: when.from_day)
    return (second.from_day - first.to_day).days <= most


def _places_agree(one: Witnessed, event: Happening) -> bool:
    if event.kind == "arrest" and one.happened is not None and event.when is not None:
        return True  # one State's police may arrest for another; both may be named as the one that did
    return _states_agree(one, event)


def _states_agree(one: Witnessed, event: Happening) -> bool:
    for name in ("state", "to"):
        mine, theirs = set(one.texts(name)), {text for other in event.told for text in other.texts(name)}
        if mine and theirs and not mine & theirs and event.kind != "transfer":
            return False
    return True


def values_clash(kind: str, one: Witnessed, other: Witnessed) -> bool:
    """Return whether two claims of a kind give values that cannot both be true of one event."""
    if kind == "release":
        return False
    mine, theirs = one.text(VALUE_OF.get(kind, "")), other.text(VALUE_OF.get(kind, ""))
    if mine is None or theirs is None or mine == theirs:
        return False
    if kind == "sentence":
        return not same_term(mine, theirs)
    return {mine, theirs} != {"guilty", "plea"}


def same_term(one: str, other: str) -> bool:
    """Return whether two terms may be one punishment; a term that cannot be read is compared as text."""
    try:
        return terms_compatible(parse_term(one), parse_term(other))
    except HomewardError:
        return one == other


def _releases_by_exchange(found: Sequence[Happening]) -> list[Happening]:
    """Count a release among the reports of the exchange that it was part of."""
    exchanges = [event for event in found if event.kind == "exchange" and event.value == "done"]
    kept = []
    for event in found:
        swap = next((one for one in exchanges if compatible(one.when, event.when)), None)
        if event.kind == "release" and swap is not None:
            for one in event.told:
                swap.add(one)
        else:
            kept.append(event)
    return kept


def event_from(happening: Happening, reality: str) -> Event:
    """Return a happening as an event, each value by most independent origins first."""
    own = [one for one in happening.told if one.claim.kind == happening.kind]
    return Event(
        kind=happening.kind,
        reality=reality,
        date=happening.when.edtf if happening.when else None,
        evidence=evidence_of(happening.told),
        states=happening.all_texts("state"),
        places=happening.all_texts("place"),
        authorities=happening.all_texts("authority"),
        offences=happening.all_texts("offences"),
        value=happening.value,
        from_=next(iter(happening.all_texts("from")), None),
        to=next(iter(happening.all_texts("to")), None),
        sides=_sides(own),
    )


def _sides(told: Iterable[Witnessed]) -> tuple[FreedBySide, ...]:
    """Return an exchange's sides, those of several reports put together by State."""
    people: dict[tuple[str, ...], dict[str, None]] = {}
    counts: dict[tuple[str, ...], int] = {}
    for one in told:
        for side in _mappings(one.claim.fields.get("sides")):
            states = _texts(side.get("state"))
            people.setdefault(states, {}).update(dict.fromkeys(_texts(side.get("frees"))))
            count = side.get("count")
            if isinstance(count, int):
                counts.setdefault(states, count)
    return tuple(FreedBySide(states, tuple(people[states]), counts.get(states)) for states in sorted(people))


def _mappings(value: object) -> list[dict[str, FieldValue]]:
    return [dict(side) for side in value if hasattr(side, "keys")] if isinstance(value, tuple) else []


def _texts(value: FieldValue | None) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(str(one) for one in value) if isinstance(value, tuple) else (str(value),)
