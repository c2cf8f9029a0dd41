"""An answer on positions as text: who goes home and how, each side's gain, what stands in the way, what opens it."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from rich.console import Group as Lines
from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from homeward.app.plan_exchange import NO_ROUTE
from homeward.cli.output import counted, one_line, table
from homeward.cli.words import listed
from homeward.exchanges.answer import number
from homeward.exchanges.model import Answer, Compromise, Exchange, Handover, Position, Positions, Release, Status

HEADING, DIM = "bold cyan", "dim"
POINTS_SHOWN = 20
_POINTS = {
    "leximin": "best for the worst-off side",
    "nash": "largest product of gains",
    "total": "largest total",
}


def exchange_text(answer: Answer, positions: Positions) -> Iterator[RenderableType]:
    """Yield the parts of an answer in the order they are read."""
    yield Text(one_line(positions.title or "Positions"), style="bold")
    if answer.best is not None:
        yield from _best(answer, answer.best, positions)
    elif answer.status is Status.NONE:
        yield from _none(answer, positions)
    else:
        yield Text("Not decided: the time ran out before an exchange was found or shut out.", style="bold yellow")
    if answer.frontier is not None:
        yield from _frontier(answer.frontier, positions)
    if answer.handover is not None:
        yield from _handover(answer.handover, positions)
    if answer.proof is not None and answer.proof.checked_by:
        yield Text(f"\nProved by {' and '.join(answer.proof.checked_by)}.", style=DIM)


def _best(answer: Answer, best: Exchange, positions: Positions) -> Iterator[RenderableType]:
    home = counted(best.people_home, "person goes home", "people go home")
    proved = "; nobody can bring more home" if answer.proof and answer.proof.optimal else "; more may be possible"
    yield Text(f"An exchange that every side accepts: {home}{proved}.", style="bold green")
    yield from _exchange(best, positions)
    for name, words in _POINTS.items():
        point = answer.points.get(name)
        if point is not None and point.surplus != best.surplus:
            yield Text(f"\n{words[0].upper()}{words[1:]}: {_people(point, positions)}", style=HEADING)
            yield Text(_surpluses(point.surplus, positions))
    if answer.left_out:
        yield Text("\nWho is not in it", style=HEADING)
        yield Lines(*(_left_out(who, lines, positions) for who, lines in answer.left_out.items()))


def _exchange(exchange: Exchange, positions: Positions) -> Iterator[RenderableType]:
    rows = [
        (
            Text(_who(release, positions), style="bold"),
            f"{_side(release.from_, positions)} → {_side(release.to, positions)}",
            Text(release.route or "", style="yellow" if release.route == NO_ROUTE else ""),
        )
        for release in exchange.releases
    ]
    if rows:
        yield table(("who goes home", "from → to", "by which route"), rows)
    changed = _changed_terms(exchange, positions)
    if changed:
        yield Text(f"Agreed besides: {changed}")
    yield Text(f"Surplus, each on its own scale: {_surpluses(exchange.surplus, positions)}")


def _who(release: Release, positions: Positions) -> str:
    group = next(one for one in positions.people if one.id == release.person)
    return one_line(group.name if group.count == 1 else f"{group.name} ({release.count} of {group.count})")


def _side(participant: str, positions: Positions) -> str:
    return one_line(next(one.name for one in positions.participants if one.id == participant))


def _changed_terms(exchange: Exchange, positions: Positions) -> str:
    return listed(
        [
            f"{one_line(term.name)}: {one_line(exchange.terms[term.id])}"
            for term in positions.terms
            if exchange.terms.get(term.id, term.options[0]) != term.options[0]
        ]
    )


def _surpluses(surplus: Mapping[str, Fraction], positions: Positions) -> str:
    return ", ".join(f"{_side(who, positions)} {_signed(value)}" for who, value in surplus.items())


def _signed(value: Fraction) -> str:
    return f"{number(value):+g}" if value else "0"


def _people(exchange: Exchange, positions: Positions) -> str:
    people = listed([_who(release, positions) for release in exchange.releases])
    changed = _changed_terms(exchange, positions)
    return "; ".join(part for part in (people, changed) if part) or "everything as it is now"


def _left_out(who: str, lines: Iterable[str], positions: Positions) -> Text:
    name = one_line(next(group.name for group in positions.people if group.id == who))
    text = Text(f"  {name}: ", style="bold")
    because = [_line(line, positions) for line in lines]
    told = f"no exchange has them all, because of {'; '.join(because)}" if because else "another exchange has them"
    return text.append(told, style="not bold")


def _line(line: str, positions: Positions) -> str:
    position = next(one for one in positions.positions if one.id == line)
    return f"{line} ({_side(position.of, positions)}{_in_words(position)})"


def _in_words(position: Position) -> str:
    said = [position.date or "", position.source or ""]
    told = ", ".join(one_line(part) for part in said if part)
    return f": {told}" if told else ""


def _none(answer: Answer, positions: Positions) -> Iterator[RenderableType]:
    yield Text("No exchange is acceptable to every side.", style="bold red")
    if answer.clash:
        yield Text("\nThese lines cannot all hold; without any one of them the rest can", style=HEADING)
        yield Lines(*(Text(f"  {_line(line, positions)}") for line in answer.clash))
    if not answer.compromises:
        yield Text("No line that could yield would open one.")
        return
    yield Text("\nCompromises, the cheapest first", style=HEADING)
    for compromise in answer.compromises:
        yield from _compromise(compromise, positions)


def _compromise(compromise: Compromise, positions: Positions) -> Iterator[RenderableType]:
    given_up = listed([_line(line, positions) for line in compromise.give_up])
    yield Text(f"  at {number(compromise.cost):g}: give up {given_up}", style="bold")
    yield Padding(Lines(*_exchange(compromise.opens, positions)), (0, 0, 0, 4))


def _frontier(frontier: tuple[Exchange, ...], positions: Positions) -> Iterator[RenderableType]:
    shown = frontier[:POINTS_SHOWN]
    yield Text(f"\nThe frontier: {counted(len(frontier), 'exchange')} that no other betters for all", style=HEADING)
    rows = [(_people(one, positions), _surpluses(one.surplus, positions)) for one in shown]
    yield table(("who goes home", "surplus"), rows)
    if len(frontier) > len(shown):
        yield Text(f"{len(frontier) - len(shown):,} more; --json has them all.", style=DIM)


def _handover(handover: Handover, positions: Positions) -> Iterator[RenderableType]:
    yield Text("\nHand-over in rounds, the steps of each at one time", style=HEADING)
    rows = [
        (
            str(one.number),
            "\n".join(
                f"{_who(release, positions)}: {_side(release.from_, positions)} → {_side(release.to, positions)}"
                for release in one.releases
            ),
            _surpluses(one.exposure, positions),
        )
        for one in handover.rounds
    ]
    drawn = table(("round", "who", "exposure if another side stops"), [])
    for row in rows:
        drawn.add_row(*(Text(cell) for cell in row))
    yield drawn
    least = "no order of so many rounds has less" if handover.optimal else "another order may have less"
    yield Text(f"No side ever stands to lose more than {number(handover.worst):g}; {least}.")
