"""Codes, dates and articles as a page says them, in the language of the page."""

import re
from collections.abc import Iterable
from datetime import date
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info

from homeward.app.add_reports import UnreadIn
from homeward.app.case_lines import slot_in_words
from homeward.app.claim_lines import unread_in_words
from homeward.app.wording import gettext, in_language
from homeward.app.words import (
    NOT_SAID,
    day_in_words,
    field_in_words,
    listed,
    since_in_words,
    term_in_words,
    until_in_words,
    word,
)
from homeward.basics.dates import PartialDate
from homeward.basics.errors import UnknownName
from homeward.basics.said import Said
from homeward.claims.model import UnreadStretch
from homeward.routes.binding import name_of
from homeward.routes.treaty_list import instrument_ids, treaty

register = template.Library()

_ENGLISH = re.compile(r"(?=.*[A-Za-z]{2})(?:[A-Za-z]|[\W\d_])*", re.DOTALL)
"""Words in Latin letters alone, as those are that nobody translated."""
_CODE = re.compile(r"\b[A-Z]{2}\b")
_NO_LETTER_OR_DIGIT = re.compile(r"[^A-Za-z0-9]+")
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)
"""What tells browsers and systems apart in what they say of themselves; many name others too, so the first holds."""
_RIGHT_TO_LEFT = re.compile(
    "([\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc](?:[ '’.-]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc])*)"
)
Day = str | date | PartialDate | None


def _edtf(day: Day) -> str | None:
    if isinstance(day, PartialDate):
        return day.edtf
    return day.isoformat() if isinstance(day, date) else day or None


@register.filter
def state(code: str | None) -> str:
    """Return a State's name; former ones have theirs."""
    if isinstance(code, Said):  # whoever gives a paper need be no State
        return in_language(code)
    return in_language(name_of(code)) if code else gettext(NOT_SAID)


@register.filter
def states(codes: Iterable[str]) -> str:
    """Return several States as "Thailand and United States"."""
    return listed(map(state, codes))


@register.filter
def day(when: Day) -> str:
    """Return a date, or an interval as "between 2029-01-01 and 2029-03-31"."""
    edtf = _edtf(when)
    return gettext(NOT_SAID) if edtf is None else day_in_words(edtf)


@register.filter
def since(when: Day) -> str:
    """Return when something that lasts began: "since 2008-03-06"."""
    edtf = _edtf(when)
    return gettext("since a day not said") if edtf is None else since_in_words(edtf)


@register.filter
def moment(at: str) -> str:
    """Return a moment in UTC, kept as ISO 8601 has it, as "2026-11-22 12:05 UTC"."""
    return f"{at[:10]} {at[11:16]} UTC"


@register.filter
def browser(user_agent: str) -> str:
    """Return what a browser says of itself for short, as "Firefox on Windows"; all of it where we do not know it."""
    names, systems = ([one for mark, one in known if mark in user_agent] for known in (_BROWSERS, _SYSTEMS))
    if not (names and systems):
        return user_agent
    return gettext("%(browser)s on %(system)s") % {"browser": names[0], "system": systems[0]}


@register.filter
def until(when: Day) -> str:
    """Return when something ended: "until 2010-11-16"."""
    return until_in_words(_edtf(when))


@register.filter
def term(said: str | None) -> str:
    """Return a term (P9Y6M) as "9 years 6 months"."""
    return term_in_words(said)


@register.filter
def spaced(name: str) -> str:
    """Return a name of our own as words: "time_left" as "time left"."""
    return word(name)


@register.filter
def field(name: str) -> str:
    """Return the name of a claim's field: "by" as "said by"."""
    return field_in_words(name)


@register.filter
def coded(words: str) -> SafeString:
    """Return a sentence in which what stands between backticks, a command or a name of a program, is code."""
    parts = words.split("`")
    if len(parts) % 2 == 0:  # a backtick that nothing closes is one of the text
        return format_html("{}", words)
    return format_html_join(
        "", "{}", ((format_html("<code>{}</code>", one) if at % 2 else one,) for at, one in enumerate(parts))
    )


