"""Reads a positions file: the format of POSITIONS, every mistake refused with its line's id and the file's line."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction
from typing import Any

from homeward.basics.dates import parse_date
from homeward.basics.errors import DateRefused, PositionsRefused
from homeward.basics.yaml_files import Entry, load_yaml_as_written
from homeward.exchanges.model import (
    AnyOf,
    AtLeast,
    AtMost,
    Floor,
    Gives,
    Group,
    Insists,
    Line,
    NotBoth,
    OnlyIf,
    Position,
    Positions,
    Ratio,
    Refuses,
    Together,
    ValuesTerms,
    Wants,
)
from homeward.exchanges.position_entries import (
    PositionsFile,
    group_of,
    known_keys,
    mapping_of,
    participant_named,
    participant_of,
    shown,
    term_of,
    words_of,
)
from homeward.exchanges.position_numbers import FORMS, MOST_PEOPLE, must_be_provable, number_of, whole_number_of

_ABOUT = ("id", "of", "yields", "source", "date", "note")
_NEVER_YIELD = ("wants", "gives", "terms")
_TOP = ("title", "as_of", "participants", "people", "terms", "positions", "place", "note")


def read_positions(text: str, where: str = "positions") -> Positions:
    """Return what a positions file says; `where` names it in messages.

    Raises PositionsRefused (or YamlRefused, where it is no YAML) with the line and the remedy.
    """
    data = load_yaml_as_written(text, where)
    if not isinstance(data, Entry):
        raise PositionsRefused(where, 1, "the file is no mapping", "Start with `title:`, `participants:`, `people:`.")
    known_keys(where, data, _TOP, "the file")
    file = PositionsFile(where, {}, {}, {})
    participants = {name: participant_of(file, name, data) for name in mapping_of(file, data, "participants")}
    if not participants:
        raise PositionsRefused(where, data.line_of("participants"), "there are no participants", "Name at least one.")
    file = PositionsFile(where, participants, {}, {})
    people = {name: group_of(file, name, data) for name in mapping_of(file, data, "people")}
    if sum(group.count for group in people.values()) > MOST_PEOPLE:
        why = "`people` are over 10^9 in all"
        raise PositionsRefused(where, data.line_of("people"), why, "Count those alone who are held.")
    file = PositionsFile(where, participants, people, {})
    terms = {name: term_of(file, name, data) for name in mapping_of(file, data, "terms")}
    file = PositionsFile(where, participants, people, terms)
    positions = tuple(_positions(file, data))
    must_be_provable(where, people, positions)
    return Positions(
        words_of(file, data, "title", "the file") or "",
        _as_of(file, data),
        tuple(participants.values()),
        tuple(people.values()),
        tuple(terms.values()),
        positions,
        words_of(file, data, "place", "the file"),
    )


def _as_of(file: PositionsFile, data: Entry) -> str | None:
    said = data.get("as_of")
    return None if said is None else _date(file, data, "as_of", "the file")


def _date(file: PositionsFile, entry: Entry, key: str, what: str) -> str:
    try:
        return parse_date(words_of(file, entry, key, what) or "").edtf
    except DateRefused as error:
        raise file.refuse(entry.line_of(key), f"{what}: `{key}`: {error}", "") from error


def _positions(file: PositionsFile, data: Entry) -> Iterable[Position]:
    entries = [] if data.get("positions") is None else data["positions"]
    if not isinstance(entries, list):
        raise file.refuse(data.line_of("positions"), "`positions` is no list", "Start each line with `- {id: ...`.")
    seen: dict[str, int] = {}
    floors: dict[str, str] = {}
    for number, entry in enumerate(entries, 1):
        if not isinstance(entry, Entry):
            raise file.refuse(
                data.line_of("positions"), f"position {number} is no mapping", "Write `- {id: ..., of: ...}`."
            )
        position = _position(file, entry, number)
        if position.id in seen:
            first = seen[position.id]
            raise file.refuse(
                entry.line, f"{position.id}: the id stands on line {first} too", "Give each line its own."
            )
        seen[position.id] = entry.line
        if isinstance(position.line, Floor) and floors.setdefault(position.of, position.id) != position.id:
            why = f"{position.id}: {position.of} has the floor `{floors[position.of]}` already"
            raise file.refuse(entry.line, why, "Keep one floor for each participant.")
        yield position


def _position(file: PositionsFile, entry: Entry, number: int) -> Position:
    name = words_of(file, entry, "id", f"position {number}") or f"position {number}"
    for key in ("id", "of"):
        if not entry.get(key):
            raise file.refuse(entry.line_of(key), f"{name}: `{key}` is missing", f"Add `{key}: ...`.")
    of = participant_named(file, entry, "of", name)
    known_keys(file.where, entry, (*_ABOUT, *LINES), name)
    kinds = [key for key in entry if key in LINES]
    if len(kinds) != 1:
        told = f"says {', '.join(kinds)} at once" if kinds else "says nothing"
        raise file.refuse(entry.line, f"{name}: the line {told}", f"Write exactly one of: {', '.join(LINES)}.")
    kind = kinds[0]
    line = LINES[kind](_Reader(file, entry, name, of, kind))
    yields = _yields(file, entry, name, kind)
    return Position(
        name,
        of,
        line,
        yields,
        _source(file, entry, name),
        _date(file, entry, "date", name) if entry.get("date") is not None else None,
        words_of(file, entry, "note", name),
        entry.line,
    )


def _source(file: PositionsFile, entry: Entry, name: str) -> dict[str, str]:
    said = entry.get("source")
    if isinstance(said, Entry):
        told = {key: words_of(file, said, key, f"{name}: `source`", empty=True) for key in said}
        return {key: value for key, value in told.items() if value is not None}
    says = words_of(file, entry, "source", name, empty=True)
    return {} if says is None else {"says": says}


def _yields(file: PositionsFile, entry: Entry, name: str, kind: str) -> Fraction | None:
    if entry.get("yields") is None:
        return None
    line = entry.line_of("yields")
    if kind in _NEVER_YIELD:
        raise file.refuse(line, f"{name}: `{kind}` forbids nothing and cannot yield", "Take `yields` out.")
    cost = number_of(entry["yields"])
    if cost is None or cost <= 0:
        why = f"{name}: `yields` is {shown(entry['yields'])}"
        raise file.refuse(line, why, "Write a number above 0, or leave it out.")
    return cost


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads what one line says, and refuses it where it makes no sense."""

    file: PositionsFile
    entry: Entry
    name: str
    of: str
    kind: str

    @property
    def said(self) -> Any:
        return self.entry[self.kind]

    def refuse(self, why: str, remedy: str, line: int | None = None) -> PositionsRefused:
        return self.file.refuse(line or self.entry.line_of(self.kind), f"{self.name}: {why}", remedy)

    def inner(self, known: Iterable[str] | None = None, required: Iterable[str] = ()) -> Entry:
        said = self.said
        if not isinstance(said, Entry):
            raise self.refuse(f"`{self.kind}` is no mapping", f"Write `{self.kind}: {{...}}`.")
        if known is not None:
            known_keys(self.file.where, said, known, f"{self.name}: `{self.kind}`")
        for key in required:
            if key not in said:
                raise self.refuse(f"`{self.kind}` has no `{key}`", f"Add `{key}: ...`.", said.line)
        return said

    def person(self, name: Any, line: int) -> Group:
        if not isinstance(name, str):
            raise self.refuse(f"`{self.kind}` has {shown(name)} where a person has to stand", "Write ids alone.", line)
        group = self.file.people.get(name)
        if group is None:
            near = get_close_matches(name, self.file.people, 1)
            remedy = f"Did you mean `{near[0]}`?" if near else "Add them to `people` or mend the id."
            raise self.refuse(f"`{self.kind}` names the unknown person {shown(name)}", remedy, line)
        return group

    def people(self, said: Any, line: int, least: int = 1) -> tuple[str, ...]:
        if not isinstance(said, list) or len(said) < least:
            raise self.refuse(f"`{self.kind}` asks for a list of people, at least {least}", "Write `[id, id]`.", line)
        names = tuple(self.person(name, line).id for name in said)
        if len(set(names)) < len(names):
            raise self.refuse(f"`{self.kind}` names somebody twice", "Name each once.", line)
        return names

    def number(self, value: Any, what: str, line: int) -> Fraction:
        number = number_of(value)
        if number is None:
            raise self.refuse(f"{what} is {shown(value)}", FORMS, line)
        return number

    def worths(self) -> dict[str, Fraction]:
        said = self.inner()
        found = {}
        for name, value in said.items():
            group, line = self.person(name, said.line_of(name)), said.line_of(name)
            if self.kind == "gives" and group.held_by != self.of:
                raise self.refuse(f"{self.of} does not hold {name}", f"Only {group.held_by} can give them.", line)
            found[group.id] = self.number(value, f"what {name} is worth", line)
            if found[group.id] < 0:
                raise self.refuse(f"`{self.kind}` gives {name} the number {value}", "Write 0 or more.", line)
        return found

    def count(self, said: Entry) -> int:
        count = whole_number_of(said["count"])
        if count is None or not 1 <= count <= MOST_PEOPLE:
            remedy = "Write a whole number from 1, at most 10^9; that nobody is let go is said by `refuses`."
            raise self.refuse(f"the count is {shown(said['count'])}", remedy, said.line_of("count"))
        return count


