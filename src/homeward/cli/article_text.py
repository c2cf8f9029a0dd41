"""An article as a page of a handbook: heading, our words, numbers, declarations, examples, what nobody checked."""

from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from homeward.basics.safe_text import one_line
from homeward.cli.route_text import DIM, HEADING, STYLES
from homeward.routes.binding import name_of
from homeward.routes.explanations import PRACTICE, Explanation, WorkedExample
from homeward.routes.model import Outcome
from homeward.routes.parameters import NOT_CHECKED, DatedValue, Parameter
from homeward.routes.treaty import Declaration


def article_text(found: Explanation) -> Iterator[RenderableType]:
    """Yield the parts of an explanation in the order they are read."""
    yield Text(f"Article {found.article.article}: {found.article.heading}", style="bold")
    number = f", {found.treaty.number}" if found.treaty.number else ""
    yield Text(f"{found.treaty.title}{number}  ({found.treaty.id})", style=DIM)
    if found.article.unverified:
        yield Text(f"These words were {NOT_CHECKED}.", style="magenta")
    yield Text()
    yield from _paragraphs(found.article.text)
    yield from _section("Numbers", [line for one in found.parameters for line in _parameter(one)])
    yield from _section("Declared by States", [_declaration(one) for one in found.declarations])
    yield from _section("Worked examples", _examples(found.examples))
    yield from _section("See also", [Text(f"{one.article}: {one.heading}") for one in found.see_also])
    elsewhere = [Text(f'homeward routes --explain "{one.id} {found.article.article}"') for one in found.elsewhere]
    yield from _section("An article of this number stands elsewhere too", elsewhere)
    yield from _section("Where to read it", [Text(one) for one in found.treaty.sources])


def _paragraphs(text: str) -> Iterator[Text]:
    for paragraph in text.split("\n\n"):
        lines = paragraph.splitlines()
        if any(line.startswith(("- ", "* ")) for line in lines):
            yield from (Text(one_line(line)) for line in lines)
        else:
            yield Text(one_line(paragraph))
        yield Text()


def _section(heading: str, lines: Iterable[RenderableType]) -> Iterator[RenderableType]:
    several = list(lines)
    if several:
        yield Text(heading, style=HEADING)
        yield Padding(Group(*several), (0, 0, 1, 2))


def _parameter(one: Parameter) -> Iterator[RenderableType]:
    for value in one.values:
        yield Text(one_line(f"{value.value} {one.unit}{_since(value)}{_for(value)}: {one.meaning}"))
        yield from (Padding(line, (0, 0, 0, 2)) for line in _told(value.reference, value.unverified))


def _since(value: DatedValue) -> str:
    return f" from {value.from_day.isoformat()}" if value.from_day.year > 1 else ""


def _for(value: DatedValue) -> str:
    return f", {name_of(value.for_)}" if value.for_ else ""


def _declaration(one: Declaration) -> Group:
    practice = ", by its practice" if one.article == PRACTICE else ""
    since = f" (since {one.since})" if one.since else ""
    until = f" (until {one.until})" if one.until else ""
    text = Text(name_of(one.party), style="bold")
    text.append(f"{practice}{since}{until}: {one_line(one.text)}", style="not bold")
    return Group(text, *(Padding(line, (0, 0, 0, 2)) for line in _told(one.source or "", one.unverified)))


def _told(source: str, unverified: bool) -> Iterator[Text]:
    if source:
        yield Text(one_line(source), style=DIM)
    if unverified:
        yield Text(NOT_CHECKED, style="magenta")


def _examples(several: Iterable[WorkedExample]) -> Iterator[RenderableType]:
    examples = list(several)
    many = len({one.condition for one in examples}) > 1
    for one in examples:
        yield _example(one, one.condition.replace("_", " ") if many else "")


def _example(one: WorkedExample, condition: str) -> Group:
    text = Text(f"{one.outcome}", style=STYLES[Outcome(one.outcome)] if one.outcome in tuple(Outcome) else "bold")
    text.append(f"  {condition}" if condition else "", style="default bold")
    text.append(f"  {one_line(one.name)}", style="default not bold")
    where = f", to {name_of(one.to)}" if one.to else ""
    told = one.happened or "; ".join(f"{key.replace('_', ' ')}: {_plain(value)}" for key, value in one.given.items())
    return Group(text, Padding(Text(f"on {one.on}{where}: {one_line(told)}", style=DIM), (0, 0, 0, 2)))


def _plain(value: object) -> str:
    """Return a value of an example as a reader writes it: lists and mappings without quotes or brackets."""
    if isinstance(value, dict):
        return ", ".join(f"{key.replace('_', ' ')} {_plain(one)}" for key, one in value.items())
    if isinstance(value, list):
        return (" and " if any(isinstance(one, dict) for one in value) else ", ").join(_plain(one) for one in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "not known" if value is None else str(value)
