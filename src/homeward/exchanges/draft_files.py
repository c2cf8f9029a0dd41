"""Writes a draft as a positions file: YAML 1.2 that anybody's name or quote leaves whole, remarks as comments."""

import re
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from homeward.basics.states import state_name
from homeward.exchanges.model import Draft, Gives, Group, Position, Refuses, Wants

WIDTH = 116
"""Columns of a comment."""
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*|\d{4}-\d\d-\d\d")
_NOT_PLAIN = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}
"""Words that some reader of YAML takes for something else than text."""
_HEAD = """\
Drafted by `homeward positions` out of the case files. Every worth is the neutral default 1: set your own, on one
scale a participant. Each line rests on the claim under `source`, and a claim is what somebody said, not a fact.
Lines with `#` are remarks; nothing reads them."""


def draft_as_yaml(draft: Draft) -> str:
    """Return a draft as the text of a positions file that `read_positions` reads back to the same positions."""
    return "\n".join(_lines(draft)) + "\n"


def _lines(draft: Draft) -> Iterator[str]:
    positions = draft.positions
    yield from _comment(_HEAD.replace("\n", " "))
    for remark in draft.head:
        yield from _comment(remark)
    yield f"title: {quoted(positions.title)}"
    if positions.as_of:
        yield f"as_of: {quoted(positions.as_of)}"
    yield "participants:"
    for participant in positions.participants:
        yield f"  {quoted(participant.id)}: {{name: {quoted(participant.name)}}}"
    yield "people:"
    for group in positions.people:
        for remark in draft.on_people.get(group.id, ()):
            yield from _comment(remark, 2)
        yield f"  {_person(group)}"
    for group, homes in draft.unsettled.items():
        yield from _unsettled(group, homes)
    yield "positions:" if positions.positions else "positions: []"
    for position in positions.positions:
        for remark in draft.on_lines.get(position.id, ()):
            yield from _comment(remark, 2)
        yield from _position(position)
    if draft.unwritten:
        yield from _comment("Said too, and no line:")
        for remark in draft.unwritten:
            yield from _comment(remark)


def _person(group: Group) -> str:
    home = quoted(group.home) if group.home else "STATE"
    about = f"name: {quoted(group.name)}, held_by: {quoted(group.held_by)}, home: {home}"
    return f"{quoted(group.id)}: {{{about}}}"


def _unsettled(group: Group, homes: Iterable[str]) -> Iterator[str]:
    states = [f"{state_name(home)} ({home})" for home in homes]
    told = f"it may be {' or '.join(states)}" if states else "no report gives a nationality other than the holder's"
    yield from _comment(
        f"Which State is home is for you to say: {told}. Then take the sign before the next line off.", 2
    )
    yield f"  # {_person(group)}"


def _position(position: Position) -> Iterator[str]:
    yield f"  - id: {quoted(position.id)}"
    yield f"    of: {quoted(position.of)}"
    match position.line:
        case Wants(worths):
            yield f"    wants: {_worths(worths)}"
        case Gives(costs):
            yield f"    gives: {_worths(costs)}"
        case Refuses(people):
            yield f"    refuses: [{', '.join(map(quoted, people))}]"
        case other:
            raise ValueError(f"a draft has no line {type(other).__name__}")
    if position.date:
        yield f"    date: {quoted(position.date)}"
    if position.note:
        yield f"    note: {quoted(position.note)}"
    if position.source:
        yield "    source:"
        yield from (f"      {quoted(key)}: {quoted(value)}" for key, value in position.source.items())


def _worths(worths: Mapping[str, object]) -> str:
    return "{" + ", ".join(f"{quoted(person)}: {worth}" for person, worth in worths.items()) + "}"


def quoted(text: str) -> str:
    """Return `text` as a scalar that every reader of YAML takes for this text, on one line, nothing in it unseen."""
    if _PLAIN.fullmatch(text) and text.lower() not in _NOT_PLAIN:
        return text
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(letter: str) -> str:
    if letter in '"\\':
        return "\\" + letter
    if letter.isprintable():
        return letter
    code = ord(letter)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _comment(text: str, indent: int = 0) -> Iterator[str]:
    """Yield a remark as comment lines; what would break a line, or cannot be seen, becomes a blank or a mark."""
    words = "".join(_seen(letter) for letter in text)
    before = " " * indent + "# "
    yield from textwrap.wrap(
        words, WIDTH, initial_indent=before, subsequent_indent=before, break_long_words=False, break_on_hyphens=False
    )


def _seen(letter: str) -> str:
    if letter.isprintable():
        return letter
    return " " if letter.isspace() or unicodedata.category(letter) == "Zs" else "\N{REPLACEMENT CHARACTER}"
