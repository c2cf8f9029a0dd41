"""Lengths of time between days, by the calendar, and how a lawyer reads them: `9 years 5 months 4 days (P9Y5M4D)`."""

from datetime import date

from homeward.basics.dates import add_months
from homeward.basics.said import counted, joined, say
from homeward.basics.terms import Duration


def time_between(earlier: date, later: date) -> Duration:
    """Return the whole months and days from one day to another, not counting the later; none where it is not later."""
    if later <= earlier:
        return Duration(0)
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    whole = add_months(earlier, months)
    if whole > later:
        months -= 1
        whole = add_months(earlier, months)
    return Duration(months, (later - whole).days)


def iso(length: Duration) -> str:
    """Return a length as an ISO 8601 duration."""
    years, months = divmod(length.months, 12)
    parts = [f"{number}{unit}" for number, unit in ((years, "Y"), (months, "M"), (length.days, "D")) if number]
    return "P" + ("".join(parts) or "0D")


def words(length: Duration) -> str:
    """Return a length in words: `9 years 5 months 4 days`."""
    years, months = divmod(length.months, 12)
    parts = (
        counted(years, "%(n)s year", "%(n)s years") if years else "",
        counted(months, "%(n)s month", "%(n)s months") if months else "",
        counted(length.days, "%(n)s day", "%(n)s days") if length.days else "",
    )
    return joined(" ", [part for part in parts if part]) if length != Duration(0) else say("nothing")


def in_words(shortest: Duration | None, longest: Duration | None) -> str | None:
    """Return a length that lies between two, in words with its ISO durations; None where both ends are open."""
    if shortest is None and longest is None:
        return None
    if longest is None and shortest is not None:
        return say("at least %(words)s (%(iso)s/..)", words=words(shortest), iso=iso(shortest))
    if shortest is None and longest is not None:
        return say("at most %(words)s (../%(iso)s)", words=words(longest), iso=iso(longest))
    assert shortest is not None and longest is not None  # noqa: S101 - the ends were looked at above
    if shortest == longest:
        return say("%(words)s (%(iso)s)", words=words(shortest), iso=iso(shortest))
    return say(
        "between %(first)s and %(last)s (%(iso)s)",
        first=words(shortest),
        last=words(longest),
        iso=f"{iso(shortest)}/{iso(longest)}",
    )
