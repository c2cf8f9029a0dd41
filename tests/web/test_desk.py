"""The desk in the browser: numbers set by slider or typed, sides, people and lines that come and go, nothing lost."""

import html
import re
from collections.abc import Iterator
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from homeward.app.plan_exchange import positions_in_text
from homeward.app.serve_pages import prepare
from homeward.app.wiring import Workspace, open_workspace
from homeward.exchanges.model import Floor, Positions, ValuesTerms, Wants

TEXT = """title: Two ports
participants: {N: {name: Northland}, S: {name: Southland}}
people:
  ana: {name: Ana Quillfeather, held_by: S, home: N}
  bo: {name: "<b>Bo</b>", held_by: N, home: S}
terms: {funds: {options: [frozen, released]}}
positions:
  # told by North Wire
  - {id: n-wants, of: N, wants: {ana: 3}}
  - {id: n-third, of: N, gives: {bo: 1/3}}
  - {id: n-terms, of: N, terms: {funds: {released: -2}}}
  - {id: s-wants, of: S, wants: {bo: 0.5}}
  - {id: s-not, of: S, refuses: [ana], yields: 2}
  - {id: s-floor, of: S, floor: 0}
"""


@pytest.fixture(scope="module")
def empty_one(
    tmp_path_factory: pytest.TempPathFactory, django_db_blocker: pytest.FixtureRequest
) -> Iterator[Workspace]:
    """An empty workspace: the desk keeps nothing, so that one does for all tests."""
    folder = tmp_path_factory.mktemp("workspace")
    with django_db_blocker.unblock(), open_workspace(folder) as workspace:  # type: ignore[attr-defined]
        yield workspace


@pytest.fixture
def desk(empty_one: Workspace) -> Client:
    """A browser over it, forms not checked for where they came from."""
    prepare(empty_one)
    return Client(headers={"host": "localhost"})


def fields(page: str) -> dict[str, str]:
    """Return the fields of the desk's form as a browser without JavaScript would send them."""
    found: dict[str, str] = {}
    for tag in re.findall(r"<input\b[^>]*>", page.split('class="desk"', 1)[1]):
        said = {key: html.unescape(value) for key, value in re.findall(r'([\w-]+)="([^"]*)"', tag)}
        if said.get("type") != "checkbox" and "name" in said and said.get("type") != "file":
            found[said["name"]] = said.get("value", "")
    text = re.search(r"(?s)<textarea[^>]*>(.*?)</textarea>", page)
    assert text is not None
    return {**found, "positions": html.unescape(text[1].removeprefix("\n"))}


def sent(desk: Client, given: dict[str, object], status: int = 200) -> str:
    """Return the page that answers a form sent to the desk."""
    answer = desk.post("/exchanges/desk/", given)
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def read(page: str) -> Positions:
    """Return what the text on a page says."""
    return positions_in_text(fields(page)["positions"])


def named(given: dict[str, str], beginning: str, *words: str) -> str:
    """Return the name of the one field that begins so and has these words in it."""
    (found,) = [
        name for name in given if name.startswith(beginning) and all(f'"{word}"' in unquote(name) for word in words)
    ]
    return found


def test_numbers_are_set_by_slider_or_typed(desk: Client) -> None:
    """A slider that was moved counts, and a number that was typed before it; what was left alone stays exact."""
    page = sent(desk, {"positions": TEXT})
    assert page.count('type="range"') == 4  # a third is too fine for a slider
    given = fields(page)
    assert not [name for name in given if {*name} & {'"', "\r", "\n"}]  # a browser would send others for them
    given[named(given, "slider ", "n-wants")] = "7"
    given[named(given, "slider ", "s-wants")] = "9"
    given[named(given, "number ", "s-wants")] = "0.75"
    given[named(given, "number ", "n-terms")] = "-5"
    given[named(given, "number ", "s-not")] = ""
    given[named(given, "slider ", "s-floor")] = "1"
    lines = {one.id: one for one in read(sent(desk, dict(given))).positions}
    assert lines["n-wants"].line == Wants({"ana": 7})
    assert lines["s-wants"].line == Wants({"bo": 3 / 4})
    assert lines["n-terms"].line == ValuesTerms({"funds": {"released": -5}})
    assert lines["s-not"].yields is None
    assert lines["s-floor"].line == Floor(1)
    assert str(lines["n-third"].line.costs["bo"]) == "1/3"  # type: ignore[union-attr]


def test_untouched_form_leaves_the_text_as_it_is(desk: Client) -> None:
    """A form sent back as it came changes no letter of the text, remarks included."""
    given = fields(sent(desk, {"positions": TEXT}))
    as_a_browser_does = {**given, "positions": given["positions"].replace("\n", "\r\n")}
    assert fields(sent(desk, as_a_browser_does))["positions"] == TEXT


def test_everybody_counts_the_same_by_one_step(desk: Client) -> None:
    """One button sets each worth and cost of a person to 1."""
    page = sent(desk, {"positions": TEXT, "do": "even"})
    assert "Every person counts the same now" in page
    assert read(page).positions[0].line == Wants({"ana": 1})


@pytest.mark.parametrize("typed", ["abc", "-1", "1e99", "1,5", "<script>alert(1)</script>"])
def test_number_that_is_none_is_refused_and_stays_typed(desk: Client, typed: str) -> None:
    """The sentence names the line and the person; all that was typed stands in its field, the text as it was."""
    given = fields(sent(desk, {"positions": TEXT}))
    at = named(given, "number ", "n-wants")
    given |= {at: typed, "person_name": "Cy Marsh", "do": "person", "name": "my variant"}
    page = sent(desk, dict(given), 400)
    assert "n-wants" in page.split('id="refused"')[1]
    assert "Nothing that you typed is lost" in page
    again = fields(page)
    assert (again[at], again["person_name"], again["name"]) == (typed, "Cy Marsh", "my variant")
    assert again["positions"] == TEXT
    assert "<script>alert" not in page


