"""The access log, filtered and paged by the database, has what looking at every entry would leave."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from homeward.app.access_log import access_log
from homeward.app.add_reports import add_reports
from homeward.app.audit import audit_is_kept_for, keep_audit_for
from homeward.app.update_cases import case_book
from homeward.app.wiring import Workspace, open_workspace
from homeward.storage.model import AuditEntry, Change

REPORTS = {
    "one.txt": "Ana Quillfeather, a Norwegian teacher, was arrested in Russia on 5 March 2021.",
    "two.txt": "Ana Quillfeather was arrested in Russia on 7 March 2021. Boris Marsh was arrested in Oslo in May 2021.",
    "three.txt": "Carla Lundqvist, a Swedish pilot, was arrested in Iran on 9 April 2022.",
}
WHO = ("Maria", "maria", "ИВАН", "иван", "Ana")


@pytest.fixture(scope="module")
def acted(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any) -> Iterator[Workspace]:
    """A workspace in which several people did something on everything there is, and on what is there no more."""
    folder = tmp_path_factory.mktemp("reports")
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    with django_db_blocker.unblock(), open_workspace(tmp_path_factory.mktemp("log")) as workspace:
        add_reports(workspace, [folder], jobs=1)
        book = case_book(workspace, date.max)
        documents = [one.id for one in workspace.store.kept_documents()]
        ids = [*documents, *(one.id for one in book.people), *(claim.id for _, claim in workspace.store.claims())]
        ids += [one.id for case in book.cases for one in case.conflicts]
        on = [*ids, "", "member:3", "group:1", "Member:3", "0" * 16, ids[0].upper(), "a%b"]
        for place, one in enumerate(on * 2):
            change = Change({"documents": [documents[place % 3]]}, None, "") if place % 5 == 0 else None
            workspace.record.add("2024-01-01T00:00:00+00:00", WHO[place % len(WHO)], "case read", one, change)
        yield workspace


def on_a_file(seen: Workspace, person_id: str) -> set[str]:
    """The ids of what a person's file is made of, as the viewer has it."""
    named = seen.store.who_is_who.documents_naming([person_id])
    conflicts = {one.id for case in case_book(seen, date.max).cases if case.id == person_id for one in case.conflicts}
    claims = {claim.id for document_id in named for _, claim in seen.store.claims(document_id=document_id)}
    return conflicts | claims | named


def looked_through(seen: Workspace, who: str, on: str) -> list[AuditEntry]:
    """The entries that fit, the last first, each looked at."""
    book = case_book(seen, date.max)
    known = {one.id for one in seen.store.kept_documents()} | {one.id for one in book.people}
    known |= {one.id for case in book.cases for one in case.conflicts} | {claim.id for _, claim in seen.store.claims()}
    of_person = on_a_file(seen, on)
    entries = [
        one
        for one in reversed(seen.store.audit_entries())
        if (not who or one.who.casefold() == who.casefold()) and (one.on.startswith(on) or one.on in of_person)
    ]
    if not seen.store.hidden:
        return entries
    changes = seen.record.changes([one.number for one in entries])
    return [
        one
        for one in entries
        if (not one.on or one.on.startswith(("member:", "group:")) or one.on in known)
        and not any(document in str(changes.get(one.number)) for document in seen.store.hidden)
    ]


@pytest.mark.parametrize("hide", [(), (0,), (1,), (0, 2), (0, 1, 2)])
def test_pages_together_are_every_entry_that_may_be_known(acted: Workspace, hide: tuple[int, ...]) -> None:
    """By whom, on what, for whom: the pages put together are what is left of all entries."""
    documents = [one.id for one in acted.store.kept_documents()]
    hidden = frozenset(documents[place] for place in hide)
    viewer = replace(acted.viewer, hidden=hidden)
    seen = replace(acted, viewer=viewer, store=acted.store.without(hidden))
    people = [one.id for one in case_book(acted, date.max).people]
    for who in ("", "MARIA", "иван", "nobody"):
        for on in ("", *people, documents[0], documents[1][:3], "member:", "a%", "%"):
            expected = looked_through(seen, who, on)
            found: list[AuditEntry] = []
            before: int | None = None
            while True:
                page = access_log(seen, who, on, before, 7)
                found += [one.entry for one in page.acts]
                before = page.next
                assert len(page.acts) == 7 or before is None
                if before is None:
                    break
            assert found == expected, (who, on)


def test_how_long_it_is_kept_is_looked_up(acted: Workspace) -> None:
    """The last that was set holds; nothing set is for always."""
    assert audit_is_kept_for(acted) == 0
    keep_audit_for(acted, 40_000)
    assert audit_is_kept_for(acted) == 40_000
