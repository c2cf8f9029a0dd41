"""Statements: what is said about custody, exchange or its law, by whom, through whom, about whom (ruling 3)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from homeward.claims.alignment import Draft, Range, Said
from homeward.claims.readers.english.attribution import Attribution, find_attributions, sentence_at
from homeward.claims.readers.english.candidates import Candidate
from homeward.claims.readers.english.dates import find_dates
from homeward.claims.readers.english.judge import load_judge
from homeward.claims.readers.english.model import AnalysedText, PeopleInText, PersonInText
from homeward.claims.readers.english.own_text import own_sentences
from homeward.claims.readers.english.speakers import HELD, Speaker, SpeakersInText, speaker_words
from homeward.claims.readers.english.statement_features import statement_features

_NEAR = 6
"""How many sentences later the outlet and day of a speaker's words still hold."""


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
        found.append(_speech(text, people, one, speakers.of(one), found))
    for one, own in own_sentences(text, people, [speech.attribution for speech in found]):
        found.append(Speech(one, own, None, _issued(text), _about(text, people, one, own), own_text=True))
    return SpeechInText(tuple(sorted(_through_outlets(found), key=lambda speech: speech.attribution.at)))


def statement_candidates(text: AnalysedText, people: PeopleInText, speech: SpeechInText) -> list[Candidate]:
    """Return every run of speech by someone definite as a statement, with what speaks for and against it."""
    return [
        Candidate("statement", _draft(text, one), statement_features(text, people, one, speech.speeches))
        for one in speech.speeches
        if one.speakers
    ]


def find_statements(text: AnalysedText, people: PeopleInText) -> list[Draft]:
    """Return the statements that count."""
    candidates = statement_candidates(text, people, find_speech(text, people))
    judge = load_judge()
    return [candidate.draft for candidate in candidates if judge.accepts(candidate)]


def _speech(
    text: AnalysedText, people: PeopleInText, one: Attribution, speakers: tuple[Speaker, ...], before: Sequence[Speech]
) -> Speech:
    via, date = _given_to(text, one, speakers), _when(text, _circumstances(text, one))
    last = next((s for s in reversed(before) if s.speakers == speakers or _same_people(s.speakers, speakers)), None)
    if last is not None and one.sentence - last.attribution.sentence <= _NEAR:
        via = via or last.via
        date = date or last.date
    return Speech(one, speakers, via, date, _about(text, people, one, speakers))


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
    published = text.document.date.edtf if text.document.date else None
    for start, end in parts:
        for found in find_dates(text.masked, published, start, end):
            if found.edtf:
                return Said(found.edtf, ((found.start, found.end),))
    return None


def _issued(text: AnalysedText) -> Said | None:
    """The document's own date, where its text has the words."""
    if text.document.date is None:
        return None
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
    held = [person for person in people.people if person.in_scope]
    here = _mentioned(held, one.content) or _mentioned(held, one.at)
    for speaker in speakers:
        if speaker.kind == HELD and speaker.person and all(person is not speaker.person for person, _ in here):
            here.append((speaker.person, speaker.at))
    named = any(m.how == "name" and one.at[0] <= m.start < one.at[1] for person in held for m in person.mentions)
    number = sentence_at(text, one.at[0])
    if number and not named:
        before = text.sentences[number - 1]
        known = {id(person) for person, _ in here}
        here += [(person, at) for person, at in _mentioned(held, (before.start, before.end)) if id(person) not in known]
    return tuple(here)


def _mentioned(held: Sequence[PersonInText], at: Range) -> list[tuple[PersonInText, Range]]:
    found = []
    for person in held:
        first = next((m for m in person.mentions if at[0] <= m.start < at[1]), None)
        if first is not None:
            found.append((person, (first.start, first.end)))
    return found


def _through_outlets(found: Sequence[Speech]) -> list[Speech]:
    """What an outlet reports somebody as saying was said by that person through the outlet."""
    kept = list(found)
    for outer in found:
        if len(outer.speakers) != 1 or outer.speakers[0].kind != "media" or outer.attribution.source is None:
            continue
        inner = [
            s
            for s in kept
            if s is not outer and s.attribution.nested and _within(s.attribution, outer.attribution) and s.speakers
        ]
        if not inner:
            continue
        kept.remove(outer)
        for one in inner:
            place = kept.index(one)
            outlet = speaker_words().outlets.search(text_of(outer), 0)
            kept[place] = _passed_on(one, outer, outlet is not None)
    return kept


def text_of(speech: Speech) -> str:
    """Return the name of the one speaker."""
    return speech.speakers[0].name


def _within(inner: Attribution, outer: Attribution) -> bool:
    return outer.content[0] <= inner.at[0] and inner.content[1] <= outer.content[1]


def _passed_on(one: Speech, outer: Speech, known_outlet: bool) -> Speech:
    del known_outlet
    return Speech(one.attribution, one.speakers, one.via or outer.attribution.source, one.date or outer.date, one.who)


def _draft(text: AnalysedText, one: Speech) -> Draft:
    original = text.document.text
    attribution = one.attribution
    fields: dict[str, Said | Sequence[Said]] = {
        "speaker": tuple(Said(speaker.name, (speaker.at,)) for speaker in one.speakers),
        "form": Said("direct" if attribution.direct else "indirect"),
        "content": Said(original[slice(*attribution.content)], (attribution.content,)),
    }
    role = next((speaker.role_at for speaker in one.speakers if speaker.role_at), None)
    if role is not None:
        fields["role"] = Said(original[slice(*role)], (role,))
    states = {speaker.state: speaker.state_at for speaker in one.speakers if speaker.state_at}
    if states:
        fields["state"] = tuple(Said(code, (at,)) for code, at in states.items() if at)
    if one.via is not None:
        fields["via"] = Said(original[slice(*one.via)], (one.via,))
    who = tuple(Said(person.name, (at,)) for person, at in one.who)
    return Draft(
        "statement",
        attribution.at,
        who,
        tuple(Said(s.name, (s.at,)) for s in one.speakers),
        date=one.date,
        fields=fields,
    )