def _list_line(make: Callable[[tuple[str, ...]], Line], least: int = 1) -> Callable[[_Reader], Line]:
    return lambda reader: make(reader.people(reader.said, reader.entry.line_of(reader.kind), least))


def _count_line(make: Callable[[tuple[str, ...], int], Line]) -> Callable[[_Reader], Line]:
    def read(reader: _Reader) -> Line:
        said = reader.inner(("of", "count"), ("count",))
        own = tuple(group.id for group in reader.file.people.values() if group.home == reader.of)
        people = reader.people(said["of"], said.line_of("of")) if said.get("of") is not None else own
        return make(people, reader.count(said))

    return read


def _only_if(reader: _Reader) -> Line:
    said = reader.inner(("releases", "needs"), ("releases", "needs"))
    return OnlyIf(*(reader.people(said[key], said.line_of(key)) for key in ("releases", "needs")))


def _ratio(reader: _Reader) -> Line:
    said = reader.inner(("gets", "gives"), ("gets", "gives"))
    gets, gives = (reader.number(said[key], f"`{key}`", said.line_of(key)) for key in ("gets", "gives"))
    if gets < 0 or gives <= 0:
        raise reader.refuse("a ratio below nothing", "Write `gets` from 0 and `gives` above 0.")
    return Ratio(gets, gives)


