"""Which language a text is in, as an ISO 639-1 code.

Loading py3langid's model takes over a second, and most texts are told by their commonest words alone: those are counted
first (`common_words.yaml`), and the model is asked only where they do not decide.
"""

import re
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

LOOKED_AT = 20_000
"""Characters from which the language is told; more add nothing."""
FEWEST_LETTERS = 20
"""Below this many letters no answer is given."""
FEWEST_COMMON, LEAST_SHARE, LEAD = 8, 0.06, 4.0
"""Common words decide where there are so many, they are this share of all, and no other language has a quarter."""
MODEL_LANGUAGES = (
    "ar az be bg bs ca cs da de el en es et fa fi fr ga he hi hr hu hy id is it ja ka kk ko ky lt lv mk mn ms nb nl no "
    "pl ps pt ro ru sk sl sq sr sv th tr uk ur vi zh"
).split()
"""Languages of states and outlets that reports come from; small ones it confuses with them are left out."""


def language_of(text: str) -> str | None:
    """Return the language's ISO 639-1 code, or None where there is too little text to tell."""
    sample = text[:LOOKED_AT]
    if sum(map(str.isalpha, sample)) < FEWEST_LETTERS:
        return None
    return _by_common_words(sample) or _by_model(sample)


def _by_common_words(sample: str) -> str | None:
    words = re.findall(r"[^\W\d_]+", sample.lower())
    table = _common_words()
    counts = Counter(table[word] for word in words if word in table)
    (best, most), (_, second) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
    decided = most >= max(FEWEST_COMMON, LEAST_SHARE * len(words)) and most >= LEAD * second
    return best if decided else None


def _by_model(sample: str) -> str:
    language: str = _model().classify(sample)[0]
    return "no" if language == "nb" else language


@cache
def _common_words() -> dict[str, str]:
    """Each word and its language; words of two languages tell nothing and are left out."""
    table = yaml.safe_load(files("homeward.documents").joinpath("common_words.yaml").read_text(encoding="utf-8"))
    languages = [(word, language) for language, words in table.items() for word in words.split()]
    shared = {word for word, times in Counter(word for word, _ in languages).items() if times > 1}
    return {word: language for word, language in languages if word not in shared}


@cache
def _model() -> Any:
    from py3langid import langid  # noqa: PLC0415  one second and 60 MB that most runs do without

    identifier = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE)
    identifier.set_languages([language for language in MODEL_LANGUAGES if language in set(identifier.labels)])
    return identifier
