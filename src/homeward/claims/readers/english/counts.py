"""Claims of kind count: how many people are held, freed or swapped, by whom, of which State (rulings 11 and 13)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from homeward.basics.states import Naming
from homeward.claims.alignment import Draft, Range, Said
from homeward.claims.readers.english.between_words import is_one_of, says, stem_pattern, word_set
from homeward.claims.readers.english.candidates import Candidate
from homeward.claims.readers.english.nationalities import is_people, nationalities_told
from homeward.claims.readers.english.numbers import NumberInText, find_numbers
from homeward.claims.readers.english.phrases import trimmed, without_article
from homeward.claims.readers.english.scenes import Scene, speech_at
from homeward.claims.readers.english.speech import Speech
from homeward.claims.readers.english.verb_forms import lemma_of

_PHRASE_END = re.compile(
    r"[,;:.!?()\[\]“”\"—–]|\b(?:and|but|or|were|was|are|is|had|have|has|will|would|in|from|to|by|for|on|at|as|after|before|during|since"
    r"|while|when|between|with|into|via|than)\b"
)
_HOLDS = re.compile(
    r"^\s*(?:[\w’'-]+\s+){0,3}?(?:who|that|which|being|currently|still|already|previously|wrongfully|unjustly|wrongly|illegally)?\s*"
    r"(?:(?:who|that)\s+)?(?:\w+\s+){0,3}?(?:held|detained|imprisoned|jailed|freed|released|captured|arrested|taken|kept|incarcerated|swapped|"
    r"exchanged|extradited|behind bars|in custody|remain|returned)\b"
)
_HELD_IN = re.compile(r"\b(?:in|by|from|inside)\s+(?:the\s+|an?\s+)?$", re.IGNORECASE)
_GOES_TO = re.compile(r"\b(?:to|home to|back to|for|with|against|on behalf of)\s+(?:the\s+|an?\s+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Counted:
    """One number of people: the noun counted, the phrase and its clause; `place` counts the numbers of the sentence."""

    scene: Scene
    number: NumberInText
    head: Any
    at: Range
    clause: Range
    place: int
    told: bool
    holder: Said | None


def count_candidates(scene: Scene, speeches: Sequence[Speech] = ()) -> Iterator[Candidate]:
    """Yield every number of people in a sentence; said by somebody, it holds for the day they said it."""
    numbers = find_numbers(scene.text.masked, *scene.at)
    for place, number in enumerate(numbers):
        head, at = _phrase(scene, number, numbers[place + 1 :])
        if head is None:
            continue
        speech = speech_at(speeches, at)
        yield _candidate(scene, number, head, at, place, speech.date if speech else None)


def _phrase(scene: Scene, number: NumberInText, later: Sequence[NumberInText]) -> tuple[Any | None, Range]:
    """Return the noun that is counted, and from the number to the end of its phrase."""
    end = min([scene.sentence.end, *(one.start for one in later if one.start >= number.end)])
    after = scene.text.masked[number.end : end]
    edge = _PHRASE_END.search(after)
    stop = number.end + (edge.start() if edge else len(after))
    inside = [word for word in scene.words if number.end <= word.idx < stop]
    if after.lstrip().startswith(("of the", "of its", "of their", "of them", "of those", "of whom")):
        of = number.end + after.index("of")
        inside = [word for word in scene.words if of < word.idx < of + 40]
        stop = of + 40
    nouns = [word for word in inside if _counts_people(word)]
    if not nouns:
        return None, (number.start, number.end)
    head = nouns[-1] if nouns[-1].i - nouns[0].i <= 3 else nouns[0]
    return head, trimmed(scene.text, (number.start, head.idx + len(head.text)))


def _counts_people(word: Any) -> bool:
    if word.lower_ in word_set("people_nouns") or lemma_of(word) in word_set("people_nouns"):
        return True
    return word.text[:1].isupper() and word.pos_ in ("NOUN", "PROPN", "ADJ") and is_people(word.text)


def _candidate(scene: Scene, number: NumberInText, head: Any, at: Range, place: int, said_on: Said | None) -> Candidate:
    clause = _clause(scene, at)
    told = nationalities_told(scene.text.masked, number.start, at[1])
    holder = _holder(scene, at, {code for code, _ in told}, clause)
    fields: dict[str, Said | Sequence[Said]] = {
        "number": Said(number.value, ((number.start, number.end),)),
        "bound": Said(number.bound, ((number.start, number.end),)),
        "of": _of(scene, number, at),
    }
    if told:
        fields["nationality"] = [Said(code, (range_,)) for code, range_ in told]
    if holder is not None:
        fields["state"] = holder
    draft = Draft("count", at, date=scene.date_of(at) or said_on, fields=fields)
    return Candidate("count", draft, _features(_Counted(scene, number, head, at, clause, place, bool(told), holder)))


def _of(scene: Scene, number: NumberInText, at: Range) -> Said:
    start, end = trimmed(scene.text, without_article(scene.text, trimmed(scene.text, (number.end, at[1]))))
    if start >= end:
        start, end = at
    return Said(scene.text.document.text[start:end], ((start, end),))


def _clause(scene: Scene, at: Range) -> Range:
    """Return the clause around a phrase: to the nearest semicolon or quotation mark on either side."""
    before = re.split(r"[;“”]", scene.text.masked[scene.sentence.start : at[0]])[-1]
    after = re.split(r"[;“”]", scene.text.masked[at[1] : scene.sentence.end])[0]
    return at[0] - len(before), at[1] + len(after)


def _holder(scene: Scene, at: Range, own: set[str], clause: Range) -> Said | None:
    """Return the State that holds or held those counted: behind "in", "by" or "from", as who acts, else the other."""
    masked = scene.text.masked
    named = [one for one in scene.states if clause[0] <= one.start and one.end <= clause[1] and one.code not in own]
    for one in named:
        if one.start >= at[1] and _HELD_IN.search(masked[max(at[1], one.start - 12) : one.start]):
            return Said(one.code, ((one.start, one.end),))
    actors = [one for one in named if one.how is not Naming.PLACE and not at[0] <= one.start < at[1]]
    before = [
        one for one in actors if one.end <= at[0] and not _GOES_TO.search(masked[max(0, one.start - 14) : one.start])
    ]
    if before:
        return Said(before[-1].code, ((before[-1].start, before[-1].end),))
    if actors and not _GOES_TO.search(masked[max(0, actors[0].start - 14) : actors[0].start]):
        return Said(actors[0].code, ((actors[0].start, actors[0].end),))
    acting = [
        one for one in scene.states if one.end <= at[0] and clause[0] <= one.start and one.how is not Naming.PLACE
    ]
    if acting and len(own) != 1:
        return Said(acting[-1].code, ((acting[-1].start, acting[-1].end),))
    other = scene.other_state(own) if own else ""
    return scene.state_said(other) if other else None


def _features(found: _Counted) -> dict[str, float]:
    scene, number, head, at, clause = found.scene, found.number, found.head, found.at, found.clause
    phrase, holder = scene.text.masked[slice(*at)], found.holder
    verbs = [word for word in scene.words if word.pos_ == "VERB" and clause[0] <= word.idx < clause[1]]
    governor = head.head if head.head is not head else head
    held = word_set("held_nouns")
    said = scene.said.lower()
    row = {
        f"head {lemma_of(head)}": 1.0,
        f"role {head.dep_}": 1.0,
        f"bound {number.bound}": 1.0,
        f"above {lemma_of(governor)}": 1.0,
        "held noun": float(lemma_of(head) in held),
        "demonym head": float(head.text[:1].isupper() and is_people(head.text)),
        "nationality": float(found.told),
        "holder": float(holder is not None),
        "holder here": float(holder is not None and any(m.code == holder.value for m in scene.states)),
        "custody verb above": float(is_one_of("custody_verbs", governor)),
        "custody verb in clause": float(any(is_one_of("custody_verbs", word) for word in verbs)),
        "custody word in sentence": float(bool(stem_pattern("custody_words").search(said))),
        "held follows": float(bool(_HOLDS.match(scene.text.masked[at[1] : clause[1]]))),
        "exchange in sentence": says(r"\b(?:swap|exchang|in return|trade|deal)", said),
        "release in sentence": says(r"\b(?:releas|freed|free |home)", said),
        "detention in sentence": says(r"\b(?:detain|held|hold|imprison|jail|prison|hostage|captiv)", said),
        "deaths in sentence": says(r"\b(?:kill|died|dead|death|wound|injur|attack|bomb|murder)", said),
        "crime in sentence": says(r"\b(?:drug|traffick|smuggl|launder|hack|fraud|robber)", said),
        "definite": says(r"\b(?:the|these|those|all|both|other)\s+$", scene.text.masked[at[0] - 8 : at[0]].lower()),
        "one": float(number.value == 1),
        "two": float(number.value == 2),
        "many": float(number.value >= 10),
        "digits": float(phrase[:1].isdigit()),
        "of the": float(" of the " in f" {phrase} "),
        "other": says(r"\b(?:other|others|more|another)\b", phrase),
        "later number": float(found.place > 0),
        "at the start": float(at[0] - scene.sentence.start < 4),
        "states in sentence": float(min(3, len({m.code for m in scene.states}))) / 3,
        "person named beside": float(bool(scene.people_in((at[1], min(at[1] + 60, clause[1]))))),
    }
    return {name: value for name, value in row.items() if value}
