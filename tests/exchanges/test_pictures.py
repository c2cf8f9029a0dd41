"""Pictures show everyone where they are held, whither they go or that they stay, and are SVG whatever the names."""

import re
import xml.etree.ElementTree as ET
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.app.plan_exchange import Asked, plan_exchange, positions_in_file
from homeward.exchanges.from_positions import find_exchange
from homeward.exchanges.model import (
    Answer,
    Gives,
    Group,
    Participant,
    Position,
    Positions,
    Status,
    TermOffered,
    ValuesTerms,
    Wants,
)
from homeward.exchanges.pictures import MOST_ROWS, exchange_picture
from homeward.exchanges.plots import frontier_plot
from homeward.exchanges.svg import OURS, fitted, plain, width_of, wrapped

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "positions"
SVG = "{http://www.w3.org/2000/svg}"
ANY_TEXT = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=60)


def drawn(picture: str) -> ET.Element:
    """Return the picture's root element."""
    return ET.fromstring(picture)  # noqa: S314 - our own


def words(picture: str) -> str:
    """Return all that a picture says, in its text, titles and description."""
    return " ".join("".join(one.itertext()) for one in drawn(picture).iter() if one.tag != f"{SVG}style")


def two_sides(people: int, name: str = "Person", title: str = "Two sides") -> Positions:
    """Return a file of two sides that hold as many people of the other each; everyone is given and wanted."""
    groups = tuple(
        Group(f"p{number}", f"{name} {number}", *(("a", "b") if number % 2 else ("b", "a"))) for number in range(people)
    )
    lines = []
    for side in ("a", "b"):
        home = {one.id: Fraction(3 + int(one.id[1:]) % 4) for one in groups if one.home == side}
        held = {one.id: Fraction(1 + int(one.id[1:]) % 3) for one in groups if one.held_by == side}
        lines += [Position(f"{side}-wants", side, Wants(home)), Position(f"{side}-gives", side, Gives(held))]
    return Positions(title, None, (Participant("a", "Upland"), Participant("b", "Rushmoor")), groups, (), tuple(lines))


@cache
def answered(file: str, **asked: bool) -> tuple[Answer, Positions]:
    """Return the answer on an example."""
    positions = positions_in_file(EXAMPLES / file)
    return plan_exchange(positions, Asked(**asked), date(2024, 1, 1)), positions


@pytest.mark.parametrize("file", ["us-ru-2022.yaml", "ankara-2024.yaml", "il-hamas-2011.yaml", "vienna-2010.yaml"])
def test_everyone_of_a_file_is_in_its_picture(file: str) -> None:
    """Those who go with a solid arrow and the route, those who stay dashed and in words; every side is a place once."""
    answer, positions = answered(file)
    picture = exchange_picture(answer, positions)
    root, said = drawn(picture), words(picture)
    shown = answer.best or answer.compromises[0].opens
    going = {one.person for one in shown.releases}
    assert all(group.name in said for group in positions.people)
    arrows = [one.get("class") for one in root.iter(f"{SVG}line") if one.get("class") in ("goes", "stays")]
    assert arrows.count("goes") == len(shown.releases)
    staying = [one for one in positions.people if one.id not in going]
    assert all(f"stays: {group.name}" in said for group in staying) and arrows.count("stays") >= len(staying)
    assert all(release.route and release.route in said for release in shown.releases)
    places = [one for one in root.iter(f"{SVG}rect") if one.get("class") == "place"]
    assert len(places) == len(positions.participants)


@pytest.mark.parametrize("file", ["us-ru-2022.yaml", "ankara-2024.yaml", "il-hamas-2011.yaml"])
def test_a_picture_runs_nothing_loads_nothing_and_reads_aloud(file: str) -> None:
    """No script, no address but the name of SVG; a title and a description that its root names; light and dark."""
    answer, positions = answered(file, frontier=True)
    pictures = [exchange_picture(answer, positions)]
    if answer.frontier:
        pictures.append(frontier_plot(answer, positions, ("RU", "US")))
    for picture in pictures:
        assert not re.search(r"<script|javascript:|\son\w+=|href|url\(|@import|<image|foreignObject", picture)
        assert set(re.findall(r"https?://[^\"' <]+", picture)) == {"http://www.w3.org/2000/svg"}
        root = drawn(picture)
        named = (root.get("aria-labelledby") or "").split()
        assert [one.tag for one in root.iter() if one.get("id") in named] == [f"{SVG}title", f"{SVG}desc"]
        assert root.get("role") == "img" and "prefers-color-scheme:dark" in picture
        assert list(root.iter(f"{SVG}text")) and picture.split("\n")[1] == OURS


def test_where_there_is_no_exchange_the_picture_says_so() -> None:
    """What the cheapest compromise opens is drawn as that, with its cost and the lines; without one all stay."""
    answer, positions = answered("us-ru-2022.yaml")
    said = words(exchange_picture(answer, positions))
    assert (
        "No exchange is acceptable to every side." in said and "at a cost of 2, giving up ru-counter, us-both" in said
    )
    nothing = exchange_picture(Answer(Status.NONE), positions)
    assert "No exchange is acceptable" in words(nothing) and 'class="goes"' not in nothing
    assert "Not decided" in words(exchange_picture(Answer(Status.UNDECIDED), positions))


