"""The nouns of what a family may see: a clearing of one line, and somebody's leave to see one page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clearing:
    """A caseworker's word that the family of a person may see one line.

    `line_sha256` is over the words of the line: when they change, it clears nothing any more. `at` is an ISO 8601
    moment; a clearing that was taken back keeps its place with `undone_at` set, and counts for nothing.
    """

    person_id: str
    line_sha256: str
    by: str
    at: str
    undone_at: str | None = None


@dataclass(frozen=True, slots=True)
class FamilyLeave:
    """Leave for the account called `name` to see the family page of one person, and nothing else."""

    name: str
    person_id: str
    by: str
    at: str
