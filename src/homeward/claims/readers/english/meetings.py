"""Claims of kind meeting: a talk between States in which people held are, or may be, a subject."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from homeward.basics.states import Naming, StateMention
from homeward.claims.alignment import Draft, Range, Said
from homeward.claims.model import Reality
from homeward.claims.readers.english import clauses
from homeward.claims.readers.english.between_words import says, stem_pattern, word_set
from homeward.claims.readers.english.candidates import Candidate
from homeward.claims.readers.english.model import PersonInText
from homeward.claims.readers.english.nationalities import states_between
from homeward.claims.readers.english.phrases import as_written, noun_range, subtree_range, trimmed
from homeward.claims.readers.english.scenes import Scene, in_office
from homeward.claims.readers.english.speech import Speech
from homeward.claims.readers.english.verb_forms import lemma_of

_PLANNED = re.compile(
    r"\b(?:will|would|scheduled|planned|plans? to|expected|due to|set to|next|upcoming|to meet|to hold|to discuss"
    r"|could|may|might|soon)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[;“”]|,\s+(?:but|while|who|which|where|although)\s")
_PLACE_BEFORE = re.compile(r"\b(?:in|at|near|on the sidelines of)\s+(?:the\s+|an?\s+)?$")
_LETTING_GO = re.compile(r"\b(?:releas|swap|exchang|free|prisoner|hostage|detain|home\b)", re.IGNORECASE)


def meeting_candidates(scene: Scene, speeches: Sequence[Speech] = ()) -> Iterator[Candidate]:
    """Yield the talk between States that a sentence tells of, if any."""
    found = [word for word in scene.words if _tells_of_a_talk(word) and _is_between_states(scene, word)]
    if not found:
        return
    trigger = found[0]
    clause = _clause(scene, trigger)
    telling = [one.attribution.clause for one in speeches if one.attribution.clause]
    people = [one for one in scene.people_in(clause) if in_office(one[0]) and not _lies_in(one[1], telling)]
    held = scene.held_in(scene.at)
    places = _places(scene, clause, trigger)
    states = _states(scene, clause, people, [at for said in places for at in said.at])
    ahead = bool(_PLANNED.search(scene.text.masked[max(clause[0], trigger.idx - 60) : trigger.idx + 10]))
    fields: dict[str, Said | Sequence[Said]] = {"stage": Said("planned" if ahead else "held", (_at(trigger),))}
    if states:
        fields["states"] = states
    if people:
        fields["people"] = [Said(person.name, (place,)) for person, place in people]
    if places:
        fields["place"] = places[0]
    auxiliary = clauses.reality_by_auxiliary(trigger) if trigger.pos_ == "VERB" else None
    reality = Reality.POSSIBLE if auxiliary is Reality.POSSIBLE else Reality.ASSERTED
    who = tuple(Said(person.name, (place,)) for person, place in held)
    draft = Draft(
        "meeting",
        _quote(scene, trigger, clause),
        who=who,
        reality=reality,
        date=scene.date_of(_at(trigger)),
        fields=fields,
    )
    yield Candidate("meeting", draft, _features(scene, trigger, clause, people, held, states, speeches))


def _tells_of_a_talk(word: Any) -> bool:
    base = lemma_of(word)
    return (
        word.pos_ == "NOUN" and (base in word_set("meeting_nouns") or word.lower_ in word_set("meeting_nouns"))
    ) or (word.pos_ == "VERB" and base in word_set("meeting_verbs"))


def _is_between_states(scene: Scene, word: Any) -> bool:
    """Two States or officials of two stand in the clause, or it is a negotiation on letting people go."""
    clause = _clause(scene, word)
    codes = {one.code for one in scene.states_in(clause)}
    officials = [person for person, _ in scene.people_in(clause) if in_office(person)]
    if len(codes) >= 2 or len(officials) >= 2:
        return True
    on_release = bool(_LETTING_GO.search(scene.said))
    if lemma_of(word) in ("negotiation", "negotiations", "negotiate", "talk", "talks") and word.pos_ == "NOUN":
        return on_release or bool(codes)
    return on_release and bool(codes) and bool(officials)


def _at(word: Any) -> Range:
    return word.idx, word.idx + len(word.text)


def _clause(scene: Scene, trigger: Any) -> Range:
    masked = scene.text.masked
    starts = [found.end() for found in _CLAUSE.finditer(masked, scene.sentence.start, trigger.idx)]
    right = _CLAUSE.search(masked, trigger.idx + len(trigger.text), scene.sentence.end)
    return max([scene.sentence.start, *starts]), right.start() if right else scene.sentence.end


def _states(
    scene: Scene, clause: Range, people: Sequence[tuple[PersonInText, Range]], places: Sequence[Range]
) -> list[Said]:
    """Return the States named in the clause or that its officials serve; with fewer than two, the text's most named."""
    here = [one for one in scene.states_in(clause) if not _is_where(scene, one)]
    here = [one for one in here if not _lies_in((one.start, one.end), places)]
    found = {one.code: Said(one.code, ((one.start, one.end),)) for one in here}
    for person, _ in people:
        for mention in states_between(scene.text.masked, *person.role_at) if person.role_at else ():
            found.setdefault(mention.code, Said(mention.code, ((mention.start, mention.end),)))
    for code in scene.around.states[:2]:
        if len(found) < 2 and code not in found and not code.startswith("XX:"):
            found[code] = scene.state_said(code)
    return list(found.values())[:4]


