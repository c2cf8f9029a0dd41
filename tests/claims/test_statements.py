"""Which speech counts, by whom, through whom and about whom, in reports written for these tests."""

from hashlib import sha256

import pytest

from homeward.claims.alignment import align
from homeward.claims.contract import claim_row
from homeward.claims.readers.english.analysis import analyse
from homeward.claims.readers.english.people import find_people
from homeward.claims.readers.english.speech import SpeechInText, find_speech
from homeward.claims.readers.english.statement_topics import topics_of
from homeward.claims.readers.english.statements import statement_candidates
from homeward.documents.model import DateOrigin, Document, DocumentDate

REPORT = """Swedish engineer Ana Lind was arrested in Minsk on 3 May 2021 and charged with espionage.

"My client is innocent," her lawyer, Ola Berg, told Reuters on Friday. "She has been denied a doctor."

Berg said the court had refused to release her on bail.

Swedish Foreign Minister Eva Holm said Sweden demands her immediate release."""


def document(words: str, *, publisher: str | None = None, title: str | None = None) -> Document:
    """Return a report of 8 May 2021 as it is kept."""
    digest = sha256(words.encode()).hexdigest()
    date = DocumentDate("2021-05-08", DateOrigin.FRONT_MATTER)
    return Document("r.txt", words, digest, digest, "text/plain", title, publisher, date=date, language="en")


def statements(kept: Document) -> list[dict[str, object]]:
    """Return every statement proposed, as the contract prints it, where Ana Lind alone is held."""
    text = analyse(kept)
    people = find_people(text)
    for person in people.people:
        person.in_scope = person.name == "Ana Lind"
    found = statement_candidates(text, people, find_speech(text, people))
    return [claim_row(kept, align(kept, candidate.draft)) for candidate in found]


def test_a_statement_has_speaker_role_outlet_day_and_person() -> None:
    """The lawyer's words come with their outlet, the day they were said, and whom they are about."""
    first = next(one for one in statements(document(REPORT)) if "innocent" in str(one["content"]))
    assert first["speaker"] == first["by"] == "Ola Berg"
    assert first["via"] == "Reuters"
    assert first["date"] == "2021-05-07"
    assert first["form"] == "direct"
    assert first["who"] == ["Ana Lind"]
    assert str(first["content"]).endswith("denied a doctor.")


def test_a_minister_speaks_for_a_state_and_a_lawyer_for_none() -> None:
    """Only those in office have a State."""
    states = {str(one["speaker"]): one.get("state") for one in statements(document(REPORT))}
    assert states["Ola Berg"] is None
    assert states["Eva Holm"] == "SE"


def test_what_an_agency_reports_somebody_saying_comes_through_the_agency() -> None:
    """The agency is the way, not the speaker."""
    words = "The lawyer Ola Berg said that Ana Lind had been moved to a hospital, the Belta news agency reported."
    [one] = statements(document("Ana Lind was arrested in Minsk.\n\n" + words))
    assert one["speaker"] == "Ola Berg"
    assert "Belta" in str(one["via"])


def test_a_ministry_text_is_its_speakers_throughout() -> None:
    """In a government's own text the sentences about custody are the issuer's direct words."""
    title = "Statement from President Kim Roth on the Detention of Ana Lind"
    words = f"{title}\n\nAna Lind has been held in Minsk for a year. We call on Minsk to release her at once."
    found = statements(document(words, publisher="White House", title=title))
    assert {str(one["speaker"]) for one in found} == {"Kim Roth"}
    assert any("call on" in str(one["content"]) for one in found)


OWN = "Ana Lind has been held in Minsk for a year. We call on Minsk to release her from custody at once."
REPORTED = "Ana Lind has been held in Minsk for a year. She was moved to a prison hospital in March."


@pytest.mark.parametrize(
    ("words", "publisher"),
    [
        (f"Pilot held for a year\n\nDeputy minister Oleg Sorin **Russian Foreign Ministry**\n\n{REPORTED}", None),
        (f"Pilot held for a year\n\nPhoto: Russian Foreign Ministry\n\n{REPORTED}", None),
        (f'Pilot held for a year\n\n"We know," the Russian Foreign Ministry said. {REPORTED}', None),
        (f"White House asks for pilot's release\n\n{REPORTED}", None),
        (f"Statement from the White House angers Minsk\n\n{REPORTED}", "The Lantern Post"),
    ],
)
def test_a_report_that_names_a_ministry_is_not_its_text(words: str, publisher: str | None) -> None:
    """A caption, a credit, a quotation or a headline makes no report the body's own words."""
    assert not any(
        one["form"] == "direct" and "Ana Lind has been held" in str(one["content"])
        for one in statements(document(words, publisher=publisher))
    )


@pytest.mark.parametrize(
    "head",
    [
        "Statement by the Russian Foreign Ministry on the detention of Ana Lind",
        "Ministry of Foreign Affairs of the Russian Federation",
        "Russian Foreign Ministry's answer to a media question",
    ],
)
def test_a_title_or_letterhead_shows_whose_text_it_is(head: str) -> None:
    """Without a publisher a title, or a letterhead above a text that says "we", tells who issues it."""
    found = statements(document(f"{head}\n\n{OWN}"))
    assert any(one["form"] == "direct" and "Ana Lind has been held" in str(one["content"]) for one in found)


def test_reporters_questions_are_nobody_in_scopes_statement() -> None:
    """A transcript's labels say who speaks; those who ask are left out."""
    words = (
        "Press briefing on the detention of Ana Lind\n\n"
        "QUESTION: Will you exchange Ana Lind?\n\n"
        "MR. ROTH: We will never stop asking for the release of Ana Lind.\n\n"
        "QUESTION: When will she be released?\n\n"
        "MR. ROTH: We are negotiating her release every day."
    )
    found = statements(document(words, publisher="Department of State"))
    assert found
    assert not any("Will you" in str(one["content"]) or "When will" in str(one["content"]) for one in found)


def test_speech_tells_who_said_a_passage() -> None:
    """Claims inside somebody's words can ask whose they are; the report's own words are nobody's."""
    kept = document(REPORT)
    text = analyse(kept)
    speech: SpeechInText = find_speech(text, find_people(text))
    inside = REPORT.index("denied a doctor")
    assert [said.value for said in speech.said_by(inside, inside + 6)] == ["Ola Berg"]
    assert speech.said_by(0, 10) == ()


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("They will bring our son home", "release"),
        ("prisoners of war", "custody"),
        ("the Vienna convention", "law"),
        ("she pleaded not guilty", "innocence"),
    ],
)
def test_topics_are_told_by_their_words(words: str, topic: str) -> None:
    """Each class has words of its own, in any of their forms."""
    assert topics_of(words)[topic] >= 1


def test_a_label_with_a_role_begins_a_turn() -> None:
    """In a ministry's text "Consul Eva Holm:" makes what follows her words, not the ministry's."""
    words = "Ana Lind is held in Minsk.\n\nHuman Rights Commissioner Eva Holm: We demand the release of Ana Lind."
    found = statements(document(words, publisher="Ministry of Foreign Affairs of Sweden"))
    assert [one["speaker"] for one in found if "demand" in str(one["content"])] == ["Eva Holm"]
