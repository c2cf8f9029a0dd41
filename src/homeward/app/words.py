"""Codes in words: States, terms, dates and places in a text, as a reader of English expects them."""

import re
from collections.abc import Iterable

from homeward.basics.counting import counted
from homeward.basics.errors import TermRefused
from homeward.basics.states import state_name
from homeward.basics.terms import Duration, End, WithoutLength, parse_term

NOT_SAID = "not said"
"""What stands where no document gives a value."""

_BARE_CODE = re.compile(r"[A-Z]{2}|XX:.+")


def in_words(code: str | None) -> str:
    """Return a State's English name, the name of a body that is no State, or any other value as it came."""
    if not code:
        return NOT_SAID
    return state_name(code) if _BARE_CODE.fullmatch(code) else code


def listed(codes: Iterable[str]) -> str:
    """Return several States or names as "Thailand and United States"."""
    words = [in_words(code) for code in codes]
    return ", ".join(words[:-1]) + " and " + words[-1] if len(words) > 1 else "".join(words)


def term_in_words(term: str | None) -> str:
    """Return a term (P9Y6M, life, suspended:P2Y) as "9 years 6 months"; a term that is none comes back as it is."""
    if term is None:
        return "term " + NOT_SAID
    try:
        parsed = parse_term(term)
    except TermRefused:
        return term
    shortest, longest = _end_in_words(parsed.shortest), _end_in_words(parsed.longest)
    if parsed.shortest == parsed.longest:
        words = shortest
    elif not shortest:
        words = f"up to {longest}"
    else:
        words = f"{shortest} to {longest}" if longest else f"at least {shortest}"
    return ("about " if parsed.approximate else "") + words + (", suspended" if parsed.suspended else "")


def date_in_words(edtf: str | None) -> str:
    """Return an EDTF date as it is, but for "about" and open ends, which are said in words."""
    if edtf is None:
        return NOT_SAID
    start, slash, end = edtf.partition("/")
    if not slash:
        return f"about {edtf.rstrip('~%')}" if edtf.endswith(("~", "%")) else edtf
    if start in ("", ".."):
        return f"by {date_in_words(end)}"
    return (
        f"{date_in_words(start)} or later" if end in ("", "..") else f"{date_in_words(start)} to {date_in_words(end)}"
    )


def day_in_words(edtf: str) -> str:
    """Return a day, or a range as "between 2029-01-01 and 2029-03-31"."""
    start, slash, end = edtf.partition("/")
    between = slash and ".." not in (start, end) and "" not in (start, end)
    return f"between {start} and {end}" if between else date_in_words(edtf)


def since_in_words(edtf: str) -> str:
    """Return when something that lasts began: "since 2008-03-06", or a day between two where that is all we know."""
    start, slash, end = edtf.partition("/")
    if slash and start in ("", ".."):
        return f"since {date_in_words(end)} at the latest"
    if slash and end not in ("", ".."):
        return f"since a day between {date_in_words(start)} and {date_in_words(end)}"
    return f"since {date_in_words(edtf)}"


def until_in_words(edtf: str | None) -> str:
    """Return when something ended: "until 2010-11-16", or a day between two, or that nobody says when."""
    if edtf is None:
        return f"until a day {NOT_SAID}"
    start, slash, end = edtf.partition("/")
    if slash and start in ("", ".."):
        return f"until {date_in_words(end)} at the latest"
    if slash and end not in ("", ".."):
        return f"until a day between {date_in_words(start)} and {date_in_words(end)}"
    return f"until {date_in_words(edtf)}"


def _end_in_words(end: End) -> str:
    if end is None:
        return ""
    if isinstance(end, WithoutLength):
        return str(end)
    if end == Duration(0):
        return "time served"
    years, months = divmod(end.months, 12)
    parts = ((years, "year"), (months, "month"), (end.days, "day"))
    return " ".join(counted(number, unit) for number, unit in parts if number)
