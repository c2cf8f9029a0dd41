"""Exchanges, positions, instruments, meetings and counts are proposed from reports written for these tests."""

from hashlib import sha256
from typing import Any

import pytest

from homeward.claims.alignment import Draft, Said, align
from homeward.claims.readers.english.analysis import analyse
from homeward.claims.readers.english.between_states import find_between_states
from homeward.claims.readers.english.people import find_people
from homeward.claims.readers.english.speech import find_speech
from homeward.documents.model import DateOrigin, Document, DocumentDate

TOLD_BEFORE = "Ivan Petrov, a Russian pilot, and Mary Jones, an American teacher, were jailed in 2019.\n\n"


def report(words: str) -> Document:
    """Make a report of 20 December 2022."""
    digest = sha256(words.encode()).hexdigest()
    date = DocumentDate("2022-12-20", DateOrigin.FRONT_MATTER)
    return Document("report.txt", words, digest, digest, "text/plain", date=date, language="en")


def proposed(words: str, kind: str) -> list[Draft]:
    """Return the drafts of one kind, every one held against the text."""
    document = report(words)
    text = analyse(document)
    people = find_people(text)
    found = find_between_states(text, people, find_speech(text, people).speeches)
    drafts = [one.draft for one in found if one.group == kind]
    for draft in drafts:
        align(document, draft)
    return drafts


def value(draft: Draft, field: str) -> Any:
    """Return one field's value, several as a list, None where it has none."""
    said = draft.fields.get(field)
    if said is None:
        return None
    return said.value if isinstance(said, Said) else [one.value for one in said]


def test_an_exchange_has_both_sides() -> None:
    """Each person is let go by the State that is not their own, on the day the sentence gives."""
    words = TOLD_BEFORE + "On Dec. 9 Russia freed Mary Jones in exchange for Ivan Petrov, who was held in America."
    (draft,) = proposed(words, "exchange")
    assert [one.value for one in draft.who] == ["Mary Jones", "Ivan Petrov"]
    assert value(draft, "sides") == (
        {"state": "RU", "frees": ("Mary Jones",)},
        {"state": "US", "frees": ("Ivan Petrov",)},
    )
    assert value(draft, "stage") == "done"
    assert draft.date is not None
    assert draft.date.value == "2022-12-09"


def test_numbers_stand_in_an_exchange_and_for_themselves() -> None:
    """A swap by number has a count on each side, and each number is a count of its own."""
    words = "Iran released five Americans in exchange for seven Iranians jailed in the United States."
    (exchange,) = proposed(words, "exchange")
    assert value(exchange, "sides") == ({"state": "IR", "count": 5}, {"state": "US", "count": 7})
    counts = [[value(one, name) for name in ("number", "nationality", "state")] for one in proposed(words, "count")]
    assert counts == [[5, ["US"], "IR"], [7, ["IR"], "US"]]


@pytest.mark.parametrize(
    "words",
    [
        "The firm agreed a currency swap.",
        "They had an exchange of fire at the border.",
        "A trade deal was signed in Rome.",
    ],
)
def test_other_exchanges_are_none(words: str) -> None:
    """Money, fire and goods are exchanged too; nobody is let go."""
    assert proposed(words, "exchange") == []


@pytest.mark.parametrize(
    ("words", "state", "stance"),
    [
        ("Canada demanded the immediate release of Mary Jones.", "CA", "demands"),
        ("Moscow refused to release Mary Jones.", "RU", "refuses"),
        (
            "Russia said it is open to talks on a prisoner swap, and is ready to discuss more.",
            "RU",
            "open",
        ),
        ("Iran offered to free Mary Jones.", "IR", "offers"),
        ("Iran has denied holding Mary Jones.", "IR", "denies_knowledge"),
        ("Washington has not ruled out an exchange of prisoners.", "US", "open"),
    ],
)
def test_a_position_tells_state_and_stance(words: str, state: str, stance: str) -> None:
    """What a State wants or would do is told with the State that wants it."""
    found = [(value(one, "state"), value(one, "stance")) for one in proposed(TOLD_BEFORE + words, "position")]
    assert (state, stance) in found


def test_a_treaty_is_named_with_its_parties_and_year() -> None:
    """The instrument's name is as written, with who signed it and when."""
    words = "It falls under the Treaty on the Transfer of Sentenced Persons signed by Norway and Chile in 1998."
    (draft,) = proposed(words, "instrument")
    assert value(draft, "name") == "Treaty on the Transfer of Sentenced Persons"
    assert value(draft, "states") == ["NO", "CL"]
    assert value(draft, "signed") == 1998


def test_a_bare_order_is_no_instrument() -> None:
    """An order or law that nothing names is left out."""
    assert proposed("In order to act, the law must change. The Order came late.", "instrument") == []


def test_a_meeting_has_its_states_place_and_stage() -> None:
    """A talk that is to come is planned, and one between two States is told with both."""
    words = "Negotiators from Norway and Iran will meet next week in Geneva to discuss the release of prisoners."
    (draft,) = proposed(words, "meeting")
    assert value(draft, "states") == ["NO", "IR"]
    assert value(draft, "place") == "Geneva"
    assert value(draft, "stage") == "planned"
    assert draft.date is not None
    assert draft.date.value == "2022-12/2023-01"


def test_a_count_keeps_its_bound() -> None:
    """More than sixty citizens held by a State: number, bound, whose and by whom."""
    words = "The ministry accused the United States of holding more than 60 Russian citizens."
    (draft,) = proposed(words, "count")
    told = [value(draft, name) for name in ("number", "bound", "nationality", "state", "of")]
    assert told == [60, "more_than", ["RU"], "US", "Russian citizens"]


def test_repeats_are_marked() -> None:
    """The second mention of the same number says nothing new."""
    document = report("Iran holds five Americans. Those five Americans are held by Iran.")
    text = analyse(document)
    people = find_people(text)
    first, second = (one.features for one in find_between_states(text, people) if one.group == "count")
    assert first.get("first of its kind")
    assert second.get("said before")
