"""What the trained network makes of words and candidates, and what the judge is told of it."""

from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import homeward.claims
from homeward.claims.alignment import Draft, Said
from homeward.claims.readers.english.analysis import analyse, load_models
from homeward.claims.readers.english.candidates import Candidate
from homeward.claims.readers.english.likelihood_features import BY_NETWORK, held_people, likelihood_features
from homeward.claims.readers.english.likelihoods import WINDOW, ClaimNetwork, Likelihoods, place_of, window_bounds
from homeward.claims.readers.english.model import AnalysedText
from homeward.claims.readers.english.people import find_people
from homeward.claims.readers.english.proposals import propose, read_by_network
from homeward.documents.model import Document

TRAINED = Path(homeward.claims.__file__).parent / "trained"
ABROAD = (
    "American journalist Karen Weld was arrested in Moscow in 2022 and charged with espionage, officials said. "
    "A Russian court sentenced Weld to six years in a penal colony, and the U.S. embassy asked for access to her. "
    "The weather in the capital was fine that week, and many people walked in the parks along the river."
)
GAME = "The captain surrendered the title after the swap deal. Karen Weld scored twice for the team in the first game."


def analysed(text: str, title: str = "") -> AnalysedText:
    """Return a plain document of the text, analysed."""
    digest = sha256(text.encode()).hexdigest()
    return analyse(Document("report.txt", text, digest, digest, "text/plain", language="en", title=title))


def odds_of(seen: Likelihoods, kind: str, text: str, words: str) -> float:
    """Return the log odds that the words are a claim of the kind."""
    start = text.index(words)
    return seen.of_claim(kind, start, start + len(words))


@pytest.fixture(scope="module")
def seen() -> Likelihoods:
    """What the network that ships makes of ABROAD, read once."""
    return read_by_network(analysed(ABROAD))


def test_an_arrest_is_likelier_where_one_is_told(seen: Likelihoods) -> None:
    """The same kind is likelier for the words that tell it than for others."""
    told = odds_of(seen, "arrest", ABROAD, "Karen Weld was arrested in Moscow in 2022")
    assert told > odds_of(seen, "arrest", ABROAD, "The weather in the capital was fine that week")


def test_words_are_likelier_of_the_kind_they_tell(seen: Likelihoods) -> None:
    """The words of a sentence speak for a sentence more than for an exchange."""
    start = ABROAD.index("A Russian court sentenced Weld to six years")
    odds = seen.words[seen.between(start, ABROAD.index(" to six years"))].mean(axis=0)
    assert odds[place_of("sentence")] > odds[place_of("exchange")]


def test_every_word_has_log_odds(seen: Likelihoods) -> None:
    """Every word piece has its place in the text and one number a kind."""
    assert len(seen.spans) == len(seen.words) == len(seen.held)
    assert {ABROAD[start:end] for start, end in seen.spans} >= {"Karen", "Weld", "arrested", "embassy"}


def test_where_nothing_was_read_a_claim_is_unlikely(seen: Likelihoods) -> None:
    """A range without words is no claim, and no error."""
    assert seen.of_claim("arrest", len(ABROAD), len(ABROAD)) < 0


def test_the_same_text_always_gets_the_same_answer(seen: Likelihoods) -> None:
    """Reading again changes no number."""
    again = read_by_network(analysed(ABROAD))
    assert (again.words == seen.words).all()
    assert (again.held == seen.held).all()


@pytest.mark.parametrize("text", ["", "\x00\u200b\ud800 ", "x" * 3000])
def test_strange_texts_are_read_without_a_crash(text: str) -> None:
    """No sentences, lone surrogates and endless words give an answer."""
    kept = "".join(c for c in text if not "\ud800" <= c <= "\udfff")
    seen = read_by_network(analysed(kept))
    assert len(seen.spans) == len(seen.words)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 3 * WINDOW), max_size=12))
def test_windows_show_every_piece_once(lengths: list[int]) -> None:
    """Windows follow each other without a gap, and none is longer than the most."""
    bounds = list(window_bounds(lengths, WINDOW))
    assert [piece for start, end in bounds for piece in range(start, end)] == list(range(sum(lengths)))
    assert all(0 < end - start <= WINDOW for start, end in bounds)


def test_sentences_stay_whole_where_they_fit() -> None:
    """A window ends where a sentence ends."""
    assert list(window_bounds([100, 100, 100], WINDOW)) == [(0, 200), (200, 300)]


def test_the_judge_is_told_what_the_network_sees() -> None:
    """Every candidate has the network's numbers, and they are bounded."""
    text = analysed(ABROAD)
    people = find_people(text)
    found = propose(text, people)
    assert found
    assert all(BY_NETWORK + "likely" in one.features for one in found)
    told = [value for one in found for name, value in one.features.items() if name.startswith(BY_NETWORK)]
    assert max(map(abs, told)) <= 6


def test_the_held_are_told_by_name() -> None:
    """The person in custody abroad has log odds of being in scope; a candidate about her is told them."""
    text = analysed(ABROAD)
    people = find_people(text)
    seen = read_by_network(text)
    held = held_people(people, seen)
    assert "Karen Weld" in held
    about = Candidate("event", Draft("arrest", (0, 40), who=(Said("Karen Weld", ((20, 30),)),)))
    assert likelihood_features(about, seen, held)[BY_NETWORK + "held"] == pytest.approx(held["Karen Weld"], abs=1e-3)


def test_a_text_out_of_scope_is_not_shown_to_the_network() -> None:
    """Most texts are about nobody held abroad: they cost no more time than before."""
    shown: list[AnalysedText] = []

    def network(text: AnalysedText) -> None:
        shown.append(text)

    text = analysed(GAME)
    assert propose(text, find_people(text), network=network) == []
    assert shown == []


def test_a_network_for_other_kinds_is_refused(tmp_path: Path) -> None:
    """Columns in another order would speak for the wrong kinds."""
    (tmp_path / "kinds.json").write_text('["arrest"]', encoding="utf-8")
    with pytest.raises(ValueError, match="trained for other kinds"):
        ClaimNetwork.load(tmp_path, load_models().names)
