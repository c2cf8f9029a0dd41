"""Which States a text names, and which of them its descriptions call someone's own."""

import re
from bisect import bisect_left
from functools import lru_cache

from homeward.basics.states import Naming, StateMention, find_states

Told = tuple[str, tuple[int, int]]
"""A State's code and the range of the words that name it."""
_NOT_OWN = re.compile(
    r"-(?:born|based|backed|language|speaking|made|occupied|led|flagged|run|owned|wide|funded)\b|['’]s\b|['’](?=\s)",
    re.IGNORECASE,
)
_BEFORE_NOUN = re.compile(r"-[A-Z]|\s+[a-z]|(?<=\.)\s+[A-Z]|(?<=\bU[SK])\s+[A-Z]")
"""A State's bare name tells where someone belongs in "Macau billionaire", not in "Russia Frees ..."."""


@lru_cache(maxsize=8)
def states_in(masked: str) -> tuple[StateMention, ...]:
    """Return every State and body that the text names, in order; the last few texts are kept."""
    return tuple(find_states(masked))


def states_between(masked: str, start: int, end: int) -> tuple[StateMention, ...]:
    """Return the States named from `start` to `end`."""
    found = states_in(masked)
    first = bisect_left(found, (start,))
    last = bisect_left(found, (end,))
    return tuple(mention for mention in found[first:last] if mention.end <= end)


def nationalities_told(masked: str, start: int, end: int) -> tuple[Told, ...]:
    """Return the States whose people the words from `start` to `end` name, each once, in the order told."""
    told: dict[str, tuple[int, int]] = {}
    for mention in states_between(masked, start, end):
        is_own = not mention.code.startswith("XX:") and (
            mention.how is Naming.PEOPLE or (mention.how is Naming.NAME and _BEFORE_NOUN.match(masked, mention.end))
        )
        if is_own and not _NOT_OWN.match(masked, mention.end):
            told.setdefault(mention.code, (mention.start, mention.end))
    return tuple(told.items())


@lru_cache(maxsize=4096)
def is_people(word: str) -> bool:
    """Tell whether the word alone is what a State's people are called ("Canadian", "Americans", "Frenchwoman")."""
    return any(mention.how is Naming.PEOPLE and mention.end == len(word) for mention in find_states(word))


@lru_cache(maxsize=4096)
def names_state(word: str) -> bool:
    """Tell whether the word alone names a State or its people ("U.S.", "Russian")."""
    found = find_states(word)
    return any(mention.how in {Naming.PEOPLE, Naming.NAME} for mention in found)
