"""Whose words they are: the person or body behind a source phrase, their role, and the State they speak for."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from homeward.claims.alignment import Range
from homeward.claims.readers.english.attribution import Attribution, sentence_at
from homeward.claims.readers.english.model import AnalysedText, PeopleInText, PersonInText
from homeward.claims.readers.english.speaker_states import SpeakerStates, SpokenFor

HELD = "held"
"""The class of a speaker who is a held person; the other classes are in speakers.yaml."""
_ARTICLE = re.compile(r"(?:the|an?|and|but|whose|both)\s+", re.IGNORECASE)
_LINK = re.compile(r"[\s,]*(?:along )?(?:and |with )?\s*")
_ABBREVIATED = re.compile(r"((?:[A-Z][\w’'-]+ (?:of |for |the |and )*){1,6}[A-Z][\w’'-]+) \((?:the )?([A-Z]{2,})\)")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Someone who is said to speak: the name or phrase, where it stands, and what the text says of them."""

    name: str
    at: Range
    kind: str
    """held, or a class of speakers.yaml, or "" where nothing tells."""
    person: PersonInText | None = None
    role_at: Range | None = None
    state: str = ""
    state_at: Range | None = None


@dataclass(frozen=True, slots=True)
class SpeakerWords:
    """What speakers.yaml lists."""

    classes: Mapping[str, re.Pattern[str]]
    for_a_state: frozenset[str]
    vague: frozenset[str]
    papers: frozenset[str]
    outlets: re.Pattern[str]


@cache
def speaker_words() -> SpeakerWords:
    """Read speakers.yaml once."""
    data = yaml.safe_load(files("homeward.claims").joinpath("lexicon/speakers.yaml").read_text(encoding="utf-8"))
    classes = {name: _any_of(words, re.IGNORECASE) for name, words in data["classes"].items()}
    nouns = "|".join(map(re.escape, data["outlet_nouns"]))
    names = "|".join(map(re.escape, sorted(data["outlets"], key=len, reverse=True)))
    described = rf"(?:[A-Z][\w’'-]*\s+){{1,4}}(?:{nouns})"
    outlets = re.compile(rf"(?<![\w’'])(?:{described}|(?:The )?(?:{names})(?:\s+(?:{nouns}))?)(?![\w])(?!['’]s? )")
    return SpeakerWords(
        classes, frozenset(data["for_a_state"]), frozenset(data["vague"]), frozenset(data["papers"]), outlets
    )


def _any_of(words: Sequence[str], flags: re.RegexFlag) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})(?!\w)", flags)


