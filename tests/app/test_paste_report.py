"""A pasted text as a file: what it is called, and what stands before it."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.app.paste_report import LONGEST_NAME, pasted_report
from homeward.documents.formats.model import RawFile
from homeward.documents.from_files import document_from


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Teacher held in Norland\n\nAna Quill was arrested.", "Teacher held in Norland.txt"),
        ("\r\n  --- \r\n Ana  Quill/Marsh was\tarrested. ", "Ana Quill Marsh was arrested.txt"),
        ("\u202eAna\u202c was held", "Ana was held.txt"),
        ("Word " * 40, "Word Word Word Word Word Word Word Word Word Word Word Word.txt"),
        ("x" * 5000, "x" * LONGEST_NAME + ".txt"),
        ("...", "pasted.txt"),
        ("---\ntitle: Its own\n---\nAna was held.", "pasted.txt"),
    ],
)
def test_a_pasted_text_is_called_by_its_first_words(text: str, name: str) -> None:
    """As many words of the first line that has any as a name holds, and nothing that a file's name cannot have."""
    assert pasted_report(text) == (name, text.encode())


def test_what_is_said_of_a_text_is_read_back() -> None:
    """Title, publisher and day are the document's, and its text is what was pasted."""
    name, pasted = pasted_report("Ana was held.\nShe waits.", 'Held: "again"', "East: Post", date(2021, 6, 1))
    document = document_from(RawFile(name, pasted))
    assert (document.title, document.publisher) == ('Held: "again"', "East: Post")
    assert document.date is not None
    assert document.date.edtf == "2021-06-01"
    assert document.text == "Ana was held.\nShe waits."
    assert name == 'Held: "again".txt'


@settings(max_examples=60, deadline=None)
@given(title=st.text(max_size=80), publisher=st.text(max_size=80))
def test_nothing_said_breaks_the_text(title: str, publisher: str) -> None:
    """Whatever is typed as title or publisher, the text comes out as it was pasted."""
    name, pasted = pasted_report("Ana was held.", title, publisher)
    assert document_from(RawFile(name, pasted)).text == "Ana was held."
    assert "/" not in name
