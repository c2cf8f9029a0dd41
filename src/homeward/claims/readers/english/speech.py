"""Speech: every attribution with its speaker known, the outlet, the day, and the held people it is about."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from homeward.claims.alignment import Range, Said
from homeward.claims.readers.english.attribution import Attribution, find_attributions, sentence_at
from homeward.claims.readers.english.datelines import said_on, text_day
from homeward.claims.readers.english.dates import find_dates
from homeward.claims.readers.english.model import AnalysedText, PeopleInText, PersonInText
from homeward.claims.readers.english.own_text import own_sentences
from homeward.claims.readers.english.speakers import HELD, Speaker, SpeakersInText, is_counsel, speaker_words

_CLIENT = re.compile(r"\b(?:my|his|her|our|their|the) client", re.IGNORECASE)
_NEAR = 6
"""How many sentences later the outlet and day of a speaker's words still hold."""
_NAMED_WITHIN = 3
"""How many sentences after an unnamed speaker the name may stand."""


@dataclass(frozen=True, slots=True)
class Speech:
    """One attribution with its speakers known, where it was given, when, and which held people it is about."""

    attribution: Attribution
    speakers: tuple[Speaker, ...]
    via: Range | None
    date: Said | None
    who: tuple[tuple[PersonInText, Range], ...]
    own_text: bool = False
    """True in a document that is its speaker's own text."""


@dataclass(frozen=True, slots=True)
class SpeechInText:
    """All speech of one text."""

    speeches: tuple[Speech, ...]

    def said_by(self, start: int, end: int) -> tuple[Said, ...]:
        """Return the speakers of the innermost speech that holds the span; empty for the document's own voice."""
        holding = [
            s
            for s in self.speeches
            if s.attribution.content[0] <= start and end <= s.attribution.content[1] and s.speakers
        ]
        if not holding:
            return ()
        innermost = min(holding, key=lambda s: s.attribution.content[1] - s.attribution.content[0])
        return tuple(Said(speaker.name, (speaker.at,)) for speaker in innermost.speakers)


def find_speech(text: AnalysedText, people: PeopleInText) -> SpeechInText:
    """Return every attribution of the text with its speaker, and in a speaker's own text every sentence of theirs."""
    speakers = SpeakersInText(text, people)
    found: list[Speech] = []
    for one in find_attributions(text):
        who = speakers.of(one)
        said = _when(text, _circumstances(text, one))
        found.append(Speech(one, who, _given_to(text, one, who), said, _about(text, people, one, who)))
    found = _lasting(_named_later(_through_outlets(text, found)))
    for one, own in own_sentences(text, people, [speech.attribution for speech in found]):
        found.append(Speech(one, own, None, _issued(text), _about(text, people, one, own), own_text=True))
    return SpeechInText(tuple(sorted(found, key=lambda speech: speech.attribution.at)))


def _lasting(found: Sequence[Speech]) -> list[Speech]:
    """The outlet and the day given once hold for the same speaker's next words too."""
    kept: list[Speech] = []
    for one in found:
        last = next((s for s in reversed(kept) if s.speakers and _same_people(s.speakers, one.speakers)), None)
        if last is not None and one.attribution.sentence - last.attribution.sentence <= _NEAR:
            one = replace(one, via=one.via or last.via, date=one.date or last.date)  # noqa: PLW2901
        kept.append(one)
    return kept


def _named_later(found: Sequence[Speech]) -> list[Speech]:
    """A lead's "a senior diplomat" is whom the next sentences quote by name, where class and State are the same."""
    kept = list(found)
    for place, one in enumerate(found):
        if (
            len(one.speakers) != 1
            or one.speakers[0].person is not None
            or one.speakers[0].kind in {"", "source", "media"}
        ):
            continue
        unnamed = one.speakers[0]
        if not unnamed.name.split()[-1].islower():
            continue
        for later in found[place + 1 : place + 3]:
            near = later.attribution.sentence - one.attribution.sentence <= _NAMED_WITHIN
            named = later.speakers[0] if len(later.speakers) == 1 else None
            if near and named and named.person and named.kind == unnamed.kind and named.state == unnamed.state:
                kept[place] = replace(one, speakers=(replace(named, at=unnamed.at, role_at=None),))
                break
    return kept


def _same_people(some: Iterable[Speaker], others: Iterable[Speaker]) -> bool:
    return {speaker.name for speaker in some} == {speaker.name for speaker in others}


def _circumstances(text: AnalysedText, one: Attribution) -> list[Range]:
    """The parts of the reporting sentence that are neither said nor the speaker's name."""
    if one.clause is None:
        return []
    sentence = text.sentences[one.sentence]
    parts: list[Range] = [one.clause]
    if one.clause[0] < one.content[0] and sentence.start < one.clause[0]:
        parts.append((sentence.start, one.clause[0]))
    return parts


