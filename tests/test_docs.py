"""The documentation cannot drift: these tests read it beside the code."""

import importlib
import pkgutil
import re
from pathlib import Path

import pytest
import typer
import typer.main

import homeward
from homeward.claims.kinds import all_kinds
from homeward.cli.main import app
from homeward.cli.options import ExitStatus
from homeward.exchanges.position_files import LINES, read_positions

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"


def public_nouns() -> list[str]:
    """Return the name of every public class in any model.py."""
    nouns = set()
    for found in pkgutil.walk_packages(homeward.__path__, "homeward."):
        if found.name.endswith(".model"):
            module = importlib.import_module(found.name)
            nouns |= {
                name
                for name, value in vars(module).items()
                if isinstance(value, type) and value.__module__ == found.name and not name.startswith("_")
            }
    return sorted(nouns)


def commands() -> dict[str, list[str]]:
    """Return every command of the real command line with its options."""
    found = {}
    for name, command in typer.main.get_command(app).commands.items():
        parts = getattr(command, "commands", None)  # as `homeward team` has add, link and members
        alone = {} if parts and not getattr(command, "invoke_without_command", False) else {name: command}
        for own, part in {**alone, **{f"{name} {one}": part for one, part in (parts or {}).items()}}.items():
            found[own] = [option for one in part.params for option in one.opts if option.startswith("--")]
    return found


def section_of(command: str) -> str:
    """Return what docs/commands.md says of one command."""
    text = (DOCS / "commands.md").read_text(encoding="utf-8")
    found = re.search(rf"^### `homeward {command}[` ].*?(?=^##|\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"docs/commands.md has no section on `homeward {command}`"
    return found[0]


@pytest.mark.parametrize("noun", public_nouns())
def test_every_public_noun_is_in_the_glossary(noun: str) -> None:
    """Each noun of a model.py is explained in docs/glossary.md."""
    assert f"**{noun}**" in (DOCS / "glossary.md").read_text(encoding="utf-8"), f"Explain {noun} in docs/glossary.md"


def test_the_glossary_explains_no_noun_that_is_gone() -> None:
    """Each bold word of docs/glossary.md is a noun of the code."""
    explained = re.findall(r"^- \*\*(\w+)\*\*", (DOCS / "glossary.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(explained) == set(public_nouns())


@pytest.mark.parametrize(("command", "options"), commands().items(), ids=commands())
def test_every_command_and_option_is_documented(command: str, options: list[str]) -> None:
    """Each command has a section in docs/commands.md that names each of its own options."""
    section = section_of(command)
    shared = {"--workspace", "--help"}
    assert not [option for option in options if option not in shared and option not in section]


def test_no_documented_option_is_gone() -> None:
    """Each option that docs/commands.md lists under a command is one of that command's."""
    for command, options in commands().items():
        listed = re.findall(r"^- `(--[a-z-]+)", section_of(command), re.MULTILINE)
        assert not set(listed) - set(options), command


def test_every_exit_status_is_documented() -> None:
    """The table of exit statuses in docs/commands.md has each of them, and no other."""
    listed = re.findall(r"^\| (\d+) \|", (DOCS / "commands.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert [int(number) for number in listed] == [status.value for status in ExitStatus]


def test_every_kind_of_claim_and_its_fields_are_documented() -> None:
    """docs/claims.md names each kind of claim and each field of its own."""
    text = (DOCS / "claims.md").read_text(encoding="utf-8")
    missing = [name for name in all_kinds() if f"`{name}`" not in text]
    missing += [field for kind in all_kinds().values() for field in kind.fields if f"`{field}`" not in text]
    assert not missing


def test_the_positions_file_that_is_shown_reads_and_each_line_is_explained() -> None:
    """docs/exchanges.md shows a file that `homeward exchange` takes, and has a row for each kind of line."""
    text = (DOCS / "exchanges.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"^```yaml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert read_positions(shown).people
    rows = "".join(re.findall(r"^\| `.*", text, re.MULTILINE))
    assert not [kind for kind in LINES if f"`{kind}" not in rows]


@pytest.mark.parametrize("page", sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md")]), ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    """Each relative link and picture of a page is there."""
    targets = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    here = [target for target in targets if "://" not in target]
    assert not [target for target in here if not (page.parent / target).exists()]


def test_every_decision_is_listed() -> None:
    """Each file in docs/decisions stands in its list."""
    listing = (DOCS / "decisions" / "index.md").read_text(encoding="utf-8")
    decisions = [path.name for path in (DOCS / "decisions").glob("*.md") if path.name != "index.md"]
    assert not [name for name in decisions if f"({name})" not in listing]


def test_every_example_is_described() -> None:
    """examples/README.md has a row for each report, and no other."""
    rows = re.findall(r"^\| `([^`]+)` \|", (ROOT / "examples" / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(rows) == sorted(path.name for path in (ROOT / "examples" / "reports").iterdir())


def test_every_make_target_is_there() -> None:
    """`make` has the targets that README and CONTRIBUTING name."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("setup", "demo", "test", "check", "bench", "docs", "help"):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
