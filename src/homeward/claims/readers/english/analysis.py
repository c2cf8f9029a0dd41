"""A document is analysed once: markup masked, sentences cut, words parsed, names recognised."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Doc

from homeward.claims.readers.english.masking import mask
from homeward.claims.readers.english.model import AnalysedText, TextSentence
from homeward.claims.readers.english.names import NameRecogniser
from homeward.claims.readers.english.quotations import find_quotations
from homeward.claims.readers.english.sentences import split_sentences
from homeward.documents.model import Document

TRAINED = Path(__file__).parents[2] / "trained"
"""Where the models lie that come with the program."""


@dataclass(frozen=True, slots=True)
class Models:
    """What the English reader was trained to do, loaded once a process."""

    parser: Any
    names: NameRecogniser


@cache
def load_models() -> Models:
    """Load the parser and the name recogniser; takes about a second."""
    return Models(spacy.load(TRAINED / "english_parser"), NameRecogniser.load(TRAINED / "english_names"))


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
    """Parse the sentences one by one into a single Doc whose token.idx are offsets of the masked text."""
    words: list[str] = []
    starts: list[bool] = []
    at = 0
    for sentence in sentences:
        _add_gap(words, starts, masked[at : sentence.start])
        tokens = [token.text_with_ws for token in parser.make_doc(masked[sentence.start : sentence.end])]
        words.extend(tokens)
        starts.extend([True, *[False] * (len(tokens) - 1)])
        at = sentence.end
    _add_gap(words, starts, masked[at:])
    spaces = [word.endswith(" ") and not word.isspace() for word in words]
    plain = [word[:-1] if space else word for word, space in zip(words, spaces, strict=True)]
    doc = Doc(parser.vocab, words=plain, spaces=spaces)
    for token, is_start in zip(doc, starts, strict=True):
        token.is_sent_start = is_start
    for _, component in parser.pipeline:
        doc = component(doc)
    return doc


def _add_gap(words: list[str], starts: list[bool], gap: str) -> None:
    """Keep what lies between two sentences: a space behind the last word, the rest as a token of its own."""
    if gap and words and not words[-1].endswith(" "):
        words[-1] += " "
        gap = gap[1:]
    if gap:
        words.append(gap)
        starts.append(not starts)
