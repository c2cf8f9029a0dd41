"""Ways home, sentences and treaties, asked for as a user does."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from homeward_command import ROOT, Command

from homeward.routes.treaty_list import all_treaties

CASES = ROOT / "examples" / "cases"
YAROSHENKO = CASES / "yaroshenko-2019.yaml"
CONVENTION = "coe-ets-112"


@pytest.fixture(scope="module")
def folder(examples_read: tuple[Path, str]) -> Path:
    """The workspace that holds the examples; these tests only look."""
    return examples_read[0]


def test_the_answer_has_every_key_of_the_contract(run: Command) -> None:
    """The JSON of a hand-written case has the contract's shape, and a refusal closes the route for its reasons."""
    done = run("routes", YAROSHENKO, "--on", "2019-11-01", "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert {"person", "on", "routes", "safeguards", "sentence"} <= set(answer)
    route = next(one for one in answer["routes"] if one["instrument"] == CONVENTION)
    assert {"instrument", "kind", "from", "to", "outcome", "in_force", "checks", "effects", "papers"} <= set(route)
    assert (route["from"], route["to"], route["outcome"]) == ("US", "RU", "closed")
    assert route["in_force"]["outcome"] == "met" and route["in_force"]["since"] == "2007-12-01"
    assert "entry into force for RU" in route["in_force"]["unverified"]
    checks = {one["condition"]: one for one in route["checks"]}
    assert {"article", "outcome", "reason", "facts", "settled_by"} <= set(checks["nationality"])
    assert (checks["nationality"]["outcome"], checks["nationality"]["article"]) == ("met", "3(1)(a)")
    refused = checks["agreement_of_states"]
    assert refused["outcome"] == "not met" and "gravity of the offence" in refused["reason"]
    assert "2021-10-07" in refused["settled_by"] and refused["facts"] == ["decisions"]
    assert re.fullmatch(r"yaroshenko-2019\.yaml, line \d+", answer["sources"]["decisions"][0])
    assert all({"from", "article", "what", "held"} <= set(paper) for paper in route["papers"])
    assert route["effects"] and all(isinstance(effect, str) for effect in route["effects"])
    assert {"instrument", "article", "outcome", "reason"} <= set(answer["safeguards"][0])
    keys = {"served", "remaining", "full_release", "conditional_release", "working", "last_day_for_request"}
    assert keys <= set(answer["sentence"]) and CONVENTION in answer["sentence"]["last_day_for_request"]


def test_routes_are_ordered(run: Command) -> None:
    """Open ones first, then undecided ones with the fewest unknowns first, then closed ones."""
    for case in sorted(CASES.iterdir()):
        routes = json.loads(run("routes", case, "--on", "2021-10-01", "--json").stdout)["routes"]
        order = ["open", "undecided", "closed"]
        ranks = [order.index(one["outcome"]) for one in routes]
        assert ranks == sorted(ranks), case.name
        unknown = [
            sum(check["outcome"] == "unknown" for check in one["checks"])
            for one in routes
            if one["outcome"] == "undecided"
        ]
        assert unknown == sorted(unknown), case.name


@pytest.mark.parametrize("columns", ["40", "72", "160"])
def test_the_screen_says_the_same_at_any_width(run: Command, columns: str) -> None:
    """No line is wider than asked for, and outcome, article, reason, source and mark are all there."""
    done = run("routes", YAROSHENKO, "--on", "2019-11-01", COLUMNS=columns)
    assert done.returncode == 0, done.stderr
    assert max(map(len, done.stdout.splitlines())) <= int(columns)
    flat = " ".join(done.stdout.split())
    for said in (
        "Konstantin Yaroshenko",
        "CLOSED transfer of sentenced person, to Russia",
        "not met 3(1)(f)",
        "gravity of the offence",
        "not checked against the official text",
        "Ask next",
        "Rights that hold on any way",
        "The sentence on 2019-11-01",
    ):
        assert said in flat, said


def test_routes_of_a_person_come_from_the_case_file(run: Command, folder: Path) -> None:
    """A name is looked up, its facts lead to claims, contradictions are named, and the look is in the audit."""
    done = run("routes", "Viktor Bout", "--on", "2012-09-01", "--json", "--workspace", folder)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    shown = json.loads(run("case", "Viktor Bout", "--json", "--workspace", folder).stdout)
    claims = set(re.findall(r'"claim_id": "([0-9a-f]+)"', json.dumps(shown)))
    sources = {one for several in answer["sources"].values() for one in several}
    assert sources and all(one in claims or one.startswith("conflict ") for one in sources)
    convention = next(one for one in answer["routes"] if one["instrument"] == CONVENTION)
    agreed = next(one for one in convention["checks"] if one["condition"] == "agreement_of_states")
    assert convention["outcome"] == "undecided" and agreed["outcome"] == "unknown"
    text = run("routes", "Viktor Bout", "--on", "2012-09-01", "--workspace", folder).stdout
    assert "Reports contradict one another on" in text
    assert "case read" in run("audit", "--workspace", folder).stdout.splitlines()[-3]


def test_a_draft_cites_the_words_of_each_fact(run: Command, folder: Path) -> None:
    """Each fact of a request leads to claims with quote and offsets; what nobody said is listed."""
    answer = json.loads(run("routes", "Viktor Bout", "--on", "2012-09-01", "--json", "--workspace", folder).stdout)
    for fact in answer["facts"]:
        sources = [one for one in fact["sources"] if not one.startswith("conflict")]
        assert fact["value"] is None or fact["name"] == "name" or sources
        assert all(answer["claims"][one]["quote"] for one in sources)
    text = run("routes", "Viktor Bout", "--on", "2012-09-01", "--draft", "--workspace", folder).stdout
    assert "P25Y, imposed on 2012-04-05" in " ".join(text.split()) and "sentenced to 25 years" in " ".join(text.split())
    assert re.search(r"Not said: .*consent", text)
    by_hand = run("routes", YAROSHENKO, "--draft").stdout
    assert "conspiracy to smuggle cocaine (yaroshenko-2019.yaml, line" in " ".join(by_hand.split())


def test_a_file_can_be_laid_over_a_case_file(run: Command, folder: Path, tmp_path: Path) -> None:
    """What the file says wins; all else comes from the reports."""
    (tmp_path / "more.yaml").write_text(
        "decisions: [{instrument: coe-ets-112, by: US, decision: refused, date: 2012-08-30}]"
    )
    more = ("--with", tmp_path / "more.yaml", "--workspace", folder)
    answer = json.loads(run("routes", "Viktor Bout", "--on", "2012-09-01", "--json", *more).stdout)
    convention = next(one for one in answer["routes"] if one["instrument"] == CONVENTION)
    assert convention["outcome"] == "closed" and "agreement_of_states" in convention["closed_by"]
    assert answer["sources"]["decisions"] == ["more.yaml, line 1"]
    wrong = run("routes", YAROSHENKO, *more)
    assert wrong.returncode == 2 and "give a person's name" in " ".join(wrong.stderr.replace("│", "").split())


def test_somebody_free_is_said_to_be_free(run: Command, folder: Path) -> None:
    """After the release the answer says so, and on what it rests."""
    text = run("routes", "Viktor Bout", "--on", "2023-06-01", "--workspace", folder).stdout
    assert "By the reports: released since 2022-12-08." in text


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("routes",), 2, "--explain ARTICLE"),
        (("routes", "no-such.yaml"), 1, "There is no file no-such.yaml"),
        (("routes", "Nobody Atall"), 1, "Nobody called 'Nobody Atall'"),
        (("routes", "--explain", "99(9)"), 1, "No instrument has an article '99(9)'"),
        (("routes", YAROSHENKO, "--on", "2019"), 2, "is not a day"),
        (("routes", YAROSHENKO, "--to", "Atlantis"), 2, "is no State we know"),
        (("routes", YAROSHENKO, "--to", "US"), 2, "That State holds the person"),
        (("sentence", "Nobody Atall"), 1, "Nobody called 'Nobody Atall'"),
        (("treaties", "RU"), 2, "Give two States"),
        (("treaties", "RU", "RU"), 2, "Give two States"),
        (("matrix", "--instrument", "ets-112"), 1, "There is no instrument 'ets-112'"),
    ],
)
def test_wrong_use_gets_a_sentence(
    run: Command, folder: Path, arguments: tuple[str, ...], status: int, said: str
) -> None:
    """The message says what is wrong and what there is."""
    done = run(*arguments, HOMEWARD_WORKSPACE=str(folder))
    assert done.returncode == status and not done.stdout
    assert said in " ".join(done.stderr.replace("│", "").split())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"person: A\nnationalities: [RU]\nheld_by: Russia", "bad.yaml, line 3: `held_by` is 'Russia'. Write RU"),
        (b"person: A\nnationalities: [RU]\nheld_by: US\nborn: 2019-02-30", "bad.yaml, line 4: `born` is no date"),
        (b"person: \xff\xfe", "bad.yaml, line 1: the text is not UTF-8"),
        (b"person: [", "bad.yaml, line 1: "),
        (b"", "bad.yaml, line 1: the file is empty"),
        (b"#" * 1_000_001, "bad.yaml, line 1: the file is larger"),
    ],
)
def test_a_file_that_is_no_case_gets_its_line(run: Command, tmp_path: Path, content: bytes, said: str) -> None:
    """Field, line and remedy go to standard error, and the command ends with 1."""
    (tmp_path / "bad.yaml").write_bytes(content)
    done = run("routes", tmp_path / "bad.yaml")
    assert done.returncode == 1 and said in done.stderr and not done.stdout


