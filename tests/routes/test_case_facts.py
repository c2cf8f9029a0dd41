"""What routes take from a case file: only what claims say by the day, and of contradictions the whole range."""

from datetime import date

import pytest
from made_case_files import a_case, a_claim, a_conflict, an_event, held, with_values

from homeward.basics.errors import CaseIncomplete
from homeward.cases.model import BirthInterval, Case, InstrumentNamed, Position, ReportedValue
from homeward.routes.case_facts import facts_of
from homeward.routes.case_files import read_case
from homeward.routes.model import DecisionKind, Stage

ON = date(2013, 6, 1)
ARREST = an_event("arrest", "2010-05-28", state="TH")
IN_US = (held("TH", "2010-05-28", "2010-11-16", "extradition"), held("US", "2010-11-16"))


def us_case(*events: object, **more: object) -> Case:
    """A case of somebody arrested in Thailand and handed to the United States."""
    return with_values(a_case(ARREST, *events, custody=IN_US), **more)  # type: ignore[arg-type]


def test_the_holder_and_the_first_arrest_come_from_custody() -> None:
    """Custody counts from the arrest in the first State, and the holder is the State of that day."""
    facts = facts_of(us_case(), ON)
    assert (facts.held_by, str(facts.in_custody_since)) == ("US", "2010-05-28")
    assert facts_of(us_case(), date(2010, 7, 1)).held_by == "TH"
    assert set(facts.sources["in_custody_since"]) == {ARREST.evidence[0].claim_id}


def test_custody_counts_anew_after_a_release() -> None:
    """An arrest that ended in a release is not when this custody began."""
    release = an_event("release", "2011-03-01", state="TH")
    case = with_values(
        a_case(ARREST, release), custody=(held("TH", "2010-05-28", "2011-03-01", "release"), held("US", "2012"))
    )
    assert str(facts_of(case, ON).in_custody_since) == "2012"


def test_without_a_holder_there_is_no_answer() -> None:
    """Where no report says who holds the person, the message says how to enter it; a file laid over it does."""
    with pytest.raises(CaseIncomplete, match="held_by"):
        facts_of(a_case(), ON)
    entries = read_case("held_by: DE", "MORE.yaml", partial=True)
    assert facts_of(a_case(), ON, entries).held_by == "DE"


def test_where_nobody_holds_the_sentencing_state_stands_in() -> None:
    """A sentence says which State would hold the person, where no custody is reported."""
    assert facts_of(a_case(an_event("sentence", "2012", state="DE", value="P5Y")), ON).held_by == "DE"


def test_what_comes_after_the_day_does_not_count() -> None:
    """A sentence imposed later is no sentence yet; it does show that on the day there was none."""
    case = us_case(
        an_event("conviction", "2012-02-01", state="US", value="guilty"),
        an_event("sentence", "2012-06-01", state="US", value="P20Y"),
    )
    before, between, after = (facts_of(case, day) for day in (date(2011, 1, 1), date(2012, 3, 1), ON))
    assert (before.stage, before.sentences, before.judgments) == (Stage.DETAINED, (), ())
    assert (between.stage, between.sentences, len(between.judgments)) == (Stage.CONVICTED, (), 1)
    assert after.stage is Stage.SENTENCED and [str(one.term) for one in after.sentences] == ["P20Y"]


def test_silence_is_no_stage() -> None:
    """That nothing was reported after an arrest does not show that nothing happened."""
    assert facts_of(us_case(), ON).stage is None
    undated = us_case(an_event("conviction", None, state="US", value="guilty", reported="2020-01-01"))
    assert facts_of(undated, ON).stage is None


def test_an_appeal_is_pending_only_until_it_was_decided() -> None:
    """Lodged before and decided after the day, it was pending; with no outcome reported nobody knows."""
    sentence = an_event("sentence", "2012-06-01", state="US", value="P20Y")
    lodged = an_event("appeal", "2012-07-01", state="US", value="lodged")
    rejected = an_event("appeal", "2014-01-01", state="US", value="rejected")
    assert facts_of(us_case(sentence, lodged), ON).stage is Stage.SENTENCED
    pending = facts_of(us_case(sentence, lodged, rejected), ON)
    assert pending.stage is Stage.APPEAL
    assert set(pending.sources["stage"]) == {lodged.evidence[0].claim_id, rejected.evidence[0].claim_id}
    assert facts_of(us_case(sentence, lodged, rejected), date(2015, 1, 1)).stage is Stage.SENTENCED


def test_a_contradiction_over_a_day_becomes_a_range() -> None:
    """Two days of arrest make the days between them, and the conflict is named; a ruling ends it."""
    other = a_claim()
    arrest = an_event("arrest", "2010-05-28", state="US", told=(*ARREST.evidence, other))
    sides = (("2010-05-28", ARREST.evidence[0]), ("2010-06", other))
    case = with_values(
        a_case(arrest, custody=[held("US", "2010-05-28")]), conflicts=(a_conflict("date of arrest", *sides),)
    )
    facts = facts_of(case, ON)
    assert str(facts.in_custody_since) == "2010-05-28/2010-06-30"
    assert f"conflict {'c' * 16}" in facts.sources["in_custody_since"]
    ruled = with_values(case, conflicts=(a_conflict("date of arrest", *sides, ruled="2010-06"),))
    assert str(facts_of(ruled, ON).in_custody_since) == "2010-06"


