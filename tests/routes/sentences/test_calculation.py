"""What a calculation says: served and remaining in words, the working, refusals, and the last day to ask."""

from dataclasses import replace

import pytest
from made_cases import case, day, sentence

from homeward.basics.dates import parse_date
from homeward.routes.model import CourtJudgment, Credit, CreditPer, Offence
from homeward.routes.parameters import NOT_CHECKED
from homeward.routes.sentences.calculation import calculate_sentence
from homeward.routes.sentences.law_list import LAWS

TWENTY_YEARS = case(sentence("P20Y", "2010-05-28", "2011-09-07"))


def test_served_and_remaining_make_up_the_term() -> None:
    """Both are lengths by the calendar, in words with the ISO duration."""
    calculation = calculate_sentence(TWENTY_YEARS, day("2020-05-28"))
    assert calculation.served == "10 years (P10Y)"
    assert calculation.remaining == "10 years (P10Y)"


def test_served_is_never_more_than_the_term_and_remaining_never_less_than_nothing() -> None:
    """After the end all is served; before the start all remains."""
    later = calculate_sentence(TWENTY_YEARS, day("2040-01-01"))
    assert (later.served, later.remaining) == ("20 years (P20Y)", "nothing (P0D)")
    before = calculate_sentence(TWENTY_YEARS, day("2009-01-01"))
    assert (before.served, before.remaining) == ("nothing (P0D)", "20 years (P20Y)")


def test_an_uncertain_start_makes_lengths_between_two() -> None:
    """A start known to the month gives the fewest and the most that may be served."""
    calculation = calculate_sentence(case(sentence("P5Y", "2020-05")), day("2021-06-01"))
    assert calculation.served == "between 1 year 1 day and 1 year 1 month (P1Y1D/P1Y1M)"
    assert calculation.remaining == "between 3 years 11 months and 3 years 11 months 30 days (P3Y11M/P3Y11M30D)"


def test_the_working_names_each_step_with_its_article() -> None:
    """Every step is a line: the sentence, the last day, the day asked about, the law, its articles with numbers."""
    working = calculate_sentence(TWENTY_YEARS, day("2019-11-01")).working
    assert working[0] == "Sentence 1: 20 years (P20Y), imposed 2011-09-07, runs from 2010-05-28"
    assert working[1] == "It runs from 2010-05-28, that day counted; the last day is 2030-05-27"
    assert any(line.startswith("18 U.S.C. 3624(b)(1): ") and "1080 days off 2030-05-27" in line for line in working)


def test_what_was_not_checked_says_so_in_the_working_and_on_the_date() -> None:
    """A value from memory marks its line and its date."""
    facts = replace(
        case(sentence("P8Y", "2022-01-01"), held_by="RU"),
        offences=(Offence("smuggling", gravity="drugs or terrorism"),),
    )
    calculation = calculate_sentence(facts, day("2022-11-01"))
    assert calculation.conditional_release[0].unverified
    assert any(
        line.startswith("Criminal Code, art. 79(3)(d)") and line.endswith(f"({NOT_CHECKED})")
        for line in calculation.working
    )


def test_which_law_is_taken_is_said() -> None:
    """A US case with no state named is taken as federal, and says so; one that names the US does not."""
    assert any(
        "taken for a federal sentence" in line for line in calculate_sentence(TWENTY_YEARS, day("2019-11-01")).working
    )
    named = calculate_sentence(replace(TWENTY_YEARS, held_under="US"), day("2019-11-01"))
    assert not any("taken for" in line for line in named.working)


def test_the_administering_state_brings_its_own_law() -> None:
    """The same sentence under five laws ends on days of five laws, the nominal end staying what it is."""
    found = {law.id: calculate_sentence(TWENTY_YEARS, day("2019-11-01"), administered_by=law.states[0]) for law in LAWS}
    assert {one.law for one in found.values()} == {law.title for law in LAWS}
    assert {str(one.nominal_end) for one in found.values()} == {"2030-05-27"}
    assert [str(one.date) for one in found["germany"].conditional_release] == ["2020-05-27", "2023-09-26"]


