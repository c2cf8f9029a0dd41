"""Dates in English text are found where they stand and resolved without inventing anything."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.basics.dates import Precision, parse_date
from homeward.claims.readers.english.dates import find_dates, nearest_date

TUESDAY = "2022-12-20"


def values(text: str, today: str | None = TUESDAY) -> list[str | None]:
    """Return the EDTF strings found, in order."""
    return [one.edtf for one in find_dates(text, today)]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("reported Tuesday", "2022-12-20"),
        ("said on Monday", "2022-12-19"),
        ("last Tuesday", "2022-12-13"),
        ("will meet next Tuesday", "2022-12-27"),
        ("is due in court on Friday", "2022-12-23"),
        ("said on Dec. 9", "2022-12-09"),
        ("on 5 April", "2022-04-05"),
        ("the 9th of December", "2022-12-09"),
        ("in November 2011", "2011-11"),
        ("in February", "2022-02"),
        ("last July", "2022-07"),
        ("last week", "2022-12"),
        ("this month", "2022-12"),
        ("next month", "2023-01"),
        ("last year", "2021"),
        ("yesterday", "2022-12-19"),
        ("two years ago", "2020"),
        ("three days ago", "2022-12-17"),
        ("nearly two weeks after a swap", "2022-12~"),
        ("since 2018", "2018/.."),
        ("by the end of 2012", "../2012"),
        ("in late 2010", "2010"),
        ("the summer of 2017", "2017-22"),
        ("between 2004 and 2011", "2004/2011"),
        ("the 1990s", "199X"),
        ("about 2011", "2011~"),
        ("15 Jun, 2012 12:27", "2012-06-15"),
        ("May 5-7, 2011", "2011-05-05/2011-05-07"),
        ("the hearing is set for January 15", "2023-01-15"),
        ("25/6/2012", "2012-06-25"),
        ("5/6/2012", "2012"),
        ("14 MAY 90", "1990-05-14"),
    ],
)
def test_each_way_of_giving_a_date(text: str, edtf: str) -> None:
    """Each expression gives one date, resolved against a Tuesday."""
    assert values(text) == [edtf]


@pytest.mark.parametrize(
    "text",
    [
        "you may go and march on",
        "25 years in prison",
        "44-year-old",
        "June Smith",
        "May said so",
        "$2000",
        "2000 people",
        "1:30",
        'the film "A Long Crossing" (1999) tells of it',
    ],
)
def test_what_is_no_date(text: str) -> None:
    """Verbs, names, ages, terms, sums and crowds are no dates."""
    assert values(text) == []


def test_dates_lean_on_the_one_told_before() -> None:
    """The following year, that day and a day without a year take theirs from the date before them."""
    assert values("In 2010 he was held, and the following year freed") == ["2010", "2011"]
    assert values("On May 5, 2011 she was held, and that day freed") == ["2011-05-05", "2011-05-05"]
    assert values("In March 2008 he was arrested. He was extradited on November 16.") == ["2008-03", "2008-11-16"]


def test_without_a_document_date_nothing_is_made_up() -> None:
    """With no date to lean on, a weekday stays unresolved and a day keeps its year unknown."""
    assert values("on Tuesday", None) == [None]
    assert values("on 12 August", None) == ["XXXX-08-12"]
    assert values("on Tuesday", "2022-12") == [None]


def test_spans_hold_the_words_of_the_date() -> None:
    """A span covers the date and the words that open or blur it; its core is the date alone."""
    text = "held since about May 2011."
    (found,) = find_dates(text, TUESDAY)
    assert text[found.start : found.end] == "since about May 2011"
    assert text[slice(*found.core)] == "May 2011"
    assert found.edtf == "2011-05~/.."


def test_the_nearest_date_in_the_clause_governs() -> None:
    """Of two dates in a sentence each verb gets the one in its own clause."""
    text = "He was arrested in 2008, and was convicted in November 2011."
    dates = find_dates(text, TUESDAY)
    arrested, convicted = text.index("arrested"), text.index("convicted")
    first = nearest_date(dates, text, (arrested, arrested + 8), 0, len(text))
    second = nearest_date(dates, text, (convicted, convicted + 9), 0, len(text))
    assert (first and first.edtf, second and second.edtf) == ("2008", "2011-11")


@settings(max_examples=80)
@given(
    st.lists(
        st.sampled_from(
            "on May 29 30 31 Feb. February 2023 2024 the last next Tuesday week a year two months ago later 1/2/2012 "
            "in since by early 1990s that day following summer of - , . and 0 12".split()
        ),
        max_size=12,
    ),
    st.sampled_from([None, "2022-12-20", "2024-02-29", "2022-12", "2022", "nonsense"]),
)
def test_every_date_found_can_be_read(pieces: list[str], today: str | None) -> None:
    """Whatever words stand together, each date found is EDTF, and has a day only where something gave one."""
    text = " ".join(pieces)
    for one in find_dates(text, today):
        assert 0 <= one.start <= one.core[0] < one.core[1] <= one.end <= len(text)
        if one.edtf and today is None and parse_date(one.edtf).precision is Precision.DAY:
            assert any(character.isdigit() for character in text[: one.end])


def test_a_day_just_before_the_report_is_of_its_year() -> None:
    """A recent day in a new sentence is news, whatever year was told before; within a sentence the year holds."""
    apart = "He was arrested on 28 December 2018. On 19 July a court sentenced him."
    assert [one.edtf for one in find_dates(apart, "2024-07-23")] == ["2018-12-28", "2024-07-19"]
    together = "He was arrested on 3 March 2018 and on 19 July a court sentenced him."
    assert [one.edtf for one in find_dates(together, "2024-07-23")] == ["2018-03-03", "2018-07-19"]
