"""Shows instruments: all of them, those between two States on a day, every pair of States, and what an article asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from homeward.basics.dates import sort_key
from homeward.routes.bonds import Pair, all_bonds, bonds_between
from homeward.routes.explanations import Explanation, explain
from homeward.routes.model import InForce, Outcome
from homeward.routes.treaty import Binds, Declaration, Treaty
from homeward.routes.treaty_list import all_treaties, treaty

_ORDER = (Outcome.MET, Outcome.UNKNOWN, Outcome.NOT_MET)


@dataclass(frozen=True, slots=True)
class BetweenStates:
    """An instrument as it stands between two States on a day, and what each had declared to it."""

    treaty: Treaty
    in_force: InForce
    declarations: tuple[Declaration, ...]


def list_treaties() -> tuple[Treaty, ...]:
    """Return every instrument that we know."""
    return all_treaties()


def treaties_between(one: str, other: str, on: date) -> tuple[BetweenStates, ...]:
    """Return the instruments to which both States have ever belonged: those in force first, then by since when."""
    bonds = bonds_between(all_treaties(), one, other, on)
    found = [
        BetweenStates(treaty(name), bond, _declared(treaty(name), (one, other), on))
        for name, bond in bonds.items()
        if treaty(name).binds in (Binds.PARTIES, Binds.PAIRS, Binds.MEMBERS)
    ]
    return tuple(sorted(found, key=lambda each: (_ORDER.index(each.in_force.outcome), sort_key(each.in_force.since))))


def _declared(of: Treaty, states: Pair, on: date) -> tuple[Declaration, ...]:
    found = (
        one
        for (state, article), _ in of.declarations.items()
        if state in states
        for one in of.declared(state, article, on)
    )
    return tuple(dict.fromkeys(found))


def bonds_of_all(on: date, instrument: str | None = None) -> Mapping[Pair, Mapping[str, InForce]]:
    """Return what stands between every two States on a day by instrument, or of one instrument alone.

    Raises UnknownName where there is no such instrument.
    """
    bonds = all_bonds(all_treaties(), on)
    if instrument is None:
        return bonds
    wanted = treaty(instrument).id
    return {pair: {wanted: found[wanted]} for pair, found in bonds.items() if wanted in found}


def explain_article(reference: str) -> Explanation:
    """Return what an article asks; raise UnknownName where no instrument has it."""
    return explain(reference, all_treaties())
