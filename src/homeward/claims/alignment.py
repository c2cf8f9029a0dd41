"""Drafts become claims only where the document holds the words of every value; nobody gets round this, whoever read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from homeward.basics.errors import ClaimRefused, SpanFromAnotherText
from homeward.basics.said import say
from homeward.claims.kinds import MANY_TYPES, VERBATIM_TYPES, Kind, kind_named
from homeward.claims.model import Claim, FieldValue, Reality
from homeward.documents.model import Document, Span

Range = tuple[int, int]
"""Start and end in the document's text, half-open, in code points."""


TOLD_BY_TRIGGER = frozenset({"verdict", "outcome", "stage", "form", "stance", "bound", "term"})
"""Fields that the verb or noun of the quote says without words of their own ("was acquitted", "a life term")."""

LONGEST_PASSAGE = 10_000
"""Characters of a quote, or of the words of one value; what goes on for longer is a table or a list, not a passage."""

LONGEST_NAME = 1_000
"""Characters of a person's name; what goes on for longer is none."""


@dataclass(frozen=True, slots=True)
class Said:
    """One value and where the document says it. `at` may be empty only for what the trigger says by itself."""

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
    """Return the draft as a claim; raise ClaimRefused where a value's words are not in the document, or too many."""
    kind = kind_named(draft.kind)
    try:
        quote = document.span(*draft.at)
    except SpanFromAnotherText as error:
        raise ClaimRefused(str(error)) from error
    _check_length(document, quote)
    for named in (*draft.who, *draft.by):
        check_name(str(named.value))
    fields: dict[str, FieldValue] = {}
    words: dict[str, tuple[Span, ...]] = {}
    for name, said in draft.fields.items():
        several = (said,) if isinstance(said, Said) else tuple(said)
        if several:
            words[name] = _words(document, quote, name, several)
            fields[name] = _value(document, kind, name, several)
    date = () if draft.date is None else (draft.date,)
    for name, said_of_all in (("who", draft.who), ("by", draft.by), ("date", date)):
        if said_of_all:
            words[name] = _words(document, quote, name, said_of_all)
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


def _value(document: Document, kind: Kind, name: str, several: Sequence[Said]) -> FieldValue:
    """Return a field's value in the form its type asks for; raise ClaimRefused where it cannot be."""
    wanted = kind.fields.get(name)
    if wanted is None:
        raise ClaimRefused(say("A claim of kind %(kind)s has no field %(name)s.", kind=kind.name, name=repr(name)))
    if isinstance(wanted, list):
        if several[0].value not in wanted:
            raise ClaimRefused(
                say(
                    "%(value)s is none of %(names)s, what %(name)s may be.",
                    value=repr(several[0].value),
                    names=", ".join(wanted),
                    name=name,
                )
            )
        return several[0].value
    if wanted in VERBATIM_TYPES:
        for said in several:
            _check_verbatim(document, name, said, wanted)
    if wanted in MANY_TYPES:
        return tuple(said.value for said in several)
    return several[0].value


def _words(document: Document, quote: Span, name: str, several: Sequence[Said]) -> tuple[Span, ...]:
    return tuple(span for said in several for span in _spans(document, quote, name, said))


def _spans(document: Document, quote: Span, name: str, said: Said) -> tuple[Span, ...]:
    """Return the spans of one value; what the trigger says by itself stands in the whole quote."""
    if not said.at:
        if name in TOLD_BY_TRIGGER:
            return (quote,)
        raise ClaimRefused(
            say(
                "The value %(value)s of %(name)s in %(document)s comes without its words.",
                value=repr(said.value),
                name=name,
                document=document.name,
            )
        )
    try:
        spans = tuple(document.span(start, end) for start, end in said.at)
    except SpanFromAnotherText as error:
        raise ClaimRefused(str(error)) from error
    for span in spans:
        _check_length(document, span)
    return spans


def check_name(name: str) -> None:
    """Raise ClaimRefused where a name is longer than any person's."""
    if len(name) > LONGEST_NAME:
        raise ClaimRefused(f"{name[:80]}… is {len(name):,} characters long, which no name of a person is.")


def _check_length(document: Document, span: Span) -> None:
    length = span.end - span.start
    if length > LONGEST_PASSAGE:
        raise ClaimRefused(
            say(
                "The passage of %(name)s at character %(start)s is %(length)s characters long, and"
                " %(most)s is the most. Quote the shortest passage that states the claim.",
                name=document.name,
                start=span.start,
                length=f"{length:,}",
                most=f"{LONGEST_PASSAGE:,}",
            )
        )


def _check_verbatim(document: Document, name: str, said: Said, wanted: str) -> None:
    if wanted == "place" and _is_state(said.value):
        return
    if said.value not in {document.text[start:end] for start, end in said.at}:
        raise ClaimRefused(
            say(
                "%(document)s does not say %(value)s where %(name)s was said to stand.",
                document=document.name,
                value=repr(said.value),
                name=name,
            )
        )


def _is_state(value: FieldValue) -> bool:
    return isinstance(value, str) and (value.startswith("XX:") or (len(value) == 2 and value.isupper()))
