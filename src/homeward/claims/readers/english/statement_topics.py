"""What a run of speech is about, by classes of words."""

import re
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
def topics_of(words: str, most: int = _MOST) -> dict[str, int]:
    """Return for each class how many of its words occur, at most `most`."""
    return {name: min(most, sum(1 for _ in pattern.finditer(words))) for name, pattern in _patterns().items()}
