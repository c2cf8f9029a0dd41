"""What opens a text: the dateline a report was sent under, and the day a talk was held, alone on its line."""

import re
from collections.abc import Iterator
from datetime import date

from homeward.basics.dates import PartialDate, Precision, parse_date
from homeward.claims.alignment import Range, Said
from homeward.claims.readers.english.dates import find_dates
from homeward.claims.readers.english.model import AnalysedText

_PLACE = r"[A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]+){0,3}"
_REGION_OR_DAY = r"(?:, ?(?:[A-Z]\w*\.?|\d{1,2})(?: (?:[A-Z]\w*\.?|\d{1,4})){0,2}){0,3}"
_AGENCY_OR_DASH = r"(?:\s*\([^()]{2,40}\)(?:\s*[—–:-]+)?|\s*[—–]+|\s+-{1,2})(?=\s)"
_NEW_SENTENCE = r"(?=\s+(?:An?|The|Two|Three|Four|Five)\s[A-Za-z]*[a-z])"
_DATELINE = re.compile(rf"{_PLACE}{_REGION_OR_DAY}(?:{_AGENCY_OR_DASH}|{_NEW_SENTENCE})")

_DAY_ALONE = re.compile(
    r"^[ \t(\[]*((?:[A-Z][a-z]+day, )?[A-Z][a-z]+\.? \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]+ \d{4})[ \t)\].]*$", re.M
)
_OPENING = 1500
"""So many characters of a text may hold the day it was spoken on."""
_PUBLISHED_WITHIN = 31
"""A talk is published so many days after it was held, at most."""


def text_day(text: AnalysedText) -> Said | None:
    """Return the day that stands alone on a line where the text opens, such as "(July 18, 2022)" over a transcript.

    That is when its words were said, though it was published some days later; a day further off is another matter.
    """
    published = text.document.date
    day = _exact(parse_date(published.edtf)) if published else None
    if day is None:
        return None
    for line in _DAY_ALONE.finditer(text.document.text, 0, _OPENING):
        for found in find_dates(text.masked, None, *line.span(1)):
            told = found.edtf and _exact(parse_date(found.edtf))
            if told and 0 <= (day - told).days <= _PUBLISHED_WITHIN:
                return Said(told.isoformat(), (found.core,))
    return None


def said_on(text: AnalysedText) -> str | None:
    """Return the day (EDTF) against which the text's "today" and "on Tuesday" are told; None where nobody knows it."""
    told = text_day(text)
    if told is not None:
        return str(told.value)
    return text.document.date.edtf if text.document.date else None


def _exact(day: PartialDate) -> date | None:
    return day.earliest if day.precision is Precision.DAY else None


def find_datelines(text: AnalysedText) -> Iterator[Range]:
    """Yield the range of each dateline, in order; only a place in capitals opens one."""
    paragraph = -1
    for sentence in text.sentences:
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            found = _DATELINE.match(text.masked, sentence.start)
            if found:
                yield found.span()
