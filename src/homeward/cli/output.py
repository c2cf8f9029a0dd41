"""What every command prints with: safe text, tables, JSON and CSV on standard output, messages on standard error."""

import csv
import os
import sys
from collections.abc import Iterable, Sequence

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from homeward.basics.json_text import json_text
from homeward.basics.safe_text import inert, not_a_formula, one_line

NARROWEST = 40
"""Columns below which tables are not narrowed any further."""

WIDTH_OF_A_PIPE = 100
"""Columns of output that goes to a file or another program, unless COLUMNS says otherwise."""

ID_DIGITS = 8
"""How many digits of a claim's or a document's id are printed among other things; every command takes them."""

HIGHLIGHT = "bold reverse"
OPENS, CLOSES = "[[", "]]"
"""What stands round highlighted words where output is no terminal."""


def console() -> Console:
    """Return the console of standard output: colours only on a terminal, no mark-up read out of anybody's text."""
    width = None if sys.stdout.isatty() else _width_of_a_pipe()
    return Console(markup=False, highlight=False, emoji=False, soft_wrap=False, width=width)


def messages() -> Console:
    """Return the console of standard error."""
    return Console(stderr=True, markup=False, highlight=False, emoji=False, soft_wrap=True)


def say(message: str) -> None:
    """Print one message to standard error."""
    messages().print(Text(inert(message)))


def print_text(text: str = "") -> None:
    """Print one paragraph, wrapped at a terminal's width; what is piped stays on one line."""
    out = console()
    out.print(Text(inert(text)), soft_wrap=not out.is_terminal)


def print_parts(parts: Iterable[RenderableType]) -> None:
    """Print tables and paragraphs one below the other; what is piped has no blanks at the ends of lines."""
    out = console()
    if out.is_terminal:
        for part in parts:
            out.print(part)
        return
    with out.capture() as captured:
        for part in parts:
            out.print(part)
    sys.stdout.writelines(f"{line.rstrip()}\n" for line in captured.get().splitlines())


def table(columns: Sequence[str], rows: Iterable[Sequence[str | Text]], *, keep: Sequence[str] = ()) -> Table:
    """Return a table with plain rules; the columns in `keep` are never broken over lines."""
    drawn = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold", show_edge=False)
    for column in columns:
        drawn.add_column(column, overflow="fold", no_wrap=column in keep)
    for row in rows:
        drawn.add_row(*(cell if isinstance(cell, Text) else Text(one_line(cell)) for cell in row))
    return drawn


def highlighted(text: str, marks: Iterable[tuple[int, int]]) -> Text:
    """Return `text`, inert, its marked ranges highlighted, or in double square brackets where output is no terminal.

    What overlaps an earlier range or reaches past the text is cut off.
    """
    shown, done, colours = Text(), 0, console().is_terminal
    for begins, ends in sorted(marks):
        start, end = max(begins, done), min(ends, len(text))
        if start >= end:
            continue
        words = inert(text[start:end])
        shown.append(inert(text[done:start]))
        shown.append(words if colours else f"{OPENS}{words}{CLOSES}", style=HIGHLIGHT)
        done = end
    return shown.append(inert(text[done:]))


def print_json(value: object, indent: int | None = 2) -> None:
    """Print `value` as JSON to standard output, never wrapped."""
    sys.stdout.write(json_text(value, indent) + "\n")


def print_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows as CSV (RFC 4180 but for line ends); a cell that a spreadsheet would run as a formula is made text."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([not_a_formula(inert(cell)) for cell in row])


def _width_of_a_pipe() -> int:
    asked = os.environ.get("COLUMNS", "")
    return max(int(asked), NARROWEST) if asked.isdecimal() else WIDTH_OF_A_PIPE
