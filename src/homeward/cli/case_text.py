"""A case file as text: every line followed by the words that say it, where they stand, and both dates."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from homeward.app.words import NOT_SAID, date_in_words, in_words, listed, since_in_words, term_in_words, until_in_words
from homeward.basics.counting import counted
from homeward.cases.model import (
    BirthInterval,
    Case,
    Conflict,
    ConflictClass,
    CountReported,
    Custody,
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
from homeward.cli.output import ID_DIGITS, one_line

EVIDENCE_SHOWN = 2
"""How many claims are printed under a line unless all are asked for."""

TOO_NARROW = 60
"""Columns below which a date stands above its line, not beside it."""

_DATE_WIDTH = 24
_STANCES = {
    "demands": "demands",
    "offers": "offers",
    "open": "is open",
    "refuses": "refuses",
    "conditions": "sets conditions",
    "denies_knowledge": "denies knowledge",
}
_HEADING, _QUOTE, _PLACE = "bold cyan", "green", "dim"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a case file: when, what, and the claims it rests on."""

    when: str
    what: str
    evidence: Sequence[Evidence]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its entries; one without entries is not printed."""

    heading: str
    entries: tuple[Entry, ...]
    all_evidence: bool = False

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the section, dates beside the lines where the terminal is wide enough."""
        yield Text(self.heading, style=_HEADING)
        if options.max_width < TOO_NARROW:
            for entry in self.entries:
                if entry.when:
                    yield Padding(Text(entry.when, style="bold"), (0, 0, 0, 2))
                yield Padding(self._line(entry), (0, 0, 0, 2))
        else:
            yield self._side_by_side()
        yield Text()

    def _side_by_side(self) -> Table:
        width = max((len(entry.when) for entry in self.entries), default=0)
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(width=2)
        if width:
            grid.add_column(width=min(width, _DATE_WIDTH), style="bold", overflow="fold")
        grid.add_column(ratio=1, overflow="fold")
        for entry in self.entries:
            cells: list[RenderableType] = ["", Text(entry.when)] if width else [""]
            grid.add_row(*cells, self._line(entry))
        return grid

    def _line(self, entry: Entry) -> Group:
        shown = entry.evidence if self.all_evidence else _first_of_each_origin(entry.evidence)[:EVIDENCE_SHOWN]
        parts: list[RenderableType] = [Text(one_line(entry.what))] if entry.what else []
        parts += [Padding(_evidence_text(one), (0, 0, 0, 2)) for one in shown]
        if left := len(entry.evidence) - len(shown):
            parts.append(Padding(Text(f"and {counted(left, 'more claim')}", style=_PLACE), (0, 0, 0, 2)))
        return Group(*parts)


def case_file(case: Case, all_evidence: bool = False) -> Iterator[RenderableType]:
    """Yield the parts of a case file in the order they are read: who, where they stand, what happened, what was said.

    Under each line stand at most EVIDENCE_SHOWN claims, unless `all_evidence`.
    """
    yield _header(case)
    yield Text()
    for heading, entries in _sections(case):
        if entries:
            yield Section(heading, tuple(entries), all_evidence)
    yield from (Section(_conflict_heading(one), tuple(_conflict_sides(one)), all_evidence) for one in case.conflicts)
    if case.undated_document_ids:
        yield Text(f"{counted(len(case.undated_document_ids), 'document')} counted although nobody knows its date.")


def standing_in_words(case: Case) -> str:
    """Return where the person stands: "held by United States since 2008-03-06"."""
    status = case.status
    since = f" {since_in_words(status.since)}" if status.since else ""
    if status.standing is Standing.UNKNOWN:
        return "not known whether held"
    holder = f" by {in_words(status.holder)}" if status.holder and status.standing is Standing.HELD else ""
    return f"{status.standing}{holder}{since}"


