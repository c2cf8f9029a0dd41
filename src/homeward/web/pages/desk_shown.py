"""The desk as its page shows it: each side with whom it holds and its lines, every number with its slider."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from math import ceil

from django.utils.translation import gettext

from homeward.app.position_lines import Named
from homeward.exchanges.model import Floor, Gives, Group, Participant, Position, Positions, ValuesTerms, Wants
from homeward.exchanges.position_edits import NumberAt
from homeward.web.pages.answer_shown import LineShown, lines_shown
from homeward.web.pages.desk_form import key_of_number

MOST_NUMBERS = 150
"""How many numbers a page has fields for; a form may have only so many. The others are set in the text."""
MOST_LINES = 100
LEAST_SCALE = 10
FINEST = 3
"""Places after the point to which a slider can be set; a finer number is typed."""


@dataclass(frozen=True, slots=True)
class Slider:
    """Where a slider begins and ends, and how far one step of it goes; `value` is where it stands."""

    least: str
    most: str
    step: str
    value: str


@dataclass(frozen=True, slots=True)
class NumberShown:
    """A number of a line with its field: `before` is what the file has, `typed` what stands in the field."""

    key: str
    of: str
    before: str
    typed: str
    slider: Slider | None = None

    @property
    def id(self) -> str:
        """What the field is called within the page."""
        return f"n{sha256(self.key.encode()).hexdigest()[:12]}"

    @property
    def is_changed(self) -> bool:
        """Whether something else was typed than the file has."""
        return self.typed != self.before


@dataclass(frozen=True, slots=True)
class DeskLine:
    """A line with its numbers: worths, and at what cost it could be given up, where it is one that could."""

    shown: LineShown
    numbers: tuple[NumberShown, ...]
    yields: NumberShown | None
    more: int


@dataclass(frozen=True, slots=True)
class SideShown:
    """A participant with the people whom it holds, and its lines."""

    participant: Participant
    people: tuple[tuple[Group, str], ...]
    lines: tuple[DeskLine, ...]


@dataclass(frozen=True, slots=True)
class DeskShown:
    """Every side of a positions file, each of whose numbers can be set; `lines_left` are those the page has not."""

    positions: Positions
    sides: tuple[SideShown, ...]
    lines_left: int


def desk_shown(positions: Positions, typed: Mapping[str, str]) -> DeskShown:
    """Return positions as the desk shows them, with what was typed into its fields by their keys."""
    named, room = Named(positions), [MOST_NUMBERS]
    shown = {one.position.id: one for one in lines_shown(positions)[:MOST_LINES]}
    sides = []
    for participant in positions.participants:
        own = [one for one in positions.positions if one.of == participant.id and one.id in shown]
        scale = _scale(one for one in positions.positions if one.of == participant.id)
        lines = tuple(_line(one, shown[one.id], named, scale, typed, room) for one in own)
        held = tuple((group, named.side(group.home)) for group in positions.people if group.held_by == participant.id)
        sides.append(SideShown(participant, held, lines))
    return DeskShown(positions, tuple(sides), len(positions.positions) - len(shown))


def exactly(value: Fraction) -> str:
    """Return a number in figures that lose nothing: a decimal where it has an end, else a fraction."""
    rest, places = value.denominator, 0
    for prime in (2, 5):
        count = 0
        while rest % prime == 0:
            rest, count = rest // prime, count + 1
        places = max(places, count)
    if rest > 1:
        return f"{value.numerator}/{value.denominator}"
    if not places:
        return f"{value.numerator}"
    digits = f"{abs(value.numerator) * 10**places // value.denominator:0{places + 1}d}"
    return f"{'-' if value < 0 else ''}{digits[:-places]}.{digits[-places:]}"


def _scale(lines: Iterator[Position]) -> Fraction:
    """Return how far a side's sliders reach: twice its largest number, so that there is room above it."""
    numbers = [abs(value) for line in lines for _, value, _ in _numbers(line)]
    largest = max((2 * number for number in numbers), default=Fraction(0))
    return Fraction(max(LEAST_SCALE, ceil(largest)))


def _numbers(line: Position) -> Iterator[tuple[NumberAt, Fraction, bool]]:
    """Yield each worth of a line with its place, and whether it may be below 0."""
    match line.line:
        case Wants(worths) | Gives(worths):
            yield from ((NumberAt(line.id, person=person), worth, False) for person, worth in worths.items())
        case ValuesTerms(terms):
            for term, options in terms.items():
                for option, worth in options.items():
                    yield NumberAt(line.id, term=term, option=option), worth, True
        case Floor(surplus):
            yield NumberAt(line.id), surplus, True


def _line(
    line: Position, shown: LineShown, named: Named, scale: Fraction, typed: Mapping[str, str], room: list[int]
) -> DeskLine:
    several = list(_numbers(line))
    fitting = several[: max(0, room[0])]
    room[0] -= len(fitting)
    numbers = tuple(
        _number(at, _whose(at, named), exactly(value), typed, _slider(value, scale, below))
        for at, value, below in fitting
    )
    can_yield = not isinstance(line.line, Wants | Gives | ValuesTerms)
    cost = "" if line.yields is None else exactly(line.yields)
    yields = _number(NumberAt(line.id, yields=True), line.id, cost, typed) if can_yield else None
    return DeskLine(shown, numbers, yields, len(several) - len(fitting))


def _number(at: NumberAt, of: str, before: str, typed: Mapping[str, str], slider: Slider | None = None) -> NumberShown:
    key = key_of_number(at)
    return NumberShown(key, of, before, typed.get(key, before), slider)


def _whose(at: NumberAt, named: Named) -> str:
    if at.person is not None:
        return named.person(at.person)
    return f"{at.term}: {at.option}" if at.term is not None else gettext("the least surplus")


def _slider(value: Fraction, scale: Fraction, below: bool) -> Slider | None:
    """Return the slider of a number, None for one too fine: a slider would turn it into another by itself."""
    places = next((places for places in range(FINEST + 1) if (value * 10**places).denominator == 1), None)
    if places is None:
        return None
    least = -scale if below else Fraction(0)
    return Slider(exactly(least), exactly(scale), exactly(Fraction(1, 10**places)), exactly(value))
