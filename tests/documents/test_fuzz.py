"""No file, however broken, brings anything but a document or a refusal."""

import contextlib
import io
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_files import HUSH, mail, pdf, word_document, zipped

from homeward.basics.errors import DocumentRefused
from homeward.documents.archives import Allowance, entries_of, entry_bytes, is_archive, opened
from homeward.documents.formats.model import RawFile
from homeward.documents.from_files import document_from
from homeward.documents.limits import Limits
from homeward.documents.model import Document

PAGE = (
    b"<!DOCTYPE html><html lang=en><head><meta property='article:published_time' content='2019-03-12'><title>T</title>"
    b'<script type=\'application/ld+json\'>{"@type": "NewsArticle", "author": [{"name": "A"}]}</script></head>'
    b"<body><article><h1>T</h1><p>One <b>two</b> three.</p><table><tr><td>x</td></tr></table></article></body></html>"
)
VALID = {
    "a.txt": "---\ntitle: T\ndate: 2012-06-15\n---\nROME, 12 March 2019 (Agency) - “Words”.\r\nMore.\n".encode(),
    "b.txt": "20 декабря 2022 года\nСуд продлил арест.".encode("windows-1251"),
    "a.html": PAGE,
    "a.pdf": pdf([[(14, "One line."), (14, "Another."), (28, "A third.")]], info="/Title(T)/CreationDate(D:2019)"),
    "b.pdf": pdf([[(14, "One line.")]], password=HUSH),
    "a.docx": word_document(["One.", "Two."], [["x", "y"]], title="T"),
    "a.eml": mail(
        "One.", PAGE.decode(), "a.pdf", Subject="S", From="A <a@example.org>", Date="Tue, 12 Mar 2019 23:30:00 -0500"
    ),
}
ARCHIVE = zipped({"a.txt": "One.", "b/c.txt": "Two." * 100})


def read_or_refuse(name: str, data: bytes) -> None:
    """Read; check what comes of it."""
    try:
        document = document_from(RawFile(name, data))
    except DocumentRefused as refused:
        assert refused.why
        assert refused.name == name
        return
    assert isinstance(document, Document)
    assert document.text.strip()
    assert "\0" not in document.text
    document.text.encode("utf-8")
    for said in (document.title, document.publisher, document.author, *document.notes):
        assert said is None or said.encode("utf-8")


def mutated(data: bytes, seed: int, cuts: int) -> bytes:
    """The file with some bytes changed, doubled or lost."""
    chance = random.Random(seed)  # noqa: S311  no secret
    changed = bytearray(data)
    for _ in range(cuts):
        at = chance.randrange(len(changed) or 1)
        match chance.randrange(4):
            case 0:
                changed[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del changed[at : at + chance.randrange(1, 30)]
            case 2:
                changed[at:at] = changed[at : at + chance.randrange(1, 60)]
            case 3:
                changed[at : at + 4] = chance.choice(
                    [b"\xff\xff\xff\xff", b"\0\0\0\0", b"<<<<", b"&#0;", b"\xed\xa0\x80"]
                )
    return bytes(changed)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.html", "a.pdf", "a.docx", "a.eml", "a"]))
def test_random_bytes(data: bytes, name: str) -> None:
    """Bytes of no format at all."""
    read_or_refuse(name, data)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@pytest.mark.parametrize("name", sorted(VALID))
@given(seed=st.integers(0, 2**32), cuts=st.integers(1, 12))
def test_broken_files(name: str, seed: int, cuts: int) -> None:
    """Valid files with a few bytes changed, doubled or lost."""
    read_or_refuse(name, mutated(VALID[name], seed, cuts))


@settings(max_examples=100, deadline=None)
@given(
    st.text(max_size=300),
    st.sampled_from(["<html><body>{}", "---\n{}\n---\nText", "Subject: {}\nMIME-Version: 1.0\n\nText {}", "{}"]),
)
def test_any_characters(text: str, frame: str) -> None:
    """Any characters inside markup, front matter, a header."""
    data = frame.replace("{}", text).encode("utf-8", "surrogatepass")
    for name in ("a.txt", "a.html", "a.eml"):
        read_or_refuse(name, data)


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 2**32), cuts=st.integers(1, 8))
def test_broken_archives(seed: int, cuts: int) -> None:
    """A damaged archive gives entries or a refusal."""
    limits = Limits()
    with contextlib.suppress(DocumentRefused):
        file = io.BytesIO(mutated(ARCHIVE, seed, cuts))
        if is_archive(file):
            with opened("a.zip", file) as archive:
                for _, entry in entries_of("a.zip", archive, Allowance.of(limits)):
                    with contextlib.suppress(DocumentRefused):
                        entry_bytes("a.zip", archive, entry, limits)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        pytest.param("a.html", b"<div>" * 5000 + b"deep", id="nested deeper than the stack"),
        pytest.param("a.html", b"<?xml version='1.0' encoding='utf-16'?><html><p>x</p>", id="declares what it is not"),
        pytest.param("a.html", b"<html><body><script type='application/ld+json'>" + b"[" * 5000, id="nested data"),
        pytest.param("a.html", b"<!-- only a comment -->", id="a comment alone"),
        pytest.param("a.txt", b"---\ndate: 2012-99-99\n---\nText", id="a day that is none"),
        pytest.param("a.txt", b"---\n? {a: b}\n: c\n---\nText", id="a key that cannot be"),
        pytest.param("a.txt", b"---\n=: 1\n---\nText", id="a value tag as key"),
        pytest.param("a.txt", b"---\na: &a [*a]\n---\nText", id="a list that holds itself"),
        pytest.param("a.txt", b"---\n" + b"[" * 3000 + b"\n---\nText", id="nested YAML"),
        pytest.param("a.txt", b"---\ndate: 99999999999999999999999\n---\nText", id="a year that is none"),
        pytest.param(
            "a.eml", b"Subject: =?utf-8?q?=ED=A0=80?=\nMIME-Version: 1.0\n\nText", id="half a character in a header"
        ),
        pytest.param(
            "a.eml", b"MIME-Version: 1.0\nContent-Type: text/plain; charset=nope\n\nText", id="a charset that is none"
        ),
        pytest.param(
            "a.eml", b"MIME-Version: 1.0\nDate: Foo, 99 Bar 0000\nFrom: @@@<\n\nText", id="headers that say nothing"
        ),
        pytest.param("a.txt", " \ufeff\u200b".encode(), id="nothing to be seen"),
    ],
)
def test_files_that_once_broke_or_could(name: str, data: bytes) -> None:
    """Cases of their own: what fuzzing found, and what breaks such parsers elsewhere."""
    read_or_refuse(name, data)


def test_an_archive_whose_entry_has_no_name() -> None:
    """Found by fuzzing: the standard library fails on asking whether such an entry is a folder."""
    data = zipped({"a.txt": "One."})
    start = data.rfind(b"PK\x01\x02")
    nameless = data[: start + 28] + b"\0\0" + data[start + 30 : start + 46] + data[start + 51 :]
    end = nameless.rfind(b"PK\x05\x06")
    size = int.from_bytes(data[-10:-6], "little") - 5
    nameless = nameless[: end + 12] + size.to_bytes(4, "little") + nameless[end + 16 :]
    with opened("a.zip", io.BytesIO(nameless)) as archive:
        assert [entry.filename for _, entry in entries_of("a.zip", archive, Allowance.of(Limits()))] == [""]
