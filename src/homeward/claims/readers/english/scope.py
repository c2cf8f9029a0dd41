"""Whether a document is about people held across a border, and which of its people are (the contract's ruling 1)."""

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from homeward.basics.states import Naming
from homeward.claims.readers.english.mentions import custody_tokens
from homeward.claims.readers.english.model import AnalysedText, PeopleInText, PersonInText
from homeward.claims.readers.english.nationalities import states_between, states_in
from homeward.claims.readers.english.person_lexicon import person_nouns, read_word_list, singular
from homeward.claims.readers.english.whom import whom

Features = dict[str, float]
_ACTING = frozenset({Naming.NAME, Naming.PEOPLE, Naming.SEAT, Naming.AGENCY, Naming.BODY})
_CROSSING = frozenset({"extradition", "deportation"})


@dataclass(frozen=True, slots=True)
class Judgement:
    """One learnt judgement: the weight of each feature and what is added to their sum."""

    bias: float
    weights: Mapping[str, float]

    def score(self, features: Mapping[str, float]) -> float:
        """Return the log odds that the features speak for."""
        return self.bias + sum(self.weights.get(name, 0.0) * value for name, value in features.items())


@cache
def judgement(name: str) -> Judgement:
    """Return the judgement called `name` in scope_weights.yaml: document or person."""
    part: Mapping[str, Any] = read_word_list("scope_weights.yaml")[name]
    return Judgement(part["bias"], part["weights"])


@dataclass(frozen=True, slots=True)
class CustodyMention:
    """One place where the text says that something was done to people: the kind of event, its token, and the people."""

    kind: str
    token: int
    people: tuple[PersonInText, ...]


class Custody:
    """Every place where a text says that something was done to anybody, and the States named beside it; found once."""

    def __init__(self, text: AnalysedText, people: PeopleInText) -> None:
        self.mentions = [
            CustodyMention(kind, at, whom(text, people, at))
            for at, kinds in custody_tokens(text).items()
            for kind in kinds
        ]
        self.together = [{id(one) for one in mention.people} for mention in self.mentions if len(mention.people) > 1]
        self.states = {mention.token: _states_of_sentence(text, mention.token) for mention in self.mentions}

    def of(self, person: PersonInText) -> list[CustodyMention]:
        """Return the places where it was done to this person."""
        return [mention for mention in self.mentions if any(one is person for one in mention.people)]


def document_scope_features(text: AnalysedText, custody: Custody) -> Features:
    """Return what speaks for and against the document being about people held across a border."""
    words = max(1, len(re.findall(r"\w+", text.masked)))
    per_page = 300 / max(words, 150)
    counts = _word_counts(text.masked)
    features = {f"words_{name}": math.log1p(count * per_page) for name, count in counts.items()}
    features |= {f"has_{name}": float(count > 0) for name, count in counts.items()}
    in_title = _word_counts(text.document.title or "")
    features |= {f"title_{name}": float(count > 0) for name, count in in_title.items()}
    events = custody.mentions
    kinds = Counter(mention.kind for mention in events)
    states = Counter(mention.code for mention in states_in(text.masked) if mention.how in _ACTING)
    states.update(_issuing_states(text))
    beside = [custody.states[mention.token] for mention in events]
    return features | {
        "custody_events": math.log1p(len(events) * per_page),
        "crossing_events": math.log1p(sum(kinds[kind] for kind in _CROSSING)),
        "custody_beside_two_states": math.log1p(sum(len(named) > 1 for named in beside) * per_page),
        "custody_of_foreigners": math.log1p(_foreigners_in_custody(text, custody) * per_page),
        "states": math.log1p(len(states)),
        "second_state": math.log1p([*sorted(states.values(), reverse=True), 0, 0][1] * per_page),
        "captor_body": float(any(code.startswith("XX:") for code in states) and bool(events)),
        "two_states_and_custody": float(len(states) > 1 and bool(events)),
        "issued_by_a_state": float(bool(_issuing_states(text))),
    }


def _issuing_states(text: AnalysedText) -> list[str]:
    """Return the State whose body issued the text: a government that speaks for somebody has a part in it."""
    publisher = text.document.publisher or ""
    issuer = next((one for one in _issuers() if any(word in publisher.lower() for word in one["words"])), None)
    if issuer is not None:
        return [issuer["state"]]
    return []


