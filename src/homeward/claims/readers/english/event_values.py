"""The values of an event: when, where, by which authority of which State, and for what."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from homeward.basics.states import find_states
from homeward.claims.alignment import Range, Said
from homeward.claims.readers.english import clauses
from homeward.claims.readers.english.event_words import event_words
from homeward.claims.readers.english.model import AnalysedText
from homeward.claims.readers.english.phrases import as_written, noun_range, place_range, subtree_range, without_article
from homeward.claims.readers.english.triggers import Trigger, lemma_of

_PLACE_PREPOSITIONS = frozenset({"in", "at", "near", "inside", "outside", "from", "aboard", "off"})
_OFFENCE_PREPOSITIONS = {
    "charge": {"with", "of", "over", "for", "in"},
    "arrest": {"for", "over"},
    "conviction": {"of", "for", "on", "to"},
    "sentence": {"for", "over", "on"},
    "custody": {"for", "over"},
    "trial": {"for", "over", "on"},
    "extradition": {"for", "over"},
}
_ACCUSING = frozenset({"charge", "count", "accusation", "allegation", "suspicion", "offence", "offense", "conviction"})
_PLACE_NOUNS = frozenset(
    "airport border city capital province region country territory embassy hotel sea port custody".split()
)
_LED_BY_DATE = re.compile(r"\s*(?:in|on|since|last|from)?\s*$")


@dataclass(frozen=True, slots=True)
class Where:
    """Place and authority of an event, each with the State it belongs to where the words say so."""

    place: Said | None
    authority: Said | None
    state: Said | None


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
    for token, at in _located(text, trigger, triggers):
        if _is_authority(token):
            authority = authority or as_written(text, at)
        elif place is None and _is_place(text, token):
            place = as_written(text, without_article(text, at))
    for agent in _agents(trigger):
        at = noun_range(agent)
        if authority is None and _is_authority(agent):
            authority = as_written(text, at)
    return Where(place, authority, _state(text, trigger, authority, place))


def _located(text: AnalysedText, trigger: Trigger, triggers: Sequence[Trigger]) -> Iterator[tuple[Any, Range]]:
    """Yield the nouns behind "in", "at", "by", "before" that belong to the trigger, with their phrases."""
    for token in trigger.token.sent:
        prepositions = {case.lower_ for case in clauses.children(token, "case")}
        if not prepositions & (_PLACE_PREPOSITIONS | {"by", "before"}) or token.pos_ not in ("NOUN", "PROPN"):
            continue
        if owner(token, triggers) is trigger and _near(token, trigger):
            yield token, place_range(token)


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
    return token.pos_ == "PROPN" or any(not find_states(child.text) for child in named)


def _is_place(text: AnalysedText, token: Any) -> bool:
    words = event_words()
    lemma = lemma_of(token)
    if words.is_in("prisons", lemma) or lemma in _PLACE_NOUNS:
        return lemma != "custody"
    at = noun_range(token)
    if any(name.label == "LOC" and name.start < at[1] and at[0] < name.end for name in text.names):
        return True
    return bool(states_in(text, at)) and token.pos_ == "PROPN"


def _state(text: AnalysedText, trigger: Trigger, authority: Said | None, place: Said | None) -> Said | None:
    """Return whose authorities act: the authority's State, else the acting State itself, else the place's."""
    actors = [Said(agent.text, (noun_range(agent),)) for agent in _agents(trigger)]
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


def offences(text: AnalysedText, trigger: Trigger, triggers: Sequence[Trigger], dates: Sequence[Range]) -> list[Said]:
    """Return what the person is arrested, charged, tried or sentenced for, as written, each by itself."""
    found: list[Said] = []
    for head, keep_head in _offence_heads(trigger, triggers):
        pieces = (
            [head]
            if keep_head
            else [one for one in clauses.with_conjuncts(head) if one is head or not _is_verb_of_event(one, triggers)]
        )
        for piece in pieces:
            at = noun_range(piece) if keep_head else _own_range(piece, pieces)
            said = as_written(text, _before_date(text, without_article(text, at), dates))
            if said is not None and said not in found:
                found.append(said)
    return found


def _offence_heads(trigger: Trigger, triggers: Sequence[Trigger]) -> Iterator[tuple[Any, bool]]:
    """Yield the nouns and verbs that name offences; True where the phrase is kept whole ("drug charges")."""
    wanted = _OFFENCE_PREPOSITIONS.get(trigger.kind)
    if wanted is None:
        return
    for token in trigger.token.sent:
        if token.i == trigger.token.i or owner(token, triggers) is not trigger:
            continue
        if lemma_of(token) in _ACCUSING and token.pos_ == "NOUN":
            named = [
                child
                for child in token.children
                if child.dep_ in ("nmod", "acl", "acl:relcl") and _led_by(child) & {"of", "for"}
            ]
            if named:
                yield named[0], False
            elif any(child.dep_ in ("compound", "amod") and not find_states(child.text) for child in token.children):
                yield token, True
            return
        if _led_by(token) & wanted and _may_be_offence(token) and _hangs_on(token, trigger):
            yield token, False
            return


def _hangs_on(token: Any, trigger: Trigger) -> bool:
    """Tell whether a phrase belongs to the trigger, also where the parse hung it on a place or a day in between."""
    above = {trigger.token.i} | ({trigger.with_word.i} if trigger.with_word is not None else set())
    head = token.head
    if head.i in above:
        return True
    return head.i > trigger.token.i and (
        head.pos_ in ("PROPN", "NUM") or lemma_of(head) in ("court", "prison", "year", "month", "jail")
    )


def _led_by(token: Any) -> set[str]:
    return {child.lower_ for child in clauses.children(token, "case", "mark")}


def _may_be_offence(token: Any) -> bool:
    if token.pos_ == "PROPN" or token.ent_type_ or token.like_num:
        return False
    return lemma_of(token) not in (
        "year",
        "month",
        "day",
        "time",
        "life",
        "moment",
        "week",
        "decade",
        "court",
        "country",
        "prison",
        "jail",
    )


def _is_verb_of_event(token: Any, triggers: Sequence[Trigger]) -> bool:
    return any(trigger.token.i == token.i for trigger in triggers)


def _own_range(piece: Any, pieces: Sequence[Any]) -> Range:
    """Return the piece with all that hangs on it, up to where the next joined piece begins."""
    start, end = subtree_range(piece, without=frozenset({"case", "mark", "cc"}))
    later = [other for other in pieces if other.i > piece.i]
    if later:
        nearest = later[0]
        stops = [child.idx for child in nearest.children if child.dep_ in ("cc", "punct") and child.i < nearest.i]
        end = min([end, *stops, nearest.idx])
    return start, end


def _before_date(text: AnalysedText, at: Range, dates: Sequence[Range]) -> Range:
    """Leave out a date that closes the phrase: "drug smuggling in 2022"."""
    start, end = at
    for first, last in dates:
        if start < first < end <= last + 1:
            kept = text.masked[start:first]
            led = _LED_BY_DATE.search(kept)
            end = start + (led.start() if led else len(kept))
    return start, end
