"""Where data lies, who may see it, and how it goes away."""

import json
import sqlite3
import stat
import sys
from contextlib import closing
from pathlib import Path

import pytest
from homeward_command import EXAMPLES, Command


def test_the_option_stands_before_or_after_the_command(run: Command, examples: Path) -> None:
    """--workspace means the same in both places, and as the environment variable."""
    after = run("documents", "--workspace", examples).stdout
    assert run("--workspace", examples, "documents").stdout == after
    assert run("documents", HOMEWARD_WORKSPACE=str(examples)).stdout == after
    assert "17 documents." in after


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX permissions")
def test_a_new_workspace_is_its_owners_alone(run: Command, tmp_path: Path) -> None:
    """The folder is made with mode 0700."""
    assert run("documents", "--workspace", tmp_path / "new").returncode == 0
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700


def test_a_workspace_that_is_a_file_is_a_sentence(run: Command, tmp_path: Path) -> None:
    """Status 1, and what to do."""
    (tmp_path / "file").write_text("x")
    done = run("cases", "--workspace", tmp_path / "file")
    assert done.returncode == 1 and "--workspace" in done.stderr and "Traceback" not in done.stderr


def test_an_empty_workspace_says_what_to_type(run: Command, tmp_path: Path) -> None:
    """The first look at nothing leads to `homeward read`."""
    for command in ("cases", "documents"):
        done = run(command, "--workspace", tmp_path / "new")
        assert done.returncode == 0 and "homeward read" in done.stdout


def test_the_doctor_names_programs_and_workspace(run: Command, examples: Path) -> None:
    """What is installed and where the data lies is said, one thing a line."""
    done = run("doctor", "--workspace", examples, COLUMNS="200")
    assert done.returncode == 0, done.stdout
    assert str(examples) in done.stdout and "17 documents" in done.stdout and "Python" in done.stdout


def test_nothing_is_forgotten_unasked(run: Command, examples: Path) -> None:
    """With nobody to ask, forget deletes nothing and says how to go on."""
    done = run("forget", "--everything", "--workspace", examples)
    assert done.returncode == 1 and "--yes" in done.stderr
    assert "17 documents." in run("documents", "--workspace", examples).stdout


def test_a_document_is_forgotten(run: Command, examples: Path) -> None:
    """The document, its words and its claims are gone, the others stay."""
    name = "2019-05-04-quay-street-journal-ferry-swap.txt"
    assert run("forget", name, "--yes", "--workspace", examples).returncode == 0
    assert "16 documents." in run("documents", "--workspace", examples).stdout
    assert run("search", "rowing", "--workspace", examples).returncode == 1


def test_everything_is_forgotten(run: Command, examples: Path) -> None:
    """No document, case or word is left, in the folder's files either."""
    assert run("forget", "--everything", "--yes", "--workspace", examples).returncode == 0
    assert "No document" in run("documents", "--workspace", examples).stdout
    assert "no case" in run("cases", "--workspace", examples).stdout
    left = b"".join(path.read_bytes() for path in examples.rglob("*") if path.is_file())
    assert b"Gershkovich" not in left


def test_forget_wants_one_document_or_everything(run: Command, examples: Path) -> None:
    """Neither, or both, is wrong use."""
    assert run("forget", "--workspace", examples).returncode == 2
    assert run("forget", "x", "--everything", "--yes", "--workspace", examples).returncode == 2


def test_a_ruling_wins_and_is_taken_back_exactly(run: Command, examples: Path) -> None:
    """Two people ruled one share an id; after unmatch the list of people is as it was."""

    def people() -> str:
        return run("people", "--csv", "--workspace", examples).stdout

    def ids_of_the_two() -> set[str]:
        return {row.rsplit(",", 1)[1] for row in people().splitlines() if "Griner" in row or "Kurmasheva" in row}

    def member(name: str) -> str:
        case = json.loads(run("case", name, "--json", "--workspace", examples).stdout)
        return f"{case['person']['members'][0]['document_id']}:{case['person']['members'][0]['name']}"

    before, first, second = people(), member("Brittney Griner"), member("Alsu Kurmasheva")
    assert len(ids_of_the_two()) == 2
    done = run("match", "same", first, second, "--note", "a test", "--workspace", examples)
    assert done.returncode == 0, done.stderr
    assert len(ids_of_the_two()) == 1
    assert "a test" in run("matches", "--workspace", examples, COLUMNS="200").stdout
    undone = run("unmatch", first, second, "--workspace", examples)
    assert undone.returncode == 0, undone.stderr
    assert people() == before
    assert "taken back" in run("matches", "--workspace", examples, COLUMNS="200").stdout


