"""Whose authorities act where an event's own clause does not say: what else the document tells of the same person."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from homeward.basics.states import NO_CAPTORS, Naming
from homeward.claims.alignment import Said
from homeward.claims.readers.english.candidates import EventFound
from homeward.claims.readers.english.model import AnalysedText
from homeward.claims.readers.english.nationalities import states_between

_COURTS = frozenset(
    {"charge", "trial", "conviction", "sentence", "appeal", "custody", "ill_treatment", "clemency", "release"}
)
_HOLDING = ("arrest", "custody")
_BY_CAPTORS = (*_HOLDING, "ill_treatment", "death")
_PURSUING = ("charge", "trial", "conviction", "sentence")
_GIVES_NO_STATE = frozenset({"extradition", "transfer", "deportation"})
_RESCUES = frozenset({"rescue", "retrieve", "recover", "evacuate", "save", "liberate"})
"""Releases that others than the holder bring about: they tell nothing of who holds."""
_CAPTIVES = re.compile(r"\b(?:hostages?|captors?|captives?|captivity|kidnap\w*|abduct\w*)\b", re.IGNORECASE)
_PRISONS = re.compile(r"\b(?:prisons?|jails?|gaols?|colon(?:y|ies)|detention)\b", re.IGNORECASE)

StateSaid = Said | Sequence[Said]


def with_inferred_states(text: AnalysedText, found: Sequence[EventFound]) -> list[EventFound]:
    """Fill in the acting State of events, and where extraditions lead from and to, each with the words it stands in."""
    captor = _captor(text)
    freed = [_by_captor(text, event, captor) for event in found] if captor else list(found)
    completed = [_with_state(text, event, freed, place) for place, event in enumerate(freed)]
    return [_with_ends(event, completed, place) for place, event in enumerate(completed)]


def _own_states(text: AnalysedText, event: EventFound) -> set[str]:
    own = {code for person in event.persons for code in person.nationality}
    if event.persons or not event.group:
        return own
    return {one.code for one in states_between(text.masked, *event.group)}


def _captor(text: AnalysedText) -> Said | None:
    """Return the armed group that is named most beside words for captives, None where none is."""
    groups = [
        one
        for sentence in text.parse.sents
        if _tells_of_captives(text, sentence)
        for one in states_between(text.masked, sentence.start_char, sentence.end_char)
        if one.how is Naming.BODY and one.code not in NO_CAPTORS
    ]
    counts = Counter(one.code for one in groups)
    if not counts:
        return None
    code = counts.most_common(1)[0][0]
    first = next(one for one in groups if one.code == code)
    return Said(code, ((first.start, first.end),))


def _by_captor(text: AnalysedText, event: EventFound, captor: Said) -> EventFound:
    """Give captives to their captors where the event's clause has but a place: the State around holds nobody."""
    said = event.draft.fields.get("state")
    if event.draft.kind not in _BY_CAPTORS or not _tells_of_captives(text, event.trigger.token.sent):
        return event
    if said is not None and (captor.value in _codes(said) or not _from_place(event, said)):
        return event
    return _adding(event, {"state": captor})


def _with_state(text: AnalysedText, event: EventFound, found: Sequence[EventFound], place: int) -> EventFound:
    if "state" in event.draft.fields or event.draft.kind in _GIVES_NO_STATE:
        return event
    own = _own_states(text, event)
    if event.persons:
        said = _nearest(event, found, place, own) or _usual(found, own)
    else:
        said = _beside(text, event, found, own) or _usual(found, own)
    return event if said is None else _adding(event, {"state": said})


def _nearest(event: EventFound, found: Sequence[EventFound], place: int, own: set[str]) -> StateSaid | None:
    """Return the State of the person's likest and nearest other event; their own State only where no other is told."""
    others = [
        (_is_own(said, own), _distance(event.draft.kind, other.draft.kind), abs(place - at), said)
        for at, other, said in _of_same_person(event, found)
    ]
    return min(others, key=lambda other: other[:3])[3] if others else None


