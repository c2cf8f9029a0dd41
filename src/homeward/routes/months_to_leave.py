"""How many months a request must leave to serve, under each instrument that binds the States in question on a day."""

from collections.abc import Iterable, Mapping
from datetime import date

from homeward.routes.bonds import bonds_between
from homeward.routes.model import Outcome
from homeward.routes.treaty import Setting, Treaty

MONTHS_LEFT = "months_left"
"""The parameter of an instrument that says so."""


def months_to_leave(held_by: str, states: Iterable[str], on: date, treaties: Iterable[Treaty]) -> Mapping[str, int]:
    """Return the least months left to serve by instrument, of the first of `states` that it binds with `held_by`."""
    known, found = tuple(treaties), dict[str, int]()
    for state in states:
        bonds = bonds_between(known, held_by, state, on)
        for treaty in known:
            bond = bonds.get(treaty.id)
            if MONTHS_LEFT in treaty.parameters and bond and bond.outcome is not Outcome.NOT_MET:
                setting = Setting(treaty, held_by, state, on, bond)
                found.setdefault(treaty.id, int(setting.parameter(MONTHS_LEFT).value))
    return found
