"""Variants in the browser: kept, opened at any version, overtaken by somebody else, compared, taken out, deleted."""

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from homeward.app.audit import list_audit
from homeward.app.job_kinds import WORKS
from homeward.app.job_worker import work_off
from homeward.app.serve_pages import prepare
from homeward.app.wiring import Workspace, open_workspace
from homeward.exchanges.position_edits import NumberAt
from homeward.web.pages.desk_form import key_of_number

TEXT = """title: Two ports
participants: {N: {name: Northland}, S: {name: Southland}}
people:
  ana: {name: Ana Quillfeather, held_by: S, home: N}
  bo: {name: Bo, held_by: N, home: S}
positions:
  - {id: n-wants, of: N, wants: {ana: 3}}
  - {id: n-gives, of: N, gives: {bo: 1}}
  - {id: s-wants, of: S, wants: {bo: 2}}
  - {id: s-gives, of: S, gives: {ana: 1}}
"""
OTHER = TEXT.replace("wants: {ana: 3}", "wants: {ana: 5}") + "  - {id: s-not, of: S, refuses: [ana], yields: 1}\n"


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Workspace]:
    """An empty workspace whose pages are served."""
    with open_workspace(tmp_path / "workspace") as workspace:
        prepare(workspace)
        yield workspace


@pytest.fixture
def desk(opened: Workspace) -> Client:
    """A browser over it, forms not checked for where they came from."""
    return Client(headers={"host": "localhost"})


def kept(desk: Client, name: str, text: str, **given: object) -> str:
    """Keep a text as a variant and return the address of its page."""
    answer = desk.post("/exchanges/save/", {"positions": text, "name": name, **given})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


def test_variant_is_kept_listed_and_opened(desk: Client, opened: Workspace) -> None:
    """Who kept it and when stands in the list and on its page; options are kept with it; earlier versions open."""
    page = kept(desk, "Both home", TEXT, rounds="2", note="as the mediator told")
    listed = desk.get("/exchanges/").content.decode()
    assert page in listed
    assert "as the mediator told" in listed
    shown = desk.get(page).content.decode()
    assert f"kept by <bdi>{opened.viewer.name}</bdi>" in shown
    assert re.search(r'name="rounds"[^>]* value="2"', shown)
    assert kept(desk, "Both home", OTHER, variant="1", seen="1") == page
    assert "s-not" in desk.get(page).content.decode()
    first = desk.get(f"{page}?version=1").content.decode()
    assert "an earlier one" in first
    assert "s-not" not in first
    assert desk.get(f"{page}?version=3").status_code == 404
    assert desk.get("/exchanges/variants/99/").status_code == 404


def test_stale_save_shows_both_versions_and_keeps_nothing(desk: Client) -> None:
    """Whoever was overtaken sees what differs and both texts, and may keep theirs as the next version or apart."""
    page = kept(desk, "Both home", TEXT)
    kept(desk, "Both home", OTHER, variant="1", seen="1")
    mine = TEXT.replace("ana: 3", "ana: 4")
    stale = {"positions": mine, "name": "Both home", "variant": "1", "seen": "1", "note": "mine"}
    answer = desk.post("/exchanges/save/", stale)
    told = html.unescape(answer.content.decode())
    assert answer.status_code == 409
    assert "kept version 2" in told
    russian = desk.post("/exchanges/save/", stale, headers={"accept-language": "ru"}).content.decode()
    assert "версия 2 варианта" in russian and "kept version" not in russian
    assert "Ana Quillfeather 5" in told and "Ana Quillfeather 4" in told
    texts = re.findall(r"(?s)<textarea[^>]*>\s*(.*?)</textarea>", told)
    assert texts == [OTHER, mine]
    assert "version 3" not in desk.get(page).content.decode().lower()
    given = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', told.split("<main", 1)[1]))
    assert given["seen"] == "2"
    assert kept(desk, "Both home", mine, variant=given["variant"], seen=given["seen"]) == page
    assert "Version 3" in desk.get(page).content.decode()
    assert kept(desk, "Mine", mine, variant="1", seen="1") != page


def test_name_that_is_taken_is_refused_and_nothing_is_lost(desk: Client) -> None:
    """The sentence names the variant that has it; the desk stays as it was typed."""
    kept(desk, "Both home", TEXT)
    for name, why in (("both HOME", "already"), ("", "has no name"), ("x" * 130, "130 letters")):
        answer = desk.post("/exchanges/save/", {"positions": OTHER, "name": name, "note": "why"})
        page = answer.content.decode()
        assert answer.status_code == 400
        assert why in page
        assert "s-not" in page.split("<textarea", 1)[1]
        assert 'value="why"' in page


