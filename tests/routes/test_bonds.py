"""What binds States on a day, instruments beside one another, and how many months a request must leave."""

from datetime import date, timedelta

import pytest

from homeward.routes.bonds import all_bonds, bonds_between
from homeward.routes.model import Outcome
from homeward.routes.months_to_leave import months_to_leave
from homeward.routes.treaty_list import all_treaties, treaty

CONVENTION, PROTOCOL = "coe-ets-112", "coe-ets-167"
DAY = timedelta(days=1)


def outcome(one: str, other: str, on: date, instrument: str) -> Outcome | None:
    """Return whether an instrument binds two States on a day; None where it has nothing to do with one of them."""
    bond = bonds_between(all_treaties(), one, other, on).get(instrument)
    return None if bond is None else bond.outcome


def test_an_instrument_binds_from_the_later_entry_into_force() -> None:
    """The day before, the two were not bound; from that day they are."""
    since = bonds_between(all_treaties(), "RU", "US", date(2020, 1, 1))[CONVENTION].since
    assert since is not None and since.earliest == date(2007, 12, 1)
    assert outcome("RU", "US", since.earliest - DAY, CONVENTION) is Outcome.NOT_MET
    assert outcome("RU", "US", since.earliest, CONVENTION) is Outcome.MET


def test_russia_stays_bound_after_it_left_the_council() -> None:
    """The convention is open to States that are no members; the answer shows why, and what was not checked."""
    bond = bonds_between(all_treaties(), "RU", "DE", date(2022, 4, 1))[CONVENTION]
    assert bond.outcome is Outcome.MET and any("2022-03-16" in note for note in bond.notes)
    assert "entry into force for RU" in bond.unverified


@pytest.mark.parametrize("on", [date(2010, 1, 1), date(2020, 1, 1), date(2024, 1, 1)])
def test_what_needs_another_instrument_is_not_in_force_without_it(on: date) -> None:
    """Wherever the protocol binds two States, the convention does."""
    for pair, bonds in all_bonds(all_treaties(), on).items():
        if PROTOCOL in bonds and bonds[PROTOCOL].outcome is Outcome.MET:
            assert outcome(*pair, on, CONVENTION) is not None, pair


def test_what_is_replaced_says_by_what() -> None:
    """Between two members of the Union the framework decision takes the convention's place."""
    bond = bonds_between(all_treaties(), "FR", "DE", date(2020, 1, 1))[CONVENTION]
    assert bond.outcome is Outcome.NOT_MET and "replaced between them" in bond.reason


def test_the_matrix_agrees_with_each_pair() -> None:
    """Every pair's bonds are what is said of the two States alone, whichever is named first."""
    on = date(2020, 1, 1)
    bonds = all_bonds(all_treaties(), on)
    assert len(bonds) > 2000 and ("RU", "US") in bonds
    for one, other in list(bonds)[::97]:
        for instrument, bond in bonds[one, other].items():
            assert bond.outcome is outcome(one, other, on, instrument) is outcome(other, one, on, instrument)


def test_a_state_that_is_gone_has_no_pairs() -> None:
    """Czechoslovakia stands in the matrix until its last day only."""
    before, after = (all_bonds(all_treaties(), day) for day in (date(1992, 12, 31), date(1993, 1, 1)))
    assert any("CSHH" in pair for pair in before) and not any("CSHH" in pair for pair in after)


def test_months_to_leave_are_those_of_instruments_in_force() -> None:
    """Six months between the United States and Russia since both are bound, none before."""
    assert months_to_leave("US", ["RU"], date(2019, 4, 22), all_treaties()) == {CONVENTION: 6}
    assert months_to_leave("US", ["RU"], date(2007, 11, 30), all_treaties()) == {}


def test_months_to_leave_follow_the_pair() -> None:
    """Thailand and the United States agreed on a year; of several States the first to be bound counts."""
    least = months_to_leave("TH", ["US"], date(2020, 1, 1), [treaty("us-bilateral")])
    assert least == {"us-bilateral": 12}
    assert months_to_leave("US", ["BY", "RU", "DE"], date(2020, 1, 1), [treaty(CONVENTION)]) == {CONVENTION: 6}
