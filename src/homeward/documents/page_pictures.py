"""The pages of a PDF as pictures, to be looked at beside the text that was taken out of them."""

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

import pypdfium2 as pdfium

from homeward.basics.errors import DocumentRefused, UnknownName

WIDTH = 900
"""Pixels across."""
MOST_PIXELS = 2_500_000
_PNG = b"\x89PNG\r\n\x1a\n"
_RGB_OF_EIGHT_BITS = 8, 2, 0, 0, 0
_ONE_AT_A_TIME = Lock()
"""PDFium is not made for several threads."""


def number_of_pages(name: str, pdf: bytes) -> int:
    """Return how many pages a PDF has; raise DocumentRefused, by its name, where it is damaged."""
    with _opened(name, pdf) as document:
        return len(document)


def page_picture(name: str, pdf: bytes, number: int) -> bytes:
    """Return one page, 1 for the first, as a PNG; raise UnknownName for none such, DocumentRefused for damage."""
    with _opened(name, pdf) as document:
        if not 1 <= number <= len(document):
            raise UnknownName(f"{name} has no page {number}.")
        page = document[number - 1]
        width, height = page.get_size()
        scale = min(WIDTH / max(width, 1), (MOST_PIXELS / max(width * height, 1)) ** 0.5)
        pixels = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False).to_numpy()[:, :, :3]
        return _png(pixels)


@contextmanager
def _opened(name: str, pdf: bytes) -> Iterator[Any]:
    with _ONE_AT_A_TIME:
        try:
            document = pdfium.PdfDocument(pdf)
            try:
                yield document
            finally:
                document.close()
        except pdfium.PdfiumError as error:
            raise DocumentRefused(name, "has a page that cannot be drawn", "Download it, and look there.") from error


def _png(pixels: Any) -> bytes:
    """Return rows of red, green and blue as a PNG (ISO/IEC 15948)."""
    height, width = pixels.shape[:2]
    rows = b"".join(b"\0" + row.tobytes() for row in pixels)
    header = struct.pack(">2I5B", width, height, *_RGB_OF_EIGHT_BITS)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b""))
    return _PNG + b"".join(_chunk(kind, content) for kind, content in parts)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
