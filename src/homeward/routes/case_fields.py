"""Reads single values of a hand-written case: words, States, dates, terms, lists, mappings; each has its refusal."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from reprlib import Repr
from typing import Any, TypeVar

from homeward.basics.dates import PartialDate, parse_date
from homeward.basics.errors import CaseRefused, DateRefused, TermRefused
from homeward.basics.said import say
from homeward.basics.states import all_states, state_of
from homeward.basics.terms import Term, parse_term
from homeward.basics.yaml_files import Entry
from homeward.routes.binding import federal_state, former_states, name_of

T = TypeVar("T")
_W = TypeVar("_W", bound=StrEnum)

_PART = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")
_SHORTENED = Repr()
_SHORTENED.maxstring = _SHORTENED.maxother = 60


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands in a hand-written file: file, line, and field as messages name it ("sentences[2].term")."""

    where: str
    line: int
    field: str

    def refused(self, why: str, remedy: str) -> CaseRefused:
        """Return the refusal of what stands here."""
        return CaseRefused(self.where, self.line, say("`%(field)s` %(why)s", field=self.field, why=say(why)), remedy)


WORKED_OUT = dict.fromkeys(("end", "ends", "until"), say("Give `term` and `runs_from`, and leave the end out."))
"""What a file may not say because it follows from the rest, and what to write instead."""

FIRST_YEAR, LAST_YEAR = 1850, 2200
"""The years between which a date in a case lies."""

Read = Callable[[Any, Place], T]
"""Makes a noun's value of what a YAML file says at a place, or raises CaseRefused."""


def word(value: Any, at: Place) -> str:
    """Return a text that is not empty."""
    if isinstance(value, str) and value.strip():
        return value.strip()
    raise at.refused(
        say("is %(shown)s and should be a text", shown=shown(value)), "Write words, in quotes where they are digits."
    )


def flag(value: Any, at: Place) -> bool:
    """Return true or false."""
    if isinstance(value, bool):
        return value
    raise at.refused(
        say("is %(shown)s", shown=shown(value)), "Write true or false, or leave it out where it is not known."
    )


def days(value: Any, at: Place) -> int:
    """Return a whole number of days, none or more."""
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    raise at.refused(
        say("is %(shown)s and should be a number of days", shown=shown(value)), "Write a whole number, as 54."
    )


def day(value: Any, at: Place) -> PartialDate:
    """Return a date in EDTF, of a time in which a person of our day can be held; a lone year may come as a number."""
    try:
        found = parse_date(_text(value, at, say("a date"), say("Write 2019-10-07, 2019-10 or 2019.")))
    except DateRefused as refused:
        why, _, remedy = str(refused).partition(". ")
        raise at.refused(say("is no date: %(why)s", why=why), remedy) from refused
    for end in (found.earliest, found.latest):
        if end is not None and not FIRST_YEAR <= end.year <= LAST_YEAR:
            raise at.refused(
                say("is %(found)s, out of any case's time", found=found),
                say("Write a year from %(first)s to %(last)s.", first=FIRST_YEAR, last=LAST_YEAR),
            )
    return found


def term(value: Any, at: Place) -> Term:
    """Return how long a punishment lasts."""
    try:
        return parse_term(_text(value, at, say("a term"), say("Write P20Y for 20 years, P9Y6M, P18M or life.")))
    except TermRefused as refused:
        why, _, remedy = str(refused).partition(". ")
        raise at.refused(say("is no term: %(why)s", why=why), remedy) from refused


def _text(value: Any, at: Place, what: str, remedy: str) -> str:
    if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
        return str(value).strip()
    raise at.refused(say("is %(shown)s and should be %(what)s", shown=shown(value), what=what), remedy)


def state(value: Any, at: Place) -> str:
    """Return the code of a State, a former State or a body that holds people and is no State."""
    text = value.strip() if isinstance(value, str) else ""
    if text in all_states() or text in former_states():
        return text
    if _PART.fullmatch(text):
        raise at.refused(
            say("is %(shown)s, a part of a State", shown=shown(value)),
            say("Write the State: %(federal)s.", federal=federal_state(text)),
        )
    code = state_of(text) or state_of(text.upper()) or _former(text) if text else None
    if code:
        raise at.refused(
            say("is %(shown)s", shown=shown(value)),
            say("Write %(code)s, the code of %(state)s.", code=code, state=name_of(code)),
        )
    if isinstance(value, list | Mapping):
        raise at.refused(
            say("is %(shown)s and should be one State", shown=shown(value)), "Write its two letters, as RU."
        )
    remedy = "Write its two letters in ISO 3166-1, as RU, US or GB."
    raise at.refused(say("is %(shown)s, which is no State we know", shown=shown(value)), remedy)


