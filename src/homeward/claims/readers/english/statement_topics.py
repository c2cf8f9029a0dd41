"""What a run of speech is about, by classes of words."""

import re
from bisect import bisect_left
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

import yaml

_MOST = 4
"""More words of one class than this say nothing new."""


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    data = yaml.safe_load(
        files("homeward.claims").joinpath("lexicon/statement_topics.yaml").read_text(encoding="utf-8")
    )
    return {name: re.compile("|".join(_pattern(word) for word in words), re.IGNORECASE) for name, words in data.items()}


def _pattern(word: str) -> str:
    parts = [r"\w+(?:\s\w+)?" if part == "*" else re.escape(part).replace(r"\*", r"\w*") for part in word.split()]
    return r"(?<!\w)" + r"\s+".join(parts) + r"(?!\w)"


@lru_cache(maxsize=256)
@lru_cache(maxsize=4)
def _places(words: str) -> Mapping[str, list[int]]:
    """Where the words of each class begin; a text is searched once, however many passages are asked for."""
    return {name: [found.start() for found in pattern.finditer(words)] for name, pattern in _patterns().items()}


def topics_of(words: str, start: int = 0, end: int | None = None, most: int = _MOST) -> dict[str, int]:
    """Return for each class how many of its words begin between two offsets of a text, at most `most`."""
    stop = len(words) if end is None else end
    return {
        name: min(most, bisect_left(places, stop) - bisect_left(places, start))
        for name, places in _places(words).items()
    }
