"""What holds of every case: it gets an answer, unknown is never taken for not met, and more facts never flip one."""

from dataclasses import MISSING, fields, replace
from datetime import date
from io import StringIO
from typing import Any

import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from rich.console import Console

from homeward.app.assess_routes import FactsOfPerson, assess
from homeward.basics.errors import CaseRefused
from homeward.cli.output import json_text
from homeward.cli.route_text import assessment_text
from homeward.cli.sentence_text import sentence_text
from homeward.routes.answer import answer
from homeward.routes.case_files import REQUIRED, read_case
from homeward.routes.from_cases import assess_routes
from homeward.routes.model import CaseFacts, Outcome

STATES = st.sampled_from(
    ["RU", "US", "DE", "GB", "FR", "TH", "MX", "UA", "NO", "HK", "KZ", "AU", "PR", "SUHH", "XX:Hamas"]
)
DAYS = st.sampled_from(
    [
        "2012",
        "2012-04",
        "2012-04-05",
        "2012-04~",
        "../2013",
        "2010/..",
        "2004-02-29",
        "XXXX-08-12",
        "199X",
        "2200",
        "2017-22",
    ]
)
TERMS = st.sampled_from(
    [
        "P20Y",
        "P9Y6M",
        "P6M",
        "life",
        "death",
        "P0D",
        "suspended:P2Y",
        "../P80Y",
        "P25Y/life",
        "P4Y~",
        "P3D",
        "P5000Y",
        "P5Y/..",
    ]
)
INSTRUMENTS = st.sampled_from(["coe-ets-112", "coe-ets-167", "us-bilateral", "oas-a57", "clemency", "us-ru-mlat-1999"])
FLAG, WORD = st.booleans(), st.sampled_from(["fraud", "grave", "strict"])
ON = st.sampled_from([date(1950, 1, 1), date(2007, 12, 1), date(2012, 9, 1), date(2020, 2, 29), date(2024, 1, 1)])
PAST = [date(2020, 2, 29), date(2024, 1, 1)]


def some(**values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Entries with some of these values."""
    return st.fixed_dictionaries({}, optional=values)


def listed(values: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    """Up to two of these values."""
    return st.lists(values, max_size=2)


def with_instrument(**values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Entries of a State under an instrument, with some of these values."""
    return st.fixed_dictionaries({"instrument": INSTRUMENTS, "by": STATES}, optional=values)


CASES = st.fixed_dictionaries(
    {"person": st.just("A"), "nationalities": listed(STATES), "held_by": STATES},
    optional={
        "residence": STATES,
        "ties": listed(STATES),
        "born": st.sampled_from(["1968", "1968-02-29", "2003-01"]),
        "in_custody_since": DAYS,
        "stage": st.sampled_from(["detained", "charged", "convicted", "sentenced", "appeal", "final"]),
        "judgments": listed(some(date=DAYS, final_since=DAYS, appeal_pending=FLAG)),
        "sentences": listed(
            some(term=TERMS, imposed=DAYS, runs_from=DAYS, concurrent=FLAG, minimum=TERMS, regime=WORD)
        ),
        "credits": listed(
            st.fixed_dictionaries({"days": st.sampled_from([0, 54, 10**6])}, optional={"per": st.just("year")})
        ),
        "offences": listed(
            st.fixed_dictionaries(
                {"name": WORD},
                optional={
                    "punishable_in": st.dictionaries(STATES, FLAG, max_size=2),
                    "gravity": WORD,
                    "committed": DAYS,
                },
            )
        ),
        "consent": some(given=FLAG, date=DAYS, informed=FLAG, by=st.sampled_from(["person", "mother"])),
        "requests": listed(with_instrument(made=DAYS, received=DAYS)),
        "expulsion_order": FLAG,
        "fled_to_own_state": FLAG,
        "mental_state": st.sampled_from(["unfit", "not_responsible"]),
        "health": st.just("ill"),
        "consular": some(notified=DAYS, access_first=DAYS, denied=DAYS, told_of_rights=DAYS, by=STATES),
        "first_prison_term": FLAG,
        "recidivist": FLAG,
    },
)
DECISIONS = listed(
    st.fixed_dictionaries(
        {"instrument": INSTRUMENTS, "by": STATES, "decision": st.sampled_from(["agreed", "refused", "revoked"])},
        optional={"date": DAYS},
    )
)


def facts_of(said: dict[str, Any]) -> CaseFacts:
    """Return the case that entries say; what no case can say is passed over."""
    try:
        return read_case(yaml.safe_dump(said), "CASE.yaml")
    except CaseRefused:
        assume(False)
        raise


def without(facts: CaseFacts, name: str) -> CaseFacts:
    """Return the case with one field unknown."""
    field = next(one for one in fields(facts) if one.name == name)
    blank = field.default if field.default_factory is MISSING else field.default_factory()
    return replace(facts, **{name: blank})


def outcomes(facts: CaseFacts, on: date, to: str) -> dict[tuple[str, ...], tuple[Outcome, tuple[str, ...]]]:
    """Return each check's outcome and the facts it rests on, by where it stands."""
    found = assess_routes(facts, on, to=to)
    checks = {
        (route.instrument, route.kind, route.to, one.condition, one.article): (one.outcome, one.facts)
        for route in found.routes
        for one in route.checks
    }
    rights = {(one.instrument, one.condition, one.article): (one.outcome, one.facts) for one in found.safeguards}
    return checks | rights


calm = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow]
)


@calm
@given(CASES, DECISIONS, ON, st.sampled_from([40, 80, 160]))
def test_every_case_gets_an_answer(said: dict[str, Any], decisions: list[Any], on: date, width: int) -> None:
    """Whatever a file may say, the answer comes, as JSON and on a screen of any width."""
    facts = facts_of(said | {"decisions": decisions})
    found = assess(FactsOfPerson(facts, on))
    assert json_text(answer(found, facts))
    screen = Console(file=StringIO(), width=width)
    parts = (*assessment_text(found, facts, None, True), *(sentence_text(found.sentence) if found.sentence else ()))
    for part in parts:
        screen.print(part)


@calm
@given(CASES, ON, STATES)
def test_unknown_is_never_taken_for_not_met(said: dict[str, Any], on: date, to: str) -> None:
    """With nothing known but nationality and holder, only what those say can be not met."""
    facts = facts_of({name: said[name] for name in REQUIRED})
    for where, (outcome, used) in outcomes(facts, on, to).items():
        assert outcome is not Outcome.NOT_MET or set(used) <= {"nationalities", "held_by"}, where


@calm
@given(CASES, st.sampled_from(PAST), STATES)
def test_one_more_field_never_flips_an_answer(said: dict[str, Any], on: date, to: str) -> None:
    """What was met or not met without a field is the same with it, or unknown; it is never the opposite.

    A judgment that becomes final after the day asked about dates the stage "final", which is a changed fact.
    """
    assume(not (said.get("stage") == "final" and said.get("judgments")))
    facts = facts_of(said)
    known = outcomes(facts, on, to)
    for name in set(facts.sources) - set(REQUIRED):
        for where, (outcome, _) in outcomes(without(facts, name), on, to).items():
            after = known.get(where, (outcome, ()))[0]
            assert Outcome.UNKNOWN in (outcome, after) or outcome is after, (name, where)
