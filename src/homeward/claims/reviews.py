"""What reviewers say of claims, laid over what the reader found: the claims that count, and where each one stands."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from homeward.claims.model import Claim, ClaimReview, Reading, ReviewAct, ReviewStatus

Place = tuple[str, str, int, int]
"""Where a claim of one kind stands: the text's SHA-256, the kind, start and end."""


_STATUS = {
    ReviewAct.ACCEPT: ReviewStatus.ACCEPTED,
    ReviewAct.CORRECT: ReviewStatus.CORRECTED,
    ReviewAct.REJECT: ReviewStatus.REJECTED,
    ReviewAct.ADD: ReviewStatus.ADDED,
}


@dataclass(frozen=True, slots=True)
class ReviewedClaim:
    """A claim as it stands, the claim that the reader made (or a reviewer first added), and the review in force."""

    claim: Claim
    about: Claim
    review: ClaimReview | None = None

    @property
    def status(self) -> ReviewStatus:
        """Where the claim stands."""
        return _STATUS[self.review.act] if self.review else ReviewStatus.UNREVIEWED

    @property
    def counts(self) -> bool:
        """Whether what comes after (people, cases, statements) knows of the claim."""
        return self.status is not ReviewStatus.REJECTED

    @property
    def seen(self) -> str:
        """The moment of the review in force; empty where there is none. Who edits says which one they saw."""
        return self.review.at if self.review else ""


def in_force(reviews: Iterable[ClaimReview]) -> dict[str, ClaimReview]:
    """Return, by the id of the claim it is about, the latest review of each claim that was not taken back."""
    latest: dict[str, ClaimReview] = {}
    for review in reviews:
        standing = latest.get(review.about.id)
        if review.undone_at is None and (standing is None or review.at >= standing.at):
            latest[review.about.id] = review
    return latest


def reviewed_claims(claims: Iterable[Claim], reviews: Iterable[ClaimReview]) -> tuple[ReviewedClaim, ...]:
    """Return the claims of one reading as they stand, rejected and added ones too, in the order of the text.

    A review is about one claim of one text. Where the reader makes that claim no more, an accepted or corrected claim
    stays as the reviewer's own, in place of a claim of the same kind at the very same span; a rejection is kept and
    rejects nothing else.
    """
    made = {claim.id: claim for claim in claims}
    standing = in_force(reviews)
    if not standing:
        return tuple(ReviewedClaim(claim, claim) for claim in made.values())
    found = [_as_it_stands(claim, standing.get(claim.id)) for claim in made.values()]
    kept = [_as_it_stands(review.about, review) for name, review in standing.items() if name not in made]
    taken = {_place(one.about) for one in kept if one.counts}
    known = {one.claim.id for one in kept}
    found = [one for one in found if one.review or not (_place(one.about) in taken or one.claim.id in known)]
    return tuple(sorted((*found, *kept), key=_order))


def effective_claims(claims: Iterable[Claim], reviews: Iterable[ClaimReview]) -> tuple[Claim, ...]:
    """Return the claims that count, each once: the reader's, as reviewed, and those that reviewers added."""
    return _each_once(reviewed_claims(claims, reviews))


def effective_reading(reading: Reading, reviews: Iterable[ClaimReview]) -> Reading:
    """Return the reading with the claims that count, what reviewers said of them, and people as these claims have them.

    A person is held, or quoted, where a claim that counts has them so.
    """
    latest = tuple(in_force(reviews).values())
    if not latest:
        return reading
    standing = reviewed_claims(reading.claims, latest)
    claims = _each_once(standing)
    reviewed = {one.claim.id: one.status for one in standing if one.counts and one.review}
    held, quoted = _changes(reading.claims, claims, "who"), _changes(reading.claims, claims, "by")
    people = tuple(
        replace(one, held=held.get(one.name, one.held), speaks=quoted.get(one.name, one.speaks))
        for one in reading.people
    )
    return replace(reading, claims=claims, people=people, reviewed=reviewed)


def _each_once(several: Iterable[ReviewedClaim]) -> tuple[Claim, ...]:
    return tuple({one.claim.id: one.claim for one in several if one.counts}.values())


def _as_it_stands(claim: Claim, review: ClaimReview | None) -> ReviewedClaim:
    if review is None or (review.act is not ReviewAct.CORRECT and review.claim.id == claim.id):
        return ReviewedClaim(claim, claim, review)
    return ReviewedClaim(review.claim, review.about, review)


def _changes(before: Iterable[Claim], after: Iterable[Claim], role: Literal["who", "by"]) -> dict[str, bool]:
    """Return, for each name that a claim has or had in that role, whether one still has it."""
    was, has = ({name for one in claims for name in getattr(one, role)} for claims in (before, after))
    return {name: name in has for name in was | has}


def _place(claim: Claim) -> Place:
    return claim.span.text_sha256, claim.kind, claim.span.start, claim.span.end


def _order(one: ReviewedClaim) -> tuple[int, int, str, str]:
    return one.claim.span.start, one.claim.span.end, one.claim.kind, one.claim.id
