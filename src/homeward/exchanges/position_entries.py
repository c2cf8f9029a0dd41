"""Reads of a positions file who takes part, who is held, and what else may be agreed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any

from homeward.basics.errors import PositionsRefused
from homeward.basics.yaml_files import Entry
from homeward.exchanges.model import Group, Participant, TermOffered
from homeward.exchanges.position_numbers import MOST_PEOPLE, whole_number_of
from homeward.routes.treaty_list import all_treaties

_OF_PEOPLE = ("name", "held_by", "home", "count", "place", "routes", "note", "source", "date")


@cache
def _known_ways() -> tuple[str, ...]:
    """Return every kind of legal way that an instrument has, in the order of the alphabet."""
    return tuple(sorted({way.kind for treaty in all_treaties() for way in treaty.ways}))


@dataclass(frozen=True, slots=True)
class PositionsFile:
    """What is known of a file while its lines are read."""

    where: str
    participants: Mapping[str, Participant]
    people: Mapping[str, Group]
    terms: Mapping[str, TermOffered]

    def refuse(self, line: int, why: str, remedy: str) -> PositionsRefused:
        """Return a refusal of one of its lines."""
        return PositionsRefused(self.where, line, why, remedy)


def known_keys(where: str, entry: Entry, known: Iterable[str], what: str) -> None:
    """Raise PositionsRefused at the first key that is none of the known ones."""
    known = tuple(known)
    for key in entry:
        if key not in known:
            near = get_close_matches(key, known, 1)
            remedy = f"Did you mean `{near[0]}`?" if near else f"Known are: {', '.join(known)}."
            raise PositionsRefused(where, entry.line_of(key), f"{what} has an unknown word `{key}`", remedy)


def mapping_of(file: PositionsFile, data: Entry, key: str) -> Entry:
    """Return the mapping under a key, an empty one where there is none; raise PositionsRefused where it is other."""
    found = data.get(key)
    if found is None:
        return Entry(data.line_of(key))
    if not isinstance(found, Entry):
        raise file.refuse(data.line_of(key), f"`{key}` is no mapping", f"Write `{key}:` and one `id: ...` a line.")
    return found


def _inner(file: PositionsFile, data: Entry, key: str, name: str, known: Iterable[str]) -> Entry:
    outer = mapping_of(file, data, key)
    entry = outer[name]
    if entry is None:
        entry = Entry(outer.line_of(name))
    if not isinstance(entry, Entry):
        raise file.refuse(outer.line_of(name), f"{key}: `{name}` is no mapping", f"Write `{name}: {{...}}`.")
    known_keys(file.where, entry, known, f"{key}: `{name}`")
    return entry


def participant_of(file: PositionsFile, name: str, data: Entry) -> Participant:
    """Return a participant; raise PositionsRefused where the file makes no sense of it."""
    entry = _inner(file, data, "participants", name, ("name", "note"))
    return Participant(name, words_of(file, entry, "name", f"participants: `{name}`") or name)


def group_of(file: PositionsFile, name: str, data: Entry) -> Group:
    """Return a person or people who are alike; raise PositionsRefused where the file makes no sense of them."""
    entry = _inner(file, data, "people", name, _OF_PEOPLE)
    for key in ("held_by", "home"):
        if key not in entry:
            raise file.refuse(entry.line, f"people: `{name}` has no `{key}`", f"Add `{key}: ID` of a participant.")
        participant_named(file, entry, key, f"people: `{name}`")
    count = whole_number_of(entry["count"]) if "count" in entry else 1
    if count is None or not 1 <= count <= MOST_PEOPLE:
        why, remedy = f"people: `{name}` has the count {shown(entry['count'])}", "Write a whole number from 1 to 10^9."
        raise file.refuse(entry.line_of("count"), why, remedy)
    if entry["held_by"] == entry["home"]:
        raise file.refuse(
            entry.line_of("home"), f"people: `{name}` is held at home", "Only who is held elsewhere can go home."
        )
    what = f"people: `{name}`"
    return Group(
        name,
        words_of(file, entry, "name", what) or name,
        str(entry["held_by"]),
        str(entry["home"]),
        count,
        note=words_of(file, entry, "note", what),
        place=words_of(file, entry, "place", what),
        routes=_routes(file, entry, name),
    )


def _routes(file: PositionsFile, entry: Entry, name: str) -> tuple[str, ...] | None:
    """Return the kinds of legal way that are named for somebody; None where nothing is said."""
    said = entry.get("routes")
    if said is None:
        return None
    line, known = entry.line_of("routes"), _known_ways()
    if not isinstance(said, list):
        raise file.refuse(line, f"people: `{name}`: `routes` is no list", f"Write `routes: [{known[0]}]`, or `[]`.")
    for kind in said:
        if not isinstance(kind, str) or kind not in known:
            near = get_close_matches(str(kind), known, 1)
            remedy = f"Did you mean `{near[0]}`?" if near else f"Known are: {', '.join(known)}."
            raise file.refuse(line, f"people: `{name}`: there is no legal way {shown(kind)}", remedy)
    return tuple(dict.fromkeys(map(str, said)))


def words_of(file: PositionsFile, entry: Entry, key: str, what: str, *, empty: bool = False) -> str | None:
    """Return what stands under a key as text, None where nothing does; `empty` text is kept only where asked for.

    Raises PositionsRefused where a list or a mapping stands there; `what` is whose key it is.
    """
    said = entry.get(key)
    if said is not None and not isinstance(said, str):
        raise file.refuse(entry.line_of(key), f"{what}: `{key}` is {shown(said)}", "Write words.")
    return str(said) if said or (empty and said is not None) else None


def shown(value: Any) -> str:
    """Return a value of a file as a refusal shows it: text between marks, and what else it is in a word."""
    if value is None:
        return "empty"
    return f"`{value}`" if isinstance(value, str) else "a list" if isinstance(value, list) else "a mapping"


def participant_named(file: PositionsFile, entry: Entry, key: str, what: str) -> str:
    """Return the participant's id under a key; raise PositionsRefused where there is no such participant."""
    name = entry[key]
    if not isinstance(name, str):
        raise file.refuse(entry.line_of(key), f"{what}: `{key}` is {shown(name)}", f"Write `{key}: ID`, one alone.")
    if name not in file.participants:
        remedy = f"Known are: {', '.join(file.participants)}. Add it to `participants` or mend the id."
        raise file.refuse(entry.line_of(key), f"{what}: `{key}` names the unknown participant `{name}`", remedy)
    return str(name)


def term_of(file: PositionsFile, name: str, data: Entry) -> TermOffered:
    """Return a term; raise PositionsRefused where it has no options, or one twice."""
    entry = _inner(file, data, "terms", name, ("options", "name", "note"))
    options = entry.get("options")
    if not isinstance(options, list) or not options:
        raise file.refuse(entry.line, f"terms: `{name}` has no options", "Write `options: [as it is now, other]`.")
    for option in options:
        if not isinstance(option, str) or not option:
            why = f"terms: `{name}` has an option that is {shown(option or None)}"
            raise file.refuse(entry.line_of("options"), why, "Write it as a word, or between quotation marks.")
    said = tuple(map(str, options))
    if len(set(said)) < len(said):
        raise file.refuse(entry.line_of("options"), f"terms: `{name}` names an option twice", "Keep one of them.")
    return TermOffered(name, said, words_of(file, entry, "name", f"terms: `{name}`") or name)
