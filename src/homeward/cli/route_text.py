"""Ways home as text: each route with its outcome, its checks by article, papers, effects and what to ask next."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from homeward.app.words import listed, since_in_words
from homeward.basics.counting import counted
from homeward.basics.safe_text import one_line
from homeward.cases.model import CustodyStatus, Standing
from homeward.cli.output import ID_DIGITS, table
from homeward.routes.binding import name_of
from homeward.routes.model import (
    Assessment,
    CaseFacts,
    Check,
    OpenQuestion,
    Outcome,
    Paper,
    Route,
    RouteOutcome,
    Safeguard,
)
from homeward.routes.parameters import NOT_CHECKED

TOO_NARROW = 70
"""Columns below which a reason stands under its outcome and article, not beside them."""

QUESTIONS_SHOWN = 6
SOURCES_SHOWN = 2
"""How many sources of a fact are named under a check."""

HEADING, DIM = "bold cyan", "dim"
STYLES = {
    Outcome.MET: "green",
    Outcome.NOT_MET: "bold red",
    Outcome.UNKNOWN: "bold yellow",
    RouteOutcome.OPEN: "bold green",
    RouteOutcome.CLOSED: "bold red",
    RouteOutcome.UNDECIDED: "bold yellow",
}
_OUTCOME_WIDTH, _ARTICLE_WIDTH = 7, 12


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One check: outcome, article and reason side by side, or one under the other where that is too narrow."""

    outcome: Outcome
    article: str
    parts: Sequence[Text]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the line as wide as the terminal allows."""
        outcome = Text(self.outcome.value, style=STYLES[self.outcome])
        if options.max_width < TOO_NARROW:
            yield Text.assemble(outcome, "  ", (self.article, DIM))
            yield Padding(Group(*self.parts), (0, 0, 0, 2))
            return
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(width=_OUTCOME_WIDTH)
        grid.add_column(width=_ARTICLE_WIDTH, overflow="fold", style=DIM)
        grid.add_column(ratio=1, overflow="fold")
        grid.add_row(outcome, Text(self.article), Group(*self.parts))
        yield grid


@dataclass(frozen=True, slots=True)
class InShort:
    """Every route in a line: a table, or a few words each where that is too narrow."""

    routes: Sequence[Route]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines as wide as the terminal allows."""
        lines = [(str(number), _outcome(one), _way(one), one.instrument, _why(one)) for number, one in self._numbered()]
        if options.max_width >= TOO_NARROW:
            yield table(("", "", "way home", "under", ""), lines)
            return
        for number, outcome, way, instrument, why in lines:
            yield Text.assemble((f"{number}  ", "bold"), outcome, f"  {way}")
            yield Padding(Text("; ".join(part for part in (instrument, why) if part), style=DIM), (0, 0, 0, 3))

    def _numbered(self) -> Iterator[tuple[int, Route]]:
        return enumerate(self.routes, start=1)


def _outcome(route: Route) -> Text:
    return Text(route.outcome.value, style=STYLES[route.outcome])


def assessment_text(
    found: Assessment, facts: CaseFacts, status: CustodyStatus | None, everything: bool = False
) -> Iterator[RenderableType]:
    """Yield the parts of an assessment in the order they are read; closed routes in short unless `everything`."""
    yield from _header(found, facts, status)
    if len(found.routes) > 1:
        yield Text()
        yield InShort(found.routes)
    for number, route in enumerate(found.routes, start=1):
        yield Text()
        yield _route_heading(number, route)
        yield _indented(*_route_parts(route, facts.sources, everything))
    if not found.routes:
        yield Text()
        yield Text(_no_routes(facts))
    if found.safeguards:
        yield Text("\nRights that hold on any way", style=HEADING)
        yield _indented(*_safeguards(found.safeguards, facts.sources))
    if found.questions:
        yield Text("\nAsk first", style=HEADING)
        yield _indented(*(_question(one) for one in found.questions[:QUESTIONS_SHOWN]))


def _header(found: Assessment, facts: CaseFacts, status: CustodyStatus | None) -> Iterator[RenderableType]:
    title = Text(one_line(found.person), style="bold")
    title.append(f"   on {found.on.isoformat()}", style=DIM)
    yield title
    states = listed(map(name_of, facts.nationalities))
    nationals = f"national of {states}" if states else "nationality not known"
    yield Text(f"{nationals}; held by {name_of(facts.held_by)}")
    yield from _standing(status, name_of(facts.held_by))
    conflicts = [name for name, told in facts.sources.items() if any(one.startswith("conflict") for one in told)]
    if conflicts:
        fields = ", ".join(name.replace("_", " ") for name in conflicts)
        yield Text(f"Reports contradict one another on: {fields}. `homeward case` shows where; a ruling settles it.")


def _standing(status: CustodyStatus | None, holder: str) -> Iterator[Text]:
    """Yield where the reports have the person, unless that is in custody."""
    if status is None or status.standing is Standing.HELD:
        return
    since = f" {since_in_words(status.since)}" if status.since else ""
    unknown = status.standing is Standing.UNKNOWN
    where = "whether held on this day is not known" if unknown else f"{status.standing}{since}"
    yield Text(f"By the reports: {where}. What follows is as if {holder} held the person.")


def _no_routes(facts: CaseFacts) -> str:
    if not facts.nationalities:
        return "No State to go to is known. Enter `nationalities`, or name one with --to."
    return "No State to go to but the one that holds the person. Name another with --to."


def _why(route: Route) -> str:
    if route.outcome is RouteOutcome.CLOSED:
        return "by " + ", ".join(name.replace("_", " ") for name in route.closed_by or ("in_force",))
    unknown = sum(one.outcome is Outcome.UNKNOWN for one in route.checks)
    return f"{unknown} unknown" if route.outcome is RouteOutcome.UNDECIDED else ""


