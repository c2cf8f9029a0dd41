"""What an act changed is kept beside the chain, can be erased with what it is of, and cannot be changed unseen."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection
from test_audit_chain import without_triggers

from homeward.app.audit import audit_is_kept_for, drop_old_entries, keep_audit_for, record, verify_audit, with_changes
from homeward.app.wiring import Workspace
from homeward.basics.errors import RecordRefused
from homeward.storage.model import Change


@pytest.fixture
def acts(workspace: Workspace) -> Workspace:
    """A workspace whose record has a look, then two changes."""
    record(workspace, "case read", "p1")
    record(workspace, "conflict ruled", "c1", before=None, after={"holds": "2021-03-05"}, why="the court said so")
    record(workspace, "conflict ruled", "c2", before={"holds": "9"}, after={"holds": "10", "in": ["d1"]})
    return workspace


def changes(workspace: Workspace) -> list[Change | None]:
    """Return what each entry changed, first to last."""
    return [one.change for one in with_changes(workspace, workspace.store.audit_entries())]


def test_what_was_before_and_after_and_why_is_kept(acts: Workspace) -> None:
    """A change comes back as it was recorded, and a look has none."""
    assert changes(acts) == [
        None,
        Change(None, {"holds": "2021-03-05"}, "the court said so"),
        Change({"holds": "9"}, {"holds": "10", "in": ["d1"]}),
    ]
    assert verify_audit(acts) == ()


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("UPDATE audit_change SET content = '[null,null,\"\"]' WHERE number = 2", "What audit entry 2 changed was"),
        ("DELETE FROM audit_change WHERE number = 3", "What audit entry 3 changed was taken away"),
        ("UPDATE audit_entry SET change_sha256 = NULL WHERE number = 2", "entry 2 was changed"),
        ("INSERT INTO audit_change VALUES (1, 'salt', '[1,2,\"\"]')", "entry 1 changed was made up"),
    ],
)
def test_a_change_of_what_was_changed_shows(acts: Workspace, statement: str, says: str) -> None:
    """Whoever edits, takes away or makes up what an act changed is found out."""
    if connection.vendor == "postgresql":
        without_triggers("ALTER TABLE audit_change DISABLE TRIGGER ALL", acts)
    else:
        without_triggers("DROP TRIGGER audit_change_refuses_update", acts)
    with connection.cursor() as cursor:
        cursor.execute(statement)
    assert any(says in sentence for sentence in verify_audit(acts))


def test_the_database_refuses_to_change_it(acts: Workspace) -> None:
    """An update does not get through, whoever asks."""
    with pytest.raises(DatabaseError, match="only ever added to"), connection.cursor() as cursor:
        cursor.execute("UPDATE audit_change SET salt = '' WHERE number = 2")


def test_erased_changes_leave_the_chain_whole(acts: Workspace) -> None:
    """What is erased by id, or by a document named in it, is gone, and the record says of which entries."""
    acts.record.erase_changes("c1", "2024-01-01T00:00:00+00:00", "maria")
    acts.record.erase_changes("d1", "2024-01-01T00:00:00+00:00", "maria")
    assert changes(acts) == [None, None, None, None, None]
    assert [one.on for one in acts.store.audit_entries()[-2:]] == ["2", "3"]
    assert verify_audit(acts) == ()
    acts.record.erase_changes("d1", "2024-01-01T00:00:00+00:00", "maria")
    assert len(acts.store.audit_entries()) == 5


def test_old_entries_are_dropped_as_the_owner_set(workspace: Workspace) -> None:
    """Entries older than they are kept go from the beginning; what is left still verifies, and says what went."""
    days_old = [400, 399, 20, 1]
    for days in days_old:
        workspace.record.add((datetime.now(UTC) - timedelta(days=days)).isoformat(), "maria", "case read", "p1")
    assert audit_is_kept_for(workspace) == 0
    assert not drop_old_entries(workspace)
    keep_audit_for(workspace, 365)
    entries = workspace.store.audit_entries()
    assert [one.number for one in entries] == [3, 4, 5, 6, 7]
    assert entries[3].on.startswith("2 ")
    assert verify_audit(workspace) == ()
    keep_audit_for(workspace, 10)
    assert audit_is_kept_for(workspace) == 10
    assert workspace.store.audit_entries()[0].number == 4
    assert verify_audit(workspace) == ()
    with pytest.raises(DatabaseError, match="only ever added to"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_entry WHERE number = 4")


def test_dropping_more_than_the_record_says_shows(workspace: Workspace) -> None:
    """A beginning cut off by hand is found out, also where entries were dropped before."""
    for days in (400, 20, 19):
        workspace.record.add((datetime.now(UTC) - timedelta(days=days)).isoformat(), "maria", "case read", "p1")
    keep_audit_for(workspace, 365)
    without_triggers("DELETE FROM audit_entry WHERE number = 2", workspace)
    assert any("entries 2 to 2 were taken away" in sentence for sentence in verify_audit(workspace))


def test_a_record_kept_for_less_than_nothing_is_refused(workspace: Workspace) -> None:
    """A number of days below zero is a sentence."""
    with pytest.raises(RecordRefused, match="no number of days"):
        keep_audit_for(workspace, -1)
