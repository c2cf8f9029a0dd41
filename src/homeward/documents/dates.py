"""When a document was issued: the date its front matter, its metadata or a line near its top gives.

No date gets a day, month or year that its source did not have. A date in the running text is when something happened,
not when the text was issued, and is never taken; a dateline without a year ("MOSCOW, Dec. 20") gives no date either.
"""

import datetime
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import yaml

from homeward.basics.dates import parse_date
from homeward.basics.errors import HomewardError
from homeward.documents.model import DateOrigin, DocumentDate

TOP_LINES, TOP_CHARACTERS = 8, 1500
"""How far down a dateline stands: that many lines with words in them, at most so many characters."""
FIRST_YEAR, LAST_YEAR = 1800, 2199
PUBLISHED = (
    r"(?:first )?published(?: on| at)?|posted(?: on| at)?|issued(?: on)?|released(?: on)?|post_date|published_time|"
    r"publication date|pubdate|date(?: of (?:publication|issue))?|опубликован[оа]?|дата(?: публикации| выпуска)?|"
    r"veröffentlicht(?: am)?|publié le|publicado(?: el)?|gepubliceerd(?: op)?|оприлюднено"
)
UPDATED = r"(?:last )?(?:updated|modified)(?: on| at)?|обновлено|aktualisiert(?: am)?|mis à jour le|actualizado(?: el)?"
LABELLED = re.compile(rf"^\W*(?:{PUBLISHED})\W{{0,6}}(?=\d|\w+\.? \d)", re.IGNORECASE)
UPDATED_LABEL = re.compile(rf"\b(?:{UPDATED})\W{{0,6}}$", re.IGNORECASE)
TIMES = re.compile(
    r"\bT?\d{1,2}[:.]\d\d(?::\d\d)?(?:[.,]\d+)?(?:\s?[ap]\.?m\b\.?)?(?:\s?(?:Z|UTC|GMT|MSK|CES?T|E[SD]T|P[SD]T|BST)\b)?"
    r"|[+-]\d\d:?\d\d\b|\b(?:UTC|GMT|MSK|CES?T|E[SD]T|P[SD]T|BST)\b",
    re.IGNORECASE,
)
WEEKDAYS = re.compile(
    r"\b(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|понедельник|вторник|среда|четверг|пятница|суббота|"
    r"воскресенье|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)\b\.?",
    re.IGNORECASE,
)
BESIDE = re.compile(rf"\b(?:{PUBLISHED}|{UPDATED}|\d+ \w+ ago|года?|г|Uhr|at|on)\b\.?", re.IGNORECASE)
BYLINE = re.compile(r"^\W*by\s", re.IGNORECASE)
OPENING = re.compile(r"^\W*(?P<head>[^\n—–(]{8,90}?)[\s,.]*(?:\([^)\n]{2,40}\)\s*)?(?:—|–|--|\s-\s)")
SET_OFF = ",:;·•(/)|–—-"
DATE = "\n"
"""Stands for a date while the rest of its line is looked at; no line holds one."""


def date_from_value(value: object, origin: DateOrigin) -> DocumentDate | None:
    """Read a date that a front matter or a file's metadata gives: a date, a year, an EDTF string or words."""
    if isinstance(value, datetime.date):  # a datetime too: the time of day is no part of when a report was issued
        return DocumentDate(f"{value.year:04}-{value.month:02}-{value.day:02}", origin)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or len(value) > 200:
        return None
    edtf = _edtf(value.strip()) or next((edtf for _, _, edtf in _dates_in(value)), None)
    return DocumentDate(edtf, origin) if edtf else None


def date_in_text(text: str) -> DocumentDate | None:
    """Return the date of a line near the top that is one, or of a line anywhere labelled as the day of issue."""
    lines = [line for line in text[:TOP_CHARACTERS].splitlines() if line.strip()][:TOP_LINES]
    for line in lines:
        found = _dateline(line) or _opening(line)
        if found:
            return DocumentDate(found, DateOrigin.DATELINE)
    for line in text.splitlines():
        label = LABELLED.match(line) if len(line) < 200 else None
        found = _first(line[label.end() :]) if label else None
        if found:
            return DocumentDate(found, DateOrigin.BODY)
    return None


def dates_written_in(text: str) -> set[str]:
    """Every date with a year that `text` writes out, as EDTF strings."""
    return {edtf for _, _, edtf in _dates_in(text)}


