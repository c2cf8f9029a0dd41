"""Names of people as words: titles, spellings, genders."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from homeward.claims.readers.english.person_names import (
    fold,
    gender_of_name,
    may_be_same_name,
    name_words,
    surname_of,
    without_possessive,
    without_title,
)


@pytest.mark.parametrize(
    ("name", "bare", "gender"),
    [
        ("President Vladimir Putin", "Vladimir Putin", ""),
        ("Mrs. Thorne", "Thorne", "female"),
        ("Deputy Foreign Minister Sergei Ryabkov", "Sergei Ryabkov", ""),
        ("Businessman Anders Holm", "Anders Holm", ""),
        ("Anders Holm", "Anders Holm", ""),
    ],
)
def test_titles_are_no_part_of_a_name(name: str, bare: str, gender: str) -> None:
    """What stands before the name as title or role is left out; a title may tell the gender."""
    skipped, told = without_title(name)
    assert name[skipped:] == bare
    assert told == gender


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Anders Holm", "Anders Peter Holm", True),
        ("Bob Mercer", "Robert Mercer", True),
        ("Clotilde Reiss", "Clothilde Reiss", True),
        ("Wanzhou Meng", "Meng Wanzhou", True),
        ("Anders Holm", "Birgit Holm", False),
        ("Michael Vance", "Michael Kern", False),
        ("Holm", "Anders Holm", False),
    ],
)
def test_full_names_of_one_person(one: str, other: str, same: bool) -> None:
    """Middle names, short forms, spellings and word order may differ; another given name is another person."""
    assert may_be_same_name(name_words(one), name_words(other)) is same


def test_surname_keeps_its_particle() -> None:
    """A particle belongs to the family name, an ending such as Jr. does not."""
    assert surname_of(name_words("Jan van den Berg")) == ("van", "den", "berg")
    assert surname_of(name_words("Frederick Ryan Jr.")) == ("ryan",)


@pytest.mark.parametrize(
    ("name", "gender"), [("Birgit Holm", "female"), ("Viktor Orlov", "male"), ("Xq Zorn", ""), ("Olga", "female")]
)
def test_gender_is_told_by_given_names_only(name: str, gender: str) -> None:
    """A known given name tells the gender; an unknown one leaves it open."""
    assert gender_of_name(name_words(name)) == gender


def test_possessive_is_left_out() -> None:
    """The nominative comes without the possessive ending, whichever apostrophe is printed."""
    assert [without_possessive(name) for name in ("Holm's", "Holm’s", "Holm")] == ["Holm"] * 3


@settings(max_examples=60)
@given(st.text(max_size=30))
@example("\N{MODIFIER LETTER CAPITAL A}")
def test_folding_twice_changes_nothing(word: str) -> None:
    """Folding is a projection: what is folded stays as it is."""
    assert fold(fold(word)) == fold(word)


@settings(max_examples=60)
@given(st.text(max_size=40))
def test_titles_never_swallow_the_name(name: str) -> None:
    """However odd the text, the name that is left is a tail of it."""
    skipped, _ = without_title(name)
    assert 0 <= skipped <= len(name)
