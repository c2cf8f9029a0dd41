"""Positions and exchanges, asked for as a user does."""

import json
import re
from pathlib import Path

import pytest
from homeward_command import ROOT, Command

from homeward.exchanges.position_files import read_positions

POSITIONS = ROOT / "examples" / "positions"
GRINER = POSITIONS / "us-ru-2022.yaml"
ANKARA = POSITIONS / "ankara-2024.yaml"
BEFORE = ("--as-of", "2022-08-10")

OPEN = """\
participants: {US: {name: Upland}, RU: {name: Rushmoor}}
place: Vienna airport
people:
  ada: {name: Ada Lind, held_by: US, home: RU}
  bo: {name: Bo Holm, held_by: RU, home: US, place: "Narva, the bridge"}
  cy: {name: Cy Dahl, held_by: RU, home: US}
positions:
  - {id: us, of: US, wants: {bo: 5, cy: 5}}
  - {id: us-gives, of: US, gives: {ada: 2}}
  - {id: ru, of: RU, wants: {ada: 9}}
  - {id: ru-gives, of: RU, gives: {bo: 1, cy: 1}}
  - id: ru-not-cy
    of: RU
    refuses: [cy]
    yields: 3
    date: 2020-01-02
    source: {publication: The Example, says: "never him", url: "https://example.org/long/address"}
"""


@pytest.fixture(scope="module")
def folder(examples_read: tuple[Path, str]) -> Path:
    """The workspace that holds the examples; these tests only look."""
    return examples_read[0]


@pytest.fixture
def possible(tmp_path: Path) -> Path:
    """A file with an exchange that all accept, and one person more if a line is given up."""
    file = tmp_path / "open.yaml"
    file.write_text(OPEN, encoding="utf-8")
    return file


def test_a_draft_of_a_person_reads_back(run: Command, folder: Path, tmp_path: Path) -> None:
    """The file names holder and home, leads to the claims, and `homeward exchange` takes it as it is."""
    done = run("positions", "Viktor Bout", "--as-of", "2012-06-30", "--workspace", folder)
    assert done.returncode == 0, done.stderr
    drafted = read_positions(done.stdout)
    assert [(one.name, one.held_by, one.home) for one in drafted.people] == [("Viktor Bout", "US", "RU")]
    claims = [line.source["claim"] for line in drafted.positions]
    assert claims
    for claim in claims:
        assert run("show", claim, "--workspace", folder).returncode == 0
    (tmp_path / "draft.yaml").write_text(done.stdout, encoding="utf-8")
    answered = run("exchange", tmp_path / "draft.yaml")
    assert answered.returncode == 0 and "no line would let them go: Viktor Bout" in " ".join(answered.stdout.split())
    assert "positions drafted" in run("audit", "--workspace", folder).stdout


def test_a_draft_between_states_has_everyone_held_between_them(run: Command, folder: Path) -> None:
    """`--participants US RU` takes both, by code or name, before or after a person's name."""
    done = run("positions", "--participants", "US", "RU", *BEFORE, "--workspace", folder)
    assert done.returncode == 0, done.stderr
    drafted = read_positions(done.stdout)
    assert "Brittney Griner" in {one.name for one in drafted.people}
    assert all({one.held_by, one.home} == {"US", "RU"} for one in drafted.people)
    assert [one.id for one in drafted.participants] == ["US", "RU"]
    named = run(
        "positions", "Brittney Griner", "--participants", "united states,Russia", *BEFORE, "--workspace", folder
    )
    assert [one.name for one in read_positions(named.stdout).people] == ["Brittney Griner"]


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("Viktor Bout", "--as-of", "2007-01-01"), 1, "Nobody called"),
        (("Nobody Atall",), 1, "Nobody called"),
        (("--participants", "NO", "SE"), 1, "nobody is held between Norway and Sweden"),
        (("--participants", "US"), 2, "Name at least two States"),
        (("--participants", "US", "Atlantis", *BEFORE), 2, "'Atlantis' is none we know"),
        ((), 2, "Give a person's name"),
    ],
)
def test_where_nothing_can_be_drafted_a_sentence_says_why(
    run: Command, folder: Path, arguments: tuple[str, ...], status: int, said: str
) -> None:
    """Nobody held, an unknown name or one State alone: no file, and what to do."""
    done = run("positions", *arguments, "--workspace", folder)
    assert (done.returncode, done.stdout) == (status, "")
    assert said in " ".join(done.stderr.replace("│", "").split())


@pytest.mark.parametrize("columns", ["40", "72", "160"])
@pytest.mark.parametrize("file", [GRINER, ANKARA, POSITIONS / "il-hamas-2011.yaml"], ids=lambda file: file.stem)
def test_an_answer_fits_any_width_and_names_its_sources_in_short(run: Command, file: Path, columns: str) -> None:
    """No line is wider than asked for; no address stands on screen, and every person who goes does."""
    done = run("exchange", file, "--rounds", "3", "--frontier", COLUMNS=columns)
    assert done.returncode == 0, done.stderr
    assert max(map(len, done.stdout.splitlines())) <= int(columns)
    assert "http" not in done.stdout
    answer = json.loads(run("exchange", file, "--json").stdout)
    best = answer["best"] or answer["compromises"][0]["opens"]
    flat = " ".join(done.stdout.split())
    if columns == "160":
        assert all(release["name"] in flat for release in best["releases"])


