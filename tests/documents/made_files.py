"""Small real files for the tests: PDF written by hand, the rest by the programs' own libraries."""

import hashlib
import io
import zipfile
from collections.abc import Mapping, Sequence
from email.message import EmailMessage

import docx

HUSH = "hush"
"""What opens the files that need a password."""
PDF_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
"""The padding of passwords, PDF 1.7 (ISO 32000-1), algorithm 2."""


def pdf(pages: Sequence[Sequence[tuple[int, str]]], info: str = "", picture: bool = False, password: str = "") -> bytes:
    """A PDF; a page is its lines, each with its distance from the line above in points."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", ""]
    for lines in pages:
        text = "".join(f"0 {-gap} Td ({line}) Tj " for gap, line in lines)
        draw = "/Im1 Do " if picture else ""
        stream = f"{draw}BT /F1 12 Tf 20 780 Td {text}ET"
        resources = "<</Font<</F1 3 0 R>>/XObject<</Im1 4 0 R>>>>"
        page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources {resources}/Contents"
        objects.append(f"{page} {{next}} 0 R>>")
        objects.append(f"<</Length {len(stream)}>>\nstream\n{stream}\nendstream")
    font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    image = "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
    objects[2:2] = [font, f"{image}\nstream\nx\nendstream"]
    kids = [number for number, body in enumerate(objects, 1) if body.startswith("<</Type/Page/")]
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(f'{kid} 0 R' for kid in kids)}]>>"
    objects = [body.replace("{next}", str(number + 1)) for number, body in enumerate(objects, 1)]
    objects.append(f"<<{info}>>")
    extra = f"/Info {len(objects)} 0 R" + (f"/Encrypt {len(objects) + 1} 0 R/ID[<00><00>]" if password else "")
    if password:
        objects.append(_encryption(password))
    return _with_table(objects, extra)


def _with_table(objects: Sequence[str], extra: str) -> bytes:
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += "".join(f"{place:010} 00000 n \n" for place in places).encode()
    out += f"trailer\n<</Root 1 0 R/Size {len(objects) + 1}{extra}>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def _encryption(password: str) -> str:
    padded = (password.encode() + PDF_PADDING)[:32]
    owner = _rc4(hashlib.md5(padded, usedforsecurity=False).digest()[:5], padded)
    permissions = (-4).to_bytes(4, "little", signed=True)
    key = hashlib.md5(padded + owner + permissions + b"\0", usedforsecurity=False).digest()[:5]
    return f"<</Filter/Standard/V 1/R 2/P -4/O<{owner.hex()}>/U<{_rc4(key, PDF_PADDING).hex()}>>>"


def _rc4(key: bytes, data: bytes) -> bytes:
    box, j = list(range(256)), 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)


def word_document(paragraphs: Sequence[str], table: Sequence[Sequence[str]] = (), **properties: object) -> bytes:
    """A .docx with paragraphs, then a table; `properties` are core properties."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if table:
        rows = document.add_table(rows=len(table), cols=len(table[0]))
        for row, words in zip(rows.rows, table, strict=True):
            for cell, word in zip(row.cells, words, strict=True):
                cell.text = word
    for name, value in properties.items():
        setattr(document.core_properties, name, value)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def mail(plain: str = "", page: str = "", attachment: str = "", **headers: str) -> bytes:
    """A mail message with a plain text, an HTML one, both, and perhaps an attachment of that name."""
    message = EmailMessage()
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    if plain:
        message.set_content(plain)
    if page and plain:
        message.add_alternative(page, subtype="html")
    elif page:
        message.set_content(page, subtype="html")
    if attachment:
        message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename=attachment)
    return message.as_bytes()


def zipped(entries: Mapping[str, bytes | str]) -> bytes:
    """A zip archive, entries in the order given."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return out.getvalue()
