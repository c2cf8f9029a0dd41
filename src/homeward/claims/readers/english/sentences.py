"""Where sentences start: by rule, since a parser trained on mixed genres cuts news in the wrong places."""

import re
from collections.abc import Iterator, Sequence

from homeward.claims.readers.english.masking import Paragraph
from homeward.claims.readers.english.model import Quotation, TextSentence

_ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof gen col lt sgt capt maj adm cmdr rev hon sen rep gov pres st jr sr messrs
    jan feb mar apr jun jul aug sept sep oct nov dec mon tue wed thu fri sat sun
    no nos vs v etc al inc ltd co corp bros u.s u.k u.n e.u d.c l.a u.a.e u.s.s.r i.e e.g a.m p.m ph.d approx art arts
    sec dept assn univ fig vol pp ed est ave blvd rd supt det insp ft cf ca calif conn fla ill mass mich minn
    pa tex va wash wis ariz ark colo ga ind kan ky la md miss mo mont neb nev okla ore tenn vt wyo""".split()
)
_MAY_END = frozenset(
    {"u.s", "u.k", "u.n", "e.u", "d.c", "a.m", "p.m", "u.a.e", "u.s.s.r", "inc", "corp", "ltd", "co", "jr", "sr", "etc"}
)
_STARTERS = re.compile(
    r"(?:The|A|An|He|She|It|They|We|I|In|On|At|But|And|His|Her|Their|This|That|These|Those|After|Before|When|While|As|If|For|"
    r"However|Meanwhile|According|Since|Last|Both|Some|Many|There|Earlier|Later|Also|Russian?|Moscow|Washington|President)\b"
)
_END = re.compile(r"[.!?…]+[\"”’»)\]]*")
_OPENERS = '"“‘«([—-'


def split_sentences(
    masked: str, paragraphs: Sequence[Paragraph], quotations: Sequence[Quotation]
) -> tuple[TextSentence, ...]:
    """Return the sentences of every paragraph, in order; a short piece without a final stop is a heading."""
    opening_marks = frozenset(quotation.start - 1 for quotation in quotations)
    return tuple(
        TextSentence(start, end, number, _is_heading(masked, paragraph))
        for number, paragraph in enumerate(paragraphs)
        for start, end in _pieces(masked, paragraph, opening_marks)
    )


def _pieces(masked: str, paragraph: Paragraph, opening_marks: frozenset[int]) -> Iterator[tuple[int, int]]:
    start = paragraph.start
    for match in _END.finditer(masked, paragraph.start, paragraph.end):
        end = next((at for at in range(match.start() + 1, match.end()) if at in opening_marks), match.end())
        if end < paragraph.end and (end < match.end() or _is_boundary(masked, match, paragraph)):
            yield start, end
            start = _first_visible(masked, end, paragraph.end)
    if start < paragraph.end:
        yield start, paragraph.end


def _first_visible(masked: str, at: int, stop: int) -> int:
    while at < stop and masked[at].isspace():
        at += 1
    return at


def _is_boundary(masked: str, match: re.Match[str], paragraph: Paragraph) -> bool:
    rest = masked[match.end() : min(match.end() + 60, paragraph.end)]
    following = rest.lstrip()
    if not following:
        return False
    before = masked[max(paragraph.start, match.start() - 20) : match.start()]
    word = before.split(" ")[-1].lstrip('("“‘«[').lower()
    glued = not rest[0].isspace()
    if glued:
        return _is_glued_boundary(masked, match, following)
    first = following[0]
    if not (first.isupper() or first.isdigit() or first in _OPENERS):
        return False
    if match.group()[0] != "." or len(match.group()) > 1:
        return True
    if word in _ABBREVIATIONS or re.fullmatch(r"(?:[a-z]\.)*[a-z]", word):
        return (word in _MAY_END or "." in word) and bool(_STARTERS.match(following.lstrip(_OPENERS)))
    return not (first.isdigit() and word in {"no", "nos", "art"})


def _is_glued_boundary(masked: str, match: re.Match[str], following: str) -> bool:
    """A stop with no space behind it ends a sentence where two paragraphs were run together."""
    before = masked[match.start() - 1] if match.start() else " "
    first = following[0]
    if match.end() - match.start() > 1 and match.group()[-1] in '"”»':
        return first.isupper() or first in '“"«'
    if not (before.islower() or before.isdigit() or before in ")”"):
        return False
    if first in '“«"':
        return len(following) > 1 and following[1].isupper()
    return first.isupper() and len(following) > 1 and (following[1].islower() or following[1] == " ")


def _is_heading(masked: str, paragraph: Paragraph) -> bool:
    words = masked[paragraph.start : paragraph.end]
    return len(words) < 140 and words.rstrip('"”’)»')[-1:] not in {".", "!", "?", ":", ",", ";", "…"}
