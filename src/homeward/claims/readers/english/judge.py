"""Which candidates are claims: a logistic model a group, whose weights anybody can read in judge.json."""

import json
import math
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from homeward.claims.readers.english.candidates import Candidate

WEIGHTS = Path(__file__).parents[2] / "trained" / "english_judge.json"
"""Made by training/judge.py; features that are not listed weigh nothing."""
ALONE_IN_SHORT = "person in a short text"
"""A feature of no weight: a text of a few sentences that only names somebody claims nothing of them."""


@dataclass(frozen=True, slots=True)
class Judge:
    """Weights and thresholds by group of candidates."""

    weights: Mapping[str, Mapping[str, float]]
    thresholds: Mapping[str, float]

    def probability(self, group: str, features: Mapping[str, float]) -> float:
        """Return how likely a candidate is a claim, 0 to 1; 1 for a group that was never trained."""
        weights = self.weights.get(group)
        if weights is None:
            return 1.0
        total = weights.get("bias", 0.0) + sum(weights.get(name, 0.0) * value for name, value in features.items())
        return 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, total))))

    def accepts(self, candidate: Candidate) -> bool:
        """Tell whether a candidate is taken as a claim."""
        return self.probability(candidate.group, candidate.features) >= self.thresholds.get(candidate.group, 0.5)

    def accepted(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Return the candidates that are claims.

        Whoever an accepted event is about has their person claim too; nobody in office has one without, and nobody in a
        short text of whom nothing else is claimed.
        """
        taken = self._without_rivals([candidate for candidate in candidates if self.accepts(candidate)])
        events = [candidate for candidate in taken if candidate.group == "event"]
        known = {str(said.value) for candidate in events for said in candidate.draft.who}
        others = [one for one in candidates if one.group == "person" and not self.accepts(one)]
        told = {str(said.value) for one in taken if one.group != "person" for said in one.draft.who}
        kept = [one for one in taken if not _is_in_office(one) or _names_one_of(one, known)]
        kept = [one for one in kept if not one.features.get(ALONE_IN_SHORT) or _names_one_of(one, told)]
        return [*kept, *(one for one in others if _names_one_of(one, known))]

    def _without_rivals(self, taken: Sequence[Candidate]) -> list[Candidate]:
        """Keep of each word's readings the surest alone."""
        surest: dict[str, tuple[float, int]] = {}
        for place, one in enumerate(taken):
            score = (self.probability(one.group, one.features), -place)
            if one.rival and score > surest.get(one.rival, (0.0, 0)):
                surest[one.rival] = score
        return [one for place, one in enumerate(taken) if not one.rival or surest[one.rival][1] == -place]


def _is_in_office(candidate: Candidate) -> bool:
    return candidate.group == "person" and bool(candidate.features.get("official"))


def _names_one_of(candidate: Candidate, names: Set[str]) -> bool:
    return any(str(said.value) in names for said in candidate.draft.who)


@cache
def load_judge() -> Judge:
    """Read the weights that come with the program."""
    data = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return Judge(
        {group: entry["weights"] for group, entry in data["groups"].items()},
        {group: entry["threshold"] for group, entry in data["groups"].items()},
    )
