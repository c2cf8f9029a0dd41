"""The pages that tools/take_pictures.py takes, to be looked at, against those there are."""

import importlib
from pathlib import Path
from types import ModuleType

import pytest
from django.test import RequestFactory

from homeward.web.urls import PAGES


@pytest.fixture
def tool(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The part of the tool that says what is pictured."""
    monkeypatch.syspath_prepend(Path(__file__).resolve().parents[2] / "tools")
    return importlib.import_module("pictured_pages")


def test_every_page_has_a_picture_or_a_reason(tool: ModuleType) -> None:
    """Whoever adds a page adds its picture; what is called a form shows nothing; nothing is named that is gone."""
    assert tool.forgotten() == []
    pages = {str(page.name): page for page in PAGES}
    assert set(tool.FORMS) | set(tool.NO_PICTURE) <= set(pages)
    for name in tool.FORMS:
        parts = dict.fromkeys(pages[name].pattern.converters, 1)
        assert pages[name].callback(RequestFactory().get("/"), **parts).status_code == 405, name


def test_a_page_without_a_picture_is_named(tool: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that nobody thought of is what the tool stops at."""
    monkeypatch.setattr(tool, "PICTURED", {name: one for name, one in tool.PICTURED.items() if one.page != "compare"})
    assert tool.forgotten() == ["compare"]
