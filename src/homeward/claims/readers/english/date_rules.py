"""How each pattern of date_words becomes an EDTF string: one rule a pattern, listed at the end.

A rule returns the EDTF string (None: a date that cannot be resolved; empty: no date after all) and whether it leans on
the document's date or on a date told before.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from homeward.basics.dates import SEASON_STARTS, PartialDate, Precision, add_months
from homeward.claims.readers.english import date_words as words
from homeward.claims.readers.english.numbers import number_of

Resolved = tuple[str | None, bool]
NO_DATE: Resolved = ("", False)
_NEWS_DAYS = 30
"""A day so many days before a report, told in a sentence of its own, is of the report's year."""
CHAIN_LENGTH = 350
"""How many characters back a year that the text gave still holds for dates without one (about two sentences)."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a rule may look at: the match, the document's date, and the date told last, so many characters back."""

    text: str
    match: re.Match[str]
    today: PartialDate | None
    last: PartialDate | None
    since_last: int

    @property
    def day(self) -> date | None:
        """The document's last possible day, or None where it has no date."""
        return self.today.latest if self.today else None

    @property
    def chain(self) -> PartialDate | None:
        """The date told shortly before, if any."""
        return self.last if self.last and self.since_last <= CHAIN_LENGTH else None

    def group(self, name: str) -> str:
        """The named part of the match, or an empty string."""
        return self.match.groupdict().get(name) or ""

    def is_ahead(self) -> bool:
        """Whether the words around speak of what is to come."""
        start, end = self.match.span()
        before = self.text[max(0, start - 70) : start]
        clause = re.split(r"[.;!?]\s|, (?:and|but|after|when|who)\b", before)[-1]
        after = re.split(r"[.,;!?]", self.text[end : end + 30])[0]
        return bool(words.WILL.search(clause) or re.match(r"\s+(?:will|would|is to|are to)\b", after))


def _month_number(word: str) -> int:
    return words.MONTHS[word[:3].lower()]


def _day_number(word: str) -> int:
    return int(word.rstrip("stndrh"))


def _ymd(year: int | str, month: int, day: int) -> str:
    return f"{year}-{month:02}-{day:02}" if day else f"{year}-{month:02}"


