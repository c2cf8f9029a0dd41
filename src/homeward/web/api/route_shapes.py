"""The shape of an assessment: the ways home of a person, and what each rests on, as `homeward routes --json` has it."""

from pydantic import BaseModel, Field

from homeward.routes.model import Outcome, RouteOutcome
from homeward.web.api.treaties import InForceShown


class CheckShown(BaseModel):
    """A condition of a way home: what it comes to and why, the facts used, and what would settle an unknown.

    `source` is where the article can be read; `unverified` names what was not checked against the official text.
    """

    condition: str
    article: str
    outcome: Outcome
    reason: str
    facts: list[str]
    settled_by: str | None
    unverified: list[str]
    source: str | None


class EffectShown(BaseModel):
    """What a way home does to the sentence and the person, under which article."""

    article: str
    text: str
    unverified: list[str]


class PaperShown(BaseModel):
    """A paper that a State gives the other; `held` where it is said to be there already."""

    by: str = Field(alias="from")
    to: str
    article: str
    what: str
    id: str
    languages: list[str]
    held: bool
    unverified: list[str]


class RouteShown(BaseModel):
    """A way home under an instrument, from the holding State to another.

    `closed_by` are the conditions that close it, `next_question` what to settle first of what is unknown.
    """

    instrument: str
    title: str
    kind: str
    from_: str = Field(alias="from")
    to: str
    outcome: RouteOutcome
    in_force: InForceShown
    checks: list[CheckShown]
    closed_by: list[str]
    effects: list[str]
    effects_by_article: list[EffectShown]
    papers: list[PaperShown]
    next_question: str | None


class SafeguardShown(BaseModel):
    """A right that the person has whatever the way home, and whether it was kept."""

    instrument: str
    article: str
    condition: str
    outcome: Outcome
    reason: str
    facts: list[str]
    settled_by: str | None
    unverified: list[str]


class ReleaseDayShown(BaseModel):
    """A day on which release can or must come (EDTF), under which rule, and where that can be read."""

    name: str
    date: str
    rule: str
    source: str | None
    unverified: bool


class RefusalShown(BaseModel):
    """Why days of release are not worked out."""

    code: str
    why: str


class SentenceShown(BaseModel):
    """What is served of the sentence and what remains on a day, in words, and when release comes (EDTF).

    `releases` has the rule of each day; `last_day_for_request` is by instrument; `working` goes line by line.
    """

    on: str
    law: str | None
    served: str | None
    remaining: str | None
    nominal_end: str | None
    indeterminate: bool
    full_release: str | None
    conditional_release: list[str]
    releases: list[ReleaseDayShown]
    working: list[str]
    refusal: RefusalShown | None
    last_day_for_request: dict[str, str]


class QuestionShown(BaseModel):
    """Something unknown that would help to settle `routes`; in `decides` of them nothing else is unknown."""

    condition: str
    question: str
    routes: list[str]
    decides: int


class FactShown(BaseModel):
    """A fact that a request for transfer states, under the article that asks for it; null is not known."""

    name: str
    article: str
    value: str | None
    sources: list[str]


class WordsShown(BaseModel):
    """The words of a claim: their place in the kept text of a document, when it happened and was reported (EDTF)."""

    document: str
    document_id: str
    start: int
    end: int
    quote: str
    happened: str | None
    reported: str | None


class RoutesShown(BaseModel):
    """Every way home of a person on a day, the best first.

    `sources` leads from each fact that a check names to claims or lines of a file, `claims` from those claims to words.
    """

    person: str
    on: str
    routes: list[RouteShown]
    safeguards: list[SafeguardShown]
    sentence: SentenceShown | None
    questions: list[QuestionShown]
    facts: list[FactShown]
    sources: dict[str, list[str]]
    claims: dict[str, WordsShown]
