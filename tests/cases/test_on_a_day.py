"""A case as it stood on an earlier day, by all that was reported since."""

from datetime import date

from made_reports import case_of, report, said

from homeward.cases.model import Standing
from homeward.cases.on_a_day import case_on

LENA = ["Lena Orlova"]


def test_what_came_later_is_left_out_and_what_has_no_day_stays() -> None:
    """On a day between arrest and sentence the person is held and not sentenced yet; a move without a date stays."""
    case = case_of(
        report(
            "whole",
            said("arrest", "Orlova was seized in Norland in May 2008", who=LENA, date="2008-05", state="NO"),
            said("custody", "she was moved to a camp", who=LENA, state="NO"),
            said("sentence", "given 25 years in 2012", who=LENA, date="2012", state="NO", term="P25Y"),
            on="2013-02-01",
        )
    )
    then = case_on(case, date(2008, 6, 15))
    assert case.sentences
    assert not then.sentences
    assert {event.kind for event in case.timeline} - {event.kind for event in then.timeline} == {"sentence"}
    assert (then.status.on, then.status.standing, then.status.holder) == (date(2008, 6, 15), Standing.HELD, "NO")
    assert case_on(case, date(2013, 2, 1)).timeline == case.timeline


def test_a_day_that_something_may_have_happened_by_keeps_it() -> None:
    """A sentence of some day in 2012 may have been given by June of it, so it is not left out then."""
    case = case_of(
        report("whole", said("sentence", "given 25 years in 2012", who=LENA, date="2012", state="NO", term="P25Y"))
    )
    assert case_on(case, date(2012, 6, 1)).sentences == case.sentences
    assert not case_on(case, date(2011, 12, 31)).sentences
