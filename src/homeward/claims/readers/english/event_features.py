"""What speaks for and against taking an event as a claim, as named numbers that the judge weighs."""

from collections.abc import Sequence
from typing import Any

from homeward.claims.alignment import Range, Said
from homeward.claims.model import Reality
from homeward.claims.readers.english.between_words import word_set
from homeward.claims.readers.english.candidates import EventFound
from homeward.claims.readers.english.model import AnalysedText
from homeward.claims.readers.english.nationalities import states_between
from homeward.claims.readers.english.person_lexicon import singular

_HEAD = 600
"""Characters at the start of a text in which its news stands."""
_NUMBERS = frozenset("two three four five six seven eight nine ten eleven twelve dozen dozens several many".split())
_VALUES = ("place", "authority", "offences", "term", "from", "to")


def event_features(text: AnalysedText, found: Sequence[EventFound]) -> list[dict[str, float]]:
    """Return one dictionary an event, in their order."""
    seen: dict[tuple[str, str], set[str]] = {}
    rows = []
    headings = [(sentence.start, sentence.end) for sentence in text.sentences if sentence.heading]
    for event in found:
        row = _own_features(text, event)
        row.update(_repetition(event, seen))
        row["heading"] = float(any(start <= event.draft.at[0] < end for start, end in headings))
        rows.append(row)
    return rows


def _own_features(text: AnalysedText, event: EventFound) -> dict[str, float]:
    draft, standing, token = event.draft, event.standing, event.trigger.token
    in_scope = [person.in_scope for person in event.persons]
    row = {
        f"kind={draft.kind}": 1.0,
        f"form={event.trigger.form}": 1.0,
        f"word={event.trigger.lemma}": 1.0,
        f"reality={draft.reality}": 1.0,
        f"tag={token.tag_}": 1.0,
        f"dep={token.dep_}": 1.0,
        f"whom by {event.whom_by}": 1.0,
        "in scope": float(any(in_scope)),
        "out of scope": float(bool(in_scope) and not any(in_scope)),
        "nobody named": float(not in_scope),
        "nobody told": float(not in_scope and event.group is None),
        "not the likeliest": float(event.rank > 0),
        f"{'likeliest' if event.rank == 0 else 'other'} kind={draft.kind}": 1.0,
        "at the head": float(draft.at[0] < _HEAD),
        "two States here": float(len({one.code for one in states_between(text.masked, *_sentence(token))}) > 1),
        **_group(text, event),
        **_abroad(event),
        "group with a State": float(not in_scope and event.group is not None and "state" in draft.fields),
        "unrealised": float(bool(standing.unrealised)),
        "negated": float(standing.negated),
        "conditional": float(standing.conditional),
        "infinitive": float(standing.infinitive),
        "quoted": float(any(quote.start <= draft.at[0] < quote.end for quote in text.quotations)),
        "dated": float(draft.date is not None),
        "state": float("state" in draft.fields),
        "values": float(sum(name in draft.fields for name in _VALUES)),
        "official": float(any(person.official for person in event.persons)),
    }
    named = "in scope" if any(in_scope) else "out of scope" if in_scope else "group" if event.group else "nobody"
    row[f"{draft.kind} of {named}"] = row[f"{event.trigger.form} of {named}"] = 1.0
    if standing.unrealised:
        row[f"unrealised={standing.unrealised}"] = 1.0
    if draft.reality is not Reality.ASSERTED:
        row[f"{draft.kind} {draft.reality}"] = 1.0
    return row


def _sentence(token: Any) -> Range:
    return token.sent.start_char, token.sent.end_char


def _group(text: AnalysedText, event: EventFound) -> dict[str, float]:
    """Say how unnamed people are told: as held, by State, by number."""
    if event.group is None or event.persons:
        return {}
    words = text.masked[slice(*event.group)].lower().split()
    return {
        "group of held": float(any(singular(word) in word_set("held_nouns") for word in words)),
        "group of a State": float(bool(states_between(text.masked, *event.group))),
        "group in number": float(any(word.isdigit() or word in _NUMBERS for word in words)),
        "group alone": float(len(words) == 1),
    }


def _abroad(event: EventFound) -> dict[str, float]:
    """Say whether the State that acts is the person's own."""
    own = {code for person in event.persons for code in person.nationality}
    said = event.draft.fields.get("state", ())
    acting = {str(one.value) for one in ([said] if isinstance(said, Said) else said)}
    known = own and acting
    return {
        "acts abroad": float(bool(known and not own & acting)),
        "acts at home": float(bool(known and acting <= own)),
    }


def _repetition(event: EventFound, seen: dict[tuple[str, str], set[str]]) -> dict[str, float]:
    """Say whether the same was said before of the same person, and how much of it is new (ruling 2)."""
    draft = event.draft
    values = {
        f"{name}:{said.value}"
        for name, given in draft.fields.items()
        for said in ([given] if isinstance(given, Said) else given)
    }
    if draft.date is not None:
        values.add(f"date:{draft.date.value}")
    names = [person.name for person in event.persons] or [""]
    before = [seen.get((draft.kind, name)) for name in names]
    new = min(len(values - old) if old is not None else 9 for old in before)
    if event.rank == 0:
        for name in names:
            seen.setdefault((draft.kind, name), set()).update(values)
    said_before = all(old is not None for old in before)
    return {
        "said before": float(said_before),
        "nothing new": float(said_before and new == 0),
        "news": float(min(new, 4)),
    }
