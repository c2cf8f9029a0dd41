"""A case file as text: every line followed by the words that say it, where they stand, and both dates."""

from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from homeward.app.case_lines import (
    CaseLine,
    born_in_words,
    conflict_in_words,
    conflict_sides,
    first_of_each_origin,
    sections,
    standing_in_words,
    values_in_words,
)
from homeward.app.case_reviews import reviewed_so_far
from homeward.app.words import date_in_words, in_words
from homeward.basics.counting import counted
from homeward.basics.safe_text import one_line
from homeward.cases.model import Case, Evidence
from homeward.cli.output import ID_DIGITS

EVIDENCE_SHOWN = 2
"""How many claims are printed under a line unless all are asked for."""

TOO_NARROW = 60
"""Columns below which a date stands above its line, not beside it."""

_DATE_WIDTH = 24
_HEADING, _QUOTE, _PLACE = "bold cyan", "green", "dim"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its lines."""

    heading: str
    lines: tuple[CaseLine, ...]
    all_evidence: bool = False

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the section, dates beside the lines where the terminal is wide enough."""
        yield Text(one_line(self.heading), style=_HEADING)
        if options.max_width < TOO_NARROW:
            for line in self.lines:
                if line.when:
                    yield Padding(Text(line.when, style="bold"), (0, 0, 0, 2))
                yield Padding(self._line(line), (0, 0, 0, 2))
        else:
            yield self._side_by_side()
        yield Text()

    def _side_by_side(self) -> Table:
        width = max((len(line.when) for line in self.lines), default=0)
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(width=2)
        if width:
            grid.add_column(width=min(width, _DATE_WIDTH), style="bold", overflow="fold")
        grid.add_column(ratio=1, overflow="fold")
        for line in self.lines:
            cells: list[RenderableType] = ["", Text(line.when)] if width else [""]
            grid.add_row(*cells, self._line(line))
        return grid

    def _line(self, line: CaseLine) -> Group:
        shown = line.evidence if self.all_evidence else first_of_each_origin(line.evidence)[:EVIDENCE_SHOWN]
        parts: list[RenderableType] = [Text(one_line(line.what))] if line.what else []
        parts += [Padding(_evidence_text(one), (0, 0, 0, 2)) for one in shown]
        if left := len(line.evidence) - len(shown):
            parts.append(Padding(Text(f"and {counted(left, 'more claim')}", style=_PLACE), (0, 0, 0, 2)))
        return Group(*parts)


def case_file(case: Case, all_evidence: bool = False) -> Iterator[RenderableType]:
    """Yield the parts of a case file in the order they are read: who, where they stand, what happened, what was said.

    Under each line stand at most EVIDENCE_SHOWN claims, unless `all_evidence`.
    """
    yield _header(case)
    yield Text()
    for section in sections(case):
        yield Section(section.heading, section.lines, all_evidence)
    for one in case.conflicts:
        heading = f"Conflict: {conflict_in_words(one)} · conflict {one.id[:ID_DIGITS]}"
        yield Section(heading, conflict_sides(one), all_evidence)
    if case.undated_document_ids:
        yield Text(f"{counted(len(case.undated_document_ids), 'document')} counted although nobody knows its date.")


def _header(case: Case) -> Group:
    rows = Table.grid(padding=(0, 2, 0, 0))
    rows.add_column(style="bold", width=13)
    rows.add_column(ratio=1, overflow="fold")
    forms = ", ".join(
        f"{form.text} ({len(form.document_ids)})" for form in case.person.forms if form.text != case.person.name
    )
    so_far = reviewed_so_far(case)
    for name, value in (
        ("also written", forms),
        ("nationality", values_in_words(case.nationality, in_words)),
        ("occupation", values_in_words(case.occupations)),
        ("born", born_in_words(case.born, case) if case.born else ""),
        ("on this day", standing_in_words(case)),
        ("documents", str(len(case.document_ids))),
        ("conflicts", f"{len(case.conflicts)}, listed at the end" if case.conflicts else "none found"),
        ("reviewed", f"{so_far.reviewed} of {counted(so_far.claims, 'claim')}"),
    ):
        if value:
            rows.add_row(name, Text(one_line(value)))
    title = Text(one_line(case.person.name), style="bold")
    title.append(f"   as of {case.status.on.isoformat()}   case {case.id}", style=_PLACE)
    return Group(title, rows)


def _evidence_text(one: Evidence) -> Text:
    text = Text(f"“{one_line(one.quote)}”", style=_QUOTE)
    where = [
        f"{one_line(one.document_name)} {one.start}-{one.end}",
        one_line(one.publisher) if one.publisher else "",
        f"happened: {date_in_words(one.happened)}",
        f"reported: {date_in_words(one.reported)}",
        f"claim {one.claim_id[:ID_DIGITS]}, {one.review}",
    ]
    text.append("\n" + " · ".join(part for part in where if part), style=_PLACE)
    return text