@register.filter
def parted(words: str) -> SafeString:
    """Return a sentence in which names written from right to left turn nothing round that stands beside them."""
    parts = _RIGHT_TO_LEFT.split(words)
    return format_html_join(
        "", "{}", ((format_html("<bdi>{}</bdi>", one) if at % 2 else one,) for at, one in enumerate(parts))
    )


@register.filter
def direction(language: str | None) -> str:
    """Return the direction in which a language is written; "auto" where we do not know it."""
    try:
        return "rtl" if get_language_info(language or "")["bidi"] else "ltr"
    except KeyError:
        return "auto"


@register.filter
def told(sentence: object) -> str | SafeString:
    """Return a sentence of a stage in the language of the page, marked as English where it has no other."""
    words = told_bare(sentence)
    is_english = words == str(sentence) and get_language() != settings.LANGUAGE_CODE and _ENGLISH.fullmatch(words)
    return format_html('<span lang="en">{}</span>', words) if is_english else words


@register.filter
def told_bare(sentence: object) -> str:
    """Return a sentence of a stage in the language of the page, for places where no mark can stand."""
    return in_language(sentence if isinstance(sentence, str) else str(sentence or ""))


@register.filter
def marks(several: Iterable[str]) -> str:
    """Return what was not checked against the official text: "article 6, entry into force for Russia"."""
    return ", ".join(_CODE.sub(lambda found: state(found[0]), word(one)) for one in several)


@register.filter
def short_name(instrument: str) -> str | SafeString:
    """Return what an instrument is called for short: "coe-ets-112" as "Council of Europe Transfer Convention"."""
    known = instrument_ids().get(instrument)
    return told(treaty(instrument).short_name) if known == instrument else instrument


@register.filter
def language(code: str | None) -> str:
    """Return the name of a language in the language of the page; its code where we know no name."""
    try:
        return str(get_language_info(code or "")["name_translated"])
    except KeyError:
        return code or ""


@register.filter
def slot(name: str) -> str:
    """Return what a conflict is about: "term of sentence"."""
    return slot_in_words(name)


@register.filter
def anchor(article: str) -> str:
    """Return the place of an article on its treaty's page: "3(1)(c)" as "article-3-1-c"."""
    return f"article-{_NO_LETTER_OR_DIGIT.sub('-', article).strip('-').lower()}"


@register.filter
def unread(left: UnreadStretch | UnreadIn) -> str:
    """Return what of a text was not read for claims, why, and what can be done."""
    place = left.span if isinstance(left, UnreadStretch) else left
    return unread_in_words(place.start, place.end, left.why)


@register.simple_tag
def article(number: str, instrument: str) -> SafeString:
    """Return an article's number as a link to its text; as bare words where we have no text of it."""
    try:
        text = treaty(instrument).text_of(number)
    except UnknownName:
        text = None
    words = short_name(number) if number in instrument_ids().values() else word(number)
    if text is None:
        return format_html("{}", words)
    address = reverse("treaty", args=[instrument])
    return format_html('<a href="{}#{}">{}</a>', address, anchor(text.article), words)


@register.filter
def sources(several: Iterable[str]) -> SafeString:
    """Return where something can be read as links, each under its site's name; what is no address as it is."""
    return format_html_join(", ", "{}", ((source(one),) for one in several))


@register.filter
def source(one: str | None) -> SafeString:
    """Return where something can be read as a link under its site's name; what is no address of the web as it is."""
    try:
        parts = urlsplit(one or "")
        site = parts.hostname if parts.scheme in ("http", "https") else None
    except ValueError:
        site = None
    if site is None:
        return format_html("{}", one or "")
    return format_html('<a class="away" rel="noreferrer external" href="{}">{}</a>', one, site)
