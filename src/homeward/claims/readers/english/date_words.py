"""What dates are made of in English: month, weekday and season words, and the patterns that find dates in text."""

import re

from homeward.claims.readers.english.numbers import WORD_NUMBER

MONTHS = {
    name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)
}
WEEKDAYS = {name: number for number, name in enumerate("mon tue wed thu fri sat sun".split())}
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}


def _either_case(phrases: str) -> str:
    """Return an alternation of phrases (one between bars) whose first letter may be a capital."""
    return "|".join(f"[{one[0].upper()}{one[0]}]{one[1:]}" for one in phrases.split("|"))


_S = r"[ \u00a0]+"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_CENTURY = r"(?:1[89]|20)"
_YEAR = rf"{_CENTURY}\d\d"
_MONTH_NAMES = "January|February|March|April|May|June|July|August|September|October|November|December"
_SHORT_MONTHS = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
MONTH = rf"(?:{_MONTH_NAMES}|{_MONTH_NAMES.upper()}|(?:{_SHORT_MONTHS}|{_SHORT_MONTHS.upper()})\b\.?)"
WEEKDAY = (
    rf"(?:(?:{_either_case('mon|tues|wednes|thurs|fri|satur|sun')})day|(?:Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun)\.(?=[ ]))"
)
_SEASON = _either_case("spring|summer|autumn|fall|winter")
_PART = _either_case("early|mid|late|the end of|the start of|the beginning of|the middle of|end of")
_NEAR = _either_case("last|this|next|this past|this coming")
_ABOUT = _either_case(
    "nearly|almost|about|around|more than|over|less than|roughly|approximately|some|just over|just under|at least"
)
_LENGTH = (
    rf"(?:(?P<about>{_ABOUT}){_S})?\b(?P<n>\d{{1,3}}|{WORD_NUMBER}|an?|a couple of|a few|several|some|many){_S}"
    r"(?P<u>days?|weeks?|months?|years?|decades?)"
)
_OF_YEAR = rf"(?:(?:,|{_S}of)?{_S}(?P<y>{_YEAR}))"
_TO_DAY = rf"(?P<d1>{_DAY})(?:[ ]?[-–][ ]?|{_S}(?:to|and){_S})(?P<d2>{_DAY})"
_TO_YEAR = rf"(?P<y1>{_YEAR}){_S}(?:and|to|until|till|through){_S}(?P<y2>{_YEAR})"
_ON_WEEKDAY = rf"(?:\b(?P<w>{WEEKDAY}),?{_S})?"

PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (rule, re.compile(pattern))
    for rule, pattern in (
        ("iso", rf"(?<![\d-])(?P<y>{_YEAR})-(?P<m>[01]\d)-(?P<d>[0-3]\d)(?!\d)"),
        ("numeric", rf"(?<![\d./])(?P<a>\d{{1,2}})(?P<sep>[./])(?P<b>\d{{1,2}})(?P=sep)(?P<y>{_YEAR})(?!\d)"),
        ("day_range", rf"(?<!\d){_TO_DAY}{_S}(?P<m>{MONTH}){_OF_YEAR}?(?!\d)"),
        ("day_range", rf"\b(?P<m>{MONTH}){_S}{_TO_DAY}{_OF_YEAR}?(?![\d:])"),
        (
            "day",
            rf"{_ON_WEEKDAY}(?:the{_S})?(?<!\d)(?<!\d[:.,])(?P<d>{_DAY})(?:{_S}(?:day{_S})?of)?{_S}(?P<m>{MONTH})"
            rf"(?:{_OF_YEAR}|{_S}(?P<yy>\d\d)(?![\d:]))?(?!\d)",
        ),
        ("day", rf"{_ON_WEEKDAY}\b(?P<m>{MONTH}){_S}(?:the{_S})?(?P<d>{_DAY})(?![\d:%])(?!,\d{{3}}){_OF_YEAR}?(?!\d)"),
        ("month", rf"(?:\b(?:{_PART})[- ](?:in[ ])?)?\b(?P<m>{MONTH}){_OF_YEAR}(?!\d)"),
        (
            "month_of",
            rf"\b(?P<m>{MONTH}){_S}(?:of{_S})?"
            rf"(?P<which>last|this|next|that|the same|the following|the previous){_S}year\b",
        ),
        (
            "bare_month",
            rf"(?:\b(?P<which>{_NEAR}){_S}|\b(?P<part>{_PART})[- ](?:in[ ])?)?\b(?P<m>{MONTH})(?!\w)",
        ),
        (
            "years",
            rf"\b(?:[Bb]etween|[Ff]rom){_S}{_TO_YEAR}(?!\d)",
        ),
        ("years", rf"(?<![\d-])(?P<y1>{_YEAR})[-–](?P<y2>{_YEAR}|\d\d)(?![\d-])"),
        ("decade", rf"\b(?:the{_S})?(?:(?:early|mid|late)[- ])?(?P<y>{_CENTURY}\d)0['’]?s\b"),
        ("decade", r"\b(?:the[ ])?(?:(?:early|mid|late)[- ])?['’](?P<yy>[2-9])0s\b"),
        ("season", rf"(?:\b(?:[Tt]he|[Ee]arly|[Ll]ate|[Mm]id)[- ]){{0,2}}\b(?P<s>{_SEASON}){_OF_YEAR}(?!\d)"),
        ("season", rf"\b(?P<which>{_NEAR})[ ](?P<s>spring|summer|autumn|fall|winter)\b"),
        (
            "year",
            rf"(?:\b(?P<part>{_PART})[- ](?:in[ ])?)?(?<![\w$€£.,:/-])(?P<y>{_YEAR})(?![\w%]|[,.:/]\d|-\w)",
        ),
        (
            "weekday",
            rf"\b(?:(?P<which>{_NEAR}|{_either_case('the following|the previous')}){_S}|(?:[Ee]arly|[Ll]ate){_S})?"
            rf"(?P<w>{WEEKDAY})(?!\w)(?:{_S}(?:morning|afternoon|evening|night)\b)?",
        ),
        (
            "near_day",
            r"\b(?P<word>"
            + _either_case("the day before yesterday|yesterday|today|tonight|tomorrow|last night|this morning")
            + r"|[Tt]his (?:afternoon|evening))\b",
        ),
        (
            "near_unit",
            rf"\b(?:(?:{_either_case('earlier|later|early|late')})[ ])?(?P<which>{_NEAR}|[Tt]he past)[ ]"
            r"(?P<u>weekend|week|month|year|decade)(?!-)\b",
        ),
        ("ago", rf"{_LENGTH}{_S}ago\b"),
        ("after", rf"{_LENGTH}{_S}(?P<way>later|earlier|afterwards|before that|after that|previously|before|after)\b"),
        (
            "that",
            r"\b(?:[Ee]arlier |[Ll]ater )?(?P<which>"
            + _either_case("that|that same|the same|the following|the next|the previous|the preceding|the prior")
            + r")[ ](?:very )?(?P<u>day|week|month|year|morning|evening|night)\b(?!['’])",
        ),
    )
)
"""The rule of date_rules that resolves a match, and what finds it; the longest match at a place wins."""

ABOUT_BEFORE = re.compile(
    r"\b(?:about|around|circa|c\.|approximately|roughly|(?:on|in) or (?:about|around))[ ](?:the[ ])?$", re.IGNORECASE
)
SINCE_BEFORE = re.compile(r"\b(?:(?:ever )?since|from)[ ](?:(?:at least|about|around|the)[ ])*$", re.IGNORECASE)
UNTIL_BEFORE = re.compile(r"\b(?:until|till|before|prior to|no later than|by|not before)[ ](?:the[ ])?$", re.IGNORECASE)
AFTER_BEFORE = re.compile(r"\bafter[ ]$", re.IGNORECASE)
ON_AFTER = re.compile(r"[ ](?:onwards?|on)\b(?![ ](?:charges|suspicion|the|a|an|his|her|their|bail|parole)\b)")
IN_BEFORE = re.compile(
    r"\b(?:in|since|by|until|till|before|after|during|from|of|late|early|mid|last|next|this|to|through|between|and|for"
    r"|every|as of|around|about|back in|end of|beginning of|start of|both|earlier|again in|or|that)[ -](?:the[ ])?$",
    re.IGNORECASE,
)
YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|by|until|till|before|after|during|from|of|late|early|mid|to|through|between|and|as of|the|around"
    r"|about|circa|year|or|for|an?|its|his|her|their|that|this|fiscal)[ -]|[(,;\n]\s?|^)$",
    re.IGNORECASE,
)
COUNTED_AFTER = re.compile(
    r"[ ](?:people|persons|men|women|children|prisoners|troops|soldiers|dollars|miles|met(?:er|re)s|km|hours|days|years"
    r"|of the|feet|words)\b"
)
WILL = re.compile(
    r"\b(?:will|shall|(?:is|are) (?:due|set|to|scheduled|expected|going)|scheduled|expected (?:on|to)|plans? to"
    r"|planned for|upcoming|slated|due (?:on|to|in|back))\b|['’]ll\b"
)
"""Words of what is to come, in the clause before a date or right behind it."""
