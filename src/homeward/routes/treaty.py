"""An instrument as the engine sees it: who is bound since when, what was declared, its numbers, articles and text."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache

from homeward.basics.dates import PartialDate
from homeward.basics.said import say
from homeward.routes.model import CaseFacts, Effect, Finding, InForce
from homeward.routes.parameters import DatedValue, Parameter


class Joined(StrEnum):
    """How a State came to be listed."""

    RATIFICATION = "ratification"
    ACCESSION = "accession"
    SUCCESSION = "succession"
    MEMBERSHIP = "membership"
    SIGNATURE = "signature"
    """Signed only: not bound."""


class Binds(StrEnum):
    """Whom an instrument binds."""

    PARTIES = "parties"
    """Every two of its parties."""
    PAIRS = "pairs"
    """A set of bilateral treaties: the two States of each row."""
    MEMBERS = "members"
    """Nobody: an arrangement among the members of a body, which works where the law of both carries it out."""
    HOLDING_STATE = "holding state"
    """No treaty: the law of the State that holds the person."""
    EVERY_STATE = "every state"
    """A procedure or arrangement open towards any State."""


@dataclass(frozen=True, slots=True)
class Party:
    """One State's, or in a bilateral set one pair's, standing towards an instrument. Dates are EDTF.

    `until` is the last day on which it was bound. `provisional_since` is when it began to apply the instrument
    provisionally. `unverified` names the fields not checked against the official text.
    """

    state: str
    other: str | None = None
    joined: Joined = Joined.RATIFICATION
    signed: PartialDate | None = None
    deposited: PartialDate | None = None
    in_force: PartialDate | None = None
    until: PartialDate | None = None
    provisional_since: PartialDate | None = None
    succeeds: str | None = None
    sources: tuple[str, ...] = ()
    unverified: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a party declared (or is known to do: article `practice`) that changes or explains a rule.

    `effect` is one of the words that articles look for, `value` what goes with it, `languages` ISO 639-1 codes.
    """

    party: str
    article: str
    effect: str
    text: str
    value: str | None = None
    languages: tuple[str, ...] = ()
    since: PartialDate | None = None
    until: PartialDate | None = None
    source: str | None = None
    unverified: bool = False

    def stands(self, on: date) -> bool:
        """Return whether it stood on a day."""
        begun = self.since is None or self.since.from_day <= on
        return begun and (self.until is None or on <= self.until.to_day)


@dataclass(frozen=True, slots=True)
class ArticleText:
    """What an article says, in our own words; `unverified` where nobody checked them against the official text."""

    article: str
    heading: str
    text: str
    unverified: bool


@dataclass(frozen=True, slots=True)
class PaperAsked:
    """A document that an instrument asks for; `by` and `to` are `sentencing`, `administering`, or who else it is."""

    id: str
    by: str
    to: str
    article: str
    what: str
    ways: tuple[str, ...] = ()
    """The kinds of way that ask for it; empty: all."""


@dataclass(frozen=True, slots=True)
class EffectOf:
    """A standing effect of an instrument; `ways` as in PaperAsked."""

    article: str
    text: str
    ways: tuple[str, ...] = ()


class Role(StrEnum):
    """What a condition's outcome does to its route."""

    CONDITION = "condition"
    """Not met closes the route."""
    REFUSAL_GROUND = "refusal ground"
    """Not met lets a State refuse: the route stays undecided until it has decided."""
    DUTY = "duty"
    """A duty of a State on the way; it closes nothing."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One article's rule: `check` runs it on a case in a setting."""

    id: str
    article: str
    check: Callable[[CaseFacts, "Setting"], Finding]
    role: Role = Role.CONDITION


def _always(facts: CaseFacts, setting: "Setting") -> bool:
    return True