def test_side_person_and_line_are_added(desk: Client) -> None:
    """From an empty desk a side, another, a person and a line come into the file; each is told."""
    page = desk.get("/exchanges/desk/").content.decode()
    page = sent(desk, {**fields(page), "side_state": "NO", "do": "participant"})
    assert "Norway takes part." in page
    page = sent(desk, {**fields(page), "side_state": "", "side_name": "The Council", "do": "participant"})
    given = {"person_name": "Ana  Quillfeather", "person_held_by": "The Council", "person_home": "NO"}
    page = sent(desk, {**fields(page), **given, "person_count": "2", "do": "person"})
    line = {"line_of": "NO", "line_kind": "wants", "line_people": ["ana_quillfeather"], "do": "line"}
    page = sent(desk, {**fields(page), **line})
    positions = read(page)
    assert [one.name for one in positions.participants] == ["Norway", "The Council"]
    assert [(one.name, one.count) for one in positions.people] == [("Ana Quillfeather", 2)]
    assert positions.positions[0].line == Wants({"ana_quillfeather": 1})


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"do": "person", "person_name": "Cy"}, "lacks a name, a holder or a home"),
        ({"do": "person", "person_name": "Cy", "person_held_by": "N", "person_home": "N"}, "held at home"),
        (
            {"do": "person", "person_name": "C", "person_held_by": "N", "person_home": "S", "person_count": "x"},
            "number",
        ),
        ({"do": "participant"}, "has no name"),
        ({"do": "participant", "side_name": "N"}, "takes part already"),
        ({"do": "line", "line_of": "N"}, "lacks a side or what it says"),
        ({"do": "line", "line_of": "N", "line_kind": "refuses"}, "asks for a list of people"),
        ({"do": "line", "line_of": "N", "line_kind": "floor", "line_number": "much"}, "much"),
        ({"do": "line", "line_of": "S", "line_kind": "gives", "line_people": "bo"}, "does not hold"),
        ({"do": "draft", "draft_names": "Nobody Atall"}, "Nobody called"),
        ({"do": "draft", "draft_as_of": "soon"}, "is not a day"),
    ],
)
def test_what_cannot_be_added_is_refused(desk: Client, given: dict[str, str], told: str) -> None:
    """Each gets a sentence on what is missing, and what was typed stays."""
    page = sent(desk, {"positions": TEXT, **given}, 400)
    assert told in html.unescape(page)
    assert fields(page)["positions"] == TEXT
    for name in ("person_name", "side_name", "draft_names", "line_number"):
        if name in given:
            assert fields(page)[name] == given[name]


def test_side_person_and_line_are_taken_out(desk: Client) -> None:
    """Whoever is taken out is in no line any more, and the page says which lines changed or went."""
    page = sent(desk, {"positions": TEXT, "do": "without-person ana"})
    assert "Lines that changed or went with it: n-wants and s-not" in page
    assert [one.id for one in read(page).people] == ["bo"]
    page = sent(desk, {"positions": TEXT, "do": "without-line s-floor"})
    assert "s-floor" not in fields(page)["positions"]
    page = sent(desk, {"positions": TEXT, "do": "without-participant S"})
    assert [one.of for one in read(page).positions] == ["N"]


def test_file_takes_the_place_of_the_text(desk: Client) -> None:
    """A file that is sent is read instead of the text; one that is not UTF-8 is refused, and the text stays."""
    good = SimpleUploadedFile("p.yaml", TEXT.encode())
    assert read(sent(desk, {"positions": "title: other", "file": good})).title == "Two ports"
    bad = SimpleUploadedFile("p.yaml", b"\xff\xfe\x00")
    page = sent(desk, {"positions": TEXT, "file": bad}, 400)
    assert "Save it as UTF-8" in page
    assert fields(page)["positions"] == TEXT


@pytest.mark.parametrize("text", ["   ", "\0", "just words", "- a\n- b", "a: &x [*x]", "x" * 100_000, "\u202e: {"])
@pytest.mark.parametrize("path", ["desk", "solve", "save", "export"])
def test_text_that_is_no_positions_file_is_refused(desk: Client, path: str, text: str) -> None:
    """Any other text gets a sentence, never a fault, wherever it is sent."""
    answer = desk.post(f"/exchanges/{path}/", {"positions": text, "name": "x"})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()


@pytest.mark.parametrize("key", ["x", "[]", "null", "[1,2,3,4,5,6,7]", '["gone",null,null,null,false]', '["n-wants"]'])
def test_number_of_a_place_that_is_none_is_refused(desk: Client, key: str) -> None:
    """A form whose fields name no line of the text gets a sentence."""
    given = {"positions": TEXT, f"before {key}": "1", f"number {key}": "2"}
    assert desk.post("/exchanges/desk/", given).status_code == 400


def test_hostile_names_stay_words(desk: Client) -> None:
    """Mark-up in names is shown as text, in labels and fields too."""
    page = sent(desk, {"positions": TEXT.replace("Ana Quillfeather", "\\" * 2 + "'><i>")})
    assert "<b>Bo" not in page
    assert "<i>" not in page
    assert " style=" not in page
