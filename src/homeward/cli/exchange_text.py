"""An answer on positions as text: who goes home and how, each side's gain and cost, what stands in the way."""

from collections.abc import Iterable, Iterator, Mapping

from rich.console import Group as Lines
from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from homeward.app.answer_lines import besides, none_acceptable, on_compromises, why_none, why_undecided
from homeward.app.exchange_lines import (
    changed_terms,
    clash_heading,
    never_given,
    people_in,
    place_of,
    points_beside,
    surpluses,
    who,
    why_in_none,
    without_route,
)
from homeward.app.plan_exchange import NO_ROUTE, Asked
from homeward.app.position_lines import Named, joined_names, line_in_words, signed
from homeward.basics.counting import counted
from homeward.basics.safe_text import one_line
from homeward.cli.output import table
from homeward.cli.position_text import source_in_short
from homeward.exchanges.answer import figure
from homeward.exchanges.balances import balances
from homeward.exchanges.model import (
    Answer,
    Compromise,
    Exchange,
    Handover,
    LeftOut,
    Positions,
    Round,
    Status,
)

HEADING, DIM = "bold cyan", "dim"
POINTS_SHOWN = 20


def exchange_text(answer: Answer, positions: Positions, asked: Asked) -> Iterator[RenderableType]:
    """Yield the parts of an answer in the order they are read."""
    named = Named(positions)
    yield Text(one_line(positions.title or "Positions"), style="bold")
    if answer.best is not None:
        yield from _best(answer, answer.best, named)
    elif answer.status is Status.NONE:
        yield from _none(answer, named, asked)
    else:
        yield Text(f"Not decided: {why_undecided(answer, asked)}", style="bold yellow")
    yield from _without_route(answer, named)
    if answer.frontier:
        yield from _frontier(answer.frontier, named)
    if answer.handover is not None:
        yield from _handover(answer.handover, named)
    yield from (Text(f"\n{one}") for one in besides(answer, asked))
    if answer.proof is not None and answer.proof.checked_by:
        yield Text(f"\nProved by {' and '.join(answer.proof.checked_by)}.", style=DIM)


def _best(answer: Answer, best: Exchange, named: Named) -> Iterator[RenderableType]:
    proved = "; nobody can bring more home" if answer.proof and answer.proof.optimal else "; more may be possible"
    home = counted(best.people_home, "person goes home", "people go home") + proved
    said = home if best.people_home else "agreed without people"
    yield Text(f"An exchange that every side accepts: {said}.", style="bold green")
    yield from _exchange(best, named)
    yield from _points(answer.points, best, named)
    yield from _left_out(answer.left_out, named)
    if answer.more_home:
        yield Text("\nWhat almost worked: more people home, if lines are given up", style=HEADING)
        for compromise in answer.more_home:
            more = counted(compromise.opens.people_home - best.people_home, "more person", "more people")
            yield from _compromise(compromise, named, f" for {more} home")


def _exchange(exchange: Exchange, named: Named) -> Iterator[RenderableType]:
    rows = [
        (
            Text(who(release, named), style="bold"),
            f"{named.side(release.from_)} → {named.side(release.to)}",
            Text(release.route or "", style="yellow" if release.route == NO_ROUTE else ""),
        )
        for release in exchange.releases
    ]
    if rows:
        yield table(("who goes home", "from → to", "by which route"), rows)
    changed = changed_terms(exchange, named)
    if changed:
        yield Text(f"Agreed besides: {changed}")
    yield from _balances(exchange, named)


def _balances(exchange: Exchange, named: Named) -> Iterator[RenderableType]:
    """Yield each side's gain, cost and surplus; sides that neither gain nor give in one line."""
    balance = balances(named.positions, exchange)
    taking_part = {who: one for who, one in balance.items() if one.gain or one.cost}
    rows = [
        (named.side(who), figure(one.gain), figure(one.cost), signed(exchange.surplus[who]))
        for who, one in taking_part.items()
    ]
    yield Text()
    yield table(("side, on its own scale", "gain", "cost", "surplus"), rows, keep=("gain", "cost", "surplus"))
    others = [named.side(who) for who in balance if who not in taking_part]
    if others:
        yield Text(f"Nothing changes for {joined_names(others)}.", style=DIM)


def _points(points: Mapping[str, Exchange], best: Exchange, named: Named) -> Iterator[RenderableType]:
    for words, point in points_beside(best, points):
        yield Text(f"\n{words}", style=HEADING)
        yield Text(people_in(point, named))
        yield Text(f"Surplus: {surpluses(point.surplus, named)}")