def _fits(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and day <= monthrange(year, month)[1]


def iso(told: Told) -> Resolved:
    """2022-12-09."""
    year, month, day = (int(told.group(name)) for name in "ymd")
    return (_ymd(year, month, day), False) if _fits(year, month, day) and day else NO_DATE


def numeric(told: Told) -> Resolved:
    """9.12.2022 is a day; 9/12/2022 is one only where just one order of day and month is possible."""
    first, second, year = int(told.group("a")), int(told.group("b")), int(told.group("y"))
    orders = [(first, second)] if told.group("sep") == "." else [(first, second), (second, first)]
    possible = {(day, month) for day, month in orders if day and 1 <= month <= 12 and _fits(year, month, day)}
    if len(possible) != 1:
        return (str(year), False) if possible else NO_DATE
    day, month = possible.pop()
    return _ymd(year, month, day), False


def day(told: Told) -> Resolved:
    """9 December 2022, Dec. 9, 14 MAY 90."""
    month, number = _month_number(told.group("m")), _day_number(told.group("d"))
    if year := _year_given(told):
        return (_ymd(year, month, number), False) if _fits(year, month, number) else NO_DATE
    if not _fits(2000, month, number):
        return NO_DATE
    return _without_year(told, month, number)


def _year_given(told: Told) -> int | None:
    if told.group("y"):
        return int(told.group("y"))
    if two := told.group("yy"):
        return 1900 + int(two) if int(two) > 31 else None
    return None


def day_range(told: Told) -> Resolved:
    """5-7 May 2011."""
    month, first, last = _month_number(told.group("m")), _day_number(told.group("d1")), _day_number(told.group("d2"))
    if first >= last or not _fits(2000, month, last):
        return NO_DATE
    if told.group("y"):
        return f"{_ymd(told.group('y'), month, first)}/{_ymd(told.group('y'), month, last)}", False
    start, _ = _without_year(told, month, first)
    if not start or start.startswith("X"):
        return start, True
    return f"{start}/{start[:-2]}{last:02}", True


def month(told: Told) -> Resolved:
    """November 2011."""
    return _ymd(told.group("y"), _month_number(told.group("m")), 0), False


def month_of(told: Told) -> Resolved:
    """November of last year."""
    year, _ = _moved_year(told, told.group("which"))
    return (None, True) if year is None else (_ymd(year, _month_number(told.group("m")), 0), True)


def bare_month(told: Told) -> Resolved:
    """In February, last July."""
    which, number = told.group("which").lower(), _month_number(told.group("m"))
    before = told.text[max(0, told.match.start() - 20) : told.match.start()]
    if not which and not told.group("part") and not words.IN_BEFORE.search(before):
        follows = told.text[told.match.end() : told.match.end() + 2]
        if follows not in ("'s", "’s") or told.group("m") in ("May", "March", "April", "June", "August"):
            return NO_DATE
    if told.group("m") in ("Mar", "MAR", "Dec", "Sat", "Sun", "Jan") and not before.lower().endswith("in "):
        return NO_DATE
    if which and told.today and told.day:
        year = told.day.year
        if which in ("last", "this past"):
            year -= number >= told.day.month
        elif which in ("next", "this coming"):
            year += number <= told.day.month
        return _ymd(year, number, 0), True
    return _without_year(told, number, 0)


def _without_year(told: Told, month: int, day: int) -> Resolved:
    """Give a day or month the year of the dates around it, else the one that puts it nearest before the document."""
    anchor = told.chain
    if anchor and anchor.earliest and anchor.precision is not Precision.DECADE:
        year = anchor.earliest.year
        with_month = anchor.precision in (Precision.DAY, Precision.MONTH)
        in_chain = with_month and told.day is not None and year < told.day.year - 1 and _same_chain(told)
        if told.day is None or (in_chain and not _is_news(told, told.day, month, day)):
            return (_ymd(year, month, day), True) if _fits(year, month, day) else (_ymd("XXXX", month, day), True)
    if told.day is None or told.today is None or told.today.precision not in (Precision.DAY, Precision.MONTH):
        return _ymd("XXXX", month, day), True
    return _ymd(_nearest_year(told, told.day, month, day), month, day), True


def _same_chain(told: Told) -> bool:
    """Return whether the date told before stands in the same sentence, or just before it, so that its year may hold."""
    return _sentences_since(told) <= 1


def _is_news(told: Told, today: date, month: int, day: int) -> bool:
    """Return whether a new sentence's day lies so near before the report that it is what the report is about."""
    year = _nearest_year(told, today, month, day)
    if not day or not _sentences_since(told) or not _fits(year, month, day):
        return False
    return 0 <= (today - date(year, month, day)).days <= _NEWS_DAYS


def _sentences_since(told: Told) -> int:
    between = told.text[max(0, told.match.start() - told.since_last) : told.match.start()]
    return len(re.findall(r"[.!?]\s+[A-Z“\"]", between))


def _nearest_year(told: Told, today: date, month: int, day: int) -> int:
    ahead = told.is_ahead()
    for year in (today.year + 1, today.year, today.year - 1, today.year - 2):
        if not _fits(year, month, day):
            continue
        when = date(year, month, day or 1)
        if when <= today + timedelta(days=1):
            later = date(year + 1, month, min(day or 1, 28))
            soon = (later - today).days <= 31 and (today - when).days > 300 and day > 0
            return year + 1 if (ahead and (day or month != today.month) and (today - when).days > 45) or soon else year
    return today.year


def years(told: Told) -> Resolved:
    """Between 2004 and 2011; 2004-11."""
    first, last = told.group("y1"), told.group("y2")
    last = first[:2] + last if len(last) == 2 else last
    return (f"{first}/{last}", False) if int(first) < int(last) else NO_DATE


def decade(told: Told) -> Resolved:
    """The 1990s."""
    if told.group("y"):
        return f"{told.group('y')}X", False
    tens = int(told.group("yy"))
    return f"{19 if tens > 2 else 20}{tens}X", False


def season(told: Told) -> Resolved:
    """The summer of 2017, last winter."""
    code = words.SEASONS[told.group("s").lower()]
    if told.group("y"):
        return f"{told.group('y')}-{code}", False
    if told.day is None:
        return None, True
    first, which = SEASON_STARTS[code], told.group("which").lower()
    started = told.day.month >= first
    running = first <= told.day.month <= first + 2 or (first == 12 and told.day.month < 3)
    year = told.day.year - (not started)
    if which == "last":
        year -= running
    elif which == "next":
        year += 1
    elif which == "this" and not started:
        year = told.day.year
    return f"{year}-{code}", True


def year(told: Told) -> Resolved:
    """2012, late 2010."""
    before = told.text[max(0, told.match.start() - 20) : told.match.start()]
    if words.COUNTED_AFTER.match(told.text, told.match.end()):
        return NO_DATE
    if told.group("part") or words.YEAR_BEFORE.search(before) or told.group("y")[:2] in ("19", "20"):
        return told.group("y"), False
    return NO_DATE


def weekday(told: Told) -> Resolved:
    """Tuesday, last Monday, next Friday."""
    if told.today is None or told.day is None or told.today.precision is not Precision.DAY:
        return None, True
    wanted, which = words.WEEKDAYS[told.group("w")[:3].lower()], told.group("which").lower()
    back = (told.day.weekday() - wanted) % 7
    if which in ("next", "this coming") or (not which and told.is_ahead()):
        ahead = (wanted - told.day.weekday()) % 7
        return (told.day + timedelta(days=ahead or (7 if which else 0))).isoformat(), True
    if which in ("last", "this past") and back == 0:
        back = 7
    return (told.day - timedelta(days=back)).isoformat(), True


_NEAR_DAYS = {"the day before yesterday": -2, "yesterday": -1, "last night": -1, "tomorrow": 1}


def near_day(told: Told) -> Resolved:
    """Today, yesterday, tomorrow, this morning."""
    if told.today is None or told.day is None or told.today.precision is not Precision.DAY:
        return None, True
    return (told.day + timedelta(days=_NEAR_DAYS.get(told.group("word").lower(), 0))).isoformat(), True


def near_unit(told: Told) -> Resolved:
    """Last week, this month, next year."""
    which, unit = told.group("which").lower(), told.group("u")
    if told.today is None or told.day is None or which == "the past":
        return None, True
    step = {"last": -1, "next": 1}.get(which, 0)
    if unit == "decade":
        return f"{(told.day.year + 10 * step) // 10}X", True
    if unit == "year":
        return str(told.day.year + step), True
    if told.today.precision in (Precision.YEAR, Precision.SEASON, Precision.DECADE):
        return None, True
    if unit == "month":
        return add_months(told.day, step).isoformat()[:7], True
    return _month_of_week(told.day, step, unit), True


def _month_of_week(day: date, step: int, unit: str) -> str:
    """Return the month a week or weekend lies in; both, where it lies in two."""
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=step)
    first = monday + timedelta(days=5) if unit == "weekend" else monday
    start, end = first.isoformat()[:7], (monday + timedelta(days=6)).isoformat()[:7]
    return start if start == end else f"{start}/{end}"


