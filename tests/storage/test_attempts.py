"""Attempts are counted in the database: for every process together, none lost, and gone when they have ended."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache
from django.db import connection

from homeward.app.wiring import Workspace
from homeward.storage.attempts.cache import KeptAttempts
from homeward.storage.attempts.models import AttemptRow


def test_what_is_kept_comes_back_until_it_ends(workspace: Workspace) -> None:
    """A value is had by its key, replaced, deleted, and gone after its time, which sweeps it away."""
    assert isinstance(cache._connections["default"], KeptAttempts)
    assert cache.get("a", "nothing") == "nothing"
    assert cache.add("a", [1.5, 2.5], 60)
    assert not cache.add("a", "other", 60)
    assert cache.get("a") == [1.5, 2.5]
    cache.set("a", {"b": None}, 60)
    assert cache.get("a") == {"b": None}
    assert (cache.delete("a"), cache.delete("a"), cache.get("a")) == (True, False, None)
    cache.set("for good", 1, None)
    cache.set("short", 1, 60)
    assert cache.touch("short", -1)
    assert (cache.get("short"), cache.touch("short", 9), cache.add("new", 1, 9)) == (None, False, True)
    assert sorted(AttemptRow.objects.values_list("value", flat=True)) == [1, 1]
    cache.clear()
    assert cache.get("for good") is None


def test_no_name_or_address_can_be_read_there(workspace: Workspace) -> None:
    """Of what is counted, a hash alone is kept."""
    cache.set("ben at 192.0.2.7", 1, 60)
    assert "192" not in repr(list(AttemptRow.objects.values_list()))


def test_no_count_is_lost_where_many_count_at_once(workspace: Workspace) -> None:
    """Each of many threads, with a connection of its own as processes have, adds its part."""

    def count_up(number: int) -> int:
        try:
            return cache.incr("tries", number)
        finally:
            connection.close()

    cache.set("tries", 0, 60)
    with ThreadPoolExecutor(8) as several:
        counts = list(several.map(count_up, [1] * 40))
    assert sorted(counts) == list(range(1, 41))
    with pytest.raises(ValueError, match="Nothing is counted"):
        cache.incr("other")


def test_of_many_who_add_a_key_at_once_one_succeeds(workspace: Workspace) -> None:
    """A key is taken once, which is how one of several at once gets its turn."""

    def take(_: int) -> bool:
        try:
            return cache.add("turn", 1, 60)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as several:
        assert sum(several.map(take, range(24))) == 1


def test_another_process_counts_on(sqlite_workspace: Workspace) -> None:
    """What one process counted stands in the next."""
    cache.set("tries", 4, 60)
    program = (
        "from homeward.app.wiring import open_workspace\n"
        "with open_workspace():\n"
        "    from django.core.cache import cache\n"
        "    print(cache.incr('tries'))\n"
    )
    given = {**os.environ, "HOMEWARD_WORKSPACE": str(sqlite_workspace.folder)}
    done = subprocess.run([sys.executable, "-c", program], env=given, capture_output=True, text=True, check=False)
    assert done.stdout == "5\n", done.stderr
    assert cache.get("tries") == 5
