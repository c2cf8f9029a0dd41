"""What a page says where something is not there or is refused: what to do in the browser, not in a terminal."""

import ast
import re
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

import homeward
from homeward.app.update_cases import case_book
from homeward.app.wiring import Workspace
from homeward.basics import errors
from homeward.basics.errors import UnknownName

TYPED = re.compile(r"`homeward|--[a-z]")
"""What only somebody at a terminal can do."""
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
IN_A_TERMINAL = ("cli", "serve_pages.py", "serve_processes.py", "wiring.py", "doctor.py", "draw_exchange.py", "team.py")
"""What runs before there is a page, or what only the command line asks for."""
OURS = {name for name, one in vars(errors).items() if isinstance(one, type) and issubclass(one, errors.HomewardError)}


def test_a_terminal_alone_shows_what_to_type() -> None:
    """The message stands by itself; in a terminal the command follows it."""
    error = UnknownName("There is no document 'x'.", "`homeward documents` lists those that are kept.")
    assert str(error) == "There is no document 'x'."
    assert error.in_terminal == "There is no document 'x'. `homeward documents` lists those that are kept."
    assert UnknownName("There is no case 'x'.").in_terminal == "There is no case 'x'."


def test_no_message_tells_what_to_type() -> None:
    """What our errors say is for pages too: commands and their options stand apart from it."""
    root = Path(homeward.__file__).parent
    found = []
    for path in sorted(root.rglob("*.py")):
        if path.name in IN_A_TERMINAL or {"cli", "exchanges", "routes"} & set(path.relative_to(root).parts):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in OURS and node.args:
                found += [f"{path.name}: {said}" for said in _said(node.args[0]) if TYPED.search(said)]
    assert found == []


def _said(message: ast.expr) -> list[str]:
    return [one.value for one in ast.walk(message) if isinstance(one, ast.Constant) and isinstance(one.value, str)]


@pytest.mark.parametrize(
    "path", ["/nowhere/", "/documents/0000000000000000/", "/claims/0000000000000000/", "/cases/x/"]
)
def test_what_is_not_there_leads_to_the_lists(browser: Client, path: str) -> None:
    """A page that is not there names the lists in which everything stands, and no command."""
    answer = browser.get(path)
    page = answer.content.decode()
    assert answer.status_code == 404
    assert not TYPED.search(page)
    assert "What is kept here stands in these lists" in page
    assert all(f'<a href="{one}">' in page.partition("<main")[2] for one in ("/cases/", "/people/", "/documents/"))


def test_refused_forms_speak_of_the_browser(browser: Client, reported: Workspace) -> None:
    """Rulings and drafts that name nobody, and reviews of no claim, say so without a command to type."""
    (case,) = case_book(reported, date.max).cases
    first = f"{case.person.members[0].document_id}:{case.person.members[0].name}"
    sent = (
        ("/claims/0000000000000000/review/", {"act": "accept", "seen": ""}),
        (f"/people/{case.id}/", {"act": "same", "first": first, "second": "Zaphod Quux"}),
        (f"/people/{case.id}/", {"act": "undo", "first": first, "second": first.replace("Ana", "Anna"), "seen": ""}),
        ("/exchanges/desk/", {"do": "draft", "positions": "", "draft_names": "Zaphod Quux"}),
    )
    token = TOKEN.findall(browser.get("/exchanges/desk/").content.decode())[0]
    for path, form in sent:
        answer = browser.post(path, {**form, "csrfmiddlewaretoken": token})
        page = answer.content.decode().partition("<main")[2]
        assert answer.status_code in (400, 404), path
        assert not TYPED.search(page), path


def test_address_for_forms_alone_says_so(browser: Client) -> None:
    """Whoever opens an address that only a form is sent to reads that on a page of ours, not on an empty one."""
    answer = browser.get("/exchanges/solve/")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "POST"
    assert "Open the page with the form" in answer.content.decode()
    assert browser.put("/api/cases").headers["Content-Type"].partition(";")[0] != "text/html"
