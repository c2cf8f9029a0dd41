"""Walks docs/add_a_treaty.md as a lawyer would: does what the page says, in a copy, and looks for what it promises."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "add_a_treaty.md").read_text(encoding="utf-8")
LEFT_OUT = shutil.ignore_patterns("__pycache__", "trained", "static", ".mypy_cache")
PARTS = re.compile(r"```(?P<kind>\w+)\n(?P<block>.*?)```|(?P<prose>[^`]+|`[^`\n]+`)", re.S)
PROMISE = re.compile(r"The answer says `([^`]+)`")
FILE_NAMED = re.compile(r"`((?:\w+/)?[\w.]+\.(?:yaml|md))`")


class Walk:
    """A copy of the package that the page's blocks change, and what the last command printed."""

    def __init__(self, folder: Path) -> None:
        self.source, self.desk, self.printed = folder / "src", folder / "desk", ""
        shutil.copytree(ROOT / "src" / "homeward", self.source / "homeward", ignore=LEFT_OUT)
        self.desk.mkdir()

    def write(self, name: str, block: str) -> None:
        """Add a block to the file that the page names: a case on the desk, all else among the treaties."""
        treaties = self.source / "homeward" / "routes" / "treaties"
        file = treaties / name if "/" in name or name == "list.yaml" else self.desk / name
        file.parent.mkdir(exist_ok=True)
        before = file.read_text(encoding="utf-8") if file.is_file() else ""
        file.write_text(before + block, encoding="utf-8")

    def run(self, *command: str) -> None:
        """Run Python on the copy, on a wide screen."""
        path = os.pathsep.join([str(self.source), str(ROOT / "tests" / "routes")])
        there = {**os.environ, "PYTHONPATH": path, "COLUMNS": "300"}
        done = subprocess.run(
            [sys.executable, *command], cwd=self.desk, env=there, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        self.printed = done.stdout


def steps() -> Iterator[tuple[str, str, str]]:
    """Yield what the page says to do, in order: write a block into a file, run a command, find words."""
    prose = ""
    for part in PARTS.finditer(PAGE):
        if part["prose"]:
            prose += part["prose"]
            continue
        yield from (("find", "", promise) for promise in PROMISE.findall(prose))
        if part["kind"] == "console":
            yield "run", "", part["block"].removeprefix("$ ").strip()
        else:
            yield "write", FILE_NAMED.findall(prose)[-1], part["block"]
        prose = ""
    yield from (("find", "", promise) for promise in PROMISE.findall(prose))


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Walk:
    """The copy after the whole page, every promise kept on the way."""
    walk, done = Walk(tmp_path_factory.mktemp("lawyer")), []
    for what, name, said in steps():
        done.append(what)
        if what == "write":
            walk.write(name, said)
        elif what == "run":
            walk.run("-m", "homeward", *_words(said))
        else:
            assert said in " ".join(walk.printed.split()), (said, walk.printed)
    assert done.count("write") >= 10 and done.count("find") >= 6
    return walk


def _words(command: str) -> list[str]:
    name, *words = re.findall(r'"[^"]*"|\S+', command)
    assert name == "homeward"
    return [word.strip('"') for word in words]


def test_every_block_changes_the_answer_as_the_page_says(walked: Walk) -> None:
    """The words that the page promises stand in the answer; without the blocks they do not."""
    assert "a year left to serve" in walked.printed


def test_the_examples_of_the_page_hold(walked: Walk) -> None:
    """Every example of every folder holds in the copy, the new ones among them."""
    walked.run(
        "-c",
        "from worked_examples import worked_examples as e; import homeward; n = [o for o in e() if o.on.year > 2030];"
        "print(len(n), [(o.name, o.found()) for o in n if o.found() != o.expect], homeward.__file__)",
    )
    assert walked.printed.startswith("4 []") and str(walked.source) in walked.printed


def test_a_mistake_gets_its_line(walked: Walk, tmp_path: Path) -> None:
    """A word that is none gives a sentence with file, line and remedy."""
    shutil.copytree(walked.source, tmp_path / "src")
    (tmp_path / "desk").mkdir()
    broken = tmp_path / "src" / "homeward" / "routes" / "treaties" / "fj_nz_2030_transfer" / "instrument.yaml"
    broken.write_text(broken.read_text(encoding="utf-8").replace("consent_person", "consent_persons"), encoding="utf-8")
    there = {**os.environ, "PYTHONPATH": str(tmp_path / "src"), "COLUMNS": "300"}
    done = subprocess.run(
        [sys.executable, "-m", "homeward", "treaties", "FJ", "NZ", "--on", "2031-03-10"],
        cwd=tmp_path / "desk",
        env=there,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0 and "fj_nz_2030_transfer/instrument.yaml" in done.stderr
    assert "line 11" in done.stderr and "consent_person" in done.stderr and "Traceback" not in done.stderr
