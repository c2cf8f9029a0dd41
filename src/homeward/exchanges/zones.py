"""Zones of vectors in which an undominated one may still lie: each is all vectors above a corner in every place."""

from collections.abc import Sequence

Vector = tuple[int, ...]


class Zones:
    """The zones that are still to be looked into; none contains another (Klamroth, Lacour and Vanderpooten 2015)."""

    def __init__(self, greatest: Sequence[int], corner: Sequence[int]) -> None:
        self._greatest = tuple(greatest)
        self._corners: set[Vector] = set()
        self._empty: list[Vector] = []
        self._add(tuple(corner))

    def largest(self) -> Vector | None:
        """Return the corner of a zone to look into, the same one every time; None where no zone is left."""
        return min(self._corners, key=lambda corner: (sum(corner), corner), default=None)

    def empty(self, corner: Vector) -> None:
        """Leave out a zone in which no vector lies."""
        self._corners.discard(corner)
        self._empty.append(corner)

    def split(self, found: Sequence[int]) -> None:
        """Leave out what a vector dominates: each zone around it goes, for those above it in one place or another."""
        around = [
            corner for corner in self._corners if all(low < each for low, each in zip(corner, found, strict=True))
        ]
        self._corners.difference_update(around)
        for corner in sorted(around):
            for place, each in enumerate(found):
                self._add((*corner[:place], each, *corner[place + 1 :]))

    def _add(self, corner: Vector) -> None:
        if any(low >= high for low, high in zip(corner, self._greatest, strict=True)):
            return
        if any(_within(corner, other) for other in self._empty) or any(_within(corner, one) for one in self._corners):
            return
        self._corners = {other for other in self._corners if not _within(other, corner)}
        self._corners.add(corner)


def _within(inner: Vector, outer: Vector) -> bool:
    """Return whether a zone lies in another, or is it."""
    return all(low >= other for low, other in zip(inner, outer, strict=True))
