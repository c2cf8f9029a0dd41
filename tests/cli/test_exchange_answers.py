"""`homeward exchange`: the keys of the answer, the exit status, and what each option adds."""

import json
from pathlib import Path
from typing import Any

import pytest
from homeward_command import Command

NONE = """\
participants: {US: {name: Upland}, RU: {name: Rushmoor}}
people:
  ada: {name: Ada Lind, held_by: US, home: RU}
  bo: {name: Bo Holm, held_by: RU, home: US}
terms:
  funds: {options: [frozen, released]}
positions:
  - {id: us-wants, of: US, wants: {bo: 5}}
  - {id: us-gives, of: US, gives: {ada: 2}}
  - {id: us-terms, of: US, terms: {funds: {released: -1}}}
  - {id: ru-wants, of: RU, wants: {ada: 9}}
  - {id: ru-gives, of: RU, gives: {bo: 1}}
  - {id: ru-terms, of: RU, terms: {funds: {released: 4}}}
  - {id: ru-all, of: RU, insists: [ada], yields: 2}
  - {id: us-not-ada, of: US, refuses: [ada], yields: 3}
"""
LINES = NONE.count("\n")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file without an exchange unless a line is given up."""
    path = tmp_path / "none.yaml"
    path.write_text(NONE, encoding="utf-8")
    return path


def answer(run: Command, file: Path, *options: str) -> dict[str, Any]:
    """Return what `homeward exchange --json` says."""
    done = run("exchange", file, "--json", *options)
    assert done.returncode == 0, done.stderr
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def test_none_comes_with_a_clash_and_compromises(run: Command, file: Path) -> None:
    """The two lines clash; the cheaper comes first, each with what it opens, in the words of the contract."""
    said = answer(run, file)
    assert (said["status"], said["best"], said["points"]) == ("none", None, {})
    assert said["clash"] == ["ru-all", "us-not-ada"]
    costs = [(one["give_up"], one["cost"]) for one in said["compromises"]]
    assert costs == [(["ru-all"], 2), (["us-not-ada"], 3)]
    assert said["compromises"][0]["opens"]["terms"] == {"funds": "released"}
    opens = said["compromises"][1]["opens"]
    assert opens["people_home"] == 2
    assert opens["surplus"] == {"US": 3, "RU": 8}
    assert opens["terms"] == {"funds": "frozen"}
    assert {"bound", "optimal", "checked_by"} <= said["proof"].keys()
    assert " and " in said["proof"]["checked_by"]


def test_possible_has_best_points_frontier_and_rounds(run: Command, file: Path) -> None:
    """With the line left out, every key that was asked for is there."""
    said = answer(run, file, "--without", "us-not-ada", "--frontier", "--rounds", "3")
    assert said["status"] == "possible"
    assert said["proof"]["optimal"] is True
    assert said["proof"]["bound"] == said["best"]["people_home"] == 2
    assert {"most_home", "leximin", "nash", "total"} <= said["points"].keys()
    release = said["best"]["releases"][0]
    assert (release["person"], release["from"], release["to"], release["count"]) == ("ada", "US", "RU", 1)
    assert [one["surplus"] for one in said["frontier"]] == [{"US": 2, "RU": 12}, {"US": 3, "RU": 8}]
    assert said["handover"]


def test_frontier_only_where_asked(run: Command, file: Path) -> None:
    """What was not asked for is left out."""
    assert "frontier" not in answer(run, file, "--without", "us-not-ada")
    assert len(answer(run, file, "--compromises", "0")["compromises"]) == 0


def test_withstanding_a_loss_is_asked_for(run: Command, file: Path) -> None:
    """With one release fallen through the side that insists would not accept: nothing withstands that."""
    assert answer(run, file, "--without", "us-not-ada", "--withstand", "1")["status"] == "none"


def test_the_same_question_gets_the_same_bytes(run: Command, file: Path) -> None:
    """Twice asked, twice the same."""
    assert run("exchange", file, "--json").stdout == run("exchange", file, "--json").stdout


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{id: wrong, of: US, refuses: [cy]}", "cy"),
        ("{id: wrong, of: XX, refuses: [bo]}", "XX"),
        ("{id: wrong, of: US, gives: {bo: 1}}", "does not hold"),
        ("{id: wrong, of: US, at_most: {count: -1}}", "count"),
    ],
)
def test_a_file_without_sense_ends_with_status_two(run: Command, file: Path, line: str, told: str) -> None:
    """Nothing is half answered: the line's id, the file's line, what is wrong, and no answer at all."""
    file.write_text(f"{NONE}  - {line}\n", encoding="utf-8")
    done = run("exchange", file, "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert f"line {LINES + 1}: wrong" in done.stderr
    assert told in done.stderr


def test_an_unknown_line_left_out_is_refused(run: Command, file: Path) -> None:
    """`--without` names a line of the file."""
    done = run("exchange", file, "--without", "nothing-such")
    assert (done.returncode, done.stdout) == (2, "")
    assert "nothing-such" in done.stderr


def test_text_says_why_and_what_would_do(run: Command, file: Path) -> None:
    """The readable answer names the clash and the compromise."""
    said = run("exchange", file).stdout
    assert "No exchange is acceptable" in said
    assert "us-not-ada" in said
    assert "Ada Lind" in said
