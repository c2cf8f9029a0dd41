"""The day that a text was spoken on, where it stands alone on a line of its opening."""

from hashlib import sha256

import pytest

from homeward.claims.readers.english.analysis import analyse
from homeward.claims.readers.english.datelines import said_on, text_day
from homeward.documents.model import DateOrigin, Document, DocumentDate

BODY = "\n\nMODERATOR: Thank you for joining. Ana Lind was arrested in Minsk yesterday.\n"


def talk(opening: str, published: str | None = "2022-10-05") -> Document:
    """Return a transcript as it is kept."""
    words = opening + BODY
    digest = sha256(words.encode()).hexdigest()
    date = DocumentDate(published, DateOrigin.FRONT_MATTER) if published else None
    return Document("t.txt", words, digest, digest, "text/plain", None, None, date=date, language="en")


@pytest.mark.parametrize(
    "line", ["(October 1, 2022)", "October 1, 2022", "1 October 2022", "Saturday, October 1, 2022"]
)
def test_a_day_alone_over_a_transcript_is_when_it_was_said(line: str) -> None:
    """A transcript published later was spoken on the day that stands over it, and the words of that day are kept."""
    text = analyse(talk(f"Via Teleconference\n\n{line}"))
    said = text_day(text)
    assert said is not None
    assert said.value == said_on(text) == "2022-10-01"
    start, end = said.at[0]
    assert text.document.text[start:end] in line


@pytest.mark.parametrize("opening", ["Via Teleconference", "June 1, 2019", "The law of October 1, 2022 says so."])
def test_any_other_day_leaves_the_documents_own(opening: str) -> None:
    """No day, one long before, or one inside a sentence: the document's date stands."""
    text = analyse(talk(opening))
    assert text_day(text) is None
    assert said_on(text) == "2022-10-05"


def test_without_any_date_nothing_is_said() -> None:
    """A text that nobody dated gets no day from elsewhere."""
    assert said_on(analyse(talk("Via Teleconference", None))) is None
