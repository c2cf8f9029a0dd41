"""Where a paragraph opens with a dateline: the place, the day and the agency that a report was sent from."""

import re
from collections.abc import Iterator

from homeward.claims.alignment import Range
from homeward.claims.readers.english.model import AnalysedText

_PLACE = r"[A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]+){0,3}"
_REGION_OR_DAY = r"(?:, ?(?:[A-Z]\w*\.?|\d{1,2})(?: (?:[A-Z]\w*\.?|\d{1,4})){0,2}){0,3}"
_AGENCY_OR_DASH = r"(?:\s*\([^()]{2,40}\)(?:\s*[—–:-]+)?|\s*[—–]+|\s+-{1,2})(?=\s)"
_NEW_SENTENCE = r"(?=\s+(?:An?|The|Two|Three|Four|Five)\s[A-Za-z]*[a-z])"
_DATELINE = re.compile(rf"{_PLACE}{_REGION_OR_DAY}(?:{_AGENCY_OR_DASH}|{_NEW_SENTENCE})")


def find_datelines(text: AnalysedText) -> Iterator[Range]:
    """Yield the range of each dateline, in order; only a place in capitals opens one."""
    paragraph = -1
    for sentence in text.sentences:
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            found = _DATELINE.match(text.masked, sentence.start)
            if found:
                yield found.span()
