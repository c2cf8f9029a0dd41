"""What a part of the reader proposes: a draft, and what speaks for and against taking it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from homeward.claims.alignment import Draft, Range
from homeward.claims.readers.english.model import PersonInText
from homeward.claims.readers.english.realities import Standing
from homeward.claims.readers.english.triggers import Trigger


@dataclass(frozen=True, slots=True)
class Candidate:
    """A draft with named features (mostly 0 or 1) that the judge weighs; `group` says which weights.

    Of candidates with one `rival` (several readings of the same words) at most one is a claim; empty: it has none.
    """

    group: str
    draft: Draft
    features: Mapping[str, float] = field(default_factory=dict)
    rival: str = ""


@dataclass(frozen=True, slots=True)
class EventFound:
    """A trigger with what was read around it.

    `group` is where unnamed people stand ("five Americans"), `whom_by` how it is known whom it is done to, `rank` the
    place of this reading among those of the same words, from 0 for the likeliest.
    """

    trigger: Trigger
    standing: Standing
    persons: tuple[PersonInText, ...]
    group: Range | None
    draft: Draft
    whom_by: str = ""
    rank: int = 0
