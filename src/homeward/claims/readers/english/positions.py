"""Claims of kind position: what a State wants, offers, refuses or would do about people held, and who says so."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any

from homeward.basics.states import Naming, find_states
from homeward.claims.alignment import Draft, Range, Said
from homeward.claims.model import Reality
from homeward.claims.readers.english import clauses
from homeward.claims.readers.english.between_words import between_words, inflected, says, stem_pattern, word_set
from homeward.claims.readers.english.candidates import Candidate
from homeward.claims.readers.english.model import PersonInText
from homeward.claims.readers.english.nationalities import states_between
from homeward.claims.readers.english.phrases import noun_range, trimmed
from homeward.claims.readers.english.scenes import ACTORS, Scene, speech_at
from homeward.claims.readers.english.speech import Speech
from homeward.claims.readers.english.verb_forms import lemma_of

_CLAUSE_LEFT = re.compile(
    r"[;:“”]|,\s+(?:but|and|while|though|although|who|which)\s|\b(?:said|says|added|told \w+|that)\s"
)
_CLAUSE_RIGHT = re.compile(
    r"[;:“”]|(?<!\b[A-Z])(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)[.!?]\s|,\s+(?:but|while|though|although|said|says|told|added|he|she|according|a|an|the)\b"
)
_BEFORE = 160
"""Characters before a sentence in which what a stance is on may be named."""
_STANDS = tuple(f"stance {name}" for name in ("demands", "offers", "refuses", "open", "conditions"))
_CIRCUMSTANCES = frozenset(
    [
        *("letting go", "exchange", "access", "extradition", "ransom", "no object", "people", "past", "own text"),
        *("in speech", "government speaks", "first person with state", "subject is state", "holder office"),
        *("holder official", "holder nobody", "phrase", "held people told of"),
    ]
)
"""What makes the more of a stance where both are there."""
_NEGATED = re.compile(r"\b(?:not|never|n['’]t|no longer|without|nor)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_CRIME = re.compile(
    r"\b(?:testif|plead|murder|drug|ransom|bribe|money|evidence|jury|judge|prosecutors?|defen[cs]e)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Trigger:
    """The words that tell a stance."""

    at: Range
    stance: str
    word: str
    token: Any
    phrase: bool


@dataclass(frozen=True, slots=True)
class _Holder:
    """The State whose stance it is, and how the sentence says so."""

    state: Said | None
    how: str
    at: Range | None
    person: str = ""


@cache
def _stances() -> Mapping[str, tuple[frozenset[str], re.Pattern[str] | None]]:
    """Return each stance's verbs and what finds its phrases, in the order in which they win."""
    found = {}
    for stance, entry in between_words()["stances"].items():
        phrases = entry.get("phrases", [])
        pattern = re.compile(rf"\b(?:{'|'.join(phrases)})", re.IGNORECASE) if phrases else None
        found[stance] = (frozenset(entry.get("verbs", ())), pattern)
    return found


def position_candidates(scene: Scene, speeches: Sequence[Speech] = ()) -> Iterator[Candidate]:
    """Yield each stance that a sentence tells of a State on people held; one for each clause."""
    taken: list[Range] = []
    own_date = next((one.date for one in speeches if one.own_text and one.date), None)
    for trigger in _triggers(scene):
        clause = _clause(scene, trigger)
        if any(start < clause[1] and clause[0] < end for start, end in taken):
            continue
        people = scene.held_in((trigger.at[0], clause[1]))
        if not people and not _is_on_custody(scene, trigger, clause):
            continue
        taken.append(clause)
        speech = speech_at(speeches, trigger.at)
        holder = _holder(scene, trigger, clause, speech)
        yield _candidate(scene, trigger, clause, people, holder, speech, own_date)


def _is_on_custody(scene: Scene, trigger: _Trigger, clause: Range) -> bool:
    """Tell whether the words, the sentence or the one before speak of what a stance may be on."""
    if stem_pattern("stance_objects").search(scene.text.masked, trigger.at[0], clause[1]):
        return True
    start = max(0, scene.sentence.start - _BEFORE)
    return bool(stem_pattern("custody_words").search(scene.text.masked, start, scene.sentence.end))


def _triggers(scene: Scene) -> Iterator[_Trigger]:
    """Yield the stance words of a sentence in the order in which stances win, then as they stand."""
    for stance, (verbs, pattern) in _stances().items():
        for found in pattern.finditer(scene.text.masked, *scene.at) if pattern else ():
            token = next((word for word in scene.words if word.idx + len(word.text) > found.start()), scene.words[0])
            yield _Trigger(found.span(), stance, f"{lemma_of(token)} ...", token, True)
        for word in scene.words:
            forms = lemma_of(word) in verbs or word.lower_ in inflected(sorted(verbs))
            if forms and word.pos_ in ("VERB", "NOUN"):
                at = (word.idx, word.idx + len(word.text))
                yield _Trigger(at, stance, lemma_of(word), word, False)


