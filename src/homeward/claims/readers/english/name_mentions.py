"""Where a text names someone: the recogniser's spans, put right by titles, nicknames, bylines and a vote."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from homeward.basics.states import Naming, find_states
from homeward.claims.readers.english.datelines import find_datelines
from homeward.claims.readers.english.model import AnalysedText
from homeward.claims.readers.english.names import Name
from homeward.claims.readers.english.person_lexicon import person_nouns, read_word_list, singular
from homeward.claims.readers.english.person_names import gender_of_name, name_words, without_possessive, without_title

_NICKNAME = re.compile(r"\s?[“\"‘(](?P<nick>[A-Z][^”\"’)]{1,24})[”\"’)]\s")
_NOT_A_NAME = re.compile(
    r"\b(?:Ministry|Court|Party|Airport|University|Street|Prison|Times|Post|Agency|Committee|Council|Union|Bank|Group|"
    r"Company|Corp|Inc|Ltd|Institute|Foundation|Church|School|Hospital|Department|Office|House|News|Embassy|Act|Law|Square)\b"
)
_VESSEL = re.compile(
    r"\b(?:ship|vessel|yacht|boat|tanker|trawler|freighter|icebreaker|MV|M/V|M/Y|SS|aboard)(?: the)?,? [“\"‘]?$"
)
_ARMED_GROUP = re.compile(
    r"\b(?:group|groups|militia|gang|cartel|movement|faction|outlet|newspaper|website),? [“\"‘]?$"
)
_ASKER = re.compile(r"Q\s+(?=[A-Z])")
"""A transcript's mark of a question, read as part of the name behind it."""
_CREDIT = re.compile(
    r"\(\s*(?:Additional )?(?:[Rr]eporting|Editing|Writing|Compiled|Translated|Translation|Edited|Photo)\b[^)]*\)"
    r"|(?:Additional reporting|Reporting|Written|Edited|Posted|Photo|Photograph|Story|Translated|Compiled) by"
    r" [^.\n]{3,120}"
)
_CREDIT_SENTENCE = re.compile(
    r"\bcontribut(?:ed|ing) (?:to this (?:report|story|article)|reporting)"
    r"|(?:/\s?|via )(?:Getty|AFP|Reuters|REUTERS|AP|EPA|TASS)\b|\(@\w+\)"
)
_BYLINE = re.compile(r"^(?:By|BY|Author:|From|Text:)\s+(?:[A-Z][\w.’'-]++[\s,]*(?:and\s+)?){1,8}$")
_DONE_TO_THEM = (
    r"(?:who )?(?:was|were|is|has been|had been)(?: \w+ly)? (?:arrested|jailed|imprisoned|sentenced|extradited)\b"
)
_ROLE = r", an? (?P<role>(?:[\w-]+ ){0,3}[\w-]+)(?: (?:of|from|at|in) [^,]{2,30})?,"
_BESIDE_A_PERSON = re.compile(rf"(?:,(?: aged)? \d\d,)? {_DONE_TO_THEM}|{_ROLE} {_DONE_TO_THEM}")
_TITLE_VERB = re.compile(r"(?<=[a-z.] )[A-Z][a-z]+ing$")
_TITLE_OBJECT = re.compile(r" (?:the|an?|on|of|in) [A-Z]")
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
    datelines = tuple(find_datelines(text))
    people = _people_by_vote(text)
    found = []
    for start, end, nickname in _with_nicknames(text.masked, people):
        first = max([_behind_markup(text, start, end), *(over for at, over in datelines if at <= start < over)])
        mention = _mention(text.masked, first, end, nickname) if first < end else None
        if mention and not any(a <= mention.start < b for a, b in credits):
            found.append(mention)
    return found


