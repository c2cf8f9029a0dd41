"""Pictures made on the server: SVG with text as text, in the page's own colours, as wide as its place.

Across, everything is a share of the width in percent, so that a narrow screen gets a narrow picture with legible
words; downwards everything is in pixels.
"""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from xml.etree.ElementTree import Element, SubElement, tostring

_NOT_IN_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
_ROW, _LABEL, _BAR = 36, 13, 12
_AXIS = 26
_MOST_YEARS, _MOST_MONTHS = 6, 4
"""How many names of years, and of months, stand side by side on the narrowest screen."""
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
_NARROWEST = 0.5
_LEFT, _RIGHT = 11.0, 96.0
_PLOT_HEIGHT = 200
_MARK_WIDTH, _MARK_HEIGHT = 12.0, 12.0
"""How near one another two marks of points cover each other: percent across, pixels down."""


@dataclass(frozen=True, slots=True)
class Bar:
    """Something that lasts, or happened, between days: solid from `sure_from` to `sure_to`, dashed around it.

    `sure_from` after `sure_to` has nothing solid; `first` equal to `last` is one day, drawn as a dot.
    """

    first: date
    sure_from: date
    sure_to: date
    last: date
    words: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a timeline: its label, and what stands on it."""

    label: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A number somebody gave, on a day between two; `mark` is what stands beside it ("> 60")."""

    first: date
    last: date
    number: int
    mark: str
    words: str
    href: str = ""


def timeline_picture(rows: Sequence[Row], title: str) -> str:
    """Return a timeline, a row below the other, over an axis of years or months; an empty text without any row."""
    days = [day for row in rows for bar in row.bars for day in (bar.first, bar.last) if _is_known(day)]
    if not days:
        return ""
    axis = _Axis.around(days, 0.0, 100.0)
    height = _ROW * len(rows) + _AXIS
    picture = _picture(height, title)
    _draw_axis(picture, axis, height)
    for place, row in enumerate(rows):
        top = place * _ROW
        _text(picture, "0", top + _LABEL, row.label)
        for bar in row.bars:
            _draw_bar(picture, bar, axis, top + _LABEL + 5)
    return tostring(picture, encoding="unicode")


def plot_picture(points: Sequence[Point], title: str) -> str:
    """Return numbers over time, each a point that leads to its words; an empty text without any point."""
    known = [point for point in points if _is_known(point.first) or _is_known(point.last)]
    if not known:
        return ""
    axis = _Axis.around([day for one in known for day in (one.first, one.last) if _is_known(day)], _LEFT, _RIGHT)
    heights = _Heights.over([point.number for point in known])
    picture = _picture(_PLOT_HEIGHT + _AXIS, title)
    _draw_axis(picture, axis, _PLOT_HEIGHT + _AXIS)
    for number in heights.ticks():
        y = heights.place(number)
        _line(picture, f"{_LEFT}%", y, f"{_RIGHT}%", y)
        _text(picture, f"{_LEFT - 1}%", y + 4, f"{number:,}", anchor="end")
    written: list[tuple[float, float]] = []
    for point in known:
        x, y = (axis.place(point.first) + axis.place(point.last)) / 2, heights.place(point.number)
        is_free = all(abs(x - other) > _MARK_WIDTH or abs(y - above) > _MARK_HEIGHT for other, above in written)
        _draw_point(picture, point, axis, y, with_mark=is_free)
        written += [(x, y)] if is_free else []
    return tostring(picture, encoding="unicode")


@dataclass(frozen=True, slots=True)
class _Axis:
    """Days across: `first` stands at `left` percent, `last` at `right`."""

    first: date
    last: date
    left: float
    right: float

    @classmethod
    def around(cls, days: Sequence[date], left: float, right: float) -> "_Axis":
        """Return an axis with a little room on either side of the days."""
        room = max(timedelta(days=15), (max(days) - min(days)) * 0.04)
        return cls(_moved(min(days), -room), _moved(max(days), room), left, right)

    def place(self, day: date) -> float:
        """Return where a day stands, in percent; what lies outside stands at the edge."""
        share = (min(max(day, self.first), self.last) - self.first) / (self.last - self.first)
        return round(self.left + share * (self.right - self.left), 2)

    def ticks(self) -> Iterator[tuple[date, str]]:
        """Yield days to mark and their names: years, or months where the axis is short."""
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
        fits = (step for step in _MONTH_STEPS if months / step <= (_MOST_YEARS if step >= 12 else _MOST_MONTHS))
        step = next(fits, _MONTH_STEPS[-1])
        start = self.first.year * 12 + self.first.month - 1
        for count in range(start - start % step, start + months + 1, step):
            year, month = divmod(count, 12)
            if year >= date.min.year and self.first <= (day := date(year, month + 1, 1)) <= self.last:
                yield day, f"{year}" if step >= 12 else f"{year}-{month + 1:02}"


