"""Claims of kind exchange: people let go for one another, with each side, how far it has come, where, through whom."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from homeward.basics.states import Naming
from homeward.claims.alignment import Draft, Range, Said
from homeward.claims.model import FieldValue, Reality
from homeward.claims.readers.english import clauses
from homeward.claims.readers.english.between_words import (
    between_words,
    is_one_of,
    phrase_pattern,
    says,
    word_set,
)
from homeward.claims.readers.english.candidates import Candidate
from homeward.claims.readers.english.counts import count_candidates
from homeward.claims.readers.english.model import PersonInText
from homeward.claims.readers.english.phrases import as_written, noun_range, trimmed, without_article
from homeward.claims.readers.english.scenes import Scene
from homeward.claims.readers.english.verb_forms import lemma_of

_CLAUSE_LEFT = re.compile(r"[;“”]|,\s+(?:but|while|though|although)\s|:\s")
_CLAUSE_RIGHT = re.compile(r"[;“”]|,\s+(?:but|while|though|although|who|which|whose|where|after|as|when)\s|:\s")
_NEW = re.compile(
    r"\b(?:another|more|further|future|other|possible|potential|new|next|additional|any|similar|such)\b", re.IGNORECASE
)
_MEDIATOR = re.compile(
    r"\b(?:mediat|broker|facilitat|overs(?:aw|ee)|arrang|negotiat)\w*\s+(?:\w+\s+)?by\s+", re.IGNORECASE
)
_OTHER_TRADE = re.compile(
    r"\b(?:fire|gunfire|words|views|messages|letters|money|cash|stock|currency|plea|testimony|cooperation)\b",
    re.IGNORECASE,
)
_NOT_PART = re.compile(r"\b(?:not|n['’]t|never)\s+(?:\w+\s+){0,2}part\s+of\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_MANY = frozenset({"hundreds", "dozens", "scores", "thousands", "number", "group", "list", "total"})
_BESIDE = frozenset({"after", "before", "since", "following", "during", "until"})
_STAGES = ("refused", "negotiated", "proposed", "agreed")


@dataclass(frozen=True, slots=True)
class _Trigger:
    """The word that tells of an exchange, or the phrase ("in exchange for") and the word that it hangs on."""

    token: Any
    at: Range
    how: str
    """noun, open noun, verb or phrase."""


@dataclass(frozen=True, slots=True)
class _Exchange:
    """What a sentence tells of one exchange: `freeing` are its words of letting go, `sides` how many sides it names."""

    scene: Scene
    trigger: _Trigger
    stage: str
    people: tuple[tuple[PersonInText, Range], ...]
    counts: tuple[Draft, ...]
    freeing: tuple[Any, ...]
    sides: int


def exchange_candidates(scene: Scene) -> Iterator[Candidate]:
    """Yield the exchange that a sentence speaks of, if any: its clearest trigger with all that stands in its clause."""
    triggers = list(_triggers(scene))
    if not triggers:
        return
    best = min(triggers, key=lambda one: (("phrase", "verb", "noun", "open noun").index(one.how), one.at))
    clause = _clause(scene, best.at)
    freeing = _freeing(scene, clause)
    people = scene.held_in(clause if freeing or best.how in ("phrase", "verb") else (best.at[1], clause[1]))
    counts = [
        one.draft for one in count_candidates(scene) if clause[0] <= one.draft.at[0] and one.draft.at[1] <= clause[1]
    ]
    stage, reality = _stage(scene, best, clause)
    at = _quote(scene, best, freeing, [place for _, place in people], [one.at for one in counts], clause)
    sides = _sides(scene, best, people, counts, clause)
    fields: dict[str, Said | Sequence[Said]] = {"stage": Said(stage, (best.at,))}
    if sides:
        fields["sides"] = Said(tuple(one.value for one in sides), tuple(place for one in sides for place in one.at))
    fields.update(_circumstances(scene, best, clause))
    who = tuple(Said(person.name, (place,)) for person, place in people)
    draft = Draft("exchange", at, who=who, reality=reality, date=scene.date_of(best.at), fields=fields)
    parts = _Exchange(scene, best, stage, tuple(people), tuple(counts), tuple(freeing), len(sides))
    yield Candidate("exchange", draft, _features(parts))


def _triggers(scene: Scene) -> Iterator[_Trigger]:
    for found in phrase_pattern("for_one_another").finditer(scene.text.masked, *scene.at):
        token = next((word for word in scene.words if word.idx + len(word.text) > found.start()), scene.words[0])
        if _freeing(scene, scene.at) or scene.people_in(scene.at):
            yield _Trigger(token, found.span(), "phrase")
    for word in scene.words:
        base, at = lemma_of(word), (word.idx, word.idx + len(word.text))
        if base in word_set("exchange_nouns") and word.pos_ in ("NOUN", "PROPN"):
            if how := _noun_kind(scene, word, base):
                yield _Trigger(word, at, how)
        elif is_one_of("exchange_verbs", word) and word.pos_ == "VERB" and _swaps_people(scene, word):
            yield _Trigger(word, at, "verb")


def _noun_kind(scene: Scene, word: Any, base: str) -> str:
    """Tell a "prisoner swap" from a bare "swap" or "deal", which is one only near custody; empty for any other."""
    before = {other.lower_ for other in scene.words if word.i - 4 <= other.i < word.i}
    if _NOT_PART.search(scene.text.masked, max(scene.sentence.start, word.idx - 60), word.idx):
        return ""
    of = {lemma_of(other) for other in scene.words if word.i < other.i <= word.i + 6}
    if before & word_set("exchange_before") or ("of" in of and of & word_set("exchange_of")):
        return "noun"
    compounds = clauses.children(word, "compound", "amod")
    if base in ("bargain", "trade") or any(child.pos_ == "NOUN" for child in compounds):
        return ""
    near = bool(scene.people_in(scene.at)) or bool({lemma_of(other) for other in scene.words} & word_set("held_nouns"))
    return "open noun" if near or base == "swap" else ""


def _swaps_people(scene: Scene, verb: Any) -> bool:
    objects = [one for patient in clauses.patients(verb) for one in clauses.with_conjuncts(patient)]
    objects += [child for one in objects for child in clauses.children(one, "nmod") if one.lower_ in _MANY]
    nouns = {lemma_of(one) for one in objects}
    if nouns & (word_set("people_nouns") | word_set("exchange_of")):
        return True
    places = [(one.idx, one.idx + len(one.text)) for one in objects]
    return any(scene.people_in(place) for place in places)


def _clause(scene: Scene, at: Range) -> Range:
    masked = scene.text.masked
    start = max(
        [scene.sentence.start, *(found.end() for found in _CLAUSE_LEFT.finditer(masked, scene.sentence.start, at[0]))]
    )
    right = _CLAUSE_RIGHT.search(masked, at[1], scene.sentence.end)
    return start, right.start() if right else scene.sentence.end


def _freeing(scene: Scene, clause: Range) -> list[Any]:
    """Return the words of letting go in a clause."""
    return [
        word
        for word in scene.words
        if clause[0] <= word.idx < clause[1]
        and (
            (word.pos_ in ("VERB", "ADJ") and is_one_of("freeing_verbs", word) and word.lower_ != "free")
            or (word.pos_ == "NOUN" and lemma_of(word) in word_set("freeing_nouns"))
        )
    ]


def _quote(
    scene: Scene,
    trigger: _Trigger,
    freeing: Sequence[Any],
    people: Sequence[Range],
    counts: Sequence[Range],
    clause: Range,
) -> Range:
    """Return from the first to the last word that says who lets whom go; a noun that stands alone gives its phrase."""
    places = [*people, *counts]
    if trigger.how == "noun" and not places and not freeing:
        return trimmed(scene.text, noun_range(trigger.token))
    if freeing or trigger.how == "verb":
        words = [*freeing, trigger.token]
        places += [(word.idx, word.idx + len(word.text)) for word in words]
        subjects = [one for word in words if word.pos_ == "VERB" for one in clauses.subjects(word)]
        places += [noun_range(one) for one in subjects if clause[0] <= one.idx < clause[1]]
    phrase = noun_range(trigger.token) if trigger.how != "phrase" else trigger.at
    places += [trigger.at, phrase]
    inside = [place for place in places if clause[0] <= place[0] and place[1] <= clause[1]] or [trigger.at]
    return trimmed(scene.text, (min(one[0] for one in inside), max(one[1] for one in inside)))


def _sides(
    scene: Scene,
    trigger: _Trigger,
    people: Sequence[tuple[PersonInText, Range]],
    counts: Sequence[Draft],
    clause: Range,
) -> list[Said]:
    """Return who lets whom go: people and numbers by the State that is not their own, as far as the text tells."""
    found: dict[str, dict[str, Any]] = {}
    places: dict[str, list[Range]] = {}
    both = [one.code for one in scene.states_in(clause)] or [one.code for one in scene.states_in(scene.at)]
    pool = list(dict.fromkeys([*both, *scene.around.states[:3]]))
    for person, place in people:
        holder = _holder(person.nationality, pool) or _by_subject(scene, trigger, place)
        if holder:
            found.setdefault(holder, {}).setdefault("frees", []).append(person.name)
            places.setdefault(holder, []).append(place)
    for draft in counts:
        number, own = draft.fields["number"], draft.fields.get("nationality", ())
        codes = [str(one.value) for one in own] if not isinstance(own, Said) else [str(own.value)]
        holder = _value(draft.fields.get("state")) or _holder(codes, pool)
        if holder and isinstance(number, Said) and "count" not in found.get(holder, {}):
            found.setdefault(holder, {})["count"] = number.value
            places.setdefault(holder, []).append(draft.at)
    if not found and len(both) >= 2:
        for mention in scene.states_in(clause)[:2] or scene.states_in(scene.at)[:2]:
            found[mention.code], places[mention.code] = {}, [(mention.start, mention.end)]
    return [Said(_side(state, parts), tuple(places[state])) for state, parts in found.items()]


def _side(state: str, parts: Mapping[str, Any]) -> FieldValue:
    side: dict[str, FieldValue] = {"state": state}
    if "frees" in parts:
        side["frees"] = tuple(parts["frees"])
    if "count" in parts:
        side["count"] = parts["count"]
    return side


def _holder(own: Sequence[str], pool: Sequence[str]) -> str:
    return next((code for code in pool if code not in own), "") if own else ""


def _value(said: Said | Sequence[Said] | None) -> str:
    return str(said.value) if isinstance(said, Said) else ""


def _by_subject(scene: Scene, trigger: _Trigger, place: Range) -> str:
    """Return the State that lets go those before "in exchange for": the first named; for those after, the other."""
    states = [one.code for one in scene.states_in(scene.at)]
    if len(states) < 2:
        return states[0] if states and place[0] < trigger.at[0] else ""
    return states[0] if place[0] < trigger.at[0] else states[1]


def _stage(scene: Scene, trigger: _Trigger, clause: Range) -> tuple[str, Reality]:
    """Return how far the exchange has come and how the text stands to it."""
    token = trigger.token
    verb = _governing_verb(scene, trigger, clause)
    around = {lemma_of(word) for word in scene.words if token.i - 7 <= word.i <= token.i + 3}
    auxiliary = clauses.reality_by_auxiliary(verb) if verb is not None else None
    negated = verb is not None and clauses.is_negated(verb)
    words = [name for name in _STAGES if around & (_words_of_stage(name))]
    if negated and auxiliary is None:
        return ("refused" if "refused" in words else "done"), Reality.DENIED
    if "refused" in words:
        return "refused", Reality.ASSERTED
    if auxiliary is Reality.PLANNED:
        return "agreed", Reality.PLANNED
    if auxiliary is Reality.POSSIBLE:
        return "proposed", Reality.POSSIBLE
    if (
        trigger.how in ("phrase", "verb")
        and verb is not None
        and verb.tag_ in ("VBD", "VBN", "VBZ", "VBP")
        and verb.dep_ != "xcomp"
    ):
        return "done", Reality.ASSERTED
    if "negotiated" in words:
        return "negotiated", Reality.ASSERTED
    if _NEW.search(scene.text.masked, max(clause[0], token.idx - 30), token.idx) or "proposed" in words:
        return "proposed", Reality.ASSERTED
    return (
        "agreed" if around & {"agree", "agreement", "approve", "expect", "prepare", "plan"} else "done"
    ), Reality.ASSERTED


def _words_of_stage(stage: str) -> frozenset[str]:
    return frozenset(between_words()["stages"][stage])


def _governing_verb(scene: Scene, trigger: _Trigger, clause: Range) -> Any | None:
    if trigger.how == "verb":
        return trigger.token
    verbs = [word for word in _freeing(scene, clause) if word.pos_ == "VERB"]
    if verbs:
        return min(verbs, key=lambda word: (abs(word.i - trigger.token.i), word.i))
    return next((word for word in clauses.governors(trigger.token) if word.pos_ == "VERB"), None)


def _circumstances(scene: Scene, trigger: _Trigger, clause: Range) -> dict[str, Said]:
    """Return place and mediator, where the clause gives them."""
    found: dict[str, Said] = {}
    by = _MEDIATOR.search(scene.text.masked, *scene.at)
    if by:
        word = next((one for one in scene.words if one.idx >= by.end() and one.pos_ in ("PROPN", "NOUN")), None)
        said = as_written(scene.text, without_article(scene.text, noun_range(word))) if word is not None else None
        if said:
            found["mediator"] = said
    for name in scene.text.names:
        is_state = any(one.start <= name.start < one.end and one.how is Naming.NAME for one in scene.states)
        if name.label == "LOC" and clause[0] <= name.start and name.end <= clause[1] and not is_state:
            before = scene.text.masked[max(clause[0], name.start - 16) : name.start]
            if (
                re.search(r"\b(?:in|at|on the tarmac of|near)\s+(?:the\s+|an?\s+)?$", before)
                and name.start > trigger.at[0]
            ):
                said = as_written(scene.text, (name.start, name.end))
                if said:
                    found.setdefault("place", said)
    return found


def _features(found: _Exchange) -> dict[str, float]:
    scene, trigger, people, counts, freeing = found.scene, found.trigger, found.people, found.counts, found.freeing
    token = trigger.token
    before = scene.text.masked[max(scene.sentence.start, trigger.at[0] - 25) : trigger.at[0]].lower()
    cases = {child.lower_ for child in clauses.children(token, "case")}
    told = bool(people or counts)
    row = {
        f"trigger {trigger.how}": 1.0,
        f"stage {found.stage}": 1.0,
        "deal": float(lemma_of(token) in ("deal", "trade")),
        "definite and nobody": float(not told and says(r"\b(?:the|this|that|such)\s+(?:\w+\s+){0,2}$", before)),
        "beside": float(bool(cases & _BESIDE) and trigger.how != "phrase"),
        "in or as part of": says(r"\b(?:in|part of)\s+an?\s+(?:[\w-]+\s+){0,3}$", before),
        "people": float(bool(people)),
        "two people": float(len(people) > 1),
        "counts": float(bool(counts)),
        "freeing": float(bool(freeing)),
        "freeing somebody": float(bool(freeing) and told),
        "two sides": float(found.sides >= 2),
        "dated": float(any(scene.sentence.start <= one.start < scene.sentence.end for one in scene.around.dates)),
        "two states": float(len(scene.states_in(scene.at)) >= 2),
        "new": float(bool(_NEW.search(before))),
        "plural": float(token.tag_ in ("NNS", "NNPS")),
        "of something else": float(bool(_OTHER_TRADE.search(scene.said))),
    }
    return {name: value for name, value in row.items() if value}
