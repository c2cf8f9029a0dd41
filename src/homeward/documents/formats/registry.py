"""The formats that can be read, and which of them a file is in."""

from homeward.basics.errors import DocumentRefused
from homeward.documents.encodings import decode
from homeward.documents.formats import docx, email, html, pdf, plain_text
from homeward.documents.formats.model import Format, RawFile

PLAIN_TEXT = Format("plain text", "text/plain", (".txt", ".text", ""), lambda _: False, plain_text.extract)
MARKDOWN = Format("Markdown", "text/markdown", (".md", ".markdown"), lambda _: False, plain_text.extract)
HTML = Format("HTML", "text/html", (".html", ".htm", ".xhtml"), html.recognise, html.extract)
PDF = Format("PDF", "application/pdf", (".pdf",), pdf.recognise, pdf.extract)
DOCX = Format(
    "Word (.docx)",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    (".docx", ".docm"),
    docx.recognise,
    docx.extract,
)
EMAIL = Format("mail (.eml)", "message/rfc822", (".eml",), email.recognise, email.extract)

FORMATS: tuple[Format, ...] = (PLAIN_TEXT, MARKDOWN, HTML, PDF, DOCX, EMAIL)
BINARY: tuple[Format, ...] = (PDF, DOCX)
"""Formats that their bytes give away: there the content decides, whatever the file is called."""
MARKED_UP: tuple[Format, ...] = (HTML, EMAIL)
"""Formats made of text: there the file's name decides, and the content only where the name says nothing."""
WHAT_IS_READ = f"We read {', '.join(format_.name for format_ in FORMATS)}, and zip archives of them."


def format_of(raw: RawFile) -> Format:
    """Return the format of a file, by content first and name second; raise DocumentRefused where it is none we read."""
    for format_ in BINARY:
        if format_.recognise(raw.data):
            return format_
    text_formats = [format_ for format_ in FORMATS if format_ not in BINARY]
    named = [format_ for format_ in text_formats if raw.suffix and raw.suffix in format_.suffixes]
    seen = [format_ for format_ in MARKED_UP if format_.recognise(raw.data)]
    found = (named or seen or [PLAIN_TEXT])[0]
    if found not in MARKED_UP and decode(raw.data) is None:
        raise DocumentRefused(raw.name, "is in a format we do not read", WHAT_IS_READ)
    return found
