"""Whom a pronoun means: the best of those spoken of before it, by a few weighted features."""

import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from homeward.claims.readers.english.clauses import children, governors, subjects
from homeward.claims.readers.english.person_lexicon import read_word_list
from homeward.claims.readers.english.referents import (
    OBJECT,
    OWNER,
    SUBJECT,
    Positions,
    Referent,
    clause_head,
    place_of,
)

SINGULAR = {
    **dict.fromkeys(("he", "him", "his", "himself"), "male"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "female"),
}
"""Pronouns of one person, with the gender they tell."""
FIRST = frozenset({"i", "me", "my", "mine", "myself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
RELATIVE = frozenset({"who", "whom", "whose"})
_FARTHEST = 6
"""Sentences back in which a pronoun's person must have been spoken of."""
_SAYING = frozenset(
    {"say", "tell", "add", "write", "note", "explain", "claim", "state", "argue", "insist", "recall", "continue"}
)


@cache
def weights() -> Mapping[str, float]:
    """Return the weight of each feature, as training/pronouns.py learnt it."""
    learnt: Mapping[str, float] = read_word_list("pronoun_weights.yaml")["weights"]
    return learnt


@dataclass(frozen=True, slots=True)
class Choice:
    """One of those whom a pronoun may mean, and what speaks for and against it."""

    referent: Referent
    last: int
    """The token where they were spoken of last before the pronoun."""
    features: Mapping[str, float]


def choose(token: Any, choices: Sequence[Choice]) -> Referent | None:
    """Return the choice that the weights favour, of equal ones the one spoken of last; None where there is none."""
    best = max(choices, key=lambda one: (score(one.features), one.last), default=None)
    return best.referent if best else None


def choices_for(
    token: Any, gender: str, known: Sequence[Referent], positions: Positions, spoke_last: Sequence[Referent] = ()
) -> list[Choice]:
    """Return everyone spoken of before the pronoun whom it may mean; `spoke_last` are those quoted last before it."""
    again = says(token, clause_head(token))
    return [
        Choice(
            one,
            last,
            {**pronoun_features(token, gender, one, positions), "spoke_last": float(again and one in spoke_last)},
        )
        for one in known
        if (last := one.last_before(token.i)) is not None and _may_be(token, gender, one, last, positions)
    ]


def score(features: Mapping[str, float]) -> float:
    """Return the weighted sum of named features; a feature without a weight counts nothing."""
    known = weights()
    return sum(known.get(name, 0.0) * value for name, value in features.items())


def _may_be(token: Any, gender: str, one: Referent, last: int, positions: Positions) -> bool:
    if one.gender and one.gender != gender:
        return False
    distance = positions.sentence(token.i) - positions.sentence(last)
    if distance > (_FARTHEST if one.person else 2):
        return False
    return token.lower_.endswith("self") or distance > 0 or not _share_a_clause(token, token.doc[last])


def _share_a_clause(pronoun: Any, other: Any) -> bool:
    """Tell whether both are subject and object of one verb, so that they cannot be the same person."""
    verb = clause_head(pronoun)
    core = {SUBJECT, OBJECT}
    return place_of(pronoun) in core and place_of(other) in core and clause_head(other) is verb and verb is not pronoun


def pronoun_features(token: Any, gender: str, one: Referent, positions: Positions) -> dict[str, float]:
    """Return what speaks for and against the person being meant; names as in pronoun_weights.yaml."""
    earlier = one.tokens[: bisect_left(one.tokens, token.i)]
    last = token.doc[earlier[-1]]
    here, there = positions.sentence(token.i), positions.sentence(last.i)
    recent = [t for t in earlier if here - positions.sentence(t) <= 1]
    in_same = [t for t in earlier if positions.sentence(t) == there]
    place, verb = place_of(token), clause_head(token)
    best = SUBJECT if any(place_of(token.doc[t]) == SUBJECT for t in in_same) else place_of(last)
    quoted, was_quoted = positions.quotation(token.i), positions.quotation(last.i)
    return {
        f"sentences_back_{min(here - there, 4)}": 1.0,
        "last_is_subject": float(best == SUBJECT),
        "last_is_object": float(best == OBJECT),
        "last_is_owner": float(best == OWNER),
        "last_is_topic": float(any(_is_topic(token.doc[t]) for t in in_same)),
        "subject_above": float(any(_is_subject_above(token.doc[t], token) for t in in_same) and here == there),
        "same_place": float(best == place),
        "gender_known": float(one.gender == gender),
        "named": float(one.person is not None),
        "times_recently": math.log1p(len(recent)),
        "times_so_far": math.log1p(len(earlier)),
        "times_in_all": math.log1p(one.total),
        "words_between": math.log1p(token.i - last.i),
        "official": float(one.person is not None and one.person.official),
        "held_before": float(one.custody > 0),
        "done_to_and_held": float(one.custody > 0 and _is_done_to(token)),
        "official_done_to": float(one.person is not None and one.person.official and _is_done_to(token)),
        "says_again": float(says(token, verb) and any(says(token.doc[t], clause_head(token.doc[t])) for t in recent)),
        "from_the_same_quotation": float(quoted >= 0 and quoted == was_quoted),
        "owner_of_subject": float(place == OWNER and here == there and best == SUBJECT),
    }


def _is_done_to(token: Any) -> bool:
    return token.dep_ == "nsubj:pass" or (token.dep_ == "obj" and token.lower_ in {"him", "her", "them"})


def _is_subject_above(other: Any, pronoun: Any) -> bool:
    """Tell whether the other is the subject of a verb on which the pronoun's clause hangs ("Bout said that he ...")."""
    return place_of(other) == SUBJECT and any(above == clause_head(other) for above in governors(clause_head(pronoun)))


def _is_topic(token: Any) -> bool:
    """Tell whether the mention is the subject of its sentence's main verb."""
    return place_of(token) == SUBJECT and clause_head(token).dep_ == "ROOT"


def says(token: Any, verb: Any) -> bool:
    """Tell whether the token is the subject of a verb of saying."""
    return place_of(token) == SUBJECT and verb.lemma_ in _SAYING


def reflexive_subject(token: Any) -> list[Any]:
    """Return the subject that a reflexive pronoun points back to."""
    return subjects(clause_head(token))


def relative_antecedent(token: Any) -> Any | None:
    """Return the noun that the relative pronoun's clause describes."""
    verb = token
    for _ in range(5):
        if verb.dep_ in {"acl:relcl", "acl"} and verb.head.i < token.i:
            return verb.head
        if verb.head is verb or verb.head.i == verb.i:
            break
        verb = verb.head
    before = token.doc[token.i - 1] if token.i else None
    if before is not None and before.text == "," and before.i:
        before = token.doc[before.i - 1]
    return before if before is not None and before.pos_ in {"PROPN", "NOUN"} and not children(token, "det") else None