@dataclass(slots=True)
class SpeakersInText:
    """Finds the speakers of one text's attributions, in their order: later ones lean on earlier ones."""

    text: AnalysedText
    people: PeopleInText
    known: list[Speaker] = field(default_factory=list)
    states: SpeakerStates = field(init=False)

    def __post_init__(self) -> None:
        """Read the text's States once."""
        self.states = SpeakerStates(self.text)

    def of(self, attribution: Attribution) -> tuple[Speaker, ...]:
        """Return who speaks there; empty where nobody definite does."""
        found = tuple(self._speakers(attribution))
        self.known.extend(found)
        return found

    def _speakers(self, one: Attribution) -> Iterator[Speaker]:
        if one.source is None or not one.heads:
            if one.group == "bare" and self.known and one.sentence - self._last_sentence() <= _SAME_SPEAKER_WITHIN:
                yield self.known[-1]
            return
        for head in one.heads:
            token = self.text.parse[head]
            people = self._goes_on(one, token) or self._meant_at(token)
            people = people or self._named_beside(one, head) or self._owner_of_take(token)
            if people:
                yield from (self._person(one, person, head) for person in people)
            elif token.tag_ in {"PRP", "WP"} or token.lower_ in {"both", "i"} or self._is_paper(token, one):
                yield from self._meant_by(token)
            else:
                speaker = self._described(one, head)
                if speaker is not None:
                    yield speaker

    def _goes_on(self, one: Attribution, token: Any) -> tuple[PersonInText, ...]:
        """ "he said" after somebody's speech goes on with that speaker, unless he is not a man."""
        if token.lower_ not in _GENDERS or not self.known or one.nested:
            return ()
        named = [speaker for speaker in self.known if speaker.person is not None and speaker.kind != "media"]
        person = named[-1].person if named else None
        if person is None or person.gender not in {"", _GENDERS[token.lower_]}:
            return ()
        near = one.sentence - sentence_at(self.text, named[-1].at[0]) <= _SAME_SPEAKER_WITHIN
        return (person,) if near else ()

    def _meant_at(self, token: Any) -> tuple[PersonInText, ...]:
        """Whom the head means; one person is not meant by "prosecutors"."""
        people = tuple(self.people.at(token.i))
        return () if len(people) == 1 and token.tag_ == "NNS" else people

    def _owner_of_take(self, token: Any) -> tuple[PersonInText, ...]:
        """ "Her take:" has her for its speaker."""
        owner = next((child for child in token.children if child.tag_ == "PRP$"), None)
        return tuple(self.people.at(owner.i)) if owner is not None and token.lower_ in _TAKES else ()

    def _is_paper(self, token: Any, one: Attribution) -> bool:
        """ "the statement said" goes on with whoever issued it, unless the phrase says who that is."""
        short = one.source is not None and one.source[1] - one.source[0] <= len(token.text) + 4
        return short and token.lower_ in speaker_words().papers

    def _last_sentence(self) -> int:
        return sentence_at(self.text, self.known[-1].at[0])

    def _named_beside(self, one: Attribution, head: int) -> tuple[PersonInText, ...]:
        """Somebody named in the appositive of a noun ("Namazi's mother, Effie Namazi,") or at the phrase's end."""
        inside = self.text.parse[head]
        for person in self.people.people:
            for mention in person.mentions:
                if mention.how != "name":
                    continue
                if mention.start <= inside.idx < mention.end:
                    return (person,)
                if (
                    one.appositive
                    and one.appositive[0] <= mention.start <= one.appositive[0] + 1
                    and inside.tag_ in {"NN", "NNS"}
                ):
                    return (person,)
        return ()

    def _person(self, one: Attribution, person: PersonInText, head: int) -> Speaker:
        at = one.source if one.source and len(one.heads) == 1 else _word_range(self.text.parse[head])
        earlier = next((s for s in reversed(self.known) if s.person is person), None)
        role_at = self._role_here(one, head)
        described = self._words(one) + " " + person.role
        kind = _class_of(described) or (earlier.kind if earlier else "")
        if person.in_scope and kind != "lawyer" and not is_counsel(person):
            kind = HELD
        state = self._state_of_named(kind, one, person, earlier)
        return Speaker(person.name, at, kind, person, role_at, *(state or ("", None)))

    def _state_of_named(
        self, kind: str, one: Attribution, person: PersonInText, earlier: Speaker | None
    ) -> SpokenFor | None:
        """The State in the phrase, that of the same person before, of a colleague just heard, or of other mentions."""
        if kind not in speaker_words().for_a_state:
            return None
        told = self.states.beside((one.source, one.appositive, person.role_at))
        if told is not None or (earlier is not None and earlier.state_at is not None):
            return told or (_spoken_for(earlier) if earlier else None)
        colleagues = [speaker for speaker in self.known if speaker.kind == kind and speaker.state_at]
        if colleagues and one.sentence - sentence_at(self.text, colleagues[-1].at[0]) <= _COLLEAGUE_WITHIN:
            return _spoken_for(colleagues[-1])
        return None if kind == "lawmaker" else self.states.of_official(person)

    def _role_here(self, one: Attribution, head: int) -> Range | None:
        """The words before the name in the source phrase, or the appositive behind it."""
        token = self.text.parse[head]
        if one.source and not self._is_named_at(token):
            return self._role_of_noun(one.source, token) if len(one.heads) == 1 else one.appositive
        if one.source:
            name_starts = min(
                (m.start for p in self.people.at(head) for m in p.mentions if m.start <= token.idx < m.end),
                default=token.idx,
            )
            before = (one.source[0], len(self.text.masked[:name_starts].rstrip(" ,")))
            if before[1] - before[0] > 2 and len(one.heads) == 1:
                return before
        return one.appositive

    def _role_of_noun(self, source: Range, token: Any) -> Range | None:
        """The words up to the name ("Secretary of State"), else all ("his mother"); none for several ("presidents")."""
        people = self.people.at(token.i)
        if token.tag_ not in {"NN", "NNP"} or len(people) != 1:
            return None
        names = [one.start for one in people[0].mentions if one.how == "name" and source[0] < one.start < source[1]]
        end = len(self.text.masked[: min(names)].rstrip(" ,")) if names else source[1]
        return source[0], end

    def _is_named_at(self, token: Any) -> bool:
        """Tell whether the word is part of a name, of somebody's or of one that nobody was made of."""
        return any(name.start <= token.idx < name.end for name in self.text.names) or any(
            mention.how == "name" and mention.start <= token.idx < mention.end
            for person in self.people.at(token.i)
            for mention in person.mentions
        )

    def _words(self, one: Attribution) -> str:
        """The words of the source and of its appositive."""
        return " ".join(self.text.masked[slice(*span)] for span in (one.source, one.appositive) if span)

    def _meant_by(self, token: Any) -> Iterator[Speaker]:
        """A pronoun that nobody could be found for goes on with the last speaker."""
        if self.known and sentence_at(self.text, token.idx) - self._last_sentence() <= 3:
            last = self.known[-1]
            if (token.lower_ == "it") == (last.person is None) or token.lower_ == "they" or token.tag_ == "NN":
                yield last

    def _described(self, one: Attribution, head: int) -> Speaker | None:
        """A body or an unnamed speaker: the phrase itself, or whom it stands for."""
        masked = self.text.masked
        start, end = one.source or one.at
        if len(one.heads) > 1:
            start, end = self._part_of_source(one, head)
        article = _ARTICLE.match(masked, start, end)
        name = " ".join(masked[article.end() if article else start : end].split())
        definite = article is not None and article[0].lower().startswith("the")
        if not name or (name.lower() in speaker_words().vague and not definite):
            return None
        earlier = self._same_role(one, self.text.parse[head], start)
        if earlier is not None:
            return earlier
        if name.lower() in _NEVER:
            return None
        kind = _class_of(name) or _class_of(self._words(one))
        state = self._state_of_phrase(kind, one)
        longest = self._full_name(self.text.parse[head]) or self._longest_form(name)
        return Speaker(
            longest[0],
            longest[1] or (start, end),
            kind,
            None,
            None,
            state[0] if state else "",
            state[1] if state else None,
        )

    def _part_of_source(self, one: Attribution, head: int) -> Range:
        """The part of a joint source that belongs to one of its heads."""
        source = one.source or one.at
        heads = [self.text.parse[i] for i in one.heads]
        place = one.heads.index(head)
        start = source[0] if place == 0 else heads[place - 1].idx + len(heads[place - 1].text)
        link = _LINK.match(self.text.masked, start, source[1])
        start = link.end() if link else start
        end = heads[place].idx + len(heads[place].text) if place + 1 < len(heads) else source[1]
        return start, max(end, start + 1)

    def _with_state(self, speaker: Speaker, one: Attribution) -> Speaker:
        """The same speaker, whose State this phrase may be the first to name."""
        if speaker.state_at or speaker.kind not in speaker_words().for_a_state:
            return speaker
        state = self.states.beside((one.source,))
        return replace(speaker, state=state.code, state_at=state.at) if state else speaker

    def _same_role(self, one: Attribution, token: Any, start: int) -> Speaker | None:
        """ "the judge", "the lawyer": the last speaker who was called that."""
        phrase = self.text.masked[start : token.idx + len(token.text)].lower()
        definite = phrase.startswith(("the ", "his ", "her ", "their ")) or "'s " in phrase or "’s " in phrase
        if (
            token.tag_ not in {"NN", "NNS"}
            or not definite
            or any(w[:1].isupper() for w in self._bare_words(start, token))
        ):
            return None
        for speaker in reversed(self.known):
            words = speaker.person.role if speaker.person else speaker.name
            if speaker.role_at:
                words += " " + self.text.masked[slice(*speaker.role_at)]
            if _is_called(token.lower_, words):
                return self._with_state(speaker, one)
        named = [person for person in self.people.people if _is_called(token.lower_, person.role)]
        if len(named) != 1 or not named[0].mentions:
            return None
        first = named[0].mentions[0]
        kind = HELD if named[0].in_scope else _class_of(named[0].role)
        return Speaker(named[0].name, (first.start, first.end), kind, named[0])

    def _bare_words(self, start: int, token: Any) -> list[str]:
        """The phrase's words behind its article or owner."""
        words = self.text.masked[start : token.idx + len(token.text)]
        return re.split(r"['’]s\s+", words)[-1].split()[0 if "'s" in words or "’s" in words else 1 :]

    def _full_name(self, token: Any) -> tuple[str, Range] | None:
        """A person's name that covers the head, though nobody was made of it."""
        covering = next((n for n in self.text.names if n.label == "PER" and n.start <= token.idx < n.end), None)
        if covering is None:
            return None
        return " ".join(self.text.masked[covering.start : covering.end].split()), (covering.start, covering.end)

    def _longest_form(self, name: str) -> tuple[str, Range | None]:
        """Return the fullest name that the text has for a body ("US Justice Department"), and where it stands."""
        for match in _ABBREVIATED.finditer(self.text.masked):
            if match[2] == name:
                return match[1], match.span(1)
        words = set(name.split())
        best, at = name, None
        for other in self.text.names:
            longer = " ".join(self.text.masked[other.start : other.end].split())
            if (
                other.label == "ORG"
                and words < set(longer.split())
                and len(longer) > len(best)
                and any(w[:1].isupper() for w in words)
            ):
                best, at = longer, (other.start, other.end)
        return best, at

    def _state_of_phrase(self, kind: str, one: Attribution) -> SpokenFor | None:
        """The State of an unnamed speaker: in the phrase, or for officials of no named State the text's usual one."""
        if kind not in speaker_words().for_a_state:
            return self.states.itself(one.source or one.at)
        return self.states.beside((one.source, one.appositive)) or (self.states.usual if kind != "lawmaker" else None)


