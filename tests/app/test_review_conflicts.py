"""Ruling on a conflict while somebody else does the same."""

from datetime import date
from pathlib import Path

import pytest

from homeward.app.add_reports import add_reports
from homeward.app.review_conflicts import conflict_called, reopen_conflict, rule_conflict
from homeward.app.update_cases import case_book
from homeward.app.wiring import Workspace
from homeward.basics.errors import StaleEdit
from homeward.cases.model import Conflict, ConflictRuling

TWO_TERMS = {
    "one": "Ana Quillfeather, a Norwegian teacher, was arrested in Russia on 5 March 2021. A Moscow court sentenced her"
    " to nine years in prison on 4 August 2022.",
    "two": "Ana Quillfeather, a Norwegian teacher, was sentenced in Moscow to ten years in prison in August 2022.",
}


@pytest.fixture
def conflict(workspace: Workspace, tmp_path: Path) -> Conflict:
    """Two reports that disagree on a term."""
    for name, text in TWO_TERMS.items():
        report = f"---\npublisher: {name}\ndate: 2022-08-05\nlang: en\n---\n{text}\n"
        (tmp_path / f"{name}.txt").write_text(report, encoding="utf-8")
    add_reports(workspace, [tmp_path / "one.txt", tmp_path / "two.txt"], jobs=1)
    return case_book(workspace, date.max).cases[0].conflicts[0]


def test_a_ruling_on_what_was_not_seen_is_refused(workspace: Workspace, conflict: Conflict) -> None:
    """Who saw the conflict open, or under an earlier ruling, does not overwrite the ruling made since."""
    first = rule_conflict(workspace, conflict.id, "P9Y", "the court's release", seen="")
    with pytest.raises(StaleEdit):
        rule_conflict(workspace, conflict.id, "P10Y", seen="")
    with pytest.raises(StaleEdit):
        reopen_conflict(workspace, conflict.id, seen="")
    assert conflict_called(workspace, conflict.id).ruling == first
    second = rule_conflict(workspace, conflict.id, None, seen=first.at)
    assert conflict_called(workspace, conflict.id).ruling == second
    with pytest.raises(StaleEdit) as stale:
        reopen_conflict(workspace, conflict.id, seen=first.at)
    assert (stale.value.saw, stale.value.stands) == (first, second)


def test_taking_back_restores_the_ruling_before(workspace: Workspace, conflict: Conflict) -> None:
    """Each ruling taken back leaves the one before it in force, and the first leaves the conflict open as it was."""
    first = rule_conflict(workspace, conflict.id, "P9Y", seen="")
    second = rule_conflict(workspace, conflict.id, "P10Y", seen=first.at)
    assert reopen_conflict(workspace, conflict.id, seen=second.at).ruling == first
    assert reopen_conflict(workspace, conflict.id, seen=first.at) == conflict
    with pytest.raises(StaleEdit) as stale:
        rule_conflict(workspace, conflict.id, "P9Y", seen=second.at)
    assert isinstance(stale.value.saw, ConflictRuling)
    assert (stale.value.saw.at, stale.value.saw.undone_at is not None, stale.value.stands) == (second.at, True, None)