def _former(text: str) -> str | None:
    return next(
        (code for code, one in former_states().items() if text in (one["name"], one.get("alpha_2"))),
        None,
    )


def state_or_part(value: Any, at: Place) -> str:
    """Return the code of a State, or of a part of one (ISO 3166-2: US-VA)."""
    text = value.strip() if isinstance(value, str) else ""
    if _PART.fullmatch(text) and federal_state(text) in all_states():
        return text
    return state(value, at)


def several(read: Read[T]) -> Read[tuple[T, ...]]:
    """Return what reads a list of what `read` reads."""

    def read_list(value: Any, at: Place) -> tuple[T, ...]:
        if not isinstance(value, list):
            raise at.refused(
                say("is %(shown)s and should be a list", shown=shown(value)),
                "Write [one, another], or a line `- ...` each.",
            )
        return tuple(
            read(item, Place(at.where, _line(item, at), f"{at.field}[{number}]"))
            for number, item in enumerate(value, start=1)
        )

    return read_list


def _line(item: Any, at: Place) -> int:
    return item.line if isinstance(item, Entry) else at.line


def one_of(words: type[_W], also: Mapping[str, _W] | None = None) -> Read[_W]:
    """Return what reads one of a noun's words; `also` are other words taken for them."""
    known = {one.value: one for one in words} | dict(also or {})

    def read_word(value: Any, at: Place) -> _W:
        found = known.get(value.strip().lower()) if isinstance(value, str) else None
        if found is None:
            raise at.refused(say("is %(shown)s", shown=shown(value)), say("Write %(words)s.", words=_or(tuple(words))))
        return found

    return read_word


def known_among(names: Callable[[], Mapping[str, str]], what: str) -> Read[str]:
    """Return what reads one of several names of `what` ("instrument"), and gives the id that the name stands for."""

    def read_id(value: Any, at: Place) -> str:
        if isinstance(value, str) and value in names():
            return names()[value]
        near = nearest(str(value), names())
        remedy = f"Perhaps {near} is meant." if near else f"Known are {', '.join(names())}."
        raise at.refused(say("is %(shown)s, which is no %(what)s we know", shown=shown(value), what=what), remedy)

    return read_id


def by_state(read: Read[T]) -> Read[dict[str, T]]:
    """Return what reads a mapping from States to what `read` reads; null leaves a State out."""

    def read_mapping(value: Any, at: Place) -> dict[str, T]:
        entry = mapping(value, at, "{RU: true}")
        return {
            state(key, _in(at, entry, key)): read(one, _in(at, entry, key))
            for key, one in entry.items()
            if one is not None
        }

    return read_mapping


def fields(entry: Entry, at: Place, readers: Mapping[str, Read[Any]], required: Collection[str] = ()) -> dict[str, Any]:
    """Return the values of an entry by field; null is left out. Refuses unknown keys and missing ones."""
    for key in entry:
        if key not in readers:
            near = nearest(key, readers)
            if key in WORKED_OUT:
                raise _in(at, entry, key).refused("is worked out here", WORKED_OUT[key])
            remedy = f"Perhaps `{near}` is meant." if near else f"Known are {', '.join(readers)}."
            raise _in(at, entry, key).refused("is no field we know", remedy)
    for key in required:
        if entry.get(key) is None:
            raise _in(at, entry, key).refused("is missing", say("Add `%(key)s: ...`.", key=key))
    return {key: readers[key](value, _in(at, entry, key)) for key, value in entry.items() if value is not None}


def record(
    make: Callable[..., T], readers: Mapping[str, Read[Any]], required: Collection[str] = (), example: str = ""
) -> Read[T]:
    """Return what reads a mapping of known fields into a noun."""

    def read_record(value: Any, at: Place) -> T:
        return make(**fields(mapping(value, at, example), at, readers, required))

    return read_record


def mapping(value: Any, at: Place, example: str) -> Entry:
    """Return a mapping with its lines."""
    if isinstance(value, Entry):
        return value
    raise at.refused(
        say("is %(shown)s and should be `key: value` entries", shown=shown(value)),
        say("Write %(example)s.", example=example),
    )


def _in(at: Place, entry: Entry, key: str) -> Place:
    return Place(at.where, entry.line_of(key), f"{at.field}.{key}" if at.field else key)


def nearest(name: str, known: Collection[str]) -> str | None:
    """Return the known name most like one that is none; None where none is like it."""
    return next(iter(get_close_matches(name.lower(), tuple(known), n=1, cutoff=0.6)), None)


def shown(value: Any) -> str:
    """Return a value as messages show it: short, and by its shape where it is not a word."""
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return "a mapping"
    return "a list" if isinstance(value, list) else _SHORTENED.repr(value)


def _or(words: Collection[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} or {last}" if first else str(last)
