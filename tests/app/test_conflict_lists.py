"""The list of conflicts, ordered and paged by the database, is the one that every case would give."""

from dataclasses import replace
from datetime import date

from hand_made_reports import a_report
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from homeward.app.list_conflicts import list_conflicts
from homeward.app.review_conflicts import reopen_conflict, rule_conflict
from homeward.app.update_cases import case_book
from homeward.app.wiring import Workspace

DAYS = (date(2014, 1, 1), date(2030, 1, 1))
NAMES = ("Lena Orlova", "Karl Weiss", "Ivan Brandwein", "Zoe Marsh")
KINDS = ("person", "person", "sentence", "arrest", "conviction")
LINES = st.lists(
    st.tuples(st.sampled_from(KINDS), st.sampled_from(NAMES), st.sampled_from(["SE", "NO", "RU"])),
    min_size=2,
    max_size=6,
)
REPORTS = st.lists(st.tuples(st.sampled_from([None, "2013-05-01", "2015", "2017"]), LINES), min_size=2, max_size=3)


def check(workspace: Workspace) -> int:
    """Hold the lists, all at once and by pages, against every case of each day; return how many conflicts there are."""
    number = 0
    for as_of in DAYS:
        cases = case_book(workspace, as_of).cases
        for with_ruled in (False, True):
            expected = [
                (case.id, case.person.name, one)
                for case in cases
                for one in case.conflicts
                if with_ruled or one.ruling is None
            ]
            found = list_conflicts(workspace, as_of, with_ruled=with_ruled)
            assert [(one.person_id, one.name, one.conflict) for one in found] == expected
            assert [one.conflict for at in range(0, len(found), 2) for one in found[at : at + 2]] == [
                one for _, _, one in expected
            ]
            assert len(found) == len(expected)
            number += len(expected)
    return number


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(reports=REPORTS, ruled=st.sets(st.integers(0, 5)))
def test_lists_are_those_of_every_case(
    workspace: Workspace, reports: list[tuple[str | None, list[tuple[str, str, str]]]], ruled: set[int]
) -> None:
    """On any day, ruled on or not, for whoever may know of all and those from whom any of the documents is hidden."""
    workspace.store.forget_everything()
    kept = [a_report(number, *one) for number, one in enumerate(reports)]
    workspace.store.save_together([(document, document.text.encode(), reading) for document, reading in kept])
    views = [workspace]
    views += [replace(workspace, store=workspace.store.without(frozenset({document.id}))) for document, _ in kept]
    for one in views:
        check(one)
    for place, found in enumerate(list_conflicts(views[-1], DAYS[-1])):
        if place in ruled:
            rule_conflict(views[-1], found.conflict.id, found.conflict.sides[0].value)
    for one in views:
        check(one)


def test_rulings_are_seen_at_once(workspace: Workspace) -> None:
    """A conflict that is ruled on waits no more, and waits again when that is taken back, whoever looks."""
    said = [[("person", "Lena Orlova", state)] for state in ("SE", "NO", "RU")]
    kept = [a_report(number, "2013-05-01", lines) for number, lines in enumerate(said)]
    kept.append(a_report(9, "2013-05-01", [("arrest", "Lena Orlova", "BY")]))
    workspace.store.save_together([(document, document.text.encode(), reading) for document, reading in kept])
    hidden = frozenset({kept[2][0].id})
    for seen in (workspace, replace(workspace, store=workspace.store.without(hidden))):
        [waiting] = list_conflicts(seen, DAYS[-1])
        assert len(waiting.conflict.sides) == (2 if seen.store.hidden else 3)
        rule_conflict(seen, waiting.conflict.id, "SE")
        assert list(list_conflicts(seen, DAYS[-1])) == []
        assert len(list_conflicts(seen, DAYS[-1], with_ruled=True)) == 1
        reopen_conflict(seen, waiting.conflict.id)
        assert [one.conflict for one in list_conflicts(seen, DAYS[-1])] == [waiting.conflict]
        assert check(seen)
