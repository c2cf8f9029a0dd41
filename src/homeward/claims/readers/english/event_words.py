"""The words that say what was done to a person, as custody_events.yaml lists them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from homeward.claims.readers.english.verb_forms import verb_by_form

EVENT_KINDS = (
    "arrest", "charge", "trial", "conviction", "sentence", "custody", "appeal", "extradition", "transfer",
    "clemency", "release", "deportation", "death", "ill_treatment",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to say an event: its kind, where its person stands, and what must hang on the word.

    `person` is object or subject. `words` must one of them depend on the word (empty: nothing must). `needs` is term,
    goal, state, place, custody or empty.
    """

    kind: str
    person: str
    words: frozenset[str] = frozenset()
    needs: str = ""


@dataclass(frozen=True, slots=True)
class EventWords:
    """Everything custody_events.yaml says, made ready for looking up."""

    verbs: Mapping[str, tuple[Pattern, ...]]
    nouns: Mapping[str, str]
    nouns_against: Mapping[str, str]
    appeal_outcomes: Mapping[str, str]
    sets: Mapping[str, frozenset[str]]
    verb_of: Mapping[str, str]

    def is_in(self, name: str, word: str) -> bool:
        """Tell whether the word stands in one of the file's plain lists."""
        return word in self.sets[name]


_PLAIN = {
    "object": ("object", ""), "subject": ("subject", ""), "object_with_term": ("object", "term"),
    "subject_with_term": ("subject", "term"), "possible_with_term": ("subject", "term"),
    "object_needs_place": ("object", "place"), "object_with_goal": ("object", "goal"),
    "object_with_state": ("object", "state"), "subject_with_state": ("subject", "state"),
    "subject_in_custody": ("subject", "custody"), "object_in_custody": ("object", "custody"),
}  # fmt: skip
_PHRASES = {"object_phrases": "object", "subject_phrases": "subject"}


@cache
def event_words() -> EventWords:
    """Read custody_events.yaml once; phrases come before plain verbs, in the file's order of kinds."""
    data = yaml.safe_load(files("homeward.claims").joinpath("lexicon/custody_events.yaml").read_text(encoding="utf-8"))
    phrases: dict[str, list[Pattern]] = {}
    plain: dict[str, list[Pattern]] = {}
    nouns: dict[str, str] = {}
    against: dict[str, str] = {}
    for kind in EVENT_KINDS:
        entry = data[kind]
        for name, person in _PHRASES.items():
            for verb, words in entry.get(name, []):
                phrases.setdefault(verb, []).append(Pattern(kind, person, frozenset(words)))
        for name, (person, needs) in _PLAIN.items():
            for verb in entry.get(name, []):
                plain.setdefault(verb, []).append(Pattern(kind, person, needs=needs))
        nouns.update(dict.fromkeys(entry.get("nouns", []), kind))
        against.update(dict.fromkeys(entry.get("noun_against", []), kind))
    verbs = {verb: _in_order(phrases.get(verb, []), plain.get(verb, [])) for verb in {**phrases, **plain}}
    outcomes = _outcomes(data["appeal"])
    single = [verb for verb in (*verbs, *outcomes) if " " not in verb]
    several = [verb.split()[0] for verb in (*verbs, *outcomes) if " " in verb]
    return EventWords(verbs, nouns, against, outcomes, _plain_lists(data), verb_by_form([*single, *several]))


def _in_order(phrases: list[Pattern], plain: list[Pattern]) -> tuple[Pattern, ...]:
    """What asks for more comes first: "was jailed for ten years" is a sentence, "was jailed" is custody."""
    return (*phrases, *sorted(plain, key=lambda pattern: not pattern.needs))


def _outcomes(appeal: Mapping[str, Any]) -> dict[str, str]:
    return {verb: outcome for outcome, verbs in appeal["court_phrases"].items() for verb in verbs}


def _plain_lists(data: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    lists = {name: frozenset(map(str, words)) for name, words in data.items() if isinstance(words, list)}
    lists["goals"] = frozenset(data["transfer"]["goals"])
    lists["court_objects"] = frozenset(data["appeal"]["court_objects"])
    return lists
