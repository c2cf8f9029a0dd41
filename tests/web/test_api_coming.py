"""The API gives what the pages of families, deadlines, changes, history and comparisons show, and no more."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from conftest import PASSWORD, ids_in, read_reports, send, signed_in
from django.test import Client

from homeward.app.access import seen_by
from homeward.app.family_page import family_lines
from homeward.app.find_deadlines import find_overdue
from homeward.app.job_kinds import WORKS
from homeward.app.job_worker import work_off
from homeward.app.read_in_job import ask_to_read, uploaded
from homeward.app.serve_pages import prepare
from homeward.app.update_cases import case_book
from homeward.app.wiring import Workspace
from homeward.exchanges.past_exchanges import past_exchanges
from homeward.storage.accounts.model import Role
from homeward.web.asking import whole_workspace

DAY = "2022-10-01"
TWO = """participants: {NO: {name: Norway}, RU: {name: Russia}}
people:
  ana: {name: Ana Quillfeather, held_by: RU, home: NO}
  ivan: {name: Ivan Pell, held_by: NO, home: RU}
positions:
  - {id: no-wants, of: NO, wants: {ana: 3}}
  - {id: ru-gives, of: RU, gives: {ana: 1}}
  - {id: ru-wants, of: RU, wants: {ivan: 2}}
  - {id: no-gives, of: NO, gives: {ivan: 1}}
"""
"""Positions that an exchange of one for one meets."""


@pytest.fixture
def api(reported: Workspace) -> Client:
    """A program of the owner's."""
    prepare(reported)
    return Client(headers={"host": "localhost"})


@pytest.fixture(scope="module")
def of_a_team(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any) -> Iterator[Workspace]:
    """A workspace in which Cara and Cleo are caseworkers and kin is of a family."""
    with django_db_blocker.unblock(), read_reports(tmp_path_factory) as workspace:
        with workspace.store.transaction():
            for name, role in (("Cara", Role.CASEWORKER), ("Cleo", Role.CASEWORKER), ("kin", Role.FAMILY)):
                workspace.team.add_member(name, role)
                workspace.team.set_password(name, PASSWORD)
        yield workspace


def test_lines_are_cleared_for_a_family_one_by_one(of_a_team: Workspace) -> None:
    """The page has the lines that are cleared and no others, without what they rest on; a stale clearing is refused."""
    person, browser = ids_in(of_a_team)["person"], signed_in(of_a_team, "Cara")
    page, path = f"cases/{person}/family", f"cases/{person}/family/clearing"
    assert send(browser, "GET", page)["sections"] == []
    desk = send(browser, "GET", path)
    lines = [line for section in desk["sections"] for line in section["lines"]]
    [case] = case_book(of_a_team, date.max).cases
    assert [line["key"] for line in lines] == [line.key for one in family_lines(case) for line in one.lines]
    assert all(line["evidence"] and line["clearing"] is None for line in lines)
    after = send(browser, "PUT", path, {"lines": [lines[0]["key"]], "seen": desk["seen"]})
    [cleared] = [one for section in after["sections"] for one in section["lines"] if one["clearing"]]
    assert (cleared["key"], cleared["clearing"]["by"]) == (lines[0]["key"], "Cara")
    shown = send(browser, "GET", page)
    assert [line for section in shown["sections"] for line in section["lines"]] == [
        {name: lines[0][name] for name in ("key", "when", "what", "said")}
    ]
    send(browser, "PUT", path, {"lines": [], "seen": desk["seen"]}, 409)
    send(browser, "PUT", path, {"lines": ["0" * 64], "seen": after["seen"]}, 409)
    assert "lines" in send(browser, "PUT", path, {"lines": ["no key"], "seen": after["seen"]}, 400)["sentence"]


def test_a_familys_account_gets_leave_and_loses_it(of_a_team: Workspace) -> None:
    """An account for a family sees the one page by leave alone, and nothing of the API."""
    person, browser = ids_in(of_a_team)["person"], signed_in(of_a_team, "Cara")
    path, kin = f"cases/{person}/family/leaves", signed_in(of_a_team, "kin")
    assert kin.get(f"/cases/{person}/family/").status_code == 404
    assert "account of the team" in send(browser, "POST", path, {"name": "Cleo"}, 404)["sentence"]
    given = send(browser, "POST", path, {"name": "kin"})
    assert ([one["name"] for one in given["leaves"]], given["others"]) == (["kin"], [])
    assert kin.get(f"/cases/{person}/family/").status_code == 200
    send(kin, "GET", f"cases/{person}/family", None, 403)
    assert send(browser, "DELETE", f"{path}?name=kin")["others"] == ["kin"]
    assert kin.get(f"/cases/{person}/family/").status_code == 404
    send(browser, "DELETE", f"{path}?name=kin", None, 404)


