"""Pictures: what is drawn where, and that nothing written in them can do harm."""

from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.web.pictures import Bar, Point, Row, plot_picture, timeline_picture

SVG = "{http://www.w3.org/2000/svg}"
DAYS = st.dates(date(1950, 1, 1), date(2050, 1, 1))


def bar(first: date, last: date, sure_from: date | None = None, sure_to: date | None = None) -> Bar:
    """Return a bar; without sure days all of it is uncertain."""
    return Bar(first, sure_from or last, sure_to or first, last, "held", "/x")


def parsed(picture: str) -> ElementTree.Element:
    """Return a picture as the elements it is made of; it must be well formed."""
    return ElementTree.fromstring(picture)  # noqa: S314 - our own picture


def share(text: str) -> float:
    """Return a percentage as a number."""
    return float(text.removesuffix("%"))


def test_nothing_to_draw_is_no_picture() -> None:
    """Without a date there is no timeline, and without a number no plot."""
    assert timeline_picture([], "t") == ""
    assert timeline_picture([Row("r", (bar(date.min, date.max),))], "t") == ""
    assert plot_picture([], "t") == ""


def test_uncertain_ends_are_dashed_around_what_is_sure() -> None:
    """Custody from some day of 2019 to some day of 2022 is solid between, dashed on either side, without a gap."""
    one = bar(date(2019, 1, 1), date(2022, 12, 31), date(2019, 12, 31), date(2022, 1, 1))
    picture = parsed(timeline_picture([Row("Russia", (one,))], "t"))
    spans = list(picture.iter(f"{SVG}rect"))
    assert ["stroke-dasharray" in span.attrib for span in spans] == [True, False, True]
    for before, after in pairwise(spans):
        assert share(before.attrib["x"]) + share(before.attrib["width"]) == pytest.approx(
            share(after.attrib["x"]), 0.02
        )


def test_a_day_is_a_dot_and_an_open_end_reaches_the_edge() -> None:
    """One day has no width; custody whose beginning nobody knows begins where the picture does."""
    dot, opened = bar(date(2020, 5, 1), date(2020, 5, 1)), bar(date.min, date(2020, 5, 1))
    picture = parsed(timeline_picture([Row("a", (dot,)), Row("b", (opened,))], "t"))
    assert len(list(picture.iter(f"{SVG}circle"))) == 1
    assert share(next(picture.iter(f"{SVG}rect")).attrib["x"]) == 0


@settings(max_examples=60)
@given(st.lists(st.tuples(DAYS, st.integers(0, 4000)), min_size=1, max_size=5), st.text(max_size=40))
def test_any_days_and_words_make_a_whole_picture(spans: list[tuple[date, int]], words: str) -> None:
    """Whatever the days and the words, the picture is well formed and everything stands within its width."""
    rows = [Row(words, (bar(day, day + timedelta(days=length)),)) for day, length in spans]
    picture = parsed(timeline_picture(rows, words))
    for drawn in picture.iter(f"{SVG}rect"):
        assert 0 <= share(drawn.attrib["x"]) <= share(drawn.attrib["x"]) + share(drawn.attrib["width"]) <= 101
    names = [one for one in picture.iter(f"{SVG}text") if one.attrib["x"] != "0"]
    assert len(names) <= 8


@settings(max_examples=60)
@given(st.lists(st.tuples(DAYS, st.integers(0, 10**9)), min_size=1, max_size=8))
def test_greater_numbers_stand_higher(points: list[tuple[date, int]]) -> None:
    """A plot keeps the order of its numbers and stays within its height, whatever lies between them."""
    said = [Point(day, day, number, f"{number}", "said", "/x") for day, number in points]
    picture = parsed(plot_picture(said, "t"))
    heights = [float(one.attrib["cy"]) for one in picture.iter(f"{SVG}circle")]
    assert all(0 <= height <= float(picture.attrib["height"]) for height in heights)
    by_number = sorted(zip((number for _, number in points), heights, strict=True))
    assert all(low[1] >= high[1] for low, high in pairwise(by_number))


def test_words_cannot_leave_their_place() -> None:
    """Markup in a name stays text, and characters that no XML holds are replaced."""
    hostile = 'x</text><script>alert(1)</script>"\x00\x0b'
    drawn = timeline_picture([Row(hostile, (bar(date(2020, 1, 1), date(2021, 1, 1)),))], hostile)
    assert "<script" not in drawn
    assert "\x00" not in drawn
    assert parsed(drawn).attrib["aria-label"].startswith("x</text>")
