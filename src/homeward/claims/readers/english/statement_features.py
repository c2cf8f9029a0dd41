"""What speaks for and against counting a run of speech as a statement, as named numbers that the judge weighs."""

import re
from collections.abc import Mapping, Sequence

from homeward.claims.readers.english.attribution import sentence_at
from homeward.claims.readers.english.model import AnalysedText, PeopleInText
from homeward.claims.readers.english.speech import Speech
from homeward.claims.readers.english.statement_topics import topics_of

_PLEADS_GUILTY = re.compile(r"\bplea(?:d\w*|s?) guilty\b|\bguilty plea", re.IGNORECASE)
_TURN = re.compile(r"^\W{0,4}(?:Q|[A-Z][A-Z .’'-]{4,}):?\s", re.MULTILINE)
_FEW_TURNS = 4
_LAW = re.compile(r"\b(?:executive order|proclamation|memorandum|act|bill|resolution|notice|decree)\b", re.IGNORECASE)
_FIRST_PERSON = frozenset({"i", "we", "my", "our", "me", "us"})
_OFFICIAL = frozenset({"government", "ministry", "lawmaker"})
_DEFENCE = frozenset({"held", "lawyer", "family"})
_COURT = frozenset({"prosecutor", "judge", "police"})


def statement_features(text: AnalysedText, people: PeopleInText, speeches: Sequence[Speech]) -> list[dict[str, float]]:
    """Return the features of each run of speech: what it is about, who speaks, how, where, and who is named there."""
    document = _document(text, people, speeches)
    rows = []
    for one in speeches:
        row = {**document, **_topics(text, one), **_speaker(one), **_manner(text, one), **_people(people, one)}
        row["place"] = one.attribution.at[0] / max(1, len(text.masked))
        row.update(_together(row))
        rows.append(row)
    return rows


def _topics(text: AnalysedText, one: Speech) -> dict[str, float]:
    start, end = one.attribution.content
    here = topics_of(text.masked, start, end)
    number = sentence_at(text, one.attribution.at[0])
    before = text.sentences[number - 1] if number else None
    earlier = topics_of(text.masked, before.start, before.end) if before else {}
    row = {f"topic {name}": min(count, 2) / 2 for name, count in here.items() if count}
    row.update(
        {f"topic {name} before": 1.0 for name in ("custody", "release", "exchange", "course") if earlier.get(name)}
    )
    core = sum(here[name] for name in ("custody", "release", "exchange", "course", "innocence", "treatment", "law"))
    row["topics"] = min(core, 6) / 3
    row["no topic"] = float(core == 0)
    row["crime above course"] = float(
        here["crime"] > here["custody"] + here["release"] + here["exchange"] + here["course"] + here["innocence"]
    )
    row["feelings above topic"] = float(here["feelings"] > core)
    row["politics above topic"] = float(here["politics"] > core)
    return row


def _speaker(one: Speech) -> dict[str, float]:
    kinds = {speaker.kind or "nobody known" for speaker in one.speakers}
    row = {f"speaker {kind}": 1.0 for kind in kinds}
    row["speaker named"] = float(any(speaker.person for speaker in one.speakers))
    row["speaker has state"] = float(any(speaker.state for speaker in one.speakers))
    row["several speakers"] = float(len(one.speakers) > 1)
    row["official"] = float(bool(kinds & _OFFICIAL))
    row["defence"] = float(bool(kinds & _DEFENCE))
    row["court side"] = float(bool(kinds & _COURT))
    return row


