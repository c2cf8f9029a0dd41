"""What was done to people: arrests, charges, trials, sentences, custody, transfers, releases and the rest."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from homeward.basics.states import Naming, find_states
from homeward.claims.alignment import Draft, Range, Said
from homeward.claims.model import Reality
from homeward.claims.readers.english import clauses
from homeward.claims.readers.english.candidates import Candidate, EventFound
from homeward.claims.readers.english.datelines import said_on
from homeward.claims.readers.english.dates import DateInText, find_dates
from homeward.claims.readers.english.done_to import DoneTo, done_to, may_concern_people
from homeward.claims.readers.english.event_features import event_features
from homeward.claims.readers.english.event_values import head_at, owner, states_in, where
from homeward.claims.readers.english.event_words import event_words
from homeward.claims.readers.english.inferred_states import with_inferred_states
from homeward.claims.readers.english.model import AnalysedText, PeopleInText
from homeward.claims.readers.english.offences import offences
from homeward.claims.readers.english.phrases import noun_range, place_range
from homeward.claims.readers.english.realities import Standing, stage_of, standing_of
from homeward.claims.readers.english.terms import TermInText, find_terms
from homeward.claims.readers.english.triggers import Trigger, subject_above, triggers_by_word

_VERDICTS = {"acquit": "not_guilty", "acquittal": "not_guilty", "plead": "plea", "confess": "plea", "admit": "plea"}
_CLEMENCIES = {
    "pardon": "pardon", "commute": "commutation", "commutation": "commutation", "amnesty": "amnesty",
    "request": "requested", "seek": "requested",
}  # fmt: skip
_REQUESTING = frozenset({"request", "seek", "demand", "ask", "want"})
"""What a State does that somebody is to be extradited to."""
_REASON = re.compile(
    r"\b(?:in|as part of|part of|on|under|through|after|for)\s+(?:an?|the|this|that)?\s*((?:[\w.-]+\s){0,2}?"
    r"(?:swap|exchange|bail|parole|amnesty|pardon(?:ed)?|ransom|(?:medical|health) grounds|humanitarian \w+))\b"
)
"""Why somebody goes free, as reports put it."""
_InText = TypeVar("_InText", DateInText, TermInText)


def find_custody_events(text: AnalysedText, people: PeopleInText) -> list[Candidate]:
    """Return every custody event that the text may state, with what speaks for and against each."""
    published = said_on(text)
    dates, terms = find_dates(text.masked, published), find_terms(text.masked)
    found: list[EventFound] = []
    for sentence in text.parse.sents:
        start, end = sentence.start_char, sentence.end_char
        found.extend(_in_sentence(text, people, sentence, _within(dates, start, end), _within(terms, start, end)))
    found = with_inferred_states(text, found)
    return [
        Candidate("event", event.draft, features, rival=f"event {event.trigger.token.i}")
        for event, features in zip(found, event_features(text, found), strict=True)
    ]


def _within(values: Sequence[_InText], start: int, end: int) -> list[_InText]:
    first = bisect_left(values, start, key=lambda value: value.start)
    last = bisect_left(values, end, key=lambda value: value.start)
    return list(values[first:last])


def _in_sentence(
    text: AnalysedText,
    people: PeopleInText,
    sentence: Any,
    dates_here: Sequence[DateInText],
    terms_here: Sequence[TermInText],
) -> Iterator[EventFound]:
    by_word = triggers_by_word(sentence)
    if not by_word:
        return
    triggers = [kinds[0] for kinds in by_word]
    dates = _assigned(text, triggers, dates_here)
    terms = _assigned(text, triggers, terms_here)
    for kinds in by_word:
        for rank, trigger in enumerate(kinds):
            meant = done_to(text, people, trigger)
            if not meant.persons and meant.group is None and not may_concern_people(trigger):
                continue
            around = [trigger if one.token is trigger.token else one for one in triggers]
            values = (dates.get(trigger.token.i, []), terms.get(trigger.token.i, []))
            yield _event(text, meant, trigger, around, *values, rank)


def _assigned(text: AnalysedText, triggers: Sequence[Trigger], values: Sequence[_InText]) -> dict[int, list[_InText]]:
    """Give each date or term to the trigger whose clause it stands in; a fronted one serves the joined verbs too."""
    given: dict[int, list[_InText]] = {}
    for value in values:
        token = head_at(text, value.start, value.end)
        trigger = owner(token, triggers) if token is not None else None
        if trigger is not None:
            given.setdefault(trigger.token.i, []).append(value)
    for trigger in triggers:
        first = trigger.token.head
        shared = [value for value in given.get(first.i, []) if value.start < first.idx]
        if trigger.token.dep_ == "conj" and trigger.token.i not in given and shared:
            given[trigger.token.i] = shared
    return given


def _event(
    text: AnalysedText,
    meant: DoneTo,
    trigger: Trigger,
    triggers: Sequence[Trigger],
    dates: Sequence[DateInText],
    terms: Sequence[TermInText],
    rank: int,
) -> EventFound:
    """Return the event that a trigger states of those meant."""
    standing = standing_of(trigger)
    kind = _kind(trigger, standing, dates, terms)
    fields = _fields(text, kind, trigger, triggers, standing, dates, terms)
    date = _date(kind, dates)
    at = _quote(trigger, triggers, [*fields.values(), *([date] if date else [])])
    who = tuple(Said(person.name, (place,)) for person, place in zip(meant.persons, meant.mentioned, strict=True))
    draft = Draft(kind, at, who=who, reality=_reality(kind, trigger, standing, fields), date=date, fields=fields)
    return EventFound(trigger, standing, meant.persons, meant.group, draft, meant.how, rank)


def _kind(trigger: Trigger, standing: Standing, dates: Sequence[DateInText], terms: Sequence[TermInText]) -> str:
    """Settle what one word leaves open: "detained" may be an arrest or being held, "jailed" a sentence."""
    lasting = any(event_words().is_in("lasting", word.lower_) for word in trigger.token.subtree)
    if trigger.kind == "arrest" and trigger.lemma in ("detain", "detention", "detainment", "seize", "take"):
        continuing = trigger.token.tag_ in ("VBG", "VBZ") or _is_present(trigger.token)
        if lasting or continuing or (trigger.token.dep_ in ("acl", "amod") and not dates):
            return "custody"
        if trigger.form == "noun" and not dates:
            return "custody"
    if trigger.lemma == "arrest" and trigger.form == "noun" and _is_under(trigger.token):
        return "custody"
    if (
        trigger.kind == "arrest"
        and trigger.with_word is not None
        and any(word.lower_ == "house" for word in trigger.with_word.subtree)
    ):
        return "custody"
    if trigger.kind == "custody" and trigger.lemma in ("imprison", "jail", "lock up", "face") and terms:
        return "sentence"
    return trigger.kind


def _is_under(noun: Any) -> bool:
    return any(case.lower_ == "under" for case in clauses.children(noun, "case"))


def _is_present(verb: Any) -> bool:
    return any(
        child.lower_ in ("is", "are", "'s", "’s", "being") for child in clauses.children(verb, "aux:pass", "aux")
    )


def _fields(
    text: AnalysedText,
    kind: str,
    trigger: Trigger,
    triggers: Sequence[Trigger],
    standing: Standing,
    dates: Sequence[DateInText],
    terms: Sequence[TermInText],
) -> dict[str, Said | Sequence[Said]]:
    """Return the fields of the kind that the event's own clause gives."""
    located = where(text, trigger, triggers)
    fields: dict[str, Said | Sequence[Said]] = {}
    own = _own_fields(text, kind, trigger, standing, terms)
    shared: dict[str, Said | Sequence[Said] | None] = {"authority": located.authority}
    if kind != "extradition" and not _is_end(located.place, own):
        shared["place"] = located.place
    if kind not in ("extradition", "transfer"):
        shared["state"] = located.state
    fields.update({name: said for name, said in shared.items() if said is not None})
    charged = offences(text, trigger, triggers, [(date.start, date.end) for date in dates])
    if charged:
        fields["offences"] = charged
    fields.update(own)
    return fields


