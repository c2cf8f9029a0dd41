"""States and the bodies that are none: what texts in English call them, and where a text names one.

A State is an ISO 3166-1 alpha-2 code; a body that holds or tries people and is no State is `XX:Name`. The words are in
states.yaml beside this file.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

import yaml


class Naming(StrEnum):
    """How a word names a State."""

    NAME = "name"
    PEOPLE = "people"
    SEAT = "seat"
    PLACE = "place"
    BODY = "body"
    AGENCY = "agency"


class StateMention(NamedTuple):
    """A State or body named at `start`:`end` of a text (code points, half-open)."""

    start: int
    end: int
    code: str
    how: Naming


@dataclass(frozen=True, slots=True)
class _Word:
    """One thing that texts call a State; `code` is empty where the words hold a State's name and are not about it."""

    name: str
    code: str
    how: Naming


NO_CAPTORS = frozenset(
    f"XX:{name}" for name in "EU UN ICC ICJ ICTY ICTR IRMCT SCSL STL ECCC ECHR ITLOS CJEU CoE OSCE NATO ICRC".split()
)
"""Bodies that speak for States or judge; every other body takes and holds people by force of arms."""
_WORD_START = re.compile(r"(?<![^\W_])[^\W\d_]\w*")
_NAME_BEFORE = re.compile(r"\b([A-Z][a-zà-ž]+|[A-Z]\.)[ \u00a0]$")
_NAME_AFTER = re.compile(r"[ \u00a0](?:[A-Z]\.[ \u00a0])?([A-Z][a-zà-ž]+)")
_TONGUE_BEFORE = re.compile(
    r"\b(?:in|into|from|speaks?|spoke|speaking|fluent|learned|learning)[ \u00a0]$", re.IGNORECASE
)
_TONGUE_AFTER = re.compile(r"-(?:language|speaking|speaker)|[ \u00a0](?:language|translation|translator|speaker)")
_CLAUSE_END = re.compile(r"\s*(?:[.,;:)\"”]|$)")
_FIELDS = {"names": Naming.NAME, "people": Naming.PEOPLE, "seats": Naming.SEAT, "places": Naming.PLACE}


@cache
def _data() -> Mapping[str, Any]:
    text = files("homeward.basics").joinpath("states.yaml").read_text(encoding="utf-8")
    safe_loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: Mapping[str, Any] = yaml.load(text, Loader=safe_loader)  # noqa: S506 - safe either way
    return data


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(_data()[name])


@cache
def _named() -> Mapping[str, tuple[str, Naming]]:
    """Return every name -> its code (empty for what is no State) and how it names it; earlier kinds of name win."""
    data = _data()
    named: dict[str, tuple[str, Naming]] = {}
    for field, how in _FIELDS.items():
        for code, entry in data["states"].items():
            for name in entry.get(field, ()):
                named.setdefault(name, (code, how))
                if how is Naming.PEOPLE and not name.endswith(("s", "sh", "ch", "ese", "men", "z")):
                    named.setdefault(name + "s", (code, how))
    for field, how in (("bodies", Naming.BODY), ("agencies", Naming.AGENCY)):
        for code, names in data[field].items():
            for name in names:
                named.setdefault(name, (code, how))
    for name in data["not_states"]:
        named[name] = ("", Naming.NAME)
    return named


@cache
def _by_first_word(capitals: bool) -> Mapping[str, tuple[_Word, ...]]:
    """Return the names by their first word, the longest first; all in `capitals` as in a telex."""
    words: dict[str, list[_Word]] = defaultdict(list)
    for written, (code, how) in _named().items():
        name = written.upper() if capitals else written
        first = _WORD_START.match(name)
        if first is None:
            continue
        words[first.group()].append(_Word(name, code, how))
    return {first: tuple(sorted(found, key=lambda word: -len(word.name))) for first, found in words.items()}


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """Return what finds a name over any white space, with either apostrophe, and not as the start of a longer word."""
    parts = (re.escape(part).replace("'", "['’]") for part in name.split())
    return re.compile(r"\s+".join(parts) + r"(?![^\W_])(?!\$)")


def find_states(text: str, start: int = 0, end: int | None = None) -> list[StateMention]:
    """Return where `text` names States and bodies between two offsets, in order; the longest name wins.

    Letters count as written: "Polish" is a people, "polish" is not. A word that may be somebody's name is left out
    beside another name ("Michael Jordan"), a people's adjective where it means the language ("in Russian,"). A text all
    in capitals is read as one.
    """
    return list(_mentions(text, start, len(text) if end is None else end))


def _mentions(text: str, start: int, end: int) -> Iterator[StateMention]:
    words, position = _by_first_word(_is_in_capitals(text)), start
    while (begins := _WORD_START.search(text, position, end)) is not None:
        position = begins.end()
        for word in words.get(begins.group(), ()):
            found = _pattern(word.name).match(text, begins.start(), end)
            if found is None:
                continue
            if word.code and not _means_other(text, found.start(), found.end(), word.how):
                yield StateMention(found.start(), found.end(), word.code, word.how)
            position = found.end()
            break


@lru_cache(maxsize=16)
def _is_in_capitals(text: str) -> bool:
    return sum(letter.islower() for letter in text) * 20 < sum(letter.isupper() for letter in text)


def _means_other(text: str, start: int, end: int, how: Naming) -> bool:
    """Return whether the word is part of a person's name, or a language."""
    name = text[start:end]
    if name in _words("given_names") and (after := _NAME_AFTER.match(text, end)):
        return after.group(1) not in _named() and after.group(1) not in _words("no_family_names")
    if name in _words("family_names") and (before := _NAME_BEFORE.search(text, max(0, start - 30), start)):
        return before.group(1) not in _named() and before.group(1) not in _words("no_given_names")
    if how is not Naming.PEOPLE:
        return False
    if _TONGUE_AFTER.match(text, end):
        return True
    return bool(_CLAUSE_END.match(text, end) and _TONGUE_BEFORE.search(text, max(0, start - 14), start))


def state_of(name: str) -> str | None:
    """Return the code of what a State or body is called, its own code included; None where nothing goes by that."""
    wanted = " ".join(name.replace("’", "'").split()).removeprefix("the ")
    if wanted in _data()["states"] or wanted in _data()["bodies"]:
        return wanted
    code, _ = _named().get(wanted) or _folded_names().get(wanted.casefold()) or ("", Naming.NAME)
    return code or None


@cache
def _folded_names() -> Mapping[str, tuple[str, Naming]]:
    return {name.casefold(): found for name, found in reversed(list(_named().items()))}


def state_name(code: str) -> str:
    """Return what we call a State or body in English; the code itself where it is not in our list."""
    if code in _data()["states"]:
        return str(_data()["states"][code]["names"][0])
    if code in _data()["bodies"]:
        return str(_data()["bodies"][code][0])
    return code.removeprefix("XX:")


def all_states() -> tuple[str, ...]:
    """Return the codes of every State and body in our list."""
    return (*_data()["states"], *_data()["bodies"])