def _lies_in(at: Range, ranges: Sequence[Range]) -> bool:
    return any(start <= at[0] and at[1] <= end for start, end in ranges)


def _is_where(scene: Scene, one: StateMention) -> bool:
    before = scene.text.masked[max(scene.sentence.start, one.start - 12) : one.start].lower()
    return one.how in (Naming.NAME, Naming.SEAT) and bool(re.search(r"\b(?:in|at)\s+(?:the\s+)?$", before))


def _places(scene: Scene, clause: Range, trigger: Any) -> list[Said]:
    places = []
    for name in scene.text.names:
        before = scene.text.masked[max(clause[0], name.start - 24) : name.start]
        inside = name.label == "LOC" and trigger.idx < name.start and name.end <= clause[1]
        if inside and _PLACE_BEFORE.search(before):
            more = re.match(r",\s+[A-Z][\w. ]+?(?=[,.;]|\s[a-z]|$)", scene.text.masked[name.end : clause[1]])
            said = as_written(scene.text, (name.start, name.end + (more.end() if more else 0)))
            places += [said] if said else []
    return places


def _quote(scene: Scene, trigger: Any, clause: Range) -> Range:
    if trigger.pos_ == "VERB":
        subjects = [noun_range(one)[0] for one in clauses.subjects(trigger) if clause[0] <= noun_range(one)[0]]
        start = min([trigger.idx, *subjects])
        return trimmed(
            scene.text, (start, max(trigger.idx + len(trigger.text), min(clause[1], subtree_range(trigger)[1])))
        )
    start, end = noun_range(trigger)
    return trimmed(scene.text, (max(start, clause[0]), min(end, clause[1])))


def _features(
    scene: Scene,
    trigger: Any,
    clause: Range,
    people: Sequence[tuple[PersonInText, Range]],
    held: Sequence[tuple[PersonInText, Range]],
    states: Sequence[Said],
    speeches: Sequence[Speech],
) -> dict[str, float]:
    near = scene.text.masked[max(0, scene.sentence.start - 200) : min(len(scene.text.masked), scene.sentence.end + 200)]
    named = scene.states_in(clause)
    speech = any(s.attribution.content[0] <= trigger.idx < s.attribution.content[1] for s in speeches)
    row = {
        f"word {lemma_of(trigger)}": 1.0,
        "verb": float(trigger.pos_ == "VERB"),
        "two states": float(len({one.code for one in named}) >= 2),
        "a state": float(bool(named)),
        "officials": float(min(len(people), 2)) / 2,
        "two officials": float(len(people) >= 2),
        "held person": float(bool(held)),
        "custody here": float(bool(stem_pattern("custody_words").search(scene.said))),
        "letting go here": says(r"\b(?:releas|swap|exchang|free|prisoner|home)", scene.said.lower()),
        "custody near": float(bool(stem_pattern("custody_words").search(near))),
        "between or with": says(
            r"\b(?:between|with|trilateral|bilateral)\b",
            scene.said[trigger.idx - scene.sentence.start - 30 if trigger.idx - scene.sentence.start > 30 else 0 :][
                :120
            ].lower(),
        ),
        "negotiation": float(lemma_of(trigger) in ("negotiation", "negotiate", "talk", "talks")),
        "court or family": says(
            r"\b(?:lawyer|attorney|judge|court|family|wife|mother|jury|trial|hearing|reporter|press)",
            scene.said[max(0, clause[0] - scene.sentence.start) :].lower(),
        ),
        "planned": float(bool(_PLANNED.search(scene.said))),
        "in speech": float(speech),
        "place": float(any(name.label == "LOC" and clause[0] <= name.start < clause[1] for name in scene.text.names)),
        "dated": float(any(clause[0] <= one.start < clause[1] for one in scene.around.dates)),
        "states told": float(len(states) >= 2),
    }
    return {name: value for name, value in row.items() if value}
