"""Numbers that count people are found with their bound; other numbers are left alone."""

import pytest

from homeward.claims.readers.english.numbers import find_numbers, number_of


@pytest.mark.parametrize(
    ("text", "words", "value", "bound"),
    [
        ("holding more than 60 citizens", "more than 60", 60, "more_than"),
        ("the number exceeds 60 people", "exceeds 60", 60, "more_than"),
        ("At least twelve sailors", "At least twelve", 12, "at_least"),
        ("some 1,000 people", "some 1,000", 1000, "about"),
        ("nearly two dozen sailors", "nearly two dozen", 24, "about"),
        ("as many as a hundred detainees", "as many as a hundred", 100, "up_to"),
        ("two hundred and six men", "two hundred and six", 206, "exactly"),
        ("100 or so prisoners", "100 or so", 100, "about"),
        ("a dozen of them", "a dozen", 12, "exactly"),
    ],
)
def test_a_number_is_found_with_its_bound(text: str, words: str, value: int, bound: str) -> None:
    """The span holds the number and the words that say how exactly it is meant."""
    (found,) = find_numbers(text)
    assert (text[found.start : found.end], found.value, found.bound) == (words, value, bound)


@pytest.mark.parametrize(
    "text",
    [
        "dozens of people",
        "44-year-old",
        "25 years",
        "$5 million",
        "Dec. 9",
        "in 2012",
        "no one",
        "one of them",
        "20 percent",
        "15 June",
        "12:27",
        "Article 10",
        "the 3rd",
    ],
)
def test_what_counts_nobody_is_left_out(text: str) -> None:
    """Ages, dates, sums, shares, times and "dozens" give no number."""
    assert find_numbers(text) == []


def test_numbers_in_words_are_worked_out() -> None:
    """Words and digits with scales give their value, and other words none."""
    assert number_of("one hundred and twenty-three") == 123
    assert number_of("1.5 million") == 1_500_000
    assert number_of("half a dozen") == 6
    assert number_of("several") is None
