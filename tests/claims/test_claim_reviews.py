"""Reviews laid over a reading: what counts, what is struck, and what stays when the document is read again."""

import hashlib
from dataclasses import replace

from homeward.claims.model import Claim, ClaimReview, NamedPerson, Reading, ReviewAct, ReviewStatus
from homeward.claims.reviews import effective_claims, effective_reading, in_force, reviewed_claims
from homeward.documents.model import Span

SHA = hashlib.sha256(b"text").hexdigest()


def a_claim(kind: str = "arrest", start: int = 0, who: str = "Ana Quill", date: str | None = None) -> Claim:
    """A claim at five characters from `start`."""
    span = Span(SHA, start, start + 5)
    return Claim(kind, span, who=(who,), date=date, words={"who": (span,)})


def review(act: str, about: Claim, at: str, claim: Claim | None = None, undone_at: str | None = None) -> ClaimReview:
    """A review made at `at`."""
    return ClaimReview(ReviewAct(act), about, claim or about, "anna", at, undone_at=undone_at)


ARREST, SENTENCE = a_claim(), a_claim("sentence", 10)
READING = Reading("d", "english 1", (ARREST, SENTENCE), (NamedPerson("d", "Ana Quill", ("Ana Quill",), (), held=True),))


def test_without_a_review_the_reading_is_as_it_was_read() -> None:
    """Nothing is changed, not even the order."""
    assert effective_reading(READING, ()) is READING
    undone = (review("reject", ARREST, "1", undone_at="2"),)
    assert effective_reading(READING, undone) is READING
    assert {one.status for one in reviewed_claims(READING.claims, undone)} == {ReviewStatus.UNREVIEWED}


def test_what_reviewers_say_counts() -> None:
    """An accepted claim counts as read, a corrected one as corrected, an added one too; a rejected one is struck."""
    right, missed = a_claim(date="2020"), a_claim("release", 20)
    reviews = (
        review("correct", ARREST, "1", right),
        review("reject", SENTENCE, "2"),
        review("add", missed, "3"),
    )
    assert effective_claims(READING.claims, reviews) == (right, missed)
    standing = reviewed_claims(READING.claims, reviews)
    assert [one.status for one in standing] == ["corrected", "rejected", "added by a reviewer"]
    assert [one.claim for one in standing] == [right, SENTENCE, missed]
    assert [one.seen for one in standing] == ["1", "2", "3"]
    assert effective_claims(READING.claims, (review("accept", ARREST, "1"),)) == READING.claims


def test_a_reading_says_where_its_claims_stand() -> None:
    """By the id that a claim has as reviewed; a rejected claim and one without a review are not named."""
    right, missed = a_claim(date="2020"), a_claim("release", 20)
    reviews = (review("correct", ARREST, "1", right), review("reject", SENTENCE, "2"), review("add", missed, "3"))
    found = effective_reading(READING, reviews).reviewed
    assert found == {right.id: ReviewStatus.CORRECTED, missed.id: ReviewStatus.ADDED}
    accepted = effective_reading(READING, (review("accept", ARREST, "1"),)).reviewed
    assert accepted == {ARREST.id: ReviewStatus.ACCEPTED}
    assert READING.reviewed == {}


def test_the_latest_review_that_stands_counts() -> None:
    """A later review overrules; taken back, the one before it holds again."""
    right = a_claim(date="2020")
    first, second = review("correct", ARREST, "1", right), review("reject", ARREST, "2")
    assert in_force((first, second)) == {ARREST.id: second}
    assert effective_claims(READING.claims, (first, replace(second, undone_at="3"))) == (right, SENTENCE)


def test_people_are_held_where_a_claim_that_counts_says_so() -> None:
    """Who is named only by rejected claims is not held any more; whom an added claim names is."""
    reviews = (review("reject", ARREST, "1"), review("reject", SENTENCE, "2"))
    assert not effective_reading(READING, reviews).people[0].held
    assert effective_reading(READING, reviews[:1]).people[0].held
    bare = replace(READING, claims=(), people=(replace(READING.people[0], held=False),))
    assert effective_reading(bare, (review("add", ARREST, "1"),)).people[0].held


def test_reviews_outlive_the_reading_they_were_made_on() -> None:
    """A newer reader that says something else at the same words does not undo what a reviewer accepted or corrected."""
    newer = (a_claim(date="2019"), SENTENCE)
    right = a_claim(date="2020")
    assert effective_claims(newer, (review("accept", ARREST, "1"),)) == (ARREST, SENTENCE)
    assert effective_claims(newer, (review("correct", ARREST, "1", right),)) == (right, SENTENCE)
    assert effective_claims((), (review("accept", ARREST, "1"),)) == (ARREST,)
    found_since = reviewed_claims((right, SENTENCE), (review("correct", ARREST, "1", right),))
    assert [one.claim for one in found_since] == [right, SENTENCE]


def test_a_rejection_rejects_what_was_rejected_and_nothing_else() -> None:
    """Of a newer reader's claim at the same words nothing was said yet; the rejected one comes back in no reading."""
    newer = (a_claim(date="2019"), SENTENCE)
    rejected = (review("reject", ARREST, "1"),)
    assert effective_claims(newer, rejected) == newer
    assert effective_claims((ARREST, *newer), rejected) == newer


def test_two_claims_at_one_place_are_reviewed_apart() -> None:
    """While the reader makes the accepted claim, another at the same words counts beside it."""
    other = a_claim(date="2019")
    counted = effective_claims((ARREST, other), (review("accept", ARREST, "1"),))
    assert {one.id for one in counted} == {ARREST.id, other.id}
