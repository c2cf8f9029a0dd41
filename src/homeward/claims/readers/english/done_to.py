"""Those an event is done to: by the parse, else by who stands in the sentence, else by who is spoken of just before."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from homeward.claims.alignment import Range
from homeward.claims.readers.english import clauses
from homeward.claims.readers.english.event_values import states_in
from homeward.claims.readers.english.event_words import event_words
from homeward.claims.readers.english.model import AnalysedText, PeopleInText, PersonInText
from homeward.claims.readers.english.person_lexicon import person_nouns, singular
from homeward.claims.readers.english.phrases import noun_range
from homeward.claims.readers.english.triggers import Trigger, subject_above
from homeward.claims.readers.english.verb_forms import lemma_of
from homeward.claims.readers.english.whom import whom

_COUNTING = frozenset("dozens scores hundreds thousands some many number one most all two three".split())
_NUMBERS = {
    **{word: number for number, word in enumerate("two three four five six seven eight nine ten".split(), start=2)},
    "both": 2,
    "trio": 3,
    "duo": 2,
    "pair": 2,
}
_FEWEST = 2
_STANDING_FOR = ("PRP", "PRP$", "DT", "WP", "WDT", "CD")
_FIRST_WORD = re.compile(r"[^\W\d_]")
_TITLE = 12
"""Characters that a title before a name may take ("Sir", "Professor")."""
_NEAR = 400
"""Characters before a trigger in which somebody is still spoken of."""


@dataclass(frozen=True, slots=True)
class DoneTo:
    """The people an event is done to, where each is mentioned, the group that stands for unnamed ones, and how known.

    `how` is tree, sentence, focus, or empty where nobody is known.
    """

    persons: tuple[PersonInText, ...] = ()
    mentioned: tuple[Range, ...] = ()
    group: Range | None = None
    how: str = ""


def done_to(text: AnalysedText, people: PeopleInText, trigger: Trigger) -> DoneTo:
    """Return those the trigger is said of, by the surest way that gives somebody."""
    by_tree = _of_heads(text, people, trigger.persons, "tree")
    if by_tree.how and _wanted_by_themselves(text, people, trigger, by_tree):
        return _in_focus(people, trigger, but=by_tree.persons) or DoneTo()
    if by_tree.how:
        return by_tree
    if trigger.form != "noun" and (entry := _of_entry(text, people, trigger)):
        return entry
    others = (
        subject_above(trigger.token) if trigger.form in ("noun", "inside") else _first_persons(text, people, trigger)
    )
    by_sentence = _of_heads(text, people, others, "sentence")
    if by_sentence.how or not _leaves_open(trigger):
        return by_sentence
    return _nearest_here(people, trigger) or _in_focus(people, trigger) or DoneTo()


def _of_entry(text: AnalysedText, people: PeopleInText, trigger: Trigger) -> DoneTo | None:
    """Return the person that a line of a list begins with, where a sentence in it names no other ("Ann, 67. Held.")."""
    at = trigger.token.idx
    begins = text.document.text.rfind("\n", 0, at) + 1
    word = _FIRST_WORD.search(text.masked, begins, at)
    if word is None or not _stands_alone(text, people, trigger, begins):
        return None
    for person in people.people:
        for mention in person.mentions:
            if begins <= mention.start <= word.start() + _TITLE and mention.how == "name" and not person.official:
                return DoneTo((person,), ((mention.start, mention.end),), None, "sentence")
    return None


def _stands_alone(text: AnalysedText, people: PeopleInText, trigger: Trigger, begins: int) -> bool:
    """Tell whether nobody else stands in the trigger's sentence before it, and no subject of its own."""
    if clauses.children(trigger.token, "nsubj", "nsubj:pass", "obj"):
        return False
    before = [token for token in trigger.token.sent if begins <= token.idx < trigger.token.idx]
    return len({id(person) for token in before for person in people.at(token.i)}) <= 1


def _of_heads(text: AnalysedText, people: PeopleInText, heads: Sequence[Any], how: str) -> DoneTo:
    persons: dict[int, tuple[PersonInText, Range]] = {}
    group = None
    for token in [one for head in heads for one in ([head] if people.at(head.i) else clauses.antecedents(head))]:
        for person in whom(text, people, token):
            persons.setdefault(id(person), (person, (token.idx, token.idx + len(token.text))))
        if group is None and is_group(text, token):
            group = noun_range(token)
            for person in _all_by_number(text, people, token, group) if not persons else ():
                persons[id(person)] = (person, group)
    if not persons and group is None:
        return DoneTo()
    return DoneTo(tuple(p for p, _ in persons.values()), tuple(at for _, at in persons.values()), group, how)


