"""The day a text was issued is found in its first lines, and never made more precise than it stands there."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.documents.dates import date_from_value, date_in_text
from homeward.documents.model import DateOrigin, DocumentDate


@pytest.mark.parametrize(
    ("line", "edtf"),
    [
        ("December 20, 2022", "2022-12-20"),
        ("15 Jun, 2012 12:27 / Updated 12 years ago", "2012-06-15"),
        ("Published :`2024-07-21 23:38:20`", "2024-07-21"),
        ("Published: `2024-07-20 21:05:49`", "2024-07-20"),
        ("20 декабря 2022", "2022-12-20"),
        ("20 декабря 2022 года, 14:10, Москва", "2022-12-20"),
        ("20.12.2022 / 06:15", "2022-12-20"),
        ("2022-12-20", "2022-12-20"),
        ("Tuesday, December 20, 2022 3:15 p.m. EST", "2022-12-20"),
        ("Moscow, 20 December 2022", "2022-12-20"),
        ("By Jane Doe and John Roe | Dec. 20, 2022", "2022-12-20"),
        ("Updated on December 21, 2022. Published on December 20, 2022", "2022-12-20"),
        ("MOSCOW, December 20, 2022 (Reuters) - The engineer was let go.", "2022-12-20"),
        ("МОСКВА, 20 декабря 2022 — Инженер отпущен.", "2022-12-20"),
        ("12/20/2022", "2022-12-20"),
        ("den 20. Dezember 2022", None),
        ("20. Dezember 2022", "2022-12-20"),
        ("December 2022", "2022-12"),
    ],
)
def test_datelines(line: str, edtf: str | None) -> None:
    """A line near the top that is a date, with a time, a place, a byline or a label, dates the text."""
    found = date_in_text(f"A headline about nothing\n\n{line}\n\nThe text.\n")
    assert found == (DocumentDate(edtf, DateOrigin.DATELINE) if edtf else None)


@pytest.mark.parametrize(
    "line",
    [
        "MOSCOW, Dec. 20 (Reuters) - The engineer was let go.",
        "On December 20, 2022 the court sentenced him.",
        "The attack of 11 September 2001",
        "London Bombings 7 July 2005",
        "05/06/2022",
        "31 February 2022",
        "In 2012",
        "Call 555-2012-06",
    ],
)
def test_no_date_is_invented(line: str) -> None:
    """A date without a year, in a sentence, ambiguous or impossible dates no text."""
    assert date_in_text(f"A headline\n\n{line}\n\nThe text.\n") is None


def test_a_labelled_date_at_the_end_counts_as_body() -> None:
    """Below the first lines only a date that is called the day of issue counts."""
    text = "A headline\n" + "A line of the text.\n" * 20
    assert date_in_text(text + "12 March 2019\n") is None
    assert date_in_text(text + "Published on 12 March 2019, 14:09\n") == DocumentDate("2019-03-12", DateOrigin.BODY)


def test_values_of_metadata() -> None:
    """Dates, years and words are read; what is no date gives none."""
    read = {
        value: date_from_value(value, DateOrigin.METADATA)
        for value in (2012, "2012-06", "June 2012", "soon", "", True, None, 7)
    }
    assert {value: found.edtf for value, found in read.items() if found} == {
        2012: "2012",
        "2012-06": "2012-06",
        "June 2012": "2012-06",
    }
    late = datetime.datetime(2012, 6, 15, 23, 59, tzinfo=datetime.UTC)
    assert date_from_value(late, DateOrigin.METADATA) == DocumentDate("2012-06-15", DateOrigin.METADATA)


@given(
    st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1)),
    st.sampled_from(["%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%d.%m.%Y"]),
)
def test_every_day_is_read_back(day: datetime.date, form: str) -> None:
    """Whatever day is written out in full is the day that is found."""
    assert date_in_text(f"A headline\n{day.strftime(form)}\nText.") == DocumentDate(
        day.isoformat(), DateOrigin.DATELINE
    )


def test_the_two_seed_reports_are_dated(shared_reading) -> None:  # type: ignore[no-untyped-def]
    """Neither has a front matter; each has its date in a line near the top."""
    found = {
        path.name: date_in_text(path.read_text(encoding="utf-8"))
        for path in (shared_reading / "docs/seeds").glob("*.txt")
    }
    assert {name: date.edtf for name, date in found.items() if date} == {
        "moscow-times-2022-12-20.txt": "2022-12-20",
        "rt-2012-06-15.txt": "2012-06-15",
    }
