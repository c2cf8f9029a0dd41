"""Every address answers each member of a team as the access table says, and strangers not at all."""

import re

import pytest
from access_table import TABLE, Access
from conftest import ids_in, signed_in
from django.test import Client

from homeward.app.serve_pages import prepare
from homeward.app.wiring import Workspace
from homeward.storage.accounts.model import Role

PAGES = [row for row in TABLE if not row.is_form]
ANY_ID = r"\b(?:[0-9a-f]{16,}|\d+)\b"
"""What stands for an id in an answer that repeats the one it was asked for."""
OF_ONE = [row for row in TABLE if row.of_one]
ROLES = [role for role in Role if role is not Role.FAMILY]  # test_family_pages.py has what families get


def asked(browser: Client, row: Access, ids: dict[str, str], path: str = "") -> tuple[int, str]:
    """Return status and words of what an address answers, to an empty form where it only takes forms."""
    path = path or row.path.format(**ids)
    answer = browser.post(path) if row.is_form else browser.get(path)
    page = answer.content.decode("utf-8", "replace")
    return answer.status_code, re.sub(r'(name="(?:csrfmiddlewaretoken|next)" value=)"[^"]*"', r"\1", page)


@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_what_its_row_says(team: Workspace, role: Role) -> None:
    """A member of the group to which the person is restricted gets what the role allows, and nothing else."""
    browser, ids, at = signed_in(team, role), ids_in(team), ROLES.index(role)
    wrong = []
    for row in (row for row in TABLE if row.name != "account_logout"):
        path = row.path.format(**ids)
        got = browser.get(path).status_code, browser.post(path).status_code
        if got != (row.get[at], row.post[at]):
            wrong.append((row.name, got, (row.get[at], row.post[at])))
    assert not wrong


def test_who_is_not_signed_in_is_asked_to(team: Workspace) -> None:
    """Where somebody has an account no page answers a stranger, and none says whether what it names is there."""
    prepare(team)
    browser, ids = Client(headers={"host": "localhost"}), ids_in(team)
    for row in TABLE:
        path = row.path.format(**ids)
        answer = browser.post(path) if row.is_form else browser.get(path)
        assert answer.status_code == row.signed_out, row.name
        if row.missing:
            status, words = asked(browser, row, ids, row.missing)
            assert (status, words) == asked(browser, row, ids), row.name
        assert b"Quillfeather" not in answer.content


@pytest.mark.parametrize("role", ROLES)
def test_restricted_and_absent_answer_alike(team: Workspace, role: Role) -> None:
    """Whoever is outside the group, an administrator too, gets word for word what an id that is nobody's gets."""
    browser, ids = signed_in(team, f"outside {role}"), ids_in(team)
    for row in OF_ONE:
        assert row.missing is not None, row.name
        restricted, absent = asked(browser, row, ids), asked(browser, row, ids, row.missing)
        restricted = restricted[0], re.sub(ANY_ID, "ID", restricted[1])
        absent = absent[0], re.sub(ANY_ID, "ID", absent[1])
        assert restricted == absent, row.name
        assert restricted[0] in (403, 404), row.name


@pytest.mark.parametrize("role", ROLES)
def test_no_list_or_count_tells_of_a_restricted_person(team: Workspace, role: Role) -> None:
    """Lists, filters, search, numbers and pictures have nothing of whoever is restricted."""
    browser, ids = signed_in(team, f"outside {role}"), ids_in(team)
    for row in (row for row in PAGES if not row.of_one and row.name != "account_logout"):
        page = browser.get(row.path, follow=True).content.decode()
        for told in ("Quillfeather", "North Wire", "Teacher held", *(one for one in ids.values() if len(one) > 8)):
            assert told not in page, (row.name, told)
    assert ">0</a></dd>" in browser.get("/").content.decode()


def test_forms_of_members_need_our_token(team: Workspace) -> None:
    """No address takes a form without our token, whoever is signed in."""
    browser, ids = signed_in(team, Role.ADMINISTRATOR, checks_forms=True), ids_in(team)
    for row in TABLE:
        assert browser.post(row.path.format(**ids), {"text": "x"}).status_code == 403, row.name
