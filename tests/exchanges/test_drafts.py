"""A draft says what the case files say, leads to the claims, invents nothing, and reads back as it was written."""

from dataclasses import replace
from fractions import Fraction

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from made_case_books import book, case, proof, took

from homeward.cases.model import Standing
from homeward.exchanges.draft_files import draft_as_yaml, quoted
from homeward.exchanges.drafts import draft_positions
from homeward.exchanges.model import Draft, Gives, Positions, Refuses, Wants
from homeward.exchanges.position_files import read_positions

ANY_TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)


def read_back(draft: Draft) -> Positions:
    """Return the positions of a draft's text, the file's lines forgotten."""
    read = read_positions(draft_as_yaml(draft))
    return replace(read, positions=tuple(replace(one, file_line=0) for one in read.positions))


def test_demands_want_offers_give_and_refusals_refuse() -> None:
    """Each stance makes its line, at the neutral default, with the claim as its source."""
    lena = case("Lena Orlova", "NO", ["SE"], took("SE", "demands", "give her back", claim="c1"), took("NO", "refuses"))
    nils = case("Nils Berg", "SE", ["NO"], took("SE", "open", "ready to talk", claim="c2"))
    draft = draft_positions(book(lena, nils), participants=["NO", "SE"])
    said = {one.id: (one.of, one.line) for one in draft.positions.positions}
    assert said == {
        "no-refuses-orlova": ("NO", Refuses(("orlova",))),
        "se-gives-berg": ("SE", Gives({"berg": Fraction(1)})),
        "se-wants-orlova": ("SE", Wants({"orlova": Fraction(1)})),
    }
    wants = next(one for one in draft.positions.positions if one.id == "se-wants-orlova")
    assert wants.source["claim"] == "c1" and wants.source["quote"] == "give her back"
    assert (wants.source["document"], wants.date, wants.yields) == ("report.txt", "2020-01-02", None)
    assert all(one.yields is None for one in draft.positions.positions)
    assert any("yields: N" in remark for remark in draft.on_lines["no-refuses-orlova"])
    assert read_back(draft) == draft.positions


def test_whom_nobody_offers_gets_no_line_but_a_remark() -> None:
    """Only who is offered may go; of the others the file says that they stay until a line is written."""
    offered = case("Nils Berg", "SE", ["NO"], took("SE", "offers"))
    kept = case("Lena Orlova", "NO", ["SE"], took("SE", "demands"))
    draft = draft_positions(book(offered, kept), participants=["NO", "SE"])
    gives = [one.line for one in draft.positions.positions if isinstance(one.line, Gives)]
    assert gives == [Gives({"berg": Fraction(1)})]
    assert any("they stay until" in remark for remark in draft.on_people["orlova"])
    assert not any("they stay until" in remark for remark in draft.on_people["berg"])


@pytest.mark.parametrize(
    ("position", "why"),
    [
        (took("NO", "conditions", "only for two of ours"), "on which condition is for you to read"),
        (took("NO", "denies_knowledge", "we know of nobody"), "denies knowledge"),
        (took("NO", "demands", "sign a confession"), "holds them itself"),
        (took("SE", "offers", "a substantial proposal"), "does not hold them"),
        (took("SE", "refuses", "not for that price"), "is their home"),
        (took("NO", "offers", "may let her go", reality="possible"), "it is possible only"),
        (took(None, "demands", "let her go"), "which State is not told"),
        (took("FI", "demands", "let her go"), "is no participant"),
        (took("NO", "open", "ready for exchanges", named=False), "held people at large"),
    ],
)
def test_what_makes_no_line_stands_in_a_remark_with_its_quote(position: object, why: str) -> None:
    """A condition, a denial, or a position that fits no line is told with its words and the reason."""
    held = case("Lena Orlova", "NO", ["SE"], position)  # type: ignore[arg-type]
    draft = draft_positions(book(held), participants=["NO", "SE"])
    assert draft.positions.positions == ()
    (remark,) = draft.unwritten
    assert why in remark and position.evidence[0].quote in remark  # type: ignore[attr-defined]
    assert remark.split('"')[1] in " ".join(draft_as_yaml(draft).replace("\n# ", " ").split())


def test_superseded_positions_are_left_out_altogether() -> None:
    """What a State said before it said otherwise is neither a line nor a remark."""
    held = case(
        "Lena Orlova", "NO", ["SE"], took("NO", "refuses", "never", superseded=True), took("NO", "offers", "yes")
    )
    draft = draft_positions(book(held), participants=["NO", "SE"])
    assert [one.id for one in draft.positions.positions] == ["no-gives-orlova"]
    assert "never" not in " ".join(draft.unwritten)


def test_two_claims_of_one_position_are_one_line() -> None:
    """A worth is not counted twice because two reports say it; the other claims stand in remarks."""
    held = case(
        "Lena Orlova",
        "NO",
        ["SE"],
        took("SE", "demands", "first", claim="c1"),
        took("SE", "demands", "latest", claim="c2", more=[proof("copy", "c3")]),
    )
    draft = draft_positions(book(held), participants=["NO", "SE"])
    (line,) = draft.positions.positions
    assert line.line == Wants({"orlova": Fraction(1)}) and line.source["claim"] == "c2"
    assert [remark.split('"')[1] for remark in draft.on_lines[line.id]] == ["copy", "first"]


