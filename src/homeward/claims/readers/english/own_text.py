"""Documents that are one speaker's own text, and transcripts: there every sentence is that speaker's (ruling 4)."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from homeward.basics.states import find_states
from homeward.claims.alignment import Range
from homeward.claims.readers.english.attribution import Attribution
from homeward.claims.readers.english.joint_issuers import joint_issuers
from homeward.claims.readers.english.model import AnalysedText, PeopleInText, TextSentence
from homeward.claims.readers.english.speakers import Speaker
from homeward.claims.readers.english.statement_topics import topics_of

# a word is taken whole (++): tried in all its parts, one of a few hundred letters would take hours
_LABEL = re.compile(r"(?<!\S)((?:[A-Z][A-Z’'.-]*+ ?){1,6}|(?:[A-Z][\w’'-]++ ?){1,4})\s?:\s")
_TITLE = re.compile(r"^(?:MR|MRS|MS|DR|THE|SECRETARY|PRESIDENT|AMBASSADOR)\.? ")
_NAMED = re.compile(
    r"(?:President|Secretary|Spokes\w+|Minister|Advis[eo]r|Ambassador|Director|Chancellor|Representative|Commissioner|Envoy)"
    r"\s+((?:[A-Z][\w’'.-]++\s*){1,3})"
)
_STOP = re.compile(r"[.;!?:\"“”]")
_LONGEST_ROLE = 120
"""The most characters that may stand between a line's start and the name in a label."""
_WE = re.compile(r"(?<![\w’'])(?:[Ww]e|[Oo]ur)(?![\w’'])")
_MARKS_AROUND = re.compile(r"^\W+|[\W_]+$")
_HEAD, _HEAD_LINES = 900, 3
"""Characters, and lines that are not blank, at the start of a text in which its title or letterhead stands."""
_SHORT = 6
"""A sentence of fewer words goes with the one before it."""


@dataclass(frozen=True, slots=True)
class _Turn:
    """A part of the text with those who say it, together; nobody where it is one who only asks."""

    start: int
    end: int
    speakers: tuple[Speaker, ...]


@cache
def _words() -> Mapping[str, Any]:
    data: Mapping[str, Any] = yaml.safe_load(
        files("homeward.claims").joinpath("lexicon/own_texts.yaml").read_text(encoding="utf-8")
    )
    return data


def own_sentences(
    text: AnalysedText, people: PeopleInText, reported: Sequence[Attribution]
) -> Iterator[tuple[Attribution, tuple[Speaker, ...]]]:
    """Yield the sentences of a speaker's own text that touch on custody, exchange or the law, with their speaker."""
    turns = list(_turns(text, people))
    spoken_of = [one.at for one in reported if not speaks_for_the_writer(text, one)]
    run: list[tuple[int, TextSentence]] = []
    for number, sentence in enumerate(text.sentences):
        turn = next((t for t in turns if t.start <= sentence.start < t.end), None)
        if turn is None or not turn.speakers or sentence.heading:
            continue
        if any(start < sentence.end and end > sentence.start for start, end in spoken_of):
            yield from _one_run(text, run, turns)
            run = []
            continue
        short = len(text.masked[sentence.start : sentence.end].split()) < _SHORT
        if run and short and run[-1][0] == number - 1 and run[-1][1].paragraph == sentence.paragraph:
            run.append((number, sentence))
            continue
        yield from _one_run(text, run, turns)
        run = [(number, sentence)] if not short and _has_topic(text, sentence) else []
    yield from _one_run(text, run, turns)


def speaks_for_the_writer(text: AnalysedText, one: Attribution) -> bool:
    """Tell whether a reporting clause in a speaker's own text reports that speaker ("I urge", "we call on")."""
    if one.source is None:
        return False
    words = text.masked[slice(*one.source)].casefold().split()
    return bool(words) and (
        words[0] in {"i", "we", "my", "our"} or words[-1] in {"i", "we", "administration", "government"}
    )


def _one_run(
    text: AnalysedText, run: Sequence[tuple[int, TextSentence]], turns: Sequence[_Turn]
) -> Iterator[tuple[Attribution, tuple[Speaker, ...]]]:
    if not run:
        return
    turn = next(t for t in turns if t.start <= run[0][1].start < t.end)
    if turn.speakers:
        yield _attribution(text, run), turn.speakers


