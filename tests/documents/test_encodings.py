"""The encoding of a text is found from its bytes, short as it may be."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.documents.encodings import decode
from homeward.documents.formats.model import RawFile
from homeward.documents.from_files import document_from

RUSSIAN = (
    "Суд в Москве продлил арест гражданину США. Об этом сообщил адвокат.\n"
    "По его словам, «решение будет обжаловано» — в пятницу, 12 марта.\n"
)
WESTERN = "Señor Núñez a été libéré à Genève — «enfin», sagte der Außenminister über die Häftlinge.\n"
POLISH = (
    "Więźniowie zostali zwolnieni po długich rozmowach. Rzecznik powiedział, że dziękuje wszystkim, którzy pomogli."
)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1251", "koi8-r", "ibm866"]
)
def test_a_short_russian_report(encoding: str) -> None:
    """Two sentences in Russian come out right from every encoding that Russian files are in."""
    report = RUSSIAN if encoding not in {"koi8-r", "ibm866"} else re.sub("[«»—]", "-", RUSSIAN)
    found = decode(report.encode(encoding))
    assert found is not None
    assert found.text == report


@pytest.mark.parametrize(
    "text", ["Виктор Бут на свободе", "ПРИГОВОР ОТМЕНЁН СУДОМ", "Vershinin (Вершинин) spoke", "Їх звільнили з полону."]
)
def test_a_few_russian_words(text: str) -> None:
    """A headline alone, in capitals or among Latin letters, is enough."""
    found = decode(text.encode("windows-1251"))
    assert found is not None
    assert (found.text, found.encoding) == (text, "windows-1251")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1252"])
def test_western_languages(encoding: str) -> None:
    """Accents, quotation marks and dashes of Western languages come out right."""
    found = decode(WESTERN.encode(encoding))
    assert found is not None
    assert found.text == WESTERN


def test_fixed_spaces_are_not_russian_letters() -> None:
    """An English text with fixed spaces and one accent is Western."""
    text = "The café was\xa0closed.\xa0\xa0\xa0He left.\n"
    assert (decode(text.encode("latin-1")) or decode(b"x")).text == text  # type: ignore[union-attr]


def test_a_declared_encoding_counts_where_it_fits() -> None:
    """What the file says of itself decides among encodings that all fit; nonsense is passed over."""
    data = POLISH.encode("iso8859-2")
    declared = decode(data, "iso-8859-2")
    assert declared is not None
    assert declared.text == POLISH
    for nonsense in ("no-such-encoding", "base64", "rot13", "idna", "", "utf-16", "undefined", "\0"):
        assert decode(RUSSIAN.encode("windows-1251"), nonsense) is not None


def test_the_encoding_found_is_noted() -> None:
    """A reader of the document sees that its encoding was found, not given."""
    document = document_from(RawFile("a.txt", RUSSIAN.encode("windows-1251")))
    assert document.text == RUSSIAN
    assert document.notes == ("Its encoding was taken to be windows-1251.",)
    assert document.language == "ru"


@pytest.mark.parametrize(
    "data", [b"a\0b", b"\x01\x02\x03\x04\x05", b"\0\0\0\0", b"\xff\xfe\0", b"MZ\x90\0\x03\0\0\0\x04\0"]
)
def test_what_is_no_text(data: bytes) -> None:
    """NULs and control characters are no text."""
    assert decode(data) is None


@pytest.mark.parametrize("cut", [1, 40, 101])
def test_utf8_cut_in_a_letter_is_still_utf8(cut: int) -> None:
    """A report whose last letter was cut in two, or that has a stray byte, does not come out in another encoding."""
    data = RUSSIAN.encode()
    document = document_from(RawFile("a.txt", data[:cut] + b"\xff" + data[cut:] + "да".encode()[:3]))
    assert "адвокат" in document.text
    assert 2 <= document.text.count("\ufffd") <= 4
    assert "are lost" in document.notes[0]


@settings(max_examples=200)
@given(st.binary(max_size=400))
def test_any_bytes_are_a_text_or_none(data: bytes) -> None:
    """Decoding never fails, and what it gives can be encoded, and holds no NUL."""
    found = decode(data)
    assert found is None or (found.text.encode("utf-8") is not None and "\0" not in found.text)


@settings(max_examples=100)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=300))
def test_utf8_is_always_read_as_such(text: str) -> None:
    """A text without control characters that was saved as UTF-8 comes back as it was."""
    found = decode(text.encode("utf-8"))
    assert found is not None
    assert (found.text, found.encoding) == (text.removeprefix("\ufeff"), "utf-8")
