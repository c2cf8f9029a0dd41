"""In short where a line of a positions file was said."""

from homeward.basics.safe_text import one_line
from homeward.cli.output import ID_DIGITS
from homeward.exchanges.model import Position

_WORDS_SHOWN = 90


def source_in_short(position: Position) -> str:
    """Return where a line was said: publication or document and day, or its note where it has no source."""
    source = position.source
    said_by = source.get("by")
    where = source.get("publication") or source.get("publisher") or source.get("document")
    if not where and source.get("claim"):
        where = f"claim {source['claim'][:ID_DIGITS]}"
    where = where or _shortened(source.get("says") or source.get("quote") or "")
    parts = [said_by, where, position.date or source.get("date")]
    told = ", ".join(one_line(part) for part in parts if part)
    return told if source else ", ".join(part for part in (told, _shortened(position.note or "")) if part)


def _shortened(words: str) -> str:
    line = one_line(words)
    return line if len(line) <= _WORDS_SHOWN else line[: _WORDS_SHOWN - 1].rstrip() + "…"
