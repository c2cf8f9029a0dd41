"""What the commands show of the examples once they are read."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from homeward_command import EXAMPLES, Command

BOUT = "Viktor Bout"
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@pytest.fixture(scope="module")
def folder(examples_read: tuple[Path, str]) -> Path:
    """The workspace that holds the examples; these tests only look."""
    return examples_read[0]


def test_everyone_held_is_listed(run: Command, folder: Path) -> None:
    """The list names the people held in the examples, and nobody from the report on ferries."""
    done = run("cases", "--workspace", folder, COLUMNS="200")
    assert done.returncode == 0, done.stderr
    for name in (BOUT, "Brittney Griner", "Paul Whelan", "Konstantin Yaroshenko", "Trevor Reed", "Evan Gershkovich"):
        assert len(re.findall(rf"^{name}\b", done.stdout, re.MULTILINE)) == 1, name
    assert not CONTROL.search(done.stdout)


def test_a_case_leads_every_line_to_its_words(run: Command, folder: Path) -> None:
    """Each claim in a case's JSON has its quote at its offsets in the kept text."""
    done = run("case", BOUT, "--json", "--workspace", folder)
    assert done.returncode == 0, done.stderr
    case = json.loads(done.stdout)
    seen = []

    def look(value: object) -> None:
        if isinstance(value, dict):
            if "claim_id" in value:
                seen.append(value)
            for part in value.values():
                look(part)
        elif isinstance(value, list):
            for part in value:
                look(part)

    look(case)
    assert len(seen) > 10
    texts = {}
    for one in seen:
        document = one["document_id"]
        if document not in texts:
            texts[document] = run("documents", document, "--workspace", folder).stdout
        assert texts[document][one["start"] : one["end"]] == one["quote"]


def test_a_case_shows_what_was_known_on_a_day(run: Command, folder: Path) -> None:
    """Before 2022 nothing reported then tells of the exchange; later it does."""
    early = run("case", BOUT, "--as-of", "2012-06-30", "--workspace", folder).stdout
    late = run("case", BOUT, "--as-of", "2024-12-31", "--workspace", folder).stdout
    assert "2022" not in early and "25 years" in early
    assert "exchange" in late and "2022-12-08" in late


def test_any_spelling_finds_the_case(run: Command, folder: Path) -> None:
    """A short form, another case of letters and an id lead to the same file."""
    case = json.loads(run("case", BOUT, "--json", "--workspace", folder).stdout)
    for name in ("Bout", "viktor bout", case["person"]["id"]):
        found = json.loads(run("case", name, "--json", "--workspace", folder).stdout)
        assert found["person"]["id"] == case["person"]["id"], name


def test_nobody_of_that_name_is_a_sentence(run: Command, folder: Path) -> None:
    """A name that is not there ends with status 1, offers what there is, and prints nothing else."""
    done = run("case", "Zebulon Quux", "--workspace", folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert "Zebulon Quux" in done.stderr and "Traceback" not in done.stderr


def test_contradictions_of_the_examples_are_conflicts(run: Command, folder: Path) -> None:
    """Two terms reported for Reed, and two days and births for Bout, stand side by side."""
    case = json.loads(run("case", "Trevor Reed", "--json", "--workspace", folder).stdout)
    values = [{side["value"] for side in conflict["sides"]} for conflict in case["conflicts"]]
    assert any({"P9Y", "P8Y"} <= sides for sides in values), values
    bout = json.loads(run("case", BOUT, "--json", "--as-of", "2012-12-31", "--workspace", folder).stdout)
    assert {"birth", "date of arrest"} <= {conflict["slot"] for conflict in bout["conflicts"]}


def test_people_as_csv(run: Command, folder: Path) -> None:
    """The columns are doc, name and person_id; one person has one id in every document."""
    done = run("people", "--csv", "--workspace", folder)
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert list(rows[0]) == ["doc", "name", "person_id"]
    assert {row["doc"] for row in rows} <= {path.name for path in EXAMPLES.iterdir()}
    bouts = {row["person_id"] for row in rows if row["name"] == BOUT}
    assert len(bouts) == 1
    assert len({row["doc"] for row in rows if row["person_id"] in bouts}) >= 5


def test_people_lists_speakers_too(run: Command, folder: Path) -> None:
    """Those who only speak are listed beside those who are held."""
    said = run("people", "--workspace", folder, COLUMNS="200").stdout
    assert re.search(r"Sergei Lavrov\s+speaks", said)
    assert re.search(r"Paul Whelan\s+held", said)


def test_statements_by_a_speaker(run: Command, folder: Path) -> None:
    """Only that speaker's statements are shown, with form, place and both dates."""
    done = run("statements", "--by", "Lavrov", "--workspace", folder)
    assert done.returncode == 0
    headings = [line for line in done.stdout.splitlines() if line.endswith((" indirect:", " direct:"))]
    assert headings and all("Lavrov" in line for line in headings)
    assert re.search(r"happened: \S.*reported:\s+20\d\d-\d\d-\d\d", done.stdout)
    none = run("statements", "--by", "Nobody Atall", "--workspace", folder)
    assert none.returncode == 1 and "0 statements." in none.stdout
    early = run("statements", "--by", "Lavrov", "--as-of", "1990-01-01", "--workspace", folder)
    assert early.returncode == 1 and "0 statements." in early.stdout


def test_a_claim_is_shown_in_its_sentence(run: Command, folder: Path) -> None:
    """`show` takes the short id that `case` prints and marks the quote inside its sentence."""
    text = run("case", BOUT, "--as-of", "2008-12-31", "--workspace", folder).stdout
    short = re.findall(r"claim ([0-9a-f]{8})", text)[0]
    done = run("show", short, "--workspace", folder)
    assert done.returncode == 0, done.stderr
    assert re.search(r"\[\[.+\]\]", done.stdout, re.DOTALL)
    assert "2008-03-07-harbour-courier-bout-arrested.txt" in done.stdout
    missing = run("show", "ffffffffffff", "--workspace", folder)
    assert missing.returncode == 1 and "ffffffffffff" in missing.stderr


def test_documents_are_listed_and_their_text_printed(run: Command, folder: Path) -> None:
    """The list has every document; naming one prints its text without navigation or script."""
    assert "17 documents." in run("documents", "--workspace", folder).stdout
    text = run("documents", "2012-04-06-lantern-post-bout-sentenced.html", "--workspace", folder).stdout
    assert "Shira Scheindlin" in text
    assert "console.log" not in text and "Cookie settings" not in text and "Front page" not in text


def test_search_finds_words_in_any_language(run: Command, folder: Path) -> None:
    """Russian reports are found though no reader reads them, the windows-1251 one too."""
    done = run("search", "Бут", "Москву", "--workspace", folder)
    assert done.returncode == 0 and "2022-12-09-vechernyaya-pristan-bout.html" in done.stdout
    assert "[[Бут]]" in done.stdout
    none = run("search", "zyzzyva", "--workspace", folder)
    assert none.returncode == 1 and "0 documents found." in none.stdout
