"""Every address answers each member of a team as the access table says, and strangers not at all."""

import re

import pytest
from access_table import TABLE, Access
from conftest import ids_in, signed_in
from django.test import Client

from homeward.app.serve_pages import prepare
from homeward.app.wiring import Workspace
from homeward.storage.accounts.model import Role

ANY_ID = r"\b(?:[0-9a-f]{16,}|\d+)\b"
"""What stands for an id in an answer that repeats the one it was asked for."""
LOGOUT_LAST = sorted(TABLE, key=lambda row: row.name == "account_logout")
ROLES = [role for role in Role if role is not Role.FAMILY]


def asked(browser: Client, path: str) -> list[tuple[int, str]]:
    """Return status and words of what an address answers, and of what it answers to an empty form."""
    pages = [(answer.status_code, answer.content) for answer in (browser.get(path), browser.post(path))]
    token = re.compile(r'(name="(?:csrfmiddlewaretoken|next)" value=)"[^"]*"')
    return [(status, token.sub(r"\1", page.decode("utf-8", "replace"))) for status, page in pages]


def statuses(browser: Client, row: Access, ids: dict[str, str]) -> tuple[int, int]:
    """Return the status of an address, and of an empty form sent there."""
    path = row.path.format(**ids)
    return browser.get(path).status_code, browser.post(path).status_code


@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_what_its_row_says(team: Workspace, role: Role) -> None:
    """A member of the group to which the person is restricted gets what the role allows, and nothing else."""
    browser, ids, at = signed_in(team, role), ids_in(team), ROLES.index(role)
    got = {row.name: statuses(browser, row, ids) for row in LOGOUT_LAST}
    assert got == {row.name: (row.get[at], row.post[at]) for row in TABLE}


@pytest.mark.parametrize("name", [Role.FAMILY, f"outside {Role.FAMILY}"])
def test_somebody_of_a_family_gets_what_each_row_says(team: Workspace, name: str) -> None:
    """In the group or outside, nothing but what is of the account itself answers."""
    browser, ids = signed_in(team, name), ids_in(team)
    assert {row.name: statuses(browser, row, ids) for row in LOGOUT_LAST} == {row.name: row.family for row in TABLE}


def test_who_is_not_signed_in_is_asked_to(team: Workspace) -> None:
    """Where somebody has an account no page answers a stranger, and none says whether what it names is there."""
    prepare(team)
    browser, ids = Client(headers={"host": "localhost"}), ids_in(team)
    for row in TABLE:
        answers = asked(browser, row.path.format(**ids))
        assert tuple(status for status, _ in answers) == row.signed_out, row.name
        if row.missing:
            assert asked(browser, row.missing) == answers, row.name
        assert "Quillfeather" not in str(answers)


@pytest.mark.parametrize("role", ROLES)
def test_restricted_and_absent_answer_alike(team: Workspace, role: Role) -> None:
    """Whoever is outside the group, an administrator too, gets word for word what an id that is nobody's gets."""
    browser, ids, at = signed_in(team, f"outside {role}"), ids_in(team), ROLES.index(role)
    for row in (row for row in TABLE if row.of_one):
        assert row.missing is not None, row.name
        restricted, absent = (
            [(status, re.sub(ANY_ID, "ID", words)) for status, words in asked(browser, path)]
            for path in (row.path.format(**ids), row.missing)
        )
        assert restricted == absent, row.name
        assert [status for status, _ in restricted] == [four[at] for four in row.outside], row.name


@pytest.mark.parametrize("role", ROLES)
def test_no_list_or_count_tells_of_a_restricted_person(team: Workspace, role: Role) -> None:
    """Outside the group too each role gets what its row says, and nothing of whoever is restricted."""
    browser, ids, at = signed_in(team, f"outside {role}"), ids_in(team), ROLES.index(role)
    assert ">0</a></dd>" in browser.get("/").content.decode()
    for row in (row for row in LOGOUT_LAST if not row.of_one):
        answers = asked(browser, row.path)
        assert [status for status, _ in answers] == [four[at] for four in row.outside], row.name
        for told in ("Quillfeather", "North Wire", "Teacher held", *(one for one in ids.values() if len(one) > 8)):
            assert told not in str(answers), (row.name, told)


def test_forms_of_members_need_our_token(team: Workspace) -> None:
    """No address takes a form without our token, whoever is signed in."""
    browser, ids = signed_in(team, Role.ADMINISTRATOR, checks_forms=True), ids_in(team)
    for row in TABLE:
        assert browser.post(row.path.format(**ids), {"text": "x"}).status_code == 403, row.name
