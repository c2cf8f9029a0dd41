"""Drafts become claims only where the document holds the words of every value; nobody gets round this, whoever read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from homeward.basics.errors import ClaimRefused, SpanFromAnotherText
from homeward.claims.kinds import VERBATIM_TYPES, kind_named
from homeward.claims.model import Claim, FieldValue, Reality
from homeward.documents.model import Document, Span

Range = tuple[int, int]
"""Start and end in the document's text, half-open, in code points."""


@dataclass(frozen=True, slots=True)
class Said:
    """One value and where the document says it. `at` may be empty only for what the quote itself says by its trigger."""

    value: FieldValue
    at: tuple[Range, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """What a reader believes a document claims, before it is held against the text."""

    kind: str
    at: Range
    who: tuple[Said, ...] = ()
    by: tuple[Said, ...] = ()
    reality: Reality = Reality.ASSERTED
    date: Said | None = None
    fields: Mapping[str, Said | Sequence[Said]] = field(default_factory=dict)


def align(document: Document, draft: Draft) -> Claim:
    """Return the draft as a claim; raise ClaimRefused where a value's words are not in the document."""
    kind = kind_named(draft.kind)
    try:
        quote = document.span(*draft.at)
    except SpanFromAnotherText as error:
        raise ClaimRefused(str(error)) from error
    words: dict[str, tuple[Span, ...]] = {}
    fields: dict[str, FieldValue] = {}
    for name, said in draft.fields.items():
        if name not in kind.fields:
            raise ClaimRefused(f"A claim of kind {kind.name} has no field {name!r}.")
        several = [said] if isinstance(said, Said) else list(said)
        words[name] = tuple(span for one in several for span in _spans(document, quote, name, one))
        if kind.fields[name] in VERBATIM_TYPES:
            for one in several:
                _same_words(document, name, one)
        fields[name] = said.value if isinstance(said, Said) else tuple(one.value for one in several)
    for name, people in (("who", draft.who), ("by", draft.by)):
        if people:
            words[name] = tuple(span for one in people for span in _spans(document, quote, name, one))
    if draft.date is not None:
        words["date"] = _spans(document, quote, "date", draft.date)
    return Claim(
        kind=kind.name,
        span=quote,
        who=tuple(str(one.value) for one in draft.who),
        by=tuple(str(one.value) for one in draft.by),
        reality=draft.reality,
        date=str(draft.date.value) if draft.date else None,
        fields=fields,
        words=words,
    )


def _spans(document: Document, quote: Span, name: str, said: Said) -> tuple[Span, ...]:
    """Return the spans of one value; what the trigger says by itself stands in the whole quote."""
    if not said.at:
        if name in TOLD_BY_TRIGGER:
            return (quote,)
        raise ClaimRefused(f"The value {said.value!r} of {name} in {document.name} comes without its words.")
    try:
        return tuple(document.span(start, end) for start, end in said.at)
    except SpanFromAnotherText as error:
        raise ClaimRefused(str(error)) from error


def _same_words(document: Document, name: str, said: Said) -> None:
    values = said.value if isinstance(said.value, tuple) else (said.value,)
    said_there = {document.text[start:end] for start, end in said.at}
    for value in values:
        if value not in said_there:
            raise ClaimRefused(f"{document.name} does not say {value!r} where {name} was said to stand.")


TOLD_BY_TRIGGER = frozenset({"verdict", "outcome", "stage", "form", "stance", "bound", "term"})
"""Fields that the verb or noun of the quote says without words of their own ("was acquitted", "a life term")."""
