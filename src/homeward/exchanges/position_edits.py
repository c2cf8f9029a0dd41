"""Changes a positions file as text: worths, people, participants and lines; the rest stays as it was written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from homeward.exchanges.answer import number
from homeward.exchanges.draft_files import draft_as_yaml
from homeward.exchanges.draft_words import id_of
from homeward.exchanges.model import Draft
from homeward.exchanges.position_text import END, OpenFile, open_file

WORTHS = ("wants", "gives")
PEOPLE = ("refuses", "insists", "any_of", "together", "not_both")
COUNTS = ("at_most", "at_least")


@dataclass(frozen=True, slots=True)
class NumberAt:
    """A number of a positions file: of the line, of whom or what (`person`, or `term` and `option`).

    Where all three are None it is the line's own: at what cost it yields, or the floor.
    """

    line: str
    person: str | None = None
    term: str | None = None
    option: str | None = None
    yields: bool = False


@dataclass(frozen=True, slots=True)
class NewLine:
    """A line to be added: whose, of which kind, on whom; `needs` of `only_if`, `number` of a floor or a count."""

    of: str
    kind: str
    people: Sequence[str] = ()
    needs: Sequence[str] = ()
    number: str = ""
    yields: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """A text from which something was taken out, and the ids of the lines that went or changed with it."""

    text: str
    lines: tuple[str, ...] = ()


def with_numbers(text: str, numbers: Mapping[NumberAt, str]) -> str:
    """Return the text with these numbers set; "" takes a cost of yielding out. Raises KeyError for one not there."""
    if not numbers:
        return text
    file = open_file(text)
    for at, said in numbers.items():
        _set(file.line(at.line), at, _written(said))
    return file.text()


def all_alike(text: str) -> str:
    """Return the text with every worth and cost of a person at 1, so that every person counts the same."""
    file = open_file(text)
    for line in file.lines:
        for kind in WORTHS:
            if kind in line:
                line[kind] = dict.fromkeys(line[kind], 1)
    return file.text()


def with_participant(text: str, name: str, called: str) -> str:
    """Return the text with a participant; one that is there already is called anew."""
    file = open_file(text)
    file.members("participants")[name] = {"name": called}
    return file.text()


def with_person(text: str, name: str, held_by: str, home: str, count: int = 1) -> str:
    """Return the text with one person more, or with `count` people who are alike, under an id made of the name."""
    file = open_file(text)
    people = file.members("people")
    said: dict[str, Any] = {"name": name, "held_by": held_by, "home": home}
    people[id_of(name, people)] = said if count == 1 else {**said, "count": count}
    return file.text()


def with_line(text: str, new: NewLine) -> str:
    """Return the text with one line more, under an id made of whose it is and its kind; worths are 1, as everyone's."""
    file = open_file(text)
    taken = [str(line.get("id")) for line in file.lines]
    line: dict[str, Any] = {"id": id_of(f"{new.of}-{new.kind}", taken, "-"), "of": new.of, new.kind: _said(new)}
    if new.yields:
        line["yields"] = _written(new.yields)
    if new.note:
        line["note"] = new.note
    file.lines.append(line)
    return file.text()


def with_draft(text: str, draft: Draft) -> str:
    """Return the text with what a draft has more: its participants, people and lines with their sources and remarks.

    A person with the same name, holder and home is the same; a line that says the same of the same person is too.
    """
    drafted = open_file(draft_as_yaml(draft))
    if not text.strip():
        return drafted.text()
    file = open_file(text)
    for name, said in drafted.members("participants").items():
        file.members("participants").setdefault(name, said)
    called = {name: _person_added(file, drafted, name) for name in drafted.members("people")}
    for line in drafted.lines:
        _line_added(file, drafted, line, called)
    for place in (("positions", ""), END):  # whose home is open, and what was said and makes no line
        known = file.remarks.setdefault(place, [])
        known += [remark for remark in drafted.remarks.get(place, ()) if remark not in known]
    return file.text()


def without_line(text: str, name: str) -> Taken:
    """Return the text without the line with that id."""
    file = open_file(text)
    file.data["positions"] = [line for line in file.lines if str(line.get("id")) != name]
    return Taken(file.text(), (name,))


def without_person(text: str, name: str) -> Taken:
    """Return the text without a person, and without them in every line; a line that is left with nobody goes too."""
    file = open_file(text)
    file.members("people").pop(name, None)
    touched = _without_in_lines(file, {name})
    return Taken(file.text(), touched)