def _attribution(text: AnalysedText, run: Sequence[tuple[int, TextSentence]]) -> Attribution:
    start, end = run[0][1].start, run[-1][1].end
    label = _LABEL.match(text.masked, start, end)
    at = (label.end() if label else start, end)
    return Attribution(at, at, True, None, (), "", "own", sentence=run[0][0])


def _has_topic(text: AnalysedText, sentence: TextSentence) -> bool:
    found = topics_of(text.masked, sentence.start, sentence.end)
    return any(
        found[name] for name in ("custody", "release", "exchange", "innocence", "treatment", "course", "law", "stance")
    )


def _turns(text: AnalysedText, people: PeopleInText) -> Iterator[_Turn]:
    """A transcript's turns by their labels; else the whole text, where it is one speaker's or several States'."""
    issuer = _issuer(text, people)
    spoken = _labels(text, people)
    if len(spoken) >= (1 if issuer is not None or _is_body(text.document.publisher or "") else 2):
        if issuer is not None:
            yield _Turn(0, spoken[0][0], (issuer,))
        ends = [start for start, _ in spoken[1:]] + [len(text.masked)]
        for (start, label), end in zip(spoken, ends, strict=True):
            speaker = _labelled(text.masked[slice(*label)], label, people, issuer)
            yield _Turn(start, end, (speaker,) if speaker else ())
    elif joint := joint_issuers(text):
        yield _Turn(0, len(text.masked), joint)
    elif issuer is not None:
        yield _Turn(0, len(text.masked), (issuer,))


def _labels(text: AnalysedText, people: PeopleInText) -> list[tuple[int, Range]]:
    """Where turns begin, and the labels that say whose they are: "QUESTION:", "MR. ROTH:", "Consul Ana Lind:"."""
    original = text.document.text
    bare = [found for found in _LABEL.finditer(text.masked) if _starts_line(original, found.start(1))]
    often = Counter(found[1].strip() for found in bare)
    labels = {found.start(1): found.span(1) for found in bare if _is_label(found[1].strip(), people, often)}
    for person in people.people:
        for mention in person.mentions:
            line = original.rfind("\n", 0, mention.start) + 1
            role = original[line : mention.start]
            behind = text.masked[mention.end : mention.end + 3].lstrip()
            if (
                mention.how == "name"
                and behind.startswith(":")
                and len(role) <= _LONGEST_ROLE
                and not _STOP.search(role)
            ):
                labels.setdefault(line, (mention.start, mention.end))
    return sorted(labels.items())


def _starts_line(original: str, at: int) -> bool:
    return not any(c.isalnum() for c in original[original.rfind("\n", 0, at) + 1 : at])


def _is_label(words: str, people: PeopleInText, often: Mapping[str, int]) -> bool:
    """Someone who asks, somebody the text names, or capitals that recur or follow a title."""
    bare = _TITLE.sub("", words)
    if bare.casefold() in _words()["askers"]:
        return True
    capitals = bare.isupper() and len(bare) > 2 and (bare != words or often[words] > 1)
    return capitals or any(bare in person.forms for person in people.people)


def _labelled(words_at: str, at: Range, people: PeopleInText, issuer: Speaker | None) -> Speaker | None:
    label = words_at.strip()
    words = _TITLE.sub("", label).casefold()
    if words in _words()["askers"]:
        return None
    person = next((p for p in people.people if p.name.casefold().split()[-1] == words.split()[-1]), None)
    if person is not None:
        kind = "held" if person.in_scope else "government"
        state = (issuer.state, issuer.state_at) if issuer and not person.in_scope else ("", None)
        return Speaker(person.name, at, kind, person, None, *state)
    if label.startswith("THE ") and issuer is not None:
        return issuer
    if issuer is not None and words.split()[-1] in _words()["officials"]:
        return Speaker(label, at, "government", None, None, issuer.state, issuer.state_at)
    return Speaker(label, at, "", None)


def _issuer(text: AnalysedText, people: PeopleInText) -> Speaker | None:
    """Who issues the text, if it is its own words: by the publisher, else by its title or a letterhead."""
    publisher = text.document.publisher or ""
    entry = _entry_for(publisher) or (None if publisher else _entry_of_unsigned(text))
    if entry is None and not _is_body(publisher):
        return None
    state = _where_state(text, entry["state"] if entry else "")
    named = _named_in_title(text, people, state)
    if named is not None:
        return named
    called = entry["called"] if entry else publisher
    place = _where(text, called)
    return Speaker(called, place, "government", None, None, *state) if place else None


