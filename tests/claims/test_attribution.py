"""Who says what: sources, cues and contents in reports written for these tests."""

from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.claims.readers.english.analysis import analyse
from homeward.claims.readers.english.attribution import Attribution, find_attributions
from homeward.claims.readers.english.model import AnalysedText
from homeward.documents.model import Document


def read(words: str) -> AnalysedText:
    """Analyse a report that has no front matter."""
    digest = sha256(words.encode()).hexdigest()
    return analyse(Document("report.txt", words, digest, digest, "text/plain", language="en"))


def told(words: str) -> list[tuple[str, str, bool]]:
    """Return source, content and whether it is direct, for every attribution."""
    text = read(words)
    found = find_attributions(text)
    return [(_at(words, one.source), _at(words, one.content), one.direct) for one in found]


def _at(words: str, span: tuple[int, int] | None) -> str:
    return words[slice(*span)].strip(" ,.") if span else ""


@pytest.mark.parametrize(
    ("words", "source", "content"),
    [
        (
            "Prosecutors said that Ana Lind was arrested in May.",
            "Prosecutors",
            "Ana Lind was arrested in May",
        ),
        (
            "Ana Lind was arrested in May, prosecutors said.",
            "prosecutors",
            "Ana Lind was arrested in May",
        ),
        (
            "Ana Lind was moved to a hospital, according to her lawyer.",
            "her lawyer",
            "Ana Lind was moved to a hospital",
        ),
        (
            "According to her lawyer, Ana Lind was moved to a hospital.",
            "her lawyer",
            "Ana Lind was moved to a hospital",
        ),
        (
            "The ministry told Reuters on Friday that it had asked for consular access.",
            "The ministry",
            "it had asked for consular access",
        ),
        (
            "Ola Berg, a lawyer for the family, said his client would appeal.",
            "Ola Berg",
            "his client would appeal",
        ),
        (
            "Police detained Ana Lind, who said she was innocent.",
            "Ana Lind",
            "she was innocent",
        ),
    ],
)
def test_reported_speech(words: str, source: str, content: str) -> None:
    """A clause before or after what was said gives its speaker; the circumstances are no part of what was said."""
    assert (source, content, False) in told(words)


@pytest.mark.parametrize(
    "marks",
    [("“", "”"), ('"', '"'), ("«", "»")],
    ids=["curly", "straight", "guillemets"],
)
def test_direct_speech_in_any_marks(marks: tuple[str, str]) -> None:
    """The quotation is the content, without its marks, whichever marks the outlet prints."""
    opening, closing = marks
    words = f"{opening}We will not leave anybody behind,{closing} the minister said."
    assert told(words) == [("the minister", "We will not leave anybody behind", True)]


def test_a_split_quotation_is_one_run() -> None:
    """Speech that goes on after its reporting clause runs from the first spoken word to the last."""
    words = "“She is innocent,” Ola Berg said. “The court never heard her. We will appeal.”\n\nThe trial took a day."
    [(source, content, direct)] = told(words)
    assert (source, direct) == ("Ola Berg", True)
    assert content.startswith("She is innocent")
    assert content.endswith("We will appeal")


def test_a_quotation_of_several_sentences_belongs_to_the_clause_behind_it() -> None:
    """Sentences inside one pair of marks stay together."""
    [(source, content, _)] = told("“He was beaten. He was denied a doctor. We protest,” said Ola Berg, a consul.")
    assert source == "Ola Berg"
    assert content == "He was beaten. He was denied a doctor. We protest"


def test_a_fragment_in_marks_stays_inside_indirect_speech() -> None:
    """Two quoted words do not turn a report into a quotation."""
    [(_, content, direct)] = told(
        "The ministry said the arrest in the capital was “plainly unlawful” and asked for a visit."
    )
    assert not direct
    assert content.startswith("the arrest")


def test_inverted_clauses_name_the_speaker_behind_the_verb() -> None:
    """ ", said X, a lawyer" has X for its source."""
    assert told("“The verdict is absurd,” said Ola Berg, a lawyer for the family.")[0][0] == "Ola Berg"


def test_joint_speakers_share_one_source() -> None:
    """Two speakers of one clause stand in one source phrase with two heads."""
    text = read("The charges are false, his attorney and his family said.")
    [one] = find_attributions(text)
    assert [text.parse[head].text for head in one.heads] == ["attorney", "family"]


@pytest.mark.parametrize(
    "words",
    [
        "The ministry declined to say where Ana Lind is held.",
        "The ministry did not say that Ana Lind is held.",
        "Ana Lind was told that she could leave.",
        "The state-run news agency has its seat in the so-called old town.",
    ],
)
def test_what_is_not_said_is_no_attribution(words: str) -> None:
    """Refusals to speak, the one spoken to and look-alikes report nothing."""
    assert told(words) == []


PIECES = st.sampled_from(
    ["He said ", "“", "”", '"', ", said ", "Ana Lind", " told ", "Reuters", "that ", ".", "\n\n", "according to ", ": ",
     "who ", "the lawyer ", "denied ", "urged ", "it. ", "We ask for his release", ", ", "and ", "’", "—"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=25).map("".join))
def test_no_text_breaks_the_search(words: str) -> None:
    """Whatever stands in a text, every span lies inside it, and what is said and who says it lie inside the passage."""
    if not words.strip():
        return
    for one in find_attributions(read(words)):
        _holds_together(one, len(words))


def _holds_together(one: Attribution, length: int) -> None:
    assert 0 <= one.at[0] <= one.content[0] < one.content[1] <= one.at[1] <= length
    if one.source is not None:
        assert 0 <= one.source[0] < one.source[1] <= length


def test_a_verb_on_no_list_still_shows_whose_quotation_it_is() -> None:
    """Whoever stands beside a quotation with a verb speaks it."""
    assert told("“Nobody told us where they took our daughter,” Ola Berg sighed.")[0][0] == "Ola Berg"


def test_a_passive_names_its_speaker_behind_by() -> None:
    """ "was denied by the ministry" reports what the ministry denied."""
    found = told("The arrest of two engineers was denied by the ministry on Friday.")
    assert [source for source, _, _ in found] == ["the ministry"]
