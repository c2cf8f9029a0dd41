"""What holds of every row and every worked example: each side of a date, any order of telling, and one detail less."""

import json
from collections.abc import Iterator
from copy import deepcopy
from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from worked_examples import written_examples

from homeward.app.assess_routes import FactsOfPerson, assess
from homeward.basics.dates import Precision
from homeward.basics.errors import CaseRefused
from homeward.routes.binding import in_force_between
from homeward.routes.bonds import bonds_between
from homeward.routes.case_files import read_case
from homeward.routes.from_cases import assess_routes
from homeward.routes.model import CaseFacts, Outcome
from homeward.routes.treaty import Binds, Party, Treaty
from homeward.routes.treaty_list import all_treaties

DAY = timedelta(days=1)
CONVENTION = "coe-ets-112"
EXAMPLES = list(written_examples())
Said = dict[tuple[str, ...], Outcome]


def outcomes(facts: CaseFacts, on: date, to: str | None) -> Said:
    """Return the outcome of each check and safeguard, by where it stands."""
    found = assess_routes(facts, on, to=to)
    checks = {
        (route.instrument, route.kind, route.to, one.condition, one.article): one.outcome
        for route in found.routes
        for one in route.checks
    }
    return checks | {(one.instrument, one.condition, one.article): one.outcome for one in found.safeguards}


def facts_of(given_: dict[str, Any]) -> CaseFacts:
    """Return the case that an example's entries say."""
    return read_case(json.dumps({"person": "A", **given_}), "CASE.yaml")


def dated_rows() -> Iterator[tuple[Treaty, Party]]:
    """Yield every row that says to the day since when a State (or a pair) is bound, alone for its State."""
    for treaty in all_treaties():
        for row in treaty.parties:
            alone = [(one.state, one.other) for one in treaty.parties].count((row.state, row.other)) == 1
            if row.in_force and row.in_force.precision is Precision.DAY and alone:
                yield treaty, row


def test_every_entry_into_force_turns_on_its_day() -> None:
    """Whatever the row, the day before it the two are not bound, and on the day they are; so is the end of one."""
    rows = list(dated_rows())
    assert len(rows) > 150
    for treaty, row in rows:
        assert row.in_force is not None
        begins = row.in_force.from_day
        others = [one.state for one in treaty.parties if one.state != row.state and _stands(one, begins)]
        if treaty.binds is Binds.PARTIES and not others:
            continue
        other = row.other or others[0]
        before, after = (in_force_between(treaty, row.state, other, day) for day in (begins - DAY, begins))
        assert before is not None and after is not None
        assert (before.outcome, after.outcome) == (Outcome.NOT_MET, Outcome.MET), (treaty.id, row.state, other)
        assert row.until is None or _last_day(treaty, row, other)


def _stands(row: Party, on: date) -> bool:
    begun = row.in_force is not None and row.in_force.to_day < on
    return begun and (row.until is None or row.until.from_day > on)


def _last_day(treaty: Treaty, row: Party, other: str) -> bool:
    """Return whether a row that ends on a day is out of force the day after."""
    assert row.until is not None
    after = in_force_between(treaty, row.state, other, row.until.to_day + DAY)
    return after is not None and after.outcome is Outcome.NOT_MET


STATES = sorted({row.state for treaty in all_treaties() for row in treaty.parties})


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(STATES), st.sampled_from(STATES), st.dates(date(1960, 1, 1), date(2026, 1, 1)))
def test_whichever_state_is_named_first_the_same_binds_them(one: str, other: str, on: date) -> None:
    """Being bound has no direction."""
    there, back = bonds_between(all_treaties(), one, other, on), bonds_between(all_treaties(), other, one, on)
    assert {key: (bond.outcome, bond.since, bond.until) for key, bond in there.items()} == {
        key: (bond.outcome, bond.since, bond.until) for key, bond in back.items()
    }


ORDERLESS = ("nationalities", "ties", "judgments", "offences", "requests", "decisions", "papers_held")
"""Lists that may be told in any order; sentences follow one another as they are told."""


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: str(one["name"]))
def test_the_order_of_telling_changes_nothing(example: Any) -> None:
    """Decisions, requests and the like come by their dates, not by their place in the file."""
    on, to = date.fromisoformat(example["on"]), example.get("to")
    told = outcomes(facts_of(example["given"]), on, to)
    for name in ORDERLESS:
        for order in list(permutations(example["given"].get(name) or ()))[1:6]:
            assert outcomes(facts_of({**example["given"], name: list(order)}), on, to) == told, name


MEANS_SOMETHING_WHEN_LEFT_OUT = ("concurrent", "per", "by", "made", "access_first")
"""Keys whose absence says something of its own: one after another, in all, the person, an order that was made, a denial
of access that still stands."""


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: str(one["name"]))
def test_one_detail_less_never_flips_an_answer(example: Any) -> None:
    """With any field, or any detail of an entry, left out, what was met is met or unknown, and what was not met too."""
    on, to = date.fromisoformat(example["on"]), example.get("to")
    told = outcomes(facts_of(example["given"]), on, to)
    for what, less in _with_less(example["given"]):
        try:
            fewer = outcomes(facts_of(less), on, to)
        except CaseRefused:
            continue  # what has to be said cannot be left out
        for where, outcome in fewer.items():
            before = told.get(where, outcome)
            assert outcome is before or Outcome.UNKNOWN in (outcome, before), (what, where, before, outcome)


def _with_less(said: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, value in said.items():
        if name in ("nationalities", "held_by"):
            continue
        if name != "decisions":
            yield name, {key: one for key, one in said.items() if key != name}
        entries = value if isinstance(value, list) else [value]
        for number, entry in enumerate(entries):
            for key in entry if isinstance(entry, dict) else ():
                if key not in MEANS_SOMETHING_WHEN_LEFT_OUT:
                    less = deepcopy(said)
                    del (less[name][number] if isinstance(value, list) else less[name])[key]
                    yield f"{name}.{key}", less


@settings(max_examples=120, deadline=None)
@given(
    st.dates(date(2009, 1, 1), date(2030, 1, 1)) | st.sampled_from([date(2019, 8, 31), date(2020, 2, 29)]),
    st.integers(7, 60),
)
def test_the_last_day_for_a_request_is_the_last(begins: date, months: int) -> None:
    """Received on the day that the sentence's working names, a request is in time; received a day later it is not."""
    said = {"nationalities": ["RU"], "held_by": "US"}
    said |= {"sentences": [{"term": f"P{months}M", "runs_from": begins.isoformat()}]}
    asked = assess(FactsOfPerson(facts_of(said), begins))
    assert asked.sentence is not None
    last = asked.sentence.last_day_for_request[CONVENTION].latest
    assert last is not None
    assume(last >= begins)
    for received, expected in ((last, Outcome.MET), (last + DAY, Outcome.NOT_MET)):
        request = {"instrument": CONVENTION, "by": "RU", "made": begins.isoformat(), "received": received.isoformat()}
        found = outcomes(facts_of({**said, "requests": [request]}), received, "RU")
        where = (CONVENTION, "transfer_of_sentenced_person", "RU", "time_remaining", "3(1)(c)")
        assert found[where] is expected, (begins, months, received)