def _entry_for(words: str) -> Mapping[str, Any] | None:
    folded = words.casefold()
    return next((entry for entry in _words()["publishers"] if any(word in folded for word in entry["words"])), None)


def _entry_of_unsigned(text: AnalysedText) -> Mapping[str, Any] | None:
    """Return the body whose own words a text without a publisher is; being named in a report is not enough."""
    lines = [_MARKS_AROUND.sub("", line) for line in text.document.text[:_HEAD].splitlines()]
    lines = [text.document.title or "", *(line for line in lines if line)][: _HEAD_LINES + 1]
    for line in lines:
        entry = _entry_for(line)
        if entry and (_own_title().match(line) or (_is_letterhead(line, entry) and _speaks_as_we(text))):
            return entry
    return None


def _is_letterhead(line: str, entry: Mapping[str, Any]) -> bool:
    """Tell whether a line holds little but the body's name."""
    return max(len(word) for word in entry["words"] if word in line.casefold()) * 2 > len(line)


def _speaks_as_we(text: AnalysedText) -> bool:
    """Tell whether the text says "we" or "our" outside quotations."""
    return any(
        not any(one.start <= found.start() < one.end for one in text.quotations) for found in _WE.finditer(text.masked)
    )


@cache
def _own_title() -> re.Pattern[str]:
    """A title that says whose words follow: "Statement by ...", "...'s answer to a question"."""
    kinds = "|".join(map(re.escape, _words()["titles"]))
    return re.compile(
        rf"(?:{kinds})s?\b[^.]{{0,40}}?\b(?:by|from|of)\b"
        rf"|[^.:,]{{4,120}}['’]s?\s+(?:{kinds})s? (?:to|on|at|by|for|regarding)\b",
        re.IGNORECASE,
    )


def _is_body(publisher: str) -> bool:
    """Tell whether a publisher's name is that of a State's body, not of an outlet."""
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", publisher.casefold()) for word in _words()["bodies"])


def _named_in_title(text: AnalysedText, people: PeopleInText, state: tuple[str, Range | None]) -> Speaker | None:
    """Return the person whose words a title says they are ("Statement from ... on ...", "...'s answer to ...")."""
    for source in (text.document.title or "", text.document.text[:900]):
        words = _speaker_words(source)
        found = [(words.find(form), person) for person in people.people for form in person.forms if form in words]
        if found:
            at, person = min(found, key=lambda one: one[0])
            mention = person.mentions[0]
            role = _where(text, words[:at].strip(" ,"))
            return Speaker(person.name, (mention.start, mention.end), "government", person, role, *state)
        named = _NAMED.search(words)
        place = _where(text, named[1]) if named else None
        if named and place:
            return Speaker(" ".join(named[1].split()), place, "government", None, None, *state)
    return None


def _speaker_words(title: str) -> str:
    """The part of a title that says whose words they are; empty where it does not."""
    title = re.sub(r"\\_|\s", " ", title)
    kinds = "|".join(map(re.escape, _words()["titles"]))
    found = re.search(
        rf"(?:{kinds})s?\b[^.]{{0,40}}?\b(?:by|from|of|with)\b\s+(?:the\s+)?(.{{0,120}})", title, re.IGNORECASE
    )
    if found:
        return re.split(r"\b(?:on|about|regarding|after|following|concerning|in|at|before|to|during)\b", found[1])[0]
    owner = re.search(rf"^(.{{4,120}})['’]s?\s+(?:{kinds})", title, re.IGNORECASE | re.MULTILINE)
    return owner[1] if owner else ""


def _where(text: AnalysedText, called: str) -> Range | None:
    """Where the text has the issuer's name, be it inside an address; spaces count for nothing."""
    pattern = r"[\s.-]*".join(re.escape(word) for word in called.split())
    found = re.search(pattern, text.document.text, re.IGNORECASE)
    if found is None and called:
        found = re.search(re.escape(called.rsplit(maxsplit=1)[-1]), text.document.text, re.IGNORECASE)
    return found.span() if found else None


def _where_state(text: AnalysedText, code: str) -> tuple[str, Range | None]:
    found = find_states(text.document.text)
    first = next((m for m in found if m.code == code), found[0] if found and not code else None)
    return (first.code, (first.start, first.end)) if first else ("", None)
