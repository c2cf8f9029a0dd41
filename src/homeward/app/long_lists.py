"""A list too long to hold: only the rows that are looked at are fetched."""

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar, overload

T = TypeVar("T")
_AT_ONCE = 500


class LongList(Sequence[T], Generic[T]):
    """So many rows; `fetch` returns those from one place to before another."""

    def __init__(self, number: int, fetch: Callable[[int, int], Sequence[T]]) -> None:
        self._number = number
        self._fetch = fetch

    def __len__(self) -> int:
        return self._number

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        """Return the row at a place, or those of a slice."""
        if isinstance(at, slice):
            first, last, step = at.indices(self._number)
            return (
                self._fetch(first, max(first, last)) if step == 1 else [self[one] for one in range(first, last, step)]
            )
        place = range(self._number)[at]
        return self._fetch(place, place + 1)[0]

    def __iter__(self) -> Iterator[T]:
        for first in range(0, self._number, _AT_ONCE):
            yield from self._fetch(first, min(first + _AT_ONCE, self._number))
