"""The one-page brief: which lines of a family page one sheet of A4 holds, and what is left out of it."""

import math
from dataclasses import dataclass

from homeward.app.family_page import HEADINGS, SAID, FamilyLine, FamilyPage

ROWS = 44.0
"""Rows of print that a sheet has for lines and their headings, once name, note and page margins are taken off."""
HEADING_ROWS = 2.2
GAP_ROWS, QUOTE_GAP_ROWS = 0.5, 0.6
WIDTH, WHEN_WIDTH = 56, 17
"""Characters that a row of words and one of dates hold, in the widest of the usual typefaces."""
LEAST_TOLD = (SAID, *reversed(tuple(HEADINGS.values())))
"""The headings in the order in which lines are left out: words said first, what happened last, the days held never."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many lines under a heading the sheet has no room for."""

    heading: str
    lines: int


@dataclass(frozen=True, slots=True)
class Brief:
    """The keys of the lines that stand on the screen alone, and how many those are under each heading of the page."""

    left_out: frozenset[str]
    told: tuple[LeftOut, ...]
    empty: tuple[str, ...]
    """The headings under which no line is left."""


def brief_of(page: FamilyPage) -> Brief:
    """Return what of a family page is left out so that the rest fits one sheet: under each heading the oldest first.

    The days held stay, and so does the first line of what happened, which begins the story.
    """
    kept = {section.heading: list(section.lines) for section in page.sections}
    gone: dict[str, list[FamilyLine]] = {}
    for heading in LEAST_TOLD:
        least = 1 if heading == LEAST_TOLD[-1] else 0
        while _rows(kept) > ROWS and len(kept.get(heading, ())) > least:
            gone.setdefault(heading, []).append(kept[heading].pop(least))
    return Brief(
        left_out=frozenset(line.key for lines in gone.values() for line in lines),
        told=tuple(LeftOut(one.heading, len(gone[one.heading])) for one in page.sections if one.heading in gone),
        empty=tuple(one.heading for one in page.sections if not kept[one.heading]),
    )


def _rows(kept: dict[str, list[FamilyLine]]) -> float:
    return sum(HEADING_ROWS + sum(map(_rows_of, lines)) for lines in kept.values() if lines)


def _rows_of(line: FamilyLine) -> float:
    words = _filled(line.what, WIDTH) + (_filled(line.said, WIDTH) + QUOTE_GAP_ROWS if line.said else 0)
    return max(_filled(line.when, WHEN_WIDTH), words) + GAP_ROWS


def _filled(words: str, width: int) -> int:
    return math.ceil(len(words) / width)
