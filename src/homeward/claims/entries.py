"""Turns what a reviewer enters into a claim, each value bound to words of the text; nothing else becomes one."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from homeward.basics.dates import parse_date
from homeward.basics.errors import ClaimRefused, DateRefused, TermRefused
from homeward.basics.said import say
from homeward.basics.states import state_of
from homeward.basics.terms import parse_term
from homeward.claims.alignment import TOLD_BY_TRIGGER, Draft, Range, Said, align
from homeward.claims.kinds import MANY_TYPES, Kind, kind_named
from homeward.claims.model import Claim, FieldValue, Reality
from homeward.claims.passages import Passage, as_written, passage_at, places_of
from homeward.documents.model import Document, Span

T = TypeVar("T")
FieldType = str | list[str]
"""A field's type as kinds.yaml has it, or the words that it may be."""
SHARED_TYPES: Mapping[str, str] = {"who": "names", "by": "speakers", "date": "edtf"}
"""Fields that every claim may have beside its kind's own."""
_NAME_TYPES = frozenset({"name", "names", "speakers"})
_WORD_TYPES = frozenset({"text", "texts"})
_SAID_IN_ITS_OWN_WORDS = _NAME_TYPES | _WORD_TYPES | {"place"}
_NEEDED: Mapping[str, str] = {"person": "name", "count": "number"}
_CODE = re.compile(r"[A-Z]{2}|XX:\w[\w .'’-]{0,80}")
_BODY = re.compile(r"XX:\w[\w .'’-]{0,80}")
_MOST_DIGITS = 12
_STEM = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One value as a reviewer enters it: empty where the words are the value themselves."""

    value: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class EnteredClaim:
    """A claim as a reviewer enters it: `fields` holds who, by and date as well as the kind's own."""

    kind: str
    quote: Passage
    reality: str = Reality.ASSERTED
    fields: Mapping[str, Sequence[Entry]] = field(default_factory=dict)


def field_types(kind: str) -> Mapping[str, FieldType]:
    """Return the fields to enter for a kind with their types; a person's name is `who`, a statement's speaker `by`."""
    own = kind_named(kind).fields
    left_out = {name for name, wanted in (("who", "name"), ("by", "speakers")) if wanted in own.values()}
    return {**{name: wanted for name, wanted in SHARED_TYPES.items() if name not in left_out}, **own}


def claim_entered(document: Document, entered: EnteredClaim) -> Claim:
    """Return the claim that a reviewer entered, held against the text as readers' claims are.

    Raises ClaimRefused, with what to do, where a value is not of its field's form or its words are not in the text.
    """
    kind, types = kind_named(entered.kind), field_types(entered.kind)
    quote = _only(places_of(document, entered.quote), "The quote")
    said: dict[str, Said | tuple[Said, ...]] = {}
    for name, wanted in types.items():
        entries = [one for one in entered.fields.get(name, ()) if one.value.strip() or _is_given(one.passage)]
        if entries:
            said[name] = _said(document, quote, name, wanted, entries)
    missing = _NEEDED.get(kind.name)
    if missing and missing not in said:
        raise ClaimRefused(say("A claim of kind %(kind)s needs its %(missing)s.", kind=kind.name, missing=missing))
    return align(document, _draft(kind, quote, entered.reality, said))


def entered_from(document: Document, claim: Claim) -> EnteredClaim:
    """Return a claim as a reviewer would have entered it, to be corrected."""
    values = {"who": claim.who, "by": claim.by, "date": claim.date, **claim.fields}
    fields = {
        name: tuple(_entries(document, claim, name, wanted, values.get(name)))
        for name, wanted in field_types(claim.kind).items()
    }
    return EnteredClaim(claim.kind, passage_at(document, [_range(claim.span)]), claim.reality, fields)


def _draft(kind: Kind, quote: Range, reality: str, said: Mapping[str, Said | tuple[Said, ...]]) -> Draft:
    own = {name: value for name, value in said.items() if name in kind.fields}
    named = next((name for name, wanted in kind.fields.items() if wanted == "name"), "who")
    spoken = next((name for name, wanted in kind.fields.items() if wanted == "speakers"), "by")
    if reality not in tuple(Reality):
        raise ClaimRefused(
            say(
                "%(reality)s is none of %(names)s, how a document may stand to what it says.",
                reality=repr(reality),
                names=", ".join(Reality),
            )
        )
    date = said.get("date")
    return Draft(
        kind=kind.name,
        at=quote,
        who=_many(said.get(named)),
        by=_many(said.get(spoken)),
        reality=Reality(reality),
        date=date if isinstance(date, Said) else None,
        fields=own,
    )


def _said(
    document: Document, quote: Range, name: str, wanted: FieldType, entries: Sequence[Entry]
) -> Said | tuple[Said, ...]:
    """Return a field's values with their words; one Said where its type takes one."""
    several = tuple(_one_said(document, quote, name, wanted, entry) for entry in entries)
    if wanted == "sides":
        return Said(tuple(one.value for one in several), tuple(at for one in several for at in one.at))
    if isinstance(wanted, str) and wanted in MANY_TYPES:
        return several
    return _only(several, f"{name}")


def _one_said(document: Document, quote: Range, name: str, wanted: FieldType, entry: Entry) -> Said:
    value, passage = entry.value.strip(), entry.passage
    if not _is_given(passage) and isinstance(wanted, str) and wanted in _SAID_IN_ITS_OWN_WORDS:
        passage = Passage(value, nth=passage.nth)
    if not _is_given(passage):
        if name in TOLD_BY_TRIGGER:
            return Said(_value(document, name, wanted, value, ""))
        raise ClaimRefused(say("%(name)s: say which words of the text say %(value)s.", name=name, value=repr(value)))
    try:
        at = places_of(document, passage, quote)
    except ClaimRefused as error:
        raise ClaimRefused(f"{name}: {error}") from error
    return Said(_value(document, name, wanted, value, document.text[slice(*at[0])]), at)


