"""Whom a noun phrase concerns: the people it means, or those that hang on it ("the arrest of Bout", "her lawyers")."""

from typing import Any

from homeward.claims.readers.english.clauses import children, with_conjuncts
from homeward.claims.readers.english.model import AnalysedText, PeopleInText, PersonInText
from homeward.claims.readers.english.person_lexicon import person_nouns, singular
from homeward.claims.readers.english.referents import phrase_head

_OF = frozenset({"of", "for", "against", "by", "on", "with", "between", "including", "like"})
_OWNED_BUT_OTHER = frozenset(
    {"client", "friend", "colleague", "co-defendant", "accomplice", "boss", "neighbour", "neighbor"}
)
_DEPTH = 3


def whom(text: AnalysedText, people: PeopleInText, token: int | Any) -> tuple[PersonInText, ...]:
    """Return the people that the noun phrase headed by `token` means or, where it means none, those it is about."""
    index = token if isinstance(token, int) else token.i
    return tuple(_about(people, text.parse[index], _DEPTH))


def meant(people: PeopleInText, token: Any) -> tuple[PersonInText, ...]:
    """Return the people that the noun phrase itself means, those joined by "and" or set in apposition included."""
    found: list[PersonInText] = []
    for one in with_conjuncts(token):
        here = list(people.at(one.i))
        if not here:
            parts = [child for child in children(one, "flat", "appos", "compound") if child.pos_ in {"PROPN", "NOUN"}]
            here = [person for part in parts for person in people.at(part.i)]
        found.extend(person for person in here if person not in found)
    if not found and (head := phrase_head(token)) is not token:
        found = list(people.at(head.i))
    return tuple(found)


def _about(people: PeopleInText, token: Any, depth: int) -> list[PersonInText]:
    found = list(meant(people, token))
    if found or depth == 0 or singular(token.lower_) in person_nouns().kin | _OWNED_BUT_OTHER:
        return found
    for child in token.children:
        ties = {case.lower_ for case in children(child, "case")}
        is_tied = child.dep_ in {"nmod:poss", "compound", "amod"} or (child.dep_ in {"nmod", "obl"} and ties & _OF)
        if is_tied or child.dep_ in {"appos", "flat"}:
            found.extend(person for person in _about(people, child, depth - 1) if person not in found)
    return found
