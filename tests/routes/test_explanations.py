"""What an article asks, found by however its number is written."""

import pytest

from homeward.basics.errors import UnknownName
from homeward.routes.explanations import explain
from homeward.routes.treaty_list import all_treaties


@pytest.mark.parametrize(
    "written",
    [
        "3(1)(c)",
        "article 3(1)(c)",
        "Art. 3 (1) (c)",
        "coe-ets-112 3(1)(c)",
        "ETS 112 art 3(1)(c)",
        "ETS No. 112 3(1)(c)",
    ],
)
def test_an_article_is_found_however_it_is_written(written: str) -> None:
    """The first instrument that has the article is meant, or the one that is named."""
    found = explain(written, all_treaties())
    assert (found.treaty.id, found.article.article) == ("coe-ets-112", "3(1)(c)")


def test_an_explanation_has_all_that_the_folder_has() -> None:
    """Words, the number with its date, examples with their outcome, and the articles named in the text."""
    found = explain("3(1)(c)", all_treaties())
    assert "six months" in found.article.text
    assert [(one.name, one.values[0].value) for one in found.parameters] == [("months_left", 6)]
    assert {"met", "not met", "unknown"} <= {one.outcome for one in found.examples}
    assert "3(2)" in {one.article for one in found.see_also}


def test_declarations_and_practice_stand_with_their_article() -> None:
    """What States declared on the meaning of national stands there, known practice with the States' agreement."""
    assert "FI" in {one.party for one in explain("3(4)", all_treaties()).declarations}
    practice = explain("3(1)(f)", all_treaties()).declarations
    assert any(one.party == "US" and one.effect == "reapply_after" for one in practice)


@pytest.mark.parametrize("written", ["99(9)", "coe-ets-112 III(6)", "", "practice"])
def test_an_article_that_is_none_gets_a_sentence(written: str) -> None:
    """The message says which articles there are."""
    with pytest.raises(UnknownName, match="There are, for example"):
        explain(written, all_treaties())


def test_every_article_of_every_instrument_can_be_explained() -> None:
    """Whatever text.md has, and whatever a check, a paper or an effect cites, has its page."""
    for treaty in all_treaties():
        cited = (*(one for way in treaty.ways for one in way.conditions), *treaty.safeguards, *treaty.papers)
        for one in (*treaty.articles, *cited, *treaty.effects):
            assert explain(f"{treaty.id} {one.article}", all_treaties()).treaty is treaty
