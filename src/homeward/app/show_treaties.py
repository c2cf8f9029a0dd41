"""Shows instruments: all of them, those between two States on a day, every pair of States, and what an article asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from homeward.app.wording import counted_in, gettext
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


@dataclass(frozen=True, slots=True)
class TreatyInFull:
    """An instrument, each of its articles with all that is known of it, and what States declared, by State."""

    treaty: Treaty
    articles: tuple[Explanation, ...]
    declarations: tuple[Declaration, ...]


def show_treaty(instrument: str) -> TreatyInFull:
    """Return an instrument with its articles; raise UnknownName where there is no such instrument."""
    found = treaty(instrument)
    known = all_treaties()
    articles = tuple(explain(f"{found.id} {one.article}", known) for one in found.articles)
    several = (one for told in found.declarations.values() for one in told)
    return TreatyInFull(found, articles, tuple(sorted(dict.fromkeys(several), key=lambda one: one.party)))


def whom_it_binds(one: Treaty) -> str:
    """Return whom an instrument binds in few words: "69 States", "12 pairs of States", "any State"."""
    pairs = sum(bool(row.other) for row in one.parties)
    members = len({row.state for row in one.parties})
    words = {
        Binds.PARTIES: counted_in(members, "%(n)s State", "%(n)s States"),
        Binds.PAIRS: counted_in(pairs, "%(n)s pair of States", "%(n)s pairs of States"),
        Binds.MEMBERS: counted_in(members, "nobody; %(n)s member", "nobody; %(n)s members"),
        Binds.HOLDING_STATE: gettext("law of the holding State"),
        Binds.EVERY_STATE: gettext("any State"),
    }
    return words[one.binds]


def explain_article(reference: str) -> Explanation:
    """Return what an article asks; raise UnknownName where no instrument has it."""
    return explain(reference, all_treaties())
