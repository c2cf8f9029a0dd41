"""A case file in words: its sections, line by line, each line with the claims it rests on."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from homeward.app.wording import counted_in, figure, gettext, gettext_noop, pgettext
from homeward.app.words import (
    date_in_words,
    in_words,
    listed,
    since_in_words,
    term_in_words,
    until_in_words,
    word,
)
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
    FreedBySide,
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
    "demands": gettext_noop("demands"),
    "offers": gettext_noop("offers"),
    "open": gettext_noop("is open"),
    "refuses": gettext_noop("refuses"),
    "conditions": gettext_noop("sets conditions"),
    "denies_knowledge": gettext_noop("denies knowledge"),
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
    """A heading of a case file, in English whatever the language, and what stands under it."""

    heading: str
    lines: tuple[CaseLine, ...]


def sections(case: Case) -> tuple[CaseSection, ...]:
    """Return the sections that have a line, in the order they are read: what happened, what was said, who it is."""
    every: tuple[tuple[str, Iterable[CaseLine]], ...] = (
        (gettext_noop("Custody"), map(_custody, case.custody)),
        (gettext_noop("What happened"), map(_event, case.timeline)),
        (
            gettext_noop("Planned, possible, alleged or denied"),
            (_event(one, with_reality=True) for one in case.not_asserted),
        ),
        (gettext_noop("Judgments"), map(_judgment, case.judgments)),
        (gettext_noop("Sentences"), map(_sentence, case.sentences)),
        (gettext_noop("Offences"), (CaseLine("", one.value, one.evidence) for one in case.offences)),
        (gettext_noop("Positions of States"), map(_position, case.positions)),
        (gettext_noop("Statements"), map(_statement, case.statements)),
        (gettext_noop("Meetings"), map(_meeting, case.meetings)),
        (gettext_noop("Treaties and laws named"), map(_instrument, case.instruments)),
        (gettext_noop("Numbers claimed"), map(_count, case.counts)),
        (gettext_noop("Who the person is"), _identity(case)),
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
        return gettext("not known whether held")
    if status.holder and status.standing is Standing.HELD:
        return _held_by(status.holder) + since
    return f"{word(status.standing)}{since}"


def days_in_words(days: DaysHeld) -> str:
    """Return how long someone was held: "4,793 days", "4,428 to 4,793 days", "at least 30 days", or nothing known."""
    if days.most is None:
        return gettext("at least %(number)s") % {"number": _days(days.least)} if days.least else gettext("not known")
    if days.least == days.most:
        return _days(days.least)
    if days.least:
        return gettext("%(first)s to %(last)s") % {"first": figure(days.least), "last": _days(days.most)}
    return gettext("at most %(number)s") % {"number": _days(days.most)}


def born_in_words(born: BirthInterval, case: Case) -> str:
    """Return when the person was born, and how old they are on the day of the case file, as far as both are known."""
    least, greatest = born.age_on(case.status.on)
    days = born.earliest.isoformat()
    if born.latest != born.earliest:
        days = gettext("between %(first)s and %(last)s") % {"first": days, "last": born.latest.isoformat()}
    said = {"days": days, "age": least, "oldest": greatest}
    if least == greatest:
        return gettext("%(days)s: aged %(age)s") % said
    if greatest == least + 1:
        return gettext("%(days)s: aged %(age)s or %(oldest)s") % said
    return gettext("%(days)s: aged %(age)s to %(oldest)s") % said


def conflict_sides(one: Conflict) -> tuple[CaseLine, ...]:
    """Return the sides of a conflict, each with its value in words and how many independent origins it has."""
    return tuple(
        CaseLine("", side_in_words(one, side.value) + origins_in_words(side.evidence), side.evidence)
        for side in one.sides
    )


def conflict_in_words(one: Conflict) -> str:
    """Return what a conflict is about and where it stands: "term of sentence (number, open)"."""
    return f"{slot_in_words(one.slot)} ({word(one.conflict_class)}, {standing_ruling_in_words(one)})"


def standing_ruling_in_words(one: Conflict) -> str:
    """Return where a conflict stands: "open", or the ruling in force."""
    return pgettext("conflict", "open") if one.ruling is None else ruling_in_words(one, one.ruling)


def ruling_in_words(one: Conflict, ruling: ConflictRuling) -> str:
    """Return a ruling on a conflict: "ruled 25 years by anna 2026-11-02", or that it cannot be told."""
    told = gettext("that it cannot be told") if ruling.value is None else side_in_words(one, ruling.value)
    note = f": {' '.join(ruling.note.split())}" if ruling.note else ""
    said = {"side": told, "by": ruling.by, "day": ruling.at[:10]}
    return gettext("ruled %(side)s by %(by)s %(day)s") % said + note


def slot_in_words(slot: str) -> str:
    """Return what a conflict is about: "term of sentence", "state of custody since 2012-01-01"."""
    said = gettext(slot)
    if said != slot:
        return said
    what, of, event = slot.partition(" of ")
    return gettext("%(what)s of %(event)s") % {"what": word(what), "event": word(event)} if of else word(slot)


def side_in_words(one: Conflict, value: str) -> str:
    """Return the value of one side of a conflict in words: "25 years", "about 2011-11"."""
    return slot_value_in_words(one.slot, value)


def slot_value_in_words(slot: str, value: str) -> str:
    """Return what a side says of the slot of a conflict in words: "25 years", "about 2011-11"."""
    if slot.startswith("term of"):
        return term_in_words(value)
    if slot.startswith("date of") or slot == "birth":
        return date_in_words(value)
    said = in_words(value)
    return word(value) if said == value else said


def origins_in_words(evidence: Sequence[Evidence]) -> str:
    """Return " (2 independent origins)"; nothing for one."""
    number = independent_origins(evidence)
    return f" ({counted_in(number, '%(n)s independent origin', '%(n)s independent origins')})" if number > 1 else ""


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
        yield CaseLine(
            gettext("nationality"), f"{in_words(value.value)}{origins_in_words(value.evidence)}", value.evidence
        )
    for value in case.occupations:
        yield CaseLine(gettext("occupation"), f"{value.value}{origins_in_words(value.evidence)}", value.evidence)
    if case.born:
        yield CaseLine(gettext("born"), born_in_words(case.born, case), case.born.evidence)
    if case.status.evidence:
        yield CaseLine(gettext("on this day"), standing_in_words(case), case.status.evidence)


def _custody(one: Custody) -> CaseLine:
    by = _held_by(one.holder) if one.holder else word("held")
    until = gettext("no end reported")
    if one.ends or one.ended_by:
        until = until_in_words(one.ends) + (f" ({word(one.ended_by)})" if one.ended_by else "")
    what = "; ".join(_filled((f"{by}, {word(one.ground)}", *_where(one.places, one.authorities), until)))
    begins = since_in_words(one.begins) if one.begins else gettext("beginning not said")
    return CaseLine(begins, what, one.evidence, one.begins)


def _event(one: Event, with_reality: bool = False) -> CaseLine:
    value = term_in_words(one.value) if one.kind == "sentence" else word(one.value) if one.value else ""
    from_ = gettext("from %(place)s") % {"place": in_words(one.from_)} if one.from_ else ""
    to = gettext("to %(place)s") % {"place": in_words(one.to)} if one.to else ""
    way = " ".join(_filled((from_, to)))
    sides = "; ".join(_freeing(side) for side in one.sides if side.frees or side.count)
    by = gettext("by %(states)s") % {"states": listed(one.states)} if one.states else ""
    head = " ".join(_filled((f"{word(one.reality)}:" if with_reality else "", word(one.kind), by)))
    what = "; ".join(_filled((head, value, way, sides, *_where(one.places, one.authorities), ", ".join(one.offences))))
    return CaseLine(_when(one.date), what + origins_in_words(one.evidence), one.evidence, one.date)


def _freeing(side: FreedBySide) -> str:
    frees = listed(side.frees) or counted_in(side.count or 0, "%(n)s person", "%(n)s people")
    return gettext("%(side)s frees %(people)s") % {"side": listed(side.states) or gettext("a side"), "people": frees}


def _judgment(one: Judgment) -> CaseLine:
    verdict = word(one.verdict or "verdict not said")
    court = one.authority or (one.state and in_words(one.state))
    what = "; ".join(_filled((verdict, court, ", ".join(one.offences))))
    return CaseLine(_when(one.date), what + origins_in_words(one.evidence), one.evidence, one.date)


def _sentence(one: Sentence) -> CaseLine:
    court = one.authority or (one.state and in_words(one.state))
    what = "; ".join(_filled((term_in_words(one.term), court, ", ".join(one.offences))))
    return CaseLine(_when(one.date), what + origins_in_words(one.evidence), one.evidence, one.date)


def _position(one: Position) -> CaseLine:
    about = "" if one.named else gettext(" (towards exchanges or held people at large)")
    later = gettext("; a later position is known") if one.superseded else ""
    stance = gettext(_STANCES.get(one.stance, one.stance))
    what = f"{_reality(one.reality)}{in_words(one.state)} {stance}{about}{_said_by(one.by)}{later}"
    return CaseLine(_when(one.date), what, one.evidence, one.date)


def _statement(one: StatementAbout) -> CaseLine:
    speaker = ", ".join(one.speakers) or gettext("a speaker without a name")
    role = f" ({one.role})" if one.role else ""
    via = gettext(", via %(channel)s") % {"channel": one.via} if one.via else ""
    about = "" if one.named else gettext(", naming nobody")
    # what was said stands in the quote below, unless the document tells it elsewhere
    told = any(" ".join(one.content.split()) in " ".join(claim.quote.split()) for claim in one.evidence)
    content = "" if told else f": {one.content}"
    return CaseLine(
        _when(one.date), f"{speaker}{role}{via}, {pgettext('speech', one.form)}{about}{content}", one.evidence, one.date
    )


def _meeting(one: Meeting) -> CaseLine:
    sides = listed((*one.states, *one.people)) or gettext("sides not said")
    met = gettext("%(stage)s meeting of %(sides)s") % {"stage": pgettext("meeting", one.stage), "sides": sides}
    place = f", {one.place}" if one.place else ""
    return CaseLine(_when(one.date), f"{_reality(one.reality)}{met}{place}", one.evidence, one.date)


def _instrument(one: InstrumentNamed) -> CaseLine:
    between = f", {listed(one.states)}" if one.states else ""
    return CaseLine(one.signed or "", f"{one.name}{between}", one.evidence)


def _count(one: CountReported) -> CaseLine:
    bound = "" if one.bound == "exactly" else word(one.bound) + " "
    holder = f"; {listed(one.states)}" if one.states else ""
    what = f"{bound}{figure(one.number)} {one.of or ''}{holder}{_said_by(one.by)}"
    return CaseLine(_when(one.date), what, one.evidence, one.date)


def _held_by(holder: str) -> str:
    return gettext("held by %(holder)s") % {"holder": in_words(holder)}


def _said_by(speakers: Sequence[str]) -> str:
    return gettext("; said by %(speakers)s") % {"speakers": ", ".join(speakers)} if speakers else ""


def _days(number: int) -> str:
    return counted_in(number, "%(n)s day", "%(n)s days")


def _when(edtf: str | None) -> str:
    return date_in_words(edtf) if edtf else gettext("no date")


def _reality(reality: str) -> str:
    return "" if reality == "asserted" else f"{word(reality)}: "


def _where(places: Sequence[str], authorities: Sequence[str]) -> tuple[str, str]:
    return ", ".join(places), ", ".join(authorities)


def _filled(parts: Iterable[object]) -> list[str]:
    return [str(part) for part in parts if part]
