"""What the trained English name recogniser must find, and where."""

import threading
from pathlib import Path

import pytest

import homeward.claims
from homeward.claims.readers.english.names import WINDOW, Name, NameRecogniser

MODEL = Path(homeward.claims.__file__).parent / "trained" / "english_names"

pytestmark = pytest.mark.skipif(
    not (MODEL / "model.onnx").exists(), reason="the trained names are missing: run training/train.py names"
)


@pytest.fixture(scope="module")
def recogniser() -> NameRecogniser:
    """The model that ships, loaded once."""
    return NameRecogniser.load(MODEL)


def read(recogniser: NameRecogniser, text: str) -> list[tuple[str, str]]:
    """The names of a text that is one sentence, as words and labels."""
    return [(text[name.start : name.end], name.label) for name in recogniser.names(text, [(0, len(text))])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Maria Petrova, 34, was arrested at the airport in Ankara on Tuesday.",
            [("Maria Petrova", "PER"), ("Ankara", "LOC")],
        ),
        (
            "A court in Moscow sentenced John Carter to nine years.",
            [("Moscow", "LOC"), ("John Carter", "PER")],
        ),
        ("“She is innocent,” Carter’s lawyer told Reuters.", [("Carter", "PER"), ("Reuters", "ORG")]),
        ("*Olga Ivanova* was moved to Poland.", [("Olga Ivanova", "PER"), ("Poland", "LOC")]),
    ],
)
def test_names_of_people_and_places(recogniser: NameRecogniser, text: str, expected: list[tuple[str, str]]) -> None:
    """Names come whole, typed, and without the marks around them."""
    assert read(recogniser, text) == expected


def test_a_people_is_not_a_place(recogniser: NameRecogniser) -> None:
    """A demonym names no place and no organisation."""
    assert read(recogniser, "More than 60 Russian citizens were held by the American authorities.") == []


def test_offsets_count_code_points_of_the_whole_text(recogniser: NameRecogniser) -> None:
    """Emoji, accents that stand apart and other scripts do not shift a span."""
    text = "😀😀 Виктор сказал. José Núñez flew to Berlin. 东京 — Anna Schmidt stayed."
    starts = [0, text.index("José"), text.index("东京")]
    sentences = list(zip(starts, [*starts[1:], len(text)], strict=True))
    found = {text[name.start : name.end] for name in recogniser.names(text, sentences)}
    assert {"José Núñez", "Berlin", "Anna Schmidt"} <= found


def test_strange_text_gives_no_error(recogniser: NameRecogniser) -> None:
    """Empty sentences, lone surrogates, control characters and endless words are read without a crash."""
    text = "\x00\u200b\ud800 " + "x" * 5000 + " ﷽ \n\t Задержан гражданин России."
    assert recogniser.names(text, [(0, 0), (0, len(text))]) is not None
    assert recogniser.names("", []) == []


def test_a_long_sentence_is_read_to_its_end(recogniser: NameRecogniser) -> None:
    """A sentence of several windows gives every name once."""
    filler = "and then they walked for a long time through the quiet fields , "
    text = "Peter Novak said " + filler * (3 * WINDOW // 12) + "that Irina Volkova lives in Vienna ."
    assert read(recogniser, text) == [("Peter Novak", "PER"), ("Irina Volkova", "PER"), ("Vienna", "LOC")]


def test_a_sentence_reads_the_same_in_any_company(recogniser: NameRecogniser) -> None:
    """The answer, score included, does not hang on the sentences around it."""
    first, second = "Peter Novak was freed in Geneva.", "The Ministry of Justice in Oslo, which is large, refused."
    alone = recogniser.names(first, [(0, len(first))])
    both = f"{first} {second}"
    together = recogniser.names(both, [(0, len(first)), (len(first) + 1, len(both))])
    assert together[: len(alone)] == alone


def test_threads_may_share_one_recogniser(recogniser: NameRecogniser) -> None:
    """Reading from several threads gives what one thread gives."""
    text = "Peter Novak was freed in Geneva."
    wanted = recogniser.names(text, [(0, len(text))])
    answers: list[list[Name]] = []
    threads = [
        threading.Thread(target=lambda: answers.append(recogniser.names(text, [(0, len(text))]))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [wanted] * 4


def test_scores_are_chances(recogniser: NameRecogniser) -> None:
    """Every score lies between nought and one."""
    text = "Peter Novak of the Red Cross was freed in Geneva."
    names = recogniser.names(text, [(0, len(text))])
    assert names
    assert all(0 < name.score <= 1 for name in names)


def test_a_model_for_other_labels_is_refused(tmp_path: Path) -> None:
    """Labels of another training are an error, not a wrong answer."""
    (tmp_path / "labels.json").write_text('["O", "B-DOG"]', encoding="utf-8")
    with pytest.raises(ValueError, match="Train it again"):
        NameRecogniser.load(tmp_path)