@dataclass(frozen=True, slots=True)
class _Heights:
    """Numbers downwards: by their logarithm where they lie far apart."""

    most: int
    by_logarithm: bool

    @classmethod
    def over(cls, numbers: Sequence[int]) -> "_Heights":
        """Return heights on which all the numbers stand."""
        most = max(10, *numbers)
        return cls(most, most > 20 * max(1, min(numbers)))

    def place(self, number: int) -> float:
        """Return how far from the top a number stands, in pixels."""
        room = _PLOT_HEIGHT - 24
        share = math.log10(max(number, 1)) / math.log10(self.most) if self.by_logarithm else number / self.most
        return round(12 + room * (1 - share), 1)

    def ticks(self) -> Iterable[int]:
        """Return the numbers to mark."""
        if self.by_logarithm:
            return [10**power for power in range(len(str(self.most)))]
        step = 10 ** (len(str(self.most)) - 1)
        return range(0, self.most + 1, step if self.most >= 4 * step else max(1, step // 2))


def _picture(height: int, title: str) -> Element:
    picture = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "width": "100%",
            "height": f"{height}",
            "role": "group",
            "aria-label": _clean(title),
            "font-family": "system-ui, sans-serif",
            "font-size": "13",
            "fill": "currentColor",
        },
    )
    SubElement(picture, "title").text = _clean(title)
    return picture


def _draw_axis(picture: Element, axis: _Axis, height: int) -> None:
    bottom = height - _AXIS + 4
    _line(picture, f"{axis.left}%", bottom, f"{axis.right}%", bottom)
    for day, name in axis.ticks():
        x = axis.place(day)
        _line(picture, f"{x}%", 0, f"{x}%", bottom)
        anchor = "start" if x < axis.left + 5 else "end" if x > axis.right - 5 else "middle"
        _text(picture, f"{x}%", height - 6, name, anchor=anchor)


def _draw_bar(picture: Element, bar: Bar, axis: _Axis, top: int) -> None:
    group = _linked(picture, bar.href, bar.words)
    if bar.first == bar.last:
        _dot(group, axis.place(bar.first), top + _BAR / 2)
        return
    spans = [(bar.first, bar.last, False)]
    if bar.sure_from < bar.sure_to:
        spans = [(bar.first, bar.sure_from, False), (bar.sure_from, bar.sure_to, True), (bar.sure_to, bar.last, False)]
    for begins, ends, is_sure in spans:
        if begins < ends:
            _draw_span(group, axis.place(begins), axis.place(ends), top, is_sure=is_sure)


def _draw_span(group: Element, left: float, right: float, top: int, *, is_sure: bool) -> None:
    drawn = {"fill-opacity": "0.75"} if is_sure else {"fill-opacity": "0.12", "stroke": "currentColor"}
    if not is_sure:
        drawn["stroke-dasharray"] = "4 3"
    width = max(right - left, _NARROWEST)
    SubElement(group, "rect", {"x": f"{left}%", "y": f"{top}", "width": f"{width:.2f}%", "height": f"{_BAR}", **drawn})


def _draw_point(picture: Element, point: Point, axis: _Axis, y: float, *, with_mark: bool) -> None:
    group = _linked(picture, point.href, point.words)
    left, right = axis.place(point.first), axis.place(point.last)
    if point.first != point.last:
        _line(group, f"{left}%", y, f"{right}%", y, opacity="1", dashes="4 3")
    middle = (left + right) / 2
    _dot(group, middle, y)
    if with_mark:
        anchor, dx = ("start", "8") if middle < 75 else ("end", "-8")
        _text(group, f"{middle:g}%", y - 6, point.mark, anchor=anchor, dx=dx)


def _linked(picture: Element, href: str, words: str) -> Element:
    linked = {"href": _clean(href), "aria-label": _clean(words)}
    group = SubElement(picture, "a", linked) if href else SubElement(picture, "g")
    SubElement(group, "title").text = _clean(words)
    return group


def _dot(group: Element, x: float, y: float) -> None:
    SubElement(group, "circle", {"cx": f"{x}%", "cy": f"{y:g}", "r": "5"})


def _line(
    group: Element, x1: str, y1: float, x2: str, y2: float, *, opacity: str = "0.25", dashes: str = "none"
) -> None:
    ends = {"x1": x1, "y1": f"{y1:g}", "x2": x2, "y2": f"{y2:g}"}
    drawn = {"stroke": "currentColor", "stroke-opacity": opacity, "stroke-dasharray": dashes}
    SubElement(group, "line", {**ends, **drawn})


def _text(group: Element, x: str, y: float, words: str, *, anchor: str = "start", **more: str) -> None:
    written = SubElement(group, "text", {"x": x, "y": f"{y:g}", "text-anchor": anchor, **more})
    written.text = _clean(words)


def _clean(words: str) -> str:
    """Return words without the characters that no XML may hold."""
    return _NOT_IN_XML.sub("\ufffd", words)


def _is_known(day: date) -> bool:
    return day not in (date.min, date.max)


def _moved(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return date.min if by < timedelta(0) else date.max
