"""Where quotation marks open and close; a stretch that a paragraph leaves open ends with that paragraph."""

from collections.abc import Iterator, Sequence

from homeward.claims.readers.english.masking import Paragraph
from homeward.claims.readers.english.model import Quotation

_PAIRS = {"“": "”", "«": "»", "„": "“"}


def find_quotations(masked: str, paragraphs: Sequence[Paragraph]) -> tuple[Quotation, ...]:
    """Return every quotation in order, marks left out, none inside another."""
    return tuple(found for paragraph in paragraphs for found in _in_paragraph(masked, paragraph))


def _in_paragraph(masked: str, paragraph: Paragraph) -> Iterator[Quotation]:
    piece = masked[paragraph.start : paragraph.end]
    single = not any(mark in piece for mark in '"“”«') and "‘" in piece
    at = paragraph.start
    while at < paragraph.end:
        closing = _closing_mark(masked, at, paragraph, single=single)
        if closing is None:
            at += 1
            continue
        end = _find_close(masked, at + 1, paragraph.end, closing)
        last = paragraph.end if end is None else end
        if masked[at + 1 : last].strip():
            yield Quotation(at + 1, last, closed=end is not None)
        at = last + 1


def _closing_mark(masked: str, at: int, paragraph: Paragraph, *, single: bool) -> str | None:
    """Return the mark that will close what opens here, or None where nothing opens."""
    mark = masked[at]
    if mark in _PAIRS:
        return _PAIRS[mark]
    before = masked[at - 1] if at > paragraph.start else " "
    after = masked[at + 1] if at + 1 < paragraph.end else " "
    if mark == '"':
        return '"' if not after.isspace() else None
    if single and mark == "‘" and not before.isalnum() and not after.isspace():
        return "’"
    return None


def _find_close(masked: str, start: int, stop: int, closing: str) -> int | None:
    alternatives = {closing, '"', "”"} if closing in '"”' else {closing}
    for at in range(start, stop):
        mark = masked[at]
        if mark == "“" and closing in '"”':  # opened anew without closing: the first one ends here
            return None
        if mark in alternatives and not _inside_word(masked, at, stop, mark):
            return at
    return None


def _inside_word(masked: str, at: int, stop: int, mark: str) -> bool:
    """Tell whether the mark is an apostrophe, or a straight mark that opens rather than closes."""
    after = masked[at + 1] if at + 1 < stop else " "
    if mark == "’":
        return after.isalpha() or masked[at - 1].isspace()
    return mark == '"' and masked[at - 1].isspace() and after.isalnum()
