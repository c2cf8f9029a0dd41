"""Markup becomes spaces of the same length, so that what is read keeps its place in the kept text."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_BLOCK_TAGS = (
    "p|div|br|h[1-6]|li|ul|ol|tr|td|th|table|section|article|aside|header|footer|blockquote|figure|figcaption|nav"
)
_INVISIBLE = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_BLOCK = re.compile(rf"</?(?:{_BLOCK_TAGS})\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>")
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-fA-F]{1,5}|[a-zA-Z]{2,8});")
_INNER_MATTER = re.compile(r"\A\s*---\n(?:(?!---).*\n){1,80}?---\n")
_MARKDOWN = (
    re.compile(r"!\[[^\]\n]*\]\([^()\n]*\)"),  # a picture says nothing
    re.compile(r"^[ \t]*(?:#{1,6}|[*+-]|>)[ \t]+", re.MULTILINE),
    re.compile(r"^[ \t]*(?:[-*_][ \t]*){3,}$", re.MULTILINE),
    re.compile(r"\*{1,3}|~~|`+|(?<!\w)_{1,2}(?=\w)|(?<=\w)_{1,2}(?!\w)|\\(?=[#*_\[\]-])"),
    re.compile(r"\[/?[a-z]+_\w*\]"),  # a template's marks: [ad_1]
    re.compile(r"https?://[^\s<>\"”)\]]+"),
)
_LINK = re.compile(r"\[([^\[\]\n]{1,300})\](\([^()\s]*(?:\s[^()\n]*)?\))")
_NEWLINES = re.compile(r"[ \t\u00a0]*\n(?:[ \t\u00a0]*\n)*[ \t\u00a0]*")
_FINAL = (".", "!", "?", ":", "”", '"', "’", ")", "…")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of masked text that is read as one piece."""

    start: int
    end: int


def mask(text: str) -> tuple[str, list[Paragraph]]:
    """Return the text with markup and line breaks as spaces, of the same length, and its paragraphs."""
    breaks: set[int] = set()
    masked = _mask_html(text, breaks)
    masked = _blank(_INNER_MATTER, masked)
    masked = _LINK.sub(lambda match: f" {match.group(1)} {' ' * len(match.group(2))}", masked)
    masked = masked.replace("\u200b", " ").replace("\ufeff", " ")
    for pattern in _MARKDOWN:
        masked = _blank(pattern, masked)
    wrapped = _is_hard_wrapped(masked)
    breaks.update(_line_breaks(masked, wrapped=wrapped))
    flat = re.sub(r"\s", " ", masked)
    return flat, list(_paragraphs(flat, sorted(breaks)))


def _mask_html(text: str, breaks: set[int]) -> str:
    if "<" in text and ">" in text:
        text = _blank(_INVISIBLE, text)
        breaks.update(match.start() for match in _BLOCK.finditer(text))
        text = _blank(_BLOCK, text)
        text = _blank(_TAG, text)
    return _ENTITY.sub(_entity, text) if "&" in text else text


def _entity(match: re.Match[str]) -> str:
    character = html.unescape(match.group())
    return character.ljust(len(match.group())) if len(character) <= len(match.group()) else match.group()


def _blank(pattern: re.Pattern[str], text: str) -> str:
    """Replace what matches by spaces, line breaks kept."""
    return pattern.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)


def _is_hard_wrapped(text: str) -> bool:
    """Tell whether lines end where a page was full rather than where a paragraph was over."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    followed = [(line, after) for line, after in pairwise(lines) if len(line) > 40]
    if len(followed) < 3:
        return False
    running_on = sum(not line.endswith(_FINAL) for line, _ in followed)
    return running_on > len(followed) / 2 and max(map(len, lines)) < 130


def _line_breaks(text: str, *, wrapped: bool) -> Iterator[int]:
    for match in _NEWLINES.finditer(text):
        if not wrapped or match.group().count("\n") > 1:
            yield match.start()
            continue
        before = text[max(0, match.start() - 40) : match.start()]
        if "\n" in before.strip():  # a short line stands by itself: a headline, a name under a letter
            yield match.start()


def _paragraphs(flat: str, breaks: list[int]) -> Iterator[Paragraph]:
    edges = [0, *breaks, len(flat)]
    for start, end in pairwise(edges):
        piece = flat[start:end]
        stripped = piece.strip()
        if stripped:
            first = start + piece.index(stripped[0])
            yield Paragraph(first, first + len(stripped))
