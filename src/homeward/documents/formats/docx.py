"""Word documents: paragraphs and tables in order, and their core properties."""

import datetime
import io
from typing import Any

from homeward.basics.errors import DocumentRefused
from homeward.documents.archives import ZIP_MARK, check_package, names_in
from homeward.documents.cleaning import kept_text
from homeward.documents.formats.model import Extracted, RawFile
from homeward.documents.limits import Limits

MAIN_PART = "word/document.xml"
TEMPLATE_AUTHOR, TEMPLATE_MADE = "python-docx", datetime.date(2013, 12, 23)
"""What python-docx's empty template says of itself; programs that fill it often leave it standing."""


def recognise(data: bytes) -> bool:
    """Whether these bytes, the whole file, are a Word document."""
    return data.startswith(ZIP_MARK) and MAIN_PART in names_in(io.BytesIO(data))


def extract(raw: RawFile, limits: Limits) -> Extracted:
    """Return paragraphs and tables; raise DocumentRefused where the file is damaged or unpacks to too much."""
    check_package(raw.name, raw.data, limits)
    import docx  # noqa: PLC0415  a tenth of a second that runs without Word documents do without

    try:
        document = docx.Document(io.BytesIO(raw.data))
        blocks = [_block(block) for block in document.iter_inner_content()]
        title, author, made = _properties(document.core_properties)
    except Exception as error:  # python-docx lets any XML, zip or lookup error through
        raise DocumentRefused(raw.name, "is a damaged Word document", "Open it in Word, and save it anew.") from error
    text = kept_text("\n\n".join(block for block in blocks if block.strip()))
    return Extracted(text=text, title=title, author=author, file_made=made)


def _block(block: Any) -> str:
    """A paragraph's words, or a table's: a line each row, cells apart by a bar, a merged cell once."""
    if not hasattr(block, "rows"):
        return str(block.text)
    rows = []
    for row in block.rows:
        cells = {id(cell._tc): " ".join(cell.text.split()) for cell in row.cells}
        rows.append(" | ".join(filter(None, cells.values())))
    return "\n".join(filter(None, rows))


def _properties(core: Any) -> tuple[str | None, str | None, str | None]:
    """Title, author, and the day the file was made."""
    author, made = kept_text(core.author).strip(), core.created.date() if core.created else None
    return (
        kept_text(core.title).strip() or None,
        None if author == TEMPLATE_AUTHOR else author or None,
        None if made in {None, TEMPLATE_MADE} else made.isoformat(),
    )