def _is_end(place: Said | None, own: Mapping[str, Said]) -> bool:
    """Tell whether a place is where a journey begins or ends, which has a field of its own."""
    ends = [own[name].at[0] for name in ("from", "to") if name in own]
    return place is not None and any(start < place.at[0][1] and place.at[0][0] < end for start, end in ends)


def _own_fields(
    text: AnalysedText, kind: str, trigger: Trigger, standing: Standing, terms: Sequence[TermInText]
) -> Mapping[str, Said]:
    """Return what only this kind has."""
    lemma = trigger.lemma
    if kind == "sentence" and terms:
        term = min(terms, key=lambda term: abs(term.start - trigger.token.idx))
        return {"term": Said(term.term, ((term.start, term.end),))}
    if kind == "conviction":
        not_guilty = trigger.with_word is not None and clauses.is_negated(trigger.with_word)
        return {"verdict": Said("not_guilty" if not_guilty else _VERDICTS.get(lemma, "guilty"))}
    if kind == "appeal":
        outcome = event_words().appeal_outcomes.get(lemma)
        return {"outcome": Said(outcome or "lodged")} if outcome or trigger.form != "noun" else {}
    if kind in ("extradition", "transfer", "deportation"):
        return _movement(text, kind, trigger, standing)
    if kind == "release" and (reason := _REASON.search(text.masked, trigger.token.idx, trigger.token.sent.end_char)):
        return {"reason": Said(text.document.text[slice(*reason.span(1))], (reason.span(1),))}
    if kind == "clemency":
        words = [lemma, *(child.lower_ for child in trigger.token.subtree)]
        form = next((_CLEMENCIES[word] for word in words if word in _CLEMENCIES), None)
        return {"form": Said(form)} if form else {}
    return {}


