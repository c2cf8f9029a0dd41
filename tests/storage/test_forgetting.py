"""What is forgotten leaves no trace in the database's files."""

from pathlib import Path

from nouns import a_document

from homeward.app.wiring import Workspace
from homeward.cases.model import ConflictRuling, MatchDecision, PersonInDocument, Ruling
from homeward.claims.model import Claim, NamedPerson, Reading
from homeward.documents.model import Document, Refusal

NAME = "Zyxwvut"
TEXT = f"{NAME} was taken from the house on Quux Street. " * 40
KEPT = "Somebody else was freed. " * 40


def keep(workspace: Workspace, text: str, name: str) -> Document:
    """Keep a report with one claim and one person."""
    document = a_document(text, name)
    span = document.span(0, 7)
    claim = Claim("arrest", span, who=(text[:7],), fields={"place": text[:20]}, words={"who": (span,)})
    person = NamedPerson(document.id, text[:7], (text[:7],), (span,), held=True)
    workspace.store.save_document(document, text.encode())
    workspace.store.save_reading(Reading(document.id, "reader 1", (claim,), (person,), (f"{text[:7]}?",)))
    return document


def traces(folder: Path, word: str) -> list[str]:
    """The files of the workspace in which the word stands, in small or large letters."""
    return [file.name for file in sorted(folder.iterdir()) if word.lower().encode() in file.read_bytes().lower()]


def test_a_forgotten_document_leaves_no_trace_in_any_file(sqlite_workspace: Workspace) -> None:
    """Text, original, claims, names, index words and decisions are gone from the files; other documents stand."""
    store, folder = sqlite_workspace.store, sqlite_workspace.folder
    secret, other = keep(sqlite_workspace, TEXT, f"{NAME}.txt"), keep(sqlite_workspace, KEPT, "other.txt")
    left, right = PersonInDocument(secret.id, NAME), PersonInDocument(other.id, "Somebod")
    store.save_decision(MatchDecision(left, right, Ruling.SAME, "maria", "2024-01-01T00:00:00+00:00", NAME))
    store.save_refusals([Refusal(f"{NAME}.txt", "is empty")])
    assert traces(folder, NAME)
    store.forget_document(secret.id)
    store.overwrite_what_was_forgotten()
    assert traces(folder, NAME) == []
    assert [document.name for document in store.documents()] == ["other.txt"]
    assert len(list(store.claims())) == len(list(store.people())) == 1
    assert store.decisions() == ()


def test_a_forgotten_document_leaves_no_row(workspace: Workspace) -> None:
    """On either database nothing that came of the document is given back any more; it can be added again as new."""
    store = workspace.store
    secret = keep(workspace, TEXT, "a.txt")
    store.forget_document(secret.id)
    store.overwrite_what_was_forgotten()
    assert (list(store.documents()), list(store.readings()), store.kept_bytes()) == ([], [], {})
    assert (store.words.best(NAME), store.claims_called(""), list(store.people())) == ((), (), [])
    assert store.save_document(secret, TEXT.encode())


def test_forgetting_everything_keeps_the_audit_only(workspace: Workspace) -> None:
    """Documents, claims, rulings and refusals go; that something was done stays."""
    store = workspace.store
    keep(workspace, TEXT, "a.txt")
    keep(workspace, KEPT, "b.txt")
    store.save_conflict_ruling(ConflictRuling("c1", NAME, "maria", "2024-01-01T00:00:00+00:00"))
    store.save_refusals([Refusal("c.txt", "is empty")])
    workspace.record.add("2024-01-01T00:00:00+00:00", "maria", "case read", "p1")
    store.forget_everything()
    store.overwrite_what_was_forgotten()
    assert (store.kept_documents(), list(store.claims()), store.words.best("somebody")) == ((), [], ())
    assert (store.conflict_rulings(), store.refusals(), store.decisions()) == ((), (), ())
    assert [entry.on for entry in store.audit_entries()] == ["p1"]
    assert store.broken_audit_links() == ()


def test_forgetting_everything_leaves_no_trace_in_any_file(sqlite_workspace: Workspace) -> None:
    """Not a word of any report is left in the workspace."""
    keep(sqlite_workspace, TEXT, "a.txt")
    sqlite_workspace.store.forget_everything()
    sqlite_workspace.store.overwrite_what_was_forgotten()
    assert traces(sqlite_workspace.folder, NAME) == []


def test_rulings_on_conflicts_that_are_no_more_are_forgotten(workspace: Workspace) -> None:
    """A ruling quotes a value of a report, so it goes with the conflict."""
    for conflict in ("c1", "c2"):
        workspace.store.save_conflict_ruling(ConflictRuling(conflict, "P25Y", "maria", "2024-01-01T00:00:00+00:00"))
    workspace.store.keep_rulings_on({"c2"})
    assert [ruling.conflict_id for ruling in workspace.store.conflict_rulings()] == ["c2"]
