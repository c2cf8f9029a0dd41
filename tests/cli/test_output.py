"""What stands on standard output and standard error, and what never does."""

import csv
import io
import json
import os
import pty
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from homeward_command import EXAMPLES, ROOT, Command
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.text import Text

from homeward.app.words import date_in_words, in_words, term_in_words
from homeward.basics.safe_text import inert
from homeward.cli.output import highlighted, json_text, print_csv

ESCAPE = "\x1b"


def test_version_and_help(start: Command) -> None:
    """The version is one line; help names the commands and ends well."""
    assert start("--version").stdout.startswith("homeward 0.")
    done = start("--help")
    assert done.returncode == 0 and "case" in done.stdout and ESCAPE not in done.stdout


@pytest.mark.parametrize("wrong", [["--nope"], ["nope"], ["case"], ["case", "x", "--as-of", "June"], ["read"]])
def test_wrong_use_is_status_2(run: Command, wrong: list[str]) -> None:
    """Wrong use says so on standard error only."""
    done = run(*wrong)
    assert (done.returncode, done.stdout) == (2, "") and done.stderr


def test_help_loads_no_parser_and_no_database(environment: dict[str, str]) -> None:
    """Starting up imports nothing heavy, so that help is there at once."""
    code = "import sys, homeward.cli.main; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert not {"spacy", "django", "trafilatura", "onnxruntime", "numpy", "edtf", "lxml"} & set(done.stdout.split())


def test_a_pipe_gets_no_colours_and_no_progress(start: Command, tmp_path: Path) -> None:
    """What is piped has no escape sequences, and standard error no progress bar."""
    report = EXAMPLES / "2019-05-04-quay-street-journal-ferry-swap.txt"
    done = start("read", report, "--workspace", tmp_path / "ws", TERM="xterm-256color")
    assert done.returncode == 0
    assert ESCAPE not in done.stdout and done.stderr == ""


def test_a_terminal_gets_colours(environment: dict[str, str], tmp_path: Path) -> None:
    """On a terminal headings are bold; the name of a file is still inert."""
    name = f"evil{ESCAPE}]0;owned.txt"
    (tmp_path / name).write_text("Nobody is held here.\n", encoding="utf-8")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "homeward", "claims", "--jobs", "1", name]
    shown = environment | {"TERM": "xterm-256color", "COLUMNS": "100"}
    with subprocess.Popen(command, env=shown, cwd=tmp_path, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        printed = b""
        # a terminal whose other end was closed gives an error where a file would end
        with suppress(OSError):
            while part := os.read(ours, 4096):
                printed += part
    os.close(ours)
    assert process.returncode == 0, printed
    assert b"\x1b[1m" in printed and b"\x1b]0;" not in printed and "evil␛]0;owned.txt".encode() in printed


def test_an_interrupt_is_one_sentence(environment: dict[str, str], tmp_path: Path) -> None:
    """Ctrl-C while reading ends with 130 and no traceback; the next run finishes."""
    arguments = [
        sys.executable,
        "-m",
        "homeward",
        "read",
        str(EXAMPLES),
        "--workspace",
        str(tmp_path / "ws"),
        "--jobs",
        "1",
    ]
    with subprocess.Popen(
        arguments, env=environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        time.sleep(2)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    if process.returncode == 0:
        pytest.skip("the reading was done before the interrupt came")
    assert process.returncode == 130 and "Traceback" not in said and "Interrupted" in said
    done = subprocess.run(arguments, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert " 0 refused" in done.stdout


@given(st.text())
@settings(max_examples=200)
def test_inert_text_steers_nothing_and_keeps_its_length(text: str) -> None:
    """No control character but tab and line end is left, and offsets stay right."""
    shown = inert(text)
    assert len(shown) == len(text)
    assert not any(ord(char) < 32 and char not in "\n\t" for char in shown)
    assert not any(0x7F <= ord(char) < 0xA0 or char in "\u202a\u202e\u2066\u2069\u200f" for char in shown)


@given(st.dictionaries(st.text(), st.text()))
@settings(max_examples=100)
def test_json_steers_nothing_and_loses_nothing(value: dict[str, str]) -> None:
    """Whatever a report holds, JSON gives it back, without a character that steers a terminal."""
    text = json_text(value)
    assert json.loads(text) == value
    assert inert(text) == text


@given(
    st.lists(st.tuples(st.text(st.characters(exclude_categories=["Cs", "Cc"])), st.text("=+-@ab,\"'\n")), max_size=5)
)
@settings(max_examples=100)
def test_a_cell_is_never_a_formula(rows: list[tuple[str, str]]) -> None:
    """A spreadsheet reads every cell as text; cells that could not be formulas are unchanged."""
    kept, sys.stdout = sys.stdout, io.StringIO()
    try:
        print_csv(("one", "two"), rows)
        printed = sys.stdout.getvalue()
    finally:
        sys.stdout = kept
    cells = [cell for row in list(csv.reader(io.StringIO(printed)))[1:] for cell in row]
    given_cells = [inert(cell) for row in rows for cell in row]
    assert len(cells) == len(given_cells)
    for cell, given_cell in zip(cells, given_cells, strict=True):
        assert not cell.startswith(("=", "+", "-", "@", "\t"))
        assert cell.removeprefix("'") == given_cell.removeprefix("'")


@given(st.text(), st.lists(st.tuples(st.integers(-5, 50), st.integers(-5, 50)), max_size=4))
@settings(max_examples=100)
def test_highlighting_changes_no_words(text: str, marks: list[tuple[int, int]]) -> None:
    """Whatever the ranges, the text between the brackets is the text."""
    shown = highlighted(text, marks)
    assert isinstance(shown, Text)
    bare = "".join(part for part in shown.plain.replace("[[", "").replace("]]", ""))
    assert bare == inert(text).replace("[[", "").replace("]]", "")


@pytest.mark.parametrize(
    ("term", "words"),
    [
        ("P25Y", "25 years"),
        ("P9Y6M", "9 years 6 months"),
        ("P1Y", "1 year"),
        ("P4Y~", "about 4 years"),
        ("../P80Y", "up to 80 years"),
        ("P25Y/life", "25 years to life"),
        ("life", "life"),
        ("P0D", "time served"),
        ("suspended:P2Y", "2 years, suspended"),
        ("long", "long"),
        (None, "term not said"),
    ],
)
def test_terms_in_words(term: str | None, words: str) -> None:
    """A term reads as a person would say it."""
    assert term_in_words(term) == words


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2022-12", "2022-12"),
        ("2022-12~", "about 2022-12"),
        ("../2022-02", "by 2022-02"),
        ("2022-02/..", "2022-02 or later"),
        ("2010/2011", "2010 to 2011"),
        (None, "not said"),
    ],
)
def test_dates_in_words(edtf: str | None, words: str) -> None:
    """A date keeps its precision; only open ends and "about" are said in words."""
    assert date_in_words(edtf) == words


@pytest.mark.parametrize(
    ("code", "words"), [("RU", "Russia"), ("XX:Hamas", "Hamas"), ("a camp", "a camp"), (None, "not said")]
)
def test_states_in_words(code: str | None, words: str) -> None:
    """A code is said as a name; a place as written stays as it is."""
    assert in_words(code) == words
