"""A sentence on a day as text: served, remaining, release, the working, and until when a request can be in time."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from homeward.app.words import NOT_SAID, day_in_words
from homeward.basics.safe_text import one_line
from homeward.cli.route_text import DIM, HEADING
from homeward.routes.model import ReleaseDate, SentenceCalculation
from homeward.routes.parameters import NOT_CHECKED


def sentence_text(found: SentenceCalculation) -> Iterator[RenderableType]:
    """Yield the parts of a calculation in the order they are read."""
    yield Text(f"\nThe sentence on {found.on.isoformat()}", style=HEADING)
    rows = Table.grid(padding=(0, 2, 0, 0))
    rows.add_column(style="bold", max_width=22, overflow="fold")
    rows.add_column(ratio=1, overflow="fold")
    for name, value in _rows(found):
        rows.add_row(name, value)
    yield Padding(rows, (0, 0, 0, 2))
    if found.working:
        yield Text("How it is worked out", style="bold")
        yield Padding(Group(*(Text(one_line(line), style=DIM) for line in found.working)), (0, 0, 0, 2))
    if found.last_day_for_request:
        yield Text("Last day on which a request leaves enough to serve", style="bold")
        days = [Text(f"{day_in_words(day.edtf)}  {name}") for name, day in found.last_day_for_request.items()]
        yield Padding(Group(*days), (0, 0, 0, 2))


def _rows(found: SentenceCalculation) -> Iterator[tuple[str, Text]]:
    yield "law", Text(found.law or "none that is known here")
    yield "served", Text(found.served or NOT_SAID)
    yield "remaining", Text(found.remaining or NOT_SAID)
    if found.nominal_end:
        yield "end without remission", Text(day_in_words(found.nominal_end.edtf))
    for release in found.conditional_release:
        yield release.name, _release(release)
    if found.full_release:
        yield found.full_release.name, _release(found.full_release)
    if found.refusal:
        yield "not worked out", Text(one_line(f"{found.refusal[1]} ({found.refusal[0]})"), style="yellow")


def _release(one: ReleaseDate) -> Text:
    text = Text(day_in_words(one.date.edtf))
    text.append(f"  {one_line(one.rule)}", style=DIM)
    return text.append(f"; {NOT_CHECKED}", style="magenta") if one.unverified else text
