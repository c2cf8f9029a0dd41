"""Codes in words: States, terms, dates and places in a text, in English or the language of the page they are on."""

import re
from collections.abc import Iterable

from homeward.app.wording import counted_in, gettext, gettext_noop, in_language, pgettext
from homeward.basics.errors import TermRefused
from homeward.basics.said import Said
from homeward.basics.states import state_name
from homeward.basics.terms import Duration, End, WithoutLength, parse_term

NOT_SAID = "not said"
"""What stands where no document gives a value."""

FIELDS = {"who": gettext_noop("about whom"), "by": gettext_noop("said by")}
"""What pages call the fields of a claim whose own names say too little by themselves."""
_BARE_CODE = re.compile(r"[A-Z]{2}|XX:.+")


def in_words(code: str | None) -> str:
    """Return a State's name, the name of a body that is no State, or any other value as it came."""
    if not code:
        return gettext(NOT_SAID)
    return pgettext("State", state_name(code)) if _BARE_CODE.fullmatch(code) else code


def word(name: str) -> str:
    """Return one of our own words, a kind or the name of a field, as "ill treatment"."""
    return in_language(name).replace("_", " ") if isinstance(name, Said) else gettext(name.replace("_", " "))


def field_in_words(name: str) -> str:
    """Return the name of a claim's field as a page says it: "by" as "said by"."""
    return gettext(FIELDS[name]) if name in FIELDS else word(name)


def listed(codes: Iterable[str]) -> str:
    """Return several States or names as "Thailand and United States"."""
    words = [in_words(code) for code in codes]
    if len(words) < 2:
        return "".join(words)
    return gettext("%(several)s and %(last)s") % {"several": ", ".join(words[:-1]), "last": words[-1]}


def term_in_words(term: str | None) -> str:
    """Return a term (P9Y6M, life, suspended:P2Y) as "9 years 6 months"; a term that is none comes back as it is."""
    if term is None:
        return gettext("term not said")
    try:
        parsed = parse_term(term)
    except TermRefused:
        return term
    shortest, longest = _end_in_words(parsed.shortest), _end_in_words(parsed.longest)
    if parsed.shortest == parsed.longest:
        words = shortest
    elif not shortest:
        words = gettext("up to %(end)s") % {"end": longest}
    elif longest:
        words = gettext("%(first)s to %(last)s") % {"first": shortest, "last": longest}
    else:
        words = gettext("at least %(number)s") % {"number": shortest}
    words = gettext("about %(value)s") % {"value": words} if parsed.approximate else words
    return gettext("%(term)s, suspended") % {"term": words} if parsed.suspended else words


def date_in_words(edtf: str | None) -> str:
    """Return an EDTF date as it is, but for "about" and open ends, which are said in words."""
    if edtf is None:
        return gettext(NOT_SAID)
    start, slash, end = edtf.partition("/")
    if not slash:
        about = edtf.endswith(("~", "%"))
        return gettext("about %(value)s") % {"value": edtf.rstrip("~%")} if about else edtf
    if start in ("", ".."):
        return gettext("by %(day)s") % {"day": date_in_words(end)}
    if end in ("", ".."):
        return gettext("%(day)s or later") % {"day": date_in_words(start)}
    return gettext("%(first)s to %(last)s") % {"first": date_in_words(start), "last": date_in_words(end)}


def day_in_words(edtf: str) -> str:
    """Return a day, or a range as "between 2029-01-01 and 2029-03-31"."""
    start, slash, end = edtf.partition("/")
    between = slash and ".." not in (start, end) and "" not in (start, end)
    return gettext("between %(first)s and %(last)s") % {"first": start, "last": end} if between else date_in_words(edtf)


def since_in_words(edtf: str) -> str:
    """Return when something that lasts began: "since 2008-03-06", or a day between two where that is all we know."""
    start, slash, end = edtf.partition("/")
    if slash and start in ("", ".."):
        return gettext("since %(day)s at the latest") % {"day": date_in_words(end)}
    if slash and end not in ("", ".."):
        days = {"first": date_in_words(start), "last": date_in_words(end)}
        return gettext("since a day between %(first)s and %(last)s") % days
    return gettext("since %(day)s") % {"day": date_in_words(edtf)}


def until_in_words(edtf: str | None) -> str:
    """Return when something ended: "until 2010-11-16", or a day between two, or that nobody says when."""
    if edtf is None:
        return gettext("until a day not said")
    start, slash, end = edtf.partition("/")
    if slash and start in ("", ".."):
        return gettext("until %(day)s at the latest") % {"day": date_in_words(end)}
    if slash and end not in ("", ".."):
        days = {"first": date_in_words(start), "last": date_in_words(end)}
        return gettext("until a day between %(first)s and %(last)s") % days
    return gettext("until %(day)s") % {"day": date_in_words(edtf)}


def _end_in_words(end: End) -> str:
    if end is None:
        return ""
    if isinstance(end, WithoutLength):
        return gettext(str(end))
    if end == Duration(0):
        return gettext("time served")
    years, months = divmod(end.months, 12)
    parts = (
        counted_in(years, "%(n)s year", "%(n)s years") if years else "",
        counted_in(months, "%(n)s month", "%(n)s months") if months else "",
        counted_in(end.days, "%(n)s day", "%(n)s days") if end.days else "",
    )
    return " ".join(part for part in parts if part)
