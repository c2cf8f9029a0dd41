"""Who is held across a border, and the claim that says who they are."""

from hashlib import sha256

import pytest

from homeward.claims.alignment import align
from homeward.claims.model import Claim
from homeward.claims.readers.english.analysis import analyse
from homeward.claims.readers.english.people import find_people
from homeward.claims.readers.english.persons import draft_person
from homeward.claims.readers.english.proposals import mark_scope
from homeward.documents.model import Document

ABROAD = (
    "American journalist Karen Weld was sentenced to six years in a Moscow court on Monday. Weld, 41, was arrested in "
    "Russia in 2022 on espionage charges. The U.S. State Department says she is wrongfully detained and has asked for "
    "consular access. Moscow has said that a prisoner swap is possible. Judge Pavel Sorokin read the verdict."
)
AT_HOME = (
    "A county jury convicted Karen Weld of fraud on Monday. The sheriff said that Weld, 41, a teacher at the town's "
    "school, would be held in the county jail until the judge sentences her next month."
)
GAME = "The captain surrendered the title after the swap deal. Karen Weld scored twice for the team in the first game."


def document(text: str) -> Document:
    """Return a plain document of the text."""
    digest = sha256(text.encode()).hexdigest()
    return Document("report.txt", text, digest, digest, "text/plain", language="en")


def claim_about(text: str, name: str) -> Claim:
    """Return the claim that says who the named person is, held against the text."""
    kept = document(text)
    analysed = analyse(kept)
    person = next(one for one in find_people(analysed).people if one.name == name)
    return align(kept, draft_person(analysed, person))


def test_held_abroad_is_in_scope() -> None:
    """Whom another State holds is in scope, the judge is not."""
    text = analyse(document(ABROAD))
    people = find_people(text)
    assert mark_scope(text, people)[0] > 0
    assert {person.name for person in people.people if person.in_scope} == {"Karen Weld"}
    assert [draft_person(text, one).who[0].value for one in people.people if one.in_scope] == ["Karen Weld"]


@pytest.mark.parametrize("words", [AT_HOME, GAME, "", "Nothing is said of anybody here."])
def test_crime_at_home_and_games_are_out_of_scope(words: str) -> None:
    """No other State has a part in it: nobody is in scope."""
    text = analyse(document(words))
    people = find_people(text)
    assert mark_scope(text, people)[0] <= 0
    assert [one for one in people.people if one.in_scope] == []


def test_person_claim_says_all_that_stands_beside_the_name() -> None:
    """Age, nationality, occupation and other forms come with the words that say them."""
    claim = claim_about(ABROAD, "Karen Weld")
    assert claim.kind == "person"
    assert claim.who == ("Karen Weld",)
    assert claim.fields["age"] == 41
    assert claim.fields["nationality"] == ("US",)
    assert claim.fields["occupation"] == "journalist"
    assert claim.fields["aliases"] == ("Weld",)
    kept = document(ABROAD)
    assert [kept.quote(span) for span in claim.words["age"]] == ["41"]
    assert [kept.quote(span) for span in claim.words["nationality"]] == ["American"]
    assert "Karen Weld" in kept.quote(claim.span)


def test_other_names_behind_an_alias_cue() -> None:
    """Quoted names behind "known as" and handles behind "aka" are aliases, each without its marks."""
    known = claim_about(
        'Karen Weld, known online as "redfox" and "foxred," was extradited from Spain to Canada.', "Karen Weld"
    )
    assert known.fields["aliases"] == ("redfox", "foxred")
    handle = claim_about("Anders Holm aka Greyowl, aka gro, was extradited to the US from Latvia.", "Anders Holm")
    assert set(handle.fields["aliases"]) == {"Greyowl", "gro"}  # type: ignore[arg-type]


def test_dual_nationality_keeps_both_states() -> None:
    """A dual national has both States, in the order told."""
    claim = claim_about("Reza Omidi, a dual national of Iran and Turkey, was arrested in Miami.", "Reza Omidi")
    assert set(claim.fields["nationality"]) == {"IR", "TR"}  # type: ignore[arg-type]
    other = claim_about("Police held Iranian-American businessman Reza Omidi in Tehran.", "Reza Omidi")
    assert other.fields["nationality"] == ("IR", "US")


def test_nothing_is_filled_in() -> None:
    """What the text does not say of the person is left out."""
    claim = claim_about("Karen Weld was arrested in Minsk on Monday, officials said.", "Karen Weld")
    assert set(claim.fields) == {"name"}