def _mention(masked: str, start: int, end: int, nickname: str) -> NameMention | None:
    while start < end and masked[start].isspace():
        start += 1
    asker = _ASKER.match(masked, start, end)
    start = asker.end() if asker else start
    region = _region_before_name().match(masked, start, end)
    start = region.end() if region else start
    skipped, gender = without_title(masked[start:end])
    start += skipped
    end = start + len(without_possessive(masked[start:end]))
    verb = _TITLE_VERB.search(masked[start:end])
    if verb and masked.count(" ", start, end) > 1 and _TITLE_OBJECT.match(masked, end):
        end = start + verb.start() - 1  # a headline's "Welcoming the Exchange" behind the name
    words = name_words(_NICKNAME.sub(" ", masked[start:end]) if nickname else masked[start:end])
    if not words or not any(c.isupper() for c in masked[start : start + 2]) or (len(words) == 1 and len(words[0]) < 2):
        return None
    if len(words) == 1 and words[0] in _no_names():
        return None
    before = re.search(r"([\w.]+)\s+$", masked[max(0, start - 14) : start])
    if before and not gender:
        _, gender = without_title(f"{before.group(1)} X")
    return NameMention(start, end, words, nickname, gender)


@cache
def _no_names() -> frozenset[str]:
    """Words that alone are nobody's name: days, months, abbreviated titles."""
    return frozenset(read_word_list("person_nouns.yaml")["never_alone"])


@cache
def _region_before_name() -> re.Pattern[str]:
    """A region of a byline's or dateline's place that stands before a given and a family name."""
    regions = "|".join(map(re.escape, read_word_list("person_nouns.yaml")["regions"]))
    return re.compile(rf"(?:{regions})\s+(?=[A-Z][^\W\d_]+\s(?:\S+\s)*[A-Z][^\W\d_])")


@cache
def _ends_in_region() -> re.Pattern[str]:
    """A town with its region behind it, "Springfield, Va."; without a comma only one of initials shows it."""
    regions = [re.escape(region.rstrip(".")) for region in read_word_list("person_nouns.yaml")["regions"]]
    initials = "|".join(region for region in regions if "." in region)
    return re.compile(rf"\w(?:,\s(?:{'|'.join(regions)})|\s(?:{initials}))\.?$")


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
    parts: set[str] = set()
    for name in text.names:
        key = " ".join(name_words(text.masked[name.start : name.end]))
        votes[key][name.label] += name.score
        if name.label == "PER" and " " in key:
            surnames.add(key.split()[-1])
            parts.update(key.split())
    treated = {" ".join(name_words(text.masked[n.start : n.end])) for n in text.names if _is_treated_as_one(text, n)}
    kept = []
    for name in text.names:
        words = text.masked[name.start : name.end]
        key = " ".join(name_words(words))
        is_person = name.label == "PER" and votes[key]["PER"] >= max(votes[key].values()) * 0.8
        is_known = name.label != "PER" and key in surnames and votes[key]["PER"] > 0
        is_known = is_known or key in treated or (key in surnames and name.label == "PER")
        is_seat = key not in parts | treated and _is_seat(words)
        if (is_person or is_known) and not is_seat and not _is_thing(text, name, words):
            kept.append((name.start, name.end))
    return kept


def _is_treated_as_one(text: AnalysedText, name: Name) -> bool:
    """Tell whether a single name that is also a place's has an age or an occupation, and is arrested or tried."""
    words = text.masked[name.start : name.end]
    if name.label != "LOC" or not words.isalpha() or not words.istitle():
        return False
    beside = _BESIDE_A_PERSON.match(text.masked, name.end)
    if beside is None:
        return False
    return beside["role"] is None or person_nouns().means_person(singular(beside["role"].split()[-1]))


def _is_seat(words: str) -> bool:
    """Tell whether the name is a capital, which texts say for its State's government."""
    return any(one.how is Naming.SEAT and one.end - one.start == len(words) for one in find_states(words))


def _is_thing(text: AnalysedText, name: Name, words: str) -> bool:
    """Tell whether the name is a body's, a ship's or a place's after all."""
    if _ends_in_region().search(words):
        return True
    if _NOT_A_NAME.search(words) or _VESSEL.search(text.masked, max(0, name.start - 24), name.start):
        return True
    if _ARMED_GROUP.search(text.masked, max(0, name.start - 24), name.start):
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
