"""Terms compare by length, and those without length only with themselves."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.basics.dates import parse_date
from homeward.basics.errors import TermRefused
from homeward.basics.terms import WithoutLength, clash, compatible, end_of_term, parse_term


@pytest.mark.parametrize(
    ("text", "months"), [("P25Y", 300), ("P9Y6M", 114), ("P18M", 18), ("P0D", 0), ("suspended:P2Y", 24), ("P4Y~", 48)]
)
def test_lengths_are_read(text: str, months: int) -> None:
    """Every form with one length is read to its whole months."""
    term = parse_term(text)
    assert term.shortest == term.longest
    assert getattr(term.shortest, "months", None) == months
    assert term.suspended == text.startswith("suspended:")


def test_ranges_and_words_are_read() -> None:
    """A range keeps both ends, and life and death have no length."""
    assert parse_term("../P80Y").shortest is None
    assert parse_term("P25Y/life").longest is WithoutLength.LIFE
    assert parse_term("death").shortest is WithoutLength.DEATH


@pytest.mark.parametrize("wrong", ["", "25 years", "P", "PT5H", "../..", "P30Y/P20Y", "forever"])
def test_what_is_no_term_is_refused_in_a_sentence(wrong: str) -> None:
    """A wrong term is refused with a message that says which forms are read."""
    with pytest.raises(TermRefused, match=r"Write|Put"):
        parse_term(wrong)


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("P18M", "P1Y6M", True),
        ("P4Y~", "P3Y10M", True),
        ("P25Y/life", "life", True),
        ("P25Y/life", "P30Y", True),
        ("../P80Y", "P20Y", True),
        ("P20Y", "P25Y", False),
        ("P25Y", "life", False),
        ("life", "death", False),
        ("suspended:P2Y", "P2Y", False),
        ("../P80Y", "P90Y", False),
    ],
)
def test_terms_agree_or_clash(one: str, other: str, agree: bool) -> None:
    """Terms that may be the same punishment agree, whichever is asked first."""
    assert compatible(parse_term(one), parse_term(other)) is agree
    assert clash(parse_term(other), parse_term(one)) is not agree


@pytest.mark.parametrize(
    ("start", "term", "end"),
    [
        ("2011-11", "P25Y", "2036-11"),
        ("2012", "P9Y6M", "2021-07/2022-06"),
        ("2012-01-31", "P1M", "2012-02-29"),
        ("2012", "P4Y~", "2016~"),
        ("2012", "life", None),
        ("2012", "../P80Y", None),
        ("XXXX-08-12", "P2Y", None),
        ("2011-11/..", "P2Y", "2013-11-01/.."),
    ],
)
def test_a_term_ends_no_more_precisely_than_it_starts(start: str, term: str, end: str | None) -> None:
    """A term's end keeps the precision of its start, and is unknown where either has no end."""
    ends = end_of_term(parse_date(start), parse_term(term))
    assert (str(ends) if ends else None) == end


@settings(max_examples=50)
@given(st.integers(1, 80), st.integers(0, 11))
def test_a_term_agrees_with_itself_and_its_range(years: int, months: int) -> None:
    """A term agrees with itself in months, with "up to" it, and with "about" it."""
    term = parse_term(f"P{years}Y{months}M")
    for same in (f"P{12 * years + months}M", f"../P{years}Y{months}M", f"P{years}Y{months}M~"):
        assert compatible(term, parse_term(same))
