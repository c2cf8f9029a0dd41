"""The doctor says how things stand, and changes nothing."""

import sqlite3
from pathlib import Path

import pytest

from homeward.app.doctor import Finding, Health, examine
from homeward.app.settings import DATABASE_FILE
from homeward.app.viewers import user_of_this_machine
from homeward.app.wiring import open_workspace


def by_subject(folder: Path) -> dict[str, Finding]:
    """What the doctor finds, by what it is about."""
    return {finding.subject: finding for finding in examine(folder)}


@pytest.fixture(autouse=True)
def on_sqlite(monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests are about files."""
    monkeypatch.delenv("HOMEWARD_DATABASE_URL", raising=False)


def test_a_sound_installation_without_data_is_sound(tmp_path: Path) -> None:
    """Programs, models and readers are there; no workspace is made by looking for one."""
    found = by_subject(tmp_path / "workspace")
    assert [finding for finding in found.values() if finding.health is Health.BROKEN] == []
    assert found["reader of 'en'"].says.startswith("english")
    assert found["workspace"].says == str(tmp_path / "workspace")
    assert found["database"].says == "none yet"
    assert not (tmp_path / "workspace").exists()


def test_what_is_wrong_with_a_workspace_is_said(tmp_path: Path) -> None:
    """Others who may look in, and an audit that was changed, are found."""
    folder = tmp_path / "workspace"
    with open_workspace(folder) as workspace:
        workspace.record.add("2024-01-01T00:00:00+00:00", user_of_this_machine(), "case read", "p1")
    folder.chmod(0o755)
    with sqlite3.connect(folder / DATABASE_FILE) as database:
        database.execute("DROP TRIGGER audit_refuses_update")
        database.execute("UPDATE audit_entry SET who = 'somebody else'")
    database.close()
    found = by_subject(folder)
    assert found["privacy"].what_to_do == f"Run: chmod 700 {folder}"
    assert found["audit"].health is Health.BROKEN
    assert found["audit"].says == "Audit entry 1 was changed after it was made."
    assert found["database"].says == "0 documents, 0 claims"


def test_a_database_that_cannot_be_opened_is_said_to_be_broken(tmp_path: Path) -> None:
    """A damaged database is a finding, not a crash."""
    (tmp_path / DATABASE_FILE).write_bytes(b"no database\n" * 900)
    assert by_subject(tmp_path)["database"].health is Health.BROKEN
