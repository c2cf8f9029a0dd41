"""A positions file that makes no sense is refused whole, with the line's id and the file's line."""

import re
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.basics.errors import PositionsRefused, YamlRefused
from homeward.exchanges.model import AtMost, Floor, Positions, Refuses, Together, Wants
from homeward.exchanges.position_files import LINES, read_positions

HEAD = """\
title: two sides
participants:
  A: {name: First}
  B: {name: Second}
people:
  one: {name: One, held_by: A, home: B}
  two: {name: Two, held_by: B, home: A, count: 3}
terms:
  funds: {options: [frozen, released]}
positions:
"""
FIRST_LINE = HEAD.count("\n") + 1

REFUSED = {
    "an unknown person": ("{id: p, of: A, wants: {three: 1}}", "three"),
    "an unknown participant": ("{id: p, of: C, wants: {two: 1}}", "C"),
    "gives whom it does not hold": ("{id: p, of: A, gives: {two: 1}}", "does not hold"),
    "yields on wants": ("{id: p, of: A, wants: {two: 1}, yields: 3}", "yield"),
    "yields on gives": ("{id: p, of: A, gives: {one: 1}, yields: 3}", "yield"),
    "yields on terms": ("{id: p, of: A, terms: {funds: {released: 1}}, yields: 3}", "yield"),
    "yields of nothing": ("{id: p, of: A, refuses: [one], yields: 0}", "yields"),
    "yields below nothing": ("{id: p, of: A, refuses: [one], yields: -1}", "yields"),
    "an unknown term": ("{id: p, of: A, terms: {arms: {released: 1}}}", "arms"),
    "an unknown option": ("{id: p, of: A, terms: {funds: {given: 1}}}", "given"),
    "a worth for how things are": ("{id: p, of: A, terms: {funds: {frozen: 1}}}", "how things are now"),
    "two kinds at once": ("{id: p, of: A, refuses: [one], insists: [two]}", "at once"),
    "no kind": ("{id: p, of: A}", "says nothing"),
    "an unknown kind": ("{id: p, of: A, refuse: [one]}", "refuse"),
    "an empty list": ("{id: p, of: A, insists: []}", "list of people"),
    "not_both of one": ("{id: p, of: A, not_both: [one]}", "at least 2"),
    "somebody twice": ("{id: p, of: A, together: [one, one]}", "twice"),
    "a count below nothing": ("{id: p, of: A, at_most: {count: -1}}", "count"),
    "a count in parts": ("{id: p, of: A, at_least: {count: 1.5}}", "count"),
    "a ratio of nothing": ("{id: p, of: A, ratio: {gets: 1, gives: 0}}", "ratio"),
    "only_if without needs": ("{id: p, of: A, only_if: {releases: [one]}}", "needs"),
    "a floor in words": ("{id: p, of: A, floor: high}", "floor"),
    "a worth in words": ("{id: p, of: A, wants: {two: much}}", "worth"),
    "a worth below nothing": ("{id: p, of: A, wants: {two: -1}}", "0 or more"),
    "a number beyond all use": ("{id: p, of: A, wants: {two: 1e999999999}}", "number"),
    "a number too fine": ("{id: p, of: A, floor: 0.1234567890123456789012345678901234567890123}", "number"),
    "a count of nothing": ("{id: p, of: A, at_most: {count: 0}}", "count"),
    "a count of everybody twice over": ("{id: p, of: A, at_most: {count: 20000000000}}", "count"),
    "numbers too far apart": ("{id: p, of: A, wants: {two: 100000000000.000000001}}", "added up exactly"),
    "a list as a participant": ("{id: p, of: [A], floor: 1}", "`of` is a list"),
    "a mapping as a participant": ("{id: p, of: {A: 1}, floor: 1}", "`of` is a mapping"),
    "nothing as a participant": ("{id: p, of: , floor: 1}", "`of` is missing"),
    "a list as a person": ("{id: p, of: A, refuses: [[one]]}", "a list"),
    "a mapping as a note": ("{id: p, of: A, floor: 1, note: {a: b}}", "`note` is a mapping"),
    "a list as a source": ("{id: p, of: A, floor: 1, source: {claim: [a]}}", "`claim` is a list"),
    "a date that is none": ("{id: p, of: A, refuses: [one], date: soon}", "date"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_line_without_sense_is_refused_by_id_and_line(what: str) -> None:
    """The message has the line's id, the file's line and what is wrong."""
    line, told = REFUSED[what]
    with pytest.raises(PositionsRefused) as refused:
        read_positions(f"{HEAD}  - {line}\n", "file.yaml")
    message = str(refused.value)
    assert message.startswith(f"file.yaml, line {FIRST_LINE}: p")
    assert told in message


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("count: 3", "count: 0", 7),
        ("count: 3", "count: two", 7),
        ("held_by: A, home: B", "held_by: C, home: B", 6),
        ("held_by: A, home: B", "held_by: A, home: A", 6),
        ("held_by: A, home: B", "home: B", 6),
        ("options: [frozen, released]", "options: []", 9),
        ("options: [frozen, released]", "options: [frozen, frozen]", 9),
        ("title:", "titel:", 1),
        ("title: two sides", "title: [two]", 1),
        ("name: First", "name: [First]", 3),
        ("home: B", "home: [B]", 6),
        ("held_by: A", "held_by: {A: 1}", 6),
        ("count: 3", "count: 1000000000000000000000", 7),
        ("options: [frozen, released]", "options: [[frozen], {a: b}]", 9),
        ("options: [frozen, released]", "options: [frozen, '']", 9),
        ("positions:", "positions: false", 10),
        ("positions:", "positions: 0", 10),
    ],
)
def test_people_and_terms_without_sense_are_refused_by_line(old: str, new: str, line: int) -> None:
    """A count below 1, an unknown holder, somebody held at home, an empty term: each by its line."""
    with pytest.raises(PositionsRefused) as refused:
        read_positions(HEAD.replace(old, new, 1))
    assert re.search(rf"\b{line}\b", str(refused.value)), str(refused.value)


