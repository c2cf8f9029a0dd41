"""`homeward read` and `homeward claims`, on the examples."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from homeward_command import EXAMPLES, Command

ONE_REPORT = EXAMPLES / "2008-03-07-harbour-courier-bout-arrested.txt"


def test_the_summary_says_what_was_read_and_what_was_not(examples_read: tuple[Path, str]) -> None:
    """The summary counts documents and claims by kind, and names the documents no reader could read."""
    _, said = examples_read
    assert "17 new documents, 0 unchanged, 0 refused." in said
    assert "new claims: " in said and "arrest " in said
    assert "2022-12-09-vechernyaya-pristan-bout.html: kept and searchable, not read" in said
    assert "2022-04-27-vechernyaya-pristan-yaroshenko.txt: kept and searchable, not read" in said


def test_reading_twice_changes_nothing(run: Command, examples: Path) -> None:
    """The second run finds every file unchanged and doubles nothing."""
    before = run("cases", "--json", "--as-of", "2025-01-01", "--workspace", examples).stdout
    again = run("read", "--jobs", "1", EXAMPLES, "--workspace", examples)
    assert "0 new documents, 17 unchanged, 0 refused." in again.stdout
    assert run("cases", "--json", "--as-of", "2025-01-01", "--workspace", examples).stdout == before


def test_a_bad_file_is_refused_and_the_others_are_read(run: Command, tmp_path: Path) -> None:
    """Refusals go to standard error, a sentence each; the others, those in archives too, are read."""
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "empty.txt").write_bytes(b"")
    (reports / "broken.pdf").write_bytes(b"%PDF-1.4 and then nothing")
    with zipfile.ZipFile(reports / "more.zip", "w") as archive:
        archive.write(ONE_REPORT, "inside/one.txt")
    done = run("read", "--jobs", "1", reports, tmp_path / "nowhere.txt", "--workspace", tmp_path / "ws")
    assert done.returncode == 3
    assert "1 new document, 0 unchanged, 3 refused." in done.stdout and "refused: " not in done.stdout
    for name in ("empty.txt", "broken.pdf", "nowhere.txt"):
        assert any(line.startswith("refused: ") and f"{name}: " in line for line in done.stderr.splitlines()), name


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX permissions")
def test_a_file_named_that_may_not_be_read_stops_no_other(
    run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is left to the reader to refuse it; the command line does not end with wrong use before anything is read."""
    closed, good = tmp_path / "closed.txt", tmp_path / "good.txt"
    closed.write_text("Nobody may read this.")
    closed.chmod(0)
    good.write_text("A report in English on nobody whom any State holds, which has a few more words.")
    access = os.access
    # who runs the tests may be root, whom no permission stops
    monkeypatch.setattr(
        os, "access", lambda path, mode, **more: str(path) != str(closed) and access(path, mode, **more)
    )
    done = run("claims", closed, good, "--jsonl")
    assert done.returncode != 2, done.stderr
    assert json.loads(done.stdout.splitlines()[-1])["doc"].endswith("good.txt")


def test_nothing_usable_is_not_done(run: Command, tmp_path: Path) -> None:
    """A path that is not there, or a folder without files, ends with status 1 and a sentence."""
    done = run("read", tmp_path / "nowhere.txt", "--workspace", tmp_path / "ws")
    assert done.returncode == 1 and "nowhere.txt" in done.stderr
    (tmp_path / "none").mkdir()
    done = run("read", tmp_path / "none", "--workspace", tmp_path / "ws")
    assert done.returncode == 1 and done.stderr.strip()


def test_claims_are_grounded_in_the_text_and_keep_nothing(run: Command, tmp_path: Path) -> None:
    """Each line is one document; each quote stands at its offsets; no workspace is made."""
    done = run("claims", EXAMPLES, "--jsonl", "--jobs", "1", HOMEWARD_WORKSPACE=str(tmp_path / "none"))
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["doc"] for line in lines] == sorted(path.name for path in EXAMPLES.iterdir())
    assert not (tmp_path / "none").exists()
    _, _, body = ONE_REPORT.read_text(encoding="utf-8").split("---\n", 2)
    claims = next(line["claims"] for line in lines if line["doc"] == ONE_REPORT.name)
    assert {"arrest", "person"} <= {claim["kind"] for claim in claims}
    assert all(body[claim["start"] : claim["end"]] == claim["quote"] for claim in claims)


def test_the_report_on_ferries_has_no_claims(run: Command) -> None:
    """Where nobody is held there is a line, and nothing in it."""
    done = run("claims", "--jobs", "1", EXAMPLES / "2019-05-04-quay-street-journal-ferry-swap.txt", "--jsonl")
    assert json.loads(done.stdout)["claims"] == []


def test_claims_as_a_table_show_the_words(run: Command) -> None:
    """Without --jsonl each claim stands with its place, kind and quote."""
    done = run("claims", "--jobs", "1", ONE_REPORT, COLUMNS="160")
    assert done.returncode == 0
    assert "arrest" in done.stdout and "Viktor Bout" in done.stdout and "“" in done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="needs /dev/full, which only Linux has")
def test_a_full_disk_is_one_sentence(environment: dict[str, str]) -> None:
    """Output that cannot be written ends with status 1 and says why."""
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "homeward", "claims", ONE_REPORT, "--jsonl"],
            env=environment,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert "No space left on device" in done.stderr and "Traceback" not in done.stderr


def test_a_reader_that_leaves_early_is_no_trouble(environment: dict[str, str]) -> None:
    """`homeward claims ... | head -c 1` ends without a word on standard error."""
    with subprocess.Popen(
        [sys.executable, "-m", "homeward", "claims", EXAMPLES, "--jsonl"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.read(1)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode in (0, 1)