def without_participant(text: str, name: str) -> Taken:
    """Return the text without a participant, its lines, and the people whom it holds or who are at home there."""
    file = open_file(text)
    file.members("participants").pop(name, None)
    people = file.members("people")
    gone = {one for one, said in people.items() if name in (said.get("held_by"), said.get("home"))}
    for one in gone:
        del people[one]
    own = tuple(str(line.get("id")) for line in file.lines if line.get("of") == name)
    file.data["positions"] = [line for line in file.lines if line.get("of") != name]
    touched = _without_in_lines(file, gone)
    return Taken(file.text(), (*own, *touched))


def _written(said: str) -> Any:
    """Return a number as a file has it; what is none stays as it was typed, to be refused with its line."""
    try:
        value = Fraction(said.strip())
    except (ValueError, ZeroDivisionError):
        return said
    whole = number(value)
    return whole if isinstance(whole, int) or Fraction(str(whole)) == value else said.strip()


def _set(line: dict[str, Any], at: NumberAt, value: Any) -> None:
    if at.yields:
        line["yields"] = value
        if value == "":
            del line["yields"]
    elif at.term is not None:
        line["terms"][at.term][at.option] = value
    elif at.person is not None:
        kind = next(kind for kind in WORTHS if kind in line)
        line[kind][at.person] = value
    else:
        line["floor"] = value


def _said(new: NewLine) -> Any:
    if new.kind in WORTHS:
        return dict.fromkeys(new.people, 1)
    if new.kind in COUNTS:
        count = _written(new.number)
        return {"of": list(new.people), "count": count} if new.people else {"count": count}
    if new.kind == "only_if":
        return {"releases": list(new.people), "needs": list(new.needs)}
    return _written(new.number) if new.kind == "floor" else list(new.people)


def _without_in_lines(file: OpenFile, gone: Iterable[str]) -> tuple[str, ...]:
    """Take people out of every line, and return the ids of those that changed; a line left with nobody goes."""
    gone, touched, kept = set(gone), [], []
    for line in file.lines:
        named = _named(line)
        if gone.isdisjoint(named):
            kept.append(line)
            continue
        touched.append(str(line.get("id")))
        if _taken_out(line, gone):
            kept.append(line)
    file.data["positions"] = kept
    return tuple(touched)


def _named(line: Mapping[str, Any]) -> set[str]:
    """Return the ids of everyone whom a line names."""
    found: set[str] = set()
    for kind in (*WORTHS, *PEOPLE):
        found |= set(line.get(kind) or ())
    for kind in (*COUNTS, "only_if"):
        for several in (line.get(kind) or {}).values():
            found |= set(several) if isinstance(several, list) else set()
    return found


def _taken_out(line: dict[str, Any], gone: set[str]) -> bool:
    """Take people out of a line; return whether it still says something."""
    for kind in (kind for kind in WORTHS if kind in line):
        line[kind] = {who: worth for who, worth in line[kind].items() if who not in gone}
        return bool(line[kind])
    for kind in (kind for kind in PEOPLE if kind in line):
        line[kind] = [who for who in line[kind] if who not in gone]
        return len(line[kind]) > (1 if kind == "not_both" else 0)
    for kind in (kind for kind in (*COUNTS, "only_if") if kind in line):
        line[kind] = {
            key: [who for who in said if who not in gone] if isinstance(said, list) else said
            for key, said in line[kind].items()
        }
        return all(said != [] for said in line[kind].values())
    return True


def _person_added(file: OpenFile, drafted: OpenFile, name: str) -> str:
    """Add a drafted person, where they are not there yet, and return their id in the file."""
    people, said = file.members("people"), drafted.members("people")[name]
    about = ("name", "held_by", "home")
    for other, known in people.items():
        if all(known.get(key) == said.get(key) for key in about):
            return str(other)
    own = id_of(name, people)
    people[own] = said
    file.remarks[("people", own)] = drafted.remarks.get(("people", name), [])
    return own


def _line_added(file: OpenFile, drafted: OpenFile, line: dict[str, Any], called: Mapping[str, str]) -> None:
    """Add a drafted line, with the file's own ids, where the file does not say the same already."""
    kind = next(kind for kind in (*WORTHS, "refuses") if kind in line)
    said, old = line[kind], str(line["id"])
    new = {called[who]: worth for who, worth in said.items()} if kind in WORTHS else [called[who] for who in said]
    if any(one.get("of") == line["of"] and set(new) <= set(one.get(kind) or ()) for one in file.lines):
        return
    own = id_of(old, [str(one.get("id")) for one in file.lines], "-")
    file.lines.append({**line, "id": own, kind: new})
    file.remarks[("positions", own)] = drafted.remarks.get(("positions", old), [])
