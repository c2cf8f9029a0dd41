"""What an exchange brings each side and what it costs it, apart from one another."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from homeward.exchanges.model import Balance, Exchange, Gives, Line, Positions, ValuesTerms, Wants


def balances(positions: Positions, exchange: Exchange) -> dict[str, Balance]:
    """Return each participant's gain and cost: the worths above and below nothing of what happens in the exchange."""
    let_go = {release.person: release.count for release in exchange.releases}
    gain = {participant.id: Fraction(0) for participant in positions.participants}
    cost = dict(gain)
    for position in positions.positions:
        for worth in _worths(position.line, let_go, exchange.terms):
            if worth > 0:
                gain[position.of] += worth
            else:
                cost[position.of] -= worth
    return {who: Balance(gain[who], cost[who]) for who in gain}


def _worths(line: Line, let_go: Mapping[str, int], options: Mapping[str, str]) -> Iterator[Fraction]:
    """Yield what each thing that happens is worth by one line, below 0 where it costs."""
    match line:
        case Wants(worths):
            yield from (worths[person] * let_go[person] for person in worths.keys() & let_go.keys())
        case Gives(costs):
            yield from (-costs[person] * let_go[person] for person in costs.keys() & let_go.keys())
        case ValuesTerms(terms):
            yield from (worths.get(options[term], Fraction(0)) for term, worths in terms.items() if term in options)
