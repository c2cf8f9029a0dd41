"""The layout's rules that no linter checks."""

import ast
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "homeward"
MOST_LINES_OF_A_FILE = 400
MOST_LINES_OF_A_FUNCTION = 50
VAGUE_NAMES = {"utils.py", "util.py", "helpers.py", "helper.py", "common.py", "misc.py", "utils", "helpers", "common"}
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:work|farm|root|home/\w+)/[A-Za-z.]")
INDEX_OPTION = re.compile(r"-{2}(?:(?:extra-)?index-url|find-links|trusted-host)")


def kept_files() -> list[Path]:
    """Return every file that git keeps or would keep."""
    if not shutil.which("git") or not (ROOT / ".git").exists():
        return [path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


FILES = kept_files()
SOURCES = sorted(path for path in FILES if path.suffix == ".py" and path.is_relative_to(PACKAGE))
CODE = sorted(path for path in FILES if path.suffix == ".py")


def named(path: Path) -> str:
    """Return a path as a test's name."""
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", CODE, ids=named)
def test_a_file_is_short(path: Path) -> None:
    """No file of code has more than 400 lines."""
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= MOST_LINES_OF_A_FILE, f"{named(path)} has {lines} lines: split it by noun"


@pytest.mark.parametrize("path", CODE, ids=named)
def test_a_function_is_short(path: Path) -> None:
    """No function has more than 50 lines."""
    functions = [
        node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.FunctionDef)
    ]
    long = {node.name: node.end_lineno - node.lineno + 1 for node in functions if node.end_lineno}
    too_long = {name: lines for name, lines in long.items() if lines > MOST_LINES_OF_A_FUNCTION}
    assert not too_long, f"{named(path)}: {too_long}"


@pytest.mark.parametrize("path", [path for path in SOURCES if path.name == "__init__.py"], ids=named)
def test_an_init_holds_a_docstring_only(path: Path) -> None:
    """No package re-exports its children: that is where import cycles come from."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    if "migrations" in path.parts and not body:
        return
    assert len(body) == 1, f"{named(path)} holds more than a docstring"
    assert isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant), f"{named(path)} lacks a docstring"


def test_no_name_is_vague() -> None:
    """No file or folder is called utils, helpers or common."""
    vague = [named(path) for path in FILES if VAGUE_NAMES & set(path.relative_to(ROOT).parts)]
    assert not vague


def test_a_stage_is_run_in_one_file_named_for_its_input() -> None:
    """Each stage has exactly one from_*.py, named for what it is made from."""
    stages = {named(path) for path in SOURCES if path.name.startswith("from_") and path.parent.name != "bulk"}
    assert stages == {
        "src/homeward/documents/from_files.py",
        "src/homeward/claims/from_documents.py",
        "src/homeward/cases/from_claims.py",
        "src/homeward/routes/from_cases.py",
        "src/homeward/exchanges/from_positions.py",
    }


def test_every_room_with_a_stage_has_its_nouns_in_model() -> None:
    """documents, claims, cases, routes and exchanges keep their nouns in model.py."""
    for room in ("documents", "claims", "cases", "routes", "exchanges"):
        assert (PACKAGE / room / "model.py").is_file()


def test_no_stage_asks_what_day_it_is() -> None:
    """Stages take the day as an argument: the same input gives the same output on any day."""
    asking = re.compile(r"\b(?:date\.today|datetime\.now|datetime\.utcnow|time\.time)\(")
    stages = [
        path
        for path in SOURCES
        if path.relative_to(PACKAGE).parts[0] in ("basics", "documents", "claims", "cases", "routes", "exchanges")
    ]
    assert stages
    assert not [named(path) for path in stages if asking.search(path.read_text(encoding="utf-8"))]


def test_nothing_kept_names_a_machine_or_a_package_index() -> None:
    """No kept text file holds a path of somebody's machine or an option that names a package index."""
    found = []
    for path in FILES:
        if b"\0" in path.read_bytes()[:4096]:
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        if MACHINE_PATH.search(text) or INDEX_OPTION.search(text):
            found.append(named(path))
    assert not found


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "requirements-bench.txt"])
def test_requirements_are_hashed_and_name_no_address(name: str) -> None:
    """Every pin has a hash, and no address stands in the file, comments included."""
    text = (ROOT / name).read_text(encoding="utf-8")
    pins = re.findall(r"^[A-Za-z0-9][\w.\-\[\]]*==[^\n]*\n([^\n]*)", text, re.MULTILINE)
    assert pins and all("--hash=sha256:" in line for line in pins)
    assert "://" not in text


def test_what_is_asked_for_is_pinned() -> None:
    """Every dependency of pyproject.toml stands in requirements.txt."""
    import tomllib  # noqa: PLC0415 - only here

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pinned = {
        line.split("==")[0].lower() for line in (ROOT / "requirements.txt").read_text().splitlines() if "==" in line
    }
    asked = {re.split(r"[<>=\[;! ]", wanted)[0].lower().replace("_", "-") for wanted in project["dependencies"]}
    assert asked <= pinned


def test_no_two_test_files_share_a_name() -> None:
    """Files of tests are imported by their bare names, so each needs one of its own."""
    names = [path.name for path in (ROOT / "tests").rglob("*.py") if path.name != "conftest.py"]
    assert sorted(names) == sorted(set(names))
