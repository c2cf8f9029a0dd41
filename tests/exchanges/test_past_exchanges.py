"""The collection of exchanges since 1962 as the package carries it."""

import pytest

from homeward.basics.errors import UnknownName
from homeward.exchanges.model import PastExchange
from homeward.exchanges.past_exchanges import past_exchange, past_exchanges
from homeward.exchanges.position_files import read_positions


def test_collection_runs_from_1962_in_order() -> None:
    """All 34 exchanges are there, the first first, each with its file and people who went home."""
    several = past_exchanges()
    assert len(several) == 34
    assert (several[0].id, several[0].date[:4], several[-1].date[:4]) == ("glienicke-1962", "1962", "2025")
    assert [one.date for one in several] == sorted(one.date for one in several)
    assert all(one.people_home > 0 and one.title and ", before" not in one.title for one in several)


@pytest.mark.parametrize("past", past_exchanges(), ids=lambda one: one.id)
def test_who_went_home_stands_in_the_file(past: PastExchange) -> None:
    """Nobody went home whom the file of the exchange does not have, and no more; so with what was agreed."""
    one = past_exchange(past.id)
    positions = read_positions(one.text)
    counts = {group.id: group.count for group in positions.people}
    assert all(0 < number <= counts[person] for person, number in one.releases.items())
    options = {term.id: term.options for term in positions.terms}
    assert all(option in options[term] for term, option in one.terms.items())


def test_exchange_that_is_none_is_refused() -> None:
    """An id that leads elsewhere is no exchange."""
    for name in ("", "history", "../history", "nowhere"):
        with pytest.raises(UnknownName):
            past_exchange(name)
