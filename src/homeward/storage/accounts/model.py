"""The nouns of a team: a member of it, a group, and a restriction to a group."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from homeward.cases.model import PersonInDocument


class Role(StrEnum):
    """What somebody may do; each may all that the one before may.

    Somebody of a family sees one family page and nothing else. A reader reads and searches; a reviewer also rules on
    claims, conflicts and names; a caseworker also adds reports, keeps exchanges, restricts cases and clears lines for
    families; an administrator also looks after people, groups and the record.
    """

    FAMILY = "family"
    READER = "reader"
    REVIEWER = "reviewer"
    CASEWORKER = "caseworker"
    ADMINISTRATOR = "administrator"

    def may(self, asked: "Role") -> bool:
        """Return whether this role may all that the role `asked` may."""
        roles = tuple(Role)
        return roles.index(self) >= roles.index(asked)

    def at_most(self, most: "Role") -> "Role":
        """Return this role, or `most` where this one may more."""
        return most if self.may(most) else self


@dataclass(frozen=True, slots=True)
class TeamMember:
    """Somebody who has an account. `active` is false of one who may not sign in any more.

    `has_password` is false until they chose one with the link they were given.
    """

    id: int
    name: str
    role: Role
    active: bool
    has_password: bool


@dataclass(frozen=True, slots=True)
class GroupMember:
    """One member's place in a group; `until` is the last day of it, None where it does not end."""

    member: TeamMember
    until: date | None

    def stands(self, on: date) -> bool:
        """Return whether the membership has not ended by that day."""
        return self.until is None or on <= self.until


@dataclass(frozen=True, slots=True)
class TeamGroup:
    """A named set of members."""

    id: int
    name: str
    members: tuple[GroupMember, ...]


@dataclass(frozen=True, slots=True)
class Restriction:
    """A document, or a person as the documents named them then, that is for one group alone.

    `names` are empty where it is the document `document_id`, which is None where it is a person.
    """

    id: int
    group_id: int
    document_id: str | None
    names: tuple[PersonInDocument, ...]
    by: str
    at: str
    why: str
