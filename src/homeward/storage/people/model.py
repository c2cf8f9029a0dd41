"""The nouns of what was worked out: a member with what tells people apart, and a person with all of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from homeward.cases.model import Link, Person, PersonInDocument
from homeward.cases.profiles import Profile


@dataclass(frozen=True, slots=True)
class Member:
    """A person as one document names them.

    `counts_from` is the day (ISO 8601) from which on the document counts, "" for always. `told` is true where it has
    a claim about them, `makes_case` where one is of what was done to them.
    """

    profile: Profile
    counts_from: str
    told: bool
    makes_case: bool

    @property
    def key(self) -> PersonInDocument:
        """What the document and its name for the person are."""
        return self.profile.member


@dataclass(frozen=True, slots=True)
class WorkedOutPerson:
    """A person as worked out of every document: their id, members in order, and the links that joined these."""

    id: str
    members: Sequence[Member]
    links: Sequence[Link]


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person as the documents shown have them that count up to a day.

    `told` are the ids of those that have a claim about the person; where `has_case`, one is of what was done to them.
    """

    person: Person
    told: frozenset[str]
    has_case: bool
