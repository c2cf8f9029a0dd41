"""What was done to a person: events each once and in order, custody as intervals, where they stand on a day."""

from datetime import date

import pytest
from made_reports import LATE, Report, book_of, case_of, report, said

from homeward.cases.model import Case, CustodyGround, Standing
from homeward.cases.timeline import USUAL_ORDER, status_on
from homeward.claims.kinds import all_kinds

LENA = ["Lena Orlova"]
ARREST = said("arrest", "Orlova was seized in Norland in 2008", who=LENA, date="2008", state="NO", place="Norland")
EXTRADITED = said("extradition", "she was extradited to Sweden", who=LENA, **{"from": "NO", "to": "SE"}, stage="done")
CONVICTED = said("conviction", "found guilty in May 2011", who=LENA, date="2011-05", state="SE", verdict="guilty")
SENTENCED = said("sentence", "given 25 years in 2012", who=LENA, date="2012", state="SE", term="P25Y")
FREED = said(
    "exchange",
    "Sweden freed Lena Orlova for Karl Weiss in December",
    who=["Lena Orlova", "Karl Weiss"],
    date="2022-12~",
    stage="done",
    sides=[{"state": "SE", "frees": LENA}, {"state": "NO", "frees": ["Karl Weiss"]}],
)


def lena(*reports: Report, as_of: date = LATE) -> Case:
    """Return Lena Orlova's case."""
    return next(one for one in book_of(*reports, as_of=as_of).cases if one.person.name == "Lena Orlova")


def test_a_life_in_custody_comes_out_once_each_and_in_order() -> None:
    """Arrest, extradition without a date, conviction, sentence and exchange stand in order, however they were told."""
    whole = report("whole", SENTENCED, FREED, EXTRADITED, ARREST, CONVICTED, on="2022-12-20")
    case = lena(whole)
    assert [event.kind for event in case.timeline] == ["arrest", "extradition", "conviction", "sentence", "exchange"]
    first, second = case.custody
    assert (first.holder, first.begins, first.ended_by) == ("NO", "2008", "extradition")
    assert (second.holder, second.ground, second.ends) == ("SE", CustodyGround.IMPRISONMENT, "2022-12~")
    assert second.begins == first.ends == "2008-01/2011-05"


def test_custody_since_a_year_comes_after_the_arrest_of_that_year() -> None:
    """Arrested in Norland in May 2010, "in Sweden since 2010", handed over between: let go, nobody holds her."""
    arrest = said("arrest", "was arrested in Norland on 28 May 2010", who=LENA, date="2010-05-28", state="NO")
    since = said("custody", "imprisoned in Sweden since 2010", who=LENA, date="2010/..", state="SE")
    convicted = said("conviction", "convicted in April 2011", who=LENA, date="2011-04", state="SE", verdict="guilty")
    freed = said(
        "exchange",
        "Sweden freed Lena Orlova on 27 April 2022",
        who=LENA,
        date="2022-04-27",
        stage="done",
        sides=[{"state": "SE", "frees": LENA}],
    )
    case = lena(report("all of it", freed, since, EXTRADITED, convicted, arrest, on="2022-04-28"))
    kinds = [event.kind for event in case.timeline]
    assert kinds == ["arrest", "extradition", "custody", "conviction", "exchange"]
    assert [(one.holder, one.ended_by) for one in case.custody] == [("NO", "extradition"), ("SE", "exchange")]
    assert case.custody[1].ends == "2022-04-27"
    assert case.status.standing is Standing.RELEASED


def test_a_release_of_a_year_stands_behind_the_first_arrest_of_it() -> None:
    """Arrested in March, released some day of the year, arrested again in November: the release lies in between."""
    first = said("arrest", "was arrested in March 2010", who=LENA, date="2010-03", state="NO")
    freed = said("release", "was released in 2010", who=LENA, date="2010", state="NO")
    again = said("arrest", "was seized again in November 2010", who=LENA, date="2010-11", state="NO")
    case = lena(report("twice", freed, first, again, on="2011-02-01"))
    assert [event.kind for event in case.timeline] == ["arrest", "release", "arrest"]
    assert case.status.standing is Standing.HELD


def test_who_lets_go_holds_no_more_whatever_else_was_reported() -> None:
    """Held by Sweden, then arrested in Norland as well: Sweden's release ends Sweden's custody."""
    held = said("custody", "held in Sweden since May 2010", who=LENA, date="2010-05/..", state="SE")
    arrest = said("arrest", "was arrested in Norland in July 2010", who=LENA, date="2010-07", state="NO")
    freed = said("release", "was released by Sweden in 2012", who=LENA, date="2012", state="SE")
    case = lena(report("muddle", held, arrest, freed, on="2013-01-01"))
    assert {(one.holder, one.ended_by) for one in case.custody} == {("SE", "release"), ("NO", "release")}
    assert case.status.standing is Standing.RELEASED


@pytest.mark.parametrize(
    ("day", "standing", "holder"),
    [
        ("2007-12-31", Standing.UNKNOWN, None),
        ("2008-06-01", Standing.HELD, None),
        ("2011-06-01", Standing.HELD, "SE"),
        ("2022-06-01", Standing.HELD, "SE"),
        ("2022-12-20", Standing.RELEASED, None),
    ],
)
def test_status_is_about_when_it_happened(day: str, standing: Standing, holder: str | None) -> None:
    """A day long past is judged by all that is known since; between two holders it is custody all the same."""
    early = report("early", ARREST, EXTRADITED, CONVICTED, SENTENCED, on="2012-02-01")
    late = report("late", FREED, on="2022-12-20")
    status = status_on(lena(early, late).custody, date.fromisoformat(day))
    assert (status.standing, status.holder) == (standing, holder)


