"""YAML as people write it by hand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.basics.errors import YamlRefused
from homeward.basics.yaml_files import Entry, load_yaml


def test_words_that_are_states_stay_words() -> None:
    """YAML 1.1 made NO false and on true; here both are the words they are."""
    assert load_yaml("nationalities: [NO, RU]\non: 2012-09-01\n", "case") == {
        "nationalities": ["NO", "RU"],
        "on": "2012-09-01",
    }


def test_numbers_truth_and_nothing_are_read() -> None:
    """Numbers, true, false and null are themselves unless quoted; a code with a leading nought stays text."""
    text = "a: 54\nb: 0.5\nc: true\nd: null\ne:\nf: '54'\ng: 007\nh: -3\n"
    assert load_yaml(text, "case") == {
        "a": 54, "b": 0.5, "c": True, "d": None, "e": None, "f": "54", "g": "007", "h": -3,
    }  # fmt: skip


def test_every_key_knows_its_line() -> None:
    """The line of a key is told, so that a message can name it."""
    entry = load_yaml("person: A\nsentences:\n  - {term: P1Y}\n", "case")
    assert isinstance(entry, Entry)
    assert (entry.line_of("sentences"), entry["sentences"][0].line_of("term")) == (2, 3)


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("a: 1\na: 2\n", 2, "stands twice"),
        ("a: [1\nb: 2\n", 2, "case"),
        ("a: &x [1]\nb: *x\n", 1, "anchor"),
        ("? [a]\n: 1\n", 1, "key is not a word"),
        ("[" * 5000, 1, "case"),
    ],
)
def test_what_is_no_such_yaml_is_refused_with_its_line(text: str, line: int, word: str) -> None:
    """The message says where the trouble is and what to do."""
    with pytest.raises(YamlRefused, match=word) as refused:
        load_yaml(text, "case")
    assert refused.value.line >= line


@settings(max_examples=200)
@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text ends in any other error."""
    try:
        load_yaml(text, "case")
    except YamlRefused as refused:
        assert refused.line >= 1
