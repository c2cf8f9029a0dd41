"""Read a text from its start and note, word by word, which of its people is meant."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from homeward.claims.readers.english.clauses import children, with_conjuncts
from homeward.claims.readers.english.descriptions import Description
from homeward.claims.readers.english.model import AnalysedText, PersonInText, PersonMention
from homeward.claims.readers.english.person_nouns import (
    NounMention,
    gets_name,
    noun_mentions,
    resolve_noun,
    resolve_several,
)
from homeward.claims.readers.english.pronouns import (
    PLURAL,
    RELATIVE,
    SINGULAR,
    reflexive_subject,
    relative_antecedent,
    resolve_singular,
)
from homeward.claims.readers.english.referents import SUBJECT, Positions, Referent, phrase_head, place_of
from homeward.claims.readers.english.triggers import find_triggers

Meant = dict[int, tuple[PersonInText, ...]]


class MentionReader:
    """Keeps who has been spoken of while a text is read; `meant` is the result."""

    def __init__(
        self,
        text: AnalysedText,
        people: Sequence[PersonInText],
        descriptions: Mapping[int, Sequence[Description]],
    ) -> None:
        """Take the people with their names' places; `descriptions` has what stands beside each, by their order."""
        self._text = text
        self._positions = Positions(text)
        self._referents = [Referent(person, gender=person.gender, total=len(person.mentions)) for person in people]
        self._descriptions = {id(person): descriptions.get(at, ()) for at, person in enumerate(people)}
        self._people = people
        self._held = custody_tokens(text)
        self._unnamed: list[tuple[int, Referent]] = []
        self._groups: list[tuple[NounMention, int]] = []
        self._together: list[tuple[int, tuple[Referent, ...]]] = []
        self._by_token: dict[int, tuple[Referent, ...]] = {}
        self._names = self._name_heads()
        self._nouns = {mention.token.i: mention for mention in noun_mentions(text)}

    def read(self) -> Meant:
        """Return, for each token that means people of the text, whom it means."""
        for token in self._text.parse:
            if token.i in self._names:
                self._read_name(token, self._names[token.i])
            elif token.lower_ in SINGULAR or token.lower_ in PLURAL or token.lower_ in RELATIVE:
                self._read_pronoun(token)
            elif token.i in self._nouns and token.i not in self._by_token:
                self._read_noun(self._nouns[token.i])
        return {at: people for at, those in self._by_token.items() if (people := _named(those))}

    def _name_heads(self) -> dict[int, Referent]:
        heads = {}
        for referent, person in zip(self._referents, self._people, strict=True):
            for mention in person.mentions:
                span = self._text.parse.char_span(mention.start, mention.end, alignment_mode="expand")
                if span is not None:
                    heads[span.root.i] = referent
                    self._by_token.update((token.i, (referent,)) for token in span)
            for description in self._descriptions[id(person)]:
                if description.noun:
                    self._by_token.setdefault(description.head, (referent,))
        return heads

    def _read_name(self, token: Any, referent: Referent) -> None:
        if not referent.tokens:
            for description in self._descriptions[id(referent.person)]:
                referent.learn(description)
            self._name_unnamed(token, referent)
        self._note(token, (referent,))
        chain = [one for one in with_conjuncts(phrase_head(token)) if one.i in self._by_token]
        if len(chain) > 1:
            group = tuple(dict.fromkeys(r for one in chain for r in self._by_token[one.i]))
            self._together.append((token.i, group))
            self._name_group(token, group)

    def _name_unnamed(self, token: Any, named: Referent) -> None:
        """Let "a Russian citizen" of the sentence before be the one who is named now."""
        if named.person is None or named.person.official or _says_something(token):
            return
        for at, introduced in reversed(self._unnamed):
            if introduced.custody and gets_name(introduced, at, named, token.i, self._positions):
                introduced.person = named.person
                named.nouns |= introduced.nouns
                named.nationality |= introduced.nationality
                named.custody += introduced.custody
                for token_at, those in list(self._by_token.items()):
                    if introduced in those:
                        self._by_token[token_at] = tuple(named if one is introduced else one for one in those)
                return

    def _name_group(self, token: Any, group: tuple[Referent, ...]) -> None:
        """Let "three Americans" be the three who are named soon after."""
        for mention, at in reversed(self._groups):
            near = self._positions.sentence(token.i) - at <= 2 and mention.token.i < token.i
            if near and mention.number == len(group) and mention.token.i not in self._by_token:
                self._by_token[mention.token.i] = group
                return

    def _read_pronoun(self, token: Any) -> None:
        word = token.lower_
        if word in RELATIVE:
            antecedent = relative_antecedent(token)
            found = self._at(antecedent) if antecedent is not None else ()
            self._by_token.update({token.i: found} if found else {})
            return
        if word.endswith(("self", "selves")):
            found = tuple(r for subject in reflexive_subject(token) for r in self._at(subject))
            if found:
                self._note(token, found)
                return
        if word in PLURAL:
            group = self._latest_together(token)
            if group:
                self._note(token, group)
            return
        one = resolve_singular(token, SINGULAR[word], self._spoken_of(), self._positions)
        if one is not None:
            one.gender = one.gender or SINGULAR[word]
            self._note(token, (one,))

    def _latest_together(self, token: Any) -> tuple[Referent, ...]:
        here = self._positions.sentence(token.i)
        for at, group in reversed(self._together):
            if at < token.i and here - self._positions.sentence(at) <= 2:
                return group
        return ()

    def _read_noun(self, mention: NounMention) -> None:
        token = mention.token
        if mention.plural:
            group = resolve_several(mention, self._spoken_of(), self._together) if mention.definite else ()
            if group:
                self._note(token, group)
                self._together.append((token.i, group))
            else:
                self._groups.append((mention, self._positions.sentence(token.i)))
                if place_of(token) == SUBJECT:  # "they" will rather mean these people than those named before them
                    self._together.append((token.i, ()))
            return
        described = self._described_by(mention)
        if described is None and mention.definite and not mention.owned:
            described = resolve_noun(mention, self._spoken_of(), self._positions)
        if described is None:
            described = Referent(None)
            self._unnamed.append((token.i, described))
        described.learn(mention.description)
        self._note(token, (described,))

    def _described_by(self, mention: NounMention) -> Referent | None:
        """Return whom the noun is said of: "Bout is a former officer"."""
        token = mention.token
        if children(token, "cop"):
            subject = next(iter(children(token, "nsubj")), None)
            found = self._at(subject) if subject is not None else ()
            return found[0] if len(found) == 1 else None
        if token.dep_ == "appos" and token.head.i in self._by_token and not mention.owned:
            found = self._by_token[token.head.i]
            return found[0] if len(found) == 1 and found[0].person else None
        return None

    def _at(self, token: Any) -> tuple[Referent, ...]:
        """Return whom a noun phrase means, those joined to it by "and" included."""
        found = [r for one in with_conjuncts(phrase_head(token)) for r in self._by_token.get(one.i, ())]
        return tuple(dict.fromkeys(found)) if found else self._by_token.get(token.i, ())

    def _spoken_of(self) -> list[Referent]:
        return [one for one in self._referents if one.tokens] + [one for _, one in self._unnamed if one.person is None]

    def _note(self, token: Any, those: tuple[Referent, ...]) -> None:
        self._by_token[token.i] = those
        for one in those:
            one.tokens.append(token.i)
            one.custody += token.i in self._held or phrase_head(token).i in self._held

    def referent_of(self, person: PersonInText) -> Referent:
        """Return what was learnt about a person."""
        return next(one for one in self._referents if one.person is person)


def custody_tokens(text: AnalysedText) -> Mapping[int, list[str]]:
    """Return the tokens of which the text says that they were held, tried or freed, each with the kinds of event."""
    found: dict[int, list[str]] = defaultdict(list)
    for sentence in text.parse.sents:
        for trigger in find_triggers(sentence):
            for person in trigger.persons:
                found[person.i].append(trigger.kind)
    return found


def mention_at(text: AnalysedText, token_index: int) -> PersonMention:
    """Return the pronoun or noun at a token as a mention."""
    token = text.parse[token_index]
    how = "pronoun" if token.pos_ == "PRON" else "noun"
    return PersonMention(token.idx, token.idx + len(token), how)


def _named(those: Sequence[Referent]) -> tuple[PersonInText, ...]:
    return tuple(one.person for one in those if one.person is not None)


def _says_something(token: Any) -> bool:
    verb = phrase_head(token).head
    return phrase_head(token).dep_ == "nsubj" and verb.lemma_ in {"say", "tell", "add", "write"}