@pytest.mark.parametrize("more", [(), ("--draft",), ("--json",)])
def test_words_of_a_file_cannot_steer_a_terminal(run: Command, tmp_path: Path, more: tuple[str, ...]) -> None:
    """Control characters in names, offences and reasons are shown by visible ones."""
    (tmp_path / "odd.yaml").write_text(
        'person: "A\\e[2J"\nnationalities: [US]\nheld_by: RU\n'
        'sentences: [{term: P5Y, runs_from: 2020, regime: "\\e[1m"}]\n'
        'offences: [{name: "x\\e[3m", gravity: "\\e[4m"}]\nhealth: "\\e[5m"\n'
        'decisions: [{instrument: coe-ets-112, by: RU, decision: refused, reasons: ["\\e[6m"]}]\n'
    )
    done = run("routes", tmp_path / "odd.yaml", "--on", "2021-01-01", *more)
    assert done.returncode == 0, done.stderr
    assert "\x1b" not in done.stdout and done.stdout


def test_to_names_another_state(run: Command) -> None:
    """With --to only ways to that State are shown, by code or by name."""
    for state in ("IL", "Israel"):
        routes = json.loads(run("routes", YAROSHENKO, "--on", "2019-11-01", "--to", state, "--json").stdout)["routes"]
        assert {one["to"] for one in routes} == {"IL"}