def _header(case: Case) -> Group:
    rows = Table.grid(padding=(0, 2, 0, 0))
    rows.add_column(style="bold", width=13)
    rows.add_column(ratio=1, overflow="fold")
    forms = ", ".join(
        f"{form.text} ({len(form.document_ids)})" for form in case.person.forms if form.text != case.person.name
    )
    for name, value in (
        ("also written", forms),
        ("nationality", _values(case.nationality, in_words)),
        ("occupation", _values(case.occupations, str)),
        ("born", _born(case.born, case) if case.born else ""),
        ("on this day", standing_in_words(case)),
        ("documents", str(len(case.document_ids))),
        ("conflicts", f"{len(case.conflicts)}, listed at the end" if case.conflicts else "none found"),
    ):
        if value:
            rows.add_row(name, Text(one_line(value)))
    title = Text(one_line(case.person.name), style="bold")
    title.append(f"   as of {case.status.on.isoformat()}   case {case.id}", style=_PLACE)
    return Group(title, rows)


def _sections(case: Case) -> Iterator[tuple[str, list[Entry]]]:
    yield "Custody", [_custody(one) for one in case.custody]
    yield "What happened", [_event(one) for one in case.timeline]
    yield "Planned, possible, alleged or denied", [_event(one, with_reality=True) for one in case.not_asserted]
    yield "Judgments", [_judgment(one) for one in case.judgments]
    yield "Sentences", [_sentence(one) for one in case.sentences]
    yield "Offences", [Entry("", one.value, one.evidence) for one in case.offences]
    yield "Positions of States", [_position(one) for one in case.positions]
    yield "Statements", [_statement(one) for one in case.statements]
    yield "Meetings", [_meeting(one) for one in case.meetings]
    yield "Treaties and laws named", [_instrument(one) for one in case.instruments]
    yield "Numbers claimed", [_count(one) for one in case.counts]
    yield "Who the person is", list(_header_entries(case))


def _header_entries(case: Case) -> Iterator[Entry]:
    for value in case.nationality:
        yield Entry("nationality", f"{in_words(value.value)}{_origins(value.evidence)}", value.evidence)
    for value in case.occupations:
        yield Entry("occupation", f"{value.value}{_origins(value.evidence)}", value.evidence)
    if case.born:
        yield Entry("born", _born(case.born, case), case.born.evidence)
    if case.status.evidence:
        yield Entry("on this day", standing_in_words(case), case.status.evidence)


def _born(born: BirthInterval, case: Case) -> str:
    least, greatest = born.age_on(case.status.on)
    days = born.earliest.isoformat()
    if born.latest != born.earliest:
        days = f"between {days} and {born.latest.isoformat()}"
    age = (
        f"{least}"
        if least == greatest
        else f"{least} or {greatest}"
        if greatest == least + 1
        else f"{least} to {greatest}"
    )
    return f"{days}: aged {age}"


def _values(values: Iterable[ReportedValue], words: Callable[[str], str]) -> str:
    return ", ".join(words(value.value) for value in values)


def _custody(one: Custody) -> Entry:
    by = f"held by {in_words(one.holder)}" if one.holder else "held"
    ended = one.ends or one.ended_by
    until = until_in_words(one.ends) + (f" ({one.ended_by})" if one.ended_by else "") if ended else "no end reported"
    what = "; ".join(_filled((f"{by}, {one.ground}", *_where(one.places, one.authorities), until)))
    return Entry(since_in_words(one.begins) if one.begins else "beginning not said", what, one.evidence)


def _event(one: Event, with_reality: bool = False) -> Entry:
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
    return Entry(_when(one.date), what + _origins(one.evidence), one.evidence)


def _judgment(one: Judgment) -> Entry:
    verdict = (one.verdict or "verdict " + NOT_SAID).replace("_", " ")
    court = one.authority or (one.state and in_words(one.state))
    return Entry(
        _when(one.date),
        "; ".join(_filled((verdict, court, ", ".join(one.offences)))) + _origins(one.evidence),
        one.evidence,
    )


def _sentence(one: Sentence) -> Entry:
    court = one.authority or (one.state and in_words(one.state))
    return Entry(
        _when(one.date),
        "; ".join(_filled((term_in_words(one.term), court, ", ".join(one.offences)))) + _origins(one.evidence),
        one.evidence,
    )


def _position(one: Position) -> Entry:
    about = "" if one.named else " (towards exchanges or held people at large)"
    later = "; a later position is known" if one.superseded else ""
    reality = "" if one.reality == "asserted" else f"{one.reality}: "
    by = f"; said by {', '.join(one.by)}" if one.by else ""
    what = f"{reality}{in_words(one.state)} {_STANCES.get(one.stance, one.stance)}{about}{by}{later}"
    return Entry(_when(one.date), what, one.evidence)