def person_scope_features(text: AnalysedText, person: PersonInText, custody: Custody, document: float) -> Features:
    """Return what speaks for and against this person being in scope; `document` is the whole text's score."""
    events = custody.of(person)
    kinds = Counter(mention.kind for mention in events)
    sentences = {token.sent.start: token.sent for token in _tokens_of(text, person)}
    beside = Counter(
        state.code
        for sentence in sentences.values()
        for state in states_between(text.masked, sentence.start_char, sentence.end_char)
    )
    holders = {state for mention in events for state in custody.states[mention.token]}
    own = set(person.nationality)
    near = [_word_counts(sentence.text) for sentence in sentences.values()]
    features = {f"near_{name}": float(any(counts[name] for counts in near)) for name in _patterns()}
    features |= {f"often_{name}": sum(counts[name] > 0 for counts in near) / max(1, len(near)) for name in _patterns()}
    return features | {
        "document": max(-4.0, min(4.0, document)),
        "custody_events": math.log1p(len(events)),
        "in_custody": float(bool(events)),
        "company_in_custody": float(any(others - {id(person)} for others in custody.together if id(person) in others)),
        "crossing": float(any(kinds[kind] for kind in _CROSSING)),
        "freed": float(kinds["release"] > 0),
        "nationality_known": float(bool(own)),
        "foreign_holder": float(bool(own) and bool(holders - own) and bool(events)),
        "only_own_state": float(bool(own) and bool(beside) and not set(beside) - own),
        "states_beside": math.log1p(len(beside)),
        "two_states_and_custody": float(len(holders | own) > 1 and bool(events)),
        "official": float(person.official),
        "speaks": math.log1p(_times_speaking(text, person)),
        "counsel_or_kin": float(is_counsel_or_kin(person.role)),
        "mentions": math.log1p(len(person.mentions)),
        "named_in_full": float(" " in person.name),
    }


@cache
def _issuers() -> list[dict[str, Any]]:
    return list(read_word_list("own_texts.yaml")["publishers"])


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    lists = read_word_list("scope_words.yaml")
    return {
        name: re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})s?(?!\w)")
        for name, words in lists.items()
    }


def _word_counts(words: str) -> dict[str, int]:
    lower = re.sub(r"\s+", " ", words.lower())
    return {name: len(pattern.findall(lower)) for name, pattern in _patterns().items()}


def _states_of_sentence(text: AnalysedText, token: int) -> set[str]:
    sentence = text.parse[token].sent
    return {state.code for state in states_between(text.masked, sentence.start_char, sentence.end_char)}


def _foreigners_in_custody(text: AnalysedText, custody: Custody) -> int:
    """How often the one in custody is told by nationality while another State is named beside it."""
    found = 0
    for mention in custody.mentions:
        token = text.parse[mention.token]
        subtree = list(token.subtree)
        end = token.idx + len(token)
        own = {state.code for state in states_between(text.masked, subtree[0].idx, end) if state.how is Naming.PEOPLE}
        own |= {code for person in mention.people for code in person.nationality}
        found += bool(own) and bool(custody.states[mention.token] - own)
    return found


def _tokens_of(text: AnalysedText, person: PersonInText) -> list[Any]:
    spans = (text.parse.char_span(m.start, m.end, alignment_mode="expand") for m in person.mentions)
    return [span[0] for span in spans if span is not None]


def _times_speaking(text: AnalysedText, person: PersonInText) -> int:
    saying = {"say", "tell", "add", "write", "announce", "note", "declare", "state"}
    count = 0
    for token in _tokens_of(text, person):
        head = token.head if token.dep_ in {"flat", "compound", "appos"} else token
        count += head.dep_ == "nsubj" and head.head.lemma_ in saying
    return count


def is_counsel_or_kin(role: str) -> bool:
    """Tell whether a description makes somebody a lawyer or a relative of somebody else."""
    nouns = person_nouns()
    words = [singular(word) for word in re.findall(r"[\w-]+", role)]
    return any(word in nouns.counsel or word in nouns.kin for word in words)