def _value(document: Document, name: str, wanted: FieldType, value: str, words: str) -> FieldValue:
    """Return a value in the form that its field's type asks for; words that are such a value stand for one."""
    given = value or " ".join(words.split())
    if isinstance(wanted, list):
        return given  # align says which words it may be
    if wanted in _WORD_TYPES:
        return words
    if wanted in _NAME_TYPES:
        return _name(document, name, as_written(document, given))
    if wanted == "place":
        return value if _CODE.fullmatch(value) else words
    if wanted == "sides":
        return _side(document, name, given)
    return _FORMS[wanted](name, given)


def _known_state(name: str, given: str) -> str:
    """Return a State's code; words of the text are taken as they stand, so that "us" and "in" are no States."""
    code = state_of(given) or (given if _BODY.fullmatch(given) else None)
    if code is None:
        raise ClaimRefused(
            say(
                "%(name)s: %(given)s is no State we know. Write its two letters in ISO 3166-1 (RU), or XX:Name.",
                name=name,
                given=repr(given),
            )
        )
    return code


def _number(name: str, given: str) -> int:
    digits = re.sub(r"[\s,.]", "", given)
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= _MOST_DIGITS):
        raise ClaimRefused(
            say("%(name)s: %(given)s is no whole number. Write it in digits.", name=name, given=repr(given))
        )
    return int(digits)


def _date(name: str, given: str) -> str:
    try:
        return parse_date(given).edtf
    except DateRefused as error:
        raise ClaimRefused(f"{name}: {error}") from error


def _term(name: str, given: str) -> str:
    try:
        return parse_term(given).text
    except TermRefused as error:
        raise ClaimRefused(f"{name}: {error}") from error


_FORMS: Mapping[str, Callable[[str, str], str | int]] = {
    "state": _known_state,
    "states": _known_state,
    "number": _number,
    "edtf": _date,
    "term": _term,
}


def _name(document: Document, field_name: str, given: str) -> str:
    """Return a name, each word of which the text has in some form; raise ClaimRefused where it names nobody so."""
    text, body = document.text.casefold(), _BODY.fullmatch(given)
    missing = [word for word in re.findall(r"\w+", given.casefold()) if word[: max(_STEM, len(word) - 2)] not in text]
    if missing and body is None and state_of(given) is None:
        raise ClaimRefused(
            say(
                "%(field_name)s: %(name)s names nobody %(given)s. Give the longest form that it uses.",
                field_name=field_name,
                name=document.name,
                given=repr(given),
            )
        )
    return given


def _side(document: Document, name: str, given: str) -> FieldValue:
    """Return one side of an exchange, entered as "RU: Ana Quillfeather; Tom Vale; 24": who lets go, whom, how many."""
    state, _, rest = given.partition(":") if not given.startswith("XX:") else _split_body(given)
    parts = [part.strip() for part in rest.split(";") if part.strip()]
    numbers = [part for part in parts if part.isdecimal()]
    side: dict[str, FieldValue] = {}
    if state.strip():
        codes = tuple(_known_state(name, one.strip()) for one in state.split(","))
        side["state"] = codes if len(codes) > 1 else codes[0]
    if len(numbers) < len(parts):
        side["frees"] = tuple(_name(document, name, part) for part in parts if part not in numbers)
    if numbers:
        side["count"] = _number(name, _only(numbers, "A side's number"))
    return side


def _split_body(given: str) -> tuple[str, str, str]:
    body, colon, rest = given.removeprefix("XX:").partition(":")
    return f"XX:{body}", colon, rest


def side_in_words(side: FieldValue) -> str:
    """Return a side of an exchange as a reviewer enters it: "RU: Ana Quillfeather; 24"."""
    if not isinstance(side, Mapping):
        return str(side)
    frees, count = side.get("frees", ()), side.get("count")
    freed = [str(one) for one in (frees if isinstance(frees, tuple) else (frees,))]
    state = side.get("state", "")
    states = ", ".join(map(str, state)) if isinstance(state, tuple) else str(state)
    return f"{states}: {'; '.join([*freed, *([str(count)] if count is not None else [])])}".strip()


def _entries(
    document: Document, claim: Claim, name: str, wanted: FieldType, value: FieldValue | None
) -> Iterator[Entry]:
    """Yield a field's values, each with its words; words left over go with the last, as exchanges have them."""
    values = () if value is None else value if isinstance(value, tuple) else (value,)
    spans = [_range(span) for span in claim.words.get(name, ())]
    if name in TOLD_BY_TRIGGER and spans == [_range(claim.span)]:
        spans = []
    for place, one in enumerate(values):
        own = spans[place:] if place == len(values) - 1 else spans[place : place + 1]
        written = side_in_words(one) if wanted == "sides" else str(one)
        is_words = wanted in ("text", "texts") or (wanted == "place" and not _CODE.fullmatch(written))
        yield Entry("" if is_words else written, passage_at(document, own or spans[-1:]))


def _many(said: Said | tuple[Said, ...] | None) -> tuple[Said, ...]:
    if said is None:
        return ()
    return (said,) if isinstance(said, Said) else said


def _only(several: Sequence[T], what: str) -> T:
    if len(several) != 1:
        raise ClaimRefused(say("%(what)s: give one, not %(several)s.", what=what, several=len(several)))
    return several[0]


def _is_given(passage: Passage) -> bool:
    return bool(passage.words.strip() or passage.at)


def _range(span: Span) -> Range:
    return span.start, span.end
