"""A document is analysed once: markup masked, sentences cut, words parsed, names recognised."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Doc

from homeward.claims.readers.english.likelihoods import ClaimNetwork
from homeward.claims.readers.english.masking import mask
from homeward.claims.readers.english.model import AnalysedText, TextSentence
from homeward.claims.readers.english.names import NameRecogniser
from homeward.claims.readers.english.quotations import find_quotations
from homeward.claims.readers.english.sentences import split_sentences
from homeward.documents.model import Document

TRAINED = Path(__file__).parents[2] / "trained"
"""Where the models lie that come with the program."""
_TOKENS_AT_A_TIME = 5_000
"""Bounds the memory that parsing takes; longer texts are parsed in stretches of whole sentences."""


@dataclass(frozen=True, slots=True)
class Models:
    """What the English reader was trained to do, loaded once a process."""

    parser: Any
    names: NameRecogniser
    claims: ClaimNetwork


@cache
def load_models() -> Models:
    """Load the parser and the networks; takes about a second."""
    names = NameRecogniser.load(TRAINED / "english_names")
    return Models(spacy.load(TRAINED / "english_parser"), names, ClaimNetwork.load(TRAINED / "english_claims", names))


def analyse(document: Document) -> AnalysedText:
    """Return the document with its sentences, quotations, names and parse."""
    models = load_models()
    masked, paragraphs = mask(document.text)
    quotations = find_quotations(masked, paragraphs)
    sentences = split_sentences(masked, paragraphs, quotations)
    return AnalysedText(
        document=document,
        masked=masked,
        sentences=sentences,
        quotations=quotations,
        names=tuple(models.names.names(masked, [(sentence.start, sentence.end) for sentence in sentences])),
        parse=_parse(models.parser, masked, sentences),
    )


def _parse(parser: Any, masked: str, sentences: Sequence[TextSentence]) -> Doc:
    """Parse the text into a single Doc whose token.idx are offsets of the masked text, some sentences at a time."""
    tokens = _Tokens()
    parts: list[Doc] = []
    at = 0
    for sentence in sentences:
        tokens.add_gap(masked[at : sentence.start])
        if len(tokens.words) > _TOKENS_AT_A_TIME:
            parts.append(tokens.parsed(parser))
            tokens = _Tokens()
        tokens.add_sentence(token.text_with_ws for token in parser.make_doc(masked[sentence.start : sentence.end]))
        at = sentence.end
    tokens.add_gap(masked[at:])
    parts.append(tokens.parsed(parser))
    return parts[0] if len(parts) == 1 else Doc.from_docs(parts, ensure_whitespace=False)


class _Tokens:
    """The words of consecutive sentences, each with the space behind it, and where sentences start."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.starts: list[bool] = []

    def add_sentence(self, words: Iterable[str]) -> None:
        """Add one sentence's words."""
        before = len(self.words)
        self.words.extend(words)
        self.starts.extend(at == before for at in range(before, len(self.words)))

    def add_gap(self, gap: str) -> None:
        """Keep what lies between two sentences: a space behind the last word, the rest as a token of its own."""
        if gap and self.words and not self.words[-1].endswith(" "):
            self.words[-1] += " "
            gap = gap[1:]
        if gap:
            self.words.append(gap)
            self.starts.append(len(self.words) == 1)

    def parsed(self, parser: Any) -> Doc:
        """Return the words as a parsed Doc with exactly these sentences; the parser never sees the blanks between."""
        spaces = [word.endswith(" ") and not word.isspace() for word in self.words]
        plain = [word[:-1] if space else word for word, space in zip(self.words, spaces, strict=True)]
        seen = [at for at, word in enumerate(plain) if not word.isspace()]
        if not seen:
            return Doc(
                parser.vocab, words=plain, spaces=spaces, heads=list(range(len(plain))), deps=["dep"] * len(plain)
            )
        doc = Doc(parser.vocab, words=[plain[at] for at in seen], spaces=[True] * len(seen))
        for token, at in zip(doc, seen, strict=True):
            token.is_sent_start = self.starts[at] or token.i == 0
        for _, component in parser.pipeline:
            doc = component(doc)
        return _with_blanks(doc, plain, spaces, seen) if len(seen) < len(plain) or not all(spaces) else doc


def _with_blanks(parsed: Doc, words: Sequence[str], spaces: Sequence[bool], seen: Sequence[int]) -> Doc:
    """Return the parsed words with the blanks between them, each hung on the word before it."""
    token_at = dict(zip(seen, parsed, strict=True))
    columns: dict[str, list[Any]] = {name: [] for name in ("tags", "pos", "morphs", "lemmas", "heads", "deps")}
    last = seen[0]
    for at, word in enumerate(words):
        token = token_at.get(at)
        last = at if token is not None else last
        values = ("_SP", "SPACE", "", word, last, "dep") if token is None else (
            token.tag_, token.pos_, str(token.morph), token.lemma_, seen[token.head.i], token.dep_
        )  # fmt: skip
        for name, value in zip(columns, values, strict=True):
            columns[name].append(value)
    return Doc(
        parsed.vocab,
        words=list(words),
        spaces=list(spaces),
        tags=columns["tags"],
        pos=columns["pos"],
        morphs=columns["morphs"],
        lemmas=columns["lemmas"],
        heads=columns["heads"],
        deps=columns["deps"],
    )