@pytest.mark.parametrize("people", [2, MOST_ROWS, MOST_ROWS + 1, 400])
def test_a_picture_of_many_people_counts_them(people: int) -> None:
    """Of more people than rows all who go one way share an arrow, and the numbers add up."""
    positions = two_sides(people)
    answer = find_exchange(positions, compromises=0)
    assert answer.best is not None
    root = drawn(exchange_picture(answer, positions))
    labels = [one.text or "" for one in root.iter(f"{SVG}text")]
    rows = [one for one in root.iter(f"{SVG}line") if one.get("class") in ("goes", "stays")]
    assert len(rows) == (people if people <= MOST_ROWS else len(rows)) and len(rows) <= MOST_ROWS
    counted = [
        int(found[1].replace(",", "")) for one in labels if (found := re.match(r"(?:stays: )?([\d,]+) people:", one))
    ]
    assert people <= MOST_ROWS or sum(counted) == people


@cache
def answer_of_four() -> Answer:
    """Return the answer on four people, whatever they are called."""
    return find_exchange(two_sides(4), frontier=True, compromises=0)


@given(name=ANY_TEXT, title=ANY_TEXT)
@settings(max_examples=100, deadline=None)
def test_any_name_makes_a_picture(name: str, title: str) -> None:
    """Mark-up, control characters and text that runs right to left: the picture stays XML, and nothing steers it."""
    positions, answer = two_sides(4, name, title), answer_of_four()
    for picture in (exchange_picture(answer, positions), frontier_plot(answer, positions, ("a", "b"))):
        assert drawn(picture).tag == f"{SVG}svg"
        assert all(line.isprintable() for line in picture.split("\n"))


@given(words=st.text(max_size=120), width=st.integers(20, 400))
@settings(max_examples=200)
def test_text_fits_the_width_it_is_given(words: str, width: int) -> None:
    """Cut text and wrapped lines are no wider than asked for, but for a mark that is left alone."""
    assert width_of(fitted(words, width)) <= width or fitted(words, width) == "…"
    assert all(width_of(line) <= width or line == "…" for line in wrapped(words, width))
    assert "<" not in plain(words)


def test_nothing_lies_outside_the_picture() -> None:
    """Every line, box and text begins and ends within the picture's width and height."""
    answer, positions = answered("ankara-2024.yaml", frontier=True)
    for picture in (exchange_picture(answer, positions), frontier_plot(answer, positions, ("RU", "US"))):
        root = drawn(picture)
        width, height = float(root.get("width", 0)), float(root.get("height", 0))
        for one in root.iter():
            for key, most in (("x", width), ("x1", width), ("x2", width), ("cx", width), ("y", height), ("cy", height)):
                assert 0 <= float(one.get(key, 0)) <= most
            if one.tag == f"{SVG}text":
                long = width_of(one.text or "", int(one.get("font-size", 0)))
                share = {"start": 1.0, "middle": 0.5, "end": 0.0}[one.get("text-anchor", "start")]
                assert float(one.get("x", 0)) + long * share <= width


def test_the_same_answer_gives_the_same_bytes() -> None:
    """A picture depends on nothing but the answer and the file."""
    answer, positions = answered("vienna-2010.yaml", frontier=True)
    assert exchange_picture(answer, positions) == exchange_picture(answer, positions)


def test_a_plot_has_every_exchange_of_the_frontier_and_four_marks() -> None:
    """As many dots as there are pairs of surpluses; best, leximin, Nash and total each in a shape and in words."""
    positions = two_sides(10)
    answer = find_exchange(positions, frontier=True, compromises=0)
    picture = frontier_plot(answer, positions, ("a", "b"))
    root, said = drawn(picture), words(picture)
    dots = [one for one in root.iter(f"{SVG}circle") if one.get("class") in ("point", "hollow")]
    assert len(dots) == len({(one.surplus["a"], one.surplus["b"]) for one in answer.frontier or ()})
    marks = [one for one in root.iter() if one.get("class") == "mark"]
    assert len(marks) == 8  # each on the plot and in the legend
    assert all(word in said for word in ("(best)", "(leximin)", "(Nash)", "largest total", "floor of Upland"))
    places = sorted((float(one.get("cx", 0)), float(one.get("cy", 0))) for one in dots)
    assert [y for _, y in places] == sorted(y for _, y in places), "further right is never further up"


def test_of_more_than_two_sides_what_another_betters_for_these_two_is_hollow() -> None:
    """The frontier of all sides, seen from two of them, has exchanges that these two would not choose."""
    sides = (*two_sides(0).participants, Participant("c", "Third"))
    terms = (TermOffered("t", ("now", "x", "y")),)
    worths = {"a": (2, 1), "b": (2, 1), "c": (0, 3)}
    lines = tuple(
        Position(who, who, ValuesTerms({"t": {"x": Fraction(x), "y": Fraction(y)}})) for who, (x, y) in worths.items()
    )
    positions = Positions("", None, sides, (), terms, lines)
    answer = find_exchange(positions, frontier=True)
    root = drawn(frontier_plot(answer, positions, ("a", "b")))
    kinds = [one.get("class") for one in root.iter(f"{SVG}circle") if one.get("class") in ("point", "hollow")]
    assert sorted(map(str, kinds)) == ["hollow", "point"]


def test_without_a_frontier_there_is_no_plot() -> None:
    """Nor with a side that does not take part."""
    positions = two_sides(4)
    answer = find_exchange(positions, frontier=True, compromises=0)
    with pytest.raises(ValueError, match="two participants"):
        frontier_plot(answer, positions, ("a", "nobody"))
    with pytest.raises(ValueError, match="needs a frontier"):
        frontier_plot(find_exchange(positions, compromises=0), positions, ("a", "b"))