def test_second_id_and_second_floor_are_refused() -> None:
    """Ids are one line's own, and a participant has one floor."""
    with pytest.raises(PositionsRefused, match="stands on line"):
        read_positions(HEAD + "  - {id: p, of: A, floor: 1}\n  - {id: p, of: B, floor: 1}\n")
    with pytest.raises(PositionsRefused, match="has the floor"):
        read_positions(HEAD + "  - {id: p, of: A, floor: 1}\n  - {id: q, of: A, floor: 2}\n")


def test_norway_is_no_denial() -> None:
    """YAML 1.2: NO is a participant, not false."""
    positions = read_positions(
        "participants:\n  NO: {name: Norway}\n  RU: {}\npositions:\n  - {id: n, of: NO, floor: 0}\n"
    )
    assert positions.participants[0].id == "NO"
    assert positions.positions[0].of == "NO"


def test_counts_are_over_own_people_where_none_are_named() -> None:
    """`at_most` without `of` is about those whose home the participant is."""
    positions = read_positions(HEAD + "  - {id: p, of: A, at_most: {count: 2}}\n")
    assert positions.positions[0].line == AtMost(("two",), 2)


def test_numbers_are_exact() -> None:
    """A tenth is a tenth, and a fraction may be written as one."""
    positions = read_positions(HEAD + "  - {id: p, of: A, floor: 0.1}\n  - {id: q, of: A, wants: {two: 1/3}}\n")
    floor, wants = positions.positions[0].line, positions.positions[1].line
    assert isinstance(floor, Floor)
    assert isinstance(wants, Wants)
    assert floor.surplus * 10 == 1
    assert wants.worths["two"] * 3 == 1


def test_a_number_loses_none_of_its_figures() -> None:
    """A decimal is read as it is written and not as a float, which has sixteen figures or so."""
    positions = read_positions(HEAD + "  - {id: p, of: A, floor: 10000.000000000001}\n")
    assert positions.positions[0].line == Floor(Fraction(10**16 + 1, 10**12))


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("0.3333333333333333", Fraction(3333333333333333, 10**16)),
        ("0.30000000000000004", Fraction(30000000000000004, 10**17)),
        ("'0.25'", Fraction(1, 4)),
        (".5", Fraction(1, 2)),
        ("5.", Fraction(5)),
        ("0x10", Fraction(16)),
        ("1e3", Fraction(1000)),
        ("1000000000000", Fraction(10**12)),
        ("0.000000000001", Fraction(1, 10**12)),
        ("1/3", Fraction(1, 3)),
    ],
)
def test_every_number_that_yaml_has_is_read_exactly(written: str, value: Fraction) -> None:
    """What a program prints of a float, what begins or ends with its point, whole numbers to base 16."""
    positions = read_positions(f"{HEAD}  - {{id: p, of: A, floor: {written}}}\n")
    assert positions.positions[0].line == Floor(value)