def test_questions_asked_last_stand_under_their_title(desk: Client, opened: Workspace) -> None:
    """Who asks without keeping a variant finds the question by the title of its positions, or else by its time."""
    for text in (TEXT, TEXT.replace("title: Two ports\n", "")):
        desk.post("/exchanges/solve/", {"positions": text})
    listed = desk.get("/exchanges/").content.decode().split("Asked last", 1)[1]
    assert listed.count("<bdi>Two ports</bdi></a>") == 1
    assert listed.count("/exchanges/solved/") == 2


def test_two_variants_side_by_side(desk: Client, opened: Workspace) -> None:
    """Lines that differ stand side by side at once; answers, once asked for and found, beside what is the same."""
    one, other = kept(desk, "Before", TEXT), kept(desk, "After", OTHER)
    numbers = [address.split("/")[3] for address in (one, other)]
    address = f"/exchanges/compare/?one={numbers[0]}&other={numbers[1]}"
    page = html.unescape(desk.get(address).content.decode())
    lines = page.split("Lines that differ", 1)[1]
    assert "Ana Quillfeather 3" in lines and "Ana Quillfeather 5" in lines
    assert "Line s-not" in lines and "not there" in lines
    assert "line n-gives" not in lines
    asked = desk.post("/exchanges/compare/", {"one": numbers[0], "other": numbers[1]})
    assert asked.status_code == 302
    assert "is being looked for" in desk.get(asked.headers["Location"]).content.decode()
    assert work_off(opened, WORKS) == 2
    page = html.unescape(desk.get(address).content.decode())
    answers = page.split("Answers that differ", 1)[1].split("Lines that differ", 1)[0]
    assert "possible" in answers and "none that all accept" in answers
    assert "Ana Quillfeather and Bo" in answers
    assert desk.post("/exchanges/compare/", {"one": numbers[0], "other": numbers[1]}).status_code == 302
    assert work_off(opened, WORKS) == 0
    assert "An exchange that every side accepts" in desk.get(one).content.decode()
    for wrong in ("?one=1", "?one=x&other=2", "?one=1&other=77"):
        assert desk.get(f"/exchanges/compare/{wrong}").status_code in (400, 404)


def test_taking_out_is_deliberate_and_in_the_audit(desk: Client, opened: Workspace) -> None:
    """The file has the numbers that were typed, reads back, and the audit says that it was taken out."""
    kept(desk, "Both home", TEXT)
    key = key_of_number(NumberAt("n-wants", person="ana"))
    given = {"positions": TEXT, f"before {key}": "3", f"number {key}": "8", "variant": "1", "seen": "1"}
    answer = desk.post("/exchanges/export/", given)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "wants: {ana: 8}" in answer.content.decode()
    assert [entry.on for entry in list_audit(opened) if entry.what == "exchange exported"] == ["variant 1"]
    assert desk.get("/exchanges/export/").status_code == 405


def test_variant_is_deleted_only_as_it_was_seen(desk: Client) -> None:
    """Somebody who saw an earlier version is told; what is deleted is gone from list and address."""
    page = kept(desk, "Both home", TEXT)
    kept(desk, "Both home", OTHER, variant="1", seen="1")
    assert desk.post(f"{page}delete/", {"seen": "1"}).status_code == 409
    assert desk.post(f"{page}delete/", {"seen": "2"}).status_code == 302
    assert desk.get(page).status_code == 404
    assert "Both home" not in desk.get("/exchanges/").content.decode()


def test_history_leads_to_each_exchange_read_only(desk: Client) -> None:
    """The picture has a link for each of the 34; its page has sources and what happened, and no form but a copy's."""
    history = desk.get("/exchanges/history/").content.decode()
    picture = history.split("<svg", 1)[1].split("</svg>", 1)[0]
    addresses = re.findall(r'<a href="([^"]+)"', picture)
    assert len(addresses) == len(set(addresses)) == 34
    assert " style=" not in picture
    page = desk.get("/exchanges/history/us-ru-2022/").content.decode()
    happened, before = page.split("What was public before", 1)
    assert "Viktor Bout" in happened and "Brittney Griner" in happened
    assert "https://www.detroitnews.com/" in before
    main = page.split("<main", 1)[1].split("</main>", 1)[0]
    assert main.count("<form") == 1 and "<textarea" not in main and 'type="range"' not in main
    copy = desk.get("/exchanges/desk/?past=us-ru-2022").content.decode()
    assert 'type="range"' in copy
    assert desk.get("/exchanges/desk/?past=history").status_code == 404
