"""Keys by which a name is looked up in any spelling: two names that may be one share a key of some word."""

from collections.abc import Iterator

from homeward.cases.names import given_names_like, parts_of
from homeward.cases.sounds import sounds

_LONGEST = 80
_GOES_ON = 4
"""Words of so many consonants may differ in one of them, and still sound alike."""


def keys_of_name(name: str) -> frozenset[str]:
    """Return the keys of a name's words: the word itself, the given names it is a form of, and how it sounds.

    Names share a key wherever `compare_names` finds a word of one like a word of the other.
    """
    return frozenset(key for word in parts_of(name).words if len(word) > 1 for key in _keys(word))


def _keys(word: str) -> Iterator[str]:
    yield f"={word[:_LONGEST]}"
    for number in given_names_like(word):
        yield f"given {number}"
    for sound in sounds(word):
        heard = sound.consonants[:_LONGEST]
        yield f"~{heard}"
        if len(heard) >= _GOES_ON:
            yield from (f"~{heard[:at]}{heard[at + 1 :]}" for at in range(len(heard)))
