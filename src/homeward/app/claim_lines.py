"""Claims and their reviews in words, for a terminal as for a page."""

from collections.abc import Mapping
from dataclasses import dataclass

from homeward.app.wording import gettext, gettext_noop
from homeward.app.words import date_in_words, in_words, listed, term_in_words, word
from homeward.basics.safe_text import inert, shortened
from homeward.claims.entries import SHARED_TYPES, FieldType, side_in_words
from homeward.claims.kinds import kind_named
from homeward.claims.model import Claim, ClaimReview, FieldValue, ReviewAct, WhyUnread
from homeward.claims.reviews import ReviewedClaim
from homeward.documents.model import Document

_ACTS = {
    ReviewAct.ACCEPT: gettext_noop("accepted by %(by)s, %(moment)s"),
    ReviewAct.CORRECT: gettext_noop("corrected by %(by)s, %(moment)s"),
    ReviewAct.REJECT: gettext_noop("rejected by %(by)s, %(moment)s"),
    ReviewAct.ADD: gettext_noop("added by %(by)s, %(moment)s"),
}
_UNREAD = {
    WhyUnread.LINE_TOO_LONG: gettext_noop(
        "Characters %(start)s to %(end)s were not read for claims: they are one line without a place where it could be"
        " cut. Break it into paragraphs and add it again as a file of its own, or mark its claims by hand."
    ),
    WhyUnread.TEXT_TOO_LONG: gettext_noop(
        "Characters %(start)s to %(end)s were not read for claims: they come after as much of one text as is read. Add"
        " them again as a file of their own, or mark their claims by hand."
    ),
    WhyUnread.GIVEN_UP: gettext_noop(
        "Characters %(start)s to %(end)s were not read for claims: reading them failed, or took too long. Add them"
        " again as a file of their own, or mark their claims by hand."
    ),
}


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One value of a claim: the field's name, the value in words, and the words of the document that say it."""

    name: str
    value: str
    words: tuple[str, ...]


def claim_lines(document: Document, claim: Claim) -> tuple[ClaimLine, ...]:
    """Return every value of a claim with its words, who and by first; nothing turns text round or is very long."""
    own = kind_named(claim.kind).fields
    values: dict[str, FieldValue | None] = {"who": claim.who, "by": claim.by, "date": claim.date, **claim.fields}
    types: Mapping[str, FieldType] = {**SHARED_TYPES, **own}
    return tuple(
        ClaimLine(
            name,
            inert(shortened(_value_in_words(types.get(name, "text"), value))),
            tuple(inert(shortened(document.quote(span))) for span in claim.words.get(name, ())),
        )
        for name, value in values.items()
        if value not in (None, (), "")
    )


def review_in_words(review: ClaimReview) -> str:
    """Return a review as "corrected by anna, 2026-11-02 10:11: the court's own release"."""
    note = f": {' '.join(review.note.split())}" if review.note else ""
    undone = gettext(", taken back %(moment)s") % {"moment": _moment(review.undone_at)} if review.undone_at else ""
    return gettext(_ACTS[review.act]) % {"by": review.by, "moment": _moment(review.at)} + undone + note


def standing_in_words(one: ReviewedClaim) -> str:
    """Return where a claim stands: "not reviewed", or the review in force."""
    return review_in_words(one.review) if one.review else gettext(str(one.status))


def unread_in_words(start: int, end: int, why: str) -> str:
    """Return which characters of a text were not read for claims, why, and what can be done."""
    return gettext(_UNREAD[WhyUnread(why)]) % {"start": start, "end": end}


def _value_in_words(wanted: FieldType, value: FieldValue | None) -> str:
    if wanted == "sides":
        return " / ".join(side_in_words(one) for one in (value if isinstance(value, tuple) else (value or "",)))
    several = [str(one) for one in value] if isinstance(value, tuple) else [str(value)]
    if wanted in ("state", "states", "place"):
        return listed(several)
    if wanted == "term":
        return term_in_words(several[0])
    if wanted == "edtf":
        return date_in_words(several[0])
    if isinstance(wanted, list):
        return ", ".join(map(word, several))
    return ", ".join(in_words(one) if one.startswith("XX:") else one for one in several).replace("_", " ")


def _moment(at: str) -> str:
    return at[:16].replace("T", " ")
