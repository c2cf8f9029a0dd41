"""The words of what passes between States about people held, as between_states.yaml lists them."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from homeward.claims.readers.english.person_lexicon import read_word_list
from homeward.claims.readers.english.verb_forms import lemma_of


@cache
def between_words() -> Mapping[str, Any]:
    """Return between_states.yaml, read once."""
    return read_word_list("between_states.yaml")


@cache
def word_set(name: str) -> frozenset[str]:
    """Return one plain list of between_states.yaml."""
    return frozenset(between_words()[name])


@cache
def stem_pattern(name: str) -> re.Pattern[str]:
    """Return what finds any word that starts like one of a list's."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, between_words()[name]))})", re.IGNORECASE)


@cache
def phrase_pattern(name: str) -> re.Pattern[str]:
    """Return what finds any of a list's phrases, longest first, white space as it comes."""
    phrases: Sequence[str] = sorted(between_words()[name], key=len, reverse=True)
    spaced = (r"\s+".join(map(re.escape, one.split())) for one in phrases)
    return re.compile(rf"\b(?:{'|'.join(spaced)})\b", re.IGNORECASE)


def is_one_of(name: str, token: Any) -> bool:
    """Tell whether the token is a word of a list in any form; the parser errs on base forms of rarer verbs."""
    return lemma_of(token) in word_set(name) or token.lower_ in inflected(between_words()[name])


def inflected(words: Sequence[str]) -> frozenset[str]:
    """Return the regular forms of English verbs."""
    return _forms(tuple(words))


@cache
def _forms(words: tuple[str, ...]) -> frozenset[str]:
    stems = [(word, word[:-1] if word.endswith("e") else word) for word in words]
    return frozenset(form for word, stem in stems for form in (word, f"{word}s", f"{stem}ed", f"{stem}ing"))


def says(pattern: str, words: str) -> float:
    """Return 1 where the words hold what the regular expression finds, else 0."""
    return float(re.search(pattern, words) is not None)
