"""The answer on positions in the browser: asked for as a job, shown with its lines, stopped, refused, and drawn."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from homeward.app.job_kinds import WORKS
from homeward.app.job_worker import work_off
from homeward.app.plan_exchange import Asked, plan_exchange, positions_in_text
from homeward.app.serve_pages import prepare
from homeward.app.wiring import Workspace, open_workspace
from homeward.exchanges.pictures import exchange_picture

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "positions"
POSSIBLE = """title: Two ports
as_of: 2022-01-01
participants: {N: {name: Northland}, S: {name: Southland}}
people:
  ana: {name: Ana Quillfeather, held_by: S, home: N}
  bo: {name: "<script>alert(1)</script>", held_by: N, home: S}
  cy: {name: Cy Marsh, held_by: S, home: N}
positions:
  - {id: n-wants, of: N, wants: {ana: 3, cy: 2}, date: 2021-05-01, source: {publication: North Wire, quote: bring both}}
  - {id: n-gives, of: N, gives: {bo: 1}}
  - {id: s-wants, of: S, wants: {bo: 2}, source: {claim: "../../x", url: "javascript:alert(1)"}}
  - {id: s-gives, of: S, gives: {ana: 1, cy: 1}}
  - {id: s-not-cy, of: S, refuses: [cy], yields: 1}
"""


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: pytest.FixtureRequest) -> Iterator[Workspace]:
    """An empty workspace: what is asked in one test waits for no other."""
    folder = tmp_path_factory.mktemp("workspace")
    with django_db_blocker.unblock(), open_workspace(folder) as workspace:  # type: ignore[attr-defined]
        yield workspace


@pytest.fixture
def desk(opened: Workspace) -> Client:
    """A browser over it, forms not checked for where they came from."""
    prepare(opened)
    return Client(headers={"host": "localhost"})


@pytest.fixture
def solved(desk: Client, opened: Workspace) -> Callable[..., str]:
    """Returns the page that answers on a text of positions, once the search has ended."""

    def answered(text: str, **options: object) -> str:
        answer = desk.post("/exchanges/solve/", {"positions": text, **options})
        assert answer.status_code == 302
        waiting = desk.get(answer.headers["Location"]).content.decode()
        assert "Waiting" in waiting
        assert "Stop the search" in waiting
        work_off(opened, WORKS)
        return desk.get(answer.headers["Location"]).content.decode()

    return answered


def test_answer_says_who_goes_home_and_why_others_do_not(solved: Callable[..., str]) -> None:
    """The page has the releases with routes, each side's numbers, who is left out and because of which line."""
    page = solved(POSSIBLE, frontier="1", rounds="2", compromises="3")
    assert "An exchange that every side accepts:" in page
    assert "Ana Quillfeather" in page
    left = page.split("Who is not in it", 1)[1]
    assert "Cy Marsh" in left
    assert "s-not-cy" in left
    assert "more people home, if lines are given up" in page
    assert "Round 1" in page
    assert "bring both" in page
    assert "By which route" in page


def test_real_file_without_an_exchange(solved: Callable[..., str]) -> None:
    """The positions before December 2022 clash; what the cheapest compromise opens is told, with its lines' sources."""
    text = (EXAMPLES / "us-ru-2022.yaml").read_text(encoding="utf-8")
    page = solved(text, compromises="2")
    assert "No exchange is acceptable to every side." in page
    assert "Compromises, the cheapest first" in page
    assert "Drawn is what the cheapest compromise opens" in page
    assert 'rel="noreferrer external" href="https://www.detroitnews.com/' in page


def test_routes_of_releases_are_said_in_russian(solved: Callable[..., str], desk: Client) -> None:
    """The table and the picture say in the page's language what could carry somebody home."""
    page = solved((EXAMPLES / "us-ru-2022-april.yaml").read_text(encoding="utf-8"))
    address = re.findall(r"/exchanges/solved/\w+/", page)[-1]
    russian = desk.get(address, headers={"accept-language": "ru"}).content.decode()
    assert russian.count(">помилование, не решено<") == page.count(">clemency (pardon), undecided<") > 1
    assert ">clemency" not in russian


