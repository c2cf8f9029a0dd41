"""Who has been spoken of so far, as a text is read from its start: what pronouns and nouns can point back to."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from homeward.claims.readers.english.descriptions import Description
from homeward.claims.readers.english.model import AnalysedText, PersonInText

SUBJECT, OBJECT, OWNER, OTHER = "subject", "object", "owner", "other"
_PLACE = {"nsubj": SUBJECT, "nsubj:pass": SUBJECT, "obj": OBJECT, "iobj": OBJECT, "nmod:poss": OWNER}


@dataclass(slots=True, eq=False)
class Referent:
    """Someone spoken of: a person with a name, or someone only described, whose `person` may become known later."""

    person: PersonInText | None
    gender: str = ""
    nouns: set[str] = field(default_factory=set)
    nationality: set[str] = field(default_factory=set)
    age: int | None = None
    total: int = 0
    """How often the whole text names them."""
    tokens: list[int] = field(default_factory=list)
    """Head tokens of the places where they were spoken of, in order."""
    custody: int = 0
    """How often they were spoken of so far as someone who is held or tried."""

    def last_before(self, token: int) -> int | None:
        """Return the last place before `token` where they were spoken of, or None."""
        at = bisect_left(self.tokens, token)
        return self.tokens[at - 1] if at else None

    def learn(self, description: Description) -> None:
        """Keep what a description tells."""
        if description.noun:
            self.nouns.add(description.noun)
        self.nationality.update(code for code, _ in description.nationality)
        self.gender = self.gender or description.gender
        if description.age:
            self.age = description.age[0]


def place_of(token: Any) -> str:
    """Return the grammatical place of a mention in its clause."""
    head = phrase_head(token)
    while head.dep_ == "conj" and head.head is not head and head.head.pos_ in {"NOUN", "PROPN", "PRON"}:
        head = phrase_head(head.head)
    return _PLACE.get(head.dep_, OTHER)


def phrase_head(token: Any) -> Any:
    """Return the head of the noun phrase whose part (flat, apposition, compound) the token is."""
    for _ in range(4):
        if token.dep_ in {"flat", "appos", "compound", "fixed"} and token.head.pos_ in {"NOUN", "PROPN", "PRON", "ADJ"}:
            token = token.head
        else:
            break
    return token


def clause_head(token: Any) -> Any:
    """Return the verb (or other predicate) on which the token's noun phrase hangs."""
    head = phrase_head(token)
    while head.dep_ in {"conj", "nmod", "nmod:poss", "appos"} and head.head.pos_ in {"NOUN", "PROPN", "PRON"}:
        head = head.head
    return head.head


class Positions:
    """Which sentence and which quotation each token of a text stands in."""

    def __init__(self, text: AnalysedText) -> None:
        self._sentence: list[int] = []
        at = -1
        for token in text.parse:
            at += bool(token.is_sent_start) or at < 0
            self._sentence.append(at)
        quoted = [-1] * len(text.parse)
        for number, quotation in enumerate(text.quotations):
            span = text.parse.char_span(quotation.start, quotation.end, alignment_mode="expand")
            for token in span or ():
                quoted[token.i] = number
        self._quoted = quoted

    def sentence(self, token: int) -> int:
        """Return the number of the token's sentence."""
        return self._sentence[token]

    def quotation(self, token: int) -> int:
        """Return the number of the quotation that the token stands in, or -1."""
        return self._quoted[token]

    def of(self, tokens: Iterable[int]) -> list[int]:
        """Return the sentences of several tokens."""
        return [self._sentence[token] for token in tokens]
