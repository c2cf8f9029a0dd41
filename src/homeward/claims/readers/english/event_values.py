"""The values of an event: when, where, by which authority of which State, and for what."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from homeward.basics.states import find_states
from homeward.claims.alignment import Range, Said
from homeward.claims.readers.english import clauses
from homeward.claims.readers.english.event_words import event_words
from homeward.claims.readers.english.model import AnalysedText
from homeward.claims.readers.english.phrases import as_written, noun_range, place_range, without_article
from homeward.claims.readers.english.triggers import Trigger
from homeward.claims.readers.english.verb_forms import lemma_of

_PLACE_PREPOSITIONS = frozenset({"in", "at", "near", "inside", "outside", "from", "aboard", "off"})
_PLACE_NOUNS = frozenset(
    "airport border city capital province region country territory embassy hotel sea port custody".split()
)


@dataclass(frozen=True, slots=True)
class Where:
    """Place and authority of an event, each with the State it belongs to where the words say so."""

    place: Said | None
    authority: Said | None
    state: Said | Sequence[Said] | None


def owner(token: Any, triggers: Sequence[Trigger]) -> Trigger | None:
    """Return the trigger that a word belongs to: the nearest above it, else the nearest in its sentence."""
    by_place = {trigger.token.i: trigger for trigger in triggers}
    if token.i in by_place:
        return by_place[token.i]
    for above in clauses.governors(token):
        if above.i in by_place:
            return by_place[above.i]
    return min(triggers, key=lambda trigger: (abs(trigger.token.i - token.i), trigger.token.i), default=None)


def head_at(text: AnalysedText, start: int, end: int) -> Any | None:
    """Return the word on which the rest of a stretch hangs; None where no word stands there."""
    span = text.parse.char_span(start, end, alignment_mode="expand")
    return span.root if span is not None and len(span) else None


def states_in(text: AnalysedText, at: Range) -> list[Said]:
    """Return the States that the words between two places name, in order, each once."""
    found: dict[str, Said] = {}
    for state in find_states(text.masked, *at):
        if state.code not in found:
            found[state.code] = Said(state.code, ((state.start, state.end),))
    return list(found.values())


def where(text: AnalysedText, trigger: Trigger, triggers: Sequence[Trigger]) -> Where:
    """Return place, authority and acting State of an event, as far as its own clause says."""
    place = authority = None
    joined: list[Said] = []
    for token, at in _located(text, trigger, triggers):
        if _is_authority(token):
            authority = authority or as_written(text, at)
        elif place is None and _is_place(text, token) and not _is_doer(token):
            place = as_written(text, without_article(text, at))
            joined = [one for each in clauses.with_conjuncts(token) for one in states_in(text, noun_range(each))]
    for agent in _agents(trigger):
        if authority is None and _is_authority(agent):
            authority = as_written(text, place_range(agent))
    state = _state(text, trigger, authority, place)
    return Where(place, authority, joined if len(joined) > 1 and state in joined else state)


def _located(text: AnalysedText, trigger: Trigger, triggers: Sequence[Trigger]) -> Iterator[tuple[Any, Range]]:
    """Yield the nouns behind "in", "at", "by", "before" that belong to the trigger, with their phrases."""
    for token in trigger.token.sent:
        prepositions = {case.lower_ for case in clauses.children(token, "case")}
        if not prepositions & (_PLACE_PREPOSITIONS | {"by", "before"}) or token.pos_ not in ("NOUN", "PROPN"):
            continue
        if owner(token, triggers) is trigger and _near(token, trigger):
            yield token, place_range(token)


def _is_doer(token: Any) -> bool:
    return any(case.lower_ == "by" for case in clauses.children(token, "case"))


def _near(token: Any, trigger: Trigger) -> bool:
    return bool(trigger.token.is_ancestor(token)) or abs(token.i - trigger.token.i) < 12


def _agents(trigger: Trigger) -> list[Any]:
    """Return those who act, never those it is done to."""
    persons = {person.i for person in trigger.persons}
    heads = clauses.agents(trigger.token)
    return [one for head in heads for one in clauses.with_conjuncts(head) if one.i not in persons]


def _is_authority(token: Any) -> bool:
    words = event_words()
    lemma = lemma_of(token)
    named = [token, *clauses.children(token, "flat", "compound", "appos")]
    if any(words.is_in("courts", lemma_of(word)) or words.is_in("courts", word.lower_) for word in named):
        return True
    return words.is_in("prisons", lemma) and _has_own_name(token)


def _has_own_name(token: Any) -> bool:
    """Tell "Evin prison" from "a Russian prison": a name that is no State's."""
    named = [
        child
        for child in token.children
        if child.dep_ in ("compound", "amod", "flat", "nmod:poss") and child.text[0].isupper()
    ]
    prisons = event_words().sets["named_prisons"]
    return token.pos_ == "PROPN" or any(not find_states(one.text) or one.lower_ in prisons for one in named)


def _is_place(text: AnalysedText, token: Any) -> bool:
    words = event_words()
    lemma = lemma_of(token)
    if words.is_in("prisons", lemma) or lemma in _PLACE_NOUNS:
        return any(child.dep_ in ("amod", "compound", "nmod", "nmod:poss", "flat") for child in token.children)
    start, end = token.idx, token.idx + len(token.text)
    if any(name.label == "LOC" and name.start < end and start < name.end for name in text.names):
        return True
    return token.pos_ == "PROPN" and bool(states_in(text, noun_range(token)))


def _state(text: AnalysedText, trigger: Trigger, authority: Said | None, place: Said | None) -> Said | None:
    """Return whose authorities act: the authority's State, else the acting State itself, else the place's."""
    actors = [Said(agent.text, (place_range(agent),)) for agent in _agents(trigger)]
    for said in (authority, *actors, place):
        if said is not None:
            states = states_in(text, said.at[0])
            if states:
                return states[0]
    token = trigger.token
    owned = (
        [child for child in token.children if child.dep_ in ("amod", "compound", "nmod:poss")]
        if trigger.form == "noun"
        else []
    )
    for child in owned:
        states = states_in(text, (child.idx, child.idx + len(child.text)))
        if states and trigger.kind not in ("release", "extradition"):
            return states[0]
    return None
