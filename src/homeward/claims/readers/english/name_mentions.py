"""Where a text names someone: the recogniser's spans, put right by titles, nicknames, bylines and a vote."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from homeward.claims.readers.english.model import AnalysedText
from homeward.claims.readers.english.names import Name
from homeward.claims.readers.english.person_names import gender_of_name, name_words, without_possessive, without_title

_NICKNAME = re.compile(r"\s?[“\"‘(](?P<nick>[A-Z][^”\"’)]{1,24})[”\"’)]\s")
_NOT_A_NAME = re.compile(
    r"\b(?:Ministry|Court|Party|Airport|University|Street|Prison|Times|Post|Agency|Committee|Council|Union|Bank|Group|"
    r"Company|Corp|Inc|Ltd|Institute|Foundation|Church|School|Hospital|Department|Office|House|News|Embassy|Act|Law|Square)\b"
)
_VESSEL = re.compile(
    r"\b(?:ship|vessel|yacht|boat|tanker|trawler|freighter|icebreaker|MV|M/V|M/Y|SS|aboard)(?: the)?,? [“\"‘]?$"
)
_CREDIT = re.compile(
    r"\(\s*(?:Additional )?(?:[Rr]eporting|Editing|Writing|Compiled|Translated|Translation|Edited|Photo)\b[^)]*\)"
    r"|(?:Additional reporting|Reporting|Written|Edited|Posted|Photo|Photograph|Story|Translated|Compiled) by"
    r" [^.\n]{3,120}"
)
_CREDIT_SENTENCE = re.compile(
    r"\bcontribut(?:ed|ing) (?:to this (?:report|story|article)|reporting)"
    r"|(?:/\s?|via )(?:Getty|AFP|Reuters|REUTERS|AP|EPA|TASS)\b|\(@\w+\)"
)
_BYLINE = re.compile(r"^(?:By|BY|Author:|From|Text:)\s+(?:[A-Z][\w.’'-]+[\s,]*(?:and\s+)?){1,8}$")
_SIGNED = re.compile(r"^(?:[A-Z][\w.’'-]+\s){1,3}[A-Z][\w.’'-]+,\s+[A-Z][\w. ]{1,24}$")


@dataclass(frozen=True, slots=True)
class NameMention:
    """One place where someone's name stands: its range, title and possessive left out, and its folded words.

    `nickname` is what stands between quotation marks inside the name; `gender` is what the title before it tells.
    """

    start: int
    end: int
    words: tuple[str, ...]
    nickname: str = ""
    gender: str = ""


def find_name_mentions(text: AnalysedText) -> list[NameMention]:
    """Return where people are named, in order; authors and photographers of the text are left out."""
    credits = tuple(_credits(text))
    people = _people_by_vote(text)
    found = []
    for start, end, nickname in _with_nicknames(text.masked, people):
        mention = _mention(text.masked, _behind_markup(text, start, end), end, nickname)
        if mention and not any(a <= mention.start < b for a, b in credits):
            found.append(mention)
    return found


def _mention(masked: str, start: int, end: int, nickname: str) -> NameMention | None:
    skipped, gender = without_title(masked[start:end])
    start += skipped
    end = start + len(without_possessive(masked[start:end]))
    words = name_words(_NICKNAME.sub(" ", masked[start:end]) if nickname else masked[start:end])
    if not words or not any(c.isupper() for c in masked[start : start + 2]) or (len(words) == 1 and len(words[0]) < 2):
        return None
    before = re.search(r"([\w.]+)\s+$", masked[max(0, start - 14) : start])
    if before and not gender:
        _, gender = without_title(f"{before.group(1)} X")
    return NameMention(start, end, words, nickname, gender)


def _behind_markup(text: AnalysedText, start: int, end: int) -> int:
    """Where the name starts behind markup that was read as part of it: a dateline's town, a caption."""
    tag = text.document.text.rfind(">", start, end)
    if tag < 0 or text.masked[tag] != " ":
        return start
    return end - len(text.masked[tag:end].lstrip())


def _credits(text: AnalysedText) -> Iterator[tuple[int, int]]:
    """Where the text names those who made it."""
    for match in _CREDIT.finditer(text.masked):
        yield match.span()
    for sentence in text.sentences:
        words = text.masked[sentence.start : sentence.end]
        credit = _CREDIT_SENTENCE.search(words)
        if credit:
            yield max(sentence.start, sentence.start + credit.start() - 200), sentence.start + credit.end()
        if _BYLINE.match(words) or (_SIGNED.match(words) and sentence is text.sentences[-1]):
            yield sentence.start, sentence.end


def _people_by_vote(text: AnalysedText) -> list[tuple[int, int]]:
    """What the recogniser took for people, unless the same words are a place or body more often."""
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    surnames: set[str] = set()
    for name in text.names:
        key = " ".join(name_words(text.masked[name.start : name.end]))
        votes[key][name.label] += name.score
        if name.label == "PER" and " " in key:
            surnames.add(key.split()[-1])
    kept = []
    for name in text.names:
        words = text.masked[name.start : name.end]
        key = " ".join(name_words(words))
        is_person = name.label == "PER" and votes[key]["PER"] >= max(votes[key].values()) * 0.8
        is_known = name.label != "PER" and key in surnames and votes[key]["PER"] > 0
        if (is_person or is_known or (key in surnames and name.label == "PER")) and not _is_thing(text, name, words):
            kept.append((name.start, name.end))
    return kept


def _is_thing(text: AnalysedText, name: Name, words: str) -> bool:
    """Tell whether the name is a body's, a ship's or a place's after all."""
    if _NOT_A_NAME.search(words) or _VESSEL.search(text.masked, max(0, name.start - 24), name.start):
        return True
    before = text.masked[max(0, name.start - 5) : name.start].lower()
    after = text.masked[name.end : name.end + 20].lstrip()
    has_article = re.search(r"(?:^|\W)the\s$", before) is not None
    known = gender_of_name(name_words(words)) != ""
    return has_article and not known and not words.endswith("s") and not re.match(r"[a-z]{3,}", after)


def _with_nicknames(masked: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """Join the parts of a name that a nickname between quotation marks stands in the middle of."""
    at = 0
    while at < len(spans):
        start, end = spans[at]
        at += 1
        nick = ""
        match = _NICKNAME.match(masked, end)
        if match:
            rest = [span for span in spans[at : at + 3] if span[0] == match.end()]
            family = rest[0] if rest else _capitalised(masked, match.end())
            if family:
                end, nick = family[1], match.group("nick").rstrip(",.")
        elif (inner := _NICKNAME.search(masked, start, end)) is not None:
            nick = inner.group("nick").rstrip(",.")
        while at < len(spans) and spans[at][0] < end:
            at += 1
        yield start, end, nick


def _capitalised(masked: str, start: int) -> tuple[int, int] | None:
    match = re.compile(r"[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)?").match(masked, start)
    return match.span() if match else None