def test_only_what_was_reported_by_the_day_counts() -> None:
    """A report issued later is not there yet; one whose date nobody knows counts, and is flagged."""
    early = report("early", ARREST, on="2008-03-10")
    late = report("late", FREED, on="2022-12-20")
    undated = report("undated", CONVICTED, on=None)
    case = lena(early, late, undated, as_of=date(2012, 1, 1))
    assert [event.kind for event in case.timeline] == ["arrest", "conviction"]
    assert case.undated_document_ids == (undated.document.id,)
    assert late.document.id not in case.document_ids


def test_one_event_told_by_several_is_one_line() -> None:
    """A year and a day in it are one arrest, with both claims behind it and the day kept."""
    one = report("one", ARREST)
    other = report("other", said("arrest", "Orlova, detained on 6 March 2008", who=LENA, date="2008-03-06", state="SE"))
    (event,) = lena(one, other).timeline
    assert event.date == "2008-03-06"
    assert len(event.evidence) == 2
    assert set(event.states) == {"NO", "SE"}


def test_what_is_planned_possible_alleged_or_denied_opens_and_closes_nothing() -> None:
    """Such claims stand apart, and custody is as if they had not been made."""
    rows = [
        said("release", "may be freed in June 2010", who=LENA, date="2010-06", reality="possible"),
        said("extradition", "to be extradited", who=LENA, to="FI", stage="done", reality="planned"),
        said("arrest", "allegedly seized in 2005", who=LENA, date="2005", reality="alleged"),
    ]
    case = lena(report("r", ARREST, *rows, on="2010-01-01"))
    assert [event.kind for event in case.timeline] == ["arrest"]
    assert len(case.not_asserted) == 3
    (custody,) = case.custody
    assert custody.ended_by is None
    assert case.status.standing is Standing.HELD


def test_custody_told_without_a_date_began_by_the_day_of_the_report() -> None:
    """Nothing gets a day that it did not have: what is told of the present began by then."""
    held = said("custody", "Orlova is in a Norland prison", who=LENA, state="NO", place="a Norland prison")
    (custody,) = lena(report("r", held, on="2015-04-01")).custody
    assert (custody.begins, custody.ends, custody.holder) == ("../2015-04-01", None, "NO")


def test_a_second_arrest_after_a_release_opens_another_interval() -> None:
    """Freed and seized again is two intervals of custody."""
    rows = [
        said("arrest", "seized in May 2010", who=LENA, date="2010-05", state="NO"),
        said("release", "freed in July 2011", who=LENA, date="2011-07", state="NO"),
        said("arrest", "seized again in May 2014", who=LENA, date="2014-05", state="NO"),
    ]
    case = lena(report("r", *rows, on="2015"))
    assert [(one.begins, one.ends) for one in case.custody] == [("2010-05", "2011-07"), ("2014-05", None)]
    assert case.status.since == "2014-05"


def test_a_sentence_in_absence_or_suspended_means_no_custody() -> None:
    """Only a punishment to be served where the person is holds them."""
    absent = said("sentence", "sentenced in absentia to ten years", who=LENA, term="P10Y", state="NO", date="2010")
    spared = said("sentence", "two years, suspended", who=LENA, term="suspended:P2Y", state="NO", date="2010")
    for row in (absent, spared):
        case = lena(report("r", row, on="2011"))
        assert case.custody == ()
        assert case.status.standing is Standing.UNKNOWN
        assert len(case.sentences) == 1


def test_a_release_told_beside_an_exchange_is_the_exchange() -> None:
    """One outlet says freed, another says exchanged: one line, two pieces of evidence."""
    freed = said("release", "Orlova was freed in December 2022", who=LENA, date="2022-12", state="SE")
    case = lena(report("a", FREED, on="2022-12-20"), report("b", freed, on="2022-12-21"))
    assert [event.kind for event in case.timeline] == ["exchange"]
    assert len(case.timeline[0].evidence) == 2
    (custody,) = case.custody
    assert custody.holder == "SE"


def test_death_in_custody_is_where_the_person_stands() -> None:
    """Whoever died stands so from then on."""
    died = said("death", "she died in prison in 2013", who=LENA, date="2013", state="SE")
    assert lena(report("r", ARREST, died, on="2014-01-01")).status.standing is Standing.DIED


def test_every_custody_event_has_its_usual_place() -> None:
    """Kinds that the contract adds must be given a place in the order of things."""
    assert set(USUAL_ORDER) == {name for name, kind in all_kinds().items() if kind.is_event} | {"exchange"}


def test_every_line_leads_back_to_its_words() -> None:
    """Each piece of evidence has the quote that stands at its offsets in its document."""
    told = report("whole", ARREST, CONVICTED, SENTENCED, on="2012-05-01")
    case = case_of(told)
    for event in case.timeline:
        for proof in event.evidence:
            assert told.document.text[proof.start : proof.end] == proof.quote
            assert proof.reported == "2012-05-01"


def test_custody_without_a_date_waits_for_the_state_that_receives() -> None:
    """ "In Swedish custody", undated, is no second custody beside the arrest: it is that which follows extradition."""
    held = said("custody", "she is in Swedish custody", who=LENA, state="SE")
    case = lena(report("whole", ARREST, held, EXTRADITED, SENTENCED, FREED, on="2022-12-20"))
    first, second = case.custody
    assert (first.holder, first.ended_by) == ("NO", "extradition")
    assert (second.holder, second.ended_by) == ("SE", "exchange")
    assert any("Swedish custody" in one.quote for one in second.evidence)
