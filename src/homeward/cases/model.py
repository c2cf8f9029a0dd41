"""The nouns of a case: people across documents, what was done to them and when, what agrees and what conflicts.

Every date is EDTF and no more precise than its source. Every value carries the evidence it rests on.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from homeward.claims.model import ReviewStatus


@dataclass(frozen=True, slots=True, order=True)
class PersonInDocument:
    """Someone as one document names them: the key of a claims.model.NamedPerson."""

    document_id: str
    name: str


@dataclass(frozen=True, slots=True)
class NameForm:
    """One way a person's name is written, and the ids of the documents that write it so."""

    text: str
    document_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Two members taken for one person: score from 0 to 1, and why, a sentence each."""

    left: PersonInDocument
    right: PersonInDocument
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """One person across documents. `name` is the fullest form that most documents use.

    `id` stays as documents are added; `held` and `speaks` are true where a document has it so; `links` joined members.
    """

    id: str
    name: str
    forms: tuple[NameForm, ...]
    members: tuple[PersonInDocument, ...]
    links: tuple[Link, ...] = ()
    held: bool = False
    speaks: bool = False
    roles: tuple[str, ...] = ()


class Ruling(StrEnum):
    """What a reviewer says of two names."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class MatchDecision:
    """A reviewer's ruling on whether two members are one person. Of several on one pair the latest `at` wins.

    `at` is an ISO 8601 moment. A decision with `undone_at` set was taken back, keeps its place and counts for nothing.
    """

    left: PersonInDocument
    right: PersonInDocument
    ruling: Ruling
    by: str
    at: str
    note: str = ""
    undone_at: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One claim that a value rests on, with its words looked up in the document.

    `happened` is when what is claimed happened, `reported` when the document was issued (both EDTF or None). `by` are
    those the document says it from, `via` the agency it was given to, `review` is where it stands with reviewers.
    `origin` is equal for evidence that goes back to one text or one speaker, `text_origin` for evidence out of one
    text or its copies; both count once.
    """

    claim_id: str
    document_id: str
    document_name: str
    publisher: str | None
    start: int
    end: int
    quote: str
    happened: str | None
    reported: str | None
    origin: str
    text_origin: str
    by: tuple[str, ...] = ()
    via: str | None = None
    review: ReviewStatus = ReviewStatus.UNREVIEWED


def independent_origins(evidence: Iterable[Evidence]) -> int:
    """Count the origins that do not repeat one another: one text, its copies and quotes of one speaker count once."""
    told = tuple(evidence)
    return min(len({one.origin for one in told}), len({one.text_origin for one in told}))


@dataclass(frozen=True, slots=True)
class ReportedValue:
    """One value of a slot (a nationality, an occupation, an offence) and the claims that report it."""

    value: str
    evidence: tuple[Evidence, ...]

    @property
    def origins(self) -> int:
        """How many independent origins report it."""
        return independent_origins(self.evidence)


@dataclass(frozen=True, slots=True)
class BirthInterval:
    """Every day the person may have been born on, both ends included, from reported ages and birth dates together."""

    earliest: date
    latest: date
    evidence: tuple[Evidence, ...]

    def age_on(self, day: date) -> tuple[int, int]:
        """Return the least and the greatest age in whole years that the person may have on `day`."""
        least, greatest = (
            day.year - born.year - ((day.month, day.day) < (born.month, born.day))
            for born in (self.latest, self.earliest)
        )
        return least, greatest


@dataclass(frozen=True, slots=True)
class FreedBySide:
    """One side of an exchange: who lets go, and whom (by name or by number)."""

    states: tuple[str, ...]
    frees: tuple[str, ...] = ()
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One thing done to the person, however many documents report it. Values not reported are empty.

    `kind` is a custody event of kinds.yaml, or `exchange`. `reality` is a claims.model.Reality. `states` are those
    whose authorities act, `value` is the word of the kind (verdict, term, outcome, form, stage, reason), `from_` and
    `to` are States or places. `date` is None where no document gives one.
    """

    kind: str
    reality: str
    date: str | None
    evidence: tuple[Evidence, ...]
    states: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    authorities: tuple[str, ...] = ()
    offences: tuple[str, ...] = ()
    value: str | None = None
    from_: str | None = None
    to: str | None = None
    sides: tuple[FreedBySide, ...] = ()


class CustodyGround(StrEnum):
    """How custody came about, as far as reported."""

    ARREST = "arrest"
    PRE_TRIAL = "pre-trial detention"
    IMPRISONMENT = "imprisonment"
    UNSTATED = "unstated"


