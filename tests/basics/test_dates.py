"""Dates keep the precision they came with, and comparing them never adds any."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.basics.dates import (
    PartialDate,
    Precision,
    add_months,
    birth_dates,
    date_between,
    intersection,
    overlap,
    parse_date,
    possibly_before,
    sort_key,
    surely_before,
    within,
)
from homeward.basics.errors import DateRefused, HomewardError

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))
ENDS = st.one_of(st.none(), DAYS)


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    """Any date with at least one known end, from the forms a report may give."""
    day = draw(DAYS)
    form = draw(st.sampled_from(["%Y", "%Y-%m", "%Y-%m-%d", "%Y-22", "%Y~", "%Y-%m~", "../%Y-%m", "%Y-%m-%d/.."]))
    return parse_date(day.strftime(form))


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest", "precision"),
    [
        ("2012", date(2012, 1, 1), date(2012, 12, 31), Precision.YEAR),
        ("2011-11", date(2011, 11, 1), date(2011, 11, 30), Precision.MONTH),
        ("2022-12-09", date(2022, 12, 9), date(2022, 12, 9), Precision.DAY),
        ("2022-12~", date(2022, 12, 1), date(2022, 12, 31), Precision.MONTH),
        ("../2022-02", None, date(2022, 2, 28), Precision.INTERVAL),
        ("2022-02/..", date(2022, 2, 1), None, Precision.INTERVAL),
        ("2004/2011-03", date(2004, 1, 1), date(2011, 3, 31), Precision.INTERVAL),
        ("2017-22", date(2017, 6, 1), date(2017, 8, 31), Precision.SEASON),
        ("2017-24", date(2017, 12, 1), date(2018, 2, 28), Precision.SEASON),
        ("199X", date(1990, 1, 1), date(1999, 12, 31), Precision.DECADE),
        ("XXXX-08-12", None, None, Precision.YEARLESS),
        ("2004-06-XX", date(2004, 6, 1), date(2004, 6, 30), Precision.INTERVAL),
    ],
)
def test_each_form_means_the_days_it_names(
    edtf: str, earliest: date | None, latest: date | None, precision: Precision
) -> None:
    """Every form that a claim may carry is read to its first and last day and keeps its own text."""
    read = parse_date(edtf)
    assert (read.earliest, read.latest, read.precision, str(read)) == (earliest, latest, precision, edtf)


@pytest.mark.parametrize("wrong", ["", "2012-13", "2012-02-30", "2013/2012", "../..", "XXXX-02-30", "Tuesday", "12"])
def test_what_is_no_date_is_refused_in_a_sentence(wrong: str) -> None:
    """A wrong date is refused with a message that says which forms are read."""
    with pytest.raises(DateRefused, match=r"Write|Put") as refusal:
        parse_date(wrong)
    assert isinstance(refusal.value, HomewardError)


def test_about_reaches_one_unit_further() -> None:
    """About December overlaps November, but not September."""
    about = parse_date("2022-12~")
    assert overlap(about, parse_date("2022-11-20"))
    assert not overlap(about, parse_date("2022-09"))
    assert not overlap(parse_date("2022-12"), parse_date("2022-11-20"))


def test_a_day_of_an_unknown_year_overlaps_any_year() -> None:
    """12 August of some year may be in 2012, but not in July of it, nor on 13 August."""
    unknown = parse_date("XXXX-08-12")
    assert overlap(unknown, parse_date("2012"))
    assert overlap(parse_date("2012-08"), unknown)
    assert not overlap(unknown, parse_date("2012-07"))
    assert not overlap(unknown, parse_date("XXXX-08-13"))
    assert intersection(unknown, parse_date("2012")) == parse_date("2012")
    assert overlap(parse_date("XXXX-02-29"), parse_date("2012"))
    assert not overlap(parse_date("XXXX-02-29"), parse_date("2013"))


def test_sorting_puts_unknown_dates_last() -> None:
    """Dates sort by first day; a year comes before a later day in it; unknown years and no date come last."""
    given_dates = [None, parse_date("XXXX-08-12"), parse_date("2012-05-01"), parse_date("../2011"), parse_date("2012")]
    assert [str(one) for one in sorted(given_dates, key=sort_key)] == [
        "../2011",
        "2012",
        "2012-05-01",
        "XXXX-08-12",
        "None",
    ]


def test_age_gives_an_interval_of_birth_dates() -> None:
    """Someone of 45 on 20 December 2022 was born between 21 December 1976 and 20 December 1977."""
    assert birth_dates(45, parse_date("2022-12-20")).edtf == "1976-12-21/1977-12-20"


def test_adding_months_keeps_inside_the_month() -> None:
    """A month after 31 January is the last of February."""
    assert add_months(date(2012, 1, 31), 1) == date(2012, 2, 29)
    assert add_months(date(9999, 6, 1), 12) == date.max


@settings(max_examples=60)
@given(ENDS, ENDS)
def test_an_interval_survives_being_written(start: date | None, end: date | None) -> None:
    """Whatever two ends are given, the shortest EDTF for them means exactly the same days."""
    if start is None and end is None:
        return
    if start and end and start > end:
        start, end = end, start
    written = date_between(start, end)
    again = parse_date(written.edtf)
    assert (again.earliest, again.latest) == (start, end)


@settings(max_examples=60)
@given(partial_dates(), partial_dates())
def test_overlap_and_order_exclude_each_other(one: PartialDate, other: PartialDate) -> None:
    """Two dates overlap unless one is surely before the other; the relation is the same from both sides."""
    assert overlap(one, other) == overlap(other, one)
    assert overlap(one, other) == (not surely_before(one, other) and not surely_before(other, one))
    if surely_before(one, other):
        assert possibly_before(one, other)


@settings(max_examples=60)
@given(partial_dates(), partial_dates())
def test_intersection_lies_in_both(one: PartialDate, other: PartialDate) -> None:
    """What two dates say together is within each, and exists just where they overlap."""
    both = intersection(one, other)
    assert (both is not None) == overlap(one, other)
    if both is not None:
        assert within(both, one)
        assert within(both, other)


@settings(max_examples=60)
@given(DAYS, st.integers(0, 100))
def test_birth_dates_span_one_year(on: date, age: int) -> None:
    """An age on a known day leaves a year of possible birth dates, the last of them that many years back."""
    born = birth_dates(age, parse_date(on.isoformat()))
    assert born.earliest is not None
    assert born.latest is not None
    assert born.latest == add_months(on, -12 * age)
    assert timedelta(days=363) <= born.latest - born.earliest <= timedelta(days=366)