def test_all_adds_what_has_nothing_to_do_with_the_two_states(run: Command) -> None:
    """--all lists instruments without these States as closed."""
    some, every = (
        json.loads(run("routes", YAROSHENKO, "--on", "2019-11-01", "--json", *more).stdout)["routes"]
        for more in ((), ("--all",))
    )
    added = {one["instrument"] for one in every} - {one["instrument"] for one in some}
    assert "cis-1998-moscow" in added
    assert all(one["outcome"] == "closed" for one in every if one["instrument"] in added)


def test_an_article_reads_like_a_handbook(run: Command) -> None:
    """Heading, words, numbers with their reference, worked examples and where to read it."""
    text = run("routes", "--explain", "3(1)(c)", COLUMNS="100").stdout
    assert text.startswith("Article 3(1)(c): At least six months are left\n")
    for said in (
        "six months of the sentence",
        "Numbers",
        "ETS 112, Art 3(1)(c)",
        "Worked examples",
        "Where to read it",
    ):
        assert said in text
    unchecked = run("routes", "--explain", "coe-ets-112 24").stdout
    assert "not checked against the official text" in unchecked


def test_a_sentence_is_worked_out(run: Command) -> None:
    """Served, remaining, release and the working, and the last day for a request."""
    done = run("sentence", CASES / "bout-2012.yaml", "--on", "2012-09-01", "--json")
    found = json.loads(done.stdout)
    assert found["served"].startswith("4 years 5 months") and found["nominal_end"] == "2033-03-05"
    assert found["full_release"].startswith("2029-") and found["working"]
    text = run("sentence", CASES / "bout-2012.yaml", "--on", "2012-09-01", COLUMNS="90").stdout
    assert text.startswith("Viktor Bout\n") and "How it is worked out" in text and CONVENTION in text


