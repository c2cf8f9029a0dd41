"""Punishments as texts in English say them, turned into ISO 8601 durations, `life`, `death`, `P0D` and `suspended:`."""

import re
from dataclasses import dataclass

from homeward.claims.readers.english.numbers import WORD_NUMBER, number_of

_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "1/2": 0.5, "1/4": 0.25, "3/4": 0.75, "a half": 0.5, "half": 0.5}
_FRACTION = r"½|¼|¾|1/2|1/4|3/4"
_AMOUNT = rf"(?:\d+(?:\.\d+)?(?:[ -]?(?:{_FRACTION}))?|(?:{WORD_NUMBER})|an?)(?:[ -]and[ -]a[ -](?:half|quarter))?"
_UNIT = r"years?|yrs?|months?|weeks?|days?"
_LENGTH = rf"(?:{_AMOUNT})[ -](?:{_UNIT})\b['’]?(?:[ -]and[ -]a[ -]half\b)?"
_LONGER = rf"{_LENGTH}(?:(?:,?[ -]and[ -]|,[ ]|[ ])(?:{_AMOUNT})[ -](?:months?|weeks?|days?)\b['’]?)?"
_TERM = re.compile(
    r"(?<![\w.,/])(?:"
    rf"(?:between|from)[ ](?P<low>{_AMOUNT})(?:[ -](?:years?|months?))?[ ](?:and|to)[ ](?P<high>{_AMOUNT})[ -]"
    rf"(?P<range_unit>{_UNIT})\b"
    rf"|(?:(?P<low2>{_AMOUNT})(?:[ ]to[ ]|[-–]to[-–])|(?P<low3>\d+)[-–])"
    rf"(?P<high2>{_AMOUNT})[ -](?P<range_unit2>{_UNIT})\b"
    rf"|(?P<to_life>{_LENGTH})[- ]to[- ]life\b"
    rf"|(?P<length>{_LONGER}))",
    re.IGNORECASE,
)
_PART = re.compile(rf"(?P<amount>{_AMOUNT})[ -](?P<unit>{_UNIT})(?P<half>['’]?[ -]and[ -]a[ -]half\b)?", re.IGNORECASE)
_NOT_AFTER = re.compile(
    r"[- ]old\b|\s+(?:ago|later|earlier|before|after|since|previously|prior|into|older|younger"
    r"|of (?:age|marriage|experience|war|talks))\b",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(
    r"\b(?:aged?|past|last|next|recent|after|within|every|these|those|in[ ]the|over[ ]the)[ ]$", re.IGNORECASE
)
_BOUND = re.compile(
    r"\b(?:(?P<up_to>up to|as (?:much|many|long) as|a maximum (?:\w+ )?of|maximum(?: \w+)? of|at most"
    r"|(?:no|not) more than)"
    r"|(?P<at_least>at least|a minimum (?:\w+ )?of|minimum(?: \w+)? of|no less than|not less than|more than|over)"
    r"|(?P<about>nearly|almost|about|around|roughly|some|approximately|close to|just over|just under))[ ](?:an?[ ])?$",
    re.IGNORECASE,
)
_PRISON_AFTER = re.compile(
    r"['’]?[- ](?:(?:in|of|at|behind|with|under|inside)[ ])?(?:(?:an?|the|his|her|hard|strict|maximum|federal|suspended"
    r"|conditional|jail|prison|U\.?S\.?|American|Russian)[- ])*"
    r"(?:prison|jail|bars|imprisonment|incarceration|detention|confinement|custody|labou?r|camp|colony|sentence|term"
    r"|penal|reclusion|penitentiary|gaol|supervised|probation|suspended|deprivation)",
    re.IGNORECASE,
)
_PRISON_BEFORE = re.compile(
    r"(?:sentenc\w*|term|terms|jailed|imprisoned|imprisonment|punish\w*|penalty|penalties|condemned|incarcerated"
    r"|serv(?:e|es|ed|ing)|fac(?:e|es|ed|ing)|receiv\w+|g[eo]t|gets|given|handed|jail|prison|carr(?:y|ies)|locked up)"
    r"\b[^.;]{0,45}$",
    re.IGNORECASE,
)
_SUSPENDED_BEFORE = re.compile(r"\b(?:suspended|conditional)[ ](?:(?:prison|jail)[ ])?(?:(?:sentence|term)[ ]of[ ])?$")
_SUSPENDED_AFTER = re.compile(r"['’]?[, -]*(?:(?:in[ ])?(?:prison|jail|imprisonment)[ ,]*)?suspended\b")
_DEATH = (
    r"\bdeath (?:sentences?|penalty|row|warrant)\b|\b(?:put|them|him|her) to death\b"
    r"|\b(?:sentenced|condemned|sentences|condemns)(?: [^\s,.;]+){0,8}? to death\b"
    r"|\bcapital punishment\b"
)
_LIFE = (
    r"\b(?:(?:two|three|four|five|six|multiple|consecutive|double|triple) )*life (?:sentences?|imprisonment|terms?"
    r"|in (?:prison|jail|a \w+ prison)|without (?:the possibility of )?parole|behind bars|plus)\b"
    r"|\b(?:jailed|imprisoned|prison|locked up) for life\b|\bsentenced (?:\w+ ){0,3}to life\b"
    r"|\bto life(?= (?:for|in|on|without|over)\b|[.,;])"
)
_WORDS = (
    ("death", re.compile(_DEATH, re.IGNORECASE)),
    ("life", re.compile(_LIFE, re.IGNORECASE)),
    ("P0D", re.compile(r"\btime (?:already )?served\b", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class TermInText:
    """A length of time at `start`:`end`; `term` as basics.terms reads it; `punishment`: words of prison stand by it."""

    start: int
    end: int
    term: str
    punishment: bool


def find_terms(text: str, start: int = 0, end: int | None = None) -> list[TermInText]:
    """Return the terms said between two offsets, in order; ages and lengths that date something are left out."""
    end = len(text) if end is None else end
    found = [
        one for match in _TERM.finditer(text, start, end) if (one := _length_at(text, match, start, end)) is not None
    ]
    for term, pattern in _WORDS:
        for match in pattern.finditer(text, start, end):
            if not any(one.start < match.end() and match.start() < one.end for one in found):
                found.append(_with_suspended(text, TermInText(match.start(), match.end(), term, True), start, end))
    return sorted(found, key=lambda one: one.start)


def _length_at(text: str, match: re.Match[str], floor: int, ceiling: int) -> TermInText | None:
    before = text[max(floor, match.start() - 60) : match.start()]
    if _NOT_AFTER.match(text, match.end(), ceiling) or _NOT_BEFORE.search(before):
        return None
    term = _value(match)
    if term is None:
        return None
    start = match.start()
    if (bound := _BOUND.search(before)) and "/" not in term:
        start -= len(before) - bound.start()
        term = {"up_to": f"../{term}", "at_least": f"{term}/..", "about": f"{term}~"}[str(bound.lastgroup)]
    words_of_prison = _PRISON_AFTER.match(text, match.end(), ceiling) or _PRISON_BEFORE.search(before)
    punishment = bool(match["to_life"] or words_of_prison)
    return _with_suspended(text, TermInText(start, match.end(), term, punishment), floor, ceiling)


def _value(match: re.Match[str]) -> str | None:
    low, high = match["low"] or match["low2"] or match["low3"], match["high"] or match["high2"]
    if low and high:
        unit = match["range_unit"] or match["range_unit2"]
        first, last = _duration(f"{low} {unit}"), _duration(f"{high} {unit}")
        return f"{first}/{last}" if first and last and _is_shorter(low, high) else None
    if match["to_life"]:
        shortest = _duration(match["to_life"])
        return f"{shortest}/life" if shortest else None
    return _duration(match["length"])


def _duration(words: str) -> str | None:
    """Return the ISO 8601 duration of "six years and three months" or "13 1/2 years"; None where it is none."""
    lengths = {"Y": 0.0, "M": 0.0, "W": 0.0, "D": 0.0}
    for part in _PART.finditer(words):
        amount = _amount(part["amount"])
        if amount is None:
            return None
        lengths[part["unit"][0].upper()] += amount + (0.5 if part["half"] else 0.0)
    years = int(lengths["Y"])
    months = lengths["M"] + 12 * (lengths["Y"] - years)
    days = lengths["D"] + 30 * (months - int(months)) + 7 * lengths["W"]
    written = "".join(f"{int(value)}{unit}" for value, unit in ((years, "Y"), (months, "M"), (days, "D")) if int(value))
    return f"P{written}" if written else None


def _is_shorter(low: str, high: str) -> bool:
    first, last = _amount(low), _amount(high)
    return first is not None and last is not None and first <= last


def _amount(words: str) -> float | None:
    fraction = 0.0
    if found := re.search(rf"[ -]?({_FRACTION})$|[ -]and[ -]a[ -](half|quarter)$", words, re.IGNORECASE):
        fraction = _FRACTIONS.get(found[1] or "", 0.25 if found[2] == "quarter" else 0.5)
        words = words[: found.start()]
    whole = 1.0 if words.lower() in ("a", "an") else number_of(words)
    return None if whole is None else whole + fraction


def _with_suspended(text: str, found: TermInText, floor: int, ceiling: int) -> TermInText:
    before = _SUSPENDED_BEFORE.search(text[floor : found.start])
    after = _SUSPENDED_AFTER.match(text, found.end, ceiling)
    if not before and not after:
        return found
    start = found.start - len(before.group()) if before else found.start
    end = after.end() if after else found.end
    return TermInText(start, end, f"suspended:{found.term}", True)
