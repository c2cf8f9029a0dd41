"""Drafts from the case files at the desk, with the claims they rest on."""

from django.test import Client
from test_desk import fields, read, sent

from homeward.app.wiring import Workspace


def test_draft_is_put_into_what_is_there(browser: Client, reported: Workspace) -> None:
    """Two States give a draft of whom one holds of the other; drafting again adds nobody twice; sources stay."""
    desk = Client(headers={"host": "localhost"})
    page = desk.get("/exchanges/desk/?one=RU&other=NO&as_of=2022-10-01").content.decode()
    assert "Ana Quillfeather" in page
    assert "Drafted by" in page
    again = sent(desk, {**fields(page), "draft_names": "Quillfeather", "draft_as_of": "2022-10-01", "do": "draft"})
    assert "Drafted from the case files: Ana Quillfeather" in again
    assert read(again).people == read(page).people
    assert read(again).positions == read(page).positions
    claims = [one.source["claim"] for one in read(page).positions]
    assert claims
    assert f"/claims/{claims[0]}/" in page
    none = desk.get("/exchanges/desk/?one=FR&other=NO&as_of=2022-10-01")
    assert "No case file has anybody who is held between these two States" in none.content.decode()
