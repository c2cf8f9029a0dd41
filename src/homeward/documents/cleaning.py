"""Markup and extracted text become paragraphs: blocks apart by a blank line, no characters that are no text."""

import re
from collections.abc import Iterator
from typing import Any

BLOCKS = re.compile(
    "address|article|aside|blockquote|body|center|dd|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|"
    "html|li|main|nav|ol|p|pre|section|table|tbody|td|th|thead|tr|ul"
)
NO_TEXT = re.compile(
    "script|style|noscript|template|svg|math|iframe|object|head|nav|button|select|input|textarea|form|aside|footer"
)
UNKEPT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufeff\ufffe\uffff]")
SURROGATES = re.compile("[\ud800-\udfff]")


def kept_text(text: str) -> str:
    """Return text taken from markup or pages as it is kept: no control or half characters, no space at line ends."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n\n")
    text = SURROGATES.sub("\ufffd", UNKEPT.sub("", text))
    lines = [line.rstrip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def paragraphs_of(body: Any) -> Iterator[str]:
    """Yield an article body's paragraphs (trafilatura's elements); a list or table is one, a line each item or row."""
    for element in body:
        if not isinstance(element.tag, str):
            continue
        if element.tag == "table":
            paragraph = "\n".join(" | ".join(filter(None, map(_line, row.iter("cell")))) for row in element.iter("row"))
        elif element.tag == "list":
            paragraph = "\n".join(f"- {line}" for item in element.iter("item") if (line := _line(item)))
        elif element.tag in {"quote", "div"} and len(element):
            yield from filter(None, [_one_line(element.text or "")])
            yield from paragraphs_of(element)
            paragraph = ""
        else:
            paragraph = _line(element)
        yield from filter(None, [paragraph.strip(), _one_line(element.tail or "")])


def block_text(tree: Any) -> str:
    """All text of a page but scripts, forms and navigation, a paragraph for each block."""
    pieces: list[str] = []
    waiting: list[tuple[Any, bool]] = [(tree, False)]
    while waiting:  # no recursion: markup may nest deeper than Python's stack
        element, leaving = waiting.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        if leaving:
            pieces.append(("\n\n" if BLOCKS.fullmatch(tag) else "") + (element.tail or ""))
            continue
        waiting.append((element, True))
        if not tag or NO_TEXT.fullmatch(tag):
            continue
        pieces.append(
            ("\n\n" if BLOCKS.fullmatch(tag) else "") + ("\n" if tag == "br" else " ".join(_spaced(element.text)))
        )
        waiting.extend((child, False) for child in reversed(element))
    blocks = re.split(r"\n\s*\n", "".join(pieces))
    return "\n\n".join(block for block in (re.sub(r"[^\S\n]+", " ", block).strip() for block in blocks) if block)


def _spaced(text: str | None) -> list[str]:
    return [re.sub(r"\s+", " ", text)] if text else []


def _line(element: Any) -> str:
    """An element's words on one line, but for line breaks that its author set."""
    pieces = [element.text or ""]
    for child in element:
        if child.tag == "lb":
            pieces.append("\0")
        elif isinstance(child.tag, str):
            pieces.append(_line(child))
        pieces.append(child.tail or "")
    return "\n".join(filter(None, map(_one_line, "".join(pieces).split("\0"))))


def _one_line(text: str) -> str:
    return " ".join(text.split())
