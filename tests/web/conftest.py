"""What tests of pages share: a workspace with two reports, and a browser without a screen over it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from homeward.app.add_reports import add_reports
from homeward.app.serve_pages import prepare
from homeward.app.wiring import Workspace, open_workspace

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


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: pytest.FixtureRequest) -> Iterator[Workspace]:
    """A workspace that has read two reports on one person, which contradict each other."""
    folder = tmp_path_factory.mktemp("reports")
    texts = {
        "first.txt": ("Teacher held", "North Wire", "2022-08-05", FIRST),
        "second.txt": ("Talks", "South Post", "2022-09-01", SECOND),
    }
    for name, (title, publisher, day, text) in texts.items():
        report = REPORT.format(title=title, publisher=publisher, date=day, text=text)
        (folder / name).write_text(report, encoding="utf-8")
    with django_db_blocker.unblock(), open_workspace(tmp_path_factory.mktemp("workspace")) as workspace:  # type: ignore[attr-defined]
        add_reports(workspace, [folder], jobs=1)
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
