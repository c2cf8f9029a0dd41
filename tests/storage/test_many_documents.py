"""Many documents at once: the same rows as one by one, searches with bounded work, lists a page at a time."""

import dataclasses

from nouns import a_document

from homeward.app.show_documents import find_documents, newest_documents
from homeward.app.wiring import Workspace
from homeward.claims.model import Claim, NamedPerson, Reading
from homeward.documents.model import Document
from homeward.storage.search import MOST_RANKED


def a_reading(document: Document) -> Reading:
    """A reading with one claim and one person."""
    span = document.span(0, 4)
    claim = Claim("custody", span, who=("Berg",), words={"who": (span,)})
    return Reading(document.id, "reader 1", (claim,), (NamedPerson(document.id, "Berg", ("Berg",), (span,)),))


def test_documents_kept_together_are_kept_as_one_by_one(workspace: Workspace) -> None:
    """Documents, originals, readings, names and words of the index are the same either way."""
    store = workspace.store
    documents = [a_document(f"Berg, report {number}, Осло.", f"{number}.txt", publisher="Wire") for number in range(4)]
    for document in documents[:2]:
        store.save_document(document, b"as it came")
        store.save_reading(a_reading(document))
    store.save_together([(document, b"as it came", a_reading(document)) for document in documents[2:]])
    assert list(store.documents()) == documents
    assert list(store.readings()) == [a_reading(document) for document in documents]
    assert [store.original(document.id) for document in documents] == [b"as it came"] * 4
    assert {hit.document.id for hit in store.words.best("berg осло")} == {document.id for document in documents}
    assert [one.claims for one in store.kept_documents()] == [1] * 4
    assert len(store.who_is_who.read_at()) == 4


def test_a_search_does_bounded_work_and_says_so(workspace: Workspace) -> None:
    """Where more documents hold the words than are put in order, the newest come, a page at a time."""
    documents = [
        a_document(f"Berg {number}.", f"{number}.txt", publisher="Wire" if number % 2 else "Post", language="en")
        for number in range(MOST_RANKED + 5)
    ]
    workspace.store.save_together([(document, b"", Reading(document.id, "reader 1")) for document in documents])
    found = find_documents(workspace, "berg")
    assert (found.more, len(found.rows)) == (True, MOST_RANKED)
    assert [one.document_id for one in found.rows[:2]] == [documents[-1].id, documents[-2].id]
    narrowed = find_documents(workspace, "berg", publisher="Wire", language="en")
    assert (narrowed.more, len(narrowed.rows)) == (False, (MOST_RANKED + 5) // 2)
    assert set(narrowed.publishers) == {"Wire", "Post"}
    assert len(find_documents(workspace, "berg", language="ru").rows) == 0
    listed = newest_documents(workspace)
    assert [one.name for one in listed[:3]] == [document.name for document in reversed(documents[-3:])]
    assert (len(listed), listed[-1].name) == (MOST_RANKED + 5, "0.txt")


def test_the_words_of_a_long_text_are_found_where_they_stand(workspace: Workspace) -> None:
    """In a text of one endless line the places are those of the very words, and no more of them than are of use."""
    text = "so und so " * 40_000 + "Zyxwvut was freed. " + "so " * 1000
    document = dataclasses.replace(a_document(text), language="en")
    workspace.store.save_document(document, b"")
    (hit,) = workspace.store.words.best("zyxwvut")
    assert [document.quote(span) for span in hit.words] == ["Zyxwvut"]
    (often,) = workspace.store.words.best("so")
    assert 0 < len(often.words) <= 500