def test_home_is_a_nationality_other_than_the_holder() -> None:
    """Of several the one that takes part; where that settles nothing, the file asks and gives the line to fill in."""
    one = case("Ada Lind", "NO", ["NO", "SE"])
    several = case("Bo Holm", "NO", ["FI", "SE"])
    two_fit = case("Cy Dahl", "NO", ["DK", "SE"])
    none = case("Di Ek", "NO", [])
    draft = draft_positions(book(one, several, two_fit, none), participants=["NO", "SE", "DK"])
    assert {group.id: group.home for group in draft.positions.people} == {"lind": "SE", "holm": "SE"}
    assert {group.id: homes for group, homes in draft.unsettled.items()} == {"dahl": ("DK", "SE"), "ek": ()}
    text = draft_as_yaml(draft)
    assert '# dahl: {name: "Cy Dahl", held_by: "NO", home: STATE}' in text
    asked = text.replace('# dahl: {name: "Cy Dahl", held_by: "NO", home: STATE}', 'dahl: {held_by: "NO", home: SE}')
    assert {group.id for group in read_positions(asked).people} == {"lind", "holm", "dahl"}


def test_only_people_held_between_the_participants_are_drafted() -> None:
    """Somebody free, held elsewhere or at home elsewhere is not in it; who is left out and concerns them is named."""
    inside = case("Ada Lind", "NO", ["SE"])
    free = case("Bo Holm", "NO", ["SE"], standing=Standing.RELEASED)
    by_nobody_known = case("Cy Dahl", None, ["SE"])
    elsewhere = case("Di Ek", "DE", ["SE"])
    of_another = case("Eli Moe", "NO", ["FI"])
    unconcerned = case("Fay Ny", "DE", ["FI"])
    draft = draft_positions(
        book(inside, free, by_nobody_known, elsewhere, of_another, unconcerned), participants=["NO", "SE"]
    )
    assert [group.name for group in draft.positions.people] == ["Ada Lind"]
    assert [remark.split(" is left out")[0] for remark in draft.head] == ["Di Ek", "Eli Moe"]


def test_a_draft_of_one_person_has_whoever_takes_a_position_on_them() -> None:
    """Holder, home and a third State that wants them take part; others held between them are named, not drafted."""
    lena = case("Lena Orlova", "NO", ["SE"], took("FI", "demands"), took("DK", "offers"))
    nils = case("Nils Berg", "SE", ["NO"])
    draft = draft_positions(book(lena, nils), ["lena-orlova"])
    assert [one.id for one in draft.positions.participants] == ["FI", "NO", "SE"]
    assert [group.name for group in draft.positions.people] == ["Lena Orlova"]
    assert "Nils Berg" in draft.head[0] and "--participants FI NO SE" in draft.head[0]
    assert read_back(draft) == draft.positions


def test_two_people_of_one_surname_get_two_ids() -> None:
    """An id is never given twice, whatever the script of the name."""
    cases = [
        case(name, "NO", ["SE"], took("SE", "demands")) for name in ("Ada Lind", "Bo Lind", "Пётр Линд", "123 456")
    ]
    draft = draft_positions(book(*cases), participants=["NO", "SE"])
    ids = [group.id for group in draft.positions.people]
    assert len(set(ids)) == 4 and {"lind", "lind_2", "lind_3"} < set(ids)
    assert read_back(draft) == draft.positions


@given(ANY_TEXT)
@settings(max_examples=300)
def test_quoted_text_is_read_as_it_was_by_every_reader(text: str) -> None:
    """Both our reader and a reader of YAML 1.1 have the very text back, and nothing unseen stands in it."""
    written = quoted(text)
    assert "\n" not in written and written.isprintable()
    assert yaml.safe_load(f"- {written}") == [text] or text.count("-") == 2  # a day is a date in YAML 1.1
    assert yaml.load(f"- {written}", Loader=yaml.BaseLoader) == [text]  # noqa: S506 - reads text alone


@pytest.mark.parametrize(
    "word", ["NO", "no", "Yes", "null", "~", "true", "1e3", "0x1F", "1_000", "", " ", "a: b", "# x", "-", "2020"]
)
def test_words_that_yaml_takes_for_something_else_are_quoted(word: str) -> None:
    """Norway is no false, and a name that looks like a number is none."""
    assert yaml.safe_load(f"[{quoted(word)}]") == [word]


@given(name=ANY_TEXT.filter(str.strip), quote=ANY_TEXT, document=ANY_TEXT.filter(bool))
@settings(max_examples=150, deadline=None)
def test_any_name_and_quote_come_back_whole(name: str, quote: str, document: str) -> None:
    """Whatever stands in a name, a quote or a file's name, the draft reads back to the same positions."""
    told = took("SE", "demands", quote, more=[proof(quote, "c2", document)])
    refused = took("NO", "conditions", quote)
    held = case(name, "NO", ["SE"], told, refused)
    draft = draft_positions(book(held), participants=["NO", "SE"])
    assert draft.positions.people[0].name == name
    assert read_back(draft) == draft.positions
    assert all(line.isprintable() for line in draft_as_yaml(draft).split("\n"))


def test_nobody_held_makes_an_empty_draft() -> None:
    """Where nobody is held between them there are no people, and nothing made up in their place."""
    draft = draft_positions(book(case("Ada Lind", "NO", ["SE"], standing=Standing.RELEASED)), participants=["NO", "SE"])
    assert draft.positions.people == () and draft.positions.positions == () and not draft.unsettled
