"""Of a document kept for a group nothing shows elsewhere, on any address: no word, id, date, ruling, note or count."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from access_table import TABLE
from api_access_table import API
from conftest import PASSWORD, ids_in, read_reports, signed_in
from django.test import Client

from homeward.app.access import seen_by
from homeward.app.export_lists import ask_to_export
from homeward.app.export_rows import List
from homeward.app.job_kinds import WORKS
from homeward.app.job_worker import work_off
from homeward.app.review_claims import review_claim
from homeward.app.review_conflicts import rule_conflict
from homeward.app.review_matches import decide_match
from homeward.app.team import add_group, add_member, put_in_group, restrict_document, set_password
from homeward.app.update_cases import case_book
from homeward.app.wiring import Workspace
from homeward.cases.model import Ruling
from homeward.claims.model import ReviewAct
from homeward.storage.accounts.model import Role

TODAY = date.today()  # noqa: DTZ011 - as the pages have it, this machine's
NAME = "Ana Quillfeather"
NOTE = "as her brother wrote in confidence"
WORDS = ("South Post", "Talks", "2021-03-07", "7 March", "ten years", "negotiating", NOTE)
"""What the hidden report alone says, and what those who see it wrote on it."""


@pytest.fixture(scope="module")
def parted(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any) -> Iterator[tuple[Workspace, list[str]]]:
    """Two reports on one person, the second for Cara's group alone, who has ruled on all of it; Bea is outside.

    With it come the words and ids that Bea is not to find.
    """
    with django_db_blocker.unblock(), read_reports(tmp_path_factory) as whole:
        for name, role in (("Bea", Role.ADMINISTRATOR), ("Cara", Role.CASEWORKER)):
            add_member(whole, name, role)
            set_password(whole, name, PASSWORD)
        group = add_group(whole, "Close")
        put_in_group(whole, group.id, whole.team.member("Cara").id, None)
        hidden = next(one.id for one in whole.store.kept_documents() if one.publisher == "South Post")
        restrict_document(seen_by(whole, "Cara", TODAY), hidden, group.id, NOTE, TODAY)
        cara = seen_by(whole, "Cara", TODAY)
        shown = next(one.id for one in cara.store.kept_documents() if one.id != hidden)
        claims = [claim.id for _, claim in cara.store.claims(document_id=hidden)]
        conflicts = [one.id for case in case_book(cara, TODAY).cases for one in case.conflicts]
        assert conflicts
        decide_match(cara, f"{shown}:{NAME}", f"{hidden}:{NAME}", Ruling.SAME, NOTE)
        review_claim(cara, claims[0], ReviewAct.ACCEPT, NOTE, "")
        for one in conflicts:
            rule_conflict(cara, one, None, NOTE)
        job = ask_to_export(cara, List.CASES_JSONL, TODAY)
        work_off(whole, WORKS)
        yield whole, [*WORDS, hidden, *claims, *conflicts, job.id]


def told(answer: Any) -> str:
    """Return all that an answer says, headers too."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return body.decode("utf-8", "replace") + repr(dict(answer.headers))


def test_no_address_tells_of_it(parted: tuple[Workspace, list[str]]) -> None:
    """Every page and every answer of the API is silent on it, for an administrator too."""
    workspace, secrets = parted
    browser, ids = signed_in(workspace, "Bea"), ids_in(seen_by(workspace, "Bea", TODAY))
    ids["job"] = next(one.id for one in workspace.jobs.jobs("exchange"))
    asked = [(row.name, row.path) for row in TABLE if not row.is_form and row.name != "account_logout"]
    asked += [(row.name, row.path) for row in API if row.get[3] == 200]
    wrong = []
    for name, path in asked:
        answer = browser.get(path.format(**ids).replace("2022-10-01", "2023-01-01"), follow=True)
        said = told(answer)
        wrong += [(name, secret) for secret in secrets if secret in said]
    assert not wrong
    assert len(asked) > 80


def test_its_own_addresses_answer_as_if_there_were_none(parted: tuple[Workspace, list[str]]) -> None:
    """Each of its ids, in full or by its beginning, is answered as one that nobody has, whatever is done to it."""
    workspace, secrets = parted
    ids = [one for one in secrets if len(one) == 16 and one.isalnum()]
    browser = signed_in(workspace, "Bea")
    for template in ("documents/{}", "documents/{}/text", "claims/{}", "conflicts/{}", "jobs/{}", "exports/{}"):
        for one in ids:
            for beginning in (one, one[:10]):
                assert browser.get(f"/api/{template.format(beginning)}").status_code == 404, (template, one)
    for path, body in (
        ("matches", {"first": f"{ids[0]}:{NAME}", "second": NAME, "ruling": "different"}),
        (f"claims/{ids[1]}/review", {"act": "reject"}),
        (f"conflicts/{ids[-2]}/ruling", {"value": None}),
        (f"documents/{ids[0]}/restrictions", {"group_id": 1}),
    ):
        answer = browser.post(f"/api/{path}", json.dumps(body), content_type="application/json")
        assert answer.status_code == 404, (path, answer.content)


def test_what_is_counted_is_what_is_shown(parted: tuple[Workspace, list[str]]) -> None:
    """Numbers of documents, claims, conflicts, matches and search results are those of the open report alone."""
    workspace, _ = parted
    bea, cara = (signed_in(workspace, name) for name in ("Bea", "Cara"))

    def totals(browser: Client) -> dict[str, int]:
        paths = ("documents", "conflicts?everything=true", "matches", "reviews", "search?words=quillfeather")
        return {path: browser.get(f"/api/{path}").json()["total"] for path in paths}

    assert set(totals(bea).values()) == {0, 1}
    assert totals(bea)["conflicts?everything=true"] == totals(bea)["matches"] == totals(bea)["reviews"] == 0
    assert totals(cara)["documents"] == 2
    assert totals(cara)["matches"] == 1
    [row] = bea.get("/api/cases").json()["rows"]
    assert (row["documents"], row["conflicts"], row["open_conflicts"]) == (1, 0, 0)
    for browser, told in ((bea, False), (cara, True)):
        acts = browser.get(f"/api/changes?since={TODAY}&limit=200").json()["acts"]["rows"]
        assert ("conflict ruled" in {one["what"] for one in acts}) is told
        assert ("claim accepted" in {one["what"] for one in acts}) is told