def _clause(scene: Scene, trigger: _Trigger) -> Range:
    masked = scene.text.masked
    ends = [found.end() for found in _CLAUSE_LEFT.finditer(masked, scene.sentence.start, trigger.at[0])]
    right = _CLAUSE_RIGHT.search(masked, trigger.at[1], scene.sentence.end)
    return max([scene.sentence.start, *ends]), right.start() if right else scene.sentence.end


def _holder(scene: Scene, trigger: _Trigger, clause: Range, speech: Speech | None) -> _Holder:
    """Return whose stance it is: the subject's State, the speaker's for "we", else the State named before the words."""
    for subject in _subjects(trigger):
        at = noun_range(subject)
        named = scene.states_in((min(at[0], subject.idx), max(at[1], subject.idx + len(subject.text))))
        person = next((p for p in scene.around.people.at(subject.i)), None)
        if named and (person is None or person.official or named[0].how is not Naming.PEOPLE):
            return _Holder(Said(named[0].code, ((named[0].start, named[0].end),)), "subject", at)
        if subject.lower_ in word_set("first_person") or any(
            child.lower_ in ("my", "our") for child in subject.children
        ):
            return _Holder(_speaker_state(speech) or _issuer_state(scene), "first person", at)
        if person is not None:
            return _Holder(_own_state(scene, person), "official" if person.official else "person", at, person.name)
        if lemma_of(subject) in word_set("state_nouns"):
            near = _near_state(scene, clause, trigger)
            return _Holder(_issuer_state(scene) or _speaker_state(speech) or near, "office", at)
        return _Holder(_near_state(scene, clause, trigger), f"other {subject.pos_}", at)
    before = scene.states_in((clause[0], trigger.at[0]))
    if before:
        return _Holder(
            Said(before[-1].code, ((before[-1].start, before[-1].end),)), "before", (before[-1].start, before[-1].end)
        )
    return _Holder(_speaker_state(speech), "speaker" if speech else "nobody", None)


def _subjects(trigger: _Trigger) -> list[Any]:
    token = trigger.token
    verb = (
        token
        if token.pos_ == "VERB"
        else next((one for one in clauses.governors(token) if one.pos_ in ("VERB", "AUX", "ADJ")), token)
    )
    return clauses.subjects(verb)


def _own_state(scene: Scene, person: PersonInText) -> Said | None:
    """Return the State somebody speaks for: named in their role, else their own, else whose document it is."""
    if person.role_at is not None and (named := states_between(scene.text.masked, *person.role_at)):
        return Said(named[0].code, ((named[0].start, named[0].end),))
    code = person.nationality[0] if person.nationality else ""
    return scene.state_said(code) if code in scene.around.states else _issuer_state(scene) if person.official else None


def _issuer_state(scene: Scene) -> Said | None:
    """Return the State whose office published the document ("White House"), where its text names it too."""
    document = scene.text.document
    named = find_states(f"{document.publisher or ''}")
    code = named[0].code if named and named[0].how in (Naming.SEAT, Naming.AGENCY, Naming.PEOPLE) else ""
    return scene.state_said(code) if code in scene.around.states else None


def _speaker_state(speech: Speech | None) -> Said | None:
    if speech is None:
        return None
    return next((Said(s.state, (s.state_at,)) for s in speech.speakers if s.state and s.state_at), None)


def _near_state(scene: Scene, clause: Range, trigger: _Trigger) -> Said | None:
    before = [one for one in scene.states if clause[0] <= one.start and one.end <= trigger.at[0] and one.how in ACTORS]
    return Said(before[-1].code, ((before[-1].start, before[-1].end),)) if before else None


def _candidate(
    scene: Scene,
    trigger: _Trigger,
    clause: Range,
    people: Sequence[tuple[Any, Range]],
    holder: _Holder,
    speech: Speech | None,
    own_date: Said | None,
) -> Candidate:
    start = holder.at[0] if holder.at and clause[0] <= holder.at[0] < trigger.at[0] else trigger.at[0]
    at = trimmed(scene.text, (start, clause[1]))
    stance = _stance(scene, trigger)
    auxiliary = clauses.reality_by_auxiliary(trigger.token) if trigger.token.pos_ == "VERB" else None
    reality = (
        Reality.POSSIBLE
        if auxiliary is Reality.POSSIBLE and trigger.stance not in ("refuses", "open", "demands")
        else Reality.ASSERTED
    )
    fields: dict[str, Said | Sequence[Said]] = {"stance": Said(stance, (trigger.at,))}
    if holder.state is not None:
        fields["state"] = _jointly(speech, holder) or holder.state
    date = scene.date_of(trigger.at) or (speech.date if speech else None) or own_date
    who = tuple(Said(person.name, (place,)) for person, place in people)
    draft = Draft("position", at, who=who, reality=reality, date=date, fields=fields)
    return Candidate("position", draft, _features(scene, trigger, clause, people, holder, speech, stance))


