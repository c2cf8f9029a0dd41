"""PDF: the text layer page by page, lines joined to paragraphs by the gaps between them."""

import contextlib
import re
from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from homeward.basics.errors import DocumentRefused
from homeward.documents.cleaning import kept_text
from homeward.documents.formats.model import Extracted, RawFile
from homeward.documents.limits import Limits

HYPHEN = re.compile("[\ufffe\x02]")
"""What PDFium puts for a hyphen at a line's end, the break after it left out."""
PARAGRAPH_GAP = 1.35
"""A gap so much wider than the page's usual one starts a paragraph."""
FEWEST_LETTERS_A_PAGE = 10
MADE = re.compile(r"(?:D:)?(\d{4})(\d\d)?(\d\d)?")


def recognise(head: bytes) -> bool:
    """Whether a file that begins so is a PDF; some have a few bytes before their mark."""
    return b"%PDF-" in head[:1024]


def extract(raw: RawFile, limits: Limits) -> Extracted:
    """Return the text layer; raise DocumentRefused for a password, too many pages, damage, or pages without text."""
    document = _opened(raw)
    try:
        if len(document) > limits.pages:
            why = f"has {len(document):,} pages, and {limits.pages:,} is the most we read"
            raise DocumentRefused(raw.name, why, "Split it into parts.")
        text, lost = _text(document, limits)
        if len(lost) == len(document):
            raise DocumentRefused(raw.name, "is a damaged PDF", "Open it in a viewer, and save it anew.")
        letters = sum(map(str.isalpha, text))
        if letters == 0 or (letters < FEWEST_LETTERS_A_PAGE * len(document) and _has_pictures(document)):
            what_to_do = "Run text recognition (OCR) on it, and give us the result."
            raise DocumentRefused(raw.name, "has no text layer: it looks scanned", what_to_do)
        meta = document.get_metadata_dict()
    finally:
        document.close()
    title, author, made = _words(meta["Title"]), _words(meta["Author"]), _made(meta["CreationDate"])
    return Extracted(text=text, title=title, author=author, file_made=made, notes=lost)


def _opened(raw: RawFile) -> Any:
    try:
        return pdfium.PdfDocument(raw.data)
    except pdfium.PdfiumError as error:
        if error.err_code == pdfium_c.FPDF_ERR_PASSWORD:
            raise DocumentRefused(
                raw.name, "needs a password", "Save it without one, and give us that file."
            ) from error
        if error.err_code == pdfium_c.FPDF_ERR_SECURITY:
            raise DocumentRefused(raw.name, "is locked in a way we cannot open", "Print it to a new PDF.") from error
        raise DocumentRefused(raw.name, "is a damaged PDF", "Open it in a viewer, and save it anew.") from error


def _text(document: Any, limits: Limits) -> tuple[str, tuple[str, ...]]:
    """The pages' text, up to the limit that the caller refuses beyond, and a note for each page that is lost."""
    pages: list[str] = []
    lost: list[str] = []
    length = 0
    for number in range(len(document)):
        try:
            pages.append(_page_text(document, number))
        except pdfium.PdfiumError:
            lost.append(f"Page {number + 1} is damaged and could not be read.")
            continue
        length += len(pages[-1])
        if length > limits.text_characters:
            break
    text = "\n\n".join(pages)
    return kept_text(HYPHEN.sub(lambda match: _hyphen(text, match.start()), text)), tuple(lost)


def _page_text(document: Any, number: int) -> str:
    page = document[number]
    try:
        textpage = page.get_textpage()
        try:
            return "\n\n".join(_paragraphs(textpage))
        finally:
            textpage.close()
    finally:
        page.close()


def _hyphen(text: str, at: int) -> str:
    """Nothing where the two halves stand as one word elsewhere in the text, else the hyphen that was printed."""
    before, after = re.search(r"\w*$", text[max(0, at - 40) : at]), re.match(r"\w*", text[at + 1 : at + 41])
    whole = (before[0] if before else "") + (after[0] if after else "")
    return "" if re.search(rf"\b{re.escape(whole)}\b", text) else "-"


def _paragraphs(textpage: Any) -> Iterator[str]:
    """Yield the page's paragraphs; where characters and boxes do not pair up, its lines as they come."""
    text = textpage.get_text_range()
    lines = [(match.start(), match[0]) for match in re.finditer(r"[^\r\n]+", text) if match[0].strip()]
    if len(text) != textpage.count_chars() or len(lines) < 2:
        yield "\n".join(line for _, line in lines)
        return
    boxes = [textpage.get_charbox(start, loose=True) for start, _ in lines]
    gaps = [above[1] - below[1] for above, below in pairwise(boxes)]
    usual = median([gap for gap in gaps if gap > 0] or [0])
    if len(gaps) < 4:  # too few to know what is usual on this page: set solid, a line is as high as its letters
        usual = min(usual, boxes[0][3] - boxes[0][1])
    paragraph = [lines[0][1].strip()]
    for gap, (_, line) in zip(gaps, lines[1:], strict=True):
        if gap > PARAGRAPH_GAP * usual:
            yield " ".join(paragraph)
            paragraph = []
        paragraph.append(line.strip())
    yield " ".join(paragraph)


def _has_pictures(document: Any) -> bool:
    """Whether a page among the first ten holds a picture, as scanned ones do."""
    for number in range(min(10, len(document))):
        with contextlib.suppress(pdfium.PdfiumError):
            if any(document[number].get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=2)):
                return True
    return False


def _words(value: str) -> str | None:
    return " ".join(kept_text(value).split()) or None


def _made(value: str) -> str | None:
    """The creation date as EDTF, as precise as it is given."""
    match = MADE.match(value)
    return "-".join(part for part in match.groups() if part) if match else None
