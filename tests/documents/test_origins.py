"""Copies of one text are one origin; different texts on one event are not."""

import hashlib
import random
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.documents.model import Document
from homeward.documents.origins import group_by_origin

WIRE = """The engineer Pavel Ostrov, held for two years in the port city of Larne, was let go on Tuesday, said
his lawyer.

He crossed the border at noon and was met by his wife and two officials of the consulate, who took him to a hotel.

"We thank all who spoke for him when it was not easy," the lawyer told reporters. "What was promised has been kept."

The court had sentenced Ostrov to nine years for taking photographs of a harbour where the navy repairs its ships.

He denied it at his trial and said that he had been looking for a place where his firm could build a warehouse.

The ministry did not say whether anybody had been freed in return. Talks had gone on since the spring, it said.

A second man, the driver of the firm, was sentenced with him and is still in prison. His appeal is heard in May."""

OTHER = """Two years after his arrest Pavel Ostrov is home. The engineer, 41, walked over the bridge that joins both
countries shortly after midday, carrying one bag, and embraced his wife.

His release had been expected since the spring, when both governments first admitted that they were talking about him.
"What was promised has been kept," said his lawyer, who refused to speak of the price.

Ostrov had been given nine years for photographing a harbour. He maintains that he was looking at building plots. His
driver, who got six, remains in custody and will be heard by an appeal court in May.

Officials declined to comment on reports that a smuggler was flown out of the country on the same morning."""


def document(text: str) -> Document:
    """A document with that text."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(name="a.txt", text=text, text_sha256=digest, bytes_sha256=digest, media_type="text/plain")


def one_origin(*texts: str) -> bool:
    """Whether all the texts have the same origin."""
    documents = [document(text) for text in texts]
    return len(set(group_by_origin(documents).values())) == 1


def test_a_copy_under_another_headline() -> None:
    """A headline, a place and an agency's name at the top make no other origin."""
    assert one_origin(f"Engineer goes home\n\n{WIRE}", f"LARNE (Agency) — {WIRE}\n\nReporting by our staff")


def test_a_copy_with_its_tail_cut() -> None:
    """An outlet that prints the first paragraphs only still prints the same text."""
    assert one_origin(WIRE, "\n\n".join(WIRE.split("\n\n")[:3]))


def test_a_copy_inside_a_longer_report() -> None:
    """A report that takes over a wire text whole and adds as much of its own rests on it."""
    assert one_origin(WIRE, f"{WIRE}\n\n{OTHER}")


def test_a_lightly_edited_copy() -> None:
    """A few words changed, marks and capitals changed: still a copy."""
    edited = (
        WIRE.replace("on Tuesday", "yesterday")
        .replace("let go", "released")
        .replace('"', "'")
        .replace("Ostrov", "OSTROV")
    )
    assert one_origin(WIRE, edited)


def test_another_report_of_the_same_event_is_another_origin() -> None:
    """Shared names, numbers and a shared quote make no copy."""
    assert not one_origin(WIRE, OTHER)


def test_short_texts_are_copies_only_when_equal() -> None:
    """Stock phrases do not tie short notes together."""
    note = "The ministry had no comment on the case of {} when it was asked today."
    assert not one_origin(note.format("Ann Roe"), note.format("Ben Doe"))
    assert one_origin(note.format("Ann Roe") + "\n", note.format("ANN ROE"))


def test_texts_without_words_stand_alone() -> None:
    """Nothing in common is no common origin."""
    assert not one_origin("...", "!!!")


def test_a_chain_of_copies_is_one_origin() -> None:
    """A copy of a copy leads back to the same origin, called by the least id."""
    documents = [document(WIRE), document(f"A\n\n{WIRE}\n\nB"), document(WIRE[: len(WIRE) * 2 // 3]), document(OTHER)]
    origins = group_by_origin(documents)
    copies = {one.id for one in documents[:3]}
    assert {origins[one] for one in copies} == {min(copies)}
    assert origins[documents[3].id] == documents[3].id


@settings(max_examples=20)
@given(st.permutations(range(6)))
def test_the_order_of_documents_does_not_matter(order: list[int]) -> None:
    """Whatever order documents come in, origins are the same."""
    cuts = [
        WIRE,
        f"Headline\n\n{WIRE}",
        WIRE[: len(WIRE) // 2],
        OTHER,
        f"{OTHER}\n\nMore.",
        "Nothing to do with either.",
    ]
    expected = group_by_origin(map(document, cuts))
    assert group_by_origin([document(cuts[at]) for at in order]) == expected


def test_thousands_of_texts_take_seconds() -> None:
    """Texts are not compared each with each."""
    chance = random.Random(1)  # noqa: S311  no secret
    words = [f"word{number}" for number in range(2000)]
    documents = [document(" ".join(chance.choices(words, k=150))) for _ in range(2000)]
    start = time.perf_counter()
    origins = group_by_origin([*documents, document(WIRE), document(WIRE + " More.")])
    assert len(set(origins.values())) == len(documents) + 1
    assert time.perf_counter() - start < 20
