"""The family page: nothing stands there but what a caseworker cleared, and nobody of a family sees anything else."""

import re
from datetime import date

import pytest
from access_table import TABLE
from conftest import ids_in, signed_in

from homeward.app.add_reports import add_reports
from homeward.app.audit import list_audit, with_changes
from homeward.app.forget import forget_document
from homeward.app.update_cases import case_book
from homeward.app.wiring import Workspace
from homeward.cases.model import Case
from homeward.storage.accounts.model import Role
from homeward.web.rights import OPEN, OWN, RIGHTS

LINE = re.compile(r'name="line" id="[^"]+" value="([0-9a-f]{64})"( checked)?>\s*<div><label[^>]*>(.*?)</label>', re.S)
SEEN = re.compile(r'name="seen" value="([0-9a-f]{64})"')


def case_in(workspace: Workspace) -> Case:
    """Return the one case of the test's workspace."""
    return case_book(workspace, date.max).cases[0]


def lines_at(desk: str) -> dict[str, str]:
    """Return the keys of the lines of a desk by their words."""
    return {re.sub(r"<[^>]+>|\s+", " ", words).strip(): key for key, _, words in LINE.findall(desk)}


def test_nothing_is_cleared_by_default_and_a_ticked_line_alone_shows(team: Workspace) -> None:
    """The page is bare until a line is ticked; then it has that line and no other; untick it, and it is bare again."""
    case, browser = case_in(team), signed_in(team, Role.CASEWORKER)
    page, desk = f"/cases/{case.id}/family/", f"/cases/{case.id}/family/clearing/"
    assert "Nothing is on this page yet" in browser.get(page).content.decode()
    shown = browser.get(desk).content.decode()
    lines = lines_at(shown)
    arrest = next(words for words in lines if "arrest" in words)
    form = {"act": "clear", "seen": SEEN.findall(shown)[0], "line": [lines[arrest]]}
    assert browser.post(desk, form).status_code == 302
    told = browser.get(page).content.decode()
    assert "<bdi>Arrest by Russia" in told
    assert "innocent" not in told
    assert "in custody" not in told
    cleared = [one for one in list_audit(team, case.id) if one.what == "line cleared for the family"]
    (change,) = (one.change for one in with_changes(team, cleared))
    assert change is not None and change.before is None
    assert (change.after["line"], change.after["what"]) == (lines[arrest], "arrest by Russia; Russia")
    assert set(change.after["documents"]) <= set(case.document_ids)
    stale = browser.post(desk, {**form, "line": []})
    assert stale.status_code == 409
    assert "Somebody else cleared lines" in stale.content.decode()
    seen = SEEN.findall(browser.get(desk).content.decode())[0]
    browser.post(desk, {"act": "clear", "seen": seen})
    assert "Nothing is on this page yet" in browser.get(page).content.decode()
    assert len([one for one in team.clearings.of(case.id) if one.undone_at]) == 1
    taken_back = [one for one in list_audit(team, case.id) if one.what == "line taken back from the family"]
    (back,) = (one.change for one in with_changes(team, taken_back))
    assert back is not None and (back.before, back.after) == (change.after, None)


