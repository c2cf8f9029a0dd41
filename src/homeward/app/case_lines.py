"""A case file in words: its sections, line by line, each line with the claims it rests on."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from homeward.app.words import (
    NOT_SAID,
    date_in_words,
    in_words,
    listed,
    since_in_words,
    term_in_words,
    until_in_words,
)
from homeward.basics.counting import counted
from homeward.cases.days_held import DaysHeld
from homeward.cases.model import (
    BirthInterval,
    Case,
    Conflict,
    ConflictRuling,
    CountReported,
    Custody,
    CustodyStatus,
    Event,
    Evidence,
    InstrumentNamed,
    Judgment,
    Meeting,
    Position,
    ReportedValue,
    Sentence,
    Standing,
    StatementAbout,
    independent_origins,
)

_STANCES = {
    "demands": "demands",
    "offers": "offers",
    "open": "is open",
    "refuses": "refuses",
    "conditions": "sets conditions",
    "denies_knowledge": "denies knowledge",
}


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One line of a case file: when, what, and the claims it rests on; `date` is the EDTF date that `when` says."""

    when: str
    what: str
    evidence: Sequence[Evidence]
    date: str | None = None


@dataclass(frozen=True, slots=True)
class CaseSection:
    """A heading of a case file and what stands under it."""

    heading: str
    lines: tuple[CaseLine, ...]


def sections(case: Case) -> tuple[CaseSection, ...]:
    """Return the sections that have a line, in the order they are read: what happened, what was said, who it is."""
    every: tuple[tuple[str, Iterable[CaseLine]], ...] = (
        ("Custody", map(_custody, case.custody)),
        ("What happened", map(_event, case.timeline)),
        ("Planned, possible, alleged or denied", (_event(one, with_reality=True) for one in case.not_asserted)),
        ("Judgments", map(_judgment, case.judgments)),
        ("Sentences", map(_sentence, case.sentences)),
        ("Offences", (CaseLine("", one.value, one.evidence) for one in case.offences)),
        ("Positions of States", map(_position, case.positions)),
        ("Statements", map(_statement, case.statements)),
        ("Meetings", map(_meeting, case.meetings)),
        ("Treaties and laws named", map(_instrument, case.instruments)),
        ("Numbers claimed", map(_count, case.counts)),
        ("Who the person is", _identity(case)),
    )
    found = (CaseSection(heading, tuple(lines)) for heading, lines in every)
    return tuple(section for section in found if section.lines)


def values_in_words(values: Iterable[ReportedValue], words: Callable[[str], str] = str) -> str:
    """Return reported values one after the other: "Russia, United States"."""
    return ", ".join(words(value.value) for value in values)


def standing_in_words(case: Case) -> str:
    """Return where the person stands: "held by United States since 2008-03-06"."""
    return status_in_words(case.status)


def status_in_words(status: CustodyStatus) -> str:
    """Return where a person stands by a status: "held by United States since 2008-03-06"."""
    since = f" {since_in_words(status.since)}" if status.since else ""
    if status.standing is Standing.UNKNOWN:
        return "not known whether held"
    holder = f" by {in_words(status.holder)}" if status.holder and status.standing is Standing.HELD else ""
    return f"{status.standing}{holder}{since}"


def days_in_words(days: DaysHeld) -> str:
    """Return how long someone was held: "4,793 days", "4,428 to 4,793 days", "at least 30 days", or nothing known."""
    if days.most is None:
        return f"at least {counted(days.least, 'day')}" if days.least else "not known"
    if days.least == days.most:
        return counted(days.least, "day")
    return f"{days.least:,} to {counted(days.most, 'day')}" if days.least else f"at most {counted(days.most, 'day')}"


def born_in_words(born: BirthInterval, case: Case) -> str:
    """Return when the person was born, and how old they are on the day of the case file, as far as both are known."""
    least, greatest = born.age_on(case.status.on)
    days = born.earliest.isoformat()
    if born.latest != born.earliest:
        days = f"between {days} and {born.latest.isoformat()}"
    if least == greatest:
        return f"{days}: aged {least}"
    return f"{days}: aged {least} {'or' if greatest == least + 1 else 'to'} {greatest}"


def conflict_sides(one: Conflict) -> tuple[CaseLine, ...]:
    """Return the sides of a conflict, each with its value in words and how many independent origins it has."""
    return tuple(
        CaseLine("", side_in_words(one, side.value) + origins_in_words(side.evidence), side.evidence)
        for side in one.sides
    )


def conflict_in_words(one: Conflict) -> str:
    """Return what a conflict is about and where it stands: "term of sentence (number, open)"."""
    return f"{one.slot} ({one.conflict_class}, {standing_ruling_in_words(one)})"


def standing_ruling_in_words(one: Conflict) -> str:
    """Return where a conflict stands: "open", or the ruling in force."""
    return "open" if one.ruling is None else ruling_in_words(one, one.ruling)


def ruling_in_words(one: Conflict, ruling: ConflictRuling) -> str:
    """Return a ruling on a conflict: "ruled 25 years by anna 2026-11-02", or that it cannot be told."""
    said = "that it cannot be told" if ruling.value is None else side_in_words(one, ruling.value)
    note = f": {' '.join(ruling.note.split())}" if ruling.note else ""
    return f"ruled {said} by {ruling.by} {ruling.at[:10]}{note}"


def side_in_words(one: Conflict, value: str) -> str:
    """Return the value of one side of a conflict in words: "25 years", "about 2011-11"."""
    return slot_value_in_words(one.slot, value)


def slot_value_in_words(slot: str, value: str) -> str:
    """Return what a side says of the slot of a conflict in words: "25 years", "about 2011-11"."""
    if slot.startswith("term of"):
        return term_in_words(value)
    if slot.startswith("date of") or slot == "birth":
        return date_in_words(value)
    return in_words(value)


