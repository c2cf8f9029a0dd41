"""All pairs of States as a grid, one sign a pair, broken into blocks of columns as wide as the terminal; and as CSV."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.text import Text

from homeward.basics.counting import counted
from homeward.cli.route_text import DIM, STYLES
from homeward.routes.bonds import Pair
from homeward.routes.model import InForce, Outcome

CSV_COLUMNS = ("state", "other_state", "instrument", "outcome", "since", "until", "unverified", "reason")
NONE, UNKNOWN, IN_FORCE = "·", "?", "x"
MANY = 10
_LABEL, _LETTERS = 5, 2
"""Columns for a row's code, and how many letters of a code stand over a column (a body that is no State: XX)."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Which sign stands for each pair of the States in `states`."""

    states: tuple[str, ...]
    signs: Mapping[Pair, str]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the grid in as many blocks as its columns need."""
        width = max(1, options.max_width - _LABEL - 1)
        for start in range(0, len(self.states), width):
            yield from self._block(self.states[start : start + width])
            yield Text()

    def _block(self, columns: tuple[str, ...]) -> Iterator[Text]:
        for letter in range(_LETTERS):
            yield Text(" " * (_LABEL + 1) + "".join(state[letter] for state in columns), style="bold")
        for state in self.states:
            line = Text(f"{state[:_LABEL]:<{_LABEL}} ", style="bold")
            for other in columns:
                sign = " " if state == other else self.signs.get((min(state, other), max(state, other)), NONE)
                line.append(sign, style=_style(sign))
            yield line


def matrix_text(
    found: Mapping[Pair, Mapping[str, InForce]], on: date, instrument: str | None = None
) -> Iterator[RenderableType]:
    """Yield the grid, and what its signs mean."""
    signs = {pair: _sign(bonds, instrument) for pair, bonds in found.items()}
    shown = {pair: sign for pair, sign in signs.items() if sign != NONE}
    states = tuple(sorted({state for pair in shown for state in pair}))
    bound = sum(sign != UNKNOWN for sign in shown.values())
    yield Text(f"{instrument or 'Every instrument between States'} on {on.isoformat()}\n", style="bold")
    if states:
        yield Grid(states, shown)
    number = "" if instrument else f" a number counts the instruments in force ({MANY - 1} also stands for more);"
    one = f" {IN_FORCE} in force;" if instrument else ""
    yield Text(f"Read a row and a column:{number}{one} {UNKNOWN} not known whether in force; {NONE} none.")
    unknown = len(shown) - bound
    yield Text(f"{counted(bound, 'pair')} of States bound, {unknown} not known, among {counted(len(states), 'State')}.")


def csv_rows(found: Mapping[Pair, Mapping[str, InForce]]) -> Iterator[tuple[str, ...]]:
    """Yield a row for each pair and instrument that has anything to do with both."""
    for (one, other), bonds in found.items():
        for instrument, bond in bonds.items():
            since, until = (day.edtf if day else "" for day in (bond.since, bond.until))
            yield one, other, instrument, bond.outcome.value, since, until, "; ".join(bond.unverified), bond.reason


def _sign(bonds: Mapping[str, InForce], instrument: str | None) -> str:
    by_outcome: dict[Outcome, int] = defaultdict(int)
    for bond in bonds.values():
        by_outcome[bond.outcome] += 1
    if by_outcome[Outcome.MET]:
        return IN_FORCE if instrument else str(min(by_outcome[Outcome.MET], MANY - 1))
    return UNKNOWN if by_outcome[Outcome.UNKNOWN] else NONE


def _style(sign: str) -> str:
    if sign == UNKNOWN:
        return STYLES[Outcome.UNKNOWN]
    return DIM if sign in (NONE, " ") else STYLES[Outcome.MET]
