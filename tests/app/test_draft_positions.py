"""Positions files drafted from the cases of a workspace, or a sentence where there is nothing to draft."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hand_made_reports import a_report as by_hand
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invented_reports import a_claim, a_person, a_report, keep, said

from homeward.app.audit import list_audit
from homeward.app.draft_positions import draft_from_cases
from homeward.app.update_cases import case_book
from homeward.app.wiring import Workspace
from homeward.basics.errors import CaseIncomplete, UnknownName
from homeward.claims.alignment import Said
from homeward.exchanges.draft_files import draft_as_yaml
from homeward.exchanges.drafts import draft_positions
from homeward.exchanges.model import Refuses, Wants
from homeward.exchanges.position_files import read_positions

HELD = (
    "Norway arrested Alva Quillfeather, a Swede, on 4 May 2019. Sweden wants Quillfeather back. "
    "Norway will not free Quillfeather."
)
FREED = "Norway released Alva Quillfeather on 1 June 2021. Bruno Dale, arrested in 2020, says nothing."
WHILE_HELD, AFTER = date(2020, 1, 1), date(2022, 1, 1)
ALVA = "Alva Quillfeather"


@pytest.fixture
def reports(workspace: Workspace) -> Workspace:
    """A workspace in which Alva is held by Norway, wanted by Sweden, and set free two years later."""
    held = a_report("held.txt", HELD, "2019-05-05", "The Strelsau Post")
    norway, sweden = said(held, "NO", "Norway"), said(held, "SE", "Sweden")
    day = said(held, "2019-05-04", "4 May 2019")
    keep(
        workspace,
        held,
        [
            a_claim(held, "arrest", "Norway arrested Alva Quillfeather", ALVA, day, state=norway),
            a_claim(held, "person", "Alva Quillfeather, a Swede", ALVA, nationality=said(held, "SE", "Swede")),
            a_claim(held, "position", "Sweden wants Quillfeather back", ALVA, state=sweden, stance=Said("demands")),
            a_claim(held, "position", "Norway will not free Quillfeather", ALVA, state=norway, stance=Said("refuses")),
        ],
        [a_person(held, ALVA, held=True)],
    )
    freed = a_report("freed.txt", FREED, "2021-06-02", "Hentzau Wire")
    day = said(freed, "2021-06-01", "1 June 2021")
    keep(
        workspace,
        freed,
        [
            a_claim(freed, "release", "released Alva Quillfeather", ALVA, day, state=said(freed, "NO", "Norway")),
            a_claim(freed, "arrest", "Bruno Dale, arrested in 2020", "Bruno Dale", said(freed, "2020")),
        ],
        [a_person(freed, ALVA, held=True), a_person(freed, "Bruno Dale", held=True)],
    )
    return workspace


def test_a_draft_says_what_was_reported_up_to_the_day(reports: Workspace) -> None:
    """Holder, home, the demand and the refusal, each with its claim, in a file that reads back; the audit says so."""
    draft = draft_from_cases(reports, [ALVA], [], WHILE_HELD)
    (group,) = draft.positions.people
    assert (group.name, group.held_by, group.home) == (ALVA, "NO", "SE")
    assert [one.line for one in draft.positions.positions] == [
        Refuses(("quillfeather",)),
        Wants({"quillfeather": 1}),
    ]
    read = read_positions(draft_as_yaml(draft))
    assert [one.source["quote"] for one in read.positions] == [
        "Norway will not free Quillfeather",
        "Sweden wants Quillfeather back",
    ]
    assert list_audit(reports)[-1].what == "positions drafted"
    between = draft_from_cases(reports, [], ["SE", "NO"], WHILE_HELD)
    assert between.positions.people == draft.positions.people


@pytest.mark.parametrize(
    ("names", "participants", "on", "why"),
    [
        ([ALVA], [], AFTER, r"Alva Quillfeather is released since 2021-06-01"),
        (["Bruno Dale"], [], AFTER, r"Bruno Dale is held on .*, and no report says by whom"),
        ([], ["NO", "SE"], AFTER, r"nobody is held between Norway and Sweden"),
        ([], ["NO", "DK"], WHILE_HELD, r"Alva Quillfeather is left out: Sweden is no participant"),
    ],
)
def test_where_there_is_nothing_to_draft_a_sentence_says_why(
    reports: Workspace, names: list[str], participants: list[str], on: date, why: str
) -> None:
    """Somebody free, held by nobody knows whom, or nobody between these States: no draft, and no entry in the audit."""
    with pytest.raises(CaseIncomplete, match=why):
        draft_from_cases(reports, names, participants, on)
    assert not [one for one in list_audit(reports) if one.what == "positions drafted"]


def test_between_named_states_whoever_has_no_home_told_stands_behind_a_sign(workspace: Workspace) -> None:
    """No report gives a nationality: between participants the person waits to be settled."""
    held = a_report("held.txt", "Norway arrested Gerd Lind on 4 May 2019.", "2019-05-05", "The Strelsau Post")
    norway, day = said(held, "NO", "Norway"), said(held, "2019-05-04", "4 May 2019")
    keep(
        workspace,
        held,
        [a_claim(held, "arrest", "Norway arrested Gerd Lind", "Gerd Lind", day, state=norway)],
        [a_person(held, "Gerd Lind", held=True)],
    )
    with pytest.raises(CaseIncomplete, match="no report gives a nationality") as refused:
        draft_from_cases(workspace, ["Gerd Lind"], [], WHILE_HELD)
    assert "--participants NO STATE" in refused.value.in_terminal
    text = draft_as_yaml(draft_from_cases(workspace, ["Gerd Lind"], ["NO", "SE"], WHILE_HELD))
    assert '  # lind: {name: "Gerd Lind", held_by: "NO", home: STATE}' in text
    assert [one.id for one in read_positions(text).participants] == ["NO", "SE"]
    settled = text.replace(
        '  # lind: {name: "Gerd Lind", held_by: "NO", home: STATE}', "  lind: {held_by: NO, home: SE}"
    )
    assert [one.home for one in read_positions(settled).people] == ["SE"]
    assert list_audit(workspace)[-1].what == "positions drafted"


LINES = st.lists(
    st.tuples(
        st.sampled_from(["arrest", "person", "person", "release"]),
        st.sampled_from(["Lena Orlova", "Karl Weiss", "Ivan Brandwein", "Zoe Marsh"]),
        st.sampled_from(["SE", "NO", "RU"]),
    ),
    min_size=3,
    max_size=8,
)


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(reports=st.lists(st.tuples(st.sampled_from(["2013-05-01", "2016"]), LINES), min_size=1, max_size=3))
def test_a_draft_is_the_one_that_every_case_would_give(
    workspace: Workspace, reports: list[tuple[str, list[tuple[str, str, str]]]]
) -> None:
    """Of somebody, of all between two States, of all: the people of no others matter, nor what is hidden."""
    workspace.store.forget_everything()
    kept = [by_hand(number, *one) for number, one in enumerate(reports)]
    workspace.store.save_together([(document, document.text.encode(), reading) for document, reading in kept])
    hiding = replace(workspace, store=workspace.store.without(frozenset({kept[0][0].id})))
    for seen, on in product((workspace, hiding), (date(2014, 1, 1), date(2030, 1, 1))):
        book = case_book(seen, on)
        held = [case for case in book.cases if case.status.standing == "held" and case.status.holder]
        asked: list[tuple[list[str], list[str]]] = [([], []), ([], ["SE", "NO"])]
        asked += [([case.id], sides) for case in held for sides in ([], ["RU", "SE"])]
        for names, sides in asked:
            expected = draft_positions(book, names, sides)
            if expected.positions.people or (sides and expected.unsettled):
                assert draft_from_cases(seen, names, sides, on) == expected
            else:
                with pytest.raises(CaseIncomplete):
                    draft_from_cases(seen, names, sides, on)


def test_an_unknown_name_is_refused(reports: Workspace) -> None:
    """Nobody is drafted whom the reports do not know."""
    with pytest.raises(UnknownName, match="Nobody called"):
        draft_from_cases(reports, ["Otto Brandwein"], [], WHILE_HELD)
