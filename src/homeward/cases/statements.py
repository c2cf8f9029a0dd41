"""What was said about a person or beside them: statements, meetings, instruments and counts, each once."""

from collections.abc import Callable, Iterable
from functools import lru_cache

from homeward.basics.dates import sort_key
from homeward.cases.evidence import Order, Witnessed, by_report, compatible, evidence_of, narrowest
from homeward.cases.model import CountReported, InstrumentNamed, Meeting, StatementAbout
from homeward.cases.names import parts_of
from homeward.cases.profiles import date_or_none

Told = list[Witnessed]
Named = tuple[Witnessed, bool]


def statements_about(claims: Iterable[Named]) -> tuple[StatementAbout, ...]:
    """Return the statements, in order; the same words by the same speaker are one."""

    def same(one: Named, other: Named) -> bool:
        return (
            one[1] == other[1]
            and _speakers(one[0]) == _speakers(other[0])
            and _plain(one[0].text("content")) == _plain(other[0].text("content"))
        )

    found = []
    for named, told in _in_time(_together(claims, same)):
        first = told[0]
        when = narrowest(one.happened for one in told)
        found.append(
            StatementAbout(
                speakers=first.texts("speaker") or first.claim.by,
                role=_first(told, "role"),
                states=first.texts("state"),
                via=_first(told, "via"),
                form=first.text("form") or "indirect",
                content=first.text("content") or first.evidence.quote,
                date=when.edtf if when else None,
                named=named,
                evidence=evidence_of(told),
            )
        )
    return tuple(found)


def meetings_of(claims: Iterable[Named]) -> tuple[Meeting, ...]:
    """Return the meetings, in order; reports of one stage, States and compatible dates and places are one."""

    def same(one: Named, other: Named) -> bool:
        mine, theirs = one[0], other[0]
        places = {place.casefold() for place in (mine.text("place"), theirs.text("place")) if place}
        return (
            one[1] == other[1]
            and (mine.text("stage"), mine.claim.reality) == (theirs.text("stage"), theirs.claim.reality)
            and set(mine.texts("states")) == set(theirs.texts("states"))
            and len(places) < 2
            and compatible(mine.happened, theirs.happened)
            and (mine.happened is None) == (theirs.happened is None)
        )

    found = []
    for named, told in _in_time(_together(claims, same)):
        when = narrowest(one.happened for one in told)
        found.append(
            Meeting(
                states=told[0].texts("states"),
                people=tuple(dict.fromkeys(name for one in told for name in one.texts("people"))),
                place=_first(told, "place"),
                stage=told[0].text("stage") or "",
                reality=str(told[0].claim.reality),
                date=when.edtf if when else None,
                named=named,
                evidence=evidence_of(told),
            )
        )
    return tuple(found)


def instruments_of(claims: Iterable[Named]) -> tuple[InstrumentNamed, ...]:
    """Return the instruments named, by name; equal names with no other year or States are one."""

    def same(one: Named, other: Named) -> bool:
        return _plain(one[0].text("name")) == _plain(other[0].text("name")) and _agree(one[0], other[0], "signed")

    found = []
    for _, told in _together(claims, same):
        states = dict.fromkeys(state for one in told for state in one.texts("states"))
        name = told[0].text("name") or told[0].evidence.quote
        found.append(InstrumentNamed(name, tuple(states), _first(told, "signed"), evidence_of(told)))
    return tuple(sorted(found, key=lambda one: (one.name, one.signed or "")))


def counts_of(claims: Iterable[Named]) -> tuple[CountReported, ...]:
    """Return the counts reported; the same number of the same people by the same voice is one."""

    def same(one: Named, other: Named) -> bool:
        mine, theirs = one[0], other[0]
        return (
            (mine.text("number"), mine.text("bound")) == (theirs.text("number"), theirs.text("bound"))
            and mine.claim.by == theirs.claim.by
            and all(_agree(mine, theirs, name) for name in ("state", "nationality"))
            and compatible(mine.happened, theirs.happened)
        )

    found = []
    for _, told in _together(claims, same):
        number = told[0].claim.fields.get("number")
        if not isinstance(number, int):
            continue
        when = narrowest(one.happened for one in told)
        found.append(
            CountReported(
                number=number,
                bound=told[0].text("bound") or "exactly",
                of=_first(told, "of"),
                nationality=_all(told, "nationality"),
                states=_all(told, "state"),
                by=told[0].claim.by,
                date=when.edtf if when else None,
                evidence=evidence_of(told),
            )
        )
    return tuple(
        sorted(found, key=lambda one: (*sort_key(date_or_none(one.date or one.evidence[0].reported)), one.number))
    )


def _together(claims: Iterable[Named], same: Callable[[Named, Named], bool]) -> list[tuple[bool, Told]]:
    """Gather claims that are the same thing said again."""
    groups: list[list[Named]] = []
    for one in sorted(claims, key=lambda pair: (not pair[1], by_report(pair[0]), pair[0].order)):
        group = next((group for group in groups if all(same(one, other) for other in group)), None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    return [(group[0][1], [one for one, _ in group]) for group in groups]


def _in_time(groups: Iterable[tuple[bool, Told]]) -> list[tuple[bool, Told]]:
    """Sort by when it happened, else was first reported; what is of one day as the texts have it."""

    def key(group: tuple[bool, Told]) -> Order:
        told = group[1]
        return sort_key(narrowest(one.happened for one in told) or told[0].reported), told[0].order

    return sorted(groups, key=key)


def _speakers(one: Witnessed) -> frozenset[str]:
    return frozenset(" ".join(parts_of(name).words) for name in one.texts("speaker") or one.claim.by)


def _agree(one: Witnessed, other: Witnessed, name: str) -> bool:
    mine, theirs = set(one.texts(name)), set(other.texts(name))
    return not mine or not theirs or mine == theirs


@lru_cache(maxsize=65536)
def _plain(text: str | None) -> str:
    return " ".join("".join(letter if letter.isalnum() else " " for letter in (text or "").casefold()).split())


def _first(told: Told, name: str) -> str | None:
    return next((text for one in told for text in one.texts(name)), None)


def _all(told: Told, name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for one in told for text in one.texts(name)))
