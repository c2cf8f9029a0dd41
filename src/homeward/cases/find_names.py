"""Whether someone is called so, by any of their spellings."""

from collections.abc import Iterable

from homeward.cases.names import Fit, compare_names


def is_called_by(name: str, spellings: Iterable[str]) -> bool:
    """Return whether `name` is part of a spelling, or sounds like one; nothing at all fits every spelling."""
    said = " ".join(name.split())
    return any(
        said.casefold() in spelling.casefold() or compare_names(said, spelling).fit not in (Fit.CLASH, Fit.GIVEN_ONLY)
        for spelling in spellings
    )
