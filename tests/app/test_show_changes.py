"""What changed since a moment, in reports, rulings and cases."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from homeward.app.add_reports import add_reports
from homeward.app.audit import now
from homeward.app.review_conflicts import rule_conflict
from homeward.app.show_changes import Changes, changes_since
from homeward.app.update_cases import case_book
from homeward.app.wiring import Workspace

AS_OF = date(2022, 10, 1)
FIRST = (
    "Ana Quillfeather, 34, a Norwegian teacher, was arrested in Russia on 5 March 2021. A Moscow court sentenced her to"
    ' nine years in prison on 4 August 2022. "She is innocent," her lawyer Oleg Marsh told Reuters on Tuesday.'
)
SECOND = (
    "Quillfeather, 35, was detained at a Moscow airport on 7 March 2021. Ana Quillfeather was sentenced to ten years in"
    " a penal colony in August 2022. Russia and Norway are negotiating an exchange of prisoners, an official said."
)
Adding = Callable[[str], None]


@pytest.fixture
def add(sqlite_workspace: Workspace, tmp_path: Path) -> Adding:
    """What adds one report of some text to the workspace."""

    def added(text: str) -> None:
        folder = tmp_path / f"{abs(hash(text))}"
        folder.mkdir()
        (folder / "report.txt").write_text(f"---\ndate: 2022-09-01\nlang: en\n---\n{text}\n", encoding="utf-8")
        add_reports(sqlite_workspace, [folder], jobs=1)

    return added


def changes(workspace: Workspace, since: str) -> Changes:
    """Return what changed since a moment, by all that is known on the day of the tests."""
    return changes_since(workspace, since, AS_OF)


def test_a_case_says_what_reads_otherwise_since_a_report(sqlite_workspace: Workspace, add: Adding) -> None:
    """A second report changes the sentence and opens a conflict; what was before the moment is no change."""
    beginning = now()
    add(FIRST)
    between = now()
    add(SECOND)
    whole, later = changes(sqlite_workspace, beginning), changes(sqlite_workspace, between)
    assert [len(one.documents) for one in (whole, later)] == [2, 1]
    assert [one.is_new for one in whole.cases] == [True]
    assert [one.is_new for one in later.cases] == [False]
    differences = {what: (before, after) for what, before, after in later.cases[0].differences}
    assert differences["open conflicts"][0] == "0"
    assert differences["sentences"][0] == "9 years"
    assert "10 years" in differences["sentences"][1]
    assert changes(sqlite_workspace, now()).documents == ()


def test_a_ruling_is_an_act_and_looking_is_none(sqlite_workspace: Workspace, add: Adding) -> None:
    """Who ruled on a conflict stands among the acts with the person it is about; reading the case does not."""
    add(FIRST)
    add(SECOND)
    since = now()
    case = case_book(sqlite_workspace, AS_OF).cases[0]
    conflict = next(one for one in case.conflicts if one.slot == "term of sentence")
    rule_conflict(sqlite_workspace, conflict.id, "P9Y")
    acts = changes(sqlite_workspace, since).acts
    assert [one.entry.what for one in acts] == ["conflict ruled"]
    assert acts[0].person is not None
    assert acts[0].person.id == case.id


def test_what_is_hidden_changes_nothing_for_who_may_not_know(sqlite_workspace: Workspace, add: Adding) -> None:
    """Of a hidden report neither the report, nor its case, nor a ruling on it is among the changes."""
    since = now()
    add(FIRST)
    add(SECOND)
    conflict = case_book(sqlite_workspace, AS_OF).cases[0].conflicts[0]
    rule_conflict(sqlite_workspace, conflict.id, None)
    hidden = frozenset(one.id for one in sqlite_workspace.store.kept_documents())
    found = changes_since(Workspace(sqlite_workspace.folder, sqlite_workspace.store.without(hidden)), since, AS_OF)
    assert (found.documents, found.acts, found.cases) == ((), (), ())