def test_why_whelan_could_not_be_in_it(run: Command) -> None:
    """Where there is no exchange, those whom the cheapest compromise leaves are explained by the lines in the way."""
    flat = " ".join(run("exchange", GRINER, COLUMNS="200").stdout.split())
    assert "No exchange is acceptable to every side." in flat
    assert "Paul Whelan: no exchange that all accept has them, because of ru-not-whelan (Russia)" in flat
    assert "Just the News, 2021-06-15" in flat
    answer = json.loads(run("exchange", GRINER, "--json").stdout)
    whelan = next(one for one in answer["left_out"] if one["person"] == "whelan")
    assert whelan == {
        "person": "whelan",
        "elsewhere": False,
        "because": ["ru-not-whelan"],
        "losing": [],
        "no_route": None,
    }
    assert answer["lines"]["ru-not-whelan"]["source"]["url"].startswith("https://")


def test_what_almost_worked_is_told_beside_an_exchange(run: Command, possible: Path) -> None:
    """The cheapest compromise that brings more home, each side's gain and cost, and the line to give up."""
    flat = " ".join(run("exchange", possible).stdout.split())
    assert "1 person goes home" not in flat and "2 people go home" in flat
    assert "What almost worked" in flat and "At a cost of 3 for 1 more person home, giving up ru-not-cy" in flat
    assert "The Example, 2020-01-02" in flat
    answer = json.loads(run("exchange", possible, "--json").stdout)
    (more,) = answer["more_home"]
    assert (more["give_up"], more["cost"], more["opens"]["people_home"]) == (["ru-not-cy"], 3, 3)
    assert (answer["best"]["gain"], answer["best"]["cost"]) == ({"US": 5, "RU": 9}, {"US": 2, "RU": 1})


def test_a_hand_over_names_its_places(run: Command, possible: Path) -> None:
    """A person's own place, else the file's; without either, that it is to be agreed."""
    flat = " ".join(run("exchange", possible, "--rounds", "1").stdout.split())
    assert "Ada Lind: Upland → Rushmoor, Vienna airport" in flat
    assert "Bo Holm: Rushmoor → Upland, Narva, the bridge" in flat
    releases = json.loads(run("exchange", possible, "--rounds", "1", "--json").stdout)["handover"][0]["releases"]
    assert {one["person"]: one["place"] for one in releases} == {"ada": "Vienna airport", "bo": "Narva, the bridge"}
    assert all(one["route"] for one in releases)
    assert "Round 1, place to be agreed" in run("exchange", ANKARA, "--rounds", "1").stdout


def test_a_wrong_file_is_refused_with_its_line(run: Command, tmp_path: Path) -> None:
    """An unknown person ends with 2, the line's id and the line's number, and nothing is half answered."""
    (tmp_path / "wrong.yaml").write_text(OPEN.replace("refuses: [cy]", "refuses: [nobody]"), encoding="utf-8")
    done = run("exchange", tmp_path / "wrong.yaml")
    assert (done.returncode, done.stdout) == (2, "")
    assert re.search(r"wrong\.yaml, line 14: ru-not-cy: .*`nobody`", done.stderr)


def test_pictures_are_written_where_they_are_asked_for(run: Command, possible: Path, tmp_path: Path) -> None:
    """Both come beside the answer, which is the same as without them."""
    picture, plot = tmp_path / "who.svg", tmp_path / "frontier.svg"
    done = run("exchange", possible, "--picture", picture, "--plot", plot, "--json")
    assert done.returncode == 0, done.stderr
    assert done.stdout == run("exchange", possible, "--json").stdout
    assert "Ada Lind" in picture.read_text(encoding="utf-8") and "stays: Cy Dahl" in picture.read_text(encoding="utf-8")
    assert "Upland: surplus" in plot.read_text(encoding="utf-8")
    assert run("exchange", possible, "--plot", plot, "--sides", "RU", "US").returncode == 0
    assert "Rushmoor: surplus →" in plot.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "options", "said"),
    [
        (ANKARA, ("--plot", "p.svg"), "Name them with --sides; known are BY, DE,"),
        (ANKARA, ("--plot", "p.svg", "--sides", "US", "FR"), "--sides US FR does not name two participants"),
        (ANKARA, ("--picture", "same.svg", "--plot", "same.svg", "--sides", "US", "RU"), "named for both pictures"),
        (GRINER, ("--plot", "p.svg", "--sides", "US", "RU"), "no exchange is acceptable to every side"),
        (GRINER, ("--picture", "p.png"), "does not end in .svg"),
        (GRINER, ("--picture", str(GRINER)), "does not end in .svg"),
    ],
)
def test_a_picture_that_cannot_be_drawn_gets_a_sentence(
    run: Command, tmp_path: Path, file: Path, options: tuple[str, ...], said: str
) -> None:
    """What is missing or wrong is said, and no file appears."""
    there = [str(tmp_path / one) if one.startswith(("p.", "same.")) else one for one in options]
    done = run("exchange", file, *there)
    assert done.returncode == 1 and said in " ".join(done.stderr.split())
    assert list(tmp_path.iterdir()) == []
