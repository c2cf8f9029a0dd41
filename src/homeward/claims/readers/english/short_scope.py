"""What speaks for and against a short text being about people held across a border: it has no room for much."""

import re
from collections import Counter
from collections.abc import Sequence

from homeward.basics.states import Naming, StateMention
from homeward.claims.readers.english.between_words import word_set
from homeward.claims.readers.english.model import AnalysedText, PeopleInText, PersonInText
from homeward.claims.readers.english.nationalities import states_between, states_in
from homeward.claims.readers.english.scope import Custody, Features, document_scope_features, person_scope_features
from homeward.claims.readers.english.verb_forms import lemma_of

SHORT = 100
"""Words below which a text is short: a longer one has room for what weights learnt from whole reports ask."""
_LISTS = ("freeing_nouns", "held_nouns", "meeting_nouns", "meeting_verbs")
_ALIKE = {
    **dict.fromkeys(("arrest", "custody"), "holding"),
    **dict.fromkeys(("charge", "trial", "conviction", "sentence", "appeal", "clemency"), "courts"),
    **dict.fromkeys(("extradition", "deportation", "transfer"), "moving"),
    **dict.fromkeys(("death", "ill_treatment"), "harm"),
    "release": "letting go",
}
"""Kinds of events that tell alike of scope: passages are too few to learn of each."""


def is_short(text: AnalysedText) -> bool:
    """Tell whether a text is a few sentences, judged by weights learnt from passages of reports."""
    return len(re.findall(r"\w+", text.masked)) < SHORT


def speaks_of_home(text: AnalysedText) -> bool:
    """Tell whether no State is named but one, and that by its towns and regions alone, as reports from home do."""
    return names_home_alone(states_in(text.masked))


def names_home_alone(named: Sequence[StateMention]) -> bool:
    """Tell whether these are but towns and regions of one State."""
    return len({one.code for one in named}) == 1 and all(one.how is Naming.PLACE for one in named)


def scope_of_document(text: AnalysedText, people: PeopleInText, custody: Custody) -> Features:
    """Return every feature of a text's scope, those of short texts where it is one."""
    features = document_scope_features(text, custody)
    return {**features, **passage_features(text, people, custody)} if is_short(text) else features


def scope_of_person(text: AnalysedText, person: PersonInText, custody: Custody, document: float) -> Features:
    """Return every feature of a person's scope, with those of short texts; `document` is the text's score."""
    features = person_scope_features(text, person, custody, document)
    return {**features, **person_in_passage_features(text, person, custody)} if is_short(text) else features


def passage_features(text: AnalysedText, people: PeopleInText, custody: Custody) -> Features:
    """Return what tells of a short text beside the features of any document: which events of whom, which States."""
    how = Counter(mention.how for mention in states_in(text.masked))
    lemmas = {lemma_of(token) for token in text.parse}
    own = {code for person in people.people for code in person.nationality}
    named = {mention.code for mention in states_in(text.masked) if mention.how is not Naming.PEOPLE}
    of_named = [mention for mention in custody.mentions if mention.people]
    return {
        **{f"tells of {_ALIKE[mention.kind]}": 1.0 for mention in custody.mentions},
        **{f"State by {name}": 1.0 for name in how},
        **{f"says {name}": float(not lemmas.isdisjoint(word_set(name))) for name in _LISTS},
        "custody of somebody named": float(bool(of_named)),
        "custody beside a State": float(any(custody.states[mention.token] for mention in custody.mentions)),
        "custody of a foreigner": float(any(custody.states[one.token] - _own(one.people) for one in of_named)),
        "people": float(min(len(people.people), 3)),
        "nobody named": float(not people.people),
        "State not their own": float(bool(own) and bool(named - own)),
        "only their own State": float(bool(own) and not named - own),
        "States": float(min(len({mention.code for mention in states_in(text.masked)}), 3)),
        "instrument": float(not {token.text for token in text.parse}.isdisjoint(word_set("instrument_heads"))),
    }


def person_in_passage_features(text: AnalysedText, person: PersonInText, custody: Custody) -> Features:
    """Return what tells of somebody in a short text beside the features of anybody: what was done to them, and how."""
    events = custody.of(person)
    starts = {mention.token for mention in events}
    sentences = {text.parse[at].sent.start: text.parse[at].sent for at in starts}
    named = {
        one.code for each in sentences.values() for one in states_between(text.masked, each.start_char, each.end_char)
    }
    return {
        **{f"done to them: {_ALIKE[mention.kind]}": 1.0 for mention in events},
        "beside a State": float(bool(named)),
        "beside a State not their own": float(bool(named - set(person.nationality))),
        "has a role": float(bool(person.role)),
    }


def _own(people: tuple[PersonInText, ...]) -> set[str]:
    return {code for person in people for code in person.nationality}
