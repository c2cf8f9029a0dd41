"""Small pieces of SVG 1.1: elements, text that fits a width, and a page that reads in light and dark and aloud."""

import unicodedata
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

OURS = "<!-- Drawn by homeward. -->"
"""The line that tells a picture of ours from anybody else's file."""
CUT = "…"
SMALL, USUAL, LARGE = 12, 14, 18
"""Sizes of text in pixels."""
BOLD = 1.12
"""How much wider bold text is."""
_STYLE = """
text{font-family:system-ui,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif;fill:#1b1f24}
.paper{fill:#fff}.soft{fill:#57606a}.bold{font-weight:600}
.place{fill:#f0f3f6;stroke:#57606a}.life{stroke:#afb8c1;fill:none}.row{fill:#f6f8fa}
.goes{stroke:#0550ae;fill:none}.head{fill:#0550ae;stroke:none}
.stays{stroke:#6e7781;fill:none;stroke-dasharray:6 5}.stayhead{fill:#6e7781;stroke:none}
.axis{stroke:#57606a;fill:none}.grid{stroke:#d8dee4;fill:none}.floor{stroke:#9a6700;fill:none;stroke-dasharray:3 4}
.step{stroke:#0550ae;fill:none;stroke-opacity:.35}.point{fill:#0550ae;stroke:none}.hollow{fill:#fff;stroke:#6e7781}
.mark{fill:#fff;fill-opacity:0;stroke:#a40e26;stroke-width:2}
@media (prefers-color-scheme:dark){
text{fill:#e6edf3}.paper{fill:#0d1117}.soft{fill:#9da7b3}
.place{fill:#21262d;stroke:#9da7b3}.life{stroke:#484f58}.row{fill:#161b22}
.goes{stroke:#79c0ff}.head{fill:#79c0ff}.stays{stroke:#8b949e}.stayhead{fill:#8b949e}
.axis{stroke:#9da7b3}.grid{stroke:#30363d}.floor{stroke:#d29922}
.step{stroke:#79c0ff}.point{fill:#79c0ff}.hollow{fill:#0d1117;stroke:#8b949e}.mark{stroke:#ff7b72}
}"""
"""Colours have a contrast of 4.5 or more on their ground; nothing is told by colour alone."""


def element(name: str, /, inside: str | None = None, **attributes: object) -> str:
    """Return an element; `inside` is mark-up already, and an underscore in an attribute's name stands for a hyphen."""
    said = "".join(
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(_value(value))}" for key, value in attributes.items()
    )
    return f"<{name}{said}/>" if inside is None else f"<{name}{said}>{inside}</{name}>"


def text(words: str, x: float, y: float, size: int = USUAL, style: str = "", anchor: str = "start") -> str:
    """Return one line of text whose left end, middle or right end (`anchor`) lies at `x`, its base line at `y`."""
    return element("text", plain(words), x=x, y=y, font_size=size, class_=style or "usual", text_anchor=anchor)


def page(kind: str, title: str, description: str, size: tuple[float, float], parts: Iterable[str]) -> str:
    """Return a whole picture; `kind` keeps its ids apart from those of another picture on one page."""
    width, height = (_value(side) for side in size)
    inside = [
        element("title", plain(title), id=f"{kind}-title"),
        element("desc", plain(description), id=f"{kind}-description"),
        element("style", _STYLE),
        element("rect", width=width, height=height, class_="paper"),
        *parts,
    ]
    drawn = element(
        "svg",
        "\n".join(["", *inside, ""]),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
        role="img",
        aria_labelledby=f"{kind}-title {kind}-description",
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{OURS}\n{drawn}\n'


def plain(words: str) -> str:
    """Return words as XML text on one line: what cannot stand in XML, or turns text round, becomes a mark."""
    return escape("".join(_seen(letter) for letter in " ".join(words.split())))


def width_of(words: str, size: int = USUAL) -> float:
    """Return about how wide a line of text comes out, in pixels; fonts differ, so it is rather too wide."""
    return sum(_ems(letter) for letter in words) * size


def fitted(words: str, width: float, size: int = USUAL) -> str:
    """Return words cut so that they fit a width."""
    line = " ".join(words.split())
    if width_of(line, size) <= width:
        return line
    while line and width_of(line + CUT, size) > width:
        line = line[:-1]
    return line.rstrip() + CUT


def wrapped(words: str, width: float, size: int = USUAL, most: int = 3) -> Sequence[str]:
    """Return words on at most so many lines of a width; what is left over is cut."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if not lines[-1] or width_of(longer, size) <= width:
            lines[-1] = longer
        elif len(lines) == most:
            lines[-1] = longer + " " + CUT
            break
        else:
            lines.append(word)
    return [fitted(line, width, size) for line in lines]


def _ems(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    return 0.34 if letter in " .,:;'|ijlt()-" else 0.85 if letter in "mwMW@" else 0.66 if letter.isupper() else 0.58


def _seen(letter: str) -> str:
    return letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}"


def _value(value: object) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
