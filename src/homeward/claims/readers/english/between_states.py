"""What passes between States about people held: exchanges, positions, instruments, meetings and counts."""

from collections.abc import Sequence
from dataclasses import replace

from homeward.claims.alignment import Said
from homeward.claims.readers.english.candidates import Candidate
from homeward.claims.readers.english.counts import count_candidates
from homeward.claims.readers.english.exchanges import exchange_candidates
from homeward.claims.readers.english.instruments import instrument_candidates
from homeward.claims.readers.english.meetings import meeting_candidates
from homeward.claims.readers.english.model import AnalysedText, PeopleInText
from homeward.claims.readers.english.positions import position_candidates
from homeward.claims.readers.english.scenes import find_scenes
from homeward.claims.readers.english.speech import Speech

_TELLING = frozenset({"number", "stance", "name"})
"""Fields whose values tell two claims of one kind apart."""


def find_between_states(text: AnalysedText, people: PeopleInText, speeches: Sequence[Speech] = ()) -> list[Candidate]:
    """Return every candidate of the five kinds in the order of the text, each with its features for the judge."""
    found: list[Candidate] = []
    for scene in find_scenes(text, people):
        found += count_candidates(scene, speeches)
        found += exchange_candidates(scene)
        found += instrument_candidates(scene)
        found += position_candidates(scene, speeches)
        found += meeting_candidates(scene, speeches)
    return _with_repeats(found)


def _with_repeats(found: Sequence[Candidate]) -> list[Candidate]:
    """Mark the first of each kind, and what says nothing its kind has not said before: an event told again is none."""
    seen: set[tuple[str, ...]] = set()
    marked = []
    for candidate in found:
        kind = candidate.draft.kind
        said = (kind, *(str(one.value) for one in candidate.draft.who), *sorted(_values(candidate)))
        marks = {
            "first of its kind": float((kind,) not in seen),
            "said before": float(len(said) > 1 and said in seen),
        }
        seen |= {(kind,), said}
        features = {**candidate.features, **{name: value for name, value in marks.items() if value}}
        marked.append(replace(candidate, features=features))
    return marked


def _values(candidate: Candidate) -> list[str]:
    fields = candidate.draft.fields
    return [f"{name} {said.value}" for name, said in fields.items() if name in _TELLING and isinstance(said, Said)]