def test_treaties_between_two_states(run: Command) -> None:
    """What is in force since when, with declarations and what was not checked; the order of States does not matter."""
    text = run("treaties", "RU", "US", "--on", "2019-11-01", COLUMNS="120").stdout
    assert text.startswith("Russia and United States on 2019-11-01\n")
    assert "binds both since 2007-12-01" in text and "not checked against the official text" in text
    one, other = (
        json.loads(run("treaties", *states, "--on", "2019-11-01", "--json").stdout)["treaties"]
        for states in (("RU", "US"), ("United States", "Russia"))
    )
    assert {each["instrument"]: each["in_force"]["outcome"] for each in one} == {
        each["instrument"]: each["in_force"]["outcome"] for each in other
    }
    early = json.loads(run("treaties", "RU", "US", "--on", "2007-11-30", "--json").stdout)["treaties"]
    outcomes = {each["instrument"]: each["in_force"]["outcome"] for each in early}
    assert outcomes[CONVENTION] == "not met" and outcomes["us-ru-mlat-1999"] == "met"


def test_treaties_lists_every_instrument(run: Command) -> None:
    """Without States every instrument is listed."""
    listed = json.loads(run("treaties", "--json").stdout)["treaties"]
    assert [one["id"] for one in listed] == [one.id for one in all_treaties()]
    text = run("treaties", COLUMNS="100").stdout
    assert all(one.id in text for one in all_treaties())


def test_the_matrix_as_grid_and_csv(run: Command) -> None:
    """A row and a column meet at the same sign both ways, and the CSV has a row for each pair and instrument."""
    lines = run("matrix", "--on", "1985-08-02", "--instrument", CONVENTION, COLUMNS="100").stdout.splitlines()
    first, second = lines[2][6:], lines[3][6:]
    columns = [a + b for a, b in zip(first, second, strict=True)]
    grid = {line[:2]: line[6:].ljust(len(columns)) for line in lines[4 : 4 + len(columns)]}
    assert {"FR", "US", "GB"} <= set(columns) == set(grid)
    assert all(grid[one][columns.index(other)] == grid[other][columns.index(one)] for one in grid for other in grid)
    assert grid["US"][columns.index("FR")] == "x"
    rows = list(csv.DictReader(io.StringIO(run("matrix", "--on", "2020-01-01", "--csv").stdout)))
    assert list(rows[0]) == ["state", "other_state", "instrument", "outcome", "since", "until", "unverified", "reason"]
    pairs = [(row["state"], row["other_state"], row["instrument"]) for row in rows]
    assert len(set(pairs)) == len(pairs) and ("RU", "US", CONVENTION) in pairs