def _movement(text: AnalysedText, kind: str, trigger: Trigger, standing: Standing) -> dict[str, Said]:
    fields: dict[str, Said] = {}
    for token in _below(trigger.token):
        prepositions = {case.lower_ for case in clauses.children(token, "case")}
        for name, wanted in (("from", {"from"}), ("to", {"to", "into"})):
            if name in fields or not prepositions & wanted or (kind == "deportation" and name == "from"):
                continue
            end = _end(text, kind, noun_range(token))
            if end is not None:
                fields[name] = end
    if kind != "deportation":
        stage = stage_of(trigger, standing)
        if stage:
            fields["stage"] = Said(stage)
    return fields if kind != "extradition" else {**_ends_by_actors(text, trigger, standing, fields), **fields}


def _below(verb: Any) -> Iterator[Any]:
    """Yield the words that hang on a verb, for "refused to extradite" those on the verb above it too."""
    yield from verb.subtree
    for other in clauses.children(verb.head, "obl") if verb.dep_ == "xcomp" else ():
        yield from other.subtree


def _end(text: AnalysedText, kind: str, at: Range) -> Said | None:
    """Return where a journey begins or ends: a State, or for a transfer the words where they name no whole State."""
    states = states_in(text, at)
    whole = [one for one in find_states(text.masked, *at) if one.how is Naming.NAME]
    if kind == "transfer" and not whole:
        return Said(text.document.text[at[0] : at[1]], (at,))
    return states[0] if states else None


def _ends_by_actors(
    text: AnalysedText, trigger: Trigger, standing: Standing, known: Mapping[str, Said]
) -> Mapping[str, Said]:
    """Return what who acts tells: "Thailand extradited", "the U.S. requested the extradition", "U.S. extradition"."""
    token = trigger.token
    wanted = standing.governor in _REQUESTING
    actors = subject_above(token) if trigger.form == "noun" else clauses.agents(token)
    persons = {person.i for person in trigger.persons}
    named = [states_in(text, place_range(one)) for one in actors if one.i not in persons]
    name = "to" if wanted or trigger.form == "noun" else "from"
    said = next((states[0] for states in named if states), None) if wanted or trigger.form != "noun" else None
    if said is None:
        name, said = "to", _demonym(text, token)
    other = known.get("from" if name == "to" else "to")
    return {} if said is None or (other is not None and other.value == said.value) else {name: said}


def _demonym(text: AnalysedText, token: Any) -> Said | None:
    """ "U.S. extradition" goes to the State that wants it."""
    for child in clauses.children(token, "amod", "compound", "nmod:poss"):
        states = states_in(text, (child.idx, child.idx + len(child.text)))
        if states:
            return states[0]
    return None


def _date(kind: str, dates: Sequence[DateInText]) -> Said | None:
    """Return when it happened; a date that stays open ("since May") tells of what lasts rather than of what happens."""
    resolved = [(date.edtf, date) for date in dates if date.edtf]
    if kind != "custody":
        resolved = [one for one in resolved if "/.." not in one[0]] or resolved
    if not resolved:
        return None
    edtf, date = resolved[0]
    if kind == "arrest":  # "missing since 12 June"
        edtf = edtf.removesuffix("/..")
    return Said(edtf, ((date.start, date.end),))


def _reality(kind: str, trigger: Trigger, standing: Standing, fields: Mapping[str, Said | Sequence[Said]]) -> Reality:
    if (
        kind == "charge"
        and trigger.lemma == "accuse"
        and "authority" not in fields
        and standing.reality is Reality.ASSERTED
    ):
        return Reality.ALLEGED
    if kind == "arrest" and trigger.lemma in ("disappear", "vanish", "go", "be", "disappearance"):
        return Reality.POSSIBLE
    if kind == "sentence" and trigger.lemma in ("face", "risk"):
        return Reality.POSSIBLE
    stage = fields.get("stage")
    settled = isinstance(stage, Said) and (
        stage.value == "refused" or (stage.value == "requested" and trigger.form == "noun")
    )
    if kind == "extradition" and settled and not standing.conditional:
        return Reality.ASSERTED
    if kind == "sentence" and standing.governor in ("ask", "seek", "request", "demand", "call"):
        return Reality.PLANNED
    return standing.reality


def _quote(trigger: Trigger, triggers: Sequence[Trigger], values: Sequence[Said | Sequence[Said]]) -> Range:
    """Return the shortest passage of the sentence that holds the trigger, those it is said of, and the values.

    Those named before another trigger are left out: "A was held in B and sentenced to C" gives "sentenced to C".
    """
    token = trigger.token
    ranges = [(token.idx, token.idx + len(token.text))]
    if trigger.with_word is not None:
        ranges.append((trigger.with_word.idx, trigger.with_word.idx + len(trigger.with_word.text)))
    for person in trigger.persons:
        between = range(min(person.i, token.i) + 1, max(person.i, token.i))
        if not any(other.token.i in between for other in triggers):
            ranges.append(noun_range(person))
    for value in values:
        for said in [value] if isinstance(value, Said) else value:
            ranges.extend(said.at)
    inside = [at for at in ranges if token.sent.start_char <= at[0] and at[1] <= token.sent.end_char]
    return min(at[0] for at in inside), max(at[1] for at in inside)
