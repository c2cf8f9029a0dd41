"""Whatever a report holds, every page shows it as text: scripts, marks that turn text round, NULs, endless words."""

import hashlib
import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser

import pytest
from access_table import TABLE
from conftest import POSITIONS, ids_in
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from homeward.app.add_reports import add_reports
from homeward.app.job_kinds import WORKS
from homeward.app.job_worker import work_off
from homeward.app.keep_variants import save_variant
from homeward.app.plan_exchange import Asked
from homeward.app.serve_pages import prepare
from homeward.app.show_documents import find_documents
from homeward.app.solve_exchange import ask_to_solve
from homeward.app.wiring import Workspace, open_workspace
from homeward.documents.model import Document
from homeward.storage.variants.model import Opened

TURN = "\u202e"
NAME = f"Ana {TURN}Quill" + "l" * 200
SCRIPT = '<script>alert("x")</script>'
HEAD = f"---\ntitle: {SCRIPT} {TURN}held\npublisher: {TURN}Wire {SCRIPT}\ndate: 2022-08-05\nlang: en\n---\n"
CASE = (
    f"{NAME}, 34, a Norwegian teacher, was arrested in Russia on 5 March 2021. A Moscow court sentenced {NAME} to nine"
    f" years in prison for {TURN}espionage{SCRIPT} on 4 August 2022."
)
OTHER = (
    f"{NAME}, a Norwegian teacher, was arrested in Russia on 7 March 2021 and sentenced to ten years in August 2022."
)
SAID = (
    f'"{SCRIPT}{TURN} {NAME} is innocent," her lawyer Oleg{TURN} Marsh told Reuters on Tuesday. More than 60 Russian'
    f" citizens are held in the United States, Foreign Minister {TURN}Sergei Vetrov said on Tuesday. Norway demands the"
    f" release of {NAME}, Foreign Minister Tor Lund said."
)
WITH_NUL = f"One\0two {SCRIPT}"
ONE_LINE = "Ana Quillfeather was arrested in Russia on 5 March 2021. " + "x" * 10_000_000
LONG = f"{CASE}\n\n{'<&' * 5_000_000}\n\n{OTHER} {SAID}"
MOST_BYTES = 1_000_000
"""Of any page or answer of the API, however long the texts are; half of it is a part of a text escaped."""
EVENT = re.compile(r"^on\w+$")
OURS = re.compile(r"^/static/[\w./-]+$")


class Page(HTMLParser):
    """What a browser would run or follow in a page, and where its text could be turned round."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []
        self._open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Note scripts that are not ours, handlers of events, styles, and links that no browser should follow."""
        if tag == "script" and not OURS.match(dict(attributes).get("src") or ""):
            self.wrong.append(f"script {attributes}")
        self.wrong += [f"{name} of {tag}" for name, _ in attributes if EVENT.match(name) or name == "style"]
        links = (value or "" for name, value in attributes if name in ("href", "action", "src"))
        self.wrong += [link for link in links if not link.startswith(("/", "?", "#", "https://", "http://"))]
        self._open.append("bdi" if tag != "html" and dict(attributes).get("dir") else tag)

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        while self._open and self._open.pop() not in (tag, "bdi"):
            pass

    def handle_data(self, text: str) -> None:
        """Note a mark that turns text round where it would reach beyond the words it came with."""
        if "\0" in text:
            self.wrong.append("NUL")
        alone = {"bdi", "title", "option", "textarea", "h1", "q", "article", "mark", "text"}
        if TURN in text and not alone & set(self._open):
            self.wrong.append(f"unguarded in {self._open[-3:]}: {text.strip()[:60]!r}")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: pytest.FixtureRequest) -> Iterator[Workspace]:
    """A workspace whose reports try to be more than text."""
    folder = tmp_path_factory.mktemp("reports")
    for name, text in (("case", CASE), ("other", OTHER), ("said", SAID)):
        (folder / f"{name} {TURN}evil <b>.txt").write_text(HEAD + text, encoding="utf-8")
    for name, text in (("line", ONE_LINE), ("long", LONG)):
        (folder / f"{name}.txt").write_text(f"---\nlang: en\n---\n{text}", encoding="utf-8")
    sha = hashlib.sha256(WITH_NUL.encode()).hexdigest()
    nul = Document("nul\0.txt", WITH_NUL, sha, sha, "text/plain", f"nul\0{SCRIPT}", None, None, None, "en")
    with django_db_blocker.unblock(), open_workspace(tmp_path_factory.mktemp("workspace")) as workspace:  # type: ignore[attr-defined]
        add_reports(workspace, [folder], jobs=1)
        workspace.store.save_document(nul, WITH_NUL.encode())
        kept = save_variant(workspace, SCRIPT, POSITIONS, {})
        ask_to_solve(workspace, POSITIONS, Asked(), date(2022, 10, 1), Opened(kept.id, kept.version))
        yield workspace