def _jointly(speech: Speech | None, holder: _Holder) -> Sequence[Said]:
    """Return every State that speaks for itself together with others; nothing where one speaks, or of another."""
    if speech is None or not speech.own_text or holder.how not in ("first person", "speaker", "office"):
        return ()
    joint = [Said(one.state, (one.state_at,)) for one in speech.speakers if one.state_at]
    return joint if len(joint) > 1 else ()


def _stance(scene: Scene, trigger: _Trigger) -> str:
    """Turn a stance round where it is negated ("did not offer", "has not ruled out")."""
    if trigger.stance in ("demands", "denies_knowledge", "conditions"):
        return trigger.stance
    negated = bool(_NEGATED.search(scene.text.masked[max(scene.sentence.start, trigger.at[0] - 20) : trigger.at[0]]))
    if negated and trigger.stance == "refuses":
        return "open"
    return "refuses" if negated and trigger.stance in ("offers", "open") else trigger.stance


def _features(
    scene: Scene,
    trigger: _Trigger,
    clause: Range,
    people: Sequence[tuple[Any, Range]],
    holder: _Holder,
    speech: Speech | None,
    stance: str,
) -> dict[str, float]:
    about = scene.text.masked[trigger.at[0] : clause[1]].lower()
    objects = {found.group().lower() for found in stem_pattern("stance_objects").finditer(about)}
    letting_go = objects & {"release", "freedom", "free", "return", "home", "let go", "repatriat", "returned"}
    row = {
        f"stance {stance}": 1.0,
        f"holder {holder.how}": 1.0,
        f"word {trigger.word}": 1.0,
        "phrase": float(trigger.phrase),
        "state known": float(holder.state is not None),
        "people": float(min(len(people), 2)) / 2,
        "letting go": float(bool(letting_go)),
        "exchange": float(bool(objects & {"swap", "exchang", "deal", "negotiat"})),
        "access": float(bool(objects & {"consular", "access", "treatment", "whereabouts"})),
        "extradition": float("extradit" in objects),
        "ransom": float("ransom" in objects),
        "held people told of": says(r"\b(?:hostage|prisoner|detain|captive|citizen|national|american)", about),
        "custody told here": float(bool(stem_pattern("custody_words").search(scene.said))),
        "no object": float(not objects),
        "no object nor people": float(not objects and not people),
        "court matters": float(bool(objects & {"trial", "charges", "case", "sentence", "arrest"}) and not letting_go),
        "crime": float(bool(_CRIME.search(scene.said))),
        **_of_speaker(speech, holder),
        "subject is state": float(holder.how == "subject"),
        "past": float(trigger.token.tag_ in ("VBD", "VBN")),
        "noun": float(trigger.token.pos_ == "NOUN"),
        "before that": says(r"\b(?:if|whether|could|would)\b", scene.text.masked[clause[0] : trigger.at[0]].lower()),
        "court acts": says(
            r"\b(?:court|judge|prosecutor|lawyer|attorney|jury|defen[cs]e)s?\b",
            scene.text.masked[clause[0] : trigger.at[0]].lower(),
        ),
        "long": float(clause[1] - clause[0] > 200),
    }
    return {name: value for name, value in {**row, **_pairs(row)}.items() if value}


def _of_speaker(speech: Speech | None, holder: _Holder) -> dict[str, float]:
    """Return what kind of speaker says it, and whether they say "we"."""
    kinds = {speaker.kind for speaker in speech.speakers} if speech else set()
    first_person = holder.how == "first person"
    return {
        "in speech": float(speech is not None),
        "own text": float(bool(speech and speech.own_text)),
        "government speaks": float(not kinds.isdisjoint(("government", "ministry", "lawmaker"))),
        "held or family speaks": float(not kinds.isdisjoint(("held", "lawyer", "family"))),
        "first person": float(first_person),
        "first person with state": float(first_person and holder.state is not None),
    }


def _pairs(row: Mapping[str, float]) -> dict[str, float]:
    """Return what stands together that says more than either alone."""
    return {
        f"{one}, {other}": row[one] * row[other]
        for one, other in product(row, row)
        if row[one] and row[other] and (one in _STANDS and other in _CIRCUMSTANCES)
    }
