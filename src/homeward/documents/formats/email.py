"""Mail as saved by mail programs (.eml): subject, sender, date, and the plain text before the HTML one."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from typing import Any

from homeward.basics.errors import DocumentRefused
from homeward.documents.cleaning import kept_text
from homeward.documents.dates import date_from_value
from homeward.documents.encodings import decode_markup
from homeward.documents.formats import html
from homeward.documents.formats.model import Extracted, RawFile
from homeward.documents.limits import Limits
from homeward.documents.model import DateOrigin, DocumentDate

HEADER = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]*:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n)+\r?\n")
SURE_HEADERS = re.compile(rb"(?im)^(?:Received|Message-ID|MIME-Version|Return-Path|Delivered-To):")


def recognise(head: bytes) -> bool:
    """Whether a file that begins so is a mail message: header lines, one of which only mail has."""
    header = HEADER.match(head)
    return bool(header and SURE_HEADERS.search(header[0]))


def extract(raw: RawFile, limits: Limits) -> Extracted:
    """Return the message's text; raise DocumentRefused where it has none. Attachments are named in a note, not read."""
    try:
        message: Any = message_from_bytes(raw.data, policy=policy.default)
        text, attachments = _text_and_attachments(message)
        subject, sender, date = _header(message, "subject"), _header(message, "from"), _date(message)
    except Exception as error:  # the standard library's parser lets many kinds of error through on broken headers
        raise DocumentRefused(raw.name, "is a damaged mail message", "Save it anew from the mail program.") from error
    if not text:
        raise DocumentRefused(raw.name, "is a mail message without text", "Save its attachments, and give us those.")
    name, address = parseaddr(sender or "")
    note = f"Attachments not read: {', '.join(attachments)}. Give them as files of their own."
    notes = (note,) if attachments else ()
    return Extracted(text=text, title=subject, author=name or address or None, date=date, notes=notes)


def _text_and_attachments(message: EmailMessage) -> tuple[str, list[str]]:
    body = message.get_body(preferencelist=("plain", "html"))
    text = _part_text(body) if body is not None else ""
    if not text and body is not None and body.get_content_type() == "text/plain":
        page = message.get_body(preferencelist=("html",))
        text = _part_text(page) if page is not None else ""
    attachments = [part.get_filename() or part.get_content_type() for part in message.iter_attachments()]
    return text, [kept_text(name) for name in attachments]


def _part_text(part: Any) -> str:
    """The words of one part, decoded as it declares where that fits its bytes."""
    payload = part.get_payload(decode=True)
    found = decode_markup(payload, part.get_content_charset()) if isinstance(payload, bytes) else None
    if found is None:
        return ""
    return kept_text(html.from_markup(found.text).text if part.get_content_type() == "text/html" else found.text)


def _header(message: EmailMessage, name: str) -> str | None:
    value = message.get(name)
    return " ".join(kept_text(str(value)).split()) or None if value is not None else None


def _date(message: EmailMessage) -> DocumentDate | None:
    """The day in the sender's own time zone."""
    return date_from_value(getattr(message.get("date"), "datetime", None), DateOrigin.METADATA)
