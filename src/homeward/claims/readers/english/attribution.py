"""Who says what, where: every attribution of a text, with source, cue and content (the PARC corpora's three parts)."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from homeward.claims.alignment import Range
from homeward.claims.readers.english.bare_quotations import find_bare_quotations
from homeward.claims.readers.english.contents import Content, find_content
from homeward.claims.readers.english.model import AnalysedText, Quotation, TextSentence
from homeward.claims.readers.english.noun_phrases import NounPhrase, phrase_starting_at
from homeward.claims.readers.english.reporting_clauses import ReportingClause, find_clause, skip_circumstances
from homeward.claims.readers.english.speech_words import Cue, find_cues, speech_words

_FRAGMENT = 4
"""A quotation of fewer words is part of its sentence, not speech of its own."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """One run of speech. `at` is content and reporting clause together, `clause` the reporting clause alone.

    `source` is the speaker's phrase and `heads` the token places of its head words; both are empty where the text goes
    on quoting without saying whom. `verb` is the reporting verb or "according to", and empty for bare quotations.
    """

    at: Range
    content: Range
    direct: bool
    source: Range | None
    heads: tuple[int, ...]
    verb: str
    group: str
    cue: Range | None = None
    clause: Range | None = None
    appositive: Range | None = None
    sentence: int = 0
    """Which of the text's sentences holds the reporting clause."""
    inserted: bool = False
    """True for "who authorities say was known as ..."."""
    passive: bool = False
    nested: bool = False
    """True where it stands inside the content of another attribution."""


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """The words of one sentence, and which of them stand inside quotation marks."""

    number: int
    sentence: TextSentence
    words: tuple[Any, ...]
    quoted: tuple[bool, ...]


def find_attributions(text: AnalysedText) -> list[Attribution]:
    """Return every attribution of the text, in order; the headings' words are left out."""
    found: list[Attribution] = []
    for part in sentence_words(text):
        found.extend(_in_sentence(text, part))
    found = _grow_to_quotations(text, found)
    found = _continue_quotations(text, found)
    return _mark_nested(sorted([*found, *_bare_quotations(text, found)], key=lambda one: (one.at, one.content)))


def sentence_words(text: AnalysedText) -> Iterator[SentenceWords]:
    """Yield the words of every sentence that is no heading, white space left out."""
    tokens = [token for token in text.parse if not token.is_space]
    starts = [token.idx for token in tokens]
    for number, sentence in enumerate(text.sentences):
        words = tuple(tokens[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)])
        if words and not sentence.heading:
            yield SentenceWords(number, sentence, words, tuple(_is_quoted(text.quotations, word.idx) for word in words))


def _is_quoted(quotations: Sequence[Quotation], at: int) -> bool:
    i = bisect_left(quotations, at + 1, key=lambda quotation: quotation.start) - 1
    return i >= 0 and quotations[i].start <= at < quotations[i].end


def _in_sentence(text: AnalysedText, part: SentenceWords) -> Iterator[Attribution]:
    floor = 0
    clauses: list[ReportingClause] = []
    for cue in find_cues(part.words, part.quoted):
        clause = find_clause(part.words, cue, floor)
        if clause.shared and clauses:
            continue  # "said ..., adding that ...": one run of speech
        if clause.source is not None:
            clauses.append(clause)
    for n, clause in enumerate(clauses):
        ceiling = _next_segment(part.words, clauses[n + 1 :])
        content = find_content(part.words, part.quoted, clause, floor, ceiling)
        if content is not None:
            yield _attribution(part, clause, content)
        if ceiling < len(part.words) and not (n + 1 < len(clauses) and clauses[n + 1].first == ceiling):
            floor = ceiling
    yield from _according(part)


def _next_segment(words: Sequence[Any], later: Sequence[ReportingClause]) -> int:
    """Where another speaker's clause begins that is no part of what is said: after "while", "but" or a semicolon."""
    for clause in later:
        before = clause.first - 1
        if before > 0 and words[before].text in {",", "”", '"', "''"} and _closes(words, clause):
            return clause.first
        if (
            before > 0
            and not clause.shared
            and words[before].lower_ in {"while", "but", "and", ";", "whereas", "though"}
        ):
            return before
    return len(words)


def _closes(words: Sequence[Any], clause: ReportingClause) -> bool:
    """Tell whether the sentence ends with this clause, so that it reports all that stands before it."""
    return not any(word.is_alpha for word in words[clause.end :])


def _attribution(part: SentenceWords, clause: ReportingClause, content: Content) -> Attribution:
    words = part.words
    first = min(content.first, clause.first)
    last = max(content.last, _last_of_clause(words, clause, content))
    source = clause.source
    while first > 0 and words[first - 1].text in {'"', "“", "«", "``"}:
        first -= 1
    return Attribution(
        at=_characters(words, first, last),
        content=_characters(words, content.first, content.last),
        direct=content.direct,
        source=_characters(words, source.first, source.last) if source else None,
        heads=_heads(words, source),
        verb=clause.cue.verb,
        group=clause.cue.group,
        cue=_characters(words, clause.cue.first, clause.cue.last),
        clause=_characters(words, clause.first, max(clause.end - 1, clause.cue.last)),
        appositive=_characters(words, clause.appositive[0], clause.appositive[1] - 1) if clause.appositive else None,
        sentence=part.number,
        inserted=clause.inserted,
        passive=clause.cue.agent > 0,
    )


