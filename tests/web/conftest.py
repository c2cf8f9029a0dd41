"""What tests of pages share: a workspace with two reports, and a browser without a screen over it."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from homeward.app.add_reports import add_reports
from homeward.app.keep_variants import list_variants, save_variant
from homeward.app.plan_exchange import Asked
from homeward.app.serve_pages import prepare
from homeward.app.solve_exchange import ask_to_solve
from homeward.app.update_cases import case_book
from homeward.app.wiring import Workspace, open_workspace
from homeward.storage.accounts.model import Role
from homeward.storage.variants.model import Opened

REPORT = """---
title: {title}
publisher: {publisher}
date: {date}
lang: en
---
{text}
"""
FIRST = (
    "Ana Quillfeather, 34, a Norwegian teacher, was arrested in Russia on 5 March 2021. A Moscow court sentenced her to"
    ' nine years in prison on 4 August 2022. "She is innocent," her lawyer Oleg Marsh told Reuters on Tuesday.\n\n'
    "Norway demands her release, Foreign Minister Tor Lund said."
)
SECOND = (
    "Quillfeather, 35, was detained at a Moscow airport on 7 March 2021. Ana Quillfeather was sentenced to ten years in"
    " a penal colony in August 2022. Russia and Norway are negotiating an exchange of prisoners, an official said."
)

POSITIONS = """participants: {NO: {name: Norway}, RU: {name: Russia}}
people: {ana: {name: Ana Quillfeather, held_by: RU, home: NO}}
positions:
  - {id: no-wants, of: NO, wants: {ana: 1}}
"""

PASSWORD = "seven quiet herons wade"  # noqa: S105 - of no real account


def read_reports(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Return a new workspace that has read two reports on one person, which contradict each other."""
    folder = tmp_path_factory.mktemp("reports")
    texts = {
        "first.txt": ("Teacher held", "North Wire", "2022-08-05", FIRST),
        "second.txt": ("Talks", "South Post", "2022-09-01", SECOND),
    }
    for name, (title, publisher, day, text) in texts.items():
        report = REPORT.format(title=title, publisher=publisher, date=day, text=text)
        (folder / name).write_text(report, encoding="utf-8")
    workspace = open_workspace(tmp_path_factory.mktemp("workspace"))
    add_reports(workspace, [folder], jobs=1)
    kept = save_variant(workspace, "Quillfeather for one", POSITIONS, {})
    ask_to_solve(workspace, POSITIONS, Asked(), date(2022, 10, 1), Opened(kept.id, kept.version))
    return workspace


def ids_in(workspace: Workspace) -> dict[str, str]:
    """Return ids of things that are kept, all of one person."""
    document = workspace.store.kept_documents()[0].id
    claim = next(claim.id for _, claim in workspace.store.claims(document_id=document))
    case = case_book(workspace, date(2022, 10, 1)).cases[0]
    conflict = case.conflicts[0].id if case.conflicts else "none"
    variant, job = list_variants(workspace)[0].id, workspace.jobs.jobs()[0].id
    ids = {"document": document, "claim": claim, "person": case.id, "conflict": conflict}
    return {**ids, "variant": str(variant), "job": job}


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: pytest.FixtureRequest) -> Iterator[Workspace]:
    """A workspace that has read two reports on one person, which contradict each other."""
    with django_db_blocker.unblock(), read_reports(tmp_path_factory) as workspace:  # type: ignore[attr-defined]
        yield workspace


@pytest.fixture
def browser(reported: Workspace) -> Client:
    """A browser that asks the pages over that workspace, forms checked as in earnest."""
    prepare(reported)
    return Client(enforce_csrf_checks=True, headers={"host": "localhost"})


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Client]:
    """A browser over a workspace in which nothing is kept yet."""
    with open_workspace(tmp_path / "workspace") as workspace:
        prepare(workspace)
        yield Client(headers={"host": "localhost"})


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: pytest.FixtureRequest) -> Iterator[Workspace]:
    """The same reports, a member with each role in the group "Inside" and one outside it, and the person restricted.

    Members are called by their role, those outside "outside" and their role; PASSWORD lets each of them in.
    """
    with django_db_blocker.unblock(), read_reports(tmp_path_factory) as workspace:  # type: ignore[attr-defined]
        case = case_book(workspace, date.max).cases[0]
        with workspace.store.transaction():
            inside = workspace.team.add_group("Inside")
            for name, role in [(f"{where}{role}", role) for where in ("", "outside ") for role in Role]:
                workspace.team.add_member(name, role)
                workspace.team.set_password(name, PASSWORD)
                if not name.startswith("outside"):
                    workspace.team.put_in_group(inside.id, name, None)
            workspace.team.restrict(inside.id, None, case.person.members, "owner", "2024-01-01T00:00:00+00:00", "")
        yield workspace


def signed_in(workspace: Workspace, name: str, *, checks_forms: bool = False) -> Client:
    """Return a browser in which a member of the team has just signed in, however many have before."""
    prepare(workspace)
    cache.clear()
    browser = Client(enforce_csrf_checks=False, headers={"host": "localhost"})
    answer = browser.post("/sign-in/", {"login": name, "password": PASSWORD})
    assert answer.status_code == 302, answer.content.decode()
    browser.handler.enforce_csrf_checks = checks_forms
    return browser


def send(browser: Client, method: str, path: str, body: Any = None, status: int = 200) -> Any:
    """Return what an address of the API answers to a body; another status than this fails the test."""
    answer = browser.generic(method, f"/api/{path}", json.dumps(body), content_type="application/json")
    assert answer.status_code == status, answer.content
    return json.loads(answer.content)
