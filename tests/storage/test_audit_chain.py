"""The audit can be added to only, and shows when somebody got round that."""

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import DatabaseError, connection

from homeward.app.audit import audit_head, record, verify_audit, write_audit_head_anew
from homeward.app.settings import DATABASE_FILE
from homeward.app.wiring import Workspace, open_workspace
from homeward.basics.errors import RecordRefused
from homeward.storage.audit import HEAD_ANEW, HEAD_FILE, NO_HEAD

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


@pytest.mark.parametrize("spoil", [lambda file: file.unlink(), lambda file: file.write_text("nothing of use")])
def test_a_cut_shows_without_the_head_too(five_entries: Workspace, spoil: Callable[[Path], object]) -> None:
    """Whoever cuts and takes the file with the head away leaves that it is missing, whatever is written afterwards."""
    without_triggers("DELETE FROM audit_entry WHERE number > 3", five_entries)
    spoil(five_entries.folder / HEAD_FILE)
    assert verify_audit(five_entries) == (NO_HEAD,)
    record(five_entries, "case read", "p9")
    with open_workspace(five_entries.folder) as again:
        record(again, "case read", "p9")
        assert verify_audit(again) == (NO_HEAD,)


def test_a_lost_head_is_written_anew_only_where_it_is_lost(five_entries: Workspace) -> None:
    """Whoever lost the file can go on, and the record says so; one that is there is never covered."""
    with pytest.raises(RecordRefused, match="is there"):
        write_audit_head_anew(five_entries)
    (five_entries.folder / HEAD_FILE).unlink()
    write_audit_head_anew(five_entries)
    assert five_entries.store.audit_entries()[-1].what == HEAD_ANEW
    record(five_entries, "case read", "p9")
    assert verify_audit(five_entries) == ()
    without_triggers("DELETE FROM audit_entry WHERE number > 6", five_entries)
    assert verify_audit(five_entries) == ("Audit entry 7, which this workspace has seen, is not there as it was.",)


def test_a_workspace_has_a_head_before_its_first_entry(workspace: Workspace) -> None:
    """Without an entry nothing is missing, and a process that opens a workspace covers no head that is there."""
    assert audit_head(workspace) is None
    assert verify_audit(workspace) == ()
    record(workspace, "case read", "p1")
    head = (workspace.folder / HEAD_FILE).read_text()
    with open_workspace(workspace.folder) as again:
        assert (again.folder / HEAD_FILE).read_text() == head
        assert verify_audit(again) == ()


def test_a_noted_head_shows_what_the_files_do_not(five_entries: Workspace) -> None:
    """Somebody with all files can cut the end and make the head fit; the hash that was noted elsewhere shows it."""
    noted = audit_head(five_entries)
    assert noted is not None
    record(five_entries, "case read", "p6")
    assert verify_audit(five_entries, noted.sha256) == ()
    third = five_entries.store.audit_entries()[2]
    without_triggers("DELETE FROM audit_entry WHERE number > 3", five_entries)
    (five_entries.folder / HEAD_FILE).write_text(f"3 {third.sha256}\n")
    assert verify_audit(five_entries) == ()
    (sentence,) = verify_audit(five_entries, noted.sha256)
    assert sentence.startswith(f"No audit entry has the hash that was noted, {noted.sha256}")


def test_verifying_while_others_write_finds_nothing(workspace: Workspace) -> None:
    """What another thread records meanwhile is no break, and two that record at once leave a head that can be read."""
    record(workspace, "case read", "p0", after={"first": 1})
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            record(workspace, "case read", "p1", after={"more": 1})
        connection.close()

    writers = [threading.Thread(target=write) for _ in range(2)]
    for one in writers:
        one.start()
    try:
        found = {sentence for _ in range(6) for sentence in verify_audit(workspace)}
    finally:
        stop.set()
        for one in writers:
            one.join()
    assert found == set()
    assert verify_audit(workspace) == ()
    assert not list(workspace.folder.glob(f"{HEAD_FILE}.*"))


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
