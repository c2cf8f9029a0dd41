"""How long someone was held, as far as uncertain dates allow."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.cases.days_held import DaysHeld, days_held
from homeward.cases.model import Custody, CustodyGround, CustodyStatus, Standing

ON = date(2021, 1, 31)


def custody(begins: str | None, ends: str | None = None, ended_by: str | None = None, holder: str = "RU") -> Custody:
    """Return an interval of custody."""
    return Custody(begins, ends, holder, CustodyGround.ARREST, (), ended_by=ended_by)


def held(since: str | None, holder: str = "RU", on: date = ON) -> CustodyStatus:
    """Return the status of someone who is held."""
    return CustodyStatus(on, Standing.HELD, holder, since)


@pytest.mark.parametrize(
    ("intervals", "status", "expected"),
    [
        ([custody("2021-01-01")], held("2021-01-01"), DaysHeld(30, 30)),
        ([custody("2020")], held("2020"), DaysHeld(31, 396)),
        ([custody("../2021-01-21")], held("../2021-01-21"), DaysHeld(10, None)),
        ([custody(None)], held(None), DaysHeld(0, None)),
        ([], CustodyStatus(ON, Standing.UNKNOWN), DaysHeld(0, None)),
    ],
)
def test_an_uncertain_beginning_gives_a_range(
    intervals: list[Custody], status: CustodyStatus, expected: DaysHeld
) -> None:
    """The fewest days count from the last day custody can have begun, the most from the first; unknown stays open."""
    assert days_held(intervals, status) == expected


def test_a_handover_without_a_gap_counts_each_day_once() -> None:
    """Two holders, one after the other, add up; reports of one arrest on two days do not."""
    thai = custody("2020-01-01", "2020-12-31", "extradition", "TH")
    again = custody("2020-01-02", "2020-12-31", "extradition", "TH")
    american = custody("2020-12-31", holder="US")
    assert days_held([thai, again, american], held("2020-12-31", "US")) == DaysHeld(396, 396)
    moved, camp = custody("2020-01-01", "2020-11", "transfer"), custody("2020-11")
    assert days_held([moved, camp], held("2020-11")) == DaysHeld(396, 396)


def test_custody_without_an_end_is_sure_of_nothing_once_it_is_not_the_present_one() -> None:
    """Someone let go, of whom no report says when the first custody ended, was held for a range of days."""
    first, second = custody("2020-01-01"), custody("2020-12-01", "2020-12-11", "release")
    released = CustodyStatus(ON, Standing.RELEASED, None, "2020-12-11")
    assert days_held([first, second], released) == DaysHeld(10, 345)


DAYS = st.dates(date(2000, 1, 1), date(2020, 1, 1))


@settings(max_examples=60)
@given(st.lists(st.tuples(DAYS, st.integers(0, 900)), min_size=1, max_size=6))
def test_days_are_those_on_which_somebody_holds(spans: list[tuple[date, int]]) -> None:
    """With every day known, the count is that of the days in any interval, whatever their order and overlap."""
    intervals = [custody(f"{start}", f"{start + timedelta(days=length)}", "release") for start, length in spans]
    days = {start + timedelta(days=number) for start, length in spans for number in range(length)}
    released = CustodyStatus(date(2024, 1, 1), Standing.RELEASED, None, None)
    assert days_held(intervals, released) == DaysHeld(len(days), len(days))
