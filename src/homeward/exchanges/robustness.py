"""Exchanges that stay acceptable if any few of their releases fall through.

For each line the releases whose loss hurts it most are known, so that a handful of tries shows whether any loss would
break it. A loss that does becomes a condition on the exchange, and the best one is asked for again.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from homeward.exchanges.acceptance import as_exchange, objections, worth_of_release
from homeward.exchanges.constraints import ExchangeModel, add_fallen
from homeward.exchanges.model import (
    AnyOf,
    AtLeast,
    Exchange,
    Insists,
    OnlyIf,
    Position,
    Positions,
    Ratio,
    Together,
)
from homeward.exchanges.objectives import Chosen, most_home
from homeward.exchanges.solution import Clock

Fallen = Mapping[str, int]
"""How many releases of each group fall through."""


def withstanding(model: ExchangeModel, losses: int, without: Iterable[str], clock: Clock) -> Chosen:
    """Return the best exchange that stays acceptable to all if any `losses` releases, or fewer, fall through.

    `model` keeps the conditions that were found, so that what is asked of it next withstands the same losses.
    """
    dropped = frozenset(without)
    while True:
        chosen = most_home(model, clock)
        if chosen.exchange is None:
            return chosen
        fallen = breaking_loss(model.positions, chosen.exchange, losses, dropped)
        if fallen is None:
            return chosen
        add_fallen(model, fallen, dropped)


def until_none_breaks(
    model: ExchangeModel,
    losses: int,
    without: Iterable[str],
    ask: Callable[[], Sequence[Exchange] | None],
) -> Sequence[Exchange] | None:
    """Return what exchanges are asked of a model, asked again with each loss that breaks any of them until none does.

    None where they are not found. Without `losses` they are asked for once.
    """
    dropped = frozenset(without)
    while (found := ask()) is not None and losses:
        broken = [fallen for one in found if (fallen := breaking_loss(model.positions, one, losses, dropped))]
        if not broken:
            break
        for several in sorted({tuple(sorted(fallen.items())) for fallen in broken}):
            add_fallen(model, dict(several), dropped)
    return found


def breaking_loss(positions: Positions, exchange: Exchange, losses: int, without: Iterable[str] = ()) -> Fallen | None:
    """Return releases, `losses` at most, without which the exchange is not acceptable any more; None where none are."""
    dropped = frozenset(without)
    for fallen in _worst_losses(positions, exchange, losses):
        if objections(positions, _without(positions, exchange, fallen), dropped):
            return fallen
    return None


def _without(positions: Positions, exchange: Exchange, fallen: Fallen) -> Exchange:
    let_go = {group.id: 0 for group in positions.people}
    for release in exchange.releases:
        let_go[release.person] = max(0, release.count - fallen.get(release.person, 0))
    return as_exchange(positions, let_go, exchange.terms)


def _worst_losses(positions: Positions, exchange: Exchange, losses: int) -> Iterator[Fallen]:
    """Yield for each line, floor and for the exchange as a whole the losses that hurt it most."""
    going = {release.person: release.count for release in exchange.releases}
    yield _first(going, losses)
    for position in positions.positions:
        yield from _worst_for_line(positions, position, going, losses)
    for participant in positions.participants:
        worth = {who: worth_of_release(positions, participant.id, who) for who in going}
        yield _first({who: going[who] for who in sorted(going, key=lambda one: -worth[one]) if worth[who] > 0}, losses)


def _worst_for_line(
    positions: Positions, position: Position, going: Mapping[str, int], losses: int
) -> Iterator[Fallen]:
    match position.line:
        case Insists(people) | Together(people):
            yield from (Counter({who: 1}) for who in people if who in going)
        case AnyOf(people) | AtLeast(people, _):
            yield _first({who: going[who] for who in people if who in going}, losses)
        case OnlyIf(_, needs):
            yield from (Counter({who: 1}) for who in needs if who in going)
        case Ratio():
            home = (group.id for group in positions.people if group.home == position.of)
            yield _first({who: going[who] for who in home if who in going}, losses)


def _first(going: Mapping[str, int], losses: int) -> Fallen:
    """Return the first so many releases, people of one group together."""
    fallen: Counter[str] = Counter()
    for who, count in going.items():
        fallen[who] = min(count, losses - fallen.total())
        if fallen.total() == losses:
            break
    return +fallen