def test_page_says_no_more_than_was_asked_and_proved(solved: Callable[..., str], desk: Client) -> None:
    """What withstands nothing is told from what nobody accepts; nobody is counted where no people are."""
    insisting = POSSIBLE + "  - {id: n-ana, of: N, insists: [ana]}\n"
    page = solved(insisting, withstand="1", compromises="3", frontier="1", rounds="2")
    assert "No exchange stays acceptable to every side if any 1 release falls through." in page
    assert "No exchange is acceptable to every side." not in page
    assert "to blame" not in page and "No line that could yield" not in page
    assert "No frontier: there is no such exchange." in page and "No hand-over: there is no such exchange." in page
    job = desk.get("/api/jobs?limit=1").json()["rows"][0]
    said = desk.get(f"/api/jobs/{job['id']}").json()["result"]
    assert (said["status"], said["none_withstands"], said["frontier"], said["handover"]) == ("none", True, [], [])
    terms = (
        "participants: {A: {}, B: {}}\nterms: {price: {options: [0, 1, 2]}}\npositions:\n"
        "  - {id: a, of: A, terms: {price: {1: 3}}}\n  - {id: b, of: B, terms: {price: {1: 2}}}\n"
    )
    page = solved(terms)
    assert "agreed without people." in page
    assert "go home" not in page.split('id="answer"', 1)[1]


def test_line_can_be_left_out(solved: Callable[..., str]) -> None:
    """A line that is ticked does not count, and stays ticked; ticks of lines that are gone do no harm."""
    page = solved(POSSIBLE, without=["s-not-cy", "gone"])
    assert "Who is not in it" not in page
    assert re.search(r'value="s-not-cy"[^>]* checked', page)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("held_by: X, home: N", "line 5"),
        ("held_by: S, home: N, hom: N", "line 5"),
        ("held_by: [S", "line"),
    ],
)
def test_refusal_names_the_line_and_keeps_the_text(desk: Client, wrong: str, told: str) -> None:
    """What makes no sense is refused with its line and the remedy; the text stays in the form."""
    text = POSSIBLE.replace("held_by: S, home: N", wrong, 1)
    answer = desk.post("/exchanges/solve/", {"positions": text})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert told in page
    assert "<mark>" in page
    assert wrong in page.split("<textarea", 1)[1]


@pytest.mark.parametrize("rounds", ["two", "-1", "0", "61", "9" * 400])
def test_number_that_is_none_is_refused(desk: Client, rounds: str) -> None:
    """A count that is no whole number in its range is said, and the text stays."""
    answer = desk.post("/exchanges/solve/", {"positions": POSSIBLE, "rounds": rounds})
    assert answer.status_code == 400
    assert "is no whole number from 1 to 60" in answer.content.decode()
    assert "Two ports" in answer.content.decode()


@pytest.mark.parametrize("text", ["", "   ", "\0", "just words", "- a\n- b", "a: &x [*x]", "x" * 100_000, "\u202e: {"])
def test_text_that_is_no_positions_file_is_refused(desk: Client, text: str) -> None:
    """Any other text gets a sentence, never a fault."""
    answer = desk.post("/exchanges/solve/", {"positions": text})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()


def test_hostile_words_stay_words(solved: Callable[..., str]) -> None:
    """Scripts in names, and addresses that are none, are shown as text and lead nowhere."""
    page = solved(POSSIBLE, frontier="1")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert 'href="javascript:' not in page
    shown = re.sub(r"(?s)<textarea.*?</textarea>", "", page)
    assert "../../x" not in shown
    assert " style=" not in page
    assert "<style" not in page


def test_pictures_look_as_their_own_files_do() -> None:
    """Every rule with which a picture is drawn stands in the stylesheet of pages, for pictures alone."""
    positions = positions_in_text(POSSIBLE)
    picture = exchange_picture(plan_exchange(positions, Asked(), date(2022, 1, 1)), positions)
    style = re.search(r"(?s)<style>(.*?)</style>", picture)
    assert style is not None
    path = finders.find("homeward/pictures.css")
    assert isinstance(path, str)
    sheet = Path(path).read_text(encoding="utf-8")
    light, _, dark = style[1].partition("@media")
    kept_light, _, kept_dark = sheet.partition("@media")
    for rules, kept in ((light, kept_light), (dark, kept_dark)):
        for rule in re.findall(r"([.\w]+\{[^}]*\})", rules):
            assert f".picture {rule}" in kept


def test_waiting_search_is_stopped(desk: Client, opened: Workspace) -> None:
    """Whoever asked stops the search; its page says so, and the positions stay on it."""
    page = desk.post("/exchanges/solve/", {"positions": POSSIBLE}).headers["Location"]
    fragment = desk.get(page, headers={"HX-Request": "true"})
    assert "<h1>" not in fragment.content.decode()
    assert "HX-Refresh" not in fragment.headers
    assert desk.post(f"{page}stop/").status_code == 302
    assert work_off(opened, WORKS) == 0
    assert desk.get(page, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    ended = desk.get(page).content.decode()
    assert "Nothing came of it" in ended
    assert "Two ports" in ended.split("<textarea", 1)[1]
