"""What was done to people, in the words a report would use."""

import hashlib

import pytest

from homeward.claims.from_documents import read_document
from homeward.claims.model import Claim
from homeward.documents.model import DateOrigin, Document, DocumentDate

SETTING = (
    "Ostrava, the embassy said, has asked Russia to free the Czech engineer Petr Novak, 41, a Czech citizen. "
    "The Foreign Ministry in Prague has asked for consular access to Novak. "
)


def read(sentence: str, setting: str = SETTING) -> tuple[Document, list[Claim]]:
    """Return the claims of a report on somebody held abroad that also holds the sentence."""
    text = setting + sentence
    digest = hashlib.sha256(text.encode()).hexdigest()
    date = DocumentDate("2021-03-10", DateOrigin.FRONT_MATTER)
    document = Document("report.txt", text, digest, digest, "text/plain", date=date, language="en")
    reading = read_document(document)
    assert reading.refused == ()
    return document, list(reading.claims)


@pytest.mark.parametrize(
    ("sentence", "kind", "fields", "date"),
    [
        (
            "Novak was arrested in Moscow on 3 March 2020.",
            "arrest",
            {"place": "Moscow", "state": ("RU",)},
            "2020-03-03",
        ),
        (
            "Novak was sentenced by a Moscow court to 12 years in prison in January.",
            "sentence",
            {"term": "P12Y"},
            "2021-01",
        ),
        ("A Russian court convicted Novak of espionage last year.", "conviction", {"verdict": "guilty"}, "2020"),
        (
            "Novak pleaded guilty to espionage in a Moscow court in May 2020.",
            "conviction",
            {"verdict": "plea"},
            "2020-05",
        ),
        ("Novak was charged with espionage by Russian prosecutors.", "charge", {"offences": ("espionage",)}, None),
        ("Novak was extradited from Serbia to Russia in June 2019.", "extradition", {"stage": "done"}, "2019-06"),
        ("Novak has been held in Lefortovo prison in Moscow.", "custody", {"state": ("RU",)}, None),
    ],
)
def test_an_event_is_read_with_its_values(
    sentence: str, kind: str, fields: dict[str, object], date: str | None
) -> None:
    """Each plain sentence gives one claim of its kind about the person, with what it says and no more."""
    document, claims = read(sentence)
    found = [claim for claim in claims if claim.kind == kind and claim.span.start >= len(SETTING) - 1]
    assert len(found) == 1, [(claim.kind, document.quote(claim.span)) for claim in claims]
    assert found[0].who == ("Petr Novak",)
    assert found[0].date == date
    assert {name: found[0].fields.get(name) for name in fields} == fields


def test_every_value_points_at_words_of_the_text() -> None:
    """Whatever is read, each field has spans, and each span is inside the document."""
    document, claims = read("Novak was sentenced by a Moscow court to 12 years in prison in January on spying charges.")
    assert claims
    for claim in claims:
        assert set(claim.words) >= set(claim.fields)
        assert all(document.quote(span) for spans in claim.words.values() for span in spans)


@pytest.mark.parametrize(
    "sentence",
    [
        "Prague demanded the release of Novak.",
        "The family hopes that Novak will be freed if the appeal succeeds.",
        "Diplomats would take every step to bring Novak home.",
    ],
)
def test_what_is_only_wanted_has_not_happened(sentence: str) -> None:
    """A demand, a hope or a purpose is no release that took place."""
    _, claims = read(sentence)
    assert not [claim for claim in claims if claim.kind == "release" and claim.reality == "asserted"]


def test_crime_at_home_gives_no_claims() -> None:
    """A report in which no other State has a part stays empty (ruling 1)."""
    _, claims = read(
        "A county judge sentenced Dale Hopper, 33, to six years in state prison on Monday for burglary. "
        "The sheriff said Hopper was arrested in May after a chase. His attorney plans to appeal.",
        setting="",
    )
    assert claims == []


@pytest.mark.parametrize("text", ["", " ", "\n\n", "x", "???", "\u202e\u200b", "1" * 5000, "held " * 300])
def test_odd_texts_are_read_without_an_error(text: str) -> None:
    """Empty, tiny, endless and invisible texts give an empty reading."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    reading = read_document(Document("odd.txt", text, digest, digest, "text/plain", language="en"))
    assert reading.claims == ()


def test_the_same_text_gives_the_same_claims() -> None:
    """Reading is deterministic: ids and order come out alike."""
    sentence = "Novak was arrested in Moscow on 3 March 2020 and has been held in Lefortovo prison since."
    assert [claim.id for claim in read(sentence)[1]] == [claim.id for claim in read(sentence)[1]]
