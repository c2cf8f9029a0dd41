"""The matrix of States as a picture: a square for each pair, solid where instruments are in force, hollow if unsure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from homeward.app.words import listed
from homeward.routes.binding import name_of
from homeward.routes.bonds import Pair
from homeward.routes.model import InForce, Outcome
from homeward.web.templatetags.said import state

SQUARE, LABEL = 12, 122
"""Sides of a pair's square and of the room for a State's name, in the units of the picture."""
LONGEST_NAME = 24
"""Characters of a name that the room holds; of a longer one the end is left out, and its title has it whole."""


@dataclass(frozen=True, slots=True)
class PairShown:
    """Two States: how many instruments are in force between them, and of how many that is not known."""

    one: str
    other: str
    in_force: int
    unknown: int
    x: int = 0
    y: int = 0

    @property
    def words(self) -> str:
        """The pair in words, for those who do not see the picture."""
        said = gettext("%(n)s in force") % {"n": self.in_force} if self.in_force else gettext("not known")
        return f"{listed([state(self.one), state(self.other)])}: {said}"


@dataclass(frozen=True, slots=True)
class StateLabel:
    """A State beside its row and over its column."""

    code: str
    name: str
    at: int

    @property
    def short(self) -> str:
        """The State's name, as much of it as there is room for."""
        return self.name if len(self.name) <= LONGEST_NAME else f"{self.name[: LONGEST_NAME - 1].rstrip()}…"


@dataclass(frozen=True, slots=True)
class MatrixPicture:
    """Every pair of States that anything binds, or may bind, with its place; `size` is the side of the whole."""

    states: tuple[StateLabel, ...]
    pairs: tuple[PairShown, ...]
    bound: int
    unknown: int
    one_instrument: bool

    @property
    def edge(self) -> int:
        """Where names end, beside the squares and above them."""
        return LABEL - 4

    @property
    def size(self) -> int:
        """The side of the whole picture."""
        return LABEL + len(self.states) * SQUARE

    def solid(self, address: str, day: str) -> SafeString:
        """Return the squares of pairs that are bound, each a link to what stands between its States on the day."""
        several = (pair for pair in self.pairs if pair.in_force)
        return _links(((pair, _solid(pair)) for pair in several), address, day)

    def hollow(self, address: str, day: str) -> SafeString:
        """Return the squares of pairs of which it is not known whether they are bound, each a link as the solid."""
        several = (pair for pair in self.pairs if not pair.in_force)
        return _links(((pair, f'<path d="M{pair.x + 2} {pair.y + 2}h7v7h-7z"/>') for pair in several), address, day)

    @classmethod
    def of(cls, found: Mapping[Pair, Mapping[str, InForce]], *, one_instrument: bool) -> "MatrixPicture":
        """Return the picture of what binds every two States."""
        shown = [pair for pair in _pairs(found) if pair.in_force or pair.unknown]
        names = {code: state(code) for pair in shown for code in (pair.one, pair.other)}
        at = {code: LABEL + number * SQUARE for number, code in enumerate(sorted(names, key=names.__getitem__))}
        placed = tuple(
            PairShown(one, other, pair.in_force, pair.unknown, at[other], at[one])
            for pair in shown
            for one, other in ((pair.one, pair.other), (pair.other, pair.one))
        )
        labels = tuple(StateLabel(code, names[code], place) for code, place in at.items())
        bound = sum(bool(pair.in_force) for pair in shown)
        return cls(labels, placed, bound, len(shown) - bound, one_instrument)


def _solid(pair: PairShown) -> str:
    drawn = f'<path d="M{pair.x} {pair.y}h11v11h-11z"/>'
    return drawn + f'<text x="{pair.x + 5}" y="{pair.y + 9}">{pair.in_force}</text>' if pair.in_force > 1 else drawn


def _links(drawn: Iterator[tuple[PairShown, str]], address: str, day: str) -> SafeString:
    """Return squares as links; written by hand, since a template takes a second over thousands of them."""
    start, end = f"{escape(address)}?one=", f"&amp;on={escape(day)}"
    links = (
        f'<a tabindex="-1" aria-label="{escape(pair.words)}" href="{start}{_in_address(pair.one)}'
        f'&amp;other={_in_address(pair.other)}{end}">{square}</a>'
        for pair, square in drawn
    )
    return mark_safe("".join(links))  # noqa: S308 - every part is a number or escaped


@cache
def _in_address(code: str) -> str:
    return quote(code, safe="")


def row_of(found: Mapping[Pair, Mapping[str, InForce]], state: str) -> list[PairShown]:
    """Return every pair of a State with anything to show, by the other State's name."""
    mine = [pair for pair in _pairs(found) if state in (pair.one, pair.other) and (pair.in_force or pair.unknown)]
    turned = [
        PairShown(state, pair.other if pair.one == state else pair.one, pair.in_force, pair.unknown) for pair in mine
    ]
    return sorted(turned, key=lambda pair: name_of(pair.other))


def _pairs(found: Mapping[Pair, Mapping[str, InForce]]) -> Iterator[PairShown]:
    for (one, other), bonds in found.items():
        outcomes = [bond.outcome for bond in bonds.values()]
        yield PairShown(one, other, outcomes.count(Outcome.MET), outcomes.count(Outcome.UNKNOWN))
