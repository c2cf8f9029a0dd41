"""Whose words they are: the person or body behind a source phrase, their role, and the State they speak for."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from homeward.basics.states import Naming, find_states
from homeward.claims.alignment import Range
from homeward.claims.readers.english.attribution import Attribution, sentence_at
from homeward.claims.readers.english.model import AnalysedText, PeopleInText, PersonInText

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
    usual_state: tuple[str, Range] | None = None

    def __post_init__(self) -> None:
        """Note the State that the text names most: its unnamed prosecutors and police are taken for that State's."""
        counts: dict[str, int] = {}
        first: dict[str, Range] = {}
        for mention in find_states(self.text.masked):
            weight = 3 if mention.how is Naming.AGENCY else 1
            counts[mention.code] = counts.get(mention.code, 0) + weight
            first.setdefault(mention.code, (mention.start, mention.end))
        if counts:
            most = max(counts, key=lambda code: (counts[code], -first[code][0]))
            self.usual_state = (most, first[most])

    def of(self, attribution: Attribution) -> tuple[Speaker, ...]:
        """Return who speaks there; empty where nobody definite does."""
        found = tuple(self._speakers(attribution))
        self.known.extend(found)
        return found

    def _speakers(self, one: Attribution) -> Iterator[Speaker]:
        if one.source is None or not one.heads:
            if one.group == "bare" and self.known and one.sentence - self._last_sentence() <= 2:
                yield self.known[-1]
            return
        for head in one.heads:
            token = self.text.parse[head]
            people = self._goes_on(one, token) or tuple(self.people.at(head)) or self._named_beside(one, head)
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
        last = self.known[-1]
        near = one.sentence - sentence_at(self.text, last.at[0]) <= _SAME_SPEAKER_WITHIN
        if last.person is None or not near or last.person.gender not in {"", _GENDERS[token.lower_]}:
            return ()
        return (last.person,)

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
        kind = HELD if person.in_scope else _class_of(described) or (earlier.kind if earlier else "")
        state = self._state(kind, one, person.role_at) or (
            (earlier.state, earlier.state_at) if earlier and earlier.state_at else None
        )
        return Speaker(person.name, at, kind, person, role_at, state[0] if state else "", state[1] if state else None)

    def _state_of_official(self, kind: str, person: PersonInText) -> tuple[str, Range] | None:
        """Somebody in office, no State beside the name: the State named beside another mention, else the text's own."""
        if kind not in speaker_words().for_a_state or kind == "lawmaker" or _FORMER.search(person.role):
            return None
        for mention in person.mentions:
            near = find_states(self.text.masked, max(0, mention.start - 60), mention.start)
            if (
                near
                and mention.how == "name"
                and not re.search(r"[.;:!?]", self.text.masked[near[-1].end : mention.start])
            ):
                return near[-1].code, (near[-1].start, near[-1].end)
        return self.usual_state

    def _role_here(self, one: Attribution, head: int) -> Range | None:
        """The words before the name in the source phrase, or the appositive behind it."""
        token = self.text.parse[head]
        if one.source:
            name_starts = min(
                (m.start for p in self.people.at(head) for m in p.mentions if m.start <= token.idx < m.end),
                default=token.idx,
            )
            before = (one.source[0], len(self.text.masked[:name_starts].rstrip(" ,")))
            if before[1] - before[0] > 2 and len(one.heads) == 1:
                return before
        return one.appositive

    def _words(self, one: Attribution) -> str:
        """The words of the source and of its appositive."""
        return " ".join(self.text.masked[slice(*span)] for span in (one.source, one.appositive) if span)

    def _meant_by(self, token: Any) -> Iterator[Speaker]:
        """A pronoun that nobody could be found for goes on with the last speaker."""
        if self.known and sentence_at(self.text, token.idx) - self._last_sentence() <= 3:
            last = self.known[-1]
            no_person = token.lower_ == "it" or token.tag_ == "NN"
            if no_person == (last.person is None) or token.lower_ == "they":
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
        earlier = self._same_role(self.text.parse[head], start)
        if earlier is not None:
            return earlier
        if name.lower() in _NEVER:
            return None
        kind = _class_of(name) or _class_of(self._words(one))
        state = self._state(kind, one, None, usual=True)
        longest = self._longest_form(name)
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

    def _same_role(self, token: Any, start: int) -> Speaker | None:
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
            if re.search(rf"(?<!\w){re.escape(token.lower_)}(?!\w)", words, re.IGNORECASE):
                return speaker
        named = [
            p
            for p in self.people.people
            if re.search(rf"(?<!\w){re.escape(token.lower_)}(?!\w)", p.role, re.IGNORECASE)
        ]
        if len(named) != 1 or not named[0].mentions:
            return None
        first = named[0].mentions[0]
        kind = HELD if named[0].in_scope else _class_of(named[0].role)
        return Speaker(named[0].name, (first.start, first.end), kind, named[0])

    def _bare_words(self, start: int, token: Any) -> list[str]:
        """The phrase's words behind its article or owner."""
        words = self.text.masked[start : token.idx + len(token.text)]
        return re.split(r"['’]s\s+", words)[-1].split()[0 if "'s" in words or "’s" in words else 1 :]

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

    def _state(
        self, kind: str, one: Attribution, role_at: Range | None, *, usual: bool = False
    ) -> tuple[str, Range] | None:
        if kind not in speaker_words().for_a_state:
            return self._state_itself(one) if usual else None
        spans = [span for span in (one.source, one.appositive, role_at) if span is not None]
        for span in spans:
            if _FORMER.search(self.text.masked[slice(*span)]):
                return None
            for mention in find_states(self.text.masked, *span):
                return mention.code, (mention.start, mention.end)
        return self.usual_state if usual and kind != "lawmaker" else None

    def _state_itself(self, one: Attribution) -> tuple[str, Range] | None:
        """ "Moscow said": a State, its people's government or its seat is itself the speaker."""
        source = one.source or one.at
        found = find_states(self.text.masked, *source)
        if found and found[-1].end == source[1] and found[-1].how is not Naming.PEOPLE:
            return found[-1].code, (found[-1].start, found[-1].end)
        return None


_GENDERS = {"he": "male", "she": "female"}
_SAME_SPEAKER_WITHIN = 2
"""How many sentences after the last speech a pronoun still means its speaker."""
_NEVER = frozenset(
    "law document documents it which that this everyone nobody who one they all report reports media some many".split()
)
_FORMER = re.compile(r"(?<!\w)(?:former|ex|late|retired|onetime)(?!\w)", re.IGNORECASE)


def _class_of(words: str) -> str:
    return next((name for name, pattern in speaker_words().classes.items() if pattern.search(words)), "")


def _word_range(token: Any) -> Range:
    return token.idx, token.idx + len(token.text)
