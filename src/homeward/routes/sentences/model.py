"""The nouns of sentence arithmetic: ranges of days, and when the sentences of one person end."""

from dataclasses import dataclass
from datetime import date

from homeward.basics.dates import PartialDate, date_between


@dataclass(frozen=True, slots=True)
class DayRange:
    """The days that an uncertain day may be, from `earliest` to `latest`; None is an open end."""

    earliest: date | None
    latest: date | None

    @property
    def edtf(self) -> PartialDate | None:
        """The same as a date; None where both ends are open, which says nothing."""
        if self.earliest is None and self.latest is None:
            return None
        return date_between(self.earliest, self.latest)


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