_VAGUE = {"a couple of": 2, "a few": 3, "several": 4, "some": 3, "many": 5}


def ago(told: Told) -> Resolved:
    """Two years ago, nearly three weeks ago."""
    return _by_length(told, told.today, -1)


def after(told: Told) -> Resolved:
    """Two weeks later, three years earlier; "two weeks after" with no date told before counts back from today."""
    way = told.group("way")
    if way in ("before", "after"):
        return _by_length(told, told.today, -1, about=True) if way == "after" and told.chain is None else NO_DATE
    sign = -1 if way in ("earlier", "before that", "previously") else 1
    anchor = told.chain or (told.today if sign < 0 else None)
    return _by_length(told, anchor, sign)


def _by_length(told: Told, anchor: PartialDate | None, sign: int, about: bool = False) -> Resolved:
    """Count a length from a date; the result is no more precise than the length's unit, nor than the date."""
    if anchor is None or anchor.latest is None or anchor.earliest is None:
        return None, True
    said, unit = told.group("n").lower(), told.group("u").rstrip("s")
    amount = _VAGUE.get(said) or (1 if said in ("a", "an") else int(number_of(said) or 0))
    if not amount:
        return NO_DATE
    nearly = told.group("about").lower() not in ("", "more than", "over", "at least")
    vague = "~" if about or nearly or said in _VAGUE else ""
    if unit in ("year", "decade"):
        return f"{anchor.latest.year + sign * amount * (10 if unit == 'decade' else 1)}{vague}", True
    if anchor.precision not in (Precision.DAY, Precision.MONTH):
        return None, True
    if unit == "month":
        return add_months(anchor.latest, sign * amount).isoformat()[:7] + vague, True
    if anchor.precision is not Precision.DAY:
        return None, True
    when = anchor.latest + timedelta(days=sign * amount * (7 if unit == "week" else 1))
    exact = unit == "day" and not vague
    return (when.isoformat() if exact else when.isoformat()[:7] + ("~" if vague or unit == "week" else "")), True


def that(told: Told) -> Resolved:
    """That day, the same month, the following year: counted from the date told before."""
    anchor, unit, which = told.chain, told.group("u"), told.group("which").lower()
    if anchor is None or anchor.earliest is None or anchor.latest is None:
        return None, True
    step = (
        1
        if which in ("the following", "the next")
        else -1
        if which in ("the previous", "the preceding", "the prior")
        else 0
    )
    if unit == "year":
        return str(anchor.earliest.year + step), True
    if unit == "month":
        fits = anchor.precision in (Precision.DAY, Precision.MONTH)
        return (add_months(anchor.earliest, step).isoformat()[:7] if fits else None), True
    if anchor.precision is not Precision.DAY:
        return (anchor.edtf if unit != "week" and step == 0 else None), True
    if unit == "week":
        return _month_of_week(anchor.earliest, step, "week"), True
    return (anchor.earliest + timedelta(days=step)).isoformat(), True


def _moved_year(told: Told, which: str) -> tuple[int | None, bool]:
    if which in ("last", "this", "next"):
        return (told.day.year + {"last": -1, "this": 0, "next": 1}[which], True) if told.day else (None, True)
    if told.chain is None or told.chain.earliest is None:
        return None, True
    return told.chain.earliest.year + {"the following": 1, "the previous": -1}.get(which, 0), True


RULES: Mapping[str, Callable[[Told], Resolved]] = {
    "iso": iso,
    "numeric": numeric,
    "day": day,
    "day_range": day_range,
    "month": month,
    "month_of": month_of,
    "bare_month": bare_month,
    "years": years,
    "decade": decade,
    "season": season,
    "year": year,
    "weekday": weekday,
    "near_day": near_day,
    "near_unit": near_unit,
    "ago": ago,
    "after": after,
    "that": that,
}
