"""Systems of linear equations in whole numbers, solved exactly."""

from collections.abc import Sequence

Matrix = Sequence[Sequence[int]]


def solved(matrix: Matrix, sides: Matrix) -> tuple[int, list[list[int]]] | None:
    """Return the determinant's size and, for each right side, that many times the solution; None where there is none.

    Elimination without fractions: every number on the way is a minor of the matrix (Bareiss 1968).
    """
    size = len(matrix)
    rows = [[*row, *(side[place] for side in sides)] for place, row in enumerate(matrix)]
    before = 1
    for column in range(size):
        found = next((row for row in range(column, size) if rows[row][column]), None)
        if found is None:
            return None
        if found != column:
            rows[column], rows[found] = [-each for each in rows[found]], rows[column]
        pivot, chosen = rows[column][column], rows[column]
        for row in range(size):
            factor = rows[row][column]
            if row != column and factor:
                rows[row] = [
                    (pivot * one - factor * other) // before for one, other in zip(rows[row], chosen, strict=True)
                ]
            elif row != column and pivot != before:
                rows[row] = [pivot * one // before for one in rows[row]]
        before = pivot
    sign = -1 if before < 0 else 1
    return abs(before), [[sign * rows[place][size + side] for place in range(size)] for side in range(len(sides))]
