"""What a solver is asked within, and what it says."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

HIGHS, CP_SAT = "HiGHS", "CP-SAT"


class Found(StrEnum):
    """What a solver says."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Solution:
    """A solver's word: whole values that were checked exactly (None where it has none), and a bound it proved.

    `by` is whose word it is.
    """

    found: Found
    values: Sequence[int] | None = None
    value: int | None = None
    bound: int | None = None
    by: str = HIGHS


class Clock:
    """A limit on the time that one question may take; None is no limit.

    `nodes` limits each search of HiGHS instead: what it comes to is then the same on every machine.
    """

    def __init__(self, seconds: float | None = None, nodes: int | None = None) -> None:
        self._ends = None if seconds is None else time.monotonic() + seconds
        self.nodes = nodes

    def part(self, share: float, nodes: int | None = None) -> "Clock":
        """Return a clock with a share of the time that is left."""
        return Clock(None if self.left is None else self.left * share, nodes)

    @property
    def left(self) -> float | None:
        """Seconds left, at least 0; None without a limit."""
        return None if self._ends is None else max(0.0, self._ends - time.monotonic())

    @property
    def is_over(self) -> bool:
        """Whether the time ran out."""
        return self.left == 0.0
