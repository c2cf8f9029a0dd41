"""Punishments in English text become terms that basics can read."""

import pytest

from homeward.basics.terms import parse_term
from homeward.claims.readers.english.terms import find_terms


@pytest.mark.parametrize(
    ("text", "words", "term"),
    [
        ("sentenced to 25 years in prison", "25 years", "P25Y"),
        ("a nine-year prison sentence", "nine-year", "P9Y"),
        ("20 years' imprisonment", "20 years'", "P20Y"),
        ("three and a half years in jail", "three and a half years", "P3Y6M"),
        ("13 1/2 years in prison", "13 1/2 years", "P13Y6M"),
        ("7-1/4 years in prison", "7-1/4 years", "P7Y3M"),
        ("jailed for 18 months", "18 months", "P18M"),
        ("six years and three months in prison", "six years and three months", "P6Y3M"),
        ("a twenty-five year sentence", "twenty-five year", "P25Y"),
        ("jailed for life", "jailed for life", "life"),
        ("two consecutive life sentences", "two consecutive life sentences", "life"),
        ("he was sentenced to death", "sentenced to death", "death"),
        ("released with time served", "time served", "P0D"),
        ("a suspended two-year sentence", "suspended two-year", "suspended:P2Y"),
        ("three years in prison, suspended", "three years in prison, suspended", "suspended:P3Y"),
        ("faces up to 20 years in prison", "up to 20 years", "../P20Y"),
        ("served nearly four years of it", "nearly four years", "P4Y~"),
        ("25 years to life", "25 years to life", "P25Y/life"),
        ("between 5 and 10 years in prison", "between 5 and 10 years", "P5Y/P10Y"),
    ],
)
def test_each_way_of_saying_a_punishment(text: str, words: str, term: str) -> None:
    """The span holds the term's words, its value is one that basics reads, and it is told to be a punishment."""
    (found,) = find_terms(text)
    assert (text[found.start : found.end], found.term, found.punishment) == (words, term, True)
    assert str(parse_term(found.term)) == term


@pytest.mark.parametrize("text", ["a 44-year-old", "25 years ago", "two years later", "in the past three years"])
def test_ages_and_dates_are_no_terms(text: str) -> None:
    """An age, or a length that dates something, is no punishment."""
    assert find_terms(text) == []


def test_a_length_without_words_of_prison_is_marked() -> None:
    """A length that nothing near ties to prison is given, and not told to be a punishment."""
    (found,) = find_terms("The talks went on for three months.")
    assert (found.term, found.punishment) == ("P3M", False)
