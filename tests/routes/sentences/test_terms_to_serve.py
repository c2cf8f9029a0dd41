"""When sentences end, alone and together, from days and terms that are known more or less well."""

import pytest
from made_cases import case, day, sentence

from homeward.basics.dates import parse_date
from homeward.routes.model import CaseFacts, Credit, CreditPer, Outcome
from homeward.routes.sentences.model import DayRange
from homeward.routes.sentences.terms_to_serve import last_day_with_months_left, months_are_left, sentence_end

ENDS = [
    pytest.param(case(sentence("P20Y", "2010-05-28")), "2030-05-27", id="the first day counts"),
    pytest.param(case(sentence("P1Y", "2020-02-29")), "2021-02-27", id="from 29 February"),
    pytest.param(case(sentence("P1Y", "2019-03-01")), "2020-02-29", id="to 29 February"),
    pytest.param(case(sentence("P1M", "2021-01-31")), "2021-02-27", id="a shorter month"),
    pytest.param(case(sentence("P25Y"), in_custody_since="2008-03-06"), "2033-03-05", id="from custody"),
    pytest.param(case(sentence("P25Y", "2008-03")), "2033-02-28/2033-03-30", id="a start known to the month"),
    pytest.param(case(sentence("../P80Y", "2008")), "2008-01-01/2088-12-30", id="up to eighty years"),
    pytest.param(case(sentence("P25Y/life", "2008")), "2032-12-31/..", id="25 years to life"),
    pytest.param(
        case(sentence("P4Y~", "2008-01-01")), "2010-12-31/2012-12-31", id="about four years: a year either way"
    ),
    pytest.param(case(sentence("P9999Y", "2008")), "9999-12-30/..", id="beyond the calendar"),
    pytest.param(case(sentence(None, "2008-05-01")), "2008-05-01/..", id="no term is known"),
    pytest.param(case(sentence("P0D", None, "2010-05-05"), in_custody_since="2009"), "2010-05-05", id="time served"),
    pytest.param(case(sentence("P0D", "2009-01-01")), "2009-01-01/..", id="time served, imposed on an unknown day"),
    pytest.param(
        case(sentence("P10Y", "2015-01-01"), sentence("P5Y", "2015-01-01")), "2029-12-31", id="one after the other"
    ),
    pytest.param(case(sentence("P10Y", "2015-01-01"), sentence("P5Y", concurrent=True)), "2024-12-31", id="together"),
    pytest.param(
        case(sentence("P2Y", "2015-01-01"), sentence("P5Y", concurrent=True), sentence("P1Y")),
        "2020-12-31",
        id="two together, then a third",
    ),
    pytest.param(case(sentence("P1Y", "2015-01-01"), sentence("P1Y", "2020-01-01")), "2020-12-31", id="a gap between"),
    pytest.param(case(sentence("P1Y", "2015-01-01"), sentence("P0D")), "2015-12-31", id="time served beside a year"),
    pytest.param(case(sentence("suspended:P9Y"), sentence("P1Y", "2015-01-01")), "2015-12-31", id="one is suspended"),
]


@pytest.mark.parametrize(("facts", "expected"), ENDS)
def test_the_last_day_of_sentences(facts: CaseFacts, expected: str) -> None:
    """The last day is the day before the anniversary, as exact as the start and the term are and no more."""
    end = sentence_end(facts)
    assert end.nominal is not None and str(end.nominal.edtf) == expected


def test_what_has_no_last_day_says_why() -> None:
    """Life, death, suspension and unknown starts and sentences have no last day, each for its own reason."""
    assert sentence_end(case(sentence("life"))).indeterminate is True
    assert sentence_end(case(sentence("death"))).death
    assert sentence_end(case(sentence("suspended:P2Y"))).nothing_to_serve
    assert sentence_end(case(sentence("P5Y"))).missing == ("start",)
    assert sentence_end(case()).missing == ("sentences",)
    assert sentence_end(case(sentence(None))).missing == ("term", "start")
    assert sentence_end(case(sentence("P5Y", "XXXX-05"))).missing == ("start",)


def test_credits_come_off_the_end_and_never_before_the_start() -> None:
    """54 days a year of 25 years are 1350 days; 400 days off a year leave nothing, not less than nothing."""
    yearly = case(sentence("P25Y", "2008-03-06"), credits=(Credit(54, CreditPer.YEAR),))
    assert sentence_end(yearly).after_credits == DayRange(day("2029-06-24"), day("2029-06-24"))
    monthly = case(sentence("P1Y6M", "2020-01-01"), credits=(Credit(3, CreditPer.MONTH), Credit(10)))
    assert sentence_end(monthly).after_credits == DayRange(day("2021-04-27"), day("2021-04-27"))
    too_many = case(sentence("P1Y", "2020-01-01"), credits=(Credit(400),))
    assert sentence_end(too_many).after_credits == DayRange(day("2020-01-01"), day("2020-01-01"))


@pytest.mark.parametrize(
    ("received", "outcome"),
    [
        ("2020-07-15", Outcome.MET),
        ("2020-07-16", Outcome.NOT_MET),
        ("2020-07", Outcome.UNKNOWN),
        ("2020-06", Outcome.MET),
        ("2020-08", Outcome.NOT_MET),
        ("../2020-06-30", Outcome.MET),
        ("2020-06-30/..", Outcome.UNKNOWN),
    ],
)
def test_six_months_left_to_the_day(received: str, outcome: Outcome) -> None:
    """Two years from 15 January 2019 leave six months to who asks until 15 July 2020, and not a day later."""
    end = sentence_end(case(sentence("P2Y", "2019-01-15")))
    assert months_are_left(end, 6, parse_date(received)) is outcome
    assert end.nominal is not None
    assert last_day_with_months_left(end.nominal, 6) == DayRange(day("2020-07-15"), day("2020-07-15"))


def test_the_last_day_to_ask_leaves_the_months_whatever_the_month() -> None:
    """For every last day of four years, months are left on the day given and no longer on the day after."""
    for days in range(4 * 366):
        start = parse_date(f"{day('2019-01-01').fromordinal(day('2019-01-01').toordinal() + days)}")
        end = sentence_end(case(sentence("P2Y", str(start))))
        assert end.nominal is not None
        last = last_day_with_months_left(end.nominal, 6).latest
        assert last is not None
        assert months_are_left(end, 6, parse_date(str(last))) is Outcome.MET
        after = last.fromordinal(last.toordinal() + 1)
        assert months_are_left(end, 6, parse_date(str(after))) is Outcome.NOT_MET


def test_months_left_where_there_is_no_end() -> None:
    """Life always leaves enough; a suspended sentence never; death and an unknown start stay unknown."""
    received = parse_date("2020-01-01")
    assert months_are_left(sentence_end(case(sentence("life"))), 6, received) is Outcome.MET
    assert months_are_left(sentence_end(case(sentence("suspended:P2Y"))), 6, received) is Outcome.NOT_MET
    assert months_are_left(sentence_end(case(sentence("death"))), 6, received) is Outcome.UNKNOWN
    assert months_are_left(sentence_end(case(sentence("P5Y"))), 6, received) is Outcome.UNKNOWN
    assert months_are_left(sentence_end(case(sentence("P25Y/life", "2015"))), 6, received) is Outcome.MET