def origins_in_words(evidence: Sequence[Evidence]) -> str:
    """Return " (2 independent origins)"; nothing for one."""
    number = independent_origins(evidence)
    return f" ({number} independent origins)" if number > 1 else ""


def first_of_each_origin(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the claims so that those with an origin of their own come first."""
    seen: set[str] = set()
    own: list[Evidence] = []
    repeated: list[Evidence] = []
    for one in evidence:
        (repeated if one.origin in seen else own).append(one)
        seen.add(one.origin)
    return own + repeated


def _identity(case: Case) -> Iterator[CaseLine]:
    for value in case.nationality:
        yield CaseLine("nationality", f"{in_words(value.value)}{origins_in_words(value.evidence)}", value.evidence)
    for value in case.occupations:
        yield CaseLine("occupation", f"{value.value}{origins_in_words(value.evidence)}", value.evidence)
    if case.born:
        yield CaseLine("born", born_in_words(case.born, case), case.born.evidence)
    if case.status.evidence:
        yield CaseLine("on this day", standing_in_words(case), case.status.evidence)


def _custody(one: Custody) -> CaseLine:
    by = f"held by {in_words(one.holder)}" if one.holder else "held"
    ended = one.ends or one.ended_by
    until = until_in_words(one.ends) + (f" ({one.ended_by})" if one.ended_by else "") if ended else "no end reported"
    what = "; ".join(_filled((f"{by}, {one.ground}", *_where(one.places, one.authorities), until)))
    return CaseLine(since_in_words(one.begins) if one.begins else "beginning not said", what, one.evidence, one.begins)


def _event(one: Event, with_reality: bool = False) -> CaseLine:
    value = term_in_words(one.value) if one.kind == "sentence" else (one.value or "").replace("_", " ")
    way = " ".join(_filled((one.from_ and f"from {in_words(one.from_)}", one.to and f"to {in_words(one.to)}")))
    sides = "; ".join(
        f"{listed(side.states) or 'a side'} frees {listed(side.frees) or counted(side.count or 0, 'person', 'people')}"
        for side in one.sides
        if side.frees or side.count
    )
    kind = one.kind.replace("_", " ")
    head = " ".join(
        _filled((f"{one.reality}:" if with_reality else "", kind, one.states and f"by {listed(one.states)}"))
    )
    what = "; ".join(_filled((head, value, way, sides, *_where(one.places, one.authorities), ", ".join(one.offences))))
    return CaseLine(_when(one.date), what + origins_in_words(one.evidence), one.evidence, one.date)


def _judgment(one: Judgment) -> CaseLine:
    verdict = (one.verdict or "verdict " + NOT_SAID).replace("_", " ")
    court = one.authority or (one.state and in_words(one.state))
    what = "; ".join(_filled((verdict, court, ", ".join(one.offences))))
    return CaseLine(_when(one.date), what + origins_in_words(one.evidence), one.evidence, one.date)


def _sentence(one: Sentence) -> CaseLine:
    court = one.authority or (one.state and in_words(one.state))
    what = "; ".join(_filled((term_in_words(one.term), court, ", ".join(one.offences))))
    return CaseLine(_when(one.date), what + origins_in_words(one.evidence), one.evidence, one.date)


def _position(one: Position) -> CaseLine:
    about = "" if one.named else " (towards exchanges or held people at large)"
    later = "; a later position is known" if one.superseded else ""
    by = f"; said by {', '.join(one.by)}" if one.by else ""
    what = f"{_reality(one.reality)}{in_words(one.state)} {_STANCES.get(one.stance, one.stance)}{about}{by}{later}"
    return CaseLine(_when(one.date), what, one.evidence, one.date)


def _statement(one: StatementAbout) -> CaseLine:
    speaker = ", ".join(one.speakers) or "a speaker without a name"
    role = f" ({one.role})" if one.role else ""
    via = f", via {one.via}" if one.via else ""
    about = "" if one.named else ", naming nobody"
    # what was said stands in the quote below, unless the document tells it elsewhere
    told = any(" ".join(one.content.split()) in " ".join(claim.quote.split()) for claim in one.evidence)
    content = "" if told else f": {one.content}"
    return CaseLine(_when(one.date), f"{speaker}{role}{via}, {one.form}{about}{content}", one.evidence, one.date)


def _meeting(one: Meeting) -> CaseLine:
    sides = listed((*one.states, *one.people)) or "sides " + NOT_SAID
    place = f", {one.place}" if one.place else ""
    return CaseLine(
        _when(one.date), f"{_reality(one.reality)}{one.stage} meeting of {sides}{place}", one.evidence, one.date
    )


def _instrument(one: InstrumentNamed) -> CaseLine:
    between = f", {listed(one.states)}" if one.states else ""
    return CaseLine(one.signed or "", f"{one.name}{between}", one.evidence)


def _count(one: CountReported) -> CaseLine:
    bound = "" if one.bound == "exactly" else one.bound.replace("_", " ") + " "
    by = f"; said by {', '.join(one.by)}" if one.by else ""
    holder = f"; {listed(one.states)}" if one.states else ""
    return CaseLine(_when(one.date), f"{bound}{one.number:,} {one.of or ''}{holder}{by}", one.evidence, one.date)


def _when(edtf: str | None) -> str:
    return date_in_words(edtf) if edtf else "no date"


def _reality(reality: str) -> str:
    return "" if reality == "asserted" else f"{reality}: "


def _where(places: Sequence[str], authorities: Sequence[str]) -> tuple[str, str]:
    return ", ".join(places), ", ".join(authorities)


def _filled(parts: Iterable[object]) -> list[str]:
    return [str(part) for part in parts if part]
