"""Write the example reports that are PDF and DOCX from the texts in made_from/: `python examples/make_pdf_and_docx.py`.

The PDF is written by hand, so that no PDF library is needed: one page, one of the fonts every reader has, real text.
"""

import textwrap
from datetime import UTC, datetime
from pathlib import Path

import docx

HERE = Path(__file__).parent
PDF_SOURCE = HERE / "made_from" / "2022-04-28-harbour-courier-reed-yaroshenko.txt"
DOCX_SOURCE = HERE / "made_from" / "2022-04-29-lantern-post-yaroshenko-home.txt"


def header_and_body(path: Path) -> tuple[dict[str, str], str]:
    """Split a source text into its `key: value` lines and what follows the first empty line."""
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    return dict(line.split(": ", 1) for line in head.splitlines()), body.strip()


def pdf_string(text: str) -> bytes:
    """Return `text` as a PDF string in parentheses."""
    return b"(" + text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("latin-1") + b")"


def page_content(title: str, body: str) -> bytes:
    """Return the drawing commands of one page: the title large, the body wrapped below it."""
    lines = [wrapped for line in body.split("\n") for wrapped in textwrap.wrap(line, 88) or [""]]
    shown = b"\n".join(pdf_string(line) + b" Tj T*" for line in lines)
    return b"BT /F1 17 Tf 60 780 Td " + pdf_string(title) + b" Tj /F1 11 Tf 15 TL 0 -30 Td\n" + shown + b"\nET"


def pdf_of(head: dict[str, str], body: str) -> bytes:
    """Return the bytes of a one-page PDF whose document information says what `head` says."""
    content = page_content(head["title"], body)
    created = f"D:{head['date'].replace('-', '')}120000Z"
    info = b" ".join(
        b"/" + key.encode() + b" " + pdf_string(value)
        for key, value in (("Title", head["title"]), ("Author", head["author"]), ("CreationDate", created))
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< " + info + b" >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, data in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, data)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    trailer = b"trailer\n<< /Size %d /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + trailer


def write_docx(head: dict[str, str], body: str, path: Path) -> None:
    """Write a DOCX with a heading, the body's paragraphs, and what `head` says as its properties."""
    report = docx.Document()
    report.core_properties.title = head["title"]
    report.core_properties.author = head["author"]
    issued = datetime.fromisoformat(head["date"]).replace(hour=12, tzinfo=UTC)
    report.core_properties.created = report.core_properties.modified = issued
    report.add_heading(head["title"], level=1)
    for paragraph in body.split("\n\n"):
        report.add_paragraph(paragraph)
    report.save(str(path))


if __name__ == "__main__":
    reports = HERE / "reports"
    (reports / PDF_SOURCE.with_suffix(".pdf").name).write_bytes(pdf_of(*header_and_body(PDF_SOURCE)))
    write_docx(*header_and_body(DOCX_SOURCE), reports / DOCX_SOURCE.with_suffix(".docx").name)
