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


CLAIM = "4f1d2c3b5a69788796a5b4c3d2e1f00112233445"


@pytest.mark.parametrize("named", [CLAIM, CLAIM[:8], "us-not-ada"])
def test_a_line_is_left_out_by_its_claim_too(run: Command, file: Path, named: str) -> None:
    """By the claim under `source`, in full or by the digits that lists show, and by its id."""
    text = NONE.replace("refuses: [ada], yields: 3", f"refuses: [ada], yields: 3, source: {{claim: {CLAIM}}}")
    file.write_text(text, encoding="utf-8")
    assert answer(run, file, "--without", named)["status"] == "possible"
    done = run("exchange", file, "--without", CLAIM[:7])
    assert done.returncode == 2
    assert "line 1" not in done.stderr
    assert done.stderr.index("us-wants") < done.stderr.index("ru-terms") < done.stderr.index("us-not-ada")


def test_without_an_exchange_frontier_and_hand_over_are_said_to_be_none(run: Command, file: Path) -> None:
    """Both were asked for: the JSON has them, empty, and the text says why."""
    said = answer(run, file, "--frontier", "--rounds", "3")
    assert (said["frontier"], said["handover"]) == ([], [])
    told = " ".join(run("exchange", file, "--frontier", "--rounds", "3").stdout.split())
    assert "No frontier: there is no such exchange." in told
    assert "No hand-over: there is no such exchange. Leave out the lines of a compromise" in told
    assert "No frontier" not in run("exchange", file).stdout


def test_text_tells_what_withstands_nothing_from_what_nobody_accepts(run: Command, file: Path) -> None:
    """Where some exchange is acceptable while nothing falls through, no line is blamed; else the compromises say so."""
    told = " ".join(run("exchange", file, "--without", "us-not-ada", "--withstand", "1").stdout.split())
    assert "No exchange stays acceptable to every side if any 1 release falls through." in told
    assert "No exchange is acceptable" not in told and "to blame" not in told and "could yield" not in told
    told = " ".join(run("exchange", file, "--withstand", "1").stdout.split())
    assert "No exchange is acceptable to every side." in told
    assert "What these open need not withstand a release that falls through." in told


def test_nothing_is_said_of_compromises_that_were_not_asked_for(run: Command, file: Path) -> None:
    """With `--compromises 0` it is not said that there are none."""
    assert "could yield" not in run("exchange", file, "--compromises", "0").stdout
    file.write_text(NONE.replace(", yields: 2", "").replace(", yields: 3", ""), encoding="utf-8")
    assert "No line that could yield would open one." in run("exchange", file).stdout


def test_a_file_without_people_is_agreed_without_them(run: Command, file: Path) -> None:
    """Nobody goes home, since there is nobody: the text does not count them, and there is no hand-over."""
    file.write_text(
        "participants: {A: {}, B: {}}\nterms: {price: {options: [0, 1, 2]}}\npositions:\n"
        "  - {id: a, of: A, terms: {price: {1: 3, 2: 5}}}\n  - {id: b, of: B, terms: {price: {1: 2, 2: 1}}}\n",
        encoding="utf-8",
    )
    told = run("exchange", file, "--rounds", "2").stdout
    assert "An exchange that every side accepts: agreed without people." in told
    assert "go home" not in told
    assert "No hand-over: nobody is handed over." in told


def test_text_says_why_and_what_would_do(run: Command, file: Path) -> None:
    """The readable answer names the clash and the compromise."""
    said = run("exchange", file).stdout
    assert "No exchange is acceptable" in said
    assert "us-not-ada" in said
    assert "Ada Lind" in said