def test_a_line_that_reads_otherwise_is_cleared_no_more(
    team: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """All lines cleared, a new report changes one: the changed line is gone from the page, the others stay."""
    case, browser = case_in(team), signed_in(team, Role.CASEWORKER)
    page, desk = f"/cases/{case.id}/family/", f"/cases/{case.id}/family/clearing/"
    shown = browser.get(desk).content.decode()
    lines = lines_at(shown)
    browser.post(desk, {"act": "clear", "seen": SEEN.findall(shown)[0], "line": list(lines.values())})
    before = browser.get(page).content.decode()
    assert "released" not in before
    assert "innocent" in before
    folder = tmp_path_factory.mktemp("more")
    text = "Ana Quillfeather, a Norwegian teacher, was held in Russia. She was released on 3 October 2022."
    (folder / "third.txt").write_text(f"---\ndate: 2022-10-04\nlang: en\n---\n{text}\n", encoding="utf-8")
    add_reports(team, [folder], jobs=1)
    after = browser.get(page).content.decode()
    assert "Days held" in before
    assert "Days held" not in after
    assert "<bdi>Release" not in after
    assert "innocent" in after
    assert re.search(r"<strong>\d+ lines? that (was|were) cleared", browser.get(desk).content.decode())


def test_a_family_sees_one_page_and_nothing_else(team: Workspace) -> None:
    """An account for a family gets its own security pages, and its one page once it is let in; all else refuses."""
    case, caseworker = case_in(team), signed_in(team, Role.CASEWORKER)
    page, desk = f"/cases/{case.id}/family/", f"/cases/{case.id}/family/clearing/"
    family = signed_in(team, Role.FAMILY)
    assert family.get(page).status_code == 404
    assert family.get("/").status_code == 403
    assert caseworker.post(desk, {"act": "open", "name": "reader"}).status_code == 404
    assert caseworker.post(desk, {"act": "open", "name": "family"}).status_code == 302
    first = family.get("/")
    assert (first.status_code, first.headers["Location"]) == (302, page)
    ids = ids_in(team)
    for_all = ("family", "start", "language")
    for row in (row for row in TABLE if RIGHTS[row.name] not in (OPEN, OWN) and row.name not in for_all):
        path = row.path.format(**ids)
        assert (family.get(path).status_code, family.post(path).status_code) == row.family, row.name
    shown = family.get(page).content.decode()
    assert "/documents/" not in shown
    assert f'href="/cases/{case.id}/"' not in shown
    assert 'role="search"' not in shown
    assert caseworker.post(desk, {"act": "close", "name": "family"}).status_code == 302
    assert family.get(page).status_code == 404


def test_another_familys_page_is_not_there(team: Workspace) -> None:
    """Leave to see one person's page opens no other person's, and none where the person is restricted to others."""
    case, caseworker = case_in(team), signed_in(team, Role.CASEWORKER)
    desk = f"/cases/{case.id}/family/clearing/"
    caseworker.post(desk, {"act": "open", "name": "outside family"})
    outside = signed_in(team, "outside family")
    absent, restricted = outside.get("/cases/0000000000000000/family/"), outside.get(f"/cases/{case.id}/family/")
    assert (absent.status_code, restricted.status_code) == (404, 404)
    tokens = re.compile(rb'value="\w{64}"')
    assert tokens.sub(b"", absent.content) == tokens.sub(b"", restricted.content)
    caseworker.post(desk, {"act": "close", "name": "outside family"})


def test_nobody_closes_the_page_of_a_person_hidden_from_them(team: Workspace) -> None:
    """Who knows the id and the account, but is not to know of the person, is told that nothing is there."""
    case = case_in(team)
    desk, form = f"/cases/{case.id}/family/clearing/", {"act": "close", "name": "family"}
    assert signed_in(team, Role.CASEWORKER).post(desk, {**form, "act": "open"}).status_code == 302
    leave = team.clearings.leave_of("family")
    outside = signed_in(team, "outside caseworker")
    restricted, absent = outside.post(desk, form), outside.post("/cases/0000000000000000/family/clearing/", form)
    assert (restricted.status_code, absent.status_code) == (404, 404)
    assert outside.delete(f"/api/cases/{case.id}/family/leaves?name=family").status_code == 404
    assert team.clearings.leave_of("family") == leave is not None
    assert signed_in(team, Role.CASEWORKER).post(desk, form).status_code == 302
    assert team.clearings.leave_of("family") is None


def test_form_that_asks_for_nothing_changes_nothing(team: Workspace) -> None:
    """An act that is none, and a line that is not there, are refused."""
    case, browser = case_in(team), signed_in(team, Role.CASEWORKER)
    desk = f"/cases/{case.id}/family/clearing/"
    before = team.clearings.of(case.id)
    seen = SEEN.findall(browser.get(desk).content.decode())[0]
    assert browser.post(desk, {"act": "publish"}).status_code == 400
    assert browser.post(desk, {"act": "clear", "seen": seen, "line": "f" * 64}).status_code == 409
    assert browser.post(desk, {"act": "close", "name": "nobody"}).status_code == 404
    assert team.clearings.of(case.id) == before


def test_what_is_forgotten_is_cleared_no_more(team: Workspace) -> None:
    """With the report that a line rests on, what is kept of the line goes too; the clearings of other lines stay."""
    case, browser = case_in(team), signed_in(team, Role.CASEWORKER)
    desk = f"/cases/{case.id}/family/clearing/"
    shown = browser.get(desk).content.decode()
    lines = lines_at(shown)
    browser.post(desk, {"act": "clear", "seen": SEEN.findall(shown)[0], "line": list(lines.values())})
    forget_document(team, "second.txt")
    kept = {one.line_sha256 for one in team.clearings.of(case.id)}
    left = set(lines_at(browser.get(desk).content.decode()).values())
    assert set(lines.values()) - left
    assert kept == set(lines.values()) & left
    forget_document(team, "first.txt")
    assert not team.clearings.people()
