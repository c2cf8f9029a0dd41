"""Exchanges kept under names: versions, stale edits, names that are taken, and who may know of them."""

import dataclasses
import hashlib

import pytest

from homeward.app.audit import list_audit
from homeward.app.forget import forget_everything
from homeward.app.grounds import grounds_of
from homeward.app.keep_variants import (
    delete_variant,
    export_positions,
    list_variants,
    open_variant,
    save_variant,
    versions_of,
)
from homeward.app.plan_exchange import positions_in_text
from homeward.app.wiring import Workspace
from homeward.basics.errors import NameRefused, StaleEdit, UnknownName, YamlRefused
from homeward.claims.model import Claim, NamedPerson, Reading
from homeward.documents.model import Document
from homeward.storage.variants.model import Opened

TEXT = """participants: {N: {}, S: {}}
people: {ana: {name: Ana Quillfeather, held_by: S, home: N}}
positions:
  - {id: n-wants, of: N, wants: {ana: 1}}
"""
OTHER = TEXT.replace("ana: 1", "ana: 2")
ASKED = {"frontier": True, "without": ["n-wants"]}


def test_versions_are_added_and_none_is_lost(workspace: Workspace) -> None:
    """Each save by whoever saw the latest is a version; all of them can be opened, on either database."""
    first = save_variant(workspace, "  Two \n for two ", TEXT, ASKED, note=" as told ")
    assert (first.name, first.version, first.note, first.asked) == ("Two for two", 1, "as told", ASKED)
    second = save_variant(workspace, "two FOR two", OTHER, ASKED, opened=Opened(first.id, 1))
    assert (second.id, second.name, second.version) == (first.id, "Two for two", 2)
    assert [one.text for one in versions_of(workspace, first.id)] == [OTHER, TEXT]
    assert open_variant(workspace, first.id, 1).text == TEXT
    assert not open_variant(workspace, first.id, 1).is_latest
    assert [one.version for one in list_variants(workspace)] == [2]
    for version in (0, 3):
        with pytest.raises(UnknownName):
            open_variant(workspace, first.id, version)


def test_stale_save_and_deletion_are_refused(sqlite_workspace: Workspace) -> None:
    """Whoever saw an earlier version neither writes over a later one nor deletes it."""
    kept = save_variant(sqlite_workspace, "a", TEXT, {})
    save_variant(sqlite_workspace, "a", OTHER, {}, opened=Opened(kept.id, 1))
    with pytest.raises(StaleEdit, match="kept version 2"):
        save_variant(sqlite_workspace, "a", TEXT + "# mine", {}, opened=Opened(kept.id, 1))
    with pytest.raises(StaleEdit):
        delete_variant(sqlite_workspace, kept.id, 1)
    assert open_variant(sqlite_workspace, kept.id).text == OTHER
    delete_variant(sqlite_workspace, kept.id, 2)
    assert list_variants(sqlite_workspace) == ()
    with pytest.raises(UnknownName):
        open_variant(sqlite_workspace, kept.id)


def test_nothing_changed_makes_no_version(sqlite_workspace: Workspace) -> None:
    """Saving what is kept already returns it as it stands."""
    kept = save_variant(sqlite_workspace, "a", TEXT, ASKED)
    again = save_variant(sqlite_workspace, "a", TEXT, ASKED, opened=Opened(kept.id, 1))
    assert again.version == 1


@pytest.mark.parametrize("name", ["", "   ", "x" * 121, "a\0b", "a\u202eb"])
def test_name_that_is_none_is_refused(sqlite_workspace: Workspace, name: str) -> None:
    """A name has letters that can be seen, and not too many."""
    with pytest.raises(NameRefused):
        save_variant(sqlite_workspace, name, TEXT, {})


def test_name_of_another_variant_is_refused(sqlite_workspace: Workspace) -> None:
    """A new variant cannot take the name of one that is kept, in whatever letters; positions have to make sense."""
    save_variant(sqlite_workspace, "Größe", TEXT, {})
    with pytest.raises(NameRefused, match="already"):
        save_variant(sqlite_workspace, "GRÖSSE", TEXT, {})
    with pytest.raises(YamlRefused):
        save_variant(sqlite_workspace, "b", "people: []", {})


def test_audit_says_what_was_kept_and_taken_out(sqlite_workspace: Workspace) -> None:
    """Keeping, reading, taking out and deleting stand in the audit, by number and without a name."""
    kept = save_variant(sqlite_workspace, "Ana Quillfeather", TEXT, {})
    open_variant(sqlite_workspace, kept.id)
    assert export_positions(sqlite_workspace, TEXT, Opened(kept.id, 1)) == TEXT
    delete_variant(sqlite_workspace, kept.id, 1)
    on = [entry.what for entry in list_audit(sqlite_workspace, f"variant {kept.id}")]
    assert on == ["exchange kept", "exchange read", "exchange exported", "exchange deleted"]


def test_variant_on_a_hidden_document_is_not_there(sqlite_workspace: Workspace) -> None:
    """Whoever may not know of a quoted document, or of any that names a person, finds no variant with them."""
    texts = {"a.txt": "Ana Quillfeather was arrested.", "b.txt": "Norway wants ANA QUILLFEATHER home."}
    ids = {name: _keep(sqlite_workspace, name, text) for name, text in texts.items()}
    claim = next(claim for document, claim in sqlite_workspace.store.claims() if document == ids["b.txt"])
    quoting = TEXT.replace("wants: {ana: 1}}", f"wants: {{ana: 1}}, source: {{claim: {claim.id}}}}}")
    assert set(grounds_of(sqlite_workspace, positions_in_text(quoting))) == {
        frozenset({ids["b.txt"]}),
        frozenset(ids.values()),
    }
    named = save_variant(sqlite_workspace, "named", TEXT, {})
    quoted = save_variant(sqlite_workspace, "quoted", quoting, {})
    save_variant(sqlite_workspace, "quoted", TEXT, {}, opened=Opened(quoted.id, 1))
    for hidden, seen in (
        ({ids["a.txt"]}, ["named", "quoted"]),
        ({ids["b.txt"]}, ["named"]),
        (set(ids.values()), []),
    ):
        store = sqlite_workspace.store.without(frozenset(hidden))
        outside = dataclasses.replace(sqlite_workspace, store=store)
        assert [one.name for one in list_variants(outside)] == seen
        if "quoted" not in seen:
            with pytest.raises(UnknownName):
                open_variant(outside, quoted.id, 2)
    assert save_variant(outside, "named", "participants: {N: {}}", {}).id != named.id
    forget_everything(sqlite_workspace)
    assert list_variants(sqlite_workspace) == ()


def _keep(workspace: Workspace, name: str, text: str) -> str:
    """Keep a document with one claim and the person whom it names, and return its id."""
    document = Document(name, text, *(hashlib.sha256(one.encode()).hexdigest() for one in (text, name)), "text/plain")
    span = document.span(0, len(text))
    start = text.casefold().index("ana")
    word = document.span(start, start + len("Ana Quillfeather"))
    claim = Claim("arrest", span, who=(text[start : start + 16],), fields={}, words={"who": (word,)})
    person = NamedPerson(document.id, text[start : start + 16], (), (word,), held=True)
    workspace.store.save_document(document, text.encode())
    workspace.store.save_reading(Reading(document.id, "reader 1", (claim,), (person,), ()))
    return document.id