def _dateline(line: str) -> str | None:
    """The date of a line that holds one and little else: a time, a weekday, a place, a byline."""
    if len(line) > 160:
        return None
    found = list(_dates_in(line))
    if not found:
        return None
    issued = [(start, edtf) for start, _, edtf in found if not UPDATED_LABEL.search(line[:start])]
    edtf = issued[0][1] if issued else found[0][2]
    if LABELLED.match(line) and len(edtf) >= 7:
        return edtf
    rest = line
    for start, end, _ in reversed(found):
        rest = rest[:start] + DATE + rest[end:]
    rest = BESIDE.sub(" ", WEEKDAYS.sub(" ", TIMES.sub(" ", rest)))
    return edtf if len(edtf) >= 7 and _names_only(rest) else None


def _names_only(rest: str) -> bool:
    """Whether what stands beside the date is empty, a byline, or a few capitalised words set off from it by a mark."""
    words = re.findall(r"\w[\w.’'-]*", rest)
    if BYLINE.match(rest):
        return len(words) <= 8
    if len(words) > 5 or not all(word[0].isupper() for word in words):
        return False
    sides = rest.split(DATE)
    ends = [side.strip()[-1:] for side in sides[:-1] if re.search(r"\w", side)]
    starts = [side.strip()[:1] for side in sides[1:] if re.search(r"\w", side)]
    return all(mark in SET_OFF for mark in ends + starts)


def _opening(line: str) -> str | None:
    """The date that a first sentence opens with, between a place and a dash, as agencies write it."""
    match = OPENING.match(line)
    if not match:
        return None
    head = match["head"].rstrip(" ,.")
    found = [(start, edtf) for start, end, edtf in _dates_in(head) if end >= len(head) and len(edtf) == 10]
    place = re.findall(r"\w[\w.’'-]*", head[: found[0][0]]) if found else []
    return found[0][1] if place and len(place) <= 6 and place[0][0].isupper() else None


def _first(words: str) -> str | None:
    return next((edtf for start, _, edtf in _dates_in(words) if start <= 20), None)


@cache
def _months() -> dict[str, int]:
    table = yaml.safe_load(files("homeward.documents").joinpath("months.yaml").read_text(encoding="utf-8"))
    return {name: number for number, names in table.items() for name in names}


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    month = rf"(?P<month>{'|'.join(sorted(_months(), key=len, reverse=True))})\b\.?"
    year, day = r"(?P<year>\d{4})(?!\d)", r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?"
    flags = re.IGNORECASE
    return (
        re.compile(r"(?<![\d/-])(?P<year>\d{4})(?P<sep>[-/.])(?P<m>\d\d)(?:(?P=sep)(?P<day>\d\d))?(?![\d/]|-\d)"),
        re.compile(r"(?<![\d./])(?P<day>\d{1,2})\.(?P<m>\d{1,2})\.(?P<year>\d{4})(?![\d.])"),
        re.compile(r"(?<![\d./])(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<year>\d{4})(?![\d/])"),
        re.compile(rf"{day}(?: of| de)?[ \xa0-]{month}(?: de)?,?[ \xa0-]{year}", flags),
        re.compile(rf"\b{month}[ \xa0]{day},?[ \xa0]{year}", flags),
        re.compile(rf"\b{month},?[ \xa0](?:de )?{year}", flags),
    )


def _dates_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and EDTF of every date with a year, in order; never two from the same place."""
    found: list[tuple[int, int, str]] = []
    for pattern in _patterns():
        for match in pattern.finditer(text):
            edtf = _edtf_of(match.groupdict())
            if edtf and not any(match.start() < end and start < match.end() for start, end, _ in found):
                found.append((match.start(), match.end(), edtf))
    yield from sorted(found)


def _edtf_of(parts: dict[str, str | None]) -> str | None:
    year = int(parts["year"] or 0)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if parts.get("a"):
        return _slashed(year, int(parts["a"] or 0), int(parts["b"] or 0))
    month = _months()[(parts["month"] or "").lower()] if parts.get("month") else int(parts.get("m") or 0)
    day = parts.get("day")
    return _calendar(year, month, int(day) if day else None)


def _slashed(year: int, first: int, second: int) -> str | None:
    """12/20/2022 can only be a month first; 05/06/2022 may be either, and only its year is sure."""
    if first == second or (first <= 12) != (second <= 12):
        month, day = (first, second) if first <= 12 else (second, first)
        return _calendar(year, month, day)
    return f"{year}" if first <= 12 and second <= 12 else None


def _calendar(year: int, month: int, day: int | None) -> str | None:
    try:
        checked = datetime.date(year, month, 1 if day is None else day)
    except ValueError:
        return None
    return f"{checked:%Y-%m}" if day is None else checked.isoformat()


def _edtf(value: str) -> str | None:
    """`value` itself where it is EDTF; the day of a date with a time; None where it is neither."""
    time = re.fullmatch(r"(\d{4}-\d\d-\d\d)[T ]\d\d:?\d\d.*", value)
    value = time[1] if time else value
    try:
        return parse_date(value).edtf
    except (HomewardError, ValueError):
        return None
