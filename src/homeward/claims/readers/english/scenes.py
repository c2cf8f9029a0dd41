"""One sentence with what stands in it: its words, the States and dates it names, the people it means."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from homeward.basics.states import Naming, StateMention
from homeward.claims.alignment import Range, Said
from homeward.claims.readers.english.between_words import word_set
from homeward.claims.readers.english.datelines import said_on
from homeward.claims.readers.english.dates import DateInText, find_dates, nearest_date
from homeward.claims.readers.english.model import AnalysedText, PeopleInText, PersonInText, TextSentence
from homeward.claims.readers.english.nationalities import states_between, states_in
from homeward.claims.readers.english.scope import is_counsel_or_kin
from homeward.claims.readers.english.speech import Speech
from homeward.claims.readers.english.verb_forms import lemma_of

ACTORS = frozenset({Naming.NAME, Naming.PEOPLE, Naming.SEAT, Naming.BODY, Naming.AGENCY})
"""Ways of naming a State that may make it one who acts; a mere place does not."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a whole document tells a sentence: the States it is about, most named first, and its dates."""

    text: AnalysedText
    people: PeopleInText
    states: tuple[str, ...]
    dates: tuple[DateInText, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence of a document: `words` are its tokens without white space, `states` what names a State in it."""

    around: Surroundings
    number: int
    sentence: TextSentence
    words: tuple[Any, ...]
    states: tuple[StateMention, ...]

    @property
    def text(self) -> AnalysedText:
        """The analysed document."""
        return self.around.text

    @property
    def at(self) -> Range:
        """Where the sentence stands."""
        return self.sentence.start, self.sentence.end

    @property
    def said(self) -> str:
        """The sentence's words, markup masked."""
        return self.text.masked[self.sentence.start : self.sentence.end]

    def people_in(self, at: Range) -> list[tuple[PersonInText, Range]]:
        """Return whom the words at a stretch mean, each once, with the first place that means them."""
        found: dict[str, tuple[PersonInText, Range]] = {}
        for word in self.words:
            if at[0] <= word.idx < at[1]:
                for person in self.around.people.at(word.i):
                    found.setdefault(person.name, (person, _mention_at(person, word)))
        return list(found.values())

    def held_in(self, at: Range) -> list[tuple[PersonInText, Range]]:
        """Return whom the words at a stretch mean but for those in office, counsel, kin, and whose these are."""
        owners = {word.idx for word in self.words if word.tag_ == "PRP$" and is_counsel_or_kin(lemma_of(word.head))}
        found = [one for one in self.people_in(at) if not in_office(one[0]) and one[1][0] not in owners]
        return [one for one in found if one[0].in_scope or not is_counsel_or_kin(one[0].role)]

    def states_in(self, at: Range, hows: Iterable[Naming] = ACTORS) -> list[StateMention]:
        """Return the States named at a stretch in one of the given ways, each code once."""
        found: dict[str, StateMention] = {}
        for mention in self.states:
            if at[0] <= mention.start and mention.end <= at[1] and mention.how in hows:
                found.setdefault(mention.code, mention)
        return list(found.values())

    def state_said(self, code: str) -> Said:
        """Return a State as a value, at the nearest place that names it."""
        mentions = [one for one in states_in(self.text.masked) if one.code == code]
        nearest = min(mentions, key=lambda one: (abs(one.start - self.sentence.start), one.start))
        return Said(code, ((nearest.start, nearest.end),))

    def date_of(self, at: Range) -> Said | None:
        """Return the date in this sentence that tells when the words at a stretch happened."""
        found = nearest_date(self.around.dates, self.text.masked, at, *self.at)
        return Said(found.edtf, ((found.start, found.end),)) if found and found.edtf else None

    def other_state(self, than: Iterable[str]) -> str:
        """Return the State that the sentence, else the document, names most beside the given ones; empty if none."""
        out = set(than)
        here = [one.code for one in self.states if one.how in ACTORS and one.code not in out]
        if here:
            return here[0]
        return next((code for code in self.around.states if code not in out), "")


def speech_at(speeches: Sequence[Speech], at: Range) -> Speech | None:
    """Return the innermost speech by somebody definite that holds a stretch."""
    spoken = [(one.attribution.content, one) for one in speeches if one.speakers]
    holding = [(end - start, one) for (start, end), one in spoken if start <= at[0] and at[1] <= end]
    return min(holding, key=lambda one: one[0], default=(0, None))[1]


def in_office(person: PersonInText) -> bool:
    """Tell whether somebody speaks or acts for a State, by their description; a held person never counts as one."""
    if person.in_scope:
        return False
    return person.official or bool(set(person.role.lower().split()) & word_set("state_nouns"))


def _mention_at(person: PersonInText, word: Any) -> Range:
    end = word.idx + len(word.text)
    mention = next((one for one in person.mentions if one.start <= word.idx < one.end), None)
    return (mention.start, mention.end) if mention else (word.idx, end)


def find_scenes(text: AnalysedText, people: PeopleInText) -> list[Scene]:
    """Return every sentence of the text that is no heading, in order."""
    named = Counter(one.code for one in states_in(text.masked) if one.how is not Naming.PLACE)
    order = tuple(code for code, _ in sorted(named.items(), key=lambda one: (-one[1], one[0])))
    issued = said_on(text)
    around = Surroundings(text, people, order, tuple(find_dates(text.masked, issued)))
    tokens = [token for token in text.parse if not token.is_space]
    starts = [token.idx for token in tokens]
    scenes = []
    for number, sentence in enumerate(text.sentences):
        words = tuple(tokens[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)])
        if words and not sentence.heading:
            states = states_between(text.masked, sentence.start, sentence.end)
            scenes.append(Scene(around, number, sentence, words, states))
    return scenes
