"""A PDF's pages as pictures."""

import struct
import zlib
from pathlib import Path

import pytest

from homeward.basics.errors import DocumentRefused, UnknownName
from homeward.documents.page_pictures import MOST_PIXELS, WIDTH, number_of_pages, page_picture

EXAMPLE = Path(__file__).resolve().parents[2] / "examples/reports/2022-04-28-harbour-courier-reed-yaroshenko.pdf"


def test_a_page_becomes_a_picture_of_what_is_printed() -> None:
    """The picture is a PNG of the asked width, whose rows hold both paper and print."""
    pdf = EXAMPLE.read_bytes()
    assert number_of_pages("a.pdf", pdf) >= 1
    picture = page_picture("a.pdf", pdf, 1)
    width, height, depth, colours = struct.unpack(">2I2B", picture[16:26])
    assert abs(width - WIDTH) <= 1
    assert (depth, colours) == (8, 2)
    assert width * height <= MOST_PIXELS * 1.01
    size = struct.unpack(">I", picture[33:37])[0]
    rows = zlib.decompress(picture[41 : 41 + size])
    assert len(rows) == height * (1 + 3 * width)
    assert {0, 255} <= set(rows)


@pytest.mark.parametrize("number", [0, -1, 99])
def test_a_page_that_is_not_there_is_said_so(number: int) -> None:
    """Pages are counted from one to the last."""
    with pytest.raises(UnknownName, match="no page"):
        page_picture("a.pdf", EXAMPLE.read_bytes(), number)


def test_what_is_no_pdf_is_refused_in_a_sentence() -> None:
    """Damaged bytes name the file and what to do."""
    with pytest.raises(DocumentRefused, match=r"a\.pdf: has a page that cannot be drawn"):
        page_picture("a.pdf", b"%PDF-1.7 and nothing else", 1)
