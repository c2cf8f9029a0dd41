"""Choose which names to compare at all: those that share a surname's sound, or two words' sounds in any order."""

from collections.abc import Iterable, Mapping
from itertools import combinations

from homeward.cases.names import is_patronymic, parts_of
from homeward.cases.sounds import sounds

LARGEST_BLOCK = 400
"""A key that more names than this share tells nothing; such pairs are found by their other keys."""
_READINGS = 6


def candidate_pairs(names: Mapping[int, Iterable[str]]) -> list[tuple[int, int]]:
    """Return the pairs of numbers whose names share a key, smaller number first, in order."""
    blocks: dict[tuple[str, ...], list[int]] = {}
    for number, forms in names.items():
        for key in sorted({key for form in forms for key in keys_of(form)}):
            blocks.setdefault(key, []).append(number)
    pairs: set[tuple[int, int]] = set()
    for members in blocks.values():
        if len(members) <= LARGEST_BLOCK:
            pairs.update(combinations(sorted(members), 2))
    return sorted(pairs)


def keys_of(name: str) -> set[tuple[str, ...]]:
    """Return a name's keys: its surname's sounds, any two words' sounds, its first word with the surname's opening."""
    parts = parts_of(name)
    words = [word for word in parts.words if not is_patronymic(word) or word == parts.surname]
    heard = {word: [sound.consonants for sound in sounds(word)[:_READINGS]] for word in words}
    keys: set[tuple[str, ...]] = {("surname", sound) for sound in heard.get(parts.surname, ())}
    for one, other in combinations(words, 2):
        for mine in heard[one][:2]:
            for theirs in heard[other][:2]:
                keys.add(("words", *sorted((mine, theirs))))
    if len(words) >= 2 and words[0] != parts.surname:
        opening = {sound[:2] for sound in heard[parts.surname][:2]}
        keys |= {("opening", sound, start) for sound in heard[words[0]][:2] for start in opening}
    return keys
