"""The words that tell who is a person and what they are: given names, titles, kinship, occupations."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_LEXICON = files("homeward.claims") / "lexicon"


def read_word_list(name: str) -> Mapping[str, Any]:
    """Return the parts of the word list `name`, a YAML file of the lexicon."""
    parts: Mapping[str, Any] = yaml.safe_load((_LEXICON / name).read_text(encoding="utf-8"))
    return parts


@dataclass(frozen=True, slots=True)
class PersonNouns:
    """Every noun that means a person, by what it tells; all in lower case."""

    titles: Mapping[str, str]
    """A title to the gender it tells, or to an empty string."""
    gender: Mapping[str, str]
    kin: frozenset[str]
    officials: frozenset[str]
    counsel: frozenset[str]
    occupations: frozenset[str]
    held: frozenset[str]
    belonging: frozenset[str]
    evaluative: frozenset[str]

    @property
    def roles(self) -> frozenset[str]:
        """Nouns that say what someone is to a State, a court or an employer."""
        return self.officials | self.counsel | self.occupations | self.held | self.belonging

    def means_person(self, noun: str) -> bool:
        """Tell whether the singular `noun`, in lower case, means a person."""
        return noun in self.roles or noun in self.kin or noun in self.gender


@cache
def person_nouns() -> PersonNouns:
    """Load the nouns once."""
    parts = read_word_list("person_nouns.yaml")
    gender = {word: side for name in ("kin", "gendered") for side in ("male", "female") for word in parts[name][side]}
    titles = dict.fromkeys(parts["titles"]["either"], "")
    titles |= {word: side for side in ("male", "female") for word in parts["titles"][side]}
    kin = frozenset(word for words in parts["kin"].values() for word in words)
    named = {
        name: frozenset(parts[name])
        for name in ("officials", "counsel", "occupations", "held", "belonging", "evaluative")
    }
    return PersonNouns(titles=titles, gender=gender, kin=kin, **named)


@cache
def given_names() -> Mapping[str, str]:
    """Return each known given name, in lower case without accents, with the gender it tells."""
    parts = read_word_list("given_names.yaml")
    return {name: side for side in ("male", "female") for name in parts[side].split()}


@cache
def short_names() -> Mapping[str, frozenset[str]]:
    """Return each short form of a given name with the full names it may stand for."""
    return {short: frozenset(full) for short, full in read_word_list("given_names.yaml")["short"].items()}


_IRREGULAR = {"men": "man", "women": "woman", "wives": "wife", "children": "child", "people": "person", "spies": "spy"}


def singular(noun: str) -> str:
    """Return a noun in lower case and the singular; a singular stays as it is."""
    noun = noun.lower()
    for plural, single in _IRREGULAR.items():
        if noun.endswith(plural):
            return noun[: -len(plural)] + single
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us")) else noun
