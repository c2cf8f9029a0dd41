"""How far reviewers have come with the claims that a case file rests on."""

from dataclasses import dataclass

from homeward.app.case_lines import conflict_sides, sections
from homeward.cases.model import Case, Evidence
from homeward.claims.model import ReviewStatus


@dataclass(frozen=True, slots=True)
class ReviewedSoFar:
    """How many claims a case file rests on, how many of them a person reviewed, and the first that nobody did."""

    claims: int
    reviewed: int
    first_left: Evidence | None


def reviewed_so_far(case: Case) -> ReviewedSoFar:
    """Return how far reviewers have come; a claim that several lines rest on counts once, where it stands first."""
    every: dict[str, Evidence] = {}
    lines = [line for section in sections(case) for line in section.lines]
    for line in (*lines, *(side for one in case.conflicts for side in conflict_sides(one))):
        for one in line.evidence:
            every.setdefault(one.claim_id, one)
    left = [one for one in every.values() if one.review is ReviewStatus.UNREVIEWED]
    return ReviewedSoFar(len(every), len(every) - len(left), left[0] if left else None)