_TAKES = frozenset(
    {"take", "view", "answer", "message", "verdict", "conclusion", "response", "reply", "words", "advice"}
)
_GENDERS = {"he": "male", "she": "female"}
_COLLEAGUE_WITHIN = 4
_SAME_SPEAKER_WITHIN = 3
"""How many sentences after the last speech a pronoun still means its speaker."""
_NEVER = frozenset(
    "law document documents it which that this everyone nobody who one they all report reports media some many".split()
)


def _is_called(noun: str, role: str) -> bool:
    """Tell whether the noun is what the role calls somebody, not the "judiciary" of a "judiciary spokesman"."""
    return (
        re.search(rf"(?<!\w){re.escape(noun)}(?=\s+(?:of|for|at|to|in|familiar|with|[A-Z])|\s*(?:,|$))", role)
        is not None
    )


def is_counsel(person: PersonInText) -> bool:
    """Tell whether the text calls somebody a lawyer: they speak for the held, and are not held themselves."""
    return _class_of(person.role) == "lawyer"


def _spoken_for(speaker: Speaker) -> SpokenFor | None:
    return SpokenFor(speaker.state, speaker.state_at) if speaker.state_at else None


def _class_of(words: str) -> str:
    return next((name for name, pattern in speaker_words().classes.items() if pattern.search(words)), "")


def _word_range(token: Any) -> Range:
    return token.idx, token.idx + len(token.text)
