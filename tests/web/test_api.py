"""The API gives what is kept and keeps what is sent: as the pages do, and nothing that was not asked for."""

import json
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from conftest import ids_in, send
from django.test import Client

from homeward.app.assess_routes import assess, facts_in_case
from homeward.app.audit import list_audit
from homeward.app.job_kinds import WORKS
from homeward.app.job_worker import work_off
from homeward.app.show_cases import show_case
from homeward.app.wiring import Workspace
from homeward.basics.json_text import json_text
from homeward.exchanges.past_exchanges import past_exchanges
from homeward.routes.answer import answer
from homeward.web.asking import whole_workspace

JSON = "application/json"


def get(browser: Client, path: str, status: int = 200) -> Any:
    """Return what an address answers."""
    answer = browser.get(f"/api/{path}")
    assert answer.status_code == status, answer.content
    return json.loads(answer.content)


def test_statements_are_those_reported_up_to_a_day(browser: Client, reported: Workspace) -> None:
    """`as_of` is the day their document came out, not the one on which they were said; without it, today."""
    came_out, found = reported.store.document_list.issued(), get(browser, "statements?limit=200")["rows"]
    for day in ("2022-08-04", "2022-08-05", "2022-08-31", "2022-09-01"):
        by_hand = [one["id"] for one in found if str(came_out[one["document_id"]]) <= day]
        assert [one["id"] for one in get(browser, f"statements?limit=200&as_of={day}")["rows"]] == by_hand
        assert bool(by_hand) is (day > "2022-08-04")
    assert get(browser, "statements?kind=count&as_of=1990-01-01")["total"] == 0
    assert "as_of" in get(browser, "statements?as_of=June", 400)["sentence"]


def test_lists_come_in_pages(browser: Client) -> None:
    """A list gives at most so many rows after so many, and tells how many there are."""
    first, second = (get(browser, f"documents?limit=1&offset={offset}") for offset in (0, 1))
    assert first["total"] == second["total"] == 2
    assert first["rows"][0]["id"] != second["rows"][0]["id"]
    assert get(browser, "documents?offset=99")["rows"] == []
    for wrong in ("limit=0", "limit=201", "offset=-1", "limit=x"):
        assert "limit" in get(browser, f"documents?{wrong}", 400)["sentence"] or "offset" in wrong


def test_case_is_the_noun_that_the_command_prints(browser: Client, reported: Workspace) -> None:
    """A case has the very JSON of `homeward case --json`."""
    person, day = ids_in(reported)["person"], date(2022, 10, 1)
    printed = json.loads(json_text(show_case(reported, person, day)))
    assert get(browser, f"cases/{person}?as_of={day}") == printed
    assert get(browser, f"cases/{person}/timeline?as_of={day}")["timeline"] == printed["timeline"]


def test_ways_home_are_the_answer_that_the_command_prints(browser: Client, reported: Workspace) -> None:
    """Ways home have the very JSON of `homeward routes --json`, and so they have with a hand-written case over them."""
    person, day = ids_in(reported)["person"], date(2022, 10, 1)
    for entries in ("", "consent: {given: true}\n"):
        asked = facts_in_case(reported, person, day, as_of=day, entries=entries or None)
        printed = json.loads(json_text(answer(assess(asked), asked.facts, asked.claims)))
        assert any(one["papers"] and one["effects_by_article"] for one in printed["routes"])
        assert all(printed[name] for name in ("safeguards", "sentence", "questions", "facts", "sources", "claims"))
        path = f"cases/{person}/routes?on={day}&as_of={day}"
        found = send(browser, "POST", path, {"entries": entries}) if entries else get(browser, path)
        assert found == printed


def test_whom_a_document_names_leads_to_people(browser: Client, reported: Workspace) -> None:
    """Each name has its places in the kept text, and the person they are taken for across documents."""
    ids = ids_in(reported)
    text = get(browser, f"documents/{ids['document']}/text")["text"]
    rows = get(browser, f"documents/{ids['document']}/people")["rows"]
    held = next(one for one in rows if one["held"])
    assert held["person_id"] == ids["person"]
    words = {text[place["start"] : place["end"]] for place in held["places"]}
    assert words == {held["name"], *held["forms"]}
    assert get(browser, f"documents/{ids['document']}/people?limit=1")["total"] == len(rows) > 1


def test_days_are_days(browser: Client, reported: Workspace) -> None:
    """What no calendar has, or what is written otherwise, is refused with how to write it."""
    person = ids_in(reported)["person"]
    for wrong in ("2022-02-30", "1664582400", "yesterday", "20221001"):
        assert "as_of" in get(browser, f"cases/{person}?as_of={wrong}", 400)["sentence"]
    assert "no case" in get(browser, f"cases/{person}?as_of=2000-01-01", 404)["sentence"]