def _no_effects(facts: CaseFacts, setting: "Setting") -> tuple[Effect, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Way:
    """One kind of route that an instrument makes, with its conditions in the order a lawyer would ask them.

    `concerns` says whether it has anything to do with a case; `effects` gives those that hang on the setting.
    """

    kind: str
    conditions: tuple[Condition, ...]
    concerns: Callable[[CaseFacts, "Setting"], bool] = _always
    effects: Callable[[CaseFacts, "Setting"], tuple[Effect, ...]] = _no_effects
    wherever: bool = False
    """The same whichever State the person would go to: told once, for the first."""


@dataclass(frozen=True, slots=True, eq=False)
class Treaty:
    """An instrument with all its folder holds; each is itself alone.

    `safeguards` are rights checked in every case it binds.

    `requires` is the instrument that both States must be bound by too; `replaces` those it takes the place of between
    States that it binds.
    """

    id: str
    folder: str
    title: str
    short_name: str
    number: str | None
    opened: PartialDate | None
    in_force: PartialDate | None
    binds: Binds
    sources: tuple[str, ...]
    note: str | None
    parties: tuple[Party, ...]
    declarations: Mapping[tuple[str, str], tuple[Declaration, ...]]
    parameters: Mapping[str, Parameter]
    articles: tuple[ArticleText, ...]
    papers: tuple[PaperAsked, ...] = ()
    effects: tuple[EffectOf, ...] = ()
    ways: tuple[Way, ...] = ()
    safeguards: tuple[Condition, ...] = ()
    declared_unread: tuple[str, ...] = ()
    """States known to have declared something that nobody could read yet."""
    requires: str | None = None
    replaces: tuple[str, ...] = ()
    requests_stay: str | None = None
    """The article by which a request stays under what bound the two States on its receipt, when this begins or ends."""
    unverified: tuple[str, ...] = ()
    unverified_articles: frozenset[str] = field(default=frozenset(), repr=False)

    def declared(self, state: str, article: str, on: date) -> tuple[Declaration, ...]:
        """Return what a State had declared on an article, as it stood on a day."""
        found = self.declarations.get((state, article), ())
        return tuple([one for one in found if one.stands(on)]) if found else ()

    def text_of(self, article: str) -> ArticleText | None:
        """Return what an article says, or the article it is a paragraph of; None where text.md has neither."""
        by_article = {one.article: one for one in self.articles}
        return next((by_article[one] for one in _wider(article) if one in by_article), None)

    def mark_of(self, article: str) -> tuple[str, ...]:
        """Return the mark of an article whose text was not checked against the official one; nothing for others."""
        return article_mark(self, article)


@cache
def _wider(article: str) -> tuple[str, ...]:
    """Return an article and what it is part of: 6(2)(a), 6(2), 6."""
    parts = article.split("(")
    return tuple("(".join(parts[:length]) for length in range(len(parts), 0, -1))


@cache
def article_mark(treaty: Treaty, article: str) -> tuple[str, ...]:
    """Return the mark of an article whose words nobody checked against the official text; empty where checked."""
    return (
        () if treaty.unverified_articles.isdisjoint(_wider(article)) else (say("article %(article)s", article=article),)
    )


@dataclass(frozen=True, slots=True)
class Setting:
    """An instrument between the sentencing (or holding) State and the one the person would go to, on a day."""

    treaty: Treaty
    sentencing_state: str
    administering_state: str
    on: date
    in_force: InForce

    def declared(self, state: str, article: str) -> tuple[Declaration, ...]:
        """Return what a State had declared on an article by that day."""
        return self.treaty.declared(state, article, self.on)

    def parameter(self, name: str) -> DatedValue:
        """Return a number of the instrument as it stood on that day, the one made for this pair of States first.

        Raises KeyError where the instrument has no such number: a mistake in its folder that its tests find.
        """
        parameter = self.treaty.parameters[name]
        for state in (self.sentencing_state, self.administering_state, None):
            value = parameter.on(self.on, state)
            if value is not None:
                return value
        return parameter.values[0]
