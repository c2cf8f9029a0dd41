"""Draws the exchanges since 1962 on one line of time: a disc each, as large as people went home, with its address."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import log10
from xml.sax.saxutils import escape, quoteattr

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from homeward.basics.dates import parse_date
from homeward.exchanges.model import PastExchange
from homeward.exchanges.svg import SMALL, element, text, width_of

YEAR = 17.0
MARGIN, TOP, LANE, GAP = 14.0, 34.0, 26.0, 10.0
SMALLEST, LARGER = 4.0, 2.6
"""Radius of a disc for one person, and by how much it grows when ten times as many go home."""
WIDER = 1.12
"""How much wider than reckoned words may come out, so that none run into others."""
DECADE = 10
DAYS_OF_A_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Disc:
    """Where an exchange is drawn: the middle of its disc, its lane, and its words to one side of it."""

    past: PastExchange
    at: float
    radius: float
    lane: int
    words: str
    words_before: bool

    @property
    def ends(self) -> tuple[float, float]:
        """From where to where it takes room on its lane."""
        width = width_of(self.words, SMALL) * WIDER + GAP
        left = self.at - self.radius - (width if self.words_before else 0)
        return left, self.at + self.radius + (0 if self.words_before else width)


def history_picture(several: Sequence[PastExchange], addresses: Sequence[str]) -> SafeString:
    """Return the picture of exchanges, first to last, each with the address of its page."""
    first = date(int(several[0].date[:4]) // DECADE * DECADE, 1, 1)
    last = date(int(several[-1].date[:4]) + 1, 1, 1)
    discs = _placed(several, first, last)
    lanes = max(disc.lane for disc in discs) + 1
    width, height = _across(last, first) + MARGIN, TOP + lanes * LANE + GAP
    people = sum(one.people_home for one in several)
    years = {"n": len(several), "first": several[0].date[:4], "last": several[-1].date[:4]}
    title = gettext("%(n)s exchanges from %(first)s to %(last)s") % years
    description = f"{_went_home(people)}. {gettext('A larger disc is more people.')}"
    parts = [
        element("title", escape(title), id="history-title"),
        element("desc", escape(description), id="history-description"),
        *_years(first, last, height),
        *(_disc(disc, address) for disc, address in zip(discs, addresses, strict=True)),
    ]
    about = 'role="group" aria-labelledby="history-title history-description"'
    size = f'viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}"'
    return mark_safe(f"<svg {size} {about}>{''.join(parts)}</svg>")  # noqa: S308 - every word is escaped


def _placed(several: Iterable[PastExchange], first: date, last: date) -> list[Disc]:
    """Return every exchange on the highest lane where its disc and words meet no other's."""
    taken: list[list[tuple[float, float]]] = []
    discs = []
    middle = _across(last, first) / 2
    for past in several:
        at = _across(parse_date(past.date).from_day, first)
        radius = SMALLEST + LARGER * log10(max(past.people_home, 1))
        words = f"{past.date[:4]} {past.title}"
        disc = Disc(past, at, radius, 0, words, at > middle)
        left, right = disc.ends
        lane = next((n for n, ends in enumerate(taken) if all(right < a or left > b for a, b in ends)), len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].append((left, right))
        discs.append(Disc(past, at, radius, lane, words, disc.words_before))
    return discs


def _across(day: date, first: date) -> float:
    return MARGIN + (day - first).days / DAYS_OF_A_YEAR * YEAR


def _years(first: date, last: date, height: float) -> Iterable[str]:
    for year in range(first.year, last.year + 1, DECADE):
        across = _across(date(year, 1, 1), first)
        yield element("line", x1=across, y1=TOP - GAP, x2=across, y2=height, class_="grid")
        yield text(f"{year}", across, TOP - GAP - 4, SMALL, "soft", "middle" if year > first.year else "start")


def _went_home(people: int) -> str:
    return ngettext("%(n)s person went home", "%(n)s people went home", people) % {"n": f"{people:,}"}


def _disc(disc: Disc, address: str) -> str:
    down = TOP + disc.lane * LANE + LANE / 2
    aside = disc.radius + 4
    words = (
        text(disc.words, disc.at - aside, down + 4, SMALL, anchor="end")
        if disc.words_before
        else text(disc.words, disc.at + aside, down + 4, SMALL)
    )
    past = disc.past
    told = f"{past.date}, {past.title}: {_went_home(past.people_home)}"
    inside = f"<title>{escape(told)}</title>"
    inside += element("circle", cx=disc.at, cy=down, r=disc.radius, class_="point") + words
    return f"<a href={quoteattr(address)}>{inside}</a>"