def _way(route: Route) -> str:
    return f"{route.kind.replace('_', ' ')}, to {name_of(route.to)}"


def _route_heading(number: int, route: Route) -> Text:
    heading = Text(f"{number}  ", style="bold")
    heading.append(route.outcome.value.upper(), style=STYLES[route.outcome])
    heading.append(f"  {_way(route)}", style="bold")
    return heading.append(f"  {route.instrument}", style=DIM)


def _route_parts(route: Route, sources: Mapping[str, tuple[str, ...]], everything: bool) -> Iterator[RenderableType]:
    yield Text(one_line(route.title), style=DIM)
    in_force = [Text(one_line(route.in_force.reason))]
    if route.in_force.needs and route.in_force.outcome is not Outcome.MET:
        in_force.append(Text(f"needs: {one_line(route.in_force.needs)}", style=DIM))
    in_force += [Text(one_line(note), style=DIM) for note in route.in_force.notes]
    yield CheckLine(route.in_force.outcome, "in force", [*in_force, *_unchecked(route.in_force.unverified)])
    for check in route.checks:
        yield _check(check, sources)
    if route.outcome is not RouteOutcome.CLOSED or everything:
        yield from _list("Papers", (_paper(one) for one in route.papers))
        yield from _list("What it would do", (_effect(one.article, one.text, one.unverified) for one in route.effects))
    elif route.papers or route.effects:
        yield Text("--all prints its papers and what it would do", style=DIM)
    if route.next_question:
        ask = "Could change" if route.outcome is RouteOutcome.CLOSED else "Ask next"
        yield Text.assemble((f"{ask}: ", "bold"), one_line(route.next_question))


def _check(check: Check, sources: Mapping[str, tuple[str, ...]]) -> CheckLine:
    return CheckLine(check.outcome, check.article, list(_reason(check, sources)))


def _safeguards(found: Sequence[Safeguard], sources: Mapping[str, tuple[str, ...]]) -> Iterator[RenderableType]:
    """Yield the rights under each instrument; what of it was not checked is said once."""
    for instrument in dict.fromkeys(one.instrument for one in found):
        mine = [one for one in found if one.instrument == instrument]
        common = [mark for mark in mine[0].unverified if all(mark in one.unverified for one in mine)]
        yield Text(instrument, style=DIM)
        for one in mine:
            own = replace(one, unverified=tuple(mark for mark in one.unverified if mark not in common))
            yield CheckLine(one.outcome, one.article, list(_reason(own, sources)))
        yield from _unchecked(common)


def _reason(check: Check | Safeguard, sources: Mapping[str, tuple[str, ...]]) -> Iterator[Text]:
    yield Text(one_line(check.reason))
    if check.settled_by and check.outcome is not Outcome.MET:
        word = "settled by" if check.outcome is Outcome.UNKNOWN else "could change by"
        yield Text(f"{word}: {one_line(check.settled_by)}", style=DIM)
    told = [f"{name.replace('_', ' ')}: {_told(sources[name])}" for name in check.facts if sources.get(name)]
    if told:
        yield Text(one_line("; ".join(told)), style=DIM)
    yield from _unchecked(check.unverified)


def _told(sources: Sequence[str]) -> str:
    """Return where a fact was taken from, claim ids and conflicts shortened as other commands take them."""
    shown = [source_in_words(one) for one in sources[:SOURCES_SHOWN]]
    left = len(sources) - len(shown)
    return ", ".join(shown) + (f" and {left} more" if left > 0 else "")


def source_in_words(source: str) -> str:
    """Return a source of a fact with its id shortened as other commands take it; a line of a file as it is."""
    word, _, rest = source.partition(" ")
    if word == "conflict":
        return f"conflict {rest[:ID_DIGITS]}"
    is_claim = len(word) > ID_DIGITS and all(letter in "0123456789abcdef" for letter in word)
    return f"claim {word[:ID_DIGITS]} {rest}".strip() if is_claim else source


def _unchecked(marks: Iterable[str]) -> Iterator[Text]:
    told = ", ".join(dict.fromkeys(marks))
    if told:
        yield Text(f"{NOT_CHECKED}: {one_line(told)}", style="magenta")


def _paper(one: Paper) -> Text:
    mark, style = ("held", "green") if one.held else ("not held", DIM)
    what = f"{name_of(one.by)} to {name_of(one.to)}: {one.what}"
    line = Text.assemble((f"{mark}  ", style), one_line(what))
    tongues = f"; in {', '.join(one.languages)}" if one.languages else ""
    line.append(f"  {one.article}{tongues}{_mark(one.unverified)}", style=DIM)
    return line


def _effect(article: str, text: str, unverified: Sequence[str]) -> Text:
    return Text(one_line(text)).append(f"  {article}{_mark(unverified)}", style=DIM)


def _mark(unverified: Sequence[str]) -> str:
    return f", {NOT_CHECKED}" if unverified else ""


def _question(one: OpenQuestion) -> Text:
    line = Text(one_line(one.question))
    alone = f", alone decides {one.decides}" if one.decides else ""
    return line.append(f"  ({counted(len(one.routes), 'route')}{alone})", style=DIM)


def _list(heading: str, lines: Iterable[Text]) -> Iterator[RenderableType]:
    several = list(lines)
    if several:
        yield Text(heading, style="bold")
        yield from (_indented(line) for line in several)


def _indented(*parts: RenderableType) -> Padding:
    return Padding(Group(*parts), (0, 0, 0, 2))
