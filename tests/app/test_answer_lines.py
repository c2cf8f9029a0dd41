"""Sentences on an answer: none says more than was proved, asked for or settled."""

from fractions import Fraction

import pytest

from homeward.app.answer_lines import besides, none_acceptable, on_compromises, why_none, why_undecided
from homeward.app.plan_exchange import Asked
from homeward.app.position_lines import Named
from homeward.exchanges.model import Answer, Compromise, Exchange, Part, Positions, Status

NAMED = Named(Positions("", None, (), (), (), ()))
ONE = Compromise(("line",), Fraction(1), Exchange(()))


def test_a_clash_that_was_not_settled_blames_nothing() -> None:
    """Time ended the search for the lines in the way: that, and not that no line is to blame, is said."""
    unsettled = Answer(Status.NONE, unsettled=(Part.CLASH,))
    assert why_none(unsettled, NAMED) == "Which lines stand in the way was not settled."
    assert "to blame" in why_none(Answer(Status.NONE), NAMED)
    assert why_none(Answer(Status.NONE, clash=("line",)), NAMED) == ""


@pytest.mark.parametrize(
    ("answer", "compromises", "said"),
    [
        (Answer(Status.NONE), 5, "No line that could yield would open one."),
        (Answer(Status.NONE), 0, ""),
        (
            Answer(Status.NONE, unsettled=(Part.COMPROMISES,)),
            5,
            "Whether giving up a line would open one was not settled.",
        ),
        (Answer(Status.NONE, compromises=(ONE,)), 5, ""),
        (
            Answer(Status.NONE, compromises=(ONE,), unsettled=(Part.COMPROMISES,)),
            5,
            "The search for more was not ended.",
        ),
        (Answer(Status.NONE, withstand=2, none_withstands=True), 5, ""),
    ],
)
def test_compromises_are_denied_only_where_all_were_looked_at(answer: Answer, compromises: int, said: str) -> None:
    """None asked for, or the search cut short: neither says that there is none."""
    assert on_compromises(answer, Asked(compromises=compromises)) == said


def test_how_many_may_fall_through_is_said() -> None:
    """An exchange may be acceptable and withstand nothing."""
    said = none_acceptable(Answer(Status.NONE, withstand=2, none_withstands=True))
    assert said == "No exchange stays acceptable to every side if any 2 releases fall through."
    assert none_acceptable(Answer(Status.NONE, withstand=2)) == "No exchange is acceptable to every side."


def test_time_is_blamed_only_where_some_was_given() -> None:
    """Numbers too large, time over, or neither."""
    assert "too large" in why_undecided(Answer(Status.UNDECIDED, too_large=True), Asked(seconds=5))
    assert "time ran out" in why_undecided(Answer(Status.UNDECIDED), Asked(seconds=5))
    assert "time" not in why_undecided(Answer(Status.UNDECIDED), Asked())


def test_what_was_not_settled_is_named() -> None:
    """Each part of the answer that may be incomplete."""
    answer = Answer(Status.POSSIBLE, Exchange(()), unsettled=(Part.FRONTIER, Part.HANDOVER))
    assert list(besides(answer, Asked())) == [
        "Not settled, so that something may be missing: the frontier and the hand-over."
    ]
    assert list(besides(Answer(Status.POSSIBLE, Exchange(())), Asked(frontier=True))) == []
