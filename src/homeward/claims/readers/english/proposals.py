"""Everything in a text that may be a claim, with what the whole document says for and against it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from homeward.basics.states import find_states
from homeward.claims.readers.english.analysis import load_models
from homeward.claims.readers.english.between_states import find_between_states
from homeward.claims.readers.english.candidates import Candidate
from homeward.claims.readers.english.custody_events import find_custody_events
from homeward.claims.readers.english.judge import ALONE_IN_SHORT
from homeward.claims.readers.english.likelihood_features import held_people, likelihood_features
from homeward.claims.readers.english.likelihoods import Likelihoods
from homeward.claims.readers.english.model import AnalysedText, PeopleInText
from homeward.claims.readers.english.name_lists import people_listed_together
from homeward.claims.readers.english.nationalities import states_in
from homeward.claims.readers.english.persons import draft_person
from homeward.claims.readers.english.scope import Custody, Judgement, judgement
from homeward.claims.readers.english.short_scope import is_short, scope_of_document, scope_of_person, speaks_of_home
from homeward.claims.readers.english.speech import SpeechInText, find_speech
from homeward.claims.readers.english.statements import statement_candidates

_LEAST_SCOPE = -0.6
"""Log odds below which a document is about nobody held across a border, and claims nothing (ruling 1)."""
_OF_LIST = 0.5
"""What of the surest score in a list of names each other name in it gets: lists hold people of one kind."""
_TRUST = 0.5
"""What of the network's log odds that somebody is held adds to those of the rules: best on gold that it never saw."""
_LIMIT = 4.0
"""Log odds beyond this say no more about a single claim."""


Judgements = Callable[[str], Judgement]
Network = Callable[[AnalysedText], Likelihoods | None]


def read_by_network(text: AnalysedText) -> Likelihoods:
    """Return what the network that comes with the program makes of a text."""
    return load_models().claims.read(text)


def propose(
    text: AnalysedText, people: PeopleInText, learnt: Judgements = judgement, network: Network = read_by_network
) -> list[Candidate]:
    """Return every candidate of every kind, each with its features, for the judge to weigh.

    `learnt` gives what tells scope, of a document and of a person, `network` what each word and candidate is likely to
    be; training asks with what never saw the document. No text that is out of scope is shown to the network.
    """
    document, persons = mark_scope(text, people, learnt)
    if document <= _LEAST_SCOPE:
        return []
    seen = network(text)
    if seen is not None:
        heard = held_people(people, seen)
        persons = {name: odds + _TRUST * heard.get(name, 0.0) for name, odds in persons.items()}
        _settle_persons(text, people, document, persons)
    speech = find_speech(text, people)
    statements = statement_candidates(text, people, speech)
    spoken = [_with_speaker(candidate, speech) for candidate in find_custody_events(text, people)]
    between = [_with_speaker(candidate, speech) for candidate in find_between_states(text, people, speech.speeches)]
    spoken = [_beside_exchange(candidate, between) for candidate in spoken]
    found = [*spoken, *statements, *between, *_person_candidates(text, people, spoken)]
    scoped = [_with_scope(candidate, _limited(document), persons) for candidate in found]
    return _with_likelihoods(scoped, people, seen)


def _with_likelihoods(found: Sequence[Candidate], people: PeopleInText, seen: Likelihoods | None) -> list[Candidate]:
    if seen is None:
        return list(found)
    held = held_people(people, seen)
    return [replace(one, features={**one.features, **likelihood_features(one, seen, held)}) for one in found]


def mark_scope(
    text: AnalysedText, people: PeopleInText, learnt: Judgements = judgement
) -> tuple[float, dict[str, float]]:
    """Set `in_scope` of everyone; return the log odds that the document, and each person by name, is in scope."""
    custody = Custody(text, people)
    kind = "short " if is_short(text) else ""
    document = learnt(f"{kind}document").score(scope_of_document(text, people, custody))
    if not _names_a_state(text) or (is_short(text) and speaks_of_home(text)):
        document = -_LIMIT
    persons = {}
    for person in people.people:
        score = learnt(f"{kind}person").score(scope_of_person(text, person, custody, document))
        persons[person.name] = _limited(score)
    _settle_persons(text, people, document, persons)
    return document, persons


def _names_a_state(text: AnalysedText) -> bool:
    """Tell whether any State or body is named: where none is, none other than a person's own has a part (ruling 1)."""
    named = (text.document.title or "", text.document.publisher or "")
    return bool(states_in(text.masked)) or any(find_states(words) for words in named)


def _settle_persons(text: AnalysedText, people: PeopleInText, document: float, persons: dict[str, float]) -> None:
    """Level the odds of people listed together, and set who is in scope."""
    for listed in people_listed_together(text, people):
        best = max(persons[person.name] for person in listed)
        for person in listed:
            if not person.official:
                persons[person.name] = max(persons[person.name], best * _OF_LIST)
    for person in people.people:
        person.in_scope = document > _LEAST_SCOPE and persons[person.name] > 0


def _limited(score: float) -> float:
    return max(-_LIMIT, min(_LIMIT, score))


def _with_speaker(candidate: Candidate, speech: SpeechInText) -> Candidate:
    """Say from whom the document has it, where it stands in somebody's speech."""
    by = speech.said_by(*candidate.draft.at)
    features = {**candidate.features, "spoken": float(bool(by))}
    return replace(candidate, draft=replace(candidate.draft, by=candidate.draft.by or by), features=features)


def _beside_exchange(candidate: Candidate, between: Sequence[Candidate]) -> Candidate:
    """Mark a release that the same words tell as an exchange (ruling 7)."""
    if candidate.draft.kind != "release":
        return candidate
    start, end = candidate.draft.at
    told = [one.draft.at for one in between if one.draft.kind == "exchange" and one.features.get("freeing")]
    overlaps = any(first < end and start < last for first, last in told)
    return replace(candidate, features={**candidate.features, "told as an exchange": float(overlaps)})


def _with_scope(candidate: Candidate, document: float, persons: Mapping[str, float]) -> Candidate:
    scores = [persons[str(said.value)] for said in candidate.draft.who if str(said.value) in persons]
    features = {
        "document scope": document,
        "document in scope": float(document > 0),
        "person scope": max(scores, default=0.0),
        "person in scope": float(max(scores, default=-1.0) > 0),
    }
    return replace(candidate, features={**candidate.features, **features})


def _person_candidates(text: AnalysedText, people: PeopleInText, others: list[Candidate]) -> list[Candidate]:
    """Return one candidate for each person of the document, with how often the others are about them."""
    found = []
    for person in people.people:
        about = [
            one
            for one in others
            if any(said.value == person.name for said in one.draft.who) and not one.features.get("not the likeliest")
        ]
        plain = [one for one in about if not (one.features.get("unrealised") or one.features.get("negated"))]
        features = {
            "events": float(min(len(about), 5)),
            "plain events": float(min(len(plain), 5)),
            "any event": float(bool(about)),
            "any plain event": float(bool(plain)),
            "official": float(person.official),
            "nationality": float(bool(person.nationality)),
            "full name": float(" " in person.name),
            "mentions": float(min(len(person.mentions), 10)),
            **{f"event={one.draft.kind}": 1.0 for one in plain},
        }
        draft = draft_person(text, person)
        features.update({f"gives {name}": 1.0 for name in draft.fields})
        features[ALONE_IN_SHORT] = float(is_short(text))
        found.append(Candidate("person", draft, features))
    return found
