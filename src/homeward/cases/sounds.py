"""How one word of a name sounds, whatever script and convention it is written in.

Built for names in the press: Бут, Bout and But sound alike, as do Уилан and Whelan, Рид and Reed.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import product
from typing import Any

import yaml
from anyascii import anyascii

MOST_READINGS = 24
"""So many readings of one spelling are tried; the first ones in sounds.yaml are the likelier."""
_VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True, order=True)
class Sound:
    """One reading of a word: its consonant classes (with A before them where it opens on a vowel) and its vowels."""

    consonants: str
    vowels: str


@cache
def _rules() -> Mapping[str, Any]:
    return yaml.safe_load(files("homeward.cases").joinpath("sounds.yaml").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return a word in small letters without marks; Cyrillic stays Cyrillic, other scripts than Latin become Latin."""
    composed = unicodedata.normalize("NFKC", word).lower().replace("ё", "е")
    if is_cyrillic(composed):
        return "".join(letter for letter in composed if letter.isalpha())
    return "".join(letter for letter in anyascii(composed).lower() if letter.isalpha())


def is_cyrillic(word: str) -> bool:
    """Return whether a word holds Cyrillic letters."""
    return any("\u0400" <= letter <= "\u04ff" for letter in word)


@lru_cache(maxsize=65536)
def sounds(word: str) -> tuple[Sound, ...]:
    """Return every reading of a folded word, likeliest first, at most MOST_READINGS."""
    strings = _cyrillic_readings(word) if is_cyrillic(word) else _latin_readings(word)
    found = dict.fromkeys(_sound(text) for text in strings)
    return tuple(list(found)[:MOST_READINGS])


def _sound(text: str) -> Sound:
    consonants: list[str] = ["A"] if text[:1] in _VOWELS else []
    for letter in text:
        if letter not in _VOWELS and consonants[-1:] != [letter]:
            consonants.append(letter)
    return Sound("".join(consonants), "".join(letter for letter in text if letter in _VOWELS))


def _cyrillic_readings(word: str) -> Iterator[str]:
    yield _read_cyrillic(word)
    for ending in _rules()["oblique"]:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            yield _read_cyrillic(word[: -len(ending)])


def _read_cyrillic(word: str) -> str:
    letters, read, at = _rules()["cyrillic"], [], 0
    while at < len(word):
        pair = word[at : at + 2]
        if len(pair) == 2 and pair in letters:
            read.append(letters[pair])
            at += 2
            continue
        following = letters.get(word[at + 1 : at + 2], "")
        glides = word[at] == "у" and (at == 0 or read[-1:] in (["a"], ["e"])) and following[:1] in _VOWELS
        read.append("V" if glides and following else letters.get(word[at], ""))
        at += 1
    return "".join(read)


def _latin_readings(word: str) -> Iterator[str]:
    for parts in product(*_latin_parts(word)):
        yield "".join(parts)


def _latin_parts(word: str) -> list[list[str]]:
    """Cut a word into spellings and return the readings of each; the product of all stays within bounds."""
    parts: list[list[str]] = []
    at, many = 0, 1
    while at < len(word):
        length, readings = _spelling_at(word, at)
        if many * len(readings) > MOST_READINGS:
            readings = readings[:1]
        many *= len(readings)
        parts.append(readings)
        at += length
    return parts


def _spelling_at(word: str, at: int) -> tuple[int, list[str]]:
    rules = _rules()
    for length in (7, 5, 4, 3, 2, 1):
        part = word[at : at + length]
        if len(part) < length:
            continue
        if at == 0 and part in rules["start"]:
            return length, rules["start"][part]
        if part in rules["vowels"]:
            return length, _vowel_readings(word, at, part)
        if part in rules["latin"]:
            return length, rules["latin"][part]
    return 1, _by_neighbours(word, at)


def _vowel_readings(word: str, at: int, part: str) -> list[str]:
    readings: list[str] = _rules()["vowels"][part]
    after = word[at + len(part) : at + len(part) + 1]
    if part.endswith("w") and after in _VOWELS:
        return [part[0] + "V"]
    if part == "e" and not after and at > 2 and word[at - 1] not in _VOWELS:
        return ["", "e"]
    return readings


def _by_neighbours(word: str, at: int) -> list[str]:
    """Read c, g, h and w, which their neighbours decide."""
    letter, after, before = word[at], word[at + 1 : at + 2], word[at - 1] if at else ""
    if letter == "c":
        return ["S", "C", "K"] if after and after in "eiy" else ["K", "S", "C"]
    if letter == "g":
        return ["G", "C"] if after and after in "eiy" else ["G"]
    if letter == "h":
        return ["G", ""] if after in (*_VOWELS, "y") and before not in tuple("rltnd") else ["", "G"]
    if letter == "w":
        return ["V"] if after in (*_VOWELS, "y") else ["V", ""]
    return [""]
