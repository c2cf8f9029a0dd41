"""What happened in an exchange of the past, in words, beside what the positions file before it says."""

from dataclasses import dataclass

from homeward.app.exchange_lines import changed_terms, who
from homeward.app.position_lines import Named
from homeward.app.said_before import OF_EXCHANGES, recognised
from homeward.basics.said import Said
from homeward.exchanges.acceptance import as_exchange, objections
from homeward.exchanges.model import PastExchange, Positions


@dataclass(frozen=True, slots=True)
class Happened:
    """Who went home from whom to whom, what was agreed besides, and which lines or sides stood against it."""

    releases: tuple[tuple[str, str, str], ...]
    agreed: str
    against: tuple[str, ...]


def what_happened(past: PastExchange, positions: Positions) -> Happened:
    """Return what happened, as far as its people stand in the file, and why not every side accepts it by the file."""
    named = Named(positions)
    let_go = {group.id: past.releases.get(group.id, 0) for group in positions.people}
    agreed = {term.id: past.terms.get(term.id, term.options[0]) for term in positions.terms}
    exchange = as_exchange(positions, let_go, agreed)
    releases = tuple((who(one, named), named.side(one.from_), named.side(one.to)) for one in exchange.releases)
    return Happened(
        releases,
        changed_terms(exchange, named),
        tuple(_with_names(recognised(one, OF_EXCHANGES), named) for one in objections(positions, exchange)),
    )


def _with_names(said: Said | str, named: Named) -> Said | str:
    """Return why an exchange is not acceptable with the name of the side that says so in place of its code."""
    side = said.values.get("side") if isinstance(said, Said) else None
    if not isinstance(said, Said) or side not in named.participants:
        return said
    return Said(said.message, {**said.values, "side": named.side(str(side))}, said.plural, said.context)