def test_a_conflict_is_ruled_and_opened_again(run: Command, examples: Path) -> None:
    """The value is given in the words of the case file; the ruling stands in the heading until it is taken back."""

    def heading() -> str:
        text = run("case", "Trevor Reed", "--workspace", examples, COLUMNS="300").stdout
        return next(line for line in text.splitlines() if line.startswith("Conflict: term of sentence"))

    conflict = heading().rsplit(" ", 1)[1]
    done = run("rule", conflict, "9 Years", "--note", "the court's own paper", "--workspace", examples)
    assert done.returncode == 0, done.stderr
    assert "ruled 9 years by" in heading() and "the court's own paper" in heading()
    assert run("rule", conflict, "--unsure", "--workspace", examples).returncode == 0
    assert "ruled that it cannot be told" in heading()
    assert "ruled 9 years" in run("rule", conflict, "--open", "--workspace", examples).stdout
    assert run("rule", conflict, "--open", "--workspace", examples).returncode == 0
    assert "open)" in heading()
    never = run("rule", conflict, "--open", "--workspace", examples)
    assert never.returncode == 1 and "no ruling to take back" in never.stderr
    wrong = run("rule", conflict, "7 years", "--workspace", examples)
    assert wrong.returncode == 1 and "P9Y" in wrong.stderr
    assert run("rule", "ffff", "--unsure", "--workspace", examples).returncode == 1
    assert run("rule", conflict, "9 years", "--open", "--workspace", examples).returncode == 2


def test_the_record_is_shown_and_a_change_to_it_found(run: Command, examples: Path) -> None:
    """Each look leaves an entry, by id; an entry changed behind Homeward's back ends `audit` with status 1."""
    person = json.loads(run("case", "Trevor Reed", "--json", "--workspace", examples).stdout)["person"]["id"]
    run("cases", "--workspace", examples)
    shown = run("audit", "--workspace", examples, COLUMNS="200")
    assert shown.returncode == 0 and "stands as it was written" in shown.stdout
    assert "cases listed" in shown.stdout and "Reed" not in shown.stdout
    looks = run("audit", "--on", person[:6], "--workspace", examples).stdout.count("case read")
    run("case", person, "--workspace", examples)
    assert run("audit", "--on", person[:6], "--workspace", examples).stdout.count("case read") == looks + 1 > 1
    for before in (("--workspace", examples, "audit"), ("audit", "--workspace", examples)):
        stands = run(*before, "verify")
        assert stands.returncode == 0 and stands.stdout.endswith("entries. The record stands as it was written.\n")
    assert run("audit", "--on", person[:6], "verify", "--workspace", examples).returncode == 2
    assert run("audit", "--verify", "--workspace", examples).returncode == 2
    noted = run("audit", "head", "--workspace", examples).stdout.split()[0]
    run("cases", "--workspace", examples)
    assert run("audit", "verify", "--head", noted, "--workspace", examples).returncode == 0
    other = run("audit", "verify", "--head", "0" * 63 + "1", "--workspace", examples)
    assert other.returncode == 1 and "No audit entry has the hash that was noted" in other.stderr
    assert run("audit", "verify", "--head", "163", "--workspace", examples).returncode == 2
    assert run("audit", "head", "--anew", "--workspace", examples).returncode == 1
    (examples / "audit-head").unlink()
    lost = run("audit", "verify", "--workspace", examples)
    assert lost.returncode == 1 and "is missing" in lost.stderr and "homeward audit head --anew" in lost.stderr
    assert run("audit", "head", "--anew", "--workspace", examples).returncode == 0
    assert run("audit", "verify", "--workspace", examples).returncode == 0
    with closing(sqlite3.connect(examples / "homeward.sqlite3")) as database, database:
        for (trigger,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f'DROP TRIGGER "{trigger}"')
        database.execute("UPDATE audit_entry SET what = 'nothing' WHERE what = 'case read'")
    broken = run("audit", "verify", "--workspace", examples)
    assert broken.returncode == 1 and "was changed after it was made" in broken.stderr
    assert "number" not in broken.stdout
    assert run("--workspace", examples, "audit").returncode == 1


def test_output_that_is_piped_is_utf_8_in_any_locale(start: Command, examples: Path) -> None:
    """A report in Russian is printed whole where the locale has no letters for it."""
    done = start("search", "Бут", "--workspace", examples, PYTHONIOENCODING="ascii", LC_ALL="C")
    assert done.returncode == 0, done.stderr
    assert "[[Бут]]" in done.stdout


def test_the_examples_are_where_the_tests_think() -> None:
    """At least twelve reports, two of them Russian, in six formats."""
    names = [path.name for path in EXAMPLES.iterdir()]
    assert len(names) >= 12
    assert {Path(name).suffix for name in names} == {".txt", ".html", ".pdf", ".docx", ".eml"}
    assert sum("vechernyaya" in name for name in names) == 2