@pytest.fixture
def browser(hostile: Workspace) -> Client:
    """A browser over that workspace."""
    prepare(hostile)
    return Client(headers={"host": "localhost"})


@pytest.mark.parametrize(("page", "is_wrong"), [("<p>{}</p>", True), ("<p><bdi>{}</bdi></p>", False)])
def test_words_that_turn_a_page_round_are_noticed(page: str, is_wrong: bool) -> None:
    """What follows looks at pages with eyes that see: a mark outside of its own words is found in a whole page."""
    assert bool(Page(f'<html dir="ltr"><body>{page.format(TURN)}</body></html>').wrong) is is_wrong


def test_every_page_shows_hostile_reports_as_text(browser: Client, hostile: Workspace) -> None:
    """No page of the app runs, styles or follows anything of a report, turns words round with it, or is endless."""
    case = ids_in(hostile)
    assert len(hostile.store.kept_documents()) == 6
    wrong = {}
    for number, document in enumerate(hostile.store.kept_documents()):
        for row in (row for row in TABLE if number == 0 or "{document}" in row.path):
            path = row.path.format(**case | {"document": document.id})
            answer = browser.get(path)
            assert answer.status_code < 500, path
            if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
                found = Page(answer.content.decode())
                if found.wrong:
                    wrong[row.name] = found.wrong
                assert len(answer.content) < MOST_BYTES, path
    assert not wrong, "\n".join(f"{name}: {one}" for name, several in wrong.items() for one in several)


def test_ten_million_characters_of_one_line_are_kept_found_and_shown_in_parts(
    browser: Client, hostile: Workspace
) -> None:
    """A line too long for any reader is kept whole; what stands round it is read, and the page says what was not."""
    (long,) = [one for one in hostile.store.kept_documents() if one.name.endswith("long.txt")]
    (left,) = long.unread
    assert hostile.store.document(long.id).text == LONG
    assert len([one for one in find_documents(hostile, "Norwegian Vetrov").rows if one.document_id == long.id]) == 1
    (late,) = [
        claim
        for _, claim in hostile.store.claims(document_id=long.id)
        if claim.kind == "arrest" and claim.span.start > left.span.end
    ]
    page = browser.get(f"/documents/{long.id}/?claim={late.id}").content.decode()
    assert f'id="c-{late.id}"' in page
    assert f"Characters {left.span.start} to {left.span.end} were not read for claims" in page
    assert "The last claim before this part" in page
    number = re.search(r"Part (\d+) of (\d+)", page)
    assert number is not None
    assert number[1] == number[2]
    first = browser.get(f"/documents/{long.id}/").content.decode()
    assert "The next claim after this part" in first
    middle = browser.get(f"/documents/{long.id}/?part=100").content.decode()
    assert "&lt;&amp;" in middle
    assert max(map(len, (page, first, middle))) < MOST_BYTES
    shown = browser.get("/search/?words=norwegian+vetrov").content.decode()
    assert f"/documents/{long.id}/" in shown
    assert len(shown) < MOST_BYTES


def test_the_api_gives_a_long_text_piece_by_piece(browser: Client, hostile: Workspace) -> None:
    """The pieces, asked for one after another, are the text, and no answer is longer than one of them may be."""
    (line,) = [one for one in hostile.store.kept_documents() if one.name.endswith("line.txt")]
    pieces, start = [], 0
    while start is not None:
        answer = browser.get(f"/api/documents/{line.id}/text?start={start}").json()
        assert (answer["start"], answer["characters"]) == (start, len(ONE_LINE))
        pieces.append(answer["text"])
        start = answer["next"]
    assert "".join(pieces) == ONE_LINE
    assert max(map(len, pieces)) == 1_000_000
    assert browser.get(f"/api/documents/{line.id}/text?start=57&most=3").json()["text"] == "xxx"


def test_a_pasted_line_of_ten_million_characters_says_what_was_not_read(browser: Client, hostile: Workspace) -> None:
    """The page of its reading says that it is kept, which of it was not read, and what to do."""
    answer = browser.post("/reports/", {"text": "Who was arrested is not known to us. " + "y" * 10_000_000})
    assert answer.status_code == 302
    work_off(hostile, WORKS)
    page = browser.get(answer.headers["Location"]).content.decode()
    assert "1 new document" in page
    assert "were not read for claims: they are one line" in page
    assert len(page) < MOST_BYTES


def test_more_files_than_a_form_holds_are_answered_with_a_sentence(browser: Client) -> None:
    """A folder with too many files gets a page that says how many there may be, and what to do with more."""
    files = [SimpleUploadedFile(f"{number}.txt", b"text") for number in range(3)]
    with override_settings(DATA_UPLOAD_MAX_NUMBER_FILES=1):
        answer = browser.post("/reports/", {"files": files})
    assert answer.status_code == 400
    assert "more fit into a zip" in answer.content.decode()
