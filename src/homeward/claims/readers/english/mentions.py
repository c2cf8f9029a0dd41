"""Read a text from its start and note, word by word, which of its people is meant."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from homeward.claims.readers.english.clauses import children, with_conjuncts
from homeward.claims.readers.english.descriptions import Description
from homeward.claims.readers.english.model import AnalysedText, PersonInText, PersonMention
from homeward.claims.readers.english.name_lists import is_list_gap, opens_list
from homeward.claims.readers.english.person_lexicon import person_nouns
from homeward.claims.readers.english.person_nouns import (
    NounMention,
    gets_name,
    noun_mentions,
    resolve_noun,
    resolve_several,
)
from homeward.claims.readers.english.pronouns import (
    FIRST,
    PLURAL,
    RELATIVE,
    SINGULAR,
    Choice,
    choices_for,
    choose,
    reflexive_subject,
    relative_antecedent,
    says,
)
from homeward.claims.readers.english.referents import SUBJECT, Positions, Referent, clause_head, phrase_head, place_of
from homeward.claims.readers.english.triggers import find_triggers

Meant = dict[int, tuple[PersonInText, ...]]
_CONVERSE = {
    **dict.fromkeys(("son", "daughter", "child"), ("father", "mother", "parent")),
    **dict.fromkeys(("father", "mother", "parent"), ("son", "daughter", "child")),
    **dict.fromkeys(("brother", "sister", "sibling"), ("brother", "sister", "sibling")),
    "wife": ("husband",),
    "husband": ("wife",),
}
"""What somebody is to the one who is their son, wife, and so on."""
_PRONOUNS = FIRST | PLURAL | RELATIVE | frozenset(SINGULAR)
_ATTRIBUTION = 80
"""Letters that may stand between two quotations of one speaker."""
_RELATIVES = person_nouns().kin | person_nouns().counsel
_REMEMBERED = 30
"""How many of those spoken of without a name, singly or together, are kept in mind."""


class MentionReader:
    """Keeps who has been spoken of while a text is read; `meant` is the result."""

    def __init__(
        self,
        text: AnalysedText,
        people: Sequence[PersonInText],
        descriptions: Mapping[int, Sequence[Description]],
        chooser: Callable[[Any, Sequence[Choice]], Referent | None] = choose,
    ) -> None:
        """Take the people with their names' places; `descriptions` has what stands beside each, by their order."""
        self._text = text
        self._positions = Positions(text)
        self._referents = [Referent(person, gender=person.gender, total=len(person.mentions)) for person in people]
        self._descriptions = {id(person): descriptions.get(at, ()) for at, person in enumerate(people)}
        self._people = people
        self._choose = chooser
        self._held = custody_tokens(text)
        self._unnamed: list[tuple[int, Referent]] = []
        self._groups: list[tuple[NounMention, int]] = []
        self._together: list[tuple[int, tuple[Referent, ...]]] = []
        self._speakers: dict[int, tuple[Referent, ...]] = {}
        self._spoke_last: tuple[Referent, ...] = ()
        self._by_token: dict[int, tuple[Referent, ...]] = {}
        self._described_at: dict[int, Referent] = {}
        self._names = self._name_heads()
        self._lead = _first_full_sentence(text)
        self._name_order = sorted(self._names)
        self._nouns = {mention.token.i: mention for mention in noun_mentions(text)}

    def read(self) -> Meant:
        """Return, for each token that means people of the text, whom it means."""
        for token in self._in_reading_order():
            if token.i in self._names:
                self._read_name(token, self._names[token.i])
            elif token.lower_ in _PRONOUNS:
                self._read_pronoun(token)
            elif token.i in self._nouns and token.i not in self._by_token:
                self._read_noun(self._nouns[token.i])
            if token.i in self._by_token and says(token, clause_head(token)):
                self._note_speaker(token)
        return {at: people for at, those in self._by_token.items() if (people := _named(those))}

    def _in_reading_order(self) -> Iterator[Any]:
        """Yield the tokens, what is quoted behind the words around it: who speaks is told outside the quotation."""
        passage: list[Any] = []
        for sentence in self._text.parse.sents:
            goes_on = bool(passage) and 0 <= self._quoted(passage[-1]) == self._quoted(sentence[0])
            if passage and not goes_on:
                yield from sorted(passage, key=lambda token: self._quoted(token) >= 0)
                passage = []
            passage.extend(sentence)
        yield from sorted(passage, key=lambda token: self._quoted(token) >= 0)

    def _quoted(self, token: Any) -> int:
        return self._positions.quotation(token.i)

    def _speakers_of(self, quotation: int) -> tuple[Referent, ...]:
        """Return who speaks in a quotation; one without a speaker of its own goes on with the last one's."""
        while quotation > 0 and quotation not in self._speakers and self._goes_on(quotation):
            quotation -= 1
        return self._speakers.get(quotation, ())

    def _goes_on(self, quotation: int) -> bool:
        one, other = self._text.quotations[quotation - 1 : quotation + 1]
        return other.start - one.end < _ATTRIBUTION and "   " not in self._text.masked[one.end : other.start]

    def _note_speaker(self, token: Any) -> None:
        """Take the subject of a verb of saying for the speaker of what is quoted in its sentence."""
        if self._quoted(token) < 0:
            self._spoke_last = self._by_token[token.i]
            for quotation in {self._quoted(one) for one in token.sent} - {-1}:
                self._speakers.setdefault(quotation, self._by_token[token.i])

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
                    self._described_at.setdefault(description.head, referent)
        return heads

    def _read_name(self, token: Any, referent: Referent) -> None:
        if not referent.tokens:
            for description in self._descriptions[id(referent.person)]:
                referent.learn(description)
            self._name_unnamed(token, referent)
        self._note(token, (referent,))
        group = self._listed(token, referent)
        if len(group) > 1:
            self._together.append((token.i, group))
            self._name_group(token, group)

    def _name_unnamed(self, token: Any, named: Referent) -> None:
        """Let "a Russian citizen" or "his mother" of the sentences before be the one who is named now."""
        for at, introduced in reversed(self._unnamed[-_REMEMBERED:]):
            if introduced.person is None and self._is_named_by(token, named, at, introduced):
                introduced.person = named.person
                named.nouns |= introduced.nouns
                named.nationality |= introduced.nationality
                named.custody += introduced.custody
                for token_at, those in list(self._by_token.items()):
                    if introduced in those:
                        self._by_token[token_at] = tuple(named if one is introduced else one for one in those)
                return

    def _is_named_by(self, token: Any, named: Referent, at: int, introduced: Referent) -> bool:
        relatives = introduced.nouns & named.nouns & _RELATIVES
        if relatives and (not introduced.gender or introduced.gender == named.gender):
            return True
        if named.person is None or named.person.official or says(token, clause_head(token)):
            return False
        if place_of(token) != SUBJECT and phrase_head(token).i not in self._held:
            return False
        is_lead = self._positions.sentence(at) <= self._lead and place_of(self._text.parse[at]) == SUBJECT
        return (introduced.custody > 0 or is_lead) and gets_name(introduced, at, named, token.i, self._positions)

    def _listed(self, token: Any, referent: Referent) -> tuple[Referent, ...]:
        """Return everyone named in one list with the person named at `token`, where the list ends with that name."""
        found = [referent]
        at = token
        while True:
            before = self._name_before(at)
            if before is None or not is_list_gap(self._text, before, at):
                break
            found.insert(0, self._names[before.i])
            at = before
        after = self._name_after(token)
        if after is not None and is_list_gap(self._text, token, after):
            return ()
        return tuple(dict.fromkeys(found))

    def _name_before(self, token: Any) -> Any | None:
        at = bisect_left(self._name_order, token.i)
        return self._text.parse[self._name_order[at - 1]] if at else None

    def _name_after(self, token: Any) -> Any | None:
        at = bisect_left(self._name_order, token.i) + 1
        return self._text.parse[self._name_order[at]] if at < len(self._name_order) else None

    def _name_group(self, token: Any, group: tuple[Referent, ...]) -> None:
        """Let "three Americans" be those who are named in a list soon after, all of them or as the list says."""
        for mention, at in reversed(self._groups[-_REMEMBERED:]):
            back = self._positions.sentence(token.i) - at
            if back > 2 or mention.token.i > token.i or mention.token.i in self._by_token:
                continue
            if any(set(one.nationality) and not _agrees_with(mention, one) for one in group):
                continue
            are_all = mention.number == len(group)
            is_custody = mention.token.i in self._held and mention.number >= len(group) and back <= 1
            if are_all or is_custody or (back == 0 and opens_list(self._text, mention.token, group[0].tokens)):
                self._by_token[mention.token.i] = group
                return

    def _read_pronoun(self, token: Any) -> None:
        word = token.lower_
        speakers = self._speakers_of(self._quoted(token))
        if word in FIRST:
            if len(speakers) == 1:
                self._note(token, speakers)
            return
        if word in RELATIVE:
            antecedent = relative_antecedent(token)
            found = self._named_just_before(token) or (self._at(antecedent) if antecedent is not None else ())
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
        others = [one for one in self._spoken_of() if one not in speakers]
        choices = choices_for(token, SINGULAR[word], others, self._positions, self._spoke_last)
        one = self._choose(token, choices)
        if one is not None:
            one.gender = one.gender or SINGULAR[word]
            self._note(token, (one,))

    def _named_just_before(self, token: Any) -> tuple[Referent, ...]:
        """Return whose name or description ends right before a relative pronoun, with those in one list with them."""
        at = token.i - 1
        while at > token.sent.start and (self._text.parse[at].is_space or self._text.parse[at].text == ","):
            at -= 1
        name = self._name_before(token)
        described = self._described_at.get(at)
        if described is not None and described.tokens and self._text.parse[at].tag_ in {"NN", "NNP"}:
            return (described,)
        if (
            name is None
            or self._by_token.get(at, ()) != self._by_token[name.i]
            or not self._text.parse[at].text[0].isupper()
        ):
            return ()
        verb = token.head
        is_plural = any(c.lower_ in {"are", "were", "have"} for c in (verb, *verb.children))
        group = next((group for last, group in reversed(self._together[-_REMEMBERED:]) if last == name.i), ())
        return group if is_plural and group else self._by_token[name.i]

    def _latest_together(self, token: Any) -> tuple[Referent, ...]:
        here = self._positions.sentence(token.i)
        for at, group in reversed(self._together[-_REMEMBERED:]):
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
        if described is None and mention.owned:
            described = self._relative(mention)
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

    def _relative(self, mention: NounMention) -> Referent | None:
        """Return whom "Bout's wife" or "his father" means, where the text has told whose relative somebody is."""
        owners = set(self._owners(mention.token))
        noun = mention.description.noun
        for referent in self._referents if owners else ():
            for told in self._descriptions[id(referent.person)]:
                others = self._owners(self._text.parse[told.head]) if told.noun in _CONVERSE else ()
                if told.noun == noun and owners & set(others) and told.head < mention.token.i:
                    return referent
                if (
                    referent in owners
                    and noun in _CONVERSE.get(told.noun, ())
                    and others
                    and told.head < mention.token.i
                ):
                    return others[0]
        return None

    def _owners(self, noun: Any) -> tuple[Referent, ...]:
        """Return whose the noun is: "Bout's", "his", "of Bout"."""
        ties = [child for child in children(noun, "nmod:poss", "nmod") if child.i in self._by_token]
        return tuple(one for child in ties for one in self._at(child))

    def _at(self, token: Any) -> tuple[Referent, ...]:
        """Return whom a noun phrase means, those joined to it by "and" included."""
        found = [r for one in with_conjuncts(phrase_head(token)) for r in self._by_token.get(one.i, ())]
        return tuple(dict.fromkeys(found)) if found else self._by_token.get(token.i, ())

    def _spoken_of(self) -> list[Referent]:
        return [one for one in self._referents if one.tokens] + [
            one for _, one in self._unnamed[-_REMEMBERED:] if one.person is None
        ]

    def _note(self, token: Any, those: tuple[Referent, ...]) -> None:
        self._by_token[token.i] = those
        for one in those:
            insort(one.tokens, token.i)
            one.custody += token.i in self._held or phrase_head(token).i in self._held

    def referent_of(self, person: PersonInText) -> Referent:
        """Return what was learnt about a person."""
        return next(one for one in self._referents if one.person is person)