def _all_by_number(text: AnalysedText, people: PeopleInText, token: Any, at: Range) -> list[PersonInText]:
    """Return the people in scope, all of them, where "the five Americans" or "all three men" counts just so many."""
    words = text.masked[slice(*at)].lower().split()
    number = next((_NUMBERS[word] for word in words if word in _NUMBERS), 0)
    if number < _FEWEST or not {"the", "all", "these", "those", "both", "trio", "duo", "pair"} & set(words):
        return []
    own = {code.value for code in states_in(text, (token.idx, token.idx + len(token.text)))}
    held = [p for p in people.people if p.in_scope and (not own or not p.nationality or own & set(p.nationality))]
    return held if len(held) == number else []


def _first_persons(text: AnalysedText, people: PeopleInText, trigger: Trigger) -> list[Any]:
    """Return the sentence's first person before the trigger: a long subject often parses wrong."""
    if trigger.token.tag_ not in ("VBN", "VBD") or trigger.token.dep_ not in ("ROOT", "conj"):
        return []
    for token in trigger.token.sent:
        if token.i >= trigger.token.i:
            return []
        if token.pos_ in ("NOUN", "PROPN") and (whom(text, people, token) or is_group(text, token)):
            return [token]
    return []


def is_group(text: AnalysedText, token: Any) -> bool:
    """Tell whether a noun stands for people who are not named ("five Americans", "dozens of prisoners")."""
    if token.pos_ == "PRON":
        return False
    if event_words().is_in("groups", lemma_of(token)) or person_nouns().means_person(singular(token.lower_)):
        return True
    if token.lower_ in _COUNTING:
        return any(is_group(text, child) for child in clauses.children(token, "nmod"))
    people_of = states_in(text, (token.idx, token.idx + len(token.text)))
    return token.tag_ in ("NNPS", "NNS") and bool(people_of)


def may_concern_people(trigger: Trigger) -> bool:
    """Tell whether nothing says that it is done to a thing ("held a meeting"): it names nobody, or by a pronoun."""
    return trigger.form == "noun" or _leaves_open(trigger)


def _leaves_open(trigger: Trigger) -> bool:
    """Tell whether the clause names nobody, or only by a word such as "he": "released a statement" names a thing."""
    return all(head.tag_ in _STANDING_FOR for head in trigger.persons)


def _nearest_here(people: PeopleInText, trigger: Trigger) -> DoneTo | None:
    """Return the person in scope whose mention in the sentence stands nearest to the trigger."""
    sentence = trigger.token.sent
    near = sorted(sentence, key=lambda token: (abs(token.i - trigger.token.i), token.i))
    for token in near:
        held = [person for person in people.at(token.i) if person.in_scope]
        if held:
            at = (token.idx, token.idx + len(token.text))
            return DoneTo(tuple(held), tuple(at for _ in held), None, "sentence")
    return None


def _wanted_by_themselves(text: AnalysedText, people: PeopleInText, trigger: Trigger, found: DoneTo) -> bool:
    """Tell whether "his release" was taken for that of the one who demands it, which is never meant."""
    if trigger.form != "noun" or not all(head.tag_ == "PRP$" for head in trigger.persons):
        return False
    demanding = [person for head in subject_above(trigger.token) for person in whom(text, people, head)]
    return any(person in demanding and person.official for person in found.persons)


def _in_focus(people: PeopleInText, trigger: Trigger, but: Sequence[PersonInText] = ()) -> DoneTo | None:
    """Return the person in scope who was mentioned last before the trigger, not long ago."""
    start = trigger.token.idx
    before = (one for one in _mentions_before(people, start) if one[0] not in but)
    last = max(before, key=lambda one: one[1], default=None)
    if last is None or start - last[1][1] > _NEAR:
        return None
    return DoneTo((last[0],), (last[1],), None, "focus")


def _mentions_before(people: PeopleInText, start: int) -> Iterator[tuple[PersonInText, Range]]:
    for person in people.people:
        if person.in_scope:
            for mention in person.mentions:
                if start - 2 * _NEAR < mention.start and mention.end <= start:
                    yield person, (mention.start, mention.end)