def _manner(text: AnalysedText, one: Speech) -> dict[str, float]:
    attribution = one.attribution
    words = text.masked[slice(*attribution.content)].lower().split()
    return {
        f"cue {attribution.group}": 1.0,
        "passive": float(attribution.passive),
        "direct": float(attribution.direct),
        "present": float(attribution.cue is not None and text.masked[slice(*attribution.cue)].endswith("s")),
        "nested": float(attribution.nested),
        "inserted": float(attribution.inserted),
        "pleads guilty": float(_PLEADS_GUILTY.search(text.masked, *attribution.at) is not None),
        "no source": float(attribution.source is None),
        "own text": float(one.own_text),
        "via": float(one.via is not None),
        "dated": float(one.date is not None),
        "first person": float(any(word.strip("“\"'’.,") in _FIRST_PERSON for word in words)),
        "short": float(len(words) < 7),
        "long": float(len(words) > 40),
        "question": float(text.masked[attribution.content[0] : attribution.content[1] + 1].rstrip().endswith("?")),
    }


def _people(people: PeopleInText, one: Speech) -> dict[str, float]:
    held = [person for person in people.people if person.in_scope]
    start, end = one.attribution.content
    inside = any(start <= m.start < end for person in held for m in person.mentions)
    others = any(
        start <= m.start < end
        for person in people.people
        if not person.in_scope
        for m in person.mentions
        if m.how == "name"
    )
    return {
        "held person in content": float(inside),
        "held person near": float(bool(one.who) and not inside),
        "nobody held near": float(not one.who),
        "only others in content": float(others and not inside),
    }


def _document(text: AnalysedText, people: PeopleInText, speeches: Sequence[Speech]) -> dict[str, float]:
    topics = topics_of(text.masked, most=len(text.masked))
    words = max(1, len(text.masked.split()))
    core = topics["custody"] + topics["exchange"] + topics["release"]
    return {
        "transcript": float(len(_TURN.findall(text.document.text)) > _FEW_TURNS),
        "law": float(_LAW.search(text.document.title or "") is not None),
        "nobody held in document": float(not any(person.in_scope for person in people.people)),
        "document about custody": min(1.0, 20 * core / words),
        "document about exchange": min(1.0, 50 * topics["exchange"] / words),
        "speeches": min(len(speeches), 30) / 30,
    }


def _together(row: Mapping[str, float]) -> dict[str, float]:
    """Pairs that mean more than their parts; in a speaker's own text the words of a stand count for themselves."""
    made = {name: row.get(one, 0.0) * row.get(other, 0.0) for name, (one, other) in _PAIRS.items()}
    if row["own text"]:
        if row["transcript"] or row["law"]:
            kind = "transcript" if row["transcript"] else "law"
            made.update({f"{kind}, {name}": value for name, value in row.items() if name in _IN_OWN_TEXT})
        made.update({f"own text, {name}": value for name, value in row.items() if name in _IN_OWN_TEXT})
        made["own text without stance"] = float(
            not any(row.get(f"topic {name}") for name in ("stance", "judging", "call", "promise"))
        )
    return {name: value for name, value in made.items() if value}


_PAIRS = {
    "official on crime": ("court side", "crime above course"),
    "held person without topic": ("held person in content", "no topic"),
    "nobody held but exchange": ("nobody held near", "topic exchange"),
    "nobody held but custody": ("nobody held near", "topic custody"),
    "defence on innocence": ("defence", "topic innocence"),
    "defence on treatment": ("defence", "topic treatment"),
    "defence on feelings": ("defence", "topic feelings"),
    "held person admits": ("speaker held", "cue admit"),
    "held person on innocence": ("speaker held", "topic innocence"),
    "court side on course": ("court side", "topic course"),
    "official takes a stand": ("official", "topic stance"),
    "official on release": ("official", "topic release"),
    "official judges": ("official", "topic judging"),
    "a court refuses": ("speaker judge", "cue deny"),
    "a court orders": ("speaker judge", "cue demand"),
}
_IN_OWN_TEXT = frozenset(
    [
        f"topic {name}"
        for name in ("judging", "promise", "call", "past", "feelings", "custody", "release", "exchange", "negotiation")
    ]
    + ["first person", "held person in content", "short", "no topic", "topics"]
)
