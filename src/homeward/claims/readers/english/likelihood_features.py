"""What the trained network says for and against a candidate, as named numbers that the judge weighs."""

from collections.abc import Mapping

import numpy as np

from homeward.claims.readers.english.candidates import Candidate
from homeward.claims.readers.english.likelihoods import Likelihoods, place_of
from homeward.claims.readers.english.model import PeopleInText, PersonInText

BY_NETWORK = "network: "
"""How the names of these features begin."""
_LIMIT = 6.0
"""Log odds beyond this say no more."""


def likelihood_features(candidate: Candidate, seen: Likelihoods, held: Mapping[str, float]) -> dict[str, float]:
    """Return how likely the network finds the candidate; `held` has each person's log odds of being in scope."""
    draft = candidate.draft
    column = place_of(draft.kind)
    pieces = seen.between(*draft.at)
    words = seen.words[pieces]
    persons = [held[str(said.value)] for said in draft.who if str(said.value) in held]
    row = {"likely": _limited(seen.of_claim(draft.kind, *draft.at)), "held": max(persons, default=0.0)}
    row["nobody known held"] = float(not persons)
    if len(words):
        chances = 1 / (1 + np.exp(-words))
        means = chances.mean(axis=0)
        row |= {
            "words likely": _limited(float(words[:, column].mean())),
            "a word likely": _limited(float(words[:, column].max())),
            "words' chance": float(means[column]),
            "another kind's chance": float(np.delete(means, column).max()),
        }
    return {BY_NETWORK + name: round(value, 4) for name, value in row.items()}


def held_people(people: PeopleInText, seen: Likelihoods) -> dict[str, float]:
    """Return for each person named the mean log odds, over their names in the text, of being held across a border."""
    found = {person.name: _held(person, seen) for person in people.people}
    return {name: odds for name, odds in found.items() if odds is not None}


def _held(person: PersonInText, seen: Likelihoods) -> float | None:
    names = [seen.held[seen.between(one.start, one.end)] for one in person.mentions if one.how == "name"]
    odds = [float(one.mean()) for one in names if len(one)]
    return _limited(sum(odds) / len(odds)) if odds else None


def _limited(odds: float) -> float:
    return max(-_LIMIT, min(_LIMIT, odds))
