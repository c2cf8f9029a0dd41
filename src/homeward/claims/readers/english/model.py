"""What the parts of the English reader hand each other: a text analysed once, and the people found in it.

Every offset is a code point of the document's kept text: markup is masked by spaces, never removed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from homeward.claims.readers.english.names import Name
from homeward.documents.model import Document


@dataclass(frozen=True, slots=True)
class TextSentence:
    """One grammatical sentence; `paragraph` counts from 0. A heading is a sentence of its own with `heading` true."""

    start: int
    end: int
    paragraph: int
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks, marks left out. `closed` is false where the text never closes it."""

    start: int
    end: int
    closed: bool = True


@dataclass(frozen=True, slots=True)
class AnalysedText:
    """One document, analysed once. `masked` has the text's length, with markup and line breaks as spaces.

    `parse` is a spaCy Doc over `masked` (token.idx is an offset of the kept text; dep_ are UD labels, tag_ Penn tags);
    its sentences are exactly `sentences`.
    """

    document: Document
    masked: str = field(repr=False)
    sentences: tuple[TextSentence, ...]
    quotations: tuple[Quotation, ...]
    names: tuple[Name, ...]
    parse: Any = field(repr=False)


@dataclass(frozen=True, slots=True)
class PersonMention:
    """One place where the text refers to a person: by name, pronoun or a noun such as "the pilot"."""

    start: int
    end: int
    how: str
    """name, pronoun or noun."""


@dataclass(slots=True, eq=False)
class PersonInText:
    """One person of the document: longest name form, every mention, and what their introductions say of them."""

    name: str
    forms: tuple[str, ...]
    mentions: list[PersonMention]
    gender: str = ""
    """male, female or empty where unknown."""
    nationality: tuple[str, ...] = ()
    role: str = ""
    """The description next to the name, as written ("Russian Deputy Foreign Minister")."""
    role_at: tuple[int, int] | None = None
    official: bool = False
    in_scope: bool = False
    """Held across a border, as ruling 1 of the contract has it."""


@dataclass(slots=True)
class PeopleInText:
    """Everyone a document names, and who is meant at a given place."""

    people: list[PersonInText]
    by_token: dict[int, tuple[PersonInText, ...]] = field(default_factory=dict)
    """Index of a mention's head token in the parse -> whom it refers to ("they" may be several)."""

    def at(self, token_index: int) -> Sequence[PersonInText]:
        """Whom the token refers to; empty where nobody or unknown."""
        return self.by_token.get(token_index, ())
