"""The audit can be added to only, and shows when somebody got round that."""

import sqlite3

import pytest
from django.db import DatabaseError, connection

from homeward.app.settings import DATABASE_FILE
from homeward.app.wiring import Workspace

RENUMBER = "UPDATE audit_entry SET number ="


@pytest.fixture
def five_entries(workspace: Workspace) -> Workspace:
    """A workspace with five entries in its audit."""
    for number in range(1, 6):
        workspace.record.add(f"2024-01-0{number}T00:00:00+00:00", "maria", "case read", f"p{number}")
    return workspace


def without_triggers(statement: str, workspace: Workspace) -> None:
    """Do what somebody with the database in hand could do."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER ALL")
        else:
            cursor.execute("DROP TRIGGER audit_refuses_update")
            cursor.execute("DROP TRIGGER audit_refuses_delete")
        for one in statement.split(";"):
            cursor.execute(one)


def test_entries_come_back_in_order_and_the_chain_holds(five_entries: Workspace) -> None:
    """An audit nobody touched has no broken link."""
    entries = five_entries.store.audit_entries()
    assert [(entry.number, entry.on) for entry in entries] == [(n, f"p{n}") for n in range(1, 6)]
    assert five_entries.store.broken_audit_links() == ()


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_entry SET who = 'ivan' WHERE number = 2", "DELETE FROM audit_entry WHERE number = 5"]
)
def test_the_database_refuses_changes(five_entries: Workspace, statement: str) -> None:
    """Neither an update nor a deletion gets through, whoever asks."""
    with pytest.raises(DatabaseError, match="only ever added to"), connection.cursor() as cursor:
        cursor.execute(statement)
    assert len(five_entries.store.audit_entries()) == 5


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("UPDATE audit_entry SET who = 'ivan' WHERE number = 2", "entry 2 was changed"),
        ("DELETE FROM audit_entry WHERE number = 3", "entries 3 to 3 were taken away"),
        ("DELETE FROM audit_entry WHERE number = 5", "entry 5, which this workspace has seen, is not there"),
        ("DELETE FROM audit_entry WHERE number < 3", "entries 1 to 2 were taken away"),
        ("DELETE FROM audit_entry WHERE number > 2", "entry 5, which this workspace has seen, is not there"),
        ("DELETE FROM audit_entry", "entry 5, which this workspace has seen, is not there"),
        (f"{RENUMBER} 99 WHERE number = 2; {RENUMBER} 2 WHERE number = 4; {RENUMBER} 4 WHERE number = 99", "2 was"),
        ("UPDATE audit_entry SET \"on\" = CASE number WHEN 2 THEN 'p4' ELSE 'p2' END WHERE number IN (2, 4)", "4 was"),
        (f"{RENUMBER} number + 50 WHERE number > 3", "entries 4 to 53 were taken away"),
    ],
)
def test_a_change_made_in_spite_of_that_shows(five_entries: Workspace, statement: str, says: str) -> None:
    """An entry edited, taken out of the middle, cut off either end or put in another's place breaks the chain."""
    without_triggers(statement, five_entries)
    assert any(says in sentence for sentence in five_entries.store.broken_audit_links())


@pytest.mark.parametrize("statement", ["DELETE FROM audit_entry WHERE number > 3", "DELETE FROM audit_entry"])
def test_a_cut_shows_whatever_is_written_after_it(five_entries: Workspace, statement: str) -> None:
    """New entries in the place of those cut off the end do not cover the cut, however many there are."""
    without_triggers(statement, five_entries)
    for number in range(1, 8):
        five_entries.record.add("2024-02-01T00:00:00+00:00", "maria", "case read", f"q{number}")
    sentences = five_entries.store.broken_audit_links()
    assert sentences == ("Audit entry 5, which this workspace has seen, is not there as it was.",)


def test_an_entry_rewritten_with_a_fitting_hash_shows(five_entries: Workspace) -> None:
    """Hashing the forged entry anew does not help: the next one still holds the hash of the true one."""
    forged = "UPDATE audit_entry SET who = 'ivan', sha256 = repeat_a WHERE number = 2".replace(
        "repeat_a", f"'{'a' * 64}'"
    )
    without_triggers(forged, five_entries)
    sentences = five_entries.store.broken_audit_links()
    assert any("entry 3 does not follow" in sentence for sentence in sentences)


def test_another_program_is_refused_too(sqlite_workspace: Workspace) -> None:
    """The refusal is the database's own, not only Homeward's."""
    sqlite_workspace.record.add("2024-01-01T00:00:00+00:00", "maria", "case read", "p1")
    other = sqlite3.connect(sqlite_workspace.folder / DATABASE_FILE)
    with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
        other.execute("DELETE FROM audit_entry")
    other.close()
