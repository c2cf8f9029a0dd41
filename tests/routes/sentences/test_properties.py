"""What holds of every sentence under every law: credit, start and uncertainty pull release the way they must."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from made_cases import case, holds, sentence

from homeward.basics.dates import date_between, parse_date
from homeward.basics.terms import parse_term
from homeward.routes.model import CaseFacts, CourtJudgment, Credit, CreditPer, Offence, ReleaseDate
from homeward.routes.sentences.calculation import calculate_sentence
from homeward.routes.sentences.law_list import LAWS
from homeward.routes.sentences.terms_to_serve import sentence_end

FEW = settings(max_examples=120, deadline=None)
GRAVITIES = {"RU": ("small", "grave", "drugs or terrorism"), "GB": ("ordinary", "excluded", "schedule 15", "terrorist")}
STATES = tuple(law.states[0] for law in LAWS)
STARTS = st.dates(date(2006, 1, 1), date(2025, 12, 31))
DAYS_ASKED = st.dates(date(2010, 1, 1), date(2027, 12, 31))
MONTHS = st.integers(1, 400)


@st.composite
def cases(draw: st.DrawFn) -> CaseFacts:
    """Return a certain case of one term, with all that its law asks for."""
    state, start = draw(st.sampled_from(STATES)), draw(STARTS)
    imposed = start + timedelta(draw(st.integers(0, 900)))
    term = f"P{draw(MONTHS)}M{draw(st.integers(0, 29))}D"
    regime = draw(st.sampled_from([None, "general", "strict"]))
    facts = case(replace(sentence(term, str(start), str(imposed)), regime=regime), held_by=state)
    gravity = draw(st.sampled_from(GRAVITIES.get(state, ("any",))))
    return replace(facts, offences=(Offence("an offence", gravity=gravity),), recidivist=draw(st.booleans()))


def releases(facts: CaseFacts, on: date) -> tuple[ReleaseDate, ...]:
    """Return every date of release, full release first."""
    found = calculate_sentence(facts, on)
    return (*((found.full_release,) if found.full_release else ()), *found.conditional_release)


def is_no_later(one: ReleaseDate, other: ReleaseDate) -> bool:
    """Return whether neither end of one date is later than that of the other; an open end is the latest of all."""
    return (one.date.earliest or date.min) <= (other.date.earliest or date.min) and (one.date.latest or date.max) <= (
        other.date.latest or date.max
    )


@FEW
@given(cases(), DAYS_ASKED, st.integers(0, 80), st.integers(0, 80), st.sampled_from(CreditPer))
def test_more_credit_never_brings_a_later_release(
    facts: CaseFacts, on: date, days: int, more: int, per: CreditPer
) -> None:
    """Whatever the law, days of credit for a year or in all only bring release forward."""
    per = CreditPer.YEAR if per is CreditPer.MONTH else per
    less = releases(replace(facts, credits=(Credit(days, per),)), on)
    with_more = releases(replace(facts, credits=(Credit(days + more, per),)), on)
    assert len(less) == len(with_more)
    assert all(is_no_later(one, other) for one, other in zip(with_more, less, strict=True))


@FEW
@given(cases(), DAYS_ASKED, st.integers(0, 60))
def test_a_later_start_never_brings_an_earlier_end(facts: CaseFacts, on: date, days: int) -> None:
    """The same term from a later day ends no earlier."""
    one = facts.sentences[0]
    assert one.runs_from is not None and one.runs_from.earliest is not None
    start = one.runs_from.earliest + timedelta(days)
    later = replace(facts, sentences=(replace(one, runs_from=date_between(start, start)),))
    first, second = sentence_end(facts).nominal, sentence_end(later).nominal
    assert first and second and first.earliest and second.earliest and first.earliest <= second.earliest
    if facts.held_by == "FR" and start.year >= 2023 > one.runs_from.earliest.year:
        return  # reductions granted since 2023 may be more than the credit before
    assert all(is_no_later(a, b) for a, b in zip(releases(facts, on), releases(later, on), strict=True))


@FEW
@given(cases(), DAYS_ASKED, st.integers(0, 400), st.integers(0, 400), st.integers(0, 30), st.integers(0, 30))
def test_an_uncertain_case_holds_every_certain_one_in_it(
    facts: CaseFacts, on: date, before: int, after: int, shorter: int, longer: int
) -> None:
    """Widen the start, the day imposed and the term: every date widens around what it was."""
    one = facts.sentences[0]
    assert one.runs_from and one.imposed and one.runs_from.earliest and one.imposed.earliest and one.term
    months = int(str(one.term)[1:].partition("M")[0])
    wide = replace(
        one,
        runs_from=date_between(one.runs_from.earliest - timedelta(before), one.runs_from.earliest + timedelta(after)),
        imposed=date_between(one.imposed.earliest - timedelta(before), one.imposed.earliest + timedelta(after)),
        term=parse_term(f"P{max(0, months - shorter)}M/P{months + longer + 2}M"),
    )
    certain, uncertain = calculate_sentence(facts, on), calculate_sentence(replace(facts, sentences=(wide,)), on)
    assert holds(uncertain.nominal_end, certain.nominal_end)
    if uncertain.refusal is not None:
        return
    assert certain.full_release and uncertain.full_release
    assert holds(uncertain.full_release.date, certain.full_release.date)
    assert len(certain.conditional_release) == len(uncertain.conditional_release)
    for wider, narrower in zip(uncertain.conditional_release, certain.conditional_release, strict=True):
        assert holds(wider.date, narrower.date), (wider, narrower)


@FEW
@given(cases(), DAYS_ASKED)
def test_what_is_left_out_only_widens_the_answer(facts: CaseFacts, on: date) -> None:
    """Without offence, record and institution the dates that still come hold those that come with them."""
    known = calculate_sentence(facts, on)
    bare = replace(facts, offences=(), recidivist=None, sentences=(replace(facts.sentences[0], regime=None),))
    unknown = calculate_sentence(bare, on)
    assert known.nominal_end == unknown.nominal_end
    if known.full_release and unknown.full_release:
        assert holds(unknown.full_release.date, known.full_release.date)
    if unknown.refusal is not None:
        return
    for one in known.conditional_release:
        wider = [other.date for other in unknown.conditional_release if other.name[:12] == one.name[:12]]
        assert len(wider) == 1 and holds(wider[0], one.date)


@FEW
@given(cases(), DAYS_ASKED)
def test_release_lies_within_the_term(facts: CaseFacts, on: date) -> None:
    """No one is released before the first day of the term or after its last."""
    one = facts.sentences[0]
    found = calculate_sentence(facts, on)
    assert one.runs_from and one.runs_from.earliest and found.nominal_end and found.nominal_end.latest
    if found.full_release is None:
        return
    assert found.full_release.date.earliest and one.runs_from.earliest <= found.full_release.date.earliest
    assert found.full_release.date.latest and found.full_release.date.latest <= found.nominal_end.latest


TERMS = (
    "P1Y",
    "P25Y",
    "P18M",
    "P4Y~",
    "../P80Y",
    "P2Y/..",
    "P25Y/life",
    "life",
    "death",
    "P0D",
    "suspended:P2Y",
    "P9999Y",
)
DATES = (
    "2010-03-06",
    "2010",
    "2010-05",
    "201X",
    "2010~",
    "2010-22",
    "../2012",
    "2011-02/..",
    "2024-02-29",
    "XXXX-05-12",
)
ANY_DATE = st.sampled_from((None, *DATES))


@st.composite
def any_cases(draw: st.DrawFn) -> CaseFacts:
    """Return a case that may lack anything and be as vague as dates and terms can be."""
    sentences = tuple(
        replace(
            sentence(
                draw(st.sampled_from((None, *TERMS))), draw(ANY_DATE), draw(ANY_DATE), concurrent=draw(st.booleans())
            ),
            regime=draw(st.sampled_from((None, "general", "strict", "another"))),
            minimum=draw(st.sampled_from((None, *map(parse_term, ("P5Y", "life", "P2Y/.."))))),
        )
        for _ in range(draw(st.integers(0, 3)))
    )
    held_by = draw(st.sampled_from((*STATES, "IR", "US-VA")))
    facts = case(*sentences, held_by=held_by[:2], in_custody_since=draw(ANY_DATE))
    offences = tuple(
        Offence("an offence", gravity=one, article=draw(st.sampled_from((None, "276", "228.1(4)", "no number"))))
        for one in draw(
            st.lists(st.sampled_from((None, "ordinary", "schedule 15", "terrorist", "small", "words")), max_size=2)
        )
    )
    judgments = (CourtJudgment(final_since=parse_date(draw(st.sampled_from(DATES)))),) if draw(st.booleans()) else ()
    credits = tuple(
        Credit(draw(st.integers(0, 500)), one) for one in draw(st.lists(st.sampled_from(CreditPer), max_size=2))
    )
    record = draw(st.sampled_from((None, True, False)))
    return replace(
        facts, held_under=held_by, offences=offences, judgments=judgments, credits=credits, recidivist=record,
        first_prison_term=record,
    )  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(any_cases(), st.dates(date(1980, 1, 1), date(2040, 12, 31)), st.sampled_from((None, *STATES)))
def test_any_case_gets_dates_or_a_reason(facts: CaseFacts, on: date, administered_by: str | None) -> None:
    """However little is known, there is an answer: dates in order, or a refusal that says what to enter."""
    found = calculate_sentence(facts, on, administered_by=administered_by, months_to_leave={"a-treaty": 6})
    assert found.refusal is not None or found.full_release or found.conditional_release
    if found.refusal is not None:
        code, why = found.refusal
        assert code == code.lower() and why.endswith(".") and f"Refused ({code}): {why}" in found.working
    assert all(line and "None" not in line for line in found.working)