def _when(text: AnalysedText, parts: Sequence[Range]) -> Said | None:
    """The day that the reporting clause gives."""
    published = said_on(text)
    for start, end in parts:
        for found in find_dates(text.masked, published, start, end):
            if found.edtf:
                return Said(found.edtf, ((found.start, found.end),))
    return None


def _issued(text: AnalysedText) -> Said | None:
    """The day that the text says it was spoken on, or else the document's own, where its text has the words."""
    told = text_day(text)
    if told is not None or text.document.date is None:
        return told
    edtf = text.document.date.edtf
    at = text.document.text.find(edtf)
    if at >= 0:
        return Said(edtf, ((at, at + len(edtf)),))
    same = next((found for found in find_dates(text.masked, edtf, 0, len(text.masked)) if found.edtf == edtf), None)
    return Said(edtf, ((same.start, same.end),)) if same else None


def _given_to(text: AnalysedText, one: Attribution, speakers: Sequence[Speaker]) -> Range | None:
    """The agency or outlet named in the reporting clause beside the speaker."""
    for start, end in _circumstances(text, one):
        for found in speaker_words().outlets.finditer(text.masked, start, end):
            is_speaker = one.source is not None and one.source[0] <= found.start() and found.end() <= one.source[1]
            if not is_speaker and not any(found.start() <= s.at[0] < found.end() for s in speakers):
                return found.span()
    return None


def _about(
    text: AnalysedText, people: PeopleInText, one: Attribution, speakers: Sequence[Speaker]
) -> tuple[tuple[PersonInText, Range], ...]:
    """The held people of the passage, a held speaker, and whom the sentence before names if this one names nobody."""
    held = [person for person in people.people if person.in_scope and not is_counsel(person)]
    here = _mentioned(held, one.content) or _clients(text, held, one, speakers)
    for speaker in speakers:
        if speaker.kind == HELD and speaker.person and all(person is not speaker.person for person, _ in here):
            here.append((speaker.person, speaker.at))
    start, end = one.content
    named = any(m.how == "name" and start <= m.start < end for person in held for m in person.mentions)
    number = sentence_at(text, one.at[0])
    if number and not named:
        before = text.sentences[number - 1]
        known = {id(person) for person, _ in here}
        here += [(person, at) for person, at in _mentioned(held, (before.start, before.end)) if id(person) not in known]
    return tuple(here)


def _clients(
    text: AnalysedText, held: Sequence[PersonInText], one: Attribution, speakers: Sequence[Speaker]
) -> list[tuple[PersonInText, Range]]:
    """Whom a lawyer's "my client" means: the held person named beside any mention of that lawyer."""
    word = _CLIENT.search(text.masked, *one.at)
    lawyers = [speaker for speaker in speakers if speaker.kind == "lawyer"]
    if word is None or not lawyers:
        return []
    beside = [m.start for speaker in lawyers if speaker.person for m in speaker.person.mentions] or [one.at[0]]
    near = [
        (min(abs(mention.start - place) for place in beside), number, person)
        for number, person in enumerate(held)
        for mention in person.mentions
    ]
    return [(min(near, key=lambda each: each[:2])[2], word.span())] if near else []


def _mentioned(held: Sequence[PersonInText], at: Range) -> list[tuple[PersonInText, Range]]:
    found = []
    for person in held:
        first = next((m for m in person.mentions if at[0] <= m.start < at[1]), None)
        if first is not None:
            found.append((person, (first.start, first.end)))
    return found


def _through_outlets(text: AnalysedText, found: Sequence[Speech]) -> list[Speech]:
    """What an outlet reports somebody as saying was said by that person through the outlet."""
    kept = list(found)
    for outer in found:
        if len(outer.speakers) != 1 or outer.speakers[0].kind != "media" or outer.attribution.source is None:
            continue
        inner = [s for s in kept if s is not outer and s.speakers and _reported_by(outer.attribution, s.attribution)]
        if inner:
            kept.remove(outer)
        for one in inner:
            at = one.attribution.at
            passage = (min(at[0], outer.attribution.at[0]), max(at[1], outer.attribution.at[1]))
            attribution = replace(one.attribution, at=passage, nested=False) if len(inner) == 1 else one.attribution
            via = one.via or _outlet(text, outer.attribution.source)
            kept[kept.index(one)] = replace(one, attribution=attribution, via=via, date=one.date or outer.date)
    return kept


def _outlet(text: AnalysedText, source: Range) -> Range | None:
    """The outlet's name in a source phrase; the whole phrase where it has a name that is not on the list."""
    found = speaker_words().outlets.search(text.masked, *source)
    if found:
        return found.span()
    return source if any(word[:1].isupper() for word in text.masked[slice(*source)].split()[1:]) else None


def _reported_by(outer: Attribution, inner: Attribution) -> bool:
    return outer.at[0] <= inner.content[0] and inner.content[1] <= outer.at[1] and inner.clause != outer.clause
