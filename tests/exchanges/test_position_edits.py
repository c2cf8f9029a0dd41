"""Changing a positions file as text: what was not touched stays, what was is as asked, remarks are kept."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from homeward.exchanges.model import Draft, Floor, Gives, Group, Participant, Position, Positions, Refuses, Wants
from homeward.exchanges.position_edits import (
    NewLine,
    NumberAt,
    all_alike,
    with_draft,
    with_line,
    with_numbers,
    with_participant,
    with_person,
    without_line,
    without_participant,
    without_person,
)
from homeward.exchanges.position_files import read_positions
from homeward.exchanges.position_text import open_file

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples" / "positions").glob("*-*.yaml"))
TEXT = """# Made for a test.
title: "Two ports: NO, and 'others'"
as_of: 2022-01-01
note: kept, though nothing reads it
participants: {N: {name: Northland}, S: {name: Southland, note: the south}}
people:
  # She was moved in May.
  ana: {name: Ana Quillfeather, held_by: S, home: N, source: {quote: "a: #b"}}
  bo: {name: Bo, held_by: N, home: S}  # asked for by name
  cy: {name: Cy, held_by: S, home: N, count: 3}
terms:
  funds: {options: [frozen, released]}
positions:
  # from the first report
  - {id: n-wants, of: N, wants: {ana: 3, cy: 0.25}, source: {publication: North Wire, quote: "bring #both"}}
  - {id: n-gives, of: N, gives: {bo: 1}}
  - {id: n-terms, of: N, terms: {funds: {released: -2}}}
  - {id: s-wants, of: S, wants: {bo: 2}}
  - {id: s-gives, of: S, gives: {ana: 1, cy: 1}}
  - {id: s-not-cy, of: S, refuses: [cy], yields: 1}
  - {id: s-both, of: S, not_both: [ana, cy]}
  - {id: s-if, of: S, only_if: {releases: [ana], needs: [bo]}, yields: 2}
  - {id: s-floor, of: S, floor: 0, yields: 5}
# nothing else was said
"""


def meaning(text: str) -> Positions:
    """Return what a text says, but for the lines of the file on which it does."""
    read = read_positions(text)
    return replace(read, positions=tuple(replace(one, file_line=0) for one in read.positions))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_real_file_says_the_same_when_written_again(path: Path) -> None:
    """Every example is written to a text with the same meaning, and that text is written as it is."""
    text = path.read_text(encoding="utf-8")
    again = open_file(text).text()
    assert meaning(again) == meaning(text)
    assert open_file(again).text() == again


def test_remarks_and_unread_words_stay() -> None:
    """Remarks stay before what they stood before, one behind a line too; what nothing reads is kept."""
    again = open_file(TEXT).text()
    lines = again.splitlines()
    assert lines[0] == "# Made for a test."
    assert lines[-1] == "# nothing else was said"
    assert lines[lines.index("  # She was moved in May.") + 1].lstrip().startswith("ana:")
    assert lines[lines.index("  # asked for by name") + 1].lstrip().startswith("bo:")
    assert lines[lines.index("  # from the first report") + 1] == "  - id: n-wants"
    assert "note: " in again and "the south" in again
    assert meaning(again) == meaning(TEXT)


def test_numbers_are_set_where_they_stand() -> None:
    """A worth, an option's worth, a floor and a cost of yielding change; nothing else does; fractions stay exact."""
    text = with_numbers(
        TEXT,
        {
            NumberAt("n-wants", person="cy"): "1/3",
            NumberAt("s-gives", person="ana"): " 2.50 ",
            NumberAt("n-terms", term="funds", option="released"): "-7",
            NumberAt("s-floor"): "1",
            NumberAt("s-floor", yields=True): "",
            NumberAt("s-both", yields=True): "0.1",
        },
    )
    lines = {one.id: one for one in meaning(text).positions}
    assert lines["n-wants"].line == Wants({"ana": Fraction(3), "cy": Fraction(1, 3)})
    assert lines["s-gives"].line == Gives({"ana": Fraction(5, 2), "cy": Fraction(1)})
    assert (lines["s-floor"].yields, lines["s-both"].yields) == (None, Fraction(1, 10))
    untouched = {one.id: one for one in meaning(TEXT).positions}
    assert all(lines[name] == untouched[name] for name in ("n-gives", "s-wants", "s-not-cy", "s-if"))
    assert with_numbers(TEXT, {}) == TEXT
    with pytest.raises(KeyError):
        with_numbers(TEXT, {NumberAt("gone"): "1"})


def test_everyone_counts_the_same_again() -> None:
    """One step sets every worth and cost of a person to 1, and leaves terms and floors alone."""
    lines = {one.id: one.line for one in meaning(all_alike(TEXT)).positions}
    assert lines["n-wants"] == Wants({"ana": Fraction(1), "cy": Fraction(1)})
    assert lines["n-terms"] == {one.id: one.line for one in meaning(TEXT).positions}["n-terms"]


