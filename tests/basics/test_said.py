"""A sentence that remembers what it was made of is its English text for everybody who asks no more."""

import copy
import json
import pickle
from datetime import date

from homeward.basics.said import Said, as_plain, counted, from_plain, joined, named, say


def test_sentence_is_its_english_text() -> None:
    """It equals, sorts, joins and dumps as the text does."""
    told = say("national of %(state)s%(note)s", state=named("State", "Russia"), note="")
    assert told == "national of Russia"
    assert {told: 1} == {"national of Russia": 1}
    assert json.dumps([told]) == '["national of Russia"]'


def test_sentence_keeps_its_message_and_values() -> None:
    """What it was made of survives being put together, copied and sent to another process."""
    whole = say("born %(day)s", day="1967") + "; " + counted(3, "%(n)s day", "%(n)s days")
    assert whole == "born 1967; 3 days"
    for one in (whole, copy.deepcopy(whole), pickle.loads(pickle.dumps(whole))):  # noqa: S301 - made here
        assert isinstance(one, Said)
        assert [part for part in map(str, one.values.values()) if part] == ["born 1967; ", "3 days"]
    assert isinstance("so " + whole, Said)


def test_sentence_survives_json() -> None:
    """What it was made of comes back, as deep as it goes; a text that is no sentence, and nothing, stay as they are."""
    whole = say("%(who)s: %(day)s, %(n)s, %(why)s", who="Ana", day=date(2024, 1, 2), n=3, why=named("State", "Russia"))
    whole += counted(3, "%(n)s day", "%(n)s days") + "; 50%"
    back = from_plain(json.loads(json.dumps(as_plain(whole))))
    assert back == whole
    assert as_plain(back) == as_plain(whole)
    assert isinstance(back, Said) and made_of(back) == made_of(whole)
    assert [from_plain(as_plain(one)) for one in ("Ana", None)] == ["Ana", None]
    assert not isinstance(from_plain(as_plain("Ana")), Said)


def made_of(one: object) -> object:
    """Return all that a sentence was made of; of a value that is none, its text."""
    if not isinstance(one, Said):
        return str(one)
    return one.message, {name: made_of(each) for name, each in one.values.items()}, one.plural, one.context


def test_number_chooses_the_message() -> None:
    """One has its own words."""
    assert counted(1, "%(n)s year", "%(n)s years") == "1 year"
    assert counted(21, "%(n)s year", "%(n)s years") == "21 years"


def test_what_is_said_already_is_not_said_again() -> None:
    """A sentence is passed on as it is; a bare text becomes one, with its signs of per cent."""
    told = say("100% of %(what)s".replace("%", "%%", 1), what="it")
    assert told == "100% of it"
    assert say(told) is told
    assert say("half, 50%") == "half, 50%"


def test_joining_keeps_words_in_between() -> None:
    """Words between sentences can be translated too."""
    both = joined(say(" or "), ["one", "other"])
    assert both == "one or other"
    assert isinstance(both.values["between"], Said)
