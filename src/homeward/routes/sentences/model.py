"""The nouns of sentence arithmetic: ranges of days, when sentences end, and what an article of a law makes of one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from homeward.basics.dates import PartialDate, date_between
from homeward.basics.said import say
from homeward.routes.model import CaseFacts, ReleaseDate
from homeward.routes.parameters import Parameter


def days_before(day: date, days: int) -> date:
    """Return the day so many days before another, or the calendar's first."""
    return day - timedelta(days) if days < day.toordinal() else date.min


@dataclass(frozen=True, slots=True)
class DayRange:
    """The days that an uncertain day may be, from `earliest` to `latest`; None is an open end."""

    earliest: date | None
    latest: date | None

    def __str__(self) -> str:
        one_day = self.earliest is None or self.latest is None or self.earliest == self.latest
        return (
            say("on %(told)s", told=self.told)
            if one_day
            else say("between %(earliest)s and %(latest)s", earliest=self.earliest, latest=self.latest)
        )

    @property
    def told(self) -> str:
        """The days in words, as they stand after "from"."""
        if self.earliest == self.latest:
            return say("an unknown day") if self.earliest is None else say("%(earliest)s", earliest=self.earliest)
        if self.latest is None:
            return say("%(earliest)s or later", earliest=self.earliest)
        return (
            say("%(latest)s or earlier", latest=self.latest)
            if self.earliest is None
            else say("a day between %(earliest)s and %(latest)s", earliest=self.earliest, latest=self.latest)
        )

    @property
    def edtf(self) -> PartialDate | None:
        """The same as a date; None where both ends are open, which says nothing."""
        if self.earliest is None and self.latest is None:
            return None
        return date_between(self.earliest, self.latest)

    def earlier_by(self, fewest: int, most: int) -> "DayRange":
        """Return the days so many days before, where the number of days is itself uncertain."""
        return DayRange(
            self.earliest and days_before(self.earliest, most), self.latest and days_before(self.latest, fewest)
        )

    def or_later(self, other: "DayRange") -> "DayRange":
        """Return the later of two uncertain days."""
        earliest = max((day for day in (self.earliest, other.earliest) if day), default=None)
        return DayRange(earliest, max(self.latest, other.latest) if self.latest and other.latest else None)


@dataclass(frozen=True, slots=True)
class SentenceEnd:
    """When all sentences of a person together start and end; what cannot be said is None, and `missing` says why.

    `nominal` and `after_credits` are the last day to serve, the first day counting as a whole one: a year that runs
    from 1 March ends on the last of February. `nominal` is without any remission, `after_credits` less what the case
    records. `indeterminate` is True for life and death, None where it may be one of them, and False otherwise.
    """

    start: DayRange | None
    nominal: DayRange | None
    after_credits: DayRange | None
    indeterminate: bool | None = False
    death: bool = False
    nothing_to_serve: bool = False
    """Every sentence is suspended, or there is none."""
    missing: tuple[str, ...] = ()
    """Which of `sentences`, `term` and `start` are unknown."""


@dataclass(frozen=True, slots=True)
class Reckoning:
    """A case on a day as the articles of a law see it; days already credited in all have moved `start` and `last`.

    `began` is the day from which time counts, unmoved; `last` the last day of the term without remission, open at both
    ends for life.
    """

    facts: CaseFacts
    on: date
    began: DayRange
    start: DayRange
    last: DayRange
    parameters: Mapping[str, Parameter]


WhyNot = tuple[str, str]
"""A code and a sentence: why a law's rules do not answer for a case, and what would settle it."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one article makes of a case: a line of the working, and the dates or the refusal that follow from it."""

    article: str
    text: str
    unverified: bool = False
    full_release: ReleaseDate | None = None
    conditional_release: tuple[ReleaseDate, ...] = ()
    refusal: WhyNot | None = None


Rule = Callable[[Reckoning], Step | None]
"""One article; None where it has nothing to do with the case."""


@dataclass(frozen=True, slots=True)
class Law:
    """A State's law of release: its articles in the order in which they are applied, for terms and for life.

    `id` is its folder's name. `since` is the day from which its rules are written here; `parts_too` says whether the
    parts of its States are under it as well.
    """

    id: str
    title: str
    states: tuple[str, ...]
    since: date
    rules: tuple[Rule, ...]
    rules_for_life: tuple[Rule, ...]
    parts_too: bool = False
    taken_for: str | None = None
    """What the case is taken for where it names the State and no part of it."""
