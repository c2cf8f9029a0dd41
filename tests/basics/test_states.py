"""States are found by the names, peoples, capitals and places that texts use, not where a word means another thing."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.basics.states import Naming, all_states, find_states, state_name, state_of


def codes(text: str) -> list[str]:
    """Return the codes found, in order."""
    return [found.code for found in find_states(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Moscow and Washington will talk", ["RU", "US"]),
        ("the Kremlin told the White House", ["RU", "US"]),
        ("a U.S. court; US officials; the USA", ["US", "US", "US"]),
        ("U.S.-Russian talks", ["US", "RU"]),
        ("two Russians, a Briton and three Frenchmen", ["RU", "GB", "FR"]),
        ("the Democratic People's Republic of Korea (DPRK)", ["KP", "KP"]),
        ("the People’s Republic of China", ["CN"]),
        ("North Koreans and South Koreans", ["KP", "KR"]),
        ("Guinea-Bissau, Equatorial Guinea, Papua New Guinea and Guinea", ["GW", "GQ", "PG", "GN"]),
        ("held by Hamas in Gaza", ["XX:Hamas", "PS"]),
        ("the Taliban freed them in Kabul", ["XX:Taliban", "AF"]),
        ("a Soviet court in Yugoslavia", ["SU", "YU"]),
        ("Norway and Niger and Nigeria", ["NO", "NE", "NG"]),
        ("the International Criminal Tribunal for the former Yugoslavia", ["XX:ICTY"]),
        ("the FBI and the FSB", ["US", "RU"]),
        ("Côte d’Ivoire", ["CI"]),
    ],
)
def test_states_are_found_by_what_texts_call_them(text: str, found: list[str]) -> None:
    """Names, peoples, seats of power, abbreviations and bodies give their codes in order, the longest name first."""
    assert codes(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "he likes to polish silver with us",
        "Michael Jordan scored; Jordan Smith did not",
        "George Washington crossed the river",
        "the Washington Post and The Moscow Times reported",
        "he said in Russian.",
        "a Russian-language paper",
        "Chad Johnson said so",
        "the Geneva Conventions",
        "Latin America",
        "Turkeys and brits",
    ],
)
def test_words_that_mean_another_thing_are_left_alone(text: str) -> None:
    """Verbs, people's names, papers, treaties and languages name no State."""
    assert codes(text) == []


def test_a_word_beside_no_name_is_the_state() -> None:
    """Jordan, Georgia and Washington are States again where no other name stands beside them."""
    assert codes("In Jordan, and from Georgia; Washington said") == ["JO", "GE", "US"]
    assert codes("He was in Russian custody") == ["RU"]
    assert codes("Amman, Jordan") == ["JO", "JO"]


def test_how_a_state_is_named_is_told() -> None:
    """A mention says whether it is the State's name, its people, its seat, a place, a body or an agency."""
    hows = [found.how for found in find_states("Iran, Iranian, Tehran, Evin, Hamas, FBI")]
    assert hows == [Naming.NAME, Naming.PEOPLE, Naming.SEAT, Naming.PLACE, Naming.BODY, Naming.AGENCY]


def test_a_text_in_capitals_is_read_too() -> None:
    """A telex in capitals names the same States."""
    assert codes("BOGOTA, 14 MAY -- COLOMBIAN POLICE HANDED HIM TO THE UNITED STATES.") == ["CO", "CO", "US"]


def test_a_disputed_place_gives_no_state() -> None:
    """Crimea names no State by itself: who is meant stays unknown."""
    assert codes("in Crimea and Sevastopol") == []


def test_codes_and_names_lead_to_each_other() -> None:
    """Every code has a name in our list, and that name leads back to the code."""
    for code in all_states():
        assert state_of(state_name(code)) == code
        assert state_of(code) == code
    assert state_of("the United States") == "US"
    assert state_of("russian federation") == "RU"
    assert state_of("Atlantis") is None


def test_the_list_is_complete() -> None:
    """There are more entries than members of the United Nations, and some that are easily forgotten are there."""
    assert sum(not code.startswith("XX:") for code in all_states()) > 195
    for code in ("NO", "TV", "SS", "TL", "VA", "PS", "ME", "XK"):
        assert state_name(code) != code


@settings(max_examples=60)
@given(st.text(max_size=40), st.sampled_from(["Russia", "U.S.", "Hong Kong", "South Ossetia", "Côte d'Ivoire"]))
def test_a_mention_stands_where_it_says(noise: str, name: str) -> None:
    """Whatever stands around a name, each mention's offsets lie in the text, in order, without overlap."""
    text = f"{noise} {name} {noise}"
    found = find_states(text)
    assert any(text[one.start : one.end] == name for one in found) or noise
    for before, after in pairwise(found):
        assert before.end <= after.start
    assert all(0 <= one.start < one.end <= len(text) for one in found)
