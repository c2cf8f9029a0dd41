"""A linear model in whole numbers: what any solver can be handed, and any answer be checked against, exactly."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

Sum = Sequence[tuple[int, int]]
"""Variables and their whole coefficients."""


def merged(terms: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return a sum in which each variable stands once, where it was first named; those that cancel out are left out."""
    total: dict[int, int] = {}
    for variable, coefficient in terms:
        total[variable] = total.get(variable, 0) + coefficient
    return [(variable, value) for variable, value in total.items() if value]


@dataclass(slots=True)
class LinearModel:
    """Variables with whole bounds (all take whole values but those marked) and rows `low <= sum <= high`.

    None is an open end. `labels` says of which line each row is: the empty label is how exchanges work at all.
    """

    lower: list[int] = field(default_factory=list)
    upper: list[int | None] = field(default_factory=list)
    continuous: set[int] = field(default_factory=set)
    rows: list[Sum] = field(default_factory=list)
    low: list[int | None] = field(default_factory=list)
    high: list[int | None] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)

    def variable(self, upper: int | None = 1, lower: int = 0, *, continuous: bool = False) -> int:
        """Add a variable and return its number."""
        self.lower.append(lower)
        self.upper.append(upper)
        if continuous:
            self.continuous.add(len(self.lower) - 1)
        return len(self.lower) - 1

    def row(self, terms: Iterable[tuple[int, int]], low: int | None, high: int | None, label: str = "") -> int:
        """Add a row and return its number; a variable named twice counts for both."""
        self.rows.append(merged(terms))
        self.low.append(low)
        self.high.append(high)
        self.labels.append(label)
        return len(self.rows) - 1

    def copy(self) -> "LinearModel":
        """Return a copy to which rows and variables can be added without touching this one."""
        return LinearModel(
            list(self.lower),
            list(self.upper),
            set(self.continuous),
            list(self.rows),
            list(self.low),
            list(self.high),
            list(self.labels),
        )

    def without(self, lines: Collection[str]) -> "LinearModel":
        """Return a copy without the rows of these lines."""
        kept = [row for row, label in enumerate(self.labels) if label not in lines]
        return LinearModel(
            list(self.lower),
            list(self.upper),
            set(self.continuous),
            [self.rows[row] for row in kept],
            [self.low[row] for row in kept],
            [self.high[row] for row in kept],
            [self.labels[row] for row in kept],
        )

    def least(self, terms: Sum) -> int:
        """Return a lower bound of a sum from the variables' bounds; every variable in it must have both."""
        return sum(
            coefficient * (self.lower[variable] if coefficient > 0 else _bounded(self.upper[variable]))
            for variable, coefficient in terms
        )

    def greatest(self, terms: Sum) -> int:
        """Return an upper bound of a sum from the variables' bounds."""
        return -self.least([(variable, -coefficient) for variable, coefficient in terms])

    def holds(self, values: Mapping[int, int] | Sequence[int]) -> bool:
        """Return whether whole values keep every bound and row; by exact arithmetic."""
        within = all(
            low <= values[variable] and (high is None or values[variable] <= high)
            for variable, (low, high) in enumerate(zip(self.lower, self.upper, strict=True))
        )
        if not within:
            return False
        for terms, low, high in zip(self.rows, self.low, self.high, strict=True):
            total = sum(coefficient * values[variable] for variable, coefficient in terms)
            if (low is not None and total < low) or (high is not None and total > high):
                return False
        return True


def _bounded(upper: int | None) -> int:
    if upper is None:
        raise ValueError("a variable without an upper bound has no place in a sum that is bounded")
    return upper