def _floor(reader: _Reader) -> Line:
    return Floor(reader.number(reader.said, "the floor", reader.entry.line_of("floor")))


def _terms(reader: _Reader) -> Line:
    said, found = reader.inner(), {}
    for name, worths in said.items():
        term, line = reader.file.terms.get(name), said.line_of(name)
        if term is None:
            raise reader.refuse(f"names the unknown term `{name}`", "Add it to `terms` or mend the id.", line)
        if not isinstance(worths, Entry):
            raise reader.refuse(f"says nothing of the options of {name}", "Write `{option: worth}`.", line)
        for option in worths:
            if option not in term.options:
                remedy = f"Known are: {', '.join(term.options)}."
                raise reader.refuse(f"{name} has no option `{option}`", remedy, worths.line_of(option))
        found[name] = {
            option: reader.number(value, f"what {option} is worth", worths.line_of(option))
            for option, value in worths.items()
        }
        if found[name].get(term.options[0]):
            raise reader.refuse(f"`{term.options[0]}` is how things are now", "Its worth is 0: leave it out.", line)
    return ValuesTerms(found)


LINES: Mapping[str, Callable[[_Reader], Line]] = {
    "wants": lambda reader: Wants(reader.worths()),
    "gives": lambda reader: Gives(reader.worths()),
    "terms": _terms,
    "refuses": _list_line(Refuses),
    "insists": _list_line(Insists),
    "any_of": _list_line(AnyOf),
    "only_if": _only_if,
    "together": _list_line(Together),
    "not_both": _list_line(NotBoth, least=2),
    "at_most": _count_line(AtMost),
    "at_least": _count_line(AtLeast),
    "ratio": _ratio,
    "floor": _floor,
}
"""Every kind of line, in the order of the contract's table, and how it is read."""