def _first_full_sentence(text: AnalysedText) -> int:
    """Return the number of the first sentence of the parse that is no heading: the lead."""
    headings = [sentence.end for sentence in text.sentences if sentence.heading]
    for number, sentence in enumerate(text.parse.sents):
        if len(sentence) > 8 and not any(abs(sentence.end_char - end) <= 2 for end in headings):
            return number
    return 0


def _agrees_with(mention: NounMention, one: Referent) -> bool:
    states = {code for code, _ in mention.description.nationality}
    return not states or bool(states & one.nationality)


def custody_tokens(text: AnalysedText) -> Mapping[int, list[str]]:
    """Return the tokens of which the text says that they were held, tried or freed, each with the kinds of event."""
    found: dict[int, list[str]] = defaultdict(list)
    for sentence in text.parse.sents:
        for trigger in find_triggers(sentence):
            for person in trigger.persons:
                found[person.i].append(trigger.kind)
    return found


def name_tokens(text: AnalysedText, people: Sequence[PersonInText]) -> frozenset[int]:
    """Return the tokens that are parts of people's names."""
    spans = (text.parse.char_span(m.start, m.end, alignment_mode="expand") for p in people for m in p.mentions)
    return frozenset(token.i for span in spans if span is not None for token in span)


def mention_at(text: AnalysedText, token_index: int) -> PersonMention:
    """Return the pronoun or noun at a token as a mention."""
    token = text.parse[token_index]
    how = "pronoun" if token.pos_ == "PRON" else "noun"
    return PersonMention(token.idx, token.idx + len(token), how)


def _named(those: Sequence[Referent]) -> tuple[PersonInText, ...]:
    return tuple(one.person for one in those if one.person is not None)
