"""Turn treebank sentences into parser examples that look like the news text the parser will read."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from ud_data import Treebank, TreebankSentence, Word, read_treebank

TRAIN_FILES = ("ud/en_ewt-train.conllu", "ud/en_gum-train.conllu")
DEV_FILES = ("ud/en_ewt-dev.conllu", "ud/en_gum-dev.conllu")
LONGEST_PIECE = 6
CURLY = {'"': "“”", "``": "“", "''": "”"}
BREAKS = ("\n\n", "\n", " ", "  ")
SPACE = Word(" ", "", "SPACE", "_SP", "", 0, "dep", False)
STAR = Word("*", "*", "PUNCT", "NFP", "", 0, "punct", False)


def load_banks(data: Path, names: Sequence[str]) -> list[Treebank]:
    """Read the named treebank files below the data folder."""
    return [read_treebank(data / name) for name in names]


def training_examples(nlp: Language, banks: Sequence[Treebank], rng: random.Random) -> Iterator[Example]:
    """One pass over the treebanks in random order: short runs of sentences, each run varied in its own way."""
    pieces = [piece for bank in banks for document in bank.documents for piece in _pieces(document, rng)]
    rng.shuffle(pieces)
    for piece in pieces:
        yield make_example(nlp, vary(piece, rng))


def plain_examples(nlp: Language, banks: Sequence[Treebank]) -> Iterator[Example]:
    """Every sentence as it stands, alone in its document."""
    for bank in banks:
        for sentence in bank.sentences():
            yield make_example(nlp, [sentence])


def _pieces(document: Sequence[TreebankSentence], rng: random.Random) -> Iterator[list[TreebankSentence]]:
    start = 0
    while start < len(document):
        length = rng.randint(1, LONGEST_PIECE)
        yield list(document[start : start + length])
        start += length


def vary(piece: Sequence[TreebankSentence], rng: random.Random) -> list[TreebankSentence]:
    """News prints curly quotes, dashes, headlines and mark-up that the treebanks seldom have."""
    varied = [replace(s, words=[replace(word) for word in s.words]) for s in piece]
    if rng.random() < 0.6:
        _curl_quotes(varied)
    if rng.random() < 0.5:
        _replace_forms(varied, {"--": rng.choice("—–"), "-": rng.choice("—–")}, spaced_only=True)
    draw = rng.random()
    if draw < 0.09:
        _change_case(varied, ("lower", "title", "upper")[int(draw / 0.03)])
    if rng.random() < 0.04:
        _star(rng.choice(varied), rng)
    if rng.random() < 0.3:
        for sentence in varied:
            _stretch(sentence, rng)
    return varied


def _curl_quotes(piece: Sequence[TreebankSentence]) -> None:
    opened = False
    for sentence in piece:
        for word in sentence.words:
            if word.form == '"':
                word.form = CURLY['"'][opened]
                opened = not opened
            elif word.form in CURLY:
                word.form = CURLY[word.form]
            else:
                word.form = word.form.replace("'", "’")
            if word.form in "“”" and len(word.form) == 1:
                word.lemma = '"'


def _replace_forms(piece: Sequence[TreebankSentence], forms: dict[str, str], *, spaced_only: bool) -> None:
    for sentence in piece:
        before = True
        for word in sentence.words:
            if word.form in forms and (not spaced_only or (before and word.space_after)):
                word.form = forms[word.form]
            before = word.space_after


def _change_case(piece: Sequence[TreebankSentence], way: str) -> None:
    """Change the case of every word; lemmas are left out, for they would teach wrong spelling rules."""
    for sentence in piece:
        for word in sentence.words:
            if way == "title":
                word.form = word.form[:1].upper() + word.form[1:] if len(word.form) > 3 else word.form
            else:
                changed = word.form.lower() if way == "lower" else word.form.upper()
                word.form = changed if len(changed) == len(word.form) else word.form
            word.lemma = ""


def _stretch(sentence: TreebankSentence, rng: random.Random) -> None:
    """Double some spaces, as masked mark-up leaves them; the tokenizer makes a token of each."""
    for index in range(len(sentence.words) - 1, 0, -1):
        if sentence.words[index - 1].space_after and rng.random() < 0.08:
            _insert(sentence, index, replace(SPACE, form=rng.choice(BREAKS[2:]), head=index - 1))


def _insert(sentence: TreebankSentence, index: int, word: Word) -> None:
    for other in sentence.words:
        other.head += other.head >= index
    sentence.words.insert(index, word)


def _star(sentence: TreebankSentence, rng: random.Random) -> None:
    """Put asterisks round a few words, as plain-text mark-up does."""
    length = len(sentence.words)
    first = rng.randrange(length)
    last = min(length - 1, first + rng.randrange(6))
    if (first and not sentence.words[first - 1].space_after) or not sentence.words[last].space_after:
        return
    for index in sorted((first, last + 1), reverse=True):
        opens = index == first
        _insert(sentence, index, replace(STAR, head=index + 1 if opens else index - 1, space_after=not opens))
    sentence.words[last + 1].space_after = False


def make_example(nlp: Language, piece: Sequence[TreebankSentence]) -> Example:
    """The runtime's own tokens, with the sentence starts given as the reader's rules will give them."""
    reference = _reference(nlp, piece)
    predicted = nlp.make_doc(reference.text)
    starts = {token.idx for token in reference if token.is_sent_start}
    for token in predicted:
        token.is_sent_start = token.i == 0 or token.idx in starts
    return Example(predicted, reference)


def _reference(nlp: Language, piece: Sequence[TreebankSentence]) -> Doc:
    words: list[Word] = []
    starts: list[bool | int | None] = []
    for sentence in piece:
        if words:
            words[-1].space_after = True
        if words and sentence.starts_paragraph and len(words) % 2:
            # Half of the paragraph breaks become blank space, which the tokenizer keeps as tokens of its own.
            form = BREAKS[len(words) // 2 % len(BREAKS)]
            words[-1].space_after = form[0] == " "
            words.append(replace(SPACE, form=form, head=len(words) - 1))
            starts.append(False)
        offset = len(words)
        words += [replace(word, head=word.head + offset) for word in sentence.words]
        starts += [i == 0 for i in range(len(sentence.words))]
    words[-1].space_after = False
    return Doc(
        nlp.vocab,
        words=[w.form for w in words],
        spaces=[w.space_after for w in words],
        tags=[w.xpos for w in words],
        pos=[w.upos for w in words],
        morphs=[w.feats for w in words],
        lemmas=[w.lemma for w in words],
        heads=[w.head for w in words],
        deps=["ROOT" if w.deprel == "root" else w.deprel for w in words],
        sent_starts=starts,
    )