def _last_of_clause(words: Sequence[Any], clause: ReportingClause, content: Content) -> int:
    if clause.cue.agent:
        return clause.end - 1
    if clause.first < content.first:
        return content.last
    after = clause.end - 1
    if clause.appositive and clause.appositive[0] > clause.cue.first:
        after = max(after, clause.appositive[1] - 1)
    return min(after, len(words) - 1)


def _heads(words: Sequence[Any], source: NounPhrase | None) -> tuple[int, ...]:
    if source is None:
        return ()
    heads = [words[source.head].i]
    for k in range(source.first + 1, source.head):
        if words[k].lower_ in {"and", "with"} and words[k - 1].tag_.startswith(("NN", "PRP")):
            heads.insert(-1, words[k - 1].i)
    return tuple(heads)


def _characters(words: Sequence[Any], first: int, last: int) -> Range:
    return words[first].idx, words[last].idx + len(words[last].text)


def _according(part: SentenceWords) -> Iterator[Attribution]:
    """ "..., according to X" and "According to X, ..."."""
    words = part.words
    for i in range(len(words) - 2):
        phrase = next((p for p in speech_words().according if _here(words, i, p) and not part.quoted[i]), None)
        if phrase is None:
            continue
        source = phrase_starting_at(words, i + len(phrase))
        if source is None or source.first != i + len(phrase):
            continue
        source = _issuer(words, source) or source
        cue = Cue(i, i + len(phrase) - 1, "according to", "according")
        end = skip_circumstances(words, source.last + 1, "")
        clause = ReportingClause(i, end, source, cue)
        content = find_content(words, part.quoted, clause, 0, len(words))
        if content is not None:
            yield _attribution(part, clause, content)


def _issuer(words: Sequence[Any], paper: NounPhrase) -> NounPhrase | None:
    """ "a statement shared by the court": the court speaks."""
    for k in range(paper.last + 1, min(paper.last + 4, len(words) - 1)):
        if words[k].lower_ in {"by", "from"}:
            return phrase_starting_at(words, k + 1)
    return None


def _here(words: Sequence[Any], i: int, phrase: Sequence[str]) -> bool:
    return all(i + k < len(words) and words[i + k].lower_ == word for k, word in enumerate(phrase))


def _grow_to_quotations(text: AnalysedText, found: Sequence[Attribution]) -> list[Attribution]:
    """A quotation of several sentences belongs whole to the clause that stands at its end or its beginning."""
    grown = []
    for one in found:
        start, end = one.content
        for quotation in text.quotations:
            reaches_in = quotation.start < end and quotation.end > start
            if reaches_in and one.direct and len(text.masked[quotation.start : quotation.end].split()) >= _FRAGMENT:
                start, end = min(start, quotation.start), max(end, quotation.end)
        grown.append(_with_content(text, one, start, end))
    return grown


def _with_content(text: AnalysedText, one: Attribution, start: int, end: int) -> Attribution:
    if (start, end) == one.content:
        return one
    first = start - 1 if start < one.at[0] and start > 0 and text.masked[start - 1] in '"“«‘' else start
    return replace(one, content=(start, end), at=(min(first, one.at[0]), max(end, one.at[1])))


def _continue_quotations(text: AnalysedText, found: Sequence[Attribution]) -> list[Attribution]:
    """Speech that goes on in the next sentence, or behind a paragraph's unclosed quotation, is the same run."""
    taken = [one.content for one in found]
    result = []
    for one in sorted(found, key=lambda each: each.at):
        current = one
        for quotation in text.quotations:
            if quotation.start < current.content[1] or not current.direct:
                continue
            if any(start < quotation.end and end > quotation.start for start, end in taken):
                continue
            gap = text.masked[current.at[1] : quotation.start]
            if len(gap.split()) > 2 or sum(c.isalnum() for c in gap):
                break
            if _paragraph_at(text, quotation.start) != _paragraph_at(text, current.at[0]) and not _left_open(
                text, current
            ):
                break
            current = _with_content(text, current, current.content[0], quotation.end)
            taken.append((quotation.start, quotation.end))
        result.append(current)
    return result


def _left_open(text: AnalysedText, one: Attribution) -> bool:
    return any(not quotation.closed and quotation.end == one.content[1] for quotation in text.quotations)


def _paragraph_at(text: AnalysedText, at: int) -> int:
    return text.sentences[sentence_at(text, at)].paragraph


def sentence_at(text: AnalysedText, at: int) -> int:
    """Return the number of the sentence that holds the character, or the one before it."""
    return max(0, bisect_left(text.sentences, at + 1, key=lambda sentence: sentence.start) - 1)


def _bare_quotations(text: AnalysedText, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """Quotations that no clause of a known verb reports: the last speaker's, or whoever stands beside them."""
    for bare in find_bare_quotations(text, [one.at for one in found]):
        yield Attribution(
            at=bare.at,
            content=(bare.quotation.start, bare.quotation.end),
            direct=True,
            source=bare.source,
            heads=() if bare.head is None else (bare.head,),
            verb="",
            group="bare",
            clause=bare.source,
            sentence=sentence_at(text, bare.sentence.start),
        )


def _mark_nested(found: Sequence[Attribution]) -> list[Attribution]:
    return [
        replace(one, nested=True)
        if one.clause
        and any(o is not one and o.content[0] <= one.clause[0] and one.clause[1] <= o.content[1] for o in found)
        else one
        for one in found
    ]