def test_names_of_refused_files_are_told_to_who_sent_them(of_a_team: Workspace) -> None:
    """What a reading refused stands on the first page, and in the API, of whoever asked for it alone."""
    mine = seen_by(of_a_team, "Cara", date.today())  # noqa: DTZ011 - the day of this machine
    with uploaded(mine) as upload:
        upload.keep("letter of her brother.txt", [b"\0" * 50])
        ask_to_read(mine, upload)
    work_off(of_a_team, WORKS)
    for name, told in (("Cara", 1), ("Cleo", 0)):
        browser = signed_in(of_a_team, name)
        assert send(browser, "GET", "refusals")["total"] == told
        assert browser.get("/").content.decode().count("letter of her brother") == told


def test_what_is_coming_and_overdue_is_told(api: Client, reported: Workspace) -> None:
    """Deadlines and duties are those of the page, with whom they are of and where the rule stands."""
    person = ids_in(reported)["person"]
    deadlines = send(api, "GET", f"deadlines?as_of={DAY}")
    assert deadlines["total"] == len(deadlines["rows"]) > 0
    assert {one["person_id"] for one in deadlines["rows"]} == {person}
    assert all(one["rule"] and one["when"] for one in deadlines["rows"])
    overdue = send(api, "GET", f"overdue?as_of={DAY}&limit=1")
    cases = case_book(reported, date.fromisoformat(DAY)).cases
    assert overdue["total"] == len(find_overdue(cases, date.fromisoformat(DAY))) > 0
    assert send(api, "GET", "deadlines?as_of=2000-01-01")["rows"] == []


def test_what_changed_since_a_day_comes_in_pages(api: Client, reported: Workspace) -> None:
    """Reports added, acts on them and cases that are new for it, since any day that there is."""
    found = send(api, "GET", "changes?since=2020-01-01&limit=1")
    assert (found["documents"]["total"], len(found["documents"]["rows"])) == (2, 1)
    assert [(one["person_id"], one["is_new"]) for one in found["cases"]] == [(ids_in(reported)["person"], True)]
    for day in ("0001-01-01", "9999-12-31"):
        total = send(api, "GET", f"changes?since={day}")["documents"]["total"]
        assert total == (2 if day < DAY else 0)
        assert api.get(f"/?since={day}").status_code == 200
    send(api, "GET", "changes", None, 400)


def test_exchanges_of_the_past_are_told_with_what_happened(api: Client) -> None:
    """Each has the positions that were public before it, who went home, and what stood against it."""
    several = past_exchanges()
    listed = send(api, "GET", "history?limit=200")
    assert [one["id"] for one in listed["rows"]] == [one.id for one in several]
    told = send(api, "GET", f"history/{several[-1].id}")
    assert told["positions"] == several[-1].text
    assert sum(1 for _ in told["releases"]) > 0
    send(api, "GET", "history/no-such-exchange", None, 404)


def test_two_variants_are_compared(api: Client) -> None:
    """What one file says that the other does not, and, once both are solved, where their answers differ."""
    texts = {"Worth three": TWO, "Worth four": TWO.replace("ana: 3", "ana: 4")}
    first, second = (send(api, "POST", "variants", {"name": name, "positions": text}) for name, text in texts.items())
    path = f"compare?one={first['id']}&other={second['id']}"
    found = send(api, "GET", path)
    assert [one["what"] for one in found["lines"]] == ["line no-wants"]
    assert (found["answers"], found["alike"]) == (None, None)
    for one in (first, second):
        send(api, "POST", "exchanges", {"positions": one["positions"], "asked": one["asked"]}, 202)
    work_off(whole_workspace(), WORKS)
    found = send(api, "GET", path)
    assert {one["what"] for one in found["answers"]} == {"surplus"}
    assert "people home" in {one["what"] for one in found["alike"]}
    send(api, "GET", f"{path}&other_version=9", None, 404)
