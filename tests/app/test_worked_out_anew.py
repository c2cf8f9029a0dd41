"""What an earlier version worked out is worked out anew by this one, whose rules are others."""

from datetime import date

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from invented_reports import keep_invented_reports

from homeward.app.case_lists import search_cases
from homeward.app.find_cases import Wanted
from homeward.app.wiring import Workspace
from homeward.storage.people.models import CaseRow

LATE = date(2030, 1, 1)


def test_the_list_of_cases_is_worked_out_anew(sqlite_workspace: Workspace) -> None:
    """Kept by the version before and brought to this one, every case of the list follows from what is kept again."""
    keep_invented_reports(sqlite_workspace)
    names = [row.case.name for row in search_cases(sqlite_workspace, Wanted(), LATE).rows]
    before = sorted(CaseRow.objects.values_list("standing", "worked_out_from"))
    assert before
    MigrationExecutor(connection).migrate([("people", "0004_work_out_anew")])
    CaseRow.objects.update(standing="died")
    MigrationExecutor(connection).migrate([("people", "0005_copies_move_nothing")])
    assert not sqlite_workspace.store.who_is_who.everything_is_current()
    assert [row.case.name for row in search_cases(sqlite_workspace, Wanted(), LATE).rows] == names
    assert sorted(CaseRow.objects.values_list("standing", "worked_out_from")) == before
