"""Cutting English reports: nothing moves, whatever stands in them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.claims.readers.english.masking import mask
from homeward.claims.readers.english.quotations import find_quotations
from homeward.claims.readers.english.sentences import split_sentences

PIECES = st.sampled_from(
    [
        *('"', "“", "”", "‘", "’", "<p>", "</p>", "<br/>", "<script>x</script>", "&amp;", "&#8217;", "[a](b)", "**"),
        *("# ", "\n", "\n\n", " ", ". ", ".", "U.S. ", "Mr. ", "He was held", "Anna", "12", "- ", "---\n"),
        *("é", "Бут", "\u202e", "\x00", "😀"),
    ]
)


def sentences_of(text: str) -> list[str]:
    """Return the words of every sentence."""
    masked, paragraphs = mask(text)
    found = split_sentences(masked, paragraphs, find_quotations(masked, paragraphs))
    return [masked[sentence.start : sentence.end] for sentence in found]


def quotations_of(text: str) -> list[str]:
    """Return what stands between quotation marks."""
    masked, paragraphs = mask(text)
    return [text[quotation.start : quotation.end] for quotation in find_quotations(masked, paragraphs)]


@settings(max_examples=200)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_masking_never_moves_a_letter(text: str) -> None:
    """The masked text is as long as the kept one, and letters that stay stand where they stood."""
    masked, paragraphs = mask(text)
    assert len(masked) == len(text)
    assert "\n" not in masked
    starts = [paragraph.start for paragraph in paragraphs]
    assert starts == sorted(starts)
    for found in split_sentences(masked, paragraphs, find_quotations(masked, paragraphs)):
        assert 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("He was held in the U.S. for years. She left.", ["He was held in the U.S. for years.", "She left."]),
        ("Mr. Berg met Gen. Li. They spoke.", ["Mr. Berg met Gen. Li.", "They spoke."]),
        ("It ended on Dec. 9. Nobody knew.", ["It ended on Dec. 9.", "Nobody knew."]),
        ("“Go home.” She went.", ["“Go home.”", "She went."]),
        ('He keeps his innocence.Meanwhile, she waits."Yes," he said.',
         ["He keeps his innocence.", "Meanwhile, she waits.", '"Yes," he said.']),
        ("One line\nwraps", ["One line", "wraps"]),
        ("<p>First one.</p><p>Second one.</p>", ["First one.", "Second one."]),
        ("“Where is he?” she asked.", ["“Where is he?” she asked."]),
    ],
)  # fmt: skip
def test_sentences_start_where_a_reader_would_start_them(text: str, cut: list[str]) -> None:
    """Abbreviations do not end a sentence; run-together paragraphs and closing marks do."""
    assert sentences_of(text) == cut


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('"Yes," he said. "No."', ["Yes,", "No."]),
        ("“One.” and “two”", ["One.", "two"]),
        ('"Opened straight,” he said. “Curly.”', ["Opened straight,", "Curly."]),
        ("«Да», сказал он", ["Да"]),
        ("‘It’s wrong,’ he said.", ["It’s wrong,"]),
        ("It’s the prisoners’ own affair", []),
        ("“Never closed", ["Never closed"]),
    ],
)
def test_quotation_marks_are_paired(text: str, quoted: list[str]) -> None:
    """Straight, curly, mixed and single marks are told from apostrophes."""
    assert quotations_of(text) == quoted


def test_markup_says_nothing() -> None:
    """Tags, scripts, addresses and link targets are not read; link texts are."""
    masked, _ = mask(
        '<script>var a = "held";</script><b>Held</b> by [the State](https://example.org/held) &amp; others'
    )
    assert masked.split() == ["Held", "by", "the", "State", "&", "others"]