def _left_out(left: Iterable[LeftOut], named: Named) -> Iterator[RenderableType]:
    """Yield who is not in it: those whom no exchange has with the lines in the way, then those whom another has."""
    left = tuple(left)
    if not left:
        return
    yield Text("\nWho is not in it", style=HEADING)
    for one in left:
        if one.elsewhere is False:
            yield Padding(Text(f"{named.person(one.person)}: {why_in_none(one, named)}"), (0, 0, 0, 2))
            yield from _lines(one.because, named, 4)
    for elsewhere, words in ((True, "in another exchange that all accept"), (None, "not settled in the time given")):
        people = [one.person for one in left if one.elsewhere is elsewhere]
        if people:
            yield Padding(Text(f"{named.people(people)}: {words}"), (0, 0, 0, 2))


def _lines(lines: Iterable[str], named: Named, indent: int) -> Iterator[RenderableType]:
    """Yield lines of the file: whose they are, what they say, and in short where that was said."""
    for line in lines:
        position = named.lines[line]
        text = Text(line, style="bold")
        text.append(f" ({named.side(position.of)}): {line_in_words(position, named)}", style="not bold")
        yield Padding(text, (0, 0, 0, indent))
        source = source_in_short(position)
        if source:
            yield Padding(Text(source, style=DIM), (0, 0, 0, indent + 2))


def _without_route(answer: Answer, named: Named) -> Iterator[RenderableType]:
    """Yield to whom no way is open, besides those who are told of as left out."""
    shut_out = without_route(answer, named)
    if shut_out:
        yield Text("\nNo open route", style=HEADING)
        yield from (Padding(Text(f"{name}: {why}"), (0, 0, 0, 2)) for name, why in shut_out)


def _none(answer: Answer, named: Named, asked: Asked) -> Iterator[RenderableType]:
    yield Text(none_acceptable(answer), style="bold red")
    heading = clash_heading(answer, named)
    if heading:
        yield Text(f"\n{heading}", style=HEADING)
    yield from _lines(answer.clash, named, 2)
    if why := why_none(answer, named):
        yield Text(why)
        yield from _kept(named)
    if answer.compromises:
        yield Text("\nCompromises, the cheapest first", style=HEADING)
    for place, compromise in enumerate(answer.compromises):
        yield from _compromise(compromise, named)
        if place == 0:
            yield from _left_out(answer.left_out, named)
    if said := on_compromises(answer, asked):
        yield Text(f"\n{said}" if answer.compromises else said)


def _kept(named: Named) -> Iterator[RenderableType]:
    kept = never_given(named.positions)
    if kept:
        yield Text(f"Wanted, and no line would let them go: {named.people(kept)}.")


def _compromise(compromise: Compromise, named: Named, gains: str = "") -> Iterator[RenderableType]:
    yield Text(f"\nAt a cost of {figure(compromise.cost)}{gains}, giving up", style="bold")
    yield from _lines(compromise.give_up, named, 2)
    yield Padding(Lines(*_exchange(compromise.opens, named)), (0, 0, 0, 2))


def _frontier(frontier: tuple[Exchange, ...], named: Named) -> Iterator[RenderableType]:
    shown = frontier[:POINTS_SHOWN]
    yield Text(f"\nThe frontier: {counted(len(frontier), 'exchange')} that no other betters for all", style=HEADING)
    rows = [(people_in(one, named), surpluses(one.surplus, named)) for one in shown]
    yield table(("who goes home", "surplus"), rows)
    if len(frontier) > len(shown):
        yield Text(f"{len(frontier) - len(shown):,} more; --json has them all.", style=DIM)


def _handover(handover: Handover, named: Named) -> Iterator[RenderableType]:
    yield Text("\nHand-over in rounds, all steps of a round at one time", style=HEADING)
    for one in handover.rounds:
        yield from _round(one, named)
    least = "no order of so many rounds has less" if handover.optimal else "another order may have less"
    yield Text(f"No side ever stands to lose more than {figure(handover.worst)}; {least}.")


def _round(one: Round, named: Named) -> Iterator[RenderableType]:
    places = {release.person: place_of(release, named) for release in one.releases}
    shared = next(iter(places.values())) if len(set(places.values())) == 1 else None
    yield Text(f"Round {one.number}" + (f", {shared}" if shared else ""), style="bold")
    for release in one.releases:
        step = f"{who(release, named)}: {named.side(release.from_)} → {named.side(release.to)}"
        yield Padding(Text(step if shared else f"{step}, {places[release.person]}"), (0, 0, 0, 2))
    exposed = f"exposure if another side keeps back its part: {surpluses(one.exposure, named)}"
    yield Padding(Text(exposed, style=DIM), (0, 0, 0, 2))
