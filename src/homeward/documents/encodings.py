"""Bytes become characters: which encoding a text was saved in, found without being told.

Files that hold several candidates' bytes are short, and statistics over whole languages fail on them. What decides here
first is what a byte can be at all (a mark at the start, valid UTF-8, NULs in every other place), then how Russian
letters stand together, and only then charset-normalizer.
"""

import codecs
import math
import re
from collections import Counter
from dataclasses import dataclass

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CYRILLIC = ("windows-1251", "koi8-r", "ibm866", "iso8859-5")
RUSSIAN_LETTERS = {letter: 110 * 0.9**rank for rank, letter in enumerate("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё")}
"""Share of each letter in running Russian, per mille: each about a tenth rarer than the one before."""
OTHER_CYRILLIC = frozenset("іїєґўјљњћђџѓќѕ")
WESTERN_LETTERS = re.compile(r"[a-zA-ZÀ-ÖØ-öø-ÿŒœŠšŽžŸƒ]")
WESTERN_MARKS = frozenset("‘’‚“”„–—…«»‹›•€£¥§©®°·¿¡ºª\xa0\xad™†‡´`½¼¾")
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
FAMILIAR = re.compile("[\n\r\t -ÿĀ-ſЀ-ӿ\u2010-\u2044€№]")
MOST_CONTROLS = 0.01
VALID_TO_BROKEN = 10
SAMPLE = 100_000
"""Bytes that letters are counted in; more add nothing."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding that its bytes were in, and in how many places they broke it (each now U+FFFD)."""

    text: str
    encoding: str
    broken: int = 0

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader should know of it: an encoding that had to be found, places that are lost."""
        found = "" if self.encoding == "utf-8" else f"Its encoding was taken to be {self.encoding}."
        lost = f"Places in it that are no {self.encoding} and are lost: {self.broken}." if self.broken else ""
        return tuple(filter(None, (found, lost)))


def decode(data: bytes, declared: str | None = None) -> Decoded | None:
    """Return the text of `data`, or None where it is no text. `declared` is what the file says of itself."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strict(data.removeprefix(mark), encoding)
    if b"\0" in data:
        return _utf16_without_mark(data)
    certain = _strict(data, "utf-8") or _as_declared(data, declared) or _broken_utf8(data)
    return certain or _one_byte(data) or _by_statistics(data)


def decode_markup(data: bytes, declared: str | None = None) -> Decoded | None:
    """Decode as `decode` does, but pass over a few NULs, as browsers do."""
    stray = data.count(0)
    return decode(data.replace(b"\0", b"") if 0 < stray <= MOST_CONTROLS * len(data) else data, declared)


def reads_as_text(text: str) -> bool:
    """Whether control characters are as rare as they are in texts; a NUL never stands in one."""
    return "\0" not in text and len(CONTROLS.findall(text)) <= MOST_CONTROLS * len(text)


def _strict(data: bytes, encoding: str) -> Decoded | None:
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None
    return Decoded(text, encoding) if reads_as_text(text) else None


def _broken_utf8(data: bytes) -> Decoded | None:
    """UTF-8 that was cut or damaged in a few places: no other encoding makes so many valid sequences by chance."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(1 for char in text if char > "\x7f") - broken
    return Decoded(text, "utf-8", broken) if whole >= VALID_TO_BROKEN * broken and reads_as_text(text) else None


def _as_declared(data: bytes, declared: str | None) -> Decoded | None:
    """What the file declares counts where it fits; browsers take "latin-1" for windows-1252, and so do we."""
    if not declared:
        return None
    try:
        encoding = codecs.lookup(declared).name
    except (LookupError, ValueError):
        return None
    if encoding in {"iso8859-1", "ascii", "cp1252"}:
        return _western(data)
    try:
        return _strict(data, encoding)
    except (ValueError, TypeError):  # a codec that makes no text of bytes (base64, rot13)
        return None


def _utf16_without_mark(data: bytes) -> Decoded | None:
    """UTF-16 with no mark at its start: the byte order that gives letters of known scripts and spaces."""
    if len(data) % 2:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        found = _strict(data, encoding)
        if found and _familiar(found.text) >= 0.9:
            return found
    return None


def _familiar(text: str) -> float:
    """Share of characters of the Latin and Cyrillic scripts, and of punctuation."""
    return len(FAMILIAR.findall(text)) / max(1, len(text))


def _one_byte(data: bytes) -> Decoded | None:
    """The likeliest of the Cyrillic code pages, or the Western one, where the letters stand as they do in words."""
    scores = {encoding: _russian_score(data[:SAMPLE], encoding) for encoding in CYRILLIC}
    best = max(CYRILLIC, key=lambda encoding: scores[encoding])
    if scores[best] > 0:
        return _strict(data, best)
    western = _western(data)
    return western if western and _fits_western(western.text[:SAMPLE]) else None


def _russian_score(data: bytes, encoding: str) -> float:
    """Above 0 where the bytes over 127 read as Russian words: mean log-likelihood of letters, less for odd company."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return -math.inf
    high = [char for char in text if char > "\x7f"]
    letters = Counter(char.lower() for char in high if char.isalpha())
    total = sum(letters.values())
    in_words = sum(map(len, re.findall(r"[Ѐ-џ]{3,}", text)))
    if len(letters) < 3 or total > 2 * in_words:  # accents and fixed spaces among Latin letters, no words
        return -math.inf
    likely = sum(
        count * math.log(RUSSIAN_LETTERS.get(letter, 2 if letter in OTHER_CYRILLIC else 0.1) / 10)
        for letter, count in letters.items()
    )
    mixed = len(re.findall(r"[A-Za-z][Ѐ-џ]|[Ѐ-џ][A-Za-z]", text))
    shouted = len(re.findall(r"[а-яё][А-ЯЁ]", text))
    odd = len([char for char in high if not char.isalpha() and char not in WESTERN_MARKS and char != "№"])
    return (likely - 6.0 * (mixed + shouted + odd)) / max(1, total)


def _western(data: bytes) -> Decoded | None:
    return _strict(data, "windows-1252") or _strict(data, "latin-1")


def _fits_western(text: str) -> bool:
    """Whether the characters over 127 are letters inside words or marks outside them, as in Western languages."""
    high = [char for char in text if char > "\x7f"]
    known = sum(1 for char in high if WESTERN_LETTERS.match(char) or char in WESTERN_MARKS)
    inside = len(re.findall(r"[a-z][¹²³¿¡£¥§º][a-z]", text))
    runs = sum(len(run) for run in re.findall(r"[À-ÿ]{3,}", text))
    return known >= 0.95 * len(high) and inside == 0 and runs <= 0.2 * len(high)


def _by_statistics(data: bytes) -> Decoded | None:
    """Ask charset-normalizer; the last resort is the Western code page, which fits any bytes that are text at all."""
    from charset_normalizer import from_bytes  # noqa: PLC0415  costs 50 ms, and few files need it

    best = from_bytes(data[:SAMPLE]).best()
    return (_strict(data, best.encoding) if best else None) or _western(data)
