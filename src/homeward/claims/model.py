"""The nouns of reading: a claim, the words that prove each of its values, and the people a document names."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from homeward.documents.model import Document, Span

FieldValue = str | int | tuple["FieldValue", ...] | Mapping[str, "FieldValue"]
"""A value of a claim's own field: text, a number, several of them, or (for an exchange's sides) named parts."""


class Reality(StrEnum):
    """How the document stands to what it says (FactBank's distinctions, CLAIMS.md ruling 5)."""

    ASSERTED = "asserted"
    ALLEGED = "alleged"
    DENIED = "denied"
    PLANNED = "planned"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class Claim:
    """What one source says at one span; true or not.

    `kind` is one of kinds.yaml. `who` are the held people it is about, `by` whom the document says it from (empty: the
    document's own voice), `date` when it happened (EDTF) or None. `fields` are the kind's own. `words` gives, for each
    field and for who, by and date, the spans that say its value; every value has at least one.
    """

    kind: str
    span: Span
    who: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    reality: Reality = Reality.ASSERTED
    date: str | None = None
    fields: Mapping[str, FieldValue] = field(default_factory=dict)
    words: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Sixteen hexadecimal digits that stay the same as long as the text and what was read in it do."""
        parts = [self.span.text_sha256, self.span.start, self.span.end, self.kind, self.who, self.by, self.reality]
        said = json.dumps([*parts, self.date, self.fields], sort_keys=True, ensure_ascii=False, default=dict)
        return hashlib.sha256(said.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """Someone a document names: the longest form, the other forms, and every span where a form stands.

    `held` is true where the document has a claim about what was done to them; `speaks` where it quotes them.
    `company` are the other people named in the same document. Values not said there are empty.
    """

    document_id: str
    name: str
    forms: tuple[str, ...]
    spans: tuple[Span, ...]
    held: bool = False
    speaks: bool = False
    nationality: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    company: tuple[str, ...] = ()


class ReviewStatus(StrEnum):
    """Where a claim stands with reviewers."""

    UNREVIEWED = "not reviewed"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"
    ADDED = "added by a reviewer"


class WhyUnread(StrEnum):
    """Why a stretch of a text was not read for claims."""

    LINE_TOO_LONG = "line too long"
    TEXT_TOO_LONG = "text too long"
    GIVEN_UP = "given up"


@dataclass(frozen=True, slots=True)
class UnreadStretch:
    """A stretch of a text that was not read for claims, and why: what stands there is unknown, not absent."""

    span: Span
    why: WhyUnread


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one reader found in one document, and what it had to refuse (one sentence each).

    `reviewed` says, by a claim's id, where it stands with reviewers; a claim that is not named there has no review.
    `unread` are the stretches that it did not read, in the order of the text.
    """

    document_id: str
    reader: str
    claims: tuple[Claim, ...] = ()
    people: tuple[NamedPerson, ...] = ()
    refused: tuple[str, ...] = ()
    reviewed: Mapping[str, ReviewStatus] = field(default_factory=dict)
    unread: tuple[UnreadStretch, ...] = ()


class ReviewAct(StrEnum):
    """What a reviewer does with a claim, or with a passage that the reader passed over."""

    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"
    ADD = "add"


@dataclass(frozen=True, slots=True)
class ClaimReview:
    """What a reviewer says of one claim of a document. Of several on one claim the latest that stands counts.

    `about` is the claim as the reader made it (or as the reviewer first added it), `claim` as it is accepted,
    corrected, rejected or added; both have their spans in one text, so the review outlives the reading. `at` is an ISO
    8601 moment. A review that was taken back keeps its place with `undone_at` set, and counts for nothing.
    """

    act: ReviewAct
    about: Claim
    claim: Claim
    by: str
    at: str
    note: str = ""
    undone_at: str | None = None


class Reader(Protocol):
    """Reads documents of one language. `name` changes whenever its answers may."""

    name: str
    language: str

    def read(self, document: Document) -> Reading:
        """Return every claim found in `document`, each value with its words."""
        ...