def test_a_contradiction_over_a_term_becomes_a_range() -> None:
    """Eight and nine years make eight to nine."""
    other = a_claim()
    sentence = an_event("sentence", "2012-06-01", state="US", value="P9Y")
    told = an_event("sentence", "2012-06-01", state="US", value="P9Y", told=(*sentence.evidence, other))
    clash = a_conflict("term of sentence", ("P9Y", sentence.evidence[0]), ("P8Y", other))
    (found,) = facts_of(us_case(told, conflicts=(clash,)), ON).sentences
    assert str(found.term) == "P8Y/P9Y"


def test_several_sentences_are_not_added_up() -> None:
    """Whether they run together is not known: from the shortest to their sum; the same one told twice is one."""
    first = an_event("sentence", "2012-06-01", state="US", value="P5Y")
    second = an_event("sentence", "2012-09-01", state="US", value="P3Y6M")
    again = an_event("sentence", "2012", state="US", value="P5Y")
    elsewhere = an_event("sentence", "2012-09-01", state="RU", value="P9Y")
    assert str(facts_of(us_case(first, second, elsewhere), ON).sentences[0].term) == "P3Y6M/P8Y6M"
    assert str(facts_of(us_case(first, again), ON).sentences[0].term) == "P5Y"


def test_relief_makes_a_sentence_at_most() -> None:
    """After a commutation or a won appeal less may be left; how much nobody said."""
    sentence = an_event("sentence", "2012-06-01", state="US", value="P20Y")
    relief = an_event("clemency", "2013-01-01", state="US", value="commutation")
    (found,) = facts_of(us_case(sentence, relief), ON).sentences
    assert str(found.term) == "../P20Y" and str(found.imposed) == "2012-06-01"


def test_a_sentence_without_a_term_has_none() -> None:
    """That a sentence was passed is known, its length not."""
    (found,) = facts_of(us_case(an_event("sentence", "2012-06-01", state="US")), ON).sentences
    assert found.term is None and str(found.imposed) == "2012-06-01"


def test_nationalities_that_exclude_one_another_are_unknown() -> None:
    """Reports that share no State may be about two people; a ruling says which."""
    norway, sweden = a_claim(), a_claim()
    values = (ReportedValue("NO", (norway,)), ReportedValue("SE", (sweden,)), ReportedValue("XX:PKK", (sweden,)))
    sides = (("NO", norway), ("SE", sweden))
    case = us_case(nationality=values, conflicts=(a_conflict("nationality", *sides),))
    assert facts_of(case, ON).nationalities == ()
    assert facts_of(with_values(case, conflicts=()), ON).nationalities == ("NO", "SE")
    ruled = with_values(case, conflicts=(a_conflict("nationality", *sides, ruled="SE"),))
    assert facts_of(ruled, ON).nationalities == ("SE",)


def test_birth_is_an_interval() -> None:
    """Ages make an interval of birth dates, which stays one."""
    case = us_case(born=BirthInterval(date(1967, 1, 14), date(1968, 1, 13), (a_claim(),)))
    assert str(facts_of(case, ON).born) == "1967-01-14/1968-01-13"


def test_only_a_claim_that_names_state_and_instrument_is_a_decision() -> None:
    """A refusal without the treaty's name is shown as a source and decides nothing; a stance is no decision."""
    named = a_claim(start=0, end=90)
    treaty = InstrumentNamed(
        "Convention on the Transfer of Sentenced Persons", (), "1983", (a_claim(start=40, end=60),)
    )
    asked = an_event("transfer", "2012-08-01", state="NO", value="requested", told=(named,))
    refused = an_event("transfer", "2012-11-10", state="US", value="refused", told=(named,))
    bare = an_event("transfer", "2012-11-10", state="US", value="refused", told=(a_claim(document="d2"),))
    stance = Position("US", "refuses", True, (), "2012-11-10", "asserted", (a_claim(),))
    facts = facts_of(us_case(asked, refused, instruments=(treaty,), positions=(stance,)), ON)
    assert [(one.instrument, one.by, str(one.made)) for one in facts.requests] == [("coe-ets-112", "NO", "2012-08-01")]
    assert [(one.by, one.decision) for one in facts.decisions] == [("US", DecisionKind.REFUSED)]
    vague = facts_of(us_case(bare, instruments=(treaty,)), ON)
    assert vague.decisions == () and "names no instrument" in vague.sources["decisions"][0]
    assert facts_of(us_case(positions=(stance,)), ON).decisions == ()


def test_nothing_is_inferred() -> None:
    """Consent, residence, health, expulsion and the like stay unknown whatever the case file holds."""
    facts = facts_of(us_case(an_event("ill_treatment", "2012"), an_event("deportation", None)), ON)
    unknown = (facts.consent, facts.residence, facts.health, facts.mental_state, facts.expulsion_order, facts.consular)
    assert unknown == (None,) * 6 and facts.fled_to_own_state is None and facts.held_under is None


def test_what_is_entered_wins() -> None:
    """A file laid over the case file decides what it says, and nothing else."""
    entries = read_case("consent: {given: true}\nheld_under: US-VA\nnationalities: [SE]", "MORE.yaml", partial=True)
    facts = facts_of(us_case(), ON, entries)
    assert facts.nationalities == ("SE",) and facts.held_under == "US-VA" and facts.held_by == "US"
    assert facts.sources["nationalities"] == ("MORE.yaml, line 3",)
    assert facts.person == "Alva Quillfeather" and str(facts.in_custody_since) == "2010-05-28"
