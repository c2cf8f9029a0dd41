"""Words are found in either script, whatever the user types, and with the same answers on both databases."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nouns import a_document

from homeward.app.wiring import Workspace

RUSSIAN = "Виктора Бута арестовали в Бангкоке. Его жена приехала в июне; ёлка у посольства."
ENGLISH = 'Bout was arrested in Bangkok in 2008. "He is innocent," his wife said. Société O\'Neill.'


@pytest.fixture
def two_reports(workspace: Workspace) -> Workspace:
    """A workspace with a Russian and an English report."""
    workspace.store.save_document(a_document(RUSSIAN, "ru.txt"), b"")
    workspace.store.save_document(a_document(ENGLISH, "en.txt"), b"")
    return workspace


def names_found(workspace: Workspace, words: str) -> list[str]:
    """The names of the documents found, sorted."""
    return sorted(hit.document.name for hit in workspace.store.words.best(words))


def test_every_word_must_begin_a_word_of_the_text(two_reports: Workspace) -> None:
    """Case and accents do not matter; each word may go on; all must be there."""
    in_english = ["bangkok", "BOUT Bangkok", "arrest", "societe", "2008", "o'neill"]
    in_russian = ["Бут", "бангкок арестовали", "елка", "июне"]
    in_none = ["bangkok Бут", "innocence", "rested"]
    assert {words: names_found(two_reports, words) for words in in_english} == {
        words: ["en.txt"] for words in in_english
    }
    assert {words: names_found(two_reports, words) for words in in_russian} == {
        words: ["ru.txt"] for words in in_russian
    }
    assert {words: names_found(two_reports, words) for words in in_none} == {words: [] for words in in_none}


def test_a_hit_says_where_its_words_stand(two_reports: Workspace) -> None:
    """The spans of a hit are the words in the kept text, in their order."""
    (hit,) = two_reports.store.words.best("ёлка арест")
    assert [hit.document.quote(span) for span in hit.words] == ["арестовали", "ёлка"]


def test_no_input_is_an_error(two_reports: Workspace) -> None:
    """Quotes, operators, NUL, pictures and nothing at all break nothing; words among them are found."""
    odd = ["", " ", '"', "'", "(", "^", "-", "&|!<->", ":*", "\x00", "🙂", "\\", "%_", "';--", "\ud800", "x" * 9999]
    assert {words: names_found(two_reports, words) for words in odd} == {words: [] for words in odd}
    like_operators = ["(bout)", "{bout}", "^bout", "-bout", "bou*", '"bout', "bout:*", "bout|&!", "bout " * 500]
    assert names_found(two_reports, "bout NEAR boot") == []  # an operator elsewhere, a word like any other here
    assert {words: names_found(two_reports, words) for words in like_operators} == {
        words: ["en.txt"] for words in like_operators
    }


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text())
def test_no_invented_input_is_an_error(two_reports: Workspace, words: str) -> None:
    """Any text at all may be searched for."""
    assert all(hit.words for hit in two_reports.store.words.best(words))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=50))
def test_every_word_of_a_kept_text_finds_it(workspace: Workspace, text: str) -> None:
    """What a text holds can be found by copying it into the search."""
    document = a_document(text + " word")
    workspace.store.save_document(document, b"")
    found = [hit.document.id for hit in workspace.store.words.best(text + " word", limit=100)]
    assert document.id in found


def test_a_text_longer_than_a_row_may_be_is_searched_to_its_end(workspace: Workspace) -> None:
    """PostgreSQL's limit of a megabyte of words in a row does not cut a document short."""
    words = " ".join(f"слово{number}" for number in range(90_000))
    workspace.store.save_document(a_document(words, "long.txt"), b"")
    assert names_found(workspace, "слово89999") == ["long.txt"]
    assert names_found(workspace, "слово0") == ["long.txt"]


def test_words_that_stand_far_apart_in_a_long_text_find_it(workspace: Workspace) -> None:
    """Every word counts wherever it stands: megabytes away, behind a word of megabytes, in the middle of either."""
    apart = " ".join(("Bangkok", *(f"слово{number}" for number in range(90_000)), "Lagos", "ё" * 2_000_000, "end"))
    workspace.store.save_document(a_document(apart, "apart.txt"), b"")
    workspace.store.save_document(a_document("Bangkok only.", "short.txt"), b"")
    assert names_found(workspace, "bangkok lagos слово45000 end") == ["apart.txt"]
    assert names_found(workspace, "bangkok elsewhere") == []
    assert names_found(workspace, "е" * 3_000) == ["apart.txt"]
    assert names_found(workspace, "bangkok") == ["apart.txt", "short.txt"]
    workspace.store.forget_document(workspace.store.kept_documents()[0].id)
    assert names_found(workspace, "lagos end") == []


def test_a_forgotten_document_is_found_no_more(two_reports: Workspace) -> None:
    """Forgetting takes the words out of the index too."""
    two_reports.store.forget_document(a_document(ENGLISH).id)
    assert names_found(two_reports, "bangkok") == []
    assert names_found(two_reports, "бангкоке") == ["ru.txt"]


def test_at_most_as_many_are_found_as_asked_for(two_reports: Workspace) -> None:
    """The limit counts documents."""
    for number in range(5):
        two_reports.store.save_document(a_document(f"Bangkok, page {number}.", f"{number}.txt"), b"")
    assert len(two_reports.store.words.best("bangkok", limit=3)) == 3