def test_numbers_without_a_common_scale_are_refused() -> None:
    """What can be added up only with more figures than a proof has is refused at the line that is too much."""
    primes = [one for one in range(2, 300) if all(one % other for other in range(2, one))]
    people = "".join(f"  x{one}: {{held_by: A, home: B}}\n" for one in primes)
    worths = ", ".join(f"x{one}: 1/{one}" for one in primes)
    head = HEAD.replace("terms:\n", people + "terms:\n")
    text = f"{head}  - {{id: p, of: A, floor: 0}}\n  - {{id: q, of: B, wants: {{{worths}}}}}\n"
    with pytest.raises(PositionsRefused, match="q: the numbers of B are too large, or too fine"):
        read_positions(text)


def test_ids_are_the_text_they_are_written_with() -> None:
    """A number, `true` or `no` is an id as good as any other, wherever it stands."""
    positions = read_positions(
        "participants: {1: {name: One}, true: {name: Two}}\n"
        "people: {7: {held_by: 1, home: true}}\n"
        "terms: {price: {options: [0, 1, 1.50, true, ~]}}\n"
        "positions:\n"
        "  - {id: 0, of: 1, gives: {7: 1}}\n"
        "  - {id: 00, of: true, refuses: [7], source: 5}\n"
        "  - {id: t, of: true, terms: {price: {1: 3, 1.50: 4, true: 5, ~: 6}}}\n"
    )
    assert [one.id for one in positions.positions] == ["0", "00", "t"]
    assert positions.positions[1].line == Refuses(("7",))
    assert positions.positions[1].source == {"says": "5"}
    assert positions.terms[0].options == ("0", "1", "1.50", "true", "~")


@pytest.mark.parametrize("said", ["", "[]", "{a: b}", "''"])
def test_an_id_that_is_none_is_refused(said: str) -> None:
    """No line gets a name that the file does not have."""
    with pytest.raises(PositionsRefused, match=f"line {FIRST_LINE}: position 1"):
        read_positions(f"{HEAD}  - {{id: {said}, of: A, floor: 1}}\n")


def test_an_alias_is_what_it_stands_for() -> None:
    """`*name` is legal YAML 1.2; one that never ends, or that grows beyond all bounds, is refused."""
    positions = read_positions(
        f"{HEAD}  - {{id: p, of: A, refuses: &both [one, two]}}\n  - {{id: q, of: B, together: *both}}\n"
    )
    assert positions.positions[1].line == Together(("one", "two"))
    laughs = "a0: &a0 [x]\n" + "".join(f"a{n + 1}: &a{n + 1} [{', '.join([f'*a{n}'] * 10)}]\n" for n in range(9))
    for text, told in ((laughs, "repeat too much"), ("title: &t [*t]\n", "within its own anchor")):
        with pytest.raises(YamlRefused, match=told):
            read_positions(text)
    with pytest.raises(YamlRefused, match=r"YAML 1\.2"):
        read_positions("participants: {A: &a {name: First}, B: {<<: *a}}\n")


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text makes the reader fail in any other way."""
    try:
        assert isinstance(read_positions(text), Positions)
    except YamlRefused as refused:
        assert str(refused)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.sampled_from(["one", "two", "A", "B", "funds", "frozen", "x"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["one", "of", "count", "gets"]), inner),
    max_leaves=6,
)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([*LINES, "source", "yields", "date", "id", "of"]), VALUES, st.sampled_from(["A", "B", "Z"]))
def test_any_value_of_any_line_is_read_or_refused(key: str, value: object, of: str) -> None:
    """Whatever stands where a line's words should be."""
    try:
        read_positions(f"{HEAD}  - {{id: p, of: {of}, {key}: {_flow(value)}}}\n")
    except YamlRefused as refused:
        assert str(refused)


def _flow(value: object) -> str:
    """Return a value in YAML's flow style."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return {None: "null", True: "true", False: "false"}.get(value, str(value)) if not isinstance(value, str) else value  # type: ignore[call-overload]