def _beside(text: AnalysedText, event: EventFound, found: Sequence[EventFound], own: set[str]) -> StateSaid | None:
    """Return who else acts in the sentence on people without a name; else its one State that is not their own."""
    sentence = event.trigger.token.sent
    for other in found:
        said = other.draft.fields.get("state")
        if said is not None and not other.rank and not other.persons and other.trigger.token.sent == sentence:
            return said
    named = states_between(text.masked, sentence.start_char, sentence.end_char)
    others = {one.code: one for one in named if one.how is not Naming.PEOPLE and one.code not in own}
    if not own or len(others) != 1:
        return None
    one = next(iter(others.values()))
    return Said(one.code, ((one.start, one.end),))


def _tells_of_captives(text: AnalysedText, sentence: Any) -> bool:
    return _CAPTIVES.search(text.masked, sentence.start_char, sentence.end_char) is not None


def _from_place(event: EventFound, said: StateSaid) -> bool:
    """Tell whether a State is known by the words for the place alone."""
    place = event.draft.fields.get("place")
    if not isinstance(place, Said) or _PRISONS.search(str(place.value)):
        return False
    ((start, end),) = place.at[:1]
    at = said.at if isinstance(said, Said) else said[0].at
    return all(start <= first and last <= end for first, last in at)


def _of_same_person(event: EventFound, found: Sequence[EventFound]) -> Iterator[tuple[int, EventFound, StateSaid]]:
    for at, other in enumerate(found):
        said = other.draft.fields.get("state")
        rescued = other.draft.kind == "release" and other.trigger.lemma in _RESCUES
        if other.rank or rescued or other is event or said is None:
            continue
        if set(event.persons) & set(other.persons):
            yield at, other, said


def _distance(one: str, other: str) -> int:
    return 0 if one == other or {one, other} <= _COURTS else 1


def _is_own(said: StateSaid, own: set[str]) -> bool:
    return bool(set(_codes(said)) & own)


def _codes(said: StateSaid) -> list[str]:
    return [str(one.value) for one in ([said] if isinstance(said, Said) else said)]


def _usual(found: Sequence[EventFound], own: set[str]) -> StateSaid | None:
    """Return the State that acts in more of the document's events than any other, the person's own aside."""
    said = [event.draft.fields["state"] for event in found if event.rank == 0 and "state" in event.draft.fields]
    counts = Counter(code for one in said for code in _codes(one) if code not in own)
    if not counts:
        return None
    code = counts.most_common(1)[0][0]
    return next(one for one in said if code in _codes(one))


def _with_ends(event: EventFound, found: Sequence[EventFound], place: int) -> EventFound:
    """An extradition leads from where the person was held to where they are pursued."""
    if event.draft.kind != "extradition":
        return event
    fields = event.draft.fields
    added: dict[str, StateSaid] = {}
    for end, kinds in (("to", _PURSUING), ("from", _HOLDING)):
        if end not in fields:
            other_end = fields.get("from" if end == "to" else "to") or added.get("to")
            said = _end_told(event, found, place, end, kinds, set(_codes(other_end)) if other_end else set())
            if said is not None:
                added[end] = said
    return _adding(event, added) if added else event


def _end_told(
    event: EventFound, found: Sequence[EventFound], place: int, end: str, kinds: Sequence[str], other_end: set[str]
) -> StateSaid | None:
    told: list[tuple[int, int, StateSaid]] = []
    for at, other in enumerate(found):
        if other.rank or other is event or not set(event.persons) & set(other.persons):
            continue
        field = end if other.draft.kind == "extradition" else "state" if other.draft.kind in kinds else ""
        said = other.draft.fields.get(field)
        if said is not None and not set(_codes(said)) & other_end:
            told.append((int(field != end), abs(place - at), said))
    return min(told, key=lambda one: one[:2])[2] if told else None


def _adding(event: EventFound, fields: Mapping[str, StateSaid]) -> EventFound:
    return replace(event, draft=replace(event.draft, fields={**event.draft.fields, **fields}))
