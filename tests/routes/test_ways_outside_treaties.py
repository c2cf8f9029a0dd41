"""Ways home that rest on no transfer treaty, and consular rights: what no example of a single check can show."""

from datetime import date
from itertools import product

import pytest

from homeward.basics.dates import parse_date
from homeward.basics.terms import parse_term
from homeward.routes.from_cases import assess_routes
from homeward.routes.model import (
    CaseFacts,
    Consent,
    ConsularRecord,
    DecisionKind,
    Outcome,
    RouteOutcome,
    SentenceToServe,
    Stage,
    StateDecision,
)

ON = date(2021, 11, 8)
OUTSIDE = {"clemency", "removal", "exchange", "ad-hoc-arrangement", "un-wgad", "coe-ets-24", "vccr-1963"}
FOUR_NATIONALITIES = CaseFacts("A person", ("US", "GB", "CA", "IE"), "RU")


def test_petition_is_told_once() -> None:
    """Whoever might go to four States has one petition to write, and one prison to be pardoned out of."""
    routes = assess_routes(FOUR_NATIONALITIES, ON).routes
    kinds = [route.kind for route in routes]
    assert (kinds.count("petition"), kinds.count("pardon"), kinds.count("exchange")) == (1, 1, 4)


def test_consular_record_speaks_for_one_state() -> None:
    """A visit of one consul leaves open whether the others were let in; that the person was told is said once."""
    record = ConsularRecord(access_first=parse_date("2019-01-02"), by="US")
    facts = CaseFacts("A person", ("US", "GB"), "RU", consular=record)
    safeguards = assess_routes(facts, ON).safeguards
    visits = [one.outcome for one in safeguards if one.condition == "visits_counsel"]
    assert visits == [Outcome.MET, Outcome.UNKNOWN]
    assert sum(one.condition == "inform_person" for one in safeguards) == 1


@pytest.mark.parametrize("held_by", ["RU", "PE", "ID", "GB", "BG"])
def test_what_is_not_recorded_closes_nothing(held_by: str) -> None:
    """A bare case leaves every way outside transfer treaties open to question, and every right."""
    answer = assess_routes(CaseFacts("A person", ("FR",), held_by), ON)
    found = [check for route in answer.routes if route.instrument in OUTSIDE for check in route.checks]
    assert found and Outcome.NOT_MET not in {check.outcome for check in found}
    assert Outcome.NOT_MET not in {one.outcome for one in answer.safeguards}


@pytest.mark.parametrize(("stage", "agreed", "consents"), tuple(product(Stage, (True, False), (True, False, None))))
def test_treaty_of_1999_is_never_a_way_home(stage: Stage, agreed: bool, consents: bool | None) -> None:
    """Nothing that a case can record makes the assistance treaty bring anybody home."""
    decision = DecisionKind.AGREED if agreed else DecisionKind.REFUSED
    facts = CaseFacts(
        "A person",
        ("RU",),
        "US",
        stage=stage,
        consent=Consent(given=consents),
        decisions=tuple(StateDecision("us-ru-mlat-1999", state, decision) for state in ("US", "RU")),
        papers_held=("consent_to_testify",),
    )
    (route,) = (one for one in assess_routes(facts, ON).routes if one.instrument == "us-ru-mlat-1999")
    assert (route.outcome, "way_home" in route.closed_by) == (RouteOutcome.CLOSED, True)


def test_decision_opens_only_the_form_of_clemency_that_it_names() -> None:
    """A release on compassionate grounds is neither a pardon nor a commutation."""
    decision = StateDecision("clemency", "GB-SCT", DecisionKind.AGREED, None, ("compassionate release",))
    facts = CaseFacts("A person", ("LY",), "GB", held_under="GB-SCT", stage=Stage.FINAL, decisions=(decision,))
    outcomes = {one.kind: one.outcome for one in assess_routes(facts, ON).routes if one.instrument == "clemency"}
    assert outcomes == {
        "compassionate_release": RouteOutcome.OPEN,
        "pardon": RouteOutcome.UNDECIDED,
        "commutation": RouteOutcome.UNDECIDED,
    }


@pytest.mark.parametrize(("day", "outcome"), [("2015-10-25", Outcome.NOT_MET), ("2015-10-26", Outcome.MET)])
def test_third_of_a_sentence_is_served_on_one_day(day: str, outcome: Outcome) -> None:
    """Peru's law of 2014 opens on the very day on which a third of the term has been served."""
    sentence = SentenceToServe(parse_term("P6Y8M"), runs_from=parse_date("2013-08-06"))
    facts = CaseFacts("A person", ("GB",), "PE", sentences=(sentence,), first_prison_term=True)
    (route,) = (one for one in assess_routes(facts, date.fromisoformat(day)).routes if one.instrument == "removal")
    assert {check.condition: check.outcome for check in route.checks}["time_served"] is outcome


def test_papers_come_from_whoever_writes_them() -> None:
    """A petition is written by the person or someone for them, not by a State."""
    routes = assess_routes(FOUR_NATIONALITIES, ON).routes
    (petition,) = (one for one in routes if one.kind == "petition")
    assert {paper.by for paper in petition.papers} == {"the person or the source", "the Working Group"}
