"""Ways home out of case files and of files written by hand, asked for as a user does."""

from datetime import date
from pathlib import Path

import pytest
from invented_reports import keep_invented_reports

from homeward.app.assess_routes import LARGEST_FILE, assess, facts_in_case, facts_in_file, sentence
from homeward.app.audit import list_audit
from homeward.app.show_cases import show_case
from homeward.app.wiring import Workspace
from homeward.basics.errors import CaseIncomplete, CaseRefused, UnknownName
from homeward.cases.model import Standing

TODAY = date(2024, 1, 1)


@pytest.fixture
def case_file(tmp_path: Path) -> Path:
    """A case written by hand."""
    path = tmp_path / "alva.yaml"
    path.write_text(
        "person: Alva Quillfeather\nnationalities: [RU]\nheld_by: US\nheld_under: US\nstage: final\n"
        "sentences: [{term: P10Y, runs_from: 2019-05-04}]\n"
    )
    return path


def test_a_case_file_is_assessed_and_the_look_recorded(workspace: Workspace, tmp_path: Path) -> None:
    """The facts are those of the case file; the audit has the person's id, never the name.

    These reports name no State that is one, so who holds the person has to be entered.
    """
    keep_invented_reports(workspace)
    with pytest.raises(CaseIncomplete, match="No report says which State holds"):
        facts_in_case(workspace, "Alva", TODAY, as_of=TODAY)
    (tmp_path / "more.yaml").write_text("held_by: DE")
    more = tmp_path / "more.yaml"
    found = facts_in_case(workspace, "Quillfeather, Alva", date(2023, 1, 1), as_of=TODAY, entries=more)
    case = show_case(workspace, "Alva Quillfeather", TODAY)
    assert found.facts.person == case.person.name and found.facts.sentences
    assert found.status is not None and found.status.standing in tuple(Standing)
    entries = [entry for entry in list_audit(workspace, case.id) if entry.what == "case read"]
    assert len(entries) == 3 and not any("Alva" in entry.what + entry.on for entry in entries)


def test_what_is_unknown_to_the_case_file_can_be_entered(workspace: Workspace, tmp_path: Path) -> None:
    """A file laid over the case file wins where it says something."""
    keep_invented_reports(workspace)
    (tmp_path / "more.yaml").write_text("held_by: DE\nnationalities: [RU]")
    found = facts_in_case(workspace, "Alva", TODAY, as_of=TODAY, entries=tmp_path / "more.yaml")
    assert (found.facts.held_by, found.facts.nationalities) == ("DE", ("RU",))
    assert {route.from_ for route in assess(found).routes} == {"DE"}


def test_a_file_needs_no_workspace(case_file: Path) -> None:
    """A case written by hand is assessed as it stands, with the sentence and the last day for a request."""
    found = assess(facts_in_file(case_file, TODAY))
    assert found.person == "Alva Quillfeather" and found.routes and found.sentence is not None
    assert str(found.sentence.nominal_end) == "2029-05-03"
    assert sentence(facts_in_file(case_file, TODAY)) == found.sentence
    assert found.sentence.last_day_for_request["coe-ets-112"].to_day < date(2029, 5, 3)


def test_the_same_file_gives_the_same_answer(case_file: Path) -> None:
    """Nothing but the file and the day decides."""
    assert assess(facts_in_file(case_file, TODAY)) == assess(facts_in_file(case_file, TODAY))


def test_a_file_that_cannot_be_read_gets_a_sentence(tmp_path: Path) -> None:
    """Missing, a folder, too large, not UTF-8: each says so."""
    with pytest.raises(UnknownName, match="There is no file"):
        facts_in_file(tmp_path / "none.yaml", TODAY)
    with pytest.raises(UnknownName, match="cannot be read"):
        facts_in_file(tmp_path, TODAY)
    (tmp_path / "large.yaml").write_bytes(b"#" * (LARGEST_FILE + 1))
    with pytest.raises(CaseRefused, match="larger"):
        facts_in_file(tmp_path / "large.yaml", TODAY)
    (tmp_path / "latin.yaml").write_bytes("person: A\nhealth: früh".encode("latin-1"))
    with pytest.raises(CaseRefused, match="line 2: the text is not UTF-8"):
        facts_in_file(tmp_path / "latin.yaml", TODAY)


def test_a_file_may_begin_with_a_mark(case_file: Path) -> None:
    """What some editors put before the text is no part of it."""
    case_file.write_bytes(b"\xef\xbb\xbf" + case_file.read_bytes())
    assert facts_in_file(case_file, TODAY).facts.person == "Alva Quillfeather"