@pytest.mark.parametrize("state", ["US-VA", "GB-SCT", "GB-NIR", "IR", "RU-XX-nothing", "EU"])
def test_a_law_that_is_not_written_is_refused_with_its_name(state: str) -> None:
    """Parts of States with their own law, and States whose law is not written, are refused; the rest still comes."""
    facts = replace(TWENTY_YEARS, held_by=state[:2], held_under=state)
    calculation = calculate_sentence(facts, day("2019-11-01"))
    if state.startswith("RU"):
        assert calculation.law == "Russian law"
        return
    assert calculation.refusal is not None and calculation.refusal[0] == "no-rule-for-state"
    assert state in calculation.refusal[1]
    assert calculation.full_release is None and not calculation.conditional_release
    assert calculation.served and calculation.remaining and str(calculation.nominal_end) == "2030-05-27"


def test_the_last_day_to_ask_runs_from_the_end_less_credits_to_the_nominal_end() -> None:
    """Where remission is recorded, which end a treaty means is open, and the last day lies between the two."""
    plain = calculate_sentence(TWENTY_YEARS, day("2019-11-01"), months_to_leave={"coe-ets-112": 6})
    assert {key: str(one) for key, one in plain.last_day_for_request.items()} == {"coe-ets-112": "2029-11-28"}
    credited = replace(TWENTY_YEARS, credits=(Credit(54, CreditPer.YEAR),))
    less = calculate_sentence(credited, day("2019-11-01"), months_to_leave={"coe-ets-112": 6})
    assert str(less.last_day_for_request["coe-ets-112"]) == "2026-12-13/2029-11-28"


def test_custody_left_out_is_said() -> None:
    """Where the case says that time counts from a later day than custody began, the working says what is left out."""
    facts = case(sentence("P5Y", "2012-04-05"), in_custody_since="2008-03-06")
    lines = calculate_sentence(facts, day("2013-01-01")).working
    assert any("custody from 2008-03-06 until then is left out" in line for line in lines)


def test_an_unknown_class_of_offence_is_tried_as_each() -> None:
    """In England and Wales an unknown class gives the earliest and the latest day of all classes, and asks for it."""
    facts = case(sentence("P10Y", "2023-05-28", "2024-05-07"), held_by="GB")
    calculation = calculate_sentence(facts, day("2024-11-01"))
    assert str(calculation.conditional_release[0].date) == "2027-05-28/2030-01-26"
    assert any("enter `gravity`" in line for line in calculation.working)


def test_remand_before_the_sentence_is_final_is_counted_by_the_institution() -> None:
    """In a settlement colony a day counts for two, in a general one for one and a half, in a strict one for one."""
    ends = {}
    for regime in ("settlement", "general", "strict"):
        one = replace(sentence("P6Y", "2020-01-01"), regime=regime)
        facts = replace(
            case(one, held_by="RU"),
            offences=(Offence("theft", gravity="medium"),),
            judgments=(CourtJudgment(final_since=parse_date("2020-12-31")),),
        )
        full = calculate_sentence(facts, day("2021-06-01")).full_release
        ends[regime] = str(full.date) if full else None
    assert ends == {"settlement": "2024-12-31", "general": "2025-07-02", "strict": "2025-12-31"}


def test_removal_before_release_is_named_for_foreign_nationals_only() -> None:
    """A law that lets a State remove a foreigner before release says so, and not of its own nationals."""
    for state, article in (("GB", "s. 260"), ("DE", "§ 456a"), ("FR", "art. 729-2")):
        facts = case(sentence("P5Y", "2020-01-01", "2020-06-01"), held_by=state)
        foreign = calculate_sentence(replace(facts, nationalities=("RU",)), day("2021-01-01")).working
        own = calculate_sentence(replace(facts, nationalities=("RU", state)), day("2021-01-01")).working
        assert any(article in line for line in foreign)
        assert not any(article in line for line in own)
