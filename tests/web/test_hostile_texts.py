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
ONE_LINE = "Ana Quillfeather was arrested in Russia on 5 March 2021. " + "x" * 900_000
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
        self._open.append("bdi" if dict(attributes).get("dir") else tag)

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
    (folder / "line.txt").write_text(f"---\nlang: en\n---\n{ONE_LINE}", encoding="utf-8")
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


def test_every_page_shows_hostile_reports_as_text(browser: Client, hostile: Workspace) -> None:
    """No page of the app runs, styles or follows anything of a report, or lets it turn the words around it."""
    case = ids_in(hostile)
    assert len(hostile.store.kept_documents()) == 5
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
    assert not wrong, "\n".join(f"{name}: {one}" for name, several in wrong.items() for one in several)


def test_ten_million_characters_of_one_line_are_answered_with_a_sentence(browser: Client, hostile: Workspace) -> None:
    """A line too long for any report is refused by name and reason, beside the pages, and none is longer for it."""
    answer = browser.post("/reports/", {"text": "x" * 10_000_000})
    assert answer.status_code == 302
    work_off(hostile, WORKS)
    page = browser.get(answer.headers["Location"]).content.decode()
    assert "1 refused" in page
    assert "Split it into parts" in page
    assert len(page) < 1_000_000


def test_more_files_than_a_form_holds_are_answered_with_a_sentence(browser: Client) -> None:
    """A folder with too many files gets a page that says how many there may be, and what to do with more."""
    files = [SimpleUploadedFile(f"{number}.txt", b"text") for number in range(3)]
    with override_settings(DATA_UPLOAD_MAX_NUMBER_FILES=1):
        answer = browser.post("/reports/", {"files": files})
    assert answer.status_code == 400
    assert "more fit into a zip" in answer.content.decode()
