"""A text too long to be read at once is read in parts, cut where no sentence is; what cannot be cut is left unread.

Every part is read as a text of its own: a person whom a later part calls by the surname alone stands apart from the one
named in full before, and what a pronoun at the beginning of a part refers to is unknown.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from homeward.claims.alignment import Range
from homeward.claims.model import Claim, NamedPerson, Reading, UnreadStretch, WhyUnread
from homeward.documents.model import Document, Span

LONGEST_READ_AT_ONCE = 250_000
"""Characters that a reader is given at once: some 40,000 words, which take a minute and no memory to speak of."""
MOST_READ = 5_000_000
"""Characters of one text that are read for claims: some twenty minutes on one core."""
_LAST = 0.8
"""Where in a part the search for its end begins; only where no end is found there, is it sought before."""
_BALANCED_FOR = 1_000
"""Characters before an end within a line in which every quotation that opens must close."""
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")
_LINE_AFTER_A_SENTENCE = re.compile(r"[.!?…][\"”’»)\]]*[^\S\n]*\n")
_LINE = re.compile(r"\n")
_SENTENCE = re.compile(r"(?<=[^\W\d_]{4})[.!?]+[\"”»]?\s+(?=[\"“«]?[^\W\d_])")


@dataclass(frozen=True, slots=True)
class PartsToRead:
    """The parts of a text that a reader is given one by one, and what it is not; the rest of the text is blank."""

    parts: tuple[Range, ...]
    unread: tuple[UnreadStretch, ...]


@dataclass(frozen=True, slots=True)
class PartRead:
    """What a reader found in the part of a text that begins at `start`; its spans are the part's own."""

    start: int
    reading: Reading


def is_read_in_parts(document: Document) -> bool:
    """Return whether a document's text is too long to be read at once."""
    return len(document.text) > LONGEST_READ_AT_ONCE


def parts_to_read(document: Document) -> PartsToRead:
    """Return how a long text is read: parts that end where a paragraph, a line or a sentence does."""
    text, at, read = document.text, 0, 0
    parts: list[Range] = []
    unread: list[UnreadStretch] = []
    while at < len(text):
        if read >= MOST_READ:
            unread.append(UnreadStretch(document.span(at, len(text)), WhyUnread.TEXT_TOO_LONG))
            break
        end = _end_of_part(text, at)
        if end is not None:
            parts += [(at, end)] if text[at:end].strip() else []
            read += end - at
        else:
            end = text.find("\n", at + LONGEST_READ_AT_ONCE) + 1 or len(text)
            unread.append(UnreadStretch(document.span(at, end), WhyUnread.LINE_TOO_LONG))
        at = end
    return PartsToRead(tuple(parts), tuple(unread))


def part_of_document(document: Document, part: Range) -> Document:
    """Return a part of a document as a document of its own, with what is known of the whole."""
    text = document.text[slice(*part)]
    return replace(document, text=text, text_sha256=hashlib.sha256(text.encode()).hexdigest())


def joined(
    document: Document, reader: str, readings: Iterable[PartRead], unread: Sequence[UnreadStretch] = ()
) -> Reading:
    """Return what was found in the parts of a document as one reading of it."""
    claims: list[Claim] = []
    people: dict[str, NamedPerson] = {}
    refused: list[str] = []
    for part in readings:
        claims += (_claim_in(document, claim, part.start) for claim in part.reading.claims)
        for person in part.reading.people:
            here = _person_in(document, person, part.start)
            people[here.name] = _one_person(people[here.name], here) if here.name in people else here
        refused += part.reading.refused
    ordered = tuple(sorted(unread, key=lambda one: one.span))
    return Reading(document.id, reader, tuple(claims), tuple(people.values()), tuple(refused), unread=ordered)


def _end_of_part(text: str, start: int) -> int | None:
    """Return where the part that begins at `start` ends; None where one line goes on beyond what is read at once."""
    most = start + LONGEST_READ_AT_ONCE
    if most >= len(text):
        return len(text)
    for earliest in (start + int(_LAST * LONGEST_READ_AT_ONCE), start):
        for pattern in (_PARAGRAPH, _LINE_AFTER_A_SENTENCE, _LINE):
            ends = [one.end() for one in pattern.finditer(text, earliest, most)]
            if ends:
                return ends[-1]
        ends = [one.end() for one in _SENTENCE.finditer(text, earliest, most) if _begins_a_sentence(text, one)]
        if ends:
            return ends[-1]
    return None


def _begins_a_sentence(text: str, found: re.Match[str]) -> bool:
    """Return whether a sentence begins behind the stop, outside every quotation, as far as marks tell."""
    before = text[max(0, found.end() - _BALANCED_FOR) : found.end()]
    balanced = before.count("“") == before.count("”") and before.count("«") == before.count("»")
    first = text[found.end()]
    follows = text[found.end() + 1] if first in '"“«' else first
    return balanced and before.count('"') % 2 == 0 and follows.isupper()


def _claim_in(document: Document, claim: Claim, start: int) -> Claim:
    words = {name: _moved(document, spans, start) for name, spans in claim.words.items()}
    return replace(claim, span=_moved(document, [claim.span], start)[0], words=words)


def _person_in(document: Document, person: NamedPerson, start: int) -> NamedPerson:
    return replace(person, document_id=document.id, spans=_moved(document, person.spans, start))


def _moved(document: Document, spans: Iterable[Span], start: int) -> tuple[Span, ...]:
    return tuple(document.span(one.start + start, one.end + start) for one in spans)


def _one_person(before: NamedPerson, here: NamedPerson) -> NamedPerson:
    """Return someone whom two parts call by the very same name."""
    return replace(
        before,
        forms=_each_once(before.forms, here.forms),
        spans=before.spans + here.spans,
        held=before.held or here.held,
        speaks=before.speaks or here.speaks,
        nationality=_each_once(before.nationality, here.nationality),
        roles=_each_once(before.roles, here.roles),
        company=_each_once(before.company, here.company),
    )


def _each_once(before: tuple[str, ...], here: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*before, *here)))
