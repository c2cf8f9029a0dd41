"""Numbers of people as texts in English say them, with how exactly they are meant."""

import re
from dataclasses import dataclass

_UP_TO_NINETEEN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen",
    "eighteen nineteen",
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
UNITS = {word: value for value, word in enumerate(" ".join(_UP_TO_NINETEEN).split())}
TENS = {word: 10 * value for value, word in enumerate(_TENS.split(), start=2)}
SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}

_WORD = "|".join(sorted([*UNITS, *TENS], key=len, reverse=True))
_SCALE = "|".join(SCALES)
WORD_NUMBER = (
    rf"(?:(?:half[ ]a|an?|one|two|three|several)[ ]dozen|(?:a(?=[ ](?:{_SCALE}))|{_WORD})\b"
    rf"(?:(?:[ -]|[ ]and[ ])(?:{_WORD}|{_SCALE})\b)*)"
)
"""Regular expression for a number in words, lower case; wants re.IGNORECASE where a sentence may start with it."""
DIGITS = r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?"

_NUMBER = re.compile(
    rf"(?<![\w$€£¥#/.:-])(?:(?P<digits>{DIGITS})(?:[ -](?P<scale>{_SCALE})\b)?|(?P<words>{WORD_NUMBER}))(?!\w)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?P<more_than>\b(?:more than|over|above|in excess of|upwards? of|exceed(?:s|ed|ing)?|greater than))"
    r"|(?P<at_least>\b(?:at least|no (?:fewer|less) than|not (?:fewer|less) than|a minimum of))"
    r"|(?P<up_to>\b(?:up to|as many as|no more than|not more than|at most|a maximum of|fewer than|less than|under))"
    r"|(?P<about>\b(?:about|around|some|nearly|almost|roughly|approximately|close to|an estimated|estimated at"
    r"|just over|just under|circa))",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s+(?:the\s+|a\s+(?:total\s+of\s+)?|another\s+|other\s+)?")
_AFTER = re.compile(r"\s+(?:(?P<at_least>or more)|(?P<about>or so|or thereabouts))\b", re.IGNORECASE)
_NO_COUNT_AFTER = re.compile(
    r"%|\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b"
    r"|\s*(?:percent|per cent|a\.?m\.?\b|p\.?m\.?\b|o['’]clock)"
    r"|[-\s](?:years?|months?|weeks?|days?|hours?|minutes?|decades?)\b"
    r"|[-\s](?:miles?|km|kilomet|met(?:er|re)s|kilograms?|kg|grams?|pounds?|tons?|dollars|euros|rubles|roubles)\b"
    r"|\s+of\s+(?:the\s+)?(?:most|many|best)|\s+another|\s+day\b|[:/]\d|(?:st|nd|rd|th)\b|\s+(?:U\.?S\.? )?dollars",
    re.IGNORECASE,
)
_NO_COUNT_BEFORE = re.compile(
    r"(?:\b(?:no|any|every|number|no\.|articles?|section|chapter|part|page|aged?|flight|room|paragraph|protocol"
    r"|jan\w*\.?|feb\w*\.?|mar(?:ch)?\.?|apr\w*\.?|may|june?\.?|july?\.?|aug\w*\.?|sept?\w*\.?|oct\w*\.?|nov\w*\.?|dec\w*\.?)"
    r"\s+|[.,]\d*)$",
    re.IGNORECASE,
)
_ONE_IS_NO_COUNT = re.compile(r"\s+(?:of|another|that|can|could|who|day|such|has|is|was)\b")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")


@dataclass(frozen=True, slots=True)
class NumberInText:
    """A number at `start`:`end` of the text, the words of its bound included; `bound` is as kinds.yaml lists them."""

    start: int
    end: int
    value: int
    bound: str


def number_of(words: str) -> float | None:
    """Return the number that digits or words say ("1,000", "1.5 million", "two hundred and six"); None otherwise."""
    bare = words.strip().lower().replace(",", "")
    if found := re.fullmatch(rf"(\d+(?:\.\d+)?)(?:[ -]({_SCALE}))?", bare):
        return float(found[1]) * SCALES.get(found[2] or "", 1)
    if found := re.fullmatch(r"(half a|an?|one|two|three) dozen", bare):
        return {"half a": 6, "two": 24, "three": 36}.get(found[1], 12)
    total, group, known = 0.0, 0.0, False
    for word in re.split(r"[ -]+", bare):
        if word in UNITS or word in TENS:
            group += UNITS.get(word, TENS.get(word, 0))
        elif word == "hundred":
            group = max(group, 1) * 100
        elif word in SCALES:
            total, group = total + max(group, 1) * SCALES[word], 0
        elif word not in ("and", "a"):
            return None
        known = known or word not in ("and", "a")
    return total + group if known else None


def find_numbers(text: str, start: int = 0, end: int | None = None) -> list[NumberInText]:
    """Return the whole numbers that may count people between two offsets, in order.

    Years, ages, sums of money, percentages, times, distances and "dozens" are left out.
    """
    end = len(text) if end is None else end
    counted = ((match, _count(text, match)) for match in _NUMBER.finditer(text, start, end))
    return [_bounded(text, *match.span(), value, start) for match, value in counted if value is not None]


def _count(text: str, match: re.Match[str]) -> int | None:
    if _YEAR.fullmatch(match.group()) or _NO_COUNT_AFTER.match(text, match.end()):
        return None
    before = text[max(0, match.start() - 14) : match.start()]
    if _NO_COUNT_BEFORE.search(before):
        return None
    if match.group().lower() == "one" and _ONE_IS_NO_COUNT.match(text, match.end()):
        return None
    value = number_of(match.group())
    return int(value) if value is not None and value == int(value) and value > 0 else None


def _bounded(text: str, start: int, end: int, value: int, floor: int) -> NumberInText:
    """Widen a number by the words that say how exactly it is meant."""
    window = max(floor, start - 24)
    for before in _BEFORE.finditer(text, window, start):
        between = text[before.end() : start]
        if _BETWEEN.fullmatch(between):
            return NumberInText(before.start(), end, value, str(before.lastgroup))
    if after := _AFTER.match(text, end):
        return NumberInText(start, after.end(), value, str(after.lastgroup))
    return NumberInText(start, end, value, "exactly")
