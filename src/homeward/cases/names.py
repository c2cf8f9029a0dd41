"""Compare two names as written: are they the same words, which parts are missing, and which cannot be one person's."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml
from rapidfuzz.distance import Indel, Levenshtein

from homeward.cases.sounds import Sound, fold, is_cyrillic, sounds

ALIKE = 0.75
"""Two words are taken for one word of a name from this likeness on."""
LIKE_TO_THE_VOWEL = 0.98
"""The likeness of two words with the same consonants and the same vowels."""
SHORT, LONG = 4, 6
"""Words up to this long must agree to the vowel; from this long on, sounding alike is enough."""
_QUOTED = re.compile(r"[\"“”«»„‘'(][^\"“”«»„’')]{2,}[\"“”«»’')]")
_PATRONYMIC = re.compile(r"(ович|евич|ьич|овна|евна|инична|[oe]vi?t?ch|[oey]vna|yich)(а|у|ем|ом|е|ы|ой)?$")


class Fit(StrEnum):
    """How two names fit, best first."""

    SAME = "same words"
    FULLER = "one is fuller"
    DOUBLE_SURNAME = "one goes on after the surname"
    INITIAL = "one has an initial"
    ONE_WORD = "the surname alone"
    GIVEN_ONLY = "a given name alone"
    CLASH = "words that differ"


@dataclass(frozen=True, slots=True)
class NameParts:
    """A name cut into folded words, titles left out and particles where enough is left; `suffix` is younger, elder."""

    words: tuple[str, ...]
    suffix: str | None = None

    @property
    def surname(self) -> str:
        """The word that stands for the family: the last one, or the first where a patronymic ends the name."""
        if len(self.words) >= 3 and is_patronymic(self.words[-1]) and not is_patronymic(self.words[-2]):
            return self.words[0]
        return self.words[-1] if self.words else ""


@dataclass(frozen=True, slots=True)
class NameComparison:
    """How two names fit and how alike their common words are, from 0 to 1, with a sentence why."""

    fit: Fit
    likeness: float
    reason: str


@cache
def _lists() -> Mapping[str, Any]:
    return yaml.safe_load(files("homeward.cases").joinpath("names.yaml").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


@cache
def _given_groups() -> Mapping[str, frozenset[int]]:
    groups: dict[str, set[int]] = {}
    for number, names in enumerate(_lists()["given"]):
        for name in names:
            groups.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in groups.items()}


def is_patronymic(word: str) -> bool:
    """Return whether a folded word ends as a Russian or Ukrainian patronymic does (some surnames do too)."""
    return len(word) > 5 and _PATRONYMIC.search(word) is not None


@lru_cache(maxsize=65536)
def parts_of(name: str) -> NameParts:
    """Cut a name into its words."""
    bare = _QUOTED.sub(" ", name)
    bare = bare if any(letter.isalpha() for letter in bare) else name
    raw = [fold(word) for word in re.split(r"[\s,.]+", re.sub(r"\b([a-zа-я]{1,3})[-‑]", r"\1 ", bare))]
    words = [word for word in raw if word]
    suffix = next((_lists()["suffixes"][word] for word in words[1:] if word in _lists()["suffixes"]), None)
    plain = [word for word in words if word not in _lists()["suffixes"]]
    untitled = [word for word in plain if word not in _titles()]
    plain = untitled or plain
    without_particles = [word for word in plain if word not in _particles()]
    return NameParts(tuple(without_particles if len(without_particles) >= 2 else plain), suffix)


@cache
def _titles() -> frozenset[str]:
    return frozenset(_lists()["titles"])


@cache
def _particles() -> frozenset[str]:
    return frozenset(_lists()["particles"])


@lru_cache(maxsize=262144)
def word_likeness(one: str, other: str) -> float:
    """Return how alike two folded words of names are, from 0 to 1: by spelling, by list of given names, by sound."""
    if one == other:
        return 1.0
    if min(len(one), len(other)) == 1:
        return 0.0
    mine, theirs = given_names_like(one), given_names_like(other)
    if mine and theirs:
        return 0.95 if mine & theirs else 0.3
    likeness = _sound_likeness(one, other)
    if is_cyrillic(one) != is_cyrillic(other):
        return likeness
    # Inside one script the letters themselves must be close: Marina and Moreno only sound alike to a coarse ear,
    # and a vowel is all that tells Evan from Ivan.
    if min(len(one), len(other)) >= LONG and likeness >= LIKE_TO_THE_VOWEL - 0.03:
        return likeness
    if min(len(one), len(other)) <= SHORT and likeness < LIKE_TO_THE_VOWEL:
        return min(likeness, 0.7)
    return min(likeness, 0.35 + 0.65 * Levenshtein.normalized_similarity(one, other))


@lru_cache(maxsize=65536)
def given_names_like(word: str) -> frozenset[int]:
    """Return the given names (lines of names.yaml) that a word is a form of; Cyrillic words are looked up by sound."""
    listed = _given_groups().get(word)
    if listed is not None or not is_cyrillic(word):
        return listed or frozenset()
    return frozenset(number for sound in sounds(word) for number in _given_by_sound().get(sound, ()))


@cache
def _given_by_sound() -> Mapping[Sound, frozenset[int]]:
    by_sound: dict[Sound, frozenset[int]] = {}
    for name, numbers in _given_groups().items():
        for sound in sounds(name)[:4]:
            by_sound[sound] = by_sound.get(sound, frozenset()) | numbers
    return by_sound


def _sound_likeness(one: str, other: str) -> float:
    best = 0.0
    for mine in sounds(one):
        for theirs in sounds(other):
            vowels = Indel.normalized_similarity(mine.vowels, theirs.vowels)
            if mine.consonants == theirs.consonants:
                best = max(best, 0.8 + (LIKE_TO_THE_VOWEL - 0.8) * vowels)
            elif min(len(mine.consonants), len(theirs.consonants)) >= 4:
                apart = Levenshtein.distance(mine.consonants, theirs.consonants, score_cutoff=1)
                if apart <= 1:
                    best = max(best, 0.6 + 0.2 * vowels)
    return best


@lru_cache(maxsize=262144)
def compare_names(one: str, other: str) -> NameComparison:
    """Compare two names; the order of the arguments does not matter."""
    first, second = parts_of(one), parts_of(other)
    if (len(first.words), one) > (len(second.words), other):
        one, other, first, second = other, one, second, first
    if not first.words or not second.words:
        return NameComparison(Fit.CLASH, 0.0, "A name without letters cannot be compared.")
    if first.suffix and second.suffix and first.suffix != second.suffix:
        return NameComparison(Fit.CLASH, 0.0, f"{one} is the {first.suffix}, {other} the {second.suffix}.")
    pairs = _pair_words(first.words, second.words)
    fit = _fit(first, second, pairs)
    likeness = sum(pair[2] for pair in pairs) / len(pairs) if pairs else 0.0
    return NameComparison(fit, round(likeness, 4), _sentence(one, other, fit, likeness))


def _pair_words(shorter: Sequence[str], longer: Sequence[str]) -> list[tuple[int, int, float]]:
    """Pair each word with its likest in the other name, likest pairs first; initials pair last."""
    scored = []
    for i, mine in enumerate(shorter):
        for j, theirs in enumerate(longer):
            likeness = word_likeness(mine, theirs)
            if min(len(mine), len(theirs)) == 1 and _same_initial(mine, theirs):
                likeness = ALIKE
            if likeness >= ALIKE:
                scored.append((-likeness, abs(i - j), i, j))
    pairs: list[tuple[int, int, float]] = []
    for negative, _, i, j in sorted(scored):
        if all(i != k and j != m for k, m, _ in pairs):
            pairs.append((i, j, -negative))
    return pairs


def _same_initial(one: str, other: str) -> bool:
    mine, theirs = (sounds(word)[0] for word in (one, other))
    opening = (mine.consonants[:1], theirs.consonants[:1])
    if opening == ("A", "A"):
        return mine.vowels[:1] == theirs.vowels[:1]
    return opening[0] == opening[1]


def _fit(shorter: NameParts, longer: NameParts, pairs: Sequence[tuple[int, int, float]]) -> Fit:
    left = [i for i in range(len(shorter.words)) if all(i != pair[0] for pair in pairs)]
    over = [j for j in range(len(longer.words)) if all(j != pair[1] for pair in pairs)]
    whole_words = [pair for pair in pairs if min(len(shorter.words[pair[0]]), len(longer.words[pair[1]])) > 1]
    if left or not whole_words:
        return Fit.CLASH
    if len(shorter.words) == 1:
        family = longer.words[pairs[0][1]] == longer.surname and not given_names_like(shorter.words[0])
        return Fit.ONE_WORD if family else Fit.GIVEN_ONLY
    if len(whole_words) == 1:
        return Fit.INITIAL
    if not over:
        return Fit.SAME
    surname_at = max(pair[1] for pair in pairs)
    beyond = [j for j in over if j > surname_at and not is_patronymic(longer.words[j])]
    return Fit.DOUBLE_SURNAME if beyond else Fit.FULLER


def _sentence(one: str, other: str, fit: Fit, likeness: float) -> str:
    if fit is Fit.CLASH:
        return f"{one} and {other} have words that cannot be one person's."
    if fit is Fit.SAME:
        return f"{one} and {other} are the same words." if likeness == 1.0 else f"{one} sounds like {other}."
    what = {
        Fit.FULLER: "with words left out",
        Fit.DOUBLE_SURNAME: "but for what follows the surname",
        Fit.INITIAL: "but for an initial",
        Fit.ONE_WORD: "by the surname only",
        Fit.GIVEN_ONLY: "by a given name only",
    }[fit]
    return f"{one} fits {other}, {what}."
