"""Draws the frontier of two sides: what each exchange is worth to them, the best, fairest and largest marked."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, log10

from homeward.exchanges.acceptance import floors
from homeward.exchanges.answer import signed_figure
from homeward.exchanges.model import Answer, Exchange, Positions
from homeward.exchanges.svg import BOLD, LARGE, SMALL, USUAL, element, page, plain, text, wrapped

_WIDTH, _PLOT_HIGH = 760.0, 380.0
_LEFT, _RIGHT, _MARGIN = 84.0, 40.0, 24.0
_TICKS = 6
_MARKS = {
    "best": ("most people home (best)", 11),
    "leximin": ("best for the worst-off side (leximin)", 8),
    "nash": ("largest product of gains (Nash)", 8),
    "total": ("largest total", 6),
}
"""What each marked exchange is called, and how large its mark is, so that marks on one point are all seen."""


@dataclass(frozen=True, slots=True)
class _Scale:
    """From surpluses to pixels along one axis; `step` apart stand its ticks."""

    low: float
    high: float
    step: float
    begins: float
    ends: float

    def at(self, value: float) -> float:
        return self.begins + (value - self.low) / (self.high - self.low) * (self.ends - self.begins)

    @property
    def ticks(self) -> Iterator[float]:
        count = round((self.high - self.low) / self.step)
        yield from (self.low + self.step * place for place in range(count + 1))


def frontier_plot(answer: Answer, positions: Positions, sides: tuple[str, str]) -> str:
    """Return the frontier as SVG: the surplus of the first side to the right, of the second upwards.

    Raises ValueError where the answer has no frontier or a side is no participant.
    """
    names = {one.id: one.name for one in positions.participants}
    if not answer.frontier or not set(sides) <= names.keys():
        raise ValueError("a plot needs a frontier and two participants")
    marked = {name: one for name, one in _marked(answer) if one is not None}
    shown = [*answer.frontier, *marked.values()]
    said = _said(answer.frontier, [names[side] for side in sides], len(positions.participants))
    parts, top = _heading(positions.title or "Frontier", said)
    least = floors(positions)
    across = _scale(shown, sides[0], least, _LEFT, _WIDTH - _RIGHT)
    up = _scale(shown, sides[1], least, top + _PLOT_HIGH, top)
    parts += _axes(across, up, [names[side] for side in sides])
    parts += _floor_lines(across, up, [least[side] for side in sides], [names[side] for side in sides])
    parts += _points(answer.frontier, across, up, sides)
    parts += (part for name, one in marked.items() for part in _mark(name, one, across, up, sides))
    legend, bottom = _legend(marked, sides, names, top + _PLOT_HIGH + 72)
    description = " ".join([said, *(_in_words(name, one, sides, names) + "." for name, one in marked.items())])
    return page("frontier", positions.title or "Frontier", description, (_WIDTH, bottom), [*parts, *legend])


def _marked(answer: Answer) -> Iterator[tuple[str, Exchange | None]]:
    yield "best", answer.best
    yield from ((name, answer.points.get(name)) for name in _MARKS if name != "best")


def _said(frontier: Sequence[Exchange], names: Sequence[str], participants: int) -> str:
    many = "1 exchange" if len(frontier) == 1 else f"{len(frontier):,} exchanges"
    hollow = " Hollow are those that another betters for these two, though not for all sides."
    others = hollow if participants > 2 else ""
    return f"The surplus of {names[0]} and {names[1]} in {many} that no other betters for all sides.{others}"


def _heading(title: str, said: str) -> tuple[list[str], float]:
    parts, y, room = [], _MARGIN, _WIDTH - 2 * _MARGIN
    for line in wrapped(title, room / BOLD, LARGE, 2):
        y += LARGE * 1.3
        parts.append(text(line, _MARGIN, y, LARGE, "bold"))
    for line in wrapped(said, room, USUAL, 4):
        y += USUAL * 1.5
        parts.append(text(line, _MARGIN, y))
    return parts, y + 44


def _place(exchange: Exchange, sides: Sequence[str]) -> tuple[float, float]:
    return float(exchange.surplus[sides[0]]), float(exchange.surplus[sides[1]])


def _scale(
    shown: Iterable[Exchange], side: str, least: dict[str, Fraction | None], begins: float, ends: float
) -> _Scale:
    """Return an axis that has every point, 0 and the floor on it, well inside its ends, which are ticks."""
    values = [*(one.surplus[side] for one in shown), Fraction(0), least[side] or Fraction(0)]
    low, high = float(min(values)), float(max(values))
    rough = (high - low) / _TICKS or 1.0
    power = 10 ** floor(log10(rough))
    step = next(power * nice for nice in (1, 2, 5, 10) if power * nice >= rough)
    if all(value.denominator == 1 for value in values):
        step = max(step, 1)
    bottom, top = (floor(low / step) - (low % step == 0)) * step, (ceil(high / step) + (high % step == 0)) * step
    return _Scale(bottom, top, step, begins, ends)


def _axes(across: _Scale, up: _Scale, names: Sequence[str]) -> Iterator[str]:
    for tick in across.ticks:
        x = across.at(tick)
        yield element("line", x1=x, y1=up.begins, x2=x, y2=up.ends, class_="grid")
        yield text(_as_tick(tick), x, up.begins + 20, SMALL, "soft", "middle")
    for tick in up.ticks:
        y = up.at(tick)
        yield element("line", x1=across.begins, y1=y, x2=across.ends, y2=y, class_="grid")
        yield text(_as_tick(tick), across.begins - 8, y + 4, SMALL, "soft", "end")
    yield element("line", x1=across.begins, y1=up.begins, x2=across.ends, y2=up.begins, class_="axis")
    yield element("line", x1=across.begins, y1=up.begins, x2=across.begins, y2=up.ends, class_="axis")
    yield text(f"{names[0]}: surplus →", across.ends, up.begins + 42, SMALL, "bold", "end")
    yield text(f"↑ {names[1]}: surplus", _MARGIN, up.ends - 12, SMALL, "bold")


def _as_tick(value: float) -> str:
    return f"{value:,.10g}" if value else "0"


def _floor_lines(across: _Scale, up: _Scale, least: Sequence[Fraction | None], names: Sequence[str]) -> Iterator[str]:
    """Yield the floor of each side that has one: below it that side accepts nothing."""
    if least[0] is not None:
        x = across.at(float(least[0]))
        title = element("title", plain(f"floor of {names[0]}"))
        yield element("line", title, x1=x, y1=up.begins, x2=x, y2=up.ends, class_="floor", stroke_width=2)
        yield text("floor", x + 5, up.ends + 14, SMALL, "soft")
    if least[1] is not None:
        y = up.at(float(least[1]))
        title = element("title", plain(f"floor of {names[1]}"))
        yield element("line", title, x1=across.begins, y1=y, x2=across.ends, y2=y, class_="floor", stroke_width=2)
        yield text("floor", across.ends - 4, y - 5, SMALL, "soft", "end")


def _points(frontier: Sequence[Exchange], across: _Scale, up: _Scale, sides: Sequence[str]) -> Iterator[str]:
    """Yield a dot for each exchange, those that fall on one pixel once, and the step below which all others lie."""
    places = sorted({_place(one, sides) for one in frontier}, key=lambda place: (-place[0], -place[1]))
    outermost, reached = [], float("-inf")
    for place in places:
        if place[1] > reached:
            outermost.append(place)
            reached = place[1]
    corners = [(across.at(x), up.at(y)) for x, y in outermost]
    path = "M" + " L".join(_steps(corners))
    yield element("path", d=path, class_="step", stroke_width=1.5)
    outer = set(outermost)
    pixels: dict[tuple[float, float, bool], tuple[float, float]] = {}
    for place in places:
        pixels.setdefault((round(across.at(place[0]), 1), round(up.at(place[1]), 1), place in outer), place)
    for x, y, is_outer in pixels:
        yield element("circle", cx=x, cy=y, r=4 if is_outer else 3, class_="point" if is_outer else "hollow")


def _steps(corners: Sequence[tuple[float, float]]) -> Iterator[str]:
    """Yield the corners of a staircase through points that go left and up."""
    before = corners[0]
    yield f"{before[0]:.1f},{before[1]:.1f}"
    for x, y in corners[1:]:
        yield f"{x:.1f},{before[1]:.1f}"
        yield f"{x:.1f},{y:.1f}"
        before = x, y


def _mark(name: str, exchange: Exchange, across: _Scale, up: _Scale, sides: Sequence[str]) -> Iterator[str]:
    x, y = _place(exchange, sides)
    yield _shape(name, across.at(x), up.at(y))


def _shape(name: str, x: float, y: float) -> str:
    """Return the mark of a kind of exchange: each its own shape, so that none is told by colour."""
    size = _MARKS[name][1]
    if name == "best":
        return element("circle", cx=x, cy=y, r=size, class_="mark")
    if name == "leximin":
        return element("rect", x=x - size, y=y - size, width=2 * size, height=2 * size, class_="mark")
    turned = 1 if name == "nash" else -1
    corners = ((0, -size * 1.2), (size, size * 0.8), (-size, size * 0.8))
    points = " ".join(f"{x + across:.1f},{y + turned * down:.1f}" for across, down in corners)
    return element("polygon", points=points, class_="mark")


def _legend(
    marked: dict[str, Exchange], sides: Sequence[str], names: dict[str, str], y: float
) -> tuple[list[str], float]:
    parts = []
    for name, exchange in marked.items():
        parts.append(_shape(name, _MARGIN + 14, y - 5))
        for line in wrapped(_in_words(name, exchange, sides, names), _WIDTH - 2 * _MARGIN - 36, USUAL, 2):
            parts.append(text(line, _MARGIN + 36, y))
            y += USUAL * 1.4
        y += 10
    return parts, y + _MARGIN / 2


def _in_words(name: str, exchange: Exchange, sides: Sequence[str], names: dict[str, str]) -> str:
    worth = ", ".join(f"{names[side]} {signed_figure(exchange.surplus[side])}" for side in sides)
    home = f", {exchange.people_home:,} home" if exchange.people_home else ""
    return f"{_MARKS[name][0]}: {worth}{home}"
