"""Who is meant where in a text: names, pronouns, nouns, lists."""

from hashlib import sha256

import pytest

from homeward.claims.readers.english.analysis import analyse
from homeward.claims.readers.english.done_to import done_to
from homeward.claims.readers.english.model import AnalysedText, PeopleInText
from homeward.claims.readers.english.people import find_people
from homeward.claims.readers.english.triggers import find_triggers
from homeward.claims.readers.english.whom import whom
from homeward.documents.model import Document


def read(text: str) -> tuple[AnalysedText, PeopleInText]:
    """Analyse a text and find its people."""
    digest = sha256(text.encode()).hexdigest()
    analysed = analyse(Document("report.txt", text, digest, digest, "text/plain", language="en"))
    return analysed, find_people(analysed)


def meant_by(text: str, word: str, nth: int = 0) -> list[str]:
    """Return the names of those whom the nth occurrence of a word means."""
    analysed, people = read(text)
    token = [token for token in analysed.parse if token.lower_ == word.lower()][nth]
    return [person.name for person in whom(analysed, people, token)]


def test_surname_stands_for_the_full_name() -> None:
    """A full name seen once makes the surname that person's everywhere, possessives included."""
    text = "Norwegian pilot Anders Holm was arrested in Moscow. Holm denies the charge. Holm's lawyer appealed."
    _, people = read(text)
    holm = next(person for person in people.people if person.name == "Anders Holm")
    assert sum(mention.how == "name" for mention in holm.mentions) == 3
    assert holm.forms[0] == "Anders Holm"
    assert holm.nationality == ("NO",)
    assert holm.role == "Norwegian pilot"
    assert not holm.official


def test_pronouns_agree_in_gender() -> None:
    """He and she mean the man and the woman spoken of before."""
    text = (
        "Anders Holm and his wife Birgit Holm were detained in Minsk on Monday. She was freed; he was sentenced in May."
    )
    assert meant_by(text, "she") == ["Birgit Holm"]
    assert meant_by(text, "he") == ["Anders Holm"]


def test_noun_means_whom_it_describes() -> None:
    """A definite noun means the person whose description it repeats."""
    text = (
        "American journalist Karen Weld was arrested in Tehran. Officials met later. The journalist was freed in May."
    )
    assert meant_by(text, "journalist", 1) == ["Karen Weld"]


def test_somebody_introduced_without_a_name_gets_it() -> None:
    """An indefinite introduction is the person who is named in the next sentence."""
    text = "A Norwegian pilot was arrested in Moscow on Friday. Anders Holm, 44, was charged with spying."
    assert meant_by(text, "pilot") == ["Anders Holm"]


def test_they_means_those_named_together() -> None:
    """They means the people of the last list."""
    text = "Karen Weld and Anders Holm were arrested in Tehran in 2019. They were released on bail a year later."
    assert meant_by(text, "they") == ["Karen Weld", "Anders Holm"]


def test_speaker_says_i() -> None:
    """Inside a quotation the first person is the speaker and the third person is somebody else."""
    text = 'Karen Weld met Anders Holm in prison. "I know that he is innocent," Weld said.'
    assert meant_by(text, "i") == ["Karen Weld"]
    assert meant_by(text, "he") == ["Anders Holm"]


def test_relatives_are_not_the_person() -> None:
    """What is done to a relative is not done to the person they belong to."""
    text = "Anders Holm was arrested in Minsk. His brother was questioned later."
    assert meant_by(text, "brother") == []


def test_authors_are_no_people_of_the_story() -> None:
    """Whoever reported, edited or photographed is left out."""
    text = (
        "Anders Holm was arrested in Minsk on Monday, police said.\n\n(Reporting by Karen Weld; Editing by John Marsh)"
    )
    _, people = read(text)
    assert [person.name for person in people.people] == ["Anders Holm"]


@pytest.mark.parametrize("text", ["", " ", "1999", "...", "“”", "He said she said they said."])
def test_nobody_is_found_where_nobody_is_named(text: str) -> None:
    """Texts without a name give no people and raise nothing."""
    _, people = read(text)
    assert people.people == []
    assert people.by_token == {}


def names_in(text: str) -> list[str]:
    """Return the names of the people of a text."""
    return [person.name for person in read(text)[1].people]


@pytest.mark.parametrize(
    "dateline",
    [
        "BANGKOK, March 7 (Meridian Wire) — ",
        "KHIMKI, Russia — ",
        "MINSK (Meridian Wire) ",
        "NEW YORK - ",
        "RALEIGH, N.C. ",
    ],
)
def test_a_dateline_is_nobody(dateline: str) -> None:
    """Neither the place nor the agency of a dateline is a person, and "he" is whom the report names."""
    text = f"{dateline}Anders Holm was arrested on Thursday. He was charged with espionage."
    assert names_in(text) == ["Anders Holm"]
    assert meant_by(text, "he") == ["Anders Holm"]


def test_a_dateline_without_a_dash_is_nobody() -> None:
    """A place in capitals right before the first sentence gives nobody."""
    assert names_in("NEW YORK An Estonian man was extradited on Monday. He pleaded guilty to wire fraud.") == []


@pytest.mark.parametrize(
    "kin",
    [
        "Talia Brandt, the wife of Anders Holm, who",
        "Talia Brandt, wife of the Norwegian singer Anders Holm, who",
        "Talia Brandt, the wife of Anders Holm, a Norwegian pilot who",
        "Oleg Pirogov, the lawyer for Anders Holm, who",
        "John and Paula Weld, the parents of Anders Holm, a U.S. Marine veteran who",
    ],
)
def test_who_behind_kin_and_counsel(kin: str) -> None:
    """A relative clause behind "the wife of X" tells of X, with or without a description between."""
    words = f"The president met today with {kin} is wrongfully detained in Russia."
    assert meant_by(words, "who") == ["Anders Holm"]
    text, people = read(words)
    triggers = [trigger for sentence in text.parse.sents for trigger in find_triggers(sentence)]
    held = [p.name for one in triggers if one.token.lower_ == "detained" for p in done_to(text, people, one).persons]
    assert set(held) == {"Anders Holm"}


@pytest.mark.parametrize(
    "words",
    [
        "Madonna, a teacher, was arrested in Iran.",
        "Georgia, 31, was jailed in Iran.",
        "Florence, a nurse from Ghent, was sentenced in Iran.",
    ],
)
def test_a_single_name_with_a_custody_verb_is_a_person(words: str) -> None:
    """An age or an occupation and a custody verb make a person of a single name, be it also a place's."""
    assert names_in(words) == [words.split(",", maxsplit=1)[0]]


def test_places_that_act_are_nobody() -> None:
    """A State or a capital that does something, or has something done in it, is no person."""
    assert (
        names_in("Georgia, a country of vineyards, was praised. Washington had long refused. Tehran released two.")
        == []
    )


def test_titles_days_and_regions_are_no_names() -> None:
    """An abbreviated title, a day or a month is nobody, and a region before a name is no part of it."""
    assert names_in("Col. Anders Holm was freed on Wednesday. The Col. spoke on Wednesday's broadcast in March.") == [
        "Anders Holm"
    ]
    assert names_in("The wife of N.C. Saeed Rahimi said that he was jailed in Iran.") == ["Saeed Rahimi"]
    assert names_in("Washington D.C. fell silent when Quang Cao Ky was jailed in Iran.") == ["Quang Cao Ky"]