def _statement(one: StatementAbout) -> Entry:
    speaker = ", ".join(one.speakers) or "a speaker without a name"
    role = f" ({one.role})" if one.role else ""
    via = f", via {one.via}" if one.via else ""
    about = "" if one.named else ", naming nobody"
    # what was said stands in the quote below, unless the document tells it elsewhere
    told = any(one_line(one.content) in one_line(claim.quote) for claim in one.evidence)
    content = "" if told else f": {one.content}"
    return Entry(_when(one.date), f"{speaker}{role}{via}, {one.form}{about}{content}", one.evidence)


def _meeting(one: Meeting) -> Entry:
    reality = "" if one.reality == "asserted" else f"{one.reality}: "
    sides = listed((*one.states, *one.people)) or "sides " + NOT_SAID
    return Entry(
        _when(one.date),
        f"{reality}{one.stage} meeting of {sides}{f', {one.place}' if one.place else ''}",
        one.evidence,
    )


def _instrument(one: InstrumentNamed) -> Entry:
    between = f", {listed(one.states)}" if one.states else ""
    return Entry(one.signed or "", f"{one.name}{between}", one.evidence)


def _count(one: CountReported) -> Entry:
    bound = "" if one.bound == "exactly" else one.bound.replace("_", " ") + " "
    by = f"; said by {', '.join(one.by)}" if one.by else ""
    holder = f"; {listed(one.states)}" if one.states else ""
    return Entry(_when(one.date), f"{bound}{one.number:,} {one.of or ''}{holder}{by}", one.evidence)


def _conflict_heading(one: Conflict) -> str:
    return f"Conflict: {one.slot} ({one.conflict_class}, {ruling_in_words(one)}) · conflict {one.id[:ID_DIGITS]}"


def ruling_in_words(one: Conflict) -> str:
    """Return the ruling on a conflict: "open", "ruled 25 years by anna 2026-11-02", or that it cannot be told."""
    if one.ruling is None:
        return "open"
    said = "that it cannot be told" if one.ruling.value is None else side_in_words(one, one.ruling.value)
    note = f": {one_line(one.ruling.note)}" if one.ruling.note else ""
    return f"ruled {said} by {one.ruling.by} {one.ruling.at[:10]}{note}"


def _conflict_sides(one: Conflict) -> Iterator[Entry]:
    for side in one.sides:
        yield Entry("", f"{side_in_words(one, side.value)}{_origins(side.evidence)}", side.evidence)


def side_in_words(one: Conflict, value: str) -> str:
    """Return the value of one side of a conflict in words: "25 years", "about 2011-11"."""
    if "sentence" in one.slot and one.conflict_class is ConflictClass.NUMBER:
        return term_in_words(value)
    if one.conflict_class is ConflictClass.DATE or one.slot == "birth":
        return date_in_words(value)
    return in_words(value)


def _when(edtf: str | None) -> str:
    return date_in_words(edtf) if edtf else "no date"


def _where(places: Sequence[str], authorities: Sequence[str]) -> tuple[str, str]:
    return ", ".join(places), ", ".join(authorities)


def _filled(parts: Iterable[object]) -> list[str]:
    return [str(part) for part in parts if part]


def _origins(evidence: Sequence[Evidence]) -> str:
    number = independent_origins(evidence)
    return f" ({number} independent origins)" if number > 1 else ""


def _first_of_each_origin(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the claims so that those with an origin of their own come first."""
    seen: set[str] = set()
    own: list[Evidence] = []
    repeated: list[Evidence] = []
    for one in evidence:
        (repeated if one.origin in seen else own).append(one)
        seen.add(one.origin)
    return own + repeated


def _evidence_text(one: Evidence) -> Text:
    text = Text(f"“{one_line(one.quote)}”", style=_QUOTE)
    where = [
        f"{one_line(one.document_name)} {one.start}-{one.end}",
        one_line(one.publisher) if one.publisher else "",
        f"happened: {date_in_words(one.happened)}",
        f"reported: {date_in_words(one.reported)}",
        f"claim {one.claim_id[:ID_DIGITS]}",
    ]
    text.append("\n" + " · ".join(_filled(where)), style=_PLACE)
    return text
