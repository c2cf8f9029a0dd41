"""Whom a noun means: "the pilot", "the 44-year-old", "the American", "the two men", "a Russian citizen"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from homeward.claims.readers.english.clauses import children
from homeward.claims.readers.english.descriptions import Description, describe, person_noun
from homeward.claims.readers.english.model import AnalysedText
from homeward.claims.readers.english.person_lexicon import person_nouns
from homeward.claims.readers.english.referents import OBJECT, SUBJECT, Positions, Referent, place_of

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
_NUMBERS = {word: at for at, word in enumerate("two three four five six seven eight nine ten".split(), 2)} | {"both": 2}
_TWO = frozenset({"couple", "pair", "duo"})
_ANYBODY = frozenset(
    "man woman boy girl defendant suspect detainee prisoner hostage captive inmate fugitive accused convict foreigner "
    "citizen national victim".split()
)
_LINK_WITHIN = 3
"""Sentences in which "a Russian citizen" must get a name."""


@dataclass(frozen=True, slots=True)
class NounMention:
    """A noun that means a person: its head token and what the words around it tell."""

    token: Any
    description: Description
    definite: bool
    indefinite: bool
    owned: bool
    """Somebody's: "his wife", "Bout's lawyer"."""
    plural: bool
    number: int
    """How many the phrase counts, 0 where it does not say."""


def noun_mentions(text: AnalysedText) -> Iterator[NounMention]:
    """Yield every noun phrase that means people and holds no name, in order."""
    for token in text.parse:
        if token.pos_ not in {"NOUN", "PROPN", "ADJ", "NUM"} or token.dep_ in {"compound", "amod", "flat"}:
            continue
        if person_noun(token) or token.lower_ in _TWO or _is_age(token) or token.lower_ == "both":
            yield _mention(text, token)


def _is_age(token: Any) -> bool:
    return bool(token.lower_ == "old" and token.i > 3 and token.nbor(-2).lower_ == "year")


def _mention(text: AnalysedText, token: Any) -> NounMention:
    first = token.i
    inside = {
        "DT",
        "JJ",
        "NN",
        "NNP",
        "NNS",
        "NNPS",
        "CD",
        "HYPH",
        "VBN",
        "PRP$",
        "POS",
        "AFX",
        "JJR",
        "JJS",
        "PDT",
        "RB",
    }
    while first > token.sent.start and text.parse[first - 1].tag_ in inside and token.i - first < 8:
        first -= 1
        if text.parse[first].tag_ in {"DT", "PRP$"}:
            break
    words = [t.lower_ for t in text.parse[first : token.i + 1]]
    found = describe(text, first, token.i)
    if found is None:
        start, end = text.parse[first].idx, token.idx + len(token)
        found = Description(start, end, token.i, "", age=_plain_age(text, token) if _is_age(token) else None)
    number = next((_NUMBERS[word] for word in words if word in _NUMBERS), 2 if token.lower_ in _TWO else 0)
    owned = any(t.tag_ in {"PRP$", "POS"} for t in text.parse[first : token.i]) or bool(children(token, "nmod:poss"))
    return NounMention(
        token=token,
        description=found,
        definite=words[0] in _DEFINITE,
        indefinite=words[0] in {"a", "an", "another", "one"},
        owned=owned,
        plural=token.tag_ in {"NNS", "NNPS"} or token.lower_ in _TWO or number > 1,
        number=number,
    )


def _plain_age(text: AnalysedText, token: Any) -> tuple[int, tuple[int, int]] | None:
    for before in reversed(text.parse[max(0, token.i - 5) : token.i]):
        if before.text.isdigit():
            return int(before.text), (before.idx, before.idx + len(before))
    return None


def resolve_noun(mention: NounMention, known: Sequence[Referent], positions: Positions) -> Referent | None:
    """Return whom a definite singular noun means among those spoken of before it."""
    told = mention.description
    fitting = [one for one in known if one.last_before(mention.token.i) is not None and _agrees(told, one)]
    if told.age:
        aged = [one for one in fitting if one.age == told.age[0]]
        return _latest(aged or [one for one in fitting if one.age is None], mention, positions, within=3)
    same_noun = [one for one in fitting if told.noun in one.nouns and told.noun not in _ANYBODY]
    if same_noun:
        return max(same_noun, key=lambda one: one.last_before(mention.token.i) or 0)
    if told.noun in _ANYBODY:
        return _latest([one for one in fitting if not _is_official(one)], mention, positions, within=3)
    nouns = person_nouns()
    if told.noun in nouns.occupations - nouns.officials - nouns.counsel and place_of(mention.token) in {
        SUBJECT,
        OBJECT,
    }:
        unknown = [
            one for one in fitting if one.person and not (one.nouns & nouns.occupations) and not _is_official(one)
        ]
        return _latest([one for one in unknown if one.total > 1 or one.custody], mention, positions, within=1)
    return None


def _agrees(told: Description, one: Referent) -> bool:
    if told.gender and one.gender and told.gender != one.gender:
        return False
    states = {code for code, _ in told.nationality}
    return not (states and one.nationality and not states & one.nationality)


def _is_official(one: Referent) -> bool:
    return one.person is not None and one.person.official


def _latest(fitting: Sequence[Referent], mention: NounMention, positions: Positions, within: int) -> Referent | None:
    here, at = positions.sentence(mention.token.i), mention.token.i
    states = {code for code, _ in mention.description.nationality}

    def standing(one: Referent) -> tuple[bool, bool, bool, int, bool, int]:
        last = one.last_before(at) or 0
        is_subject = place_of(mention.token.doc[last]) == SUBJECT
        told = bool(states & one.nationality)
        return one.person is not None, told, one.custody > 0, positions.sentence(last), is_subject, last

    near = [one for one in fitting if here - positions.sentence(one.last_before(at) or 0) <= within]
    return max(near, key=standing, default=None)


def resolve_several(
    mention: NounMention, known: Sequence[Referent], together: Sequence[tuple[int, tuple[Referent, ...]]]
) -> tuple[Referent, ...]:
    """Return whom "the two men" or "the couple" mean: the last ones named together, or as many as the phrase counts."""
    told = mention.description
    for at, group in reversed(together):
        right = at < mention.token.i and (not mention.number or len(group) == mention.number)
        if right and all(_agrees(told, one) and not _is_official(one) for one in group):
            return group if mention.number or not told.nationality or _all_told(told, group) else ()
    if not mention.number:
        return ()
    held = [one for one in known if one.person and one.last_before(mention.token.i) is not None and _agrees(told, one)]
    held = [one for one in held if one.custody and not _is_official(one)]
    return tuple(held) if len(held) == mention.number else ()


def _all_told(told: Description, group: Sequence[Referent]) -> bool:
    """Tell whether the text has said of everyone that they are of the nationality: "the Russians" is else Russia."""
    states = {code for code, _ in told.nationality}
    return all(states & one.nationality for one in group)


def gets_name(introduced: Referent, at: int, named: Referent, now: int, positions: Positions) -> bool:
    """Tell whether a person first named at token `now` is the one who was introduced without a name at token `at`."""
    if positions.sentence(now) - positions.sentence(at) > _LINK_WITHIN or introduced.person is not None:
        return False
    if introduced.gender and named.gender and introduced.gender != named.gender:
        return False
    if introduced.nationality and named.nationality and not introduced.nationality & named.nationality:
        return False
    nouns = person_nouns()
    one, other = introduced.nouns & nouns.occupations, named.nouns & nouns.occupations
    return not (one and other and not one & other)