def test_claim_is_reviewed_and_taken_back(browser: Client, reported: Workspace) -> None:
    """A claim is accepted and rejected by whoever saw how it stood, corrected against its text, and taken back."""
    claim = ids_in(reported)["claim"]
    kept = send(browser, "POST", f"claims/{claim}/review", {"act": "accept", "seen": "", "note": "as it stands"})
    assert kept["review_status"] == "accepted"
    for body in ({"act": "reject", "seen": ""}, {"act": "reject"}):
        stale = send(browser, "POST", f"claims/{claim}/review", body, 409)
        assert (stale["saw"], stale["stands"]) == (None, kept["review"])
    assert send(browser, "DELETE", f"claims/{claim}/review", status=409)["stands"] == kept["review"]
    entered = {"kind": kept["kind"], "quote": {"words": "no such words anywhere"}}
    assert send(browser, "PUT", f"claims/{claim}/review", entered, 409)["stands"] == kept["review"]
    entered["seen"] = kept["seen"]
    assert "does not say" in send(browser, "PUT", f"claims/{claim}/review", entered, 400)["sentence"]
    assert len(get(browser, f"claims/{claim}")["history"]) == 1
    left = browser.delete(f"/api/claims/{claim}/review?seen={kept['seen'].replace('+', '%2B')}")
    assert left.json()["review_status"] == "not reviewed"


def test_nobody_rules_over_what_they_have_not_seen(browser: Client, reported: Workspace) -> None:
    """A first ruling needs no `seen`; over one in force it has to be that one, and else both come back, unchanged."""
    ids = ids_in(reported)
    conflict = get(browser, f"conflicts/{ids['conflict']}")
    path, side = f"conflicts/{conflict['id']}/ruling", conflict["sides"][0]["value"]
    first = send(browser, "POST", path, {"value": side, "note": "first"})["ruling"]
    for body in ({"value": None}, {"value": None, "seen": "2001-01-01"}):
        stale = send(browser, "POST", path, body, 409)
        assert (stale["saw"], stale["stands"]) == (None, first)
    second = send(browser, "POST", path, {"value": None, "seen": first["at"]})["ruling"]
    assert send(browser, "DELETE", f"{path}?seen={quote(first['at'])}", status=409)["saw"] == first
    assert send(browser, "DELETE", path, status=409)["stands"] == second
    assert send(browser, "DELETE", f"{path}?seen={quote(second['at'])}")["ruling"] == first
    assert send(browser, "DELETE", f"{path}?seen={quote(first['at'])}") == conflict
    stale = send(browser, "POST", path, {"value": side, "seen": second["at"]}, 409)
    assert (stale["saw"]["undone_at"] is None, stale["stands"]) == (False, None)


def test_nobody_overrules_a_match_they_have_not_seen(browser: Client, reported: Workspace) -> None:
    """Two programs that rule on two names: the second is told of the first's ruling, and rules over it knowingly."""
    one, other = get(browser, f"people/{ids_in(reported)['person']}")["members"][:2]
    pair = {"first": f"{one['document_id']}:{one['name']}", "second": f"{other['document_id']}:{other['name']}"}
    first = send(browser, "POST", "matches", {**pair, "ruling": "unsure", "note": "whoever it is"})
    for seen in ({}, {"seen": ""}, {"seen": "2001-01-01"}):
        stale = send(browser, "POST", "matches", {**pair, "ruling": "same", **seen}, 409)
        assert (stale["saw"], stale["stands"]) == (None, first)
    second = send(browser, "POST", "matches", {**pair, "ruling": "same", "seen": first["at"]})
    asked = urlencode(pair)
    assert send(browser, "DELETE", f"matches?{asked}", status=409)["stands"] == second
    assert send(browser, "DELETE", f"matches?{asked}&seen={quote(first['at'])}", status=409)["saw"] == first
    for seen in (second["at"], first["at"]):
        assert send(browser, "DELETE", f"matches?{asked}&seen={quote(seen)}")["at"] == seen


@pytest.mark.parametrize("extra", ["by", "at", "undone_at", "viewer", "role", "id"])
def test_nobody_sets_what_is_not_theirs_to_set(browser: Client, reported: Workspace, extra: str) -> None:
    """Who reviewed, when, or with which right is never taken out of a body."""
    claim = ids_in(reported)["claim"]
    before = len(get(browser, f"claims/{claim}")["history"])
    refused = send(browser, "POST", f"claims/{claim}/review", {"act": "accept", extra: "administrator"}, 400)
    assert extra in refused["sentence"]
    assert len(get(browser, f"claims/{claim}")["history"]) == before


