"""Documents of one or a few plain sentences, such as somebody types who tries the program."""

import hashlib
from typing import Any

import pytest

from homeward.claims.contract import document_row
from homeward.claims.from_documents import read_document
from homeward.documents.model import DateOrigin, Document, DocumentDate


def claims_of(text: str, date: str | None = None) -> list[dict[str, Any]]:
    """Return what is read from a document of this text alone, in the contract's form."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    when = DocumentDate(date, DateOrigin.FRONT_MATTER) if date else None
    document = Document("typed.txt", text, digest, digest, "text/plain", date=when, language="en")
    rows = document_row(document, read_document(document).claims)["claims"]
    assert isinstance(rows, list)
    return rows


def the_one(rows: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    """Return the only claim of a kind."""
    (found,) = [row for row in rows if row["kind"] == kind]
    return found


@pytest.mark.parametrize(
    ("text", "kind", "who", "said"),
    [
        ("Tomas Hale, an American teacher, was sentenced to 14 years in prison by a court in Khimki on 16 June 2022.",
         "sentence", "Tomas Hale", {"term": "P14Y", "date": "2022-06-16", "state": "RU"}),
        ("A Moscow court sentenced the American nurse Joan Pell to 16 years in prison for espionage on 15 June 2020.",
         "sentence", "Joan Pell", {"term": "P16Y", "date": "2020-06-15", "offences": ["espionage"], "state": "RU"}),
        ("Belarus sentenced German citizen Jens Ruhl to death in June 2024.",
         "sentence", "Jens Ruhl", {"term": "death", "date": "2024-06", "state": "BY"}),
        ("A Chinese court jailed Australian pastor Luke Tan for nine years on 5 February 2024.",
         "sentence", "Luke Tan", {"term": "P9Y", "state": "CN"}),
        ("Nora Finch was arrested in Russia on 5 March 2021.",
         "arrest", "Nora Finch", {"date": "2021-03-05", "state": "RU"}),
        ("Iranian police detained the British aid worker Clare Motley at Tehran airport in April 2016.",
         "arrest", "Clare Motley", {"date": "2016-04", "state": "IR"}),
        ("The FSB accused Norwegian citizen Odd Hansen of spying.",
         "charge", "Odd Hansen", {"offences": ["spying"], "state": "RU"}),
        ("Viktor Rudin, a Russian arms dealer, was found guilty by a jury in New York in November 2011.",
         "conviction", "Viktor Rudin", {"verdict": "guilty", "date": "2011-11", "state": "US"}),
        ("Italian tourist Marta Greco was acquitted by an Iranian court in 2019.",
         "conviction", "Marta Greco", {"verdict": "not_guilty", "date": "2019", "state": "IR"}),
        ("Ivan Reed, a former US Marine, is being held in Lefortovo prison in Moscow.",
         "custody", "Ivan Reed", {"authority": "Lefortovo prison", "place": "Moscow", "state": "RU"}),
        ("Lena Orlova, a Russian gymnast, remains in custody in Germany.",
         "custody", "Lena Orlova", {"state": "DE"}),
        ("Thailand extradited Russian businessman Pavel Dronov to the United States in November 2010.",
         "extradition", "Pavel Dronov", {"from": "TH", "to": "US", "stage": "done", "date": "2010-11"}),
        ("The United States requested the extradition of Anton Vilkov from Greece in 2017.",
         "extradition", "Anton Vilkov", {"from": "GR", "to": "US", "stage": "requested", "reality": "asserted"}),
        ("A court in Paris refused to extradite Iranian engineer Reza Karimi to the United States.",
         "extradition", "Reza Karimi", {"from": "FR", "stage": "refused", "reality": "asserted"}),
        ("Russia released American teacher Tomas Hale on 11 February 2025.",
         "release", "Tomas Hale", {"date": "2025-02-11", "state": "RU"}),
        ("A Moscow court rejected the appeal of American nurse Joan Pell on 25 October 2022.",
         "appeal", "Joan Pell", {"outcome": "rejected", "date": "2022-10-25", "state": "RU"}),
    ],
)  # fmt: skip
def test_one_plain_sentence_is_read(text: str, kind: str, who: str, said: dict[str, Any]) -> None:
    """A sentence that names somebody, a State and what was done gives that claim and the person's."""
    rows = claims_of(text)
    claim = the_one(rows, kind)
    assert claim["who"] == [who]
    assert {name: claim.get(name) for name in said} == said
    assert the_one(rows, "person")["name"] == who


@pytest.mark.parametrize(
    "text",
    [
        "A court in Leeds jailed burglar Kenneth Moore for three years on Monday.",
        "Police in Ohio arrested Terry Sands of Dayton for robbery on 3 June 2020.",
        "The Norwegian striker Erik Dahl signed a four-year deal with an English club in July 2023.",
        "The Italian government sold its stake in the bank to an American fund in May 2022.",
        "Japan and South Korea signed a trade agreement in Tokyo in 2024.",
        "Nora Finch was arrested on 5 March 2021.",
    ],
)
def test_a_plain_sentence_on_something_else_gives_nothing(text: str) -> None:
    """Crime at home, sport, politics and a text that names no State stay empty."""
    assert claims_of(text) == []


def test_a_few_plain_sentences_are_read_together() -> None:
    """A pronoun means the person of the sentence before, and each event gets its own date."""
    rows = claims_of(
        "Tomas Hale, an American teacher, was arrested in Moscow on 14 August 2021. He was charged with smuggling. "
        "On 16 June 2022 a court in Khimki sentenced him to 14 years in prison."
    )
    told = {row["kind"]: (row["who"], row.get("date")) for row in rows}
    assert told["arrest"] == (["Tomas Hale"], "2021-08-14")
    assert told["charge"][0] == ["Tomas Hale"]
    assert told["sentence"] == (["Tomas Hale"], "2022-06-16")
    person = the_one(rows, "person")
    assert (person["nationality"], person["occupation"]) == (["US"], "teacher")


def test_a_denial_of_what_was_done_is_a_denied_event() -> None:
    """ "denied that he had been tortured" tells of torture that is denied."""
    rows = claims_of(
        "Farid Sohrabi, an American engineer, was arrested in Tehran in 2018. "
        "Iran's foreign ministry denied on Sunday that Sohrabi had been tortured in Evin prison.",
        "2020-03-03",
    )
    claim = the_one(rows, "ill_treatment")
    assert (claim["who"], claim["reality"]) == (["Farid Sohrabi"], "denied")


def test_a_role_is_no_lone_pronoun() -> None:
    """The role of "his sister" is these words, never "his"."""
    rows = claims_of(
        "Ivan Reed, an American engineer, was jailed in Russia in 2020. His sister, Elizabeth Reed, visited him. "
        "“Ivan is innocent and must be released,” his sister said."
    )
    roles = {row["role"] for row in rows if row["kind"] == "statement" and row.get("role")}
    assert not {role for role in roles if role.lower() in {"his", "her", "their"}}