@dataclass(frozen=True, slots=True)
class Custody:
    """An interval in which a State or body holds the person.

    `begins` and `ends` are EDTF and may be intervals themselves: "2008" is some day of 2008, "../2012-06-15" that day
    or earlier. None is unknown; `ended_by` is the kind of event that ended it, None where no report says it ended.
    """

    begins: str | None
    ends: str | None
    holder: str | None
    ground: CustodyGround
    evidence: tuple[Evidence, ...]
    places: tuple[str, ...] = ()
    authorities: tuple[str, ...] = ()
    ended_by: str | None = None


class Standing(StrEnum):
    """Where the person stands on a day."""

    HELD = "held"
    RELEASED = "released"
    DIED = "died"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class CustodyStatus:
    """Where the person stands on the day `on`; `since` (EDTF) is when that began, where it is known."""

    on: date
    standing: Standing
    holder: str | None = None
    since: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgment:
    """A court's decision on guilt: `verdict` is guilty, not_guilty or plea."""

    verdict: str | None
    date: str | None
    state: str | None
    authority: str | None
    offences: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A punishment imposed by a court: `term` as in the contract (P25Y, life, suspended:P2Y) or None."""

    term: str | None
    date: str | None
    state: str | None
    authority: str | None
    offences: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Position:
    """What a State wants or would do: about the person where `named`, else about exchanges or held people at large."""

    state: str | None
    stance: str
    named: bool
    by: tuple[str, ...]
    date: str | None
    reality: str
    evidence: tuple[Evidence, ...]
    superseded: bool = False
    """Whether a later position of the same State on the same matter is known."""


@dataclass(frozen=True, slots=True)
class StatementAbout:
    """One run of speech about the person where `named`, else said in the same document of nobody by name."""

    speakers: tuple[str, ...]
    role: str | None
    states: tuple[str, ...]
    via: str | None
    form: str
    content: str
    date: str | None
    named: bool
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """A talk between States, planned or held, in which the person is a subject where `named`."""

    states: tuple[str, ...]
    people: tuple[str, ...]
    place: str | None
    stage: str
    reality: str
    date: str | None
    named: bool
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class InstrumentNamed:
    """A treaty, convention or law that a document on the person names; `signed` is a year or None."""

    name: str
    states: tuple[str, ...]
    signed: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class CountReported:
    """How many people are held, freed or exchanged, as somebody says in a document on the person: never a fact."""

    number: int
    bound: str
    of: str | None
    nationality: tuple[str, ...]
    states: tuple[str, ...]
    by: tuple[str, ...]
    date: str | None
    evidence: tuple[Evidence, ...]


class ConflictClass(StrEnum):
    """What kind of value a conflict is about."""

    DATE = "date"
    NUMBER = "number"
    STATUS = "status"
    IDENTITY = "identity"
    DENIAL = "denial"


@dataclass(frozen=True, slots=True)
class ConflictRuling:
    """A reviewer's ruling on a conflict: the `value` of the side that holds, or None for "cannot be told".

    Of several on one conflict the latest `at` (ISO 8601) wins; one with `undone_at` set counts for nothing.
    """

    conflict_id: str
    value: str | None
    by: str
    at: str
    note: str = ""
    undone_at: str | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """One slot ("date of arrest", "term of sentence", "birth") with values that cannot all be true.

    Open while `ruling` is None. `id` follows from person, slot and values: another value makes another conflict.
    """

    id: str
    slot: str
    conflict_class: ConflictClass
    sides: tuple[ReportedValue, ...]
    ruling: ConflictRuling | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """Our file on one person, from the documents reported up to the book's `as_of`.

    `timeline` is in order of happening, each event once; `not_asserted` keeps apart what is only planned, possible,
    alleged or denied. `undated_document_ids` are documents counted although nobody knows when they were issued.
    """

    person: Person
    document_ids: tuple[str, ...]
    undated_document_ids: tuple[str, ...]
    nationality: tuple[ReportedValue, ...]
    occupations: tuple[ReportedValue, ...]
    born: BirthInterval | None
    status: CustodyStatus
    custody: tuple[Custody, ...]
    timeline: tuple[Event, ...]
    not_asserted: tuple[Event, ...]
    offences: tuple[ReportedValue, ...]
    judgments: tuple[Judgment, ...]
    sentences: tuple[Sentence, ...]
    positions: tuple[Position, ...]
    statements: tuple[StatementAbout, ...]
    meetings: tuple[Meeting, ...]
    instruments: tuple[InstrumentNamed, ...]
    counts: tuple[CountReported, ...]
    conflicts: tuple[Conflict, ...]

    @property
    def id(self) -> str:
        """The person's id."""
        return self.person.id


@dataclass(frozen=True, slots=True)
class CaseBook:
    """Everyone named in the documents reported up to `as_of`, and a case for each who is held.

    Both are sorted by name, then id.
    """

    as_of: date
    people: tuple[Person, ...]
    cases: tuple[Case, ...]

    def case(self, person_id: str) -> Case | None:
        """Return the case with that id, or None."""
        return next((case for case in self.cases if case.id == person_id), None)
