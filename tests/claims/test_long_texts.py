"""A text too long to be read at once is read in parts, and what cannot be cut is said to be unread."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.claims import long_texts
from homeward.claims.from_documents import read_document, reader_name
from homeward.claims.long_texts import PartRead, joined, part_of_document, parts_to_read
from homeward.claims.model import WhyUnread
from homeward.documents.model import Document

ARREST = "Ana Quillfeather, a Norwegian teacher, was arrested in Russia on 5 March 2021."
SENTENCE = "Ana Quillfeather, a Norwegian teacher, was sentenced to nine years in prison in Russia in 2022."


def a_document(text: str) -> Document:
    """A document of plain English text."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document("long.txt", text, digest, digest, "text/plain", language="en")


def parts_of(text: str) -> list[str]:
    """The texts of the parts that are read."""
    return [text[slice(*part)] for part in parts_to_read(a_document(text)).parts]


@pytest.fixture
def short_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let parts be short enough to look at."""
    monkeypatch.setattr(long_texts, "LONGEST_READ_AT_ONCE", 100)
    monkeypatch.setattr(long_texts, "MOST_READ", 1_000)


@pytest.mark.usefixtures("short_parts")
def test_parts_end_where_a_paragraph_a_line_or_a_sentence_does() -> None:
    """The last end that is safe is taken: of a paragraph before a line, of a line before a sentence."""
    paragraphs = "One went home.\n" * 5 + "\nTwo went home.\n" * 3
    assert parts_of(paragraphs)[0].endswith("home.\n\n")
    lines = "\n".join(f"a name in line {number}" for number in range(20))
    assert all(part.endswith("\n") for part in parts_of(lines)[:-1])
    one_line = "They went home. Nobody knew. " * 10
    assert all(part.endswith(". ") for part in parts_of(one_line)[:-1])


@pytest.mark.usefixtures("short_parts")
def test_a_line_is_not_cut_behind_an_abbreviation_or_inside_a_quotation() -> None:
    """A stop that may end no sentence is no place to cut."""
    text = "He met Mr. " + "Quillfeather and " * 8 + "others. Then he left."
    assert parts_of(text) == []
    quoted = "He left. “" + "They were held. " * 8 + "Now they are not,” he said. He left."
    assert all(part.count("“") == part.count("”") for part in parts_of(quoted))


@pytest.mark.usefixtures("short_parts")
def test_a_line_that_cannot_be_cut_is_left_unread_and_what_stands_round_it_is_read() -> None:
    """The unread stretch is that line, no more and no less."""
    text = f"{ARREST}\n\n{'x' * 500}\n{SENTENCE}\n"
    found = parts_to_read(a_document(text))
    assert [text[slice(*part)].strip() for part in found.parts] == [ARREST, SENTENCE]
    (left,) = found.unread
    assert (text[left.span.start : left.span.end], left.why) == ("x" * 500 + "\n", WhyUnread.LINE_TOO_LONG)


@pytest.mark.usefixtures("short_parts")
def test_what_comes_after_as_much_as_is_read_is_left_unread() -> None:
    """Beyond the most that is read of one text the rest is one stretch, up to the end."""
    text = "They went home.\n" * 100
    found = parts_to_read(a_document(text))
    (left,) = found.unread
    assert (left.span.start, left.span.end) == (found.parts[-1][1], len(text))
    assert left.why == WhyUnread.TEXT_TOO_LONG
    assert 1_000 <= left.span.start <= 1_100


def test_an_endless_name_is_nobodys() -> None:
    """Two hundred letters may be a name; two thousand are none, and neither a person nor a claim has it."""
    report = "{name}, 34, a Norwegian teacher, was arrested in Russia on 5 March 2021."
    short, endless = (f"Ana Quill{'l' * letters}" for letters in (200, 2_000))
    assert [one.name for one in read_document(a_document(report.format(name=short))).people] == [short]
    reading = read_document(a_document(report.format(name=endless)))
    assert (reading.people, reading.claims) == ((), ())
    assert any("which no name of a person is" in why for why in reading.refused)


@pytest.mark.parametrize("word", ["L" * 3_000, "Ab" * 1_500, "A’" * 1_500, "a-" * 1_500, "1," * 1_500])
def test_a_word_without_end_is_read_to_its_end(word: str) -> None:
    """Nothing that looks for names, labels, bylines or numbers tries such a word in all its parts: that takes years."""
    text = f"By {word} x.\n\n{word}: President {word} said Ana Lind, {word}, was arrested in Russia on 5 March 2021."
    assert read_document(a_document(text)).document_id == a_document(text).id


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from('ab. \n“”"Ж\u202e'), min_size=1, max_size=900))
def test_parts_and_unread_stretches_are_the_text(text: str) -> None:
    """Nothing is read twice, and nothing but blanks is neither read nor said to be unread."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(long_texts, "LONGEST_READ_AT_ONCE", 50)
        patched.setattr(long_texts, "MOST_READ", 400)
        found = parts_to_read(a_document(text))
    ranges = sorted([*found.parts, *((left.span.start, left.span.end) for left in found.unread)])
    at = 0
    for start, end in ranges:
        assert start >= at
        assert not text[at:start].strip()
        at = end
    assert not text[at:].strip()
    assert all(end - start <= 50 for start, end in found.parts)


@pytest.mark.usefixtures("short_parts")
def test_what_is_found_in_the_parts_stands_at_its_place_in_the_text() -> None:
    """Claims and people of every part have their words in the whole text; a name that two parts give is one person."""
    text = f"{ARREST}\n\n{SENTENCE}\n\n{'x' * 500}"
    document = a_document(text)
    found = parts_to_read(document)
    parts = [part_of_document(document, part) for part in found.parts]
    read = [PartRead(start, read_document(one)) for one, (start, _) in zip(parts, found.parts, strict=True)]
    reading = joined(document, reader_name("en"), read, found.unread)
    assert (reading.document_id, reading.reader, reading.unread) == (document.id, reader_name("en"), found.unread)
    alone = [one.quote(claim.span) for one, part in zip(parts, read, strict=True) for claim in part.reading.claims]
    assert [document.quote(claim.span) for claim in reading.claims] == alone
    assert {"arrest", "sentence"} <= {claim.kind for claim in reading.claims}
    (person,) = [one for one in reading.people if one.name == "Ana Quillfeather"]
    assert [document.quote(span) for span in person.spans] == ["Ana Quillfeather"] * 2
    assert person.held