def test_somebody_is_added_and_taken_out_again() -> None:
    """A participant, a person and a line are added under ids of their own; without them the file is as before."""
    text = with_participant(TEXT, "W", 'Westland: the "west"')
    text = with_person(text, "Ana Quillfeather", "W", "N")
    text = with_person(text, "Crew", "W", "S", 12)
    text = with_line(text, NewLine("W", "gives", ("ana_quillfeather", "crew")))
    text = with_line(text, NewLine("W", "at_most", ("crew",), number="5", yields="2", note="as told"))
    read = meaning(text)
    assert {group.id: group.count for group in read.people} == {
        "ana": 1,
        "bo": 1,
        "cy": 3,
        "ana_quillfeather": 1,
        "crew": 12,
    }
    assert [one.id for one in read.positions][-2:] == ["w-gives", "w-at_most"]
    assert read.positions[-1].note == "as told"
    taken = without_participant(text, "W")
    assert meaning(taken.text) == meaning(TEXT)
    assert set(taken.lines) == {"w-gives", "w-at_most"}


def test_person_goes_from_every_line() -> None:
    """Whoever is taken out is named nowhere; lines that are left with nobody, or say nothing any more, go too."""
    taken = without_person(TEXT, "cy")
    lines = {one.id: one for one in meaning(taken.text).positions}
    assert set(taken.lines) == {"n-wants", "s-gives", "s-not-cy", "s-both"}
    assert {"s-not-cy", "s-both"}.isdisjoint(lines)
    assert lines["n-wants"].line == Wants({"ana": Fraction(3)})
    assert "cy" not in {group.id for group in meaning(taken.text).people}
    assert "s-floor" not in {one.id for one in meaning(without_line(TEXT, "s-floor").text).positions}
    assert "s-if" not in {one.id for one in meaning(without_person(TEXT, "bo").text).positions}


@pytest.mark.parametrize("kind", ["refuses", "insists", "any_of", "together", "at_least", "only_if", "floor"])
def test_each_kind_of_line_can_be_added(kind: str) -> None:
    """A line of each kind that the desk offers reads back."""
    text = with_line(TEXT, NewLine("N", kind, ("ana",), ("bo",), "1"))
    assert meaning(text).positions[-1].id == f"n-{kind}"


def test_draft_is_merged_with_what_is_there() -> None:
    """A draft adds whom the file has not, and lines that it does not say, with their sources; the rest stays."""
    ana = Group("ana_quillfeather", "Ana Quillfeather", "S", "N")
    di = Group("ana", "Di", "S", "N")
    draft = Draft(
        Positions(
            "drafted",
            "2022-01-01",
            (Participant("N", "Other name"), Participant("S", "South"), Participant("E", "Eastland")),
            (ana, di),
            (),
            (
                Position("n-wants-ana", "N", Wants({"ana_quillfeather": Fraction(1)})),
                Position("n-wants", "N", Wants({"ana": Fraction(1)}), source={"claim": "c1", "quote": "q: #1"}),
                Position("s-refuses-ana", "S", Refuses(("ana_quillfeather",))),
            ),
        ),
        on_people={"ana": ("Held by S.",)},
        on_lines={"n-wants": ("So too.",)},
        unwritten=("Somebody said more.",),
    )
    text = with_draft(TEXT, draft)
    read = meaning(text)
    assert [one.name for one in read.participants] == ["Northland", "Southland", "Eastland"]
    assert [group.id for group in read.people] == ["ana", "bo", "cy", "ana_2"]
    added = read.positions[len(meaning(TEXT).positions) :]
    assert [(one.id, one.line) for one in added] == [
        ("n-wants-2", Wants({"ana_2": Fraction(1)})),
        ("s-refuses-ana", Refuses(("ana",))),
    ]
    assert added[0].source == {"claim": "c1", "quote": "q: #1"}
    for remark in ("# Held by S.", "# So too.", "# Somebody said more.", "# nothing else was said"):
        assert remark in text
    assert meaning(with_draft(text, draft)) == read
    assert meaning(with_draft("", draft)).people == (ana, di)


def test_figures_and_bare_words_are_kept_as_they_were_written() -> None:
    """A change elsewhere rounds no number, and turns no option or id into another."""
    text = (
        "participants: {1: {}, S: {}}\npeople:\n  7: {held_by: 1, home: S, count: 0x10}\n"
        "terms:\n  price: {options: [0, 1.50, true, ~]}\npositions:\n"
        "  - {id: 0, of: 1, gives: {7: 10000.000000000001}}\n  - {id: 1, of: 1, floor: .5}\n"
        "  - {id: 2, of: S, terms: {price: {1.50: 1/3}}}\n"
    )
    changed = with_numbers(text, {NumberAt("1"): "2"})
    before, after = read_positions(text), read_positions(changed)
    assert (after.people, after.terms) == (before.people, before.terms)
    assert [one.line for one in after.positions] == [
        before.positions[0].line,
        Floor(Fraction(2)),
        before.positions[2].line,
    ]
    assert "10000.000000000001" in changed