def test_exchange_is_solved_and_kept(browser: Client, reported: Workspace) -> None:
    """Positions become an answer by a job; kept under a name, nobody writes over what they have not seen."""
    text = past_exchanges()[0].text
    job = send(browser, "POST", "exchanges", {"positions": text, "asked": {"compromises": 1, "seconds": 5}}, 202)
    assert (job["status"], job["result"]) == ("queued", None)
    work_off(whole_workspace(), WORKS)
    done = get(browser, f"jobs/{job['id']}")
    assert done["status"] == "done", done
    assert [one.what for one in list_audit(reported, job["id"])] == ["exchange read"]
    assert done["result"]["status"] in ("possible", "none", "undecided")
    kept = send(browser, "POST", "variants", {"name": "As it was", "positions": text})
    assert get(browser, f"variants/{kept['id']}")["positions"] == text
    changed = {"name": "As it was", "positions": text + "# looked through\n", "variant": kept["id"], "seen": 0}
    send(browser, "POST", "variants", changed, 409)
    assert send(browser, "POST", "variants", changed | {"seen": 1})["version"] == 2
    assert browser.delete(f"/api/variants/{kept['id']}?seen=1").status_code == 409
    assert browser.delete(f"/api/variants/{kept['id']}?seen=2").status_code == 200
    get(browser, f"variants/{kept['id']}", 404)
    assert "line 1" in send(browser, "POST", "exchanges", {"positions": "a: [b"}, 400)["sentence"]


@pytest.mark.parametrize("name", ["../../etc/passwd", "..", "/etc/passwd", "a%00b"])
def test_no_name_of_a_report_leads_elsewhere(browser: Client, reported: Workspace, name: str) -> None:
    """A report lands in the workspace's own folder, whatever its name; stopped, it is deleted."""
    answer = browser.generic("POST", f"/api/documents?name={name}", b"Text.", content_type="application/octet-stream")
    assert answer.status_code == 202, answer.content
    files = [one for one in (reported.folder / "added").rglob("*") if one.is_file()]
    assert [one.read_bytes() for one in files] == [b"Text."]
    assert browser.delete(f"/api/jobs/{answer.json()['id']}").json()["status"] == "stopped"
    assert not [one for one in (reported.folder / "added").rglob("*") if one.is_file()]


@pytest.mark.parametrize(
    "path", ["documents/..%2f..%2fetc/original", "exports/..%2f..%2fhomeward.sqlite3", "%00", "x" * 999]
)
def test_no_address_leads_elsewhere(browser: Client, path: str) -> None:
    """Addresses that are none are not found, whatever they try."""
    assert get(browser, path, 404)["status"] == 404


@pytest.mark.parametrize("text", ["\ud800", "\0" * 10, "\u202egnp.exe", "<script>alert(1)</script>", "x" * 1000])
def test_hostile_text_is_answered_in_json(browser: Client, reported: Workspace, text: str) -> None:
    """What no database keeps and what would steer a screen is kept as text, or refused in a sentence."""
    claim = ids_in(reported)["claim"]
    seen = get(browser, f"claims/{claim}")["claim"]["seen"]
    body = json.dumps({"act": "accept", "note": text, "seen": seen})
    answer = browser.generic("POST", f"/api/claims/{claim}/review", body, content_type=JSON)
    assert answer.status_code in (200, 400)
    assert answer.headers["Content-Type"].startswith(JSON)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    json.loads(answer.content)
    assert get(browser, f"claims/{claim}")["history"]


def test_what_is_no_json_is_refused(browser: Client) -> None:
    """A body that cannot be read is refused with a sentence."""
    for body in ("{", "[]", "nothing", '{"act": NaN}', "\x00"):
        answer = browser.generic("POST", "/api/matches", body, content_type=JSON)
        assert answer.status_code == 400
        assert answer.json()["sentence"]


def test_page_shows_every_address_under_the_strict_policy(browser: Client) -> None:
    """The page of the API names every address of its description, with no script or style of its own."""
    page, described = browser.get("/api/"), get(browser, "openapi.json")
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    words = page.content.decode()
    assert " style=" not in words
    assert "<script>" not in words
    for path, methods in described["paths"].items():
        for method in methods:
            assert f"{method.upper()} {path}</code>" in words


def test_what_is_listed_through_the_api_is_recorded(browser: Client, reported: Workspace) -> None:
    """Rulings on names with their notes, and what changed, are looks like any other."""
    for path, what in (("matches", "match decisions listed"), ("changes?since=2020-01-01", "changes listed")):
        assert browser.get(f"/api/{path}").status_code == 200
        assert list_audit(reported)[-1].what == what


def test_what_is_read_through_the_api_is_recorded(browser: Client, reported: Workspace) -> None:
    """A case that a program reads stands in the record as one that a person reads."""
    person = ids_in(reported)["person"]
    before = len(list_audit(reported))
    get(browser, f"cases/{person}")
    assert [entry.what for entry in list_audit(reported)[before:]].count("case read") >= 1
