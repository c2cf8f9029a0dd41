"""The form in which a reviewer corrects or adds a claim: its fields from a claim, and what was entered back out of it.

Nothing but the fields of the claim's kind is ever taken out of a form; who reviews and when is not asked of it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from django.utils.translation import gettext, gettext_noop

from homeward.basics.errors import ClaimRefused
from homeward.basics.safe_text import inert
from homeward.claims.alignment import Range
from homeward.claims.entries import EnteredClaim, Entry, FieldType, field_types
from homeward.claims.kinds import MANY_TYPES
from homeward.claims.model import Reality
from homeward.claims.passages import Passage

QUOTE = "quote"
LONGEST_VALUE = 1_000
LONGEST_WORDS = 10_000
MOST_ROWS = 40
SPARE_ROWS = 1
"""Empty rows after those that are filled, where a field may have several values."""
_RANGE = re.compile(r"(\d{1,9})-(\d{1,9})")
_HINTS: Mapping[str, str] = {
    "name": gettext_noop("the longest form in the document; empty: the words themselves"),
    "state": gettext_noop("two letters (RU) or XX:Name; empty where the words are a State's name"),
    "number": gettext_noop("in digits"),
    "edtf": gettext_noop("2012, 2011-11, 2022-12-09, 2022-12~ (about), ../2022-02 (by)"),
    "term": gettext_noop("P9Y6M, life, death, suspended:P2Y"),
    "place": gettext_noop("two letters (RU) for a State; empty: the words themselves"),
    "sides": gettext_noop("who lets whom go, and how many: RU: Ana Quillfeather; 24"),
}
_SAME_HINT = {"names": "name", "speakers": "name", "states": "state"}
_WORDS_ONLY = ("text", "texts")


@dataclass(frozen=True, slots=True)
class FormRow:
    """One value as the form shows it: `name` stands before each of its inputs' names."""

    name: str
    value: str
    words: str
    at: str
    nth: str

    @property
    def is_filled(self) -> bool:
        """Whether anything stands in the row."""
        return bool(self.value or self.words)


@dataclass(frozen=True, slots=True)
class FormField:
    """A field with a row for each value. `choices` are the words it may be; `hint` says how to write a value.

    `has_value` is false where the words themselves are the value.
    """

    name: str
    rows: tuple[FormRow, ...]
    hint: str
    choices: tuple[str, ...]
    has_value: bool


@dataclass(frozen=True, slots=True)
class ClaimForm:
    """The whole form of one kind."""

    kind: str
    quote: FormRow
    reality: str
    realities: tuple[str, ...]
    fields: tuple[FormField, ...]


def form_of(entered: EnteredClaim) -> ClaimForm:
    """Return the form filled with what was entered, with an empty row where another value may come."""
    return ClaimForm(
        kind=entered.kind,
        quote=_row(QUOTE, Entry("", entered.quote)),
        reality=entered.reality,
        realities=tuple(Reality),
        fields=tuple(
            _field(name, wanted, entered.fields.get(name, ())) for name, wanted in field_types(entered.kind).items()
        ),
    )


def entered_in(form: Mapping[str, str], kind: str) -> EnteredClaim:
    """Return what a form says of a claim of that kind; raise ClaimRefused where a value is too long for any."""
    return EnteredClaim(
        kind=kind,
        quote=_entry(form, f"{QUOTE}.0").passage,
        reality=form.get("reality", Reality.ASSERTED),
        fields={name: tuple(_entries(form, name)) for name in field_types(kind)},
    )


def _field(name: str, wanted: FieldType, entries: Sequence[Entry]) -> FormField:
    filled = [one for one in entries if one.value or one.passage.words]
    takes_more = not isinstance(wanted, list) and (wanted in MANY_TYPES or wanted == "sides")
    spare = SPARE_ROWS if takes_more or not filled else 0
    rows = chain(filled, (Entry("", Passage("")) for _ in range(spare)))
    return FormField(
        name=name,
        rows=tuple(_row(name, entry, place) for place, entry in enumerate(rows)),
        hint=_hint(wanted),
        choices=tuple(wanted) if isinstance(wanted, list) else (),
        has_value=isinstance(wanted, list) or wanted not in _WORDS_ONLY,
    )


def _hint(wanted: FieldType) -> str:
    said = "" if isinstance(wanted, list) else _HINTS.get(_SAME_HINT.get(wanted, wanted), "")
    return gettext(said) if said else ""


def _row(name: str, entry: Entry, place: int = 0) -> FormRow:
    passage = entry.passage
    at = " ".join(f"{start}-{end}" for start, end in passage.at)
    return FormRow(f"{name}.{place}", inert(entry.value), inert(passage.words), at, str(passage.nth or ""))


def _entries(form: Mapping[str, str], name: str) -> list[Entry]:
    return [_entry(form, f"{name}.{place}") for place in range(MOST_ROWS) if _is_there(form, f"{name}.{place}")]


def _is_there(form: Mapping[str, str], row: str) -> bool:
    return any(f"{row}.{part}" in form for part in ("value", "words", "at"))


def _entry(form: Mapping[str, str], row: str) -> Entry:
    """Return one row; raise ClaimRefused where it is too long, or its number is none."""
    value = form.get(f"{row}.value", "").strip()
    words = form.get(f"{row}.words", "").strip()
    nth = form.get(f"{row}.nth", "").strip()
    field = row.partition(".")[0]
    if len(value) > LONGEST_VALUE or len(words) > LONGEST_WORDS:
        raise ClaimRefused(
            gettext("%(field)s: that is longer than any value. Give a shorter passage.") % {"field": field}
        )
    if nth and not (nth.isascii() and nth.isdecimal() and len(nth) <= 6):
        refusal = gettext("%(field)s: %(said)s is no number. Say which of the places is meant: 1 for the first.")
        raise ClaimRefused(refusal % {"field": field, "said": repr(nth)})
    return Entry(value, Passage(words, _ranges(form.get(f"{row}.at", "")), int(nth) if nth else None))


def _ranges(at: str) -> tuple[Range, ...]:
    """Return the places that a page filled in; what is none is left out, and the words are looked up instead."""
    found = [_RANGE.fullmatch(one) for one in at.split()[:MOST_ROWS]]
    return tuple((int(one[1]), int(one[2])) for one in found if one) if all(found) else ()
