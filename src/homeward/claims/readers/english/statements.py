"""Statements: what is said about custody, exchange or its law, by whom, through whom, about whom (ruling 3)."""

from collections.abc import Sequence

from homeward.claims.alignment import Draft, Said
from homeward.claims.readers.english.candidates import Candidate
from homeward.claims.readers.english.model import AnalysedText, PeopleInText
from homeward.claims.readers.english.speech import Speech, SpeechInText
from homeward.claims.readers.english.statement_features import statement_features


def statement_candidates(text: AnalysedText, people: PeopleInText, speech: SpeechInText) -> list[Candidate]:
    """Return every run of speech by someone definite, with what speaks for and against its being a statement."""
    spoken = [one for one in speech.speeches if one.speakers]
    rows = statement_features(text, people, spoken)
    return [Candidate("statement", _draft(text, one), row) for one, row in zip(spoken, rows, strict=True)]


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
